// The one module of the joined package: a namespace for each catalog, one union, and functions that take a catalog's id.

import type { Catalog } from "../../catalog/catalog.ts";
import { catalogNames, namespaceName } from "../../catalog/names.ts";
import {
  constantDeclaration,
  functionDeclaration,
  interfaceDeclaration,
  type Parameter,
  typeDeclaration,
} from "../print/declarations.ts";
import { type Link, type Module, runtimeExports } from "../print/modules.ts";
import { type Code, doc, id, key, lit, ts } from "../print/typescript.ts";

/** A catalog, and the module that it is imported from, without its ending. */
export interface CatalogModule {
  readonly catalog: Catalog;
  readonly name: string;
}

/** Prints the module `index` of a package of several catalogs. */
export function* joiningModule(packages: readonly CatalogModule[]): Module {
  for (const one of packages) {
    yield { link: "import", from: one.name, names: { all: bindingOf(one.catalog) } };
  }
  const types = ["CallContext", "ErrorResponse", "FetchResponse", "Identity", "ParseOptions"];
  const names = types.map((name) => id(name));
  yield { link: "import", from: "./runtime", names, only: "types" };
  yield { link: "import", from: "./runtime", names: [ts`firstKnown`], only: "values" };
  for (const one of packages) yield exportOf(one);
  yield* runtimeExports();
  yield* typesOf(packages);
  yield* tableOf(packages);
  yield* functions();
}

/** Returns the name that a catalog's module is bound to. Two catalogs may share a prefix, so that the id makes it; an id may be a reserved word. */
export function bindingOf({ id: catalog }: Catalog): Code {
  return id(`${namespaceName(catalog)}Errors`);
}

/** Words that compilers refuse here, though the language does not. */
const refused: readonly string[] = [
  "await",
  "implements",
  "interface",
  "let",
  "package",
  "private",
  "protected",
  "public",
  "static",
  "yield",
];

/** Words that the language itself reserves in modules (ECMAScript 2024, 12.7.2). */
const reserved: readonly string[] = [
  ...["break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete"],
  ...["do", "else", "enum", "export", "extends", "false", "finally", "for", "function", "if"],
  ...["import", "in", "instanceof", "new", "null", "return", "super", "switch", "this", "throw"],
  ...["true", "try", "typeof", "var", "void", "while", "with"],
];

/** Returns whether a name can be exported and not be bound. */
export function isReservedWord(name: string): boolean {
  return reserved.includes(name) || refused.includes(name);
}

function exportOf({ catalog, name }: CatalogModule): Link {
  const space = namespaceName(catalog.id);
  return refused.includes(space)
    ? { link: "export", names: [{ own: bindingOf(catalog), as: id(space) }] }
    : { link: "export", from: name, names: { all: id(space) } };
}

function* typesOf(packages: readonly CatalogModule[]): Module {
  const members = (typeOf: (binding: Code, catalog: Catalog) => Code): readonly Code[] =>
    packages.map(({ catalog }) => {
      const type = typeOf(bindingOf(catalog), catalog);
      return ts`${doc(`${catalog.title}.`)}readonly ${key(catalog.id)}: ${type};`;
    });
  yield* interfaceDeclaration(
    doc("The exceptions of each catalog, by the catalog's id."),
    ts`CatalogErrors`,
    members((binding, { prefix }) => ts`${binding}.${id(catalogNames(prefix).any)}`),
  );
  yield* interfaceDeclaration(
    doc("The plain facts of a response, by the catalog's id."),
    ts`CatalogIdentities`,
    members((binding, { prefix }) => {
      const { name, code } = catalogNames(prefix);
      return ts`Identity<${binding}.${id(name)}, ${binding}.${id(code)}>`;
    }),
  );
  yield typeDeclaration(doc("The id of a catalog."), ts`type CatalogId = keyof CatalogErrors;`);
  yield typeDeclaration(
    doc("An exception of any catalog."),
    ts`type AnyError = CatalogErrors[CatalogId];`,
  );
}

