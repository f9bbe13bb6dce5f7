// The module that recognises responses: it alone needs every class.

import type { Match, Tables } from "../../../runtime/facts.ts";
import type { Catalog, CatalogCode } from "../../catalog/catalog.ts";
import { catalogNames, className, factsName } from "../../catalog/names.ts";
import { recognitionTables } from "../../catalog/recognition.ts";
import { type Code, doc, id, lines, lit, nothing, tableKey, ts } from "../print/typescript.ts";

/** Gives `src/parse.ts`. */
export function parseModule(catalog: Catalog): Code {
  const names = catalogNames(catalog.prefix);
  const shared = catalog.schemas.length > 0;
  const classes = catalog.definitions.map(
    ({ name }) => ts`${id(name)}: errors.${id(className(name))},`,
  );
  return ts`import * as codes from "./codes.js";
import { envelopes${shared ? ts`, schemas` : nothing} } from "./envelopes.js";
import * as errors from "./errors.js";
import * as runtime from "./runtime.js";

const tables: runtime.Tables = {
  ${lines(tableMembers(catalog))}
};

const parser: runtime.Parser = {
  tables,
  classes: {
    known: {
      ${lines(classes)}
    },
    unknown: errors.${id(names.unknown)},
  },
};

${doc(
  `Tells what a response of ${catalog.title} is, as plain data and without making an exception; \`undefined\` where it is no error.`,
  "It takes anything and never throws.",
)}export function ${id(names.identify)}(
  response: runtime.ErrorResponse,
): runtime.Identity<codes.${id(names.name)}, codes.${id(names.code)}> | undefined {
  return runtime.identify(tables, response) as
    | runtime.Identity<codes.${id(names.name)}, codes.${id(names.code)}>
    | undefined;
}

${doc(
  `Makes the exception of a response of ${catalog.title}, or gives \`undefined\` where it is no error; the exception is returned and not thrown.`,
  "It takes anything and never throws: what this version does not know becomes the unknown error.",
)}export function ${id(names.parse)}(
  response: runtime.ErrorResponse,
  options?: runtime.ParseOptions,
): errors.${id(names.any)} | undefined {
  return runtime.parseError(parser, response, options) as errors.${id(names.any)} | undefined;
}

${doc(
  `Makes the exception of a fetch response of ${catalog.title}, read from a clone, or gives \`undefined\` where it is no error.`,
  "It never rejects: a body that was read before, or cannot be read, gives the unknown error, which says so.",
)}export async function ${id(names.fromResponse)}(
  response: runtime.FetchResponse,
  context?: runtime.CallContext,
): Promise<errors.${id(names.any)} | undefined> {
  return (await runtime.errorFromResponse(parser, response, context)) as
    | errors.${id(names.any)}
    | undefined;
}

${doc(
  `Makes an exception of ${catalog.title} again from what its \`toJSON()\` gave, in another thread or process; \`undefined\` for any other value.`,
)}export function ${id(names.revive)}(value: unknown): errors.${id(names.any)} | undefined {
  return runtime.reviveError(parser, value) as errors.${id(names.any)} | undefined;
}
`;
}

function tableMembers(catalog: Catalog): readonly Code[] {
  const { success, statuses, codes, params } = recognitionTables(catalog);
  const meanings = catalog.codes.map((code) => meaningsOf(code, codes[code.text] ?? []));
  return [
    ts`catalog: ${lit(catalog.id)},`,
    ts`envelopes,`,
    ...(params === undefined ? [] : [paramsMember(params)]),
    ...(catalog.schemas.length > 0 ? [ts`schemas,`] : []),
    ...(success === undefined ? [] : [ts`success: ${lit(success as never)},`]),
    ts`statuses: ${lit(statuses as never)},`,
    // Without "as const" a code such as "toString" would be checked as the method of every object.
    ts`codes: {
  __proto__: null,
  ${lines(meanings)}
} as const,`,
  ];
}

function paramsMember(params: NonNullable<Tables["params"]>): Code {
  const entries = Object.entries(params).map(
    ([name, table]) => ts`${id(name)}: ${lit(table as never)},`,
  );
  return ts`params: {
  __proto__: null,
  ${lines(entries)}
},`;
}

function meaningsOf(
  code: CatalogCode,
  meanings: readonly (readonly [unknown, number, Match?])[],
): Code {
  const all = code.owners.map(({ definition }, i) => {
    const [, index = 0, match] = meanings[i] ?? [];
    const condition = match === undefined ? nothing : ts`, ${lit(match as never)}`;
    return ts`[codes.${id(factsName(definition.name))}, ${lit(index)}${condition}]`;
  });
  if (all.length === 1) return ts`${tableKey(code.text)}: [${all}],`;
  return ts`${tableKey(code.text)}: [
  ${lines(all.map((one) => ts`${one},`))}
],`;
}
