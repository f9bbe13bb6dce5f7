// OpenAPI documents of the tests' catalogs, and what checks them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type SpecData, Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";
import type { Catalog } from "../../generator/catalog/catalog.ts";
import { resolveCatalog } from "../../generator/catalog/resolve.ts";
import { openapiEmitter } from "../../generator/emit/openapi/openapi.ts";
import { openapiDefaults, type ResolvedOpenapiOptions } from "../../generator/emit/options.ts";
import type { CatalogDocument } from "../../generator/schema/document.ts";
import { parseYaml } from "../../generator/text/yaml.ts";
import { temporaryFolder, typeCheck, writeFiles } from "../helpers.ts";

/** The versions of OpenAPI that can be written. */
export const versions = ["3.1.0", "3.1.1", "3.1.2", "3.2.0", "3.0.3", "3.0.4"] as const;
/** One version of each dialect; the others differ from it by their number alone. */
export const dialects = ["3.1.0", "3.2.0", "3.0.3"] as const satisfies readonly Version[];
/** A version of OpenAPI that can be written. */
export type Version = (typeof versions)[number];
const paths = {
  "coinbase-cdp": "../../catalog/coinbase-cdp.yaml",
  "cobo-waas1": "../../catalog/cobo-waas1.yaml",
  "cobo-waas2": "../../catalog/cobo-waas2.yaml",
  coinw: "../../catalog/coinw.yaml",
  sampler: "../cases/sampler/catalog/sampler.yaml",
  odd: "odd.yaml",
};
/** The catalogs that are emitted: those of the project, one of every feature, and one of oddities. */
export const ids = Object.keys(paths) as (keyof typeof paths)[];
/** Every catalog in every dialect. */
export const all = ids.flatMap((id) => dialects.map((version) => ({ id, version })));

interface Response {
  readonly description: string;
  readonly headers?: Record<string, unknown>;
  readonly content: {
    readonly "application/json": {
      readonly schema: { readonly $ref: string };
      readonly examples?: Record<string, { readonly $ref: string }>;
    };
  };
}

interface Example {
  readonly summary: string;
  readonly value: unknown;
}

/** What tests look at in a document. */
export interface Document {
  readonly openapi: string;
  readonly info: Record<string, string>;
  readonly components: {
    readonly schemas: Record<string, Record<string, unknown>>;
    readonly responses: Record<string, Response>;
    readonly examples: Record<string, Example>;
  };
  readonly [key: string]: unknown;
}

/** A catalog of the tests. */
export type Id = keyof typeof paths;

/** Returns the value of a YAML text that has no faults. */
export function read(text: string, path: string): unknown {
  const { value, diagnostics } = parseYaml({ path, text });
  expect(diagnostics).toEqual([]);
  return value?.value;
}

/** Returns a catalog by its id. */
export function catalogOf(id: Id): Catalog {
  const text = readFileSync(new URL(paths[id], import.meta.url), "utf8");
  return resolveCatalog(read(text, paths[id]) as CatalogDocument);
}

/** Returns the document that the emitter makes of a catalog, as plain data. */
export function emitted(
  id: Id,
  version: Version = "3.1.0",
  given: Partial<ResolvedOpenapiOptions> = {},
): Document {
  return file(id, "openapi.yaml", optionsOf(version, given)) as Document;
}

/** Returns the values of the examples that a response refers to. */
export function examplesIn({ components }: Document, { content }: Response): readonly unknown[] {
  const references = Object.values(content["application/json"].examples ?? {});
  return references.map(({ $ref }) => {
    const name = $ref.slice("#/components/examples/".length);
    expect(components.examples).toHaveProperty([name]);
    return components.examples[name]?.value;
  });
}

/** Returns the overlay that the emitter makes of a catalog, as plain data. */
export function emittedOverlay(id: Id, version: Version = "3.1.0"): object {
  return file(id, "openapi.overlay.yaml", optionsOf(version, { overlay: true })) as object;
}

/** Returns the options of a version, with the defaults for what is not given. */
export function optionsOf(
  version: Version,
  given: Partial<ResolvedOpenapiOptions> = {},
): ResolvedOpenapiOptions {
  return { ...openapiDefaults, version, ...given };
}

