// The base of the generated exceptions.

import { buildAnswer, type ErrorAnswer } from "./answers.ts";
import { brandKey } from "./brand.ts";
import type {
  AnswerShape,
  CodeFacts,
  DefinitionFacts,
  Effect,
  Kind,
  OtherError,
  Retry,
  WireCode,
} from "./facts.ts";
import { plainData, propertyOf } from "./json.ts";
import { messageOf } from "./messages.ts";
import { shownText } from "./shown.ts";
import { careful, statusOfKind } from "./statuses.ts";
import { child } from "./values.ts";

/** The properties that `toJSON` returns, in this order. */
const shownKeys: readonly string[] = [
  ...["name", "message", "code", "wireCode", "kind", "retry", "effect"],
  ...["status", "requestId", "docsUrl", "retryAfter", "retryAt", "candidates"],
];

/** The input of an exception: everything is optional, and what is missing follows from the catalog. */
export interface ErrorInit<
  Code extends WireCode | undefined = WireCode | undefined,
  Params extends object = object,
> {
  /** Which of its codes, for an error that has several; the first by default. */
  readonly code?: Code | undefined;
  /** The typed details. */
  readonly params?: Partial<Params> | undefined;
  /** The server's message; by default the catalog's first message with the safe params filled in, else its summary. */
  readonly message?: string | undefined;
  /** The HTTP status that the error came with. */
  readonly status?: number | undefined;
  /** The code as it arrived, if it differs from the catalog's literal. */
  readonly wireCode?: WireCode | undefined;
  /** The id of the request, as the server or a gateway gave it. */
  readonly requestId?: string | undefined;
  /** A link to the error's documentation that is better than the catalog's. */
  readonly docsUrl?: string | undefined;
  /** How long to wait, in seconds. */
  readonly retryAfter?: number | undefined;
  /** Until when to wait, in milliseconds since 1970. */
  readonly retryAt?: number | undefined;
  /** Advice that is more careful than the catalog's; any other changes nothing. */
  readonly retry?: Retry | undefined;
  /** An effect that is more careful than the catalog's; any other changes nothing. */
  readonly effect?: Effect | undefined;
  /** The other errors that the response told of. */
  readonly others?: readonly OtherError[] | undefined;
  /** The body as it arrived; never shown or serialised. */
  readonly body?: unknown;
  /** What caused it. */
  readonly cause?: unknown;
}

/** The input of an exception that parsing makes. */
export interface ParsedInit<Params extends object = object>
  extends ErrorInit<WireCode | undefined, Params> {
  /** The shape of the envelope that it came in. */
  readonly shape?: AnswerShape | undefined;
}

/** The input of an exception of an unknown code. */
export interface UnknownErrorInit extends Omit<ErrorInit<undefined, object>, "retry" | "effect"> {
  /** What the error is; `unknown` by default. */
  readonly kind?: Kind | undefined;
  /** Whether a retry can help; `after-fix` by default. */
  readonly retry?: Retry | undefined;
  /** Whether the operation may have happened; `unknown` by default. */
  readonly effect?: Effect | undefined;
  /** The names of the definitions that share the code, if nothing decided between them. */
  readonly candidates?: readonly string[] | undefined;
}

/** The input of a definition's exception, by its facts row; params that are not optional must be given. */
export type InitOf<Facts extends DefinitionFacts, Params extends object = object> = ErrorInit<
  Facts["codes"][number]["code"],
  Params
> &
  (Partial<Params> extends Params ? unknown : { readonly params: Params });

/** What an exception keeps to itself. */
interface OwnParts<Params extends object> {
  readonly definition: DefinitionFacts;
  readonly facts: CodeFacts;
  /** The shape of its answers. */
  readonly shape: AnswerShape;
  /** The name of another envelope than the definition's first, if it came in one. */
  readonly other: string | undefined;
  readonly params: Partial<Params>;
  readonly message: string | undefined;
  readonly body: unknown;
}

/** The members of all generated exceptions. `BaseError` extends it, so that its getters are out of the reach of `util.inspect`. */
abstract class HiddenError<
  Facts extends DefinitionFacts,
  Params extends object,
  Body,
  Fields extends readonly unknown[],
