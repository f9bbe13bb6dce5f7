// The other errors in a response: the elements of the lists in which its envelope finds codes.

import type { Envelope, Locator, Path } from "./facts.ts";
import { foundCode, isInList, isSuccess, judge, noOthers, nothingFound, rank } from "./found.ts";
import { hasStar, isThere, noElement, textAt, valueAt, visit } from "./locate.ts";
import { careful } from "./statuses.ts";
import type { Found, FoundCode, Others, Read, ReadResponse, Sighting } from "./steps.ts";

/** How many of the other errors are listed; all of them count for the facts. */
const mostListed = 100;

/**
 * Returns the errors in a response besides the one that was found: each element that has a code, or a message of its own, and what other envelopes find.
 * An element that is no error may be something that was done, and so its effect counts.
 */
export function othersIn({ found, rivals }: Sighting, read: Read): Others {
  const { envelope } = found;
  if (rivals.length < 2 && (envelope === undefined || !hasSeveral(envelope))) return noOthers;
  const { tables, response } = read;
  const apart = rivals.filter((one) => isApart(one, found));
  const lists = [found, ...apart].map((one) => elementsIn(one, read));
  const errors: readonly ErrorAt[] = [
    ...(lists[0]?.errors ?? []),
    ...apart.map((one) => ({
      ...one,
      message: textAt(one.envelope.message, response, one.element),
    })),
  ];
  const judged = errors.map((one) => judge(one, tables, response));
  const others = errors.slice(0, mostListed).map(({ wireCode, message }, i) => {
    return { name: judged[i]?.definition?.name, code: wireCode, message };
  });
  const isSure = lists.every((one) => one.isSure) && !hasCarefulCode(found, read);
  const all: readonly Advice[] = [
    ...judged,
    // Nobody knows what the elements say that nobody looked at.
    ...(lists.every((one) => one.isWhole) ? [] : [unread]),
    // What is not known to have failed may have been done.
    ...(isSure ? [] : [undone]),
  ];
  if (all.length === 0) return noOthers;
  return { others, facts: all.reduce((one, other) => careful(one, other)) };
}

type Advice = NonNullable<Others["facts"]>;

/** Checks whether an envelope finds codes in lists, or at several places. */
function hasSeveral({ code }: Envelope): boolean {
  return code.length > 1 || code.some(hasStar);
}

/** Checks whether what another envelope finds is a known error of its own. */
function isApart({ envelope, meanings, wireCode }: FoundCode, found: Found): boolean {
  const isOther = envelope !== found.envelope && String(wireCode) !== String(found.wireCode);
  return isOther && meanings !== undefined;
}

/** What the elements say of the lists in which an envelope finds codes. */
interface Elements {
  /** The errors besides the one that was found. */
  readonly errors: readonly ErrorAt[];
  /** Whether no element was left out. */
  readonly isWhole: boolean;
  /** Whether each element is an error, or nothing. */
  readonly isSure: boolean;
}

function elementsIn({ envelope, element: own }: Found, { tables, response }: Read): Elements {
  const errors: ErrorAt[] = [];
  let [isWhole, isSure] = [true, true];
  for (const list of envelope === undefined ? [] : listsOf(envelope)) {
    const ways: Path[] = [];
    const at = list.slice(0, list.lastIndexOf("*") + 1);
    const isRead = visit(at, response, (value, element) => {
      const isOwn = isSame(own, element);
      const search = { envelope: envelope as Envelope, response, tables, element };
      const one = isOwn || isSuccess(list, element, search) ? undefined : errorAt(list, search);
      if (one !== undefined) errors.push(one);
      if (isOwn || one !== undefined) ways.push(element);
      else if (isThere(value)) isSure = false;
      return false;
    });
    if (!isRead) isWhole = false;
    if (hasOther(list, ways, response)) isSure = false;
  }
  return { errors, isWhole, isSure };
}

/** Facts of elements that were not read. */
const unread = { retry: "after-fix", effect: "unknown" } as const;

/** Facts that add nothing to others but that something may have been done. */
const undone = { retry: "after-backoff", effect: "unknown" } as const;

/** Checks whether another code that an envelope reads outside of lists, such as that of the whole, is of an error that may have happened. */
function hasCarefulCode({ wireCode, envelope }: Found, { tables, response }: Read): boolean {
  return (envelope?.code ?? []).some((at) => {
    if (envelope === undefined || hasStar(at)) return false;
    const value = valueAt(at, response, noElement);
    const found = foundCode(value, { at, envelope, response, tables });
    if (found?.meanings === undefined || String(value) === String(wireCode)) return false;
    return judge(found, tables, response).effect === "unknown";
  });
}

/** Checks whether an outer list of a list of lists has an element without an error in it. */
function hasOther(list: Path, ways: readonly Path[], response: ReadResponse): boolean {
  return list.some((token, i) => {
    if (token !== "*" || i === list.lastIndexOf("*")) return false;
    let isOther = false;
    visit(list.slice(0, i + 1), response, (value, outer) => {
      isOther ||= isThere(value) && !ways.some((way) => outer.every((key, at) => way[at] === key));
      return isOther;
    });
    return isOther;
  });
}

/** Returns a place of a code for each list in which the envelope finds codes. */
function listsOf({ code }: Envelope): readonly Path[] {
  const lists: Path[] = [];
  for (const at of code) {
    if (typeof at === "string" || !hasStar(at)) continue;
    if (!lists.some((list) => isInList(at, list))) lists.push(at);
  }
  return lists;
}

/** Checks whether two ways lead to one element. */
function isSame(one: Path, other: Path): boolean {
  return one.length === other.length && other.every((key, i) => one[i] === key);
}

interface ErrorAt extends Found {
  readonly message: string | undefined;
}

/** Returns the error that an element of a list is, if it is one. */
function errorAt(
  list: Path,
  search: Parameters<typeof isSuccess>[2] & { readonly element: Path },
): ErrorAt | undefined {
  const { envelope, response, element } = search;
  const inElement = (at: Locator): boolean => typeof at !== "string" && isInList(at, list);
  const message = textAt(envelope.message?.filter(inElement), response, element);
  let best: Found | undefined;
  for (const at of envelope.code.filter(inElement)) {
    const found = foundCode(valueAt(at, response, element), { ...search, at });
    if (found !== undefined && (best === undefined || rank(found) > rank(best))) best = found;
  }
  if (best === undefined && message === undefined) return undefined;
  return { ...(best ?? { ...nothingFound, envelope, element }), message };
}
