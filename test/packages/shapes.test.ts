// Small catalogs in the shapes of real APIs: their examples are read, built again and read as the same error, and so are responses that no example shows.

import { describe, expect, test } from "vitest";
import { compile, importPackage, projectFile } from "../helpers.ts";

interface Shape {
  /** The folder of the case, and its catalog. */
  readonly catalog: string;
  /** Responses, and what is read of them; `undefined` for those that are no error. */
  readonly responses: readonly (readonly [
    what: string,
    response: object,
    read: object | undefined,
  ])[];
}

const shapes: readonly Shape[] = [
  {
    catalog: "github-like/catalog/forge.yaml",
    responses: [
      [
        "words of a gateway",
        { status: 403, body: { message: "Forbidden" } },
        { code: undefined, message: "Forbidden", status: 403 },
      ],
      [
        "a limit that is used up",
        {
          status: 403,
          headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1700000000" },
          body: { message: "API rate limit exceeded for octo. (Hint.)", status: "403" },
        },
        { name: "RateLimitedError", retryAt: 1_700_000_000_000, retryAfter: undefined },
      ],
      [
        "a limit that is not used up",
        {
          status: 403,
          headers: { "x-ratelimit-remaining": "17", "x-ratelimit-reset": "1700000000" },
          body: { message: "Must have admin rights.", status: "403" },
        },
        { name: "ForbiddenError", retryAt: undefined },
      ],
      [
        "a second field with a code that nobody knows",
        {
          status: 422,
          body: {
            message: "Validation Failed",
            errors: [
              { resource: "Label", field: "name", code: "unprocessable" },
              { resource: "Label", field: "color", code: "invalid" },
            ],
          },
        },
        { code: "invalid", effect: "unknown", others: [{ code: "unprocessable" }] },
      ],
    ],
  },
  {
    catalog: "sqlstate-like/catalog/sql.yaml",
    responses: [
      [
        "a code of a family",
        { body: { code: "23514", message: "violates check constraint" } },
        { code: undefined, kind: "failed-precondition", effect: "none", retry: "after-fix" },
      ],
      [
        "a lost connection",
        { body: { code: "08006", message: "server closed the connection" } },
        { code: undefined, kind: "unavailable", effect: "unknown", retry: "after-backoff" },
      ],
      [
        "the object of a driver",
        {
          body: Object.assign(new Error("deadlock detected"), { code: "40P01", detail: null }),
        },
        { code: undefined, kind: "conflict", message: "deadlock detected" },
      ],
      ["a row", { body: { id: 1 } }, undefined],
    ],
  },
  {
    catalog: "problem-like/catalog/bookings.yaml",
    responses: [
      [
        "a type that nobody knows, with a charset",
        {
          status: 429,
          headers: {
            "content-type": "Application/Problem+JSON; charset=utf-8",
            "retry-after": "5",
          },
          body: { type: "https://errors.example.com/slow", title: "Slow down.", status: 429 },
        },
        { kind: "rate-limited", message: "Slow down.", retryAfter: 5 },
      ],
    ],
  },
  {
    catalog: "paypal-like/catalog/payouts.yaml",
    responses: [
      [
        "no issue that is known",
        {
          status: 422,
          body: {
            name: "UNPROCESSABLE_ENTITY",
            message: "No.",
            debug_id: "d",
            details: [{ issue: "NEW_ISSUE", description: "New." }],
            links: [{ rel: "information_link", href: "https://developer.example.com/new" }],
          },
        },
        {
          code: undefined,
          wireCode: "NEW_ISSUE",
          message: "New.",
          requestId: "d",
          docsUrl: "https://developer.example.com/new",
        },
      ],
    ],
  },
  {
    catalog: "google-rpc-like/catalog/cloud.yaml",
    responses: [
      [
        "a reason that nobody knows beside a status that is known",
        {
          status: 429,
          body: {
            error: {
              code: 429,
              message: "Slow down.",
              status: "RESOURCE_EXHAUSTED",
              details: [
                { "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "NEW_REASON" },
                { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "0.250s" },
              ],
            },
          },
        },
        { name: "ResourceExhaustedError", retryAfter: 0.25 },
      ],
    ],
  },
  {
    catalog: "graphql-like/catalog/shop.yaml",
    responses: [
      ["data", { status: 200, body: { data: { shop: { name: "s" } } } }, undefined],
      ["data beside null", { status: 200, body: { data: { shop: {} }, errors: null } }, undefined],
      [
        "a mutation that succeeded",
        { status: 200, body: { data: { customerInvite: { userErrors: [] } } } },
        undefined,
      ],
      [
        "the second of two mutations",
        {
          status: 200,
          body: {
            data: {
              a: { userErrors: [] },
              b: { userErrors: [{ code: "CANT_INVITE_SELF", message: "No." }] },
            },
          },
        },
        { name: "CannotInviteSelfError", message: "No." },
      ],
      [
        "a code that nobody knows",
        { status: 200, body: { errors: [{ message: "New.", extensions: { code: "NEW" } }] } },
        { code: undefined, wireCode: "NEW", message: "New.", effect: "unknown" },
      ],
    ],
  },
];

describe.each(shapes)("$catalog", ({ catalog: path, responses }) => {
  const made = compile(projectFile(`test/cases/${path}`)).then(async (compiled) => ({
    ...(await importPackage(compiled)),
    names: compiled.catalog.definitions.map(({ name }) => name),
  }));

  test.each(responses)("%s", async (_, response, read) => {
    const { parse, identify } = await made;
    if (read === undefined) expect(parse(response)).toBeUndefined();
    else expect(parse(response)).toMatchObject(read);
    expect(identify(response)?.kind).toBe(parse(response)?.kind);
  });

  test("every fixture is read, built and read again", async () => {
    const { names, fixtures, parse, isBody } = await made;
    for (const name of names) {
      const fixture = fixtures[name];
      const first = parse(fixture);
      expect(first?.name).toBe(`${name}Error`);
      expect(isBody(fixture?.body), name).toBe(true);
      const again = parse(first?.toResponse());
      // A body is built without the other errors, and its header has whole seconds.
      const { others = [], effect, retryAfter = 0, ...facts } = { ...first, body: undefined };
      expect({ ...again, body: undefined }).toMatchObject(facts);
      if (others.length === 0) expect(again?.effect).toBe(effect);
      expect(again?.retryAfter ?? 0).toBe(Math.ceil(retryAfter));
      expect(again?.message).toBe(first?.message);
      expect(again?.params).toEqual(first?.params);
    }
  });
});
