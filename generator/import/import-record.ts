// What sources said when they were last imported: kept beside the configuration, so that a later import sees what they changed.

import type { Catalog } from "../catalog/catalog.ts";
import { compareText } from "../catalog/locator.ts";

import { printable } from "../diagnostics/diagnostic.ts";
import { sumOf } from "../text/words.ts";
import type { YamlNode } from "../text/yaml-nodes.ts";
import { yamlWriter } from "../text/yaml-print.ts";
import { freeName } from "./code-names.ts";
import type { Draft, DraftDefinition } from "./draft.ts";
import { type Finding, type FoundSource, joinFindings } from "./finding.ts";

/** What a source said of one code. */
export interface RecordedCode {
  readonly status: readonly number[];
  /** A sum of its texts. */
  readonly text: string;
}

/** What each source said, by its path relative to the configuration, and by the codes as texts. */
export type ImportRecord = ReadonlyMap<string, ReadonlyMap<string, RecordedCode>>;

/** Returns the path of the record of a catalog, relative to the configuration. */
export function importRecordPath(id: string): string {
  return `imports/${id}.yaml`;
}

/** Returns what sources say; `pathOf` returns the path of a source relative to the configuration. */
export function recordOf(
  sources: readonly FoundSource[],
  pathOf: (path: string) => string,
): ImportRecord {
  return new Map(sources.map((one) => [pathOf(one.path), recordedCodes(one)]));
}

function recordedCodes({ findings }: FoundSource): ReadonlyMap<string, RecordedCode> {
  const found = new Map<string, Finding>();
  for (const one of findings) {
    for (const code of [one.code, ...one.aliases].map(String)) {
      const known = found.get(code);
      found.set(code, known === undefined ? one : joinFindings(known, one));
    }
  }
  return new Map([...found].map(([code, one]) => [code, recorded(code, one)]));
}

function recorded(code: string, { statuses, texts, title, deprecated }: Finding): RecordedCode {
  const { summary, description, causes, resolution } = texts;
  const all = [summary, title, description, causes, resolution, deprecated?.get(code)];
  return { status: statuses, text: sumOf(JSON.stringify(all)) };
}

/** Returns the text of a record. */
export function printImportRecord(id: string, record: ImportRecord): string {
  const writer = yamlWriter();
  const inOrder = <Value>(map: ReadonlyMap<string, Value>) =>
    [...map].sort(([a], [b]) => compareText(a, b));
  writer.entry("id", id);
  writer.open("sources");
  for (const [path, codes] of inOrder(record))
    writer.entry(path, Object.fromEntries(inOrder(codes)), "lines");
  writer.close();
  return `# What the sources of this catalog said when they were last imported; written by \`faultbook import\`.\n${writer.take()}`;
}

/** Returns the record in a text, as far as it can be read. */
export function readImportRecord(root: YamlNode | undefined): ImportRecord {
  const entriesOf = (node: YamlNode | undefined) =>
    node?.kind === "mapping" ? [...node.entries] : [];
  const [, sources] = entriesOf(root).find(([key]) => key === "sources") ?? [];
  return new Map(
    entriesOf(sources?.node).map(([path, { node: codes }]) => [
      path,
      new Map(
        entriesOf(codes).flatMap(([code, { node }]) => {
          const { status, text } = Object(node.value) as {
            readonly status?: unknown;
            readonly text?: unknown;
          };
          if (!Array.isArray(status) || typeof text !== "string") return [];
          return [
            [code, { status: status.filter((one) => typeof one === "number"), text }] as const,
          ];
        }),
      ),
    ]),
  );
}

/** What is compared. */
export interface Compared {
  readonly draft: Draft;
  /** What the sources of this import say. */
  readonly now: ImportRecord;
  /** What sources said before. */
  readonly before: ImportRecord;
  /** The catalog. */
  readonly catalog: Catalog;
}

