// What catalogs know that sources may use: codes, the places of codes in bodies, and the names in generated packages.

import { memberAliases } from "../catalog/aliases.ts";
import type { Catalog, Definition, DefinitionCode } from "../catalog/catalog.ts";
import { catalogNames, className, guardName } from "../catalog/names.ts";
import { addTo } from "../text/lists.ts";
import { nearest } from "../text/nearest.ts";

/** One meaning of a code. */
export interface CodeMeaning {
  /** The id of the catalog. */
  readonly catalog: string;
  readonly definition: Definition;
  readonly code: DefinitionCode;
  /** The generated enum, and its member of the code. */
  readonly holder: string;
  readonly member: string;
}

/** A code that a catalog keeps out of use. */
export interface ReservedCode {
  /** The id of the catalog. */
  readonly catalog: string;
  readonly reason: string;
}

/** What catalogs know. */
export interface Vocabulary {
  /** The meanings of each code, by its text. */
  readonly codes: ReadonlyMap<string, readonly CodeMeaning[]>;
  /** Returns whether a code is in a catalog, or reserved in one. */
  readonly has: (text: string) => boolean;
  /** Returns the reservation of a code that no catalog has. */
  readonly reservedFor: (text: string) => ReservedCode | undefined;
  /** Returns whether a text or a number is written as codes of the catalogs are. */
  readonly isAlike: (text: string, type: "number" | "string") => boolean;
  /** Returns the code that a text nearly is. */
  readonly nearestTo: (text: string) => string | undefined;
  /** The names of properties that hold codes. */
  readonly fields: ReadonlySet<string>;
  /** The ways to codes in bodies that have at least two steps. */
  readonly paths: readonly (readonly string[])[];
  /** The names of properties that hold what is beside a code in a body. */
  readonly neighbours: ReadonlySet<string>;
  /** The codes of members of generated enums, by the enum's name and the member's. */
  readonly enums: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The definitions of generated classes, by their names. */
  readonly classes: ReadonlyMap<string, CodeMeaning>;
  /** The definitions of generated guards, by their names. */
  readonly guards: ReadonlyMap<string, CodeMeaning>;
  /** The names of functions whose second argument has an arm for each definition. */
  readonly matchers: ReadonlyMap<string, Catalog>;
}

/** Returns what catalogs know; `aliases` are further names of what their packages export. */
export function vocabularyOf(
  catalogs: readonly Catalog[],
  aliases: readonly (readonly [alias: string, name: string])[] = [],
): Vocabulary {
  const codes = new Map<string, CodeMeaning[]>();
  const fields = new Set(["code"]);
  const neighbours = new Set(["message", "msg", "requestId", "request_id"]);
  const paths: (readonly string[])[] = [];
  const classes = new Map<string, CodeMeaning>();
  const guards = new Map<string, CodeMeaning>();
  const enums = new Map<string, ReadonlyMap<string, string>>();
  const matchers = new Map<string, Catalog>();
  for (const catalog of catalogs) {
    const names = catalogNames(catalog.prefix);
    for (const { text, member, owners } of catalog.codes) {
      for (const owner of owners) {
        const meaning = { ...owner, catalog: catalog.id, holder: names.code, member };
        addTo(codes, text, meaning);
        if (owner.definition.codes[0] !== owner.code) continue;
        classes.set(className(owner.definition.name), meaning);
        guards.set(guardName(owner.definition.name), meaning);
      }
    }
    const further = memberAliases(names.code, Object.fromEntries(aliases));
    const members = catalog.codes.flatMap(({ member, text }) =>
      [member, ...(further.get(member) ?? [])].map((name) => [name, text] as const),
    );
    enums.set(names.code, new Map(members));
    matchers.set(names.match, catalog);
    for (const envelope of catalog.envelopes) {
      for (const locator of envelope.code) {
        const keys = keysOf(locator);
        const last = keys.at(-1);
        if (last !== undefined) fields.add(last);
        if (keys.length > 1) paths.push(keys);
      }
      for (const locator of [...envelope.message, ...envelope.requestId]) {
        const last = keysOf(locator).at(-1);
        if (last !== undefined) neighbours.add(last);
      }
    }
  }
  for (const [alias, name] of aliases) {
    for (const named of [classes, guards, enums, matchers] as Map<string, unknown>[]) {
      if (named.has(name)) named.set(alias, named.get(name));
    }
  }
  for (const field of fields) neighbours.delete(field);
  const reservedFor = reservations(catalogs);
  const styles = new Set([...codes.keys()].map(styleOf));
  const types = new Set(catalogs.flatMap((one) => one.codes.map(({ literal }) => typeof literal)));
  const all = [...codes.keys()].filter((text) => !isNumber(text));
  return {
    codes,
    has: (text) => codes.has(text) || reservedFor(text) !== undefined,
    reservedFor,
    isAlike: (text, type) => types.has(type) && isAlike(text, styles),
    // Numbers that are near each other have nothing to do with each other.
    nearestTo: (text) => (isNumber(text) ? undefined : nearMiss(text, all)),
    ...{ fields, paths, neighbours, enums, classes, guards, matchers },
  };
}

