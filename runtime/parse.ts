// From responses and from data to exceptions: the part of a package that needs every class.

import type { BaseError, ErrorInit, ParsedInit, UnknownErrorInit } from "./errors.ts";
import type { AnswerShape, Locator, OtherError, WireCode } from "./facts.ts";
import { scalarAt, textAt } from "./locate.ts";
import { paramsIn } from "./messages.ts";
import { recognise } from "./recognise.ts";
import { isKind } from "./statuses.ts";
import type { ReadResponse, Recogniser, Recognition } from "./steps.ts";
import { child, isArray, isOwn, isScalar } from "./values.ts";
import { lengthOf, momentOf, waitsIn } from "./waits.ts";

/** The constructor of a generated exception, as parsing calls it. */
export type ErrorClass<Known extends BaseError = BaseError> = new (init: never) => Known;

/** The classes that parsing makes exceptions of. */
export interface ErrorClasses<Known extends BaseError = BaseError> {
  /** By the name of the definition. */
  readonly known: { readonly [definition: string]: ErrorClass<Known> };
  readonly unknown: ErrorClass<Known>;
}

/** How exceptions are made. */
export interface ParseOptions {
  /** False makes exceptions without a stack, which costs a fraction; true by default. */
  readonly stack?: boolean | undefined;
}

/** What a catalog's package recognises responses by, and the classes of its exceptions. */
export interface Parser<Known extends BaseError = BaseError> {
  readonly tables: Recogniser;
  readonly classes: ErrorClasses<Known>;
  /** The shapes of answers, by the names of the envelopes. */
  readonly shapes: { readonly [envelope: string]: AnswerShape };
}

/** Returns the exception of a response, or `undefined` if it is no error; never throws. */
export function parseError<Known extends BaseError>(
  parser: Parser<Known>,
  input: unknown,
  options?: ParseOptions,
): Known | undefined {
  const { tables, classes } = parser;
  const found = recognise(tables, input);
  if (found === undefined) return undefined;
  const name = found.definition?.name;
  const known = name === undefined ? undefined : classes.known[name];
  const init = known === undefined ? unknownInitOf(parser, found) : initOf(parser, found);
  const Class = known ?? classes.unknown;
  // Made right here and not in a function of its own: a frame more costs as much as recognising the response.
  return hasNoStack(options) ? withoutStack(Class, init) : new Class(init as never);
}

/** Makes an exception, with a stack unless the options say otherwise. */
export function newError<Known extends BaseError>(
  Class: ErrorClass<Known>,
  init: object,
  options: ParseOptions | undefined,
): Known {
  return hasNoStack(options) ? withoutStack(Class, init) : new Class(init as never);
}

function hasNoStack(options: ParseOptions | undefined): boolean {
  return options !== undefined && child(options, "stack") === false;
}

/** V8 takes the length of new stacks from a global, which is put back at once. */
function withoutStack<Known extends BaseError>(Class: ErrorClass<Known>, init: object): Known {
  const host = Error as { stackTraceLimit?: number };
  const limit = host.stackTraceLimit;
  try {
    host.stackTraceLimit = 0;
  } catch {
    return new Class(init as never);
  }
  try {
    return new Class(init as never);
  } finally {
    if (limit === undefined) delete host.stackTraceLimit;
    else host.stackTraceLimit = limit;
  }
}

function initOf({ tables, shapes }: Parser, found: Recognition): ParsedInit {
  const { response, element, retry, effect, others } = found;
  const { readerOf, requestIdHeaders, paramsOf } = tables.steps;
  // The only envelope reads what there is, even if it has no code.
  const envelope =
    found.envelope ?? (readerOf === undefined ? tables.envelopes[0] : readerOf(tables, response));
  const requestId = envelope?.requestId ?? requestIdHeaders?.(tables) ?? [];
  const docsUrl = textAt(envelope?.docsUrl, response, element);
  return {
    code: found.facts?.code,
    params: paramsOf?.(found, tables),
    wireCode: found.wireCode,
    message: found.fault ?? textAt(envelope?.message, response, element) ?? wordsOf(response.body),
    status: response.status,
    requestId: idAt(requestId, response, element),
    docsUrl: linkOf(docsUrl),
    ...waitsIn({ ...found, envelope }),
    retry,
    effect,
    others,
    body: response.body,
    cause: response.cause,
    shape: found.envelope && shapes[found.envelope.name],
  };
}

/** Returns a text that is a link to a page. */
function linkOf(text: string | undefined): string | undefined {
  return text !== undefined && /^https?:\/\//i.test(text) ? text : undefined;
}

/** Returns the first id as text; an integer that readers of JSON make out of others too is none. */
function idAt(
  locators: readonly Locator[],
  response: ReadResponse,
  element: Recognition["element"],
): string | undefined {
  for (const at of locators) {
    const value = scalarAt([at], response, element);
    const isId = typeof value === "number" ? Number.isSafeInteger(value) : isScalar(value);
    if (isId) return String(value);
  }
  return undefined;
}

