// The answers as they travel; what a client makes of them is tested in `client`.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Bank, createApp } from "./server.js";

function ask(bank: Bank, transfer: unknown): Response | Promise<Response> {
  return createApp(bank).request("/transfers", { method: "POST", body: JSON.stringify(transfer) });
}

const bankOf = (cents: number): Bank => ({
  balances: new Map([
    ["alice", cents],
    ["bob", 0],
  ]),
  isBusy: false,
});

test("a transfer moves money", async () => {
  const bank = bankOf(500);
  const response = await ask(bank, { from: "alice", to: "bob", cents: 320 });
  assert.equal(response.status, 201);
  assert.deepEqual([...bank.balances.values()], [180, 320]);
});

test("an error has the status and the body of the catalog, and moves nothing", async () => {
  const bank = bankOf(320);
  const response = await ask(bank, { from: "alice", to: "bob", cents: 500 });
  assert.equal(response.status, 409);
  assert.deepEqual(await response.json(), {
    error: { code: "insufficient_balance", message: "The account can spend 3.20 EUR." },
  });
  assert.deepEqual([...bank.balances.values()], [320, 0]);
});

test("a busy service says when to come again", async () => {
  const response = await ask({ ...bankOf(0), isBusy: true }, {});
  assert.equal(response.status, 503);
  assert.equal(response.headers.get("retry-after"), "2");
});
