// Properties of what is generated: no order of a map shows, nothing is left to chance, and any small catalog works.

import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Catalog, Json } from "../../generator/catalog/catalog.ts";
import { loadCatalogs } from "../../generator/project/catalogs.ts";
import { buildAnswer } from "../../runtime/answers.ts";
import { everything, harmless, textOf } from "../everything.ts";
import {
  accepting,
  compile,
  emitCatalogs,
  emittersOf,
  importPackage,
  projectFile,
  readable,
  temporaryFolder,
  typeCheck,
  writeFiles,
} from "../helpers.ts";
import { document, risky } from "./small-catalogs.ts";

/** Maps that are printed as they are written: params, bodies, and the facts in them. */
const ordered: ReadonlySet<string> = new Set(["params", "body"]);

/** Maps whose own order means nothing, while their values are printed as they are written. */
const unordered: ReadonlySet<string> = new Set(["schemas", "sources"]);

/** Gives a value with the keys of every map in another order, but for those whose order is kept. */
function shuffled(value: unknown, order: (keys: readonly string[]) => readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => shuffled(one, order));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    order(Object.keys(value)).map((key) => {
      const inner = (value as Readonly<Record<string, unknown>>)[key];
      if (ordered.has(key)) return [key, inner];
      if (!unordered.has(key)) return [key, shuffled(inner, order)];
      const entries = new Map(Object.entries(inner as object));
      return [
        key,
        Object.fromEntries(order([...entries.keys()]).map((one) => [one, entries.get(one)])),
      ];
    }),
  );
}

function frozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}

test("no order of a map shows in any file", async () => {
  const document = everything(harmless);
  const { files } = await compile(textOf(document));
  const one = async (seed: number) => {
    const random = fc.sample(fc.infiniteStream(fc.nat()), { seed, numRuns: 1 })[0];
    const next = () => Number(random?.next().value ?? 0);
    const order = (keys: readonly string[]) =>
      keys
        .map((key) => [next(), key] as const)
        .sort(([a], [b]) => a - b)
        .map(([, key]) => key);
    const other = await compile(textOf(shuffled(document, order)));
    expect(other.files).toEqual(files);
    expect([...other.files.keys()]).toEqual([...files.keys()]);
  };
  await fc.assert(fc.asyncProperty(fc.nat(), one), { numRuns: 12 });
});

test.each(["catalog/coinbase-cdp.yaml", "test/cases/sampler/catalog/sampler.yaml"])(
  "%s gives the same bytes from its maps the other way round, as JSON and as YAML",
  async (path) => {
    const { parseYaml } = await import("../../generator/text/yaml.ts");
    const text = projectFile(path);
    const { files } = await compile(text);
    const document = parseYaml({ path, text }).value?.value;
    const reversed = textOf(shuffled(document, (keys) => keys.toReversed()));
    expect((await compile(reversed)).files).toEqual(files);
  },
);

