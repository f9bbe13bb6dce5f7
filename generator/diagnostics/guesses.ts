// What people write that the format calls otherwise: tables from their words to the right ones.

import { nearest } from "../text/nearest.ts";
import { escapeToken } from "../text/pointer.ts";
import { kebabCase, pascalCase } from "../text/words.ts";

/** A word of the format, what people write for it, and its form if that differs from what they write. */
type Guesses = readonly (readonly [meant: string, guesses: string, form?: string])[];

/** Properties. */
const properties: Guesses = [
  ["status", "http httpStatus httpStatusCode httpCode statusCode statuses responseCode"],
  [
    "retry",
    "retryable isRetryable canRetry shouldRetry retries retryPolicy retryStrategy transient temporary",
    "never, after-fix or after-backoff",
  ],
  ["retryAfter", "retryIn retryDelay retryAfterMs retryAfterSeconds backoff wait waitFor delay"],
  ["effect", "effects sideEffect sideEffects idempotent outcome", "none or unknown"],
  ["kind", "kinds category type class grpc grpcCode grpcStatus canonicalCode errorKind"],
  ["summary", "short shortDescription headline brief synopsis"],
  ["message", "msg messages text template errorMessage"],
  ["code", "codes errorCode errno number value"],
  ["title", "label displayName heading name"],
  ["description", "desc details detail notes note body explanation"],
  ["causes", "cause reasons reason why"],
  ["resolution", "fix fixes solution solutions remedy action actions howToFix steps mitigation"],
  ["docsUrl", "url docs docUrl doc link href helpUrl documentation documentationUrl moreInfo"],
  ["examples", "example samples sample", "a list of responses"],
  ["params", "parameters args arguments fields variables context meta metadata", "name: { type }"],
  ["at", "path pointer locator location jsonPath from in"],
  ["use", "replacedBy replacement replaceWith supersededBy successor instead alternative"],
  ["reason", "because why description message note"],
  ["since", "from sinceVersion introduced introducedIn added addedIn version"],
  [
    "deprecated",
    "deprecation obsolete isDeprecated replacedBy replacement supersededBy",
    "{ since, reason, use }",
  ],
  ["reserved", "removed retired deleted deletedCodes", "{ code, reason } in a list"],
  ["definitions", "errors errorDefinitions codes catalog"],
  ["envelopes", "shapes bodies formats responses body"],
  ["envelope", "shape format"],
  ["schemas", "components types models defs"],
  ["sources", "source references refs documents links"],
  ["source", "sources reference ref cite document"],
  ["scope", "scopes area areas module section product"],
  ["operation", "operations operationId operationIds endpoint endpoints method methods route"],
  ["match", "matches matcher condition conditions where"],
  ["when", "match matches condition conditions where if"],
  ["requestId", "traceId correlationId trace request id"],
  ["translations", "i18n l10n locales localizations messages"],
  ["type", "types nullable isNullable", 'for example [string, "null"]'],
  ["optional", "required isOptional isRequired"],
  ["safe", "public loggable sensitive secret pii", "true if the value may be logged"],
  ["prefix", "namespace className classPrefix"],
  ["id", "name package packageName slug"],
  ["codeType", "codesType typeOfCodes"],
  ["headers", "header"],
  ["anyOf", "any union"],
  ["format", "formatOf stringFormat"],
  ["pattern", "regex regexp"],
  ["enum", "values oneOfValues allowed choices"],
];

/** Values of closed lists. */
const values: Guesses = [
  [
    "invalid-argument",
    "400 422 validation validationError badRequest invalid invalidRequest invalidInput badInput malformed unprocessable unprocessableEntity outOfRange clientError client",
  ],
  ["unauthenticated", "401 auth authentication authenticationError unauthorized notAuthenticated"],
  [
    "permission-denied",
    "403 forbidden authorization accessDenied unauthorized notAuthorized permission",
  ],
  ["not-found", "404 410 missing gone noSuch absent"],
  ["already-exists", "duplicate exists alreadyExist"],
  ["conflict", "409 aborted concurrency versionMismatch locked"],
  ["failed-precondition", "412 428 precondition preconditionFailed invalidState state"],
  [
    "rate-limited",
    "429 rateLimit rateLimitExceeded throttled throttling throttle tooManyRequests resourceExhausted",
  ],
  ["quota-exceeded", "quota limit limitExceeded resourceExhausted"],
  ["insufficient-funds", "402 balance funds paymentRequired insufficientBalance noFunds"],
  ["declined", "cardDeclined denied refused rejected policy compliance"],
  [
    "unsupported",
    "405 501 unimplemented notImplemented notSupported methodNotAllowed notAllowed deprecated",
  ],
  ["unavailable", "503 serviceUnavailable down maintenance overloaded network transient"],
  ["timeout", "408 504 deadlineExceeded deadline gatewayTimeout requestTimeout timedOut"],
  ["cancelled", "499 canceled cancel clientClosedRequest"],
  [
    "internal",
    "500 502 server serverError internalError internalServerError dataLoss bug fatal badGateway",
  ],
  ["unknown", "maybe possible possibly partial done unsafe other generic unspecified misc"],
  ["none", "no nothing safe false idempotent"],
  ["after-backoff", "true yes backoff later wait retry retryable always exponential transient"],
  ["after-fix", "false no fix fixable manual user"],
  ["never", "false no none permanent fatal"],
  ["string", "str text char varchar date datetime dateTime timestamp uuid uri url email"],
  ["integer", "int int32 int64 long bigint short number numeric"],
  ["number", "float double decimal numeric real"],
  ["boolean", "bool"],
  ["array", "list tuple set"],
  ["object", "map dict dictionary record struct json"],
  ["null", "nil none undefined void"],
  ["mixed", "any both either"],
];

