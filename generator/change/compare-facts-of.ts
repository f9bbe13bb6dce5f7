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
  const usual = "the usual one";
  const holes = { owner, from: from ?? usual, to: to ?? usual };
  tell(`${advice}-${isLess ? "less" : "more"}-careful`, holes, place);
}

/** Reports changes of kind, retry and effect. */
export function compareDecisions({ owner, old, now }: Versions, tell: TellChange): void {
  const from = factOf(old, "kind");
  const to = factOf(now, "kind");
  if (from !== to) {
    const holes = {
      owner,
      from: String(from ?? "the usual one"),
      to: String(to ?? "the usual one"),
    };
    tell("kind-changed", holes, placeOf(old, now, "kind"));
  }
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

/** Returns the names of the texts that changed, as a list in a sentence; empty if none did. */
export function changedTexts(from: Texts = {}, to: Texts = {}): string {
  const names = Object.keys({ ...from, ...to }).filter((name) => from[name] !== to[name]);
  return inSentence(names.sort());
}

/** Reports which texts changed. */
export function compareTexts({ owner, old, now }: Versions, tell: TellChange): void {
  if (old?.fields.get("texts") === now?.fields.get("texts")) return;
  const [from, to] = [factOf(old, "texts") as Texts, factOf(now, "texts") as Texts];
  tell("text-changed", { texts: changedTexts(from, to), owner }, placeOf(old, now, "texts"));
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
