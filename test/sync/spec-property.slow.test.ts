// Splicing into made-up descriptions of any style: a second run changes nothing, and a removal gives back every byte.

import fc from "fast-check";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { removeFrom, second, syncText, withoutOurs } from "./spec-project.ts";

/** A value of a key as lines: what stands behind the colon, and the lines below without their indentation. */
interface Written {
  readonly line: string;
  readonly below: readonly string[];
}

const filler = fc.constantFrom("", "", "", "", "# c", "  # c", "\t", "      # c", "   ");
const behind = fc.constantFrom("", "", "", " # c", "  ", "\t# c: d");
const word = fc.constantFrom("a", "b", "it's", "ünï", "x: y", "# no", "- z", "😀", "{", "*s");
const quoted = word.map((text) => `"${text}"`);
const plainWord = fc.constantFrom("1", "a", "no", "a b", "x#y", "~", "null");
const blockHead = fc.constantFrom("|", ">", "|-", "|+", ">+", "|2");

const scalar: fc.Arbitrary<Written> = fc.oneof(
  fc.tuple(plainWord, behind).map(([text, end]) => ({ line: ` ${text}${end}`, below: [] })),
  fc.tuple(quoted, behind).map(([text, end]) => ({ line: ` ${text}${end}`, below: [] })),
  fc.constant({ line: "", below: [] }),
  fc.tuple(blockHead, fc.array(word, { maxLength: 3 }), fc.nat(2)).map(([head, lines, blank]) => ({
    line: ` ${head}`,
    below: [...lines.map((line) => `  ${line}`), ...Array<string>(blank).fill("")],
  })),
  fc.constant({ line: " a", below: ["  b", "", "  c"] }),
  fc.constant({ line: " { a: 1, b: [x,", below: ["  y] } # c"] }),
  fc.constant({ line: "", below: ["- a", "- b: 1", "  c: 2"] }),
);

interface Style {
  readonly unit: string;
  readonly lineEnd: string;
}

const mapOf = (value: fc.Arbitrary<Written>, keys: readonly string[]): fc.Arbitrary<Written> =>
  fc
    .tuple(
      fc.subarray([...keys], { minLength: 0 }),
      fc.array(fc.tuple(value, filler, fc.nat(2)), {
        minLength: keys.length,
        maxLength: keys.length,
      }),
      fc.constantFrom("", " {}", " { }"),
    )
    .map(([chosen, given, empty]) => {
      if (chosen.length === 0) return { line: empty, below: [] };
      const below = chosen.flatMap((key, i) => {
        const [written, comment, quotes] = given[i] as [Written, string, number];
        const name = ["", "'", '"'][quotes] ?? "";
        const before = comment === "" ? [] : [comment.trimStart() === "" ? "" : comment];
        return [...before, `${name}${key}${name}:${written.line}`, ...written.below.map(deeper)];
      });
      return { line: "", below: below.map(deeper) };
    });

/** One step in; empty lines stay empty. */
function deeper(line: string): string {
  return line === "" ? "" : `\u0001${line}`;
}

const schemas = mapOf(scalar, ["Pet", "Cat", "a/b~c"]);
const components = mapOf(schemas, ["schemas", "responses", "parameters"]);
const answers = mapOf(scalar, ["200", "4XX"]);
const operation = answers.map(({ line, below }) => ({
  line: "",
  below: [
    "\u0001/pets:",
    "\u0001\u0001get:",
    `\u0001\u0001\u0001responses:${line}`,
    ...below.map((one) => (one === "" ? "" : `\u0001\u0001\u0001${one}`)),
  ],
}));

const style: fc.Arbitrary<Style> = fc.record({
  unit: fc.constantFrom("  ", "    ", " "),
  lineEnd: fc.constantFrom("\n", "\n", "\r\n"),
});

