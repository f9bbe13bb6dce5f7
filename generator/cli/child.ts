// One run of `--watch` in a process of its own: its options are a message, and so is its outcome.

import { generate } from "../commands/generate.ts";
import type { FromRun, ToRun } from "../commands/watch.ts";
import { openProject } from "../project/project.ts";
import { watchedFolders } from "../project/watched.ts";

let isWatched = (): void => {};
const watched = new Promise<void>((resolve) => {
  isWatched = resolve;
});

process.on("message", (message: ToRun) => {
  if (message.kind === "go") isWatched();
  else void run(message.options);
});
process.on("disconnect", () => process.exit());

async function run(options: Extract<ToRun, { kind: "options" }>["options"]): Promise<void> {
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
  process.send?.(message);
}
