// Rule 8: envelopes that read code and message at the same places exclude each other, or one has all conditions of the other and more.

import type { Envelope, Locator } from "../catalog/catalog.ts";
import { showLocator } from "../catalog/locator.ts";
import { conditionImplies, conditionsExclude } from "../catalog/match.ts";
import { keyAt } from "./context.ts";
import { defineRule } from "./rule.ts";

export const rule = defineRule({
  number: 8,
  sentence: "Envelopes that read code and message at the same places can be told apart.",
  diagnostics: {
    "envelopes-alike": {
      message:
        'The envelopes "{first}" and "{second}" read code and message at the same places, and a body could be either.',
      help: 'Distinguish them with "when": by a constant that excludes the other, or by giving one all conditions of the other and more.',
    },
  },
  check: (scope, report) => {
    const { envelopes } = scope.catalog;
    for (const [i, one] of envelopes.entries()) {
      for (const other of envelopes.slice(0, i)) {
        if (placesOf(one) !== placesOf(other) || areDistinct(one, other)) continue;
        const [first, second] = [one, other]
          .map(({ name }) => ({ name, span: keyAt(scope, `/envelopes/${name}`) }))
          .sort((a, b) => a.span.start - b.span.start);
        if (first === undefined || second === undefined) continue;
        const notes = [{ message: `"${first.name}" is here.`, span: first.span }];
        const names = { first: first.name, second: second.name };
        report("envelopes-alike", names, { span: second.span, notes });
      }
    }
  },
});

function placesOf(envelope: Envelope): string {
  const places = (locators: readonly Locator[]) => locators.map(showLocator).sort();
  return JSON.stringify([places(envelope.code), places(envelope.message)]);
}

function areDistinct(a: Envelope, b: Envelope): boolean {
  const excluded = a.when.some((one) => b.when.some((other) => conditionsExclude(one, other)));
  return excluded || saysMore(a, b) || saysMore(b, a);
}

function saysMore(a: Envelope, b: Envelope): boolean {
  return (
    a.when.length > b.when.length &&
    b.when.every((other) => a.when.some((one) => conditionImplies(one, other)))
  );
}
