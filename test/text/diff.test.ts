// Unified diffs: as the library that knows them best writes them, and quick where texts are large and much differs.

import { applyPatch, createTwoFilesPatch } from "diff";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unifiedDiff } from "../../generator/text/diff.ts";

const diffOf = (before: string | undefined, after: string | undefined): string =>
  unifiedDiff({ path: "a.yaml", before, after });

/** Lines of few kinds, so that many are alike, some of them without a line end. */
const text = fc
  .array(fc.constantFrom("a\n", "b\n", "c\n", "\n", "d\r\n", "--- a\n", "\\ No\n"), {
    maxLength: 40,
  })
  .chain((lines) => fc.constantFrom(lines.join(""), lines.join("").trimEnd()));

describe("a small difference", () => {
  test("is written as by the library", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const options = {
          context: 3,
          headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
        };
        const wanted = createTwoFilesPatch(
          "a/x",
          "b/x",
          before,
          after,
          undefined,
          undefined,
          options,
        );
        expect(unifiedDiff({ path: "x", before, after })).toBe(wanted);
      }),
      { numRuns: 500 },
    );
  });

  test("of a file that comes or goes names no file on its side", () => {
    expect(diffOf(undefined, "a\n")).toBe("--- /dev/null\n+++ b/a.yaml\n@@ -0,0 +1,1 @@\n+a\n");
    expect(diffOf("a", undefined)).toBe(
      "--- a/a.yaml\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n\\ No newline at end of file\n",
    );
  });
});

const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => `${line(i)}\n`).join("");

describe("a large difference", () => {
  const before = lines(30_000, (i) => (i % 3 === 0 ? "same:" : `  line ${i}`));
  const check = (name: string, after: string, most: number): void =>
    test(name, () => {
      const diff = diffOf(before, after);
      expect(applyPatch(before, diff) === after).toBe(true);
      const differing = diff.split("\n").filter((line) => /^[-+]/.test(line)).length - 2;
      expect(differing).toBeLessThanOrEqual(most);
    });
  const inserted = (i: number) => (i % 100 === 50 ? lines(300, (j) => `  new ${i % 7} ${j}`) : "");
  check(
    "of many insertions keeps every line",
    before.replace(/ {2}line (\d+)\n/g, (line, i) => inserted(Number(i)) + line),
    60_000,
  );
  check("in every line is the whole text", before.replaceAll(/^/gm, "x").slice(0, -1), 60_000);
  const halves = [15_000, 30_000].map((end) => before.split(/(?<=\n)/).slice(end - 15_000, end));
  check("that swaps the halves moves one", halves.reverse().flat().join(""), 30_010);
  check(
    "of lines that are all alike is the whole text",
    lines(20_000, () => "same:"),
    50_000,
  );
});
