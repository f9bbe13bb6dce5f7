// Texts that try to leave their place in the pages of a site: no markup but the site's own and an author's Markdown, and no script.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { isDeceptive } from "../../generator/text/characters.ts";
import { attempt, oneCatalog, project } from "./project.ts";
import { shapeOf } from "./shape.ts";
import {
  catalogOf,
  harmless,
  localeOf,
  moreTexts,
  ordersAnywhere,
  otherTypes,
  prototypeNames,
  pwn,
  sampleTexts,
} from "./strings.ts";

/** More texts that only pages have to fear. */
const forPages: readonly string[] = [
  `"><script>${pwn}</script>`,
  `'><img src=x onerror="${pwn}">`,
  `" onmouseover="${pwn}" x="`,
  `</title><script>${pwn}</script>`,
  `</style><script>${pwn}</script><style>`,
  `</textarea></select></pre></code><svg onload=${pwn}>`,
  `</article></main><base href="https://evil.example/">`,
  `<meta http-equiv="refresh" content="0;url=https://evil.example">`,
  `[a](https://x.example/"onclick="${pwn})`,
  `![a](https://evil.example/track.png)`,
  `**<b onclick=${pwn}>** *"><i>* ~~'><u>~~`,
  `# <script>${pwn}</script>`,
  `| <script>${pwn}</script> |\n| - |\n| "><img> |`,
  `&#60;script&#62;${pwn}&#60;/script&#62;`,
  `\u003cscript>${pwn}</script>`,
];

const sets = {
  code: [...Object.values(sampleTexts), ...moreTexts],
  orders: ordersAnywhere,
  "other types": otherTypes,
  "prototype names": prototypeNames,
  pages: forPages,
} as const;

async function siteOf(texts: readonly string[]): Promise<(path: string) => string> {
  const cwd = project({
    ...oneCatalog(catalogOf(texts), "museum.json"),
    ...oneCatalog(localeOf(texts), "locales/de/museum.json"),
    "faultbook.config.yaml": "emitters: { site: {} }\n",
  });
  const { code, text } = await attempt(cwd);
  if (code !== 0) throw new Error(text);
  return (path) => readFileSync(join(cwd, "generated/site", path), "utf8");
}

/** The elements that a page may have, each with the attributes that it may have. */
const elements: Readonly<Record<string, string>> = {
  ...{
    html: "lang",
    meta: "charset http-equiv content name",
    link: "rel href hreflang",
    title: "",
  },
  ...{ head: "", body: "", style: "", script: "", header: "class", nav: "class aria-label" },
  ...{
    main: "",
    section: "class data-",
    article: "id aria-labelledby data-",
    div: "class role aria-labelledby",
  },
  ...{ h1: "", h2: "id", h3: "id", h4: "", h5: "", h6: "", p: "class id hidden", hr: "", br: "" },
  ...{ ul: "class", ol: "start", li: "", dl: "", dt: "id data-", dd: "", blockquote: "" },
  ...{
    a: "id href class hreflang data-",
    code: "",
    pre: "tabindex",
    em: "",
    strong: "",
    del: "",
    small: "",
  },
  ...{ span: "class", kbd: "", table: "tabindex", thead: "", tbody: "", tr: "", th: "class" },
  ...{ td: "class", details: "class", summary: "", label: "for", select: "id data-" },
  ...{ input: "type id placeholder autocomplete spellcheck aria-describedby name value checked" },
  ...{ option: "value", output: "class id for", button: "type class id data-", form: "id data-" },
  noscript: "",
  textarea: "id rows spellcheck required",
};

/** Gives what a browser finds in a page that may not be there. Nothing of a text may be a `<`, so that each begins a tag. */
function strangers(page: string): readonly string[] {
  const [head = "", ...rest] = page.split(/<style>[\s\S]*?<\/style>|<script>[\s\S]*?<\/script>/);
  expect(rest).toHaveLength(2);
  const text = [head, ...rest].join("").replace(/^<!doctype html>\n<!-- [^>]* -->/, "");
  return [...text.matchAll(/<(\/?)([^\s>]*)([^>]*)>?/g)].flatMap(
    ([tag, end, name = "", more = ""]) => {
      const known = Object.hasOwn(elements, name) ? elements[name]?.split(" ") : undefined;
      if (known === undefined) return [tag];
      const bare = more.replace(
        / ([a-z-]+)(?:="([^"<>]*)")?/g,
        (all, attribute: string, value = "") => {
          const isKnown = known.some(
            (one) => one === attribute || (one.endsWith("-") && attribute.startsWith(one)),
          );
          const isSafe =
            attribute !== "href" ||
            /^(?:https?:|mailto:|#|data:,$|(?:\.\.\/|museum\/)?index\.(?:de\.)?html)/.test(value);
          return isKnown && isSafe ? "" : all;
        },
      );
      return bare === "" || (end === "/" && more === "") ? [] : [tag];
    },
  );
}

describe.each(Object.entries(sets))("texts that look like %s", (_, texts) => {
  test("leave no place of a page, and are no script", async () => {
    const read = await siteOf(texts);
    const plain = await siteOf(texts.map(harmless));
    for (const path of ["index.html", "museum/index.html", "museum/index.de.html"]) {
      expect(strangers(read(path)), path).toEqual([]);
      expect(isDeceptive(read(path).replaceAll("\n", "")), path).toBe(false);
    }
    const tables = "museum/tables.js";
    expect(shapeOf(tables, read(tables))).toEqual(shapeOf(tables, plain(tables)));
    const context = {} as { __PWNED__?: unknown; faultbookTables?: { tables: { codes: object } } };
    runInNewContext(read(tables), context);
    expect(context.__PWNED__).toBeUndefined();
    expect(Object.keys(context.faultbookTables?.tables.codes ?? {}).length).toBe(texts.length * 2);
  });
});
