// Message templates: text with holes: `{name}` or `{}` is a hole and `{{` and `}}` are braces.

/** A template, parsed: texts and holes in turn, beginning and ending with a text that may be empty. */
export interface Template {
  /** As written in the catalog. */
  readonly source: string;
  /** Text, hole, text, hole, …, text; a hole without a name is an empty string. */
  readonly parts: readonly string[];
  /** What keeps it from being a template; `parts` is then as far as it could be read. */
  readonly fault?: TemplateFault;
}

/** What can be wrong with a template. */
export type TemplateFault =
  | { readonly kind: "syntax"; readonly reason: string }
  | { readonly kind: "touching" };

const token = /\{\{|\}\}|\{([A-Za-z_][A-Za-z0-9_]*)?\}|[{}]/g;

/** Parses a template; a faulty one is read as far as possible and says what is wrong. */
export function parseTemplate(source: string): Template {
  const parts: string[] = [""];
  let from = 0;
  let fault: TemplateFault | undefined;
  const append = (text: string): void => {
    parts[parts.length - 1] = `${parts[parts.length - 1]}${text}`;
  };
  for (const match of source.matchAll(token)) {
    append(source.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[0] === "{{" || match[0] === "}}") append(match[0].charAt(0));
    else if (match[0].length === 1) {
      fault ??= { kind: "syntax", reason: `a single "${match[0]}" is in the text` };
      append(match[0]);
    } else {
      if (parts.length > 1 && parts[parts.length - 1] === "") fault ??= { kind: "touching" };
      parts.push(match[1] ?? "", "");
    }
  }
  append(source.slice(from));
  return { source, parts, ...(fault === undefined ? {} : { fault }) };
}

/** Returns the names of the holes, each once, in order; holes without a name are left out. */
export function holeNames(template: Template): readonly string[] {
  return [...new Set(template.parts.filter((part, i) => i % 2 === 1 && part !== ""))];
}

/** Checks whether a template has no hole, so that it is one text. */
export function isConstant(template: Template): boolean {
  return template.parts.length === 1;
}

/** Returns the text of a template with its holes shown as `{name}`, or `…` if a hole has no name. */
export function showTemplate(template: Template): string {
  return template.parts
    .map((part, i) => (i % 2 === 0 ? part : part === "" ? "…" : `{${part}}`))
    .join("");
}
