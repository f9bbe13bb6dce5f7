// Reading and writing YAML: values, places, everything that is refused, and what comes back from other readers.

import fc from "fast-check";
import { CORE_SCHEMA, load, YAML11_SCHEMA } from "js-yaml";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { pointerTokens } from "../../generator/text/pointer.ts";
import { positionOf, type Span } from "../../generator/text/source.ts";
import {
  keySpanAt,
  nodeAt,
  parseYaml,
  type YamlNode,
  yamlLimits,
} from "../../generator/text/yaml.ts";
import { printYaml } from "../../generator/text/yaml-print.ts";

const root = (text: string): YamlNode => {
  const { value, diagnostics } = parseYaml({ path: "a.yaml", text });
  if (value === undefined) throw new Error(diagnostics.map((one) => one.message).join("\n"));
  return value;
};

const at = ({ file, start, end }: Span): string => {
  const [from, to] = [positionOf(file, start), positionOf(file, end)];
  return `${from.line}:${from.column}-${to.line}:${to.column}`;
};

/** Every fault as `line:column code message`, with the places of its notes behind it. */
const faults = (text: string): readonly string[] =>
  parseYaml({ path: "a.yaml", text }).diagnostics.map(({ span, code, message, notes }) => {
    const place = span === undefined ? "" : at(span).split("-")[0];
    const others = notes.map((note) => (note.span ? ` (${at(note.span).split("-")[0]})` : ""));
    return `${place} ${code} ${message}${others.join("")}`;
  });

describe("a plain scalar has the value that the core schema of YAML 1.2 gives it", () => {
  const check = (text: string, expected: unknown): void =>
    test(text, () => expect(root(`a: ${text}\n`).value).toEqual({ a: expected }));
  check("no", "no");
  check("NO", "NO");
  check("yes", "yes");
  check("on", "on");
  check("true", true);
  check("False", false);
  check("2024-02-30", "2024-02-30");
  check("2026-08-20T10:00:00Z", "2026-08-20T10:00:00Z");
  check("12:30", "12:30");
  check("1_000", "1_000");
  check("0o7", 7);
  check("0x10", 16);
  check("0b1", "0b1");
  check("007", 7);
  check("1e5", 100000);
  check("-0", -0);
  check(".5", 0.5);
  check("1.2.0", "1.2.0");
  check("~", null);
  check("Null", null);
  check("nul", "nul");
  check("", null);
  check("=", "=");
  check("'1'", "1");
  check('"true"', "true");
  check("|\n  1", "1\n");
});

