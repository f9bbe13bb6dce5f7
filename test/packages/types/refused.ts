// What must not compile: every line after an expected error is one, or the compiler complains about the expectation.

import { CustomerNotAuthorizedError } from "@example/sampler";
import {
  type AnyCdpError,
  CdpError,
  CdpErrorCode,
  type CdpErrorName,
  cdpErrorFromResponse,
  hasKind,
  InvalidRequestError,
  identifyCdpError,
  isCdpErrorCode,
  isInvalidRequestError,
  matchCdpError,
  NotFoundError,
  parseCdpError,
  retryAdvice,
  UnknownCdpError,
} from "@faultbook/coinbase-cdp";
import { cdpErrorDefinitions } from "@faultbook/coinbase-cdp/definitions";
import { cdpErrorFixtures } from "@faultbook/coinbase-cdp/fixtures";
import {
  type AnyCoinwError,
  ApiAccessFailedError,
  type CoinwErrorArms,
  CoinwErrorCode,
  GatewayRateLimitExceededError,
  matchCoinwError,
} from "@faultbook/coinw";

declare const error: AnyCdpError;
declare const known: InvalidRequestError;
declare const unknown: UnknownCdpError;
declare const caught: unknown;

// Codes and names that there are not.
// @ts-expect-error: no such code
export const code1: boolean = error.code === "invalid_requst";
// @ts-expect-error: no such name
export const name1: boolean = error.name === "InvalidRequest";
// @ts-expect-error: the code of another error
export const code2: boolean = known.code === "not_found";
// @ts-expect-error: a string is not any code
export const code3: CdpErrorCode = "invalid_request" as string;
// @ts-expect-error: no such member
export const code4: CdpErrorCode = CdpErrorCode.Nonsense;
// @ts-expect-error: the JSON type of the code is another one
export const code5: CoinwErrorCode = -103;
// @ts-expect-error: the code of another catalog
export const code6: CdpErrorCode = CoinwErrorCode.RateLimitExceeded;
// @ts-expect-error: no such code for this class
export const code7: Error = new InvalidRequestError({ code: "not_found" });
// @ts-expect-error: a definition that there is not
export const texts1: string = cdpErrorDefinitions.Nonsense.summary;

// Tables that are not complete, or hold too much.
// @ts-expect-error: members are missing
export const codes1: object = { [CdpErrorCode.NotFound]: "" } satisfies Record<
  CdpErrorCode,
  string
>;
// @ts-expect-error: members are missing
export const names1: object = { NotFound: "" } satisfies { readonly [N in CdpErrorName]: string };
// @ts-expect-error: a name that there is not
export const names2: object = { Nonsense: "" } satisfies { readonly [N in CdpErrorName]?: string };

// What is made wrongly.
// @ts-expect-error: the base is abstract
export const made1: Error = new CdpError();
// @ts-expect-error: params are needed
export const made2: Error = new CustomerNotAuthorizedError();
// @ts-expect-error: params are needed
export const made3: Error = new CustomerNotAuthorizedError({ message: "" });
// @ts-expect-error: a param is missing
export const made4: Error = new CustomerNotAuthorizedError({ params: {} });
export const made5: Error = new CustomerNotAuthorizedError({
  // @ts-expect-error: the param is a list of two words
  params: { unauthorizedCapabilities: ["custodyGold"] },
});
// @ts-expect-error: there is no such param
export const made6: Error = new NotFoundError({ params: { field: "" }, nonsense: 1 });
// @ts-expect-error: a status is a number
export const made7: Error = new NotFoundError({ status: "404" });
// @ts-expect-error: an unknown error has no known code
export const made8: Error = new UnknownCdpError({ code: "not_found" });
// @ts-expect-error: no such kind
export const made9: Error = new UnknownCdpError({ kind: "broken" });

// What is read wrongly.
// @ts-expect-error: the code of an unknown error is undefined
export const read1: string = unknown.code;
// @ts-expect-error: an unknown error is no known one
export const read2: InvalidRequestError = unknown;
// @ts-expect-error: a known error is no other one
export const read3: NotFoundError = known;
// @ts-expect-error: the code may be undefined
export const read4: string = error.code;
// @ts-expect-error: there may be no error
export const read5: string = parseCdpError({}).name;
// @ts-expect-error: there may be no identity
export const read6: string = identifyCdpError({}).name;
// @ts-expect-error: the name may be undefined
export const read7: CdpErrorName = identifyCdpError({})?.name ?? undefined;
// @ts-expect-error: what is caught is not yet known
export const read8: string = caught.name;
// @ts-expect-error: the params of the union are not typed
export const read9: string = error.params.field;
// @ts-expect-error: a body is unknown
export const read10: string = error.body.errorType;
// @ts-expect-error: candidates are those of the unknown error alone
export const read11: readonly string[] = known.candidates;

// What must not be changed.
export function change(): void {
  // @ts-expect-error: readonly
  known.code = "invalid_request";
  // @ts-expect-error: readonly
  known.name = "InvalidRequestError";
  // @ts-expect-error: readonly
  known.status = 400;
  // @ts-expect-error: readonly
  known.params = {};
  // @ts-expect-error: readonly
  known.body = {};
  // @ts-expect-error: readonly
  unknown.candidates = [];
  // @ts-expect-error: readonly
  cdpErrorDefinitions.NotFound.summary = "";
}

