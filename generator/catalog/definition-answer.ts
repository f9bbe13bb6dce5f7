// What the answers of a definition have besides the slots of its envelope: its params, and what it is recognised by.

import type { Slot } from "../../runtime/facts.ts";
import type { Definition, Envelope } from "./catalog.ts";
import { anyHeader, standIn } from "./envelope-answer.ts";
import { schemaBelow } from "./opened-schema.ts";
import { bodyPaths, constantsAt, covers, isSame, type Place, placeOf } from "./places.ts";
import { isConstant } from "./template.ts";

/** The envelope of a definition's answers, and the slots that it gives them. */
export interface AnswerFrame {
  readonly envelope: Envelope;
  readonly slots: readonly Slot[];
}

/** Returns the slots that a definition adds to those of its envelope. */
export function definitionSlots(definition: Definition, frame: AnswerFrame): readonly Slot[] {
  const { envelope, slots } = frame;
  const params = paramSlots(definition, frame);
  const there = [...slots, ...params].map(({ at }) => at);
  const own = definition.match?.body ?? [];
  const worded = envelope.when.filter(({ at }) => isMessage(placeOf(at), envelope));
  const constants = [...own, ...worded].flatMap((condition): readonly Slot[] => {
    const at = placeOf(condition.at);
    if (condition.equals !== undefined) return constantSlots(at, definition, frame);
    const isThere = there.some((one) => covers(one, at) || covers(at, one));
    return condition.present && !isThere ? [{ at, is: anyValue(at, envelope) }] : [];
  });
  return [...params, ...constants];
}

/** What the envelope has inside a param is put there again. */
function paramSlots({ params }: Definition, { envelope, slots }: AnswerFrame): readonly Slot[] {
  const code = slots.find(({ from }) => from === "code");
  return params.flatMap(({ name, at: locators }): readonly Slot[] => {
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
function constantSlots(
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
  return standIn(at.reduce((schema, token) => schemaBelow(schema, token) ?? {}, envelope.body));
}
