// Rule 19: a code entry says something besides its code.

import { spanAt } from "./context.ts";
import { defineRule } from "./rule.ts";

export const rule = defineRule({
  number: 19,
  sentence: "A code entry says something besides its code.",
  diagnostics: {
    "code-entry-bare": {
      message: "The entry of the code {code} contains nothing but the code.",
      help: "Write {code} in its place, or add what applies to this code alone.",
    },
  },
  check: (scope, report) => {
    for (const { literal, entry } of scope.entryCodes) {
      if (Object.keys(entry.value).length > 1) continue;
      const span = spanAt(scope, entry.pointer);
      report("code-entry-bare", { code: JSON.stringify(literal) }, { span });
    }
  },
});
