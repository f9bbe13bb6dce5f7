// The TypeScript emitter: codes, envelopes, exceptions, guards, the parser and the texts, over one shared runtime.

import runtimeSource from "virtual:runtime-source";
import { $defs } from "../../../schema/config.schema.json";
import type { Catalog } from "../../catalog/catalog.ts";
import type { JsonSchema } from "../../catalog/json-schema.ts";
import { catalogNames, runtimeTypes } from "../../catalog/names.ts";
import type { TypescriptOptions } from "../../schema/config.ts";
import type { CatalogEmitter, OutputFile } from "../emitter.ts";
import { type Code, fileText, id, lines, ts } from "../print/typescript.ts";
import { codesModule } from "./codes.ts";
import { definitionsModule } from "./definitions.ts";
import { envelopesModule } from "./envelopes.ts";
import { errorsModule } from "./errors.ts";
import { fixturesModule } from "./fixtures.ts";
import { guardsModule } from "./guards.ts";
import { parseModule } from "./parse.ts";

/** Emits the sources of a catalog's package. */
export const typescriptEmitter: CatalogEmitter<Required<TypescriptOptions>> = {
  name: "typescript",
  scope: "catalog",
  options: $defs.typescript as JsonSchema,
  emit: (catalog, options) => [
    file("codes", codesModule(catalog, options)),
    file("envelopes", envelopesModule(catalog)),
    runtime,
    file("errors", errorsModule(catalog)),
    file("guards", guardsModule(catalog)),
    file("parse", parseModule(catalog)),
    file("definitions", definitionsModule(catalog)),
    file("fixtures", fixturesModule(catalog)),
    file("index", indexModule(catalog)),
  ],
};

/** One file for all catalogs, so that it becomes JavaScript once. */
const runtime: OutputFile = { path: "src/runtime.ts", content: runtimeSource, shared: true };

function file(name: string, code: Code): OutputFile {
  return { path: `src/${name}.ts`, content: fileText(code) };
}

function indexModule(catalog: Catalog): Code {
  const names = catalogNames(catalog.prefix);
  return ts`export { ${id(names.code)}, type ${id(names.name)} } from "./codes.js";
export type * from "./envelopes.js";
export * from "./errors.js";
export * from "./guards.js";
export * from "./parse.js";
export type {
  ${lines(runtimeTypes.map((name) => ts`${id(name)},`))}
} from "./runtime.js";
export { hasKind, retryAdvice } from "./runtime.js";
`;
}
