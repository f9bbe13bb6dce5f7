// The emitter of `errors.md`: one page with everything that a catalog says, in chunks.

import { $defs } from "../../../schema/config.schema.json";
import head from "../../../templates/markdown/head.hbs";
import legend from "../../../templates/markdown/legend.hbs";
import meanings from "../../../templates/markdown/meanings.hbs";
import row from "../../../templates/markdown/row.hbs";
import section from "../../../templates/markdown/section.hbs";
import tail from "../../../templates/markdown/tail.hbs";
import type { Catalog } from "../../catalog/catalog.ts";
import { inLocale } from "../../catalog/locale.ts";
import { className } from "../../catalog/names.ts";
import type { MarkdownOptions } from "../../schema/config.ts";
import type { CatalogEmitter } from "../emitter.ts";
import { rowsOf } from "../pages/rows.ts";
import { meaningsView, type PageContext, sectionView } from "../pages/sections.ts";
import { tailView } from "../pages/tail.ts";
import { type Inline, renderer } from "../print/markdown.ts";
import { sayIn } from "../print/said.ts";

/** Emits `errors.md`, and the same page in each language that the catalog has. */
export const markdownEmitter: CatalogEmitter<MarkdownOptions> = {
  name: "markdown",
  scope: "catalog",
  options: $defs.markdown,
  emit: (catalog, _options, made) => {
    const typescript = made.some(({ path }) => path.endsWith("errors.ts"));
    return [
      { path: "errors.md", content: pageOf(catalog, typescript) },
      ...catalog.locales.map((locale) => ({
        path: `errors.${locale.tag}.md`,
        content: pageOf(inLocale(catalog, locale), typescript),
      })),
    ];
  },
};

/** What the table says of retrying, in sentences. */
const retryLegend = (
  [
    "**Retry** says when the same request can succeed: *later*, with longer and longer waits between the attempts; *after a fix*, once something has changed; or *never*.",
    "*Check first* means that the operation may have happened in spite of the error: look it up, so that it does not happen twice.",
    '"Not found" right after a timeout proves nothing.',
  ] as const
).map((say): Inline => ({ say, isMarkdown: true }));

/** A page above this size, in bytes, has no examples. */
const mostBytes = 400_000;

/** No section with an example and its row in the table is smaller. */
const leastBytes = 300;

/** What a page shows besides what every page has. */
type PageParts = Pick<PageContext, "examples" | "typescript">;

function* pageOf(catalog: Catalog, typescript: boolean): Generator<string> {
  const isLarge = catalog.definitions.length * leastBytes > mostBytes;
  const parts = { examples: true, typescript };
  const whole = isLarge ? undefined : within(chunksOf(catalog, parts), mostBytes);
  yield* whole ?? chunksOf(catalog, { ...parts, examples: false });
}

/** Returns all chunks, or nothing if they have more bytes than the limit. */
function within(chunks: Iterable<string>, limit: number): readonly string[] | undefined {
  const all: string[] = [];
  let bytes = 0;
  for (const chunk of chunks) {
    bytes += Buffer.byteLength(chunk);
    if (bytes > limit) return undefined;
    all.push(chunk);
  }
  return all;
}

function* chunksOf(catalog: Catalog, parts: PageParts): Iterable<string> {
  const { definitions, http, title, description = "", language } = catalog;
  const said = sayIn.bind(undefined, language);
  const names = new Set(definitions.map(({ name }) => name));
  const owners = anchorOwners(definitions);
  const isTaken = (heading: string, definition?: string): boolean => {
    const all = [...(owners.get(folded(heading)) ?? [])];
    return all.some((one) => one !== definition);
  };
  const free = (heading: string): string =>
    isTaken(heading) ? free(said("{heading} here", { heading })) : heading;
  const render = renderer({
    linkTo: (name) => (names.has(name) ? `#${name}` : undefined),
    isTaken: (heading) => isTaken(heading),
    words: language.words,
  });
  yield render(head, {
    title: free(said("{title} errors", { title })),
    description,
    http,
    index: free(said("All errors")),
  });
  for (const definition of definitions) {
    for (const one of rowsOf(definition, catalog)) yield render(row, one);
  }
  yield render(legend, { heading: free(said("Error details")), sentences: retryLegend });
  const context: PageContext = {
    ...parts,
    catalog,
    codes: new Map(catalog.codes.map((code) => [code.text, code])),
    anchors: new Set(),
    isTaken,
  };
  for (const definition of definitions) {
    for (const shared of meaningsView(definition, context)) yield render(meanings, shared);
    yield render(section, sectionView(definition, context));
  }
  yield render(tail, tailView(catalog));
}

/**
 * Returns the definitions by the words that the anchors of their sections are made of.
 * Site generators make anchors of headings, and the first of a name wins: no other heading may have these words.
 */
function anchorOwners(definitions: Catalog["definitions"]): ReadonlyMap<string, Set<string>> {
  const owners = new Map<string, Set<string>>();
  for (const { name, codes } of definitions) {
    for (const word of [name, className(name), ...codes.map(({ text }) => text)]) {
      const key = folded(word);
      owners.set(key, (owners.get(key) ?? new Set()).add(name));
    }
  }
  return owners;
}

/** Returns what is left of a heading in the anchors of every site generator. */
function folded(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
