// The enum of the codes, and the facts of each definition that its class and the parser share.

import type {
  Catalog,
  CatalogCode,
  CodeLiteral,
  Definition,
  DefinitionCode,
} from "../../catalog/catalog.ts";
import { catalogNames, factsName } from "../../catalog/names.ts";
import { definitionFacts } from "../../catalog/recognition.ts";
import type { TypescriptOptions } from "../../schema/config.ts";
import {
  type Code,
  doc,
  id,
  join,
  lines,
  lit,
  tag,
  ts,
  union as unionOf,
} from "../print/typescript.ts";

/** Gives `src/codes.ts`. */
export function codesModule(catalog: Catalog, options: Required<TypescriptOptions>): Code {
  const names = catalogNames(catalog.prefix);
  const intro = doc(`The codes of ${catalog.title}.`);
  const facts = catalog.definitions.map((definition) => factsOf(definition, catalog));
  const definitionNames = catalog.definitions.map((one) => lit(one.name));
  return ts`import type * as runtime from "./runtime.js";

${intro}${options.enumStyle === "enum" ? asEnum(catalog, names.code) : asConst(catalog, names.code)}

${doc("The names of the definitions, which are stable and begin the names of their classes.")}export type ${id(names.name)} =
  | ${join(definitionNames, "\n  | ")};

${facts}`;
}

function asEnum(catalog: Catalog, name: string): Code {
  const members = catalog.codes.map(
    (code) => ts`${codeDoc(code)}${id(code.member)} = ${lit(code.literal)},`,
  );
  return ts`export enum ${id(name)} {
  ${lines(members)}
}`;
}

function asConst(catalog: Catalog, name: string): Code {
  const members = catalog.codes.map(
    (code) => ts`${codeDoc(code)}${id(code.member)}: ${lit(code.literal)},`,
  );
  return ts`export const ${id(name)} = {
  ${lines(members)}
} as const;

${doc("One of the codes.")}export type ${id(name)} = (typeof ${id(name)})[keyof typeof ${id(name)}];`;
}

function codeDoc({ owners }: CatalogCode): Code {
  const [first] = owners;
  if (owners.length === 1 && first !== undefined)
    return doc(...codeTexts(first.definition, first.code));
  const meanings = owners.map(({ definition, code }) => `- ${definition.name}: ${code.summary}`);
  return doc("A code with several meanings:", meanings.join("\n"));
}

/** Gives the paragraphs that document one code of a definition. */
export function codeTexts(definition: Definition, code: DefinitionCode): readonly string[] {
  return [code.summary, factsLine(definition, code), ...since(code), ...deprecation(code)];
}

/** Gives the facts of a code in one line: statuses, kind, retry and effect. */
export function factsLine(definition: Definition, code: DefinitionCode): string {
  const status = code.statuses.length === 0 ? "" : `HTTP ${code.statuses.join(", ")}, `;
  return `${status}${definition.kind}; retry ${code.retry}, effect ${code.effect}.`;
}

function deprecation({ deprecated }: Pick<Definition, "deprecated">): readonly string[] {
  if (deprecated === undefined) return [];
  const use = deprecated.use === undefined ? "" : ` Use ${deprecated.use} instead.`;
  return [tag("deprecated", `Since ${deprecated.since}: ${deprecated.reason}${use}`)];
}

function since({ since: version }: Pick<Definition, "since">): readonly string[] {
  return version === undefined ? [] : [`Since version ${version} of the catalog.`];
}

function factsOf(definition: Definition, catalog: Catalog): Code {
  const { name, kind, codes } = definition;
  const union = (values: readonly CodeLiteral[]): Code =>
    unionOf([...new Set(values)].map((value) => lit(value)));
  const types = [
    ...[lit(name), union(codes.map(({ literal }) => literal)), lit(kind)],
    ...[union(codes.map(({ retry }) => retry)), union(codes.map(({ effect }) => effect))],
  ];
  return ts`${doc(`The facts of ${name}.`)}export const ${id(factsName(name))}: runtime.DefinitionFacts<${join(types, ", ")}> = ${lit(definitionFacts(definition, catalog) as never)};

`;
}
