// The printer of YAML: what it gives is read back as the same data, and is what js-yaml's own printer would give.

import fc from "fast-check";
import { CORE_SCHEMA, DEFAULT_SCALAR_STYLE_RULES, dump, load, YAML11_SCHEMA } from "js-yaml";
import { describe, expect, test } from "vitest";
import { escapeDeceptive, isDeceptive, sizedEscape } from "../../generator/text/characters.ts";
import { type Layout, plainWriter } from "../../generator/text/writer.ts";
import { printYaml, yamlWriter } from "../../generator/text/yaml-print.ts";

/** What js-yaml prints, with our quotes where its own leave some reader in doubt. */
function reference(value: unknown, quoted?: string): string {
  const doubtful =
    /^(?!\d+\.\d+\.\d+$)[-+.:_0-9eE ]+$|^[-+]?0[box]\w*$|^\d{4}-\d|^(?:---|\.\.\.)|^(?=\s)[\s\S]*\n/;
  const quote = (layout: { node: { tag: string; value: string }; style: number }): void => {
    const { tag, value: text } = layout.node;
    const isText = tag === "tag:yaml.org,2002:str";
    const isQuoted = isDeceptive(text) || (text === quoted && /[\r\n]/.test(text));
    if (isText && (doubtful.test(text) || isQuoted)) layout.style = 3;
  };
  const printed = dump(value, {
    noRefs: true,
    lineWidth: -1,
    quoteStyle: "double",
    scalarStyleRules: [quote as never, ...Object.values(DEFAULT_SCALAR_STYLE_RULES)],
  });
  return escapeDeceptive(printed, sizedEscape);
}

function check(value: unknown): void {
  const text = printYaml(value);
  expect(text).toBe(reference(value));
  expect(load(text, { schema: CORE_SCHEMA })).toEqual(value);
  expect(load(text, { schema: YAML11_SCHEMA })).toEqual(value);
}

function checkText(text: string): void {
  check(text);
  check([text, [text, []], { [text]: text, more: {} }]);
  check({ [text]: 1, deep: { list: [text, { [text]: [text] }], [`${text}.`]: text } });
}

const numRuns = 100;

describe("every value is read back, and printed as js-yaml would", () => {
  const plain = { noNullPrototype: true } as const;
  test("any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), checkText), { numRuns });
  });
  test("texts of what means something in YAML", () => {
    const unit = fc.constantFrom(
      ..."-?:,[]{}#&*!|>'\"%@`~=<. \n\t\r\\aeEnNoy01_x/$(\u00a0\u2028\ufeff\ud83d\ude00\ud800é",
    );
    fc.assert(fc.property(fc.string({ unit, maxLength: 9 }), checkText), { numRuns: 400 });
  });
  test("a text that begins with a line end, and goes on indented", () => {
    for (const text of ["\n  a", "\n a", "\n\n  a\n", "\na"]) checkText(text);
  });
  test("lines", () => {
    const line = fc.constantFrom(
      "",
      " ",
      "a",
      "  a",
      "a ",
      "- a",
      "a: b",
      "# a",
      "---",
      "...",
      "0",
    );
    const text = fc.array(line, { maxLength: 6 }).map((lines) => lines.join("\n"));
    fc.assert(fc.property(text, checkText), { numRuns });
  });
  test("words and numbers of all readers", () => {
    const words =
      "~ null Null NULL nULL y Y yes Yes YES yEs n N no No NO true True TRUE tRue false False FALSE on On ON off Off OFF oFF = << .inf -.inf +.Inf .INF .nan .NaN .NAN 1.2.3 1.2 1e5 0x1f 0b1 0o7 1_0 1:30 2024-01-02 e E e5 E_ error Error -1 +1 ---x ...x";
    for (const text of words.split(" ")) checkText(text);
  });
  test("long keys and texts", () => {
    for (const length of [1023, 1024, 1025]) checkText("x".repeat(length));
    checkText("😀".repeat(1024));
    checkText(`${"word ".repeat(600)}end`);
  });
  test("numbers", () => {
    for (const one of [0, -0, 1.5, 1e21, 1e-7, -1.5e300, 5e-324, 2 ** 53, 123456789012345680000]) {
      expect(printYaml({ one })).toBe(reference({ one }));
      expect(load(printYaml([one]))).toEqual([one]);
    }
    for (const none of [Number.NaN, 1 / 0]) expect(() => printYaml(none)).toThrow("JSON has no");
    expect(() => printYaml([() => 0])).toThrow("YAML has no function");
  });
  test("any data", () => {
    const json = fc.jsonValue({ maxDepth: 5, stringUnit: "binary", ...plain });
    const value = json.map((one): unknown => JSON.parse(JSON.stringify(one)));
    fc.assert(
      fc.property(value, (one) => {
        fc.pre(!JSON.stringify(one).includes("__proto__"));
        check(one);
      }),
      { numRuns },
    );
  });
  test("a text that is not to be a block", () => {
    const value = { a: "b\nc", d: ["b\nc", "e\nf"] };
    expect(printYaml(value, { quoted: "b\nc" })).toBe(reference(value, "b\nc"));
  });
  test("what is undefined", () => {
    const value = { a: undefined, b: [undefined, { c: undefined }], d: { e: undefined } };
    expect(printYaml(value)).toBe("b:\n  - null\n  - {}\nd: {}\n");
  });
});