describe("places", () => {
  const check = (title: string, text: string, expected: Readonly<Record<string, string>>): void =>
    test(title, () => {
      const node = root(text);
      const found = Object.keys(expected).map((pointer) => [
        pointer,
        pointer.startsWith("key ")
          ? at(keySpanAt(node, pointer.slice(4)))
          : at(nodeAt(node, pointer).span),
      ]);
      expect(Object.fromEntries(found)).toEqual(expected);
    });
  check("block", "a: 1\nb:\n  c: x y\n  d:\n    - 1\n    - e: 2\n", {
    "": "1:1-6:11",
    "/a": "1:4-1:5",
    "key /b": "2:1-2:2",
    "/b": "3:3-6:11",
    "/b/c": "3:6-3:9",
    "key /b/d": "4:3-4:4",
    "/b/d/1": "6:7-6:11",
    "key /b/d/1/e": "6:7-6:8",
    "/b/d/9": "5:5-6:11",
  });
  check("flow, with its brackets", '{ a: [1, "x" , ], "b": { }, c: [{ d: 1 } ] , }\n', {
    "": "1:1-1:47",
    "/a": "1:6-1:17",
    "/a/1": "1:10-1:13",
    "key /b": "1:19-1:22",
    "/b": "1:24-1:27",
    "/c": "1:32-1:43",
    "/c/0": "1:33-1:41",
  });
  check("flow over lines with comments", "a: [ # ]\n  1, # }\n  2 # ]\n  ] # x\nb: 1\n", {
    "/a": "1:4-4:4",
    "/b": "5:4-5:5",
  });
  check(
    "quoted and over lines",
    "a: \"x\n  y\"\nb: 'it''s'\nc: |\n\n  one\n  two\n\nd: >-\n  x\ne: x\n  y\n",
    {
      "/a": "1:4-2:5",
      "/b": "3:4-3:11",
      "/c": "6:3-7:6",
      "/d": "10:3-10:4",
      "/e": "11:4-12:4",
    },
  );
  check("nothing", "a:\nb: [ ,]\n".replace(" ,", ""), { "/a": "1:2-1:2", "/b": "2:4-2:6" });
  check("CRLF", "a: 1\r\nb:\r\n  c: 2\r\n", { "/a": "1:4-1:5", "key /b/c": "3:3-3:4" });
  check("wide characters count as UTF-16 units", 'ü: "😀"\n键: x\n', {
    "/ü": "1:4-1:8",
    "key /键": "2:1-2:2",
  });
  check("keys with slashes and tildes", "a/b: { ~c: 1 }\n", { "/a~1b/~0c": "1:12-1:13" });
  check("JSON with tabs", '{\n\t"a": [\n\t\t1\n\t]\n}\n', { "/a": "2:7-4:3", "/a/0": "3:3-3:4" });
});

test("pointers are unescaped in the order of RFC 6901", () => {
  expect(pointerTokens("/a~1b/~01/")).toEqual(["a/b", "~1", ""]);
  expect(pointerTokens("")).toEqual([]);
});

test("keys that every object inherits are own properties", () => {
  const text = "__proto__: { a: 1 }\nconstructor: 2\ntoString: 3\nhasOwnProperty: 4\n";
  const { value } = root(text);
  expect(Object.keys(value as object)).toEqual([
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
  ]);
  expect(Object.getPrototypeOf(value)).toBeNull();
  expect(({} as { a?: number }).a).toBeUndefined();
});

describe("what is accepted", () => {
  const check = (title: string, text: string, expected: unknown): void =>
    test(title, () => expect(root(text).value).toEqual(expected));
  check("a start of the document", "# c\n---\na: 1\n", { a: 1 });
  check("an end of the document", "a: 1\n...\n", { a: 1 });
  check("a version", "%YAML 1.2\n---\na: 1\n", { a: 1 });
  check("only null", "null\n", null);
  check("JSON", '{"a": [1, "\\u00fc", null, true, 1.5e3], "b": {}}', {
    a: [1, "ü", null, true, 1500],
    b: {},
  });
  check("both halves of a character", '"\\ud83d\\ude00"', "😀");
  check("tabs inside a line", "a:\tx\ty\t# c\n", { a: "x\ty" });
  check("CRLF", "a: |\r\n  x\r\n  y\r\nb: 1\r\n", { a: "x\ny\n", b: 1 });
  check(
    "the deepest nesting",
    "[".repeat(64) + "]".repeat(64),
    JSON.parse("[".repeat(64) + "]".repeat(64)),
  );
});

