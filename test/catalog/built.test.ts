// Responses that are built are recognised as what they were built for: in the tool, and as the answers of the generated classes.

import { beforeAll, describe, expect, test } from "vitest";
import type { Definition } from "../../generator/catalog/catalog.ts";
import { paramSamples } from "../../generator/catalog/fixture.ts";
import { className } from "../../generator/catalog/names.ts";
import { withSteps } from "../../generator/catalog/steps.ts";
import { loadCatalog } from "../../generator/rules/load.ts";
import { recognise } from "../../runtime/recognise.ts";
import { type Compiled, compile, type Imported, importPackage } from "../helpers.ts";

const text = `
id: built
title: Built
version: 1.0.0
prefix: Built
codeType: mixed
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
  ListedMatched: { code: 31, kind: conflict, summary: S., envelope: Listed, match: { body: { /listed/type: [d, c, b], header:x-type: a } } }
  ListedRest: { code: 31, kind: conflict, summary: S., envelope: Listed }
  ListedFirst: { code: 31, kind: conflict, summary: S., envelope: Listed, match: { body: { /listed/type: [a, c], header:x-type: b } } }
  ParamMatched: { code: 32, kind: conflict, summary: S., match: { body: { /type: card } }, params: { type: { type: string } } }
  ParamRest: { code: 32, kind: conflict, summary: S., params: { type: { type: string, optional: true } } }
  CodeMatched: { code: [33, 34], kind: conflict, summary: S., match: { body: { /code: [34, 33] } } }
  ParamHoldsCode: { code: 35, kind: conflict, summary: S., envelope: Parted, params: { parted: { type: object, properties: { more: { type: integer } } } } }
  ParamIsCode: { code: 36, kind: conflict, summary: S., envelope: Parted, params: { code: { type: integer, at: /parted/code } } }
`;

const plain = { sort: "card", extra: "more", msg: "S." };

/** Pairs of definitions of which the second's response is built as the first's would be. */
const taken: readonly (readonly [matched: string, rest: string, example: string])[] = [
  [
    "match: { body: { /detail: { present: false } } }",
    "status: 409",
    "body: { code: 1, sort: card, detail: 1 }",
  ],
  [
    "match: { body: { header:x-more: { present: false } } }",
    "status: 409",
    "message: M., headers: { x-more: a }",
  ],
  ["match: { scope: Spot }", "scope: [Spot, Futures]", "message: M., scope: Futures"],
  ["match: { status: 409 }", "status: [409, 400]", "message: M., status: 400"],
  ["match: { body: { /sort: card } }", "status: 409", "body: { code: 1, sort: bank }"],
  ["match: { body: { /extra: more } }", "status: 409", "body: { code: 1, sort: card }"],
  ["match: { message: It failed }", "message: [It failed, It did not]", "message: It did not"],
];

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
  ListedMatched: { headers: { "x-type": "a" }, body: { listed: { code: 31, type: "b" } } },
  ListedRest: { headers: { "x-type": "a" }, body: { listed: { code: 31, type: "a" } } },
  ListedFirst: { headers: { "x-type": "b" }, body: { listed: { code: 31, type: "a" } } },
  ParamMatched: { body: { code: 32, ...plain, type: "card" } },
  ParamRest: { body: { code: 32, ...plain, type: "example" } },
  CodeMatched: { body: { code: 33, ...plain } },
  ParamHoldsCode: { body: { parted: { code: 35, msg: "S." } } },
  ParamIsCode: { body: { parted: { code: 36, msg: "S." } } },
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

describe.each(taken)("a definition that takes what is left beside %s", (matched, rest, example) => {
  const facts = "code: 1, kind: conflict, summary: S.";
  const head = `scopes: [Spot, Futures]\n${text.split("schemas:")[0]}envelopes:\n${text.match(/^ {2}Plain: .*\n/m)?.[0]}`;
  const diagnose = async (more: string): Promise<readonly string[]> => {
    const definitions = `definitions:\n  Matched: { ${facts}, ${matched} }\n  Rest: { ${facts}, ${rest}${more} }\n`;
    const path = "catalog/built.yaml";
    const { value, diagnostics } = await loadCatalog({ path, text: `${head}${definitions}` });
    expect(value, diagnostics.map(({ message }) => message).join()).toBeDefined();
    return diagnostics.map(({ code }) => code).filter((code) => code !== "unused");
  };

  test("is warned about if its response would be the other's", async () => {
    expect(await diagnose("")).toEqual(["response-unrecognised"]);
  });

  test("is right with an example", async () => {
    expect(await diagnose(`, examples: [{ ${example} }]`)).toEqual([]);
  });
});

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
    const fixture = catalog.derived.fixtures[name];
    expect(fixture).toEqual({ status: 409, headers: {}, ...expected[name] });
    expect(recognise(withSteps(catalog.derived.tables), fixture)?.definition?.name).toBe(name);
    expect(imported.parse(imported.fixtures[name])?.name).toBe(className(name));
  });

  test("is what its answers are parsed to", () => {
    const { catalog } = compiled;
    const definition = definitionOf(name);
    // What only the caller knows stands at the same places as in the body.
    const { body, scope, operation } = catalog.derived.fixtures[name] ?? {};
    const Known = imported.classes.get(name);
    for (const code of definition.codes) {
      const params = paramSamples(definition, catalog.derived.samples);
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
