// The rule on conditions and headers: a condition on a header compares texts, and each header stands once.

import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Condition, Conditions } from "../../schema/document.ts";
import { parseLocator } from "../locator.ts";
import {
  keyAt,
  type Placed,
  type PlacedEntry,
  placedEntries,
  placedList,
  type RuleScope,
  spanAt,
} from "./context.ts";

/** A header is compared with texts, since it holds nothing else, and stands once in a map of conditions or in an example. */
export function checkConditions(context: RuleScope): readonly Diagnostic[] {
  const inConditions = allConditions(context).flatMap(({ value, pointer }) => {
    const entries = placedEntries<Condition>(value, pointer);
    return [
      ...entries.flatMap((entry) => valueFaults(entry, context)),
      ...repeated(entries, context),
    ];
  });
  return [...inConditions, ...inExamples(context)];
}

function inExamples(context: RuleScope): readonly Diagnostic[] {
  return context.definitions.flatMap(({ value, pointer }) =>
    (value.examples ?? []).flatMap(({ headers }, i) => {
      const entries = placedEntries(headers, `${pointer}/examples/${i}/headers`);
      return repeated(
        entries.map((entry) => ({ ...entry, key: `header:${entry.key}` })),
        context,
      );
    }),
  );
}

function allConditions({ document, definitions }: RuleScope): readonly Placed<Conditions>[] {
  return [
    ...placed(document.success, "/success"),
    ...placedEntries(document.envelopes, "/envelopes").flatMap(({ value, pointer }) =>
      placed(value.when, `${pointer}/when`),
    ),
    ...definitions.flatMap(({ value, pointer }) =>
      placed(value.match?.body, `${pointer}/match/body`),
    ),
  ];
}

function placed(value: Conditions | undefined, pointer: string): readonly Placed<Conditions>[] {
  return value === undefined ? [] : [{ value, pointer }];
}

function valueFaults(
  { key, value, pointer }: PlacedEntry<Condition>,
  context: RuleScope,
): readonly Diagnostic[] {
  const at = parseLocator(key);
  if (at.kind !== "header") return [];
  return placedList<unknown>(value, pointer)
    .filter((one) => typeof one.value !== "string" && !isPresence(one.value))
    .map((one) => {
      const span = spanAt(context, one.pointer);
      // As it is written: a header with 1.0 is none with 1.
      const value = span.file.text.slice(span.start, span.end);
      return diagnostic("header-value", { header: at.name, value }, { span });
    });
}

function isPresence(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function repeated(
  entries: readonly PlacedEntry<unknown>[],
  context: RuleScope,
): readonly Diagnostic[] {
  const first = new Map<string, string>();
  return entries.flatMap(({ key, pointer }) => {
    const at = parseLocator(key);
    if (at.kind !== "header") return [];
    const before = first.get(at.name);
    if (before === undefined) {
      first.set(at.name, pointer);
      return [];
    }
    const notes = [{ message: "It stands here already.", span: keyAt(context, before) }];
    const span = keyAt(context, pointer);
    return [diagnostic("header-repeated", { header: at.name }, { span, notes })];
  });
}
