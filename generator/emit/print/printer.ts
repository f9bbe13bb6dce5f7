// What compiled templates call, whatever language they print: how they look into a view, in which every field they name must exist.

import type { Inline } from "./inline.ts";
import type { Word } from "./said.ts";

/** What a compiled template calls: one function per helper, and those that look into the view. */
export interface TemplatePrinter {
  /** Returns a field that a part of the view has of its own, or nothing. */
  readonly at: (part: unknown, field: string) => unknown;
  /** Reports whether a field, which must exist, holds anything. */
  readonly has: (value: unknown) => boolean;
  /** Returns the parts of a list, which must exist. */
  readonly each: (value: unknown) => readonly unknown[];
  /** Prints a value for its place. */
  readonly [helper: string]: (value: unknown, more: never) => unknown;
}

/** A template, compiled ahead of time. */
export type Template = (printer: TemplatePrinter, view: object) => string;

/** The options of a hole, by name. */
export type Hash = Readonly<Record<string, unknown>>;

/** How templates look into a view. */
export const reading: Pick<TemplatePrinter, "at" | "has" | "each"> = {
  at: (part, field) => {
    const view = part as Readonly<Record<string, unknown>>;
    return Object.hasOwn(view, field) ? view[field] : undefined;
  },
  has: (value) => (Array.isArray(value) ? value.length > 0 : Boolean(there(value))),
  each: (value) => there(value) as readonly unknown[],
};

/** A misspelt condition or list would else pass for an empty one. */
function there(value: unknown): unknown {
  if (value === undefined) throw new TypeError("A block needs a field that the view has.");
  return value;
}

/** Returns the line that a hole is given. */
export function inlineOf(value: unknown): Inline {
  if (typeof value === "string" || (typeof value === "object" && value !== null)) {
    return value as Inline;
  }
  throw new TypeError(`A template needs a line here and was given ${typeof value}.`);
}

/** Returns the word that a hole is given; the build lets templates name only those of the table. */
export function wordOf(value: unknown): Word {
  return textOf(value) as Word;
}

/** Returns the text that a hole is given. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  throw new TypeError(`A template needs a text here and was given ${typeof value}.`);
}
