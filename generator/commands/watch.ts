// `faultbook generate --watch`: a run now, and one after each change of the configuration or a catalog.

import { basename, dirname, posix, resolve } from "node:path";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import { report } from "../diagnostics/report.ts";
import { isSourceName } from "../disk/files.ts";
import { type WatchedFolder, watchFolders } from "../disk/watch.ts";
import { configNames, type WorkspaceOptions } from "../project/config-names.ts";
import { openProject } from "../project/project.ts";
import { type GenerateOptions, type GenerateResult, generate } from "./generate.ts";

/** How to watch. */
export interface WatchOptions extends Omit<GenerateOptions, "mode"> {
  /** Called with the outcome of each run; where one fails, what the last good one wrote stays. */
  readonly onRun: (outcome: CommandOutcome<GenerateResult>) => void;
  /** Ends the watching. */
  readonly signal?: StopSignal;
}

/** What of an `AbortSignal` is needed, so that its type need not be known. */
export interface StopSignal {
  readonly aborted: boolean;
  /** Calls back when it is aborted. */
  addEventListener(type: "abort", listener: () => void, options: { readonly once: true }): void;
}

/** Changes that come within so many milliseconds are one. */
const pauseMs = 100;

/** Generates at once and after each change, until the signal comes. */
export async function watchAndGenerate(options: WatchOptions): Promise<void> {
  const { onRun, signal } = options;
  let last: readonly WatchedFolder[] = [];
  let told = "";
  while (signal?.aborted !== true) {
    // Watched before the run, so that a change during it is not lost.
    const change = await nextChange(options, last);
    last = change.readable ?? last;
    const outcome = await generate({ ...options, mode: "write" });
    // Where it is not known what matters, our own log may be what changed: the same is not told twice in a row.
    const found = change.readable === undefined ? report(outcome.diagnostics, "json") : "";
    if (found === "" || found !== told) onRun(outcome);
    told = found;
    // Not held before, since a module that never is ready is told from one that takes long by what is left to do.
    change.hold();
    await change.happened;
    change.stop();
  }
}

async function nextChange({ cwd, config, signal }: WatchOptions, last: readonly WatchedFolder[]) {
  const known = await foldersOf({ cwd, config });
  // What the last configuration that could be read depended on may mend this one.
  const folders = known ?? [...last, ...(await unreadable({ cwd, config }))];
  let hold = () => {};
  let stop = () => {};
  const happened = new Promise<void>((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const watching = watchFolders(folders, () => {
      clearTimeout(timer);
      timer = setTimeout(resolve, pauseMs);
    });
    signal?.addEventListener("abort", () => resolve(), { once: true });
    hold = watching.hold;
    stop = () => {
      clearTimeout(timer);
      watching.stop();
    };
  });
  return { readable: known, happened, hold, stop };
}

/** What may lead to another result: the configuration with all that it names, and the catalogs in their folders; nothing where it cannot be read. */
async function foldersOf({
  cwd,
  config,
}: WorkspaceOptions): Promise<readonly WatchedFolder[] | undefined> {
  const names = config === undefined ? configNames : [posix.basename(config)];
  const own = { path: resolve(cwd, posix.dirname(config ?? ".")), matters: isOneOf(names) };
  const { value: workspace } = await openProject({ cwd, config });
  if (workspace === undefined) return undefined;
  const { folder, config: read, configured } = workspace;
  const listed = new Set(workspace.listed.keys());
  const single = read.catalogs
    .map((path) => posix.normalize(path))
    .filter((path) => !listed.has(path));
  return [
    own,
    ...configured.paths.map((path) => ({
      path: dirname(path),
      matters: isOneOf([basename(path)]),
    })),
    ...[...listed].flatMap((path) => watchedSources(resolve(folder, path))),
    ...single.map((path) => ({
      path: resolve(folder, posix.dirname(path)),
      matters: isOneOf([posix.basename(path)]),
    })),
  ];
}

/** A folder of catalogs; the one around it tells when another takes its place. */
function watchedSources(path: string): readonly WatchedFolder[] {
  return [
    { path, matters: isSourceName },
    { path: dirname(path), matters: isOneOf([basename(path)]) },
  ];
}

/** Where the configuration names no readable catalogs, whatever appears beside it may mend that. */
async function unreadable({ cwd, config }: WorkspaceOptions): Promise<readonly WatchedFolder[]> {
  const folder = resolve(cwd, posix.dirname(config ?? "."));
  return [
    { path: folder, matters: () => true },
    { path: resolve(folder, "catalog"), matters: isSourceName },
  ];
}

function isOneOf(names: readonly string[]): (name: string) => boolean {
  return (name) => names.includes(name);
}
