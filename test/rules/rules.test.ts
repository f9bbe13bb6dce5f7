// Holds the rules to the catalog format, on small catalogs and on the ones that ship.

import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { resolveCatalog } from "../../generator/catalog/resolve.ts";
import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { report } from "../../generator/diagnostics/report.ts";
import { diagnosticTable, rules } from "../../generator/rules/all.ts";
import { ruleFiles } from "../../generator/rules/files.ts";
import { judge, loadCatalog } from "../../generator/rules/load.ts";
import { pruned } from "../../generator/rules/prune.ts";
import { validateCatalog } from "../../generator/schema/validators.js";
import { linksOf } from "../../generator/text/markdown.ts";
import { nearest } from "../../generator/text/nearest.ts";
import { positionOf } from "../../generator/text/source.ts";
import { parseYaml } from "../../generator/text/yaml.ts";
import { definitions, type RuleCase } from "./case.ts";

/** The cases of each rule, from the file here that has the name of the rule's file. */
const ruleCases = await Promise.all(
  Object.keys(ruleFiles).map(async (name) => {
    const { cases } = (await import(new URL(`${name}.ts`, import.meta.url).href)) as {
      readonly cases: readonly RuleCase[];
    };
    return { name, cases };
  }),
);

/** What every catalog needs, added below a fragment where it does not say it itself. */
const defaults: Readonly<Record<string, string>> = {
  id: "id: t",
  title: "title: T",
  version: "version: 1.0.0",
  prefix: "prefix: T",
  codeType: "codeType: mixed",
  envelopes: "envelopes: { E: { code: /code, message: /msg } }",
  definitions:
    "definitions: { Other: { code: other, kind: invalid-argument, summary: It is invalid. } }",
};

function full(fragment: string): string {
  const missing = Object.entries(defaults).filter(
    ([key]) => !new RegExp(`^${key}:`, "m").test(fragment),
  );
  return [fragment, ...missing.map(([, line]) => line), ""].join("\n");
}

function diagnose(text: string, broken: readonly string[] = []): readonly Diagnostic[] {
  const root = parseYaml({ path: "catalog/t.yaml", text }).value;
  if (root === undefined) throw new Error(`cannot be parsed:\n${text}`);
  const document: unknown = root.value;
  if (!validateCatalog(document)) throw new Error(JSON.stringify(validateCatalog.errors));
  const catalog = resolveCatalog(document);
  return judge({ document, root, catalog, broken: new Set(broken), unsound: new Set() });
}

function placed({ code, span }: Pick<Diagnostic, "code" | "span">): string {
  if (span === undefined) return code;
  const { line, column } = positionOf(span.file, span.start);
  return `${code} ${line}:${column}`;
}

/** Gives a diagnostic for each of its places. */
function everyPlace({ places = [], ...one }: Diagnostic): readonly Diagnostic[] {
  return [one, ...places.map((span) => ({ ...one, span }))];
}

function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
}

