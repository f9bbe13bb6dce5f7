// The enum of the codes, and the facts of each definition that its class and the parser share.

import { memberAliases } from "../../catalog/aliases.ts";
import type {
  Catalog,
  CatalogCode,
  CodeLiteral,
  Definition,
  DefinitionCode,
  Deprecation,
} from "../../catalog/catalog.ts";
import { catalogNames, factsName } from "../../catalog/names.ts";
import { definitionFacts } from "../../catalog/recognition.ts";
import type { ResolvedTypescriptOptions } from "../options.ts";
import {
  constantDeclaration,
  enumConstant,
  enumDeclaration,
  typeDeclaration,
  unionDeclaration,
} from "../print/declarations.ts";
import type { Link, Module } from "../print/modules.ts";
import { type Code, doc, id, join, lit, rows, tag, ts, union } from "../print/typescript.ts";

/** The import of the runtime by modules that need its types alone. */
export const runtimeTypesLink: Link = {
  link: "import",
  from: "./runtime",
  names: { all: ts`runtime` },
  only: "types",
};

/** Prints the module `codes`. */
export function* codesModule(catalog: Catalog, options: ResolvedTypescriptOptions): Module {
  const names = catalogNames(catalog.prefix);
  yield runtimeTypesLink;
  const codes = { doc: doc(`The codes of ${catalog.title}.`), name: id(names.code) };
  const further = memberAliases(names.code, options.aliases);
  // What an enum of numbers calls a number is the name that comes last.
  const members = catalog.codes.flatMap((code) => [
    ...(further.get(code.member) ?? []).map((as) => ({
      doc: doc(`The same as \`${code.member}\`.`),
      name: id(as),
      value: code.literal,
    })),
    { doc: codeDoc(code), name: id(code.member), value: code.literal },
  ]);
  if (options.enumStyle === "enum") {
    yield* enumDeclaration(codes, members);
  } else {
    yield* enumConstant(codes, members);
    const { name } = codes;
    yield typeDeclaration(
      doc("One of the codes."),
      ts`type ${name} = (typeof ${name})[keyof typeof ${name}];`,
    );
  }
  const about = doc(
    "The names of the definitions, which are stable and begin the names of their classes.",
  );
  yield* unionDeclaration(
    about,
    id(names.name),
    catalog.definitions.map((definition) => lit(definition.name)),
  );
  for (const definition of catalog.definitions) yield* factsOf(definition, catalog);
}

function codeDoc({ owners }: CatalogCode): Code {
  const [first] = owners;
  if (owners.length === 1 && first !== undefined) {
    return doc(first.code.summary, deprecation(first.code));
  }
  const meanings = owners.map(({ definition, code }) => `- ${definition.name}: ${code.summary}`);
  return doc("A code with several meanings:", meanings.join("\n"));
}

/** Returns the facts of a code in one line: statuses, kind, retry and effect. */
export function factsLine(definition: Definition, code: DefinitionCode): string {
  const status = code.statuses.length === 0 ? "" : `HTTP ${code.statuses.join(", ")}, `;
  return `${status}${definition.kind}; retry ${code.retry}, effect ${code.effect}.`;
}

function deprecation({ deprecated }: DefinitionCode): string {
  return deprecated === undefined ? "" : deprecationTag(deprecated, (name) => name);
}

/** Returns the tag that marks something as deprecated; `named` returns how a definition is named there. */
export function deprecationTag(
  { since, reason, use, sunset }: Deprecation,
  named: (definition: string) => string,
): string {
  const instead = use === undefined ? "" : ` Use ${named(use)} instead.`;
  const until = sunset === undefined ? "" : ` Sunset: ${sunset}.`;
  return tag("deprecated", `Since ${since}: ${reason}${instead}${until}`);
}

function factsOf(definition: Definition, catalog: Catalog): Module {
  const { name, kind, codes } = definition;
  const types = [lit(name), unionOf(codes.map(({ literal }) => literal)), lit(kind)];
  return constantDeclaration({
    name: id(factsName(name)),
    type: ts`runtime.DefinitionFacts<${join(types, ", ")}>`,
    value: rows(definitionFacts(definition, catalog) as never),
  });
}

function unionOf(values: readonly CodeLiteral[]): Code {
  return union([...new Set(values)].map((value) => lit(value)));
}
