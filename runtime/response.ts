// From a fetch response to an exception: what is read of a body, how much of it, and for how long.

import type { BaseError, UnknownErrorInit } from "./errors.ts";
import { newError, type ParseOptions, type Parser, parseError, unknownInitOf } from "./parse.ts";
import { headerOf, statusIn } from "./read.ts";
import { recognise } from "./recognise.ts";
import { child } from "./values.ts";

/** What reading a response of fetch needs of it, whichever fetch that is. */
export interface FetchResponse {
  readonly status: number;
  readonly headers: unknown;
  readonly body?: unknown;
  readonly bodyUsed?: boolean;
  /** The body that ofetch has read. */
  readonly _data?: unknown;
  clone(): { text(): Promise<string> };
}

/** The parts of an `AbortSignal` that reading needs. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** What the caller knows of the call that was answered, and how its body is read. */
export interface CallContext extends ParseOptions {
  /** The part of the API that was called, as the catalog names it. */
  readonly scope?: string | undefined;
  /** The operation that was called, as the catalog names it. */
  readonly operation?: string | undefined;
  /** Ends the reading of a body that does not end by itself. */
  readonly signal?: AbortSignalLike | undefined;
  /** How many bytes of a body are read at most; by default 1 MiB at 400 and above, and all below. */
  readonly limit?: number | undefined;
  /** How many milliseconds the reading of a body takes at most: at 400 and above in all, below for each of its pieces; 30,000 by default. */
  readonly timeout?: number | undefined;
}

/**
 * Returns the exception of a fetch response; a body that cannot be read becomes an unknown error that says so.
 * A body is read from a clone, so that it can be read again. Those of node-fetch cannot be read alone, so that its
 * responses are read as they are at 400 and above, and not at all below.
 */
export async function errorFromResponse<Known extends BaseError>(
  parser: Parser<Known>,
  response: unknown,
  context?: CallContext,
): Promise<Known | undefined> {
  const { tables } = parser;
  const { status, headers } = headOf(response);
  const head = {
    status,
    headers,
    scope: child(context, "scope"),
    operation: child(context, "operation"),
  };
  const known = statusIn(status);
  if (known === undefined || known < 100) return parseError(parser, head, context);
  const failed = known >= 400;
  if (!failed && (tables.errorsBelow400 !== undefined || !isTextual(headers)))
    return parseError(parser, head, context);
  const read = await readBody(response, { context, failed, isStream: isEndless(headers) });
  if (read.fault === undefined) return parseError(parser, { ...head, body: read.body }, context);
  if (!failed && !read.isCut && !hidesErrors(parser)) return undefined;
  const found = recognise(tables, { status: failed ? status : 500, headers });
  const facts: UnknownErrorInit = found === undefined ? {} : unknownInitOf(parser, found);
  const unread = { ...facts, message: read.fault, cause: read.cause };
  const init = failed ? unread : { ...unread, status: known, ...nothingKnown };
  return newError(parser.classes.unknown, init, context);
}

const nothingKnown = { kind: "unknown", retry: "after-fix" } as const;

/** Checks whether bodies below 400 say whether they are errors. */
function hidesErrors({ tables: { success, envelopes } }: Parser): boolean {
  return (
    success !== undefined ||
    envelopes.some((one) => one.when !== undefined || one.success !== undefined)
  );
}

function headOf(response: unknown): { readonly status: unknown; readonly headers: unknown } {
  try {
    const { status, headers } = response as FetchResponse;
    return { status, headers };
  } catch {
    return { status: undefined, headers: undefined };
  }
}

/** Checks whether a body may be JSON: its type is missing, text, or a form of JSON or XML. */
function isTextual(headers: unknown): boolean {
  const type = headerOf(headers, "content-type");
  return type === undefined || type === "" || (textual.test(type) && !isEndless(headers));
}

const textual =
  /^\s*(?:text\/|application\/(?:[^;]*[.+-])?(?:json|xml|javascript|x-www-form-urlencoded)(?![a-z]))/i;

/** Checks whether a body is a stream of events or documents, which may have no end and is no document itself. */
function isEndless(headers: unknown): boolean {
  return endless.test(headerOf(headers, "content-type") ?? "");
}

const endless =
  /^\s*(?:text\/event-stream|multipart\/x-mixed-replace|application\/(?:stream\+json|json-seq|x-ndjson|ndjson|jsonl|x-jsonlines))/i;

/** A body, or why there is none. */
interface ReadBody {
  readonly body?: unknown;
  readonly fault?: string;
  readonly cause?: unknown;
  /** Whether the caller ended the reading. */
  readonly isCut?: boolean;
}

interface Reading {
  readonly context: CallContext | undefined;
  readonly failed: boolean;
  readonly isStream: boolean;
}

