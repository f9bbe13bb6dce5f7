// Files whose names end in ".json" hold JSON and nothing that only YAML reads.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonFault } from "../../generator/text/json.ts";
import { positionOf } from "../../generator/text/source.ts";
import { parseDataFile } from "../../generator/text/yaml.ts";

function told(text: string, path = "catalog/a.json"): readonly string[] {
  return parseDataFile({ path, text }).diagnostics.map(({ code, message, span }) => {
    const { line, column } = span === undefined ? ({} as never) : positionOf(span.file, span.start);
    return `${line}:${column} ${code} ${message.replace("The JSON cannot be read here: ", "")}`;
  });
}

const comments = "JSON has no comments.";
const behindLast = "there is a comma after the last entry.";
const quotes = "a key or a text needs double quotes.";
const odd =
  "a line break or an escape in the quotes is not valid in JSON, or the quotes are not closed.";
const unclosed = "a quote or bracket that is opened above is not closed.";
const number = "the number is not written as JSON requires.";
const between = "a comma is missing between two entries, or the text goes on after its end.";

describe("a text that is no JSON", () => {
  test.each([
    ['{ "a": 1 } # why', "1:12", comments],
    ['{\n  // why\n  "a": 1 }', "2:3", comments],
    ["[1, /* two */ 2]", "1:5", comments],
    ['{ "a": [1, 2,], "b": 3 }', "1:13", behindLast],
    ['{ "a": 1,\n}\n', "1:9", behindLast],
    ["{ a: 1 }", "1:3", quotes],
    ["{ 'a': 1 }", "1:3", quotes],
    ['{ "a": b }', "1:8", quotes],
    ['{ "a": True }', "1:8", quotes],
    ["id: tiny\ntitle: T\n", "1:1", quotes],
    ["- 1\n- 2\n", "1:1", number],
    ['{ "a": 0042 }', "1:8", number],
    ['{ "a": [+1] }', "1:9", number],
    ['{ "a": .5 }', "1:8", number],
    ['{ "a" 1 }', "1:7", "a colon is missing after the key."],
    ['{ "a", "b": 1 }', "1:6", "a colon is missing after the key."],
    ['{ "a": 1 "b": 2 }', "1:10", between],
    ["[1 2]", "1:4", between],
    ["{} {}", "1:4", between],
    ['{ "a": 1 ]', "1:10", between],
    ['{ "a": "b\n c" }', "1:8", odd],
    ['{ "a": "\\x41" }', "1:8", odd],
    ['{ "a": "b }', "1:8", odd],
    ['{ "a": [1', "1:9", unclosed],
    ['{ "a":\n', "1:6", unclosed],
    ['{ "a": }', "1:8", "something is missing before it."],
    ["[, 1]", "1:2", "something is missing before it."],
    ['{ "a": 1,, "b": 2 }', "1:10", "something is missing before it."],
  ])("%j", (text, place, reason) => {
    expect(told(text)).toEqual([`${place} json-syntax ${reason}`]);
  });

  test("is read where its name does not say JSON", () => {
    expect(told("{ a: 1, } # why", "catalog/a.yaml")).toEqual([]);
    expect(told("{ a: 1, } # why", "catalog/a.JSON")).toHaveLength(1);
  });

  test("is told nothing of where it is empty or too large", () => {
    expect(told(" \n").join()).toContain("yaml-empty");
    expect(told("[,".repeat(1_000_000)).join()).toContain("yaml-too-large");
  });

  test("has a place, whatever was changed in it", () => {
    const change = fc.tuple(
      fc.nat(),
      fc.constantFrom("", ",", "}", "]", "{", ":", '"', "1", "\\", "a"),
    );
    fc.assert(
      fc.property(fc.json(), change, (json, [at, put]) => {
        const text = json.slice(0, at % json.length) + put + json.slice((at % json.length) + 1);
        const fault = jsonFault({ path: "a.json", text });
        if (isJson(text)) return fault === undefined;
        const start = fault?.span?.start ?? -1;
        return start >= 0 && start < Math.max(1, text.length);
      }),
      { numRuns: 500 },
    );
  });

  test("takes a moment, however long it is", () => {
    const many = 5_000_000;
    const texts = [
      `["${"\\n".repeat(many)}`,
      `["${"a".repeat(many)}", b]`,
      `${"[".repeat(many / 10)},`,
      `[${"1".repeat(many)}.${"1".repeat(many)} b]`,
      `[${" ".repeat(many)}b]`,
    ];
    for (const text of texts) expect(jsonFault({ path: "a.json", text })).toBeDefined();
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("JSON", () => {
  test("is read however it is laid out", () => {
    const value = {
      id: "tiny",
      list: [1, -2.5e3, true, null, {}, []],
      "a b": "\u2028 \u007f \ud83d\ude00 / \t",
    };
    for (const space of [undefined, 2, "\t"]) {
      const text = `${JSON.stringify(value, null, space).replace("/", "\\/")}\r\n`;
      const read = parseDataFile({ path: "a.json", text });
      expect(read.diagnostics).toEqual([]);
      expect(JSON.stringify(read.value?.value)).toBe(JSON.stringify(value));
    }
  });

  test("with a key twice is refused as YAML is", () => {
    expect(told('{ "a": 1, "a": 2 }').join()).toContain("yaml-duplicate-key");
  });
});
