// The emitter of `errors.md`: one page with everything that a catalog says, in chunks.

import { $defs } from "../../../schema/config.schema.json";
import head from "../../../templates/markdown/head.hbs";
import legend from "../../../templates/markdown/legend.hbs";
import meanings from "../../../templates/markdown/meanings.hbs";
import row from "../../../templates/markdown/row.hbs";
import section from "../../../templates/markdown/section.hbs";
import tail from "../../../templates/markdown/tail.hbs";
import type { Catalog } from "../../catalog/catalog.ts";
import { className } from "../../catalog/names.ts";
import type { MarkdownOptions } from "../../schema/config.ts";
import type { CatalogEmitter } from "../emitter.ts";
import { rowsOf } from "../pages/rows.ts";
import { meaningsView, type PageContext, sectionView } from "../pages/sections.ts";
import { tailView } from "../pages/tail.ts";
import { renderer } from "../print/markdown.ts";

/** Emits `errors.md`. */
export const markdownEmitter: CatalogEmitter<MarkdownOptions> = {
  name: "markdown",
  scope: "catalog",
  options: $defs.markdown,
  emit: (catalog) => [{ path: "errors.md", content: pageOf(catalog) }],
};

/** A page above this size, in bytes, has no examples. */
const mostBytes = 400_000;

/** No section with an example and its row in the table is smaller. */
const leastBytes = 300;

function* pageOf(catalog: Catalog): Generator<string> {
  const isLarge = catalog.definitions.length * leastBytes > mostBytes;
  const whole = isLarge ? undefined : within(chunksOf(catalog, { examples: true }), mostBytes);
  yield* whole ?? chunksOf(catalog, { examples: false });
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

function* chunksOf(catalog: Catalog, { examples }: { examples: boolean }): Iterable<string> {
  const { definitions } = catalog;
  const names = new Set(definitions.map(({ name }) => name));
  const taken = new Set(["kinds", ...definitions.flatMap(anchorWords)]);
  const render = renderer({
    linkTo: (name) => (names.has(name) ? `#${name}` : undefined),
    isTaken: (heading) => taken.has(folded(heading)),
  });
  const { http } = catalog;
  yield render(head, { title: catalog.title, description: catalog.description ?? "", http });
  for (const definition of definitions) {
    for (const one of rowsOf(definition, catalog)) yield render(row, one);
  }
  yield render(legend, {});
  const context: PageContext = {
    catalog,
    examples,
    codes: new Map(catalog.codes.map((code) => [code.text, code])),
    anchors: new Set(),
  };
  for (const definition of definitions) {
    for (const shared of meaningsView(definition, context)) yield render(meanings, shared);
    yield render(section, sectionView(definition, context));
  }
  yield render(tail, tailView(catalog));
}

/** What the anchors of a section are made of; no heading of an author's may become one of them. */
function anchorWords({ name, codes }: Catalog["definitions"][number]): readonly string[] {
  return [name, className(name), ...codes.map(({ text }) => text)].map(folded);
}

/** Returns what is left of a heading in the anchors of every site generator. */
function folded(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