const description = fc
  .tuple(
    fc.shuffledSubarray(["components", "paths", "info", "x-a"]),
    fc.record({ components, paths: operation, info: scalar, "x-a": scalar }),
    style,
    fc.constantFrom("", "\n", "\n\n", "\n# end\n", "\n  # end\n\n", "\n...\n"),
  )
  .map(([order, values, { unit, lineEnd }, end]) => {
    const lines = order.flatMap((key) => {
      const { line, below } = values[key as keyof typeof values];
      return [`${key}:${line}`, ...below];
    });
    const text = ["openapi: 3.1.0", ...lines].join("\n") + end;
    return text.replaceAll("\u0001", unit).replaceAll("\n", lineEnd);
  })
  // What the made-up styles come to need not be YAML.
  .filter((text) => {
    try {
      load(text);
      return Object.keys(schemasOf(text)).length >= 0;
    } catch {
      return false;
    }
  });

function schemasOf(text: string): object {
  const { components: all } = load(text) as { components?: { schemas?: object } | null };
  return all?.schemas ?? {};
}

const gap = fc.constantFrom(
  "",
  "",
  "",
  " ",
  "  ",
  "\n",
  "\n  ",
  "\n    ",
  " # c\n    ",
  "\n\n     ",
);

interface Gaps {
  readonly next: () => string;
  readonly comma: boolean;
}

/** Prints data with braces and made-up white space; with comments and commas at the end it is no JSON any more. */
function inBraces(value: unknown, gaps: Gaps): string {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, inner]) => `${gaps.next()}"${key}":${gaps.next() || " "}${inBraces(inner, gaps)}`,
  );
  const end = gaps.comma && entries.length > 0 ? "," : "";
  return `{${entries.join(`${gaps.next()},`)}${end}${gaps.next()}}`;
}

const leaf = fc.constantFrom<unknown>(
  {},
  { type: "object" },
  { a: [1, "}"] },
  { a: { b: "# no" } },
);
const part = fc.dictionary(fc.constantFrom("Pet", "Cat", "a b"), leaf, { noNullPrototype: true });
const sections = fc.record(
  { schemas: part, responses: part },
  { requiredKeys: [], noNullPrototype: true },
);
const braces = fc
  .tuple(
    fc.record(
      {
        openapi: fc.constant("3.1.0"),
        components: sections,
        paths: fc.record({ "/pets": fc.record({ get: fc.record({ responses: part }) }) }),
      },
      { requiredKeys: ["openapi"], noNullPrototype: true },
    ),
    fc.array(gap, { minLength: 1, maxLength: 12 }),
    fc.boolean(),
    fc.boolean(),
    fc.constantFrom("\n", "\r\n"),
  )
  .map(([data, gaps, comma, isInBlock, lineEnd]) => {
    let at = 0;
    const next = () => gaps[at++ % gaps.length] ?? "";
    const lines = isInBlock
      ? Object.entries(data).map(([key, value]) => `${key}: ${inBraces(value, { next, comma })}`)
      : [inBraces(data, { next, comma })];
    return `${lines.join("\n")}\n`.replaceAll("\n", lineEnd);
  })
  .filter((text) => {
    try {
      return load(text) !== undefined;
    } catch {
      return false;
    }
  });

test.each([
  ["any description", description],
  ["any braces", braces],
])("%s: nothing is lost, twice is once, and all comes out again", (_, arbitrary) => {
  fc.assert(
    fc.property(arbitrary, (text) => {
      const synced = syncText(text);
      expect(JSON.stringify(withoutOurs(synced))).toBe(JSON.stringify(withoutOurs(text)));
      expect(syncText(synced)).toBe(synced);
      expect(removeFrom(synced)).toBe(text);
      const later = syncText(synced, { catalogs: [second] });
      expect(syncText(later, { catalogs: [second] })).toBe(later);
      expect(removeFrom(later)).toBe(text);
    }),
    { numRuns: 150, interruptAfterTimeLimit: 8000 },
  );
});
