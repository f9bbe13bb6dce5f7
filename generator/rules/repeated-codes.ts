// Rule 2: a code is listed once in a definition.

import { spanAt } from "./context.ts";
import { defineRule, type PlacedCode } from "./rule.ts";

export const rule = defineRule({
  number: 2,
  sentence: "The text of a code is listed once in a definition.",
  diagnostics: {
    "code-repeated": {
      message: 'The code "{code}" is listed twice in the definition "{definition}".',
      help: 'Keep one of the two; 29001 and "29001" are the same code on the wire.',
    },
  },
  check: (scope, report) => {
    let known = new Map<string, PlacedCode>();
    let inside: string | undefined;
    for (const code of scope.codes) {
      if (code.definition !== inside) known = new Map();
      inside = code.definition;
      const first = known.get(code.text);
      if (first === undefined) {
        known.set(code.text, code);
        continue;
      }
      const notes = [{ message: "It is first listed here.", span: spanAt(scope, first.pointer) }];
      const holes = { code: code.text, definition: code.definition };
      report("code-repeated", holes, { span: spanAt(scope, code.pointer), notes });
    }
  },
});
