// The difference between two versions of a catalog whose texts say the same, found without loading the catalog.

import type { SourceFile } from "../text/source.ts";
import type { CatalogContext } from "./catalog-parts.ts";
import { canonical } from "./fact-keys.ts";
import { factPlaces } from "./fact-places.ts";
import { type ReadRecord, readRecord, versionForm } from "./record.ts";
import { type CatalogSides, hasCatalogDigest, type RecordParts } from "./record-parts.ts";
import { type Difference, recordedVersion, type VersionOfCatalog } from "./released.ts";
import { reservationOf } from "./reserved.ts";
import { isLower } from "./steps.ts";

/** Returns the difference from a file with the same text, or `undefined` if the text has no version. */
export function unchangedText(old: SourceFile, sides: CatalogSides): Difference | undefined {
  const { id, version } = sides.context.value;
  if (typeof id !== "string" || typeof version !== "string") return undefined;
  if (!versionForm.test(version)) return undefined;
  return noDifference({ id, version, facts: new Map(), spanOf: factPlaces(old) }, sides);
}

/** Returns the difference from a release record of the same definitions, or `undefined` if anything else differs, or if only the whole record can tell. */
export function unchangedRecord(record: RecordParts, sides: CatalogSides): Difference | undefined {
  const { value } = sides.context;
  const text = textAround(record);
  if (!hasCatalogDigest(text, sides.context)) return undefined;
  const { value: read, diagnostics } = readRecord({ path: record.file.path, text });
  if (read === undefined || diagnostics.length > 0) return undefined;
  const isSame =
    read.id === value["id"] && read.version === value["version"] && hasReserved(read, value);
  return isSame ? noDifference(recordedVersion(read), sides) : undefined;
}

function noDifference(old: VersionOfCatalog, { parts }: CatalogSides): Difference {
  const now = { ...old, spanOf: factPlaces(parts.file) };
  return { old, now, changes: [], needed: old.version };
}

const member = /member (?:"(?:[^"\\\n]|\\.)*"|-?\d+): \["\w+", "(\d+\.\d+\.\d+)"\]\n/y;

/** Returns the text of a record without the lines of definitions, and without those of codes that are as they should be. */
function textAround({ file: { text }, around: [before, after] }: RecordParts): string {
  const start = text.indexOf("\nmember ", after.start - 1) + 1;
  let end = start;
  member.lastIndex = start;
  const [, version = "0.0.0"] = /^version: (\S+)\r?$/m.exec(text.slice(0, before.end)) ?? [];
  const since = new Set([version]);
  while (start > 0) {
    const [, brought] = member.exec(text) ?? [];
    if (brought === undefined || (!since.has(brought) && isLower(version, brought))) break;
    since.add(brought);
    end = member.lastIndex;
  }
  const codes = start > 0 ? { start, end } : { start: after.start, end: after.start };
  return text.slice(0, before.end) + text.slice(after.start, codes.start) + text.slice(codes.end);
}

/** Returns whether a catalog reserves what its record has, and nothing else. */
function hasReserved({ facts }: ReadRecord, { reserved = [] }: CatalogContext["value"]): boolean {
  const recorded = [...facts].flatMap(([key, { value }]) =>
    key.startsWith("reserved ") ? canonical(reservationOf(key, String(JSON.parse(value)))) : [],
  );
  const written = Array.isArray(reserved) ? reserved.map(canonical) : [];
  return Array.isArray(reserved) && recorded.sort().join("\n") === written.sort().join("\n");
}
