// Message templates: texts and holes, and what keeps a text from being a template.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  holeNames,
  isConstant,
  parseTemplate,
  showTemplate,
} from "../../generator/catalog/template.ts";

function check(source: string, parts: readonly string[], fault?: string): void {
  test(JSON.stringify(source), () => {
    const template = parseTemplate(source);
    expect(template.parts).toEqual(parts);
    expect(template.source).toBe(source);
    const found = template.fault;
    expect(found?.kind === "syntax" ? found.reason : found?.kind).toBe(fault);
  });
}

describe("parts", () => {
  check("", [""]);
  check("plain", ["plain"]);
  check("{a}", ["", "a", ""]);
  check("{}", ["", "", ""]);
  check("x {a_1} y {} z", ["x ", "a_1", " y ", "", " z"]);
  check("{{", ["{"]);
  check("}}", ["}"]);
  check("{{a}}", ["{a}"]);
  check("{{{a}}}", ["{", "a", "}"]);
  check("[A-Z]{{0,34}} {x}", ["[A-Z]{0,34} ", "x", ""]);
  check("{a}{{{b}", ["", "a", "{", "b", ""]);
  check("{constructor}", ["", "constructor", ""]);
  check("line\n{a}\u2028😀", ["line\n", "a", "\u2028😀"]);
});

describe("faults", () => {
  const single = (brace: string) => `a single "${brace}" is in the text`;
  check("{", ["{"], single("{"));
  check("}", ["}"], single("}"));
  check("a { b", ["a { b"], single("{"));
  check("{a b}", ["{a b}"], single("{"));
  check("{1a}", ["{1a}"], single("{"));
  check("{a", ["{a"], single("{"));
  check("a}", ["a}"], single("}"));
  check("{{a}", ["{a}"], single("}"));
  check("{a}{b}", ["", "a", "", "b", ""], "touching");
  check("x{}{}", ["x", "", "", "", ""], "touching");
});

test("names stand once, in order", () => {
  expect(holeNames(parseTemplate("{b} {} {a} {b}"))).toEqual(["b", "a"]);
});

test("a template without a hole is constant", () => {
  expect(["a", "{{a}}", "{a}", "{}"].map((one) => isConstant(parseTemplate(one)))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("it is shown with its holes", () => {
  expect(showTemplate(parseTemplate("a {{b}} {c} {}"))).toBe("a {b} {c} …");
});

test("any text is one template once its braces are doubled", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const template = parseTemplate(text.replaceAll("{", "{{").replaceAll("}", "}}"));
      expect(template.parts).toEqual([text]);
      expect(template.fault).toBeUndefined();
    }),
  );
});
