// Rule 30: a family of codes is a prefix or a range, and of two that share codes one is inside the other.

import { retryOfKind } from "../../runtime/statuses.ts";
import type { Entries } from "../diagnostics/entry.ts";
import type { FamilyDocument } from "../schema/document.ts";
import { keyAt, type Placed, placedList, spanAt } from "./context.ts";
import { defineRule } from "./rule.ts";
import { idleFact, idleFacts } from "./status-facts.ts";

const diagnostics = {
  "family-shape": {
    message: 'A family of codes needs either "prefix", or both "from" and "to".',
    help: 'Write "prefix: \\"23\\"" or "from: 4000" and "to: 4999".',
  },
  "family-range": {
    message: "The range of codes from {from} to {to} is not in order.",
    help: "Put the lower code first.",
  },
  "family-overlap": {
    message: "{one} and {other} share some codes, and neither is inside the other.",
    help: "Change one of them, so that each code has one narrowest family.",
  },
  ...idleFact,
} as const satisfies Entries;

/** How many families are compared with each other. */
const mostCompared = 1000;

export const rule = defineRule({
  number: 30,
  sentence:
    "A family of codes is a prefix or a range, its facts change something, and of two families that share codes one is inside the other.",
  diagnostics,
  check: (scope, report) => {
    const earlier: Placed<FamilyDocument>[] = [];
    for (const family of placedList(scope.document.families, "/families")) {
      const { value, pointer } = family;
      const { prefix, from, to, kind, retry } = value;
      const span = spanAt(scope, pointer);
      const isRange = from !== undefined && to !== undefined;
      if ((prefix === undefined) !== isRange || (!isRange && (from ?? to) !== undefined)) {
        report("family-shape", {}, { span });
        continue;
      }
      if (isRange && from > to) report("family-range", { from, to }, { span });
      const idle = kind === undefined ? idleFacts(value) : [];
      const usual = kind !== undefined && retry === retryOfKind(kind) ? [["retry", retry]] : [];
      for (const [fact = "", is = ""] of [...idle, ...usual]) {
        const of = `family of ${inWords(value)}`;
        report("idle-fact", { fact, is, of }, { span: keyAt(scope, `${pointer}/${fact}`) });
      }
      const other = earlier.find((one) => overlap(one.value, value));
      if (other !== undefined) {
        const notes = [{ message: "The other one is here.", span: spanAt(scope, other.pointer) }];
        const [one, two] = [inWords(value), inWords(other.value)];
        report("family-overlap", { one: `The ${one}`, other: `the ${two}` }, { span, notes });
      }
      if (earlier.length < mostCompared) earlier.push(family);
    }
  },
});

function inWords({ prefix, from, to }: FamilyDocument): string {
  return prefix === undefined ? `codes from ${from} to ${to}` : `codes that begin with "${prefix}"`;
}

/** Checks whether two families share codes, and neither is inside the other; two that are the same overlap too. */
function overlap(one: FamilyDocument, other: FamilyDocument): boolean {
  if (one.prefix !== undefined && other.prefix !== undefined) return one.prefix === other.prefix;
  const [a, b] = one.prefix === undefined ? [one, other] : [other, one];
  const { from = 0, to = 0 } = a;
  if (b.prefix !== undefined) return isCut(b.prefix, from, to);
  const { from: first = 0, to: last = 0 } = b;
  if (to < first || last < from) return false;
  const isInside = (from >= first && to <= last) || (first >= from && last <= to);
  return !isInside || (from === first && to === last);
}

/** Checks whether some, and not all, of the integers of a range begin with a prefix. */
function isCut(prefix: string, from: number, to: number): boolean {
  if (!/^(-|-?[1-9][0-9]*|0)$/.test(prefix)) return false;
  if (prefix === "-") return from < 0 && to >= 0;
  if (prefix === "0") return from <= 0 && to >= 0 && from !== to;
  const [low, high] = prefix.startsWith("-") ? [-to, -from] : [from, to];
  const digits = Number(prefix.replace("-", ""));
  let inside = 0;
  for (let unit = 1; digits * unit <= high; unit *= 10) {
    const shared = Math.min(high, (digits + 1) * unit - 1) - Math.max(low, digits * unit) + 1;
    inside += Math.max(0, shared);
  }
  return inside > 0 && inside < high - low + 1;
}
