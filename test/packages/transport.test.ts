// A catalog of another transport than HTTP: nothing of HTTP in its documents, and no `toResponse()` in its code.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { syncSpecs } from "../../generator/index.ts";
import { compile, importPackage, newFolder, writeFiles } from "../helpers.ts";

const text = `id: feed
title: Feed
version: 1.0.0
prefix: Feed
codeType: integer
transport: other
success: { /code: 0 }
envelopes: { Frame: { code: /code, message: /message, retryAfter: /wait, success: { /code: [0, 1000] } } }
definitions:
  NotSubscribed:
    code: 4003
    kind: failed-precondition
    summary: The channel is not subscribed.
    examples: [{ message: not subscribed }]
  TooFast: { code: 4029, kind: rate-limited, summary: Too many frames. }
families: [{ from: 4000, to: 4999, kind: invalid-argument }]
`;

const http = /http(?!s?:\/\/)|\bstatus\b|header|toResponse|fetch|\b[45]\d\d\b/i;

test("documents have no HTTP", async () => {
  const { files } = await compile(text, "emitters: { openapi: { extensions: all } }\n");
  for (const path of ["README.md", "errors.md", "openapi.yaml"]) {
    const content = (files.get(path) ?? "").replace(/^(<!--|#).*Generated.*$/gm, "");
    const found = content.split("\n").filter((line) => http.test(line));
    expect(found, path).toEqual([]);
    expect(content).toContain("4003");
  }
  const { components } = load(files.get("openapi.yaml") ?? "") as {
    readonly components: Readonly<Record<string, object>>;
  };
  expect(Object.keys(components)).toEqual(["schemas", "examples"]);
  expect(Object.keys(components["schemas"] ?? {})).toEqual([
    "FeedErrorCode",
    "FeedFrameBody",
    "FeedErrorBody",
    "FeedNotSubscribedError",
    "FeedTooFastError",
  ]);
  expect(files.get("README.md")).toContain("toBody()");
});

test("exceptions have no toResponse, and the bodies of HTTP's", async () => {
  const compiled = await compile(text);
  for (const name of ["codes", "errors", "parse", "guards", "definitions"])
    expect(compiled.files.get(`src/${name}.ts`), name).not.toMatch(/toResponse|HTTP/);
  const { parse, classes, catalog } = await importPackage(compiled);
  const error = parse({ body: { code: 4003, message: "m", wait: 2 } });
  expect(error).toMatchObject({ name: "NotSubscribedError", retryAfter: 2, status: undefined });
  expect(error?.toResponse).toBeUndefined();
  expect(error?.toBody()).toEqual({ code: 4003, message: "m", wait: 2 });
  expect(parse({ body: { code: 1000 } })).toBeUndefined();
  const Class = classes.get("TooFast");
  expect(Class && new Class().toBody()).toEqual({ code: 4029, message: "Too many frames." });
  expect(catalog).toMatchObject({ transport: "other" });
  const usual = await importPackage(
    await compile(text.replace("transport: other", "transport: http")),
  );
  expect(usual.parse({ body: { code: 4029 } })?.toResponse()).toMatchObject({ status: 429 });
});

test("its joined package shows a body", async () => {
  const { emitOutput, emittersOf, fileOf } = await import("../helpers.ts");
  const { loadCatalogs } = await import("../../generator/project/catalogs.ts");
  const loaded = await loadCatalogs([{ path: "catalog/feed.yaml", text }]);
  const emitters = await emittersOf("{}\n");
  const [output] = await emitOutput(loaded.value ?? [], { emitters, joined: { name: "all" } });
  const readme = fileOf(output?.files ?? [], "README.md");
  expect(readme).toContain(
    'parseError("feed", { body: { code: 4003, message: "not subscribed" } })',
  );
});

test("sync changes no description for it", async () => {
  const cwd = newFolder();
  const operation =
    "  /a:\n    get:\n      operationId: a\n      responses:\n        '200': { description: OK }\n";
  const spec = `openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths:\n${operation}`;
  writeFiles(cwd, [
    ["catalog/feed.yaml", text],
    ["api.yaml", spec],
    [
      "faultbook.config.yaml",
      "specs: [{ path: api.yaml, operations: [{ for: all, errors: all }] }]\n",
    ],
  ]);
  const { diagnostics } = await syncSpecs({ cwd, mode: "write" });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(readFileSync(join(cwd, "api.yaml"), "utf8")).toBe(spec);
});
