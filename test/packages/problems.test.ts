// Problem details (RFC 9457): each of its JSON examples is parsed and built again, and a problem needs no arguments.

import { describe, expect, test } from "vitest";
import { compile, importPackage } from "../helpers.ts";

const compiled = await compile(`id: problems
title: The Example API
version: 1.0.0
prefix: Example
codeType: string
envelopes:
  Problem:
    code: /type
    message: /detail
    mediaType: application/problem+json
    body:
      required: [type, title, status]
      properties:
        title: { fact: title }
        status: { fact: status }
        instance: { type: string }
        trace: { fact: requestId }
  Linked:
    code: /code
    message: /detail
    requestId: /request
    mediaType: application/problem+json
    body:
      required: [type, title, status, code, request]
      properties:
        type: { type: string, fact: docsUrl }
        title: { type: string, fact: title }
        about: { fact: summary }
        status: { type: string, fact: status }
definitions:
  OutOfCredit:
    code: https://example.com/probs/out-of-credit
    kind: insufficient-funds
    summary: The balance is too low.
    title: You do not have enough credit.
    status: 403
    params:
      instance: { type: string, optional: true }
      balance: { type: integer }
      accounts: { type: array, items: { type: string } }
  InvalidRequest:
    code: https://example.net/validation-error
    kind: invalid-argument
    summary: The request is not valid.
    title: Your request is not valid.
    status: [422, 400]
    params:
      errors:
        type: array
        items: { required: [detail, pointer], properties: { detail: { type: string }, pointer: { type: string } } }
  Linked:
    code: linked
    kind: not-found
    summary: There is no such thing.
    envelope: Linked
    docsUrl: https://example.com/linked
  Unlinked: { code: unlinked, kind: not-found, summary: There is nothing., message: Nothing., envelope: Linked }
envelope: Problem
`);
const { classes, fixtures, parse, isBody, guards } = await importPackage(compiled);

/** Gives an exception of a definition. */
function made(name: string, init?: object) {
  const Known = classes.get(name);
  if (Known === undefined) throw new Error(`There is no ${name}.`);
  return new Known(init);
}

const examples = {
  OutOfCredit: {
    status: 403,
    body: {
      type: "https://example.com/probs/out-of-credit",
      title: "You do not have enough credit.",
      detail: "Your current balance is 30, but that costs 50.",
      instance: "/account/12345/msgs/abc",
      balance: 30,
      accounts: ["/account/12345", "/account/67890"],
    },
  },
  InvalidRequest: {
    status: 422,
    body: {
      type: "https://example.net/validation-error",
      title: "Your request is not valid.",
      errors: [
        { detail: "must be a positive integer", pointer: "#/age" },
        { detail: "must be 'green', 'red' or 'blue'", pointer: "#/profile/color" },
      ],
    },
  },
};
const headers = { "content-type": "application/problem+json" };

describe.each(Object.entries(examples))("the example %s of RFC 9457", (name, { status, body }) => {
  test("is parsed and built again", () => {
    const error = parse({ status, headers, body: JSON.stringify(body) });
    expect(guards.get(name)?.(error)).toBe(true);
    const { type: _, title: __, detail: ___, ...params } = { detail: "", ...body };
    expect(error?.params).toEqual(params);
    // What the envelope has besides, and the example leaves out.
    const detail = error?.message;
    const again = { status, headers, body: { detail, ...body, status } };
    expect(error?.toResponse()).toEqual(again);
    expect(made(name, { params, message: detail }).toResponse()).toEqual(again);
    expect(isBody(again.body)).toBe(true);
  });
});

test("several statuses leave the choice to the exception", () => {
  const params = { errors: [] };
  expect(made("InvalidRequest", { params }).toBody()).toMatchObject({ status: 422 });
  expect(made("InvalidRequest", { params, status: 400 }).toBody()).toMatchObject({ status: 400 });
});

test("a link fills the field of one, and about:blank if there is none", () => {
  const body = { title: "Linked", about: "There is no such thing.", status: "404", code: "linked" };
  expect(made("Linked").toBody()).toEqual({
    ...{ ...body, type: "https://example.com/linked", detail: body.about, request: "" },
  });
  const own = { docsUrl: "https://example.com/own", requestId: "r-1", status: 410 };
  expect(made("Linked", own).toBody()).toMatchObject({
    ...{ type: own.docsUrl, request: "r-1", status: "410" },
  });
  expect(made("Unlinked").toBody()).toMatchObject({
    ...{ type: "about:blank", about: "There is nothing.", detail: "Nothing." },
  });
});

test("fixtures have what facts say, and no samples instead", () => {
  expect(fixtures["OutOfCredit"]).toMatchObject({
    status: 403,
    headers,
    body: { status: 403, title: "You do not have enough credit." },
  });
  expect(fixtures["Unlinked"]?.body).toMatchObject({ type: "about:blank", request: "example" });
});

test("no problem asks its caller for a field", () => {
  for (const { fields } of Object.values(compiled.catalog.derived.answers))
    expect(fields).toBeUndefined();
});