> extends Error {
  /** The name of the class. */
  declare readonly name: `${Facts["name"]}Error`;
  /** The code in the catalog; `undefined` if this version does not know it. */
  declare readonly code: Facts["codes"][number]["code"];
  /** The code as it arrived. */
  declare readonly wireCode: WireCode | undefined;
  /** What the error is, across providers. */
  declare readonly kind: Facts["kind"];
  /** Whether a retry can help: the most careful advice of all errors in the response. */
  declare readonly retry: Retry;
  /** Whether the operation may have happened: the most careful effect of all errors in the response. */
  declare readonly effect: Effect;
  /** The HTTP status, if it is known. */
  declare readonly status: number | undefined;
  /** The same, of an exception that was built and not parsed: frameworks answer with it. */
  declare readonly statusCode: number | undefined;
  /** The id of the request, for the provider's support. */
  declare readonly requestId: string | undefined;
  /** Where the error is documented. */
  declare readonly docsUrl: string | undefined;
  /** How long to wait, in seconds, if the server says a length of time. */
  declare readonly retryAfter: number | undefined;
  /** Until when to wait, in milliseconds since 1970, if the server says a moment. */
  declare readonly retryAt: number | undefined;
  /** The other errors in the response, at most 100 of them. */
  declare readonly others: readonly OtherError[];
  /** The params that may be logged, for the logs that print the properties of an exception; absent if there are none. */
  declare readonly safeParams?: Readonly<Partial<Params>>;
  readonly #own: OwnParts<Params>;

  constructor(
    definition: DefinitionFacts,
    given: ParsedInit<Params> | undefined,
    first: AnswerShape,
  ) {
    const init = initFrom(given);
    const { message, params = {}, body, cause, others = [], shape = first } = init;
    const { codes } = definition;
    const facts = codes.find(({ code }) => code === init.code) ?? codes[0];
    const safe = safeParams(definition, params);
    super(shownText(message ?? messageOf(definition, facts, safe)));
    // Frameworks answer with the status of what they catch: a server's own, and not that of a response that it parsed.
    const isBuilt = !("shape" in init) && "toResponse" in this;
    const status = init.status ?? (isBuilt ? facts.status : undefined);
    // One call for all: a thousand classes make each assignment by name a search of its own.
    Object.assign(this, {
      code: facts.code,
      wireCode: init.wireCode ?? facts.code,
      kind: definition.kind,
      ...careful(facts, { retry: init.retry ?? facts.retry, effect: init.effect ?? facts.effect }),
      status,
      requestId: init.requestId,
      docsUrl: init.docsUrl ?? facts.docsUrl,
      retryAfter: init.retryAfter,
      retryAt: init.retryAt,
      others: others.map((one) => ({
        ...one,
        message: one.message && shownText(one.message),
      })),
      ...(safe && { safeParams: safe }),
    });
    const other = shape.envelope === first.envelope ? undefined : shape.envelope;
    this.#own = { definition, facts, shape, other, params, message, body };
    Object.defineProperties(this, {
      name: { value: `${definition.name}Error` },
      [brandKey]: { value: definition.brand },
      ...(isBuilt && { statusCode: { value: status } }),
      // As the language sets it: a library that is older than ES2022 has no parameter for it.
      ...(cause !== undefined && { cause: { value: cause, writable: true, configurable: true } }),
    });
  }

  /** The body as it arrived: kept for you to read, and never shown or serialised by itself. */
  get body(): unknown {
    return this.#own.body;
  }

  /** The typed details of the error; what the response did not hold is not there. */
  get params(): Readonly<Partial<Params>> {
    return this.#own.params;
  }

  /** Returns the body that a server answers with: in the envelope that the error was parsed from, else in the first of its definition. */
  toBody(...fields: Fields): Body {
    return this.answer(fields).body;
  }

  /** Returns status, headers and body of an answer; the status of an unknown error is one of failures. */
  protected answer(asked: Fields): ErrorAnswer<Body> {
    const { definition, facts, shape, other, params, message, body: arrived } = this.#own;
    const { code, wireCode, requestId } = this;
    const [field, options] = definition.asks ? asked : [undefined, ...asked];
    const id = child(options, "requestId");
    const answer = definition.answers?.[other ?? ""] ?? definition.answer ?? [];
    const { status: given } = this;
    // Nothing in a body of its own says that an unknown error is one, but a status of failures does.
    const status = isAnswerable(given, code !== undefined) ? given : facts.status;
    const { headers, body } = buildAnswer([...shape.slots, ...answer], {
      ...facts,
      moved: other === undefined ? facts.moved : facts.movedIn?.[other],
      ...this,
      status,
      requestId: requestId ?? (typeof id === "string" ? id : undefined),
      code: wireCode,
      // Other than the exception's, it may have every param in it.
      message: message ?? messageOf(definition, facts, params),
      params,
      field,
      body: arrived,
    });
    return {
      status,
      headers: { "content-type": "application/json", ...headers },
      body: body as Body,
    };
  }

  /** Returns what may be shown and sent to another process: no body, no param that is not safe, and of the cause the name, its message only if asked; bounded in depth and size. */
  toJSON(asked?: { readonly causeMessage?: boolean } | string): object {
    const { definition, other, params } = this.#own;
    return plainData({
      faultbook: definition.brand,
      envelope: other,
      ...Object.fromEntries(shownKeys.map((key) => [key, propertyOf(this, key)])),
      others: this.others.length === 0 ? undefined : this.others,
      params: safeParams(definition, params),
      cause: causeOf(this, child(asked, "causeMessage") === true),
    }) as object;
  }
}

