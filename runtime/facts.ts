// The words and tables that a catalog becomes at run time; data and types only.

/** What an error is, across providers; the words follow google.rpc.Code if that has one. */
export type Kind =
  | "invalid-argument"
  | "unauthenticated"
  | "permission-denied"
  | "not-found"
  | "already-exists"
  | "conflict"
  | "failed-precondition"
  | "rate-limited"
  | "quota-exceeded"
  | "insufficient-funds"
  | "declined"
  | "unsupported"
  | "unavailable"
  | "timeout"
  | "cancelled"
  | "internal"
  | "unknown";

/** Whether a retry can help: `never`, `after-fix` (something must change first) or `after-backoff` (the same request later). */
export type Retry = "never" | "after-fix" | "after-backoff";

/** The effect of the failed operation: `none`, or `unknown` if it may have happened wholly or in part. */
export type Effect = "none" | "unknown";

/** A code as it travels. */
export type WireCode = string | number;

/** A way into a body: keys of objects, and indices of lists. */
export type Path = readonly (string | number)[];

/** Where a fact is: a header's lower-case name, or the way into the body, with `*` for the element that has the code, and `(key=value)` for the first element of a list whose key has that value. */
export type Locator = string | Path;

/** A condition: where to look, and the constants of which one must be there, or whether anything must be there. */
export type Condition = readonly [
  at: Locator,
  is: boolean | readonly (string | number | boolean | null)[],
];

/** The text between the holes of a message, and the holes' names between them: text, hole, text, hole, text. */
export type TemplateParts = readonly string[];

/** The JSON Schema keywords that a catalog may use. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: { readonly [name: string]: JsonSchema };
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Documentation, like all below: nothing checks it. */
  readonly format?: string;
  readonly pattern?: string;
  readonly default?: unknown;
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
}

/** Schemas by name, for `#/schemas/Name`. */
export type Schemas = { readonly [name: string]: JsonSchema };

/** What a number counts, or the form of a text. */
export type WaitUnit =
  | "seconds"
  | "milliseconds"
  | "epoch-seconds"
  | "epoch-milliseconds"
  | "duration"
  | "date";

/** Where a wait is, the unit of its number, and what must hold for it to mean something. */
export interface WaitPlace {
  readonly at: Locator;
  readonly unit?: WaitUnit;
  readonly when?: readonly Condition[];
}

/** How an error body is laid out. */
export interface Envelope {
  readonly name: string;
  readonly code: readonly Locator[];
  readonly message?: readonly Locator[];
  readonly requestId?: readonly Locator[];
  readonly docsUrl?: readonly Locator[];
  readonly retryAfter?: readonly WaitPlace[];
  readonly when?: readonly Condition[];
  /** Conditions that make a body below 400 a success, for this envelope alone. */
  readonly success?: readonly Condition[];
}

/** One value of an answer: where it is put, and the param, the fact or the constant that is put there; a later slot replaces an earlier one. */
export interface Slot {
  /** A header's lower-case name, or the path into the body: keys, and indices of lists. */
  readonly at: string | Path;
  /** The param that is put there. */
  readonly param?: string;
  /** The fact that is put there; `field` is one that only the caller knows. */
  readonly from?:
    | "code"
    | "message"
    | "requestId"
    | "docsUrl"
    | "retryAfter"
    | "status"
    | "title"
    | "summary"
    | "field";
  /** The unit of a wait. */
  readonly unit?: WaitUnit;
  /** The type that the fact is converted to. */
  readonly as?: "string" | "number";
  /** The constant that is put there; beside `from`, what is put there if the fact is unknown, or if the code is put elsewhere. */
  readonly is?: unknown;
}

/** The shape of answers in an envelope. */
export interface AnswerShape {
  /** The name of the envelope. */
  readonly envelope: string;
  readonly slots: readonly Slot[];
}

/** The facts of one code of a definition. */
export interface CodeFacts<Code extends WireCode | undefined = WireCode | undefined> {
  readonly code: Code;
  readonly retry: Retry;
  readonly effect: Effect;
  /** The status of answers. */
  readonly status: number;
  /** The statuses that it is documented to come with; absent if the catalog does not say. */
  readonly statuses?: readonly number[];
  readonly docsUrl?: string;
  /** The slots of facts that answers have elsewhere than the envelope: of the code, and of the message beside it. */
  readonly moved?: readonly Slot[];
  /** The same for answers in other envelopes than the definition's first, by their names. */
  readonly movedIn?: { readonly [envelope: string]: readonly Slot[] };
  /** The title, if answers have it. */
  readonly title?: string;
  /** The message of an error whose definition has none, and the summary, if answers have it. */
  readonly summary?: string;
}

/** The facts of one definition that its exception and recognition share. */
export interface DefinitionFacts<
  Name extends string = string,
  Code extends WireCode | undefined = WireCode | undefined,
  K extends Kind = Kind,
