// Which responses go into which operations; operations that share their responses get them once, or not at all.

import { diagnostic } from "../diagnostics/diagnostic.ts";
import { isSame } from "../text/data.ts";
import { addTo, listed } from "../text/lists.ts";
import { addPointer } from "./ledger.ts";
import {
  bystandersOf,
  givenBy,
  type Operation,
  type OperationRule,
  responsesOf,
  takes,
  whereWritten,
} from "./operations.ts";
import { isAdoptable, isOwned } from "./ownership.ts";
import { below, type Location } from "./parts.ts";
import { rewriteReferences } from "./references.ts";
import { mergedResponses } from "./responses.ts";
import { isShownOnlyOn, sharedOnWay } from "./shared.ts";
import { entryAt, parentOf } from "./splice.ts";
import { type Work, want } from "./work.ts";

/** An operation with the place of its responses: by its path, and as written. */
interface Answer {
  readonly operation: Operation;
  readonly at: Location;
  readonly written: Location;
  /** The responses to add, by status. */
  readonly wanted: ReadonlyMap<string, unknown>;
}

/** Plans the responses of all operations; an operation is reported and left alone if its responses would change others. */
export function wantResponses(operations: readonly Operation[], work: Work): void {
  const { operations: rules, spec } = work.request;
  if (rules.length === 0) return;
  const rest = bystandersOf(spec, operations);
  const groups = new Map<unknown, Answer[]>();
  const add = (operation: Operation, taking: readonly OperationRule[]): void => {
    const answer = answerOf(operation, taking, work);
    if (answer !== undefined) addTo(groups, holderOf(answer), answer);
  };
  for (const one of operations) {
    const taking = rules.filter((rule) => takes(rule.for, one));
    add(one, taking);
  }
  for (const one of rest) add(one, []);
  for (const group of groups.values()) wantInto(group, work);
}

/** Returns an operation's responses by the rules that select it. */
function answerOf(
  operation: Operation,
  rules: readonly OperationRule[],
  work: Work,
): Answer | undefined {
  const { request, places } = work;
  const { spec, catalogs, name: mainName } = request;
  const at = responsesOf(spec, operation);
  if (at === undefined) return undefined;
  const written = whereWritten(operation, at);
  const wanted = new Map<string, unknown>();
  if (rules.length === 0) return { operation, at, written, wanted };
  const given = catalogs.map(({ catalog, components, whole, responsesFor }) => ({
    id: catalog.id,
    components: whole ?? components,
    responses: responsesFor(givenBy(operation, catalog, rules)),
  }));
  const setting = { from: at.part, places, mainName, spellings: spec.spellings };
  for (const [key, value] of mergedResponses(given)) {
    const place = below(written, key);
    const led = rewriteReferences(value, setting);
    const isAdopted = isAdoptable(place, led, work);
    if (isAdopted) addPointer(work.adopted, at.part.path, place.pointer);
    // A hand-written response stays as it is.
    if (place.node === undefined || isAdopted || isOwned(place, work)) wanted.set(key, led);
  }
  return { operation, at, written, wanted };
}

/** Returns the key that operations with shared responses have in common: an alias has the same entries as its anchor. */
function holderOf({ operation, written: { node } }: Answer): unknown {
  if (node?.kind === "mapping") return node.entries;
  const around = operation.at.node;
  return around?.kind === "mapping" ? around.entries : operation;
}

function wantInto(group: readonly Answer[], work: Work): void {
  const [first] = group;
  if (first === undefined || group.every(({ wanted }) => wanted.size === 0)) return;
  const { written } = first;
  const { path, root } = written.part;
  const container = written.node === undefined ? parentOf(written.pointer) : written.pointer;
  // A list on the path, such as one of maps to be merged, cannot take entries.
  const isReached = container === "" || entryAt(root, container) !== undefined;
  const kinds = kindsOf(group);
  const ways = group.map(({ at }) => at.pointer);
  if (!isReached || kinds.length > 1 || !isShownOnlyOn(root, { written: container, ways })) {
    for (const kind of kinds) leave(kind, kinds, work);
    return;
  }
  if (sharedOnWay(root, container) !== undefined) addPointer(work.shareable, path, container);
  for (const [key, value] of first.wanted) want(below(written, key), value, work);
  for (const { operation } of group) work.settled.add(operation);
}

/** Operations of a group that want the same responses. */
type Kind = readonly [Answer, ...Answer[]];

/** Compares kinds instead of operations, since there are few kinds. */
function kindsOf(group: readonly Answer[]): readonly Kind[] {
  const kinds: [Answer, ...Answer[]][] = [];
  for (const answer of group) {
    const wanted = Object.fromEntries(answer.wanted);
    const known = kinds.find(([one]) => isSame(Object.fromEntries(one.wanted), wanted));
    if (known === undefined) kinds.push([answer]);
    else known.push(answer);
  }
  return kinds;
}

/** Reports for each operation of a kind why its responses cannot be added. */
function leave(kind: Kind, kinds: readonly Kind[], work: Work): void {
  if (kind[0].wanted.size === 0) return;
  const rest = kinds.filter((one) => one !== kind).flat();
  const labels = new Set(rest.map(({ operation }) => operation.label));
  const others = labels.size === 0 ? "other places of the text" : listed([...labels], 3);
  for (const { operation, at } of kind) {
    const span = sharedOnWay(at.part.root, at.pointer)?.key.span ?? operation.span;
    const holes = { operation: operation.label, others };
    work.diagnostics.push(diagnostic("spec-responses-shared", holes, { span }));
    work.settled.add(operation);
  }
}
