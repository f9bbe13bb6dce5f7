// The standard streams and the end of the process. Node's own streams take longer to open than some commands to run, so
// they get only what the system does not take at once.

import { subscribe } from "node:diagnostics_channel";
import { fstatSync, readFileSync, writeSync } from "node:fs";
import { customCodeChannel, exitCodes } from "../diagnostics/exit-codes.ts";
import {
  escapeDeceptive,
  unicodeEscape,
  withoutCommands,
  withoutMarkers,
} from "../text/characters.ts";

/** One of the two streams that the command writes to. */
export type StreamName = "output" | "error";

const descriptors = { output: 1, error: 2 } as const;

/** Writes to standard output; no line is a command of a CI runner, whatever texts it holds. */
export function say(text: string): void {
  writeTo("output", withoutCommands(text));
}

/** Writes to standard output what is meant as commands of a CI runner. */
export function sayCommands(text: string): void {
  writeTo("output", withoutMarkers(text));
}

/** Writes to standard error; no line is a command of a CI runner, whatever texts it holds. */
export function tell(text: string): void {
  writeTo("error", withoutCommands(text));
}

/** Returns whether a person sees a stream. */
export function isTerminal(name: StreamName): boolean {
  try {
    return fstatSync(descriptors[name]).isCharacterDevice() && streamOf(name).isTTY === true;
  } catch {
    return false;
  }
}

/** Returns what is on standard input, or `undefined` if a person sits there. */
export function readInput(): string | undefined {
  try {
    return fstatSync(0).isCharacterDevice() ? undefined : readFileSync(0, "utf8");
  } catch {
    return undefined;
  }
}

/** Ends the process with an exit code after everything is written, whatever the modules of a user left running. */
export async function leave(exitCode: number): Promise<void> {
  if (opened.size > 0) {
    // The system refuses a write only after it was asked for.
    await new Promise(setImmediate);
    const waiting = [...opened].filter(([, stream]) => stream.writableLength > 0);
    await Promise.all(
      waiting.map(([name, stream]) => {
        const write = writers.get(name) ?? stream.write.bind(stream);
        return new Promise<unknown>((done) => write("", done));
      }),
    );
  }
  process.exit(isCut ? exitCodes.unwritable : exitCode);
}

/** True after a write failed for another reason than a reader that is gone. */
let isCut = false;

const opened = new Map<StreamName, NodeJS.WriteStream>();

const properties = { output: "stdout", error: "stderr" } as const;

/** How Node.js opens each stream, and how it writes to it. */
const getters = new Map<StreamName, () => NodeJS.WriteStream>();
const writers = new Map<StreamName, NodeJS.WriteStream["write"]>();

function streamOf(name: StreamName): NodeJS.WriteStream {
  return getters.get(name)?.() ?? process[properties[name]];
}

/** How long a line may be before it is passed on without its end. */
const longestLine = 2 ** 16;

/** Sends what anything but this file writes to either stream to standard error: in whole lines, without characters that deceive, and without commands of a CI runner. */
export function divertStreams(): void {
  let rest = "";
  const pass = (end: number): void => {
    const text = rest.slice(0, end);
    rest = rest.slice(end);
    if (text !== "") tell(escapeDeceptive(text, unicodeEscape));
  };
  const take = (text: string): void => {
    rest += text;
    pass(rest.length > longestLine ? rest.length : rest.lastIndexOf("\n") + 1);
  };
  for (const name of ["output", "error"] as const) {
    const property = properties[name];
    const { get } = Object.getOwnPropertyDescriptor(process, property) ?? {};
    if (get === undefined) continue;
    const open = (): NodeJS.WriteStream => get.call(process);
    getters.set(name, open);
    // Opened only if it is used, since that takes longer than some commands run.
    const diverted = (): NodeJS.WriteStream => {
      const stream = open();
      if (writers.has(name)) return stream;
      writers.set(name, stream.write.bind(stream));
      return Object.assign(stream, divertedWrites(take));
    };
    Object.defineProperty(process, property, {
      configurable: true,
      enumerable: true,
      get: diverted,
    });
  }
  const passRest = (): void => {
    if (rest !== "") take("\n");
  };
  process.on("exit", passRest);
  subscribe(customCodeChannel, (code) => {
    if (code === false) passRest();
  });
}

/** The functions of a stream that write; `end` writes and ends nothing, since others write after it. */
function divertedWrites(take: (text: string) => void): object {
  const decoder = new TextDecoder();
  const write = (chunk?: unknown, ...more: readonly unknown[]): boolean => {
    const [encoding] = more.filter((one) => typeof one === "string") as BufferEncoding[];
    const done = [chunk, ...more].find((one) => typeof one === "function") as
      | (() => void)
      | undefined;
    if (typeof chunk === "string") take(Buffer.from(chunk, encoding).toString());
    if (chunk instanceof Uint8Array) take(decoder.decode(chunk, { stream: true }));
    if (done !== undefined) process.nextTick(done);
    return true;
  };
  return { write, end: write };
}

function writeTo(name: StreamName, text: string): void {
  const rest = writeAtOnce(name, Buffer.from(text));
  if (rest.length === 0) return;
  const stream = streamOf(name);
  if (!opened.has(name)) stream.on("error", (error) => cut(name, error));
  opened.set(name, stream);
  (writers.get(name) ?? stream.write.bind(stream))(rest);
}

/** Returns what the system does not take now; on Windows, only Node's streams know the encoding of a terminal. */
function writeAtOnce(name: StreamName, bytes: Buffer): Buffer {
  if (process.platform === "win32" || opened.has(name)) return bytes;
  let rest = bytes;
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptors[name], rest));
  } catch (error) {
    const fault = error as NodeJS.ErrnoException;
    if (fault.code === "EAGAIN") return rest;
    cut(name, fault);
  }
  return Buffer.alloc(0);
}

function cut(name: StreamName, { code = "an error" }: NodeJS.ErrnoException): void {
  // A program that reads only the beginning, such as `head`, closes the pipe, which is not a fault.
  if (code === "EPIPE" || isCut) return;
  isCut = true;
  tell(`Standard ${name} cannot be written to: the system says ${code}.\n`);
}
