// The plan as a table: what is on the disk, what was made, and what follows.

import { expect, test } from "vitest";
import type { DiskEntry, DiskState } from "../../generator/disk/look.ts";
import {
  folderOfManifest,
  hashOf,
  parseManifest,
  pathIn,
  printManifest,
} from "../../generator/disk/manifest.ts";
import {
  isStale,
  type Plan,
  type PlanOptions,
  plan,
  summarise,
} from "../../generator/disk/plan.ts";
import type { Made } from "../../generator/disk/stage.ts";

type Texts = Readonly<Record<string, string>>;

interface Case {
  /** Path in the output folder → text of a file, or another kind of entry. */
  readonly disk?: Readonly<Record<string, string | DiskEntry>>;
  /** What the last run left: path → text. */
  readonly known?: Readonly<Record<string, string>>;
  /** Package folder → path → content. */
  readonly outputs: Readonly<Record<string, Texts>>;
  readonly orphans?: PlanOptions["orphans"];
  readonly derived?: PlanOptions["derived"];
  /** What is planned but for what is kept, as `kind path`; undefined if there is no plan. */
  readonly expected: readonly string[] | undefined;
  /** The diagnostics, as `code path`. */
  readonly told?: readonly string[];
}

const leaving: DiskEntry = { kind: "link", leaves: true };
const staying: DiskEntry = { kind: "link", leaves: false };
const committed = (text: string): DiskEntry => ({
  kind: "file",
  hash: hashOf(text),
  isMarked: true,
  isCommitted: true,
});
const list = (...paths: readonly string[]) => printManifest(paths);

