// The plan as a table: what stands on disk, what is to be there, and what follows.

import { expect, test } from "vitest";
import { hashOf, printManifest } from "../../generator/disk/manifest.ts";
import {
  type DiskEntry,
  type GroupFile,
  isStale,
  type OutputGroup,
  type Plan,
  type PlanRequest,
  planOutputs,
  summarise,
} from "../../generator/disk/plan.ts";

type Texts = Readonly<Record<string, string>>;

interface Case {
  /** Path in the output folder → text of a file, or another kind of entry. */
  readonly disk?: Readonly<Record<string, string | DiskEntry>>;
  /** Folder → path → content. */
  readonly outputs: Readonly<Record<string, Texts>>;
  readonly unfinished?: boolean;
  readonly orphans?: PlanRequest["orphans"];
  readonly derived?: PlanRequest["derived"];
  /** What is planned but for what is kept, as `kind path`; nothing where there is no plan. */
  readonly expected: readonly string[] | undefined;
  /** The diagnostics, as `code path`. */
  readonly told?: readonly string[];
}

const leaving: DiskEntry = { kind: "link", leaves: true };
const staying: DiskEntry = { kind: "link", leaves: false };

const cases: Readonly<Record<string, Case>> = {
  "an empty disk gets all files and a manifest": {
    outputs: { a: { "x.ts": "1", "src/y.ts": "2" } },
    expected: ["create a/.faultbook.json", "create a/src/y.ts", "create a/x.ts"],
  },
  "equal content is kept": {
    disk: { "a/x.ts": "1", "a/.faultbook.json": manifest({ "x.ts": "1" }) },
    outputs: { a: { "x.ts": "1" } },
    expected: [],
  },
  "equal content is kept though no manifest lists it and it bears no banner": {
    disk: { "a/x.ts": "1" },
    outputs: { a: { "x.ts": "1" } },
    expected: ["create a/.faultbook.json"],
  },
  "a listed file is updated": {
    disk: { "a/x.ts": "1", "a/.faultbook.json": manifest({ "x.ts": "1" }) },
    outputs: { a: { "x.ts": "2" } },
    expected: ["update a/.faultbook.json", "update a/x.ts"],
  },
  "a listed file that was edited is updated with a warning": {
    disk: { "a/x.ts": "edited", "a/.faultbook.json": manifest({ "x.ts": "1" }) },
    outputs: { a: { "x.ts": "2" } },
    expected: ["update a/.faultbook.json", "update a/x.ts"],
    told: ["file-edited out/a/x.ts"],
  },
  "an edit that is the new content is kept without a warning": {
    disk: { "a/x.ts": "2", "a/.faultbook.json": manifest({ "x.ts": "1" }) },
    outputs: { a: { "x.ts": "2" } },
    expected: ["update a/.faultbook.json"],
  },
  "a file with the banner is updated where the manifest is lost": {
    disk: { "a/x.ts": "BANNER 1" },
    outputs: { a: { "x.ts": "BANNER 2" } },
    expected: ["create a/.faultbook.json", "update a/x.ts"],
  },
  "a manifest spoilt by a merge locks nobody out": {
    disk: { "a/x.ts": "BANNER 1", "a/.faultbook.json": "<<<<<<< ours" },
    outputs: { a: { "x.ts": "BANNER 2" } },
    expected: ["update a/.faultbook.json", "update a/x.ts"],
    told: ["file-edited out/a/.faultbook.json"],
  },
  "a person's files in the way are all told, and there is no plan": {
    disk: { "a/x.ts": "mine", "a/y.ts": "mine too" },
    outputs: { a: { "x.ts": "1", "y.ts": "2", "z.ts": "3" } },
    expected: undefined,
    told: ["file-in-the-way out/a/x.ts", "file-in-the-way out/a/y.ts"],
  },
  "a listed file that is not given any more is deleted": {
    disk: {
      "a/x.ts": "1",
      "a/old.ts": "0",
      "a/.faultbook.json": manifest({ "x.ts": "1", "old.ts": "0" }),
    },
    outputs: { a: { "x.ts": "1" } },
    expected: ["update a/.faultbook.json", "delete a/old.ts"],
  },
  "an edited file that is not given any more is kept with a warning": {
    disk: { "a/old.ts": "edited", "a/.faultbook.json": manifest({ "old.ts": "0" }) },
    outputs: { a: {} },
    expected: ["update a/.faultbook.json"],
    told: ["file-edited-kept out/a/old.ts"],
  },
  "a file with the banner that no manifest lists is never deleted": {
    disk: { "a/copy.ts": "BANNER", "a/.faultbook.json": manifest({}) },
    outputs: { a: {} },
    expected: [],
  },
  "a listed file that is gone leaves the manifest": {
    disk: { "a/.faultbook.json": manifest({ "old.ts": "0" }) },
    outputs: { a: {} },
    expected: ["update a/.faultbook.json"],
  },
  "a folder in the place of a file not given any more stays": {
    disk: { "a/old": { kind: "folder" }, "a/.faultbook.json": manifest({ old: "0" }) },
    outputs: { a: {} },
    expected: ["update a/.faultbook.json"],
    told: ["file-edited-kept out/a/old"],
  },
  "an orphan is deleted with its manifest": {
    disk: {
      "b/x.ts": "1",
      "b/y.ts": "edited",
      "b/mine.ts": "mine",
      "b/.faultbook.json": manifest({ "x.ts": "1", "y.ts": "2" }),
      "b/dist/x.js": "1",
      "b/dist/.faultbook.json": manifest({ "x.js": "1" }),
    },
    outputs: {},
    expected: [
      "delete b/.faultbook.json",
      "delete b/dist/.faultbook.json",
      "delete b/dist/x.js",
      "delete b/x.ts",
    ],
    told: ["file-edited-kept out/b/y.ts"],
  },
  "an orphan whose manifest cannot be read is left alone": {
    disk: { "b/x.ts": "1", "b/.faultbook.json": "{}" },
    outputs: {},
    expected: [],
  },
  "a run limited to some catalogs keeps the others": {
    disk: { "b/x.ts": "1", "b/.faultbook.json": manifest({ "x.ts": "1" }) },
    outputs: { a: {} },
    orphans: "keep",
    expected: ["create a/.faultbook.json"],
  },
  "a limited run still deletes in the package that it names": {
    disk: { "a/x.ts": "1", "a/.faultbook.json": manifest({ "x.ts": "1" }) },
    outputs: { a: {} },
    orphans: "keep",
    expected: ["update a/.faultbook.json", "delete a/x.ts"],
  },
  "derived files are made where they are always wanted": {
    outputs: { "a/dist": { "x.js": "1" } },
    expected: ["create a/dist/.faultbook.json", "create a/dist/x.js"],
  },
  "derived files are not looked for where their folder is not": {
    outputs: { "a/dist": { "x.js": "1" } },
    derived: "where-present",
    expected: [],
  },
  "derived files are compared where their folder is": {
    disk: { "a/dist/x.js": "0", "a/dist/.faultbook.json": manifest({ "x.js": "0" }) },
    outputs: { "a/dist": { "x.js": "1" } },
    derived: "where-present",
    expected: ["update a/dist/.faultbook.json", "update a/dist/x.js"],
  },
  "a file that moves into the list of the inner manifest is not deleted": {
    disk: { "a/dist/x.js": "1", "a/.faultbook.json": manifest({ "dist/x.js": "1" }) },
    outputs: { a: {}, "a/dist": { "x.js": "1" } },
    expected: ["update a/.faultbook.json", "create a/dist/.faultbook.json"],
  },
  "a manifest that names paths outside its folder reaches nothing there": {
    disk: { "c/x.ts": "1", "a/.faultbook.json": listing({ "../c/x.ts": "1", "/c/x.ts": "1" }) },
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
  "paths that leave their folder are refused": {
    outputs: {
      a: { "../x": "", "/x": "", "a\\x": "", "": "", "a//x": "", "./x": "", "C:/x": "" },
      "..": {},
    },
    expected: undefined,
    told: ["../x", "/x", "a\\x", "", "a//x", "./x", "C:/x", ".."].map(
      (path) => `output-outside ${path}`,
    ),
  },
  "outputs that clash with one another or with names of ours are refused": {
    outputs: {
      a: { "dist/x": "", ".faultbook.json": "", "y.faultbook-new": "", z: "", "z/y": "" },
      "a/dist": { x: "" },
    },
    expected: undefined,
    told: ["a/y.faultbook-new", "a/.faultbook.json", "a/dist/x", "a/z"].map(
      (path) => `output-clash out/${path}`,
    ),
  },
  "an unfinished run comes before everything": {
    disk: { "a/x.ts": "mine" },
    outputs: { a: { "x.ts": "1" } },
    unfinished: true,
    expected: undefined,
    told: ["run-unfinished out"],
  },
};

test.each(Object.entries(cases))("%s", (_, one) => {
  const { value, diagnostics } = planOutputs(requestOf(one));
  const planned = value?.changes
    .filter((change) => change.kind !== "keep")
    .map((change) => `${change.kind} ${change.path}`);
  const told = diagnostics.map((each) => {
    const named = /"(.*?)"/.exec(each.message);
    return `${each.code} ${named?.[1]}`;
  });
  expect({ planned, told }).toEqual({ planned: one.expected, told: one.told ?? [] });
});

test("changes carry contents and hashes, and are counted", () => {
  const one: Case = {
    disk: {
      "a/kept.ts": "k",
      "a/old.ts": "o",
      "a/x.ts": "1",
      "a/.faultbook.json": manifest({ "kept.ts": "k", "old.ts": "o", "x.ts": "1" }),
    },
    outputs: { a: { "kept.ts": "k", "new.ts": "n", "x.ts": "2" } },
    expected: [],
  };
  const plan = planFor(one);
  const hash = hashOf;
  expect(plan.changes.slice(1)).toEqual([
    { kind: "keep", path: "a/kept.ts", content: "k", after: hash("k") },
    { kind: "create", path: "a/new.ts", content: "n", after: hash("n") },
    { kind: "delete", path: "a/old.ts", previous: "o", before: hash("o") },
    {
      kind: "update",
      path: "a/x.ts",
      content: "2",
      previous: "1",
      before: hash("1"),
      after: hash("2"),
    },
  ]);
  expect(summarise(plan)).toEqual({ created: 1, updated: 2, deleted: 1, kept: 1 });
  expect(isStale(plan)).toBe(true);
});

test("a plan that only keeps is not stale", () => {
  const one: Case = {
    disk: { "a/.faultbook.json": manifest({}) },
    outputs: { a: {} },
    expected: [],
  };
  expect(isStale(planFor(one))).toBe(false);
});

function planFor(one: Case): Plan {
  const { value } = planOutputs(requestOf(one));
  if (value === undefined) throw new Error("there is no plan");
  return value;
}

function requestOf(one: Case): PlanRequest {
  const groups: OutputGroup[] = Object.entries(one.outputs).map(([folder, texts]) => ({
    folder,
    derived: folder.endsWith("/dist"),
    files: filesOf(texts),
  }));
  return {
    groups,
    disk: {
      root: "/out",
      shown: "out",
      entries: entriesOf(one.disk ?? {}),
      unfinished: one.unfinished ?? false,
    },
    isOurs: (_, text) => text.startsWith("BANNER"),
    orphans: one.orphans ?? "delete",
    derived: one.derived ?? "always",
  };
}

function entriesOf(disk: NonNullable<Case["disk"]>): ReadonlyMap<string, DiskEntry> {
  const entries = new Map<string, DiskEntry>();
  for (const [path, entry] of Object.entries(disk)) {
    const parts = path.split("/");
    for (let i = 1; i < parts.length; i++) {
      entries.set(parts.slice(0, i).join("/"), { kind: "folder" });
    }
    const file = (text: string) => ({ kind: "file", hash: hashOf(text), text }) as const;
    entries.set(path, typeof entry === "string" ? file(entry) : entry);
  }
  return entries;
}

function filesOf(texts: Texts): readonly GroupFile[] {
  return Object.entries(texts).map(([path, content]) => ({ path, content }));
}

function manifest(texts: Texts): string {
  return printManifest(new Map(Object.entries(texts).map(([path, text]) => [path, hashOf(text)])));
}

/** A manifest written by somebody else, who need not keep to our rules. */
function listing(texts: Texts): string {
  const files = Object.fromEntries(
    Object.entries(texts).map(([path, text]) => [path, hashOf(text)]),
  );
  return JSON.stringify({ files });
}
