// The tests that install packages: `npm run test:examples`.

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/examples/*.test.ts"],
    globalSetup: ["test/folders.ts", "test/examples/packed.ts"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
});
