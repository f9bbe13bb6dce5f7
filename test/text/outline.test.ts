// The outline of a text has what the parser finds in it, at the same places, or there is none.

import fc from "fast-check";
import { dump } from "js-yaml";
import { describe, expect, test } from "vitest";
import { outlineOf } from "../../generator/text/outlined.ts";
import { outlinedRoot } from "../../generator/text/outlined-nodes.ts";
import type { YamlNode } from "../../generator/text/yaml.ts";
import { readText } from "../../generator/text/yaml-reader.ts";
import { realSpecs, realText } from "../sync/real-specs.ts";
import { lastSchemas, layouts } from "../sync/spec-layouts.ts";

/** Gives all that a node says, with its places. */
function shown(node: YamlNode): unknown {
  const { kind, span, anchor } = node;
  const place = { kind, at: [span.start, span.end], anchor };
  if (node.kind === "scalar") {
    const { value, source, plain, block } = node;
    return { ...place, value, source, plain, block };
  }
  if (node.kind === "sequence") return { ...place, items: node.items.map(shown) };
  const entries = [...node.entries].map(([name, one]) => [name, shown(one.key), shown(one.node)]);
  return { ...place, entries };
}

/** Compares the outline of a text, if it has one, with what the parser makes of it; gives whether it has. */
function compared(text: string): boolean {
  const file = { path: "openapi.yaml", text };
  const outline = outlineOf(file);
  if (outline === undefined) return false;
  const read = readText(file, { foreign: true, depth: 200, faults: 10, nodes: true });
  if ("reason" in read) throw new Error(`the parser refuses what has an outline: ${read.reason}`);
  expect(read.diagnostics.map(({ message }) => message)).toEqual([]);
  expect(read.documents).toBe(1);
  const { root } = read;
  if (root === undefined) throw new Error("the parser finds nothing");
  const outlined = outlinedRoot(outline);
  // Strings compare faster than large trees.
  expect(JSON.stringify(shown(outlined))).toBe(JSON.stringify(shown(root)));
  expect(JSON.stringify(outlined.value)).toBe(JSON.stringify(root.value));
  return true;
}

test.runIf(realSpecs.length > 0).each([...realSpecs])("%s", { timeout: 120_000 }, (name) => {
  expect(compared(realText(name))).toBe(true);
});

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