/** What the sources say otherwise than before. */
export interface Drift {
  /** The errors of which no code is known, under names that the catalog does not have. */
  readonly added: readonly DraftDefinition[];
  /** What is recorded when these are added: nothing of what the catalog cannot have. */
  readonly record: ImportRecord;
  /** The changes, a line each. */
  readonly lines: readonly string[];
  /** The paths of the sources that were imported before and not now. */
  readonly absent: readonly string[];
}

/** Returns what each source says otherwise than the same source before; without a record there are only the codes of the catalog. */
export function driftOf({ draft, now, before, catalog }: Compared): Drift {
  const recorded = new Set([...before.values()].flatMap((one) => [...one.keys()]));
  const codes = new Set(catalog.codes.map(({ text }) => text));
  const taken = new Set(catalog.definitions.map(({ name }) => name.toLowerCase()));
  const { codeType } = catalog;
  const fits = ({ code }: DraftDefinition["codes"][number]) =>
    codeType === "mixed" || (codeType === "integer") === (typeof code === "number");
  const unknown = draft.definitions.filter((one) =>
    one.codes.every(({ code }) => !codes.has(String(code)) && !recorded.has(String(code))),
  );
  const left = unknown.filter((one) => !one.codes.every(fits));
  const added = unknown
    .filter((one) => one.codes.every(fits))
    .map((one) => {
      const name = freeName(one.name, one.codes[0]?.code ?? "", (lower) => taken.has(lower));
      taken.add(name.toLowerCase());
      return { ...one, name };
    });
  const isNew = codesOf(unknown);
  const isOnly = new Set([...now.keys(), ...before.keys()]).size < 2;
  const gone: string[] = [];
  const statuses: string[] = [];
  const texts: string[] = [];
  for (const [path, said] of now) {
    const old = before.get(path);
    const where = isOnly ? "" : ` (${path})`;
    for (const [code, { status, text }] of old ?? []) {
      const after = said.get(code);
      const shown = printable(code);
      if (after === undefined) gone.push(`gone    ${shown}${where}`);
      else {
        if (String(status) !== String(after.status))
          statuses.push(`status  ${shown}: ${list(status)} → ${list(after.status)}${where}`);
        if (text !== after.text) texts.push(`text    ${shown}${where}`);
      }
    }
    // A source that begins to speak of a known code says more than before.
    for (const code of old === undefined ? [] : said.keys())
      if (old?.has(code) === false && !isNew.has(code))
        texts.push(`text    ${printable(code)}${where}`);
  }
  if (before.size === 0) {
    const all = new Set([...now.values()].flatMap((one) => [...one.keys()]));
    for (const one of codes) if (!all.has(one)) gone.push(`gone    ${printable(one)}`);
  }
  const lines = [
    ...(before.size === 0 ? [] : [...now.keys()].filter((path) => !before.has(path))).map(
      (path) => `source  ${printable(path)}`,
    ),
    ...added.map((one) => {
      const own = one.codes.map(({ code }) => printable(String(code))).join(", ");
      return `new     ${own} (${one.name})`;
    }),
    ...left.map((one) => {
      const own = one.codes.map(({ code }) => printable(JSON.stringify(code))).join(", ");
      return `left    ${own} (${one.name}): the catalog has "codeType: ${codeType}"; write "mixed" to add it`;
    }),
    ...gone,
    ...statuses,
    ...texts,
  ];
  const isLeft = codesOf(left);
  const said = [...now].map(([path, codes]) => {
    const kept = [...codes].filter(([code]) => !isLeft.has(code));
    return [path, new Map(kept)] as const;
  });
  const record = new Map([...before, ...said]);
  return { added, lines, record, absent: [...before.keys()].filter((path) => !now.has(path)) };
}

function codesOf(definitions: readonly DraftDefinition[]): ReadonlySet<string> {
  return new Set(definitions.flatMap((one) => one.codes.map(({ code }) => String(code))));
}

function list(numbers: readonly number[]): string {
  return numbers.length === 0 ? "none" : numbers.join(", ");
}
