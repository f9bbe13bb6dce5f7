// What changed since a release record or between two texts of a catalog, found by reading the definitions alone whose texts differ.

import type { Catalog } from "../catalog/catalog.ts";
import type { Outcome } from "../diagnostics/diagnostic.ts";
import { excerptOf } from "../text/excerpt.ts";
import type { SourceFile } from "../text/source.ts";
import { isReadable } from "../text/yaml.ts";
import { isApart } from "./apart.ts";
import {
  type CatalogParts,
  catalogParts,
  contextOf,
  definitionText,
  rangesOf,
} from "./catalog-parts.ts";
import type { ChangedSteps } from "./change.ts";
import { textOfCode } from "./compare-codes.ts";
import { codeIn, definitionIn, type Facts } from "./fact-keys.ts";
import { codesIn, mentionsIn, type Neighbours, neighboursIn, ownersOf } from "./neighbours.ts";
import { isRecord, readRecord } from "./record.ts";
import { type CatalogSides, recordDigest, recordParts } from "./record-parts.ts";
import {
  catalogVersion,
  type Difference,
  differenceBetween,
  type ReadVersion,
  recordedVersion,
  type VersionOfCatalog,
} from "./released.ts";
import { isLower } from "./steps.ts";
import { unchangedRecord, unchangedText } from "./unchanged.ts";

/** What is compared, and how. */
export interface QuickQuery {
  /** A release record or a catalog. */
  readonly old: SourceFile;
  readonly now: SourceFile;
  readonly steps: ChangedSteps;
  /** Reads a catalog. */
  readonly load: (file: SourceFile) => Promise<Outcome<Catalog>>;
}

/** Returns what a comparison of all definitions would, or `undefined` if only that can tell: if much or anything odd changed, or something is invalid. What is the same text on both sides is not judged. */
export async function quickDifference(query: QuickQuery): Promise<Difference | undefined> {
  const { now: file, old: oldFile, steps, load } = query;
  const parts = catalogParts(file);
  const context = parts && contextOf(parts);
  if (parts === undefined || context === undefined) return undefined;
  const sides = { parts, context };
  const old = isRecord(oldFile) ? recordSide(oldFile, sides) : textSide(oldFile, sides, load);
  const unchanged = old?.changed.length === 0 ? old.unchanged() : undefined;
  if (unchanged !== undefined) return unchanged;
  if (!isReadable(file.text)) return undefined;
  const chosen = old && chosenFor(old, parts);
  if (old === undefined || chosen === undefined) return undefined;
  const { names, neighbours } = chosen;
  const now = await versionIn(parts, names, load);
  const before = now && (await old.versionOf(names));
  if (now === undefined || before === undefined) return undefined;
  if (isLower(now.version.version, before.version.version)) return undefined;
  if (neighbours !== undefined && !isApart({ before, now, names, parts, neighbours }))
    return undefined;
  const read = neighbours === undefined ? new Set<string>() : names;
  const limit = limitTo(read, [before.version.facts, now.version.facts]);
  return differenceBetween(limit(before.version), limit(now.version), steps);
}

/** The old side of a comparison. */
interface OldSide {
  /** The definitions that are new, gone or written in another way. */
  readonly changed: readonly string[];
  /** Returns the difference if no definition changed and nothing else did; `undefined` if that takes reading a definition. */
  readonly unchanged: () => Difference | undefined;
  readonly codesOf: (name: string) => readonly string[];
  /** Returns the names that the old text of a definition mentions, if it is read again. */
  readonly mentionsOf: (name: string) => readonly string[];
  readonly versionOf: (names: ReadonlySet<string>) => Promise<ReadVersion | undefined>;
}

