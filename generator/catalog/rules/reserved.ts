// The rule on reservations: what must never come back does not.

import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { ReservationDocument } from "../../schema/document.ts";
import type { Span } from "../../text/source.ts";
import { keyAt, type Placed, placedList, type RuleScope, spanAt } from "./context.ts";

/** Reserved codes, ranges and names are used by no definition, and ranges are in order. */
export function checkReserved(context: RuleScope): readonly Diagnostic[] {
  const reservations = placedList(context.document.reserved, "/reserved");
  if (reservations.length === 0) return [];
  return [
    ...disorder(reservations, context),
    ...usedCodes(reservations, context),
    ...usedNames(reservations, context),
  ];
}

type Reservations = readonly Placed<ReservationDocument>[];

function disorder(reservations: Reservations, context: RuleScope): readonly Diagnostic[] {
  return reservations.flatMap(({ value: { codes }, pointer }) => {
    if (codes === undefined || codes.from <= codes.to) return [];
    const { from, to } = codes;
    const span = spanAt(context, `${pointer}/codes`);
    return [diagnostic("reserved-range", { from, to }, { span })];
  });
}

function usedCodes(reservations: Reservations, context: RuleScope): readonly Diagnostic[] {
  const single = new Map<string, Placed<ReservationDocument>>();
  const ranges: (Placed<ReservationDocument> & { from: number; to: number })[] = [];
  for (const { value, pointer } of reservations) {
    if (value.code !== undefined) single.set(String(value.code), { value, pointer });
    if (value.codes !== undefined) ranges.push({ value, pointer, ...value.codes });
  }
  return context.codes.flatMap(({ text, pointer }) => {
    const number = /^-?[0-9]{1,16}$/.test(text) ? Number(text) : undefined;
    const reservation =
      single.get(text) ??
      (number === undefined
        ? undefined
        : ranges.find(({ from, to }) => from <= number && number <= to));
    if (reservation === undefined) return [];
    const span = spanAt(context, pointer);
    return [used({ what: "The code", name: text, span }, reservation, context)];
  });
}

function usedNames(reservations: Reservations, context: RuleScope): readonly Diagnostic[] {
  const names = new Map<string, Placed<ReservationDocument>>();
  for (const { value, pointer } of reservations) {
    if (value.name !== undefined) names.set(value.name, { value, pointer });
  }
  if (names.size === 0) return [];
  const given = context.catalog.definitions.flatMap(({ name, codes }) => [
    { name, spanOf: () => keyAt(context, `/definitions/${name}`) },
    ...codes
      .filter((code) => code.name !== name)
      .map((code) => ({
        name: code.name,
        spanOf: () => spanAt(context, `/definitions/${name}/code/${codes.indexOf(code)}/name`),
      })),
  ]);
  return given.flatMap(({ name, spanOf }) => {
    const reservation = names.get(name);
    if (reservation === undefined) return [];
    return [used({ what: "The name", name, span: spanOf() }, reservation, context)];
  });
}

interface Use {
  readonly what: string;
  readonly name: string;
  readonly span: Span;
}

function used(
  { what, name, span }: Use,
  reservation: Placed<ReservationDocument>,
  context: RuleScope,
): Diagnostic {
  const notes = [{ message: "It is reserved here.", span: spanAt(context, reservation.pointer) }];
  const { reason } = reservation.value;
  return diagnostic("reserved-used", { what, name, reason }, { span, notes });
}