function* tableOf(packages: readonly CatalogModule[]): Module {
  yield* constantDeclaration({
    name: ts`packages`,
    type: ts`{
  readonly [Id in CatalogId]: {
    readonly is: (error: unknown) => error is CatalogErrors[Id];
    readonly identify: (response: ErrorResponse) => CatalogIdentities[Id] | undefined;
    readonly parse: (
      response: ErrorResponse,
      options?: ParseOptions,
    ) => CatalogErrors[Id] | undefined;
    readonly fromResponse: (
      response: FetchResponse,
      context?: CallContext,
    ) => Promise<CatalogErrors[Id] | undefined>;
    readonly revive: (value: unknown) => CatalogErrors[Id] | undefined;
  };
}`,
    value: packages.map(({ catalog }) => {
      const names = catalogNames(catalog.prefix);
      const of = (name: string) => ts`${bindingOf(catalog)}.${id(name)}`;
      return ts`${key(catalog.id)}: {
  is: ${of(names.isError)},
  identify: ${of(names.identify)},
  parse: ${of(names.parse)},
  fromResponse: ${of(names.fromResponse)},
  revive: ${of(names.revive)},
},`;
    }),
    local: true,
  });
  yield* constantDeclaration({
    doc: doc("The ids of all catalogs, sorted."),
    name: ts`catalogIds`,
    type: ts`readonly CatalogId[]`,
    value: lit(packages.map(({ catalog }) => catalog.id)),
  });
}

const totality =
  "It accepts any value and never throws; an unknown id, which only code without types can pass, is tried on all catalogs.";

/** The functions, which are the same for all catalogs. */
function* functions(): Module {
  const unknownValue = (name: Code): Parameter => ({ name, type: ts`unknown` });
  yield functionDeclaration({
    doc: doc("Returns whether a value is the id of a catalog."),
    name: ts`isCatalogId`,
    parameters: [unknownValue(ts`value`)],
    returns: ts`value is CatalogId`,
    body: ts`return typeof value === "string" && catalogIds.some((id) => id === value);`,
  });
  yield functionDeclaration({
    doc: doc("Returns whether a value is an exception of any catalog; it never throws."),
    name: ts`isCatalogError`,
    parameters: [unknownValue(ts`error`)],
    returns: ts`error is AnyError`,
    body: ts`return catalogIds.some((id) => packages[id].is(error));`,
  });
  const catalog = { name: ts`catalog`, type: ts`Id` };
  const response = { name: ts`response`, type: ts`ErrorResponse` };
  yield functionDeclaration({
    doc: doc(
      "Identifies a response of a catalog's API as plain data, without an exception; returns `undefined` if it is no error.",
      totality,
    ),
    name: ts`identifyError`,
    generics: ts`<Id extends CatalogId>`,
    parameters: [catalog, response],
    returns: ts`CatalogIdentities[Id] | undefined`,
    body: ts`if (isCatalogId(catalog)) return packages[catalog].identify(response);
return firstKnown(catalogIds.map((id) => packages[id].identify(response)));`,
  });
  yield functionDeclaration({
    doc: doc(
      "Returns the exception of a response of a catalog's API, or `undefined` if it is no error; the exception is not thrown.",
      totality,
    ),
    name: ts`parseError`,
    generics: ts`<Id extends CatalogId>`,
    parameters: [catalog, response, { name: ts`options`, type: ts`ParseOptions`, optional: true }],
    returns: ts`CatalogErrors[Id] | undefined`,
    body: ts`if (isCatalogId(catalog)) return packages[catalog].parse(response, options);
return firstKnown(catalogIds.map((id) => packages[id].parse(response, options)));`,
  });
  yield functionDeclaration({
    doc: doc(
      "Returns the exception of a fetch response of a catalog's API, read from a clone, or `undefined` if it is no error.",
      totality,
    ),
    async: true,
    name: ts`errorFromResponse`,
    generics: ts`<Id extends CatalogId>`,
    parameters: [
      catalog,
      { name: ts`response`, type: ts`FetchResponse` },
      { name: ts`context`, type: ts`CallContext`, optional: true },
    ],
    returns: ts`Promise<CatalogErrors[Id] | undefined>`,
    body: ts`if (isCatalogId(catalog)) return packages[catalog].fromResponse(response, context);
const tried = catalogIds.map((id) => packages[id].fromResponse(response, context));
return firstKnown(await Promise.all(tried));`,
  });
  yield functionDeclaration({
    doc: doc(
      "Restores an exception of any catalog from the result of its `toJSON()`, in another thread or process; returns `undefined` for any other value.",
    ),
    name: ts`reviveError`,
    parameters: [unknownValue(ts`value`)],
    returns: ts`AnyError | undefined`,
    body: ts`return firstKnown(catalogIds.map((id) => packages[id].revive(value)));`,
  });
}
