// The section of one error: everything that a catalog says about it.

import type {
  Catalog,
  CodeOwner,
  Definition,
  DefinitionCode,
  Example,
  Param,
} from "../../catalog/catalog.ts";
import { catalogNames, className, nameInWords } from "../../catalog/names.ts";
import { showTemplate } from "../../catalog/template.ts";
import type { Inline } from "../print/markdown.ts";
import { innerRows, schemaWords, typeWords } from "./schemas.ts";
import {
  anyOf,
  between,
  codeType,
  condition,
  definitionLink,
  deprecation,
  effectWords,
  envelopeLink,
  explained,
  type Fact,
  facts,
  jsonText,
  kindWords,
  literal,
  places,
  retryWords,
  sourceLinks,
  type TextsView,
  texts,
} from "./words.ts";

/** What texts a definition and a code have alike. */
interface TextsOfError {
  readonly deprecated: Inline;
  readonly description: string;
  readonly causes: TextsView;
  readonly resolution: TextsView;
  readonly sources: Inline;
}

/** The section of one error. */
export interface SectionView extends TextsOfError {
  readonly heading: string;
  readonly summary: Inline;
  /** True where the operation may have happened under one of the codes. */
  readonly uncertain: boolean;
  readonly facts: readonly Fact[];
  /** The codes as a table, where there are several. */
  readonly codes: readonly CodeRow[];
  readonly matchIntro: Inline;
  readonly matches: readonly Inline[];
  readonly otherMeanings: Inline;
  readonly owns: readonly OwnView[];
  readonly params: readonly ParamRow[];
  readonly messages: readonly Inline[];
  readonly translations: readonly { readonly locale: string; readonly message: Inline }[];
  readonly examples: readonly ExampleView[];
}

/** One of several codes of a definition. */
export interface CodeRow {
  readonly code: Inline;
  readonly type: string;
  readonly name: Inline;
  readonly member: Inline;
  readonly statuses: string;
  readonly retry: Inline;
  readonly effect: Inline;
  readonly docs: Inline;
}

/** What is true of one code alone. */
export interface OwnView extends TextsOfError {
  readonly title: Inline;
  readonly facts: readonly Fact[];
}

/** A typed detail. */
export interface ParamRow {
  readonly name: Inline;
  readonly type: Inline;
  readonly at: Inline;
  readonly safe: string;
  readonly optional: string;
  readonly description: Inline;
}

/** An example response. */
export interface ExampleView {
  readonly title: Inline;
  readonly body: string;
}

/** The catalog, with its codes by their text. */
export interface Codes {
  readonly catalog: Catalog;
  readonly members: ReadonlyMap<
    string,
    { readonly member: string; readonly owners: readonly CodeOwner[] }
  >;
}

/** Gives the section of a definition. */
export function sectionView(definition: Definition, codes: Codes): SectionView {
  const several = definition.codes.length > 1;
  return {
    heading: className(definition.name),
    summary: definition.summary,
    uncertain: [definition, ...definition.codes].some(({ effect }) => effect === "unknown"),
    facts: definitionFacts(definition, codes),
    codes: several ? definition.codes.map((code) => codeRow(code, codes)) : [],
    ...matchOf(definition, codes),
    ...textsOf(definition),
    owns: definition.codes.filter((code) => code.own).map((code) => ownView(code, definition)),
    params: definition.params.flatMap(paramRows),
    messages: definition.messages.map((message) => ({ code: showTemplate(message) })),
    translations: definition.translations.map(({ locale, template }) => ({
      locale,
      message: { code: showTemplate(template) },
    })),
    examples: definition.examples.map((example) => exampleView(example, definition)),
  };
}

function textsOf(error: Definition | DefinitionCode): TextsOfError {
  return {
    deprecated: deprecation(error.deprecated),
    description: error.description ?? "",
    causes: texts(error.causes, "bullets"),
    resolution: texts(error.resolution, "steps"),
    sources: sourceLinks(error.sources),
  };
}

function definitionFacts(definition: Definition, codes: Codes): readonly Fact[] {
  const [first] = definition.codes;
  const one = definition.codes.length === 1 ? first : undefined;
  return facts({
    Title: titleBesides(definition.name, definition.title),
    Code: one && [literal(one.literal), ` (${codeType(one.literal)})`],
    "Name of the code": one && one.name !== definition.name ? { code: one.name } : undefined,
    "Enum member": one && member(one, codes),
    HTTP: statusWords(definition.statuses),
    Kind: explained(definition.kind, kindWords),
    Retry: explained(definition.retry, retryWords),
    Effect: explained(definition.effect, effectWords),
    Scope: between(definition.scopes, ", "),
    Operation: anyOf(definition.operations),
    Envelope: between(definition.envelopes.map(envelopeLink), ", "),
    Since: definition.since,
    Documentation: docsLink(definition.docsUrl),
  });
}

/** Gives a title that says more than the name it would be made from. */
function titleBesides(name: string, title: string): string | undefined {
  return title === nameInWords(name) ? undefined : title;
}

function statusWords(statuses: readonly number[]): string {
  return statuses.length === 0 ? "any" : statuses.join(", ");
}

