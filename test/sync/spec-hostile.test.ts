// Descriptions that cannot be synced: what is said of each, with its place, and that no text changes.

import { describe, expect, test } from "vitest";
import { isSame } from "../../generator/text/data.ts";
import { yamlLimits } from "../../generator/text/yaml.ts";
import { layouts } from "./spec-layouts.ts";
import { first, removeFrom, syncText, syncTexts, type Texts } from "./spec-project.ts";

const head = "openapi: 3.1.0\n";
const url = "https://example.com/components.yaml";

interface Case {
  readonly texts: Texts;
  /** The first lines of the report. */
  readonly told: string;
}

const main = (text: string, told: string): Case => ({ texts: { "openapi.yaml": text }, told });

const inPlace = (name: string) =>
  `"${name}" is used in several places through an anchor and an alias, so it cannot change in one of them alone.`;
const noMap = (name: string) => `"${name}" must be a map, so that errors can be added to it.`;
const placeless = (pointer: string) =>
  `There is no place at "${pointer}" where a new entry would leave the rest unchanged.`;
const taken = (pointer: string) => `"${pointer}" exists already and was not made by Faultbook.`;
const nowhere = (ref: string) =>
  `The reference "${ref}" does not lead to a place that can be edited.`;
const circle = (ref: string) => `The reference "${ref}" leads back to itself.`;

