import { AppError, ErrorCode, errorMessages, PAYMENT_DECLINED } from "./errors.js";

export interface Order {
  readonly id: string;
  readonly status: "open" | "busy" | "packed";
  readonly items: readonly string[];
  readonly country: { readonly code: string };
}

const stock = new Map([["pen", 3]]);

export function placeOrder(order: Order): string {
  if (order.items.length === 0) throw new AppError(ErrorCode.CartEmpty, 409); // use: throw cart_empty
  for (const item of order.items) {
    if (!stock.has(item)) throw new AppError(ErrorCode.ItemMissing, 404, `No ${item}.`); // use: throw item_missing
    if (stock.get(item) === 0) throw new AppError("out_of_stock", 409); // use: throw out_of_stock
  }
  if (order.status === "busy") return "later";
  if (order.country.code === "DE" || order.country.code === "busy") return "post";
  if (order.id === "payment_declined") throw new AppError(PAYMENT_DECLINED, 402); // use: throw payment_declined
  if (order.id === "fraud") throw new AppError("fraud_suspected", 403); // use: throw fraud_suspected unknown
  return "placed";
}

export function explain(error: unknown): string {
  if (!(error instanceof AppError)) return "Something broke.";
  switch (error.code) {
    case ErrorCode.UserMissing: // use: case user_missing
      return "Who are you?";
    case "card_expired": // use: case card_expired
      return "Use another card.";
    case "item_mising": // use: case item_mising unknown item_missing
      return "It is gone.";
    case "legacy_checkout": // use: case legacy_checkout deprecated
      return "Update the app.";
    default:
      return errorMessages[error.code] ?? "Something broke.";
  }
}

/** States of a delivery, which are no errors. */
export function label(state: string): string {
  switch (state) {
    case "busy":
      return "On its way";
    case "internal":
      return "In the house";
    case "packed":
      return "In the box";
    default:
      return "Unknown";
  }
}
