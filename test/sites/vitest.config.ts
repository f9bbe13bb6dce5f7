// The pages in sites that other tools build: `npm run test:sites`.

import { defineConfig } from "vitest/config";
import { templates } from "../../scripts/templates.mjs";

export default defineConfig({
  plugins: [templates()],
  test: {
    include: ["test/sites/*.test.ts"],
    globalSetup: "test/setup.ts",
    testTimeout: 900_000,
  },
});
