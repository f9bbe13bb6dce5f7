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
import { between, type Inline, lineWithCode, say } from "../print/inline.ts";
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
      intro: say("This code has {count} meanings:", { count: `${owners.length}` }),
      meanings: meaningsOf(owners),
    };
  });
}

/** Returns a line for each meaning of a code. */
export function meaningsOf(owners: CatalogCode["owners"]): readonly Inline[] {
  return owners.map(({ definition: { title, name }, code: { summary } }) =>
    say("{term}: {meaning}", {
      term: { text: title, url: `#${name}` },
      meaning: lineWithCode(summary),
    }),
  );
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
  const more = examples.slice(1);
  const count = `${more.length}`;
  return {
    anchors: [name, ...newAnchors(codes, context)],
    heading: headingOf(definition, context),
    summary: lineWithCode(summary),
    facts: definitionFacts(definition, context),
    advice: advice(retry, effect),
    ...matchView(definition, context),
    ...proseView(definition),
    owns: codes.filter((code) => code.own).map((code) => ownView(code, definition)),
    params: definition.params.flatMap(paramRows),
    messages: messageLines(definition, examples),
    examples: examples.slice(0, 1),
    moreTitle: more.length === 1 ? say("1 more example") : say("{count} more examples", { count }),
    moreExamples: more,
    code: codeLines(definition, context),
  };
}

/** Returns the codes of a definition, with its title if they are not enough to tell its anchor from others. */
function headingOf(definition: Definition, context: PageContext): Inline {
  const { codes, name, title } = definition;
  const shown = codes.slice(0, mostCodesInHeading);
  const count = codes.length - shown.length;
  const more = count > 0 ? [say("and {count} more", { count: `${count}` })] : [];
  const words = shown.map(({ literal }) => codeWords(literal, context.catalog));
  const heading = between([...words, ...more], say(", "));
  const text = shown.map((code) => code.text).join("");
  const isShared = codes.some((code) => ownersOf(code, context).length > 1);
  if (!isShared && !context.isTaken(text, name)) return heading;
  const meaning = context.isTaken(text + title, name) ? `${title} (${name})` : title;
  return say("{term}: {meaning}", { term: heading, meaning });
}

function ownersOf(code: DefinitionCode, { codes }: PageContext): CatalogCode["owners"] {
  return codes.get(code.text)?.owners ?? [];
}

function definitionFacts(definition: Definition, context: PageContext): Inline {
  const { name, title, scopes, operations, docsUrl } = definition;
  const envelopes = context.catalog.envelopes.length > 1 ? definition.envelopes : [];
  return facts(
    context.catalog.http && httpWords(definition.statuses),
    title !== nameInWords(name) && say("also called {title}", { title }),
    scopes.length > 0 && say("only in {scopes}", { scopes: between(scopes, say(" or ")) }),
    operations.length > 0 &&
      say("only from the operation {operations}", { operations: anyOf(operations) }),
    envelopes.length > 0 &&
      say("body {bodies}", { bodies: between(envelopes.map(envelopeLink), say(" or ")) }),
    definition.since && say("since {version}", { version: definition.since }),
    docsUrl && { text: say("documentation"), url: docsUrl },
  );
}

/** Returns what a program finds of an error: names in TypeScript, and facts. */
function codeLines(definition: Definition, context: PageContext): readonly Inline[] {
  const { name, codes, kind, retry, effect } = definition;
  const link: Inline = { text: say("Kind, retry and effect"), url: `#${factsAnchor}` };
  const facts = between([kind, retry, effect].map(asCode), say(", "));
  const [first] = codes;
  const names = { class: asCode(className(name)), guard: asCode(guardName(name)) };
  const typescript =
    codes.length === 1 && first
      ? say("TypeScript: class {class}, guard {guard}, code {member}", {
          ...names,
          member: memberOf(first, context),
        })
      : say("TypeScript: class {class}, guard {guard}, codes {members}", {
          ...names,
          members: codeList(codes, context),
        });
  const list =
    codes.length > mostCodesInHeading ? [[say("Codes: "), codeList(codes, context)]] : [];
  return [...(context.typescript ? [typescript] : list), say("{link}: {facts}", { link, facts })];
}

function asCode(code: string): Inline {
  return { code };
}

function memberOf({ text, name }: DefinitionCode, { catalog, codes }: PageContext): Inline {
  return { code: `${catalogNames(catalog.prefix).code}.${codes.get(text)?.member ?? name}` };
}

function codeList(codes: readonly DefinitionCode[], context: PageContext): Inline {
  const words = codes.map((code) => {
    const written = codeWords(code.literal, context.catalog);
    return context.typescript ? [written, " (", memberOf(code, context), ")"] : written;
  });
  return between(words, say(", "));
}

