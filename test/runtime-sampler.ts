// A small catalog with everything that answers are made of, and the classes that a package of it would have.

import type { Catalog } from "../generator/catalog/catalog.ts";
import { definitionFacts, recognitionTables } from "../generator/catalog/recognition.ts";
import { resolveCatalog } from "../generator/catalog/resolve.ts";
import type { CatalogDocument } from "../generator/schema/document.ts";
import { parseYaml } from "../generator/text/yaml.ts";
import type { CatalogFacts } from "../templates/runtime/answers.ts";
import {
  BaseError,
  type UnknownErrorInit,
  unknownDefinition,
} from "../templates/runtime/errors.ts";
import { type ErrorClass, type Parser, parseError } from "../templates/runtime/parse.ts";

/** The constructor of an exception as tests call it. */
export type TestClass = new (init?: UnknownErrorInit & { readonly code?: unknown }) => BaseError;

/** What a package of a catalog knows. */
export interface TestPackage {
  readonly catalog: Catalog;
  readonly parser: Parser;
  readonly classes: Readonly<Record<string, TestClass>>;
  readonly make: (name: string, init?: object) => BaseError;
  readonly parse: (input: unknown) => BaseError;
}

/** Gives what a package of a catalog would hold, from the catalog's YAML. */
export function packageOf(text: string): TestPackage {
  const document = parseYaml({ path: "sampler.yaml", text }).value?.value;
  const catalog = resolveCatalog(document as unknown as CatalogDocument);
  const tables = recognitionTables(catalog);
  const facts: CatalogFacts = {
    id: tables.catalog,
    envelopes: tables.envelopes,
    envelope: catalog.envelope,
  };
  const known: Record<string, ErrorClass> = {};
  for (const definition of catalog.definitions) {
    const own = definitionFacts(definition, catalog);
    known[definition.name] = class extends BaseError {
      constructor(init: UnknownErrorInit = {}) {
        super(facts, own, init);
      }
      override get name(): string {
        return `${definition.name}Error`;
      }
    };
  }
  class UnknownError extends BaseError {
    readonly candidates: readonly string[];
    constructor(init: UnknownErrorInit = {}) {
      super(facts, unknownDefinition(init), { ...init, code: undefined });
      this.candidates = init.candidates ?? [];
    }
    override get name(): string {
      return "UnknownError";
    }
  }
  const parser: Parser = { tables, classes: { known, unknown: UnknownError } };
  const classes = { ...known, Unknown: UnknownError } as Readonly<Record<string, TestClass>>;
  return {
    catalog,
    parser,
    classes,
    make: (name, init = {}) => {
      const Class = classes[name];
      if (Class === undefined) throw new Error(`There is no ${name}.`);
      return new Class(init);
    },
    parse: (input) => {
      const error = parseError(parser, input);
      if (error === undefined) throw new Error("This is no error.");
      return error;
    },
  };
}
