// The fixture of every definition is recognised as that definition, also where headers tell what a response is.

import { describe, expect, test } from "vitest";
import { resolveCatalog } from "../../generator/catalog/resolve.ts";
import { withSteps } from "../../generator/catalog/steps.ts";
import type { CatalogDocument } from "../../generator/schema/document.ts";
import { parseYaml } from "../../generator/text/yaml.ts";
import { recognise } from "../../runtime/recognise.ts";

const text = `
id: acme
title: Acme API
version: 1.2.0
prefix: Acme
codeType: mixed
envelope: Std
envelopes:
  Std: { code: /code, message: /msg }
  Head: { code: /code, message: /msg, when: { header:X-Error: "yes", /ok: false } }
  Several: { code: /error, message: /msg, when: { header:x-shape: [long, short] } }
definitions:
  InHead: { code: h, kind: conflict, summary: S., envelope: Head }
  InSeveral: { code: s, kind: conflict, summary: S., envelope: Several }
  One: { code: x, kind: conflict, summary: S., match: { body: { header:x-kind: one } } }
  Both: { code: x, kind: conflict, summary: S., envelope: Head, match: { body: { header:x-kind: both } } }
  Rest: { code: x, kind: conflict, summary: S. }
  Asked:
    code: p
    kind: conflict
    summary: S.
    match: { body: { header:x-sort: asked } }
    params: { sort: { type: string, at: header:X-Sort }, limit: { type: integer, at: header:x-limit } }
`;

const catalog = resolveCatalog(
  parseYaml({ path: "acme.yaml", text }).value?.value as unknown as CatalogDocument,
);
const { fixtures } = catalog.derived;
const tables = withSteps(catalog.derived.tables);

describe("the fixture of", () => {
  test.each([
    ["InHead", { "x-error": "yes" }],
    ["InSeveral", { "x-shape": "long" }],
    ["One", { "x-kind": "one" }],
    ["Both", { "x-error": "yes", "x-kind": "both" }],
    ["Rest", {}],
    ["Asked", { "x-sort": "asked", "x-limit": "1" }],
  ])("%s has the headers by which it is recognised", (name, headers) => {
    const definition = catalog.definitions.find((one) => one.name === name);
    if (definition === undefined) throw new Error(`There is no ${name}.`);
    const fixture = fixtures[definition.name];
    expect(fixture?.headers).toEqual(headers);
    expect(recognise(tables, fixture)?.definition?.name).toBe(name);
  });
});
