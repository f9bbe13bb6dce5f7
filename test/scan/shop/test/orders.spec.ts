import assert from "node:assert/strict";
import { test } from "node:test";
import { submit } from "../src/client.js";
import { AppError, ErrorCode, isRetryable } from "../src/errors.js";
import { limited, notFound } from "../src/http.js";
import { explain, type Order, placeOrder } from "../src/orders.js";
import { expect } from "./expect.js";

const order: Order = { id: "1", status: "open", items: ["pen"], country: { code: "DE" } };

function caught(run: () => unknown): AppError {
  try {
    run();
  } catch (error) {
    return error as AppError;
  }
  throw new Error("nothing was thrown");
}

test("an empty cart", () => {
  const error = caught(() => placeOrder({ ...order, items: [] }));
  expect(error.code).toBe("cart_empty"); // use: expectation cart_empty
  expect(error.status).toBe(409);
  assert.equal(error.code, ErrorCode.CartEmpty); // use: expectation cart_empty
});

test("an item that is missing", () => {
  expect(() => placeOrder({ ...order, items: ["ball"] })).toThrow(
    expect.objectContaining({ code: "item_missing" }), // use: expectation item_missing
  );
  assert.throws(() => placeOrder({ ...order, items: ["ball"] }), { code: "item_missing" }); // use: expectation item_missing
});

test("bodies", () => {
  let sent: object = {};
  const reply = { status: () => reply, json: (body: object) => ((sent = body), reply) };
  notFound(reply);
  expect(sent).toMatchObject({ error: { code: "user_missing" } }); // use: expectation user_missing
  expect(sent).toHaveProperty("error.code", "user_missing"); // use: expectation user_missing
  expect(limited()).toEqual({ error: { code: "rate_limit", message: "Slow down." } }); // use: expectation rate_limit unknown rate_limited
});

test("words", async () => {
  expect(isRetryable("busy")).toBe(true); // use: expectation busy
  expect(explain(new AppError("card_expired", 402))).toBe("Use another card."); // use: throw card_expired
  expect(explain(new AppError(ErrorCode.UserMissing, 404))).toBe("Who are you?"); // use: throw user_missing
  const fetched = Response.json({ error: { code: "cart_empty", message: "" } }, { status: 409 }); // use: body cart_empty
  expect(await submit(order, fetched)).toBe("empty");
  expect(placeOrder({ ...order, status: "busy" })).toBe("later");
});
