// Bundles the command and the programmatic API into few files that are loaded lazily: `npm run build`.

import { build } from "rolldown";
import { writeTypes } from "./build-types.mjs";
import { templates } from "./templates/plugin.mjs";

await build({
  cwd: import.meta.dirname,
  input: {
    cli: "generator/cli.ts",
    index: "generator/index.ts",
    // By this name Node.js is told of the hooks.
    "module-hooks": "generator/project/module-hooks.ts",
  },
  platform: "node",
  logLevel: "warn",
  external: ["oxc-transform"],
  plugins: [templates()],
  output: {
    dir: "dist",
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    cleanDir: true,
  },
});

await writeTypes("generator/index.ts", "dist/types");