function recordSide(file: SourceFile, sides: CatalogSides): OldSide | undefined {
  const record = recordParts(file);
  if (record === undefined) return undefined;
  const { definitions, around } = record;
  const { text } = file;
  const linesOf = (name: string) => {
    const { start, end } = definitions.get(name)?.facts ?? { start: 0, end: 0 };
    return text.slice(start, end);
  };
  const isSame = (name: string) => {
    const { facts, digest } = definitions.get(name) ?? {};
    return facts !== undefined && digest === recordDigest(sides, name, { text, ...facts });
  };
  return {
    changed: changedNames(sides.parts, definitions, isSame),
    unchanged: () => unchangedRecord(record, sides),
    codesOf: (name) => {
      const keys = linesOf(name).matchAll(/^definition \w+ code (.+?): \[/gm);
      return [...keys].map(([, code = ""]) => textOfCode(code));
    },
    mentionsOf: () => [],
    versionOf: async (names) => {
      const chosen = [...definitions].filter(([name]) => names.has(name));
      const ranges = chosen.map(([, { facts }]) => facts);
      const excerpt = excerptOf(file, [around[0], ...ranges, around[1]]);
      const { value, diagnostics } = readRecord(excerpt.file);
      if (value === undefined || diagnostics.length > 0) return undefined;
      const version = recordedVersion(value);
      // Lines that a merge put among those of another definition.
      const owners = [...version.facts.keys()].flatMap((key) => definitionIn(key) ?? []);
      if (owners.some((name) => !names.has(name))) return undefined;
      return { version: { ...version, spanOf: (key) => excerpt.placeOf(version.spanOf(key)) } };
    },
  };
}

function textSide(
  file: SourceFile,
  sides: CatalogSides,
  load: QuickQuery["load"],
): OldSide | undefined {
  const isSameFile = file.text === sides.parts.file.text;
  const old = isSameFile ? { ...sides.parts, file } : catalogParts(file);
  if (old === undefined) return undefined;
  if (!isSameFile && contextOf(old)?.digest !== sides.context.digest) return undefined;
  const isSame = (name: string) => definitionText(old, name) === definitionText(sides.parts, name);
  return {
    changed: isSameFile ? [] : changedNames(sides.parts, old.definitions, isSame),
    unchanged: () => (isSameFile ? unchangedText(file, sides) : undefined),
    codesOf: (name) => (old.definitions.has(name) ? codesIn(old, name) : []),
    mentionsOf: (name) => mentionsIn(definitionText(old, name)),
    versionOf: (names) => versionIn(old, names, load),
  };
}

function changedNames(
  { definitions }: CatalogParts,
  old: ReadonlyMap<string, unknown>,
  isSame: (name: string) => boolean,
): readonly string[] {
  return [
    ...[...definitions.keys()].filter((name) => !old.has(name) || !isSame(name)),
    ...[...old.keys()].filter((name) => !definitions.has(name)),
  ];
}

/** The definitions that are read. */
interface Chosen {
  readonly names: ReadonlySet<string>;
  /** What is known of the others; missing if nothing changed, and one definition is read because a catalog must have one. */
  readonly neighbours?: Neighbours;
}

/** Chooses what changed and all that it may concern; nothing if that is too much for a short cut. */
function chosenFor(
  { changed, codesOf, mentionsOf }: OldSide,
  parts: CatalogParts,
): Chosen | undefined {
  const { file, definitions, around } = parts;
  const most = definitions.size / 2;
  const mentionsNone = (text: string) => mentionsIn(text).length === 0;
  const outer = around.every(({ start, end }) => mentionsNone(file.text.slice(start, end)));
  if (changed.length === 0 && outer) {
    const any = [...definitions.keys()].find((name) => mentionsNone(definitionText(parts, name)));
    if (any !== undefined) return { names: new Set([any]) };
  }
  if (changed.length > most) return undefined;
  const neighbours = neighboursIn(parts);
  const { mentioning, mentioned, unsure } = neighbours;
  const names = new Set(changed);
  const add = (more: readonly string[] = []) => {
    for (const name of more) if (definitions.has(name)) names.add(name);
  };
  add(unsure);
  add(mentioned.get(""));
  // A set goes on with what is added to it.
  for (const name of names) {
    if (names.size > most) return undefined;
    const codes = [...codesOf(name), ...(definitions.has(name) ? codesIn(parts, name) : [])];
    for (const code of new Set(codes)) add(ownersOf(code, neighbours));
    add(mentioning.get(name));
    add(mentioned.get(name));
    add(mentionsOf(name));
  }
  return { names, neighbours };
}

/** Reads some definitions of a catalog with what is around them; nothing if they are invalid or not what they seem. */
async function versionIn(
  parts: CatalogParts,
  names: ReadonlySet<string>,
  load: QuickQuery["load"],
): Promise<Required<ReadVersion> | undefined> {
  const excerpt = excerptOf(parts.file, rangesOf(parts, names));
  const { value: catalog } = await load(excerpt.file);
  const wanted = [...names].filter((name) => parts.definitions.has(name));
  const found = new Set(catalog?.definitions.map(({ name }) => name));
  if (catalog === undefined || found.size !== wanted.length) return undefined;
  if (!wanted.every((name) => found.has(name))) return undefined;
  const version = catalogVersion(catalog, excerpt.file);
  const spanOf = (key: string) => excerpt.placeOf(version.spanOf(key));
  return { catalog, version: { ...version, spanOf } };
}

/** Returns what leaves out the facts of all but some definitions and their codes. */
function limitTo(names: ReadonlySet<string>, sides: readonly Facts[]) {
  const codes = new Set<string>();
  for (const facts of sides) {
    for (const key of facts.keys()) {
      const [, code] = /^definition \w+ code (.+)$/.exec(key) ?? [];
      if (code !== undefined && names.has(definitionIn(key) ?? "")) codes.add(textOfCode(code));
    }
  }
  const isKept = (key: string): boolean =>
    key.startsWith("member ")
      ? codes.has(String(codeIn(key)))
      : names.has(definitionIn(key) ?? "") || definitionIn(key) === undefined;
  return (version: VersionOfCatalog): VersionOfCatalog => {
    const facts = [...version.facts].filter(([key]) => isKept(key));
    return { ...version, facts: new Map(facts) };
  };
}
