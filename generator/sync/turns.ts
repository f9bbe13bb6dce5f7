// What one operation should get by the rules that take it, and what becomes of its hand-written responses.

import { mediaTypeOf } from "../../runtime/locate.ts";
import { addTo } from "../text/lists.ts";
import type { Span } from "../text/source.ts";
import type { AdoptionSetting, Narrowing } from "./adoption.ts";
import { pointerIn } from "./by-map.ts";
import { loneRef } from "./ledger.ts";
import { keysOf, type Operation } from "./operations.ts";
import { lastOf, type Owned } from "./ownership.ts";
import { below, follow, type Location } from "./parts.ts";
import type { SyncRequest } from "./request.ts";
import { type Answer, bodiless, inMediaType, mergedResponses } from "./responses.ts";
import {
  type Adoption,
  type Answering,
  covers,
  givenBy,
  isRange,
  type OperationRule,
  takes,
} from "./rules.ts";

/** A hand-written response that stays although rules give errors for its status. */
export interface Kept {
  readonly operation: string;
  readonly status: string;
  /** The errors that it hides, or does not answer for any more. */
  readonly errors: readonly string[];
  /** True if responses of ours for single statuses go before it. */
  readonly isShadowed: boolean;
  /** True if operations share it and need different schemas, so that it is not narrowed. */
  readonly isShared: boolean;
  readonly span: Span;
}

/** What one operation should get, with the place of its responses. */
export interface Turn {
  readonly operation: Operation;
  readonly at: Location;
  readonly written: Location;
  /** By status. */
  readonly wanted: ReadonlyMap<string, Answer>;
  readonly taken: readonly Location[];
  readonly narrowings: readonly Narrowing[];
  readonly kept: readonly Kept[];
}

/** What an operation is answered in. */
export interface AnswerSetting extends AdoptionSetting {
  readonly owned: Owned;
  /** Returns the responses that rules give an operation. */
  readonly answersBy: AnswersBy;
}

/** Returns the responses that rules give an operation, by status. */
export type AnswersBy = (
  rules: readonly OperationRule[],
  answering: Answering,
) => ReadonlyMap<string, Answer>;

/** Returns an operation's responses by the rules that select it. */
export function turnOf(
  operation: Operation,
  all: readonly OperationRule[],
  { description, request, owned, answersBy }: AnswerSetting,
): Turn | undefined {
  const { responses: at, written } = operation;
  if (at === undefined || written === undefined) return undefined;
  const replaced = description.ledger?.replaced.get(written.part.path);
  const rules = all.filter((rule) => takes(rule, operation));
  const own = owned.get(written.part)?.get(written.pointer);
  const keys = keysOf(written);
  const declared = keys.filter(
    (key) => own?.has(key) !== true || replaced?.has(pointerIn(written.pointer, key)) === true,
  );
  const answering = { operation, declared };
  const given = answersBy(rules, answering);
  const isProblem = given.size > 0 && answersWithProblems(written, declared, description);
  const answers = isProblem
    ? new Map([...given].map(([key, one]) => [key, inMediaType(one, problemType)]))
    : given;
  const adopting = rules.filter(({ existing = "keep" }) => existing !== "keep");
  const wide = declared.filter(isWide);
  const isTaken = (key: string) =>
    declared.includes(key) || (!keys.includes(key) && below(written, key).node !== undefined);
  // A description that shares the file has written the same response, with a reference to itself.
  const isOthers = (key: string) => {
    if (own?.has(key) === true) return false;
    const at = below(written, key);
    const ref = request.isSpared?.(at) === true ? loneRef(at.node) : undefined;
    return ref !== undefined && lastOf(ref) === answers.get(key)?.name;
  };
  const choices = [...answers].flatMap(([key, answer]): readonly Choice[] => {
    const range = wide.find((one) => one !== key && covers(one, key));
    // A success is not narrowed to errors, and no error takes its place.
    if (/^[123]/.test(key) || isOthers(key))
      return [{ key, answer, mode: "keep", range: undefined, isFree: false }];
    const isFree = !isTaken(key);
    if (isFree && range === undefined) return [];
    const asked = modeOf(key, { rules: adopting, answering, answersBy });
    // A response that a merge key brings is written elsewhere, and cannot give way here.
    const isInherited = !isFree && !keys.includes(key);
    const mode = isInherited && asked === "replace" ? "keep" : asked;
    return [{ key, answer, mode, range, isFree }];
  });
  const { kept, ...turns } = turnsOf({ answers, choices }, operation, own);
  const left = kept.filter(({ status }) => !isOthers(status));
  return { operation, at, written, ...turns, kept: left };
}

const problemType = "application/problem+json";

/** Returns whether the hand-written error responses of an operation have bodies of RFC 9457, and no others of JSON. */
function answersWithProblems(
  written: Location,
  declared: readonly string[],
  { spec }: AnswerSetting["description"],
): boolean {
  const types = declared
    .filter((key) => !/^[123]/.test(key))
    .flatMap((key) => {
      const target = follow(spec, below(written, key)).value;
      return target === undefined ? [] : keysOf(below(target, "content"));
    })
    .filter((type) => /[/+]json\b/i.test(type));
  return types.length > 0 && types.every((type) => mediaTypeOf(type) === problemType);
}

