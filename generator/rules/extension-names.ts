// Rule 32: the keys of an author's own are none that Faultbook writes.

import { isWritten } from "../catalog/extension-keys.ts";
import { keyAt, type Placed, placedEntries } from "./context.ts";
import { defineRule } from "./rule.ts";

export const rule = defineRule({
  number: 32,
  sentence: "Keys that begin with x- are none that Faultbook itself writes into OpenAPI.",
  diagnostics: {
    "extension-taken": {
      message: 'The key "{key}" is one that Faultbook itself writes into OpenAPI.',
      help: "Choose another, for example with the name of your company: {other}.",
    },
  },
  check: (scope, report) => {
    const parts: readonly Placed<object>[] = [
      { value: scope.document, pointer: "" },
      ...placedEntries(scope.document.envelopes, "/envelopes"),
      ...scope.definitions,
    ];
    for (const { value, pointer } of parts)
      for (const key of Object.keys(value).filter(isWritten)) {
        const other = `x-acme-${key.slice("x-".length)}`;
        report("extension-taken", { key, other }, { span: keyAt(scope, `${pointer}/${key}`) });
      }
  },
});
