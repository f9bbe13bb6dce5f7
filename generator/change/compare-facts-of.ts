// The facts that several things have: advice, kinds and texts.

import { isSame } from "../text/data.ts";
import { inSentence } from "../text/lists.ts";
import type { TellChange } from "./change.ts";
import { factKey, factOf, type Thing } from "./grouped-facts.ts";

/** Two versions of one thing, of which one may be missing, and what it is called in a sentence. */
export interface Versions {
  readonly owner: string;
  readonly old: Thing | undefined;
  readonly now: Thing | undefined;
}

const careful = {
  retry: ["after-backoff", "after-fix", "never"],
  effect: ["none", "unknown"],
} as const;

const usual = "the usual one";

/** Advice before and after, and where it is written. */
export interface AdviceChange {
  readonly owner: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly place: Parameters<TellChange>[2];
}

/** Reports that a retry or an effect changed; a missing one is taken for whatever makes the change less careful. */
export function compareAdvice(
  advice: keyof typeof careful,
  { owner, from, to, place }: AdviceChange,
  tell: TellChange,
): void {
  if (from === to) return;
  const order: readonly (string | undefined)[] = careful[advice];
  const rank = (one: string | undefined, missing: number) =>
    one === undefined ? missing : order.indexOf(one);
  const isLess = rank(to, 0) < rank(from, order.length - 1);
  const holes = { owner, from: from ?? usual, to: to ?? usual };
  tell(`${advice}-${isLess ? "less" : "more"}-careful`, holes, place);
}

/** Where a change is reported. */
interface Telling {
  readonly tell: TellChange;
  readonly place: Parameters<TellChange>[2];
}

/** Reports that a kind changed, if it did. */
export function tellKind(
  owner: string,
  [from = "", to = ""]: readonly string[],
  { tell, place }: Telling,
): void {
  if (from !== to) tell("kind-changed", { owner, from, to }, place);
}

/** Reports changes of kind, retry and effect. */
export function compareDecisions({ owner, old, now }: Versions, tell: TellChange): void {
  const kinds = [old, now].map((one) => String(factOf(one, "kind") ?? usual));
  tellKind(owner, kinds, { tell, place: placeOf(old, now, "kind") });
  for (const advice of ["retry", "effect"] as const) {
    const change = {
      owner,
      from: factOf(old, advice) as string | undefined,
      to: factOf(now, advice) as string | undefined,
      place: placeOf(old, now, advice),
    };
    compareAdvice(advice, change, tell);
  }
}

/** Digests of texts by their names. */
export type Texts = Readonly<Record<string, string>>;

/** What texts are called in a sentence, if not by their keys. */
const words: Readonly<Record<string, string>> = {
  body: "notes on the body",
  deprecated: "deprecation",
  docsUrl: "link",
  schemas: "notes on the schemas",
};

/** Reports which texts changed; that a deprecation came or went has a kind of its own. */
export function tellTexts(
  owner: string,
  [from = {}, to = {}]: readonly [Texts | undefined, Texts | undefined],
  { tell, place }: Telling,
): void {
  const names = Object.keys({ ...from, ...to }).filter((name) => from[name] !== to[name]);
  const isTold = (name: string) =>
    name === "deprecated" && (from[name] === undefined) !== (to[name] === undefined);
  const changed = names.filter((name) => !isTold(name)).sort();
  const [first] = changed;
  if (first === undefined) return;
  const texts = inSentence(changed.map((name) => words[name] ?? name).sort());
  // The record has one fact for all texts, and the catalog has each at a place of its own.
  const after = place.after?.replace(/ texts$/, to[first] === undefined ? "" : ` ${first}`);
  tell("text-changed", { texts, owner }, { ...place, after });
}

/** Reports which texts of a thing changed. */
export function compareTexts({ owner, old, now }: Versions, tell: TellChange): void {
  if (old?.fields.get("texts") === now?.fields.get("texts")) return;
  const texts = [factOf(old, "texts") as Texts, factOf(now, "texts") as Texts] as const;
  tellTexts(owner, texts, { tell, place: placeOf(old, now, "texts") });
}

/** Returns the keys of a fact, and of the whole thing where it does not have the fact. */
export function placeOf(
  old: Thing | undefined,
  now: Thing | undefined,
  field: string,
): Parameters<TellChange>[2] {
  return {
    before: factKey(old, field) ?? old?.key,
    after: factKey(now, field) ?? now?.key,
  };
}

/** Returns whether a list begins with another one. */
export function beginsWith(list: readonly unknown[], start: readonly unknown[]): boolean {
  return isSame(list.slice(0, start.length), start);
}

/** Returns items as a list in a sentence, or a word for none. */
export function itemsInWords(items: readonly unknown[], none: string): string {
  return items.length === 0 ? none : items.map((item) => String(item)).join(", ");
}
