// What a bundle keeps of a generated package: one guard and one exception of a large one against the same two written by hand, and each function of a small one.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, transformSync } from "esbuild";
import { rolldown } from "rolldown";
import { rollup } from "rollup";
import webpack from "webpack";

const byHand = fileURLToPath(new URL("by-hand.ts", import.meta.url));
const names = "AccountAmountForbiddenError, isAccountAmountForbiddenError";

/** Bundles both with each bundler and gives a Markdown table of their minified bytes. */
export async function sizeTable({ folder, into }) {
  mkdirSync(into, { recursive: true });
  const generated = join(into, "generated.mjs");
  writeFileSync(
    generated,
    `export { ${names} } from ${JSON.stringify(join(folder, "dist/index.js"))};\n`,
  );
  const hand = join(into, "by-hand.mjs");
  const script = transformSync(readFileSync(byHand, "utf8"), { loader: "ts", target: "es2022" });
  writeFileSync(hand, script.code);
  const rows = [];
  for (const [name, bundle] of Object.entries(bundlers)) {
    const ours = Buffer.byteLength(await bundle(generated, into));
    const theirs = Buffer.byteLength(await bundle(hand, into));
    rows.push(`| ${name} | ${ours} | ${theirs} | ${(ours / theirs).toFixed(2)} |`);
  }
  return [
    "| bundler | generated, bytes | by hand, bytes | generated ÷ by hand |",
    "|---|---:|---:|---:|",
    ...rows,
    "",
    "One guard and one exception out of 1,000 codes, bundled as an ES module and minified, without compression;",
    "rollup has no minifier, so esbuild minifies what it gives. By hand is `test/bench/by-hand.ts`, with the same features.",
    "",
  ].join("\n");
}

/** Bundles each of the functions that a client uses of a small package, and gives a Markdown table of their bytes. */
export async function functionTable({ folder, into }) {
  mkdirSync(into, { recursive: true });
  const guards = readFileSync(join(folder, "dist/guards.js"), "utf8");
  const [guard] = guards.match(/(?<=function )is\w+Error(?=\(error\))/);
  const uses = {
    "one guard": guard,
    "the enum": "SyntheticErrorCode",
    "`identify…`": "identifySyntheticError",
    "`parse…`": "parseSyntheticError",
    "`…FromResponse`": "syntheticErrorFromResponse",
  };
  const rows = [];
  for (const [what, name] of Object.entries(uses)) {
    const entry = join(into, `${name}.mjs`);
    const from = JSON.stringify(join(folder, "dist/index.js"));
    writeFileSync(entry, `export { ${name} } from ${from};\n`);
    const code = await bundlers.esbuild(entry, into);
    rows.push(`| ${what} | ${Buffer.byteLength(code)} | ${gzipSync(code).length} |`);
  }
  return [
    "| of a package of 18 codes | minified, bytes | with gzip |",
    "|---|---:|---:|",
    ...rows,
    "",
  ].join("\n");
}

const bundlers = {
  esbuild: async (entry) => {
    const options = { bundle: true, minify: true, format: "esm", write: false, logLevel: "error" };
    const { outputFiles } = await build({ entryPoints: [entry], ...options });
    return outputFiles[0].text;
  },
  rolldown: async (entry) => {
    const bundle = await rolldown({ input: entry, logLevel: "silent" });
    const { output } = await bundle.generate({ format: "esm", minify: true });
    await bundle.close();
    return output[0].code;
  },
  "rollup + esbuild": async (entry) => {
    const bundle = await rollup({ input: entry, logLevel: "silent", plugins: [absolutePaths] });
    const { output } = await bundle.generate({ format: "es" });
    await bundle.close();
    return transformSync(output[0].code, { minify: true, format: "esm" }).code;
  },
  webpack: (entry, into) =>
    new Promise((resolve, reject) => {
      webpack(webpackOptions(entry, into), (fault, stats) => {
        if (fault !== null || stats.hasErrors()) reject(fault ?? new Error(stats.toString()));
        else resolve(readFileSync(join(into, "webpack.mjs"), "utf8"));
      });
    }),
};

/** Rollup resolves relative paths alone. */
const absolutePaths = { name: "absolute-paths", resolveId: (id) => (existsSync(id) ? id : null) };

function webpackOptions(entry, into) {
  return {
    mode: "production",
    entry,
    experiments: { outputModule: true },
    output: { path: into, filename: "webpack.mjs", module: true, library: { type: "module" } },
  };
}
