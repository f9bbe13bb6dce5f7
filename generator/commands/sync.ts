// `faultbook sync`: the catalogs' components and responses into OpenAPI descriptions, or the proof that they are there.

import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import { type Edit, writeEdits } from "../disk/edit.ts";
import { type SyncedTarget, syncSpecs as syncAll } from "../pipeline.ts";
import type { WorkspaceOptions } from "../project/config-names.ts";
import {
  type Description,
  listedDescriptions,
  namedDescriptions,
  repeatedDescriptions,
} from "../project/descriptions.ts";
import { openProject } from "../project/project.ts";
import type { SyncChange } from "../sync/sync.ts";

/** Which descriptions to sync, and what is done to them. */
export interface SyncOptions extends WorkspaceOptions {
  /** The main files, relative to the working directory; by default those that the configuration lists. */
  readonly specs?: readonly string[];
  /** `write` puts errors in, `remove` takes them out, `check` and `dry-run` write nothing; `check` finds all that is stale. */
  readonly mode: "write" | "remove" | "check" | "dry-run";
}

/** What was done to one description, or would be. */
export interface SyncedSpec {
  /** The main file, as it was named. */
  readonly path: string;
  /** The entries that differ, each with what happens to it. */
  readonly changes: readonly { readonly pointer: string; readonly kind: SyncChange["kind"] }[];
}

/** What a sync did, or would do. */
export interface SyncResult {
  readonly specs: readonly SyncedSpec[];
  /** With `check` or `dry-run`: the unified diff to what would be written; else empty. */
  readonly diff: string;
}

/** Syncs descriptions; a fault in one of them leaves all as they are. */
export async function syncSpecs(options: SyncOptions): Promise<CommandOutcome<SyncResult>> {
  const { value: project, ...opened } = await openProject(options);
  if (project === undefined) return opened;
  const { specs: names = [], cwd, mode } = options;
  const listed = listedDescriptions(project);
  const repeated = repeatedDescriptions(listed, project);
  if (repeated.length > 0) return { diagnostics: repeated, wrongUse: true };
  const targets = names.length === 0 ? listed : namedDescriptions(names, listed, cwd);
  if (targets.length === 0) {
    return { diagnostics: [diagnostic("spec-unlisted", {})], wrongUse: true };
  }
  const { value: done, ...outcome } = await syncAll(project, targets, mode === "remove");
  if (done === undefined) return outcome;
  const stale = mode === "check" ? staleIn(done, options) : [];
  const diagnostics = [...outcome.diagnostics, ...stale];
  // What is stale is reported beside what is in the way.
  if (hasErrors(outcome.diagnostics)) return { ...outcome, diagnostics };
  const specs = done.map(({ target, synced }) => ({
    path: target.shown,
    changes: (synced?.changes ?? []).map(({ pointer, kind, part }) => ({
      pointer: `${part.path}#${pointer}`,
      kind,
    })),
  }));
  const edits = done.flatMap((one) => one.edits);
  if (mode === "write" || mode === "remove") {
    const faults = await writeEdits(edits);
    return { value: { specs, diff: "" }, diagnostics: [...diagnostics, ...faults] };
  }
  return { value: { specs, diff: await diffOf(edits) }, diagnostics };
}

const states: Readonly<Record<SyncChange["kind"], string>> = {
  create: "missing",
  update: "not what the catalog says",
  delete: "not in the catalog any more",
  release: "written by a person now, and theirs once it is synced",
};

function staleIn(done: readonly SyncedTarget[], options: SyncOptions): readonly Diagnostic[] {
  return done.flatMap(({ target, synced }) => staleness(target, synced?.changes ?? [], options));
}

function staleness(
  { shown }: Description,
  changes: readonly SyncChange[],
  { config }: SyncOptions,
): readonly Diagnostic[] {
  const option = config === undefined ? "" : ` --config ${quoted(config)}`;
  return changes.map(({ pointer, kind, part, span }) => {
    const holes = {
      pointer: `${part.path}#${pointer}`,
      state: states[kind],
      command: `faultbook sync ${quoted(shown)}${option}`,
    };
    return diagnostic("spec-stale", holes, { span });
  });
}

/** Gives a word as a shell takes it. */
function quoted(word: string): string {
  return /^[\w@%+:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

async function diffOf(edits: readonly Edit[]): Promise<string> {
  // Loaded here, since only a check and a dry run show differences.
  const { unifiedDiff } = await import("../text/diff.ts");
  return edits
    .map(({ file, text }) =>
      unifiedDiff({ path: file.source.path, before: file.source.text, after: text }),
    )
    .join("");
}
