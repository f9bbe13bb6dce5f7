// What answers of a definition hold besides the fields of their envelope, so that they are recognised as it.

import { statusOfKind } from "../../runtime/statuses.ts";
import { type BodyStep, bodySteps, standIn } from "./body.ts";
import type {
  Catalog,
  Condition,
  Definition,
  DefinitionCode,
  Envelope,
  Locator,
} from "./catalog.ts";
import { type JsonSchema, ownProperty } from "./json-schema.ts";
import { isInside, matchesAll } from "./match.ts";
import {
  bodyPaths,
  bodyPlaces,
  constantsAt,
  factAt,
  isAmong,
  isSamePlace,
  isWithin,
  type Path,
  pathsAbsent,
  pathsWanted,
  placeKey,
} from "./places.ts";
import {
  constantsLeft,
  type IsTaken,
  otherMatches,
  ownConditions,
  sharedCodes,
  takenFrom,
} from "./rivals.ts";

/** What a definition adds to the bodies of its envelope, and takes from them. */
export interface OwnBody {
  /** What is put into the body, in this order. */
  readonly steps: readonly BodyStep[];
  /** The places where nothing may stand. */
  readonly absent: readonly Path[];
}

/** Gives what a definition adds to the bodies of its envelope: the constants of its match, and what else tells it from the others with its codes. */
export function ownBody(definition: Definition, envelope: Envelope, catalog: Catalog): OwnBody {
  const own = ownConditions(definition, catalog);
  const conditions = [...envelope.when, ...own];
  if (conditions.length === 0) return noOwnBody;
  const isTaken = takenFrom(definition, catalog);
  const code = codePath(definition, envelope, conditions);
  const places = { definition, envelope, own, conditions, isTaken, code };
  const steps = [...movedCode(places), ...constantSteps(places)];
  return { steps: [...steps, ...wantedSteps(places, steps)], absent: pathsAbsent(own) };
}

const noOwnBody: OwnBody = { steps: [], absent: [] };

interface Places {
  readonly definition: Definition;
  readonly envelope: Envelope;
  /** What the definition itself is recognised by. */
  readonly own: readonly Condition[];
  /** Those of the envelope, and its own. */
  readonly conditions: readonly Condition[];
  /** Tells what other definitions with its codes are recognised by. */
  readonly isTaken: IsTaken;
  /** The path where the code goes. */
  readonly code: Path | undefined;
}

/** Gives the path where the code goes: the first that no condition keeps for something else. */
function codePath(
  definition: Definition,
  envelope: Envelope,
  conditions: readonly Condition[],
): Path | undefined {
  const absent = pathsAbsent(conditions);
  const paths = bodyPaths(envelope.code).filter((path) => !isWithin(path, absent));
  const isOpen = (path: Path): boolean => {
    const constants = constantsAt({ kind: "body", tokens: path }, conditions);
    return constants === undefined || definition.codes.some(({ text }) => hasText(constants, text));
  };
  return paths.find(isOpen) ?? paths[0];
}

function hasText(constants: readonly unknown[], text: string): boolean {
  return constants.some((one) => String(one) === text);
}

/** Gives the steps that put the code elsewhere where its usual place is kept for a constant. */
function movedCode({ envelope, conditions, code }: Places): readonly BodyStep[] {
  const { placed } = bodyPlaces(envelope);
  const isUsual = (path: Path): boolean => placed.get(placeKey(path))?.from === "code";
  if (code === undefined || isUsual(code)) return [];
  const kept = bodyPaths(envelope.code)
    .filter(isUsual)
    .flatMap((path): readonly BodyStep[] => {
      const [is] = constantsAt({ kind: "body", tokens: path }, conditions) ?? [];
      return is === undefined ? [] : [{ at: path, is }];
    });
  return [...kept, { at: code, from: "code" }];
}

