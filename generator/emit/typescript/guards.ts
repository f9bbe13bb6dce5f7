// The guards: `unknown` in, a boolean out, never throwing.

import type { Catalog, Definition } from "../../catalog/catalog.ts";
import { catalogNames, className, guardName } from "../../catalog/names.ts";
import { type Code, doc, id, lines, lit, nothing, tableKey, ts } from "../print/typescript.ts";

/** Gives `src/guards.ts`. */
export function guardsModule(catalog: Catalog): Code {
  const names = catalogNames(catalog.prefix);
  const literals = catalog.codes.map((code) => ts`${tableKey(code.text)}: ${lit(code.literal)},`);
  const shared = catalog.schemas.length > 0;
  return ts`import type { ${id(names.code)} } from "./codes.js";
import { bodies${shared ? ts`, schemas` : nothing}, type ${id(names.body)} } from "./envelopes.js";
import type * as errors from "./errors.js";
import * as runtime from "./runtime.js";

const literals: { readonly [code: string]: runtime.WireCode | null } = {
  __proto__: null,
  ${lines(literals)}
};

${doc(`Tells whether a value is a code of ${catalog.title}, with the JSON type that it has on the wire.`)}export function ${id(names.isCode)}(value: unknown): value is ${id(names.code)} {
  return (typeof value === "string" || typeof value === "number") && literals[value] === value;
}

${doc(`Tells whether a value has the documented shape of an error body of ${catalog.title}; parsing is more lenient.`)}export function ${id(names.isBody)}(value: unknown): value is ${id(names.body)} {
  return bodies.some((body) => runtime.conforms(value, body, ${shared ? ts`schemas` : ts`undefined`}));
}

${doc(`Tells whether a value is an exception of ${catalog.title}.`)}export function ${id(names.isError)}(error: unknown): error is errors.${id(names.any)} {
  return runtime.isOfCatalog(error, ${lit(`${catalog.id}/`)});
}

${catalog.definitions.map((definition) => guardOf(definition, catalog))}${doc(
  `Calls the arm of an exception's definition, and gives what it gives; every definition of ${catalog.title} has an arm.`,
  "What a later version of the catalog knows, and anything else, goes to the arm `unknown`.",
)}export function ${id(names.match)}<Arms extends errors.${id(names.arms)}>(
  error: errors.${id(names.any)},
  arms: Arms & { readonly [Name in Exclude<keyof Arms, keyof errors.${id(names.arms)}>]: never },
): ReturnType<Arms[keyof errors.${id(names.arms)}]> {
  return runtime.matchError(error, ${lit(`${catalog.id}/`)}, arms) as ReturnType<
    Arms[keyof errors.${id(names.arms)}]
  >;
}

${doc(`Tells whether a value is an exception of ${catalog.title} whose code this version does not know.`)}export function ${id(names.isUnknown)}(error: unknown): error is errors.${id(names.unknown)} {
  return runtime.is(error, ${lit(`${catalog.id}/`)});
}
`;
}

function guardOf(definition: Definition, catalog: Catalog): Code {
  const name = className(definition.name);
  const brand = lit(`${catalog.id}/${definition.name}`);
  return ts`${doc(`Tells whether a value is ${article(name)} ${name}: ${definition.summary}`)}export function ${id(guardName(definition.name))}(error: unknown): error is errors.${id(name)} {
  return runtime.is(error, ${brand});
}

`;
}

function article(name: string): string {
  return /^[AEIOU]/.test(name) ? "an" : "a";
}