function docsLink(docsUrl: string | undefined): Inline {
  return docsUrl === undefined ? "" : { text: docsUrl.replace(/^https?:\/\//i, ""), url: docsUrl };
}

function member(code: DefinitionCode, { catalog, members }: Codes): Inline {
  const name = members.get(code.text)?.member ?? code.name;
  return { code: `${catalogNames(catalog.prefix).code}.${name}` };
}

function codeRow(code: DefinitionCode, codes: Codes): CodeRow {
  return {
    code: literal(code.literal),
    type: codeType(code.literal),
    name: { code: code.name },
    member: member(code, codes),
    statuses: statusWords(code.statuses),
    retry: { code: code.retry },
    effect: { code: code.effect },
    docs: docsLink(code.docsUrl),
  };
}

/** Gives what tells this meaning of its codes from the others. */
function matchOf(definition: Definition, { members }: Codes): MatchView {
  const owners = definition.codes.flatMap((code) => members.get(code.text)?.owners ?? []);
  const others = new Set(owners.map((owner) => owner.definition.name));
  others.delete(definition.name);
  const links = between([...others].map(definitionLink), ", ");
  const { match } = definition;
  if (match === undefined) {
    const intro = "Its code has other meanings. It is this error where none of these fits: ";
    return {
      matchIntro: others.size === 0 ? "" : [intro, ...links, "."],
      matches: [],
      otherMeanings: "",
    };
  }
  const dimensions: readonly (readonly [words: string, values: readonly Inline[]])[] = [
    ["The caller names the scope ", between(match.scopes, " or ")],
    ["The caller names the operation ", anyOf(match.operations)],
    ["The HTTP status is ", anyOf(match.statuses)],
    ["The body has the envelope ", between(match.envelopes.map(envelopeLink), " or ")],
    ["The server's message fits ", anyOf(match.messages.map(showTemplate))],
  ];
  const said = dimensions.filter(([, values]) => values.length > 0);
  return {
    matchIntro: "It is this error only where all of this holds:",
    matches: [
      ...said.map(([words, values]) => [words, ...values]),
      ...match.body.map((one) => ["In the response, ", condition(one)]),
    ],
    otherMeanings: others.size === 0 ? "" : ["Other meanings of its code: ", ...links, "."],
  };
}

type MatchView = Pick<SectionView, "matchIntro" | "matches" | "otherMeanings">;

/** Gives what a code says otherwise than its definition. */
function ownView(code: DefinitionCode, definition: Definition): OwnView {
  const own = differing(code, definition);
  return {
    title: [{ strong: ["Code ", literal(code.literal), `, ${code.name}`] }, ": ", code.summary],
    facts: facts({
      Title: titleBesides(code.name, code.title),
      HTTP: own.statuses && statusWords(own.statuses),
      Retry: explained(own.retry, retryWords),
      Effect: explained(own.effect, effectWords),
      Since: own.since,
      Documentation: docsLink(own.docsUrl),
    }),
    deprecated: deprecation(own.deprecated),
    description: own.description ?? "",
    causes: texts(own.causes ?? [], "bullets"),
    resolution: texts(own.resolution ?? [], "steps"),
    sources: sourceLinks(own.sources ?? []),
  };
}

function differing(code: DefinitionCode, definition: Definition): Partial<DefinitionCode> {
  const said: Readonly<Record<string, unknown>> = { ...definition };
  const other = Object.entries(code).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(said[key]),
  );
  return Object.fromEntries(other);
}

/** Gives the row of a param, and one for each field inside it. */
function paramRows({ name, schema, at, safe, optional, description }: Param): readonly ParamRow[] {
  const words = schemaWords({ ...schema, ...(description === undefined ? {} : { description }) });
  const row = {
    name: { code: name },
    type: typeWords(schema),
    at: at.length === 0 ? "the message" : places(at),
    safe: safe ? "may be logged" : "keep out of logs",
    optional: optional ? "yes" : "no",
    description: words,
  };
  const inner = innerRows(schema, name).map(({ field, type, required, description }) => {
    const missing = required === "" ? "" : required === "yes" ? "no" : "yes";
    return { name: field, type, at: "", safe: "", optional: missing, description };
  });
  return [row, ...inner];
}

/** Gives an example, and what of it does not follow from the definition alone. */
function exampleView(example: Example, definition: Definition): ExampleView {
  const { title, status, scope, operation, headers, sources, code } = example;
  const sure = definition.codes.length === 1 && definition.codes[0]?.literal === code;
  const parts: readonly (Inline | undefined)[] = [
    title === undefined ? "Example" : { strong: title },
    sure ? undefined : ["code ", literal(code)],
    definition.envelopes.length === 1 ? undefined : ["envelope ", envelopeLink(example.envelope)],
    status === undefined ? undefined : `HTTP ${status}`,
    scope === undefined || definition.scopes.length === 1 ? undefined : `scope ${scope}`,
    operation === undefined || definition.operations.length === 1
      ? undefined
      : ["operation ", { code: operation }],
    ...Object.entries(headers).map(([name, value]) => ["header ", { code: `${name}: ${value}` }]),
    sources.length === 0 ? undefined : ["from ", ...sourceLinks(sources)],
  ];
  const said = parts.filter((part) => part !== undefined);
  return { title: [...between(said, ", "), ":"], body: jsonText(example.body) };
}
