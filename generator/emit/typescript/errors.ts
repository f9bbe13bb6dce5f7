// The exceptions: the base, one class for each definition, and the one for what nobody knows.

import type { Catalog, Definition } from "../../catalog/catalog.ts";
import { asksForFields } from "../../catalog/definition-answer.ts";
import {
  answerName,
  bodyName,
  type CatalogNames,
  catalogNames,
  className,
  factsName,
  fieldsName,
  nameInWords,
  paramsName,
  schemaName,
  shownCode,
} from "../../catalog/names.ts";
import { showTemplate, type Template } from "../../catalog/template.ts";
import { classDeclaration, interfaceDeclaration, typeDeclaration } from "../print/declarations.ts";
import type { Module, Piece } from "../print/modules.ts";
import {
  type Code,
  doc,
  id,
  join,
  key,
  lines,
  link,
  lit,
  nothing,
  tag,
  ts,
  union,
} from "../print/typescript.ts";
import { deprecationTag, factsLine } from "./codes.ts";
import { isTelling } from "./envelopes.ts";
import { withLinks } from "./links.ts";
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
  const context: Context = { catalog, names, refer, use };
  const base = baseClass(context);
  const classes = catalog.definitions.flatMap((definition) => classOf(definition, context));
  yield { link: "import", from: "./codes", names: { all: ts`codes` } };
  const imported = [...used].sort().map((type) => id(type));
  if (imported.length > 0) {
    yield { link: "import", from: "./envelopes", names: imported, only: "types" };
  }
  yield { link: "import", from: "./envelopes", names: { all: ts`envelopes` }, only: "values" };
  yield { link: "import", from: "./runtime", names: { all: ts`runtime` } };
  yield base;
  yield* classes;
  yield unknownClass(context);
  yield* interfaceDeclaration(
    doc(`The exceptions of ${catalog.title}, by the names of their definitions.`),
    id(names.byName),
    catalog.definitions.map(({ name }) => ts`readonly ${id(name)}: ${id(className(name))};`),
  );
  yield typeDeclaration(
    doc(`Every exception of ${catalog.title}; \`name\` and \`code\` narrow it.`),
    ts`type ${id(names.any)} = ${id(names.byName)}[keyof ${id(names.byName)}] | ${id(names.unknown)};`,
  );
  yield typeDeclaration(
    doc(
      `An arm for each definition of ${catalog.title}, and one for codes of later versions of the catalog.`,
    ),
    ts`interface ${id(names.arms)} extends runtime.Arms<${id(names.byName)}> {
  readonly unknown: (error: ${id(names.base)}) => unknown;
}`,
  );
}

interface Context {
  readonly catalog: Catalog;
  readonly names: CatalogNames;
  readonly refer: Refer;
  /** Returns a type of the envelopes' module, which is then imported. */
  readonly use: (type: string) => Code;
}

/** Returns the paragraphs that document a definition's class. */
export function definitionTexts(definition: Definition, { codeType }: Catalog): readonly string[] {
  const { name, title, summary, description = "", scopes, messages } = definition;
  const { causes, resolution, docsUrl, deprecated } = definition;
  const lines = definition.codes.map((code) => {
    const own = code.own && code.summary !== summary ? ` ${code.summary}` : "";
    return `Code \`${shownCode(code.literal, codeType)}\`: ${factsLine(definition, code)}${own}`;
  });
  return [
    summary,
    withLinks(description),
    [
      ...lines,
      ...(title === nameInWords(name) ? [] : [`Title: ${title}`]),
      ...(scopes.length === 0 ? [] : [`Scope: ${scopes.join(" or ")}`]),
    ].join("\n"),
    listed("Messages of the server", messages.map(codeSpan), () => "- "),
    listed("Causes", causes, () => "- "),
    listed("Resolution", resolution, (i) => `${i + 1}. `),
    ...(deprecated === undefined
      ? []
      : [deprecationTag(deprecated, (other) => link(className(other)))]),
    ...(docsUrl === undefined ? [] : [tag("see", docsUrl)]),
  ];
}

/** Returns a message of the server as code, which no Markdown in it can leave. */
function codeSpan(message: Template): string {
  const text = showTemplate(message);
  return text.includes("`") || text.includes("\n") ? JSON.stringify(text) : `\`${text}\``;
}

function listed(
  title: string,
  items: readonly string[],
  markerOf: (index: number) => string,
): string {
  if (items.length === 0) return "";
  const [only = ""] = items;
  if (items.length === 1) return `${title}: ${withLinks(only)}`;
  const list = items.map((item, i) => {
    const marker = markerOf(i);
    const lines = withLinks(item)
      .trim()
      .replaceAll("\n", `\n${" ".repeat(marker.length)}`);
    return `${marker}${lines}`;
  });
  return `${title}:\n${list.join("\n")}`;
}

