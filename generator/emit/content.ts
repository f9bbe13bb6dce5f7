// What an emitter returned, taken with nothing believed: files read once, and their contents checked.

import { parseYaml } from "../text/yaml.ts";
import type { OutputFile } from "./emitter.ts";

/** Returns one item of an emitter's list as a file, or what is wrong with it. */
export function fileOf(value: unknown, index: number): OutputFile | string {
  if (typeof value !== "object" || value === null) return `item ${index + 1} is no file`;
  const { path, content, internal, shared } = value as Readonly<Record<string, unknown>>;
  if (typeof path !== "string") return `item ${index + 1} has no "path" that is a text`;
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
  if (!text.endsWith("\n") || text.includes("\r")) return lineFault(path);
  if (path.endsWith(".json")) return jsonFault(path, text);
  if (!isCustom) return undefined;
  if (/\p{Cs}/u.test(text)) return `"${path}" holds half a character`;
  // The built-in emitters' YAML is right by its printer; a custom emitter may print it with anything.
  if (!path.endsWith(".yaml")) return undefined;
  const [fault] = parseYaml({ path, text }).diagnostics;
  return fault && `"${path}" is no YAML: ${fault.message}`;
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

/** Passes the parts of a text on, each checked; `report` is called once if they are not right, and nothing follows then. */
export function* checkedParts(
  { path, content }: OutputFile,
  report: (fault: { readonly text: string } | { readonly thrown: unknown }) => void,
): Generator<string> {
  let last = "";
  try {
    for (const part of content as Iterable<unknown>) {
      if (typeof part !== "string") return report({ text: `"${path}" has a part that is no text` });
      if (part.includes("\r")) return report({ text: lineFault(path) });
      if (/\p{Cs}/u.test(part)) return report({ text: `"${path}" holds half a character` });
      if (part !== "") last = part;
      yield part;
    }
  } catch (thrown) {
    return report({ thrown });
  }
  if (!last.endsWith("\n")) report({ text: lineFault(path) });
}

/** Freezes a value and all that it holds, so that no emitter can change what the others are given. */
export function deepFreeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
}
