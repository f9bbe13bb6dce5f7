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
import { parseYaml } from "../../generator/text/yaml.ts";

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

function catalogOf(text: string): Catalog {
  const parsed = parseYaml({ path: "catalog.yaml", text });
  return resolveCatalog(parsed.value?.value as unknown as CatalogDocument);
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
  expect(html.filter((value) => value !== "</a>")).toEqual(ids.map((id) => `<a id="${id}">`));
  expect(new Set(ids).size).toBe(ids.length);
  // Site generators make anchors of headings, the first one of a name without a number.
  const headings = nodes.filter((node) => node.type === "heading").map(words);
  const made = headings.map((heading) => heading.toLowerCase().replaceAll(" ", "-"));
  for (const { url } of nodes.filter((node) => node.type === "link")) {
    if (url?.startsWith("#")) expect([...ids, "kinds"]).toContain(url.slice(1));
    else expect(url).toMatch(/^(https?:\/\/|mailto:)/);
  }
  const anchors = [...made, ...ids];
  expect(anchors.filter((one) => one === "kinds")).toEqual(["kinds"]);
  for (const { name, codes } of catalog.definitions) {
    expect(ids).toContain(name);
    for (const { text } of codes) {
      if (/[a-z0-9]/i.test(text)) expect(ids).toContain(codeSlug(text));
    }
  }
  expect(page).toMatch(/[^\n]\n$/);
  expect(page.replace(/^```[\s\S]*?^```$/gm, "code")).not.toContain("\n\n\n");
  expect(outsideCode(page).replace(/<a id="[\w.-]+"><\/a>/g, "")).not.toMatch(
    /[{}]|<(?=[A-Za-z!/?])/,
  );
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

/** Texts of which each is markup somewhere. */
const hostile = [
  "left | right <b> {{a}} {b} `c` \\| <!-- d --> [e](javascript:f) ![g](https://h.i) *j* _k_ $l$ :m: &lt;",
  "</section> <script>alert(1)</script> <!--@include: /etc/hosts--> [[toc]] [n]: https://o.p [^q]",
];

const markdownTexts = [
  `${hostile.join("\n\n")}\n\n# r\n\ns\n===\n\n### One\n\n### A-b C\n\n# Kinds\n\n> t\n\n::: danger\n\nimport u from "v"\n\nexport w\n\n[x]: https://y.z\n\n[^a]: b\n\n<div>\n\n\`\`\`\nc {d} <e>`,
  "- [One](#One), [Gone](#Gone), `{{f}}`, `g|h`\n  1. i\n\n| j |\n| - |\n| k | l |\n\n    m",
];

function hostileCatalog(): Catalog {
  const [line = "", other = ""] = hostile;
  const definition = {
    code: [
      "a|b`c",
      { code: "{{d}}", name: "Second", title: other, summary: line, description: markdownTexts[0] },
    ],
    kind: "conflict",
    summary: line,
    title: other,
    status: [409, 400],
    scope: [line],
    operation: [other],
    description: markdownTexts[0],
    causes: markdownTexts,
    resolution: markdownTexts,
    params: {
      p: {
        type: "string",
        enum: [line, other],
        at: ["/a|b", "header:x-y"],
        description: markdownTexts[1],
      },
    },
    message: ["{p} <b> | {{e}}", line.replaceAll(/[{}]/g, "")],
    translations: { "zh-Hant": "{p} | `f` {{" },
    examples: [
      {
        title: line,
        body: { code: "a|b`c", message: other },
        headers: { "x-y": line },
        source: "s",
      },
    ],
    since: "1.0.0",
    deprecated: { since: "1.0.0", reason: line, use: "Two" },
    source: "s",
  };
  const two = {
    code: "a|b`c",
    kind: "timeout",
    summary: other,
    match: { message: "{} | {{g}} <b>", body: { "/h|i": [line] } },
  };
  return resolveCatalog({
    id: "hostile",
    title: line,
    version: "1.0.0",
    prefix: "Hostile",
    codeType: "string",
    description: markdownTexts[0],
    docsUrl: "https://a.b/{code}|",
    sources: {
      s: {
        title: line,
        url: "https://a.b/(c)|`d",
        read: "2026-01-02",
        docsUrl: "https://a.b/{slug}",
      },
    },
    scopes: [line],
    schemas: {
      Thing: {
        type: "object",
        properties: { "a|b": { const: line }, "<c>": { oneOf: [{ enum: [other] }, {}] } },
      },
    },
    envelopes: {
      Rest: {
        code: ["/code", "header:x-code"],
        message: "/message",
        when: { "/a|b": { present: false }, "/c`d": [line, 1, null] },
        body: {
          title: other,
          properties: { e: { $ref: "#/schemas/Thing", description: markdownTexts[1] } },
        },
        description: markdownTexts[0],
      },
    },
    success: { "/f|g": ["<b>"] },
    statuses: {
      "409": {
        title: line,
        description: markdownTexts[0],
        causes: markdownTexts,
        resolution: line,
        retry: "never",
      },
    },
    definitions: { One: definition, Two: two },
    reserved: [
      { code: "h|i", reason: line },
      { codes: { from: 1, to: 2 }, reason: other },
      { name: "Three", reason: line },
    ],
  } as unknown as CatalogDocument);
}

it("holds whatever a catalog says", () => {
  const catalog = hostileCatalog();
  const page = pageOf(catalog);
  check(page, catalog);
  const all = nodesOf(page).filter((node) => node.type === "heading");
  for (const heading of ["One", "A-b C"]) expect(all.map(words)).not.toContain(heading);
  const headings = all.filter((node) => (node.depth ?? 0) < 3);
  expect(headings.map(words).slice(1)).toEqual([
    "Codes",
    "Errors",
    "Statuses",
    "Kinds",
    "Error bodies",
    "Successes",
    "Scopes",
    "Operations",
    "Reserved",
    "Sources",
    "Catalog",
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

it("shows a built example with a status only if the catalog states the status", () => {
  const page = pageOf(
    catalogOf(`id: a
title: A
version: 1.0.0
prefix: A
codeType: integer
envelopes: { E: { code: /code, message: /message } }
definitions:
  Taken: { code: 1, kind: already-exists, summary: Taken. }
  Gone: { code: 2, kind: not-found, summary: Gone., status: 410 }
`),
  );
  expect(page.match(/^Built example.*:$/gm)).toEqual([
    "Built example:",
    "Built example, HTTP 410:",
  ]);
});
