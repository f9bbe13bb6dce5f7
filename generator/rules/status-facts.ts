// Rule 16: statuses below 400 carry texts only, and facts of ranges change something.

import type { Entries } from "../diagnostics/entry.ts";
import type { StatusDocument } from "../schema/document.ts";
import { keyAt, placedEntries } from "./context.ts";
import { defineRule } from "./rule.ts";

const facts = ["kind", "retry", "effect"] as const;

/** The diagnostic on a fact that is never believed. */
export const idleFact = {
  "idle-fact": {
    severity: "warning",
    message: 'The {fact} "{is}" of the {of} changes nothing.',
    help: "Remove it: ranges of statuses, and families without a kind, only make a fact more careful. An exact status is believed, and so is a family that has the kind too.",
  },
} as const satisfies Entries;

/** Returns the facts that can make nothing more careful. */
export function idleFacts({
  retry,
  effect,
}: StatusDocument): readonly (readonly [fact: string, is: string])[] {
  return [
    ...(retry === "after-backoff" ? [["retry", retry] as const] : []),
    ...(effect === "none" ? [["effect", effect] as const] : []),
  ];
}

export const rule = defineRule({
  number: 16,
  sentence: "Statuses below 400 carry texts only, and the facts of a range change something.",
  diagnostics: {
    "status-fact": {
      message: 'The status {status} has "{fact}", but statuses below 400 carry texts only.',
      help: "Remove it: such a response is an error only if a definition says so, and the definition has the facts.",
    },
    ...idleFact,
  },
  check: (scope, report) => {
    for (const { key: status, value, pointer } of placedEntries(
      scope.document.statuses,
      "/statuses",
    )) {
      if (status.endsWith("xx") && !/^[123]/.test(status))
        for (const [fact, is] of idleFacts(value)) {
          const span = keyAt(scope, `${pointer}/${fact}`);
          report("idle-fact", { fact, is, of: `status range ${status}` }, { span });
        }
      if (!/^[123]/.test(status)) continue;
      for (const fact of facts) {
        if (value[fact] === undefined) continue;
        report("status-fact", { status, fact }, { span: keyAt(scope, `${pointer}/${fact}`) });
      }
    }
  },
});
