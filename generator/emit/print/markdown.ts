// Markdown from templates that were compiled ahead of time to functions of a printer and a view.

import type { Inline } from "./inline.ts";
import { item, markdown, type Section } from "./markdown-author.ts";
import { anchor, block, code, type Setting, text, url } from "./markdown-inline.ts";

export { between, type Inline } from "./inline.ts";
export { item, markdown, type Section } from "./markdown-author.ts";
export {
  block,
  cell,
  code,
  plainLine,
  type Setting,
  text,
  url,
} from "./markdown-inline.ts";

/** What the page around the templates decides. */
export interface RenderOptions {
  /** Returns the link to a definition by its name; without one the words of the link remain. */
  readonly linkTo: (definition: string) => string | undefined;
  /** Whether a heading could have the anchor of something else; an author's heading of that kind is a paragraph. */
  readonly isTaken?: (heading: string) => boolean;
}

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

/** Renders one template; see `renderer`. */
export function render(template: Template, view: object, options: RenderOptions): string {
  return renderer(options)(template, view);
}

/**
 * Returns a function that renders compiled templates over views, in which every field that a template names must exist.
 * A hole is one of `text`, `cell`, `code`, `block`, `url`, `anchor`, `markdown` and `item`.
 * `{{block x language="json"}}`, `{{markdown x level=3}}` and `{{item x marker="- " level=3}}` have options.
 */
export function renderer({
  linkTo,
  isTaken = () => false,
}: RenderOptions): (template: Template, view: object) => string {
  const setting: Setting = { place: "line", linkTo };
  const cellSetting: Setting = { ...setting, place: "cell" };
  const section = ({ level }: Hash): Section => {
    if (typeof level === "number") return { level, setting, isTaken };
    throw new TypeError("A template must say at which level its heading is.");
  };
  const printer: TemplatePrinter = {
    at,
    has: (value) => (Array.isArray(value) ? value.length > 0 : Boolean(there(value))),
    each: (value) => there(value) as readonly unknown[],
    text: (value) => text(inlineOf(value), setting),
    cell: (value) => text(inlineOf(value), cellSetting),
    code: (value) => code(textOf(value), setting),
    block: (value, { language = "" }: Hash = {}) => block(textOf(value), textOf(language)),
    url: (value) => url(textOf(value)),
    anchor: (value) => anchor(textOf(value)),
    markdown: (value, more: Hash = {}) => markdown(textOf(value), section(more)),
    item: (value, more: Hash = {}) => item(textOf(value), textOf(more["marker"]), section(more)),
  };
  return (template, view) => template(printer, view);
}

type Hash = Readonly<Record<string, unknown>>;

function at(part: unknown, field: string): unknown {
  const view = part as Readonly<Record<string, unknown>>;
  return Object.hasOwn(view, field) ? view[field] : undefined;
}

/** A misspelt condition or list would else pass for an empty one. */
function there(value: unknown): unknown {
  if (value === undefined) throw new TypeError("A block needs a field that the view has.");
  return value;
}

function inlineOf(value: unknown): Inline {
  if (typeof value === "string" || (typeof value === "object" && value !== null)) {
    return value as Inline;
  }
  throw new TypeError(`A template needs a line here and was given ${typeof value}.`);
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  throw new TypeError(`A template needs a text here and was given ${typeof value}.`);
}
