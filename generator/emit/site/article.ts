// What the page of a catalog shows of one error.

import type { Catalog, CatalogCode, Definition, DefinitionCode } from "../../catalog/catalog.ts";
import {
  catalogNames,
  className,
  codeSlug,
  guardName,
  nameInWords,
  shownCode,
} from "../../catalog/names.ts";
import { showTemplate } from "../../catalog/template.ts";
import { meaningsOf, type PageContext, sectionView, toneOf } from "../pages/sections.ts";
import { anyOf, envelopeLink, httpWords, sourceLinks, stepsTitle } from "../pages/words.ts";
import { between, type Inline, say } from "../print/inline.ts";
import { clientCode, serverCode } from "./usage.ts";

/** What all errors of a page share. */
export interface ArticleContext extends PageContext {
  /** The name of the package that code imports; none if there is no such package. */
  readonly packageName: string | undefined;
}

/** The parts of a section's view that are used here by name. */
interface Section {
  readonly lists: readonly { readonly title: Inline; readonly items: readonly object[] }[];
  readonly owns: readonly Pick<Section, "lists">[];
  readonly examples: readonly { readonly title: Inline; readonly body: string }[];
  readonly moreExamples: Section["examples"];
}

/** Returns the view of an error. */
export function articleView(definition: Definition, context: ArticleContext): object {
  const { name, codes } = definition;
  const section = sectionView(definition, { ...context, anchors: new Set() }) as Section;
  const [first] = codes;
  return {
    ...section,
    id: name,
    anchors: newAnchors(codes, context),
    code: first?.text ?? name,
    data: dataOf(facets(definition, context.catalog)),
    chips: chips(definition, context.catalog),
    tone: toneOf(definition),
    lists: listsOf(section),
    owns: section.owns.map((one, i) => ({
      ...one,
      raw: codes.filter(({ own }) => own)[i]?.text ?? "",
      lists: listsOf(one),
    })),
    views: views(definition, section, context),
    facts: factsOf(definition, context),
  };
}

/** Returns the view of a code that has several meanings, at the place where links to the code arrive; nothing if it was shown. */
export function sharedView(code: CatalogCode, context: ArticleContext): object | undefined {
  if (code.owners.length < 2) return undefined;
  const anchors = newAnchors([code], context);
  if (anchors.length === 0) return undefined;
  return {
    anchors,
    raw: code.text,
    code: { code: shownCode(code.literal, context.catalog.codeType) },
    meanings: meaningsOf(code.owners),
  };
}

/** Returns the ids by which links reach codes that no earlier part of the page has: the code, and its slug. */
function newAnchors(
  codes: readonly { readonly text: string }[],
  { anchors }: ArticleContext,
): readonly string[] {
  const wanted = codes.flatMap(({ text }) => [text, codeSlug(text)]);
  return wanted.filter((anchor) => {
    const isNew = /^[^\s:]+$/.test(anchor) && !anchors.has(anchor);
    if (isNew) anchors.add(anchor);
    return isNew;
  });
}

/** The facts that a page can be filtered by. */
export type Facet = "status" | "kind" | "retry" | "scope" | "language";

/** Returns what an error is found by, which is what all its codes are found by. */
export function facets(
  definition: Definition,
  { locales }: Catalog,
): Readonly<Record<Facet, readonly string[]>> {
  const { name, statuses, codes, kind, scopes, translations } = definition;
  const translated = locales.filter(
    ({ texts, messages }) =>
      Object.hasOwn(messages, name) ||
      fields.some((field) => Object.hasOwn(texts, `/definitions/${name}/${field}`)),
  );
  const languages = [
    ...translations.map(({ locale }) => locale),
    ...translated.map(({ tag }) => tag),
  ];
  return {
    status: statuses.map(String),
    kind: [kind],
    retry: [...new Set(codes.map(({ retry }) => retry))],
    scope: scopes,
    language: [...new Set(languages)],
  };
}

/** The texts that make an error one in another language. */
const fields = ["title", "summary", "description", "causes", "resolution"];

