// The release record: the facts of the released version of a catalog, one a line, each with the version that brought it, so that branches merge.

import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { isJson } from "../text/json.ts";
import { append } from "../text/lists.ts";
import { positionOf, type SourceFile, type Span } from "../text/source.ts";
import { mergeConflicts } from "../text/yaml-faults.ts";
import { definitionIn, type Facts } from "./fact-keys.ts";
import { factFault } from "./record-facts.ts";
import { digestForm, digestLine, type RecordDigests } from "./record-parts.ts";
import { isLower } from "./steps.ts";

/** A fact as a record has it. */
export interface RecordedFact {
  /** Its value as canonical JSON. */
  readonly value: string;
  /** The version of the catalog that brought the value. */
  readonly since: string;
}

/** What a release record says. */
export interface ReleaseRecord {
  /** The id of its catalog. */
  readonly id: string;
  /** The version that was released last; `0.0.0` if none was. */
  readonly version: string;
  readonly facts: ReadonlyMap<string, RecordedFact>;
}

/** A release record that was read, with the places of its facts. */
export interface ReadRecord extends ReleaseRecord {
  readonly file: SourceFile;
  /** Returns the place of a fact, or of the beginning if the record does not have it. */
  readonly spanOf: (key: string) => Span;
}

/** The format that is written; a later version of Faultbook may have a higher one. */
const format = 1;

const heading = `# What callers of this catalog depend on, one fact a line, with the version that brought it.
# "faultbook release" writes this file. Commit it, and do not edit it; after a merge conflict keep the lines of both sides.
`;

/** The last line, which ends a YAML document; a record without it is cut off. */
const end = "...";

/** Returns whether a text is a release record. */
export function isRecord({ text }: SourceFile): boolean {
  return /^record: \d/m.test(text.slice(0, 1000));
}

/** Returns the record of a catalog's facts; a fact that the last record has, too, keeps the version that brought it. */
export function newRecord(
  { id, version }: Pick<ReleaseRecord, "id" | "version">,
  facts: Facts,
  last: ReleaseRecord | undefined,
): ReleaseRecord {
  const recorded = [...facts].map(([key, value]) => {
    const before = last?.facts.get(key);
    return [key, before?.value === value ? before : { value, since: version }] as const;
  });
  return { id, version, facts: new Map(recorded) };
}

/** Returns the text of a record. */
export function printRecord(
  { id, version, facts }: ReleaseRecord,
  digests?: RecordDigests,
): string {
  let lines = "";
  const sorted = [...facts].sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = sorted.map(([key, { value, since }], i) => {
    const line = `${yamlKey(key)}: [${value}, "${since}"]\n`;
    const name = definitionIn(key);
    lines = name === definitionIn(sorted[i - 1]?.[0] ?? "") ? lines + line : line;
    const isLast = name !== definitionIn(sorted[i + 1]?.[0] ?? "");
    if (digests === undefined || name === undefined || !isLast) return line;
    return line + digestLine(`definition ${name}`, digests.ofDefinition(name, lines));
  });
  const all = parts.join("");
  const text =
    digests === undefined
      ? all
      : all.replace(/^(?:catalog .*\n)*/, (own) => {
          return own + digestLine("catalog", digests.ofCatalog(all));
        });
  return `${heading}record: ${format}\ncatalog: ${id}\nversion: ${version}\n${text}${end}\n`;
}

