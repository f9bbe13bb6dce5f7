// What held where no definition spoke alone: of codes that only a family knew, and under statuses that a definition did not list.

import type { CodeFacts, Family, Tables } from "../../runtime/facts.ts";
import { familyOf, underStatus } from "../../runtime/unknown.ts";
import { triedFamilies } from "../catalog/recognition.ts";
import type { TellChange } from "./change.ts";
import { compareAdvice, placeOf, tellKind } from "./compare-facts-of.ts";
import {
  type DefinitionPair,
  factOf,
  type GroupedFacts,
  type Thing,
  thingsOf,
} from "./grouped-facts.ts";

/** A code that is new in a version. */
export interface NewCode {
  readonly text: string;
  /** The code as it is printed. */
  readonly literal: string;
  /** The definition that has it. */
  readonly owner: Thing;
}

/** Returns what reports the decisions that a new code takes from the family that it was in. */
export function comparedFamilies(old: GroupedFacts, tell: TellChange): (code: NewCode) => void {
  const things = thingsOf(old, "family");
  const families = triedFamilies([...things.values()].map(familyIn));
  return ({ text, literal, owner: definition }) => {
    const code = literal === text ? Number(text) : text;
    const key = familyOf(code, { families } as unknown as Tables) as KeyedFamily | undefined;
    const family = things.get(key?.key ?? "");
    if (family === undefined) return;
    const owner = `the code ${literal}`;
    const field = `code ${literal}`;
    const own = factOf(definition, field) as Partial<CodeFacts> | undefined;
    const now = (fact: "kind" | "retry" | "effect") =>
      String((fact !== "kind" && own?.[fact]) || factOf(definition, fact));
    const place = { before: family.key, after: placeOf(undefined, definition, field).after };
    const kind = factOf(family, "kind");
    if (kind !== undefined) tellKind(owner, [String(kind), now("kind")], { tell, place });
    for (const fact of ["retry", "effect"] as const) {
      const from = factOf(family, fact) as string | undefined;
      if (from !== undefined) compareAdvice(fact, { owner, from, to: now(fact), place }, tell);
    }
  };
}

interface KeyedFamily extends Family {
  readonly key: string;
}

function familyIn({ name }: Thing): KeyedFamily {
  if (name.startsWith('"')) return { key: name, prefix: String(JSON.parse(name)) };
  const [from, to] = name.split("..").map(Number);
  return { key: name, from: from ?? Number.NaN, to: to ?? Number.NaN };
}

/** Reports the statuses under which a definition is less careful now, since it lists them, or lists none. */
export function compareStatuses(pair: DefinitionPair, old: GroupedFacts, tell: TellChange): void {
  const { now } = pair;
  const [before, after] = [statusesOf(pair.old), statusesOf(now)];
  if (before === undefined) return;
  const own = { retry: factOf(now, "retry"), effect: factOf(now, "effect") };
  const tables = { statuses: rowsOf(old) } as unknown as Tables;
  const under = (status: number, statuses: readonly number[] | undefined) =>
    underStatus({ ...own, ...(statuses && { statuses }) } as unknown as CodeFacts, tables, status);
  for (const fact of ["retry", "effect"] as const) {
    const changed = (after ?? everyError).filter(
      (status) => under(status, before)[fact] !== under(status, after)[fact],
    );
    const [status] = changed;
    if (status === undefined) continue;
    const others = changed.length > 1 ? " and others" : "";
    const owner = `"${now.name}" under HTTP ${status}${others}`;
    const [from, to] = [under(status, before)[fact], under(status, after)[fact]];
    compareAdvice(fact, { owner, from, to, place: placeOf(pair.old, now, "status") }, tell);
  }
}

const everyError = Array.from({ length: 200 }, (_, i) => 400 + i);

function statusesOf(thing: Thing): readonly number[] | undefined {
  return factOf(thing, "status") as readonly number[] | undefined;
}

function rowsOf(facts: GroupedFacts): object {
  const rows = [...thingsOf(facts, "status").values()].map((thing) => {
    const own = (["kind", "retry", "effect"] as const).flatMap((fact) =>
      thing.fields.has(fact) ? [[fact, factOf(thing, fact)]] : [],
    );
    return [thing.name, Object.fromEntries(own)];
  });
  return Object.fromEntries(rows);
}
