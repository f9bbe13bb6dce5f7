// A sample of a schema: a small value that it accepts, if there is one.

import type { Schemas } from "../../runtime/facts.ts";
import { conforms } from "../../runtime/shapes.ts";
import type { Json, NamedSchema } from "./catalog.ts";
import {
  choicesOf,
  integersWithin,
  isMap,
  type JsonSchema,
  ownProperty,
  referencesIn,
  referredTo,
  schemaRefPrefix,
} from "./json-schema.ts";

/** What one sample may hold at most. */
export const largestSample = { values: 1000, characters: 10_000 } as const;

/** A sample that was built. */
export interface Built {
  readonly value: Json;
}

/** Why there is no sample. */
export interface NoSample {
  /** Whether every value holds another without end, or the sample would be larger than allowed. */
  readonly fault: "endless" | "too-large";
  /** The shared schema that has the fault, if it is in one. */
  readonly schema?: string;
}

/** A sample, or why there is none. */
export type Sample = Built | NoSample;

/** Checks whether there is a sample. */
export function isBuilt(sample: Sample | undefined): sample is Built {
  return sample !== undefined && "value" in sample;
}

/** Returns the sample of a schema: its constant, first example or first choice, else the smallest value of its type. */
export function sampleOf(schema: JsonSchema, shared: SharedSamples): Sample {
  return sampleBy(schema, shared);
}

/** Adds a sample for every field that a schema requires and a value lacks. */
export function completed(value: Json, schema: JsonSchema, shared: SharedSamples): Sample {
  return objectOf(value, schema, shared);
}

/** The shared schemas with their samples. */
export interface SharedSamples {
  readonly schemas: ReadonlyMap<string, JsonSchema>;
  /** The same, as values are held against them. */
  readonly byName: Schemas;
  /** The samples that are known so far. */
  readonly samples: ReadonlyMap<string, Sample>;
  /** How many references and choices around are looked at together with what is beside them. */
  readonly opened?: number;
}

/** Makes the samples of the shared schemas: those that others refer to first, and again whoever waited for one that was built. */
export function sharedSamples(named: readonly NamedSchema[]): SharedSamples {
  const schemas = new Map(named.map(({ name, schema }) => [name, schema]));
  const byName = Object.fromEntries(schemas);
  const references = new Map(named.map(({ name, schema }) => [name, referencesIn(schema)]));
  const users = new Map<string, string[]>(named.map(({ name }) => [name, []]));
  for (const [user, names] of references) for (const name of names) users.get(name)?.push(user);
  const samples = new Map<string, Sample>();
  const open = referredFirst(references);
  for (const name of open) {
    if (isBuilt(samples.get(name))) continue;
    const sample = sampleBy(schemas.get(name) ?? {}, { schemas, byName, samples });
    samples.set(name, sample);
    if (!isBuilt(sample)) continue;
    for (const user of users.get(name) ?? []) {
      if (samples.has(user) && !isBuilt(samples.get(user))) open.push(user);
    }
  }
  return { schemas, byName, samples };
}

/** The samples of a catalog without shared schemas. */
export const noSharedSamples: SharedSamples = sharedSamples([]);

function nameIn($ref: string): string {
  return $ref.slice(schemaRefPrefix.length);
}

/** Returns all names, each behind those that it refers to; a list and no recursion, since a chain may be longer than the stack. */
function referredFirst(references: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const entered = new Set<string>();
  const order = new Set<string>();
  const open = [...references.keys()].reverse();
  for (let name = open.at(-1); name !== undefined; name = open.at(-1)) {
    if (entered.has(name)) {
      order.add(name);
      open.pop();
      continue;
    }
    entered.add(name);
    const next = [...(references.get(name) ?? [])];
    for (const one of next.reverse()) if (references.has(one) && !entered.has(one)) open.push(one);
  }
  return [...order];
}

