// Printing Markdown: whatever a catalog says reads as it was written, and stays where it was put.

import fc from "fast-check";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { describe, expect, it } from "vitest";
import {
  block,
  cell,
  code,
  type Inline,
  item,
  markdown,
  render,
  type Section,
  text,
  url,
} from "../../generator/emit/print/markdown.ts";
import { escapeDeceptive } from "../../generator/text/characters.ts";
import { compileTemplate, joinRuntime, valueHelpers } from "../../scripts/templates.mjs";

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly lang?: string | null;
  readonly depth?: number;
  readonly children?: readonly Node[];
}

const parser = unified().use(remarkParse).use(remarkGfm);

function parse(source: string): Node {
  return parser.parse(source) as unknown as Node;
}

function all(node: Node): readonly Node[] {
  return [node, ...(node.children ?? []).flatMap(all)];
}

function ofType(source: string, type: string): readonly Node[] {
  return all(parse(source)).filter((node) => node.type === type);
}

function words(node: Node): string {
  return node.value ?? (node.type === "break" ? " " : (node.children ?? []).map(words).join(""));
}

function folded(value: string): string {
  return value.replace(/[ \t\n\v\f\r\x85\u2028\u2029]+/g, " ").replace(/^ | $/g, "");
}

const section: Section = {
  level: 3,
  isTaken: (heading) => heading === "KnownError",
  setting: {
    place: "line",
    words: {},
    linkTo: (name) => (name === "Known" ? "#knownerror" : undefined),
  },
};