/** Returns what one code is found by, if that differs from what its error is found by. */
export function ownFacets(
  code: DefinitionCode,
  { statuses, codes }: Definition,
): readonly object[] {
  const isAlike = codes.every(({ retry }) => retry === code.retry);
  return dataOf({
    ...(isAlike ? {} : { retry: [code.retry] }),
    ...(code.statuses.join() === statuses.join() ? {} : { status: code.statuses.map(String) }),
  });
}

function dataOf(values: Readonly<Record<string, readonly string[]>>): readonly object[] {
  return Object.entries(values).map(([key, all]) => ({ key, value: all.join("\n") }));
}

function chips(
  { statuses, kind, scopes, deprecated }: Definition,
  { http }: Catalog,
): readonly Inline[] {
  return [
    ...(http && statuses.length > 0 ? [httpWords(statuses)] : []),
    kind,
    ...scopes,
    ...(deprecated === undefined ? [] : [say("deprecated")]),
  ];
}

function listsOf({ lists }: Pick<Section, "lists">): readonly object[] {
  return lists.map((list) => {
    const isResolution = list.title === stepsTitle;
    return { ...list, key: isResolution ? "resolution" : "causes", ordered: isResolution };
  });
}

/** Returns the tabs of an error: what comes, how a client handles it, how a server sends it. */
function views(
  definition: Definition,
  { examples, moreExamples }: Section,
  context: ArticleContext,
) {
  const { catalog, packageName } = context;
  const code = (text: string): readonly object[] => [{ title: "", text }];
  const all = [
    {
      key: "response",
      label: say("Response"),
      blocks: [...examples, ...moreExamples].map(({ title, body }) => ({ title, text: body })),
    },
    ...(packageName === undefined
      ? []
      : [
          {
            key: "client",
            label: say("Client"),
            blocks: code(clientCode(definition, catalog, packageName)),
          },
          {
            key: "server",
            label: say("Server"),
            blocks: code(serverCode(definition, catalog, packageName)),
          },
        ]),
  ];
  return all
    .filter(({ blocks }) => blocks.length > 0)
    .map((view, i) => ({ ...view, group: `view-${definition.name}`, isFirst: i === 0 }));
}

interface Fact {
  readonly key: Inline;
  readonly value: Inline;
}

function factsOf(definition: Definition, { catalog, codes: known }: ArticleContext) {
  const { name, title, codes, kind, retry, effect, operations, envelopes, since } = definition;
  const { code: type } = catalogNames(catalog.prefix);
  const members = codes.map(({ text, name: own, literal }): Inline => {
    const member = { code: `${type}.${known.get(text)?.member ?? own}` };
    return codes.length === 1
      ? member
      : say("{code} is {member}", { code: { code: shownCode(literal, catalog.codeType) }, member });
  });
  const all: readonly (Fact | false)[] = [
    title !== nameInWords(name) && { key: say("Title"), value: title },
    { key: say("Class"), value: { code: className(name) } },
    { key: say("Guard"), value: { code: guardName(name) } },
    { key: say(codes.length === 1 ? "Code" : "Codes"), value: between(members, say(", ")) },
    { key: say("Kind"), value: { code: kind } },
    { key: say("Retry"), value: { code: retry } },
    { key: say("Effect"), value: { code: effect } },
    operations.length > 0 && { key: say("Operations"), value: anyOf(operations) },
    catalog.envelopes.length > 1 && {
      key: say("Error body"),
      value: between(envelopes.map(envelopeLink), say(" or ")),
    },
    ...definition.messages.map((one) => ({
      key: say("Message"),
      value: { code: showTemplate(one) },
    })),
    ...definition.translations.map(({ locale, template }) => ({
      key: say("Message ({language})", { language: locale }),
      value: { code: showTemplate(template) },
    })),
    since !== undefined && { key: say("Since"), value: since },
    definition.docsUrl !== undefined && {
      key: "Documentation",
      value: { text: definition.docsUrl, url: definition.docsUrl },
    },
    definition.sources.length > 0 && { key: say("Source"), value: sourceLinks(definition.sources) },
  ];
  return all.filter((fact) => fact !== false);
}
