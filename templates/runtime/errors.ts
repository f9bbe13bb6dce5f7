// The base of the generated exceptions, their brand, and the checks behind the guards.

import type {
  CodeFacts,
  DefinitionFacts,
  Effect,
  Kind,
  Recognition,
  Retry,
  Tables,
  WireCode,
} from "./facts.ts";
import { paramsOf } from "./messages.ts";
import { headerOf, scalarAt, textAt } from "./read.ts";
import { recognise } from "./recognise.ts";

/** The key of the brand that all generated exceptions carry; registered, so that copies of a package and realms share it. */
const brandKey: unique symbol = /* @__PURE__ */ Symbol.for("faultbook.error") as never;

/** What an exception is made from: everything is optional, and what is not given follows from the catalog. */
export interface ErrorInit<Code extends WireCode | undefined, Params extends object> {
  /** Which of its codes, for an error that has several; the first where it is not given. */
  readonly code?: Code | undefined;
  /** The typed details. */
  readonly params?: Partial<Params> | undefined;
  /** The server's message; the catalog's summary where it is not given. */
  readonly message?: string | undefined;
  /** The HTTP status that the error came with. */
  readonly status?: number | undefined;
  /** The code as it arrived, where it differs from the catalog's literal. */
  readonly wireCode?: WireCode | undefined;
  /** The id of the request, as the server or a gateway gave it. */
  readonly requestId?: string | undefined;
  /** A link to the error's documentation that is better than the catalog's. */
  readonly docsUrl?: string | undefined;
  /** The time to wait, as it arrived: seconds or an HTTP date. */
  readonly retryAfter?: string | number | undefined;
  /** The body as it arrived; never shown or serialised. */
  readonly body?: unknown;
  /** What caused it. */
  readonly cause?: unknown;
}

/** What an exception of an unknown code is made from. */
export interface UnknownErrorInit extends ErrorInit<undefined, object> {
  /** What the error is; `unknown` where it is not given. */
  readonly kind?: Kind | undefined;
  /** What repeating can do; `after-fix` where it is not given. */
  readonly retry?: Retry | undefined;
  /** Whether the operation may have happened; `unknown` where it is not given. */
  readonly effect?: Effect | undefined;
  /** The names of the definitions that share the code, where nothing decided between them. */
  readonly candidates?: readonly string[] | undefined;
}

/** The base of all generated exceptions. */
export abstract class BaseError<Params extends object = object> extends Error {
  /** The code by the catalog; `undefined` where this version does not know it. */
  readonly code: WireCode | undefined;
  /** The code as it arrived. */
  readonly wireCode: WireCode | undefined;
  /** What the error is, across providers. */
  readonly kind: Kind;
  /** What repeating the request can do. */
  readonly retry: Retry;
  /** Whether the operation may have happened. */
  readonly effect: Effect;
  /** The HTTP status, where it is known. */
  readonly status: number | undefined;
  /** The id of the request, for the provider's support. */
  readonly requestId: string | undefined;
  /** Where the error is documented. */
  readonly docsUrl: string | undefined;
  /** The time to wait, as it arrived: seconds or an HTTP date. */
  readonly retryAfter: string | number | undefined;
  readonly #body: unknown;
  readonly #params: Partial<Params>;

  constructor(
    catalog: string,
    definition: DefinitionFacts,
    init: ErrorInit<WireCode | undefined, Params>,
  ) {
    const facts = factsOfCode(definition, init.code);
    super(
      escapeControls(init.message ?? facts.summary),
      init.cause === undefined ? undefined : { cause: init.cause },
    );
    this.code = facts.code;
    this.wireCode = init.wireCode ?? facts.code;
    this.kind = definition.kind;
    this.retry = facts.retry;
    this.effect = facts.effect;
    this.status = init.status;
    this.requestId = init.requestId;
    this.docsUrl = init.docsUrl ?? facts.docsUrl;
    this.retryAfter = init.retryAfter;
    this.#body = init.body;
    this.#params = init.params ?? {};
    Object.defineProperty(this, brandKey, { value: `${catalog}/${definition.name}` });
  }

  /** The body as it arrived: kept for you to read, and never shown or serialised by itself. */
  get body(): unknown {
    return this.#body;
  }

