// The tests: every file of `test/`, with templates and the runtime's source as the build sees them.

import { defineConfig } from "vitest/config";
import { templates } from "./scripts/templates.mjs";

/** The built tool, which loads modules of projects as Node.js does, and not through Vite. */
const built = `${import.meta.dirname}/dist/index.js`.replace(/[^\w/]/g, "\\$&");

// Each of the many processes would read the certificates at its start, and none makes a connection.
delete process.env["NODE_EXTRA_CA_CERTS"];

export default defineConfig({
  plugins: [templates()],
  test: {
    include: ["test/**/*.test.ts"],
    // They install packages or take long, and have a configuration of their own.
    exclude: [
      ...["test/examples/**", "test/clients/**", "test/sites/**"],
      ...["**/*.slow.test.ts", "**/node_modules/**"],
    ],
    globalSetup: "test/setup.ts",
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Many tests wait for processes, and two cores are kept busy by one more.
    maxWorkers: 3,
    server: { deps: { external: [new RegExp(`${built}$`)] } },
    // Half a second a file would go into loading the same modules again.
    isolate: false,
  },
});
