// Hand-written values that gave way, after people rename or copy the places around them.

import { load } from "js-yaml";
import { expect, test } from "vitest";
import { removeFrom, second, syncText, syncTexts, type TextsQuery } from "./spec-project.ts";

const hand = `
          description: nope
          content:
            application/json:
              schema:
                type: object # by hand
                properties: { hand: { type: string } }
`;

const text = `openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /a:
    get:
      responses:
        "200": { description: ok }
        "404":${hand}`;

const shared = `openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /a:
    get:
      responses:
        "200": { description: ok }
        "404": { $ref: "#/components/responses/Missing" }
components:
  responses:
    Missing:${hand.replaceAll("\n    ", "\n")}`;

const schema: TextsQuery = { operations: [{ for: "all", errors: "all", existing: "schema" }] };
const replace: TextsQuery = { operations: [{ for: "all", errors: "all", existing: "replace" }] };

const renamings: Readonly<Record<string, (one: string) => string>> = {
  "a path": (one) => one.replace("  /a:", "  /renamed:"),
  "a method": (one) => one.replace("    get:", "    post:"),
  "a status": (one) => one.replace('        "404":', "        4XX:"),
  "a shared response": (one) =>
    one.replace("    Missing:", "    Absent:").replace("/Missing", "/Absent"),
};

const cases = [
  ...["a path", "a method", "a status"].map((name) => [name, text, schema] as const),
  ...["a path", "a method", "a status"].map((name) => [name, text, replace] as const),
  ["a shared response", shared, schema] as const,
];

test.each(cases)("renaming %s keeps what gave way", (name, from, query) => {
  const rename = renamings[name] ?? String;
  const renamed = rename(syncText(from, query));
  expect(removeFrom(renamed)).toBe(rename(from));
  const again = syncText(renamed, query);
  expect(again).toContain("by hand");
  expect(syncText(again, query)).toBe(again);
  expect(removeFrom(again)).toBe(rename(from));
  const without = syncTexts({ "openapi.yaml": renamed }, {});
  expect(without.told).not.toContain("error[");
  expect(without.texts["openapi.yaml"]).toContain("type: object # by hand");
});

test("a status that was renamed beside another response of ours keeps what gave way", () => {
  const query = { ...replace, catalogs: [second] };
  const rename = (one: string) => one.replace('        "404":', '        "422":');
  const again = syncText(rename(syncText(text, query)), query);
  expect(again).toContain(`"422":${hand}`);
  expect(removeFrom(again)).toBe(rename(text));
});

test.each([
  ["no place", "no place fits", (one: string) => one.replace("  /a:\n    get:", "  /b:\n    put:")],
  [
    "several places",
    "several places fit",
    (one: string) => {
      const operation = /\n {4}get:\n[\s\S]*?(?=\n\S)/.exec(one)?.[0] ?? "";
      const others = ["post", "put"].map((method) => operation.replace("get", method));
      return one.replace(operation, others.join(""));
    },
  ],
])("a value with %s for it is reported, and nothing is written", (_, fits, edit) => {
  const edited = edit(syncText(text, schema));
  for (const query of [schema, {}, { remove: true }]) {
    const { told, texts } = syncTexts({ "openapi.yaml": edited }, query);
    expect(told).toContain(
      'error[spec-original-lost]: The hand-written value that was at "#/paths/~1a/get/responses/404/content/application~1json/schema"',
    );
    expect(told).toContain(fits);
    expect(texts["openapi.yaml"]).toBe(edited);
  }
});

test("a value that was deleted with its operation is forgotten with a warning", () => {
  const other = '  /b:\n    get:\n      responses:\n        "200": { description: ok }\n';
  const deleted = syncText(text + other, schema).replace(/ {2}\/a:\n[\s\S]*?(?= {2}\/b:)/, "");
  for (const query of [schema, {}]) {
    const { told, texts } = syncTexts({ "openapi.yaml": deleted }, query);
    expect(told).toContain(
      'warning[spec-original-gone]: The hand-written value that was at "#/paths/~1a/get/responses/404/content/application~1json/schema" was deleted with its place.',
    );
    expect(told).not.toContain("error[");
    expect(texts["openapi.yaml"]).not.toContain("by hand");
    expect(syncTexts(texts, query)).toMatchObject({ texts, told: "" });
  }
  const { texts } = syncTexts({ "openapi.yaml": deleted }, { remove: true });
  expect(texts["openapi.yaml"]).toBe(text.replace(/ {2}\/a:[\s\S]*/, other));
});

test("a value that was deleted with its file is forgotten with a warning", () => {
  const main = text.replace(/ {2}\/a:\n[\s\S]*/, '  /a: { $ref: "a.yaml" }\n');
  const item = text.slice(text.indexOf("    get:")).replaceAll("\n    ", "\n").trimStart();
  const { texts } = syncTexts({ "openapi.yaml": main, "a.yaml": item }, schema);
  const deleted = {
    "openapi.yaml": texts["openapi.yaml"]?.replace(/ {2}\/a:.*\n/, "  {}\n") ?? "",
  };
  const again = syncTexts(deleted, schema);
  expect(again.told).toContain("warning[spec-original-gone]");
  expect(again.texts["openapi.yaml"]).not.toContain("by hand");
});

test("a reference to a component of ours is never kept as hand-written, and a copied one does not dangle", () => {
  const synced = syncText(text, schema);
  const operation = /\n {2}\/a:\n[\s\S]*?(?=\n\S)/.exec(synced)?.[0] ?? "";
  const copied = synced.replace(operation, operation + operation.replace("/a", "/b"));
  const again = syncText(copied, schema);
  const { "x-faultbook": ledger } = load(again) as Record<string, { replaced: object }>;
  expect(Object.keys(ledger?.replaced ?? {})).toEqual([
    "#/paths/~1a/get/responses/404/content/application~1json/schema",
  ]);
  const { texts, told } = syncTexts({ "openapi.yaml": again }, { remove: true });
  expect(told).toContain("warning[spec-component-needed]");
  expect(load(texts["openapi.yaml"] ?? "")).toHaveProperty("components.schemas.FakeError");
});

test("a value in a file that was renamed is reported, and nothing is written", () => {
  const main = text.replace(/ {2}\/a:\n[\s\S]*/, '  /a: { $ref: "a.yaml" }\n');
  const item = text.slice(text.indexOf("    get:")).replaceAll("\n    ", "\n").trimStart();
  const { texts, told } = syncTexts({ "openapi.yaml": main, "a.yaml": item }, schema);
  expect(told).toBe("");
  const renamed = {
    "openapi.yaml": texts["openapi.yaml"]?.replace('"a.yaml"', '"b.yaml"') ?? "",
    "b.yaml": texts["a.yaml"] ?? "",
  };
  for (const query of [schema, { remove: true }]) {
    const again = syncTexts(renamed, query);
    expect(again.told).toContain('was at "a.yaml#/get/responses/404/content/');
    expect(again.texts).toEqual(renamed);
  }
});
