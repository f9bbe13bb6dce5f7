// Rule 24: a condition on a header compares texts, each header is there once, and no condition contradicts a media type.

import type { Envelope } from "../catalog/catalog.ts";
import { parseLocator } from "../catalog/locator.ts";
import { mediaTypesIn } from "../catalog/media-types.ts";
import type { Entries } from "../diagnostics/entry.ts";
import type { Conditions } from "../schema/document.ts";
import { listed } from "../text/lists.ts";
import { keyAt, type PlacedEntry, placedEntries, placedList, spanAt } from "./context.ts";
import { defineRule, type ReportOf, type RuleScope } from "./rule.ts";

const diagnostics = {
  "header-value": {
    message:
      'The condition on the header "{header}" requires {value}, but header values are strings.',
    help: 'Quote it: "{value}".',
  },
  "header-repeated": {
    message: 'The header "{header}" is given twice in one map.',
    help: "Keep one of the two: header names ignore case, and in a condition one list can contain all values.",
  },
  "media-type-conflict": {
    message: 'No body of "{envelope}" can have the media type {type}: "when" requires {wanted}.',
    help: 'Write one of these media types, or leave "mediaType" out.',
  },
} as const satisfies Entries;

type Report = ReportOf<typeof diagnostics>;

export const rule = defineRule({
  number: 24,
  sentence:
    "A header is compared with strings, is given once in a map of conditions and in an example, and does not contradict the media type.",
  diagnostics,
  check: (scope, report) => {
    const check = (conditions: Conditions | undefined, pointer: string): void => {
      if (conditions === undefined) return;
      const entries = placedEntries<unknown>(conditions, pointer);
      for (const entry of entries) checkValue(entry, scope, report);
      checkRepeated(entries, scope, report);
    };
    check(scope.document.success, "/success");
    for (const { value, pointer } of placedEntries(scope.document.envelopes, "/envelopes")) {
      check(value.when, `${pointer}/when`);
      check(value.success, `${pointer}/success`);
      for (const wait of placedList(value.retryAfter, `${pointer}/retryAfter`))
        if (typeof wait.value === "object") check(wait.value.when, `${wait.pointer}/when`);
    }
    for (const envelope of scope.catalog.envelopes) checkMediaType(envelope, scope, report);
    for (const { value, pointer } of scope.definitions) {
      check(value.match?.body, `${pointer}/match/body`);
      check(value.body, `${pointer}/body`);
      value.examples?.forEach(({ headers }, i) => {
        const entries = placedEntries(headers, `${pointer}/examples/${i}/headers`);
        const keyed = entries.map((entry) => ({ ...entry, key: `header:${entry.key}` }));
        checkRepeated(keyed, scope, report);
      });
    }
  },
});

function checkMediaType(
  { name: envelope, mediaType: type, when }: Envelope,
  scope: RuleScope,
  report: Report,
): void {
  const types = mediaTypesIn(when);
  if (types === undefined || types.includes(type)) return;
  const span = spanAt(scope, `/envelopes/${envelope}/mediaType`);
  report("media-type-conflict", { envelope, type, wanted: listed(types, 3) }, { span });
}

function checkValue(
  { key, value, pointer }: PlacedEntry<unknown>,
  scope: RuleScope,
  report: Report,
): void {
  const at = parseLocator(key);
  if (at.kind !== "header") return;
  for (const one of placedList(value, pointer)) {
    const isPresence = typeof one.value === "object" && one.value !== null;
    if (typeof one.value === "string" || isPresence) continue;
    const span = spanAt(scope, one.pointer);
    // As written: a header with 1.0 is not one with 1.
    const written = span.file.text.slice(span.start, span.end);
    report("header-value", { header: at.name, value: written }, { span });
  }
}

function checkRepeated(
  entries: readonly PlacedEntry<unknown>[],
  scope: RuleScope,
  report: Report,
): void {
  const first = new Map<string, string>();
  for (const { key, pointer } of entries) {
    const at = parseLocator(key);
    if (at.kind !== "header") continue;
    const before = first.get(at.name);
    if (before === undefined) {
      first.set(at.name, pointer);
      continue;
    }
    const notes = [{ message: "It is first given here.", span: keyAt(scope, before) }];
    report("header-repeated", { header: at.name }, { span: keyAt(scope, pointer), notes });
  }
}