const cases: Readonly<Record<string, Case>> = {
  "no OpenAPI": main(
    "info:\n  title: a\n",
    'error[spec-not-openapi]: The file is not an OpenAPI description: it has no "openapi" at its root.\n  --> openapi.yaml:1:1\n',
  ),
  "a list": main(
    "# c\n- openapi: 3.1.0\n",
    'error[spec-not-openapi]: The file is not an OpenAPI description: it has no "openapi" at its root.\n  --> openapi.yaml:2:1\n',
  ),
  "a text": main(
    "openapi\n",
    'error[spec-not-openapi]: The file is not an OpenAPI description: it has no "openapi" at its root.\n  --> openapi.yaml:1:1\n',
  ),
  nothing: main("\n", "error[yaml-empty]: The file is empty.\n  --> openapi.yaml:1:1\n"),
  "Swagger 2.0": main(
    "# c\nswagger: '2.0'\ninfo: {}\n",
    "error[spec-swagger]: Swagger 2.0 is not supported.\n  --> openapi.yaml:2:1\n  2 | swagger: '2.0'\n    | ^^^^^^^\n  help: Convert the file to OpenAPI 3 first.\n",
  ),
  "a version of the future": main(
    "openapi: '4.0.0'\n",
    'error[spec-version]: The OpenAPI version "4.0.0" is not supported.\n  --> openapi.yaml:1:10\n',
  ),
  "half a version": main(
    "openapi: 3.1\n",
    'error[spec-version]: The OpenAPI version "3.1" is not supported.\n  --> openapi.yaml:1:10\n',
  ),
  "no version": main(
    "openapi:\ninfo: {}\n",
    'error[spec-version]: The OpenAPI version "" is not supported.\n  --> openapi.yaml:1:8\n',
  ),
  "broken YAML": main(
    `${head}info: {\n`,
    "error[yaml-syntax]: The YAML cannot be read here: a quote or bracket that is opened above is not closed",
  ),
  "broken JSON": main(
    '{"openapi": "3.1.0"',
    "error[yaml-syntax]: The YAML cannot be read here: a quote or bracket that is opened above is not closed.\n  --> openapi.yaml:1:19\n",
  ),
  tabs: main(
    `${head}info:\n\ttitle: a\n`,
    "error[yaml-tab]: There is a tab where YAML allows only spaces.\n  --> openapi.yaml:3:1\n",
  ),
  "keys twice": main(
    `${head}info: {}\ninfo: {}\n`,
    'error[yaml-duplicate-key]: The key "info" is given twice in one map.\n  --> openapi.yaml:3:1\n',
  ),
  "two documents": main(
    `${head}---\n${head}`,
    "error[yaml-many-documents]: The file holds more than one YAML document.\n  --> openapi.yaml:2:1\n",
  ),
  "an alias of nothing": main(
    `${head}x-a: *nobody\n`,
    'error[yaml-anchor-missing]: The alias "*nobody" has no anchor before it.\n  --> openapi.yaml:2:6\n',
  ),
  "components of a text": main(
    `${head}components: "x"\n`,
    `error[spec-not-a-map]: ${noMap("components")}\n  --> openapi.yaml:2:1\n`,
  ),
  "components of a list": main(
    `${head}components:\n  - a\n`,
    `error[spec-not-a-map]: ${noMap("components")}\n  --> openapi.yaml:2:1\n`,
  ),
  "schemas of a list": main(
    `${head}components:\n  schemas: []\n`,
    `error[spec-not-a-map]: ${noMap("schemas")}\n  --> openapi.yaml:3:3\n`,
  ),
  "schemas of an anchored nothing": main(
    `${head}components:\n  schemas: &s\n`,
    `error[spec-not-a-map]: ${noMap("schemas")}\n  --> openapi.yaml:3:3\n`,
  ),
  "schemas of a block": main(
    `${head}components:\n  schemas: |\n\n`,
    `error[spec-not-a-map]: ${noMap("schemas")}\n  --> openapi.yaml:3:3\n`,
  ),
  "schemas that are an alias": main(
    `${head}x-s: &s\n  Pet: {}\ncomponents:\n  schemas: *s\n`,
    `error[spec-shared]: ${inPlace("schemas")}\n  --> openapi.yaml:5:3\n  5 |   schemas: *s\n    |   ^^^^^^^\n  help: Write the map out in place of the alias.\n`,
  ),
  "schemas that an alias shows elsewhere": main(
    `${head}components:\n  schemas: &s\n    Pet: {}\nx-s: *s\n`,
    `error[spec-shared]: ${inPlace("schemas")}\n  --> openapi.yaml:3:3\n`,
  ),
  "components that an alias shows elsewhere": main(
    `${head}components: &c\n  schemas:\n    Pet: {}\nx-s: [*c]\n`,
    `error[spec-shared]: ${inPlace("components")}\n  --> openapi.yaml:2:1\n`,
  ),
  "components that are an alias": main(
    `${head}x-c: &c\n  schemas:\n    Pet: {}\ncomponents: *c\n`,
    `error[spec-shared]: ${inPlace("components")}\n  --> openapi.yaml:5:1\n`,
  ),
  "schemas from a merge": main(
    `${head}x-c: &c\n  schemas:\n    Pet: {}\ncomponents:\n  <<: *c\n  examples: {}\n`,
    `error[spec-shared]: ${inPlace("schemas")}\n  --> openapi.yaml:6:3\n`,
  ),
  "a schema of the same name": main(
    `${head}components:\n  schemas:\n    FakeError:\n      type: object\n`,
    `error[spec-conflict]: ${taken("/components/schemas/FakeError")}\n  --> openapi.yaml:4:5\n  4 |     FakeError:\n    |     ^^^^^^^^^\n  help: Remove it to get that of the catalog, or rename it, or give the components other names with "emitters.openapi.names" in the configuration.\n  note: It differs from the catalog at "/components/schemas/FakeError/required".\n  --> openapi.yaml:5:7\n`,
  ),
  "a quoted schema of the same name": main(
    `${head}components:\n  schemas: { "FakeError": {} }\n`,
    `error[spec-conflict]: ${taken("/components/schemas/FakeError")}\n  --> openapi.yaml:3:14\n`,
  ),
  "a schema of the same name from a merge": main(
    `${head}x-s: &s\n  FakeError: {}\ncomponents:\n  schemas:\n    <<: *s\n    Pet: {}\n`,
    `error[spec-shared]: ${inPlace("FakeError")}\n  --> openapi.yaml:6:5\n`,
  ),
  "the key of the ledger": main(
    `${head}x-faultbook: mine\n`,
    `error[spec-conflict]: ${taken("/x-faultbook")}\n  --> openapi.yaml:2:1\n`,
  ),
  "the key of the ledger with a map": main(
    `${head}x-faultbook:\n  mine: true\n`,
    `error[spec-conflict]: ${taken("/x-faultbook")}\n  --> openapi.yaml:2:1\n`,
  ),
  "no value in braces": main(
    "{ openapi: 3.1.0, components: }\n",
    `error[spec-place]: ${placeless("/components")}\n  --> openapi.yaml:1:29\n`,
  ),
  "a key without a colon": main(
    `${head}? components\n`,
    `error[spec-place]: ${placeless("/")}\n  --> openapi.yaml:1:1\n`,
  ),
  "nothing but a block without a line end": main(
    "openapi: |-\n  3.1.0",
    `error[spec-place]: ${placeless("/")}\n  --> openapi.yaml:1:1\n`,
  ),
  "components by the web": main(
    `${head}components:\n  $ref: ${url}\n`,
    `error[spec-ref]: ${nowhere(url)}\n  --> openapi.yaml:3:9\n`,
  ),
  "schemas by the web": main(
    `${head}components:\n  schemas:\n    $ref: ${url}#/schemas\n`,
    `error[spec-ref]: ${nowhere(`${url}#/schemas`)}\n  --> openapi.yaml:4:11\n`,
  ),
  "components above": main(
    `${head}components:\n  $ref: ../components.yaml\n`,
    `error[spec-ref]: ${nowhere("../components.yaml")}\n  --> openapi.yaml:3:9\n`,
  ),
  "components above by way of a folder": main(
    `${head}components: { $ref: a/../../components.yaml }\n`,
    `error[spec-ref]: ${nowhere("a/../../components.yaml")}\n  --> openapi.yaml:2:21\n`,
  ),
  "components above, hidden": main(
    `${head}components: { $ref: "%2E%2E/components.yaml" }\n`,
    `error[spec-ref]: ${nowhere("%2E%2E/components.yaml")}\n  --> openapi.yaml:2:21\n`,
  ),
  "components behind an encoded slash": main(
    `${head}components: { $ref: "..%2Fcomponents.yaml" }\n`,
    `error[spec-ref]: ${nowhere("..%2Fcomponents.yaml")}\n  --> openapi.yaml:2:21\n`,
  ),
  "components behind an encoded backslash": main(
    `${head}components: { $ref: "..%5Ccomponents.yaml" }\n`,
    `error[spec-ref]: ${nowhere("..%5Ccomponents.yaml")}\n  --> openapi.yaml:2:21\n`,
  ),
  "components on another drive": main(
    `${head}components: { $ref: "c:/components.yaml" }\n`,
    `error[spec-ref]: ${nowhere("c:/components.yaml")}\n  --> openapi.yaml:2:21\n`,
  ),
  "components on another server": main(
    `${head}components: { $ref: "//example.com/c.yaml" }\n`,
    `error[spec-ref]: ${nowhere("//example.com/c.yaml")}\n  --> openapi.yaml:2:21\n`,
  ),
  "components at the root": main(
    `${head}components: { $ref: "/etc/passwd" }\n`,
    `error[spec-ref]: ${nowhere("/etc/passwd")}\n  --> openapi.yaml:2:21\n`,
  ),
  "components by a name": main(
    `${head}components: { $ref: "#all" }\n`,
    `error[spec-ref]: ${nowhere("#all")}\n  --> openapi.yaml:2:21\n`,
  ),
  "components that are themselves": main(
    `${head}components: { $ref: "#/components" }\n`,
    `error[spec-ref-circle]: ${circle("#/components")}\n  --> openapi.yaml:2:21\n`,
  ),
  "components in a circle": main(
    `${head}components: { $ref: "#/x-a" }\nx-a: { $ref: "#/components" }\n`,
    `error[spec-ref-circle]: ${circle("#/x-a")}\n  --> openapi.yaml:2:21\n`,
  ),
  "components that are nowhere": main(
    `${head}components: { $ref: "#/x-a" }\n`,
    `error[spec-ref]: ${nowhere("#/x-a")}\n  --> openapi.yaml:2:21\n`,
  ),
  "another file that is broken": {
    texts: { "openapi.yaml": `${head}components: { $ref: c.yaml }\n`, "c.yaml": "a: {\n" },
    told: "error[yaml-syntax]: The YAML cannot be read here: a quote or bracket that is opened above is not closed",
  },
  "another file that is a list": {
    texts: { "openapi.yaml": `${head}components: { $ref: c.yaml }\n`, "c.yaml": "- a\n" },
    told: `error[spec-not-a-map]: ${noMap("c.yaml")}\n  --> c.yaml:1:1\n`,
  },
  "another file with a schema of the same name": {
    texts: {
      "openapi.yaml": `${head}components: { $ref: "c.yaml#/all" }\n`,
      "c.yaml": "all:\n  schemas:\n    FakeCode: {}\n",
    },
    told: `error[spec-conflict]: ${taken("/all/schemas/FakeCode")}\n  --> c.yaml:3:5\n`,
  },
};

