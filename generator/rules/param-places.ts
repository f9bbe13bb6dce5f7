// Rule 11: a param can be read from every response, or is optional.

import type { Catalog } from "../catalog/catalog.ts";
import { type JsonSchema, referredTo } from "../catalog/json-schema.ts";
import { holeNames } from "../catalog/template.ts";
import { keyAt, paramPointer } from "./context.ts";
import { defineRule } from "./rule.ts";

export const rule = defineRule({
  number: 11,
  sentence:
    "A param has a place in every message or is optional, and is a string or a number if it is read from a message.",
  diagnostics: {
    "param-without-place": {
      message: 'The param "{param}" cannot be read from every message.',
      help: 'Give it "at", put its hole into every message, or mark it "optional: true".',
    },
    "param-type": {
      message:
        'The param "{param}" is read from a message, but its type is not string, number or integer.',
      help: 'Give it one of these types, or a place with "at".',
    },
  },
  check: (scope, report) => {
    const reported = new Set<string>();
    for (const { name: definition, params, messages } of scope.catalog.definitions) {
      for (const one of params) {
        const { name: param, at, optional, schema } = one;
        const pointer = paramPointer(definition, one);
        if (at.length > 0 || reported.has(pointer)) continue;
        if (one.envelope !== undefined) reported.add(pointer);
        const spanOf = () => keyAt(scope, pointer);
        const isPlaced =
          optional ||
          messages.every((message) => holeNames(message).includes(param)) ||
          messages.some(({ fault }) => fault !== undefined);
        if (!isPlaced) report("param-without-place", { param }, { span: spanOf() });
        if (!scope.unsound.has(pointer) && !isScalar(schema, scope.catalog))
          report("param-type", { param }, { span: spanOf() });
      }
    }
  },
});

const scalarTypes: ReadonlySet<unknown> = new Set(["string", "number", "integer"]);

function isScalar(schema: JsonSchema, catalog: Catalog): boolean {
  const named = (name: string) => catalog.schemas.find((one) => one.name === name)?.schema;
  const { $ref, type, enum: values, const: constant } = referredTo(schema, named);
  // A reference to nothing or in a circle is reported by another rule.
  if ($ref !== undefined || scalarTypes.has(type)) return true;
  return type === undefined && (values ?? [constant]).every((one) => scalarTypes.has(typeof one));
}
