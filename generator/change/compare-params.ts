// The changes of a definition's params.

import type { JsonSchema } from "../catalog/json-schema.ts";
import { isSame } from "../text/data.ts";
import type { TellChange } from "./change.ts";
import { beginsWith } from "./compare-facts-of.ts";
import { type DefinitionPair, fieldsUnder, type Thing } from "./grouped-facts.ts";
import { schemaChange } from "./schema-change.ts";

interface ParamFacts {
  readonly type: JsonSchema;
  readonly at?: readonly string[];
  /** Digests of the messages that it is read from, if it has no place; records of earlier versions have none. */
  readonly messages?: readonly string[];
  readonly safe?: true;
  readonly optional?: true;
  /** A digest of its description. */
  readonly text?: string;
}

type Params = ReadonlyMap<string, ParamFacts>;

/** Reports the changes of params. */
export function compareParams({ old, now }: DefinitionPair, tell: TellChange): void {
  const [before, after] = [paramsOf(old), paramsOf(now)];
  const { name } = now;
  const renamed = renamedParams(before, after);
  const keys = (from: string | undefined, to: string | undefined) => ({
    before: from === undefined ? old.key : `${old.key} param ${from}`,
    after: to === undefined ? now.key : `${now.key} param ${to}`,
  });
  for (const [from, param] of before) {
    const to = renamed.get(from) ?? from;
    const other = after.get(to);
    if (other === undefined) {
      tell("param-removed", { name, param: from }, keys(from, undefined));
      continue;
    }
    if (from !== to) tell("param-renamed", { name, from, to }, keys(from, to));
    const holes = { name, param: to };
    for (const kind of paramChanges(param, other)) tell(kind, holes, keys(from, to));
    if (param.text === other.text) continue;
    const owner = `the param "${to}" of "${name}"`;
    tell("text-changed", { texts: "documentation", owner }, keys(from, to));
  }
  const known = [...renamed.values()];
  for (const [param, { optional }] of after) {
    if (before.has(param) || known.includes(param)) continue;
    const kind = optional === true ? "param-added" : "required-param-added";
    tell(kind, { name, param }, keys(undefined, param));
  }
}

function paramsOf(thing: Thing): Params {
  const params = [...fieldsUnder(thing, "param")];
  return new Map(params.map(([name, value]) => [name, JSON.parse(value) as ParamFacts]));
}

/** Finds params that are gone and come back the same under another name, at their old place or at that of the new name. */
function renamedParams(before: Params, after: Params): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  for (const [from, param] of before) {
    if (after.has(from)) continue;
    const taken = [...renamed.values()];
    const isFree = (to: string) => !before.has(to) && !taken.includes(to);
    const same = [...after].find(
      ([to, other]) => isFree(to) && isSame(placeless(param, from), placeless(other, to)),
    );
    if (same !== undefined) renamed.set(from, same[0]);
  }
  return renamed;
}

function placeless({ at, messages: _, text: __, ...param }: ParamFacts, name: string): object {
  return { ...param, at: isSame(at, [`/${name}`]) ? "usual" : at };
}

type ParamKind = Extract<
  Parameters<TellChange>[0],
  | "param-type-changed"
  | "param-values-added"
  | "param-moved"
  | "param-message-changed"
  | "param-place-added"
  | "param-safe"
  | "param-unsafe"
  | "param-optional"
  | "param-required"
>;

function paramChanges(old: ParamFacts, now: ParamFacts): readonly ParamKind[] {
  const type = schemaChange(old.type, now.type);
  const [from, to] = [old.at ?? [], now.at ?? []];
  const further = from.length > 0 && beginsWith(to, from);
  const { messages: said = now.messages ?? [] } = old;
  const isSaid = now.messages === undefined || beginsWith(now.messages, said);
  return [
    ...(type === "changed" ? (["param-type-changed"] as const) : []),
    ...(type === "extended" ? (["param-values-added"] as const) : []),
    ...(isSame(from, to) ? [] : ([further ? "param-place-added" : "param-moved"] as const)),
    ...(isSaid ? [] : (["param-message-changed"] as const)),
    ...(old.safe === now.safe ? [] : ([now.safe ? "param-safe" : "param-unsafe"] as const)),
    ...(old.optional === now.optional
      ? []
      : ([now.optional ? "param-optional" : "param-required"] as const)),
  ];
}
