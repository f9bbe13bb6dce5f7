// Rule 17: reserved codes, ranges and names do not come back.

import type { Entries } from "../diagnostics/entry.ts";
import type { ReservationDocument } from "../schema/document.ts";
import type { Span } from "../text/source.ts";
import { keyAt, type Placed, placedList, spanAt } from "./context.ts";
import { defineRule, type ReportOf, type RuleScope } from "./rule.ts";

const diagnostics = {
  "reserved-used": {
    message: '{what} "{name}" is reserved: {reason}',
    help: "Choose another one: what callers know must not come back with another meaning.",
  },
  "reserved-range": {
    message: "The reserved range from {from} to {to} is not in order.",
    help: "Put the lower code first; both must be of one type.",
  },
} as const satisfies Entries;

type Report = ReportOf<typeof diagnostics>;
type Reservation = Placed<ReservationDocument>;

export const rule = defineRule({
  number: 17,
  sentence: "Reserved codes, ranges and names are used by no definition, and ranges are in order.",
  diagnostics,
  check: (scope, report) => {
    const codes = new Map<string, Reservation>();
    const names = new Map<string, Reservation>();
    const ranges: (Reservation & { readonly from: number; readonly to: number })[] = [];
    for (const one of placedList(scope.document.reserved, "/reserved")) {
      const { value, pointer } = one;
      if (value.code !== undefined) codes.set(String(value.code), one);
      if (value.name !== undefined) names.set(value.name, one);
      if (value.codes === undefined) continue;
      const { from, to } = value.codes;
      ranges.push({ ...one, from, to });
      if (from > to)
        report("reserved-range", { from, to }, { span: spanAt(scope, `${pointer}/codes`) });
    }
    const use = useIn(scope, report);
    if (codes.size > 0 || ranges.length > 0) {
      for (const { text, pointer } of scope.codes) {
        const number = /^-?[0-9]{1,16}$/.test(text) ? Number(text) : Number.NaN;
        const range = ranges.find(({ from, to }) => from <= number && number <= to);
        use("The code", text, {
          by: codes.get(text) ?? range,
          spanOf: () => spanAt(scope, pointer),
        });
      }
    }
    if (names.size > 0) usedNames(names, scope, use);
  },
});

type Use = (
  what: string,
  name: string,
  reserved: { readonly by: Reservation | undefined; readonly spanOf: () => Span },
) => void;

function useIn(scope: RuleScope, report: Report): Use {
  return (what, name, { by, spanOf }) => {
    if (by === undefined) return;
    const notes = [{ message: "It is reserved here.", span: spanAt(scope, by.pointer) }];
    const holes = { what, name, reason: by.value.reason };
    report("reserved-used", holes, { span: spanOf(), notes });
  };
}

function usedNames(names: ReadonlyMap<string, Reservation>, scope: RuleScope, use: Use): void {
  for (const { name, codes } of scope.catalog.definitions) {
    const spanOf = () => keyAt(scope, `/definitions/${name}`);
    use("The name", name, { by: names.get(name), spanOf });
    for (const [i, code] of codes.entries()) {
      if (code.name === name) continue;
      const spanOf = () => spanAt(scope, `/definitions/${name}/code/${i}/name`);
      use("The name", code.name, { by: names.get(code.name), spanOf });
    }
  }
}
