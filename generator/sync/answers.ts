// Which responses go into which operations; operations that share their responses get them once, or not at all.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { addTo, listed } from "../text/lists.ts";
import { adopted, type NarrowedPlace } from "./adoption.ts";
import { keysOf, type Operation } from "./operations.ts";
import type { Location } from "./parts.ts";
import { entryAt, parentOf } from "./pointers.ts";
import type { Answer } from "./responses.ts";
import { isShownOnlyOn, mergedKeys, sharedOnWay } from "./shared.ts";
import { type AnswerSetting, answersFrom, type Kept, type Turn, turnOf } from "./turns.ts";

/** The responses that should be in a map of responses. */
export interface WantedAnswers {
  /** The place of the map, which need not exist yet. */
  readonly at: Location;
  /** By status. */
  readonly answers: ReadonlyMap<string, Answer>;
}

/** What operations get. */
export interface Answers {
  readonly wanted: readonly WantedAnswers[];
  /** The hand-written schemas that give way. */
  readonly narrowed: readonly NarrowedPlace[];
  /** The hand-written responses that give way. */
  readonly taken: readonly Location[];
  /** The maps that several places share and that may take entries. */
  readonly shareable: readonly Location[];
  readonly kept: readonly Kept[];
  /** The operations without a response for an error, which get none. */
  readonly silent: readonly Operation[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Returns the responses of all operations; an operation is reported and left alone if its responses would change others. */
export function answersFor(given: Omit<AnswerSetting, "answersBy">): Answers {
  const setting = { ...given, answersBy: answersFrom(given.request) };
  const { operations, bystanders } = setting.description;
  const rest = setting.request.operations.length === 0 ? [] : bystanders;
  const turns = [
    ...operations.flatMap((one) => turnOf(one, setting.request.operations, setting) ?? []),
    ...rest.flatMap((one) => turnOf(one, [], setting) ?? []),
  ];
  const groups = new Map<unknown, Turn[]>();
  for (const turn of turns) addTo(groups, holderOf(turn), turn);
  const all = [...groups.values()].map(groupAnswers);
  const settled = new Set(all.flatMap((one) => one.settled));
  const narrowings = turns.flatMap((turn) => turn.narrowings);
  const written = turns.map((turn) => turn.written);
  const { narrowed, kept } = adopted(narrowings, written, setting);
  return {
    wanted: all.flatMap(({ wanted }) => wanted),
    narrowed,
    taken: turns.flatMap(({ taken }) => taken),
    shareable: all.flatMap(({ shareable }) => shareable),
    kept: [...turns.flatMap((turn) => turn.kept), ...kept],
    silent: operations.filter((one) => !settled.has(one) && isSilent(one)),
    diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
  };
}

function isSilent({ responses }: Operation): boolean {
  if (responses === undefined) return false;
  const keys = [...keysOf(responses), ...mergedKeys(responses.node)];
  return !keys.some((key) => /^[45]|^default$/.test(key));
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
    wanted: [{ at: written, answers: first.wanted }],
    shareable: sharedOnWay(root, container) === undefined ? [] : [at],
    diagnostics: [],
    settled: group.map(({ operation }) => operation),
  };
}

/** Returns the operations of a group by what they want; names are compared, since equal ones say the same. */
function kindsOf(group: readonly Turn[]): readonly (readonly Turn[])[] {
  if (group.length === 1) return [group];
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