/** Returns what tells this meaning of its codes from the others. */
function matchView(definition: Definition, context: PageContext): object {
  const owners = definition.codes.flatMap((code) => ownersOf(code, context));
  const others = new Set(owners.map((owner) => owner.definition.name));
  others.delete(definition.name);
  const links = between([...others].map(definitionLink), say(" or "));
  const { match } = definition;
  if (match === undefined) {
    const intro = say("The code means this error unless it means {others}.", { others: links });
    return { matchIntro: others.size === 0 ? "" : intro, matches: [], otherMeanings: "" };
  }
  const scopes = between(match.scopes, say(" or "));
  const bodies = between(match.envelopes.map(envelopeLink), say(" or "));
  const [operations, statuses] = [anyOf(match.operations), anyOf(match.statuses)];
  const messages = anyOf(match.messages.map(showTemplate));
  const said = [
    scopes.length > 0 && say("The request goes to {scopes}", { scopes }),
    operations.length > 0 && say("The operation is {operations}", { operations }),
    statuses.length > 0 && say("The HTTP status is {statuses}", { statuses }),
    bodies.length > 0 && say("The body is a {bodies}", { bodies }),
    messages.length > 0 && say("The message is {messages}", { messages }),
  ];
  return {
    matchIntro: say("The code means this error only if:"),
    matches: [
      ...said.filter((one) => one !== false),
      ...match.body.map((one) =>
        say("In the response, {condition}", { condition: condition(one) }),
      ),
    ],
    otherMeanings: others.size === 0 ? "" : say("Otherwise it means {others}.", { others: links }),
  };
}

/** Returns how careful readers must be about a retry. */
export function toneOf({ retry, effect }: Pick<DefinitionCode, "retry" | "effect">): string {
  return retry === "never" ? "bad" : effect === "none" ? "good" : "careful";
}

/** Returns what is true of one code alone. */
function ownView(code: DefinitionCode, definition: Definition): object {
  const own = differing(code, definition);
  const { docsUrl } = own;
  return {
    title: say("{term}: {meaning}", {
      term: {
        strong: say("Code {code}, {name}", { code: literal(code.literal), name: code.name }),
      },
      meaning: lineWithCode(code.summary),
    }),
    facts: facts(
      own.statuses && httpWords(own.statuses),
      code.title !== nameInWords(code.name) && say("also called {title}", { title: code.title }),
      own.since && say("since {version}", { version: own.since }),
      docsUrl && { text: say("documentation"), url: docsUrl },
    ),
    advice: own.retry || own.effect ? advice(code.retry, code.effect) : "",
    tone: toneOf(code),
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

function isEmpty(inline: Inline): boolean {
  return Array.isArray(inline) && inline.length === 0;
}

/** Returns the row of a param, and one for each field inside of it. */
function paramRows({ name, schema, at, safe, optional, description }: Param): readonly object[] {
  const words = schemaWords({ ...schema, ...(description === undefined ? {} : { description }) });
  const found = at.length === 0 ? say("the message") : places(at);
  const said = [
    ...(isEmpty(words) ? [] : [words]),
    say("Found in {places}.", { places: found }),
    ...(safe ? [] : [say("Keep it out of logs.")]),
  ];
  const row = {
    name: { code: name },
    type: optional ? optionally(typeWords(schema)) : typeWords(schema),
    description: between(said, " "),
  };
  const inner = innerRows(schema, name).map(({ field, type, required, description }) => {
    const isOptional = typeof required === "object" && "say" in required && required.say === "no";
    return { name: field, type: isOptional ? optionally(type) : type, description };
  });
  return [row, ...inner];
}

function optionally(type: Inline): Inline {
  return say("{type}, optional", { type });
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
  const other = translations.map(({ locale, template }) =>
    say("{term}: {meaning}", { term: locale, meaning: asCode(showTemplate(template)) }),
  );
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
    { strong: say("Example") },
    ...(isStated && definition.statuses.length > 1 ? [httpWords([status])] : []),
  ];
  return [bodyView([...said, say("generated from the catalog")], body)];
}

/** Returns an example, with what does not follow from the definition alone. */
function exampleView(example: Example, definition: Definition): ExampleView {
  const { title, status, scope, operation, headers, sources, code } = example;
  const isOnly = definition.codes.length === 1 && definition.codes[0]?.literal === code;
  const said: readonly (Inline | false)[] = [
    title === undefined ? { strong: say("Example") } : [{ strong: say("Example:") }, ` ${title}`],
    !isOnly && say("code {code}", { code: literal(code) }),
    definition.envelopes.length > 1 &&
      say("body {bodies}", { bodies: envelopeLink(example.envelope) }),
    status !== undefined && definition.statuses.length !== 1 && httpWords([status]),
    scope !== undefined && definition.scopes.length !== 1 && say("in {scope}", { scope }),
    operation !== undefined &&
      definition.operations.length !== 1 &&
      say("operation {operation}", { operation: { code: operation } }),
    ...Object.entries(headers).map(([name, value]) =>
      say("header {header}", { header: { code: `${name}: ${value}` } }),
    ),
    sources.length > 0 && say("from {sources}", { sources: sourceLinks(sources) }),
  ];
  return bodyView(
    said.filter((part) => part !== false),
    example.body,
  );
}

function bodyView(said: readonly Inline[], body: Json): ExampleView {
  return { title: say("{parts}:", { parts: between(said, say(", ")) }), body: jsonText(body) };
}
