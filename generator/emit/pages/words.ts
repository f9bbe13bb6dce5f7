// Facts of a catalog in words, as lines of Markdown.

import type {
  Catalog,
  CodeLiteral,
  Condition,
  Deprecation,
  Effect,
  Json,
  Kind,
  Locator,
  Retry,
  Source,
  TextList,
} from "../../catalog/catalog.ts";
import { showLocator } from "../../catalog/locator.ts";
import { nameInWords, shownCode } from "../../catalog/names.ts";
import { between, type Inline, say } from "../print/inline.ts";
import type { Word } from "../print/said.ts";

/** What each kind says about an error. */
export const kindWords: Readonly<Record<Kind, Word>> = {
  "invalid-argument": "something in the request is wrong",
  unauthenticated: "the caller is not authenticated",
  "permission-denied": "the caller may not do this",
  "not-found": "something that the request names does not exist",
  "already-exists": "the resource to create already exists",
  conflict: "another request or the current state is in the way",
  "failed-precondition": "something else must be done first",
  "rate-limited": "there were too many requests",
  "quota-exceeded": "a quota is used up",
  "insufficient-funds": "the balance is too low",
  declined: "a third party or a policy refused",
  unsupported: "the API does not support this",
  unavailable: "the service is temporarily unavailable",
  timeout: "there was no result in time",
  cancelled: "the operation was cancelled",
  internal: "the server failed",
  unknown: "nothing more is known",
};

/** Returns the sentence that says whether it is safe to send a request that failed again. */
export function advice(retry: Retry, effect: Effect): Inline {
  return say((effect === "none" ? safeAdvice : carefulAdvice)[retry]);
}

const safeAdvice: Readonly<Record<Retry, Word>> = {
  never: "No: the request had no effect, and it can never succeed.",
  "after-fix":
    "Yes, after fixing the cause: the request had no effect, and it fails again as it is.",
  "after-backoff":
    "Yes, with longer and longer waits between the attempts: the request had no effect.",
};

const carefulAdvice: Readonly<Record<Retry, Word>> = {
  never: "No: the operation may have happened, so look it up.",
  "after-fix":
    "Not before you check: the operation may have happened, so look it up before you fix the cause and retry.",
  "after-backoff":
    "Not before you check: the operation may have happened, so look it up first, or retry later only if sending the request twice does no harm.",
};

/** Returns what sending a request again can do, for the cell of a table. */
export function retryWords(retry: Retry, effect: Effect): Inline {
  const words = say(retryCell[retry]);
  return effect === "none" ? words : say("{retry}; check first", { retry: words });
}

const retryCell: Readonly<Record<Retry, Word>> = {
  never: "never",
  "after-fix": "after a fix",
  "after-backoff": "later",
};

/** Returns the facts that there are, on one line. */
export function facts(...all: readonly (Inline | false | undefined)[]): Inline {
  return between(
    all.filter((one) => one !== undefined && one !== false),
    " · ",
  );
}

/** Returns the statuses of an error for a table. */
export function statusWords(statuses: readonly number[]): Inline {
  return statuses.length === 0 ? say("any") : statuses.join(", ");
}

/** Returns the statuses of an error for a line. */
export function httpWords(statuses: readonly number[]): Inline {
  if (statuses.length === 0) return say("Any HTTP status");
  return say("HTTP {statuses}", { statuses: statuses.join(", ") });
}

/** Returns texts as code, of which any one may be meant. */
export function anyOf(values: readonly (string | number | boolean | null)[]): readonly Inline[] {
  return between(
    values.map((value) => ({ code: typeof value === "string" ? value : JSON.stringify(value) })),
    say(" or "),
  );
}

/** Returns a JSON value as code, so that a text and a number differ. */
export function literal(value: unknown): Inline {
  return { code: JSON.stringify(value) };
}

/** Returns a code as code. */
export function codeWords(code: CodeLiteral, { codeType }: Catalog): Inline {
  return { code: shownCode(code, codeType) };
}

/** Returns a value as the text of a JSON file. */
export function jsonText(value: Json): string {
  // Some site generators include files by a comment, even inside of code.
  return JSON.stringify(value, null, 2).replaceAll("<!--", "\\u003c!--");
}

/** Returns a place in a response as code. */
export function place(locator: Locator): Inline {
  if (locator.kind === "header") return say("header {header}", { header: { code: locator.name } });
  return locator.tokens.length === 0 ? say("the whole body") : { code: showLocator(locator) };
}

/** Returns places in order of trust. */
export function places(locators: readonly Locator[]): readonly Inline[] {
  return between(locators.map(place), say(", else "));
}

/** Returns a condition as a clause. */
export function condition({ at, equals, present }: Condition): Inline {
  if (equals !== undefined) {
    const values = between(equals.map(literal), say(" or "));
    return say("{place} is {values}", { place: place(at), values });
  }
  return say(present ? "{place} is present" : "{place} is missing", { place: place(at) });
}

/** Returns a link to the section of a definition. */
export function definitionLink(name: string): Inline {
  return { text: nameInWords(name), url: `#${name}` };
}

/** The anchor of the section on kind, retry and effect, which no code or name can have. */
export const factsAnchor = "Facts-of-errors";

/** Returns the anchor of an envelope, which no code or name can have. */
export function envelopeAnchor(name: string): string {
  return `Envelope-${name}`;
}

/** Returns a link to the section of an envelope. */
export function envelopeLink(name: string): Inline {
  return { text: name, url: `#${envelopeAnchor(name)}` };
}

/** Returns the anchor of a shared schema, which no code or name can have. */
export function schemaAnchor(name: string): string {
  return `Schema-${name}`;
}

/** Returns links to documents; empty without any. */
export function sourceLinks(sources: readonly Source[]): readonly Inline[] {
  return between(
    sources.map(({ title, url }) => ({ text: title, url })),
    say(", "),
  );
}

/** The texts that errors, codes and statuses have alike. */
interface Prose {
  readonly deprecated?: Deprecation | undefined;
  readonly description?: string | undefined;
  readonly causes: TextList;
  readonly resolution: TextList;
  readonly sources: readonly Source[];
}

/** The title of the list of steps. */
export const stepsTitle = say("What to do");

/** Returns the view of the template that prints these texts. */
export function proseView({ deprecated, description = "", ...prose }: Prose): object {
  const { causes, resolution, sources } = prose;
  return {
    deprecated: deprecated === undefined ? "" : deprecation(deprecated),
    description,
    lists: [
      ...textsView(say(causes.length === 1 ? "Cause" : "Causes"), causes, () => "- "),
      ...textsView(stepsTitle, resolution, (i) => `${i + 1}. `),
    ],
    sources:
      sources.length === 0 ? "" : say("Sources: {sources}", { sources: sourceLinks(sources) }),
  };
}

function deprecation({ since, reason, use, sunset }: Deprecation): Inline {
  const all: Inline[] = [
    { strong: say("Deprecated since {version}:", { version: since }) },
    reason,
  ];
  if (use !== undefined) all.push(say("Use {other} instead.", { other: definitionLink(use) }));
  if (sunset !== undefined) all.push(say("Sunset: {month}.", { month: sunset }));
  return between(all, " ");
}

/** One text is a paragraph, several are a list. */
function textsView(title: Inline, texts: TextList, markerOf: (i: number) => string) {
  if (texts.length === 0) return [];
  const [only = ""] = texts.length === 1 ? texts : [];
  const items = only === "" ? texts.map((text, i) => ({ text, marker: markerOf(i) })) : [];
  return [{ title, only, items }];
}