/**
 * The base of all generated exceptions, typed by the facts row of its definition.
 * `Fields` is what `toBody` and `toResponse` need besides: nothing, or the required fields of the body that only the caller knows.
 */
// With `showHidden` and `getters`, Node.js calls the getters of the first three prototypes: those of a package's class, of its base, and this one.
export abstract class BaseError<
  Facts extends DefinitionFacts = DefinitionFacts,
  Params extends object = object,
  Body = unknown,
  Fields extends readonly unknown[] = readonly unknown[],
> extends HiddenError<Facts, Params, Body, Fields> {}

/** Returns the input of an exception; in plain JavaScript a text is taken for the message, and anything else that is no object for nothing. */
function initFrom<Params extends object>(given: unknown): ParsedInit<Params> {
  if (typeof given === "string") return { message: given };
  return typeof given === "object" && given !== null ? given : {};
}

/** Returns the params that may be shown, or `undefined` if there are none. */
function safeParams({ safe = [] }: DefinitionFacts, params: object): object | undefined {
  const known = safe
    .map((name) => [name, child(params, name)] as const)
    .filter(([, value]) => value !== undefined);
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

/** Checks whether servers take a status with a body, and callers take it for an error. */
function isAnswerable(status: number | undefined, isKnown: boolean): status is number {
  if (status === undefined || !Number.isInteger(status)) return false;
  const isSuccess = status >= 200 && status < 300 && status !== 204 && status !== 205;
  return (status >= 400 && status < 600) || (isKnown && isSuccess);
}

/** The name of what caused an error, and its message if that is asked for. */
function causeOf(error: Error, isWhole: boolean): object | undefined {
  try {
    const { name, message } = ((error as { readonly cause?: unknown }).cause ?? {}) as {
      readonly name?: unknown;
      readonly message?: unknown;
    };
    if (typeof message !== "string") return undefined;
    return { name: typeof name === "string" ? name : "Error", ...(isWhole && { message }) };
  } catch {
    return undefined;
  }
}

/** Returns what stands in for the facts row in an exception of an unknown code; `name` is that of its class without `Error`. */
export function unknownFacts<Name extends string>(
  catalog: string,
  name: Name,
  init: UnknownErrorInit = {},
): DefinitionFacts<Name, undefined> {
  const said = init.wireCode === undefined ? "" : ` ${String(init.wireCode).slice(0, 200)}`;
  const http = init.status === undefined ? "" : ` (HTTP ${init.status})`;
  const { retry = "after-fix", effect = "unknown", kind = "unknown" } = init;
  const summary = `Unknown error${said}${http}`;
  const status = statusOfKind(kind);
  const codes = [{ code: undefined, retry, effect, status, summary }] as const;
  return { name, brand: catalog, kind, codes };
}