describe("a writer", () => {
  /** Writes a value as entries: maps that are opened, and the rest in a layout. */
  function written(value: object, layout?: Layout): string {
    const writer = yamlWriter();
    const chunks: string[] = [];
    const write = (map: object): void => {
      for (const [key, inner] of Object.entries(map)) {
        const isMap = typeof inner === "object" && inner !== null && !Array.isArray(inner);
        if (isMap && Object.keys(inner).length > 0 && layout === undefined) {
          writer.open(key);
          write(inner);
          writer.close();
        } else writer.entry(key, inner, layout);
        chunks.push(writer.take());
      }
    };
    write(value);
    return chunks.join("");
  }

  const json = fc
    .dictionary(
      fc.string({ unit: "binary" }),
      fc.jsonValue({ maxDepth: 4, stringUnit: "binary" }),
      {
        noNullPrototype: true,
      },
    )
    .map((one): object => JSON.parse(JSON.stringify(one)))
    .filter((one) => !JSON.stringify(one).includes("__proto__"));

  test("writes what the printer prints, whatever the pieces", () => {
    fc.assert(
      fc.property(json, (one) => {
        fc.pre(Object.keys(one).length > 0 && !/\n\n"\}*$/.test(JSON.stringify(one)));
        expect(written(one)).toBe(printYaml(one));
      }),
      { numRuns },
    );
  });

  test.each(["flow", "lines"] as const)("is read back in the layout %s", (layout) => {
    fc.assert(
      fc.property(json, (one) => {
        const text = written({ a: one, b: [one, one] }, layout);
        expect(load(text, { schema: CORE_SCHEMA })).toEqual({ a: one, b: [one, one] });
        expect(load(text, { schema: YAML11_SCHEMA })).toEqual({ a: one, b: [one, one] });
      }),
      { numRuns },
    );
  });

  test("lays values out in braces, or a line each", () => {
    const value = { url: "https://a.b/?c", list: [1, [true, {}]], "a, b": ["x\ny", "?"] };
    expect(written({ value }, "flow")).toBe(
      'value: { url: "https://a.b/?c", list: [1, [true, {}]], "a, b": ["x\\ny", "?"] }\n',
    );
    expect(written({ value, more: [value.list, {}], none: [] }, "lines")).toBe(
      [
        "value:",
        '  url: "https://a.b/?c"',
        "  list: [1, [true, {}]]",
        '  a, b: ["x\\ny", "?"]',
        "more:",
        "  - [1, [true, {}]]",
        "  - {}",
        "none: []",
        "",
      ].join("\n"),
    );
  });

  test.each([yamlWriter, plainWriter])("leaves out maps without entries", (newWriter) => {
    const writer = newWriter();
    for (const key of ["a", "b", "c"]) writer.open(key);
    writer.entry("left", undefined);
    writer.close();
    writer.close();
    writer.entry("d", {});
    writer.close();
    expect("root" in writer ? printYaml(writer.root) : writer.take()).toBe("a:\n  d: {}\n");
  });
});
