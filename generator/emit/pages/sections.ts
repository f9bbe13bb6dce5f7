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
import { catalogNames, className, codeSlug, guardName, nameInWords } from "../../catalog/names.ts";
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
  factsAnchor,
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
  /** Whether the package has the TypeScript of the errors. */
  readonly typescript: boolean;
  /** Whether a heading could have the anchor of another definition. */
  readonly isTaken: (heading: string, definition: string) => boolean;
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
  const { name, codes, summary, retry, effect } = definition;
  const examples = context.examples ? examplesOf(definition, context) : [];
  const more = examples.length - 1;
  return {
    anchors: [name, ...newAnchors(codes, context)],
    heading: headingOf(definition, context),
    summary,
    facts: definitionFacts(definition, context),
    advice: advice(retry, effect),
    ...matchView(definition, context),
    ...proseView(definition),
    owns: codes.filter((code) => code.own).map((code) => ownView(code, definition)),
    params: definition.params.flatMap(paramRows),
    messages: messageLines(definition, examples),
    examples: examples.slice(0, 1),
    more: more > 0 ? `${more} more example${more > 1 ? "s" : ""}` : "",
    moreExamples: examples.slice(1),
    code: codeLines(definition, context),
  };
}

/** Returns the codes of a definition, with its title if they are not enough to tell its anchor from others. */
function headingOf(definition: Definition, context: PageContext): Inline {
  const { codes, name, title } = definition;
  const shown = codes.slice(0, mostCodesInHeading);
  const more = codes.length > shown.length ? [`and ${codes.length - shown.length} more`] : [];
  const words = shown.map(({ literal }) => codeWords(literal, context.catalog));
  const heading = between([...words, ...more], ", ");
  const text = shown.map((code) => code.text).join("");
  const isShared = codes.some((code) => ownersOf(code, context).length > 1);
  if (!isShared && !context.isTaken(text, name)) return heading;
  return [...heading, `: ${title}`, ...(context.isTaken(text + title, name) ? [` (${name})`] : [])];
}

function ownersOf(code: DefinitionCode, { codes }: PageContext): CatalogCode["owners"] {
  return codes.get(code.text)?.owners ?? [];
}

function definitionFacts(definition: Definition, context: PageContext): Inline {
  const { name, title, scopes, operations, docsUrl } = definition;
  const envelopes = context.catalog.envelopes.length > 1 ? definition.envelopes : [];
  return facts(
    context.catalog.http && httpWords(definition.statuses),
    title !== nameInWords(name) && ["also called ", title],
    scopes.length > 0 && ["only in ", ...between(scopes, " or ")],
    operations.length > 0 && ["only from the operation ", ...anyOf(operations)],
    envelopes.length > 0 && ["body ", ...between(envelopes.map(envelopeLink), " or ")],
    definition.since && `since ${definition.since}`,
    docsUrl && { text: "documentation", url: docsUrl },
  );
}

/** Returns what a program finds of an error: names in TypeScript, and facts. */
function codeLines(definition: Definition, context: PageContext): readonly Inline[] {
  const { name, codes, kind, retry, effect } = definition;
  const link: Inline = { text: "Kind, retry and effect", url: `#${factsAnchor}` };
  const all = [link, ": ", ...between([kind, retry, effect].map(asCode), ", ")];
  const [first] = codes;
  const members =
    codes.length === 1 && first ? ["code ", memberOf(first, context)] : codeList(codes, context);
  const typescript: readonly Inline[] = [
    ["TypeScript: class ", asCode(className(name)), ", guard ", asCode(guardName(name)), ", "],
    ...members,
  ];
  const list = codes.length > mostCodesInHeading ? [codeList(codes, context)] : [];
  return [...(context.typescript ? [typescript] : list), all];
}

function asCode(code: string): Inline {
  return { code };
}

function memberOf({ text, name }: DefinitionCode, { catalog, codes }: PageContext): Inline {
  return { code: `${catalogNames(catalog.prefix).code}.${codes.get(text)?.member ?? name}` };
}

function codeList(codes: readonly DefinitionCode[], context: PageContext): readonly Inline[] {
  const words = codes.map((code) => {
    const written = codeWords(code.literal, context.catalog);
    return context.typescript ? [written, " (", memberOf(code, context), ")"] : written;
  });
  return [context.typescript ? "codes " : "Codes: ", ...between(words, ", ")];
}

