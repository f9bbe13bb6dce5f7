// What must compile: every way in which users tell errors apart, from the outside of generated packages.

import {
  type AnySamplerError,
  CustomerNotAuthorizedError,
  ForbiddenError,
  SamplerErrorCode,
} from "@example/sampler";
import {
  AccessForbiddenError,
  CoboWaas2ErrorCode,
  isTooManyRequestsError,
  parseCoboWaas2Error,
} from "@faultbook/cobo-waas2";
import {
  type AnyCdpError,
  type CdpError,
  type CdpErrorBody,
  CdpErrorCode,
  type CdpErrorName,
  type CdpStandardBody,
  cdpErrorFromResponse,
  type Effect,
  type ErrorAnswer,
  type ErrorResponse,
  type FetchResponse,
  hasKind,
  IdempotencyKeyReusedError,
  InvalidRequestError,
  type InvalidRequestErrorParams,
  identifyCdpError,
  isCdpError,
  isCdpErrorBody,
  isCdpErrorCode,
  isInvalidRequestError,
  isNotFoundError,
  isUnknownCdpError,
  type Kind,
  NotFoundError,
  parseCdpError,
  type RequestInProgressError,
  type ResourceExistsError,
  type Retry,
  type RetryAdvice,
  type RetryOptions,
  retryAdvice,
  reviveCdpError,
  UnknownCdpError,
  type WireCode,
} from "@faultbook/coinbase-cdp";
import { cdpErrorCatalog, cdpErrorDefinitions } from "@faultbook/coinbase-cdp/definitions";
import { cdpErrorFixtures } from "@faultbook/coinbase-cdp/fixtures";
import {
  type AnyCoinwError,
  ApiAccessFailedError,
  type CoinwError,
  type CoinwErrorArms,
  type CoinwErrorBody,
  CoinwErrorCode,
  type CoinwSpotBody,
  GatewayRateLimitExceededError,
  hasKind as hasKindToo,
  matchCoinwError,
  UnknownCoinwError,
} from "@faultbook/coinw";
import { exactly } from "./support.js";

export function byGuard(error: unknown): string {
  if (isInvalidRequestError(error)) {
    exactly<InvalidRequestError>()(error);
    exactly<"InvalidRequestError">()(error.name);
    exactly<"invalid_request">()(error.code);
    exactly<"invalid-argument">()(error.kind);
    exactly<"never" | "after-fix" | "after-backoff">()(error.retry);
    exactly<"none" | "unknown">()(error.effect);
    exactly<number | undefined>()(error.status);
    return error.message;
  }
  if (isUnknownCdpError(error)) {
    exactly<undefined>()(error.code);
    exactly<WireCode | undefined>()(error.wireCode);
    exactly<readonly CdpErrorName[]>()(error.candidates);
    exactly<Kind>()(error.kind);
    return error.name;
  }
  return isNotFoundError(error) ? error.code : "";
}

export function byGuardInCatch(work: () => void): WireCode | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (!isCdpError(error)) throw error;
    exactly<AnyCdpError>()(error);
    const base: CdpError = error;
    const plain: Error = error;
    return base.wireCode ?? plain.message;
  }
}

export function byName(error: AnyCdpError): AnyCdpError | undefined {
  if (error.name === "InvalidRequestError") {
    exactly<InvalidRequestError>()(error);
    return error;
  }
  if (error.name === "UnknownCdpError") {
    exactly<UnknownCdpError>()(error);
    return error;
  }
  return undefined;
}

export function byCode(error: AnyCdpError): AnyCdpError | undefined {
  if (error.code === undefined) {
    exactly<UnknownCdpError>()(error);
    return error;
  }
  if (error.code === "already_exists") {
    exactly<RequestInProgressError | ResourceExistsError>()(error);
    return error;
  }
  if (error.code === CdpErrorCode.NotFound) {
    exactly<NotFoundError>()(error);
    return error;
  }
  return undefined;
}

export function byParsing(response: ErrorResponse): string {
  const error = parseCdpError(response);
  exactly<AnyCdpError | undefined>()(error);
  if (isInvalidRequestError(error)) return error.name;
  if (isNotFoundError(error)) return error.name;
  return error?.name ?? "no error";
}