test("twice gives the same bytes, and no emitter changes a catalog", async () => {
  const emitters = await emittersOf(projectFile("faultbook.config.yaml"));
  const file = { path: "catalog/test.yaml", text: textOf(everything(harmless)) };
  const loaded = await loadCatalogs([frozen(file)]);
  expect(loaded.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const before = JSON.stringify(loaded.value);
  const first = await emitCatalogs(frozen(loaded.value ?? []), emitters);
  const second = await emitCatalogs(loaded.value ?? [], emitters);
  expect(readable(second)).toEqual(readable(first));
  expect(JSON.stringify(loaded.value)).toBe(before);
});

test("many catalogs at once give what each gives alone, in whatever order they are read", async () => {
  const emitters = await emittersOf("{}\n");
  const paths = ["catalog/coinw.yaml", "catalog/cobo-waas2.yaml", "catalog/coinbase-cdp.yaml"];
  const files = paths.map((path) => ({ path, text: projectFile(path) }));
  const all = async (list: typeof files) =>
    readable(await emitCatalogs((await loadCatalogs(list)).value ?? [], emitters));
  const together = await all(files);
  expect(await all(files.toReversed())).toEqual(together);
  const folders = ["cobo-waas2", "coinbase-cdp", "coinw"];
  expect(together).toMatchObject(folders.map((folder) => ({ folder })));
  for (const file of files) expect(together).toContainEqual((await all([file]))[0]);
});

function bodyOf(catalog: Catalog, literal: string | number): Json {
  const [envelope] = catalog.envelopes;
  if (envelope === undefined) throw new Error("no envelope");
  const slots = catalog.derived.answers[envelope.name]?.samples ?? [];
  return buildAnswer(slots, { code: literal, message: "", params: {} }).body as Json;
}

test("any small catalog compiles, and its bodies are recognised", {
  timeout: 240_000,
}, async () => {
  const folder = join(temporaryFolder(), "any");
  let accepted = 0;
  const one = async (given: object) => {
    const loaded = await loadCatalogs([{ path: "catalog/any.yaml", text: textOf(given) }]);
    // What the rules refuse they refuse with a diagnostic; this is about what they let through.
    if (loaded.value === undefined) return;
    const compiled = await compile(textOf(given));
    const imported = await importPackage(compiled);
    accepted++;
    writeFiles(join(folder, String(accepted)), compiled.files);
    for (const { name, codes } of compiled.catalog.definitions) {
      for (const { literal } of codes) {
        const error = imported.parse({ body: JSON.stringify(bodyOf(compiled.catalog, literal)) });
        expect(accepting(imported, error)).toEqual([name]);
        expect(error?.code).toBe(literal);
        expect(imported.isCode(literal)).toBe(true);
      }
    }
  };
  await fc.assert(fc.asyncProperty(document, one), { numRuns: 50 });
  expect(accepted).toBeGreaterThan(10);
  writeFiles(folder, [
    ["tsconfig.base.json", projectFile("test/packages/types/tsconfig.base.json")],
    ["package.json", '{ "type": "module" }'],
    ["tsconfig.json", '{ "extends": "./tsconfig.base.json", "include": ["*/src"] }'],
  ]);
  expect(await typeCheck("typescript7", join(folder, "tsconfig.json"))).toBe("");
});

/** Catalogs that the rules accept, and that are easily printed wrongly. */
const awkward: Readonly<Record<string, object>> = {
  "definitions are called as types of the runtime": {
    definitions: Object.fromEntries(
      [...risky, "OddErrorCode", "OddErrorName", "OddErrorBody"]
        .filter((one) => !/Error$|^(?:Promise|Infinity|String|Object|Runtime)$/.test(one))
        .map((one, i) => [one, { code: i, kind: "internal", summary: "x" }]),
    ),
  },
  "a shared schema is called as a type of the runtime": {
    prefix: "Json",
    schemas: { Schema: { type: "string" } },
    envelopes: {
      Body: { code: "/code", body: { properties: { x: { $ref: "#/schemas/Schema" } } } },
    },
  },
  "a param refers to a schema where the type does not": {
    schemas: { Shared: { type: "string" } },
    definitions: {
      Alpha: {
        code: 1,
        kind: "internal",
        summary: "x",
        params: {
          one: {
            at: "/one",
            type: "object",
            properties: { a: {} },
            additionalProperties: { $ref: "#/schemas/Shared" },
          },
        },
      },
    },
  },
  "schemas refer to themselves": {
    schemas: {
      Tree: {
        type: "object",
        properties: { trees: { type: "array", items: { $ref: "#/schemas/Tree" } } },
      },
      List: { type: "array", items: { oneOf: [{ $ref: "#/schemas/List" }, { type: "string" }] } },
      Map: { type: "object", additionalProperties: { $ref: "#/schemas/Map" } },
    },
    envelopes: {
      Body: {
        code: "/code",
        body: {
          properties: {
            tree: { $ref: "#/schemas/Tree" },
            list: { $ref: "#/schemas/List" },
            map: { $ref: "#/schemas/Map" },
          },
        },
      },
    },
  },
};

test("awkward catalogs compile too", { timeout: 240_000 }, async () => {
  const folder = join(temporaryFolder(), "awkward");
  for (const [name, given] of Object.entries(awkward)) {
    const base = {
      id: "odd",
      title: name,
      version: "1.0.0",
      prefix: "Odd",
      codeType: "integer",
      envelopes: { Body: { code: "/code" } },
      definitions: { Alpha: { code: 1, kind: "internal", summary: "x" } },
    };
    const compiled = await compile(textOf({ ...base, ...given }));
    const imported = await importPackage(compiled);
    expect(imported.parse({ body: { code: 1 } })?.code, name).toBe(1);
    writeFiles(join(folder, name.replaceAll(" ", "-")), compiled.files);
  }
  writeFiles(folder, [
    ["tsconfig.base.json", projectFile("test/packages/types/tsconfig.base.json")],
    ["package.json", '{ "type": "module" }'],
    ["tsconfig.json", '{ "extends": "./tsconfig.base.json", "include": ["*/src"] }'],
  ]);
  expect(await typeCheck("typescript7", join(folder, "tsconfig.json"))).toBe("");
});
