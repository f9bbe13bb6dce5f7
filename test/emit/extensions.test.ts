// Tags and keys of an author's own: where they go, and that none collides with what Faultbook writes.

import { load } from "js-yaml";
import { expect, test } from "vitest";
import { isWritten, writtenExtensions } from "../../generator/catalog/extension-keys.ts";
import { strictView } from "../../generator/emit/template/view.ts";
import { everything, harmless, textOf } from "../everything.ts";
import { compile } from "../helpers.ts";

const text = textOf(everything(harmless));

interface OpenApi {
  readonly [key: string]: unknown;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

async function openapi(extensions: string): Promise<OpenApi> {
  const config = `emitters: { openapi: { extensions: ${extensions} } }\n`;
  const { files } = await compile(text, config);
  return load(files.get("openapi.yaml") ?? "") as OpenApi;
}

const { "x-portal": portal } = everything(harmless);

test.each(["minimal", "all"])("%s extensions have what the author added", async (extensions) => {
  const document = await openapi(extensions);
  const { EveryMainBody: envelope, EveryAlphaError: error } = document.components.schemas;
  expect(document).toMatchObject({ "x-portal": portal, "x-tags": ["all", "every/thing"] });
  expect(envelope).toMatchObject({
    "x-main": harmless("line", "envelopes/Main/x-main"),
    "x-tags": ["main"],
  });
  expect(error).toMatchObject({
    "x-alpha": harmless("markdown", "definitions/Alpha/x-alpha"),
    "x-tags": ["alpha"],
  });
});

test("no extensions are none of the author's either", async () => {
  expect(JSON.stringify(await openapi("none"))).not.toMatch(/"x-/);
});

test("every extension that is written is one that an author cannot take", async () => {
  const config = "emitters: { openapi: { extensions: all, overlay: true } }\n";
  const { files } = await compile(text, config);
  const keys = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key.startsWith("x-") && !/^x-(portal|main|alpha|wait|request-id)$/.test(key))
        keys.add(key);
      collect(inner);
    }
  };
  for (const path of ["openapi.yaml", "openapi.overlay.yaml"]) collect(load(files.get(path) ?? ""));
  expect([...keys].filter((key) => !isWritten(key))).toEqual([]);
  expect(writtenExtensions.filter((key) => !keys.has(key))).toEqual([]);
});

test("templates see them, and no other field of that kind is refused", async () => {
  const { catalog } = await compile(text);
  const view = strictView({ options: {}, catalog }) as { readonly catalog: typeof catalog };
  expect(view.catalog.extensions["x-portal"]).toEqual(portal);
  expect(view.catalog.extensions["x-other"]).toBeUndefined();
  expect(view.catalog.tags[1]).toBe("every/thing");
});

test("values of any kind are data in every output", async () => {
  const odd = {
    "": [],
    "a: b": { "#": "- x", "{{x}}": "*/ `x` <!--" },
    n: [1e300, -0.5, null, false, {}],
  };
  const small = `id: t
title: T
version: 1.0.0
prefix: T
codeType: integer
envelopes: { E: { code: /code } }
definitions: { One: { code: 1, kind: internal, summary: S. } }
x-odd: ${JSON.stringify(odd)}
x-null: ~
`;
  const { files } = await compile(small);
  const document = load(files.get("openapi.yaml") ?? "");
  expect(document).toMatchObject({ "x-odd": odd, "x-null": null });
});
