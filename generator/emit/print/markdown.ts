// Markdown from templates that were compiled ahead of time.

import { Handlebars, type HelperOptions, type TemplateSpec } from "./handlebars.ts";
import { item, markdown, type Section } from "./markdown-author.ts";
import { block, cell, code, type Inline, type Setting, text, url } from "./markdown-inline.ts";

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
  for (const [name, layOut] of Object.entries(environment.helpers)) {
    if (name in helpers) continue;
    environment.registerHelper(name, function (this: unknown, value, ...rest) {
      // Handlebars itself is strict about holes alone, and passes over a misspelt condition.
      if (value === undefined) throw new TypeError(`"${name}" needs a field that the view has.`);
      return layOut.call(this, value, ...rest);
    });
  }
  return environment.template(template)(view, {
    allowProtoPropertiesByDefault: false,
    allowProtoMethodsByDefault: false,
  });
}

type Hash = Readonly<Record<string, unknown>>;
type Print = (value: unknown, hash: Hash, setting: Setting) => string;

/** The helpers by name; `templates/plugin.mjs` holds the same names and lets no other into a template. */
const helpers: Readonly<Record<string, Print>> = {
  text: (value, _, setting) => text(inlineOf(value), setting),
  cell: (value, _, setting) => cell(inlineOf(value), setting),
  code: (value, _, setting) => code(textOf(value), setting),
  block: (value, hash) => block(textOf(value), textOf(hash["language"] ?? "")),
  url: (value) => url(textOf(value)),
  markdown: (value, hash, setting) => markdown(textOf(value), sectionOf(hash, setting)),
  item: (value, hash, setting) =>
    item(textOf(value), textOf(hash["marker"]), sectionOf(hash, setting)),
};

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
