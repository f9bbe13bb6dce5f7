// How much is written for each code of a large catalog, and what a bundle keeps of a small one: what grows here is paid in every package.

import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { expect, test } from "vitest";
import { compile } from "../helpers.ts";

async function packageOf(codes: number) {
  const bench = new URL("../bench/synthetic.mjs", import.meta.url).href;
  const { syntheticCatalog } = (await import(bench)) as {
    readonly syntheticCatalog: (codes: number) => string;
  };
  return compile(syntheticCatalog(codes));
}

/** Returns the bytes that a minified bundle of one export has, compressed. */
async function bundled(files: ReadonlyMap<string, string>, name: string): Promise<number> {
  const bundle = await rolldown({
    input: "entry",
    plugins: [
      {
        name: "emitted",
        resolveId: (id) => (id === "entry" ? id : id.replace(/^\./, "dist")),
        load: (id) => (id === "entry" ? `export { ${name} } from "./index.js";` : files.get(id)),
      },
    ],
  });
  const { output } = await bundle.generate({ format: "esm", minify: true });
  await bundle.close();
  return gzipSync(output[0].code).length;
}

test("the modules of a catalog need less than 6 kB for each code", async () => {
  const { catalog, files } = await packageOf(300);
  const modules = [...files].filter(([path]) => /^(?:src|dist)\/(?!runtime)/.test(path));
  const bytes = modules.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0);
  expect(bytes / catalog.codes.length).toBeLessThan(6000);
});

test("a bundle keeps a fraction of a package: what one guard, the enum or parsing needs", async () => {
  const { files } = await packageOf(18);
  const [guard = ""] = files.get("src/guards.ts")?.match(/is\w+(?<!Code|Body)Error(?=\()/) ?? [];
  expect(await bundled(files, guard)).toBeLessThan(250);
  expect(await bundled(files, "SyntheticErrorCode")).toBeLessThan(600);
  expect(await bundled(files, "identifySyntheticError")).toBeLessThan(6600);
  expect(await bundled(files, "parseSyntheticError")).toBeLessThan(10_500);
});
