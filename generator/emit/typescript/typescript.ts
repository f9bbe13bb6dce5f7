// The TypeScript emitter: codes, envelopes, exceptions, guards, the parser and the texts, over one shared runtime.

import { declarations, script, source } from "virtual:runtime";
import { $defs } from "../../../schema/config.schema.json";
import type { Catalog } from "../../catalog/catalog.ts";
import type { JsonSchema } from "../../catalog/json-schema.ts";
import { catalogNames, runtimeTypes } from "../../catalog/names.ts";
import type { TypescriptOptions } from "../../schema/config.ts";
import type { CatalogEmitter, OutputFile } from "../emitter.ts";
import { type Module, moduleFiles, statement, typeImport } from "../print/declarations.ts";
import { id, lines, ts } from "../print/typescript.ts";
import { codesModule } from "./codes.ts";
import { definitionsModule } from "./definitions.ts";
import { envelopesModule } from "./envelopes.ts";
import { errorsModule } from "./errors.ts";
import { fixturesModule } from "./fixtures.ts";
import { guardsModule } from "./guards.ts";
import { parseModule } from "./parse.ts";

/** Emits the modules of a catalog's package, each as source, JavaScript and declarations. */
export const typescriptEmitter: CatalogEmitter<Required<TypescriptOptions>> = {
  name: "typescript",
  scope: "catalog",
  options: $defs.typescript as JsonSchema,
  emit: (catalog, options) => [
    ...internal(moduleFiles("codes", () => codesModule(catalog, options))),
    ...internal(moduleFiles("envelopes", () => envelopesModule(catalog))),
    ...runtime,
    ...internal(moduleFiles("errors", () => errorsModule(catalog))),
    ...internal(moduleFiles("guards", () => guardsModule(catalog))),
    ...internal(moduleFiles("parse", () => parseModule(catalog))),
    ...moduleFiles("definitions", () => definitionsModule(catalog)),
    ...moduleFiles("fixtures", () => fixturesModule(catalog)),
    ...moduleFiles("index", () => indexModule(catalog)),
  ],
};

const runtime: readonly OutputFile[] = [
  { path: "src/runtime.ts", content: source, internal: true, shared: true },
  { path: "dist/runtime.js", content: script, internal: true, shared: true },
  { path: "dist/runtime.d.ts", content: declarations, internal: true, shared: true },
];

function internal(files: readonly OutputFile[]): readonly OutputFile[] {
  return files.map((file) => ({ ...file, internal: true }));
}

function* indexModule({ prefix }: Catalog): Module {
  const names = catalogNames(prefix);
  yield statement(ts`export { ${id(names.code)} } from "./codes.js";`);
  yield typeImport(ts`export type { ${id(names.name)} } from "./codes.js";`);
  yield typeImport(ts`export type * from "./envelopes.js";`);
  yield statement(ts`export * from "./errors.js";
export * from "./guards.js";
export * from "./parse.js";`);
  yield typeImport(ts`export type {
  ${lines(runtimeTypes.map((name) => ts`${id(name)},`))}
} from "./runtime.js";`);
  yield statement(ts`export { hasKind, retryAdvice } from "./runtime.js";`);
}
