// The changes of a catalog that no definition owns: of the catalog itself, its statuses, families, envelopes, schemas and reservations.

import { isSame } from "../text/data.ts";
import type { TellChange } from "./change.ts";
import {
  beginsWith,
  compareDecisions,
  compareTexts,
  placeOf,
  type Versions,
} from "./compare-facts-of.ts";
import { factOf, type GroupedFacts, type Thing, thingsOf } from "./grouped-facts.ts";
import { isStillReserved, reservedInWords } from "./reserved.ts";
import { schemaChange } from "./schema-change.ts";

/** Reports the changes, and returns the earlier facts with the names that envelopes and schemas have now. */
export function compareShapes(
  old: GroupedFacts,
  now: GroupedFacts,
  tell: TellChange,
): GroupedFacts {
  compareCatalogs(old, now, tell);
  for (const group of ["status", "family"]) compareFallbacks(group, { old, now }, tell);
  const schemas = renamedThings(old, now, "schema");
  const named = withSchemaNames(old, schemas);
  compareSchemas({ old: named, now, renamed: schemas }, tell);
  const envelopes = renamedThings(named, now, "envelope");
  compareEnvelopes({ old: named, now, renamed: envelopes }, tell);
  for (const [name, { key }] of thingsOf(old, "reserved")) {
    if (isStillReserved(name, now)) continue;
    tell("reservation-removed", { what: reservedInWords(key) }, { before: key });
  }
  return withEnvelopeNames(named, envelopes);
}

interface Sides {
  readonly old: GroupedFacts;
  readonly now: GroupedFacts;
}

function compareCatalogs(old: GroupedFacts, now: GroupedFacts, tell: TellChange): void {
  const [from, to] = [thingsOf(old, "catalog").get(""), thingsOf(now, "catalog").get("")];
  if (from === undefined || to === undefined) return;
  const changed = (field: string): boolean => from.fields.get(field) !== to.fields.get(field);
  const texts = (field: string) => ({
    from: from.fields.get(field) ?? "nothing",
    to: to.fields.get(field) ?? "nothing",
  });
  if (changed("id")) tell("id-changed", texts("id"), placeOf(from, to, "id"));
  // A record that was only begun knows nothing else of its catalog.
  if (!from.fields.has("prefix")) return;
  if (changed("prefix")) tell("prefix-changed", texts("prefix"), placeOf(from, to, "prefix"));
  if (changed("codeType")) {
    tell("code-type-of-catalog-changed", texts("codeType"), placeOf(from, to, "codeType"));
  }
  const versions = { owner: "the catalog", old: from, now: to };
  compareConditions(["success", "errorsBelow400"], versions, tell);
  compareTexts(versions, tell);
}

function compareConditions(
  fields: readonly string[],
  { owner, old, now }: Versions,
  tell: TellChange,
): void {
  for (const what of fields) {
    if (old?.fields.get(what) === now?.fields.get(what)) continue;
    tell("conditions-changed", { what, owner }, placeOf(old, now, what));
  }
}

function compareFallbacks(group: string, sides: Sides, tell: TellChange): void {
  const [old, now] = [thingsOf(sides.old, group), thingsOf(sides.now, group)];
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const owner = `the ${group} ${name}`;
    const versions = { owner, old: old.get(name), now: now.get(name) };
    compareDecisions(versions, tell);
    compareTexts(versions, tell);
  }
}

/** The names that things have now, by those that they had. */
type Renamed = ReadonlyMap<string, string>;

/** Finds things that are gone and come back the same under another name. */
function renamedThings(old: GroupedFacts, now: GroupedFacts, group: string): Renamed {
  const [before, after] = [thingsOf(old, group), thingsOf(now, group)];
  const added = [...after.values()].filter(({ name }) => !before.has(name));
  const renamed = new Map<string, string>();
  for (const thing of before.values()) {
    if (after.has(thing.name)) continue;
    const taken = [...renamed.values()];
    const same = added.find((one) => !taken.includes(one.name) && isSame(facts(one), facts(thing)));
    if (same !== undefined) renamed.set(thing.name, same.name);
  }
  return renamed;
}

function facts({ fields }: Thing): unknown {
  return Object.fromEntries([...fields].filter(([field]) => field !== "texts"));
}

interface RenamedSides extends Sides {
  readonly renamed: Renamed;
}

interface Kinds {
  readonly group: "schema" | "envelope";
  readonly compare: (old: Thing, now: Thing) => void;
}

