// Responses that are built are recognised as what they were built for: in the tool, and as the answers of the generated classes.

import { beforeAll, describe, expect, test } from "vitest";
import type { Definition } from "../../generator/catalog/catalog.ts";
import { fixtureOf } from "../../generator/catalog/fixture.ts";
import { className } from "../../generator/catalog/names.ts";
import { recognitionTables } from "../../generator/catalog/recognition.ts";
import { samplesOf } from "../../generator/catalog/response.ts";
import { loadCatalog } from "../../generator/rules/load.ts";
import { recognise } from "../../runtime/recognise.ts";
import { type Compiled, compile, type Imported, importPackage } from "../packages.ts";

const text = `
id: built
title: Built
version: 1.0.0
prefix: Built
codeType: mixed
scopes: [Spot, Futures]
schemas:
  Detail: { type: object, required: [reason, inner], properties: { reason: { type: string, examples: [late] }, inner: { $ref: "#/schemas/Inner" } } }
  Inner: { type: object, required: [depth], properties: { depth: { type: integer, minimum: 3 } } }
envelope: Plain
envelopes:
  Plain: { code: /code, message: /msg, body: { required: [code, sort], properties: { code: {}, sort: { type: string, examples: [card, bank] }, extra: { type: string, examples: [more] } } } }
  Moved: { code: [/moved/status, /moved/code], message: /moved/text, when: { /moved/status: -1 } }
  Wanted: { code: /wanted/code, when: { /wanted/detail: { present: true } }, body: { properties: { wanted: { properties: { code: {}, detail: { $ref: "#/schemas/Detail" } } } } } }
  Unknown: { code: /unknown/code, when: { /unknown/any: { present: true } }, body: { required: [unknown], properties: { unknown: { required: [code], properties: { code: {} } } } } }
  Flagged: { code: /flagged/code, when: { header:x-failed: { present: true }, header:content-type: { present: true } } }
  Located: { code: [/located/code, header:x-code], requestId: [/located/id, header:x-id], when: { header:x-code: { present: true }, /located/id: { present: true } } }
  Absent: { code: /absent/code, message: [/absent/message, /absent/text], when: { /absent/message: { present: false }, /absent/data: { present: false } }, body: { properties: { absent: { properties: { code: {}, data: { type: string, examples: [a] } } } } } }
  Worded: { code: /worded/code, message: /worded/msg, when: { /worded/msg: [Error, Failed] } }
  Fixed: { code: /fixed/code, message: /fixed/msg, requestId: /fixed/id, when: { /fixed/id: none, /fixed/msg: Error } }
  Header: { code: /header/code, message: header:x-message, docsUrl: header:x-link }
  Listed: { code: /listed/code, when: { /listed/type: [a, b, c], header:x-type: [a, b] } }
  Parted: { code: /parted/code, message: /parted/msg }
definitions:
  MovedCode: { code: [20, 21], kind: conflict, summary: S., envelope: Moved }
  WantedDetail: { code: 22, kind: conflict, summary: S., envelope: Wanted }
  UnknownDetail: { code: 23, kind: conflict, summary: S., envelope: Unknown }
  FlaggedHeader: { code: 24, kind: conflict, summary: S., envelope: Flagged }
  LocatedFacts: { code: 25, kind: conflict, summary: S., envelope: Located }
  AbsentPlaces: { code: 26, kind: conflict, summary: S., envelope: Absent }
  WordedFailed: { code: 27, kind: conflict, summary: S., envelope: Worded, match: { message: Failed } }
  WordedRest: { code: 27, kind: conflict, summary: S., envelope: Worded }
  FixedFacts: { code: 28, kind: conflict, summary: S., envelope: Fixed }
  HeaderMatched: { code: 29, kind: conflict, summary: S., envelope: Header, match: { message: "at {place}" }, params: { place: { type: string } }, docsUrl: "https://example.com/29" }
  HeaderRest: { code: 29, kind: conflict, summary: S., envelope: Header }
  PresentMatched: { code: 30, kind: conflict, summary: S., match: { body: { /extra: { present: true }, header:x-more: { present: true } } } }
  PresentRest: { code: 30, kind: conflict, summary: S., match: { body: { /extra: { present: false } } } }
  BareMatched: { code: 42, kind: conflict, summary: S., match: { body: { /detail: { present: false } } } }
  BareRest: { code: 42, kind: conflict, summary: S. }
  HeadlessMatched: { code: 43, kind: conflict, summary: S., match: { body: { header:x-more: { present: false } } } }
  HeadlessRest: { code: 43, kind: conflict, summary: S. }
  ListedMatched: { code: 31, kind: conflict, summary: S., envelope: Listed, match: { body: { /listed/type: [d, c, b], header:x-type: a } } }
  ListedRest: { code: 31, kind: conflict, summary: S., envelope: Listed }
  ListedFirst: { code: 31, kind: conflict, summary: S., envelope: Listed, match: { body: { /listed/type: [a, c], header:x-type: b } } }
  ParamMatched: { code: 32, kind: conflict, summary: S., match: { body: { /type: card } }, params: { type: { type: string } } }
  ParamRest: { code: 32, kind: conflict, summary: S., params: { type: { type: string, optional: true } } }
  CodeMatched: { code: [33, 34], kind: conflict, summary: S., match: { body: { /code: [34, 33] } } }
  ParamHoldsCode: { code: 35, kind: conflict, summary: S., envelope: Parted, params: { parted: { type: object, properties: { more: { type: integer } } } } }
  ParamIsCode: { code: 36, kind: conflict, summary: S., envelope: Parted, params: { code: { type: integer, at: /parted/code } } }
  ScopeMatched: { code: 37, kind: conflict, summary: S., match: { scope: Spot } }
  ScopeRest: { code: 37, kind: conflict, summary: S., scope: [Spot, Futures] }
  StatusMatched: { code: [{ code: 38, status: 404 }], kind: conflict, summary: S., match: { status: 409 } }
  StatusRest: { code: 38, kind: conflict, summary: S. }
  SampleMatched: { code: 39, kind: conflict, summary: S., match: { body: { /sort: card } } }
  SampleRest: { code: 39, kind: conflict, summary: S. }
  OptionalMatched: { code: 40, kind: conflict, summary: S., match: { body: { /extra: more } } }
  OptionalRest: { code: 40, kind: conflict, summary: S. }
  MessageMatched: { code: 41, kind: conflict, summary: S., match: { message: It failed } }
  MessageRest: { code: 41, kind: conflict, summary: S., message: [It failed, It did not] }
`;