/** Returns the sample of a part that fits the whole schema: what is beside a reference or a choice may ask for more. */
function sampleBy(schema: JsonSchema, shared: SharedSamples): Sample {
  const { $ref } = schema;
  if ($ref === undefined && choicesOf(schema) === undefined) return ownSample(schema, shared);
  if ($ref !== undefined && Object.keys(schema).length === 1) return referred(nameIn($ref), shared);
  let usual: Sample | undefined;
  for (const sampled of candidates(schema, shared)) {
    const sample = sampled();
    if (isBuilt(sample) && conforms(sample.value, schema, shared.byName)) return sample;
    if (!isBuilt(usual)) usual = worse(usual, sample);
  }
  return usual ?? ownSample(schema, shared);
}

/** Returns the samples that a schema may have: what it states, those of its parts, and those of its parts together with what is beside them. */
function candidates(schema: JsonSchema, shared: SharedSamples): readonly (() => Sample)[] {
  const { $ref, oneOf: _, anyOf: __, ...beside } = schema;
  const choices = choicesOf(schema) ?? [];
  if (stated(beside) !== undefined) return [() => ownSample(beside, shared)];
  const parts: readonly JsonSchema[] = $ref === undefined ? choices : [{ $ref }];
  const rest = $ref === undefined || choices.length === 0 ? beside : { ...beside, oneOf: choices };
  const resolved = (part: JsonSchema) => referredTo(part, (name) => shared.schemas.get(name));
  const { opened = 0 } = shared;
  const alone = parts.map((part) => () => sampleBy(part, shared));
  // A schema may lead to itself through what it has beside a reference.
  if (opened >= mostOpened || Object.keys(rest).length === 0) return alone;
  const whole = parts.map((part) => () => {
    const { $ref: nowhere, ...both } = together(resolved(part), rest);
    if (nowhere !== undefined) return sampleBy(part, shared);
    return sampleBy(both, { ...shared, opened: opened + 1 });
  });
  return [...alone, ...whole];
}

const mostOpened = 4;

/** Returns a schema that asks for what two ask for, as far as samples are made by it. */
function together(one: JsonSchema, other: JsonSchema): JsonSchema {
  const required = [...(one.required ?? []), ...(other.required ?? [])];
  const bounds = [...lowerBounds, ...upperBounds].flatMap((bound) => {
    const values = [one[bound], other[bound]].filter((value) => value !== undefined);
    const tightest = lowerBounds.some((lower) => lower === bound) ? Math.max : Math.min;
    return values.length === 0 ? [] : [[bound, tightest(...values)]];
  });
  return {
    ...one,
    ...other,
    ...Object.fromEntries(bounds),
    ...(required.length === 0 ? {} : { required: [...new Set(required)] }),
    ...(one.properties === undefined && other.properties === undefined
      ? {}
      : { properties: { ...one.properties, ...other.properties } }),
  };
}

const lowerBounds = ["minimum", "exclusiveMinimum", "minLength", "minItems"] as const;
const upperBounds = ["maximum", "exclusiveMaximum", "maxLength", "maxItems"] as const;

function stated(schema: JsonSchema): unknown {
  return [schema.const, ...(schema.examples ?? []), schema.default, ...(schema.enum ?? [])].find(
    (value) => value !== undefined,
  );
}

function ownSample(schema: JsonSchema, shared: SharedSamples): Sample {
  const value = stated(schema);
  if (value !== undefined) return measured(value as Json);
  const usual = schema.properties === undefined ? "string" : "object";
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? [usual]);
  return firstBuilt(types, (type) => typedSample(type, schema, shared));
}

function referred(name: string, { samples }: SharedSamples): Sample {
  const sample = samples.get(name) ?? { fault: "endless" };
  return isBuilt(sample) ? sample : { ...sample, schema: sample.schema ?? name };
}

function firstBuilt<Choice>(
  choices: readonly Choice[],
  sampled: (choice: Choice) => Sample,
): Sample {
  let fault: NoSample | undefined;
  for (const choice of choices) {
    const sample = sampled(choice);
    if (isBuilt(sample)) return sample;
    fault = worse(fault, sample);
  }
  return fault ?? measured("example");
}

function worse<Made extends Sample>(fault: NoSample | undefined, next: Made): Made | NoSample {
  return fault?.fault === "too-large" && !isBuilt(next) ? fault : next;
}

