// Which responses go into which operations; operations that share their responses get them once, or not at all.

import type { Definition } from "../catalog/catalog.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { addTo, listed } from "../text/lists.ts";
import type { Span } from "../text/source.ts";
import type { Description } from "./description.ts";
import { loneRef, markOf } from "./ledger.ts";
import { keysOf, type Operation } from "./operations.ts";
import type { Owned } from "./ownership.ts";
import { below, type Location } from "./parts.ts";
import { entryAt, parentOf } from "./pointers.ts";
import type { SyncRequest } from "./request.ts";
import { type Answer, bodiless, mergedResponses } from "./responses.ts";
import { givenBy, takes } from "./rules.ts";
import { isShownOnlyOn, sharedOnWay } from "./shared.ts";

/** A response at the place of an operation where it should be. */
export interface WantedAnswer {
  readonly at: Location;
  readonly answer: Answer;
}

/** A hand-written response that stays although rules give errors for its status. */
export interface Kept {
  readonly operation: string;
  readonly status: string;
  /** The errors that it hides. */
  readonly errors: readonly string[];
  readonly span: Span;
}

/** What operations get. */
export interface Answers {
  readonly wanted: readonly WantedAnswer[];
  /** The maps that several places share and that may take entries. */
  readonly shareable: readonly Location[];
  readonly kept: readonly Kept[];
  /** The operations without a response for an error, which get none. */
  readonly silent: readonly Operation[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What one operation should get, with the place of its responses. */
interface Turn {
  readonly operation: Operation;
  readonly at: Location;
  readonly written: Location;
  /** By status. */
  readonly wanted: ReadonlyMap<string, Answer>;
  readonly kept: readonly Kept[];
}

/** Returns the responses of all operations; an operation is reported and left alone if its responses would change others. */
export function answersFor(
  { operations, bystanders }: Description,
  request: SyncRequest,
  owned: Owned,
): Answers {
  const groups = new Map<unknown, Turn[]>();
  const rest = request.operations.length === 0 ? [] : bystanders;
  for (const operation of operations) {
    const turn = turnOf(operation, request, owned);
    if (turn !== undefined) addTo(groups, holderOf(turn), turn);
  }
  for (const operation of rest) {
    const turn = turnOf(operation, { ...request, operations: [] }, owned);
    if (turn !== undefined) addTo(groups, holderOf(turn), turn);
  }
  const all = [...groups.values()].map(groupAnswers);
  const settled = new Set(all.flatMap((one) => one.settled));
  return {
    wanted: all.flatMap(({ wanted }) => wanted),
    shareable: all.flatMap(({ shareable }) => shareable),
    kept: [...groups.values()].flatMap((group) => group.flatMap(({ kept }) => kept)),
    silent: operations.filter((one) => !settled.has(one) && isSilent(one)),
    diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
  };
}

function isSilent({ responses }: Operation): boolean {
  return responses !== undefined && !keysOf(responses).some((key) => /^[45]|^default$/.test(key));
}

/** Returns an operation's responses by the rules that select it. */
function turnOf(operation: Operation, request: SyncRequest, owned: Owned): Turn | undefined {
  const { responses: at, written, method } = operation;
  if (at === undefined || written === undefined) return undefined;
  const rules = request.operations.filter((rule) => takes(rule.for, operation));
  const given =
    rules.length === 0
      ? []
      : request.catalogs.map((from) => ({
          from,
          responses: from.responsesFor(givenBy(operation, from.catalog, rules)),
        }));
  const isOurs = ({ part, pointer }: Location) => owned.get(part)?.has(pointer) === true;
  const all = [...mergedResponses(given)].map(([key, answer]) => ({
    key,
    answer: method === "head" ? bodiless(answer) : answer,
    place: below(written, key),
  }));
  const isFree = ({ place }: { readonly place: Location }) =>
    place.node === undefined || isOurs(place);
  const kept = all
    .filter((one) => !isFree(one))
    .map(({ key, answer, place }) => ({
      operation: operation.label,
      status: key,
      errors: namesOf(answer.definitions),
      span: entryAt(place.part.root, place.pointer)?.key.span ?? operation.span,
      isLed: isLed(place),
    }));
  return {
    operation,
    at,
    written,
    wanted: new Map(all.filter(isFree).map(({ key, answer }) => [key, answer])),
    kept: kept.filter((one) => !one.isLed),
  };
}

/** Whoever refers to a component with a mark, as another description that shares the file does, has the errors. */
function isLed({ node }: Location): boolean {
  return loneRef(node) !== undefined && node !== undefined && markOf(node) !== undefined;
}

function namesOf(definitions: readonly Definition[]): readonly string[] {
  return definitions.map(({ name }) => name);
}

/** Returns the key that operations with shared responses have in common: an alias has the same entries as its anchor. */
function holderOf({ operation, written: { node } }: Turn): unknown {
  if (node?.kind === "mapping") return node.entries;
  const around = operation.at.node;
  return around?.kind === "mapping" ? around.entries : operation;
}

/** What the operations of a group get, and which of them are done with. */
interface GroupAnswers extends Pick<Answers, "wanted" | "shareable" | "diagnostics"> {
  readonly settled: readonly Operation[];
}

const nothing: GroupAnswers = { wanted: [], shareable: [], diagnostics: [], settled: [] };

function groupAnswers(group: readonly Turn[]): GroupAnswers {
  const [first] = group;
  if (first === undefined || group.every(({ wanted }) => wanted.size === 0)) return nothing;
  const { written } = first;
  const { root } = written.part;
  const container = written.node === undefined ? parentOf(written.pointer) : written.pointer;
  // A list on the path, such as one of maps to be merged, cannot take entries.
  const isReached = container === "" || entryAt(root, container) !== undefined;
  const kinds = kindsOf(group);
  const ways = group.map(({ at }) => at.pointer);
  const isAlone = isReached && isShownOnlyOn(root, { written: container, ways });
  if (kinds.length > 1 || !isAlone) return refusals(kinds);
  const at = { ...written, pointer: container };
  return {
    wanted: [...first.wanted].map(([key, answer]) => ({ at: below(written, key), answer })),
    shareable: sharedOnWay(root, container) === undefined ? [] : [at],
    diagnostics: [],
    settled: group.map(({ operation }) => operation),
  };
}

/** Returns the operations of a group by what they want; names are compared, since equal ones say the same. */
function kindsOf(group: readonly Turn[]): readonly (readonly Turn[])[] {
  const kinds = new Map<string, Turn[]>();
  for (const turn of group) {
    const wanted = [...turn.wanted].map(([key, { name }]) => `${key} ${name}`);
    addTo(kinds, wanted.join("\n"), turn);
  }
  return [...kinds.values()];
}

/** Reports for each operation of a group why its responses cannot be added. */
function refusals(kinds: readonly (readonly Turn[])[]): GroupAnswers {
  const refused = kinds.filter(([first]) => first !== undefined && first.wanted.size > 0);
  const diagnostics = refused.flatMap((kind) => {
    const rest = kinds.filter((one) => one !== kind).flat();
    const labels = new Set(rest.map(({ operation }) => operation.label));
    const others = labels.size === 0 ? "other places of the text" : listed([...labels], 3);
    return kind.map(({ operation, at }) => {
      const span = sharedOnWay(at.part.root, at.pointer)?.key.span ?? operation.span;
      const holes = { operation: operation.label, others };
      return diagnostic("spec-responses-shared", holes, { span });
    });
  });
  return { ...nothing, diagnostics, settled: refused.flat().map(({ operation }) => operation) };
}
