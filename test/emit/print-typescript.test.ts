// Printing TypeScript: whatever a catalog says comes back as the same value, and never as code, tag or directive.

import fc from "fast-check";
import { transformSync } from "oxc-transform";
import { Node, Project, SyntaxKind, ts as typescript } from "ts-morph";
import { describe, expect, test } from "vitest";
import type { Json } from "../../generator/catalog/catalog.ts";
import { bannerBelow, bannerOf, headOf, isOurs } from "../../generator/emit/banner.ts";
import {
  type Code,
  doc,
  fileText,
  id,
  join,
  key,
  lines,
  lit,
  nothing,
  tag,
  ts,
  union,
} from "../../generator/emit/print/typescript.ts";

const pwn = "globalThis.__PWNED__=1";

/** Texts that end strings, comments, lines, scripts and templates in some language or tool. */
const hostile: readonly string[] = [
  "",
  "plain",
  `a"b'c\`d\${${pwn}}\\e`,
  `done */ ${pwn}; /*`,
  `*/${pwn}//`,
  `/** x */ ${pwn}`,
  `*\u200b/ ${pwn}`,
  `first line\u2028${pwn}`,
  `first line\u2029${pwn}`,
  `one\ntwo\r\nthree\rfour\u0085five`,
  `one\u000b${pwn}\u000c${pwn}`,
  `\\u002a/ ${pwn}`,
  "\u0000\u0001\u001b[31m\u007f\u009f",
  "\ufeff\u200b\u200e\u202e\u2066\u2069\u061c",
  "<!-- -->",
  "-->",
  "</script><script>alert(1)</script>",
  "]]>",
  "@internal",
  "ask the @internal team",
  "@ts-ignore",
  "@ts-nocheck",
  "x\n@deprecated y",
  "x\n  @internal",
  "@ internal",
  "@é",
  "{@link x}",
  "mail a@b.c",
  "/*#__PURE__*/ /* @__PURE__ */ #__NO_SIDE_EFFECTS__",
  "//# sourceMappingURL=x.js.map",
  "# sourceURL=x",
  "//@ sourceMappingURL=data:,x",
  "/// <reference path='/etc/hosts' />",
  "'use strict'",
  "#!/usr/bin/env node",
  "{{this.constructor}} & <b> %s $& $1",
  "用户api出错 😀 e\u0301",
  "\ud800",
  "\udfff x",
  "x".repeat(1000),
  "__proto__",
  "constructor",
];

/** Runs printed code as JavaScript and gives the value of its one export. */
function evaluated(code: Code): unknown {
  const source = fileText(ts`const value = ${code};\nexport { value };`);
  const result = transformSync("a.ts", source);
  expect(result.errors).toEqual([]);
  const body = result.code.replace(/export \{ value \};?/, "return value;");
  return new Function(body)();
}

function check(value: Json): void {
  expect(evaluated(lit(value))).toEqual(value);
  expect((globalThis as { __PWNED__?: unknown }).__PWNED__).toBeUndefined();
}

describe("a literal is the value", () => {
  test.each(hostile.map((text) => [JSON.stringify(text).slice(0, 50), text] as const))(
    "%s",
    (_, text) => {
      check(text);
      check([text, { [text]: text, deep: [{ [text]: [text] }] }]);
      const printed = lit(text).text;
      expect(printed).not.toMatch(
        /[\n\r\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\ufeff\p{Cs}]/u,
      );
      expect(printed).not.toMatch(/<!--|<\/script|\/\*\s*[#@]|\/\/\s*[#@]|source(Mapping)?URL=/i);
    },
  );
  test.each([
    0,
    1,
    -1,
    0.1,
    1e21,
    -1e-7,
    Number.MAX_SAFE_INTEGER,
    true,
    false,
    null,
    [],
    {},
    [[]],
    [{}],
  ])("%j", (value) => check(value));
  test("zero has no sign, as in JSON", () => {
    expect(lit(-0).text).toBe("0");
    expect(lit({ a: -0 }).text).toBe("{ a: 0 }");
  });
  test("__proto__ is an own property", () => {
    const value = JSON.parse('{"__proto__": {"admin": true}, "a": {"__proto__": 1}}') as Json;
    const back = evaluated(lit(value)) as object;
    expect(Object.keys(back)).toEqual(["__proto__", "a"]);
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
    expect(JSON.stringify(back)).toBe(JSON.stringify(value));
  });
  test("any JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
        const json = JSON.stringify(value);
        expect(JSON.stringify(evaluated(lit(JSON.parse(json) as Json)))).toBe(json);
      }),
      { numRuns: 200 },
    );
  });
  test("a long one is broken over lines, and lines of a hole keep its indentation", () => {
    const value = { name: "x".repeat(60), list: ["y".repeat(60), { deep: "z".repeat(60), a: 1 }] };
    const code = ts`f({
  ${ts`value: ${lit(value)},`}
});`;
    expect(code.text).toBe(
      [
        "f({",
        "  value: {",
        `    name: "${"x".repeat(60)}",`,
        "    list: [",
        `      "${"y".repeat(60)}",`,
        `      { deep: "${"z".repeat(60)}", a: 1 },`,
        "    ],",
        "  },",
        "});",
      ].join("\n"),
    );
  });
});