const plain = { sort: "card", extra: "more", msg: "S." };

/** What the fixture of each definition must be, where it is not status 409 and no headers. */
const expected: Readonly<Record<string, object>> = {
  MovedCode: { body: { moved: { status: -1, code: 20, text: "S." } } },
  WantedDetail: { body: { wanted: { code: 22, detail: { reason: "late", inner: { depth: 3 } } } } },
  UnknownDetail: { body: { unknown: { code: 23, any: true } } },
  FlaggedHeader: {
    headers: { "x-failed": "true", "content-type": "application/json" },
    body: { flagged: { code: 24 } },
  },
  LocatedFacts: { headers: { "x-code": "25" }, body: { located: { code: 25, id: "example" } } },
  AbsentPlaces: { body: { absent: { code: 26, text: "S." } } },
  WordedFailed: { body: { worded: { code: 27, msg: "Failed" } } },
  WordedRest: { body: { worded: { code: 27, msg: "Error" } } },
  FixedFacts: { body: { fixed: { code: 28, id: "none", msg: "Error" } } },
  HeaderMatched: {
    headers: { "x-message": "at example", "x-link": "https://example.com/29" },
    body: { header: { code: 29 } },
  },
  HeaderRest: { headers: { "x-message": "S." }, body: { header: { code: 29 } } },
  PresentMatched: { headers: { "x-more": "true" }, body: { code: 30, ...plain } },
  PresentRest: { body: { code: 30, sort: "card", msg: "S." } },
  BareMatched: { body: { code: 42, ...plain } },
  BareRest: { body: { code: 42, ...plain, detail: true } },
  HeadlessMatched: { body: { code: 43, ...plain } },
  HeadlessRest: { headers: { "x-more": "true" }, body: { code: 43, ...plain } },
  ListedMatched: { headers: { "x-type": "a" }, body: { listed: { code: 31, type: "b" } } },
  ListedRest: { headers: { "x-type": "a" }, body: { listed: { code: 31, type: "a" } } },
  ListedFirst: { headers: { "x-type": "b" }, body: { listed: { code: 31, type: "a" } } },
  ParamMatched: { body: { code: 32, ...plain, type: "card" } },
  ParamRest: { body: { code: 32, ...plain, type: "example" } },
  CodeMatched: { body: { code: 33, ...plain } },
  ParamHoldsCode: { body: { parted: { code: 35, msg: "S." } } },
  ParamIsCode: { body: { parted: { code: 36, msg: "S." } } },
  ScopeMatched: { body: { code: 37, ...plain }, scope: "Spot" },
  ScopeRest: { body: { code: 37, ...plain }, scope: "Futures" },
  StatusMatched: { body: { code: 38, ...plain } },
  StatusRest: { status: 400, body: { code: 38, ...plain } },
  SampleMatched: { body: { code: 39, ...plain } },
  SampleRest: { body: { code: 39, ...plain, sort: "bank" } },
  OptionalMatched: { body: { code: 40, ...plain } },
  OptionalRest: { body: { code: 40, sort: "card", msg: "S." } },
  MessageMatched: { body: { code: 41, ...plain, msg: "It failed" } },
  MessageRest: { body: { code: 41, ...plain, msg: "It did not" } },
};

let compiled: Compiled;
let imported: Imported;

beforeAll(async () => {
  compiled = await compile(text);
  imported = await importPackage(compiled);
});

function definitionOf(name: string): Definition {
  const found = compiled.catalog.definitions.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
}

test("the catalog is told nothing", async () => {
  const { diagnostics } = await loadCatalog({ path: "catalog/built.yaml", text });
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  expect(Object.keys(expected).sort()).toEqual(
    compiled.catalog.definitions.map(({ name }) => name).sort(),
  );
});

describe.each(Object.keys(expected))("%s", (name) => {
  test("has a fixture by which it is recognised", () => {
    const { catalog } = compiled;
    const fixture = fixtureOf(definitionOf(name), catalog);
    expect(fixture).toEqual({ status: 409, headers: {}, ...expected[name] });
    expect(recognise(recognitionTables(catalog), fixture)?.definition?.name).toBe(name);
    expect(imported.parse(imported.fixtures[name])?.name).toBe(className(name));
  });

  test("is what its answers are parsed to", () => {
    const { catalog } = compiled;
    const definition = definitionOf(name);
    // What only the caller knows stands at the same places as in the body.
    const { body, scope, operation } = fixtureOf(definition, catalog);
    const Known = imported.classes.get(name);
    for (const code of definition.codes) {
      const params = samplesOf(definition, catalog, code);
      const error = new (Known as NonNullable<typeof Known>)({
        ...{ code: code.literal, params, requestId: "request-1" },
      });
      const answer = error.toResponse(body);
      const parsed = imported.parse({ ...answer, scope, operation });
      expect([parsed?.name, parsed?.code], JSON.stringify(answer)).toEqual([
        className(name),
        code.literal,
      ]);
    }
  });
});
