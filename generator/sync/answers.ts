// Which responses go into which operations; operations that share their responses get them once, or not at all.

import { diagnostic } from "../diagnostics/diagnostic.ts";
import { isSame } from "../text/data.ts";
import { addTo } from "../text/lists.ts";
import {
  bystandersOf,
  givenBy,
  type Operation,
  responsesOf,
  takes,
  whereWritten,
} from "./operations.ts";
import { adopt, isAdoptable, isOwned } from "./ownership.ts";
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
  if (work.request.operations.length === 0) return;
  const rest = bystandersOf(work.request.spec, operations).map((one) => answerOf(one, [], work));
  const answers = operations.map((one) => answerOf(one, rulesFor(one, work), work));
  const groups = new Map<unknown, Answer[]>();
  for (const answer of [...answers, ...rest]) {
    if (answer !== undefined) addTo(groups, holderOf(answer), answer);
  }
  for (const group of groups.values()) wantInto(group, work);
}

function rulesFor(operation: Operation, { request }: Work) {
  return request.operations.filter((rule) => takes(rule.for, operation));
}

function answerOf(
  operation: Operation,
  rules: ReturnType<typeof rulesFor>,
  work: Work,
): Answer | undefined {
  const at = responsesOf(work.request.spec, operation);
  if (at === undefined) return undefined;
  const written = whereWritten(operation, at);
  const responses = rules.length === 0 ? new Map() : responsesBy(rules, operation, work);
  const wanted = [...responses].flatMap(([key, value]): readonly [string, unknown][] => {
    const place = below(written, key);
    const { places, request } = work;
    const { spellings } = request.spec;
    const setting = { from: at.part, places, mainName: request.name, spellings };
    const led = rewriteReferences(value, setting);
    // A hand-written response stays as it is.
    const isAdopted = isAdoptable(place, led, work);
    if (isAdopted) adopt(place, work);
    const isFree = place.node === undefined || isOwned(place, work) || isAdopted;
    return isFree ? [[key, led]] : [];
  });
  return { operation, at, written, wanted: new Map(wanted) };
}

function responsesBy(
  rules: ReturnType<typeof rulesFor>,
  operation: Operation,
  { request }: Work,
): ReadonlyMap<string, unknown> {
  const given = request.catalogs.map(({ catalog, components, whole, responsesFor }) => ({
    id: catalog.id,
    components: whole ?? components,
    responses: responsesFor(givenBy(operation, catalog, rules)),
  }));
  return mergedResponses(given);
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
  if (sharedOnWay(root, container) !== undefined)
    work.shareable.set(path, (work.shareable.get(path) ?? new Set()).add(container));
  for (const [key, value] of first.wanted) want(below(written, key), value, work);
  for (const { operation } of group) work.settled.add(operation);
}

/** Operations of a group that want the same responses. */
type Kind = readonly [Answer, ...Answer[]];

/** Compares kinds instead of operations, since there are few kinds. */
function kindsOf(group: readonly Answer[]): readonly Kind[] {
  const kinds: [Answer, ...Answer[]][] = [];
  for (const answer of group) {
    const known = kinds.find(([one]) => isSameMap(one.wanted, answer.wanted));
    if (known === undefined) kinds.push([answer]);
    else known.push(answer);
  }
  return kinds;
}

function isSameMap(
  one: ReadonlyMap<string, unknown>,
  other: ReadonlyMap<string, unknown>,
): boolean {
  return one === other || isSame(Object.fromEntries(one), Object.fromEntries(other));
}

/** Reports for each operation of a kind why its responses cannot be added. */
function leave(kind: Kind, kinds: readonly Kind[], work: Work): void {
  if (kind[0].wanted.size === 0) return;
  const labels = kinds
    .flatMap((one) => (one === kind ? [] : one))
    .map((one) => one.operation.label);
  const others = listed([...new Set(labels)]);
  for (const { operation, at } of kind) {
    const span = sharedOnWay(at.part.root, at.pointer)?.key.span ?? operation.span;
    const holes = { operation: operation.label, others };
    work.diagnostics.push(diagnostic("spec-responses-shared", holes, { span }));
    work.settled.add(operation);
  }
}

const mostListed = 3;

function listed(labels: readonly string[]): string {
  if (labels.length === 0) return "other places of the text";
  const shown = labels.slice(0, mostListed).map((label) => `"${label}"`);
  const more = labels.length - shown.length;
  return more === 0 ? shown.join(", ") : `${shown.join(", ")} and ${more} more`;
}
