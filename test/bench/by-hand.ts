// One guard and one exception of the synthetic API as a careful engineer writes them by hand, with the features of the generated base class.

type Code = string | number;
type Kind = "permission-denied" | "not-found" | "internal" | "unknown";

/** What an exception is made from: everything is optional. */
export interface Init<Params extends object> {
  readonly code?: Code | undefined;
  readonly params?: Partial<Params> | undefined;
  readonly message?: string | undefined;
  readonly status?: number | undefined;
  readonly wireCode?: Code | undefined;
  readonly requestId?: string | undefined;
  readonly docsUrl?: string | undefined;
  readonly retryAfter?: number | undefined;
  readonly retryAt?: number | undefined;
  readonly body?: unknown;
  readonly cause?: unknown;
}

/** What is known of an error before it happens. */
interface Facts<Params extends object> {
  readonly name: string;
  readonly code: Code;
  readonly kind: Kind;
  readonly retry: "never" | "after-fix" | "after-backoff";
  readonly effect: "none" | "unknown";
  readonly status: number;
  readonly docsUrl: string;
  readonly text: (params: Partial<Params>) => string;
  readonly params: readonly (keyof Params & string)[];
  readonly safe: readonly (keyof Params & string)[];
}

/** What is shown of an exception, in this order. */
const shown: readonly string[] = [
  ...["name", "message", "code", "wireCode", "kind", "retry", "effect"],
  ...["status", "requestId", "docsUrl", "retryAfter", "retryAt"],
];

const brand: unique symbol = /* @__PURE__ */ Symbol.for("faultbook.error") as never;

/** The base of the exceptions: what it may show it has as fields, and what it must not in private ones. */
abstract class ApiError<Params extends object> extends Error {
  readonly code: Code;
  readonly wireCode: Code;
  readonly kind: Kind;
  readonly retry: string;
  readonly effect: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly docsUrl: string;
  readonly retryAfter: number | undefined;
  readonly retryAt: number | undefined;
  readonly others: readonly object[];
  /** The params that may be logged. */
  declare readonly safeParams?: Partial<Params>;
  readonly #body: unknown;
  readonly #params: Partial<Params>;
  readonly #message: string | undefined;
  readonly #facts: Facts<Params>;

  constructor(facts: Facts<Params>, init: Init<Params>) {
    const { params = {}, message, cause } = init;
    const safe = only(facts.safe, params);
    super(printable(message ?? facts.text(safe)), cause === undefined ? undefined : { cause });
    this.code = facts.code;
    this.wireCode = init.wireCode ?? facts.code;
    this.kind = facts.kind;
    this.retry = facts.retry;
    this.effect = facts.effect;
    this.status = init.status ?? facts.status;
    this.requestId = init.requestId;
    this.docsUrl = init.docsUrl ?? facts.docsUrl;
    this.retryAfter = init.retryAfter;
    this.retryAt = init.retryAt;
    this.others = [];
    if (Object.keys(safe).length > 0) this.safeParams = safe;
    this.#body = init.body;
    this.#params = params;
    this.#message = message;
    this.#facts = facts;
    Object.defineProperty(this, brand, { value: `synthetic/${facts.name}` });
    Object.defineProperty(this, "statusCode", { value: this.status });
  }

  /** The body as it arrived, which nothing shows by itself. */
  get body(): unknown {
    return this.#body;
  }

  /** The typed details. */
  get params(): Readonly<Partial<Params>> {
    return this.#params;
  }