function typedSample(type: string, schema: JsonSchema, shared: SharedSamples): Sample {
  switch (type) {
    case "integer":
    case "number":
      return measured(smallest(schema));
    case "boolean":
      return measured(false);
    case "null":
      return measured(null);
    case "array":
      return listOf(schema, shared);
    case "object":
      return objectOf({}, schema, shared);
    default:
      return textOf(schema);
  }
}

function measured(value: Json): Sample {
  return isSmall(value) ? { value } : { fault: "too-large" };
}

function isSmall(value: unknown): boolean {
  let values: number = largestSample.values;
  let characters: number = largestSample.characters;
  const count = (one: unknown): boolean => {
    values -= 1;
    if (typeof one === "string") characters -= one.length;
    if (isMap(one)) for (const key of Object.keys(one)) characters -= key.length;
    if (values < 0 || characters < 0) return false;
    return typeof one !== "object" || one === null || Object.values(one).every(count);
  };
  return count(value);
}

function listOf({ minItems = 0, items = {} }: JsonSchema, shared: SharedSamples): Sample {
  if (minItems === 0) return measured([]);
  const item = sampleBy(items, shared);
  if (!isBuilt(item)) return item;
  if (minItems >= largestSample.values) return { fault: "too-large" };
  return measured(Array.from({ length: minItems }, () => item.value));
}

function objectOf(known: Json, schema: JsonSchema, shared: SharedSamples): Sample {
  const whole = referredTo(schema, (name) => shared.schemas.get(name));
  const { additionalProperties } = whole;
  const more = typeof additionalProperties === "object" ? additionalProperties : {};
  const there: { readonly [name: string]: unknown } = isMap(known) ? known : {};
  const added: (readonly [name: string, value: Json])[] = [];
  for (const name of new Set([...(whole.required ?? []), ...Object.keys(there)])) {
    const property = ownProperty(whole, name) ?? more;
    const sample = Object.hasOwn(there, name)
      ? inside(there[name] as Json, property, shared)
      : sampleBy(property, shared);
    if (!isBuilt(sample)) return sample;
    added.push([name, sample.value]);
  }
  // A name is a name here, also if a place would mean an element by it.
  if (added.length === 0) return { value: known };
  return measured(Object.fromEntries([...Object.entries(there), ...added]) as Json);
}

function inside(known: Json, schema: JsonSchema, shared: SharedSamples): Sample {
  if (isMap(known)) return objectOf(known as Json, schema, shared);
  const { items } = referredTo(schema, (name) => shared.schemas.get(name));
  if (!Array.isArray(known) || items === undefined) return { value: known };
  const made = known.map((one: Json) => inside(one, items, shared));
  const fault = made.find((one) => !isBuilt(one));
  return fault ?? { value: made.filter(isBuilt).map((one) => one.value) };
}

/** Texts of the formats that readers of the generated documents check. */
const formatSamples: Readonly<Record<string, string>> = {
  "date-time": "2026-01-01T00:00:00Z",
  date: "2026-01-01",
  time: "00:00:00Z",
  duration: "PT1S",
  uuid: "00000000-0000-4000-8000-000000000000",
  uri: "https://example.com/",
  "uri-reference": "https://example.com/",
  url: "https://example.com/",
  email: "user@example.com",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
};

function textOf({ format = "", minLength = 0, maxLength }: JsonSchema): Sample {
  if (Object.hasOwn(formatSamples, format)) return { value: formatSamples[format] ?? "" };
  const word = "example";
  const characters = Math.min(
    Math.max(word.length, minLength),
    maxLength ?? minLength + word.length,
  );
  if (characters > largestSample.characters) return { fault: "too-large" };
  return { value: word.padEnd(characters, "x").slice(0, characters) };
}

function smallest(schema: JsonSchema): number {
  const { least, most } = integersWithin(schema);
  if (least > most) return between(schema);
  // JSON has no -0.
  return (least === -Infinity ? Math.min(1, most) : least) || 0;
}

/** Returns a number of a range that has both ends and holds no integer. */
function between(schema: JsonSchema): number {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum } = schema;
  const low = Math.max(minimum ?? -Infinity, exclusiveMinimum ?? -Infinity);
  const high = Math.min(maximum ?? Infinity, exclusiveMaximum ?? Infinity);
  return low + (high - low) / 2;
}
