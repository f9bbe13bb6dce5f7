// Holes of custom templates at places where no escape holds, and values that a language has no literal for.

import { describe, expect, test } from "vitest";
import { bannerOf, isOurs } from "../../generator/emit/banner.ts";
import { compileTemplate } from "../../generator/emit/template/template.ts";
import { strictView } from "../../generator/emit/template/view.ts";
import { asLine } from "../helpers.ts";

async function compiled(text: string, path: string) {
  const partials = new Map([["p", { path: "p.hbs", text: "<i>{{html x}}</i>" }]]);
  return await compileTemplate({ file: { path: "t.hbs", text }, partials, path });
}

/** A kind of place, with pages that have a hole there at the end of their first line. */
const refused: Readonly<Record<string, readonly string[]>> = {
  "not inside quotes": [
    "<a title={{x}}>",
    "<a title= {{x}}>",
    "<a title=a{{x}}>",
    "<a {{x}}>",
    "<a{{x}}>",
    "<{{x}}>",
    "</{{x}}>",
    '<a title="b"{{x}}>',
    "<a {{#if x}}title{{/if}}={{x}}>",
  ],
  'in the attribute "': [
    '<meta http-equiv="refresh" content="0;url={{x}}">',
    '<meta http-equiv="{{x}}">',
    '<link rel="{{x}}">',
    '<iframe sandbox="{{x}}">',
    '<script integrity="{{x}}">',
    '<svg fill="{{x}}">',
    "<svg filter='url({{x}})'>",
    '<a attributionsrc="{{x}}">',
    '<param name="movie" value="{{x}}">',
    '<input type="{{x}}">',
    '<input name="{{x}}">',
    '<a target="{{x}}">',
    '<b is="{{x}}">',
    '<b slot="{{x}}">',
    '<b data-hx-get="{{x}}">',
    '<b data-bind="text: {{x}}">',
    '<b data-src="{{x}}">',
    '<b data-bs-content="{{x}}" data-remote-url="{{x}}">',
    '<b popovertarget="{{x}}">',
    '<img srcset="#a, {{x}}">',
    '<b xlink:role="{{x}}">',
    '<animate id="{{x}}">',
    '<img src="{{x}}">',
    '<img srcset="a.png, {{x}}">',
    '<form action="{{x}}">',
    '<form action="#{{x}}">',
    '<button formaction="{{x}}">',
    '<object data="{{x}}">',
    '<video poster="{{x}}">',
    '<a onclick="{{x}}">',
    "<a OnMouseOver='a({{x}})'>",
    '<a style="color: {{x}}">',
    '<iframe srcdoc="{{x}}">',
    '<a v-html="{{x}}">',
    '<a :title="{{x}}">',
    '<a @click="{{x}}">',
    '<svg><set to="{{x}}">',
  ],
  "that a block names": ['<a {{#if x}}hr{{/if}}ef="{{x}}">'],
  "may lead anywhere": [
    "<a {{#if x}}a{{else}}b{{/if}} href='{{x}}'>",
    '<a href="{{x}}">',
    "<a HREF = '{{x}}'>",
    '<a class="b"href="{{x}}">',
    '<a\nhref="https://a.example/{{x}}">',
    '<use xlink:href="{{x}}">',
    '<a title=">" href="{{x}}">',
  ],
  "inside <script>": ["<script>{{x}}", "<SCRIPT type=module>a = '{{x}}'", "<script><a>{{x}}"],
  "inside <style>": ["<style>{{x}}", "<style media='all'>a{{x}}", "<style></a>{{x}}"],
  "inside a comment": [
    "<!-- {{x}}",
    "<!--><{{x}}",
    "<!doctype {{x}}>",
    "<![CDATA[ > {{x}}",
    "<?xml {{x}}",
  ],
  "a partial inside a tag": [
    "<a {{> p}}>",
    '<a title="{{> p}}">',
    "<!-- {{> p}}",
    "<script>{{> p}}",
  ],
  "different places": [
    "{{#if x}}<a {{/if}}title=b>",
    '{{#each x}}<a title="{{/each}}">',
    "{{#if x}}<script>{{else}}<b>{{/if}}",
    "{{#unless x}}<!--{{/unless}}",
  ],
  "in a page": ["<b>{{json x}}", "{{markdown x}}", '<b title="{{typescript x}}">'],
};

