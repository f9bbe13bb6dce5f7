// The outline of a text has what the parser finds in it, at the same places, or there is none.

import fc from "fast-check";
import { dump } from "js-yaml";
import { describe, expect, test } from "vitest";
import { lastSchemas, layouts } from "../sync/spec-layouts.ts";
import { compared } from "./compared-outline.ts";

const heads = Object.entries(lastSchemas).map(
  ([name, text]) => [name, `openapi: 3.1.0\ncomponents:\n  schemas:\n${text}`] as const,
);

describe.each([...Object.entries(layouts), ...heads])("%s", (name, text) => {
  test("is read alike", () => {
    const isShared = /anchor|alias|merge|shared/i.test(name) || /[&*]\w/.test(text);
    if (isShared) expect(compared(text)).toBe(false);
    else compared(text);
  });
});

test("most layouts have an outline", () => {
  const having = Object.entries(layouts).filter(([, text]) => compared(text));
  expect(having.length * 2).toBeGreaterThan(Object.keys(layouts).length);
});

/** What may be put anywhere in a text. */
const pieces = [
  ...[
    "",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\n  ",
    "\n    ",
    "\n      ",
    "\n- ",
    "- ",
    "-",
  ],
  ...[
    ": ",
    ":",
    ":\n",
    "? ",
    "<<: *a",
    "&a ",
    "*a",
    "!!str ",
    "#",
    " # c",
    "\n# c\n",
    "'",
    '"',
    "''",
    "\\",
    '\\"',
  ],
  ...[
    "{",
    "}",
    "[",
    "]",
    ",",
    "[]",
    "{}",
    "{ a: 1 }",
    "[a, b]",
    "{ a: 1, a: 2 }",
    "|",
    ">-",
    "|+\n",
    "|2\n",
  ],
  ...[
    "---\n",
    "\n---\n",
    "...\n",
    "%YAML 1.2\n",
    "\ufeff",
    "\u0000",
    "\u00a0",
    "\u2028",
    "\u0085",
    "\ud800",
  ],
  ...[
    "a: b\n",
    "\na: b",
    "info: x\n",
    "\n  a: b: c",
    "~",
    "@",
    "`",
    "x y",
    "\\u0041",
    "\\ud800",
    "1e3",
    "0x1f",
  ],
];
const texts = [...Object.values(layouts), ...heads.map(([, text]) => text)];

test("is the same or missing, whatever is changed in a text", { timeout: 120_000 }, () => {
  const change = fc.record({
    at: fc.nat(),
    gone: fc.constantFrom(0, 0, 0, 1, 2, 5, 20),
    put: fc.constantFrom(...pieces),
  });
  let [having, all] = [0, 0];
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.array(change, { minLength: 1, maxLength: 3 }),
      (text, changes) => {
        let changed = text;
        for (const { at, gone, put } of changes) {
          const start = at % (changed.length + 1);
          changed = changed.slice(0, start) + put + changed.slice(start + gone);
        }
        all++;
        if (compared(changed)) having++;
      },
    ),
    { numRuns: Number(process.env["OUTLINE_RUNS"] ?? 2000) },
  );
  expect(having * 10).toBeGreaterThan(all);
});

test("of printed data is the same or missing", { timeout: 120_000 }, () => {
  const name = fc.oneof(
    fc.constantFrom(
      "a",
      "b",
      "c d",
      "200",
      "$ref",
      "/pets/{id}",
      "x:y",
      "a-b",
      "on",
      "~",
      "#",
      "- a",
    ),
    fc.string({ maxLength: 6 }),
  );
  const scalar = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "",
      "two\nlines\n",
      "a: b",
      "a #b",
      "- a",
      "{a",
      "'",
      '"',
      "\n\n x",
      " x ",
      "x\n\n",
      "null",
    ),
    fc.constantFrom("long words ".repeat(20), `${"long words ".repeat(20)}\n${"more ".repeat(30)}`),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const { value: tree } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      scalar,
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(name, tie("value"), { maxKeys: 4 }),
    ),
  }));
  const style = fc.record({
    indent: fc.constantFrom(1, 2, 3, 4),
    noArrayIndent: fc.boolean(),
    flowLevel: fc.constantFrom(-1, -1, 1, 2, 3),
    lineWidth: fc.constantFrom(-1, 20, 80),
    forceQuotes: fc.boolean(),
  });
  let [having, all] = [0, 0];
  const isOutlined = (text: string) => {
    all++;
    if (compared(text)) having++;
  };
  fc.assert(
    fc.property(fc.dictionary(name, tree, { minKeys: 1, maxKeys: 5 }), style, (data, options) => {
      isOutlined(dump(data, options));
      isOutlined(JSON.stringify(data, undefined, options.indent));
      isOutlined(JSON.stringify(data));
    }),
    { numRuns: Number(process.env["OUTLINE_RUNS"] ?? 250) },
  );
  expect(having * 5).toBeGreaterThan(all * 4);
});

test.each([
  '{ $ref: "#/a" }',
  "{$ref: '#/a'}",
  '{ "$ref": "a.yaml#/b" }   ',
  "{ '$ref' :  \"\" }",
  "{ $ref: 'it''s' }",
  "{ $ref: a }",
  "{ $ref: '1' } # a comment",
  "{ $ref: '1', }",
])("a reference in braces, %s, is read alike", (ref) => {
  expect(compared(`a:\n  b: ${ref}\n  c: ${ref}\n`)).toBe(true);
});
