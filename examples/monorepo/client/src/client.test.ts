// The client against the real server, over a port.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Bank, type Running, start } from "@acme/server";
import { send } from "./client.js";

const bank: Bank = {
  balances: new Map([
    ["alice", 500],
    ["bob", 0],
  ]),
  isBusy: false,
};
let server: Running;

before(async () => {
  server = await start(bank);
});

after(() => server.stop());

const told = async (from: string, cents: number): Promise<string> =>
  (await send(server.origin, { from, to: "bob", cents })).text;

test("what the server throws is what the client tells apart", async () => {
  assert.equal(await told("alice", 180), "The money is on its way.");
  assert.equal(await told("alice", 400), "You can send 3.20 EUR at most.");
  assert.equal(await told("carol", 1), "Check the number of the account.");
  assert.match(await told("alice", -1), /^This is a fault of ours: /);
});

test("an error that moved nothing may be repeated, as the server says", async () => {
  bank.isBusy = true;
  assert.equal(await told("alice", 1), "Try again in 2000 ms.");
});

test("what no catalog knows is told as it came", async () => {
  const { text } = await send(`${server.origin}/nowhere`, { from: "alice", to: "bob", cents: 1 });
  assert.match(text, /\(request unknown\)$/);
});
