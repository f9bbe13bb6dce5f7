// Markdown from templates that were compiled ahead of time to functions of a printer and a view.

import { item, markdown, type Section } from "./markdown-author.ts";
import { block, code, type Inline, type Setting, text, url } from "./markdown-inline.ts";

export { item, markdown, type Section } from "./markdown-author.ts";
export {
  block,
  cell,
  code,
  type Inline,
  plainLine,
  type Setting,
  text,
  url,
} from "./markdown-inline.ts";

/** What links of an author's Markdown lead to. */
export interface RenderOptions {
  /** Gives the link to a definition by its name; without one the text of the link stands alone. */
  readonly linkTo: (definition: string) => string | undefined;
}

/** What a compiled template calls: one function a helper, and those that look into the view. */
export interface TemplatePrinter {
  /** Gives a field that a part of the view has of its own, or nothing. */
  readonly at: (part: unknown, field: string) => unknown;
  /** Tells whether a field holds anything; it must be there. */
  readonly has: (value: unknown) => boolean;
  /** Gives the parts of a list, which must be there. */
  readonly each: (value: unknown) => readonly unknown[];
  /** Prints a value for its place. */
  readonly [helper: string]: (value: unknown, more: never) => unknown;
}

/** A template, compiled ahead of time. */
export type Template = (printer: TemplatePrinter, view: object) => string;

/**
 * Renders a compiled template over a view, in which every field that the template names must be present.
 * A hole is one of `text`, `cell`, `code`, `block`, `url`, `markdown` and `item`.
 * `{{block x language="json"}}`, `{{markdown x level=3}}` and `{{item x marker="- " level=3}}` have options.
 */
export function render(template: Template, view: object, options: RenderOptions): string {
  const setting: Setting = { place: "line", linkTo: options.linkTo };
  const cellSetting: Setting = { ...setting, place: "cell" };
  return template(
    {
      at,
      has: (value) => (Array.isArray(value) ? value.length > 0 : Boolean(there(value))),
      each: (value) => there(value) as readonly unknown[],
      text: (value) => text(inlineOf(value), setting),
      cell: (value) => text(inlineOf(value), cellSetting),
      code: (value) => code(textOf(value), setting),
      block: (value, { language = "" }: Hash = {}) => block(textOf(value), textOf(language)),
      url: (value) => url(textOf(value)),
      markdown: (value, more: Hash = {}) => markdown(textOf(value), sectionOf(more, setting)),
      item: (value, more: Hash = {}) =>
        item(textOf(value), textOf(more["marker"]), sectionOf(more, setting)),
    },
    view,
  );
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

function sectionOf(hash: Hash, setting: Setting): Section {
  if (typeof hash["level"] === "number") return { level: hash["level"], setting };
  throw new TypeError("A template must say at which level its heading stands.");
}
