// What the answers of a definition have besides the slots of its envelope: its params, and what it is recognised by.

import type { Slot } from "../../runtime/facts.ts";
import { isInList } from "../../runtime/found.ts";
import { visit } from "../../runtime/locate.ts";
import { readResponse } from "../../runtime/read.ts";
import { isScalar } from "../../runtime/values.ts";
import { isSame as isSameData } from "../text/data.ts";
import type {
  CodeType,
  Definition,
  DefinitionCode,
  Envelope,
  EnvelopeAnswer,
  Json,
  Locator,
} from "./catalog.ts";
import { anyHeader, standIn, typedSlot } from "./envelope-answer.ts";
import type { JsonSchema } from "./json-schema.ts";
import { schemaBelow } from "./opened-schema.ts";
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
import { everyStep } from "./steps.ts";
import { isConstant } from "./template.ts";

/** The envelope of a definition's answers, and the slots that it gives them. */
export interface AnswerFrame {
  readonly envelope: Envelope;
  readonly slots: readonly Slot[];
  readonly codeType: CodeType;
}

/** Returns the slots that a definition adds to those of its envelope. */
export function definitionSlots(definition: Definition, frame: AnswerFrame): readonly Slot[] {
  const { envelope, slots } = frame;
  const params = paramSlots(definition, frame);
  const sent = constantSlots(definition);
  const there = [...slots, ...params, ...sent].map(({ at }) => at);
  const own = definition.match?.body ?? [];
  const worded = envelope.when.filter(({ at }) => isMessage(placeOf(at), envelope));
  const constants = [...own, ...worded].flatMap((condition): readonly Slot[] => {
    const at = placeOf(condition.at);
    if (condition.equals !== undefined) return conditionSlots(at, definition, frame);
    const isThere = there.some((one) => covers(one, at) || covers(at, one));
    return condition.present && !isThere ? [{ at, is: anyValue(at, envelope) }] : [];
  });
  const usual = slots.filter(({ at }) => isKeyless(at));
  return atKeys([...usual, ...params, ...constants, ...sent], definition, frame);
}

/** Returns slots with the keys of the first example in place of `*` where that stands for any key; without an example that shows them, such slots are left out. */
function atKeys(
  slots: readonly Slot[],
  { codes, examples }: Definition,
  { envelope }: AnswerFrame,
): readonly Slot[] {
  if (!slots.some(({ at }) => isKeyless(at))) return slots;
  const texts = new Set(codes.map(({ text }) => text));
  const [element = []] = examples
    .filter((one) => one.envelope === envelope.name)
    .flatMap(({ body }) => envelope.code.flatMap((at) => shownElement(at, body, texts)));
  return slots.flatMap((slot) => {
    const at = keyedPlace(slot.at, element);
    return at === undefined ? [] : [{ ...slot, at }];
  });
}

/** Returns a place with the keys of an element in place of `*`, if the element is in the same object. */
function keyedPlace(place: Place, element: Path): Place | undefined {
  if (typeof place === "string" || !isKeyless(place)) return place;
  const last = place.lastIndexOf("*");
  const path = place.map((token, i) => (token === "*" ? (element[i] ?? token) : token));
  const isSameWay = path.every(
    (token, i) => i > last || token === element[i] || typeof token === "number",
  );
  return isSameWay && !isKeyless(path) ? path : undefined;
}

/** Returns the ways to the elements of a body that have one of some codes at a place. */
function shownElement(locator: Locator, body: Json, texts: ReadonlySet<string>): readonly Path[] {
  const ways: Path[] = [];
  if (locator.kind === "body")
    visit(locator.tokens, readResponse({ body }, everyStep), (value, way) => {
      if (isScalar(value) && texts.has(String(value))) ways.push(way);
      return ways.length > 0;
    });
  return ways;
}

/** Returns the frames of the other envelopes than its first in which a definition may come. */
export function otherFrames(
  { envelopes: [first], match }: Pick<Definition, "envelopes" | "match">,
  frames: readonly AnswerFrame[],
): readonly AnswerFrame[] {
  const allowed = match?.envelopes ?? [];
  return frames.filter(
    ({ envelope: { name } }) => name !== first && (allowed.length === 0 || allowed.includes(name)),
  );
}

/** Returns the slots that a definition adds in other envelopes than its first, by their names, if they differ from those in the first; its constants are for the first alone. */
export function otherSlots(
  definition: Definition,
  frames: readonly AnswerFrame[],
  first: readonly Slot[],
): { readonly [envelope: string]: readonly Slot[] } {
  const bare = { ...definition, constants: [] };
  const all = frames.map((frame) => [frame.envelope.name, definitionSlots(bare, frame)] as const);
  return Object.fromEntries(all.filter(([, slots]) => !isSameData(slots, first)));
}

