// Rule 5: a code that is matched by message has a definition that takes it when the message is reworded.

import { excludeEachOther } from "../catalog/match.ts";
import { mostMeanings } from "../catalog/owners.ts";
import { isAnyBroken } from "./context.ts";
import { defineRule } from "./rule.ts";
import { matchOf, ownerSpan } from "./shared-codes.ts";

export const rule = defineRule({
  number: 5,
  sentence: "A code that is matched by message has a definition that is not.",
  diagnostics: {
    "message-alone": {
      severity: "warning",
      message:
        'The code "{code}" is recognised as "{definition}" by the message alone, and no definition takes it when the server rewords the message.',
      help: 'Add a definition of this code without "match".',
    },
  },
  check: (scope, report) => {
    if (isAnyBroken(scope, ["definitions"])) return;
    for (const { text: code, owners } of scope.catalog.codes) {
      if (owners.length > mostMeanings) continue;
      const alone = owners.find(({ definition: { match } }) => {
        if (match === undefined || match.messages.length === 0) return false;
        const reworded = { ...match, messages: [] };
        return !owners.some(({ definition }) => {
          const rest = matchOf(definition);
          return rest.messages.length === 0 && !excludeEachOther(reworded, rest);
        });
      });
      if (alone === undefined) continue;
      const holes = { code, definition: alone.definition.name };
      report("message-alone", holes, { span: ownerSpan(alone, scope) });
    }
  },
});
