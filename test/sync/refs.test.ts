// The references in a file: those that an outline finds are those of the whole tree.

import fc from "fast-check";
import { expect, test } from "vitest";
import { byMap } from "../../generator/sync/by-map.ts";
import { entryAt } from "../../generator/sync/pointers.ts";
import { type RefQuery, refsIn } from "../../generator/sync/refs.ts";
import { parseYaml } from "../../generator/text/yaml.ts";
import { realSpecs, realText } from "./real-specs.ts";

/** What is looked for, and the pointers of what is left out. */
interface Query extends Pick<RefQuery, "mayMatter"> {
  readonly except?: readonly string[];
}

/** Gives the references that are found in a text, and in the same text with an alias in it, which has no outline. */
function found(text: string, query: Query = {}): readonly (readonly string[])[] {
  return [text, `x-a: &a 1\nx-b: *a\n${text}`].map((one) => outlined(one, query));
}

function outlined(text: string, { except = [], ...query }: Query = {}): readonly string[] {
  const { value: root } = parseYaml({ path: "openapi.yaml", text }, { foreign: true });
  if (root === undefined) throw new Error("the text cannot be read");
  const entries = except.flatMap((pointer) => {
    const entry = entryAt(root, pointer);
    return entry === undefined ? [] : [[pointer, entry] as const];
  });
  return refsIn(root, { ...query, except: byMap(entries) });
}

test("are found wherever the key is, and nothing else is", () => {
  const text = `$ref: a
b:
- c: {$ref: b}
- $ref
- [x, {'$ref': c}, {"$ref":  "d\\/e" }]
d: $ref
e:
  $ref:
    f
f:
  $ref: >-
    g
g: |
  $ref: none
h: { i: { j: { "$ref": 'h' } } } # $ref: none
k: "{ $ref: none }"
l: { $ref: 1 }
m: { $ref: { $ref: i } }
n: { $refs: none, x$ref: none }
`;
  const all = ["a", "b", "c", "d/e", "f", "g", "h", "i"];
  expect(found(text)).toEqual([all, all]);
  const [b] = [["b"]];
  expect(found(text, { mayMatter: (ref) => ref === "b" })).toEqual([b, b]);
  const rest = ["a", "f", "g", "h", "i"];
  expect(found(text, { except: ["/b"] })).toEqual([rest, rest]);
  const others = ["a", "b", "c", "d/e", "f", "g", "i"];
  expect(found(text, { except: ["/h/i", "/m/n"] })).toEqual([others, others]);
});

test("are found where the key is written with escapes, over lines or as a block", () => {
  const text =
    'a: {"\\u0024ref": a, b: {"$re\\x66" : b}, c: {"\\e$ref": none}}\nd:\n  ? >-\n    $ref\n  : c\n? "$re\\\n  f"\n: d\n';
  expect(found(text)).toEqual([
    ["a", "b", "c", "d"],
    ["a", "b", "c", "d"],
  ]);
});

test("are found in JSON", () => {
  const data = { a: { $ref: "#/a" }, b: [{ $ref: "#/b~1c" }, "$ref"], c: { x$ref: "#/none" } };
  expect(outlined(JSON.stringify(data))).toEqual(["#/a", "#/b~1c"]);
  expect(outlined(JSON.stringify(data, undefined, 2).replaceAll("/", "\\/"))).toEqual([
    "#/a",
    "#/b~1c",
  ]);
});

test.runIf(realSpecs.length > 0).each([...realSpecs])("are found in %s", (name) => {
  const [some, all] = found(realText(name));
  expect(some).toEqual(all);
  expect(all?.length).toBeGreaterThan(10);
});

test("are the same wherever something is put", () => {
  const text = "a:\n  $ref: b\n  c: [{ $ref: d }]\ne:\n  - $ref: 'f'\n";
  const put = fc.constantFrom(
    "$ref: g\n",
    "{ $ref: g }",
    "$ref",
    ": ",
    "'",
    "\n",
    " # ",
    "[",
    "]",
    "? ",
  );
  fc.assert(
    fc.property(fc.nat(text.length), put, (at, piece) => {
      const changed = text.slice(0, at) + piece + text.slice(at);
      const { value: root } = parseYaml({ path: "a.yaml", text: changed }, { foreign: true });
      fc.pre(root?.kind === "mapping");
      const [some, all] = found(changed);
      expect(some).toEqual(all);
    }),
    { numRuns: 500 },
  );
});
