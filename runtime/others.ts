// The other errors in a response: the elements of the lists in which its envelope finds codes.

import type {
  CodeFacts,
  Envelope,
  Locator,
  OtherError,
  Path,
  ReadResponse,
  Tables,
} from "./facts.ts";
import {
  type Found,
  type FoundCode,
  foundCode,
  isInList,
  isSuccess,
  judge,
  nothingFound,
  rank,
} from "./found.ts";
import { hasStar, isThere, noElement, textAt, valueAt, visit } from "./locate.ts";
import { careful } from "./statuses.ts";

/** The other errors in a response, and the most careful facts of all of them, if there are any. */
export interface Others {
  readonly others: readonly OtherError[];
  readonly facts?: Pick<CodeFacts, "retry" | "effect">;
}

/** How many of the other errors are listed; all of them count for the facts. */
const mostListed = 100;

/** Where the other errors are looked for. */
export interface Read {
  readonly tables: Tables;
  readonly response: ReadResponse;
}

/**
 * Returns the errors in a response besides the one that was found: each element that has a code, or a message of its own, and what other envelopes find.
 * An element that is no error may be something that was done, and so its effect counts.
 */
export function othersIn(found: Found, rivals: readonly FoundCode[], read: Read): Others {
  const { tables, response } = read;
  const others: OtherError[] = [];
  let facts: Others["facts"];
  const add = (one: ErrorAt): void => {
    const { definition, retry, effect } = judge(one, tables, response);
    facts = careful(facts ?? { retry, effect }, { retry, effect });
    if (others.length < mostListed)
      others.push({ name: definition?.name, code: one.wireCode, message: one.message });
  };
  let isSure = true;
  for (const { envelope } of [found, ...rivals.filter((one) => one !== found)]) {
    if (envelope === undefined) continue;
    if (envelope !== found.envelope) {
      const rival = rivals.find((one) => one.envelope === envelope);
      if (rival?.meanings === undefined || String(rival.wireCode) === String(found.wireCode))
        continue;
      add({ ...rival, message: textAt(envelope.message, response, rival.element) });
    } else if (hasCarefulCode(found, envelope, read)) isSure = false;
    for (const list of listsOf(envelope)) {
      const at = list.slice(0, list.lastIndexOf("*") + 1);
      const ways: Path[] = [];
      const isWhole = visit(at, response, (value, element) => {
        if (envelope === found.envelope && isSame(found.element, element)) {
          ways.push(element);
          return false;
        }
        const search = { envelope, response, tables, element };
        const one = isSuccess(list, element, search) ? undefined : errorAt(list, search);
        if (one !== undefined) {
          ways.push(element);
          if (envelope === found.envelope) add(one);
        } else if (isThere(value)) isSure = false;
        return false;
      });
      // Nobody knows what the elements say that nobody looked at.
      if (!isWhole) facts = careful(facts ?? unread, unread);
      if (hasOther(list, ways, response)) isSure = false;
    }
  }
  // What is not known to have failed may have been done.
  if (!isSure) facts = careful(facts ?? undone, undone);
  return { others, ...(facts && { facts }) };
}
const unread = { retry: "after-fix", effect: "unknown" } as const;

/** Facts that add nothing to others but that something may have been done. */
const undone = { retry: "after-backoff", effect: "unknown" } as const;

/** Checks whether another code that an envelope reads outside of lists, such as that of the whole, is of an error that may have happened. */
function hasCarefulCode({ wireCode }: Found, envelope: Envelope, read: Read): boolean {
  const { tables, response } = read;
  return envelope.code.some((at) => {
    if (hasStar(at)) return false;
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
