// The errors of the service.

import { ErrorCode } from "../generated/tickets/src/index.js";

export { AppError, ErrorCode } from "../generated/tickets/src/index.js";

/** Texts for the screens of the app. */
export const texts: Partial<Record<ErrorCode, string>> = {
  [ErrorCode.TicketNotFound]: "We cannot find this ticket.",
  [ErrorCode.TicketSold]: "Somebody was faster.",
};
