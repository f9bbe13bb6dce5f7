// Emitters of a user's own: what they are to the tool, and what they give, taken with nothing believed.

import type { Catalog } from "../catalog/catalog.ts";
import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import type { Span } from "../text/source.ts";
import type { OutputFile } from "./emitter.ts";

/** An emitter of a user's own, with its options already given to it. */
export interface OwnEmitter {
  readonly name: string;
  readonly scope: "catalog" | "all";
  /** Gives whatever the user's code gives of one catalog, or of all. */
  readonly run: (input: Catalog | readonly Catalog[]) => unknown;
  /** The place in the configuration that names it. */
  readonly span: Span;
  /** Tells what the user's code threw, and where. */
  readonly failure: (error: unknown, subject: string) => Diagnostic;
}

/** Gives the files that a user's emitter makes of its input, without those that are none. */
export function ownFiles(
  own: OwnEmitter,
  input: Catalog | readonly Catalog[],
  subject: string,
): Outcome<readonly OutputFile[]> {
  try {
    const given = own.run(input);
    if (!Array.isArray(given)) {
      const fault = given instanceof Promise ? "it gives a promise" : "it gives no list";
      if (given instanceof Promise) given.catch(() => {});
      return { diagnostics: [outputFault(own, subject, fault)] };
    }
    const taken = Array.from(given as readonly unknown[], fileOf);
    return {
      value: taken.filter((one) => typeof one !== "string"),
      diagnostics: taken
        .filter((one) => typeof one === "string")
        .map((fault) => outputFault(own, subject, fault)),
    };
  } catch (error) {
    return { diagnostics: [own.failure(error, subject)] };
  }
}

/** Tells what is wrong with what a user's emitter gives. */
export function outputFault(own: OwnEmitter, subject: string, fault: string): Diagnostic {
  return diagnostic("emitter-output", { emitter: own.name, subject, fault }, { span: own.span });
}

/** Gives a file as the tool's own value, read once, or what is wrong with it. */
function fileOf(value: unknown, index: number): OutputFile | string {
  if (typeof value !== "object" || value === null) return `item ${index + 1} is no file`;
  const { path, content } = value as { readonly path?: unknown; readonly content?: unknown };
  if (typeof path !== "string") return `item ${index + 1} has no "path" that is a text`;
  if (typeof content !== "string") return `"${path}" has no "content" that is a text`;
  if (/\p{Cs}/u.test(content)) return `"${path}" holds half a character`;
  return { path, content };
}

/** Freezes a value and all that it holds, so that nobody's code can change what others are given. */
export function deepFreeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
}
