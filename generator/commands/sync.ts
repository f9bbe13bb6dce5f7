// `faultbook sync`: the catalogs' components and responses into OpenAPI descriptions, or the proof that they are there.

import { basename, dirname, posix, resolve } from "node:path";
import { type LoadedCatalog, loadCatalogs, specCatalogs } from "../compile.ts";
import type { WorkspaceOptions } from "../config-names.ts";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { type Edit, type EditableFile, readEditable, writeEdits } from "../disk/edit.ts";
import { openSpec } from "../sync/parts.ts";
import { type SyncChange, type Synced, sync } from "../sync/sync.ts";
import { nodeAt, yamlLimits } from "../text/yaml.ts";
import { openWorkspace, type Workspace } from "../workspace.ts";
import type { CommandOutcome } from "./command.ts";
import {
  catalogsOf,
  type Description,
  listedDescriptions,
  namedDescriptions,
  placeOf,
  repeatedDescriptions,
} from "./descriptions.ts";
import { fragments, missingDocuments, versionFaults } from "./fragments.ts";

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
  const { value: workspace, ...opened } = await openWorkspace(options);
  if (workspace === undefined) return opened;
  const { specs: names = [], cwd } = options;
  const listed = listedDescriptions(workspace, cwd);
  const repeated = repeatedDescriptions(listed, workspace);
  if (repeated.length > 0) return { diagnostics: repeated, wrongUse: true };
  const targets = names.length === 0 ? listed : namedDescriptions(names, listed, cwd);
  if (targets.length === 0) {
    return { diagnostics: [diagnostic("spec-unlisted", {})], wrongUse: true };
  }
  const loaded = await loadCatalogs(workspace.files);
  if (loaded.value === undefined) return { diagnostics: loaded.diagnostics };
  const setting = { workspace, options, catalogs: loaded.value };
  const done: SyncedTarget[] = [];
  for (const target of targets) done.push(await syncTarget(target, setting));
  const diagnostics = [...loaded.diagnostics, ...done.flatMap((one) => one.diagnostics)];
  const wrongUse = done.some((one) => one.wrongUse === true);
  if (hasErrors(diagnostics)) {
    // What is stale is told beside what is in the way.
    const told =
      options.mode === "check" ? [...diagnostics, ...staleIn(done, options)] : diagnostics;
    return wrongUse ? { diagnostics: told, wrongUse } : { diagnostics: told };
  }
  const specs = done.map(({ target, synced }) => ({
    path: target.shown,
    changes: (synced?.changes ?? []).map(({ pointer, kind, part }) => ({
      pointer: `${part.path}#${pointer}`,
      kind,
    })),
  }));
  const edits = done.flatMap((one) => one.edits);
  switch (options.mode) {
    case "write":
    case "remove":
      return { value: { specs, diff: "" }, diagnostics: [...diagnostics, ...writeEdits(edits)] };
    case "dry-run":
      return { value: { specs, diff: await diffOf(edits) }, diagnostics };
    case "check": {
      const stale = staleIn(done, options);
      return {
        value: { specs, diff: await diffOf(edits) },
        diagnostics: [...diagnostics, ...stale],
      };
    }
  }
}

interface Setting {
  readonly workspace: Workspace;
  readonly options: SyncOptions;
  readonly catalogs: readonly LoadedCatalog[];
}

interface SyncedTarget {
  readonly target: Description;
  readonly synced?: Synced;
  readonly edits: readonly Edit[];
  readonly diagnostics: readonly Diagnostic[];
  readonly wrongUse?: boolean;
}

async function syncTarget(target: Description, setting: Setting): Promise<SyncedTarget> {
  const { options, workspace } = setting;
  const { root } = workspace;
  const chosen = catalogsOf(target, setting.catalogs, workspace);
  const modeSpan = placeOf(target, "/mode", root);
  const isReferring = target.config.mode === "ref";
  const missing =
    options.mode === "remove"
      ? []
      : missingDocuments(chosen.catalogs, target.config, workspace, modeSpan);
  const misuse = [...chosen.diagnostics, ...missing];
  if (misuse.length > 0) return { target, edits: [], diagnostics: misuse, wrongUse: true };
  const files = new Map<string, EditableFile>();
  const opened = openFiles(target, files);
  if (opened.value === undefined) return unopened(target, opened.diagnostics, root);
  const spec = opened.value;
  const referring = { ...target, version: spec.version };
  const catalogs = await specCatalogs(chosen.catalogs, {
    version: spec.version,
    emitters: workspace.config.emitters,
    ...(isReferring ? { fragmentOf: fragments(referring, workspace) } : {}),
  });
  const synced = sync({
    spec,
    name: basename(target.path),
    catalogs,
    operations: target.config.operations,
    placeOf: (pointer) => placeOf(target, `/operations${pointer}`, root),
    remove: options.mode === "remove",
  });
  const edits = synced.files.flatMap(({ part, text }) => {
    const file = files.get(part.path);
    return file === undefined ? [] : [{ file, text }];
  });
  const places = {
    mode: modeSpan,
    version: nodeAt(spec.main.root, "/openapi").span,
  };
  const told =
    isReferring && options.mode !== "remove"
      ? versionFaults(chosen.catalogs, { whole: workspace.config, version: spec.version }, places)
      : [];
  return { target, synced, edits, diagnostics: [...told, ...synced.diagnostics] };
}

function unopened(
  target: Description,
  faults: readonly Diagnostic[],
  root: Workspace["root"],
): SyncedTarget {
  const span = placeOf(target, "/path", root);
  const diagnostics = faults.map((one) => (span === undefined ? one : { span, ...one }));
  // Whoever names a file that is not there gave a wrong name; what else is wrong is in the file.
  const wrongUse = faults.some(({ code }) => code === "file-not-found");
  return { target, edits: [], diagnostics, wrongUse };
}

function openFiles(target: Description, files: Map<string, EditableFile>) {
  const folder = dirname(target.path);
  const read = (path: string, shown: string) => {
    const absolute = path === "" ? target.path : resolve(folder, path);
    const file = readEditable({ path: absolute, shown, folder, limit: yamlLimits.bytes });
    if (file.value === undefined) return { diagnostics: file.diagnostics };
    files.set(path, file.value);
    return { value: file.value.source, diagnostics: [] };
  };
  const main = read("", target.shown);
  if (main.value === undefined) return { diagnostics: main.diagnostics };
  return openSpec(main.value, (path) => read(path, posix.join(posix.dirname(target.shown), path)));
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
