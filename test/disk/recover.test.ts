// What becomes of a run that was stopped, and of a state that no run wrote.

import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hashOf } from "../../generator/disk/manifest.ts";
import { parseState, printState, readState } from "../../generator/disk/state.ts";
import { newRun } from "../../generator/disk/work-folder.ts";
import {
  applyAll,
  dropStages,
  first,
  type Outputs,
  place,
  planOf,
  put,
  recoverAll,
  second,
  textsIn,
  useTemporaryFolder,
  workFor,
  worksFor,
  write,
} from "./folder.ts";
import { killedAt } from "./killed.ts";

useTemporaryFolder();

const stateIn = (root: string) => join(root, ".faultbook/state.json");
const isPending = () => readState(place.root).pending !== undefined;

/** Kills a run to some outputs when all is decided and nothing is in its place. */
function killDecided(outputs: Outputs): void {
  const work = workFor(outputs);
  // The state is written to its end, and put into place.
  killedAt(10, () => applyAll(work));
  expect(isPending()).toBe(true);
}

describe("a run that is killed", () => {
  const worlds = {
    first: { a: { "x.ts": "one", "same.ts": "same", "old/z.ts": "z" }, gone: { "w.ts": "w" } },
    second: { a: { "x.ts": "two", "same.ts": "same", "dist/x.js": "two" } },
    nothing: {},
  } as const;
  const ways = [
    ["nothing", "first"],
    ["first", "second"],
    ["second", "first"],
    ["first", "nothing"],
  ] as const;

  test.each(ways)(
    "at each step from %s to %s leaves one of the two, and the next run finishes",
    {
      timeout: 30_000,
    },
    (from, to) => {
      const seen = { before: 0, after: 0 };
      put(worlds[to]);
      const after = textsIn(place.root);
      for (let step = 0; ; step++) {
        rmSync(place.root, { recursive: true, force: true });
        put(worlds[from]);
        const before = textsIn(place.root);
        const isKilled = killedAt(step, () => applyAll(workFor(worlds[to])));
        expect(recoverAll(place.root)).toEqual([]);
        const texts = textsIn(place.root);
        const isAfter = JSON.stringify(texts) === JSON.stringify(after);
        expect(texts).toEqual(isAfter ? after : before);
        seen[isAfter ? "after" : "before"]++;
        expect(isPending()).toBe(false);
        put(worlds[to]);
        expect(textsIn(place.root)).toEqual(after);
        if (!isKilled) break;
      }
      expect(seen.before).toBeGreaterThan(4);
      expect(seen.after).toBeGreaterThan(4);
    },
  );

  const [old, next]: readonly Outputs[] = [
    { "": { "x.ts": "old", "gone.ts": "old" } },
    { "": { "x.ts": "new", "src/y.ts": "new" } },
  ];

  test("at each step of a run over several folders leaves all of them old or all new", {
    timeout: 120_000,
  }, () => {
    const names = ["x", "y"];
    const roots = names.map((name) => join(place.folder, name));
    const seen = { old: 0, new: 0 };
    for (let step = 0; ; step++) {
      for (const root of roots) rmSync(root, { recursive: true, force: true });
      applyAll(...worksFor(old ?? {}, names));
      const isKilled = killedAt(step, () => applyAll(...worksFor(next ?? {}, names)));
      expect(recoverAll(...roots)).toEqual([]);
      const found = roots.map((root) => textsIn(root));
      const word = found[0]?.["x.ts"] === "new" ? "new" : "old";
      const expected = { old: ["gone.ts", "x.ts"], new: ["src/y.ts", "x.ts"] }[word];
      for (const texts of found) {
        const files = Object.entries(texts).filter(([path]) => path.endsWith(".ts"));
        expect(files).toEqual(expected.map((path) => [path, word]));
      }
      seen[word]++;
      dropStages();
      if (!isKilled) break;
    }
    expect(seen.old).toBeGreaterThan(10);
    expect(seen.new).toBeGreaterThan(10);
  });

  test("and whose recovery is killed at each step is finished all the same", {
    timeout: 30_000,
  }, () => {
    put(next ?? {});
    const after = textsIn(place.root);
    for (let step = 0; ; step++) {
      rmSync(place.root, { recursive: true, force: true });
      put(old ?? {});
      killDecided(next ?? {});
      const isKilled = killedAt(step, () => recoverAll(place.root));
      expect(recoverAll(place.root)).toEqual([]);
      expect(textsIn(place.root)).toEqual(after);
      dropStages();
      if (!isKilled) break;
    }
  });

  test("leaves alone what a person edited before it is finished", () => {
    put(first);
    killDecided(second);
    write("a/README.md", "edited");
    write("gone/w.ts", "edited");
    expect(recoverAll(place.root)).toEqual([]);
    expect(textsIn(place.root)).toMatchObject({
      "a/README.md": "edited",
      "gone/w.ts": "edited",
      "a/src/x.ts": "two",
    });
    expect(planOf(second).codes).toEqual(["file-edited", "file-edited-kept"]);
  });

  test("leaves alone a folder that a person put in the place of a target", () => {
    put(first);
    killDecided(second);
    rmSync(join(place.root, "a/README.md"));
    write("a/README.md/mine.txt", "mine");
    expect(recoverAll(place.root)).toEqual([]);
    expect(textsIn(place.root)).toMatchObject({
      "a/README.md/mine.txt": "mine",
      "a/dist/x.js": "two",
    });
    expect(planOf(second).codes).toEqual(["output-not-a-file"]);
  });

  test("puts nothing into place that is not what was staged", () => {
    put(first);
    killDecided(second);
    const run = readState(place.root).pending?.run ?? "";
    write(`.faultbook/${run}/new/a/README.md`, "t");
    expect(recoverAll(place.root)).toEqual([]);
    expect(textsIn(place.root)).toMatchObject({ "a/README.md": "one", "a/src/x.ts": "two" });
  });

  test("is swept away by the next one, unless it may be at work elsewhere", async () => {
    put(first);
    const child = fork("-e", [], { execArgv: ["-e", "0"], silent: true });
    await once(child, "exit");
    const names = {
      dead: newRun().replace(/^\d+/, String(child.pid)),
      alive: newRun(),
      elsewhere: "1-00000000-00000000",
      old: "1-00000000-00000001",
    };
    const path = (name: string) => join(place.root, ".faultbook", name);
    for (const name of Object.values(names))
      mkdirSync(join(path(name), "new"), { recursive: true });
    writeFileSync(path(`${names.dead}.json`), "{");
    utimesSync(path(names.old), 1, 1);
    expect(recoverAll(place.root)).toEqual([]);
    expect(readdirSync(join(place.root, ".faultbook")).sort()).toEqual(
      [
        ".gitignore",
        ".prettierrc.yaml",
        "biome.jsonc",
        "state.json",
        names.alive,
        names.elsewhere,
      ].sort(),
    );
  });
});

