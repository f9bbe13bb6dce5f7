// Where the entries of a large text are: a table of offsets.

import { firstIndex } from "./lists.ts";
import type { SourceFile } from "./source.ts";

/** The entries of all maps that are not inside lists or, in YAML, brackets, in the order of the text: one number of each list for each entry. */
export interface Outline extends Readonly<OutlineDraft> {
  readonly file: SourceFile;
  /** True for JSON, of which values can be read alone; in YAML they are read with the lines of their keys. */
  readonly isJson: boolean;
}

/** An outline that is being made; its lists have room for more entries than there are. */
export interface OutlineDraft {
  /** The number of entries. */
  size: number;
  /** The offsets of the keys, quotes included. */
  starts: Int32Array;
  /** The offsets after the keys. */
  ends: Int32Array;
  /** The offsets after the values; in YAML, after the last line that belongs to an entry. */
  untils: Int32Array;
  /** The entries that come next and are not inside these. */
  nexts: Int32Array;
  /** The entries around these; -1 for those of the root. */
  parents: Int32Array;
}

/** Returns an outline without entries. */
export function emptyOutline(): OutlineDraft {
  const [starts, ends, untils, nexts, parents] = Array.from(
    { length: 5 },
    () => new Int32Array(512),
  );
  return { size: 0, starts, ends, untils, nexts, parents } as OutlineDraft;
}

/** Adds an entry by the offsets of its key and the entry around it, and returns its index. */
export function addEntry(
  draft: OutlineDraft,
  { start, end, around }: { readonly start: number; readonly end: number; readonly around: number },
): number {
  const { size } = draft;
  if (size === draft.starts.length) makeRoom(draft);
  draft.starts[size] = start;
  draft.ends[size] = end;
  draft.untils[size] = end;
  draft.nexts[size] = size + 1;
  draft.parents[size] = around;
  draft.size = size + 1;
  return size;
}

function makeRoom(draft: OutlineDraft): void {
  for (const name of ["starts", "ends", "untils", "nexts", "parents"] as const) {
    const more = new Int32Array(2 * draft.size);
    more.set(draft[name]);
    draft[name] = more;
  }
}

/** Returns the name of a key as it is written, of which escapes are those of JSON. */
export function nameOfKey(raw: string): string {
  if (raw.startsWith("'")) return raw.slice(1, -1).replaceAll("''", "'");
  if (!raw.startsWith('"')) return raw;
  return raw.includes("\\") ? (JSON.parse(raw) as string) : raw.slice(1, -1);
}

/** Returns the entry whose key is at an offset or the last one before it; -1 before the first. */
export function indexAt({ size, starts }: Outline, offset: number): number {
  return firstIndex(size, (i) => (starts[i] ?? 0) <= offset) - 1;
}

/** Returns the keys on the way to an entry. */
export function tokensTo(outline: Outline, index: number): readonly string[] {
  const tokens: string[] = [];
  for (let at = index; at >= 0; at = outline.parents[at] ?? -1) tokens.push(nameOf(outline, at));
  return tokens.reverse();
}

/** Returns the name of an entry. */
export function nameOf({ file, starts, ends }: Outline, index: number): string {
  return nameOfKey(file.text.slice(starts[index], ends[index]));
}
