// Rule 15: something marks a response below 400 as an error.

import type { Definition } from "../catalog/catalog.ts";
import { listOf } from "../catalog/locator.ts";
import { isBroken, spanAt } from "./context.ts";
import { defineRule, type RuleScope } from "./rule.ts";

export const rule = defineRule({
  number: 15,
  sentence: "Errors below status 400 need a success condition or an envelope with a condition.",
  diagnostics: {
    "success-status": {
      message:
        'The definition "{definition}" has the status {status}, and nothing marks such a response as an error.',
      help: 'Give the catalog "success", or the definition\'s envelope "when".',
    },
  },
  check: (scope, report) => {
    const { catalog, broken } = scope;
    if (catalog.success.length > 0 || broken.has("/success")) return;
    const marked = new Set(
      catalog.envelopes.filter(({ when }) => when.length > 0).map(({ name }) => name),
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