> {
  readonly name: Name;
  /** Identifies its exceptions in every copy of the package: the catalog's id and the name. */
  readonly brand: string;
  readonly kind: K;
  readonly codes: readonly [CodeFacts<Code>, ...(readonly CodeFacts<Code>[])];
  /** The server's message. */
  readonly message?: TemplateParts;
  /** The params that may be shown. */
  readonly safe?: readonly string[];
  /** Present if its answers need fields that only the caller knows. */
  readonly asks?: true;
  /** What its answers have besides those of its envelope. */
  readonly answer?: readonly Slot[];
  /** The same in those other envelopes in which it differs, by their names. */
  readonly answers?: { readonly [envelope: string]: readonly Slot[] };
}

/** How a param is read from a response, and what it must look like. */
export interface ParamFacts {
  readonly name: string;
  readonly schema: JsonSchema;
  /** Where it is; by default the hole of its name in the message. */
  readonly at?: readonly Locator[];
}

/** What the params of a definition are read by. */
export interface ParamTable {
  readonly params: readonly ParamFacts[];
  /** The other forms of the definition's message, if a param is in its holes. */
  readonly messages?: readonly TemplateParts[];
}

/** What decides between the meanings of a shared code; an absent dimension says nothing. */
export interface Match {
  readonly scope?: readonly string[];
  readonly operation?: readonly string[];
  readonly status?: readonly number[];
  readonly envelope?: readonly string[];
  readonly message?: readonly TemplateParts[];
  readonly body?: readonly Condition[];
}

/** One meaning of a code: the definition, the index of the code in it, and what decides for it. */
export type Meaning = readonly [definition: DefinitionFacts, index: number, match?: Match];

/** What a status or a family of codes says of an error. */
export interface StatusFacts {
  readonly kind?: Kind;
  readonly retry?: Retry;
  readonly effect?: Effect;
}

/** What is known of unknown codes that begin with a prefix, or that are integers in a range. */
export interface Family extends StatusFacts {
  readonly prefix?: string;
  readonly from?: number;
  readonly to?: number;
}

/** All that recognition needs to know of a catalog. */
export interface Tables {
  /** The catalog's id. */
  readonly catalog: string;
  readonly envelopes: readonly Envelope[];
  /** Conditions that make a body below 400 a success. */
  readonly success?: readonly Condition[];
  /** Present if no response with a status below 400 is an error. */
  readonly errorsBelow400?: "never";
  /** The families of unknown codes, of which the first that fits counts. */
  readonly families?: readonly Family[];
  /** By status or range, such as `404` and `5xx`. */
  readonly statuses: { readonly [status: string]: StatusFacts };
  /** By the code's text, the meaning that wins first; an object without prototype. */
  readonly codes: { readonly [code: string]: readonly Meaning[] | null | undefined };
  /** By the name of the definition, if it has params; an object without prototype. */
  readonly params?: { readonly [definition: string]: ParamTable | null | undefined };
  readonly schemas?: Schemas;
}

/** What every response may have beside its status and its body. */
export interface CallFields {
  /** A fetch `Headers`, a `Map`, a plain object, or a list of pairs; names in any case. */
  readonly headers?: unknown;
  /** The part of the API that was called, as the catalog names it. */
  readonly scope?: string | undefined;
  /** The operation that was called, as the catalog names it. */
  readonly operation?: string | undefined;
  /** What the client threw. */
  readonly cause?: unknown;
  /** Not a response of fetch whose body was not read. */
  readonly bodyUsed?: never;
  /** Not a response of undici whose body was not read. */
  readonly opaque?: never;
}

/**
 * A response to recognise: what fetch, axios, got and undici give, with a body that was read, as text, as bytes or as the parsed value;
 * a body without a status; or what the client threw if there was no response.
 */
export type ErrorResponse = CallFields &
  (
    | { readonly status: number; readonly body?: unknown; readonly data?: unknown }
    | { readonly statusCode: number; readonly body?: unknown }
    | {
        readonly status?: number | undefined;
        readonly statusCode?: number | undefined;
        readonly body: unknown;
      }
    | { readonly cause: unknown }
  );

/** What an error is, as plain data: a known one with its name and code, or an unknown one with what arrived. */
export type Identity<Name extends string = string, Code extends WireCode = WireCode> =
  | {
      readonly name: Name;
      readonly code: Code;
      readonly kind: Kind;
      readonly retry: Retry;
      readonly effect: Effect;
    }
  | {
      readonly name: undefined;
      readonly code: undefined;
      /** The code that arrived; `undefined` if none was found. */
      readonly wireCode: WireCode | undefined;
      readonly kind: Kind;
      readonly retry: Retry;
      readonly effect: Effect;
      /** The names of the definitions that share the code, if nothing decided between them. */
      readonly candidates: readonly Name[];
    };

/** One of several errors in a response, besides the one that gives the class. */
export interface OtherError {
  /** The name of its definition, if its code is known. */
  readonly name: string | undefined;
  /** Its code as it arrived, if it has one. */
  readonly code: WireCode | undefined;
  /** Its message, if it has one. */
  readonly message: string | undefined;
}