const cases: Readonly<Record<string, Case>> = {
  "a package that nothing makes any more goes if Git has put it there since": {
    disk: {
      "a/x.ts": committed("pulled"),
      "a/y.ts": "edited",
      "a/.faultbook.json": list("x.ts", "y.ts"),
    },
    known: { "a/x.ts": "1", "a/y.ts": "1" },
    outputs: {},
    expected: ["delete a/.faultbook.json", "delete a/x.ts"],
    told: ["file-edited-kept out/a/y.ts"],
  },
  "an empty disk gets all files and a manifest": {
    outputs: { a: { "x.ts": "1", "src/y.ts": "2" } },
    expected: ["create a/.faultbook.json", "create a/src/y.ts", "create a/x.ts"],
  },
  "equal content is kept": {
    disk: { "a/x.ts": "1", "a/.faultbook.json": list("x.ts") },
    outputs: { a: { "x.ts": "1" } },
    expected: [],
  },
  "equal content is kept though no manifest lists it and it bears no banner": {
    disk: { "a/x.ts": "1" },
    outputs: { a: { "x.ts": "1" } },
    expected: ["create a/.faultbook.json"],
  },
  "a listed file is updated": {
    disk: { "a/x.ts": "1", "a/.faultbook.json": list("x.ts") },
    outputs: { a: { "x.ts": "2" } },
    expected: ["update a/x.ts"],
  },
  "a listed file is updated if it is as the last run left it": {
    disk: { "a/x.ts": "1", "a/.faultbook.json": list("x.ts") },
    known: { "a/x.ts": "1" },
    outputs: { a: { "x.ts": "2" } },
    expected: ["update a/x.ts"],
  },
  "a listed file that was changed since is updated with a warning": {
    disk: { "a/x.ts": "edited", "a/.faultbook.json": list("x.ts") },
    known: { "a/x.ts": "1" },
    outputs: { a: { "x.ts": "2" } },
    expected: ["update a/x.ts"],
    told: ["file-edited out/a/x.ts"],
  },
  "a listed file that Git has put there since is updated without a warning": {
    disk: { "a/x.ts": committed("pulled"), "a/.faultbook.json": list("x.ts") },
    known: { "a/x.ts": "1" },
    outputs: { a: { "x.ts": "2" } },
    expected: ["update a/x.ts"],
  },
  "an edit that is the new content is kept without a warning": {
    disk: { "a/x.ts": "2", "a/.faultbook.json": list("x.ts") },
    known: { "a/x.ts": "1" },
    outputs: { a: { "x.ts": "2" } },
    expected: [],
  },
  "a file with the banner is updated if the manifest is lost": {
    disk: { "a/x.ts": "BANNER 1" },
    outputs: { a: { "x.ts": "BANNER 2" } },
    expected: ["create a/.faultbook.json", "update a/x.ts"],
  },
  "a file that the last run left is updated if the manifest is lost": {
    disk: { "a/x.txt": "1" },
    known: { "a/x.txt": "1" },
    outputs: { a: { "x.txt": "2" } },
    expected: ["create a/.faultbook.json", "update a/x.txt"],
  },
  "a manifest spoilt by a merge locks nobody out": {
    disk: { "a/x.ts": "BANNER 1", "a/.faultbook.json": "<<<<<<< ours" },
    outputs: { a: { "x.ts": "BANNER 2" } },
    expected: ["update a/.faultbook.json", "update a/x.ts"],
  },
  "a manifest with conflict markers and duplicates lists what both sides list": {
    disk: {
      "a/x.txt": "1",
      "a/y.txt": "1",
      "a/.faultbook.json": conflict(['"x.txt",', '"x.txt",'], ['"x.txt",', '"y.txt",']),
    },
    outputs: { a: { "x.txt": "2", "y.txt": "2" } },
    expected: ["update a/.faultbook.json", "update a/x.txt", "update a/y.txt"],
  },
  "a person's files in the way are all told, and there is no plan": {
    disk: { "a/x.ts": "mine", "a/y.ts": "mine too" },
    outputs: { a: { "x.ts": "1", "y.ts": "2", "z.ts": "3" } },
    expected: undefined,
    told: ["file-in-the-way out/a/x.ts", "file-in-the-way out/a/y.ts"],
  },
  "a person's file that took the place of one of ours is in the way": {
    disk: { "a/x.txt": "mine" },
    known: { "a/x.txt": "1" },
    outputs: { a: { "x.txt": "2" } },
    expected: undefined,
    told: ["file-in-the-way out/a/x.txt"],
  },
  "a listed file with the banner that is not made any more is deleted": {
    disk: {
      "a/x.ts": "1",
      "a/old.ts": "BANNER",
      "a/.faultbook.json": list("x.ts", "old.ts"),
    },
    outputs: { a: { "x.ts": "1" } },
    expected: ["update a/.faultbook.json", "delete a/old.ts"],
  },
  "a listed file without a banner is deleted if it is as the last run left it": {
    disk: { "a/old.txt": "0", "a/.faultbook.json": list("old.txt") },
    known: { "a/old.txt": "0" },
    outputs: { a: {} },
    expected: ["update a/.faultbook.json", "delete a/old.txt"],
  },
  "a listed file without a banner is else kept and named": {
    disk: { "a/old.txt": "0", "a/.faultbook.json": list("old.txt") },
    outputs: { a: {} },
    expected: ["update a/.faultbook.json"],
    told: ["file-unmarked-kept out/a/old.txt"],
  },
  "an edited file that is not made any more is kept with a warning": {
    disk: { "a/old.ts": "BANNER edited", "a/.faultbook.json": list("old.ts") },
    known: { "a/old.ts": "BANNER" },
    outputs: { a: {} },
    expected: ["update a/.faultbook.json"],
    told: ["file-edited-kept out/a/old.ts"],
  },
  "a file with the banner that no manifest lists is never deleted": {
    disk: { "a/copy.ts": "BANNER", "a/.faultbook.json": list() },
    outputs: { a: {} },
    expected: [],
  },
  "a listed file that is gone leaves the manifest": {
    disk: { "a/.faultbook.json": list("old.ts") },
    outputs: { a: {} },
    expected: ["update a/.faultbook.json"],
  },
  "a folder in the place of a file not made any more stays": {
    disk: { "a/old": { kind: "folder" }, "a/.faultbook.json": list("old") },
    known: { "a/old": "0" },
    outputs: { a: {} },
    expected: ["update a/.faultbook.json"],
    told: ["file-edited-kept out/a/old"],
  },
  "an orphan is deleted with its manifest": {
    disk: {
      "b/x.ts": "1",
      "b/y.ts": "edited",
      "b/z.ts": "BANNER",
      "b/mine.ts": "mine",
      "b/.faultbook.json": list("x.ts", "y.ts", "z.ts"),
      "b/dist/x.js": "1",
    },
    known: { "b/x.ts": "1", "b/y.ts": "2", "b/dist/x.js": "1" },
    outputs: {},
    expected: ["delete b/.faultbook.json", "delete b/dist/x.js", "delete b/x.ts", "delete b/z.ts"],
    told: ["file-edited-kept out/b/y.ts"],
  },
  "an orphan whose manifest is not ours is left alone": {
    disk: { "b/x.ts": "1", "b/.faultbook.json": "{}" },
    outputs: {},
    expected: [],
  },
  "a run limited to some catalogs keeps the others": {
    disk: { "b/x.ts": "BANNER", "b/.faultbook.json": list("x.ts") },
    known: { "b/x.ts": "BANNER" },
    outputs: { a: {} },
    orphans: "keep",
    expected: ["create a/.faultbook.json"],
  },
  "a limited run still deletes in the package that it names": {
    disk: { "a/x.ts": "BANNER", "a/.faultbook.json": list("x.ts") },
    outputs: { a: {} },
    orphans: "keep",
    expected: ["update a/.faultbook.json", "delete a/x.ts"],
  },
  "derived files are made if they are always wanted, and no manifest lists them": {
    disk: { "a/.faultbook.json": list() },
    outputs: { a: { "dist/x.js": "1" } },
    expected: ["create a/dist/x.js"],
  },
  "derived files are not looked for if their folder is missing": {
    disk: { "a/.faultbook.json": list() },
    outputs: { a: { "dist/x.js": "1" } },
    derived: "where-present",
    expected: [],
  },
  "derived files are compared if their folder is there": {
    disk: { "a/dist/x.js": "BANNER 0", "a/.faultbook.json": list() },
    outputs: { a: { "dist/x.js": "1", "dist/y.js": "1" } },
    derived: "where-present",
    expected: ["update a/dist/x.js", "create a/dist/y.js"],
  },
  "derived files of the output folder's own package are too": {
    disk: { "dist/x.js": "BANNER 0", ".faultbook.json": list() },
    outputs: { "": { "dist/x.js": "1" } },
    derived: "where-present",
    expected: ["update dist/x.js"],
  },
  "a manifest that names paths outside its folder reaches nothing there": {
    disk: {
      "c/x.ts": "BANNER",
      "a/.faultbook.json": list().replace('"files": [', '"files": [ "../c/x.ts", "/c/x.ts",'),
    },
    outputs: { a: {} },
    expected: ["update a/.faultbook.json"],
  },
  "links that leave the output folder are refused": {
    disk: { a: leaving, "b/x.ts": leaving },
    outputs: { a: { "x.ts": "1" }, b: { "x.ts": "1" } },
    expected: undefined,
    told: ["output-link out/a", "output-link out/b/x.ts"],
  },
  "links inside the output folder are neither a folder nor a file of ours": {
    disk: { a: staying, "b/x.ts": staying },
    outputs: { a: { "x.ts": "1" }, b: { "x.ts": "1" } },
    expected: undefined,
    told: ["output-not-a-folder out/a", "output-not-a-file out/b/x.ts"],
  },
  "a file where a folder is needed, and a folder where a file is": {
    disk: { "a/src": "file", "a/x.ts": { kind: "folder" } },
    outputs: { a: { "src/y.ts": "1", "x.ts": "1" } },
    expected: undefined,
    told: ["output-not-a-folder out/a/src", "output-not-a-file out/a/x.ts"],
  },
  "the output folder itself is something else": {
    disk: { "": "file" },
    outputs: { a: { "x.ts": "1" } },
    expected: undefined,
    told: ["output-not-a-folder out"],
  },
  "what cannot be read is told": {
    disk: { "a/x.ts": { kind: "unreadable", reason: "permission is denied" } },
    outputs: { a: { "x.ts": "1" } },
    expected: undefined,
    told: ["file-unreadable out/a/x.ts"],
  },
};