describe("what is refused", () => {
  const check = (title: string, text: string, ...expected: readonly string[]): void =>
    test(title, () => expect(faults(text)).toEqual(expected));
  const twice = (key: string) => `yaml-duplicate-key The key "${key}" is given twice in one map.`;
  const alias = (what: string) =>
    `yaml-alias YAML anchors and aliases are not allowed; this is an ${what}.`;
  const syntax = (reason: string) => `yaml-syntax The YAML cannot be read here: ${reason}.`;
  const tab = "yaml-tab There is a tab where YAML allows only spaces.";
  check("nothing", "", "1:1 yaml-empty The file is empty.");
  check("only comments", "# a\n\n# b\n", "1:1 yaml-empty The file is empty.");
  check("only a start", "---\n", "1:1 yaml-empty The file is empty.");
  const many = "yaml-many-documents The file holds more than one YAML document.";
  check("a second document", "a: 1\n---\nb: 1\n", `2:1 ${many}`);
  check("a second document after a start", "---\na: 1\n---\nb: 1\n", `3:1 ${many}`);
  check(
    "two keys",
    "a: 1\nb: 2\na: 3\nb: 4\n",
    `3:1 ${twice("a")} (1:1)`,
    `4:1 ${twice("b")} (2:1)`,
  );
  check("three keys", "a: 1\na: 2\na: 3\n", `2:1 ${twice("a")} (1:1)`, `3:1 ${twice("a")} (1:1)`);
  check(
    "a quoted twin",
    "{ a: 1, \"a\": 2, 'a': 3 }",
    `1:9 ${twice("a")} (1:3)`,
    `1:17 ${twice("a")} (1:3)`,
  );
  check("an escaped twin", '{"a": 1, "\\u0061": 2}', `1:10 ${twice("a")} (1:2)`);
  check(
    "twins in JSON",
    '{"a":1,"b":[{"c":1,"c":2}],"a":2}',
    `1:20 ${twice("c")} (1:14)`,
    `1:28 ${twice("a")} (1:2)`,
  );
  check("a number and its text", '1: a\n"1": b\n', `2:1 ${twice("1")} (1:1)`);
  check("a twin of __proto__", "__proto__: 1\n__proto__: 2\n", `2:1 ${twice("__proto__")} (1:1)`);
  check(
    "an anchor and an alias",
    "a: &x 1\nb: *x\n",
    `1:4 ${alias("anchor")}`,
    `2:4 ${alias("alias")}`,
  );
  check("an alias of nothing", "a: *nobody\n", `1:4 ${alias("alias")}`);
  check("a circle", "a: &a [*a]\n", `1:4 ${alias("anchor")}`, `1:8 ${alias("alias")}`);
  check(
    "an alias as key",
    "*x : 1\n*x : 2\n",
    `1:1 ${alias("alias")}`,
    `2:1 ${alias("alias")}`,
    `2:1 ${twice("*x")} (1:1)`,
  );
  const merge = 'yaml-merge The merge key "<<" of YAML 1.1 is not allowed.';
  check("a merge key", "a:\n  <<: { b: 1 }\n  b: 2\n", `2:3 ${merge}`);
  check(
    "tags",
    "a: !!str 1\nb: !own { c: 1 }\n",
    '1:4 yaml-tag YAML tags are not allowed; this is "!!str".',
    '2:4 yaml-tag YAML tags are not allowed; this is "!own".',
  );
  const key = "yaml-key A key must be a string.";
  check("keys that are no texts", "? [a]\n: 1\n? { b: 1 }\n: 2\n", `1:3 ${key}`, `3:3 ${key}`);
  check("no key", ": 1\n", `1:1 ${key}`);
  check(
    "infinities",
    "a: .inf\nb: -.INF\nc: .nan\n",
    ...[".inf", "-.INF", ".nan"].map(
      (source, i) => `${i + 1}:4 yaml-number ${source} is not a number that JSON can hold.`,
    ),
  );
  check("a tab as indentation", "a:\n\tb: 1\n", `2:1 ${tab}`);
  check("a tab after spaces", "a:\n  b: 1\n \tc: 2\n", `3:2 ${tab}`);
  check("a tab in flow", "a: {\n\tb: 1 }\n", `2:1 ${tab}`);
  check("a tab after a dash", "a:\n- b\n-\tc: 1\n", `3:2 ${tab}`);
  check("a tab in a block", "a: |\n\tb\n", `2:1 ${tab}`);
  const character = (code: string) =>
    `yaml-character The character ${code} is not allowed in YAML.`;
  check("a bell", "a: x\u0007y\n", `1:5 ${character("U+0007")}`);
  check("a null byte", 'a: "x\u0000"\n', `1:6 ${character("U+0000")}`);
  check("a control character in quotes", "a: 1\nb: 'x\u0001'\n", `2:6 ${character("U+0001")}`);
  const half = (unit: string) =>
    `yaml-half-character The text holds half a character (${unit}), which cannot be saved as UTF-8.`;
  check("half a character", 'a: "x\\ud800y"\n', `1:4 ${half("\\ud800")}`);
  check("halves in the wrong order", '"\\ude00\\ud83d": 1\n', `1:1 ${half("\\ude00")}`);
  check("half a character in long form", 'a: "\\U0000DFFF"\n', `1:4 ${half("\\udfff")}`);
  check("more than Unicode has", 'a: "\\U00110000"\n', `1:4 ${half("\\udc00")}`);
  const open =
    "a quote or bracket that is opened above is not closed, or its text is indented too little";
  check("an open bracket", "a: [1,\n  2\n\n", `2:3 ${syntax(open)}`);
  check(
    "an open brace in JSON",
    '{"a": 1',
    `1:7 ${syntax("a quote or bracket that is opened above is not closed")}`,
  );
  check("an open quote", 'a: "x\nb: 1\n', `2:1 ${syntax(open)}`);
  const indent =
    "it is not indented like the keys above, or a text that holds a colon or begins with a special character has no quotes";
  check("a wrong indentation", "a:\n  b: 1\n c: 2\n", `3:2 ${syntax(indent)}`);
  check("a colon in a text", "a: b: c\n", `1:5 ${syntax(indent)}`);
  check("an at sign", "a: @b\n", `1:4 ${syntax(indent)}`);
  const goesOn =
    "it does not continue the lines above; a colon, the space after a colon, or a dash may be missing";
  check("no space after a colon", "a:1\nb: 2\n", `2:2 ${syntax(goesOn)}`);
  check("a list, then a map", "- a\nb: 1\n", `2:1 ${syntax(goesOn)}`);
  check("no colon", "a: 1\nb\nc: 2\n", `3:2 ${syntax("a colon is missing after the key")}`);
  check(
    "no comma",
    '["a" "b"]',
    `1:6 ${syntax("a comma is missing between two entries in brackets")}`,
  );
  check("two commas", "[1,,2]", `1:4 ${syntax("an entry is missing before the comma")}`);
  check(
    "an unknown escape",
    '"\\q"',
    `1:3 ${syntax("double quotes know no such escape, and a backslash itself is doubled")}`,
  );
  check("a short escape", '"\\u12"', `1:6 ${syntax("an escape has too few hexadecimal digits")}`);
  const deep = "yaml-too-deep Lists and maps are nested deeper than 64 levels.";
  check("a hundred thousand brackets", "[".repeat(100_000), `1:65 ${deep}`);
  check("a hundred thousand braces", "{a: ".repeat(100_000), `1:254 ${deep}`);
  check("a hundred thousand dashes", "- ".repeat(100_000), `1:131 ${deep}`);
});

