// What an emitter returned, taken with nothing believed: files read once, and their contents checked.

import { blocksOf, mostBytes } from "../text/blocks.ts";
import { thrownText } from "../text/thrown.ts";
import { parseYaml } from "../text/yaml.ts";
import type { OutputFile } from "./emitter.ts";
import { pathFault } from "./paths.ts";

/** How many files an emitter returns at most, and how many parts a file has. */
const mostFiles = 100_000;
const mostParts = 10_000_000;

/** What is wrong with what an emitter returned; an error if reading it threw one. */
export interface ReturnedFault {
  readonly fault: string;
  readonly thrown?: unknown;
}

/** Returns the items of an emitter's list, each as a file or what is wrong with it; each property is read once. */
export function filesOf(given: unknown): readonly (OutputFile | ReturnedFault)[] | ReturnedFault {
  return guarded("what it returns", () => {
    if (!Array.isArray(given)) {
      if (!(given instanceof Promise)) return { fault: "it gives no list" };
      given.catch(() => {});
      return { fault: "it gives a promise" };
    }
    const items = given as readonly unknown[];
    const length = Number(items.length);
    if (length > mostFiles) {
      return { fault: `it gives ${length} files, and ${mostFiles} is the most` };
    }
    return Array.from({ length }, (_, i) =>
      guarded(`item ${i + 1}`, () => {
        const file = fileOf(items[i], i);
        return typeof file === "string" ? { fault: file } : file;
      }),
    );
  });
}

/** A getter or a proxy may do anything. */
function guarded<Value>(what: string, read: () => Value): Value | ReturnedFault {
  try {
    return read();
  } catch (thrown) {
    return { fault: `${what} cannot be read (${thrownText(thrown)})`, thrown };
  }
}

function fileOf(value: unknown, index: number): OutputFile | string {
  if (typeof value !== "object" || value === null) return `item ${index + 1} is no file`;
  const { path, content, internal, shared } = value as Readonly<Record<string, unknown>>;
  if (typeof path !== "string") return `item ${index + 1} has no "path" that is a text`;
  const wrongPath = pathFault(path);
  if (wrongPath !== undefined) return wrongPath;
  if (!isContent(content)) return `"${path}" has no "content" that is a text`;
  return {
    path,
    content,
    ...(internal === true ? { internal } : {}),
    ...(shared === true ? { shared } : {}),
  };
}

function isContent(value: unknown): value is OutputFile["content"] {
  if (typeof value === "string") return true;
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}

/** Returns what is wrong with a whole text, or nothing. */
export function textFault(path: string, text: string, isCustom: boolean): string | undefined {
  if (isTooLong(text)) return sizeFault(path);
  if (!text.endsWith("\n") || text.includes("\r")) return lineFault(path);
  if (path.endsWith(".json")) return jsonFault(path, text);
  if (!isCustom) return undefined;
  if (!text.isWellFormed()) return `"${path}" holds half a character`;
  // The built-in emitters' YAML is right by its printer; a custom emitter may print it with anything.
  if (!path.endsWith(".yaml")) return undefined;
  const [fault] = parseYaml({ path, text }).diagnostics;
  return fault && `"${path}" is no YAML: ${fault.message}`;
}

function isTooLong(text: string): boolean {
  return text.length > mostBytes / 3 && Buffer.byteLength(text) > mostBytes;
}

function sizeFault(path: string): string {
  return `"${path}" has more than ${mostBytes} bytes`;
}

function lineFault(path: string): string {
  return `"${path}" does not end with a line end, or has foreign ones`;
}

function jsonFault(path: string, text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return `"${path}" cannot be read: ${String((error as Error).message).split("\n")[0]}`;
  }
}

/** A wrong text, or an error that was thrown between two parts of it. */
export type ContentFault = { readonly text: string } | { readonly thrown: unknown };

/** Passes on the parts of a text in blocks, each checked; `report` is called once if one is not right, and nothing follows then. */
export function* checkedBlocks(
  { path, content }: OutputFile,
  isCustom: boolean,
  report: (fault: ContentFault) => void,
): Generator<string> {
  const faults: ContentFault[] = [];
  let end = "";
  let size = 0;
  for (const block of blocksOf(partsOf(path, content, faults))) {
    size += isCustom ? Buffer.byteLength(block) : 0;
    if (size > mostBytes) faults.push({ text: sizeFault(path) });
    const isHalf = isCustom && !block.isWellFormed();
    if (isHalf) faults.push({ text: `"${path}" holds half a character` });
    if (block.includes("\r")) faults.push({ text: lineFault(path) });
    if (faults.length > 0) break;
    yield block;
    end = block.slice(-1);
  }
  if (faults.length === 0 && end !== "\n") faults.push({ text: lineFault(path) });
  for (const fault of faults.slice(0, 1)) report(fault);
}

function* partsOf(
  path: string,
  content: Iterable<unknown>,
  faults: ContentFault[],
): Generator<string> {
  let count = 0;
  try {
    for (const part of content) {
      if (typeof part !== "string") {
        return void faults.push({ text: `"${path}" has a part that is no text` });
      }
      if (++count > mostParts) {
        return void faults.push({ text: `"${path}" has more than ${mostParts} parts` });
      }
      yield part;
    }
  } catch (thrown) {
    faults.push({ thrown });
  }
}

/** Freezes a value and all that it holds, so that no emitter can change what the others are given. */
export function deepFreeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
}
