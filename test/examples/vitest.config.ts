// The tests that install packages, and those that take long: `npm run test:examples`.

import { defineConfig } from "vitest/config";
import { templates } from "../../scripts/templates.mjs";

export default defineConfig({
  plugins: [templates()],
  test: {
    include: ["test/examples/*.test.ts", "test/**/*.slow.test.ts"],
    exclude: ["**/node_modules/**"],
    globalSetup: ["test/setup.ts", "test/examples/packed.ts"],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    maxWorkers: 2,
  },
});
