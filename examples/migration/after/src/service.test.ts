import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError, ErrorCode } from "./errors.js";
import { buy, handle, screen } from "./service.js";

function caught(run: () => unknown): AppError {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error("no error of the service");
}

test("a ticket that nobody has", () => {
  const error = caught(() => buy("b1"));
  assert.equal(error.code, "ticket_not_found");
  assert.equal(error.message, "No ticket b1.");
  assert.equal(screen(error), "We cannot find this ticket.");
});

test("a ticket that is sold", () => {
  const error = caught(() => buy("a2"));
  assert.equal(error.code, ErrorCode.TicketSold);
  assert.equal(screen(error), "Somebody was faster.");
});

test("answers", () => {
  assert.deepEqual(handle("a1"), { status: 200, body: { done: "sold a1" } });
  const { status, body } = handle("b1");
  assert.equal(status, 404);
  assert.deepEqual(body, { error: { code: "ticket_not_found", message: "No ticket b1." } });
});
