// Rule 40: facts fill fields of an envelope's body that can hold them.

import { factSchema } from "../catalog/body.ts";
import type { CodeType } from "../catalog/catalog.ts";
import { choicesOf, type JsonSchema, visit } from "../catalog/json-schema.ts";
import { listOf } from "../catalog/locator.ts";
import type { EmbeddedSchema } from "../schema/document.ts";
import { listed } from "../text/lists.ts";
import { keyAt } from "./context.ts";
import { defineRule } from "./rule.ts";

export const rule = defineRule({
  number: 40,
  sentence: "A fact fills a field of an envelope's body, and is of its type.",
  diagnostics: {
    "fact-place": {
      message: 'Nothing fills this schema with the fact "{fact}".',
      help: 'Write "fact" beside the type of a field in the "properties" of an envelope\'s "body", outside "oneOf" and "additionalProperties".',
    },
    "fact-type": {
      message: 'The fact "{fact}" is of type {type}, which this field does not allow.',
      help: 'Write "type: {first}" beside "fact", and no "const", "$ref" or "oneOf".',
    },
  },
  check: (scope, report) => {
    const { codeType } = scope.catalog;
    for (const { value, pointer: root } of scope.survey.roots) {
      const isBody = root.startsWith("/envelopes/");
      visit(
        value,
        (inner, pointer) => {
          const schema = inner as EmbeddedSchema;
          const { fact } = schema;
          if (fact === undefined) return;
          const span = keyAt(scope, `${pointer}/fact`);
          if (!isBody || !/^(\/properties\/[^/]*|\/items)*$/.test(pointer.slice(root.length)))
            report("fact-place", { fact }, { span });
          else if (!isFitting(schema, codeType)) {
            const types = listOf(factSchema(fact, codeType).type);
            const [first = ""] = types;
            report("fact-type", { fact, type: listed(types, 3), first }, { span });
          }
        },
        root,
      );
    }
  },
});

/** Returns whether a fact can be converted to what its field allows. */
function isFitting({ fact, type, ...rest }: EmbeddedSchema, codeType: CodeType): boolean {
  if (fact === undefined) return true;
  if ("const" in rest || rest.$ref !== undefined || choicesOf(rest as JsonSchema) !== undefined)
    return false;
  const own = listOf(factSchema(fact, codeType).type);
  const spelled = own.includes("integer") ? ["integer", "number", "string"] : own;
  return type === undefined || listOf(type).some((one) => spelled.includes(one));
}
