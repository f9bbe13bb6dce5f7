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
  type Effect,
  type ErrorResponse,
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
  UnknownCdpError,
  type WireCode,
} from "@faultbook/coinbase-cdp";
import { cdpErrorCatalog, cdpErrorDefinitions } from "@faultbook/coinbase-cdp/definitions";
import { type AnyCoinwError, CoinwErrorCode, type CoinwSpotBody } from "@faultbook/coinw";
import { exactly } from "./support.js";

export function byGuard(error: unknown): string {
  if (isInvalidRequestError(error)) {
    exactly<InvalidRequestError>()(error);
    exactly<"InvalidRequestError">()(error.name);
    exactly<"invalid_request">()(error.code);
    exactly<"invalid-argument">()(error.kind);
    exactly<"after-fix">()(error.retry);
    exactly<"none">()(error.effect);
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
    exactly<"after-fix" | "never">()(error.retry);
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
  return parseCoboWaas2Error({})?.code ?? CoboWaas2ErrorCode.TooManyRequests;
}

/** Everything that a response may come as. */
export const responses: readonly ErrorResponse[] = [
  {},
  { status: undefined, headers: undefined, body: undefined, scope: undefined },
  { status: 404, headers: { a: "b" }, body: "{}", scope: "Spot", operation: "get" },
  { headers: [["a", "b"]], body: new Uint8Array() },
  { headers: new Map([["a", "b"]]), body: new ArrayBuffer(0) },
];
