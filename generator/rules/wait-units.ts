// Rule 29: a place whose name speaks of milliseconds or of a reset says the unit of its wait.

import { showLocator } from "../catalog/locator.ts";
import type { Entries } from "../diagnostics/entry.ts";
import { placedEntries, placedList, spanAt } from "./context.ts";
import { defineRule } from "./rule.ts";

const diagnostics = {
  "wait-unit": {
    severity: "warning",
    message: 'The wait at "{at}" has no unit, and "{word}" in its name is not about seconds.',
    help: 'Write a map with "at: {at}" and a unit, such as "unit: {unit}". Without one, a number is seconds, or a moment since 1970 if it is large enough.',
  },
} as const satisfies Entries;

export const rule = defineRule({
  number: 29,
  sentence:
    "A place of a wait whose name has the word `ms`, `millis`, `milliseconds` or `reset` says its unit.",
  diagnostics,
  check: (scope, report) => {
    for (const envelope of placedEntries(scope.document.envelopes, "/envelopes")) {
      const waits = placedList(envelope.value.retryAfter, `${envelope.pointer}/retryAfter`);
      scope.catalog.envelopes
        .find(({ name }) => name === envelope.key)
        ?.retryAfter.forEach((wait, i) => {
          if (wait.unit !== undefined) return;
          const at = showLocator(wait);
          const word = at.match(tellingWord)?.[0];
          if (word === undefined) return;
          const unit = word.toLowerCase() === "reset" ? "epoch-seconds" : "milliseconds";
          const span = spanAt(scope, waits[i]?.pointer ?? envelope.pointer);
          report("wait-unit", { at, word, unit }, { span });
        });
    }
  },
});

/** A whole word, whether words are parted by capitals, dashes or underscores. */
const tellingWord =
  /(?<![A-Za-z])(?:ms|millis(?:econds)?|reset)(?![a-z])|(?<![A-Z])(?:Ms|MS|Millis(?:econds)?|Reset)(?![a-z])/;