/** Every class has its branch, or `never` does not compile. */
export function bySwitch(error: AnyCoinwError): number {
  switch (error.name) {
    case "BusinessLogicFailureError":
    case "ParameterOrSignatureInvalidError":
    case "ApiAccessFailedError":
      exactly<"-200" | "-103" | "-3">()(error.code);
      return 1;
    case "SystemFailureError":
    case "ParameterMissingError":
    case "GatewayRateLimitExceededError":
    case "InternalServerError":
    case "SessionInvalidError":
    case "ApiKeyRejectedError":
    case "SignatureInvalidError":
    case "PermissionMissingError":
    case "PositionNotFoundError":
    case "PositionLimitExceededError":
    case "LeverageLockedError":
    case "MarginModeLockedError":
    case "TradingSuspendedError":
      return 2;
    case "RateLimitExceededError":
      exactly<29001>()(error.code);
      return 3;
    case "UnknownCoinwError":
      return 4;
    default: {
      const nothing: never = error;
      return nothing;
    }
  }
}

export function byCodeSwitch(error: AnyCoinwError): string {
  switch (error.code) {
    case CoinwErrorCode.RateLimitExceeded:
      return error.name satisfies "RateLimitExceededError";
    case CoinwErrorCode.ParameterOrSignatureInvalid:
      return error.name satisfies "ParameterOrSignatureInvalidError";
    case 6003:
      return error.name satisfies "PermissionMissingError";
    default:
      return error.name;
  }
}

/** A class of several codes, and codes of several classes. */
export function byManyCodes(error: AnySamplerError): string {
  if (error.name === "ForbiddenError") {
    exactly<2025 | 4001>()(error.code);
    exactly<"never" | "after-fix" | "after-backoff">()(error.retry);
    return error.code === SamplerErrorCode.ResourceOutOfOrganization ? "other" : "own";
  }
  if (error.code === 40001) {
    exactly<"BlockExplorerRateLimitedError" | "OrganizationNotFoundError">()(error.name);
  }
  if (error.code === "-103") exactly<"SignatureOrParameterWrongError">()(error.name);
  return error.name;
}

export function byIdentity(response: ErrorResponse): CdpErrorName | undefined {
  const identity = identifyCdpError(response);
  if (identity === undefined) return undefined;
  exactly<Kind>()(identity.kind);
  exactly<Retry>()(identity.retry);
  exactly<Effect>()(identity.effect);
  if (identity.name === undefined) {
    exactly<undefined>()(identity.code);
    exactly<WireCode | undefined>()(identity.wireCode);
    exactly<readonly CdpErrorName[]>()(identity.candidates);
    return identity.candidates[0];
  }
  exactly<CdpErrorName>()(identity.name);
  exactly<CdpErrorCode>()(identity.code);
  return identity.name;
}

export function byCodeGuard(code: unknown): CdpErrorCode | undefined {
  if (!isCdpErrorCode(code)) return undefined;
  exactly<CdpErrorCode>()(code);
  return code;
}

export function byBodyGuard(body: unknown): CdpErrorBody | undefined {
  if (!isCdpErrorBody(body)) return undefined;
  exactly<CdpErrorBody>()(body);
  return body;
}

/** Tables that are complete by the compiler's word. */
export const byEveryCode: Record<CdpErrorCode, string> = {
  [CdpErrorCode.ResourceExists]: "a",
  [CdpErrorCode.BadGateway]: "b",
  [CdpErrorCode.FaucetLimitExceeded]: "c",
  [CdpErrorCode.Forbidden]: "d",
  [CdpErrorCode.IdempotencyKeyReused]: "e",
  [CdpErrorCode.InternalServer]: "f",
  [CdpErrorCode.InvalidRequest]: "g",
  [CdpErrorCode.InvalidSignature]: "h",
  [CdpErrorCode.MalformedTransaction]: "i",
  [CdpErrorCode.NotFound]: "j",
  [CdpErrorCode.PaymentMethodRequired]: "k",
  [CdpErrorCode.RateLimitExceeded]: "l",
  [CdpErrorCode.ServiceUnavailable]: "m",
  [CdpErrorCode.TransferAmountOutOfBounds]: "n",
  [CdpErrorCode.TransferQuoteExpired]: "o",
  [CdpErrorCode.TransferRecipientAddressInvalid]: "p",
  [CdpErrorCode.Unauthorized]: "q",
};

export const byEveryName: { readonly [Name in CdpErrorName]: string } = {
  RequestInProgress: "wait",
  ResourceExists: "look it up",
  BadGateway: "look it up",
  FaucetLimitExceeded: "wait",
  Forbidden: "ask",
  IdempotencyKeyReused: "fix",
  InternalServer: "look it up",
  InvalidRequest: "fix",
  ProjectSecretMissing: "fix",
  InvalidSignature: "fix",
  MalformedTransaction: "fix",
  NotFound: "fix",
  PaymentMethodRequired: "fix",
  RateLimitExceeded: "wait",
  ServiceUnavailable: "wait",
  TransferAmountOutOfBounds: "fix",
  TransferQuoteExpired: "fix",
  TransferRecipientAddressInvalid: "fix",
  Unauthorized: "fix",
} satisfies Record<CdpErrorName, string>;

