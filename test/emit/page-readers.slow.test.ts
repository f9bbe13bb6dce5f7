// The page of all errors as GitHub, VitePress and Docusaurus read it: the same words, and links that reach their errors.

import { readFileSync } from "node:fs";
import { compile as compileMdx, run as runMdx } from "@mdx-js/mdx";
import { type AttributeNode, parse as parseVue, type TemplateChildNode } from "@vue/compiler-dom";
import MarkdownIt from "markdown-it";
import attrs from "markdown-it-attrs";
import { full as emoji } from "markdown-it-emoji";
import rehypeRaw from "rehype-raw";
import rehypeSanitize from "rehype-sanitize";
import rehypeSlug from "rehype-slug";
import remarkDirective from "remark-directive";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { describe, expect, it } from "vitest";
import type { Catalog } from "../../generator/catalog/catalog.ts";
import { codeSlug } from "../../generator/catalog/names.ts";
import { markdownEmitter } from "../../generator/emit/markdown/markdown.ts";
import { catalogOf, hostileCatalog } from "./page-catalogs.ts";

/** What all readers make of a page: elements and texts. */
type Tree = string | { readonly tag: string; readonly props: Props; readonly children: Tree[] };
type Props = Readonly<Record<string, unknown>>;

/** The plugins are typed for another build of the reader. */
type Plugin = (reader: MarkdownIt) => void;

type Reader = (page: string) => Promise<Tree> | Tree;

interface HastNode {
  readonly type: string;
  readonly tagName?: string;
  readonly value?: string;
  readonly properties?: Props;
  readonly children?: readonly HastNode[];
}

const github: Reader = async (page) => {
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkRehype, { allowDangerousHtml: true })
    .use(rehypeRaw)
    .use(rehypeSanitize, { clobberPrefix: "" })
    .use(rehypeSlug);
  const treeOf = (node: HastNode): Tree =>
    node.type === "text"
      ? (node.value ?? "")
      : {
          tag: node.tagName ?? "",
          props: node.properties ?? {},
          children: (node.children ?? []).map(treeOf),
        };
  return treeOf((await processor.run(processor.parse(page))) as unknown as HastNode);
};

const docusaurus: Reader = async (page) => {
  const code = await compileMdx(page, {
    outputFormat: "function-body",
    remarkPlugins: [remarkGfm, remarkDirective],
    rehypePlugins: [rehypeSlug],
  });
  const make = (tag: unknown, { children, ...props }: { children?: unknown }): Tree => ({
    tag: typeof tag === "string" ? tag : "",
    props,
    children: [children].flat(9).filter((child) => child != null) as Tree[],
  });
  const { default: content } = await runMdx(String(code), {
    Fragment: "",
    jsx: make,
    jsxs: make,
    baseUrl: import.meta.url,
  } as never);
  return content({}) as unknown as Tree;
};

const vitepress: Reader = (page) => {
  const reader = new MarkdownIt({ html: true, linkify: true })
    .use(attrs as unknown as Plugin)
    .use(emoji as unknown as Plugin);
  const fence = reader.renderer.rules.fence;
  // VitePress shows blocks of code as they are, and lets Vue read all else.
  reader.renderer.rules.fence = (...all) => `<div v-pre>${fence?.(...all)}</div>`;
  // VitePress leaves entities as they are written.
  reader.core.ruler.disable("text_join");
  reader.renderer.rules["text_special"] = (tokens, i) => {
    const { info = "", markup = "", content = "" } = tokens[i] ?? {};
    return info === "entity" ? markup : reader.utils.escapeHtml(content);
  };
  const faults: string[] = [];
  const onError = (error: Error): void => void faults.push(error.message);
  const { children } = parseVue(reader.render(page), { onError });
  const root: Tree = { tag: "", props: {}, children: children.map((child) => vueTree(child)) };
  expect(faults).toEqual([]);
  return root;
};

function vueTree(node: TemplateChildNode, isPlain = false): Tree {
  if ("content" in node && typeof node.content === "string") return node.content;
  if (!("tag" in node)) throw new Error(`Vue reads ${JSON.stringify(node.loc.source)}.`);
  const given = node.props.filter((prop): prop is AttributeNode => prop.type === 6);
  const orders = node.props.filter((prop) => prop.type !== 6).map(({ loc }) => loc.source);
  if (!isPlain) expect(orders.filter((order) => order !== "v-pre")).toEqual([]);
  const isInner = isPlain || orders.length > 0 || node.props.some(({ name }) => name === "v-pre");
  return {
    tag: node.tag,
    props: Object.fromEntries(given.map(({ name, value }) => [name, value?.content])),
    children: node.children.map((child) => vueTree(child, isInner)),
  };
}

const readers: Readonly<Record<string, Reader>> = { github, docusaurus, vitepress };

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
function saidBy(tree: Tree): string {
  return words(tree).replace(/\s+/g, "");
}

function pageOf(catalog: Catalog): string {
  const [file] = markdownEmitter.emit(catalog, {}, [{ path: "src/errors.ts" }]);
  return [...(file?.content ?? "")].join("");
}

function check(tree: Tree, catalog: Catalog): void {
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
const catalogs: readonly (readonly [name: string, catalog: Catalog])[] = [
  ...files.map((path) => [path, catalogOf(textOf(path))] as const),
  ["rivals", catalogOf(rivals)],
  ["hostile", hostileCatalog()],
];

describe.each(catalogs)("the page of %s", (_, catalog) => {
  const trees = new Map<string, Tree>();

  it.each(Object.entries(readers))("is whole in %s", async (name, read) => {
    const tree = await read(pageOf(catalog));
    trees.set(name, tree);
    check(tree, catalog);
  });

  it("has the same words in each", () => {
    const said = [...trees.values()].map(saidBy);
    expect(said).toHaveLength(Object.keys(readers).length);
    expect(new Set(said)).toEqual(new Set(said.slice(0, 1)));
  });
});
