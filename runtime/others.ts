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
import { type Found, foundCode, isInList, isSuccess, judge, nothingFound, rank } from "./found.ts";
import { hasStar, textAt, valueAt, visit } from "./locate.ts";
import { careful } from "./statuses.ts";

/** The other errors in a response, and the most careful facts of all of them, if there are any. */
export interface Others {
  readonly others: readonly OtherError[];
  readonly facts?: Pick<CodeFacts, "retry" | "effect">;
}

/** How many of the other errors are listed; all of them count for the facts. */
const mostListed = 100;

const alone: Others = { others: [] };

/** Returns the errors in a response besides the one that was found: each element that has a code, or a message of its own. */
export function othersIn(found: Found, tables: Tables, response: ReadResponse): Others {
  const { envelope } = found;
  const lists = envelope === undefined ? [] : listsOf(envelope);
  if (envelope === undefined || lists.length === 0) return alone;
  const others: OtherError[] = [];
  let facts: Others["facts"];
  for (const list of lists) {
    const at = list.slice(0, list.lastIndexOf("*") + 1);
    const isWhole = visit(at, response, (_, element) => {
      if (isSame(found.element, element)) return false;
      const search = { envelope, response, tables, element };
      const one = isSuccess(list, element, search) ? undefined : errorAt(list, search);
      if (one === undefined) return false;
      const { definition, retry, effect } = judge(one, tables, response);
      facts = careful(facts ?? { retry, effect }, { retry, effect });
      if (others.length < mostListed)
        others.push({ name: definition?.name, code: one.wireCode, message: one.message });
      return false;
    });
    // Nobody knows what the elements say that nobody looked at.
    if (!isWhole) facts = careful(facts ?? unread, unread);
  }
  return { others, ...(facts && { facts }) };
}

const unread = { retry: "after-fix", effect: "unknown" } as const;

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
