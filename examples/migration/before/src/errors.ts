// The errors of the service.

export enum ErrorCode {
  /** There is no such ticket. */
  TicketNotFound = "ticket_not_found",
  /** The ticket is sold already. */
  TicketSold = "ticket_sold",
  /** Too many requests. */
  RateLimited = "rate_limited",
}

export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly status: number,
    message?: string,
  ) {
    super(message ?? code);
  }
}

/** Texts for the screens of the app. */
export const texts: Partial<Record<ErrorCode, string>> = {
  [ErrorCode.TicketNotFound]: "We cannot find this ticket.",
  [ErrorCode.TicketSold]: "Somebody was faster.",
};