test.each(Object.entries(cases))("%s", (_, one) => {
  const { value, diagnostics } = planCase(one);
  const planned = value?.changes
    .filter((change) => change.kind !== "keep")
    .map((change) => `${change.kind} ${change.path}`);
  const told = diagnostics.map((each) => {
    const named = /"(.*?)"/.exec(each.message);
    return `${each.code} ${named?.[1]}`;
  });
  expect({ planned, told }).toEqual({ planned: one.expected, told: one.told ?? [] });
});

test("changes carry hashes and sizes, and are counted", () => {
  const one: Case = {
    disk: {
      "a/kept.ts": "k",
      "a/old.ts": "o",
      "a/x.ts": "1",
      "a/.faultbook.json": list("kept.ts", "new.ts", "x.ts"),
      "b/other.ts": "b",
    },
    known: { "a/old.ts": "o", "b/other.ts": "b" },
    outputs: { a: { "kept.ts": "k", "new.ts": "n", "x.ts": "22" } },
    orphans: "keep",
    expected: [],
  };
  const planned = planFor(one);
  const hash = hashOf;
  expect(planned.changes.slice(1)).toEqual([
    { kind: "keep", path: "a/kept.ts", after: hash("k"), size: 1 },
    { kind: "create", path: "a/new.ts", after: hash("n"), size: 1 },
    { kind: "delete", path: "a/old.ts", before: hash("o") },
    { kind: "update", path: "a/x.ts", before: hash("1"), after: hash("22"), size: 2 },
  ]);
  expect(summarise(planned)).toEqual({ created: 1, updated: 1, deleted: 1, kept: 2 });
  expect(isStale(planned)).toBe(true);
  // What a limited run leaves out is known as before.
  expect(planned.leaves.get("b/other.ts")).toBe(hash("b"));
  expect([...planned.leaves.keys()].sort()).toEqual([
    "a/.faultbook.json",
    "a/kept.ts",
    "a/new.ts",
    "a/x.ts",
    "b/other.ts",
  ]);
});

