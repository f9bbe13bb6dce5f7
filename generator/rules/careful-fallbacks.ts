// Rule 6: a definition that takes what a message match leaves is as careful as that match.

import { carefulEffect, carefulRetry } from "../../runtime/statuses.ts";
import type { CodeOwner } from "../catalog/catalog.ts";
import { listOf } from "../catalog/locator.ts";
import { isInside } from "../catalog/match.ts";
import { mostMeanings } from "../catalog/owners.ts";
import type { Entries } from "../diagnostics/entry.ts";
import type { Span } from "../text/source.ts";
import { keyAt } from "./context.ts";
import { defineRule, type ReportOf, type RuleScope } from "./rule.ts";
import { matchOf } from "./shared-codes.ts";

const diagnostics = {
  "fallback-effect": {
    message:
      '"{definition}" takes the responses that the message of "{other}" does not match, and promises that nothing happened (effect: none), which "{other}" does not promise.',
    help: 'Write "effect: unknown" on "{definition}": vendors reword messages.',
  },
  "fallback-retry": {
    severity: "warning",
    message:
      '"{definition}" takes the responses that the message of "{other}" does not match, and has the retry "{retry}", while "{other}" has "{otherRetry}".',
    help: 'Give "{definition}" the more careful of the two.',
  },
} as const satisfies Entries;

export const rule = defineRule({
  number: 6,
  sentence: "A definition that takes what a message match leaves is as careful as that match.",
  diagnostics,
  check: (scope, report) => {
    const reported = new Set<string>();
    for (const { owners } of scope.catalog.codes) {
      if (owners.length === 1 || owners.length > mostMeanings) continue;
      for (const worded of owners) {
        for (const taker of fallbacksOf(worded, owners)) {
          const pair = `${taker.definition.name} ${worded.definition.name}`;
          if (reported.has(pair)) continue;
          if (checkPair({ taker, worded }, scope, report)) reported.add(pair);
        }
      }
    }
  },
});

/** Returns the meanings that a response can get when the wording of one meaning changes, the nearest first. */
function fallbacksOf(worded: CodeOwner, owners: readonly CodeOwner[]): readonly CodeOwner[] {
  const match = matchOf(worded.definition);
  if (match.messages.length === 0) return [];
  const reworded = { ...match, messages: [] };
  const takers: CodeOwner[] = [];
  for (const other of owners) {
    const rest = matchOf(other.definition);
    if (other === worded || !isInside(match, rest) || isInside(rest, match)) continue;
    takers.push(other);
    if (rest.messages.length === 0 && isInside(reworded, rest)) break;
  }
  return takers;
}

/** Reports what a fallback promises beyond the match; returns whether there is anything. */
function checkPair(
  { taker, worded }: { readonly taker: CodeOwner; readonly worded: CodeOwner },
  scope: RuleScope,
  report: ReportOf<typeof diagnostics>,
): boolean {
  const names = { definition: taker.definition.name, other: worded.definition.name };
  const message = `The message of "${names.other}" is matched here.`;
  const span = keyAt(scope, `/definitions/${names.other}/match/message`);
  const notes = [{ message, span }];
  const { effect, retry } = taker.code;
  const isEffectLess = carefulEffect(effect, worded.code.effect) !== effect;
  const isRetryLess = carefulRetry(retry, worded.code.retry) !== retry;
  if (isEffectLess)
    report("fallback-effect", names, { span: factSpan(taker, "effect", scope), notes });
  if (isRetryLess) {
    const holes = { ...names, retry, otherRetry: worded.code.retry };
    report("fallback-retry", holes, { span: factSpan(taker, "retry", scope), notes });
  }
  return isEffectLess || isRetryLess;
}

/** Returns the place of a written fact of a definition, or of its name if the fact follows from its kind. */
function factSpan(owner: CodeOwner, fact: "effect" | "retry", scope: RuleScope): Span {
  const { name, codes } = owner.definition;
  const index = codes.indexOf(owner.code);
  const pointer = `/definitions/${name}`;
  const written = scope.document.definitions[name];
  const entry = listOf(written?.code)[index];
  if (typeof entry === "object" && entry[fact] !== undefined)
    return keyAt(scope, `${pointer}/code/${index}/${fact}`);
  return keyAt(scope, written?.[fact] === undefined ? pointer : `${pointer}/${fact}`);
}
