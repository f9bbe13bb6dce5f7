// The words that generated pages have of their own, in the language of a page.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Handlebars from "handlebars";
import { describe, expect, test } from "vitest";
import { generate } from "../../generator/index.ts";
import { wordsIn } from "../../generator/project/words.ts";
import chinese from "../../templates/words/zh-Hans.json";
import { asLine, newFolder, projectFile, writeFiles } from "../helpers.ts";

const catalog = `id: pay
title: Pay API
version: 2.0.0
prefix: Pay
codeType: string
envelopes: { Body: { code: /code, message: /message } }
definitions:
  AmountTooLarge:
    code: amount_too_large
    kind: invalid-argument
    status: 400
    summary: SUMMARY
    causes: [CAUSE, OTHER]
    resolution: STEP
    params: { max: { type: integer, minimum: 1, at: /max } }
`;

async function pagesOf(config: string, more: Readonly<Record<string, string>> = {}) {
  const cwd = newFolder();
  writeFiles(cwd, [
    ["catalog/pay.yaml", catalog],
    ["faultbook.config.yaml", `emitters: { site: {} }\n${config}`],
    ...Object.entries(more),
  ]);
  const { diagnostics } = await generate({ cwd, mode: "write" });
  const read = (path: string): string => readFileSync(join(cwd, "generated", path), "utf8");
  return { faults: diagnostics.map(asLine), read };
}

const inChinese = "locales: { language: zh-CN }\n";

