export const ERRORS = {
  INVOICE_NOT_FOUND: { code: "INVOICE_NOT_FOUND", status: 404, message: "No invoice" }, // use: key INVOICE_NOT_FOUND; declaration INVOICE_NOT_FOUND
  FORBIDDEN: { code: "FORBIDDEN", status: 403, message: "No" }, // use: key FORBIDDEN; declaration FORBIDDEN
} as const;
export type BillingErrorType = keyof typeof ERRORS;
export class HttpError extends Error {
  constructor(public readonly status: number, public readonly errorCode: string, options?: { cause?: unknown }) { super(errorCode, options); }
}
export const badRequest = (errorCode: string) => new HttpError(400, errorCode);
export function requirePlan(plan: { expired: boolean; state: string }) {
  if (plan.expired) throw new HttpError(402, "PLAN_EXPIRED"); // use: throw PLAN_EXPIRED
  if (plan.state === "FORBIDDEN") throw badRequest("CARD_REFUSED"); // use: throw CARD_REFUSED
}
export async function call(url: string) {
  const res = await fetch(url);
  const data = await res.json();
  if (!res.ok) {
    if (data.errorCode === "QUOTA_REACHED") return null; // use: comparison QUOTA_REACHED
    switch (data.errorCode) {
      case "UPSTREAM_TIMEOUT": // use: case UPSTREAM_TIMEOUT
      case "CARD_REFUSED": // use: case CARD_REFUSED
        return undefined;
      case "CARD_DENIED": // use: case CARD_DENIED unknown
        return 0;
    }
  }
  return data;
}
export function onGraph(result: { errors?: { message: string; extensions?: { code?: string } }[] }) {
  const first = result.errors?.[0];
  if (first?.extensions?.code === "user.banned") return "banned"; // use: comparison user.banned
  if (result.errors?.some((e) => e.extensions?.code === "post.locked")) return "locked"; // use: comparison post.locked
  const code = first?.extensions?.code;
  return code === "post.lockd" ? "typo" : "fine"; // use: comparison post.lockd unknown post.locked
}