describe.each(Object.entries(cases))("%s", (_, { texts, told }) => {
  test("is told with its place, and nothing changes", () => {
    const synced = syncTexts(texts);
    expect(synced.told.slice(0, told.length)).toBe(told);
    expect(synced.texts).toEqual(texts);
  });
});

test("an answer that a person merged in stays as it is", () => {
  const text = `${head}x-r: &r { 404: { description: mine } }\npaths:\n  /pets:\n    get:\n      responses:\n        <<: *r\n        '200': {}\n`;
  const synced = syncText(text);
  expect(synced.startsWith(`${text}components:`)).toBe(true);
  expect(removeFrom(synced)).toBe(text);
});

test("a component that a person writes in the place of ours is a conflict, and stays", () => {
  const synced = syncText(layouts["plain"] as string);
  const edited = synced.replace(
    /\n {4}FakeError:\n[\s\S]*?(?=\n {2}responses)/,
    "\n    FakeError: {}",
  );
  expect(syncTexts({ "openapi.yaml": edited }).told).toContain(
    `error[spec-conflict]: ${taken("/components/schemas/FakeError")}\n  --> openapi.yaml:21:5\n`,
  );
  expect(removeFrom(edited)).toBe(`${layouts["plain"]}    FakeError: {}\n`);
});