describe("the table of words", () => {
  const folder = (path: string, ending: RegExp): readonly string[] =>
    readdirSync(new URL(`../../${path}`, import.meta.url), { recursive: true, encoding: "utf8" })
      .filter((name) => ending.test(name))
      .map((name) => projectFile(`${path}/${name}`));

  test("has no word that no page shows, and the parts of sentences in each language", () => {
    const sources = [
      ...["generator/emit", "generator/explain", "runtime"].flatMap((path) =>
        folder(path, /\.ts$/),
      ),
      ...folder("templates", /\.(?:hbs|js)$/),
    ].join("\n");
    // Advice is put together of sentences: a number in it, "Yes" before it.
    const isPartOf = (word: string): boolean =>
      /^(?:Yes|No|Perhaps)\b/.test(word) || word.includes("{n}");
    const idle = Object.keys(chinese).filter(
      (word) =>
        !sources.includes(word) && !sources.includes(JSON.stringify(word)) && !isPartOf(word),
    );
    expect(idle).toEqual([]);
    const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [word, text] of Object.entries(chinese))
      expect(holes(text), word).toEqual(holes(word));
  });

  test("has every word of the templates", () => {
    const texts = (program: hbs.AST.Program | undefined): string =>
      (program?.body ?? [])
        .map((one) => {
          if (one.type === "ContentStatement") return (one as hbs.AST.ContentStatement).value;
          const { program, inverse } = one as hbs.AST.BlockStatement;
          return `${texts(program)}${texts(inverse)}`;
        })
        .join("");
    for (const path of ["templates/markdown", "templates/site"]) {
      for (const text of folder(path, /\.hbs$/)) {
        const shown = texts(Handlebars.parse(text)).replace(/<[^>]*>|`[^`]*`/g, "");
        // The name of a key is on the key.
        expect(shown.replace("Enter", "")).not.toMatch(/[A-Za-z]{2}/);
      }
    }
  });
});

test.each([
  ["zh", true],
  ["zh-CN", true],
  ["zh-Hans", true],
  ["zh-Hans-HK", true],
  ["zh-SG", true],
  ["zh-TW", false],
  ["zh-HK", false],
  ["zh-Hant", false],
  ["zh-Hant-CN", false],
  ["zha", false],
  ["de", false],
])("%s is simplified Chinese: %s", (tag, expected) => {
  expect(wordsIn(tag)["Meaning"] === "含义").toBe(expected);
});

describe("a language of a catalog", () => {
  const locale = "definitions: { AmountTooLarge: { summary: 金额过大。 } }\n";

  test("has its words on both pages", async () => {
    const { faults, read } = await pagesOf("", { "catalog/locales/zh-CN/pay.yaml": locale });
    expect(faults).toEqual([]);
    const page = read("pay/errors.zh-CN.md");
    expect(page).toContain("# Pay API 错误\n");
    expect(page).toContain("| 错误码 | HTTP | 摘要 | 重试 |");
    expect(page).toContain("**可以安全重试吗？** 可以，但须先解决问题");
    expect(page).toContain("| `max` | integer，不小于 1 | 位于 `/max`。 请勿写入日志。 |");
    const site = read("site/pay/index.zh-CN.html");
    expect(site).toContain('<html lang="zh-CN">');
    expect(site).toContain("<title>Pay API 错误</title>");
    expect(site).toContain('placeholder="错误码、文本或状态码"');
    expect(site).toMatch(/<div class="page" data-words="[^"]*已复制/);
    for (const path of ["pay/errors.md", "site/pay/index.html", "site/index.html"])
      expect(read(path)).not.toMatch(/\p{Script=Han}/u);
  });

  test("is that of all its pages if it is written in it", async () => {
    const { faults, read } = await pagesOf(inChinese);
    expect(faults).toEqual([]);
    expect(read("pay/errors.md")).toContain("## 所有错误");
    for (const path of ["site/index.html", "site/pay/index.html"]) {
      expect(read(path)).toContain('<html lang="zh-CN">');
      expect(read(path)).toContain(">搜索</label>");
    }
    const words = read("site/pay/index.html")
      .replace(/<(style|script)>[\s\S]*?<\/\1>|<pre[\s\S]*?<\/pre>|<code>.*?<\/code>|<[^>]*>/g, " ")
      .match(/[A-Za-z]{2,}/g);
    const own =
      "Pay API invalid argument SUMMARY CAUSE OTHER STEP HTTP integer Enter ID JSON Pointer max";
    const known = new Set([
      ...own.split(" "),
      ...["object", "string", "null"],
      "Body",
      "Amount",
      "Too",
      "Large",
    ]);
    expect(words?.filter((word) => !known.has(word))).toEqual([]);
    expect(read("site/index.html")).toContain("<title>API 错误</title>");
  });

  test("has the title that the configuration gives the site as it is", async () => {
    const { read } = await pagesOf(inChinese, {
      "faultbook.config.yaml": `emitters: { site: { title: API errors } }\n${inChinese}`,
    });
    expect(read("site/index.html")).toContain("<title>API errors</title>");
  });
});

describe("words of the configuration", () => {
  const locale = { "catalog/locales/de-CH/pay.yaml": "title: Zahlungen\n" };

  test("are those of wider tags too, and stay text", async () => {
    const { faults, read } = await pagesOf(
      `locales:
  words:
    de: { Meaning: "</script><b>{{x}}|", "{title} errors": "Fehler von {title}", Causes: "G" }
    de-CH: { Causes: Gründe }
`,
      locale,
    );
    expect(faults).toEqual([]);
    const page = read("pay/errors.de-CH.md");
    expect(page).toContain("# Fehler von Zahlungen\n");
    expect(page).toContain("**Gründe**");
    expect(page).toContain("**Is it safe to retry?**");
    expect(page).toContain("| Kind | &lt;/script&gt;&lt;b&gt;&#123;&#123;x&#125;&#125;\\| |");
    const site = read("site/pay/index.de-CH.html");
    expect(site).toContain("<h3>Gründe</h3>");
    expect(site).not.toContain("</script><b>");
  });

  test("can be those of built-in languages", async () => {
    const { read } = await pagesOf(inChinese.replace("}", ", words: { zh: { Causes: 起因 } } }"));
    expect(read("pay/errors.md")).toContain("**起因**");
    expect(read("pay/errors.md")).toContain("## 所有错误");
  });

  test.each([
    ["{ Meanin: x }", "page-word-unknown"],
    ['{ "{title} errors": Fehler }', "page-word-incomplete"],
  ])("%s is reported", async (words, code) => {
    const { faults } = await pagesOf(`locales: { words: { de: ${words} } }\n`, locale);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(code);
  });
});