/** What could be done for one status that is hand-written, or that a hand-written range answers for. */
interface Choice {
  readonly key: string;
  readonly answer: Answer;
  readonly mode: Adoption;
  /** The hand-written range or default that answers for the status. */
  readonly range: string | undefined;
  /** True if nothing hand-written is at the place. */
  readonly isFree: boolean;
}

/** What an operation should have, and of which statuses that is in question. */
interface Choosing {
  readonly answers: ReadonlyMap<string, Answer>;
  readonly choices: readonly Choice[];
}

function turnsOf(
  { answers, choices }: Choosing,
  operation: Operation,
  own: ReadonlyMap<string, unknown> | undefined,
): Pick<Turn, "wanted" | "taken" | "narrowings" | "kept"> {
  const placeOf = (key: string) => below(operation.written ?? operation.at, key);
  const keptOf = (status: string, all: readonly Choice[], isShadowed: boolean): Kept => {
    const node = operation.written?.node;
    const entry = node?.kind === "mapping" ? node.entries.get(status) : undefined;
    return {
      operation: operation.label,
      status,
      errors: [...new Set(all.flatMap(({ answer }) => answer.definitions.map(({ name }) => name)))],
      isShadowed,
      isShared: false,
      span: entry?.key.span ?? operation.span,
    };
  };
  const isInRange = ({ isFree, mode, range }: Choice) =>
    isFree && mode === "schema" && range !== undefined;
  const narrows = ({ isFree, mode, key }: Choice) =>
    !isFree && mode === "schema" && own?.has(key) !== true;
  const byRange = new Map<string, Choice[]>();
  for (const one of choices) {
    if (isInRange(one)) addTo(byRange, one.range ?? "", one);
    else if (narrows(one)) addTo(byRange, one.key, one);
  }
  const isWanted = (one: Choice) => (one.isFree ? !isInRange(one) : one.mode === "replace");
  const wanted = choices.filter(isWanted);
  const left = new Set(choices.filter((one) => !isWanted(one)).map(({ key }) => key));
  const stay = choices.filter((one) => !one.isFree && one.mode !== "replace" && !narrows(one));
  const shadowed = new Map<string, Choice[]>();
  for (const one of wanted) if (one.isFree && one.range) addTo(shadowed, one.range, one);
  return {
    wanted: left.size === 0 ? answers : new Map([...answers].filter(([key]) => !left.has(key))),
    taken: wanted.filter(({ isFree }) => !isFree).map(({ key }) => placeOf(key)),
    narrowings: [...byRange].map(([key, all]) => ({
      response: placeOf(key),
      answers: all.map(({ answer }) => answer),
      kept: keptOf(key, all, false),
    })),
    kept: [
      ...stay.map((one) => keptOf(one.key, [one], false)),
      ...[...shadowed].map(([range, all]) => keptOf(range, all, true)),
    ],
  };
}

function isWide(key: string): boolean {
  return key === "default" || isRange(key);
}

/** Returns what gives the responses of operations; of many that are alike they are made once. */
export function answersFrom(request: SyncRequest): AnswersBy {
  const known = new Map<string, ReadonlyMap<string, Answer>>();
  const isLimited = request.catalogs.some(({ catalog: { definitions } }) =>
    definitions.some(({ operations }) => operations.length > 0),
  );
  return (rules, answering) => {
    const { method, label, id } = answering.operation;
    const own = isLimited ? [label, id] : [method === "head"];
    const key = JSON.stringify([
      own,
      rules.map((rule) => request.operations.indexOf(rule)),
      answering.declared,
    ]);
    const answers = known.get(key) ?? newAnswers(rules, answering, request);
    known.set(key, answers);
    return answers;
  };
}

function newAnswers(
  rules: readonly OperationRule[],
  answering: Answering,
  { catalogs }: SyncRequest,
): ReadonlyMap<string, Answer> {
  if (rules.length === 0) return new Map();
  const given = catalogs.map((from) => ({
    from,
    responses: from.responsesFor(givenBy(answering, from.catalog, rules)),
  }));
  const answers = mergedResponses(given);
  if (answering.operation.method !== "head") return answers;
  return new Map([...answers].map(([key, answer]) => [key, bodiless(answer)]));
}

const strength: Readonly<Record<Adoption, number>> = { keep: 0, schema: 1, replace: 2 };

/** Returns what becomes of a hand-written response by the rules that give errors for its status; of several ways the one that changes most. */
function modeOf(key: string, { rules, answering, answersBy }: ModeQuery): Adoption {
  const modes = rules
    .filter((rule) => answersBy([rule], answering).has(key))
    .flatMap(({ existing }) => existing ?? []);
  return modes.toSorted((a, b) => strength[b] - strength[a])[0] ?? "keep";
}

interface ModeQuery {
  readonly rules: readonly OperationRule[];
  readonly answering: Answering;
  readonly answersBy: AnswersBy;
}