/** Servers make the same exceptions; what is needed is said by the types. */
export function made(): readonly Error[] {
  const plain = new NotFoundError();
  exactly<"not_found">()(plain.code);
  const full = new InvalidRequestError({
    message: "no",
    status: 400,
    requestId: "1",
    retryAfter: 3,
    retryAt: 1_767_225_600_000,
    body: {},
    cause: new Error("before"),
    docsUrl: "https://example.com",
    code: "invalid_request",
    wireCode: "invalid_request",
    params: {},
  });
  const sparse = new InvalidRequestError({ message: undefined, status: undefined });
  const several = new ForbiddenError({ code: 4001 });
  const needed = new CustomerNotAuthorizedError({
    params: { unauthorizedCapabilities: ["custodyFiat"] },
  });
  const unknown = new UnknownCdpError({ wireCode: "new_code", kind: "internal" });
  const forbidden = new AccessForbiddenError();
  return [plain, full, sparse, several, needed, unknown, forbidden];
}

export function typedParams(error: AnySamplerError): readonly string[] {
  if (error.name === "CustomerNotAuthorizedError") {
    exactly<readonly ("custodyCrypto" | "custodyFiat")[] | undefined>()(
      error.params.unauthorizedCapabilities,
    );
    return error.params.unauthorizedCapabilities ?? [];
  }
  if (error.name === "InvalidRequestError") {
    exactly<string | undefined>()(error.params.field);
  }
  return [];
}

export function paramsOf(error: InvalidRequestError): Partial<InvalidRequestErrorParams> {
  return error.params;
}

export function reused(error: unknown): boolean {
  return error instanceof IdempotencyKeyReusedError;
}

/** A literal of an envelope's constant, and the texts on their own path. */
export const spot: CoinwSpotBody = {
  code: "-103",
  data: null,
  msg: "",
  success: false,
  failed: true,
};
export const summary: string = cdpErrorDefinitions.InvalidRequest.summary;
export const steps: readonly string[] | undefined = cdpErrorDefinitions.NotFound.resolution;
export const version: string = cdpErrorCatalog.version;

/** Two packages in one file. */
export function two(error: unknown): number {
  if (isTooManyRequestsError(error)) return error.code satisfies CoboWaas2ErrorCode;
  return parseCoboWaas2Error({ status: 500 })?.code ?? CoboWaas2ErrorCode.TooManyRequests;
}

/** Everything that a response may come as. */
export const responses: readonly ErrorResponse[] = [
  { status: undefined, headers: undefined, body: undefined, scope: undefined },
  { cause: new Error("no response") },
  { status: 404, headers: { a: "b" }, body: "{}", scope: "Spot", operation: "get" },
  { headers: [["a", "b"]], body: new Uint8Array() },
  { headers: new Map([["a", "b"]]), body: new ArrayBuffer(0) },
];

/** What clients give, as far as it matters here. */
declare const ofGot: { statusCode: number; headers: { [name: string]: unknown }; body: string };
declare const ofAxios: { status: number; statusText: string; headers: object; data: unknown };
declare const ofNode: { statusCode?: number | undefined; headers: object };
declare const ofOfetch: { status?: number; data?: unknown; cause?: unknown };
export const parsedOfClients: readonly (AnyCdpError | undefined)[] = [
  parseCdpError(ofGot),
  parseCdpError(ofAxios),
  parseCdpError({ statusCode: ofNode.statusCode, headers: ofNode.headers, body: "" }),
  parseCdpError({ status: ofOfetch.status, body: ofOfetch.data, cause: ofOfetch.cause }),
];

/** Every definition has an arm, which gets its own class; what the arms give is what matching gives. */
const arms = {
  BusinessLogicFailure: (): 1 => 1,
  ParameterOrSignatureInvalid: (): 1 => 1,
  ApiAccessFailed: (): 1 => 1,
  SystemFailure: (): 1 => 1,
  ParameterMissing: (): 1 => 1,
  GatewayRateLimitExceeded: (): 1 => 1,
  InternalServer: (): 1 => 1,
  SessionInvalid: (): 1 => 1,
  ApiKeyRejected: (): 1 => 1,
  SignatureInvalid: (): 1 => 1,
  PermissionMissing: (): 1 => 1,
  PositionNotFound: (): 1 => 1,
  PositionLimitExceeded: (): 1 => 1,
  LeverageLocked: (): 1 => 1,
  MarginModeLocked: (): 1 => 1,
  TradingSuspended: (): 1 => 1,
  RateLimitExceeded: (): 1 => 1,
  unknown: (): 1 => 1,
} satisfies CoinwErrorArms;

