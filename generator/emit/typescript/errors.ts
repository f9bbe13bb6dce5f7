// The exceptions: the base, one class for each definition, and the one for what nobody knows.

import type { Catalog, Definition, Param } from "../../catalog/catalog.ts";
import { catalogNames, className, factsName, paramsName, schemaName } from "../../catalog/names.ts";
import {
  type Code,
  doc,
  id,
  join,
  key,
  lines,
  lit,
  nothing,
  tag,
  ts,
  union,
} from "../print/typescript.ts";
import { factsLine } from "./codes.ts";
import { type Refer, schemaType } from "./types.ts";

/** Gives `src/errors.ts`. */
export function errorsModule(catalog: Catalog): Code {
  const names = catalogNames(catalog.prefix);
  const shared = new Set<string>();
  const refer: Refer = (name) => {
    const type = schemaName(catalog.prefix, name);
    shared.add(type);
    return id(type);
  };
  const classes = catalog.definitions.map((definition) => classOf(definition, names.base, refer));
  const all = catalog.definitions.map((definition) => id(className(definition.name)));
  return ts`import * as codes from "./codes.js";
${sharedImport(shared)}import * as runtime from "./runtime.js";

${doc(`The base of the exceptions of ${catalog.title}.`)}export abstract class ${id(names.base)}<Params extends object = object> extends runtime.BaseError<Params> {
  constructor(
    definition: runtime.DefinitionFacts,
    init: runtime.ErrorInit<runtime.WireCode | undefined, Params>,
  ) {
    super(${lit(catalog.id)}, definition, init);
  }
}

${classes}${unknownClass(catalog)}

${doc(`Every exception of ${catalog.title}; \`name\` and \`code\` narrow it.`)}export type ${id(names.any)} =
  | ${join([...all, id(names.unknown)], "\n  | ")};
`;
}

/** Gives the paragraphs that document a definition's class. */
export function definitionTexts(definition: Definition): readonly string[] {
  const { summary, description, causes, resolution, docsUrl, deprecated } = definition;
  const lines = definition.codes.map((code) => {
    const own = code.own && code.summary !== summary ? ` ${code.summary}` : "";
    return `Code \`${code.text}\`: ${factsLine(definition, code)}${own}`;
  });
  const use = deprecated?.use === undefined ? "" : ` Use ${className(deprecated.use)} instead.`;
  return [
    summary,
    description ?? "",
    lines.join("\n"),
    texts("Causes", "-", causes),
    texts("Resolution", "1.", resolution),
    ...(deprecated === undefined
      ? []
      : [tag("deprecated", `Since ${deprecated.since}: ${deprecated.reason}${use}`)]),
    ...(docsUrl === undefined ? [] : [tag("see", docsUrl)]),
  ];
}

function texts(title: string, marker: string, items: readonly string[]): string {
  if (items.length === 0) return "";
  if (items.length === 1) return `${title}: ${items[0]}`;
  const indent = " ".repeat(marker.length + 1);
  const list = items.map((item) => `${marker} ${item.trim().replaceAll("\n", `\n${indent}`)}`);
  return `${title}:\n${list.join("\n")}`;
}

function classOf(definition: Definition, base: string, refer: Refer): Code {
  const name = className(definition.name);
  const { params } = definition;
  const hasParams = params.length > 0;
  const paramsType = hasParams ? ts`${id(paramsName(definition.name))}` : ts`object`;
  const codes = union(definition.codes.map((code) => lit(code.literal)));
  const needed = params.some((param) => !param.optional);
  const init = ts`runtime.ErrorInit<${codes}, ${paramsType}>${needed ? ts` & { readonly params: ${paramsType} }` : nothing}`;
  const facts = (fact: "retry" | "effect"): Code =>
    union([...new Set(definition.codes.map((code) => code[fact]))].map((one) => lit(one)));
  return ts`${hasParams ? paramsInterface(definition, refer) : nothing}${doc(...definitionTexts(definition))}export class ${id(name)} extends ${id(base)}${hasParams ? ts`<${paramsType}>` : nothing} {
  declare readonly code: ${codes};
  declare readonly kind: ${lit(definition.kind)};
  declare readonly retry: ${facts("retry")};
  declare readonly effect: ${facts("effect")};

  constructor(init: ${init}${needed ? nothing : ts` = {}`}) {
    super(codes.${id(factsName(definition.name))}, init);
  }

  override get name(): ${lit(name)} {
    return ${lit(name)};
  }
}

`;
}

function paramsInterface(definition: Definition, refer: Refer): Code {
  const members = definition.params.map(
    (param) =>
      ts`${doc(param.description, safety(param))}readonly ${key(param.name)}${param.optional ? ts`?` : nothing}: ${schemaType(param.schema, refer)};`,
  );
  return ts`${doc(`The details of ${className(definition.name)}.`)}export interface ${id(paramsName(definition.name))} {
  ${lines(members)}
}

`;
}

function safety({ safe }: Param): string {
  return safe ? "It may be logged." : "It is kept out of logs.";
}

function sharedImport(types: ReadonlySet<string>): Code {
  if (types.size === 0) return nothing;
  const imports = [...types].sort().map((name) => id(name));
  return ts`import type { ${join(imports, ", ")} } from "./envelopes.js";
`;
}

function unknownClass(catalog: Catalog): Code {
  const names = catalogNames(catalog.prefix);
  const intro = doc(
    "An error whose code this version of the catalog does not know, or cannot decide on; nothing of it is lost.",
  );
  return ts`${intro}export class ${id(names.unknown)} extends ${id(names.base)} {
  declare readonly code: undefined;
  ${doc("The names of the definitions that share the code, where nothing decided between them.")}readonly candidates: readonly codes.${id(names.name)}[];

  constructor(init: runtime.UnknownErrorInit = {}) {
    super(runtime.unknownDefinition(init), { ...init, code: undefined });
    this.candidates = (init.candidates ?? []) as readonly codes.${id(names.name)}[];
  }

  override get name(): ${lit(names.unknown)} {
    return ${lit(names.unknown)};
  }
}`;
}
