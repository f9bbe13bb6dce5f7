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
import type { Diagnostic, Outcome } from "../../generator/diagnostics/diagnostic.ts";
import { apply, recover, type Work } from "../../generator/disk/apply.ts";
import { look } from "../../generator/disk/look.ts";
import { type Plan, type PlanOptions, plan } from "../../generator/disk/plan.ts";
import { type Made, openStage, type Stage, type StageOptions } from "../../generator/disk/stage.ts";
import { readState } from "../../generator/disk/state.ts";

/** Package folder → path → content. */
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
  a: {
    "README.md": "two",
    "src/x.ts": "two",
    "src/same.ts": "same",
    "new/deep/y.ts": "y",
    "dist/x.js": "two",
  },
};

/** The place of the running test. */
export const place: Place = { folder: "", root: "" };

const stages: Stage[] = [];

/** Gives each test of the calling file a place of its own, removed afterwards. */
export function useTemporaryFolder(): void {
  beforeEach(() => {
    place.folder = mkdtempSync(join(tmpdir(), "faultbook-"));
    place.root = join(place.folder, "out");
  });
  afterEach(() => {
    dropStages();
    rmSync(place.folder, { recursive: true, force: true });
  });
}

/** Discards what was staged. */
export function dropStages(): void {
  for (const stage of stages.splice(0)) stage.discard();
}

/** Lets a run's stage be discarded at the end of the test. */
export function keepStage(stage: Stage): Stage {
  stages.push(stage);
  return stage;
}

/** Makes outputs for a folder. */
export function make(
  outputs: Outputs,
  { root = place.root, shown = "out", ...options }: Partial<StageOptions & Made> = {},
): Outcome<Made> {
  const [made] = makeAll(outputs, [{ root, shown }], options);
  return made ?? { diagnostics: [] };
}

/** Makes the same outputs for several folders, in one run. */
function makeAll(
  outputs: Outputs,
  roots: readonly Pick<Made, "root" | "shown">[],
  options: Partial<StageOptions> = {},
): readonly Outcome<Made>[] {
  const folders = Object.keys(outputs);
  const stage = keepStage(openStage({ mode: "write", ...options, outputs: roots }));
  return stage.outputs.map((staged) => {
    for (const [folder, texts] of Object.entries(outputs)) {
      for (const [path, content] of Object.entries(texts)) staged.add(folder, { path, content });
    }
    return staged.close(folders);
  });
}

const planning: PlanOptions = { orphans: "delete", derived: "always" };

/** Returns what was made, planned against the folder as it is. */
export function planMade(made: Made, options = planning): Outcome<Plan> {
  const known = readState(made.root).files;
  const isMarked = (_: string, head: string) => head.startsWith("BANNER");
  return plan(made, look(made, { known, isMarked }), options);
}

/** Makes and plans outputs, and returns the codes of what is reported. */
export function planOf(outputs: Outputs): {
  value: Plan | undefined;
  codes: readonly string[];
} {
  const { value: made, diagnostics } = make(outputs);
  const planned = made === undefined ? { diagnostics } : planMade(made);
  return { value: planned.value, codes: codesOf(planned.diagnostics) };
}

/** Makes and plans outputs where nothing is in the way. */
export function workFor(outputs: Outputs, options: Partial<StageOptions & Made> = {}): Work {
  const { value: made, diagnostics } = make(outputs, options);
  const planned = made === undefined ? { diagnostics } : planMade(made);
  if (made === undefined || planned.value === undefined) {
    throw new Error(`there is no plan: ${codesOf(planned.diagnostics)}`);
  }
  return { plan: planned.value, made };
}

/** Makes and plans the same outputs for several folders inside the test's, in one run. */
export function worksFor(outputs: Outputs, names: readonly string[]): readonly Work[] {
  const roots = names.map((name) => ({ root: join(place.folder, name), shown: name }));
  return makeAll(outputs, roots).map(({ value: made }) => {
    const planned = made && planMade(made).value;
    if (made === undefined || planned === undefined) throw new Error("there is no plan");
    return { plan: planned, made };
  });
}

const touch = () => true;

/** Does what a run does under its locks, for works that are planned. */
export function applyAll(...works: readonly Work[]): readonly Diagnostic[] {
  return apply(works, touch);
}

/** Makes folders hold outputs. */
export function put(outputs: Outputs, options: Partial<StageOptions & Made> = {}): void {
  const faults = applyAll(workFor(outputs, options));
  dropStages();
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
}

/** Recovers folders, and returns the codes of what is reported. */
export function recoverAll(...roots: readonly string[]): readonly string[] {
  return codesOf(
    recover(
      roots.map((root) => ({ root, shown: "out" })),
      touch,
    ),
  );
}

/** Returns the codes of diagnostics. */
export function codesOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map((one) => one.code);
}

/** Writes a file into the output folder, and makes the folders above it. */
export function write(path: string, text: string): void {
  mkdirSync(dirname(join(place.root, path)), { recursive: true });
  writeFileSync(join(place.root, path), text);
}

/** All below a folder but what runs keep for themselves: a file's path with its text, a folder's path with nothing. */
export function textsIn(top: string): Readonly<Record<string, string | undefined>> {
  const texts: Record<string, string | undefined> = {};
  const walk = (inner: string): void => {
    for (const entry of readdirSync(join(top, inner), { withFileTypes: true })) {
      const path = `${inner}${entry.name}`;
      if (entry.name === ".faultbook") continue;
      if (entry.isDirectory()) {
        texts[`${path}/`] = undefined;
        walk(`${path}/`);
      } else texts[path] = readFileSync(join(top, path), "utf8");
    }
  };
  if (existsSync(top)) walk("");
  return Object.fromEntries(Object.entries(texts).sort(([one], [other]) => (one < other ? -1 : 1)));
}