  /** Gives the body that a server answers with. */
  toBody(): object {
    const { requestId = "" } = this;
    const error = {
      code: String(this.wireCode),
      message: this.#message ?? this.#facts.text(this.#params),
      ...only(this.#facts.params, this.#params),
    };
    return { error, request_id: requestId };
  }

  /** Gives status, headers and body that a server answers with. */
  toResponse(): object {
    const headers: { [name: string]: string } = { "content-type": "application/json" };
    if (this.retryAfter !== undefined) headers["retry-after"] = `${Math.ceil(this.retryAfter)}`;
    return { status: this.status ?? this.#facts.status, headers, body: this.toBody() };
  }

  /** Gives what may be logged and sent to another process. */
  toJSON(): object {
    const params = only(this.#facts.safe, this.#params);
    return bounded({
      faultbook: `synthetic/${this.#facts.name}`,
      ...Object.fromEntries(shown.map((key) => [key, readable(this, key)])),
      params: Object.keys(params).length === 0 ? undefined : params,
      cause: causeOf(this),
    }) as object;
  }
}

/** Gives those of the params that are named, there and readable. */
function only<Params extends object>(
  names: readonly (keyof Params & string)[],
  params: Partial<Params>,
): Partial<Params> {
  const some: Partial<Params> = {};
  for (const name of names) {
    const value = param(params, name);
    if (value !== undefined) some[name] = value;
  }
  return some;
}

/** A param may be a getter that throws. */
function param<Params extends object, Name extends keyof Params>(
  params: Params,
  name: Name,
): Params[Name] | undefined {
  try {
    return params[name];
  } catch {
    return undefined;
  }
}

/** The name of a cause, which may be anything, even something that throws when it is read. */
function causeOf(error: Error): object | undefined {
  try {
    const { name, message } = error.cause as {
      readonly name?: unknown;
      readonly message?: unknown;
    };
    if (typeof message !== "string") return undefined;
    return { name: typeof name === "string" ? name : "Error" };
  } catch {
    return undefined;
  }
}

/** Control and direction characters could forge a line of a log. */
function printable(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Gives plain data of anything, at most six levels deep and of a thousand values. */
function bounded(value: unknown): unknown {
  let left = 1000;
  const above: unknown[] = [];
  const plain = (item: unknown): unknown => {
    if (left-- <= 0) return "[left out]";
    if (typeof item === "string") return item.length > 10_000 ? `${item.slice(0, 10_000)}…` : item;
    if (typeof item === "number") return Number.isFinite(item) ? item : String(item);
    if (typeof item === "bigint") return `${item}n`;
    if (typeof item === "boolean" || item === null) return item;
    if (typeof item !== "object") return undefined;
    if (above.includes(item)) return "[circular]";
    if (above.length >= 6) return "[left out]";
    above.push(item);
    try {
      return container(item);
    } catch {
      return "[unreadable]";
    } finally {
      above.pop();
    }
  };
  const container = (item: object): unknown => {
    if (Array.isArray(item)) return item.slice(0, left).map((one) => plain(one) ?? null);
    // A date of another realm is no instance of ours.
    if (Object.prototype.toString.call(item) === "[object Date]")
      return new Date(Date.prototype.getTime.call(item)).toJSON();
    const members: [string, unknown][] = [];
    for (const key of Object.keys(item)) {
      if (left <= 0) break;
      if (key.length > 10_000) continue;
      const one = plain(readable(item, key));
      if (one !== undefined) members.push([key, one]);
    }
    return Object.fromEntries(members);
  };
  return plain(value);
}

function readable(item: object, key: string): unknown {
  try {
    return (item as { readonly [key: string]: unknown })[key];
  } catch {
    return "[unreadable]";
  }
}

/** A param may be missing, or of a type that it should not have. */
function hole<Params extends object>(params: Params, name: keyof Params & string): Code {
  const value = param(params, name);
  return typeof value === "string" || typeof value === "number" ? value : `<${name}>`;
}

/** The details of AccountAmountForbiddenError. */
export interface AccountAmountForbiddenParams {
  readonly field?: string;
  readonly limit?: number;
}

const facts: Facts<AccountAmountForbiddenParams> = {
  name: "AccountAmountForbidden",
  code: "account_amount_forbidden",
  kind: "permission-denied",
  retry: "after-fix",
  effect: "none",
  status: 403,
  docsUrl: "https://docs.example.com/errors#account-amount-forbidden",
  text: (params) =>
    `The amount of the account may not be used by this caller: ${hole(params, "field")} breaks the limit of ${hole(params, "limit")}.`,
  params: ["field", "limit"],
  safe: ["field"],
};

/** The amount of the account may not be used by this caller. */
export class AccountAmountForbiddenError extends ApiError<AccountAmountForbiddenParams> {
  constructor(init: Init<AccountAmountForbiddenParams> = {}) {
    super(facts, init);
  }

  override get name(): "AccountAmountForbiddenError" {
    return "AccountAmountForbiddenError";
  }
}

/** Tells whether a value is an AccountAmountForbiddenError of any copy of this package. */
export function isAccountAmountForbiddenError(
  error: unknown,
): error is AccountAmountForbiddenError {
  try {
    const { code, [brand]: own } = error as { readonly code?: unknown; readonly [brand]?: unknown };
    return (
      code === facts.code && own === "synthetic/AccountAmountForbidden" && typeof error === "object"
    );
  } catch {
    return false;
  }
}
