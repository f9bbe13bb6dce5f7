// Markdown from templates that were compiled ahead of time to functions of a printer and a view.

import type { PageWords } from "../../catalog/language.ts";
import { say } from "./inline.ts";
import { item, markdown, type Section } from "./markdown-author.ts";
import { anchor, block, code, type Setting, text, url } from "./markdown-inline.ts";
import {
  type Hash,
  inlineOf,
  reading,
  type Template,
  type TemplatePrinter,
  textOf,
  wordOf,
} from "./printer.ts";

export { between, type Inline, say } from "./inline.ts";
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
  /** The words of the page's language; English by default. */
  readonly words?: PageWords;
}

/** Renders one template; see `renderer`. */
export function render(template: Template, view: object, options: RenderOptions): string {
  return renderer(options)(template, view);
}

/**
 * Returns a function that renders compiled templates over views, in which every field that a template names must exist.
 * A hole is one of `text`, `word`, `cell`, `code`, `block`, `url`, `anchor`, `markdown` and `item`.
 * `{{block x language="json"}}`, `{{markdown x level=3}}` and `{{item x marker="- " level=3}}` have options.
 */
export function renderer({
  linkTo,
  isTaken = () => false,
  words = {},
}: RenderOptions): (template: Template, view: object) => string {
  const setting: Setting = { place: "line", linkTo, words };
  const cellSetting: Setting = { ...setting, place: "cell" };
  const section = ({ level }: Hash): Section => {
    if (typeof level === "number") return { level, setting, isTaken };
    throw new TypeError("A template must say at which level its heading is.");
  };
  const printer: TemplatePrinter = {
    ...reading,
    text: (value) => text(inlineOf(value), setting),
    cell: (value) => text(inlineOf(value), cellSetting),
    word: (value) => text(say(wordOf(value)), cellSetting),
    code: (value) => code(textOf(value), setting),
    block: (value, { language = "" }: Hash = {}) => block(textOf(value), textOf(language)),
    url: (value) => url(textOf(value)),
    anchor: (value) => anchor(textOf(value)),
    markdown: (value, more: Hash = {}) => markdown(textOf(value), section(more)),
    item: (value, more: Hash = {}) => item(textOf(value), textOf(more["marker"]), section(more)),
  };
  return (template, view) => template(printer, view);
}
