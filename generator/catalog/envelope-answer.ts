// How answers in an envelope are built: a slot for each fact, constant and field, with samples for what only a server knows.

import type { Slot } from "../../runtime/facts.ts";
import { mediaTypeOf, pickOf } from "../../runtime/locate.ts";
import { conforms } from "../../runtime/shapes.ts";
import { tidy } from "../text/data.ts";
import { factSchema, facts, saysNothing } from "./body.ts";
import type {
  CodeType,
  Condition,
  Envelope,
  EnvelopeAnswer,
  Fact,
  Json,
  WaitLocator,
} from "./catalog.ts";
import { choicesOf, type JsonSchema } from "./json-schema.ts";
import { isElement, listOf } from "./locator.ts";
import { contentType, usualMediaType } from "./media-types.ts";
import { openedSchema, type SharedSchema, schemaBelow } from "./opened-schema.ts";
import {
  bodyPaths,
  constantsAt,
  covers,
  isKeyless,
  isSame,
  type Path,
  type Place,
  placeOf,
} from "./places.ts";
import { isBuilt, noSharedSamples, sampleOf } from "./samples.ts";

/** What the answers in an envelope depend on besides the envelope. */
export interface AnswerScope {
  readonly codeType: CodeType;
  readonly shared: SharedSchema;
}

/** Returns how the answers in an envelope are built. */
export function envelopeAnswer(envelope: Envelope, scope: AnswerScope): EnvelopeAnswer {
  const plan = planOf(envelope, scope);
  const values = [
    ...bodyValues(envelope.body, { path: [], required: true }, plan),
    ...plan.placed
      .filter(({ at }) => typeof at === "string")
      .map((slot) => headerValue(slot, plan)),
    ...mediaTypeValue(envelope),
  ];
  const asked = values.filter(({ at, slot }) => slot?.from === "field" && !isKeyless(at));
  return {
    slots: values.flatMap(({ slot }) => slot ?? []),
    samples: values.flatMap(sampledSlot),
    ...(asked.length === 0 ? {} : { fields: fieldsSchema(asked) }),
  };
}

/** A value of an answer. */
interface Value {
  readonly at: Place;
  /** Absent if the value is optional and no fact is put there. */
  readonly slot: Slot | undefined;
  /** What a sample has there, if the fact is unknown. */
  readonly sample: unknown;
  readonly schema: JsonSchema;
}

/** Returns the header of a media type, unless it is the usual one or a condition has its constant there already. */
function mediaTypeValue({ mediaType, when }: Envelope): readonly Value[] {
  const [asked] = constantsAt(contentType, when) ?? [];
  if (mediaType === (asked === undefined ? usualMediaType : mediaTypeOf(String(asked)))) return [];
  const slot = { at: contentType, is: mediaType };
  return [{ at: contentType, slot, sample: undefined, schema: {} }];
}

/** Returns the slots of a sample, in which a fact that is unknown has a sample rather than nothing. */
function sampledSlot({ at, slot, sample }: Value): readonly Slot[] {
  const sampled = sample === undefined ? [] : [{ at, is: sample }];
  if (slot === undefined || slot.from === "field") return sampled;
  const { is, ...bare } = slot;
  const isKept =
    slot.from === undefined ||
    slot.from === "code" ||
    (slot.from === "docsUrl" && sample === undefined);
  return [...sampled, isKept && is !== undefined ? { ...bare, is } : bare];
}

interface Plan extends AnswerScope, Pick<Envelope, "filled"> {
  /** What goes where by the locators and the conditions of an envelope. */
  readonly placed: readonly Slot[];
  /** All places in the body that are located. */
  readonly located: readonly Path[];
  /** In how many places of the body a code may be. */
  readonly codePlaces: number;
  /** The places where anything must be. */
  readonly wanted: readonly Place[];
  /** The places where nothing may be. */
  readonly empty: readonly Place[];
}