function keysOf(locator: Catalog["envelopes"][number]["code"][number]): readonly string[] {
  if (locator.kind === "header") return [];
  return locator.tokens.flatMap((token) =>
    typeof token === "string" && !/^(?:\*|\(.*\))$/.test(token) ? [token] : [],
  );
}

function reservations(catalogs: readonly Catalog[]): (text: string) => ReservedCode | undefined {
  const single = new Map<string, ReservedCode>();
  const ranges: (ReservedCode & { readonly from: number; readonly to: number })[] = [];
  for (const { id, reserved } of catalogs) {
    for (const one of reserved) {
      const said = { catalog: id, reason: one.reason };
      if (one.kind === "code") single.set(String(one.code), said);
      if (one.kind === "codes")
        ranges.push({ ...said, from: Number(one.from), to: Number(one.to) });
    }
  }
  return (text) =>
    single.get(text) ??
    (isNumber(text)
      ? ranges.find(({ from, to }) => from <= Number(text) && Number(text) <= to)
      : undefined);
}

function isNumber(text: string): boolean {
  return /^-?\d{1,15}$/.test(text);
}

/** Returns the code that a text nearly is: with other signs between its words, or few letters more, less or other. */
function nearMiss(text: string, all: readonly string[]): string | undefined {
  if (text.length < 4) return undefined;
  const bare = (one: string): string => one.toLowerCase().replace(/[^a-z0-9]/g, "");
  const same = all.find((one) => bare(one) === bare(text));
  if (same !== undefined) return same;
  const near = nearest(text, all);
  if (near === undefined) return undefined;
  const isBegun = near.startsWith(text) || text.startsWith(near);
  return isBegun || Math.abs(near.length - text.length) <= 2 ? near : undefined;
}

type Style =
  | "number"
  | "word"
  | "snake"
  | "kebab"
  | "dotted"
  | "screaming"
  | "camel"
  | "pascal"
  | "other";

/** Returns how a code is written. */
function styleOf(text: string): Style {
  if (isNumber(text)) return "number";
  if (/^[a-z][a-z0-9]*$/.test(text)) return "word";
  if (/^[a-z0-9]+(?:_[a-z0-9]+)+$/.test(text)) return "snake";
  if (/^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(text)) return "kebab";
  if (/^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+$/.test(text)) return "dotted";
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(text)) return "screaming";
  if (/^[a-z][A-Za-z0-9]*$/.test(text)) return "camel";
  return /^[A-Z][A-Za-z0-9]*$/.test(text) ? "pascal" : "other";
}

/** The codes of Node.js, of certificates, and of databases. */
const systemCode =
  /^E[A-Z]{2,}\d*$|^(?:ERR|UND_ERR|CERT|DEPTH|SELF_SIGNED|UNABLE)_|^P\d{4}$|^[0-9A-Z]{5}$|^SQLITE_/;

function isAlike(text: string, styles: ReadonlySet<Style>): boolean {
  const style = styleOf(text);
  if (style === "number") {
    // Statuses of HTTP are compared everywhere.
    return styles.has(style) && !(Number(text) < 600 && Number(text) >= 0);
  }
  if (style === "other" || text.length < 3 || text.length > 80 || systemCode.test(text))
    return false;
  const isWord = style === "word" && (styles.has("snake") || styles.has("kebab"));
  return styles.has(style) || isWord;
}

/** Returns whether a code is hardly written by chance: a number of four digits, or several words. */
export function isDistinctive(text: string): boolean {
  const style = styleOf(text);
  if (style === "number") return Math.abs(Number(text)) >= 1000;
  return style !== "word" && (style !== "screaming" || text.includes("_")) && text.length > 5;
}
