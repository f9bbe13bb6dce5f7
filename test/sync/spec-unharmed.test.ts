// The last check of edits before a description is written: what is not ours may not change, wherever the edits are.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byMap } from "../../generator/sync/by-map.ts";
import { openSpec } from "../../generator/sync/parts.ts";
import { unharmed } from "../../generator/sync/unharmed.ts";
import { applyEdits, type TextEdit } from "../../generator/text/source.ts";
import { layouts } from "./spec-layouts.ts";

const owned = byMap([
  ["/components/schemas/Ours", true],
  ["/x-faultbook", true],
]);

function partOf(text: string) {
  const opened = openSpec({ path: "openapi.yaml", text }, () => ({ diagnostics: [] }));
  return (opened.value as NonNullable<typeof opened.value>).main;
}

function verdict(text: string, edits: readonly TextEdit[]): string | undefined {
  return unharmed(partOf(text), applyEdits(text, edits), [owned])?.code;
}

const listed = `${layouts["plain"]}x-list: [1, { a: 2 }]\n`;
// With an alias in it the whole text is compared, without one what is near the edits.
const texts = {
  "a text with an alias": `${listed}x-alias: &a { b: 1 }\nx-other: *a\n`,
  "a text without": `${listed}x-last: 1\n`,
  "a long text": `${listed}${"x-l0: a\nx-l1:\n  b: |\n    c\n\n    d\n  e: f\nx-l2: [\n  g ]\n".replaceAll(/l(\d)/g, "l$1a")}x-last: 1\n`,
};

describe.each(Object.entries(texts))("%s", (_, text) => {
  const check = (from: string | RegExp, to: string) => {
    const found = new RegExp(from).exec(text);
    expect(found).not.toBeNull();
    const start = found?.index ?? 0;
    return verdict(text, [{ start, end: start + (found?.[0].length ?? 0), text: to }]);
  };

  test("may get ours", () =>
    expect(check("x-list", "    Ours:\n      a: 1\nx-list")).toBeUndefined());

  test.each([
    ["no YAML", "x-list: \\[", "x-list: [["],
    ["another value", "title: Pets", "title: Cats"],
    ["another type", "version: '1'", "version: 1"],
    ["a key less", "  version: '1'\n", ""],
    ["another name", "Pet:", "Cat:"],
    ["a key more", "x-list", "x-new: 1\nx-list"],
    ["a key twice", "x-list", "info: {}\nx-list"],
    ["an item less", "\\[1, ", "["],
    ["another item", "\\[1, ", "[2, "],
    ["another value in an item", "a: 2", "a: 3"],
    ["ours in another place", "x-list", "Ours: { a: 1 }\nx-list"],
    ["ours a level too deep", "x-list", "      Ours:\n        a: 1\nx-list"],
    ["a text in place of a map", "\\{ a: 2 \\}", "a"],
    ["a value less", "type: object", "type:"],
    ["a document more", "x-list", "---\nx-list"],
  ])("may not get %s", (_, from, to) => expect(check(from, to)).toBe("spec-place"));
});

test("an alias may not become something else", () => {
  const text = texts["a text with an alias"];
  const start = text.indexOf("*a");
  expect(verdict(text, [{ start, end: start + 2, text: "1" }])).toBe("spec-place");
});

const large = `openapi: 3.1.0
info:
  title: Pets
  # a comment
  description: |+
    two

    lines

  version: '1'
tags:
- name: a
- name: b
paths:
  /a:
    summary: of two
      lines
    get:
      operationId: a
      parameters:
        - name: p
          in: query
      responses:
        '200':
          description: ok
  /b:
    get: { responses: { '200': { description: ok } } }
    post:
      responses:
        '200':
          description: "of
            two lines"

  /c:
    ? get
    : responses: {}
  /d:
    get:
      responses:
        '200': { description: ok }
components:
  schemas:
    A:
      type: object
    B:
      enum: [a,
        b]
    C:
      type: >-
        object

    D:
      type: string
  responses:
    R: { description: r }
x-last:
  a: 1
`;

test("the verdict is the same as where all is read, whatever the edits are", () => {
  // The alias stands where no edit is, and keeps the text from having an outline.
  const [first, rest] = [large.slice(0, 15), large.slice(15)];
  const whole = `${first}x-a: &a 1\nx-b: *a\n${rest}`;
  const shift = whole.length - large.length;
  const starts = [...rest.matchAll(/^|\n */g)].map((found) => 15 + found.index + found[0].length);
  const put = fc.constantFrom(
    "",
    "\n",
    " ",
    "  ",
    "    Ours:\n      a: 1\n",
    "    Ours: 1\n    ",
    "Ours: 1\n    ",
    "B: 1\n    ",
    "x-faultbook: {}\n",
    "x-faultbook:\n  a: 1\n",
    "a",
    "'",
    "[",
    "# c\n",
    "- ",
    "---\n",
    "...\n",
    "\t",
    "|\n",
    ": ",
  );
  const edit = fc
    .tuple(fc.nat(), fc.boolean(), fc.integer({ min: -4, max: 4 }), fc.nat({ max: 12 }), put)
    .map(([at, isNear, by, length, text]): TextEdit => {
      const near = starts[at % starts.length] ?? 15;
      const start = Math.max(15, Math.min(large.length, isNear ? near : near + by));
      return { start, end: Math.min(large.length, start + (length > 6 ? length - 6 : 0)), text };
    });
  const apart = (edits: readonly TextEdit[]) =>
    edits
      .toSorted((a, b) => a.start - b.start || a.end - b.end)
      .filter((one, i, all) => all.slice(0, i).every(({ end }) => one.start > end));
  const seen = new Map<string | undefined, number>();
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (given) => {
      const edits = apart(given);
      const shifted = edits.map(({ start, end, text }) => ({
        start: start + shift,
        end: end + shift,
        text,
      }));
      const found = verdict(large, edits);
      seen.set(found, (seen.get(found) ?? 0) + 1);
      expect(found).toBe(verdict(whole, shifted));
    }),
    { numRuns: 800 },
  );
  expect(Math.min(seen.get(undefined) ?? 0, seen.get("spec-place") ?? 0)).toBeGreaterThan(10);
});