function classOf(definition: Definition, context: Context): readonly Piece[] {
  const { catalog, names } = context;
  const { name, params, envelopes, match } = definition;
  const facts = ts`codes.${id(factsName(name))}`;
  const hasParams = params.length > 0;
  const paramsType = hasParams ? id(paramsName(name)) : ts`object`;
  const answer = catalog.derived.answers[envelopes[0] ?? ""];
  const asks = asksForFields(definition, answer);
  const matched = match?.envelopes ?? [];
  const usual = catalog.derived.answers[catalog.envelope]?.fields !== undefined;
  const isUsual =
    matched.length === 0 && (asks ? usual && envelopes[0] === catalog.envelope : !usual);
  const fields = asks ? fieldsType(envelopes[0], context) : noFields;
  const baseTypes = isUsual
    ? hasParams
      ? [paramsType]
      : []
    : [paramsType, bodyType(matched, context), fields];
  const init = ts`runtime.InitOf<typeof ${facts}${hasParams ? ts`, ${paramsType}` : nothing}>`;
  const isNeeded = params.some((param) => !param.optional);
  return [
    ...(hasParams ? [paramsInterface(definition, context.refer)] : []),
    classDeclaration({
      doc: doc(...definitionTexts(definition, catalog)),
      name: id(className(name)),
      base: id(names.base),
      baseTypes: ts`<${join([ts`typeof ${facts}`, ...baseTypes], ", ")}>`,
      construct: {
        parameters: [{ name: ts`init`, type: init, ...(isNeeded ? {} : { optional: true }) }],
        body: ts`super(${facts}, init, ${slotsOf(envelopes[0])});`,
      },
    }),
  ];
}

/** The slots of an envelope, from which a class builds its answers. */
function slotsOf(envelope = ""): Code {
  return ts`envelopes.${id(answerName(envelope))}`;
}

/** Returns the type of the bodies of an exception that may come in some envelopes, or in all of them. */
function bodyType(matched: readonly string[], { catalog, names, use }: Context): Code {
  const { prefix, envelopes } = catalog;
  if (matched.length === 0 && envelopes.length > 1 && envelopes.every(isTelling))
    return use(names.body);
  const all = envelopes.filter(({ name }) => matched.length === 0 || matched.includes(name));
  return union(all.map(({ name }) => use(bodyName(prefix, name))));
}

/** What a body takes to which only the request has something to add. */
const noFields = ts`[options?: runtime.AnswerOptions]`;

/** Returns the type of what must be given for a body in an envelope. */
function fieldsType(name = "", { catalog, use }: Context): Code {
  return ts`[fields: ${use(fieldsName(catalog.prefix, name))}, options?: runtime.AnswerOptions]`;
}

/** Returns the base class; the bodies of a class that says nothing of them are in any envelope of the catalog. */
function baseClass(context: Context): Piece {
  const { catalog, names } = context;
  const asks = catalog.derived.answers[catalog.envelope]?.fields !== undefined;
  const fields = asks ? fieldsType(catalog.envelope, context) : noFields;
  return classDeclaration({
    doc: doc(`The base of the exceptions of ${catalog.title}.`),
    abstract: true,
    name: id(names.base),
    generics: ts`<
  Facts extends runtime.DefinitionFacts = runtime.DefinitionFacts,
  Params extends object = object,
  Body = runtime.DefinitionFacts extends Facts ? unknown : ${bodyType([], context)},
  Fields extends readonly unknown[] = runtime.DefinitionFacts extends Facts ? readonly unknown[] : ${fields},
>`,
    base: ts`runtime.BaseError`,
    baseTypes: ts`<Facts, Params, Body, Fields>`,
    ...(catalog.http ? { methods: responseMethods } : {}),
  });
}

function paramsInterface({ name, params }: Definition, refer: Refer): Piece {
  const members = params.map(
    (param) =>
      ts`${doc(param.description, param.safe ? "May be logged." : "")}readonly ${key(param.name)}${param.optional ? ts`?` : nothing}: ${schemaType(param.schema, refer)};`,
  );
  return typeDeclaration(
    doc(`The details of ${className(name)}.`),
    ts`interface ${id(paramsName(name))} {
  ${lines(members)}
}`,
  );
}

function unknownClass({ catalog, names }: Context): Piece {
  const unknown = lit(names.unknown.slice(0, -"Error".length));
  return classDeclaration({
    doc: doc("An error with an unknown or ambiguous code. The original response is preserved."),
    name: id(names.unknown),
    base: id(names.base),
    baseTypes: ts`<runtime.DefinitionFacts<${unknown}, undefined>, object, unknown, ${noFields}>`,
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
  ${slotsOf(catalog.envelope)},
);
Object.assign(this, { candidates: init?.candidates ?? [] });`,
    },
  });
}

/** The methods of the base class that an API without HTTP has no use for. */
const responseMethods = [
  {
    doc: doc(
      "Returns status, headers and body that a server answers with; the status of an unknown error is one of failures.",
    ),
    name: ts`toResponse`,
    parameters: [{ name: ts`...fields`, type: ts`Fields` }],
    returns: ts`runtime.ErrorAnswer<Body>`,
    body: ts`return this.answer(fields);`,
  },
  {
    doc: doc("Returns the same answer as a `Response`, for servers that answer with one."),
    name: ts`toFetchResponse`,
    parameters: [{ name: ts`...fields`, type: ts`Fields` }],
    returns: ts`runtime.HostResponse`,
    body: ts`return runtime.hostResponse(this.answer(fields));`,
  },
];