/** Returns what a gateway says in plain words: a body that is a short text, and no markup. */
function wordsOf(body: unknown): string | undefined {
  if (typeof body !== "string" || body.length > 300) return undefined;
  const words = body.trim();
  return words === "" || words.includes("<") ? undefined : words;
}

/** Returns the input of an unknown error from what was found of it. */
export function unknownInitOf(parser: Parser, found: Recognition): UnknownErrorInit {
  const candidates = found.candidates.map((one) => one.name);
  return { ...initOf(parser, found), code: undefined, kind: found.kind, candidates };
}

/** Restores an exception from the result of `toJSON`, or returns `undefined` for any other value; never throws. */
export function reviveError<Known extends BaseError>(
  { tables, classes, shapes }: Parser<Known>,
  value: unknown,
): Known | undefined {
  const brand = child(value, "faultbook");
  const prefix = `${tables.catalog}/`;
  if (typeof brand !== "string" || !brand.startsWith(prefix)) return undefined;
  const name = brand.slice(prefix.length);
  const known = isOwn(classes.known, name) ? classes.known[name] : undefined;
  const text = (key: string): string | undefined => {
    const found = child(value, key);
    return typeof found === "string" ? found : undefined;
  };
  const wire = (key: string): WireCode | undefined => {
    const found = child(value, key);
    return typeof found === "string" || typeof found === "number" ? found : undefined;
  };
  const status = child(value, "status");
  const candidates = child(value, "candidates");
  const envelope = text("envelope") ?? "";
  const init = {
    code: known === undefined ? undefined : wire("code"),
    wireCode: wire("wireCode"),
    message: text("message"),
    status: typeof status === "number" ? status : undefined,
    requestId: text("requestId"),
    docsUrl: linkOf(text("docsUrl")),
    retryAfter: lengthOf(child(value, "retryAfter")),
    retryAt: momentOf(child(value, "retryAt")),
    params: paramsIn(child(value, "params"), name, tables),
    cause: causeFrom(child(value, "cause")),
    others: othersFrom(child(value, "others")),
    shape: isOwn(shapes, envelope) ? shapes[envelope] : undefined,
    ...(known === undefined
      ? { ...factsFrom(value), candidates: namesFrom(candidates) }
      : raisedFrom(value)),
  };
  return new (known ?? classes.unknown)(init as never);
}

function causeFrom(value: unknown): Error | undefined {
  const message = child(value, "message");
  const name = child(value, "name");
  if (typeof message !== "string" && typeof name !== "string") return undefined;
  const cause = new Error(typeof message === "string" ? message : "");
  if (typeof name === "string") cause.name = name;
  return cause;
}

/** The facts of an unknown error; what is not one of the words becomes the most careful of them. */
function factsFrom(value: unknown): Pick<UnknownErrorInit, "kind" | "retry" | "effect"> {
  const kind = child(value, "kind");
  const retry = child(value, "retry");
  return {
    kind: isKind(kind) ? kind : "unknown",
    retry: retry === "never" || retry === "after-backoff" ? retry : "after-fix",
    effect: child(value, "effect") === "none" ? "none" : "unknown",
  };
}

/** The facts of a known error that were written down with it; what is missing follows from the catalog. */
function raisedFrom(value: unknown): Pick<ErrorInit, "retry" | "effect"> {
  const { retry, effect } = factsFrom(value);
  return {
    ...(child(value, "retry") !== undefined && { retry }),
    ...(child(value, "effect") !== undefined && { effect }),
  };
}

function namesFrom(value: unknown): readonly string[] {
  return itemsFrom(value).filter((name) => typeof name === "string");
}

function othersFrom(value: unknown): readonly OtherError[] {
  const text = (one: unknown): string | undefined => (typeof one === "string" ? one : undefined);
  return itemsFrom(value).map((one) => {
    const code = child(one, "code");
    return {
      name: text(child(one, "name")),
      code: isScalar(code) ? code : undefined,
      message: text(child(one, "message")),
    };
  });
}

/** Returns the first thousand items of a list. */
function itemsFrom(value: unknown): readonly unknown[] {
  const length = isArray(value) ? Number(child(value, "length")) : 0;
  return Array.from({ length: Math.min(length, 1000) }, (_, i) => child(value, String(i)));
}

/** Returns the first known error, else the first unknown one, so that an error that any catalog recognises is never a success. */
export function firstKnown<Found>(tried: readonly unknown[]): Found | undefined {
  const found = tried.filter((one) => one !== undefined);
  return (found.find((one) => child(one, "code") !== undefined) ?? found[0]) as Found | undefined;
}
