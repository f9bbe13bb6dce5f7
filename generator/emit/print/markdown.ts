// Markdown from templates that were compiled ahead of time: the only place that knows Handlebars.

import Handlebars, {
  type HelperOptions,
  type TemplateSpec,
} from "handlebars/dist/cjs/handlebars.runtime.js";
import { item, markdown, type Section } from "./markdown-blocks.ts";
import { block, cell, code, type Inline, type Setting, text, url } from "./markdown-inline.ts";

export { item, markdown, type Section } from "./markdown-blocks.ts";
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

/**
 * Renders a compiled template over a view, in which every field that the template names must be present.
 * A hole is one of `text`, `cell`, `code`, `block`, `url`, `markdown` and `item`.
 * `{{block x language="json"}}`, `{{markdown x level=3}}` and `{{item x marker="- " level=3}}` have options.
 */
export function render(template: TemplateSpec, view: object, options: RenderOptions): string {
  const environment = Handlebars.create();
  const setting: Setting = { place: "line", linkTo: options.linkTo };
  for (const [name, print] of Object.entries(helpers)) {
    environment.registerHelper(name, (value, given) =>
      print(value, (given as HelperOptions).hash, setting),
    );
  }
  return environment.template(template)(view, {
    allowProtoPropertiesByDefault: false,
    allowProtoMethodsByDefault: false,
  });
}

type Hash = Readonly<Record<string, unknown>>;

/** The helpers by name; `templates/plugin.mjs` holds the same names and lets no other into a template. */
const helpers: Readonly<Record<string, (value: unknown, hash: Hash, setting: Setting) => string>> =
  {
    text: (value, _, setting) => text(value as Inline, setting),
    cell: (value, _, setting) => cell(value as Inline, setting),
    code: (value, _, setting) => code(textOf(value), setting),
    block: (value, hash) => block(textOf(value), textOf(hash["language"])),
    url: (value) => url(textOf(value)),
    markdown: (value, hash, setting) => markdown(textOf(value), sectionOf(hash, setting)),
    item: (value, hash, setting) =>
      item(textOf(value), textOf(hash["marker"]), sectionOf(hash, setting)),
  };

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  throw new TypeError(`A template needs a text here and was given ${JSON.stringify(value)}.`);
}

function sectionOf(hash: Hash, setting: Setting): Section {
  if (typeof hash["level"] === "number") return { level: hash["level"], setting };
  throw new TypeError("A template must say at which level its heading stands.");
}
