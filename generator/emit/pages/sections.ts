// The section of one error: everything that a catalog says about it.

import type {
  Catalog,
  CatalogCode,
  Definition,
  DefinitionCode,
  Example,
  Json,
  Param,
} from "../../catalog/catalog.ts";
import { fixtureOf } from "../../catalog/fixture.ts";
import { catalogNames, className, codeSlug, nameInWords } from "../../catalog/names.ts";
import { showTemplate } from "../../catalog/template.ts";
import { between, type Inline } from "../print/inline.ts";
import { innerRows, schemaWords, typeWords } from "./schemas.ts";
import {
  advice,
  anyOf,
  codeWords,
  condition,
  definitionLink,
  envelopeLink,
  facts,
  httpWords,
  jsonText,
  literal,
  places,
  proseView,
  sourceLinks,
} from "./words.ts";

/** What all sections of a page share. */
export interface PageContext {
  readonly catalog: Catalog;
  /** Whether errors are shown with a body. */
  readonly examples: boolean;
  readonly codes: ReadonlyMap<string, CatalogCode>;
  /** The anchors that earlier sections have. */
  readonly anchors: Set<string>;
}

/** Returns a list of meanings for each shared code that no earlier section has. */
export function meaningsView(definition: Definition, context: PageContext): readonly object[] {
  return definition.codes.flatMap((code) => {
    const owners = context.codes.get(code.text)?.owners ?? [];
    const anchors = owners.length > 1 ? newAnchors([code], context) : [];
    if (anchors.length === 0) return [];
    return {
      anchors,
      code: codeWords(code.literal, context.catalog),
      count: `${owners.length}`,
      meanings: owners.map((one) => [
        { text: one.definition.title, url: `#${one.definition.name}` },
        `: ${one.code.summary}`,
      ]),
    };
  });
}

/** Returns the anchors of codes that are not taken: the slug, and the code if links to errors are made of it. */
function newAnchors(codes: readonly DefinitionCode[], context: PageContext): readonly string[] {
  const { catalog, anchors } = context;
  const byCode = catalog.docsUrl?.includes("{code}") ?? false;
  const wanted = codes.flatMap(({ text }) => [codeSlug(text), ...(byCode ? [text] : [])]);
  return wanted.filter((anchor) => {
    const isNew = /^[\w.-]*[A-Za-z0-9][\w.-]*$/.test(anchor) && !anchors.has(anchor);
    if (isNew) anchors.add(anchor);
    return isNew;
  });
}

/** A heading that names more codes is hard to read. */
const mostCodesInHeading = 5;

/** Returns the view of a definition's section. */
export function sectionView(definition: Definition, context: PageContext): object {
  const { catalog } = context;
  const { name, codes, summary, retry, effect } = definition;
  const shown = codes
    .slice(0, mostCodesInHeading)
    .map(({ literal }) => codeWords(literal, catalog));
  const more = codes.length > shown.length ? [`and ${codes.length - shown.length} more`] : [];
  const isShared = codes.some((code) => ownersOf(code, context).length > 1);
  return {
    anchors: [name, ...newAnchors(codes, context)],
    heading: [
      ...between([...shown, ...more], ", "),
      ...(isShared ? [`: ${definition.title}`] : []),
    ],
    summary,
    facts: definitionFacts(definition, context),
    advice: advice(retry, effect),
    codes: codes.length > 1 ? codeList(codes, context) : "",
    ...matchView(definition, context),
    ...proseView(definition),
    owns: codes.filter((code) => code.own).map((code) => ownView(code, definition)),
    params: definition.params.flatMap(paramRows),
    messages: definition.messages.map((message) => ({ code: showTemplate(message) })),
    translations: definition.translations.map(({ locale, template }) => [
      `${locale}: `,
      { code: showTemplate(template) },
    ]),
    examples: context.examples ? examplesOf(definition, context) : [],
  };
}

function ownersOf(code: DefinitionCode, { codes }: PageContext): CatalogCode["owners"] {
  return codes.get(code.text)?.owners ?? [];
}

function definitionFacts(definition: Definition, context: PageContext): Inline {
  const { name, title, codes, kind, retry, effect, scopes, operations, docsUrl } = definition;
  const [code] = codes;
  const envelopes = context.catalog.envelopes.length > 1 ? definition.envelopes : [];
  return facts(
    context.catalog.http && httpWords(definition.statuses),
    ["kind ", { code: kind }],
    ["retry ", { code: retry }],
    ["effect ", { code: effect }],
    scopes.length > 0 && ["scope ", ...between(scopes, " or ")],
    operations.length > 0 && ["operation ", ...anyOf(operations)],
    envelopes.length > 0 && ["envelope ", ...between(envelopes.map(envelopeLink), " or ")],
    title !== nameInWords(name) && ["title ", title],
    ["class ", { code: className(name) }],
    codes.length === 1 && code && memberOf(code, context),
    definition.since && `since ${definition.since}`,
    docsUrl && { text: "documentation", url: docsUrl },
  );
}

