// The page of all errors: every fact of a catalog is on it, and nothing of a catalog breaks it.

import { readFileSync } from "node:fs";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { describe, expect, it } from "vitest";
import type { Catalog } from "../../generator/catalog/catalog.ts";
import { codeSlug, nameInWords } from "../../generator/catalog/names.ts";
import { resolveCatalog } from "../../generator/catalog/resolve.ts";
import { markdownEmitter } from "../../generator/emit/markdown/markdown.ts";
import type { CatalogDocument } from "../../generator/schema/document.ts";
import { catalogOf, hostileCatalog } from "./page-catalogs.ts";

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly depth?: number;
  readonly children?: readonly Node[];
}

const parser = unified().use(remarkParse).use(remarkGfm);

function nodesOf(source: string): readonly Node[] {
  const all = (node: Node): readonly Node[] => [node, ...(node.children ?? []).flatMap(all)];
  return all(parser.parse(source) as unknown as Node);
}

function words(node: Node): string {
  return node.value ?? (node.children ?? []).map(words).join("");
}

function pageOf(catalog: Catalog): string {
  const [file, ...others] = markdownEmitter.emit(catalog, {}, []);
  expect(others).toEqual([]);
  expect(file?.path).toBe("errors.md");
  return [...(file?.content ?? "")].join("");
}

/** Everything outside of code, where site generators look for markup of their own. */
function outsideCode(page: string): string {
  return page
    .replace(/^( *(?:> ?)*)(`{3,})[\s\S]*?^\1\2$/gm, "")
    .replace(/(`+)[^`][\s\S]*?\1/g, "");
}

function check(page: string, catalog: Catalog): void {
  const nodes = nodesOf(page);
  for (const table of nodes.filter((node) => node.type === "table")) {
    const counts = table.children?.map((row) => row.children?.length ?? 0) ?? [];
    expect(new Set(counts).size, words(table)).toBe(1);
  }
  const kinds = new Set(nodes.map((node) => node.type));
  for (const kind of ["image", "definition", "footnoteDefinition"]) {
    expect(kinds).not.toContain(kind);
  }
  const html = nodes.filter((node) => node.type === "html").map(({ value = "" }) => value);
  const ids = html.flatMap((value) => /^<a id="([\w.-]+)">$/.exec(value)?.[1] ?? []);
  const folds = /^(<details>\n<summary>\d+ more examples?<\/summary>|<\/details>)$/;
  expect(html.filter((value) => value !== "</a>" && !folds.test(value))).toEqual(
    ids.map((id) => `<a id="${id}">`),
  );
  expect(new Set(ids).size).toBe(ids.length);
  for (const { url } of nodes.filter((node) => node.type === "link")) {
    if (url?.startsWith("#")) expect(ids).toContain(url.slice(1));
    else expect(url).toMatch(/^(https?:\/\/|mailto:)/);
  }
  for (const { name, codes } of catalog.definitions) {
    expect(ids).toContain(name);
    for (const { text } of codes) {
      if (/[a-z0-9]/i.test(text)) expect(ids).toContain(codeSlug(text));
    }
  }
  expect(page).toMatch(/[^\n]\n$/);
  expect(page.replace(/^```[\s\S]*?^```$/gm, "code")).not.toContain("\n\n\n");
  const own = /<a id="[\w.-]+"><\/a>|^<\/?details>$|^<summary>[^<]*<\/summary>$/gm;
  expect(outsideCode(page).replace(own, "")).not.toMatch(/[{}]|<(?=[A-Za-z!/?])/);
  expect(page.replace(/^```[\s\S]*?^```$/gm, "code")).not.toContain("{{");
}

const names = ["coinbase-cdp", "coinw", "cobo-waas1", "cobo-waas2"];

describe.each(names)("%s", (name) => {
  const catalog = catalogOf(
    readFileSync(new URL(`../../catalog/${name}.yaml`, import.meta.url), "utf8"),
  );
  const page = pageOf(catalog);

  it("is one page of whole tables and links that lead somewhere", () => {
    check(page, catalog);
  });

  it("says every text and every code", () => {
    const said = words({ type: "root", children: [parser.parse(page) as unknown as Node] });
    for (const definition of catalog.definitions) {
      expect(said).toContain(definition.summary);
      if (definition.title !== nameInWords(definition.name))
        expect(said).toContain(definition.title);
      for (const code of definition.codes) expect(said).toContain(code.text);
      for (const { body } of definition.examples) {
        expect(page).toContain(JSON.stringify(body, null, 2));
      }
    }
    for (const { title } of catalog.sources) expect(said).toContain(title);
  });

  it("is the same when printed again", () => {
    expect(pageOf(catalog)).toBe(page);
  });
});

it("holds whatever a catalog says", () => {
  const catalog = hostileCatalog();
  const page = pageOf(catalog);
  check(page, catalog);
  const all = nodesOf(page).filter((node) => node.type === "heading");
  for (const heading of ["One", "A-b C"]) expect(all.map(words)).not.toContain(heading);
  const headings = all.filter((node) => (node.depth ?? 0) < 3);
  expect(headings.map((node) => words(node).replace(/<.*?>/g, "")).slice(1)).toEqual([
    "All errors",
    "Error details",
    "HTTP statuses",
    "Kind, retry and effect",
    "Error bodies",
    "Successes",
    "Parts of the API",
    "Operations",
    "Reserved",
    "Sources",
    "About this page",
  ]);
});

it("shows no examples on a page that would be above 400 KB with them", () => {
  const definitionsOf = (description: string) =>
    Array.from({ length: 200 }, (_, i) => [
      `Name${i}`,
      { code: i + 1, kind: "conflict", summary: "S.", description, examples: [{ message: "M." }] },
    ]);
  const sized = (bytes: number): string =>
    pageOf(
      resolveCatalog({
        ...{ id: "sized", title: "Sized", version: "1.0.0", prefix: "Sized", codeType: "integer" },
        envelopes: { Rest: { code: "/code", message: "/message" } },
        definitions: Object.fromEntries(definitionsOf("x".repeat(bytes))),
      } as unknown as CatalogDocument),
    );
  expect(sized(1_000).match(/^```json$/gm)).toHaveLength(200);
  const large = sized(2_000);
  expect(large).not.toContain("```");
  expect(large.length).toBeGreaterThan(400_000);
});

it("shows a generated example with a status only if the catalog states several", () => {
  const page = pageOf(
    catalogOf(`id: a
title: A
version: 1.0.0
prefix: A
codeType: integer
envelopes: { E: { code: /code, message: /message } }
definitions:
  Taken: { code: 1, kind: already-exists, summary: Taken. }
  Gone: { code: 2, kind: not-found, summary: Gone., status: [410, 404] }
`),
  );
  expect(page.match(/^\*\*Example\*\*.*:$/gm)).toEqual([
    "**Example**, generated from the catalog:",
    "**Example**, HTTP 410, generated from the catalog:",
  ]);
});
