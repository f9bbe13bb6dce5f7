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
  classDeclaration,
  interfaceDeclaration,
  type Module,
  type Piece,
  statement,
  typeDeclaration,
  typeImport,
  unionDeclaration,
  valueImport,
} from "../print/declarations.ts";
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

/** Prints the module `errors`. */
export function* errorsModule(catalog: Catalog): Module {
  const names = catalogNames(catalog.prefix);
  const used = new Set<string>();
  const use = (type: string): Code => {
    used.add(type);
    return id(type);
  };
  const refer: Refer = (name) => use(schemaName(catalog.prefix, name));
  const answers = new Map(catalog.envelopes.map((one) => [one.name, envelopeAnswers(one)]));
  const context: Context = { catalog, names, refer, use, answers };
  const classes = catalog.definitions.flatMap((definition) => classOf(definition, context));
  yield statement(ts`import * as codes from "./codes.js";`);
  const imported = [...used].sort().map((type) => id(type));
  if (imported.length > 0) {
    yield typeImport(ts`import type { ${join(imported, ", ")} } from "./envelopes.js";`);
  }
  yield valueImport(ts`import * as envelopes from "./envelopes.js";`);
  yield statement(ts`import * as runtime from "./runtime.js";`);
  yield classDeclaration({
    doc: doc(`The base of the exceptions of ${catalog.title}.`),
    abstract: true,
    name: id(names.base),
    generics: ts`<
  Facts extends runtime.DefinitionFacts = runtime.DefinitionFacts,
  Params extends object = object,
  Body = unknown,
  Fields extends readonly unknown[] = readonly unknown[],
>`,
    base: ts`runtime.BaseError`,
    baseTypes: ts`<Facts, Params, Body, Fields>`,
  });
  yield* classes;
  yield unknownClass(context);
  const all = catalog.definitions.map((definition) => id(className(definition.name)));
  yield* unionDeclaration(
    doc(`Every exception of ${catalog.title}; \`name\` and \`code\` narrow it.`),
    id(names.any),
    [...all, id(names.unknown)],
  );
  yield* interfaceDeclaration(
    doc(
      `An arm for each definition of ${catalog.title}, and one for what a later version of the catalog may know.`,
    ),
    id(names.arms),
    [
      ...catalog.definitions.map(
        ({ name }) => ts`readonly ${id(name)}: (error: ${id(className(name))}) => unknown;`,
      ),
      ts`readonly unknown: (error: ${id(names.base)}) => unknown;`,
    ],
  );
}

interface Context {
  readonly catalog: Catalog;
  readonly names: CatalogNames;
  readonly refer: Refer;
  /** Returns a type of the envelopes' module, which is then imported. */
  readonly use: (type: string) => Code;
  /** The functions of each envelope by its name. */
  readonly answers: ReadonlyMap<string, AnswerFunctions>;
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

function classOf(definition: Definition, context: Context): readonly Piece[] {
  const { catalog, names, answers } = context;
  const { name, params, envelopes } = definition;
  const facts = ts`codes.${id(factsName(name))}`;
  const hasParams = params.length > 0;
  const paramsType = hasParams ? id(paramsName(name)) : ts`object`;
  const own = definitionAnswers(definition, envelopeOf(envelopes[0], catalog), catalog);
  const init = ts`runtime.InitOf<typeof ${facts}${hasParams ? ts`, ${paramsType}` : nothing}>`;
  const isNeeded = params.some((param) => !param.optional);
  return [
    ...(hasParams ? [paramsInterface(definition, context.refer)] : []),
    ...own.pieces,
    classDeclaration({
      doc: doc(...definitionTexts(definition)),
      name: id(className(name)),
      base: id(names.base),
      baseTypes: ts`<typeof ${facts}, ${paramsType}, ${answerTypes(definition, context)}>`,
      construct: {
        parameters: [{ name: ts`init`, type: init, ...(isNeeded ? {} : { optional: true }) }],
        body: ts`super(${facts}, init, ${answersOf(own, answers.get(envelopes[0] ?? ""))});`,
      },
    }),
  ];
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

function paramsInterface({ name, params }: Definition, refer: Refer): Piece {
  const members = params.map(
    (param) =>
      ts`${doc(param.description, safety(param))}readonly ${key(param.name)}${param.optional ? ts`?` : nothing}: ${schemaType(param.schema, refer)};`,
  );
  return typeDeclaration(
    doc(`The details of ${className(name)}.`),
    ts`interface ${id(paramsName(name))} {
  ${lines(members)}
}`,
  );
}

function safety({ safe }: Param): string {
  return safe ? "It may be logged." : "It is kept out of logs.";
}

function unknownClass({ catalog, names, answers }: Context): Piece {
  const unknown = lit(names.unknown.slice(0, -"Error".length));
  return classDeclaration({
    doc: doc("An error with an unknown or ambiguous code. The original response is preserved."),
    name: id(names.unknown),
    base: id(names.base),
    baseTypes: ts`<runtime.DefinitionFacts<${unknown}, undefined>, object, unknown, []>`,
    fields: [
      {
        doc: doc(
          "The names of the definitions that share the code, if nothing decided between them.",
        ),
        name: ts`candidates`,
        type: ts`readonly codes.${id(names.name)}[]`,
      },
    ],
    construct: {
      parameters: [{ name: ts`init`, type: ts`runtime.UnknownErrorInit`, optional: true }],
      body: ts`super(
  runtime.unknownFacts(${lit(`${catalog.id}/`)}, ${unknown}, init),
  { ...init, code: undefined },
  ${answersOf({}, answers.get(catalog.envelope))},
);
Object.assign(this, { candidates: init?.candidates ?? [] });`,
    },
  });
}
