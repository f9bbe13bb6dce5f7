// A temporary folder for each test of the disk, and what such tests do with it again and again.

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import type { Outcome } from "../../generator/diagnostics/diagnostic.ts";
import { readOutputs } from "../../generator/disk/files.ts";
import { type OutputGroup, type Plan, planOutputs } from "../../generator/disk/plan.ts";

/** Folder → path → content. */
export type Outputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Where a test works: a temporary folder, and in it the output folder, which is not made. */
export interface Place {
  /** The temporary folder. */
  folder: string;
  /** The output folder. */
  root: string;
}

/** Outputs of a first run. */
export const first: Outputs = {
  a: { "README.md": "one", "src/x.ts": "one", "src/same.ts": "same", "old/deep/z.ts": "z" },
  gone: { "w.ts": "w" },
};
/** Outputs of a second run, which share with the first what a second run shares. */
export const second: Outputs = {
  a: { "README.md": "two", "src/x.ts": "two", "src/same.ts": "same", "new/deep/y.ts": "y" },
  "a/dist": { "x.js": "two" },
};

/** The place of the running test. */
export const place: Place = { folder: "", root: "" };

/** Gives each test of the calling file a place of its own, removed afterwards. */
export function useTemporaryFolder(): void {
  beforeEach(() => {
    place.folder = mkdtempSync(join(tmpdir(), "faultbook-"));
    place.root = join(place.folder, "out");
  });
  afterEach(() => rmSync(place.folder, { recursive: true, force: true }));
}

function groupsOf(outputs: Outputs): readonly OutputGroup[] {
  return Object.entries(outputs).map(([name, texts]) => ({
    folder: name,
    derived: name.endsWith("/dist"),
    files: Object.entries(texts).map(([path, content]) => ({ path, content })),
  }));
}

/** Plans outputs against the folder, and gives the codes of what is told. */
export function planOf(outputs: Outputs): { value: Plan | undefined; codes: readonly string[] } {
  const groups = groupsOf(outputs);
  const disk = readOutputs({ root: place.root, shown: "out", groups });
  const rest = { isOurs: () => false, orphans: "delete", derived: "always" } as const;
  const outcome = planOutputs({ groups, disk, ...rest });
  return { value: outcome.value, codes: codesOf(outcome) };
}

/** Plans outputs against the folder where nothing is in the way. */
export function planFor(outputs: Outputs): Plan {
  const { value, codes } = planOf(outputs);
  if (value === undefined) throw new Error(`there is no plan: ${codes}`);
  return value;
}

/** Gives the codes of an outcome's diagnostics. */
export function codesOf(outcome: Outcome<unknown>): readonly string[] {
  return outcome.diagnostics.map((one) => one.code);
}

/** Writes a file into the output folder, and makes the folders above it. */
export function write(path: string, text: string): void {
  mkdirSync(dirname(join(place.root, path)), { recursive: true });
  writeFileSync(join(place.root, path), text);
}

/** All below a folder: a file's path with its text, a folder's path with nothing. */
export function textsIn(top: string): Readonly<Record<string, string | undefined>> {
  const texts: Record<string, string | undefined> = {};
  const walk = (inner: string): void => {
    for (const entry of readdirSync(join(top, inner), { withFileTypes: true })) {
      const path = `${inner}${entry.name}`;
      if (entry.isDirectory()) {
        texts[`${path}/`] = undefined;
        walk(`${path}/`);
      } else texts[path] = readFileSync(join(top, path), "utf8");
    }
  };
  if (existsSync(top)) walk("");
  return Object.fromEntries(Object.entries(texts).sort(([one], [other]) => (one < other ? -1 : 1)));
}