function large(path: string): void {
  writeFileSync(path, "");
  truncateSync(path, 3e9);
}

describe("a forged state", () => {
  const victim = hashOf("victim");
  const run = "1-00000000-00000000";
  const change = (path: string) => ({ path, before: victim });
  const pending = (...changes: readonly unknown[]) => ({
    files: {},
    pending: { run, leads: true, changes },
  });
  const states: Readonly<Record<string, unknown>> = {
    "deletes outside": pending(change("../victim")),
    "deletes by an absolute path": pending(change("/victim")),
    "deletes through a link": pending(change("link/victim")),
    "overwrites outside": pending({ ...change("../victim"), after: hashOf("new") }),
    "overwrites through a link": pending({ ...change("link/victim"), after: hashOf("new") }),
    "creates through a link": pending({ path: "link/new", after: hashOf("new") }),
    "deletes the work folder's own": pending(change(".faultbook/.gitignore")),
    "stages outside": { files: {}, pending: { run: "../..", leads: true, changes: [] } },
    "knows a file outside": { files: { "../victim": victim } },
    "knows no hash": { files: { a: "" } },
    "is a list": [],
    "has no files": { pending: undefined },
    "has no changes": { files: {}, pending: { run, leads: true } },
    "does not say whether it leads": { files: {}, pending: { run, changes: [] } },
    "has no paths": pending({}),
  };

  test.each(Object.entries(states))("that %s is refused", (_, state) => {
    writeFileSync(join(place.folder, "victim"), "victim");
    mkdirSync(place.root);
    symlinkSync("..", join(place.root, "link"));
    write(`.faultbook/${run}/new/link/victim`, "new");
    write(".faultbook/state.json", JSON.stringify(state));
    expect(recoverAll(place.root)).toEqual(["state-unreadable"]);
    expect(readdirSync(place.folder)).toEqual(["out", "victim"]);
    expect(readFileSync(join(place.folder, "victim"), "utf8")).toBe("victim");
    expect(existsSync(stateIn(place.root))).toBe(true);
  });

  test("touches no file whose hash it does not have", () => {
    const wrong = hashOf("something else");
    const after = hashOf("new");
    for (const name of ["x", "y", "z"]) write(name, "mine");
    for (const name of ["x", "y"]) write(`.faultbook/${run}/new/${name}`, "new");
    const changes = [
      { path: "x", before: wrong, after },
      { path: "y", after },
      { path: "z", before: wrong },
    ];
    write(".faultbook/state.json", JSON.stringify(pending(...changes)));
    expect(recoverAll(place.root)).toEqual([]);
    expect(textsIn(place.root)).toEqual({ x: "mine", y: "mine", z: "mine" });
  });

  test("of a folder that does not lead is forgotten", () => {
    write("x", "victim");
    const state = pending(change("x"));
    write(
      ".faultbook/state.json",
      JSON.stringify({ ...state, pending: { ...state.pending, leads: false } }),
    );
    expect(recoverAll(place.root)).toEqual([]);
    expect(textsIn(place.root)).toEqual({ x: "victim" });
  });

  test.each(["", "{", "\0", "null"])("of the text %j is refused", (text) => {
    write(".faultbook/state.json", text);
    expect(recoverAll(place.root)).toEqual(["state-unreadable"]);
  });

  test.each<readonly [what: string, make: (path: string) => void, code: string]>([
    ["a folder", (path) => mkdirSync(path), "output-not-a-file"],
    ["a link to nowhere", (path) => symlinkSync("nowhere", path), "state-unreadable"],
    ["a link to a state", (path) => symlinkSync("../../state.json", path), "state-unreadable"],
    ["a pipe", (path) => execFileSync("mkfifo", [path]), "state-unreadable"],
    ["very large", large, "state-unreadable"],
  ])("that is %s is not read", (_, make, code) => {
    write(".faultbook/.gitignore", "*\n");
    writeFileSync(join(place.folder, "state.json"), JSON.stringify({ files: { a: victim } }));
    make(stateIn(place.root));
    expect(readState(place.root).files).toEqual(new Map());
    expect(recoverAll(place.root)).toEqual([code]);
  });

  test("in one folder holds up no other", () => {
    put(first);
    killDecided(second);
    const other = join(place.folder, "other");
    mkdirSync(join(other, ".faultbook"), { recursive: true });
    writeFileSync(stateIn(other), "{");
    expect(recoverAll(place.root, other)).toEqual(["state-unreadable"]);
    expect(isPending()).toBe(false);
  });

  test.each(["", "{", "[]"])("of the text %j is made anew by a run, which says so once", (text) => {
    put(first);
    write(".faultbook/state.json", text);
    expect(recoverAll(place.root)).toEqual(["state-unreadable"]);
    put(first);
    expect(recoverAll(place.root)).toEqual([]);
    expect(readState(place.root).files.size).toBeGreaterThan(3);
  });

  test("is told from one that reads back as it was printed", () => {
    const changes = [
      { path: "a", before: victim, after: undefined },
      { path: "b", before: undefined, after: victim },
    ];
    const state = { files: new Map([["a", victim]]), pending: { run, leads: true, changes } };
    expect(parseState(printState(state))).toEqual(state);
    expect(parseState(printState({ files: new Map() }))).toEqual({ files: new Map() });
  });
});
