// What is no response, or one whose body was not read: an unknown error that names the mistake, and never "no error".

import type { Kind } from "./facts.ts";
import { field, isParsed } from "./read.ts";
import type { ReadResponse } from "./steps.ts";
import { isArray } from "./values.ts";

/** What is wrong with an input, in words; the kind, if a request got no response. */
export interface Fault {
  readonly message: string;
  readonly kind?: Kind;
}

/** Returns what is wrong with an input in which no known code was found; `isError` is whether it is an error all the same. */
export function faultIn(
  input: unknown,
  { status, body, cause }: ReadResponse,
  isError: boolean,
): Fault | undefined {
  if (isUnread(body) || (body === undefined && isUnread(input))) return unreadBody;
  if (isError) return undefined;
  if (status === undefined && body === undefined && cause !== undefined)
    return { message: "The request got no response.", kind: kindOfCause(cause) };
  if (status === undefined) {
    if (body === undefined) return neither;
    const given = field(input, "status") ?? undefined;
    return given === undefined
      ? undefined
      : { message: "The status of the response is no number." };
  }
  return status < 100
    ? { message: `There is no status ${status}: pass \`cause\` if the request got no response.` }
    : undefined;
}

const unreadBody: Fault = {
  message: "The body of the response was not read: pass its text or its value as `body`.",
};

const neither: Fault = {
  message: "This has neither a status nor a body: pass `status`, `headers` and `body`, or `cause`.",
};

/** What streams, files, responses and promises have, and no value that was read. */
const readers: readonly PropertyKey[] = ["getReader", "pipe", "arrayBuffer", "then"];

function isUnread(value: unknown): boolean {
  if (typeof value !== "object" || value === null || isParsed(value) || isArray(value))
    return false;
  try {
    const object = value as { readonly [name: PropertyKey]: unknown };
    return [...readers, Symbol.asyncIterator].some((name) => typeof object[name] === "function");
  } catch {
    return false;
  }
}

/** Returns the kind of what a client throws if there is no response: by the names and codes of the error and of its causes. */
function kindOfCause(cause: unknown): Kind {
  const words: string[] = [];
  let one = cause;
  for (let depth = 0; depth < 5; depth++) {
    for (const name of ["name", "code", "type"] as const) words.push(wordOf(field(one, name)));
    one = field(one, "cause");
  }
  const all = words.join(" ");
  if (/timeout|timedout|econnaborted/i.test(all)) return "timeout";
  return /abort|cancel/i.test(all) ? "cancelled" : "unavailable";
}

function wordOf(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 100) : "";
}
