// Messages with holes, and the params that are read from a response.

import type { CodeFacts, DefinitionFacts, ParamTable, Tables, TemplateParts } from "./facts.ts";
import { firstOf, textAt } from "./locate.ts";
import { conforms, isOfType } from "./shapes.ts";
import type { Recogniser, Recognition } from "./steps.ts";
import { child, isScalar } from "./values.ts";

/** Returns the message that follows from the catalog: the definition's template with the params filled in, or the summary of the code. A hole without a value is `<name>`, or `…` without a name. */
export function messageOf(
  { message }: DefinitionFacts,
  { summary = "" }: CodeFacts,
  params: object | undefined,
): string {
  return message?.map((part, i) => (i % 2 === 0 ? part : hole(part, params))).join("") ?? summary;
}

function hole(name: string, params: object | undefined): string | number {
  if (name === "") return "…";
  const value = child(params, name);
  return isScalar(value) ? value : `<${name}>`;
}

/** Returns what a text has in the holes of a template, in their order, or `undefined` if it does not have the template's form. */
export function fillings(parts: TemplateParts, text: string): readonly string[] | undefined {
  const last = parts.length - 1;
  const head = parts[0] ?? "";
  if (last <= 0) return text === head ? [] : undefined;
  const tail = parts[last] ?? "";
  if (!text.startsWith(head) || !text.endsWith(tail) || text.length < head.length + tail.length) {
    return undefined;
  }
  const holes: string[] = [];
  const end = text.length - tail.length;
  let from = head.length;
  for (let i = 2; i < last; i += 2) {
    const part = parts[i] ?? "";
    const at = text.indexOf(part, from);
    if (at < 0 || at + part.length > end) return undefined;
    holes.push(text.slice(from, at));
    from = at + part.length;
  }
  holes.push(text.slice(from, end));
  return holes;
}

/** Returns what the message has in the holes of the first template whose form it has. */
export function holesOf(found: Recognition, { messages = [] }: ParamTable): Map<string, string> {
  const values = new Map<string, string>();
  const message = textAt(found.envelope?.message, found.response, found.element);
  if (message === undefined) return values;
  for (const parts of [found.definition?.message ?? [], ...messages]) {
    const found = fillings(parts, message);
    if (found === undefined) continue;
    found.forEach((value, i) => {
      const name = parts[2 * i + 1];
      if (name !== undefined && name !== "") values.set(name, value);
    });
    break;
  }
  return values;
}

/** Returns the params of a recognised error that are there and fit their schemas, on an object without prototype. */
export function paramsOf(found: Recognition, { params, schemas, steps }: Recogniser): object {
  const { definition, response, element } = found;
  const { holesOf, hasShape = isOfType } = steps;
  const values: { [name: string]: unknown } = Object.create(null);
  const table = (definition && params?.[definition.name]) ?? undefined;
  if (table === undefined) return values;
  const known = { schemas, seen: response.seen };
  let holes: ReadonlyMap<string, string> | undefined;
  for (const { name, schema, at } of table.params) {
    if (at === undefined) holes ??= holesOf?.(found, table);
    const read = at === undefined ? holes?.get(name) : firstOf(at, response, element);
    // Messages and headers hold nothing but text; a body says by its types what it means.
    const isText = at === undefined || at.some((one) => typeof one === "string");
    const fits = (value: unknown): boolean => hasShape(value, schema, known);
    // The number that a text spells, if the schema wants that and not the text.
    const value = isText && typeof read === "string" && !fits(read) ? numberIn(read) : read;
    if (value !== undefined && fits(value)) values[name] = value;
  }
  return values;
}

/** Returns those of the params of a definition that plain data holds and that fit their schemas, on an object without prototype. */
export function paramsIn(
  data: unknown,
  definition: string,
  { params, schemas }: Pick<Tables, "params" | "schemas">,
): object {
  const values: { [name: string]: unknown } = Object.create(null);
  for (const { name, schema } of params?.[definition]?.params ?? []) {
    const value = child(data, name);
    if (value !== undefined && conforms(value, schema, schemas)) values[name] = value;
  }
  return values;
}

/** Returns the number that a decimal text spells, or `undefined` if it spells none or one that a double would not keep. */
function numberIn(text: string): number | undefined {
  if (!/^[+-]?\d{1,400}(\.\d{1,400})?(e[+-]?\d{1,3})?$/i.test(text)) return undefined;
  const number = Number(text);
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? undefined : number;
}