describe("one cause is one diagnostic", () => {
  const many = (facts: string, count = 12): string =>
    full(
      definitions(
        ...Array.from({ length: count }, (_, i) => [`D${i}`, `code: ${i}, ${facts}`] as const),
      ),
    );

  test.each([
    ["envelope: Rst", "unknown-reference"],
    ["scope: Sopt", "unknown-reference"],
    ["source: gone", "unknown-reference"],
    ["params: { a: { at: /a, $ref: '#/schemas/Gone' } }", "unknown-reference"],
    ["description: '[a](#Gone)'", "unknown-reference"],
    ["retryable: true", "wrong"],
    ["status: 42", "out-of-bounds"],
    ["x-retry: 1", "extension-taken"],
  ])("%s", async (facts, code) => {
    const text = many(facts);
    const { diagnostics } = await loadCatalog({ path: "catalog/t.yaml", text });
    const own = diagnostics.filter((one) => one.severity === "error");
    if (code === "wrong") return expect(own).toHaveLength(12);
    expect(own.map((one) => [one.code, one.places?.length])).toEqual([[code, 11]]);
    const [fault] = own;
    const lines = [fault?.span, ...(fault?.places ?? [])].map(
      (span) => span && positionOf(span.file, span.start).line,
    );
    expect(lines).toEqual(Array.from({ length: 12 }, (_, i) => i + 2));
    const all = JSON.parse(report(own, "json")) as { readonly places: readonly object[] }[];
    expect(all[0]?.places).toHaveLength(11);
    expect(report(own, "github").match(/catalog\/t\.yaml:\d+:\d+/g)).toHaveLength(11);
    expect(report(own, "text")).toMatch(/also: at 11 more places: catalog\/t\.yaml:3:\d+, /);
    expect(report(own, "text").split("\n").length).toBeLessThan(8);
  });

  test("of many places the text counts the rest", async () => {
    const { diagnostics } = await loadCatalog({ path: "t.yaml", text: many("source: gone", 1000) });
    expect(diagnostics).toHaveLength(1);
    expect(report(diagnostics, "text")).toMatch(
      /at 999 more places: (t\.yaml:\d+:\d+,? ){20}and 979 more\n/,
    );
    expect(report(diagnostics, "github")).toContain("t.yaml:1001:");
  });

  test("other values, and other second places, are causes of their own", async () => {
    const text = full(
      definitions(
        ["One", "code: 1, source: gone, deprecated: { since: 1.0.0, reason: R., use: Two }"],
        ["Two", "code: 2, source: lost, deprecated: { since: 1.0.0, reason: R., use: One }"],
      ),
    );
    const { diagnostics } = await loadCatalog({ path: "t.yaml", text });
    expect(diagnostics.map((one) => [one.code, one.places])).toEqual([
      ["unknown-reference", undefined],
      ["deprecated-use", undefined],
      ["unknown-reference", undefined],
      ["deprecated-use", undefined],
    ]);
  });
});

