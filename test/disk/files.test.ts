// Reading source files, and reading and printing manifests.

import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { listSources, readSource } from "../../generator/disk/files.ts";
import { isManifest, parseManifest, printManifest } from "../../generator/disk/manifest.ts";
import { positionOf } from "../../generator/text/source.ts";
import { codesOf, place, useTemporaryFolder, write } from "./folder.ts";

useTemporaryFolder();

describe("reading sources", () => {
  test("gives the text without its byte order mark", () => {
    write("a.yaml", "\ufeffid: é\n");
    const { value } = readSource(join(place.root, "a.yaml"), "a.yaml", 100);
    expect(value).toEqual({ path: "a.yaml", text: "id: é\n" });
  });

  test.each([
    ["at the start", [0xff, 0xfe, 0x61], 0, "1:1"],
    [
      "after a mark and wide characters",
      [0xef, 0xbb, 0xbf, 0xc3, 0xa9, 0x0a, 0x61, 0xff],
      7,
      "2:2",
    ],
    ["after a replacement character of its own", [0xef, 0xbf, 0xbd, 0x0a, 0x80], 4, "2:1"],
    ["cut short at the end", [0x61, 0xe2, 0x82], 1, "1:2"],
    ["a surrogate", [0x0a, 0x0a, 0xed, 0xa0, 0x80], 2, "3:1"],
  ])("tells the place of a byte that is not UTF-8: %s", (_, bytes, offset, position) => {
    mkdirSync(place.root);
    writeFileSync(join(place.root, "a.yaml"), Buffer.from(bytes));
    const { value, diagnostics } = readSource(join(place.root, "a.yaml"), "a.yaml", 100);
    const [told] = diagnostics;
    expect(value).toBeUndefined();
    expect(told?.message).toContain(`offset ${offset} `);
    const found = told?.span && positionOf(told.span.file, told.span.start);
    expect(told?.code).toBe("file-not-utf8");
    expect(`${found?.line}:${found?.column}`).toBe(position);
  });

  test("tells in plain words what cannot be read", () => {
    write("big.yaml", "12345");
    const read = (name: string) =>
      readSource(join(place.root, name), name, 4).diagnostics[0]?.message;
    expect(read("none.yaml")).toBe('The file "none.yaml" does not exist.');
    expect(read("")).toBe('The file "" cannot be read: it is a folder.');
    expect(read("big.yaml")).toBe("The file has 5 bytes, and 4 is the most that is read.");
    expect(read("big.yaml/x")).toContain("a part of its path is not a folder");
    expect(read("a\0b")).toContain("a character that no path can hold");
    symlinkSync("loop.yaml", join(place.root, "loop.yaml"));
    expect(read("loop.yaml")).toContain("its symbolic links go in a circle");
  });

  test("lists YAML and JSON files in the order of their code units", () => {
    for (const name of ["b.yml", "a.json", "B.yaml", "x.txt", "sub/y.yaml"]) write(name, "");
    mkdirSync(join(place.root, "folder.yaml"));
    expect(listSources(place.root, "out").value).toEqual(["B.yaml", "a.json", "b.yml"]);
    expect(listSources(join(place.root, "none"), "none")).toEqual({ value: [], diagnostics: [] });
    expect(codesOf(listSources(join(place.root, "x.txt"), "x.txt").diagnostics)).toEqual([
      "file-unreadable",
    ]);
  });
});

test("a manifest is sorted, one line a path, and reads back", () => {
  const text = printManifest(["src/b.ts", "B.md", "10", "9"]);
  const lines = text.split("\n").map((line) => line.trim());
  expect(lines.slice(0, 1)).toEqual(["{"]);
  expect(lines.slice(2)).toEqual([
    '"files": [',
    '"10",',
    '"9",',
    '"B.md",',
    '"src/b.ts",',
    '".faultbook.json"',
    "]",
    "}",
    "",
  ]);
  expect([...parseManifest(text)]).toEqual(["10", "9", "B.md", "src/b.ts", ".faultbook.json"]);
  expect(isManifest(text)).toBe(true);
  expect([...parseManifest(printManifest([]))]).toEqual([".faultbook.json"]);
});

test("a manifest that a merge or a formatter changed is read all the same", () => {
  const paths = ['a "b".ts', "c,d.ts", "é.md"];
  const one = JSON.stringify(JSON.parse(printManifest(paths)));
  expect([...parseManifest(one)]).toEqual([...paths, ".faultbook.json"]);
  const text = printManifest(["same.ts"]).replace(
    '    "same.ts",\n',
    [
      "<<<<<<< HEAD",
      '    "ours.ts",',
      '    "same.ts",',
      "||||||| base",
      '    "gone.ts",',
      "=======",
      '    "same.ts",',
      '    "theirs.ts",',
      ">>>>>>> theirs",
      "",
    ].join("\n"),
  );
  expect([...parseManifest(text)].sort()).toEqual(
    [".faultbook.json", "gone.ts", "ours.ts", "same.ts", "theirs.ts"].sort(),
  );
  expect(isManifest(text)).toBe(true);
});

test.each(["", "[]", "{}", '{"files":{"a":1}}', '{"files":{"a":"\\u0000"}}', "null", '["../x"]'])(
  "%j lists nothing",
  (text) => {
    expect([...parseManifest(text)]).toEqual([]);
    expect(isManifest(text)).toBe(false);
  },
);