/** Gives the steps that put the constants; a fact that is one of them stays, and so does what the envelope puts. */
function constantSteps(places: Places): readonly BodyStep[] {
  const { definition, envelope, own, conditions, isTaken, code } = places;
  const absent = pathsAbsent(conditions);
  const [message] = bodyPaths(envelope.message).filter((path) => !isWithin(path, absent));
  const usual = bodyPlaces(envelope).placed;
  const isDecided = (at: Locator): boolean =>
    own.some((one) => one.equals !== undefined && isSamePlace(one.at, at));
  return conditions.flatMap((condition): readonly BodyStep[] => {
    const { at } = condition;
    const constants = constantsLeft(at, conditions, isTaken);
    if (at.kind === "header" || constants === undefined) return [];
    const put = usual.get(placeKey(at.tokens));
    const stays = put === undefined || put.from !== undefined || put.is === constants[0];
    if (!own.includes(condition) && (stays || isDecided(at))) return [];
    const isPlaceOf = (path: Path | undefined): boolean =>
      path !== undefined && isAmong(path, [at.tokens]);
    const known = definition.codes.filter(({ text }) => hasText(constants, text));
    if (isPlaceOf(code) && known.length === definition.codes.length)
      return putsCode(envelope) ? [] : [{ at: at.tokens, from: "code" }];
    const [mine] = isPlaceOf(code) ? known : [];
    if (mine !== undefined) return [{ at: at.tokens, is: mine.literal }];
    const asked = isPlaceOf(message) ? factAt("message", constants) : undefined;
    return [{ at: at.tokens, ...(asked ?? { is: constants[0] }) }];
  });
}

/** Tells whether the code goes into the bodies of an envelope by itself: what hides its place keeps it out. */
export function putsCode(envelope: Envelope): boolean {
  return bodySteps(envelope, "fields").some((step) => step.from === "code");
}

/** Gives a value for each place where a match asks for one and nothing else stands. */
function wantedSteps(
  { definition, envelope, own }: Places,
  steps: readonly BodyStep[],
): readonly BodyStep[] {
  const there = [
    ...[...bodySteps(envelope, "fields"), ...steps].map(({ at }) => at),
    ...definition.params.flatMap((param) => bodyPaths(param.at).slice(0, 1)),
  ];
  return pathsWanted(own)
    .filter((path) => !there.some((one) => isWithin(one, [path]) || isWithin(path, [one])))
    .map((path) => ({ at: path, is: standIn(schemaAt(envelope.spelled, path)) }));
}

/** Gives the schema of a place in a body, as far as it is spelled out. */
export function schemaAt(schema: JsonSchema, path: Path): JsonSchema {
  return path.reduce(
    (outer, token) => (token === "*" ? outer.items : ownProperty(outer, token)) ?? {},
    schema,
  );
}

/** Gives the status of answers with a code: a documented one that the definition's match allows, else one that is left to it. */
export function answerStatus(
  definition: Definition,
  code: Pick<DefinitionCode, "statuses" | "text">,
  catalog: Catalog,
): number {
  const { match, statuses, kind } = definition;
  const wanted = match?.statuses ?? [];
  const documented = [...code.statuses, ...statuses];
  const fitting = documented.filter((one) => wanted.length === 0 || wanted.includes(one));
  const [usual] = [...fitting, ...wanted];
  if (usual !== undefined) return usual;
  const left = [statusOfKind(kind), 400, 422, 500].find(
    (one) => !isAnothers(one, { definition, code, catalog }),
  );
  return left ?? statusOfKind(kind);
}

interface Coded {
  readonly definition: Definition;
  readonly code: Pick<DefinitionCode, "text">;
  readonly catalog: Catalog;
}

/** Tells whether a response of a definition that has a status is another's by that alone. */
function isAnothers(status: number, { definition, code, catalog }: Coded): boolean {
  const own = definition.match ?? matchesAll;
  const { owners = [] } = sharedCodes(catalog).get(code.text) ?? {};
  return owners.some(
    ({ definition: { match } }) =>
      match !== undefined &&
      match !== definition.match &&
      match.statuses.includes(status) &&
      isInside(own, { ...match, statuses: [] }),
  );
}

/** Gives the message of answers, by its place in the list: the first, but for one by which another definition with a code is recognised. */
export function answerMessage(definition: Definition, catalog: Catalog): number {
  const { messages, match: own = matchesAll } = definition;
  if (messages.length < 2 || own.messages.length > 0) return 0;
  const rivals = otherMatches(definition, catalog).filter((match) => !isInside(own, match));
  const free = messages.findIndex(
    (message) => !rivals.some((match) => isInside({ ...own, messages: [message] }, match)),
  );
  return Math.max(free, 0);
}
