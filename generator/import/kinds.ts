// The kind that an error has, proposed from its names, its statuses and what is said of it.

import { kindOfStatus } from "../../runtime/statuses.ts";
import type { Kind } from "../catalog/catalog.ts";
import { wordsIn } from "../text/words.ts";

/** A proposal, and how sure it is, from 0 to 1. */
export interface ProposedKind {
  readonly kind: Kind;
  readonly confidence: number;
  /** What it follows from, in a few words. */
  readonly from: string;
}

/** What a kind is proposed from. */
export interface KindHints {
  /** Names and codes in any spelling. */
  readonly names: readonly string[];
  readonly statuses: readonly number[];
  /** What is said of the error, in a sentence. */
  readonly summary: string;
  /** What else is said. */
  readonly text: string;
}

/** A proposal below this is left to a person. */
export const leastConfidence = 0.5;
/** A proposal below this is to be checked by a person. */
export const sureConfidence = 0.7;

/** What words say; the first that fits counts. */
const meanings: readonly (readonly [Kind, RegExp])[] = [
  [
    "insufficient-funds",
    /insufficient (?:available )?(?:funds?|balance|credits?|liquidity)|(?:no|not) enough (?:balance|funds?|credits?)|balance (?:is )?(?:too low|insufficient|not enough)|余额不足/,
  ],
  [
    "rate-limited",
    /rate limit|rate exceeded|too many|throttl|(?:is |too |access )frequent|request limit|slow down|频繁|限流|频率/,
  ],
  [
    "quota-exceeded",
    /quota|limit (?:is )?(?:exceeded|reached)|usage limit|exceed\w* .*(?:limit|maximum)|maximum .*(?:exceeded|reached)|plan limit|配额|上限/,
  ],
  ["timeout", /time ?out|timed out|deadline|超时/],
  [
    "internal",
    /internal|server error|system error|unexpected error|(?:^|an )unknown error|内部错误|系统(?:错误|异常)|服务器错误/,
  ],
  ["cancelled", /client closed|cancell?ed by|request (?:was )?cancell?ed/],
  [
    "already-exists",
    /already (?:exists?|registered|in use|taken|used|been|linked|connected|created)|duplicat|not unique|重复|已存在/,
  ],
  ["conflict", /conflict|version mismatch|concurren|in progress|being processed|idempotency|冲突/],
  [
    "declined",
    /declin|card error|polic(?:y|ies) violat|(?:blocked|refused|rejected|denied) by|policy .*(?:block|reject|den)|fraud|risk control|compliance|sanction|风控/,
  ],
  [
    "unauthenticated",
    /logged out|mfa|two factor|2fa|otp|unauthori[sz]ed|unauthenticated|authenticat|not logged in|login (?:is )?required|(?:invalid|missing|expired|wrong|bad|no|incorrect) (?:\w+ )?(?:key|token|signature|credentials?|session|password|nonce|jwt)|(?:keys?|tokens?|signatures?|sessions?|credentials?|password|jwt) (?:is |has |was )?(?:invalid|expired|missing|incorrect|error|mismatch|failed|verification)|sign error|签名|未登录|未授权|鉴权/,
  ],
  [
    "permission-denied",
    /forbidden|permission|access denied|not allowed|denied|not authori[sz]ed|blacklist|whitelist|allowlist|blocked|restricted|无权|权限|禁止/,
  ],
  [
    "not-found",
    /(?<!\b(?:param|parameter|field|header|argument|value|signature|token|key|body|credential|nonce|timestamp|id|required)s? (?:is |are )?)\bmissing\.?$|not (?:be )?found|no such|not exists?|n['’]t exist|non ?existent|unknown (?:id|user|order|account|resource)|不存在|未找到|找不到/,
  ],
  [
    "unsupported",
    /not support|unsupported|not implemented|unimplemented|method not|not acceptable|deprecated|media type|不支持/,
  ],
  [
    "unavailable",
    /unavailable|maintenance|overload|busy|shutting down|bad gateway|temporar|suspend|try again later|connection (?:error|failed|reset|refused)|维护|繁忙|不可用|暂停/,
  ],
  [
    "failed-precondition",
    /precondition|not (?:yet )?(?:been )?(?:enabled|activated|verified|ready|configured|completed?|open|available)|expired|closed|cannot be|(?:not|dis)connected|not active|already|frozen|locked|disabled|inactive|invalid (?:state|status)|payment method|未启用|冻结|过期|未激活/,
  ],
  [
    "invalid-argument",
    /invalid|malformed|missing|bad request|validation|params?\b|parameters?|arguments?|format|out of (?:range|bounds)|too (?:long|short|large|small|low|high|big)|required|incorrect|illegal|mismatch|unprocessable|empty|below|exceed|unexpected|must |bad |wrong|参数|格式|非法|无效|缺少|必填/,
  ],
];

/** Words that may mean something else, too. */
const doubtful = /missing\.?$/;

function meantBy(text: string): Kind | undefined {
  const lower = text.toLowerCase();
  return meanings.find(([, form]) => form.test(lower))?.[0];
}

/** The kinds whose words say little. */
const loose: readonly Kind[] = ["invalid-argument", "failed-precondition"];

/** The statuses that say little of the kind. */
const vague: readonly number[] = [400, 402, 405, 409, 412, 422, 428];

/** Returns the kind that an error has by all that is known of it. */
export function proposeKind({ names, statuses, summary, text }: KindHints): ProposedKind {
  const words = names.map((name) => wordsIn(name).join(" ").toLowerCase() || name);
  const named = words.flatMap((one) => meantBy(one) ?? [])[0];
  const isDoubtful =
    named === "not-found" && words.every((one) => meantBy(one) !== named || doubtful.test(one));
  const inSummary = meantBy(summary);
  const said = inSummary ?? meantBy(text);
  const ofStatuses = new Set(statuses.map(kindOfStatus));
  const [ofStatus] = ofStatuses.size === 1 ? ofStatuses : [];
  const isVague = statuses.some((status) => vague.includes(status));
  const proposal = (kind: Kind, confidence: number, from: string): ProposedKind => ({
    kind,
    confidence,
    from,
  });
  if (named !== undefined) {
    const isSaidByStatus = ofStatus !== undefined && ofStatus !== "unknown" && !isVague;
    if (isSaidByStatus && loose.includes(named) && ofStatus !== named) {
      return proposal(ofStatus, ofStatus === said ? 0.85 : 0.7, "its status");
    }
    if (ofStatus === undefined && isDoubtful) return proposal(named, 0.6, "its name");
    if (ofStatus === undefined) return proposal(named, named === said ? 0.85 : 0.75, "its name");
    if (named === ofStatus || isVague) return proposal(named, 0.9, "its name and status");
    return proposal(
      named,
      isFarApart(named, statuses) ? 0.5 : 0.65,
      `its name, though its status is ${statuses.join(", ")}`,
    );
  }
  if (ofStatus !== undefined && ofStatus !== "unknown" && !isVague)
    return proposal(ofStatus, ofStatus === said ? 0.85 : 0.7, "its status");
  if (said !== undefined && (ofStatus === undefined || !isFarApart(said, statuses)))
    return proposal(said, inSummary === undefined ? 0.55 : 0.7, "its text");
  if (ofStatus !== undefined && ofStatus !== "unknown")
    return proposal(ofStatus, 0.5, "its status alone");
  return proposal("unknown", 0, "nothing");
}

/** Returns whether a kind blames the other side than the statuses do. */
function isFarApart(kind: Kind, statuses: readonly number[]): boolean {
  const isServers = ["internal", "unavailable", "timeout"].includes(kind);
  return statuses.some((status) => status >= 500 !== isServers);
}
