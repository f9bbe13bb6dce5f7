// A page of all errors as a tree, however a reader came to it: what it has to be, and the catalogs whose pages are looked at.

import { readFileSync } from "node:fs";
import rehypeRaw from "rehype-raw";
import rehypeSanitize from "rehype-sanitize";
import rehypeSlug from "rehype-slug";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { expect } from "vitest";
import type { Catalog } from "../../generator/catalog/catalog.ts";
import { codeSlug } from "../../generator/catalog/names.ts";
import { markdownEmitter } from "../../generator/emit/markdown/markdown.ts";
import { catalogOf, hostileCatalog } from "./page-catalogs.ts";

/** What all readers make of a page: elements and texts. */
export type Tree =
  | string
  | { readonly tag: string; readonly props: Props; readonly children: Tree[] };
type Props = Readonly<Record<string, unknown>>;

/** Reads a page as a site generator shows it. */
export type Reader = (page: string) => Promise<Tree> | Tree;

interface HastNode {
  readonly type: string;
  readonly tagName?: string;
  readonly value?: string;
  readonly properties?: Props;
  readonly children?: readonly HastNode[];
}

/** Reads a page as GitHub does. */
export const github: Reader = async (page) => {
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkRehype, { allowDangerousHtml: true })
    .use(rehypeRaw)
    .use(rehypeSanitize, { clobberPrefix: "" })
    .use(rehypeSlug);
  return treeOf((await processor.run(processor.parse(page))) as unknown as HastNode);
};

/** Returns the tree of HTML. */
export async function htmlTree(html: string): Promise<Tree> {
  const root = { type: "root", children: [{ type: "raw", value: html }] };
  return treeOf(
    (await unified()
      .use(rehypeRaw)
      .run(root as never)) as unknown as HastNode,
  );
}

function treeOf(node: HastNode): Tree {
  if (node.type === "text") return node.value ?? "";
  const { tagName = "", properties = {}, children = [] } = node;
  return { tag: tagName, props: properties, children: children.map(treeOf) };
}

function elements(tree: Tree): readonly Exclude<Tree, string>[] {
  return typeof tree === "string" ? [] : [tree, ...tree.children.flatMap(elements)];
}

function words(tree: Tree): string {
  return typeof tree === "string" ? tree : tree.children.map(words).join("");
}

const allowed = new Set(
  "a blockquote br code del details div em h1 h2 h3 h4 h5 h6 hr input li ol p pre s strong summary table tbody td th thead tr ul".split(
    " ",
  ),
);

/** Returns the page without markup and space, which readers lay out in their own ways. */
export function saidBy(tree: Tree): string {
  return words(tree).replace(/\s+/g, "");
}

/** Returns `errors.md` of a catalog. */
export function pageOf(catalog: Catalog): string {
  const [file] = markdownEmitter.emit(catalog, {}, [{ path: "src/errors.ts" }]);
  return [...(file?.content ?? "")].join("");
}

/** Checks that a page has no markup but its own, and that its links and those to its errors arrive. */
export function check(tree: Tree, catalog: Catalog): void {
  const all = elements(tree).filter(({ tag }) => tag !== "");
  expect(all.map(({ tag }) => tag).filter((tag) => !allowed.has(tag))).toEqual([]);
  for (const { props } of all) {
    expect(Object.keys(props).filter((name) => /^(on|v-|:|@|style)/i.test(name))).toEqual([]);
  }
  // The first element with an anchor is the one that a link to it reaches.
  const headings = new Map<string, string>();
  for (const one of all) {
    const inside = /^h\d$/.test(one.tag) ? elements(one) : [one];
    for (const { props } of inside) {
      const id = props["id"];
      if (typeof id === "string" && !headings.has(id)) headings.set(id, words(one));
    }
  }
  const codes = catalog.definitions.flatMap((definition) => definition.codes);
  const owners = new Map(codes.toReversed().map(({ text }) => [codeSlug(text), text]));
  for (const { name, codes } of catalog.definitions) {
    expect(headings.get(name), name).toContain(codes[0]?.text);
    for (const { text } of codes) {
      const slug = codeSlug(text);
      if (slug !== "") expect(headings.get(slug), slug).toContain(owners.get(slug));
      if (catalog.docsUrl?.includes("{code}") && /^[\w.-]+$/.test(text)) {
        expect(headings.get(text), text).toContain(text);
      }
    }
  }
  for (const { props } of all.filter(({ tag }) => tag === "a")) {
    const to = props["href"];
    if (typeof to === "string" && to.startsWith("#"))
      expect([...headings.keys()]).toContain(to.slice(1));
  }
}

/** Codes and headings of which each could have the anchor of another. */
const rivals = `id: rivals
title: Limit
version: 1.0.0
prefix: Rivals
codeType: string
description: "# Gone\\n\\n# Kinds\\n\\n# All errors"
docsUrl: https://a.example/{code}
envelopes: { E: { code: /code, message: /message } }
statuses: { 404: { title: Gone } }
definitions:
  LimitErrors: { code: limit_errors, kind: conflict, summary: S., description: "# Gone\\n\\n## a b" }
  AllErrors: { code: all-errors, kind: conflict, summary: S. }
  ErrorDetails: { code: error.details, kind: conflict, summary: S. }
  Gone: { code: gone, kind: not-found, summary: S., status: 404 }
  Kinds: { code: kinds, kind: conflict, summary: S. }
  Dotted: { code: A.B, kind: conflict, summary: S. }
  Plain: { code: ab, kind: conflict, summary: S. }
  Minus: { code: "-103", kind: conflict, summary: S. }
  Plus: { code: "103 x", kind: conflict, summary: S. }
  Both: { code: [a, b], kind: conflict, summary: S. }
  Joined: { code: a_b, kind: conflict, summary: S. }
  Http: { code: http-404, kind: conflict, summary: S. }
`;

const shipped = ["coinbase-cdp", "coinw", "cobo-waas1", "cobo-waas2"].map(
  (name) => `catalog/${name}`,
);
const files = [...shipped, "test/cases/page/catalog/shop", "test/cases/sampler/catalog/sampler"];
const textOf = (path: string): string =>
  readFileSync(new URL(`../../${path}.yaml`, import.meta.url), "utf8");
/** Catalogs whose pages are read. */
export const catalogs: readonly (readonly [name: string, catalog: Catalog])[] = [
  ...files.map((path) => [path, catalogOf(textOf(path))] as const),
  ["rivals", catalogOf(rivals)],
  ["hostile", hostileCatalog()],
];
