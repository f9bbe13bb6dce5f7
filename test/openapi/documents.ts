// OpenAPI documents of the tests' catalogs, and what checks them.

import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import ts from "typescript";
import { expect } from "vitest";
import type { Catalog } from "../../generator/catalog/catalog.ts";
import { resolveCatalog } from "../../generator/catalog/resolve.ts";
import { openapiEmitter } from "../../generator/emit/openapi/openapi.ts";
import type { CatalogDocument } from "../../generator/schema/document.ts";
import { parseYaml } from "../../generator/text/yaml.ts";

/** The versions of OpenAPI that can be written. */
export const versions = ["3.1.0", "3.0.3"] as const;
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
/** Every catalog in every version. */
export const all = ids.flatMap((id) => versions.map((version) => ({ id, version })));

interface Response {
  readonly description: string;
  readonly headers?: Record<string, unknown>;
  readonly content: {
    readonly "application/json": {
      readonly schema: { readonly $ref: string };
      readonly examples?: Record<string, { readonly summary: string; readonly value: unknown }>;
    };
  };
}

/** What tests look at in a document. */
export interface Document {
  readonly openapi: string;
  readonly info: Record<string, string>;
  readonly components: {
    readonly schemas: Record<string, Record<string, unknown>>;
    readonly responses: Record<string, Response>;
  };
  readonly [key: string]: unknown;
}

function read(text: string, path: string): unknown {
  const { value, diagnostics } = parseYaml({ path, text });
  expect(diagnostics).toEqual([]);
  return value?.value;
}

/** Gives a catalog by its id. */
export function catalogOf(id: keyof typeof paths): Catalog {
  const text = readFileSync(new URL(paths[id], import.meta.url), "utf8");
  return resolveCatalog(read(text, paths[id]) as CatalogDocument);
}

/** Gives the document that the emitter makes of a catalog, as plain data. */
export function emitted(
  id: keyof typeof paths,
  version: (typeof versions)[number] = "3.1.0",
): Document {
  const [file, ...more] = openapiEmitter.emit(catalogOf(id), { version });
  expect(file?.path).toBe("openapi.yaml");
  expect(more).toEqual([]);
  return JSON.parse(JSON.stringify(read(file?.content ?? "", "openapi.yaml"))) as Document;
}

/** Gives a check of values against the component schemas of a document: what is wrong, or nothing. */
export function validator(
  document: Document,
): (schema: string, value: unknown) => string | undefined {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema(document, "document");
  return (schema, value) => {
    const validate = ajv.getSchema(`document#/components/schemas/${schema}`);
    if (validate === undefined) throw new Error(`no schema ${schema}`);
    return validate(value) ? undefined : ajv.errorsText(validate.errors);
  };
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

/** Compiles files that stand in memory and gives the compiler's complaints. */
export function compileErrors(files: ReadonlyMap<string, string>): readonly string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  const hosted: ts.CompilerHost = {
    ...host,
    directoryExists: () => true,
    fileExists: (path) => files.has(path) || fileExists(path),
    readFile: (path) => files.get(path) ?? readFile(path),
    getSourceFile: (path, target) => {
      const text = files.get(path) ?? readFile(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, target);
    },
  };
  const program = ts.createProgram([...files.keys()], options, hosted);
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      (one) => `${one.file?.fileName}: ${ts.flattenDiagnosticMessageText(one.messageText, " ")}`,
    );
}