describe("the reading of hostile texts is soon over", () => {
  const bomb = Array.from({ length: 9 }, (_, i) =>
    i === 0 ? "a0: &a0 [x, x]" : `a${i}: &a${i} [${`*a${i - 1}, `.repeat(10)}]`,
  ).join("\n");
  const check = (title: string, text: string, code: string, count: number): void =>
    test(title, () => {
      const { diagnostics } = parseYaml({ path: "a.yaml", text }, yamlLimits);
      expect(diagnostics.map((one) => one.code)).toContain(code);
      expect(diagnostics.length).toBe(count);
    });
  check("nine levels of aliases", bomb, "yaml-alias", 89);
  check("ten million items", `[${"1,".repeat(10_000_000)}]`, "yaml-too-large", 1);
  check("ten million lines", "\n".repeat(10_000_000), "yaml-too-large", 1);
  check("a million documents", "---\n".repeat(1_000_000), "yaml-too-large", 1);
  check("fifty thousand twins", "a: 1\n".repeat(50_000), "yaml-duplicate-key", yamlLimits.faults);
  check("fifty thousand questions", "?\n".repeat(50_000), "yaml-key", yamlLimits.faults);
  check("a long line", `a: ${"x".repeat(1_000_000)}\n[`, "yaml-syntax", 1);
});

