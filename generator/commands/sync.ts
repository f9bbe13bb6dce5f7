// `faultbook sync`: the catalogs' components and responses into OpenAPI descriptions, or the proof that they are there.

import { type Diagnostic, diagnostic, hasErrors, type Note } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import type { Edit } from "../disk/edit.ts";
import { isListOfTexts, recall, remember } from "../disk/memory.ts";
import type { WorkspaceOptions } from "../project/config-names.ts";
import { configPath, inputsOf } from "../project/inputs.ts";
import type { Project } from "../project/project.ts";
import type { SyncedTarget } from "../project/synced.ts";
import type { SyncChange } from "../sync/sync.ts";

/** Which descriptions to sync, and what is done to them. */
export interface SyncOptions extends WorkspaceOptions {
  /** The main files, relative to the working directory; by default those that the configuration lists. */
  readonly specs?: readonly string[];
  /** `write`, the default, puts errors in, `remove` takes them out, `check` and `dry-run` write nothing; `check` finds all that is stale. */
  readonly mode?: "write" | "remove" | "check" | "dry-run" | undefined;
  /** With the mode `remove`: writes nothing. */
  readonly dryRun?: boolean | undefined;
  /** Leaves the one description as it is, and writes what a sync would change as an overlay to this path, relative to the working directory. */
  readonly overlay?: string | undefined;
  /** Takes every warning for an error. */
  readonly strict?: boolean | undefined;
}

/** What was done to one description, or would be. */
export interface SyncedSpec {
  /** The main file, as it was named. */
  readonly path: string;
  /** The entries that differ, each with what happens to it. */
  readonly changes: readonly { readonly pointer: string; readonly kind: SyncChange["kind"] }[];
  /** The hand-written responses that stay although rules give errors for their status. */
  readonly kept: readonly KeptResponse[];
}

/** A hand-written response that stays. */
export interface KeptResponse {
  /** Such as `GET /pets`. */
  readonly operation: string;
  /** A status, a range, or `default`. */
  readonly status: string;
  /** The names of the errors that it hides; those that go before it if `isShadowed`. */
  readonly errors: readonly string[];
  /** True if responses for single statuses go before it now. */
  readonly isShadowed: boolean;
  /** True if operations share it and need different schemas, so that it is not narrowed. */
  readonly isShared: boolean;
}

/** What a sync did, or would do. */
export interface SyncResult {
  readonly specs: readonly SyncedSpec[];
  /** With `check` or `dry-run`: the unified diff to what would be written; else empty. */
  readonly diff: string;
}

/** Syncs descriptions; a fault in one of them leaves all as they are. Does nothing if the last run left all in sync and nothing has changed. */
export async function syncSpecs(options: SyncOptions): Promise<CommandOutcome<SyncResult>> {
  const { specs: names = [], cwd, mode = "write" } = options;
  const isPlain = mode === "write" && options.overlay === undefined;
  const key = isPlain ? memoryKey(options) : undefined;
  const known = key === undefined ? undefined : recall(key, isRemembered);
  if (known !== undefined) {
    const specs = known.map((path) => ({ path, changes: [], kept: [] }));
    return { value: { specs, diff: "" }, diagnostics: [] };
  }
  // Loaded here, since knowing that there is nothing to do needs none of it.
  const { openProject } = await import("../project/project.ts");
  const { listedDescriptions, namedDescriptions, repeatedDescriptions } = await import(
    "../project/descriptions.ts"
  );
  const pipeline = await import("../project/synced.ts");
  const { value: project, ...opened } = await openProject(options);
  if (project === undefined) return opened;
  const listed = listedDescriptions(project);
  const repeated = repeatedDescriptions(listed, project);
  if (repeated.length > 0) return { diagnostics: repeated, wrongUse: true };
  const targets = names.length === 0 ? listed : namedDescriptions(names, listed, cwd);
  if (targets.length === 0) {
    return { diagnostics: [diagnostic("spec-unlisted", {})], wrongUse: true };
  }
  if (options.overlay !== undefined && targets.length > 1)
    return { diagnostics: [diagnostic("spec-overlay-many", {})], wrongUse: true };
  // Others may share files with those that are named, and keep what they want there.
  const context =
    names.length === 0
      ? []
      : listed.filter((one) => !targets.some(({ path }) => path === one.path));
  const { value: done, ...outcome } = await pipeline.syncSpecs(project, targets, {
    remove: mode === "remove",
    overlay: options.overlay === undefined ? undefined : { path: options.overlay, cwd },
    context,
  });
  if (done === undefined) return outcome;
  const overlay = done[0]?.overlay;
  if (hasErrors(overlay?.diagnostics ?? []))
    return { diagnostics: overlay?.diagnostics ?? [], wrongUse: true };
  const isStale = overlay === undefined || overlay.edits.length + overlay.fresh.length > 0;
  const stale = mode === "check" && isStale ? staleIn(done, options) : [];
  const found = options.strict === true ? outcome.diagnostics.map(asError) : outcome.diagnostics;
  const diagnostics = [...found, ...stale];
  // What is stale is reported beside what is in the way.
  if (hasErrors(found)) return { ...outcome, diagnostics };
  const specs = done.map(({ target, synced }) => ({
    path: target.shown,
    changes: (synced?.changes ?? []).map((change) => ({
      pointer: pointerOf(change),
      kind: change.kind,
    })),
    kept: (synced?.kept ?? []).map(({ span: _, ...kept }) => kept),
  }));
  const edits = overlay === undefined ? done.flatMap((one) => one.edits) : overlay.edits;
  if (mode === "check" || mode === "dry-run" || options.dryRun === true) {
    return { value: { specs, diff: await diffOf(edits) }, diagnostics };
  }
  const { writeEdits, writeNew } = await import("../disk/edit.ts");
  const made = overlay === undefined ? [] : writeNew(cwd, overlay.fresh).diagnostics;
  const written = [...diagnostics, ...made, ...(await writeEdits(edits))];
  // A warning is to be seen again, so that the next run after one does its work.
  // So are hand-written responses that stay.
  const isClean = written.length === 0 && specs.every(({ kept }) => kept.length === 0);
  if (key !== undefined && isClean) rememberSync(key, project, done);
  return { value: { specs, diff: "" }, diagnostics: written };
}

