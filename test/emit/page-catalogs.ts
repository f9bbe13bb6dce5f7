// Catalogs whose pages are read in tests, and one in which every text is markup somewhere.

import type { Catalog } from "../../generator/catalog/catalog.ts";
import { resolveCatalog } from "../../generator/catalog/resolve.ts";
import type { CatalogDocument } from "../../generator/schema/document.ts";
import { parseYaml } from "../../generator/text/yaml.ts";

/** Returns the catalog of a text, without looking at rules. */
export function catalogOf(text: string): Catalog {
  const parsed = parseYaml({ path: "catalog.yaml", text });
  return resolveCatalog(parsed.value?.value as unknown as CatalogDocument);
}

/** Texts of which each is markup somewhere. */
const hostile = [
  "left | right <b> {{a}} {b} `c` \\| <!-- d --> [e](javascript:f) ![g](https://h.i) *j* _k_ $l$ :m: &lt;",
  "</section> <script>alert(1)</script> <!--@include: /etc/hosts--> [[toc]] [n]: https://o.p [^q]",
];

const markdownTexts = [
  `${hostile.join("\n\n")}\n\n# r\n\ns\n===\n\n### One\n\n### A-b C\n\n# Kinds\n\n> t\n\n::: danger\n\nimport u from "v"\n\nexport w\n\n[x]: https://y.z\n\n[^a]: b\n\n<div>\n\n\`\`\`\nc {d} <e>`,
  "- [One](#One), [Gone](#Gone), `{{f}}`, `g|h`\n  1. i\n\n| j |\n| - |\n| k | l |\n\n    m",
];

/** Returns a catalog whose texts try to break out of wherever they are printed. */
export function hostileCatalog(): Catalog {
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
