// Bundles the command and the programmatic API into few files that are loaded lazily.

import { defineConfig } from "rolldown";
import { templates } from "./templates/plugin.mjs";

export default defineConfig({
  input: { cli: "generator/cli.ts", index: "generator/index.ts" },
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
