// The exceptions: the base, one class for each definition, and the one for what nobody knows.

import { fieldsSchema } from "../../catalog/body.ts";
import type { Catalog, Definition, Envelope, Param } from "../../catalog/catalog.ts";
import {
  bodyName,
  type CatalogNames,
  catalogNames,
  className,
  factsName,
  fieldsName,
  paramsName,
  schemaName,
} from "../../catalog/names.ts";
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
} from "../print/typescript.ts";
import { type AnswerFunctions, definitionAnswers, envelopeAnswers } from "./answers.ts";
import { factsLine } from "./codes.ts";
import { type Refer, schemaType } from "./types.ts";

/** Gives `src/errors.ts`. */
export function errorsModule(catalog: Catalog): Code {
  const names = catalogNames(catalog.prefix);
  const used = new Set<string>();
  const use = (type: string): Code => {
    used.add(type);
    return id(type);
  };
  const refer: Refer = (name) => use(schemaName(catalog.prefix, name));
  const answers = new Map(catalog.envelopes.map((one) => [one.name, envelopeAnswers(one)]));
  const context: Context = { catalog, names, refer, use, answers };
  const classes = catalog.definitions.map((definition) => classOf(definition, context));
  const all = catalog.definitions.map((definition) => id(className(definition.name)));
  const base = ts`${doc(`The base of the exceptions of ${catalog.title}.`)}export abstract class ${id(names.base)}<
  Facts extends runtime.DefinitionFacts = runtime.DefinitionFacts,
  Params extends object = object,
  Body = unknown,
  Fields extends readonly unknown[] = readonly unknown[],
> extends runtime.BaseError<Facts, Params, Body, Fields> {}`;
  const imported = [...used].sort().map((type) => id(type));
  return ts`import * as codes from "./codes.js";
${imported.length === 0 ? nothing : ts`import type { ${join(imported, ", ")} } from "./envelopes.js";\n`}import * as envelopes from "./envelopes.js";
import * as runtime from "./runtime.js";

${base}

${classes}${unknownClass(context)}

${doc(`Every exception of ${catalog.title}; \`name\` and \`code\` narrow it.`)}export type ${id(names.any)} =
  | ${join([...all, id(names.unknown)], "\n  | ")};

${armsOf(catalog)}`;
}

interface Context {
  readonly catalog: Catalog;
  readonly names: CatalogNames;
  readonly refer: Refer;
  /** Gives a type of the envelopes' module, which is then imported. */
  readonly use: (type: string) => Code;
  /** The functions of each envelope by its name. */
  readonly answers: ReadonlyMap<string, AnswerFunctions>;
}

function armsOf(catalog: Catalog): Code {
  const names = catalogNames(catalog.prefix);
  const arms = catalog.definitions.map(
    ({ name }) => ts`readonly ${id(name)}: (error: ${id(className(name))}) => unknown;`,
  );
  return ts`${doc(`An arm for each definition of ${catalog.title}, and one for what a later version of the catalog may know.`)}export interface ${id(names.arms)} {
  ${lines(arms)}
  readonly unknown: (error: ${id(names.base)}) => unknown;
}
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

function classOf(definition: Definition, context: Context): Code {
  const { catalog, names, refer } = context;
  const name = className(definition.name);
  const { params } = definition;
  const hasParams = params.length > 0;
  const paramsType = hasParams ? ts`${id(paramsName(definition.name))}` : ts`object`;
  const needed = params.some((param) => !param.optional);
  const facts = ts`typeof codes.${id(factsName(definition.name))}`;
  const own = definitionAnswers(definition, envelopeOf(definition.envelopes[0], catalog), catalog);
  return ts`${hasParams ? paramsInterface(definition, refer) : nothing}${own.code}${doc(...definitionTexts(definition))}export class ${id(name)} extends ${id(names.base)}<${facts}, ${paramsType}, ${answerTypes(definition, context)}> {
  constructor(init: runtime.InitOf<${facts}${hasParams ? ts`, ${paramsType}` : nothing}>${needed ? nothing : ts` = {}`}) {
    super(codes.${id(factsName(definition.name))}, init, ${answersOf(own, context.answers.get(definition.envelopes[0] ?? ""))});
  }
}

`;
}

function envelopeOf(name: string | undefined, catalog: Catalog): Envelope | undefined {
  return catalog.envelopes.find((one) => one.name === name);
}

/** The functions that a class makes its answers with: those of its definition, else those of its envelope. */
function answersOf(own: Partial<AnswerFunctions>, shared: Partial<AnswerFunctions> = {}): Code {
  const pick = (mine: string | undefined, theirs: string | undefined): Code | undefined => {
    if (mine !== undefined) return id(mine);
    return theirs === undefined ? undefined : ts`envelopes.${id(theirs)}`;
  };
  const body = pick(own.body, shared.body) ?? ts`() => undefined`;
  const headers = pick(own.headers, shared.headers);
  return headers === undefined ? body : ts`${body}, ${headers}`;
}

/** The body that a definition's errors answer with, and what must be given for it. */
function answerTypes(definition: Definition, { catalog, use }: Context): Code {
  const { prefix } = catalog;
  const [name = ""] = definition.envelopes;
  const envelope = envelopeOf(name, catalog);
  const asks = envelope !== undefined && fieldsSchema(envelope) !== undefined;
  const fields = asks ? ts`[fields: ${use(fieldsName(prefix, name))}]` : ts`[]`;
  return ts`${envelope === undefined ? ts`unknown` : use(bodyName(prefix, name))}, ${fields}`;
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

function unknownClass({ catalog, names, answers }: Context): Code {
  const intro = doc(
    "An error with an unknown or ambiguous code. The original response is preserved.",
  );
  const unknown = names.unknown.slice(0, -"Error".length);
  return ts`${intro}export class ${id(names.unknown)} extends ${id(names.base)}<runtime.DefinitionFacts<${lit(unknown)}, undefined>, object, unknown, []> {
  ${doc("The names of the definitions that share the code, if nothing decided between them.")}readonly candidates: readonly codes.${id(names.name)}[];

  constructor(init: runtime.UnknownErrorInit = {}) {
    super(
      runtime.unknownFacts(${lit(`${catalog.id}/`)}, ${lit(unknown)}, init),
      { ...init, code: undefined },
      ${answersOf({}, answers.get(catalog.envelope))},
    );
    this.candidates = (init.candidates ?? []) as readonly codes.${id(names.name)}[];
  }
}`;
}
