// What sources said when they were last imported: kept beside the configuration, so that a later import sees what they changed.

import { compareText } from "../catalog/locator.ts";
import { printable } from "../diagnostics/diagnostic.ts";
import { sumOf } from "../text/words.ts";
import type { YamlNode } from "../text/yaml-nodes.ts";
import { yamlWriter } from "../text/yaml-print.ts";
import type { Draft, DraftDefinition } from "./draft.ts";

/** What was said of one code. */
export interface RecordedCode {
  readonly status: readonly number[];
  /** A sum of its texts. */
  readonly text: string;
}

/** Codes by their texts. */
export type ImportRecord = ReadonlyMap<string, RecordedCode>;

/** Returns the path of the record of a catalog, relative to the configuration. */
export function importRecordPath(id: string): string {
  return `imports/${id}.yaml`;
}

/** Returns what a draft says of its codes. */
export function recordOf({ definitions }: Draft): ImportRecord {
  return new Map(
    definitions.flatMap((one) =>
      one.codes.map(({ code }) => [String(code), recorded(one)] as const),
    ),
  );
}

function recorded({ statuses, texts, summary, title }: DraftDefinition): RecordedCode {
  const { description, causes, resolution } = texts;
  return {
    status: statuses,
    text: sumOf(JSON.stringify([summary, title, description, causes, resolution])),
  };
}

/** Returns the text of a record. */
export function printImportRecord(id: string, record: ImportRecord): string {
  const writer = yamlWriter();
  const codes = [...record].sort(([a], [b]) => compareText(a, b));
  writer.entry("id", id);
  writer.entry("codes", Object.fromEntries(codes.map(([code, one]) => [code, one])), "lines");
  return `# What the sources of this catalog said when they were last imported; written by \`faultbook import\`.\n${writer.take()}`;
}

/** Returns the record in a text, as far as it can be read. */
export function readImportRecord(root: YamlNode | undefined): ImportRecord {
  const codes = root?.kind === "mapping" ? root.entries.get("codes")?.node : undefined;
  if (codes?.kind !== "mapping") return new Map();
  return new Map(
    [...codes.entries].flatMap(([code, { node }]) => {
      const { status, text } = Object(node.value) as {
        readonly status?: unknown;
        readonly text?: unknown;
      };
      if (!Array.isArray(status) || typeof text !== "string") return [];
      return [[code, { status: status.filter((one) => typeof one === "number"), text }] as const];
    }),
  );
}

/** What the sources say otherwise than before. */
export interface Drift {
  /** The errors of which no code is known. */
  readonly added: readonly DraftDefinition[];
  readonly gone: readonly string[];
  readonly statuses: readonly {
    readonly code: string;
    readonly before: readonly number[];
    readonly after: readonly number[];
  }[];
  readonly texts: readonly string[];
}

/** Returns what a draft says otherwise than a record; a catalog without a record has only its codes. */
export function driftOf(
  draft: Draft,
  record: ImportRecord,
  catalogCodes: ReadonlySet<string>,
): Drift {
  const now = recordOf(draft);
  const added = draft.definitions.filter(({ codes }) =>
    codes.every(({ code }) => !catalogCodes.has(String(code)) && !record.has(String(code))),
  );
  const before = record.size > 0 ? [...record.keys()] : [...catalogCodes];
  const both = [...now].flatMap(([code, after]) => {
    const old = record.get(code);
    return old === undefined ? [] : [{ code, old, after }];
  });
  return {
    added,
    gone: before.filter((code) => !now.has(code)),
    statuses: both.flatMap(({ code, old, after }) =>
      String(old.status) === String(after.status)
        ? []
        : [{ code, before: old.status, after: after.status }],
    ),
    texts: both.flatMap(({ code, old, after }) => (old.text === after.text ? [] : [code])),
  };
}

/** Returns the changes in words, a line each; none if there are none. */
export function driftLines({ added, gone, statuses, texts }: Drift): readonly string[] {
  const list = (numbers: readonly number[]) => (numbers.length === 0 ? "none" : numbers.join(", "));
  return [
    ...added.map(
      ({ codes, name }) =>
        `new     ${codes.map(({ code }) => printable(String(code))).join(", ")} (${name})`,
    ),
    ...gone.map((code) => `gone    ${printable(code)}`),
    ...statuses.map(
      ({ code, before, after }) => `status  ${printable(code)}: ${list(before)} → ${list(after)}`,
    ),
    ...texts.map((code) => `text    ${printable(code)}`),
  ];
}
