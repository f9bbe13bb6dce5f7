// The standard streams, which are opened only where something is written, and the end of the process.

import { exitCodes } from "../diagnostics/exit-codes.ts";

/** Writes to standard output. */
export function say(text: string): void {
  writeTo("output", text);
}

/** Writes to standard error. */
export function tell(text: string): void {
  writeTo("error", text);
}

/** Ends the process with an exit code once all is written; what a user's modules left running is no reason to stay. */
export async function leave(exitCode: number): Promise<void> {
  // A refusal of the system comes after the writing.
  await new Promise(setImmediate);
  const waiting = [...opened].filter((stream) => stream.writableLength > 0);
  await Promise.all(
    waiting.map((stream) => new Promise<unknown>((done) => stream.write("", done))),
  );
  process.exit(isCut ? exitCodes.unwritable : exitCode);
}

/** True once something could not be written for another reason than that its reader is gone. */
let isCut = false;

const opened = new Set<NodeJS.WriteStream>();

/** Both are asked for here alone, since they take long to open and not every run needs them. */
function writeTo(name: "output" | "error", text: string): void {
  const stream = name === "output" ? process.stdout : process.stderr;
  if (!opened.has(stream)) stream.on("error", onCut(name));
  opened.add(stream);
  stream.write(text);
}

function onCut(name: string): (error: NodeJS.ErrnoException) => void {
  return ({ code = "an error" }) => {
    // Whoever reads only the beginning, as `head` does, closes the pipe, and that is no fault.
    if (code === "EPIPE" || isCut) return;
    isCut = true;
    tell(`Standard ${name} cannot be written to: the system says ${code}.\n`);
  };
}
