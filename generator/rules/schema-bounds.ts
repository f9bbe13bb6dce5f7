// Whether the bounds in a JSON Schema leave any value.

import { integersWithin, type JsonSchema, visit } from "../catalog/json-schema.ts";

/** Pairs of keywords of which the first must not be above the second, nor equal to it if one excludes its bound. */
const bounds = [
  { low: "minLength", high: "maxLength", equal: true },
  { low: "minItems", high: "maxItems", equal: true },
  { low: "minimum", high: "maximum", equal: true },
  { low: "minimum", high: "exclusiveMaximum", equal: false },
  { low: "exclusiveMinimum", high: "maximum", equal: false },
  { low: "exclusiveMinimum", high: "exclusiveMaximum", equal: false },
] as const;

/** A keyword whose value leaves nothing, with its JSON Pointer. */
export interface EmptyBound {
  readonly keyword: string;
  readonly fault: string;
  readonly pointer: string;
}

/** Returns the bounds that leave no value, or no integer if only integers are allowed, in a schema and all inside it. */
export function emptyBounds(schema: JsonSchema, pointer = ""): readonly EmptyBound[] {
  const found: EmptyBound[] = [];
  visit(
    schema,
    (one, at) => {
      const types = [one.type ?? []].flat();
      const isWhole = types.includes("integer") && !types.includes("number");
      for (const { low, high, equal } of bounds) {
        const [least, most] = [one[low], one[high]];
        if (least === undefined || most === undefined) continue;
        const isInOrder = least < most || (equal && least === most);
        const whole = integersWithin({ [low]: least, [high]: most });
        if (isInOrder && !(isWhole && whole.least > whole.most)) continue;
        const fault = isInOrder
          ? `and "${low}" have no integer between them`
          : `leaves nothing above "${low}"`;
        found.push({ keyword: high, fault, pointer: `${at}/${high}` });
      }
    },
    pointer,
  );
  return found;
}
