// Faults of an installed Faultbook: they are reported as its own, with their stack, whatever code of the project ran before.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, inject, test } from "vitest";
import { newFolder } from "../helpers.ts";
import { attempt, edit, run } from "./project.ts";

const builder = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");
const catalog = `id: shop
title: Shop
version: 1.0.0
prefix: Shop
codeType: string
envelopes: { Body: { code: /code } }
definitions: { Busy: { code: busy, kind: unavailable, summary: The service is busy. } }
`;
/** A configuration and an emitter that the tool has to run, and could blame. */
const modules = {
  "faultbook.config.mjs":
    'export default { catalogs: "catalog", output: "generated", emitters: { custom: [{ module: "./list.mjs" }] } };\n',
  "list.mjs": `export default {
  name: "list",
  scope: "catalog",
  emit: ({ id }) => [{ path: "id.txt", content: id + "\\n" }],
};
`,
};

/** Installs Faultbook in a project with modules of its own, and returns the project and a chunk of the tool that has a function. */
async function installed(name: string) {
  const root = newFolder();
  mkdirSync(join(root, "catalog"));
  writeFileSync(join(root, "package.json"), '{ "private": true }');
  writeFileSync(join(root, "catalog/shop.yaml"), catalog);
  for (const [path, text] of Object.entries(modules)) writeFileSync(join(root, path), text);
  await run(root, `npm install '${inject("tarball")}'`);
  const dist = join(root, "node_modules/faultbook/dist");
  const chunks = readdirSync(dist).filter((file) => file.endsWith(".cjs"));
  const head = new RegExp(`^(?:async )?function ${name}\\(.*\\) \\{$`, "m");
  for (const file of chunks) {
    const [found] = head.exec(readFileSync(join(dist, file), "utf8")) ?? [];
    if (found !== undefined) return { root, dist, chunk: join(dist, file), head: found };
  }
  throw new Error(`no chunk has the function ${name}`);
}

test.each([
  ["an exception", 'throw new Error("broken here");'],
  ["a rejection that nothing awaits", 'void Promise.reject(new Error("broken here"));'],
])("%s inside the tool ends with 70 and its stack, and blames no module", async (_, fault) => {
  const { root, chunk, head } = await installed("resolveCatalog");
  // The first run keeps what Node.js compiled of the tool.
  await run(root, "npx faultbook generate");
  edit(chunk, head, `${head} ${fault}`);
  for (const command of ["validate", "generate --check"]) {
    const { code, said } = await attempt(root, `npx faultbook ${command}`);
    expect([code, said]).toEqual([70, expect.stringContaining("broken here")]);
    expect(said).toMatch(/at resolveCatalog \(.*node_modules\/faultbook\/dist\//);
    for (const path of Object.keys(modules)) expect(said).not.toContain(path);
  }
});

test("nothing that is installed names the folder that it was built in", async () => {
  const { dist } = await installed("resolveCatalog");
  const files = readdirSync(dist, { recursive: true, withFileTypes: true });
  for (const file of files.filter((one) => one.isFile())) {
    const text = readFileSync(join(file.parentPath, file.name), "latin1");
    expect(text.includes(builder), file.name).toBe(false);
  }
});
