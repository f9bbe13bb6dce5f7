// Holds the two schemas to the format, and the compiled files to the schemas.

import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { report as reportOf } from "../../generator/diagnostics/report.ts";
import { loadCatalog } from "../../generator/rules/load.ts";
import { acceptsCatalog } from "../../generator/schema/acceptors.js";
import { acceptsConfig } from "../../generator/schema/config-acceptor.js";
import { validateCatalog, validateConfig } from "../../generator/schema/validators.js";
import { parseYaml } from "../../generator/text/yaml.ts";
import { catalogCases, type SchemaCase, sample } from "./schema-cases.js";

/** The part of a JSON Schema that these tests walk through. */
interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly pattern?: string;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly string[];
}

/** Lists that JSON Schema does not limit. */
const jsonLists = /^#\/\$defs\/EmbeddedSchema\/properties\/(enum|examples|oneOf|anyOf)$/;

/** Returns whether a part is a keyword that params share with other JSON Schemas. */
function isKeyword({ $ref }: Schema): boolean {
  return $ref?.startsWith("#/$defs/EmbeddedSchema/properties/") ?? false;
}

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const schemas = {
  catalog: JSON.parse(read("schema/catalog.schema.json")) as Schema,
  config: JSON.parse(read("schema/config.schema.json")) as Schema,
};

/** Configurations that the schema accepts. */
const goodConfigs: readonly unknown[] = [
  {},
  {
    $schema: "./schema.json",
    catalogs: ["catalog", "../more/a.yaml"],
    output: "out",
    emitters: {},
  },
  { emitters: { typescript: false, openapi: false, markdown: false, package: false } },
  {
    outputs: [
      { path: "a", catalogs: ["x", "y"], emitters: { openapi: false } },
      { path: "b", joined: { name: "@acme/errors", version: "1.0.0" } },
      { path: "c", joined: {} },
    ],
  },
  {
    catalogs: "catalog",
    emitters: {
      typescript: { enumStyle: "const" },
      openapi: { version: "3.0.3", names: { schema: "errors.{prefix}.{name}" } },
      markdown: {},
      package: {
        scope: "@acme",
        license: "MIT",
        author: "Acme <api@example.com>",
        homepage: "https://example.com",
        repository: "git+https://example.com/x.git",
        keywords: ["errors"],
        access: "restricted",
      },
    },
  },
];

/** Configurations that break the schema, each with the place and the keyword of the error. */
const badConfigs: readonly (readonly [config: unknown, path: string, keyword: string])[] = [
  [{ outputs: "x" }, "/outputs", "type"],
  [{ outputs: [{ catalogs: ["a"] }] }, "/outputs/0", "required"],
  [{ outputs: [{ path: "/a" }] }, "/outputs/0/path", "pattern"],
  [{ outputs: [{ path: "a", catalogs: [] }] }, "/outputs/0/catalogs", "minItems"],
  [{ outputs: [{ path: "a", joined: true }] }, "/outputs/0/joined", "type"],
  [{ outputs: [{ path: "a", joined: { name: "@A/b" } }] }, "/outputs/0/joined/name", "pattern"],
  [
    { outputs: [{ path: "a", emitters: { html: {} } }] },
    "/outputs/0/emitters",
    "additionalProperties",
  ],
  [{ putput: "x" }, "", "additionalProperties"],
  [{ catalogs: [] }, "/catalogs", "minItems"],
  [{ catalogs: "/etc" }, "/catalogs", "pattern"],
  [{ output: "C:out" }, "/output", "pattern"],
  [{ output: "a\\b" }, "/output", "pattern"],
  [{ output: "" }, "/output", "minLength"],
  [{ emitters: { html: {} } }, "/emitters", "additionalProperties"],
  [{ emitters: { openapi: true } }, "/emitters/openapi", "oneOf"],
  [{ emitters: { markdown: { toc: 1 } } }, "/emitters/markdown", "additionalProperties"],
  [{ emitters: { typescript: { enumStyle: "x" } } }, "/emitters/typescript/enumStyle", "enum"],
  [{ emitters: { openapi: { version: "2.0" } } }, "/emitters/openapi/version", "enum"],
  [
    { emitters: { openapi: { names: { response: "{prefix}" } } } },
    "/emitters/openapi/names/response",
    "pattern",
  ],
  [{ emitters: { package: { scope: "acme" } } }, "/emitters/package/scope", "pattern"],
  [{ emitters: { package: { repository: "git@x:y" } } }, "/emitters/package/repository", "pattern"],
  [{ emitters: { package: { access: "nobody" } } }, "/emitters/package/access", "enum"],
  [{ extends: "./base.yaml" }, "", "additionalProperties"],
  [{ emitters: { custom: [{ options: {} }] } }, "/emitters/custom/0", "oneOf"],
  [{ emitters: { custom: [{ module: "a\\b" }] } }, "/emitters/custom/0/module", "pattern"],
  [{ emitters: { template: [{ path: "a.md" }] } }, "/emitters/template/0", "required"],
  [
    { emitters: { template: [{ template: "a", path: "{x}" }] } },
    "/emitters/template/0/path",
    "pattern",
  ],
  [
    { emitters: { template: [{ template: "a", path: "b", partials: { "1": "c" } }] } },
    "/emitters/template/0/partials",
    "propertyNames",
  ],
];