/** Returns what tells this meaning of its codes from the others. */
function matchView(definition: Definition, context: PageContext): object {
  const owners = definition.codes.flatMap((code) => ownersOf(code, context));
  const others = new Set(owners.map((owner) => owner.definition.name));
  others.delete(definition.name);
  const links = between([...others].map(definitionLink), " or ");
  const { match } = definition;
  if (match === undefined) {
    const intro = ["The code means this error unless it means ", ...links, "."];
    return { matchIntro: others.size === 0 ? "" : intro, matches: [], otherMeanings: "" };
  }
  const dimensions: readonly (readonly [words: string, values: readonly Inline[]])[] = [
    ["The request goes to ", between(match.scopes, " or ")],
    ["The operation is ", anyOf(match.operations)],
    ["The HTTP status is ", anyOf(match.statuses)],
    ["The body is a ", between(match.envelopes.map(envelopeLink), " or ")],
    ["The message is ", anyOf(match.messages.map(showTemplate))],
  ];
  const said = dimensions.filter(([, values]) => values.length > 0);
  return {
    matchIntro: "The code means this error only if:",
    matches: [
      ...said.map(([words, values]) => [words, ...values]),
      ...match.body.map((one) => ["In the response, ", condition(one)]),
    ],
    otherMeanings: others.size === 0 ? "" : ["Otherwise it means ", ...links, "."],
  };
}

/** Returns what is true of one code alone. */
function ownView(code: DefinitionCode, definition: Definition): object {
  const own = differing(code, definition);
  const { docsUrl } = own;
  return {
    title: [{ strong: ["Code ", literal(code.literal), `, ${code.name}`] }, `: ${code.summary}`],
    facts: facts(
      own.statuses && httpWords(own.statuses),
      code.title !== nameInWords(code.name) && ["also called ", code.title],
      own.since && `since ${own.since}`,
      docsUrl && { text: "documentation", url: docsUrl },
    ),
    advice: own.retry || own.effect ? advice(code.retry, code.effect) : "",
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

const unsafeWords = "Keep it out of logs.";

function isEmpty(inline: Inline): boolean {
  return Array.isArray(inline) && inline.length === 0;
}

/** Returns the row of a param, and one for each field inside of it. */
function paramRows({ name, schema, at, safe, optional, description }: Param): readonly object[] {
  const words = schemaWords({ ...schema, ...(description === undefined ? {} : { description }) });
  const found: Inline = ["Found in ", ...(at.length === 0 ? ["the message"] : places(at)), "."];
  const said = [...(isEmpty(words) ? [] : [words]), found, ...(safe ? [] : [unsafeWords])];
  const row = {
    name: { code: name },
    type: [typeWords(schema), optional ? ", optional" : ""],
    description: between(said, " "),
  };
  const inner = innerRows(schema, name).map(({ field, type, required, description }) => {
    const words = required === "no" ? [type, ", optional"] : type;
    return { name: field, type: words, description };
  });
  return [row, ...inner];
}

/** Returns what the server says, unless the examples show all of it, and the same in other languages. */
function messageLines(
  { match, messages, translations }: Definition,
  examples: readonly ExampleView[],
): readonly Inline[] {
  const shown = messages.map(showTemplate);
  const matched = match?.messages.map(showTemplate) ?? [];
  const isSeen = (message: string): boolean =>
    matched.includes(message) ||
    examples.some(({ body }) => body.includes(JSON.stringify(message)));
  const said = shown.every(isSeen) && translations.length === 0 ? [] : shown;
  const other = translations.map(({ locale, template }) => [
    `${locale}: `,
    asCode(showTemplate(template)),
  ]);
  return [...said.map(asCode), ...other];
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
  const said = [
    { strong: "Example" },
    ...(isStated && definition.statuses.length > 1 ? [`HTTP ${status}`] : []),
  ];
  return [bodyView([...said, "generated from the catalog"], body)];
}

/** Returns an example, with what does not follow from the definition alone. */
function exampleView(example: Example, definition: Definition): ExampleView {
  const { title, status, scope, operation, headers, sources, code } = example;
  const isOnly = definition.codes.length === 1 && definition.codes[0]?.literal === code;
  const said: readonly (Inline | false)[] = [
    title === undefined ? { strong: "Example" } : [{ strong: "Example:" }, ` ${title}`],
    !isOnly && ["code ", literal(code)],
    definition.envelopes.length > 1 && ["body ", envelopeLink(example.envelope)],
    status !== undefined && definition.statuses.length !== 1 && `HTTP ${status}`,
    scope !== undefined && definition.scopes.length !== 1 && `in ${scope}`,
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