  /** The typed details of the error; what the response did not hold is not there. */
  get params(): Readonly<Partial<Params>> {
    return this.#params;
  }
}

const nothingKnown: CodeFacts = {
  code: undefined,
  retry: "after-fix",
  effect: "unknown",
  summary: "Unknown error",
};

function factsOfCode(definition: DefinitionFacts, code: WireCode | undefined): CodeFacts {
  const [first = nothingKnown, ...others] = definition.codes;
  if (code === undefined) return first;
  return others.find((one) => one.code === code) ?? first;
}

/** Gives the facts that an exception of an unknown code has in place of a definition's. */
export function unknownDefinition(init: UnknownErrorInit): DefinitionFacts {
  const said = init.wireCode === undefined ? "" : ` ${String(init.wireCode).slice(0, 200)}`;
  const status = init.status === undefined ? "" : ` (HTTP ${init.status})`;
  const { retry = "after-fix", effect = "unknown", kind = "unknown" } = init;
  return {
    name: "",
    kind,
    codes: [{ code: undefined, retry, effect, summary: `Unknown error${said}${status}` }],
  };
}

/** The constructor of a generated exception, as parsing calls it. */
export type ErrorClass = new (init: never) => BaseError;

/** The classes that parsing makes exceptions of. */
export interface ErrorClasses {
  /** By the name of the definition. */
  readonly known: { readonly [definition: string]: ErrorClass };
  readonly unknown: ErrorClass;
}

/** Gives the exception of a response, or `undefined` for one that is no error; never throws. */
export function parseError(
  tables: Tables,
  classes: ErrorClasses,
  input: unknown,
): BaseError | undefined {
  const found = recognise(tables, input);
  if (found === undefined) return undefined;
  const name = found.definition?.name;
  const known = name === undefined ? undefined : classes.known[name];
  const init = known === undefined ? unknownInitOf(tables, found) : initOf(tables, found);
  return new (known ?? classes.unknown)(init as never);
}

function initOf(tables: Tables, found: Recognition): ErrorInit<WireCode | undefined, object> {
  const { response, envelope, element } = found;
  const requestId = envelope?.requestId ?? tables.envelopes.flatMap((one) => one.requestId ?? []);
  const docsUrl = textAt(envelope?.docsUrl, response, element);
  const wait = scalarAt(envelope?.retryAfter, response, element);
  return {
    code: found.facts?.code,
    params: paramsOf(found, tables.schemas),
    wireCode: found.wireCode,
    message: textAt(envelope?.message, response, element),
    status: response.status,
    requestId: textAt(requestId, response, element),
    docsUrl: docsUrl !== undefined && /^https?:\/\//i.test(docsUrl) ? docsUrl : undefined,
    retryAfter:
      wait === undefined || typeof wait === "boolean"
        ? headerOf(response.headers, "retry-after")
        : wait,
    body: response.body,
  };
}

function unknownInitOf(tables: Tables, found: Recognition): UnknownErrorInit {
  const { kind, retry, effect } = found;
  const candidates = found.candidates.map((one) => one.name);
  return { ...initOf(tables, found), code: undefined, kind, retry, effect, candidates };
}

/** Shows control and direction characters as escapes, so that a server's text cannot forge a line of a log. */
export function escapeControls(text: string): string {
  const risky =
    /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
  if (!risky.test(text)) return text;
  return text.replace(
    new RegExp(risky.source, "g"),
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Tells whether a value is an exception of one definition: by its code first, then by its brand. */
export function isOf(error: unknown, brand: string, code: WireCode | undefined): boolean {
  try {
    return (
      typeof error === "object" &&
      error !== null &&
      (error as { readonly code?: unknown }).code === code &&
      (error as { readonly [brandKey]?: unknown })[brandKey] === brand
    );
  } catch {
    return false;
  }
}

/** Tells whether a value is an exception of a catalog, given by the beginning of its brands, `id/`. */
export function isOfCatalog(error: unknown, catalog: string): boolean {
  try {
    if (typeof error !== "object" || error === null) return false;
    const brand = (error as { readonly [brandKey]?: unknown })[brandKey];
    return typeof brand === "string" && brand.startsWith(catalog);
  } catch {
    return false;
  }
}
