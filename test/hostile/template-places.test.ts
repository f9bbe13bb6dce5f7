// Holes of custom templates in code, YAML and Markdown: a value stands only where its whole literal may stand.

import { describe, expect, test } from "vitest";
import { compileTemplate } from "../../generator/emit/template/template.ts";
import { parseYaml } from "../../generator/text/yaml.ts";
import { asLine } from "../helpers.ts";
import { refused } from "./refused-holes.ts";

async function compiled(text: string, path: string, partial = "") {
  const partials = new Map([["p", { path: "p.hbs", text: partial }]]);
  return await compileTemplate({ file: { path: "t.hbs", text }, partials, path });
}

const cases = Object.entries(refused).flatMap(([says, rows]) =>
  rows.flatMap(([paths, texts]) =>
    paths.flatMap((path) => texts.map((text) => [path, text, says])),
  ),
) as [string, string, string][];

test.each(cases)("%s: %j is refused: %s", async (path, text, says) => {
  const { value, diagnostics } = await compiled(text, path);
  expect(diagnostics.map(asLine).join("\n")).toContain(says);
  expect(diagnostics.map(({ code }) => code)).toContain("handlebars-refused");
  expect(value).toBeUndefined();
});

/** Templates that print a value as a whole, and what they print for hostile texts. */
const taken: Readonly<Record<string, readonly string[]>> = {
  "a.js": [
    "x = {{y}};\n",
    "const a = [{{#each list}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}];",
    "const a = [{{#each list}}{{#if @first}}{{else}}, {{/if}}{{this}}{{/each}}];",
    "x = `a ${ {{y}} } b` + {{y}} // '\n+ {{y}}",
    "x = a / b; y = {{y}}",
    "x = c.replace(/['\"`]/g, {{y}})",
    "class A{{identifier name}} { 'b {{identifier name}}' = {{y}} } // {{identifier name}}",
    "f({ a: {{json y}}, [{{y}}]: 1, ...{{y}} })",
    "if (a) { b() }\n/* ' */ x = {{y}};",
    "{{#if y}}x = {{y}};\n{{else}}x = 1;\n{{/if}}y = {{y}}",
    "{{#each list}}{{#each ../list}}f({{this}});{{/each}}\n{{/each}}x = {{y}}",
    "for (const a of {{y}}) {}",
  ],
  "a.py": [
    "x = {{y}}\n",
    "x = ({{y}}, {{y}}) # it's\ny = [{{#each list}}{{this}}, {{/each}}]",
    'f"{a}" + {{y}}',
    'f"{d["k"]:>4}" if False else {{y}}',
    '"""doc\'s"""\nx = {{y}}',
    "class {{identifier name}}:\n    '{{identifier name}}'\n    a = {{y}}",
  ],
  "a.json": [
    '{"a": {{y}}, "b": [{{#each list}}{{this}}{{#unless @last}},{{/unless}}{{/each}}]}',
    "{{y}}",
    "{ {{y}}: 1 }",
  ],
  "a.yaml": [
    "a: {{y}}\nb:\n  - {{y}}\n  - c: {{y}}\n    d: {{y}} # it's\n",
    "{{y}}: {{y}}\n? a\n: {{y}}",
    "a: [{{y}}, {b: {{y}}, {{y}}: c}]\n",
    "a: |\n  it's \"\nb: {{y}}\n",
    "- |\n  a\n- {{y}}\n",
    "- a: >-\n    b's\n  c: {{y}}\n",
    "a: it's\nb: {{y}}\n",
    "a: b c\n# it's\nd: {{y}}\n",
    "{{#each list}}\n- a: {{this}}\n  b: c\n{{/each}}\n",
    "a: [{{#each list}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}]",
    "a: 'b''c'\nd: {{y}}\n",
    "---\na: {{y}}\n",
    "a: x{{identifier name}}y\nb: '{{identifier name}}'\n",
    "{ a: 1{{#if y}}, b: {{y}}{{/if}} }\n",
  ],
  "a.toml": ["a = {{y}}\nb = [{{y}}, {{y}}] # it's\n'c' = {{y}}\n"],
  "a.go": ["var a = `it's \"`\nvar b = {{y}}"],
  "a.rs": [
    "fn a<'a>(b: &'a str, c: char) { c == '\"' || c == '\\''; let r = r#\"a\" b\"#; f({{y}}) }",
  ],
  "a.cs": ['var a = @"b\\"; var b = $"{c["d"]}"; var c = {{y}};'],
  "a.md": [
    "# {{y}}\n\n- {{y}} *{{y}}* {{code y}}\n\n| {{cell y}} |\n",
    '<div title="{{y}}" data-a="b {{y}}">{{y}}</div>\n',
    "`a <b` {{y}} `` ` `` {{y}}",
    "```js\nconst a = {{json y}}; // <script>\n```\n{{y}}\n",
    "1. a\n\n   ```\n   {{yaml y}}\n   ```\n\n2. {{y}}\n",
    "<!-- a\n\nb -->\n\n{{y}} <br/> {{y}}",
    "a \\<b {{y}} \\` {{y}} 1 < 2 {{y}}",
    "[{{y}}](https://a.b) ![{{y}}](c.png) [^1]: {{y}} [a](#{{identifier name}})",
    "---\ntitle: {{y}}\ntags: [{{yaml y}}]\n---\n\n# {{y}}\n",
    "<details><summary>{{y}}</summary>\n\n{{y}}\n\n</details>",
    "a ` b\n\n{{y}} ` c",
  ],
  "a.html": ["---\ntitle: {{y}}\n---\n<b>{{y}}</b>", "-- {{y}}", "---\n---\n{{y}}"],
  "a.txt": ["'{{json y}}' {{html y}} {{python y}}"],
  "a.sh": ["X{{identifier name}}='{{identifier name}}'"],
};