function planOf(envelope: Envelope, scope: AnswerScope): Plan {
  const { when } = envelope;
  const placesOf = (conditions: readonly Condition[]): readonly Place[] =>
    conditions.map(({ at }) => placeOf(at));
  const present = when.filter((one) => one.present);
  const wanted = placesOf(present.filter((one) => one.equals === undefined));
  const empty = placesOf(when.filter((one) => !one.present));
  const placed: Slot[] = [...envelope.filled];
  const waits = sentWaits(envelope);
  const plain = { ...envelope, retryAfter: waits };
  for (const fact of facts) {
    for (const at of placesFor(fact, plain, { wanted, empty })) {
      // Other than a code, a fact gives way to the constants that a condition allows at its place.
      const isFree = fact === "code" || constantsAt(at, when) === undefined;
      if (isFree && !placed.some((one) => isSame(one.at, at)))
        placed.push({ at, from: fact, ...unitOf(fact, at, waits) });
    }
  }
  for (const at of placesOf(present)) {
    // What must be in the body, whatever it is, follows from its schema.
    const [is = typeof at === "string" ? anyHeader(at, envelope) : undefined] =
      constantsAt(at, when) ?? [];
    if (is !== undefined && !placed.some((one) => isSame(one.at, at))) placed.push({ at, is });
  }
  const located = bodyPaths([
    ...facts.flatMap((fact) => envelope[fact]),
    ...present.map(({ at }) => at),
  ]);
  const codePlaces = bodyPaths(envelope.code).length;
  return { ...scope, placed, located, codePlaces, wanted, empty, filled: envelope.filled };
}

/** Returns the places of a fact: the first in the body, else the first header, and all where something must be. */
function placesFor(
  fact: Fact,
  envelope: Envelope,
  { wanted, empty }: Pick<Plan, "wanted" | "empty">,
): readonly Place[] {
  const located = envelope[fact].map(placeOf);
  const open = located.filter((at) => !empty.some((one) => covers(one, at)));
  const inBody = open.filter((at) => typeof at !== "string");
  // A condition may keep the first place of a code for a constant, and a field for another fact.
  const isFree = (at: Place): boolean =>
    constantsAt(at, envelope.when) === undefined &&
    !envelope.filled.some((one) => one.from !== fact && isSame(one.at, at));
  const first = (fact === "code" ? inBody.find(isFree) : undefined) ?? inBody[0] ?? open[0];
  const asked = open.filter((at) => wanted.some((one) => isSame(one, at)));
  const usual = fact === "retryAfter" ? open.filter((at) => at === usualHeader) : [];
  return [...(first === undefined ? [] : [first]), ...asked, ...usual];
}

/** The header that every client knows: a wait is sent in it besides. */
const usualHeader = "retry-after";

/** Returns the places in which waits are sent: not those where a wait means something only under conditions. */
function sentWaits({ retryAfter }: Envelope): readonly WaitLocator[] {
  const isLocated = retryAfter.some((one) => placeOf(one) === usualHeader);
  const usual: WaitLocator = { kind: "header", name: usualHeader, when: [] };
  return [...retryAfter.filter(({ when }) => when.length === 0), ...(isLocated ? [] : [usual])];
}

function unitOf(fact: Fact, at: Place, waits: readonly WaitLocator[]): Pick<Slot, "unit"> {
  if (fact !== "retryAfter") return {};
  return tidy({ unit: waits.find((one) => isSame(placeOf(one), at))?.unit });
}

/** Returns the value of a header that must be there, whatever it says. */
export function anyHeader(name: string, { mediaType }: Envelope): string {
  return name === contentType ? mediaType : "true";
}

function headerValue(slot: Slot, { wanted }: Plan): Value {
  const isWanted = wanted.some((at) => isSame(at, slot.at));
  const sample = isWanted && slot.from !== undefined ? headerSamples[slot.from] : undefined;
  return { at: slot.at, slot, sample, schema: {} };
}

/** The sample of a header that must be there, for a fact that only a server knows. */
const headerSamples: { readonly [fact in NonNullable<Slot["from"]>]?: string } = {
  requestId: "example",
  docsUrl: "https://example.com",
  retryAfter: "1",
};

interface At {
  readonly path: Path;
  /** True if everything down to here must be there. */
  readonly required: boolean;
}

