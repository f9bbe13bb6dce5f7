// What `explain` is asked: a word, or a response in options and on standard input.

import type { ExplainOptions } from "../commands/explain.ts";
import type { Values } from "./arguments.ts";

/** A word or a response, or what is wrong with the call. */
export type Asked =
  | ({ readonly kind: "asked" } & Pick<ExplainOptions, "word" | "response">)
  | { readonly kind: "wrong"; readonly what: string };

/** Returns what the arguments ask; standard input is read only if they ask for a response without a body. */
export function askedOf(
  values: Values,
  [word, ...more]: readonly string[],
  readInput: () => string | undefined,
): Asked {
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  const [status, body] = [text("status"), text("body")];
  const headers = (values["header"] ?? []) as readonly string[];
  const isResponse = status !== undefined || body !== undefined || headers.length > 0;
  if (text("lang") !== undefined && text("package") !== undefined)
    return wrong('"--lang" and "--package" exclude each other.');
  if (more.length > 0) return wrong("One word is explained at a time.");
  if (word !== undefined) {
    return isResponse
      ? wrong("A word and a response exclude each other.")
      : { kind: "asked", word };
  }
  if (status !== undefined && !/^[1-9]\d\d$/.test(status))
    return wrong(`"${status}" is not a status.`);
  const fields = headers.map((line) => /^([^:\s]+):\s*(.*?)\s*$/s.exec(line));
  const odd = fields.indexOf(null);
  if (odd >= 0) return wrong(`"${headers[odd]}" is not a header; write "name: value".`);
  const read = body ?? readInput();
  if (!isResponse && (read ?? "").trim() === "") return wrong("There is nothing to explain.");
  const named = fields.map((field) => [field?.[1]?.toLowerCase() ?? "", field?.[2] ?? ""] as const);
  const response = {
    ...(status === undefined ? {} : { status: Number(status) }),
    headers: Object.fromEntries(named),
    body: read ?? "",
    scope: text("scope"),
    operation: text("operation"),
  };
  return { kind: "asked", response };
}

function wrong(what: string): Asked {
  return { kind: "wrong", what };
}