test("a plan that only keeps is not stale", () => {
  const one: Case = { disk: { "a/.faultbook.json": list() }, outputs: { a: {} }, expected: [] };
  expect(isStale(planFor(one))).toBe(false);
});

function planFor(one: Case): Plan {
  const { value } = planCase(one);
  if (value === undefined) throw new Error("there is no plan");
  return value;
}

function planCase({ disk = {}, known = {}, outputs, ...options }: Case) {
  const state: DiskState = {
    entries: entriesOf(disk),
    listed: listedIn(disk),
    known: new Map(Object.entries(known).map(([path, text]) => [path, hashOf(text)])),
  };
  return plan(madeOf(outputs), state, { orphans: "delete", derived: "always", ...options });
}

function madeOf(outputs: Case["outputs"]): Made {
  const files = Object.entries(outputs).flatMap(([folder, texts]) => {
    const isDerived = (path: string) => path.startsWith("dist/");
    const paths = Object.keys(texts).filter((path) => !isDerived(path));
    const all = { ...texts, ".faultbook.json": printManifest(paths) };
    return Object.entries(all).map(([path, text]) => {
      const file = { hash: hashOf(text), size: text.length, isDerived: isDerived(path) };
      return [pathIn(folder, path), file] as const;
    });
  });
  const none = { seen: new Map(), staged: new Set<string>(), contents: new Map() };
  const place = { root: "/out", shown: "out", run: "run", folders: Object.keys(outputs) };
  return { ...place, ...none, files: new Map(files) };
}

function listedIn(disk: NonNullable<Case["disk"]>): ReadonlySet<string> {
  const listed = Object.entries(disk).flatMap(([path, text]) => {
    const folder = folderOfManifest(path);
    if (folder === undefined || typeof text !== "string") return [];
    return [...parseManifest(text)].map((inner) => pathIn(folder, inner));
  });
  return new Set(listed);
}

function entriesOf(disk: NonNullable<Case["disk"]>): ReadonlyMap<string, DiskEntry> {
  const entries = new Map<string, DiskEntry>();
  for (const [path, entry] of Object.entries(disk)) {
    const parts = path.split("/");
    for (let i = 1; i < parts.length; i++) {
      entries.set(parts.slice(0, i).join("/"), { kind: "folder" });
    }
    const isMarked = (text: string) =>
      text.startsWith("BANNER") || text.includes("Made by Faultbook");
    const file = (text: string) =>
      ({ kind: "file", hash: hashOf(text), isMarked: isMarked(text) }) as const;
    entries.set(path, typeof entry === "string" ? file(entry) : entry);
  }
  return entries;
}

/** A manifest as Git leaves it if two branches changed the same lines. */
function conflict(ours: readonly string[], theirs: readonly string[]): string {
  const lines = ["<<<<<<< HEAD", ...ours, "=======", ...theirs, ">>>>>>> other"].join("\n");
  return list().replace('"files": [\n', `"files": [\n${lines}\n`);
}
