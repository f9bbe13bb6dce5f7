// Definitions that the change of another may concern: they share a code with it, mention it, or are mentioned by it.

import { addTo } from "../text/lists.ts";
import { parseYaml } from "../text/yaml.ts";
import { type CatalogParts, definitionText } from "./catalog-parts.ts";

/** What the texts of definitions say of one another, found without reading them: more than is true perhaps, and never less. */
export interface Neighbours {
  /** The names of definitions with one code, by its text. */
  readonly byCode: ReadonlyMap<string, readonly string[]>;
  /** The texts around the codes of all other definitions, by their names. */
  readonly several: ReadonlyMap<string, string>;
  /** The definitions that mention a name. */
  readonly mentioning: ReadonlyMap<string, readonly string[]>;
  /** The names that a definition mentions; "" stands for what is around the definitions. */
  readonly mentioned: ReadonlyMap<string, readonly string[]>;
  /** Definitions of whose text this is not certain. */
  readonly unsure: readonly string[];
}

const mention = /#([A-Za-z][A-Za-z0-9]*)|\buse["']?[ \t]*:\s*["']?([A-Za-z0-9]*)/g;
/** Escapes that may stand for a letter of a name. */
const hidden = /\\(?:[uUx]|\r?\n)/;
/** Escapes that may stand for a character of a code. */
const hiddenInCodes = /\\|''/;

/** Returns what the definitions of a catalog say of one another. */
export function neighboursIn(parts: CatalogParts): Neighbours {
  const byCode = new Map<string, string[]>();
  const several = new Map<string, string>();
  const [mentioning, mentioned] = [new Map<string, string[]>(), new Map<string, string[]>()];
  const unsure: string[] = [];
  for (const name of parts.definitions.keys()) {
    const text = definitionText(parts, name);
    const code = onlyCode(text);
    if (code !== undefined) addTo(byCode, code, name);
    else several.set(name, codesPart(text).replace(/\s+/g, " "));
    if (hidden.test(text) || hiddenInCodes.test(several.get(name) ?? "")) unsure.push(name);
    for (const other of mentionsIn(text)) {
      if (other === "") unsure.push(name);
      addTo(mentioned, name, other);
      addTo(mentioning, other, name);
    }
  }
  for (const { start, end } of parts.around) {
    for (const other of mentionsIn(parts.file.text.slice(start, end))) addTo(mentioned, "", other);
  }
  return { byCode, several, mentioning, mentioned, unsure };
}

/** Returns the names that a text mentions in links and as replacements; "" for one that is written in an odd way. */
export function mentionsIn(text: string): readonly string[] {
  return [...text.matchAll(mention)].map(([, link, use]) => link ?? use ?? "");
}

/** Returns the definitions that have a code. */
export function ownersOf(code: string, { byCode, several }: Neighbours): readonly string[] {
  const text = code.replace(/\s+/g, " ");
  const others = [...several].flatMap(([name, codes]) => (codes.includes(text) ? [name] : []));
  return [...(byCode.get(code) ?? []), ...others];
}

/** Returns the texts of the codes of a definition. */
export function codesIn(parts: CatalogParts, name: string): readonly string[] {
  const text = definitionText(parts, name);
  const only = onlyCode(text);
  if (only !== undefined) return [only];
  const { value } = parseYaml({ path: parts.file.path, text: codesPart(text) });
  const read = value?.value as { readonly [key: string]: unknown } | null | undefined;
  const codes = read?.["code"] ?? (read?.[name] as typeof read)?.["code"] ?? [];
  return [codes].flat().map((one) => String((one as { readonly code?: unknown })?.code ?? one));
}

const scalar = `(?:"([^"\\\\\\r\\n]*)"|'([^'\\r\\n]*)'|((?:[^-?:,[\\]{}#&*!|>'"%@\`\\s]|[-?:](?=\\S))(?:[^\\s:#,}]|[:#](?=\\S)| (?=[^\\s#:]))*))`;
const keyLine = /^ *[^\n]*\n(?: *(?:#[^\n]*)?\r?\n)*( +)(?=\S)/;
const lineOfCode = new RegExp(`\\n( +)code: +${scalar} *\\r?(?:\\n( *)|$)`);
const braces = new RegExp(`^ *\\w+: *\\{ *code: *${scalar} *[,}]`);

/** Returns the code of a definition that has one alone, on the line of its key. */
function onlyCode(text: string): string | undefined {
  const inner = keyLine.exec(text)?.[1];
  const [, indent, ...found] = (inner === undefined ? undefined : lineOfCode.exec(text)) ?? [];
  const [double, single, plain, below = ""] = found;
  // The next line may go on with the text.
  if (indent !== undefined) {
    const isWhole = indent === inner && below.length <= indent.length;
    return isWhole ? (double ?? single ?? plain) : undefined;
  }
  const [, ...first] = braces.exec(text) ?? [];
  return first.find((one) => one !== undefined);
}

/** Returns the lines of a definition's codes, or all of its lines. */
function codesPart(text: string): string {
  const indent = keyLine.exec(text)?.[1] ?? "";
  const start = text.indexOf(`\n${indent}code:`);
  if (indent === "" || start < 0) return text;
  const rest = text.slice(start + 1);
  const end = rest.search(new RegExp(`\\n {0,${indent.length}}[^\\s#-]`));
  return end < 0 ? rest : rest.slice(0, end);
}
