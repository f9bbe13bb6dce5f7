// The sub-path of texts in other languages: it is there if the catalog has some, and costs nothing where it is not asked for.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import {
  compile,
  importPackage,
  newFolder,
  projectFile,
  typeCheck,
  writeFiles,
} from "../helpers.ts";

const tiny = projectFile("test/cases/smallest/catalog/tiny.yaml");
const translated = `
id: shop
title: Shop
version: 1.0.0
prefix: Shop
codeType: integer
envelopes:
  Body: { code: /code, message: /message }
definitions:
  OutOfStock:
    code: 1
    kind: failed-precondition
    summary: The article is out of stock.
    message: "{article} is out of stock"
    params:
      article: { type: string }
    translations:
      de: "{article} ist ausverkauft: */ /*"
      zh-Hant: "{article} 缺貨"
  Closed: { code: 2, kind: unavailable, summary: The shop is closed. }
`;

test("a package with translations has the function on a sub-path", async () => {
  const compiled = await compile(translated);
  const shop = await importPackage(compiled);
  const url = pathToFileURL(join(shop.folder, "dist/localise.js")).href;
  const { localiseShopError } = (await import(/* @vite-ignore */ url)) as {
    readonly localiseShopError: (error: unknown, tag: string) => object;
  };
  const error = shop.parse({ status: 409, body: { code: 1, message: "Clock is out of stock" } });
  const text = { tag: "de", message: "Clock ist ausverkauft: */ /*" };
  expect(localiseShopError(error, "de-CH")).toEqual(text);
  expect(localiseShopError(error, "en")).toEqual({ tag: "und", message: "Clock is out of stock" });
  expect(shop.all).not.toHaveProperty("localiseShopError");
  const manifest = JSON.parse(compiled.files.get("package.json") ?? "") as {
    readonly exports: Readonly<Record<string, object>>;
  };
  expect(manifest.exports["./localise"]).toEqual({
    types: "./dist/localise.d.ts",
    default: "./dist/localise.js",
  });
  for (const [path, text] of compiled.files) {
    if (path.endsWith(".js") && path !== "dist/localise.js" && path !== "dist/definitions.js")
      expect(text, path).not.toContain("ausverkauft");
  }
});

test("its types take the exceptions of the package, and the README shows it", async () => {
  const compiled = await compile(translated);
  const folder = newFolder();
  writeFiles(join(folder, "node_modules/shop"), compiled.files);
  writeFiles(folder, [
    [
      "use.ts",
      `import { OutOfStockError, parseShopError } from "shop";
import { localiseShopError } from "shop/localise";
const error = parseShopError({ status: 409, body: "" });
export const text: string = error === undefined ? "" : localiseShopError(error, "de").message;
export const tag: string = localiseShopError(new OutOfStockError({ params: { article: "a" } }), "de").tag;
// @ts-expect-error: other errors have no translations
localiseShopError(new Error("a"), "de");
`,
    ],
  ]);
  const options = { module: "nodenext", target: "es2022", strict: true, noEmit: true, types: [] };
  writeFiles(folder, [
    ["tsconfig.json", JSON.stringify({ compilerOptions: options, files: ["use.ts"] })],
  ]);
  expect(await typeCheck("typescript", join(folder, "tsconfig.json"))).toBe("");
  expect(compiled.files.get("README.md")).toContain('from "shop/localise";');
});

test("a package without translations has none of it", async () => {
  const { files } = await compile(tiny);
  expect([...files.keys()].filter((path) => path.includes("localise"))).toEqual([]);
  expect(files.get("README.md")).not.toContain("localise");
});