function memberOf({ text, name }: DefinitionCode, { catalog, codes }: PageContext): Inline {
  return { code: `${catalogNames(catalog.prefix).code}.${codes.get(text)?.member ?? name}` };
}

function codeList(codes: readonly DefinitionCode[], context: PageContext): Inline {
  const words = codes.map((code) => [
    codeWords(code.literal, context.catalog),
    " (",
    memberOf(code, context),
    ")",
  ]);
  return ["Codes: ", ...between(words, ", ")];
}

/** Returns what tells this meaning of its codes from the others. */
function matchView(definition: Definition, context: PageContext): object {
  const owners = definition.codes.flatMap((code) => ownersOf(code, context));
  const others = new Set(owners.map((owner) => owner.definition.name));
  others.delete(definition.name);
  const links = between([...others].map(definitionLink), ", ");
  const { match } = definition;
  if (match === undefined) {
    const intro = ["The code is this error if it is none of its other meanings: ", ...links, "."];
    return { matchIntro: others.size === 0 ? "" : intro, matches: [], otherMeanings: "" };
  }
  const dimensions: readonly (readonly [words: string, values: readonly Inline[]])[] = [
    ["The caller names the scope ", between(match.scopes, " or ")],
    ["The caller names the operation ", anyOf(match.operations)],
    ["The HTTP status is ", anyOf(match.statuses)],
    ["The body has the envelope ", between(match.envelopes.map(envelopeLink), " or ")],
    ["The message of the server fits ", anyOf(match.messages.map(showTemplate))],
  ];
  const said = dimensions.filter(([, values]) => values.length > 0);
  return {
    matchIntro: "The code is this error only if:",
    matches: [
      ...said.map(([words, values]) => [words, ...values]),
      ...match.body.map((one) => ["In the response, ", condition(one)]),
    ],
    otherMeanings: others.size === 0 ? "" : ["Other meanings of the code: ", ...links, "."],
  };
}

/** Returns what is true of one code alone. */
function ownView(code: DefinitionCode, definition: Definition): object {
  const own = differing(code, definition);
  const { retry, effect, docsUrl } = own;
  return {
    title: [{ strong: ["Code ", literal(code.literal), `, ${code.name}`] }, `: ${code.summary}`],
    facts: facts(
      own.statuses && httpWords(own.statuses),
      retry && ["retry ", { code: retry }],
      effect && ["effect ", { code: effect }],
      code.title !== nameInWords(code.name) && ["title ", code.title],
      own.since && `since ${own.since}`,
      docsUrl && { text: "documentation", url: docsUrl },
    ),
    advice: retry || effect ? advice(code.retry, code.effect) : "",
    ...proseView({ causes: [], resolution: [], sources: [], ...own }),
  };
}

function differing(code: DefinitionCode, definition: Definition): Partial<DefinitionCode> {
  const said: Readonly<Record<string, unknown>> = { ...definition };
  const other = Object.entries(code).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(said[key]),
  );
  return Object.fromEntries(other);
}

/** Returns the row of a param, and one for each field inside of it. */
function paramRows({ name, schema, at, safe, optional, description }: Param): readonly object[] {
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

interface ExampleView {
  readonly title: Inline;
  readonly body: string;
}

/** Returns the examples of a definition, or a response that is built for it. */
function examplesOf(definition: Definition, { catalog }: PageContext): readonly ExampleView[] {
  if (definition.examples.length > 0) {
    return definition.examples.map((example) => exampleView(example, definition));
  }
  const fixture = fixtureOf(definition, catalog);
  if (fixture === undefined || fixture.body === null) return [];
  const { status, body } = fixture;
  // A status that the catalog does not state would look like a documented one.
  const isStated = [definition, ...definition.codes].some((one) => one.statuses.includes(status));
  const said = ["Built example", ...(isStated ? [`HTTP ${status}`] : [])];
  return [bodyView(said, body)];
}

/** Returns an example, with what does not follow from the definition alone. */
function exampleView(example: Example, definition: Definition): ExampleView {
  const { title, status, scope, operation, headers, sources, code } = example;
  const isOnly = definition.codes.length === 1 && definition.codes[0]?.literal === code;
  const said: readonly (Inline | false)[] = [
    title === undefined ? "Example" : { strong: title },
    !isOnly && ["code ", literal(code)],
    definition.envelopes.length > 1 && ["envelope ", envelopeLink(example.envelope)],
    status !== undefined && `HTTP ${status}`,
    scope !== undefined && definition.scopes.length !== 1 && `scope ${scope}`,
    operation !== undefined &&
      definition.operations.length !== 1 && ["operation ", { code: operation }],
    ...Object.entries(headers).map(([name, value]) => ["header ", { code: `${name}: ${value}` }]),
    sources.length > 0 && ["from ", ...sourceLinks(sources)],
  ];
  return bodyView(
    said.filter((part) => part !== false),
    example.body,
  );
}

function bodyView(said: readonly Inline[], body: Json): ExampleView {
  return { title: [...between(said, ", "), ":"], body: jsonText(body) };
}
