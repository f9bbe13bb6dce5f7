// The changes of definitions: which are new, gone or renamed, what happened to their codes, and what of the rest differs.

import { isSame } from "../text/data.ts";
import { addTo } from "../text/lists.ts";
import type { TellChange } from "./change.ts";
import { compareCodes, textOfCode } from "./compare-codes.ts";
import { compareDecisions, compareTexts, itemsInWords, placeOf } from "./compare-facts-of.ts";
import { comparedFamilies, compareStatuses } from "./compare-fallbacks.ts";
import { compareMembers } from "./compare-members.ts";
import { compareParams } from "./compare-params.ts";
import {
  type DefinitionPair,
  factOf,
  fieldsUnder,
  type GroupedFacts,
  type Thing,
  thingsOf,
} from "./grouped-facts.ts";

/** Reports the changes of definitions; envelopes and schemas have the same names in both. */
export function compareDefinitions(old: GroupedFacts, now: GroupedFacts, tell: TellChange): void {
  const [before, after] = [thingsOf(old, "definition"), thingsOf(now, "definition")];
  const renamed = renamedDefinitions(before, after);
  const pairs: DefinitionPair[] = [];
  for (const thing of before.values()) {
    const match = after.get(renamed.get(thing.name) ?? thing.name);
    if (match === undefined) {
      tell("definition-removed", { name: thing.name }, { before: thing.key });
    } else pairs.push({ old: thing, now: match });
  }
  const known = new Set(pairs.map((pair) => pair.now.name));
  const added = [...after.values()].filter(({ name }) => !known.has(name));
  for (const { name, key } of added) tell("definition-added", { name }, { after: key });
  for (const pair of pairs) {
    if (pair.old.name === pair.now.name) continue;
    const place = { before: pair.old.key, after: pair.now.key };
    tell("definition-renamed", { from: pair.old.name, to: pair.now.name }, place);
  }
  // Most definitions are as they were.
  const changed = pairs.filter(
    ({ old: one, now: other }) => one.name !== other.name || !isSameThing(one, other),
  );
  const onNew = comparedFamilies(old, tell);
  compareCodes({ before, after, pairs: changed, added, onNew }, tell);
  for (const pair of changed) {
    comparePair(pair, tell);
    if (pair.old.fields.get("status") !== pair.now.fields.get("status"))
      compareStatuses(pair, old, tell);
  }
  compareMembers(old, now, { renamed, tell });
}

function isSameThing({ fields }: Thing, other: Thing): boolean {
  if (fields.size !== other.fields.size) return false;
  for (const [field, value] of fields) if (other.fields.get(field) !== value) return false;
  return true;
}

/** Finds definitions that are gone and whose codes a new one has. */
function renamedDefinitions(
  before: ReadonlyMap<string, Thing>,
  after: ReadonlyMap<string, Thing>,
): ReadonlyMap<string, string> {
  const byCode = new Map<string, string[]>();
  for (const thing of after.values()) {
    if (before.has(thing.name)) continue;
    for (const code of fieldsUnder(thing, "code").keys()) {
      addTo(byCode, textOfCode(code), thing.name);
    }
  }
  const renamed = new Map<string, string>();
  const taken = new Set<string>();
  for (const thing of byCode.size === 0 ? [] : before.values()) {
    if (after.has(thing.name)) continue;
    const shared = [...fieldsUnder(thing, "code").keys()].flatMap(
      (code) => byCode.get(textOfCode(code)) ?? [],
    );
    const free = shared.filter((name) => !taken.has(name));
    const best = mostFrequent(free);
    if (best === undefined) continue;
    renamed.set(thing.name, best);
    taken.add(best);
  }
  return renamed;
}

function mostFrequent(names: readonly string[]): string | undefined {
  const count = (name: string) => names.filter((one) => one === name).length;
  return names.reduce<string | undefined>(
    (best, name) => (best === undefined || count(name) > count(best) ? name : best),
    undefined,
  );
}

function comparePair({ old, now }: DefinitionPair, tell: TellChange): void {
  const { name } = now;
  const versions = { owner: `"${name}"`, old, now };
  compareDecisions(versions, tell);
  compareAnswers({ old, now }, tell);
  for (const [field, what] of [
    ["scope", "scopes"],
    ["operation", "operations"],
  ] as const) {
    if (old.fields.get(field) === now.fields.get(field)) continue;
    const holes = { name, what, ...listsOf({ old, now }, field, "all") };
    tell("limits-changed", holes, placeOf(old, now, field));
  }
  if (!isSame(factOf(old, "match"), factOf(now, "match"))) {
    tell("match-changed", { name }, placeOf(old, now, "match"));
  }
  compareConstants({ old, now }, tell);
  const [was, is] = [old.fields.has("deprecated"), now.fields.has("deprecated")];
  if (was !== is) {
    tell(is ? "deprecated" : "deprecation-withdrawn", { name }, placeOf(old, now, "deprecated"));
  }
  const [hidden, isHidden] = [old.fields.has("internal"), now.fields.has("internal")];
  if (hidden !== isHidden) {
    const word = (is: boolean) => (is ? "internal" : "public");
    const holes = { name, from: word(hidden), to: word(isHidden) };
    tell("visibility-changed", holes, placeOf(old, now, "internal"));
  }
  compareParams({ old, now }, tell);
  compareTexts(versions, tell);
}

function listsOf({ old, now }: DefinitionPair, field: string, none: string) {
  const [from, to] = [factOf(old, field) ?? [], factOf(now, field) ?? []];
  return {
    from: itemsInWords(from as readonly unknown[], none),
    to: itemsInWords(to as readonly unknown[], none),
  };
}

/** What a server answers with: the first status and the first envelope; the others are what else it can come with. */
function compareAnswers(pair: DefinitionPair, tell: TellChange): void {
  const { old, now } = pair;
  const { name } = now;
  const [from, to] = [factOf(old, "answer"), factOf(now, "answer")];
  if (from !== to) {
    const holes = { name, from: String(from), to: String(to) };
    tell("answer-status-changed", holes, placeOf(old, now, "status"));
  } else if (old.fields.get("status") !== now.fields.get("status")) {
    const holes = { name, ...listsOf(pair, "status", "any") };
    tell("statuses-changed", holes, placeOf(old, now, "status"));
  }
  const [before, after] = [factOf(old, "envelope"), factOf(now, "envelope")];
  if (isSame(before, after)) return;
  const [first] = (before ?? []) as readonly string[];
  const [nowFirst] = (after ?? []) as readonly string[];
  const place = placeOf(old, now, "envelope");
  if (first === nowFirst) {
    tell("envelopes-changed", { name, ...listsOf(pair, "envelope", "none") }, place);
    return;
  }
  const holes = { name, from: String(first), to: String(nowFirst) };
  tell("answer-envelope-changed", holes, place);
}

function compareConstants({ old, now }: DefinitionPair, tell: TellChange): void {
  const from = (factOf(old, "body") ?? {}) as Readonly<Record<string, unknown>>;
  const to = (factOf(now, "body") ?? {}) as Readonly<Record<string, unknown>>;
  if (isSame(from, to)) return;
  const isKept = Object.keys(from).every((at) => isSame(from[at], to[at]));
  const kind = isKept ? "constant-added" : "constant-changed";
  tell(kind, { name: now.name }, placeOf(old, now, "body"));
}
