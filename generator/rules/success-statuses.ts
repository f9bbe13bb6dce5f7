// Rule 15: something marks a response below 400 as an error, or nothing does on purpose.

import type { Definition } from "../catalog/catalog.ts";
import { listOf } from "../catalog/locator.ts";
import type { Entries } from "../diagnostics/entry.ts";
import { isBroken, keyAt, placedEntries, spanAt } from "./context.ts";
import { defineRule, type ReportOf, type RuleScope } from "./rule.ts";

const diagnostics = {
  "success-status": {
    message:
      'The definition "{definition}" has the status {status}, and nothing marks such a response as an error.',
    help: 'Give the catalog "success", or the definition\'s envelope "when" or "success".',
  },
  "below-400-success": {
    message: '"success" and "errorsBelow400: never" exclude each other.',
    help: "Keep one of the two: a success condition is only looked at below 400, or without a status.",
  },
  "below-400-status": {
    message:
      'The definition "{definition}" has the status {status}, and "errorsBelow400: never" says that no such response is an error.',
    help: 'Remove the status, or "errorsBelow400".',
  },
} as const satisfies Entries;

export const rule = defineRule({
  number: 15,
  sentence:
    'Errors below status 400 need a success condition or an envelope with a condition, and are excluded by "errorsBelow400: never".',
  diagnostics,
  check: (scope, report) => {
    const { catalog, broken } = scope;
    if (catalog.errorsBelow400 === "never") return never(scope, report);
    if (catalog.success.length > 0 || broken.has("/success")) return;
    const marked = new Set(
      catalog.envelopes
        .filter(({ when, success }) => when.length + success.length > 0)
        .map(({ name }) => name),
    );
    const isMarked = (name: string): boolean =>
      marked.has(name) || isBroken(scope, "envelopes", name);
    for (const definition of catalog.definitions) {
      const status = definition.statuses.find((one) => one < 400);
      if (status === undefined || definition.envelopes.some(isMarked)) continue;
      const span = spanAt(scope, statusPointer(definition, status, scope));
      report("success-status", { definition: definition.name, status }, { span });
    }
  },
});

function never(scope: RuleScope, report: ReportOf<typeof diagnostics>): void {
  const { success, envelopes } = scope.document;
  const all = [
    { value: success, pointer: "" },
    ...placedEntries(envelopes, "/envelopes").map(({ value, pointer }) => ({
      value: value.success,
      pointer,
    })),
  ];
  for (const { value, pointer } of all)
    if (value !== undefined)
      report("below-400-success", {}, { span: keyAt(scope, `${pointer}/success`) });
  for (const definition of scope.catalog.definitions) {
    const status = definition.statuses.find((one) => one < 400);
    if (status === undefined) continue;
    const span = spanAt(scope, statusPointer(definition, status, scope));
    report("below-400-status", { definition: definition.name, status }, { span });
  }
}

function statusPointer(
  { name, codes }: Definition,
  status: number,
  { document }: RuleScope,
): string {
  const pointer = `/definitions/${name}`;
  const definition = document.definitions[name];
  if (listOf(definition?.status).includes(status)) return `${pointer}/status`;
  if (listOf(definition?.match?.status).includes(status)) return `${pointer}/match/status`;
  const index = codes.findIndex((code) => code.statuses.includes(status));
  return `${pointer}/code/${index}/status`;
}