function folded(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Returns the words of a list that somebody may have meant: the same in another spelling, those in the table, else the nearest. */
function meantBy(word: string, known: readonly string[], table: Guesses): Guesses {
  const fold = folded(word);
  const same = known.filter((one) => folded(one) === fold && one !== word);
  if (same.length > 0) return same.map((one) => [one, ""]);
  const inTable = table.filter(
    ([meant, guesses]) =>
      known.includes(meant) && guesses.split(" ").some((one) => folded(one) === fold),
  );
  if (inTable.length > 0 && fold !== "") return inTable;
  const near = nearest(word, known);
  return near === undefined ? [] : [[near, ""]];
}

/** Properties that the format leaves to the author. */
const own =
  "severity level priority owner owners team contact category categories group groups component domain service label labels keywords tag logLevel log alert runbook audience";

/** Returns what to write instead of a property that the format leaves to the author, with a space before it; else an empty text. */
function asOwn(word: string, known: readonly string[]): string {
  const isOwn = own.split(" ").some((one) => folded(one) === folded(word));
  return isOwn && known.includes("tags") ? ` Write "x-${kebabCase(word)}: …" or "tags: […]".` : "";
}

/** Returns a question for the property that was meant, with its form, and a space before it; else an empty text. */
export function meantProperty(word: string, known: readonly string[]): string {
  const [meant, own] = [meantInFormat(word, known), asOwn(word, known)];
  return meant === "" || own === "" ? meant + own : `${meant}${own.replace("Write", "Or write")}`;
}

function meantInFormat(word: string, known: readonly string[]): string {
  const [first] = meantBy(word, known, properties);
  if (first === undefined) return "";
  const [meant, , form] = first;
  return form === undefined ? ` Did you mean "${meant}"?` : ` Did you mean "${meant}" (${form})?`;
}

/** Returns a question for the value or values of a closed list that were meant, with a space before it; else an empty text. */
export function meantValue(word: string, known: readonly string[]): string {
  const meant = meantBy(word, known, values).map(([value]) => `"${value}"`);
  return meant.length === 0 ? "" : ` Did you mean ${meant.join(" or ")}?`;
}

/** What is meant where `true` or another value has the wrong type, by the key. */
export const wrongTypes: Readonly<Record<string, string>> = {
  required:
    'must be a list of property names; a param is required unless it has "optional: true", so leave the line out',
};

/** Returns what a text would be in the form that a part of the schema asks for, or `undefined` if nobody can tell. */
export function inForm(text: string, title: string | undefined): string | undefined {
  const form = title === undefined ? undefined : forms[title];
  const written = form?.(text.trim());
  return written === text ? undefined : written;
}

const forms: Readonly<Record<string, (text: string) => string | undefined>> = {
  Name: pascalCase,
  NameOrList: pascalCase,
  Id: kebabCase,
  SourceIdOrList: kebabCase,
  Locator: locator,
  LocatorOrList: locator,
  Version: (text) => {
    const [, major, minor = "0", patch = "0"] =
      /^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?$/.exec(text) ?? [];
    return major === undefined ? undefined : [major, minor, patch].map(Number).join(".");
  },
};

/** Returns the locator of a JSONPath, a dotted path, a pointer without its slash, or the name of a header. */
function locator(text: string): string | undefined {
  const header = /^(?:response\.)?headers?(?::\s+|\.|\[["']?)([A-Za-z0-9-]+)(?:["']?\])?$/i.exec(
    text,
  )?.[1];
  if (header !== undefined) return `header:${header.toLowerCase()}`;
  const bare = text
    .replace(/^[$#]/, "")
    .replace(/\[["']?([^[\]"']*)["']?\]/g, (_, key: string) => `.${key || "*"}`);
  const tokens = bare.split(bare.includes("/") ? "/" : ".").filter((token) => token !== "");
  if (tokens.length === 0 || !tokens.every((token) => /^[\w@*-]+$/.test(token))) return undefined;
  return `/${tokens.map(escapeToken).join("/")}`;
}

/** Returns a value as YAML in one line, for showing a form. */
export function inOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, one]) => {
    return `${/^[\w/]+$/.test(key) ? key : JSON.stringify(key)}: ${inOneLine(one)}`;
  });
  return `{ ${entries.join(", ")} }`;
}
