// Reports: code frames for people, data for programs, annotations for GitHub.

import { describe, expect, test } from "vitest";
import { type Diagnostic, diagnostic, printable } from "../../generator/diagnostics/diagnostic.ts";
import { countInWords, report } from "../../generator/diagnostics/report.ts";
import { lineAround, positionOf, type SourceFile, type Span } from "../../generator/text/source.ts";

const fileOf = (text: string, path = "a.yaml"): SourceFile => ({ path, text });

const spanOf = (file: SourceFile, start: number, end = start + 1): Span => ({ file, start, end });

const faultAt = (span: Span | undefined, notes: Diagnostic["notes"] = []): Diagnostic =>
  diagnostic("yaml-duplicate-key", { key: "k" }, { span, notes });

describe("a frame", () => {
  /** Marks the part of the text between « and ». */
  const check = (title: string, marked: string, line: string, mark: string): void =>
    test(title, () => {
      const file = fileOf(marked.replace(/[«»]/g, ""));
      const start = marked.indexOf("«");
      const end = marked.indexOf("»") - 1;
      const frame = report([faultAt(spanOf(file, start, end))], "text")
        .split("\n")
        .filter((one) => / \| /.test(one))
        .map((one) => one.slice(one.indexOf("|") + 2));
      expect(frame).toEqual([line, mark]);
    });
  check("marks the place", "a: 1\nb: «two»\n", "b: two", "   ^^^");
  check("marks one column of an empty place", "a:«»\n", "a:", "  ^");
  check("ends with the line", "a: «[1,\n  2]»\n", "a: [1,", "   ^^^");
  check("does not show the line end", "a: «1»\r\nb: 2\r\n", "a: 1", "   ^");
  check("shows tabs as one space", "\ta:\t«b»\n", " a: b", "    ^");
  check("counts wide characters as two columns", "用户: «错误»\n", "用户: 错误", "      ^^^^");
  check("counts emoji as two columns", "😀 «😀😀»", "😀 😀😀", "   ^^^^");
  check("counts marks as none", "e\u0301: «e\u0301»", "e\u0301: e\u0301", "   ^");
  check("shows what cannot be seen", "\u0007: «\u202e»", "\\u0007: \\u202e", `        ^^^^^^`);
  check("stands at the end of a text", "a: «»", "a: ", "   ^");
  const long = "x".repeat(500);
  check("cuts a long line behind the place", `a: «b» ${long}`, `a: b ${"x".repeat(115)}…`, "   ^");
  check(
    "cuts a long line before the place",
    `${long} «b»`,
    `…${"x".repeat(118)} b`,
    `${" ".repeat(120)}^`,
  );
  check(
    "cuts a long line around the place",
    `${long}«b»${long}`,
    `…${"x".repeat(60)}b${"x".repeat(59)}…`,
    `${" ".repeat(61)}^`,
  );
  check("cuts a long mark", `a: «${long}»`, `a: ${"x".repeat(117)}…`, `   ${"^".repeat(117)}`);
  check(
    "cuts no character in two",
    `${"😀".repeat(200)}«b»`,
    `…${"😀".repeat(60)}b`,
    `${" ".repeat(121)}^`,
  );
});

describe("as text", () => {
  test("it has code, place, frame, help and notes", () => {
    const file = fileOf("a: 1\na: 2\n");
    const notes = [{ message: "It is first given here.", span: spanOf(file, 0) }];
    expect(report([faultAt(spanOf(file, 5), notes)], "text")).toBe(
      [
        'error[yaml-duplicate-key]: The key "k" is given twice in one map.',
        "  --> a.yaml:2:1",
        "  2 | a: 2",
        "    | ^",
        "  help: Keep one of the two, or rename one.",
        "  note: It is first given here.",
        "  --> a.yaml:1:1",
        "  1 | a: 1",
        "    | ^",
        "",
      ].join("\n"),
    );
  });
  test("it has no frame of an empty line, and no place where there is none", () => {
    const empty = report([faultAt(spanOf(fileOf("\n\n"), 0))], "text");
    expect(empty.split("\n")[1]).toBe("  --> a.yaml:1:1");
    expect(empty).not.toContain("|");
    expect(report([faultAt(undefined)], "text")).not.toContain("-->");
  });
  test("a path stays on its line", () => {
    const text = report([faultAt(spanOf(fileOf("a", "b\n\u001b[31m.yaml"), 0))], "text");
    expect(text).toContain("  --> b\\u000a\\u001b[31m.yaml:1:1\n");
  });
  test("it is empty where nothing is wrong", () => {
    expect(report([], "text")).toBe("");
    expect(report([], "github")).toBe("");
    expect(report([], "json")).toBe("[]\n");
  });
  test("each piece can be painted", () => {
    const paint = (letter: string) => (text: string) => `<${letter}>${text}</${letter}>`;
    const styles = { error: paint("e"), warning: paint("w"), quiet: paint("q") };
    const text = report([faultAt(spanOf(fileOf("a"), 0))], "text", styles);
    expect(text).toContain("<e>error</e>[yaml");
    expect(text).toContain("<e>^</e>");
    expect(text).toContain("<q>help:</q>");
  });
});

