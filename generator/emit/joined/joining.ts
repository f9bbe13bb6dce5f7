// The one module of the joined package: a namespace for each catalog, one union, and functions that take a catalog's id.

import type { Catalog } from "../../catalog/catalog.ts";
import { catalogNames, namespaceName, runtimeTypes } from "../../catalog/names.ts";
import { type Code, doc, id, key, lines, lit, ts } from "../print/typescript.ts";

/** A catalog, and the module that it is imported from. */
export interface CatalogModule {
  readonly catalog: Catalog;
  readonly name: string;
}

/** Gives `src/index.ts`; there is at least one package. */
export function joiningModule(packages: readonly CatalogModule[]): Code {
  const shared = lit(packages[0]?.name ?? "");
  return ts`${lines(packages.map(importOf))}
import type {
  CallContext,
  ErrorResponse,
  FetchResponse,
  Identity,
  ParseOptions,
} from ${shared};

${lines(packages.map(exportOf))}
export type {
  ${lines(runtimeTypes.map((name) => ts`${id(name)},`))}
} from ${shared};
export { hasKind, retryAdvice } from ${shared};

${typesOf(packages)}
${tableOf(packages)}
${functions()}`;
}

/** Gives what a catalog's exports are bound to. Two catalogs may have the same prefix, so that only their ids tell them apart; an id may be a reserved word. */
export function bindingOf({ id: catalog }: Catalog): Code {
  return id(`${namespaceName(catalog)}Errors`);
}

function importOf({ catalog, name }: CatalogModule): Code {
  return ts`import * as ${bindingOf(catalog)} from ${lit(name)};`;
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

/** Tells whether a name can be exported and not be bound. */
export function isReservedWord(name: string): boolean {
  return reserved.includes(name) || refused.includes(name);
}

function exportOf({ catalog, name }: CatalogModule): Code {
  const space = namespaceName(catalog.id);
  if (refused.includes(space)) return ts`export { ${bindingOf(catalog)} as ${id(space)} };`;
  return ts`export * as ${id(space)} from ${lit(name)};`;
}

function typesOf(packages: readonly CatalogModule[]): Code {
  const member = ({ catalog }: CatalogModule, type: (binding: Code) => Code) =>
    ts`${doc(`${catalog.title}.`)}readonly ${key(catalog.id)}: ${type(bindingOf(catalog))};`;
  const names = ({ catalog }: CatalogModule) => catalogNames(catalog.prefix);
  const unions = packages.map((one) =>
    member(one, (binding) => ts`${binding}.${id(names(one).any)}`),
  );
  const identities = packages.map((one) =>
    member(
      one,
      (binding) =>
        ts`Identity<${binding}.${id(names(one).name)}, ${binding}.${id(names(one).code)}>`,
    ),
  );
  return ts`${doc("The exceptions of each catalog, by the catalog's id.")}export interface CatalogErrors {
  ${lines(unions)}
}

${doc("What is told of a response without making an exception, by the catalog's id.")}export interface CatalogIdentities {
  ${lines(identities)}
}

${doc("The id of a catalog.")}export type CatalogId = keyof CatalogErrors;

${doc("An exception of any catalog.")}export type AnyError = CatalogErrors[CatalogId];
`;
}

function tableOf(packages: readonly CatalogModule[]): Code {
  const entries = packages.map(({ catalog }) => {
    const names = catalogNames(catalog.prefix);
    const of = (name: string) => ts`${bindingOf(catalog)}.${id(name)}`;
    return ts`${key(catalog.id)}: {
  is: ${of(names.isError)},
  identify: ${of(names.identify)},
  parse: ${of(names.parse)},
  fromResponse: ${of(names.fromResponse)},
  revive: ${of(names.revive)},
},`;
  });
  return ts`type Packages = {
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
};

const packages: Packages = {
  ${lines(entries)}
};

${doc("The ids of all catalogs, sorted.")}export const catalogIds: readonly CatalogId[] = ${lit(packages.map(({ catalog }) => catalog.id))};
`;
}

/** The functions, which are the same for all catalogs. */
function functions(): Code {
  return ts`${doc("Tells whether a value is the id of a catalog.")}export function isCatalogId(value: unknown): value is CatalogId {
  return typeof value === "string" && Object.hasOwn(packages, value);
}

${doc("Tells whether a value is an exception of any catalog; it never throws.")}export function isCatalogError(error: unknown): error is AnyError {
  return catalogIds.some((id) => packages[id].is(error));
}

${doc(
  "Tells what a response of a catalog's API is, as plain data and without making an exception; `undefined` where it is no error.",
  totality,
)}export function identifyError<Id extends CatalogId>(
  catalog: Id,
  response: ErrorResponse,
): CatalogIdentities[Id] | undefined {
  if (isCatalogId(catalog)) return packages[catalog].identify(response);
  return best(catalogIds.map((id) => packages[id].identify(response))) as
    | CatalogIdentities[Id]
    | undefined;
}

${doc(
  "Makes the exception of a response of a catalog's API, or gives `undefined` where it is no error; the exception is returned and not thrown.",
  totality,
)}export function parseError<Id extends CatalogId>(
  catalog: Id,
  response: ErrorResponse,
  options?: ParseOptions,
): CatalogErrors[Id] | undefined {
  if (isCatalogId(catalog)) return packages[catalog].parse(response, options);
  return best(catalogIds.map((id) => packages[id].parse(response, options))) as
    | CatalogErrors[Id]
    | undefined;
}

${doc(
  "Makes the exception of a fetch response of a catalog's API, read from a clone, or gives `undefined` where it is no error.",
  totality,
)}export async function errorFromResponse<Id extends CatalogId>(
  catalog: Id,
  response: FetchResponse,
  context?: CallContext,
): Promise<CatalogErrors[Id] | undefined> {
  if (isCatalogId(catalog)) return packages[catalog].fromResponse(response, context);
  const tried = catalogIds.map((id) => packages[id].fromResponse(response, context));
  return best(await Promise.all(tried)) as CatalogErrors[Id] | undefined;
}

${doc(
  "Makes an exception of any catalog again from what its `toJSON()` gave, in another thread or process; `undefined` for any other value.",
)}export function reviveError(value: unknown): AnyError | undefined {
  return best(catalogIds.map((id) => packages[id].revive(value)));
}

${doc("Gives what is known before what is unknown: an error that any catalog sees is never taken for a success.")}function best<Found extends { readonly code: unknown }>(
  tried: readonly (Found | undefined)[],
): Found | undefined {
  const found = tried.filter((one) => one !== undefined);
  return found.find(({ code }) => code !== undefined) ?? found[0];
}
`;
}

const totality =
  "It takes anything and never throws; an id that is no catalog's, which only code without types can give, is tried on all of them.";