function file(id: Id, path: string, options: ResolvedOpenapiOptions): unknown {
  const files = openapiEmitter.emit(catalogOf(id), options, []);
  const overlays = options.overlay ? ["openapi.overlay.yaml"] : [];
  expect(files.map((one) => one.path)).toEqual(["openapi.yaml", ...overlays]);
  const content = [...(files.find((one) => one.path === path)?.content ?? "")].join("");
  return JSON.parse(JSON.stringify(read(content, path)));
}

/** Returns a document whose schemas say in JSON Schema 2020-12 what they mean in their own dialect. */
function asJsonSchema(document: Document): Document {
  if (!document.openapi.startsWith("3.0")) return document;
  const { components } = document;
  return { ...document, components: { ...components, schemas: eachModern(components.schemas) } };
}

function eachModern(schemas: object): Record<string, Record<string, unknown>> {
  return Object.fromEntries(Object.entries(schemas).map(([name, one]) => [name, modern(one)]));
}

function modern(schema: Record<string, unknown>): Record<string, unknown> {
  // In 3.0 a reference hides what is beside it, and null is allowed only beside a type.
  if ("$ref" in schema) return { $ref: schema["$ref"] };
  const { nullable, type, minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  const inner = Object.entries(rest).map(([key, value]) => {
    if (["allOf", "anyOf", "oneOf"].includes(key)) {
      return [key, (value as Record<string, unknown>[]).map(modern)];
    }
    if (key === "properties") return [key, eachModern(value as object)];
    const isSchema =
      key === "items" || (key === "additionalProperties" && typeof value === "object");
    return [key, isSchema ? modern(value as Record<string, unknown>) : value];
  });
  return {
    ...Object.fromEntries(inner),
    ...(type === undefined ? {} : { type: nullable === true ? [type, "null"] : type }),
    ...(minimum === undefined
      ? {}
      : { [exclusiveMinimum ? "exclusiveMinimum" : "minimum"]: minimum }),
    ...(maximum === undefined
      ? {}
      : { [exclusiveMaximum ? "exclusiveMaximum" : "maximum"]: maximum }),
  };
}

/** Returns a check of values against the component schemas of a document, as its version means them: what is wrong, or nothing. */
export function validator(
  document: Document,
): (schema: string, value: unknown) => string | undefined {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema(asJsonSchema(document), "document");
  return (schema, value) => {
    const validate = ajv.getSchema(`document#/components/schemas/${schema}`);
    if (validate === undefined) throw new Error(`no schema ${schema}`);
    return validate(value) ? undefined : ajv.errorsText(validate.errors);
  };
}

// It compiles the schema of each version once, which takes a third of a second.
const openapi = new Validator();

/** Checks that a document is valid OpenAPI of its version. */
export async function expectOpenapi(document: object): Promise<void> {
  const { valid, errors } = await openapi.validate(structuredClone(document) as SpecData);
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
}

/** Visits every value of a document with its key, outside of extensions and of the values of examples. */
export function walk(
  value: unknown,
  visit: (key: string, value: unknown, parent: object) => void,
): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key.startsWith("x-") || ["value", "enum", "example", "const"].includes(key)) continue;
    visit(key, inner, value);
    walk(inner, visit);
  }
}

let programs = 0;

/** Compiles files, given by absolute paths and written below a temporary folder, and gives the compiler's complaints. */
export async function compileErrors(files: ReadonlyMap<string, string>): Promise<string> {
  const folder = join(temporaryFolder(), `program-${programs++}`);
  const compilerOptions = {
    ...{ strict: true, noEmit: true, types: [], target: "es2022" },
    ...{ exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
    ...{ allowImportingTsExtensions: true, module: "esnext", moduleResolution: "bundler" },
  };
  const config = JSON.stringify({ compilerOptions, include: ["**/*.ts"] });
  writeFiles(folder, [...files, ["tsconfig.json", config]]);
  return await typeCheck("typescript7", join(folder, "tsconfig.json"));
}
