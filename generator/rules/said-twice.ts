// Rule 7: what `match` says is not repeated beside it.

import { keyAt } from "./context.ts";
import { defineRule } from "./rule.ts";

const dimensions = ["scope", "operation", "status", "envelope", "message"] as const;

export const rule = defineRule({
  number: 7,
  sentence: "A dimension that is in match is not repeated beside it.",
  diagnostics: {
    "said-twice": {
      message: '"{dimension}" is given in "match" and beside it.',
      help: 'Remove the one beside "match": a dimension of "match" is the fact of that name too.',
    },
  },
  check: (scope, report) => {
    for (const { value: definition, pointer } of scope.definitions) {
      const { match } = definition;
      if (match === undefined) continue;
      for (const dimension of dimensions) {
        if (match[dimension] === undefined || definition[dimension] === undefined) continue;
        const inMatch = keyAt(scope, `${pointer}/match/${dimension}`);
        const notes = [{ message: "It is in the match here.", span: inMatch }];
        report(
          "said-twice",
          { dimension },
          { span: keyAt(scope, `${pointer}/${dimension}`), notes },
        );
      }
    }
  },
});
