// Rule 31: documents show at least one definition.

import type { Entries } from "../diagnostics/entry.ts";
import { isAnyBroken, keyAt } from "./context.ts";
import { defineRule } from "./rule.ts";

export const rule = defineRule({
  number: 31,
  sentence: "A catalog has a definition that is not internal.",
  diagnostics: {
    "all-internal": {
      message: "Every definition is internal, so that documents would show none.",
      help: 'Remove "internal". If nothing is to be documented, set "openapi" and "markdown" of "emitters" to false in the configuration.',
    },
  } as const satisfies Entries,
  check: (scope, report) => {
    const { definitions } = scope;
    if (definitions.length === 0 || isAnyBroken(scope, ["definitions"])) return;
    if (definitions.every(({ value }) => value.internal === true))
      report("all-internal", {}, { span: keyAt(scope, "/definitions") });
  },
});