function asError(one: Diagnostic): Diagnostic {
  return { ...one, severity: "error" };
}

function memoryKey({ cwd, config, specs = [] }: SyncOptions): string | undefined {
  const path = configPath({ cwd, config });
  return path && `${path}#sync${specs.map((spec) => `,${encodeURIComponent(spec)}`).join("")}`;
}

/** Returns whether a memory, which anybody may have written, has what is kept: the paths of the descriptions, which are all in sync. */
function isRemembered(value: unknown): value is readonly string[] {
  return isListOfTexts(value) && value.length > 0;
}

function rememberSync(key: string, project: Project, done: readonly SyncedTarget[]): void {
  // A pattern may take a further file at any time.
  if (project.config.specs.some(({ path }) => path.includes("*"))) return;
  const read = inputsOf(project);
  if (read === undefined) return;
  const descriptions = done.flatMap(({ files, edits }) => [
    ...files.map(({ path, source }) => [path, source.text] as const),
    ...edits.map(({ file, text }) => [file.path, text] as const),
  ]);
  remember(key, {
    ...read,
    roots: [],
    inputs: new Map([...read.inputs, ...descriptions]),
    outputs: [],
    result: done.map(({ target }) => target.shown),
  });
}

const states: Readonly<Record<SyncChange["kind"], string>> = {
  create: "missing",
  update: "not what the catalogs say",
  delete: "not needed any more",
};

/** How many places a diagnostic names. */
const mostNamed = 5;

/** Returns one diagnostic for each kind of difference, with the first places and a count. */
function staleIn(done: readonly SyncedTarget[], options: SyncOptions): readonly Diagnostic[] {
  const option = options.config === undefined ? "" : ` --config ${quoted(options.config)}`;
  return done.flatMap(({ target, synced }) =>
    Object.entries(states).flatMap(([kind, state]) => {
      const all = (synced?.changes ?? []).filter((change) => change.kind === kind);
      const [first, ...rest] = all;
      if (first === undefined) return [];
      const verb = rest.length === 0 ? "is" : "are";
      const holes = {
        entries: all.slice(0, mostNamed).map(pointerOf),
        more: all.length > mostNamed ? ` and ${all.length - mostNamed} more` : "",
        state: `${verb} ${state}`,
        command: `faultbook sync ${quoted(target.shown)}${option}`,
      };
      const named = kind === "update" ? all : rest;
      const notes = named.slice(0, kind === "update" ? mostNamed : mostNamed - 1).map(noteOf);
      return [diagnostic("spec-stale", holes, { span: first.span, notes })];
    }),
  );
}

function pointerOf({ part, pointer }: SyncChange): string {
  return `${part.path}#${pointer}`;
}

function noteOf(change: SyncChange): Note {
  const { span, differs } = change;
  const message =
    differs === undefined ? `"${pointerOf(change)}" too.` : `It differs at "${differs}".`;
  return { message, span };
}

/** Quotes a word for a shell if it needs quotes. */
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
