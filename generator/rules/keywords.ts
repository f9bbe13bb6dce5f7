// The keywords of one JSON Schema in a catalog: which there are, what their values must be, and where references lead.

import {
  integersWithin,
  isMap,
  type JsonMap,
  type KeywordForm,
  schemaKeywords,
  schemaTypes,
} from "../catalog/json-schema.ts";
import { type Diagnostic, diagnosing, type Entries } from "../diagnostics/entry.ts";
import { nearest, suggestion } from "../text/nearest.ts";
import { escapeToken } from "../text/pointer.ts";
import { keyAt, type Placed, type RuleContext, spanAt } from "./context.ts";

/** The diagnostics on keywords. */
export const keywordEntries = {
  "schema-keyword": {
    severity: "error",
    message: '"{keyword}" is not a keyword of the JSON Schemas in a catalog.{suggestion}',
    help: "Use only: {known}.",
  },
  "schema-invalid": {
    severity: "error",
    message: 'The JSON Schema is invalid: "{keyword}" {fault}.',
    help: "Correct the keyword's value.",
  },
  "schema-ref": {
    severity: "error",
    message: 'The reference "{ref}" does not point to a shared schema of this catalog.',
    help: 'Write "#/schemas/Name" and declare the schema under "schemas"; nothing is fetched and no file is read.',
  },
} as const satisfies Entries;

const diagnostic = diagnosing(keywordEntries);

type CheckedSchema = Pick<RuleContext, "root">;

/** Returns what is wrong with the keywords of a schema and all schemas inside it, whatever it contains. */
export function keywordFaults(
  { value, pointer }: Placed<unknown>,
  context: CheckedSchema,
): readonly Diagnostic[] {
  if (!isMap(value)) return [];
  const known = Object.entries(value).flatMap(([keyword, content]) =>
    ofKeyword(keyword, { value: content, pointer: `${pointer}/${escapeToken(keyword)}` }, context),
  );
  return [...known, ...boundsInOrder({ value, pointer }, context)];
}

/** Returns whether a reference has the form of one to a shared schema. */
export function isSharedReference(ref: string): boolean {
  return /^#\/schemas\/[A-Za-z][A-Za-z0-9]*$/.test(ref);
}

function ofKeyword(
  keyword: string,
  place: Placed<unknown>,
  context: CheckedSchema,
): readonly Diagnostic[] {
  const form = Object.hasOwn(schemaKeywords, keyword) ? schemaKeywords[keyword] : undefined;
  if (form === undefined) {
    const keywords = Object.keys(schemaKeywords);
    const known = keywords.join(", ");
    const holes = { keyword, suggestion: suggestion(keyword, keywords), known };
    return [diagnostic("schema-keyword", holes, { span: keyAt(context, place.pointer) })];
  }
  const fault = forms[form](place.value);
  if (fault !== undefined) {
    const span = spanAt(context, place.pointer);
    return [diagnostic("schema-invalid", { keyword, fault }, { span })];
  }
  if (keyword === "$ref") {
    const ref = String(place.value);
    if (isSharedReference(ref)) return [];
    return [diagnostic("schema-ref", { ref }, { span: spanAt(context, place.pointer) })];
  }
  return schemasIn(form, place).flatMap((inner) => keywordFaults(inner, context));
}

/** For each form of a keyword's value, what is wrong with a value, or `undefined`. */
const forms: Readonly<Record<KeywordForm, (value: unknown) => string | undefined>> = {
  text: (value) => (typeof value === "string" ? undefined : "must be a text"),
  number: (value) => (Number.isFinite(value) ? undefined : "must be a number"),
  count: (value) =>
    Number.isInteger(value) && Number(value) >= 0 ? undefined : "must be a whole number from 0",
  any: (value) => (isJson(value) ? undefined : "must be JSON"),
  values: (value) => {
    if (!Array.isArray(value) || value.length === 0) return "must be a list of at least one value";
    return isJson(value) ? undefined : "must hold JSON";
  },
  types: typesFault,
  names: (value) => {
    if (!Array.isArray(value) || !value.every((one) => typeof one === "string"))
      return "must be a list of names";
    return new Set(value).size === value.length ? undefined : "holds a name twice";
  },
  schema: (value) => (isMap(value) ? undefined : "must be a schema"),
  schemas: (value) => {
    if (Array.isArray(value) && value.length > 0 && value.every(isMap)) return undefined;
    return "must be a list of at least one schema";
  },
  "schemas-by-name": (value) => {
    if (!isMap(value)) return "must be a map of schemas by name";
    const empty = Object.keys(value).find((name) => !isMap(value[name]));
    return empty === undefined
      ? undefined
      : `must give "${empty}" a schema; write {} for any value`;
  },
  "schema-or-boolean": (value) =>
    typeof value === "boolean" || isMap(value) ? undefined : "must be a schema, true or false",
};

function typesFault(value: unknown): string | undefined {
  const types: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (types.length === 0) return "must name at least one type";
  const unknown = types.find((one) => !schemaTypes.includes(one as string));
  if (unknown !== undefined) {
    const word = typeof unknown === "string" ? unknown : JSON.stringify(unknown);
    const near = nearest(word, schemaTypes);
    const hint = near === undefined ? `use ${schemaTypes.join(", ")}` : `did you mean "${near}"?`;
    return `has the unknown type "${word}" (${hint})`;
  }
  return new Set(types).size === types.length ? undefined : "names a type twice";
}

function isJson(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return value !== undefined;
  return Object.values(value).every(isJson);
}

function schemasIn(
  form: KeywordForm,
  { value, pointer }: Placed<unknown>,
): readonly Placed<unknown>[] {
  switch (form) {
    case "schema":
    case "schema-or-boolean":
      return [{ value, pointer }];
    case "schemas":
    case "schemas-by-name":
      return Object.entries(value ?? {}).map(([key, one]) => ({
        value: one,
        pointer: `${pointer}/${escapeToken(key)}`,
      }));
    default:
      return [];
  }
}

/** Pairs of keywords of which the first must not be above the second, nor equal to it where one excludes its bound; and where only integers are asked for, one must be between. */
const bounds = [
  { low: "minLength", high: "maxLength", equal: true },
  { low: "minItems", high: "maxItems", equal: true },
  { low: "minimum", high: "maximum", equal: true },
  { low: "minimum", high: "exclusiveMaximum", equal: false },
  { low: "exclusiveMinimum", high: "maximum", equal: false },
  { low: "exclusiveMinimum", high: "exclusiveMaximum", equal: false },
] as const;

function boundsInOrder(
  { value, pointer }: Placed<JsonMap>,
  context: CheckedSchema,
): readonly Diagnostic[] {
  const types = [value["type"]].flat();
  const isWhole = types.includes("integer") && !types.includes("number");
  return bounds.flatMap(({ low, high, equal }) => {
    const [least, most] = [value[low], value[high]];
    if (typeof least !== "number" || typeof most !== "number") return [];
    const isInOrder = least < most || (equal && least === most);
    const whole = integersWithin({ [low]: least, [high]: most });
    if (isInOrder && !(isWhole && whole.least > whole.most)) return [];
    const fault = isInOrder
      ? `and "${low}" have no integer between them`
      : `leaves nothing above "${low}"`;
    const span = spanAt(context, `${pointer}/${high}`);
    return [diagnostic("schema-invalid", { keyword: high, fault }, { span })];
  });
}
