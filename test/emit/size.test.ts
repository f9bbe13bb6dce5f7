// How much is written for each code of a large catalog: what grows here is paid in every package.

import { expect, test } from "vitest";
import { compile } from "../helpers.ts";

test("the modules of a catalog need less than 6 kB for each code", async () => {
  const bench = new URL("../bench/synthetic.mjs", import.meta.url).href;
  const { syntheticCatalog } = (await import(bench)) as {
    readonly syntheticCatalog: (codes: number) => string;
  };
  const { catalog, files } = await compile(syntheticCatalog(300));
  const modules = [...files].filter(([path]) => /^(?:src|dist)\/(?!runtime)/.test(path));
  const bytes = modules.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0);
  expect(bytes / catalog.codes.length).toBeLessThan(6000);
});