/** Reports what of a group is new, gone or renamed, and compares the rest. */
function compareGroup({ group, compare }: Kinds, sides: RenamedSides, tell: TellChange): void {
  const [old, now] = [thingsOf(sides.old, group), thingsOf(sides.now, group)];
  for (const thing of old.values()) {
    const name = sides.renamed.get(thing.name) ?? thing.name;
    const after = now.get(name);
    if (after === undefined) tell(`${group}-removed`, { name }, { before: thing.key });
    else compare(thing, after);
    if (after === undefined || name === thing.name) continue;
    const place = { before: thing.key, after: after.key };
    tell(`${group}-renamed`, { from: thing.name, to: name }, place);
  }
  const known = [...sides.renamed.values()];
  for (const { name, key } of now.values()) {
    if (!old.has(name) && !known.includes(name)) tell(`${group}-added`, { name }, { after: key });
  }
}

function compareSchemas(sides: RenamedSides, tell: TellChange): void {
  const compare = (old: Thing, now: Thing): void => {
    const change = schemaChange(factOf(old, "") as object, factOf(now, "") as object);
    if (change === "same") return;
    tell(`schema-${change}`, { name: now.name }, { before: old.key, after: now.key });
  };
  compareGroup({ group: "schema", compare }, sides, tell);
}

const located = ["code", "message", "requestId", "docsUrl", "retryAfter"];

function compareEnvelopes(sides: RenamedSides, tell: TellChange): void {
  const compare = (old: Thing, now: Thing): void => {
    const { name } = now;
    for (const fact of located) {
      if (old.fields.get(fact) === now.fields.get(fact)) continue;
      const from = (factOf(old, fact) ?? []) as readonly unknown[];
      const to = (factOf(now, fact) ?? []) as readonly unknown[];
      const place = placeOf(old, now, fact);
      if (isSame(from.map(placeIn), to.map(placeIn))) tell("wait-changed", { name }, place);
      else tell(beginsWith(to, from) ? "locator-added" : "locator-changed", { name, fact }, place);
    }
    const versions = { owner: `the envelope "${name}"`, old, now };
    compareConditions(["when", "success"], versions, tell);
    const [from, to] = [factOf(old, "mediaType"), factOf(now, "mediaType")];
    if (from !== to) {
      const holes = { name, from: String(from), to: String(to) };
      tell("media-type-changed", holes, placeOf(old, now, "mediaType"));
    }
    const change = schemaChange(
      (factOf(old, "body") ?? {}) as object,
      (factOf(now, "body") ?? {}) as object,
    );
    if (change !== "same") tell(`body-${change}`, { name }, placeOf(old, now, "body"));
    compareTexts(versions, tell);
  };
  compareGroup({ group: "envelope", compare }, sides, tell);
}

/** Returns the place of a locator, which may have a unit and conditions. */
function placeIn(locator: unknown): unknown {
  return typeof locator === "string" ? locator : (locator as { readonly at: string }).at;
}

function withSchemaNames(facts: GroupedFacts, renamed: Renamed): GroupedFacts {
  if (renamed.size === 0) return facts;
  const rename = (value: string): string =>
    value.replace(/"#\/schemas\/([^"]+)"/g, (all, name: string) =>
      renamed.has(name) ? JSON.stringify(`#/schemas/${renamed.get(name)}`) : all,
    );
  return mapped(facts, ["schema", "envelope", "definition"], (_, value) => rename(value));
}

function withEnvelopeNames(facts: GroupedFacts, renamed: Renamed): GroupedFacts {
  if (renamed.size === 0) return facts;
  const nameNow = (name: string): string => renamed.get(name) ?? name;
  return mapped(facts, ["definition"], (field, value) => {
    if (field === "envelope") return JSON.stringify((JSON.parse(value) as string[]).map(nameNow));
    if (field !== "match") return value;
    const match = JSON.parse(value) as { readonly envelopes?: readonly string[] };
    const { envelopes } = match;
    return envelopes === undefined
      ? value
      : JSON.stringify({ ...match, envelopes: envelopes.map(nameNow) });
  });
}

function mapped(
  facts: GroupedFacts,
  groups: readonly string[],
  change: (field: string, value: string) => string,
): GroupedFacts {
  const all = [...facts].map(([group, things]) => {
    if (!groups.includes(group)) return [group, things] as const;
    const changed = [...things].map(([name, thing]) => {
      const fields = [...thing.fields].map(([f, value]) => [f, change(f, value)] as const);
      return [name, { ...thing, fields: new Map(fields) }] as const;
    });
    return [group, new Map(changed)] as const;
  });
  return new Map(all);
}
