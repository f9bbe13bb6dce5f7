// The rule on what is known about statuses below 400.

import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { keyAt, placedEntries, type RuleScope } from "./context.ts";

/** Statuses below 400 carry texts only: facts are for errors, which only a definition makes of them. */
export function checkStatusFacts(context: RuleScope): readonly Diagnostic[] {
  return placedEntries(context.document.statuses, "/statuses").flatMap((status) => {
    if (!/^[123]/.test(status.key)) return [];
    return facts
      .filter((fact) => status.value[fact] !== undefined)
      .map((fact) => {
        const span = keyAt(context, `${status.pointer}/${fact}`);
        return diagnostic("status-fact", { status: status.key, fact }, { span });
      });
  });
}

const facts = ["kind", "retry", "effect"] as const;
