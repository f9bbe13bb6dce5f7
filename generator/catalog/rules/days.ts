// The rule on days: that the calendar has them.

import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { placedEntries, type RuleScope, spanAt } from "./context.ts";

/** The day on which a source was read is one that the calendar has. */
export function checkDays(context: RuleScope): readonly Diagnostic[] {
  return placedEntries(context.document.sources, "/sources").flatMap(({ value, pointer }) => {
    const { read } = value;
    if (read === undefined || isDay(read)) return [];
    return [diagnostic("day-unknown", { day: read }, { span: spanAt(context, `${pointer}/read`) })];
  });
}

function isDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  return day <= daysOf(year, month);
}

function daysOf(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
