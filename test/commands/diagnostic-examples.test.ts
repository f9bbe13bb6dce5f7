// The examples that `explain` shows for diagnostics: each wrong one gets its diagnostic, and each right one is valid.

import { expect, test } from "vitest";
import { exampleCodes, exampleOf } from "../../generator/explain/diagnostic-examples.ts";
import { diagnosticTable, rules } from "../../generator/rules/all.ts";
import { loadCatalog } from "../../generator/rules/load.ts";

/** What an example leaves out, by keys. */
const whole: Readonly<Record<string, string>> = {
  id: "id: t",
  title: "title: T",
  version: "version: 1.0.0",
  prefix: "prefix: T",
  codeType: "codeType: mixed",
  envelopes: "envelopes: { Standard: { code: /code, message: /message } }",
  definitions: "definitions:\n  Busy: { code: busy }",
};
const ofDefinition: Readonly<Record<string, string>> = {
  code: "code: busy",
  kind: "kind: unavailable",
  summary: "summary: It is busy.",
};
const ofCatalog =
  /^(?:scopes|sources|schemas|envelopes?|success|errorsBelow400|statuses|families|definitions|reserved|transport|prefix|codeType|docsUrl|x-\S+|description: See|title|description: "Send)/m;

function filled(text: string, keys: Readonly<Record<string, string>>): string {
  const isThere = (key: string) => new RegExp(`^["']?${key}["']?:`, "m").test(text);
  const missing = Object.keys(keys).filter((key) => !isThere(key));
  return [...missing.map((key) => keys[key]), text].join("\n");
}

/** Returns the catalog that an example is a part of. */
function catalogOf(example: string): string {
  const inner = filled(example, ofDefinition).replace(/^(?=.)/gm, "    ");
  const text = ofCatalog.test(example) ? example : `definitions:\n  Busy:\n${inner}`;
  const bare = /(?<=^ {2}\w+: \{ )(?=code: (?!\[?["']?(?:\/|header:)))(?!.*kind: )/gm;
  return `${filled(text, whole)}\n`.replace(bare, "kind: unavailable, summary: It is busy., ");
}

async function codesOf(example: string): Promise<readonly string[]> {
  const file = { path: "catalog/t.yaml", text: catalogOf(example) };
  return (await loadCatalog(file)).diagnostics.map(({ code }) => code);
}

test.each(exampleCodes)("%s", async (code) => {
  const { wrong = "", right = "" } = exampleOf(code) ?? {};
  expect(Object.hasOwn(diagnosticTable, code)).toBe(true);
  expect(await codesOf(wrong)).toContain(code);
  expect(await codesOf(right)).toEqual([]);
});

test("every diagnostic of a rule has an example, unless it would be too long or look like a secret", () => {
  const all = rules.flatMap(({ diagnostics }) => Object.keys(diagnostics));
  expect([...new Set(all)].filter((code) => exampleOf(code) === undefined).sort()).toEqual([
    "code-crowded",
    "schema-endless",
    "schema-sample-large",
    "secret-like",
  ]);
});
