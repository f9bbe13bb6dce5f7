// The service: it sells tickets, and answers with errors.

import { AppError, ErrorCode, texts } from "./errors.js";
import { RateLimitedError, TicketNotFoundError, TicketSoldError, isRateLimitedError } from "../generated/tickets/src/index.js";

const sold = new Set(["a2"]);
let sales = 0;

export function buy(ticket: string): string {
  if (sales >= 3) throw new RateLimitedError();
  if (!/^a\d$/.test(ticket)) throw new TicketNotFoundError({ message: `No ticket ${ticket}.` });
  if (sold.has(ticket)) throw new TicketSoldError();
  sold.add(ticket);
  sales++;
  return `sold ${ticket}`;
}

/** Answers a request. */
export function handle(ticket: string): { status: number; body: object } {
  try {
    return { status: 200, body: { done: buy(ticket) } };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, message } = error;
    return { status: error.status ?? 500, body: { error: { code, message } } };
  }
}

/** Says what a screen shows. */
export function screen(error: AppError): string {
  if (isRateLimitedError(error)) return "Wait a moment.";
  return texts[error.code as ErrorCode] ?? "Something went wrong.";
}