describe("a comment is nothing but a comment", () => {
  const options = { typescript: { declaration: { stripInternal: true } } };
  const shapeOf = (text: string): readonly string[] => {
    const file = new Project({ useInMemoryFileSystem: true }).createSourceFile("a.ts", text);
    return file
      .getDescendants()
      .filter(
        (node) =>
          !Node.isJSDoc(node) && node.getFirstAncestorByKind(SyntaxKind.JSDoc) === undefined,
      )
      .map((node) => node.getKindName());
  };
  const fileOf = (comment: Code): string =>
    fileText(ts`${comment}export const a: number = 1;

export interface I {
  ${comment}b: number;
}`);
  const expected = shapeOf(fileOf(doc("harmless")));
  const isHarmless = (comment: Code): void => {
    const text = fileOf(comment);
    expect(shapeOf(text), text).toEqual(expected);
    const { code, declaration, errors } = transformSync("a.ts", text, options);
    expect(errors).toEqual([]);
    expect(declaration, text).toMatch(/\ba: number/);
    expect(declaration, text).toMatch(/\bb: number/);
    expect(code).toMatch(/export const a = 1/);
    const parsed = typescript.createSourceFile("a.ts", text, typescript.ScriptTarget.Latest, true);
    const pragmas = parsed as unknown as { pragmas?: ReadonlyMap<string, unknown> };
    expect([...(pragmas.pragmas?.keys() ?? [])], text).toEqual([]);
    expect(text).not.toMatch(/@(?!deprecated\b|see\b)\S|#__|source(Mapping)?URL=/);
    expect(text).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\ufeff\p{Cs}]/u,
    );
  };
  const tagsIn = (text: string): readonly string[] => {
    const file = new Project({ useInMemoryFileSystem: true }).createSourceFile("a.ts", text);
    return file
      .getVariableStatements()
      .flatMap((one) =>
        one.getJsDocs().flatMap((each) => each.getTags().map((found) => found.getTagName())),
      );
  };
  test.each(hostile.map((text) => [JSON.stringify(text).slice(0, 50), text] as const))(
    "%s",
    (_, text) => {
      for (const comment of [doc(text), doc("x", text), doc(text, "x"), doc(`x\n${text}\ny`)]) {
        isHarmless(comment);
        expect(tagsIn(fileOf(comment))).toEqual([]);
      }
      const tagged = doc("x", tag("deprecated", text), tag("see", "https://x.y"));
      isHarmless(tagged);
      expect(tagsIn(fileOf(tagged))).toEqual(["deprecated", "see"]);
    },
  );
  test("any text", () => {
    const unit = fc.constantFrom(
      ..."*/@#_ \n\r`{}<>!-\\",
      "\u2028",
      "\u0000",
      "\ud800",
      "internal",
      "ts-ignore",
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 12 }), (parts) => {
        const comment = doc(parts.join(""), "x");
        isHarmless(comment);
        expect(tagsIn(fileOf(comment))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
  const printed = (title: string, comment: Code, ...text: readonly string[]): void =>
    test(title, () => expect(comment.text).toBe(text.map((line) => `${line}\n`).join("")));
  printed("one line", doc("Text."), "/** Text. */");
  printed(
    "paragraphs",
    doc("One.", undefined, "", "Two\nlines.  "),
    "/**",
    " * One.",
    " *",
    " * Two",
    " * lines.",
    " */",
  );
  printed(
    "a tag",
    doc("One.", tag("see", "https://x.y")),
    "/**",
    " * One.",
    " *",
    " * @see https://x.y",
    " */",
  );
  printed(
    "a link with an at sign",
    doc(tag("see", "https://x.y/@a")),
    "/** @see https://x.y/%40a */",
  );
  printed(
    "indented lists",
    doc("- a\n  - b\n\n      code"),
    "/**",
    " * - a",
    " *   - b",
    " *",
    " *       code",
    " */",
  );
  printed("nothing", doc("", undefined, " \n "));
});

describe("names", () => {
  test.each(["a", "A1", "_", "$x", "constructor"])("%s is an identifier", (name) => {
    expect(id(name).text).toBe(name);
    expect(key(name).text).toBe(name);
  });
  test.each(["", "1a", "a-b", "a b", "a;", "用", `x = ${pwn}`])("%s is none", (name) => {
    expect(() => id(name)).toThrow(/is not an identifier/);
    expect(key(name).text).toBe(JSON.stringify(name));
  });
  test("__proto__ as a key is computed", () => {
    expect(key("__proto__").text).toBe('["__proto__"]');
  });
});

test("pieces are joined", () => {
  const pieces = [lit("a"), lit(1)];
  expect(join(pieces, ", ").text).toBe('"a", 1');
  expect(lines(pieces).text).toBe('"a"\n1');
  expect(union(pieces).text).toBe('"a" | 1');
  expect(union([]).text).toBe("never");
  expect(ts`[${pieces}${nothing}]`.text).toBe('["a"1]');
});

test("a file has one end, no spaces before line ends and no two empty lines", () => {
  expect(
    fileText(ts`
a; ${nothing}



b;	
`),
  ).toBe("a;\n\nb;\n");
});

test("the name of a source stays in the banner's line", () => {
  const source = `a\n${pwn}\u2028${pwn}\r.yaml`;
  for (const path of ["a.ts", "a.yaml", "a.md"]) {
    const text = bannerOf({ path, source });
    expect(text.trim().split(/[\n\r\u2028\u2029]/).length).toBe(1);
  }
});

test.each([
  ["a.html", "--><script>x</script>", /^<!-- [^<>]*?(?<!-)-->\n$/],
  ["a.css", "*/ body { x", /^\/\* [^*]*\*\/\n\n$/],
  ["a.py", "x coding: utf-7 coding=utf-7", /^# (?:(?!coding[:=]).)*\n\n$/],
  ["a.rb", "x coding: utf-7", /^# (?:(?!coding[:=]).)*\n\n$/],
  ["a.sql", "x\n; drop table y", /^-- [^\n]*\n\n$/],
  ["a.go", "x\u2028y", /^\/\/ [^\n\u2028]*\n\n$/],
])(
  "the banner of %s holds the path %j in its comment, and makes the file ours",
  (path, source, expected) => {
    const text = bannerOf({ path, source });
    expect(text).toMatch(expected);
    expect(isOurs(path, text)).toBe(true);
  },
);

test.each([
  ["a.py", "#!/usr/bin/env python3\n", "x = 1\n", ""],
  ["a.js", "#!/usr/bin/env node\n", "f();\n", ""],
  ["a.lua", "\ufeff", "x = 1\n", ""],
  ["a.rs", "", "#![allow(unused)]\n", ""],
  ["a.md", "---\ntitle: x\n---\n", "# X\n", "\n"],
  ["a.md", "---\n---\n\n", "# X\n", ""],
  ["a.md", "+++\ntitle = 'x'\n\n+++\n\n", "# X\n\n---\n\n---\n", ""],
  ["a.md", "", "---\n\nA rule alone.\n", ""],
  ["a.md", "", "# X\n\n---\n\n---\n", ""],
  ["a.css", '@charset "utf-8";\n', "body {}\n", ""],
  ["a.css", '@charset "utf-8";', " body {}\n", "\n"],
  ["a.html", "<!DOCTYPE html>\n", "<html></html>\n", ""],
  ["a.html", "<!doctype html>", "<html></html>\n", "\n"],
  ["a.html", '<?xml version="1.0"?>\n<!doctype html>\n', "<html></html>\n", ""],
  ["a.html", "---\nlayout: x\n---\n\n", "<p></p>\n", ""],
  ["a.txt", "", "#!/bin/sh\n", ""],
])("the banner of %s stands below %j and is found again", (path, head, rest, gap) => {
  expect(headOf(path, head + rest)).toBe(head);
  const place = { path, source: "a.yaml" };
  const banner = bannerBelow(head, place);
  expect(banner).toBe(gap + bannerOf(place));
  expect(isOurs(path, head + banner + rest)).toBe(banner !== "");
  expect(isOurs(path, head + rest)).toBe(false);
  // Such a file may have been made before the banner had this place.
  expect(isOurs(path, bannerOf(place) + head + rest)).toBe(banner !== "");
});