describe("what is printed is read alike by everybody", () => {
  const readers: Readonly<Record<string, (text: string) => unknown>> = {
    "our own reader": (text) => JSON.parse(JSON.stringify(root(text).value)),
    "js-yaml, core schema": (text) => load(text, { schema: CORE_SCHEMA }),
    "js-yaml, YAML 1.1": (text) => load(text, { schema: YAML11_SCHEMA }),
    "yaml, 1.2": (text) => parse(text, { version: "1.2" }),
    "yaml, 1.1": (text) => parse(text, { version: "1.1" }),
  };
  const check = (value: unknown): void => {
    const text = printYaml(value);
    for (const [name, read] of Object.entries(readers)) {
      expect(read(text), `${name}: ${text}`).toEqual(value);
    }
  };
  const strings = [
    ..."NO,no,yes,Y,n,on,OFF,true,Null,null,~,007,0o7,0b1,0x10,1e5,1_000,12:30,190:20:30,.inf,.NaN,+1,-0,1.0,.5".split(
      ",",
    ),
    ..."2024-02-30,2026-08-20,2026-08-20T10:00:00Z,=,<<,-,?,:,- a,? a,: a,a:,a: b,# c,a #b,&a,*a,!x,!!str,|,>,%a,@a,`a".split(
      ",",
    ),
    ..." a,a ,{a},[a],{,},[,],'a',\"a\",a'b,a\"b,\\,\\n,---,...,--- a".split(","),
    "",
    ",",
    "a,b",
    "one\ntwo",
    "one\n\n  two\n",
    "\nx",
    "x\n\n",
    " \n x",
    "a\tb",
    "\t",
    "a\r\nb",
    "a\u2028b",
    "a\u2029b",
    "a\u0085b",
    "a\u0000b",
    "a\u007fb",
    "\ufeffa",
    "a\u200bb",
    "😀",
    "用户api出错",
    "x".repeat(500),
    `${"word ".repeat(60)}end`,
    "*/ PWN; /*",
    "left | right",
  ];
  test.each(strings.map((text) => [JSON.stringify(text), text] as const))("%s", (_, text) => {
    check(text);
    check([text]);
    check({ [text]: 1, deep: { list: [text, { key: text }] } });
  });
  test("texts that look like numbers, days and marks", () => {
    const unit = fc.constantFrom(..."0123456789+-_.:xobeETZ nN~");
    fc.assert(fc.property(fc.array(fc.string({ unit, minLength: 1, maxLength: 12 })), check), {
      numRuns: 700,
    });
  });
  test("any JSON", () => {
    const json = fc.jsonValue({ maxDepth: 4, stringUnit: "binary" });
    fc.assert(
      fc.property(json, (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        fc.pre(!JSON.stringify(plain).includes("__proto__"));
        check(plain);
      }),
      { numRuns: 300 },
    );
  });
  test("keys that every object inherits", () => {
    const value: unknown = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}');
    expect(JSON.stringify(root(printYaml(value)).value)).toBe(JSON.stringify(value));
  });
  test("the same value twice is written twice, and lines end as on Unix", () => {
    const shared = { a: 1 };
    const text = printYaml({ one: shared, two: shared, text: "a\nb\n" });
    expect(text).toBe("one:\n  a: 1\ntwo:\n  a: 1\ntext: |\n  a\n  b\n");
  });
});
