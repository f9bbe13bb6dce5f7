// Writing on real folders: what is written, what is left alone, and what a failure leaves.

import fs, {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { apply, isReady } from "../../generator/disk/apply.ts";
import { stagedPath } from "../../generator/disk/stage.ts";
import {
  applyAll,
  codesOf,
  first,
  make,
  place,
  planMade,
  planOf,
  put,
  recoverAll,
  second,
  textsIn,
  useTemporaryFolder,
  workFor,
  write,
} from "./folder.ts";

useTemporaryFolder();

const real = { renameSync: fs.renameSync };
/** Makes renaming to some path fail. */
const refuse = (end: string) => {
  const renameSync: typeof real.renameSync = (from, to) => {
    if (String(to).endsWith(end)) throw Object.assign(new Error("no"), { code: "EPERM" });
    real.renameSync(from, to);
  };
  Object.assign(fs, { renameSync });
  syncBuiltinESMExports();
};
afterEach(() => {
  Object.assign(fs, real);
  syncBuiltinESMExports();
});

const kindsOf = (outputs: typeof first) =>
  new Set(workFor(outputs).plan.changes.map(({ kind }) => kind));

describe("applying", () => {
  test("writes all files and manifests, and the next plan keeps them all", () => {
    put(first);
    expect(textsIn(place.root)).toMatchObject({ "a/src/x.ts": "one", "gone/w.ts": "w" });
    expect(kindsOf(first)).toEqual(new Set(["keep"]));
  });

  test("replaces, deletes, and removes folders that became empty", () => {
    put(first);
    put(second);
    expect(Object.keys(textsIn(place.root))).toEqual([
      "a/",
      "a/.faultbook.json",
      "a/README.md",
      "a/dist/",
      "a/dist/x.js",
      "a/new/",
      "a/new/deep/",
      "a/new/deep/y.ts",
      "a/src/",
      "a/src/same.ts",
      "a/src/x.ts",
    ]);
  });

  test("hides what runs keep for themselves from Git, and leaves nothing but the state there", () => {
    put(first);
    expect(readdirSync(join(place.root, ".faultbook"))).toEqual([
      ".gitignore",
      ".prettierrc.yaml",
      "biome.jsonc",
      "state.json",
    ]);
    expect(readFileSync(join(place.root, ".faultbook/.gitignore"), "utf8")).toBe("*\n");
  });

  test("does not touch a file whose content is equal", () => {
    put(first);
    const long = new Date("2001-01-01T00:00:00Z");
    utimesSync(join(place.root, "a/src/same.ts"), long, long);
    put(second);
    expect(statSync(join(place.root, "a/src/same.ts")).mtime).toEqual(long);
  });

  test("keeps the mode of a file", () => {
    put(first);
    chmodSync(join(place.root, "a/README.md"), 0o640);
    put(second);
    expect(statSync(join(place.root, "a/README.md")).mode & 0o7777).toBe(0o640);
  });

  test("touches nothing at all if there is nothing to do", () => {
    put({});
    expect(existsSync(place.root)).toBe(false);
  });

  test("keeps a person's file and its folder when all around it is deleted", () => {
    put(first);
    write("gone/mine.txt", "mine");
    write("a/old/deep/z.ts", "edited");
    expect(planOf(second).codes).toEqual(["file-edited-kept"]);
    put(second);
    expect(textsIn(place.root)).toMatchObject({
      "gone/mine.txt": "mine",
      "a/old/deep/z.ts": "edited",
    });
    expect(existsSync(join(place.root, "gone/w.ts"))).toBe(false);
  });

  test("without its state, deletes what is listed and marked, and keeps and names the rest", () => {
    put({ a: { "marked.ts": "BANNER", "plain.txt": "plain" }, gone: { "w.ts": "BANNER" } });
    write("a/mine.ts", "BANNER, but no manifest lists it");
    rmSync(join(place.root, ".faultbook"), { recursive: true });
    expect(planOf({ a: {} }).codes).toEqual(["file-unmarked-kept"]);
    put({ a: {} });
    expect(Object.keys(textsIn(place.root))).toEqual([
      "a/",
      "a/.faultbook.json",
      "a/mine.ts",
      "a/plain.txt",
    ]);
  });

  test("deletes derived files by its state alone", () => {
    put(second);
    put({ a: {} });
    expect(Object.keys(textsIn(place.root))).toEqual(["a/", "a/.faultbook.json"]);
  });

  test("takes no package inside a folder that is none for an orphan", () => {
    write("other/project/x.ts", "BANNER");
    put({ "other/project": { "x.ts": "BANNER" } });
    rmSync(join(place.root, ".faultbook"), { recursive: true });
    expect(workFor({}).plan.changes).toEqual([]);
  });

  test("starts again if a file changed after it was compared", () => {
    put(first);
    const { value: made } = make(first);
    if (made === undefined) throw new Error("nothing was made");
    write("a/README.md", "changed meanwhile");
    const { value: plan } = planMade(made);
    if (plan === undefined) throw new Error("there is no plan");
    expect(isReady({ plan, made })).toBe(false);
    const again = workFor(first, { all: true });
    expect(isReady(again)).toBe(true);
    expect(applyAll(again)).toEqual([]);
    expect(textsIn(place.root)["a/README.md"]).toBe("one");
  });
});

describe("links", () => {
  test("a folder link out of the output folder is refused", () => {
    mkdirSync(join(place.folder, "outside/src"), { recursive: true });
    writeFileSync(join(place.folder, "outside/README.md"), "theirs");
    mkdirSync(place.root);
    symlinkSync("../outside", join(place.root, "a"));
    expect(planOf(first)).toEqual({ value: undefined, codes: ["output-link"] });
    expect(readFileSync(join(place.folder, "outside/README.md"), "utf8")).toBe("theirs");
  });

  test("a file link out of it is refused, also if it leads nowhere", () => {
    mkdirSync(join(place.root, "a"), { recursive: true });
    symlinkSync("../../outside.md", join(place.root, "a/README.md"));
    expect(planOf(first).codes).toEqual(["output-link"]);
    writeFileSync(join(place.folder, "outside.md"), "one");
    expect(planOf(first).codes).toEqual(["output-link"]);
  });

  test("a package link is never an orphan", () => {
    put(first);
    renameSync(join(place.root, "gone"), join(place.folder, "moved"));
    symlinkSync("../moved", join(place.root, "gone"));
    put({ a: second["a"] ?? {} });
    expect(readFileSync(join(place.folder, "moved/w.ts"), "utf8")).toBe("w");
  });

  test("a folder that becomes a link after planning is not written through", () => {
    put(first);
    const work = workFor(second);
    mkdirSync(join(place.folder, "outside"));
    renameSync(join(place.root, "a/src"), join(place.root, "a/src-before"));
    symlinkSync("../../outside", join(place.root, "a/src"));
    expect(codesOf(applyAll(work))).toEqual(["disk-changed"]);
    expect(readdirSync(join(place.folder, "outside"))).toEqual([]);
    expect(readFileSync(join(place.root, "a/README.md"), "utf8")).toBe("one");
    expect(existsSync(join(place.root, "gone/w.ts"))).toBe(true);
  });

  test("the output folder itself may be a link", () => {
    mkdirSync(join(place.folder, "real"));
    symlinkSync("real", place.root);
    put(first);
    expect(textsIn(join(place.folder, "real"))).toMatchObject({ "a/README.md": "one" });
  });

  test("nothing is staged through a link in the place of the work folder", () => {
    mkdirSync(join(place.folder, "outside"));
    mkdirSync(place.root);
    symlinkSync("../outside", join(place.root, ".faultbook"));
    expect(planOf(first).codes).toEqual(["output-link"]);
    expect(readdirSync(join(place.folder, "outside"))).toEqual([]);
  });
});

describe("failures change nothing", () => {
  test("a target that was changed since the plan", () => {
    put(first);
    const work = workFor(second);
    write("a/README.md", "changed meanwhile");
    const before = textsIn(place.root);
    expect(codesOf(applyAll(work))).toEqual(["disk-changed"]);
    expect(textsIn(place.root)).toEqual(before);
  });

  test("a target that appeared since the plan", () => {
    const work = workFor(first);
    write("a/README.md", "new");
    expect(codesOf(applyAll(work))).toEqual(["disk-changed"]);
    expect(textsIn(place.root)).toEqual({ "a/": undefined, "a/README.md": "new" });
  });

  test.each([
    ["cut short", (path: string) => truncateSync(path, 1), "the disk reports a fault"],
    ["gone", (path: string) => rmSync(path), "it does not exist"],
  ])("staged content that is %s", (_, spoil, reason) => {
    put(first);
    const before = textsIn(place.root);
    const work = workFor(second);
    spoil(join(place.root, stagedPath(work.made.run, "a/README.md")));
    expect(applyAll(work).map(({ message, help }) => `${message} ${help}`)).toEqual([
      `Writing "out/a/README.md" failed: ${reason}. Nothing was changed.`,
    ]);
    expect(textsIn(place.root)).toEqual(before);
  });

  test("an output folder that cannot be made", () => {
    writeFileSync(join(place.folder, "file"), "");
    place.root = join(place.folder, "file/out");
    expect(make(first).diagnostics.map(({ message }) => message)).toEqual([
      'Writing "out/a/README.md" failed: a part of its path is not a folder.',
    ]);
  });

  test("folders made above the output folder are removed again", () => {
    place.root = join(place.folder, "x/y/out");
    expect(
      codesOf(make({ a: { "b.ts": "", [`${"long".repeat(100)}.ts`]: "" } }).diagnostics),
    ).toEqual(["disk-write-failed"]);
    put({});
    expect(readdirSync(place.folder)).toEqual([]);
  });

  test("a lock that another run has taken over", () => {
    const work = workFor(first);
    expect(apply([work], () => false).map(({ message }) => message)).toEqual([
      'Writing "out/a/.faultbook.json" failed: another run has taken the lock over.',
    ]);
    expect(textsIn(place.root)).toEqual({});
  });

  test("a refusal in the middle of putting files into place puts all back", () => {
    put(first);
    const before = textsIn(place.root);
    const work = workFor(second);
    refuse("a/src/x.ts");
    expect(applyAll(work).map(({ message, help }) => `${message} ${help}`)).toEqual([
      'Writing "out/a/src/x.ts" failed: permission is denied. Nothing was changed.',
    ]);
    expect(textsIn(place.root)).toEqual(before);
    expect(recoverAll(place.root)).toEqual([]);
    expect(textsIn(place.root)).toEqual(before);
    Object.assign(fs, real);
    syncBuiltinESMExports();
    put(second);
    expect(textsIn(place.root)).toMatchObject({ "a/src/x.ts": "two" });
  });
});

describe("several folders", () => {
  const root = (name: string) => join(place.folder, name);
  const workIn = (name: string, outputs: typeof first) =>
    workFor(outputs, { root: root(name), shown: name });

  test("are done together", () => {
    expect(applyAll(workIn("x", first), workIn("y", {}), workIn("z", second))).toEqual([]);
    expect(readdirSync(place.folder)).toEqual(["x", "z"]);
  });

  test.each(["x", "y", "z"])("stay as they were, all of them, if %s refuses", (name) => {
    for (const one of ["x", "y", "z"]) put(first, { root: root(one) });
    const before = textsIn(place.folder);
    const works = ["x", "y", "z"].map((one) => workIn(one, second));
    refuse(join(name, "a/src/x.ts"));
    expect(applyAll(...works).map(({ message, help }) => `${message} ${help}`)).toEqual([
      `Writing "${name}/a/src/x.ts" failed: permission is denied. Nothing was changed.`,
    ]);
    expect(textsIn(place.folder)).toEqual(before);
  });

  test.each(["x", "z"])("stay as they were if what %s is about to do cannot be noted", (name) => {
    for (const one of ["x", "z"]) put(first, { root: root(one) });
    const before = textsIn(place.folder);
    const works = ["x", "z"].map((one) => workIn(one, second));
    refuse(join(name, ".faultbook/state.json"));
    expect(codesOf(applyAll(...works))).toEqual(["disk-write-failed"]);
    expect(recoverAll(root("x"), root("z"))).toEqual([]);
    expect(textsIn(place.folder)).toEqual(before);
  });

  test("leave a file that somebody else changed at the last moment, and do the rest", () => {
    for (const one of ["x", "z"]) put(first, { root: root(one) });
    const works = ["x", "z"].map((one) => workIn(one, second));
    const renameSync: typeof real.renameSync = (from, to) => {
      real.renameSync(from, to);
      if (String(to).endsWith("x/a/README.md"))
        writeFileSync(join(root("x"), "a/src/x.ts"), "mine");
    };
    Object.assign(fs, { renameSync });
    syncBuiltinESMExports();
    expect(applyAll(...works).map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'disk-changed: The file "x/a/src/x.ts" was changed by another process while it was about to be replaced.',
    ]);
    expect(textsIn(root("x"))).toMatchObject({ "a/src/x.ts": "mine", "a/new/deep/y.ts": "y" });
    expect(textsIn(root("z"))).toMatchObject({ "a/src/x.ts": "two" });
  });
});
