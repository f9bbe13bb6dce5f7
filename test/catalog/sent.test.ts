// What definitions and codes put into bodies themselves: constants, and codes at places of their own.

import { expect, test } from "vitest";
import { compile, importPackage } from "../helpers.ts";

const compiled = await compile(`id: cards
title: The Cards API
version: 1.0.0
prefix: Cards
codeType: mixed
envelopes:
  Card:
    code: [/error/decline, /error/code, /errors/*/code]
    message: /error/message
    body:
      required: [name]
      properties:
        name: { type: string }
        errors: { type: array, items: { properties: { code: { type: string } } } }
definitions:
  Declined:
    code: [do_not_honor, { code: lost_card, summary: The card is lost. }]
    kind: declined
    summary: The card was declined.
    body: { /error/code: card_declined, /name: CARD, header:x-kind: card }
    examples: [{ message: Declined. }]
  Missing:
    code:
      - resource_missing
      - { code: 17, at: "/errors/*/code" }
      - gone
    kind: not-found
    summary: There is no such thing.
    examples:
      - body: { name: MISSING, error: { code: gone, message: Gone. } }
        code: gone
  Plain: { code: plain, kind: conflict, summary: It is in the way. }
  Listed:
    code: listed
    kind: conflict
    summary: It is listed.
    examples: [{ body: { name: LISTED, errors: [{}, { code: listed }] } }]
`);
const { classes, fixtures, parse } = await importPackage(compiled);

/** Gives an answer of a definition. */
function answer(name: string, init: object, fields?: object) {
  const Known = classes.get(name);
  if (Known === undefined) throw new Error(`There is no ${name}.`);
  const response = new Known(init).toResponse(fields);
  expect(parse(response)).toMatchObject({ name: `${name}Error`, ...init });
  return response;
}

test("the constants of a definition are in every body of it", () => {
  const error = { decline: "do_not_honor", code: "card_declined", message: "Declined." };
  const { headers, body } = answer("Declined", { code: "do_not_honor", message: "Declined." });
  expect(body).toEqual({ name: "CARD", error });
  expect(headers).toMatchObject({ "x-kind": "card" });
  expect(fixtures["Declined"]?.body).toEqual({ name: "CARD", error });
  const other = answer("Declined", { code: "lost_card" }).body;
  expect(other).toMatchObject({ error: { decline: "lost_card", code: "card_declined" } });
});

test("constants do not recognise an error", () => {
  const found = parse({ status: 402, body: { name: "OTHER", error: { decline: "lost_card" } } });
  expect(found?.name).toBe("DeclinedError");
});

test.each([
  ["Missing", "resource_missing", { error: { decline: "resource_missing", message: "m" } }],
  ["Missing", 17, { error: { message: "m" }, errors: [{ code: "17" }] }],
  ["Missing", "gone", { error: { code: "gone", message: "m" } }],
  ["Plain", "plain", { error: { decline: "plain", message: "m" } }],
  ["Listed", "listed", { error: { message: "m" }, errors: [{ code: "listed" }] }],
] as const)(
  "of %s the code %s is where it is written to be, or its example has it",
  (name, code, body) => {
    const { body: built } = answer(name, { code, message: "m" }, { name: "N" });
    expect(built).toEqual({ name: "N", ...body });
  },
);

test("a body whose constants are all that is asked for needs no fields", () => {
  const errors = compiled.files.get("src/errors.ts") ?? "";
  const declined = /class DeclinedError extends CardsError<([^>]*)>/.exec(errors)?.[1];
  expect(declined).toMatch(/, CardsCardBody, \[options\?: runtime\.AnswerOptions\]$/);
  expect(errors).toContain("class PlainError extends CardsError<typeof codes.PlainFacts>");
});

test("OpenAPI has the constants of a body", () => {
  const openapi = compiled.files.get("openapi.yaml") ?? "";
  expect(openapi.split("CardsDeclinedError:")[1]?.split("CardsMissingError:")[0]).toContain(
    "name: { type: string, const: CARD }",
  );
});
