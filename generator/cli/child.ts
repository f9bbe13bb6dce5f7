// One run of `--watch` in a process of its own: its options are a message, and so is its outcome.

import { generate } from "../commands/generate.ts";
import type { FromRun, ToRun } from "../commands/watch.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { openProject } from "../project/project.ts";
import { watchedFolders } from "../project/watched.ts";
import { guarded } from "./guard.ts";
import { divertStreams } from "./streams.ts";

let isWatched = (): void => {};
const watched = new Promise<void>((resolve) => {
  isWatched = resolve;
});

process.on("message", (message: ToRun) => {
  if (message.kind === "go") isWatched();
  else void start(message.options);
});
process.on("disconnect", () => process.exit());

divertStreams();

async function start(options: Options): Promise<void> {
  const tell = (found: Diagnostic): void =>
    send({ kind: "outcome", outcome: { diagnostics: [found], wrongUse: true } });
  await guarded(() => run(options), {
    atEnd: tell,
    atError: (found) => {
      tell(found);
      // What is sent is on its way by then.
      setImmediate(() => process.exit());
    },
  });
}

type Options = Extract<ToRun, { kind: "options" }>["options"];

async function run(options: Options): Promise<void> {
  // Once a module has nothing left to do, the process ends, and is not held by whoever waits for it.
  process.channel?.unref();
  const { value: project } = await openProject(options);
  send({ kind: "folders", folders: project && watchedFolders(project, options) });
  process.channel?.ref();
  await watched;
  process.channel?.unref();
  const outcome = await generate({
    ...options,
    mode: "write",
    onProgress: (...progress) => send({ kind: "progress", progress }),
    onWait: (pid) => send({ kind: "wait", pid }),
  });
  send({ kind: "outcome", outcome });
}

function send(message: FromRun): void {
  // Nobody is told that whoever started the run is gone, which ends it.
  process.send?.(message, undefined, undefined, () => {});
}
