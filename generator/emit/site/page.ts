// The pages of a site, in chunks: a head with the policy, a list of errors to search, the errors, and what is true of all.

import { script, style } from "virtual:site";
import article from "../../../templates/site/article.hbs";
import entry from "../../../templates/site/entry.hbs";
import frame from "../../../templates/site/frame.hbs";
import head from "../../../templates/site/head.hbs";
import main from "../../../templates/site/main.hbs";
import opening from "../../../templates/site/opening.hbs";
import paste from "../../../templates/site/paste.hbs";
import shared from "../../../templates/site/shared.hbs";
import start from "../../../templates/site/start.hbs";
import tail from "../../../templates/site/tail.hbs";
import type { Catalog, DefinitionCode } from "../../catalog/catalog.ts";
import { english, type Language } from "../../catalog/language.ts";
import { inLocale } from "../../catalog/locale.ts";
import { shownCode } from "../../catalog/names.ts";
import type { SiteEmitOptions } from "../options.ts";
import { envelopeAnchor, schemaAnchor } from "../pages/words.ts";
import { htmlRenderer } from "../print/html.ts";
import { lineWithCode, say } from "../print/inline.ts";
import { sayIn, type Word } from "../print/said.ts";
import {
  type ArticleContext,
  articleView,
  type Facet,
  facets,
  ownFacets,
  sharedView,
} from "./article.ts";
import { endView } from "./end.ts";
import { policyOf } from "./policy.ts";
import { themeRules } from "./theme.ts";

/** A page in one of the languages of its catalog. */
interface PageLanguage {
  /** The tag of the language. */
  readonly tag: string;
  /** Where the page is, beside the others of its catalog. */
  readonly url: string;
}

/** Returns the languages of a catalog's pages: its own, then those that it has texts in. */
export function languagesOf({ language, locales }: Catalog): readonly PageLanguage[] {
  const others = locales.filter(({ tag }) => tag !== language.tag);
  return [
    { tag: language.tag, url: "index.html" },
    ...others.map(({ tag }) => ({ tag, url: `index.${tag}.html` })),
  ];
}

/** A part of a page between its head and its script. */
interface Body {
  readonly language: Language;
  /** All languages of the page; none if it has one. */
  readonly languages: readonly PageLanguage[];
  readonly title: string;
  readonly header: string;
  readonly footer: string;
  readonly content: Iterable<string>;
}

function* page(body: Body, { theme }: SiteEmitOptions): Generator<string> {
  const rules = `${style}${themeRules(theme)}`;
  const { language, languages, title } = body;
  const { tag, words } = language;
  const render = htmlRenderer({ linkTo: () => undefined, words });
  yield render(head, { language: tag, languages, title, policy: policyOf(rules, script) });
  yield `<style>${rules}</style>\n</head>\n<body>\n${body.header}`;
  yield render(frame, { words: Object.keys(words).length === 0 ? "" : JSON.stringify(words) });
  yield* body.content;
  yield `</div>\n${body.footer}<script>${script}</script>\n</body>\n</html>\n`;
}

/** Returns the page that leads to all catalogs, and to each code of them. */
export function startPage(
  catalogs: readonly Catalog[],
  options: SiteEmitOptions,
): Iterable<string> {
  const [header, footer] = [options.header({ catalogs }), options.footer({ catalogs })];
  const language = catalogs[0]?.language ?? english;
  const title = homeTitle(options, language);
  const content = startContent(catalogs, title, language);
  return page({ language, languages: [], title, header, footer, content }, options);
}

/** Returns the heading of the start page, as a page in a language names it. */
function homeTitle({ title }: SiteEmitOptions, language: Language): string {
  return title ?? sayIn(language, "API errors");
}

function* startContent(
  catalogs: readonly Catalog[],
  title: string,
  language: Language,
): Generator<string> {
  const render = htmlRenderer({ linkTo: () => undefined, words: language.words });
  const none = { home: "", version: "", description: "", filters: [], languages: [] };
  yield render(opening, { ...none, title });
  for (const catalog of catalogs) {
    const { id } = catalog;
    for (const one of entries(catalog, `${id}/index.html`))
      yield render(entry, { ...one, data: [], note: one.note === "" ? id : `${id} · ${one.note}` });
  }
  yield render(main, {});
  const all = catalogs.map((one) => ({
    title: sayIn(language, "{title} errors", { title: one.title }),
    version: say("Version {version}", { version: one.version }),
    // Its page has the rest.
    description: one.description?.split(/\n\s*\n/, 1)[0] ?? "",
    url: `${one.id}/index.html`,
    languages: languagesOf(one)
      .slice(1)
      .map(({ tag, url }) => ({ tag, url: `${one.id}/${url}` })),
  }));
  yield render(start, { catalogs: all });
}