describe("each rule", () => {
  describe.each(ruleCases)("$name", ({ cases }) => {
    test.each(cases)("$what", async ({ text, expected }) => {
      const { diagnostics } = await loadCatalog({ path: "catalog/t.yaml", text: full(text) });
      expect(inOrder(diagnostics.flatMap(everyPlace)).map(placed)).toEqual(expected);
    });

    test("has bad cases and a good one", () => {
      expect(cases.some(({ expected }) => expected.length === 0)).toBe(true);
      expect(cases.flatMap(({ expected }) => expected).length).toBeGreaterThan(1);
    });
  });

  test("has its diagnostics in the one table", () => {
    for (const { diagnostics } of rules) expect(diagnosticTable).toMatchObject(diagnostics);
  });

  test("has a number of its own and a sentence", () => {
    const numbers = rules.map(({ number }) => number);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    for (const { sentence } of rules) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});

const root = new URL("../../", import.meta.url);
const shipped = [
  ...readdirSync(new URL("catalog/", root))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => `catalog/${name}`),
  "test/cases/sampler/catalog/sampler.yaml",
];

test.each(shipped)("%s breaks no rule", (path) => {
  expect(diagnose(readFileSync(new URL(path, root), "utf8")).map(placed)).toEqual([]);
});

describe("a fault about two things", () => {
  test("names both and both places", () => {
    const one = "code: 7, kind: conflict, summary: S.";
    const [fault] = diagnose(full(`definitions:\n  One: { ${one} }\n  Two: { ${one} }`));
    expect(fault?.message).toContain('"One" and "Two" share the code "7"');
    expect(
      fault?.notes.map(({ span }) => span && placed({ code: "code-undecided", span })),
    ).toEqual(["code-undecided 2:16"]);
  });

  test("names the envelope that an example fits", () => {
    const text = `envelopes:
  A: { code: /code, body: { required: [id], properties: { id: {} } } }
  B: { code: /error/code, when: { /ok: false } }
envelope: A
definitions:
  One: { code: 1, kind: conflict, summary: S., envelope: [A, B], examples: [{ body: EXAMPLE }] }`;
    const advice = (example: string): readonly string[] =>
      diagnose(full(text.replace("EXAMPLE", example))).map(({ help }) => help);
    expect(advice("{ ok: false, error: { code: 1 } }")).toEqual([
      'It fits the envelope "B": write "envelope: B". Correct the example or the schema.',
    ]);
    expect(advice("{ error: { code: 1 } }")).toEqual([
      expect.stringMatching(/^Correct the example's body/),
      "Correct the example or the schema.",
    ]);
  });

  test("blames no schema that nobody wrote", () => {
    const example = "code: 1, examples: [{ body: { code: 1, msg: 5 } }]";
    const fault = (envelope: string): string => {
      const text = `envelopes: { E: { code: /code, message: /msg${envelope} } }`;
      const [found] = diagnose(full(`${text}\n${definitions(["One", example])}`));
      return `${found?.message} ${found?.help}`;
    };
    expect(fault("")).toContain('the places that the envelope "E" locates: /msg is not of type');
    expect(fault("")).not.toContain("or the schema");
    const written = ", body: { properties: { msg: { type: string } } }";
    expect(fault(written)).toContain('the body of the envelope "E": /msg is not of type string.');
  });

  test("shows the value of a header as it is written", () => {
    const [fault] = diagnose(full('success: { "header:x-version": 1.0 }'));
    expect(fault?.help).toBe('Quote it: "1.0".');
  });

  test("shows a code as it is written", () => {
    const [fault] = diagnose(
      full("definitions: { One: { code: 0042, kind: conflict, summary: S. } }"),
    );
    expect(`${fault?.message} ${fault?.help}`).toContain("0042 is not");
    expect(fault?.help).toContain('Quote it: "0042"');
  });
});

describe("what the schema refused", () => {
  const text = full(`docsUrl: https://a.b/
definitions:
  One:
    { code: 1, kind: conflict, summary: S., source: gone, description: "[a](#Gone)", envelope: Gone,
      params: { a: { at: /a, $ref: "#/schemas/Gone" } }, deprecated: { since: 1.0.0, reason: R., use: Gone } }`);

  test("may still be named", () => {
    const broken = ["/sources/gone", "/definitions/Gone", "/envelopes/Gone", "/schemas/Gone"];
    expect(diagnose(text).map(({ code }) => code)).toHaveLength(5);
    expect(diagnose(text, broken)).toEqual([]);
    expect(diagnose(text, ["/sources", "/definitions", "/envelopes", "/schemas"])).toEqual([]);
  });
});

test.each([
  ["version: 1.0.0", []],
  ["version: 0.9.0", ["version-above"]],
  ["version: 1.0", ["wrong-type"]],
  ["version: 1.0.0-beta", ["bad-form"]],
  ["verison: 1.0.0", ["unknown-property"]],
  ["description: none", ["missing-property"]],
])("with %s what began with 1.0.0 is %j", async (line, expected) => {
  const text = full(`${line}\n${definitions(["One", "code: 1, since: 1.0.0"])}`);
  const own = line.startsWith("version") ? text : text.replace("\nversion: 1.0.0", "");
  const { diagnostics } = await loadCatalog({ path: "catalog/t.yaml", text: own });
  expect(diagnostics.map(({ code }) => code)).toEqual(expected);
});

describe("no input", () => {
  test("makes a rule throw", () => {
    const samples = fc.array(fc.tuple(fc.jsonValue(), fc.jsonValue()), { maxLength: 3 });
    const keyword = fc.constantFrom(
      ...["$ref", "type", "const", "enum", "properties", "required", "items", "oneOf", "examples"],
      ...["additionalProperties", "minimum", "maximum", "minLength", "other", "__proto__"],
    );
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom("#/schemas/A", "#/schemas/B", "#/x", "string", ["string"], "object"),
    );
    const { schema } = fc.letrec((tie) => {
      const inner = fc.array(tie("schema"), { maxLength: 2, depthIdentifier: "schema" });
      const content = fc.oneof(
        { maxDepth: 3, depthIdentifier: "schema" },
        value,
        tie("schema"),
        inner,
      );
      return { schema: fc.dictionary(keyword, content, { maxKeys: 4, depthIdentifier: "schema" }) };
    });
    const property = fc.property(schema, schema, samples, (a, b, bodies) => {
      const document = {
        schemas: { A: a, B: b },
        definitions: {
          One: {
            ...{ code: 1, kind: "conflict", summary: "S.", message: "{b} {" },
            params: { a: { ...Object(a), at: "/a" }, b: { $ref: "#/schemas/B" } },
            ...(bodies.length === 0
              ? {}
              : {
                  examples: bodies.map(([x, body]) => ({
                    title: "T",
                    body: { code: 1, a: x, body },
                  })),
                }),
          },
        },
      };
      const text = Object.entries(document).map(([key, part]) => `${key}: ${JSON.stringify(part)}`);
      let diagnostics: readonly Diagnostic[] = [];
      try {
        diagnostics = diagnose(full(text.join("\n")));
      } catch (error) {
        if (!String(error).includes("cannot be parsed") && !String(error).includes("instancePath"))
          throw error;
      }
      expect(diagnostics.every(({ span }) => span !== undefined)).toBe(true);
    });
    fc.assert(property, { numRuns: 300 });
  });

  test("makes looking for links slow", () => {
    const parts = ["[](", "](<", "`[", "<", "[a]:", "\\`", "````", "[a](b\n", "~~~\n", "> - [x]: "];
    for (const part of parts) {
      expect(linksOf(part.repeat(500_000 / part.length)), part).toBeDefined();
    }
  });

  test("makes schemas slow", () => {
    const twice =
      '{ oneOf: [{ properties: { n: { $ref: "#/schemas/A" } } }, { properties: { n: { $ref: "#/schemas/A" } } }] }';
    const deep = `${"{ n: ".repeat(50)}1${" }".repeat(50)}`;
    const text = full(`schemas: { A: ${twice}, B: { $ref: "#/schemas/A", examples: [${deep}] } }`);
    expect(diagnose(text)).not.toEqual([]);
  });

  test("makes leaving out many wrong keywords slow", () => {
    const count = 20_000;
    const properties = Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`p${i}`, { tpye: "string", minimum: i }]),
    );
    const errors = Object.keys(properties).map((name) => ({
      keyword: "additionalProperties",
      instancePath: `/schemas/A/properties/${name}`,
      schemaPath: "#/additionalProperties",
      params: { additionalProperty: "tpye" },
    }));
    const data = { schemas: { A: { properties } }, envelopes: {}, definitions: {} };
    const { document, unsound } = pruned(data, errors);
    expect([...unsound]).toEqual(["/schemas/A"]);
    expect(document?.schemas?.["A"]?.properties?.["p7"]).toEqual({ minimum: 7 });
    expect(data.schemas.A.properties["p7"]).toEqual({ tpye: "string", minimum: 7 });
  });

  test("makes many definitions slow", () => {
    const lines = Array.from(
      { length: 10_000 },
      (_, i) => `  Name${i}: { code: ${i}, kind: conflict, summary: S., source: no${i} }`,
    );
    expect(diagnose(full(`definitions:\n${lines.join("\n")}`))).toHaveLength(10_000);
  });
});

test.each([
  ["descripton", ["description", "deprecated"], "description"],
  ["SPOT", ["Futures", "Spot"], "Spot"],
  ["tpye", ["items", "type"], "type"],
  ["ab", ["xy", "abc"], "abc"],
  ["ab", ["xy", "zz"], undefined],
  ["entirely", ["different"], undefined],
  ["x".repeat(500), ["x".repeat(499)], undefined],
] as const)("the word nearest to %s in %j", (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected);
});
