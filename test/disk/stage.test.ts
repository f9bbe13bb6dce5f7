// What a run makes before any of it is in its place: hashed, compared, staged if it differs, and gone without a trace.

import fs, { existsSync, readdirSync, readFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { hashOf, printManifest } from "../../generator/disk/manifest.ts";
import { madeText, openStage, type StageOptions, stagedPath } from "../../generator/disk/stage.ts";
import {
  codesOf,
  first,
  keepStage,
  make,
  place,
  put,
  textsIn,
  useTemporaryFolder,
  write,
} from "./folder.ts";

useTemporaryFolder();

const real = { writeFileSync: fs.writeFileSync };
afterEach(() => {
  Object.assign(fs, real);
  syncBuiltinESMExports();
});

/** A text of some bytes in parts, some of which end within a character. */
function* parts(bytes: number): Generator<string> {
  for (let done = 0; done < bytes; done += 1000) {
    yield "é".repeat(498);
    yield "\ud83d";
    yield "\ude00";
  }
}

const open = (options: Partial<StageOptions> = {}) => {
  const output = { root: place.root, shown: "out" };
  const stage = keepStage(openStage({ mode: "write", outputs: [output], ...options }));
  const [staged] = stage.outputs;
  if (staged === undefined) throw new Error("there is no output");
  return { stage, staged };
};

test.each([10_000, 1_000_000])("hashes a content of %d bytes in parts like the whole", (bytes) => {
  const whole = [...parts(bytes)].join("");
  const { staged } = open();
  staged.add("a", { path: "parts.txt", content: parts(bytes) });
  staged.add("a", { path: "whole.txt", content: whole });
  const { value: made } = staged.close(["a"]);
  expect(made?.files.get("a/parts.txt")).toEqual({
    hash: hashOf(whole),
    size: Buffer.byteLength(whole),
    isDerived: false,
  });
  expect(made?.files.get("a/whole.txt")).toEqual(made?.files.get("a/parts.txt"));
  for (const name of ["parts", "whole"]) {
    const path = join(place.root, stagedPath(made?.run ?? "", `a/${name}.txt`));
    expect(readFileSync(path, "utf8")).toBe(whole);
  }
});

test("stages small files only if they differ, and large ones always", () => {
  const large = "x".repeat(300_000);
  const outputs = { a: { "small.txt": "small", "changed.txt": "old", "large.txt": large } };
  put(outputs);
  const { value: made } = make({ a: { ...outputs.a, "changed.txt": "new" } });
  expect([...(made?.staged ?? [])]).toEqual(["a/changed.txt", "a/large.txt"]);
  const again = make(outputs, { all: true }).value;
  expect(again?.staged.size).toBe(4);
});

test("writes nothing for a check or a dry run; a check has the texts of what differs", () => {
  put(first);
  const before = [textsIn(place.root), readdirSync(join(place.root, ".faultbook"))];
  const large = { content: () => parts(1_000_000) };
  const texts = (mode: "check" | "dry-run") => {
    const { staged } = open({ mode });
    staged.add("a", { path: "README.md", content: "one" });
    staged.add("a", { path: "src/x.ts", content: "two" });
    staged.add("a", { path: "large.txt", content: large.content() });
    const { value: made } = staged.close(["a"]);
    if (made === undefined) throw new Error("nothing was made");
    expect(made.files.get("a/large.txt")?.size).toBe(1_000_000);
    return [...made.contents.keys()].map((path) => [path, madeText(made, path).length]);
  };
  expect(texts("check")).toEqual([
    ["a/src/x.ts", 3],
    ["a/large.txt", [...parts(1_000_000)].join("").length],
    ["a/.faultbook.json", printManifest(["README.md", "src/x.ts", "large.txt"]).length],
  ]);
  expect(texts("dry-run")).toEqual([]);
  expect([textsIn(place.root), readdirSync(join(place.root, ".faultbook"))]).toEqual(before);
});

test("leaves nothing once it is discarded, or its process ends", () => {
  for (const end of ["discard", "exit"] as const) {
    const { stage, staged } = open();
    staged.add("a", { path: "deep/x.txt", content: parts(1_000_000) });
    expect(existsSync(join(place.root, ".faultbook"))).toBe(true);
    if (end === "discard") stage.discard();
    else process.listeners("exit").at(-1)?.(0);
    expect(existsSync(place.root)).toBe(false);
  }
});

test.each(["small", "large"])("reports a disk that is full while it takes a %s file", (size) => {
  put(first);
  const before = textsIn(place.root);
  Object.assign(fs, {
    writeFileSync: (...args: Parameters<typeof real.writeFileSync>) => {
      if (typeof args[0] === "number") throw Object.assign(new Error("no"), { code: "ENOSPC" });
      real.writeFileSync(...args);
    },
  });
  syncBuiltinESMExports();
  const { stage, staged } = open();
  const content = size === "small" ? "two" : parts(2_000_000);
  staged.add("a", { path: "README.md", content });
  staged.add("a", { path: "src/x.ts", content: "two" });
  const { value, diagnostics } = staged.close(["a"]);
  expect(value).toBeUndefined();
  expect(diagnostics.map(({ message, help }) => `${message} ${help}`)).toEqual([
    'Writing "out/a/README.md" failed: the disk is full. Nothing was changed.',
  ]);
  stage.discard();
  expect(textsIn(place.root)).toEqual(before);
  expect(readdirSync(join(place.root, ".faultbook"))).toEqual([
    ".gitignore",
    ".prettierrc.yaml",
    "biome.jsonc",
    "state.json",
  ]);
});

test("passes on what a maker of parts throws, and closes its file", () => {
  const { staged } = open();
  const content = (function* () {
    yield "x".repeat(300_000);
    throw Object.assign(new Error("theirs"), { code: "ENOENT" });
  })();
  expect(() => staged.add("a", { path: "x.txt", content })).toThrow("theirs");
});

test("refuses paths that leave their folder", () => {
  const paths = ["../x", "/x", "a\\x", "", "a//x", "./x", "C:/x"];
  const { diagnostics } = make({ a: Object.fromEntries(paths.map((path) => [path, ""])) });
  expect(diagnostics.map(({ code, message }) => `${code} ${/"(.*?)"/.exec(message)?.[1]}`)).toEqual(
    ["../x", "/x", "a\\x", "", "a//x", "./x"].map((path) => `output-outside ${path}`),
  );
  expect(codesOf(make({ "..": { x: "" } }).diagnostics)).toContain("output-outside");
  expect(existsSync(place.root)).toBe(false);
});

test("refuses files that clash with one another or with names of ours", () => {
  const { diagnostics } = make({
    a: { z: "", "z/y": "", "u/v": "", u: "", ".faultbook.json": "" },
    "": { "a/z": "", ".faultbook/state.json": "", ".Faultbook/x": "" },
  });
  expect(diagnostics.map(({ message }) => /"(.*?)"/.exec(message)?.[1])).toEqual([
    "out/a/z/y",
    "out/a/u",
    "out/a/z",
    "out/.faultbook/state.json",
    "out/.Faultbook/x",
    "out/a/.faultbook.json",
  ]);
  expect(new Set(codesOf(diagnostics))).toEqual(new Set(["output-clash"]));
  write("keep", "");
});
