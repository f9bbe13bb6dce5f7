// The client of the payments service: it gets the errors back as the classes that the server threw.

import {
  isServiceBusyError,
  matchPaymentsError,
  paymentsErrorFromResponse,
  retryAdvice,
} from "@acme/payments-errors";

/** What is asked for; amounts are whole cents. */
export interface Order {
  readonly from: string;
  readonly to: string;
  readonly cents: number;
}

/** What a person is told about an order. */
export interface Told {
  readonly done: boolean;
  readonly text: string;
}

/** Sends an order once, and says what became of it. */
export async function send(origin: string, order: Order): Promise<Told> {
  const response = await fetch(`${origin}/transfers`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(order),
  });
  const error = await paymentsErrorFromResponse(response);
  if (error === undefined) return { done: true, text: "The money is on its way." };
  // A guard narrows where one error matters; `match…` asks for an arm for each, or does not compile.
  if (isServiceBusyError(error)) {
    const { retry, afterMs } = retryAdvice(error, {
      idempotent: false,
      attempt: 1,
      now: Date.now(),
    });
    return { done: false, text: retry ? `Try again in ${afterMs} ms.` : error.message };
  }
  const text = matchPaymentsError(error, {
    AccountNotFound: () => "Check the number of the account.",
    InsufficientBalance: ({ params }) => `You can send ${params.available} at most.`,
    InvalidTransfer: ({ message }) => `This is a fault of ours: ${message}`,
    ServiceBusy: ({ message }) => message,
    unknown: ({ message, requestId }) => `${message} (request ${requestId ?? "unknown"})`,
  });
  return { done: false, text };
}