describe.each(["a.html", "a.htm"])("%s", (path) => {
  const cases = Object.entries(refused).flatMap(([says, all]) => all.map((text) => [text, says]));
  test.each(cases)("%s is refused: %s", async (text, says) => {
    const { value, diagnostics } = await compiled(`\n${text}`, path);
    expect(value).toBeUndefined();
    expect(diagnostics.map(asLine).join("\n")).toContain(says);
    expect(diagnostics.map(({ code }) => code)).toContain("handlebars-refused");
  });
});

test.each(["a.xml", "a.svg", "a.vue"])("%s has the same places", async (path) => {
  for (const text of ['<a href="{{html x}}">', "<a b={{html x}}>", "<style>{{html x}}</style>"]) {
    expect((await compiled(text, path)).value, text).toBeUndefined();
  }
});

test.each([
  "<p>{{x}}</p>",
  "a < b {{x}} 1 <2 {{x}}",
  "<a title=\"{{x}}\" class='b {{x}}'>{{x}}</a>",
  '<a title = "a > {{x}}">',
  '<a href="#{{x}}">{{x}}</a><a href="b">{{x}}</a>',
  '<img alt="{{x}}"><input value="{{x}}" placeholder="{{x}}"><option label="{{x}}" value="{{x}}">',
  '<b id="a-{{x}}" data-code="{{x}}" data-retry-after="{{x}}" aria-label="{{x}}" lang="{{x}}">',
  '<td{{#if x}} class="b"{{/if}}>{{x}}</td>',
  '<td {{#if x}}class="b"{{else}}id="c"{{/if}} title="{{x}}">',
  '<td class="a{{#each x}} {{this}}{{/each}}">',
  "<script>a</script>{{x}}<style>b</style >{{x}}<!-- c --> {{x}}<br/>{{x}}",
  "<!doctype html>{{x}}<![CDATA[<a ]]>{{x}}",
  "{{#each x}}<li>{{this}}</li>{{/each}}{{> p x=x}}",
  "<script src=a></script>{{x}}",
])("%s is a page", async (text) => {
  expect((await compiled(text, "a.html")).diagnostics.map(asLine)).toEqual([]);
});

const data = {
  missing: { a: undefined, b: [undefined, null, true, false, -0, 1e21, "x"] },
  none: null,
  infinite: [1, Number.POSITIVE_INFINITY],
  list: [],
};

describe("a value without a literal", () => {
  const check = (path: string, name: keyof typeof data | "no", expected: string): void =>
    test(`${path}: ${name}`, async () => {
      const { value } = await compiled(`{{options.${name}}}`, path);
      const print = (): string => value?.(strictView({ options: data })) ?? "";
      if (expected.endsWith("\n")) expect(print()).toBe(expected);
      else expect(print).toThrow(expected);
    });
  check("a.py", "missing", '{"b": [None, None, True, False, 0, 1e+21, "x"]}\n');
  check("a.ts", "missing", '{ b: [null, null, true, false, 0, 1e+21, "x"] }\n');
  check("a.json", "missing", '{"b":[null,null,true,false,0,1e+21,"x"]}\n');
  for (const path of ["a.py", "a.ts", "a.json", "a.yaml"]) {
    check(path, "none", path === "a.py" ? "None\n" : "null\n");
    check(path, "no", "the value is missing");
  }
  for (const path of ["a.py", "a.ts", "a.json"]) check(path, "infinite", "no number of JSON");
  for (const path of ["a.html", "a.md"]) {
    check(path, "none", "is null");
    check(path, "no", "is missing");
    check(path, "list", "a list or a map");
  }
});

test.each(["java", "scala", "groovy", "kt", "cs", "ts", "c"])(
  "a path ends no banner in .%s",
  (type) => {
    for (const source of ["a\\u000a evil.yaml", "\\uuu000Devil", "a\\", "b*/ c", "d\u2028e"]) {
      const path = `a.${type}`;
      const banner = bannerOf({ path, source });
      expect(banner).not.toContain("\\");
      expect(banner).toMatch(/^\/\/ [^\n\r\u2028]*\n\n$/);
      expect(isOurs(path, banner)).toBe(true);
    }
  },
);

test.each([
  ["css", /^\/\* [^*]* \*\/$/],
  ["html", /^<!-- (?:(?!--|[<>]).)* -->$/],
  ["htm", /^<!-- (?:(?!--|[<>]).)* -->$/],
])("a path ends no comment in .%s", (type, whole) => {
  for (const source of ["a*/b", "-->", "--!>", "c\n*/"]) {
    expect(bannerOf({ path: `a.${type}`, source }).trim()).toMatch(whole);
  }
});