async function readBody(
  response: unknown,
  { context, failed, isStream }: Reading,
): Promise<ReadBody> {
  const signal = child(context, "signal") as AbortSignalLike | undefined;
  const given = child(context, "limit");
  const usual = failed ? oneMebibyte : Number.POSITIVE_INFINITY;
  const limit = typeof given === "number" && given >= 0 ? given : usual;
  try {
    const { body, bodyUsed, _data: data } = response as FetchResponse;
    if (data !== undefined) return { body: data };
    if (bodyUsed === true) return { fault: "The body of the response had been read already." };
    if (isStream) return { fault: "The body of the response is a stream, which is not read." };
    const isForeign = hasMethod(body, Symbol.asyncIterator) && !hasMethod(body, "getReader");
    if (isForeign && !failed) return { body: undefined };
    const copy = isForeign ? undefined : (response as FetchResponse).clone();
    const stream = isForeign ? body : (copy as { readonly body?: unknown }).body;
    const chunks = chunksOf(stream) ?? onlyChunk(copy);
    const given = child(context, "timeout");
    const timeout = typeof given === "number" && given >= 0 ? given : halfMinute;
    return await untilEnded({ signal, timeout, isWhole: failed }, chunks, limit);
  } catch (cause) {
    return { fault: "The body of the response could not be read.", cause };
  }
}

const oneMebibyte = 1_048_576;
const halfMinute = 30_000;

/** What ends a reading that does not end by itself. */
interface Ending {
  readonly signal: AbortSignalLike | undefined;
  readonly timeout: number;
  /** Whether the time is that of the whole body, and not of each piece. */
  readonly isWhole: boolean;
}

/** The timers of the host. */
interface Timers {
  readonly setTimeout?: (ring: () => void, ms: number) => unknown;
  readonly clearTimeout?: (timer: unknown) => void;
}

function hasMethod(value: unknown, name: PropertyKey): boolean {
  return typeof (value as { readonly [name: PropertyKey]: unknown } | null)?.[name] === "function";
}

/** The pieces of a body, and what ends their reading. */
interface Chunks {
  next(): PromiseLike<{ readonly done?: boolean | undefined; readonly value?: unknown }>;
  end(): unknown;
}

/** Returns the pieces of a stream of the web or of Node.js. */
function chunksOf(stream: unknown): Chunks | undefined {
  if (hasMethod(stream, "getReader")) {
    const reader = (stream as WebStream).getReader();
    return { next: () => reader.read(), end: () => reader.cancel() };
  }
  if (!hasMethod(stream, Symbol.asyncIterator)) return undefined;
  const iterator = (stream as AsyncIterable<unknown>)[Symbol.asyncIterator]();
  // The end of an iterator waits for a piece that may never come.
  return { next: () => iterator.next(), end: () => (stream as NodeStream).destroy?.() };
}

interface WebStream {
  getReader(): { read(): ReturnType<Chunks["next"]>; cancel(): unknown };
}

interface NodeStream {
  destroy?(): unknown;
}

/** Returns the text of a response without a stream as its only piece. */
function onlyChunk(response: ReturnType<FetchResponse["clone"]> | undefined): Chunks {
  let done = false;
  return {
    next: async () => {
      if (done) return { done };
      done = true;
      return { value: await response?.text() };
    },
    end: () => undefined,
  };
}

/** The longest delay that timers take. */
const longestTimer = 2_147_483_647;

async function untilEnded(
  { signal, timeout, isWhole }: Ending,
  chunks: Chunks,
  limit: number,
): Promise<ReadBody> {
  const { setTimeout, clearTimeout } = globalThis as never as Timers;
  let timer: unknown;
  let abort = (): void => undefined;
  let start = (): void => undefined;
  const ended = new Promise<ReadBody>((resolve) => {
    const end = (fault: string, cause?: unknown): void => {
      endReading(chunks);
      resolve({
        fault: `The body of the response was not read to its end: ${fault}.`,
        cause,
        isCut: true,
      });
    };
    abort = () => end("the signal ended it", signal?.reason);
    start = () => {
      clearTimeout?.(timer);
      if (timeout <= longestTimer)
        timer = setTimeout?.(() => end(`it took more than ${timeout} ms`), timeout);
    };
  });
  start();
  if (signal?.aborted) abort();
  else signal?.addEventListener("abort", abort);
  const next = (): ReturnType<Chunks["next"]> => {
    if (!isWhole) start();
    return chunks.next();
  };
  try {
    return await Promise.race([ended, joined({ ...chunks, next }, limit)]);
  } finally {
    clearTimeout?.(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/** Ends the reading of a body without waiting for it: of a clone that lasts until its other half has ended. */
function endReading(chunks: Chunks): void {
  Promise.resolve()
    .then(() => chunks.end())
    .catch(() => undefined);
}

/** Reads a body to its end, or until it is too long. */
async function joined(chunks: Chunks, limit: number): Promise<ReadBody> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await chunks.next();
    if (done) break;
    const isText = typeof value === "string";
    length += isText ? value.length : (value as Uint8Array).byteLength;
    if (length > limit) {
      endReading(chunks);
      const fault = `The body of the response is longer than ${limit} bytes, and was not read to its end.`;
      return { fault, isCut: true };
    }
    if (isText) return { body: value };
    parts.push(value as Uint8Array);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return { body: bytes };
}
