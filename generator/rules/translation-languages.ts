// Rule 26: the languages of a definition's translations differ by more than case, which language tags do not have.

import { keyAt } from "./context.ts";
import { defineRule } from "./rule.ts";

export const rule = defineRule({
  number: 26,
  sentence: "The languages of a definition's translations differ by more than case.",
  diagnostics: {
    "locale-repeated": {
      message: 'The languages "{first}" and "{locale}" are the same: language tags ignore case.',
      help: "Keep one of the two.",
    },
  },
  check: (scope, report) => {
    for (const { value, pointer } of scope.definitions) {
      if (value.translations === undefined) continue;
      const known = new Map<string, string>();
      for (const locale of Object.keys(value.translations)) {
        const first = known.get(locale.toLowerCase());
        if (first === undefined) {
          known.set(locale.toLowerCase(), locale);
          continue;
        }
        const spanOf = (key: string) => keyAt(scope, `${pointer}/translations/${key}`);
        const notes = [{ message: "It is first given here.", span: spanOf(first) }];
        report("locale-repeated", { locale, first }, { span: spanOf(locale), notes });
      }
    }
  },
});
