// `faultbook generate --watch`: a run now, and one after each change of the configuration or a catalog.

import { type ChildProcess, fork } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import { report } from "../diagnostics/report.ts";
import { isFolder } from "../disk/files.ts";
import { type WatchedFolder, watchFolders } from "../disk/watch.ts";
import type { Stage } from "../project/catalogs.ts";
import { aroundConfig } from "../project/watched.ts";
import type { GenerateOptions, GenerateResult } from "./generate.ts";

/** How to watch. */
export interface WatchOptions extends Omit<GenerateOptions, "mode"> {
  /** Called with the outcome of each run; if one fails, the output of the last good one stays. */
  readonly onRun: (outcome: CommandOutcome<GenerateResult>) => void;
  /** Called once if the system watches no more folders, with its reason: changes are then looked for every second. */
  readonly onPoll?: (reason: string) => void;
  /** Ends the watching. */
  readonly signal?: StopSignal;
}

/** What of an `AbortSignal` is needed, so that its type need not be known. */
export interface StopSignal {
  readonly aborted: boolean;
  /** Calls back when it is aborted. */
  addEventListener(type: "abort", listener: () => void, options: { readonly once: true }): void;
}

/** What a run in a process of its own is sent: its options, and that the folders are watched. */
export type ToRun =
  | { readonly kind: "options"; readonly options: Pick<GenerateOptions, "cwd" | "config" | "only"> }
  | { readonly kind: "go" };

/** What it sends: what to watch, if the configuration can be read; what happens; and the outcome. */
export type FromRun =
  | { readonly kind: "folders"; readonly folders: readonly WatchedFolder[] | undefined }
  | { readonly kind: "progress"; readonly progress: readonly [Stage, number, number] }
  | { readonly kind: "wait"; readonly pid: number | undefined }
  | { readonly kind: "outcome"; readonly outcome: CommandOutcome<GenerateResult> };

/** Changes within this time are one. */
const pauseMs = 100;

/** Generates at once and after each change, until the signal comes; each run is a process of its own, which reads all modules anew. */
export async function watchAndGenerate(options: WatchOptions): Promise<void> {
  const { onRun, signal } = options;
  let isPolling = false;
  const onPoll = (reason: string): void => {
    if (!isPolling) options.onPoll?.(reason);
    isPolling = true;
  };
  const watching = { signal, onPoll };
  const around = aroundConfig(options);
  let last: readonly WatchedFolder[] = [];
  let told = "";
  while (signal?.aborted !== true) {
    const run = startRun(options);
    // What the last configuration that could be read depended on may mend this one.
    const early = nextChange([...last, ...around], watching);
    const folders = await Promise.race([run.folders, early.happened]);
    const change =
      folders === "changed" ? early : nextChange(folders ?? [...last, ...around], watching);
    if (change !== early) early.stop();
    if (folders !== "changed") last = folders ?? last;
    // Watched before the run reads its files, so that a change during it is not lost.
    run.go();
    const outcome = await Promise.race([run.outcome, change.happened]);
    run.stop();
    if (outcome !== "changed") {
      // While it is not known what matters, our own log may be what changed: the same is not reported twice in a row.
      const found = folders === undefined ? report(outcome.diagnostics, "json") : "";
      if (found === "" || found !== told) onRun(outcome);
      told = found;
      await change.happened;
    }
    change.stop();
  }
}

interface Watching {
  readonly signal: StopSignal | undefined;
  readonly onPoll: (reason: string) => void;
}

function nextChange(folders: readonly WatchedFolder[], { signal, onPoll }: Watching) {
  let stop = (): void => {};
  const happened = new Promise<"changed">((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const onChange = (): void => {
      clearTimeout(timer);
      timer = setTimeout(resolve, pauseMs, "changed");
    };
    const end = watchFolders(folders, { onChange, onPoll });
    signal?.addEventListener("abort", () => resolve("changed"), { once: true });
    stop = () => {
      clearTimeout(timer);
      end();
    };
  });
  return { happened, stop };
}

/** The start of the bundle for a run in a process of its own. */
const program = fileURLToPath(new URL("./child.cjs", import.meta.url));

function startRun({ cwd, config, only, onProgress, onWait }: WatchOptions) {
  // Standard output is for the command's own words alone.
  const child = fork(program, {
    serialization: "advanced",
    stdio: ["ignore", 2, 2, "ipc"],
    // Node.js does not start in a folder that was deleted; the run reports that.
    cwd: isFolder(process.cwd()) ? process.cwd() : dirname(program),
  });
  const folders = new Promise<readonly WatchedFolder[] | undefined>((resolve) => {
    child.on("message", (message: FromRun) => {
      if (message.kind === "folders") resolve(message.folders);
      if (message.kind === "wait") onWait?.(message.pid);
      if (message.kind === "progress") onProgress?.(...message.progress);
    });
    child.on("exit", () => resolve(undefined));
  });
  const outcome = new Promise<CommandOutcome<GenerateResult>>((resolve) => {
    child.on("message", (message: FromRun) => {
      if (message.kind === "outcome") resolve(message.outcome);
    });
    const end = (cause: string): void => {
      const holes = { cause, advice: "Change a file, or start again, for the next run." };
      const ended = () =>
        resolve({ diagnostics: [diagnostic("run-ended", holes)], wrongUse: true });
      // What it sent before may still be on its way.
      if (child.connected) child.on("disconnect", ended);
      else ended();
    };
    child.on("error", ({ message }) => end(`its process fails (${message})`));
    child.on("exit", (code, signal) => end(`its process ended (${signal ?? `exit code ${code}`})`));
  });
  const options = {
    cwd,
    ...(config === undefined ? {} : { config }),
    ...(only === undefined ? {} : { only }),
  };
  send(child, { kind: "options", options });
  return {
    folders,
    outcome,
    go: () => send(child, { kind: "go" }),
    // Whatever custom code is at, the next run finishes or undoes what this one was writing.
    stop: () => child.kill("SIGKILL"),
  };
}

function send(child: ChildProcess, message: ToRun): void {
  if (child.connected) child.send(message);
}