/** Returns the page of a catalog in one of its languages. */
export function catalogPage(
  given: Catalog,
  { tag }: PageLanguage,
  options: SiteEmitOptions,
): Iterable<string> {
  const locale = given.locales.find((one) => one.tag === tag);
  const catalog = locale === undefined ? given : inLocale(given, locale);
  const title = sayIn(catalog.language, "{title} errors", { title: catalog.title });
  const [header, footer] = [options.header({ catalog }), options.footer({ catalog })];
  const all = languagesOf(given);
  const languages = all.length === 1 ? [] : all;
  const content = catalogContent(
    catalog,
    languages.filter((one) => one.tag !== tag),
    options,
  );
  return page({ language: catalog.language, languages, title, header, footer, content }, options);
}

function* catalogContent(
  catalog: Catalog,
  languages: readonly PageLanguage[],
  options: SiteEmitOptions,
): Generator<string> {
  const { definitions, version, description = "", language } = catalog;
  const names = new Set(definitions.map(({ name }) => name));
  const render = htmlRenderer({
    linkTo: (name) => (names.has(name) ? `#${name}` : undefined),
    words: language.words,
  });
  const about = {
    title: sayIn(language, "{title} errors", { title: catalog.title }),
    version: say("Version {version}", { version }),
    description,
    languages,
  };
  yield render(opening, {
    ...about,
    home: homeTitle(options, language),
    filters: filtersOf(catalog),
  });
  for (const one of entries(catalog)) yield render(entry, one);
  yield render(main, {});
  yield render(paste, {});
  const context: ArticleContext = {
    catalog,
    examples: true,
    typescript: options.packageName(catalog.id) !== undefined,
    // Its headings have no anchors but those that it gives.
    isTaken: () => false,
    codes: new Map(catalog.codes.map((code) => [code.text, code])),
    anchors: new Set([
      ...names,
      ...catalog.envelopes.map(({ name }) => envelopeAnchor(name)),
      ...catalog.schemas.map(({ name }) => schemaAnchor(name)),
    ]),
    packageName: options.packageName(catalog.id),
  };
  for (const definition of definitions) {
    for (const { text } of definition.codes) {
      const code = context.codes.get(text);
      const view = code && sharedView(code, context);
      if (view !== undefined) yield render(shared, view);
    }
    yield render(article, articleView(definition, context));
  }
  yield render(tail, endView(catalog, context));
}

/** The parts of an entry that are used here by name. */
interface Entry {
  readonly note: string;
}

/** Returns a code as it is shown, and as it is if a reader of the page cannot tell. */
function shownAndRaw({ literal, text }: DefinitionCode, { codeType }: Catalog): object {
  const code = shownCode(literal, codeType);
  return { code, raw: code === text && /^[!-~]+$/.test(text) ? "" : text };
}

/** Returns an entry for each meaning of each code, in the order of the codes. */
function entries(catalog: Catalog, path = ""): readonly Entry[] {
  return catalog.codes.flatMap(({ owners }) =>
    owners.map(({ definition, code }) => ({
      url: `${path}#${definition.name}`,
      data: ownFacets(code, definition),
      ...shownAndRaw(code, catalog),
      note: catalog.http ? code.statuses.join(", ") : "",
      summary: lineWithCode(code.summary),
      isOld: code.deprecated !== undefined,
    })),
  );
}

const facetLabels: Readonly<Record<Facet, Word>> = {
  status: "Status",
  kind: "Kind",
  retry: "Retry",
  scope: "Scope",
  language: "Language",
};

/** Returns what the errors can be filtered by: what not all of them have alike. */
function filtersOf(catalog: Catalog): readonly object[] {
  const all = catalog.definitions.map((one) => facets(one, catalog));
  return Object.entries(facetLabels).flatMap(([key, label]) => {
    const values = [...new Set(all.flatMap((one) => one[key as Facet]))].sort();
    const isSame = values.length === 1 && all.every((one) => one[key as Facet].length === 1);
    return values.length === 0 || isSame ? [] : [{ key, label: say(label), values }];
  });
}
