// The payments service: it throws the errors of the catalog where it sees them, and one handler answers with them.

import { inEuros } from "@acme/money";
import {
  AccountNotFoundError,
  InsufficientBalanceError,
  InvalidTransferError,
  isPaymentsError,
  ServiceBusyError,
} from "@acme/payments-errors";
import { serve } from "@hono/node-server";
import { Hono } from "hono";

/** What the service knows: the balance of each account in cents, and whether it takes requests. */
export interface Bank {
  readonly balances: Map<string, number>;
  isBusy: boolean;
}

interface Transfer {
  readonly from: string;
  readonly to: string;
  readonly cents: number;
}

/** Makes the application; `serve` puts it on a port, and its `request` answers without one. */
export function createApp(bank: Bank): Hono {
  const app = new Hono();
  app.post("/transfers", async (context) => {
    if (bank.isBusy) throw new ServiceBusyError({ retryAfter: 2 });
    carryOut(bank, transferOf(await context.req.json().catch(() => undefined)));
    return context.json({ status: "accepted" }, 201);
  });
  app.onError((error, context) => {
    if (!isPaymentsError(error)) {
      console.error(error);
      return context.text("Internal Server Error", 500);
    }
    const { status, headers, body } = error.toResponse();
    return Response.json(body, { status, headers });
  });
  return app;
}

/** A service on a port. */
export interface Running {
  readonly origin: string;
  readonly stop: () => void;
}

/** Serves the application on a free port of this machine. */
export function start(bank: Bank): Promise<Running> {
  return new Promise((resolve) => {
    const server = serve(
      { fetch: createApp(bank).fetch, hostname: "127.0.0.1", port: 0 },
      ({ port }) => resolve({ origin: `http://127.0.0.1:${port}`, stop: () => server.close() }),
    );
  });
}

function carryOut({ balances }: Bank, { from, to, cents }: Transfer): void {
  const [source, target] = [balances.get(from), balances.get(to)];
  if (source === undefined || target === undefined) throw new AccountNotFoundError();
  if (source < cents) {
    throw new InsufficientBalanceError({ params: { available: inEuros(source) } });
  }
  balances.set(from, source - cents);
  balances.set(to, target + cents);
}

function transferOf(body: unknown): Transfer {
  const { from, to, cents } = (body ?? {}) as Partial<Record<keyof Transfer, unknown>>;
  const isComplete = typeof from === "string" && typeof to === "string" && from !== to;
  if (!isComplete || typeof cents !== "number" || !Number.isSafeInteger(cents) || cents <= 0) {
    throw new InvalidTransferError();
  }
  return { from, to, cents };
}
