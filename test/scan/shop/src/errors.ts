// The errors of the service, as a team writes them by hand. "use:" names what a scan must find in a line, and nothing else.

export enum ErrorCode {
  CartEmpty = "cart_empty", // use: declaration cart_empty
  ItemMissing = "item_missing", // use: declaration item_missing
  OutOfStock = "out_of_stock", // use: declaration out_of_stock
  UserMissing = "user_missing", // use: declaration user_missing
  Busy = "busy", // use: declaration busy
  WarehouseClosed = "warehouse_closed", // use: declaration warehouse_closed unknown
}

export const PAYMENT_DECLINED = "payment_declined"; // use: declaration payment_declined

export class AppError extends Error {
  constructor(
    readonly code: ErrorCode | string,
    readonly status: number,
    message?: string,
  ) {
    super(message ?? code);
    this.name = "AppError";
  }
}

export class SessionError extends AppError {
  constructor() {
    super("session_expired", 401, "Please sign in again."); // use: declaration session_expired
  }
}

export const errorMessages: Record<string, string> = {
  cart_empty: "Put something into your cart first.", // use: key cart_empty
  item_missing: "We do not have this item.", // use: key item_missing
  card_expired: "Your card is expired.", // use: key card_expired
  basket_gone: "Your basket is gone.", // use: key basket_gone reserved
};

export const statusOf = {
  [ErrorCode.ItemMissing]: 404, // use: key item_missing
  [ErrorCode.UserMissing]: 404, // use: key user_missing
  [ErrorCode.Busy]: 503, // use: key busy
};

/** Whether it is worth another try. */
export function isRetryable(code: string): boolean {
  return code === "rate_limited" || code === "busy"; // use: comparison rate_limited; comparison busy
}