// What guards do not promise.
export function guards(): void {
  if (isInvalidRequestError(caught)) {
    // @ts-expect-error: no other name
    caught.name satisfies "NotFoundError";
  } else {
    // @ts-expect-error: still unknown
    caught.name;
  }
  const text: string = "";
  if (isCdpErrorCode(text)) {
    // @ts-expect-error: it is one of the codes
    text satisfies "nonsense";
  }
  // @ts-expect-error: a status is a number
  parseCdpError({ status: "404" });
  // @ts-expect-error: a response is an object
  parseCdpError("");
  // @ts-expect-error: no such field
  identifyCdpError({ stauts: 404 });
}

// Arms that are missing, too many, or for another class.
declare const arms: { readonly [Name in keyof CoinwErrorArms]: () => number };
declare const coinw: AnyCoinwError;
const { RateLimitExceeded, ...missesOne } = arms;
const { unknown: _, ...missesUnknown } = arms;
export const arms1: readonly unknown[] = [
  RateLimitExceeded,
  // @ts-expect-error: an arm is missing
  matchCoinwError(coinw, missesOne),
  // @ts-expect-error: the arm for what is unknown is missing
  matchCoinwError(coinw, missesUnknown),
  // @ts-expect-error: there is no such definition
  matchCoinwError(coinw, { ...arms, Nonsense: () => 1 }),
  // @ts-expect-error: an arm is a function
  matchCoinwError(coinw, { ...arms, RateLimitExceeded: 1 }),
  // @ts-expect-error: an arm gets the class of its definition
  matchCoinwError(coinw, { ...arms, RateLimitExceeded: (one: ApiAccessFailedError) => one }),
  matchCoinwError(coinw, {
    ...arms,
    // @ts-expect-error: the unknown error has no such code
    unknown: (one) => one.code satisfies 29001,
  }),
  // @ts-expect-error: an error of another catalog
  matchCoinwError(error, arms),
  // @ts-expect-error: no arm at all
  matchCdpError(error, {}),
  // @ts-expect-error: what is caught is not yet known
  matchCoinwError(caught, arms),
];
// @ts-expect-error: what the arms give
export const arms2: string = matchCoinwError(coinw, arms);

// Kinds that there are not.
// @ts-expect-error: no such kind
export const kind1: boolean = hasKind(caught, "broken");
export function kinds(): void {
  if (hasKind(caught, "timeout")) {
    // @ts-expect-error: another kind
    caught.kind satisfies "internal";
    // @ts-expect-error: any class may have it
    caught.toBody();
  }
}

// Answers: what an envelope asks for is needed, and nothing else is taken.
const asking: GatewayRateLimitExceededError = new GatewayRateLimitExceededError();
// @ts-expect-error: the envelope asks for a field
export const answer1: object = asking.toBody();
// @ts-expect-error: the envelope asks for a field
export const answer2: object = asking.toResponse();
// @ts-expect-error: the field is missing
export const answer3: object = asking.toResponse({});
// @ts-expect-error: the field is a boolean
export const answer4: object = asking.toBody({ retry: "no" });
// @ts-expect-error: no such field
export const answer5: object = asking.toBody({ retry: true, code: 1 });
// @ts-expect-error: the envelope asks for nothing
export const answer6: object = new ApiAccessFailedError().toBody({ retry: true });
// @ts-expect-error: the code of a body is a number
export const answer7: string = asking.toBody({ retry: true }).code;
// @ts-expect-error: no such field
export const answer8: unknown = new NotFoundError().toResponse().body.nonsense;

// What is no response, no fixture and no advice.
declare const ofUndici: { statusCode: number; headers: object; body: unknown; opaque: unknown };
declare const ofNode: { statusCode?: number | undefined; headers: object };
declare const ofFetch: { status: number; headers: object; body: unknown; bodyUsed: boolean };
// @ts-expect-error: its body was not read
export const shape1: unknown = parseCdpError(ofUndici);
// @ts-expect-error: its body was not read
export const shape2: unknown = parseCdpError(ofFetch);
// @ts-expect-error: it has no body
export const shape3: unknown = identifyCdpError(ofNode);
// @ts-expect-error: it has nothing
export const shape4: unknown = parseCdpError({});
// @ts-expect-error: the response is in the error
export const shape5: unknown = parseCdpError({ response: { status: 500, data: "" } });
// @ts-expect-error: the status is a text
export const shape6: unknown = parseCdpError({ status: "500", headers: {} });
// @ts-expect-error: a response that is not awaited
export const response1: unknown = cdpErrorFromResponse(Promise.resolve({}));
// @ts-expect-error: the body was taken out already
export const response2: unknown = cdpErrorFromResponse({ status: 404, headers: {}, body: "" });
// @ts-expect-error: it is a promise
export const response3: AnyCdpError | undefined = cdpErrorFromResponse(caught as never);
// @ts-expect-error: no such definition
export const fixture1: unknown = cdpErrorFixtures.Nonsense;
// @ts-expect-error: whether it is idempotent must be said
export const advice1: unknown = retryAdvice(error, { attempt: 1, now: 0 });
// @ts-expect-error: the attempt must be said
export const advice2: unknown = retryAdvice(error, { idempotent: true, now: 0 });
// @ts-expect-error: the time must be said
export const advice3: unknown = retryAdvice(error, { idempotent: true, attempt: 1 });
const call = { idempotent: true, attempt: 1, now: 0 };
// @ts-expect-error: no such option
export const advice4: unknown = retryAdvice(error, { ...call, max: 1 });
// @ts-expect-error: what is caught is not yet known
export const advice5: unknown = retryAdvice(caught, { idempotent: true, attempt: 1, now: 0 });
// @ts-expect-error: there may be no wait
export const advice6: number = retryAdvice(error, { idempotent: true, attempt: 1, now: 0 }).afterMs;