function bodyValues(schema: JsonSchema, { path, required }: At, plan: Plan): readonly Value[] {
  if (plan.empty.some((one) => covers(one, path))) return [];
  const { shared } = plan;
  const isWanted = plan.wanted.some((at) => isSame(at, path));
  const [example] = schema.examples ?? [];
  const sample = example ?? (isWanted ? standIn(openedSchema(schema, [], shared)) : undefined);
  const placed = plan.placed.find(({ at }) => isSame(at, path));
  if (placed !== undefined) {
    const slot = withFallback(typedSlot(placed, schema, plan.codeType), { schema, required }, plan);
    return [{ at: path, slot, sample: placed.from === undefined ? undefined : sample, schema }];
  }
  const below = plan.located
    .filter((one) => one.length > path.length && covers(path, one))
    .map((one) => one.slice(path.length));
  const whole = below.reduce((open, one) => openedSchema(open, one, shared), schema);
  if (whole.const !== undefined)
    return [{ at: path, slot: { at: path, is: whole.const }, sample: undefined, schema }];
  const isOpen = whole.$ref === undefined && choicesOf(whole) === undefined;
  const tokens: readonly (string | number)[] = [
    ...(whole.items === undefined || below.some(isPicked) ? [] : [0]),
    ...Object.keys(whole.properties ?? {}),
    // An element that a value picks comes behind the one that has the code.
    ...(isOpen ? below.filter((one) => !isPicked(one)).concat(below.filter(isPicked)) : []).flatMap(
      ([token]) => token ?? [],
    ),
  ];
  const values = [...new Set(tokens)].flatMap((token) => {
    const isNeeded = isElement(token) || (whole.required?.includes(String(token)) ?? false);
    const at = { path: [...path, token], required: required && isNeeded };
    return bodyValues(schemaBelow(whole, token) ?? {}, at, plan);
  });
  if (values.length > 0) return values;
  const isAsked = (required || isWanted) && path.length > 0;
  const asked = { at: path, from: "field" } as const;
  const slot = isAsked ? withFallback(asked, { schema, required }, plan) : undefined;
  return [{ at: path, slot, sample, schema }];
}

function isPicked([token]: Path): boolean {
  return token !== undefined && pickOf(token) !== undefined;
}

/** Returns a value for a place where anything may be, by its schema; what is required inside it is not completed. */
export function standIn(schema: JsonSchema): Json {
  const says = !saysNothing(schema) || schema.properties !== undefined;
  const sample = says ? sampleOf(schema, noSharedSamples) : undefined;
  if (isBuilt(sample)) return sample.value;
  return schema.type === "object" || schema.properties !== undefined ? {} : true;
}

/** Adds the type that a fact must be converted to, if its place has one that the fact may not have. */
export function typedSlot(slot: Slot, schema: JsonSchema, codeType: CodeType): Slot {
  const { from } = slot;
  if (from === undefined || from === "field") return slot;
  const types = listOf((saysNothing(schema) ? factSchema(from, codeType) : schema).type);
  const [type, ...others] = types.filter((one) => one !== "null");
  if (others.length > 0) return slot;
  if (type === "integer" || type === "number") return { ...slot, as: "number" };
  const isText = from !== "code" && from !== "retryAfter" && from !== "status";
  return type === "string" && !isText ? { ...slot, as: "string" } : slot;
}

/** The facts that an error may be without. */
const uncertain: ReadonlySet<Slot["from"]> = new Set(["requestId", "retryAfter", "field"]);

/** Adds what is put at a place that must be there if its fact is unknown: the emptiest value that the schema allows. */
function withFallback(
  slot: Slot,
  { schema, required }: { readonly schema: JsonSchema; readonly required: boolean },
  { filled, shared, codePlaces }: Plan,
): Slot {
  const { at, from } = slot;
  const isFilled = filled.some((one) => isSame(one.at, at));
  if (from === "docsUrl" && (required || isFilled)) return { ...slot, is: "about:blank" };
  // A code that is put at another place leaves its usual one to what arrived there.
  const isMovable = from === "code" && codePlaces > 1;
  if (!required || !(isMovable || uncertain.has(from))) return slot;
  const opened = openedSchema(schema, [], shared);
  const empty = [null, "", 0, false, [], {}].find((one) => conforms(one, opened));
  return { ...slot, is: empty === undefined ? standIn(opened) : empty };
}

/** Returns the schema of what only the caller knows of a body. */
function fieldsSchema(values: readonly Pick<Value, "at" | "schema">[]): JsonSchema {
  const [first] = values;
  if (first?.at.length === 0) return first.schema;
  const names = [...new Set(values.map(({ at: [name = ""] }) => name))];
  const below = (name: string | number): JsonSchema =>
    fieldsSchema(
      values.filter(({ at }) => at[0] === name).map((one) => ({ ...one, at: one.at.slice(1) })),
    );
  const element = names.find(isElement);
  if (element !== undefined) return { type: "array", items: below(element) };
  const properties = Object.fromEntries(names.map((name) => [name, below(name)]));
  return { type: "object", required: names.map(String), properties };
}
