// Rule 25: the day on which a source was read exists.

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

function isDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= last;
}
