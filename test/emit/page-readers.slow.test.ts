// The page of all errors as GitHub, VitePress and Docusaurus read it: the same words, and links that reach their errors.

import { compile as compileMdx, run as runMdx } from "@mdx-js/mdx";
import { type AttributeNode, parse as parseVue, type TemplateChildNode } from "@vue/compiler-dom";
import MarkdownIt from "markdown-it";
import attrs from "markdown-it-attrs";
import { full as emoji } from "markdown-it-emoji";
import rehypeSlug from "rehype-slug";
import remarkDirective from "remark-directive";
import remarkGfm from "remark-gfm";
import { describe, expect, it } from "vitest";
import { catalogs, check, github, pageOf, type Reader, saidBy, type Tree } from "./page-trees.ts";

/** The plugins are typed for another build of the reader. */
type Plugin = (reader: MarkdownIt) => void;

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