/** Text made of what is markup somewhere, mixed with any characters. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."\\`*_{}[]()<>#+-.!|~$:&=\"'^@/ \n\t1a中",
        "  ",
        "\n\n",
        "```",
        "~~~",
        "---",
        "===",
        "1. ",
        "- ",
        "# ",
        "> ",
        "    ",
        "import a",
        "export b",
        "{{",
        "}}",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<https://a.b>",
        "https://a.b/c_d*e",
        "www.a.b/_c",
        "a_b@c.d",
        "&lt;",
        "&#123;",
        "[a](b)",
        "[a](https://a.b)",
        "[a](#Known)",
        "[a](javascript:b)",
        "![a](https://a.b)",
        "[a]: https://a.b",
        "[^a]: b",
        "[^a]",
        "| a | b |",
        "| - | - |",
        "\\|",
        ":::",
        ":tada:",
      ),
      fc.string({ unit: "grapheme", maxLength: 3 }),
    ),
    { maxLength: 14 },
  )
  .map((parts) => escapeDeceptive(parts.join(""), () => ""));

describe("plain text", () => {
  const cases: readonly (readonly [value: Inline, printed: string])[] = [
    ["a < b & c > d", "a &lt; b & c &gt; d"],
    ["&lt; &copy &#60;", "&amp;lt; &copy &amp;#60;"],
    ["{{this.constructor}} {x}", "&#123;&#123;this.constructor&#125;&#125; &#123;x&#125;"],
    ["*a* _b_ c_d ~e~ `f`", "\\*a\\* \\_b\\_ c_d \\~e\\~ \\`f\\`"],
    ["[a](javascript:b) ![c](d)", "\\[a\\](javascript\\:b) !\\[c\\](d)"],
    ["# a #", "\\# a \\#"],
    ["- a", "\\- a"],
    ["-103", "-103"],
    ["1. a", "1\\. a"],
    ["1.5 a", "1.5 a"],
    ["---", "\\---"],
    ["===", "\\==="],
    ["::: tip", "\\:\\:: tip"],
    ["import a from b", "&#105;mport a from b"],
    ["export it", "&#101;xport it"],
    ["a | b\nc", "a \\| b c"],
    ["costs $1 or $2", "costs \\$1 or \\$2"],
    ["https://a.b/*c*", "https\\://a.b/\\*c\\*"],
    ["a\u0007b", "a\uFFFDb"],
    [["a ", { code: "b|c" }, " d"], "a `b|c` d"],
    [{ text: "a]b", url: "https://a.b/(c)" }, "[a\\]b](https://a.b/%28c%29)"],
    [{ text: "a", url: "javascript:b" }, "a"],
    [{ markdown: "a\n`b` <i>" }, "a `b` &lt;i&gt;"],
  ];
  it.each(cases)("%j", (value, printed) => {
    expect(text(value)).toBe(printed);
  });

  it("reads as it was, in a paragraph, a heading and an entry", () => {
    fc.assert(
      fc.property(hostile, (value) => {
        fc.pre(folded(value) !== "");
        for (const before of ["", "# ", "- ", "a\n"]) {
          const root = parse(`${before}${text(value)}\n\nb`);
          expect(all(root).filter((node) => node.type === "html")).toEqual([]);
          expect(folded(words(root.children?.[0] ?? root))).toBe(
            folded(`${before.trim().replace(/[#-]/, "")} ${value}`),
          );
          expect(root.children).toHaveLength(2);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe("cells", () => {
  it("a cell stays one cell with the same text and no HTML", () => {
    fc.assert(
      fc.property(hostile, hostile, (left, right) => {
        const source = `| a | b |\n| --- | --- |\n| ${cell(left)} | ${cell(right)} |\n| c | d |\n`;
        const rows = ofType(source, "tableRow");
        expect(rows.map((row) => row.children?.length)).toEqual([2, 2, 2]);
        expect(rows[1]?.children?.map((one) => folded(words(one)))).toEqual([
          folded(left),
          folded(right),
        ]);
        expect(ofType(source, "html")).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("code in a cell stays one cell with the same text", () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const source = `| a | b |\n| --- | --- |\n| ${cell({ code: value })} | c |\n`;
        const row = ofType(source, "tableRow")[1];
        expect(row?.children).toHaveLength(2);
        expect(folded(words(row?.children?.[0] ?? { type: "" }))).toBe(folded(value));
      }),
      { numRuns: 150 },
    );
  });
});

describe("code", () => {
  const cases: readonly (readonly [value: string, printed: string])[] = [
    ["a", "`a`"],
    ["a`b", "``a`b``"],
    ["`a", "`` `a ``"],
    [" a ", "`  a  `"],
    ["a\nb", "`a b`"],
    ["<b> {x}", "`<b> {x}`"],
    ["{{x}}", "&#123;&#123;x&#125;&#125;"],
    ["{% raw %}", "&#123;% raw %&#125;"],
    ["a {# b #}", "a &#123;# b #&#125;"],
    ["<!--@include: a-->", "&lt;!--@include: a--&gt;"],
    ["", ""],
  ];
  it.each(cases)("%j", (value, printed) => {
    expect(code(value)).toBe(printed);
  });

  it("a span reads as it was, and never holds what Vue would read", () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const root = parse(`a ${code(value)} b`);
        expect(folded(words(root))).toBe(folded(`a ${value} b`));
        expect(code(value)).not.toContain("{{");
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['{\n  "a": "{{ site.x }}"\n}', "json"],
    ['["{% include a %}", "{{{#", "{ {"]', "json"],
  ])("a block of JSON has no expression, and the same value: %j", (value, language) => {
    const printed = parse(block(value, language)).children?.[0]?.value ?? "";
    expect(JSON.parse(printed)).toEqual(JSON.parse(value));
    expect(printed).not.toMatch(/\{[{%#]/);
  });

  it.each(["{{ site.x }}", "{% raw %}", "a {{{ b", "{#"])("a block has no %s", (value) => {
    expect(block(value, "html")).not.toMatch(/\{[{%#]/);
  });

  it("a block reads as it was, but for expressions", () => {
    fc.assert(
      fc.property(hostile, hostile, (value, language) => {
        const blocks = parse(`${block(value, language)}\n\na`).children ?? [];
        expect(blocks.map((one) => one.type)).toEqual(["code", "paragraph"]);
        expect(blocks[0]?.value).toBe(
          value
            .replace(/\r\n?/g, "\n")
            .replace(/\n+$/, "")
            .replace(/\{(?=[{%#])/g, "{ "),
        );
        expect(blocks[0]?.lang ?? "").toMatch(/^[\w+#.-]*$/);
      }),
      { numRuns: 150 },
    );
  });
});

describe("links", () => {
  const cases: readonly (readonly [destination: string, printed: string])[] = [
    ["https://a.b/c?d=e&f=g#h", "https://a.b/c?d=e&amp;f=g#h"],
    ['https://a.b/(c) d|e`<{"', "https://a.b/%28c%29%20d%7Ce%60%3C%7B%22"],
    ["#aerror", "#aerror"],
    ["./errors.md#a", "./errors.md#a"],
    ["errors.md#a", "errors.md#a"],
    ["javascript:a", "#"],
    [" javascript:a", "#"],
    ["JAVASCRIPT:a", "#"],
    ["data:text/html,a", "#"],
    ["//a.b", "#"],
    ["", "#"],
  ];
  it.each(cases)("%j", (destination, printed) => {
    expect(url(destination)).toBe(printed);
  });
});

describe("an author's Markdown", () => {
  const cases: readonly (readonly [name: string, source: string, printed: string])[] = [
    ["emphasis and code", "a **b** _c_ `d`", "a **b** _c_ `d`"],
    ["a link", "[a](https://b.c)", "[a](https://b.c)"],
    ["a link to a definition", "[a](#Known)", "[a](#knownerror)"],
    ["a link to nothing", "[a](#Gone)", "a"],
    ["a link that runs code", "[a](javascript:alert(1))", "a"],
    ["a path", "[a](./b)", "a"],
    ["an image", "![a](https://b.c/d.png)", "[a](https://b.c/d.png)"],
    ["an autolink", "<https://b.c>", "[https\\://b.c](https://b.c)"],
    ["a bare link", "see https://b.c/d_e.", "see [https\\://b.c/d_e](https://b.c/d_e)."],
    ["HTML", "<script>a</script>", "&lt;script&gt;a&lt;/script&gt;"],
    ["a comment", "<!-- a -->", "&lt;!-- a --&gt;"],
    ["expressions", "{a} {{b}}", "&#123;a&#125; &#123;&#123;b&#125;&#125;"],
    ["expressions in code", "`{a}` `{{b}}`", "`{a}` &#123;&#123;b&#125;&#125;"],
    ["an escape", "\\*a\\* \\{b\\}", "\\*a\\* &#123;b&#125;"],
    ["a definition of a link", "[a]: https://b.c", "\\[a\\]: [https\\://b.c](https://b.c)"],
    ["headings", "# a\n\nb\n===\n\n##### c", "#### a\n\n#### b\n\n###### c"],
    ["a heading with a definition's anchor", "# KnownError", "KnownError"],
    ["a hard break", "a  \nb\\\nc", "a\\\nb\\\nc"],
    ["a module of MDX", "export it\nimport b", "&#101;xport it\n&#105;mport b"],
    ["a container", "::: danger\na\n:::", "\\:\\:: danger\na\n\\:\\::"],
    ["entities", "&lt; &#8212; &#x202E;", "&lt; &#8212; &amp;#x202E;"],
    [
      "entities that hide",
      "&rlm; &ZeroWidthSpace; &it;",
      "&amp;rlm; &amp;ZeroWidthSpace; &amp;it;",
    ],
    ["a list", "a:\n- b\n  - c\n    d\n- e", "a:\n\n- b\n  - c\n    d\n- e"],
    ["steps", "3) a\n4) b\n\n   c", "3) a\n\n4) b\n\n   c"],
    ["code", "~~~js\na {b}\n~~~", "```js\na {b}\n```"],
    ["code that does not end", "```\na\n# b", "```\na\n# b\n```"],
    ["indented code", "a\n\n    b\n      c\n\nd", "a\n\n```\nb\n  c\n```\n\nd"],
    ["code in a list", "- a\n  ```vue-vue\n  {{b}}\n  ```", "- a\n  ```vue\n  { {b}}\n  ```"],
    ["a quote", "> a\nb\n>\n> - c", "> a\n> b\n>\n> - c"],
    ["a rule", "a\n\n* * *", "a\n\n___"],
    ["a table", "| a | `b\\|c` |\n|:-:|---|\n| d |", "| a | `b\\|c` |\n| :-: | --- |\n| d |  |"],
    ["a table that is none", "a | b\n- | - | -", "a \\| b\n\n- \\| - \\| -"],
    ["a footnote", "a[^1]\n\n[^1]: b", "a\\[^1\\]\n\n\\[^1\\]: b"],
  ];
  it.each(cases)("%s", (_, source, printed) => {
    expect(markdown(source, section)).toBe(printed);
  });

  const allowed = new Set([
    "root",
    "paragraph",
    "text",
    "emphasis",
    "strong",
    "delete",
    "break",
    "inlineCode",
  ]);
  for (const type of ["code", "link", "list", "listItem", "blockquote", "heading", "thematicBreak"])
    allowed.add(type);
  for (const type of ["table", "tableRow", "tableCell"]) allowed.add(type);

  it("stays in its section and makes no HTML", () => {
    fc.assert(
      fc.property(hostile, (source) => {
        const printed = markdown(source, section);
        const root = parse(`### a\n\n${printed}\n\n### b\n`);
        const nodes = all(root);
        expect(nodes.filter((node) => !allowed.has(node.type))).toEqual([]);
        const top = nodes.filter((node) => node.type === "heading" && (node.depth ?? 0) <= 3);
        expect(top.map(words)).toEqual(["a", "b"]);
        expect(root.children?.at(-1)?.type).toBe("heading");
        for (const node of nodes) {
          if (node.type === "link") expect(node.url).toMatch(/^(https?:\/\/|#knownerror|mailto:)/);
        }
        const plain = printed
          .replace(/^( *(?:> ?)*)(`{3,})[\s\S]*?^\1?\2$/gm, "")
          .replace(/(`+)[^`][\s\S]*?\1/g, "");
        expect(plain).not.toMatch(/[{}]|<(?!\/?$)/);
      }),
      { numRuns: 150 },
    );
  });

  it("printed twice it stays the same", () => {
    fc.assert(
      fc.property(hostile, (source) => {
        const once = markdown(source, { ...section, level: 0 });
        const same = {
          ...section,
          level: 0,
          setting: { ...section.setting, linkTo: (name: string) => `#${name}` },
        };
        expect(folded(words(parse(markdown(once, same))))).toBe(folded(words(parse(once))));
      }),
      { numRuns: 150 },
    );
  });

  it("an entry of a list keeps everything inside", () => {
    fc.assert(
      fc.property(hostile, (source) => {
        const root = parse(`${item(source, "10. ", section)}\n11. a\n`);
        expect(root.children?.map((node) => node.type)).toEqual(["list"]);
        expect(root.children?.[0]?.children).toHaveLength(2);
        expect(all(root).filter((node) => !allowed.has(node.type))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("costs no more for a text that is all markup", () => {
    const parts = [
      "[",
      "![",
      "[a](",
      "`",
      "` ``",
      "> ",
      "- ",
      "*",
      "<",
      "&a",
      "(",
      "\\",
      "http://.",
      "| ",
      " \n",
      ":",
      "#",
      '[a](b "',
      "\n- ",
    ];
    for (const part of parts) {
      const source = part.repeat(100_000 / part.length);
      expect(markdown(source, section), part).toBeDefined();
      expect(item(`a${source}b`, "- ", section), part).toBeDefined();
    }
  });
});

describe("templates", () => {
  const rendered = (source: string, view: object): string => {
    const spec = new Function(`return ${compileTemplate(source, "test.hbs")}`)();
    return render(spec, view, { linkTo: () => undefined });
  };

  it("every helper that a template may call is there", () => {
    for (const helper of valueHelpers) {
      const value = helper === "word" ? '"Language"' : "x";
      const hole = `{{${helper} ${value} marker="- " level=1 language="js"}}`;
      expect(rendered(hole, { x: "a" })).toContain("a");
    }
  });

  it("leaves no trace of lines that only lay out", () => {
    expect(rendered("a\n{{#each x}}\n- {{text this}}\n{{/each}}\nb\n", { x: ["1", "2"] })).toBe(
      "a\n- 1\n- 2\nb\n",
    );
  });

  it("prints what looks like a template as it is", () => {
    expect(rendered("{{code x}}", { x: "{this.constructor}" })).toBe("`{this.constructor}`");
  });

  it("reaches nothing that the view does not hold", () => {
    expect(() => rendered("{{text y}}", { x: "a" })).toThrow("was given undefined");
    expect(() => rendered("{{#if y}}{{/if}}", { x: "a" })).toThrow("needs a field that");
    expect(() => rendered("{{#each y}}{{/each}}", { x: "a" })).toThrow("needs a field that");
    expect(() => rendered("{{code x.constructor}}", { x: {} })).toThrow();
    expect(() => rendered("{{code x.__proto__}}", { x: {} })).toThrow();
  });

  it.each([
    "{{x}}",
    "{{{x}}}",
    "{{&x}}",
    "{{text}}",
    "{{text (text x)}}",
    "{{log x}}",
    "{{lookup x y}}",
    "{{> x y}}",
    "{{> x y=1}}",
    "{{> a/x}}",
    '{{> (lookup x "y")}}',
    "{{#> x}}{{/x}}",
    "{{#if x}}{{y}}{{/if}}",
    "{{#if x}}{{else}}{{y}}{{/if}}",
    "{{#x}}{{/x}}",
    '{{#*inline "x"}}{{/inline}}',
  ])("refuses %s", (source) => {
    expect(() => compileTemplate(source, "test.hbs")).toThrow(/test\.hbs:1:\d+: /);
  });
});

describe("the joined runtime", () => {
  const file = (name: string, text: string): { name: string; text: string } => ({ name, text });

  it("puts each file after what it imports, by name among equals", () => {
    const joined = joinRuntime([
      file(
        "a.ts",
        '// 中 a\r\n\r\nimport type { B } from "./d.ts";\r\n\r\nexport const a = 1;\r\n',
      ),
      file("b.ts", "// b\n\nexport const b = 1;\n"),
      file(
        "c.ts",
        '// c\n\nimport {\n  type B,\n} from "./d.ts";\nimport { b } from "./b.ts";\n\nconst c = b;\n',
      ),
      file("d.ts", "// d\n\nexport type B = 1;\n"),
    ]);
    expect(joined).toBe(
      "// b\n\nexport const b = 1;\n\n// d\n\nexport type B = 1;\n\n// 中 a\n\nexport const a = 1;\n\n// c\n\nconst c = b;\n",
    );
  });

  it.each([
    ["one name twice", [file("a.ts", "const x = 1;"), file("b.ts", "type x = 1;")], "both declare"],
    [
      "a circle",
      [file("a.ts", 'import { b } from "./b.ts";'), file("b.ts", 'import { a } from "./a.ts";')],
      "circle",
    ],
    ["another folder", [file("a.ts", 'import { b } from "../b.ts";')], "sibling"],
    ["another name", [file("a.ts", 'import { b as c } from "./b.ts";')], "sibling"],
    ["a missing file", [file("a.ts", 'import { b } from "./b.ts";')], "not there"],
    ["an export of another file", [file("a.ts", 'export { b } from "./b.ts";')], "declarations"],
  ])("refuses %s", (_, files, message) => {
    expect(() => joinRuntime(files)).toThrow(message);
  });
});
