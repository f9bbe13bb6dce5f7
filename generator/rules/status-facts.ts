// Rule 16: statuses below 400 carry texts only; facts are for errors, which only a definition makes of them.

import { keyAt, placedEntries } from "./context.ts";
import { defineRule } from "./rule.ts";

const facts = ["kind", "retry", "effect"] as const;

export const rule = defineRule({
  number: 16,
  sentence: "Statuses below 400 carry texts only.",
  diagnostics: {
    "status-fact": {
      message: 'The status {status} has "{fact}", but statuses below 400 carry texts only.',
      help: "Remove it: such a response is an error only if a definition says so, and the definition has the facts.",
    },
  },
  check: (scope, report) => {
    for (const { key: status, value, pointer } of placedEntries(
      scope.document.statuses,
      "/statuses",
    )) {
      if (!/^[123]/.test(status)) continue;
      for (const fact of facts) {
        if (value[fact] === undefined) continue;
        report("status-fact", { status, fact }, { span: keyAt(scope, `${pointer}/${fact}`) });
      }
    }
  },
});