/** A key is plain YAML unless a code in it has characters that are more than themselves. */
function yamlKey(key: string): string {
  return /^[\w ."/:-]+$/.test(key) && !/: |:$/.test(key) ? key : `'${key.replaceAll("'", "''")}'`;
}

/** Reads a record, with every line that is wrong; what a merge left twice in the same words counts once. */
export function readRecord(file: SourceFile): Outcome<ReadRecord> {
  const found: Diagnostic[] = [...conflictsIn(file)];
  const reading = {
    file,
    header: new Map<string, string>(),
    facts: new Map<string, RecordedFact>(),
    starts: new Map<string, number>(),
  };
  let isEnded = false;
  for (const { text, start } of linesOf(file.text)) {
    if (isIgnored(text) || digestForm.test(text)) continue;
    if (text === end) isEnded = true;
    else append(found, readLine(text, start, reading));
  }
  const { header, facts, starts } = reading;
  const spanOf = (key: string): Span => {
    // Of a definition as a whole, the record has nothing but its facts.
    const start = starts.get(key) ?? starts.get(`${key} kind`) ?? 0;
    const stop = file.text.indexOf("\n", start);
    return { file, start, end: stop < 0 ? file.text.length : stop };
  };
  const said = Number(header.get("record"));
  if (said > format) {
    // What else is odd about it may be right in the format of its own.
    const holes = { format: said, known: format };
    return { diagnostics: [diagnostic("record-newer", holes, { span: spanOf("record") })] };
  }
  if (!isEnded && found.length === 0) {
    const last = Math.max(0, file.text.trimEnd().lastIndexOf("\n") + 1);
    const span = { file, start: last, end: file.text.length };
    found.push(diagnostic("record-truncated", { end: `"${end}"` }, { span }));
  }
  for (const key of ["record", "catalog", "version"]) {
    if (header.has(key) || found.length > 0) continue;
    const reason = `a line "${key}: …" is missing above it`;
    found.push(diagnostic("record-line", { reason }, { span: spanOf("") }));
  }
  const [id = "", version = ""] = [header.get("catalog"), header.get("version")];
  if (version !== "") append(found, lateFacts({ facts, file }, version, spanOf));
  if (hasErrors(found)) return { diagnostics: found };
  return { value: { id, version, facts, file, spanOf }, diagnostics: found };
}

/** Comments, empty lines and the markers of a merge conflict, which is reported as a whole. */
function isIgnored(text: string): boolean {
  return text === "" || text.startsWith("#") || /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/.test(text);
}

/** Reports merge conflicts, and what somebody left of one: a record has no other line that looks like a marker. */
function conflictsIn(file: SourceFile): readonly Diagnostic[] {
  const whole = mergeConflicts(file);
  const markers = /^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|$)/gm;
  const [first, ...more] = whole.length > 0 ? [] : [...file.text.matchAll(markers)];
  if (first === undefined) return whole;
  const lineOf = ({ index }: RegExpExecArray) => positionOf(file, index).line;
  const holes = { first: lineOf(first), last: lineOf(more.at(-1) ?? first) };
  const span = { file, start: first.index, end: first.index + 7 };
  return [diagnostic("merge-conflict", holes, { span })];
}

/** Reports facts that a later version than that of their record brought. */
function lateFacts(
  { facts, file }: Pick<ReadRecord, "facts" | "file">,
  version: string,
  spanOf: ReadRecord["spanOf"],
): readonly Diagnostic[] {
  const versions = new Set([...facts.values()].map(({ since }) => since));
  const late = [...versions].filter((since) => isLower(version, since));
  if (late.length === 0) return [];
  return [...facts].flatMap(([key, { since }]) => {
    if (!late.includes(since)) return [];
    const reason = `its version ${since} is higher than ${version}, the version of the record`;
    return [diagnostic("record-line", { reason }, { span: { ...spanOf(key), file } })];
  });
}

interface Reading {
  readonly file: SourceFile;
  readonly header: Map<string, string>;
  readonly facts: Map<string, RecordedFact>;
  /** The offsets of the lines by their keys. */
  readonly starts: Map<string, number>;
}

/** Matches a version. */
export const versionForm = /^\d{1,9}\.\d{1,9}\.\d{1,9}$/;

const headerForms: Readonly<Record<string, RegExp>> = {
  record: /^\d{1,9}$/,
  catalog: /^[a-z0-9-]{1,64}$/,
  version: versionForm,
};

function readLine(text: string, start: number, reading: Reading): readonly Diagnostic[] {
  const { file, header, facts, starts } = reading;
  const span = { file, start, end: start + text.length };
  const wrong = (reason: string) => [diagnostic("record-line", { reason }, { span })];
  const [, plain = "", value = ""] = /^(\w+): ([\w.-]+)$/.exec(text) ?? [];
  const form = headerForms[plain];
  if (form !== undefined) {
    if (!form.test(value)) return wrong(`"${value}" cannot be its ${plain}`);
    return once(plain, { is: value, before: header.get(plain), starts, span }, () =>
      header.set(plain, value),
    );
  }
  const fact = factIn(text);
  if (typeof fact === "string") return wrong(fact);
  const before = facts.get(fact.key);
  const values = { is: fact.value, before: before?.value, starts, span };
  return once(fact.key, values, () =>
    facts.set(fact.key, { value: fact.value, since: fact.since }),
  );
}

interface Said {
  readonly is: string;
  readonly before: string | undefined;
  readonly starts: Map<string, number>;
  readonly span: Span;
}

/** Keeps what is said for the first time, and reports what is said again in another way. */
function once(
  key: string,
  { is, before, starts, span }: Said,
  keep: () => void,
): readonly Diagnostic[] {
  if (before === undefined) {
    starts.set(key, span.start);
    keep();
    return [];
  }
  if (before === is) return [];
  const start = starts.get(key) ?? 0;
  const first = { ...span, start, end: start + key.length };
  const notes = [{ message: "It is said here first.", span: first }];
  return [diagnostic("record-twice", { fact: key }, { span, notes })];
}

/** Returns the fact of a line, or what is wrong with the line. */
function factIn(line: string): (RecordedFact & { readonly key: string }) | string {
  const [, plain, quoted, value, since = ""] =
    /^(?:([^'][^']*?)|'((?:[^']|'')*)'): \[(.*), "([^"]*)"\]$/.exec(line) ?? [];
  const key = plain ?? quoted?.replaceAll("''", "'");
  if (key === undefined || value === undefined)
    return 'it does not have the form "key: [value, version]"';
  if (!versionForm.test(since)) return `"${since}" is not a version`;
  if (!isJson(value)) return "its value is not JSON";
  return factFault(key, JSON.parse(value)) ?? { key, value, since };
}

function* linesOf(text: string): Generator<{ readonly text: string; readonly start: number }> {
  for (let start = 0; start < text.length; ) {
    const stop = text.indexOf("\n", start);
    const after = stop < 0 ? text.length : stop;
    yield { text: text.slice(start, after).replace(/\r$/, ""), start };
    start = after + 1;
  }
}
