import { type Order, placeOrder } from "./orders.js";

interface ErrorBody {
  error: {
    code: "cart_empty" | "order_locked"; // use: declaration cart_empty; declaration order_locked
    message: string;
  };
}

type OrderErrorCode = "cart_empty" | "out_of_stock" | "postal_invalid"; // use: declaration cart_empty; declaration out_of_stock; declaration postal_invalid deprecated

const finalCodes: readonly OrderErrorCode[] = ["cart_empty", "postal_invalid"]; // use: list cart_empty; list postal_invalid deprecated

const hints = new Map<OrderErrorCode, string>([
  ["out_of_stock", "Come back tomorrow."], // use: key out_of_stock
  ["postal_invalid", "Check the postal code."], // use: key postal_invalid deprecated
]);

export async function submit(order: Order, fetched: Response): Promise<string> {
  if (fetched.status === 404) return "gone";
  const body = (await fetched.json()) as ErrorBody;
  if (body.error.code === "cart_empty") return "empty"; // use: comparison cart_empty
  const { code } = body.error;
  if (code !== "order_locked") return placeOrder(order); // use: comparison order_locked
  return ["order_locked", "busy"].includes(code) ? "wait" : "never"; // use: list order_locked; list busy
}

export function hint(code: OrderErrorCode): string {
  if (code === "out_of_stock") return hints.get("out_of_stock") ?? ""; // use: comparison out_of_stock; key out_of_stock
  return finalCodes.includes(code) ? "Never." : "Perhaps.";
}

/** A cart has events of the same names, which are no errors. */
export function onEvent(event: { readonly type: string; readonly code: string }): string {
  if (event.type === "order_locked" || event.code === "card_expired") return "told";
  switch (event.type) {
    case "payment_declined":
      return "sad";
    case "cart_empty":
      return "empty";
    default:
      return "seen";
  }
}