export function byMatching(error: AnyCoinwError): 1 | "wait" | readonly string[] | undefined {
  exactly<1>()(matchCoinwError(error, arms));
  const found = matchCoinwError(error, {
    ...arms,
    RateLimitExceeded: (limited): "wait" => {
      exactly<"RateLimitExceededError">()(limited.name);
      exactly<29001>()(limited.code);
      return "wait";
    },
    GatewayRateLimitExceeded: (limited) => {
      exactly<GatewayRateLimitExceededError>()(limited);
      return limited.status === 429 ? undefined : "wait";
    },
    unknown: (other): readonly string[] => {
      exactly<CoinwError>()(other);
      exactly<WireCode | undefined>()(other.code);
      return [other.message];
    },
  });
  exactly<1 | "wait" | readonly string[] | undefined>()(found);
  return found;
}

export async function byMatchingLater(error: AnyCoinwError): Promise<number> {
  const found = matchCoinwError(error, { ...arms, unknown: async (): Promise<2> => 2 });
  exactly<1 | Promise<2>>()(found);
  return await found;
}

/** The kind is that of any package. */
export function byKind(error: unknown): string {
  if (hasKind(error, "rate-limited")) {
    exactly<"rate-limited">()(error.kind);
    exactly<Retry>()(error.retry);
    exactly<number | undefined>()(error.retryAfter);
    exactly<number | undefined>()(error.retryAt);
    return error.message;
  }
  return hasKindToo(error, "timeout") ? error.name : "";
}

/** Of a union, a kind leaves the classes that have it. */
export function byKindOfUnion(error: AnyCoinwError): number | undefined {
  if (!hasKind(error, "rate-limited")) return undefined;
  if (error.name === "RateLimitExceededError") exactly<29001>()(error.code);
  return error.status;
}

/** Bodies are in any envelope, since parsing keeps that of the response; what the first asks for is an argument. */
export function answered(): readonly ErrorAnswer<unknown>[] {
  const plain = new NotFoundError({ message: "no", requestId: "1" });
  exactly<CdpStandardBody>()(plain.toBody());
  const answer = plain.toResponse();
  exactly<ErrorAnswer<CdpStandardBody>>()(answer);
  exactly<number>()(answer.status);
  exactly<{ readonly [name: string]: string }>()(answer.headers);
  const asking = new GatewayRateLimitExceededError();
  exactly<CoinwErrorBody>()(asking.toBody({ retry: true }));
  exactly<ErrorAnswer<CoinwErrorBody>>()(asking.toResponse({ retry: false }));
  exactly<CoinwErrorBody>()(new ApiAccessFailedError().toBody());
  exactly<unknown>()(new UnknownCoinwError().toBody());
  const base: CoinwError = asking;
  return [answer, asking.toResponse({ retry: true }), base.toResponse({ retry: true })];
}

/** Without types of the DOM, a response is what is needed of it. */
export async function byFetching(): Promise<AnyCdpError | undefined> {
  const response: FetchResponse = {
    status: 404,
    headers: new Map([["a", "b"]]),
    clone: () => ({ text: async () => "" }),
  };
  const error = await cdpErrorFromResponse(response, { scope: "x", operation: "y", stack: false });
  exactly<AnyCdpError | undefined>()(error);
  return error ?? (await cdpErrorFromResponse(response));
}

export function revived(value: unknown): AnyCdpError | undefined {
  return reviveCdpError(value);
}

/** There is a fixture for each definition, and parsing takes it. */
export const fixtureNames: readonly CdpErrorName[] = Object.keys(
  cdpErrorFixtures,
) as (keyof typeof cdpErrorFixtures)[];
exactly<CdpErrorName>()(fixtureNames[0] as keyof typeof cdpErrorFixtures);
export const fromFixture: AnyCdpError | undefined = parseCdpError(cdpErrorFixtures.NotFound);

/** Advice takes exceptions and identities; only three facts of the call are needed. */
export function advised(error: AnyCdpError, response: ErrorResponse): readonly RetryAdvice[] {
  const options: RetryOptions = { idempotent: true, attempt: 1, now: 0 };
  const identity = identifyCdpError(response);
  const advice = retryAdvice(error, options);
  if (advice.retry) exactly<number>()(advice.afterMs);
  else exactly<undefined>()(advice.afterMs);
  exactly<string>()(advice.reason);
  const full = { ...options, random: () => 0.5, base: 1, cap: 2, attempts: 3 };
  return [
    advice,
    retryAdvice(error, full),
    ...(identity === undefined ? [] : [retryAdvice(identity, options)]),
  ];
}