test("a ledger that claims what is a person's takes nothing away", () => {
  const text = `${layouts["plain"]}x-faultbook:\n  catalogs: {}\n  owned:\n    - "#/components/schemas/Pet"\n    - "#/info"\n    - "#/paths"\n    - other.yaml\n    - 1\n    - "#"\n    - "#/no/where"\n  created: ["#/components", "#/info", "#/paths/~1pets"]\n`;
  expect(removeFrom(text)).toBe(layouts["plain"]);
});

test("the same names are no conflict where they are ours already", () => {
  const [one] = [syncText(layouts["plain"] as string)];
  expect(syncTexts({ "openapi.yaml": one as string }, { catalogs: [first] }).told).toBe("");
});

test("a description that could not be read again with the errors stays as it is", () => {
  // A character of three bytes, since what costs time here is their number.
  const signs = "€".repeat(Math.floor((yamlLimits.bytes - head.length - 100) / 3));
  const text = `${head}# ${signs}\n`;
  const { texts, told } = syncTexts({ "openapi.yaml": text });
  expect(told.split("\n")[0]).toBe(
    "error[spec-outgrown]: With the errors the description would be too large to be read again.",
  );
  expect(texts["openapi.yaml"] === text).toBe(true);
});

test("what is nested deeply is compared once", () => {
  const nested = (end: number) => {
    let value: unknown = end;
    for (let depth = 0; depth < 150; depth++) value = { a: 1, inner: value };
    return value;
  };
  expect(isSame(nested(1), nested(1))).toBe(true);
  expect(isSame(nested(1), nested(2))).toBe(false);
});