/** Returns the slots of what is sent with every body of a definition. */
export function constantSlots({ constants }: Pick<Definition, "constants">): readonly Slot[] {
  return constants.map(({ at, equals }) => ({ at: placeOf(at), is: equals?.[0] }));
}

/** Returns the slot of a code if it is not put where its envelope usually has one, but where it is written to be, or where the first example with it has it; and that of the message, if it is usually in an element that such a body does not have. */
export function movedSlots(
  code: DefinitionCode,
  definition: Definition,
  frame: AnswerFrame,
): readonly Slot[] {
  const { envelope, slots, codeType } = frame;
  const usual = slots.find(({ from }) => from === "code");
  const written = envelope.code.find((at) => code.at && isSame(placeOf(at), placeOf(code.at)));
  const examples = definition.examples.filter(
    (one) => one.envelope === envelope.name && String(one.code) === code.text,
  );
  const texts = new Set([code.text]);
  const shown = examples
    .slice(0, 1)
    .flatMap(({ body }) => envelope.code.filter((at) => shownElement(at, body, texts).length > 0));
  const locator = written ?? shown[0];
  if (usual === undefined || locator === undefined || isSame(placeOf(locator), usual.at)) return [];
  const [said] = envelope.message;
  const message = envelope.message.find((at) => isBeside(at, locator)) ?? said;
  const moved: readonly Slot[] = [
    { at: placeOf(locator), from: "code" },
    ...(message === said || message === undefined
      ? []
      : [{ at: placeOf(message), from: "message" } as const]),
  ];
  return atKeys(moved, { ...definition, examples }, frame).map((slot) => {
    const schema = typeof slot.at === "string" ? {} : schemaAt(slot.at, envelope);
    return typedSlot(slot, schema, codeType);
  });
}

/** Checks whether a body with a code has the place of a message too: one in a list is there only if the code is in the same elements. */
function isBeside(message: Locator, code: Locator): boolean {
  if (message.kind === "header" || !message.tokens.includes("*")) return true;
  return code.kind === "body" && isInList(message.tokens, code.tokens);
}

/** Returns whether the caller must give fields for the bodies of a definition: not if its constants are at all of their places. */
export function asksForFields(
  definition: Definition,
  answer: Pick<EnvelopeAnswer, "slots"> | undefined,
): boolean {
  const sent = constantSlots(definition);
  const asked = answer?.slots.filter(({ from }) => from === "field") ?? [];
  return asked.some(({ at }) => !sent.some((one) => covers(one.at, at)));
}

/** What the envelope has inside a param is put there again. */
function paramSlots({ params }: Definition, { envelope, slots }: AnswerFrame): readonly Slot[] {
  const code = slots.find(({ from }) => from === "code");
  return params.flatMap(({ name, at, places }): readonly Slot[] => {
    const locators = places?.[envelope.name] ?? at;
    const [first] = [...bodyPaths(locators), ...locators.map(placeOf)];
    if (first === undefined || (code !== undefined && isSame(first, code.at))) return [];
    const inside = slots.filter(({ at }) => covers(first, at) && !covers(at, first));
    const hidden = code === undefined ? bodyPaths(envelope.code) : [];
    const [path] = hidden.filter((one) => covers(first, one));
    return [
      { at: first, param: name },
      ...inside,
      ...(path === undefined ? [] : [{ at: path, from: "code" } as const]),
    ];
  });
}

/** A code that is among the constants of a condition stays, and so does a message; else the first constant is put there. */
function conditionSlots(
  at: Place,
  { codes, match, messages: [message], summary }: Definition,
  { envelope, slots }: AnswerFrame,
): readonly Slot[] {
  const constants = constantsAt(at, [...envelope.when, ...(match?.body ?? [])]) ?? [];
  const usual = slots.find((slot) => isSame(slot.at, at));
  const isOwn = codes.some(({ text }) => constants.some((one) => String(one) === text));
  if (usual?.from === "code" && isOwn) return [];
  const text = message === undefined ? summary : isConstant(message) ? message.parts[0] : "";
  const said = isMessage(at, envelope) ? constants.find((one) => one === text) : undefined;
  const is = said ?? constants[0];
  return usual?.from === undefined && usual?.is === is ? [] : [{ at, is }];
}

function isMessage(at: Place, { message }: Envelope): boolean {
  return message.some((one) => isSame(placeOf(one), at));
}

/** Returns a value for a place where a condition asks for any. */
function anyValue(at: Place, envelope: Envelope): unknown {
  if (typeof at === "string") return anyHeader(at, envelope);
  return standIn(schemaAt(at, envelope));
}

function schemaAt(at: Path, { body }: Envelope): JsonSchema {
  return at.reduce((schema, token) => schemaBelow(schema, token) ?? {}, body);
}