test("as data, a report has every place with line and column", () => {
  const file = fileOf("a: 1\na: 22\n");
  const notes = [{ message: "N", span: spanOf(file, 0) }, { message: "M" }];
  expect(
    JSON.parse(report([faultAt(spanOf(file, 8, 10), notes), faultAt(undefined)], "json")),
  ).toEqual([
    {
      code: "yaml-duplicate-key",
      severity: "error",
      message: 'The key "k" is given twice in one map.',
      help: "Keep one of the two, or rename one.",
      file: "a.yaml",
      line: 2,
      column: 4,
      endLine: 2,
      endColumn: 6,
      notes: [
        { message: "N", file: "a.yaml", line: 1, column: 1, endLine: 1, endColumn: 2 },
        { message: "M" },
      ],
    },
    {
      code: "yaml-duplicate-key",
      severity: "error",
      message: 'The key "k" is given twice in one map.',
      help: "Keep one of the two, or rename one.",
      notes: [],
    },
  ]);
});

describe("as annotations", () => {
  test("properties and text are escaped", () => {
    const file = fileOf("a: 1\n", "50%,a:b\n.yaml");
    const fault = diagnostic(
      "yaml-duplicate-key",
      { key: "100%,x:\ny" },
      { span: spanOf(file, 3) },
    );
    expect(report([fault], "github")).toBe(
      '::error file=50%25%2Ca%3Ab\\u000a.yaml,line=1,col=4,title=yaml-duplicate-key::The key "100%25,x:\\u000ay" is given twice in one map.%0AKeep one of the two, or rename one.\n',
    );
  });
  test("a second place is named, and a place may be missing", () => {
    const file = fileOf("a: 1\n");
    const notes = [{ message: "N.", span: spanOf(file, 3) }];
    expect(report([faultAt(undefined, notes)], "github")).toBe(
      '::error title=yaml-duplicate-key::The key "k" is given twice in one map.%0AKeep one of the two, or rename one.%0AN. (a.yaml:1:4)\n',
    );
  });
});

test("faults are counted in words", () => {
  const error = faultAt(undefined);
  const warning: Diagnostic = { ...error, severity: "warning" };
  expect(countInWords([])).toBe("no faults");
  expect(countInWords([error])).toBe("1 error");
  expect(countInWords([error, warning, error, warning])).toBe("2 errors, 2 warnings");
});

describe("what is put into a message", () => {
  const check = (text: string, expected: string): void =>
    test(JSON.stringify(text.slice(0, 30)), () => expect(printable(text)).toBe(expected));
  check("plain, ü, 用, 😀", "plain, ü, 用, 😀");
  check("a\nb\r\t\u0000", "a\\u000ab\\u000d\\u0009\\u0000");
  check("\u001b[31m", "\\u001b[31m");
  check("\u2028\u202e\u2066\ufeff\u200b", "\\u2028\\u202e\\u2066\\ufeff\\u200b");
  check("\ud800x", "\\ud800x");
  check("x".repeat(200), "x".repeat(200));
  check("x".repeat(201), `${"x".repeat(199)}…`);
  check(`${"x".repeat(198)}😀y`, `${"x".repeat(198)}…`);
  test("a hole in a value is not filled", () => {
    expect(diagnostic("yaml-duplicate-key", { key: "{key} $& {help}" }).message).toBe(
      'The key "{key} $& {help}" is given twice in one map.',
    );
  });
  test("a list in the help is longer than a value in the message", () => {
    const known = "name, ".repeat(100);
    const one = diagnostic("not-one-of", { value: known, name: '"k"', suggestion: "", known });
    expect(one.message.length).toBeLessThan(250);
    expect(one.help).toBe(`Use one of: ${known}.`);
  });
});

describe("positions", () => {
  const check = (text: string, offset: number, expected: string): void =>
    test(`${JSON.stringify(text)} at ${offset}`, () => {
      const { line, column } = positionOf(fileOf(text), offset);
      expect(`${line}:${column}`).toBe(expected);
    });
  check("", 0, "1:1");
  check("ab", 2, "1:3");
  check("ab", 99, "1:3");
  check("ab", -1, "1:1");
  check("a\nb", 1, "1:2");
  check("a\nb", 2, "2:1");
  check("a\r\nb", 2, "1:3");
  check("a\r\nb", 3, "2:1");
  check("a\rb", 2, "2:1");
  check("a\n", 2, "2:1");
  check("a\u2028b", 2, "1:3");
  test("the text of a line has no line end", () => {
    const file = fileOf("a\r\nb\n\nc");
    const offsets = [-1, 0, 2, 3, 5, 6, 99];
    const lines = ["a", "a", "a", "b", "", "c", "c"];
    expect(offsets.map((offset) => lineAround(file, offset))).toEqual(lines);
    expect(lineAround(fileOf("a\n"), 2)).toBe("");
  });
});
