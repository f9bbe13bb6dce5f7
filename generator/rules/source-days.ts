// Rule 25: the day on which a source was read exists.

import { isDay } from "../text/day.ts";
import { placedEntries, spanAt } from "./context.ts";
import { defineRule } from "./rule.ts";

export const rule = defineRule({
  number: 25,
  sentence: "The day on which a source was read exists in the calendar.",
  diagnostics: {
    "day-unknown": {
      message: 'The day "{day}" does not exist.',
      help: "Correct the day of the month.",
    },
  },
  check: (scope, report) => {
    for (const { value, pointer } of placedEntries(scope.document.sources, "/sources")) {
      const { read: day } = value;
      if (day === undefined || isDay(day)) continue;
      report("day-unknown", { day }, { span: spanAt(scope, `${pointer}/read`) });
    }
  },
});