test("the compiled files are fresh", async () => {
  const module = (await import(new URL("scripts/schemas.mjs", root).href)) as {
    compileSchemas(): Promise<Map<string, string>>;
  };
  const files = await module.compileSchemas();
  expect([...files.keys()]).toEqual([
    "generator/schema/document.ts",
    "generator/schema/config.ts",
    "generator/schema/locale.ts",
    "generator/schema/validators.js",
    "generator/schema/validators.d.ts",
    "generator/schema/acceptors.js",
    "generator/schema/acceptors.d.ts",
    "generator/schema/config-acceptor.js",
    "generator/schema/config-acceptor.d.ts",
    "generator/rules/files.ts",
    "generator/schema/codes.ts",
    "docs/catalog.md",
    "docs/configuration.md",
    "docs/cli.md",
    "docs/words.md",
  ]);
  for (const [path, text] of files)
    expect(read(path) === text, `run npm run schema: ${path}`).toBe(true);
}, 30_000);

test.each(["validators", "acceptors", "config-acceptor"])(
  "the %s need nothing at run time",
  (name) => {
    expect(read(`generator/schema/${name}.js`)).not.toMatch(/\brequire\(|^import /m);
  },
);

test("what accepts a document and what finds its faults agree, whatever stands in any place", () => {
  const odd = [
    undefined,
    null,
    true,
    0,
    1.5,
    "",
    "a",
    "A\u0000",
    "x".repeat(400),
    [],
    ["", ""],
    {},
    { a: 1 },
  ];
  const answers = new Set<string>();
  for (const [whole, validate, accepts] of [
    [sample, validateCatalog, acceptsCatalog],
    ...goodConfigs.map((config) => [config, validateConfig, acceptsConfig] as const),
  ] as const) {
    for (const at of ["", ...pointersIn(whole, "")]) {
      for (const value of odd) {
        const data = at === "" ? value : changed(whole as object, { at, value } as SchemaCase);
        const answer = accepts(data);
        // A million assertions take longer than what they assert.
        if (answer !== validate(data)) expect.fail(`${at}: ${JSON.stringify(value)}`);
        answers.add(`${validate === validateCatalog} ${answer}`);
      }
    }
  }
  expect(answers.size).toBe(4);
});

describe.each(Object.entries(schemas))("the %s schema", (name, schema) => {
  const places = [...placesOf(schema, "#")];
  // The keyword "properties" is no map of properties.
  const isNamed = (at: string) =>
    /\/(properties|\$defs)\/[^/]+$/.test(at) && !at.includes("/properties/properties/");
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
  ajv.addSchema(schema, name);

  test("describes every property and definition, with examples that are valid", () => {
    const explained = places.filter(
      ({ at, part }) => !isKeyword(part) && (at === "#" || isNamed(at)),
    );
    expect(explained.length).toBeGreaterThan(15);
    for (const { at, part } of explained) {
      expect(part.description, at).toMatch(/^[A-Z].+\.$/);
      if (at === "#") continue;
      expect(part.examples?.length, at).toBeGreaterThan(0);
      const values = "default" in part ? [...(part.examples ?? []), part.default] : part.examples;
      const validate = ajv.compile({ $ref: `${name}${at}` });
      for (const value of values ?? []) {
        expect(
          validate(value),
          `${at}: ${JSON.stringify(value)} ${ajv.errorsText(validate.errors)}`,
        ).toBe(true);
      }
    }
  });

  test("names every definition, and no two alike", () => {
    const titles = Object.values(schema.$defs ?? {}).map(({ title }) => title);
    expect(titles).not.toContain(undefined);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test("names every value of a closed list in its description", () => {
    for (const { at, part } of places) {
      const values = (part as { enum?: readonly string[] }).enum ?? [];
      for (const value of values) expect(part.description, at).toContain(`\`${value}\``);
    }
  });

  test("closes every object but those for somebody else", () => {
    const open = places.filter(
      ({ part }) => part.type === "object" && part.additionalProperties === true,
    );
    expect(open.map(({ part }) => part.title)).toEqual(
      name === "catalog" ? [] : ["OpenMapDocument"],
    );
    for (const { at, part } of places) {
      if (part.type === "object") expect(part, at).toHaveProperty("additionalProperties");
    }
  });

  test("limits every list whose entries must differ", () => {
    for (const { at, part } of places) {
      if (part.type !== "array" || jsonLists.test(at)) continue;
      expect(part.uniqueItems, at).toBe(true);
      expect(part.maxItems, at).toBeLessThanOrEqual(1000);
    }
  });

  test("checks texts in linear time", () => {
    const long = ["a", "a-", "/", "/~1", "/*", "-a1", "1.", " ", "https://a", "header:-"].map(
      // Long enough for a quadratic pattern to run into the limit of a test.
      (unit) => unit.repeat(200_000),
    );
    const patterns = new Set(places.flatMap(({ part }) => part.pattern ?? []));
    expect(patterns.size).toBeGreaterThan(0);
    for (const pattern of patterns) {
      const expression = new RegExp(pattern, "u");
      for (const text of long) expect(expression.test(`${text}\u0000`)).toBe(false);
    }
  });
});

describe("a catalog", () => {
  test("that uses every key is valid", () => {
    expect([validateCatalog(sample), validateCatalog.errors]).toEqual([true, null]);
    const used = new Set<string>();
    markUsed(schemas.catalog, "#", sample, used);
    const all = [...placesOf(schemas.catalog, "#")]
      .filter(({ part }) => !isKeyword(part))
      .map(({ at }) => at);
    const keys = all.filter((at) => /^#(\/\$defs\/[^/]+)?\/properties\/[^/]+$/.test(at));
    expect(keys.filter((key) => !used.has(key))).toEqual([]);
  });

  const example = read("examples/catalog/every-key.yaml");
  // These two exclude each other, so that one of them is in a comment.
  const other = example.replace(/^success: .*$/m, "").replace(/^( {4}success: .*\n)/gm, "");
  const variants = [example, other.replace("# errorsBelow400", "errorsBelow400")];

  test.each(variants)("that the example shows is valid", async (text) => {
    const { diagnostics } = await loadCatalog({ path: "every-key.yaml", text });
    expect(reportOf(diagnostics, "text")).toBe("");
  });

  test("that the example shows uses every key, with every kind of locator", () => {
    const used = new Set<string>();
    for (const text of variants) {
      const value = parseYaml({ path: "every-key.yaml", text }).value?.value;
      markUsed(schemas.catalog, "#", value, used);
    }
    const keys = [...placesOf(schemas.catalog, "#")]
      .filter(({ part }) => !isKeyword(part))
      .map(({ at }) => at)
      .filter((at) => /^#(\/\$defs\/[^/]+)?\/properties\/[^/]+$/.test(at));
    expect(keys.filter((key) => !used.has(key))).toEqual([]);
    for (const form of [
      /\/\*\//,
      /\/\([a-z]+=[a-z]+\)\//,
      /: \/[a-z/]+\/0,/,
      /header:/,
      / x-[a-z]+:/,
    ])
      expect(example).toMatch(form);
    const comments = example.split("\n").filter((line) => line.includes("#"));
    expect(comments.length).toBeGreaterThan(60);
  });

  test("is documented with every key", () => {
    const page = read("docs/catalog.md");
    const code = [...page.matchAll(/`[^`\n]+`|^```[\s\S]*?^```/gm)].join("\n");
    const words = new Set(code.match(/[$\w]+/g));
    const keys = [...placesOf(schemas.catalog, "#")].flatMap(
      ({ at }) => /\/properties\/([^/]+)$/.exec(at)?.[1] ?? [],
    );
    expect(keys.length).toBeGreaterThan(100);
    expect([...new Set(keys)].filter((key) => !words.has(key))).toEqual([]);
    for (const value of schemas.catalog.$defs?.["Kind"]?.enum ?? []) expect(code).toContain(value);
  });

  test.each(catalogCases.map((entry) => [nameOf(entry), entry] as const))("%s", (_, entry) => {
    expect(validateCatalog(changed(sample, entry))).toBe(false);
    const found = (validateCatalog.errors ?? []).map(({ instancePath, keyword }) => ({
      instancePath,
      keyword,
    }));
    expect(found).toContainEqual({ instancePath: entry.path ?? entry.at, keyword: entry.keyword });
  });

  test("breaks each of the ten points in some case", () => {
    expect(new Set(catalogCases.map(({ point }) => point)).size).toBe(10);
  });

  test.each([null, [], "catalog", 1, undefined])("is not %j", (value) => {
    expect(validateCatalog(value)).toBe(false);
    expect(validateCatalog.errors).toMatchObject([{ instancePath: "", keyword: "type" }]);
  });

  test("with a list far too long is refused at once", () => {
    const scopes = Array.from({ length: 1_000_000 }, (_, index) => `s${index}`);
    expect(validateCatalog({ ...sample, scopes })).toBe(false);
  });
});

describe("a configuration", () => {
  test.each(goodConfigs.map((config) => [JSON.stringify(config), config]))(
    "%s is valid",
    (_, config) => {
      expect([validateConfig(config), validateConfig.errors]).toEqual([true, null]);
    },
  );

  test.each(badConfigs.map((entry) => [JSON.stringify(entry[0]), ...entry] as const))(
    "%s is refused",
    (_, config, instancePath, keyword) => {
      expect(validateConfig(config)).toBe(false);
      const found = validateConfig.errors ?? [];
      expect(found.map((error) => `${error.instancePath} ${error.keyword}`)).toContain(
        `${instancePath} ${keyword}`,
      );
    },
  );

  test("keeps the options of each emitter in a schema that stands alone", () => {
    for (const name of ["typescript", "openapi", "json", "markdown", "package"]) {
      const options = schemas.config.$defs?.[name];
      expect(options?.title).toBe(
        `${{ typescript: "Typescript", openapi: "Openapi", json: "Json", markdown: "Markdown", package: "Package" }[name]}Options`,
      );
      expect(JSON.stringify(options)).not.toContain("$ref");
    }
  });
});

/** Gives every part of a schema with its place as a URI fragment. */
function* placesOf(part: Schema, at: string): Generator<{ at: string; part: Schema }> {
  yield { at, part };
  for (const key of ["properties", "$defs"] as const) {
    for (const [name, value] of Object.entries(part[key] ?? {}))
      yield* placesOf(value, `${at}/${key}/${name}`);
  }
  for (const key of ["items", "propertyNames", "additionalProperties"] as const) {
    const value = part[key];
    if (typeof value === "object") yield* placesOf(value, `${at}/${key}`);
  }
  for (const [index, value] of (part.oneOf ?? []).entries())
    yield* placesOf(value, `${at}/oneOf/${index}`);
}

/** Gives the pointer of every value in another. */
function* pointersIn(value: unknown, at: string): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const own = `${at}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    yield own;
    yield* pointersIn(inner, own);
  }
}

/** Marks the properties of the schema that a value uses. */
function markUsed(part: Schema, at: string, value: unknown, used: Set<string>): void {
  if (part.$ref !== undefined) {
    const target = schemas.catalog.$defs?.[part.$ref.slice("#/$defs/".length)];
    if (target !== undefined) markUsed(target, part.$ref, value, used);
  }
  for (const branch of part.oneOf ?? []) markUsed(branch, at, value, used);
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const entry of value) if (part.items !== undefined) markUsed(part.items, at, entry, used);
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    const known = part.properties?.[key];
    if (known !== undefined) {
      used.add(`${at}/properties/${key}`);
      markUsed(known, `${at}/properties/${key}`, child, used);
    } else if (typeof part.additionalProperties === "object") {
      markUsed(part.additionalProperties, at, child, used);
    }
  }
}

/** Gives a copy of a value with one change in it. */
function changed(value: object, { at, value: replacement }: SchemaCase): unknown {
  const copy: unknown = structuredClone(value);
  const tokens = at
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = tokens.pop() ?? "";
  let parent = copy as Record<string, unknown>;
  for (const token of tokens) parent = parent[token] as Record<string, unknown>;
  if (replacement === undefined) delete parent[last];
  else
    Object.defineProperty(parent, last, {
      value: replacement,
      enumerable: true,
      configurable: true,
    });
  return copy;
}

function nameOf({ point, at, value }: SchemaCase): string {
  const shown = value === undefined ? "without it" : JSON.stringify(value);
  return `point ${point}: ${at.slice(0, 60)} ${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}`;
}