const hostile = [
  "plain",
  "'+pwn()+'",
  '"+pwn()+"',
  "${pwn()}",
  "*/ pwn() /*",
  "', admin: true, c: '",
  "{pwn()}",
  "a\nb: c",
  "</script><script>pwn()",
  "`) ![](javascript:x)",
  "\\",
  " # x",
];

describe.each(Object.entries(taken))("%s", (path, texts) => {
  test.each(texts)("%j prints whole values", async (text) => {
    const { value, diagnostics } = await compiled(text, path);
    expect(diagnostics.map(asLine)).toEqual([]);
    for (const y of hostile) {
      const printed = value?.({ y, list: [y, y], name: "Name" }) ?? "";
      if (path === "a.yaml" || path === "a.json")
        expect(parseYaml({ path: "a.yaml", text: printed }).diagnostics).toEqual([]);
      // In code, markup is none.
      if (path !== "a.md" || /```|^---|\{\{code/.test(text)) continue;
      expect(printed).not.toMatch(/(?<!\\)!\[\]\(|title=""/);
      expect(printed).not.toMatch(/<script>pwn/);
    }
  });
});

test.each([
  ["a.js", "x = {{> p}};", "'{{y}}'", "inside quotes"],
  ["a.js", "x = '{{> p}}'", "{{y}}", "inside quotes"],
  ["a.js", "f{{> p}}", "{{y}}", "directly behind"],
  ["a.js", "x = {{> p}}{{y}}", "{{y}}", "directly behind"],
  ["a.yaml", "a: {{> p}}", "b {{y}}", "directly behind"],
  ["a.html", "{{> p}}{{y}}", "<script>", "inside <script>"],
  ["a.html", "{{> p}}", "{{#if y}}{{> p}}{{/if}}<b ", "inside of itself"],
  ["a.md", "`{{> p}}`", "{{y}}", "a partial inside"],
])("%s: %j with a partial %j is refused: %s", async (path, text, partial, says) => {
  const { diagnostics } = await compiled(text, path, partial);
  expect(diagnostics.map(asLine).join("\n")).toContain(says);
});

test.each([
  ["a.js", "x = [\n{{#each list}}\n{{> p}}\n{{/each}}\n];", "  {{this}},\n"],
  ["a.yaml", "a:\n{{> p}}\nb: {{y}}\n", "  - {{y}}\n"],
  ["a.html", "<ul>{{> p}}</ul>", "<li title='{{y}}'>{{y}}{{#if none}}<ul>{{> p}}</ul>{{/if}}</li>"],
])("%s: %j with a partial %j is taken", async (path, text, partial) => {
  const { value, diagnostics } = await compiled(text, path, partial);
  expect(diagnostics.map(asLine)).toEqual([]);
  expect(value?.({ y: "a", list: ["a"], none: false })).toContain("a");
});

test("no template takes long", async () => {
  for (const path of ["a.js", "a.yaml", "a.md", "a.html"]) {
    for (const text of [
      "`a ",
      "<a ",
      "[a](",
      "'",
      "/ ",
      "- ",
      "{{y}} ",
      "| ",
      "{{#if y}} {{/if}}",
    ]) {
      await compiled(text.repeat(5_000), path);
    }
  }
  const loops = "{{#each y}}".repeat(30) + "{{/each}}".repeat(30);
  expect((await compiled(loops, "a.js")).value).toBeUndefined();
});
