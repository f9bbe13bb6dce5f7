// What no definition alone decides is read carefully: unknown codes, several errors in one body, other statuses, bodies of gateways.

import { describe, expect, test } from "vitest";
import { identify } from "../../runtime/identify.ts";
import { parseError, reviveError } from "../../runtime/parse.ts";
import { packageOf, type TestPackage } from "./sampler.ts";

function packageWith(text: string): Promise<TestPackage> {
  return packageOf(`id: t\ntitle: T\nversion: 1.0.0\nprefix: Tt\ncodeType: mixed\n${text}`);
}

/** Returns what a package says of a response: name or code, kind, retry, effect; `identify` must say the same. */
function said({ parser }: TestPackage, input: object): string {
  const error = parseError(parser, input);
  const plain = identify(parser.tables, input);
  expect(plain === undefined).toBe(error === undefined);
  if (error === undefined || plain === undefined) return "no error";
  const { kind, retry, effect } = error;
  expect(plain).toMatchObject({ kind, retry, effect, code: error.code });
  const name = plain.name ?? `? ${error.wireCode}`;
  return `${name} ${kind} ${retry} ${effect}`;
}

function checkAll(api: TestPackage, cases: readonly (readonly [object, string])[]): void {
  test.each(cases)("%j is %s", (input, expected) => {
    expect(said(api, input)).toBe(expected);
  });
}

describe("a range never makes a fact less careful than its kind's default", async () => {
  const api = await packageWith(`
envelopes: { E: { code: /code } }
statuses:
  4xx: { kind: invalid-argument, retry: after-backoff, effect: none }
  5xx: { effect: none }
  409: { retry: after-backoff }
  422: { effect: none }
  504: { kind: timeout, effect: none }
definitions: { Known: { code: a, kind: conflict, summary: S. } }`);
  checkAll(api, [
    [{ status: 408 }, "? undefined invalid-argument after-fix unknown"],
    [{ status: 499 }, "? undefined invalid-argument after-fix unknown"],
    [{ status: 404 }, "? undefined invalid-argument after-fix none"],
    [{ status: 429 }, "? undefined invalid-argument after-fix none"],
    [{ status: 500 }, "? undefined internal after-backoff unknown"],
    // An exact status is believed.
    [{ status: 409 }, "? undefined invalid-argument after-backoff none"],
    [{ status: 504 }, "? undefined timeout after-backoff none"],
    [{ status: 504, body: { code: "new" } }, "? new timeout after-backoff none"],
    [{ status: 422, body: { code: "new" } }, "? new invalid-argument after-fix none"],
    // An unknown code in a body has the effect unknown.
    [{ status: 404, body: { code: "new" } }, "? new invalid-argument after-fix unknown"],
    [{ status: 500, body: { code: "new" } }, "? new internal after-backoff unknown"],
  ]);
});

describe("a known code under another status", async () => {
  const api = await packageWith(`
envelopes: { E: { code: /code } }
statuses: { 418: { retry: never }, 503: { effect: none } }
definitions:
  Missing: { code: [a, { code: b, status: 410 }], status: [404, 410], kind: not-found, summary: S. }
  Limited: { code: l, status: 429, kind: rate-limited, summary: S. }
  Anywhere: { code: any, kind: not-found, summary: S. }
  Written: { code: w, status: 500, kind: internal, effect: none, summary: S. }
  Ours: { code: s, status: 400, kind: conflict, summary: S., match: { scope: Ours } }
  Theirs: { code: s, status: 500, kind: conflict, effect: none, summary: S., match: { scope: Theirs } }
scopes: [Ours, Theirs]`);
  const under = (status: number | undefined, code: string) => ({ status, body: { code } });
  checkAll(api, [
    [under(404, "a"), "Missing not-found after-fix none"],
    [under(410, "a"), "Missing not-found after-fix none"],
    [under(undefined, "a"), "Missing not-found after-fix none"],
    [under(500, "a"), "Missing not-found after-fix unknown"],
    [under(408, "a"), "Missing not-found after-fix unknown"],
    [under(418, "a"), "Missing not-found never unknown"],
    [under(503, "a"), "Missing not-found after-fix none"],
    [under(404, "b"), "Missing not-found after-fix none"],
    [under(502, "b"), "Missing not-found after-fix unknown"],
    [under(200, "a"), "Missing not-found after-fix unknown"],
    [under(429, "l"), "Limited rate-limited after-backoff none"],
    [under(400, "l"), "Limited rate-limited after-fix none"],
    [under(500, "l"), "Limited rate-limited after-backoff unknown"],
    [under(500, "any"), "Anywhere not-found after-fix none"],
    [under(500, "w"), "Written internal after-backoff none"],
    [under(502, "w"), "Written internal after-backoff unknown"],
    [under(400, "s"), "? s conflict after-fix none"],
    [under(502, "s"), "? s conflict after-fix unknown"],
  ]);
});

describe("a candidate that the body rules out", async () => {
  const api = await packageWith(`
envelope: Rest
envelopes:
  Rest: { code: [/issue, /name], message: /message }
  Other: { code: /fault, when: { /v: 2 } }
definitions:
  Card: { code: NO, kind: declined, summary: S., match: { body: { /type: card } } }
  Worded: { code: NO, kind: timeout, effect: none, summary: S., match: { message: "Key {key} is used." } }
  Elsewhere: { code: NO, kind: internal, summary: S., match: { envelope: Other } }
  Named: { code: NAMED, kind: conflict, summary: S. }`);
  const at = (status: number | undefined, body: object) => ({ status, body });
  checkAll(api, [
    [at(400, { issue: "NO", name: "NAMED", type: "card" }), "Card declined after-fix none"],
    [at(400, { issue: "NO", name: "NAMED", type: "bank" }), "Named conflict after-fix none"],
    [at(400, { issue: "NO", message: "Key 5 is used." }), "Worded timeout after-backoff none"],
    [at(400, { issue: "NO", message: "Used: key 5" }), "? NO invalid-argument after-fix unknown"],
    [at(400, { issue: "NO", name: "new" }), "? NO invalid-argument after-fix unknown"],
    // The code is the catalog's all the same, and so is the error.
    [at(200, { issue: "NO", name: "new" }), "? NO unknown after-fix unknown"],
    [at(200, { issue: "new" }), "no error"],
  ]);

  test("is none of the candidates", () => {
    expect(api.parse(at(400, { issue: "NO", message: "x" }))).toMatchObject({ candidates: [] });
  });
});

describe("an error without a candidate envelope", async () => {
  const api = await packageWith(`
envelope: A
envelopes:
  A: { code: /error/code, message: /error/message, requestId: /id }
  B: { code: /code, message: /message, retryAfter: /retry_after, docsUrl: /link, when: { /ok: false } }
  C: { code: /c, requestId: /id, docsUrl: /link, retryAfter: /retry_after }
definitions: { Known: { code: a, kind: conflict, summary: S. } }`);
  test.each([
    [{ message: "Forbidden" }, { message: "Forbidden" }],
    [
      { message: "Limited.", retry_after: 64.57, id: "r" },
      { message: "Limited.", retryAfter: 64.57, requestId: undefined },
    ],
    [
      { error: { message: "No." }, id: "r" },
      { message: "No.", requestId: "r" },
    ],
    [
      { retry_after: 5, id: "r" },
      { retryAfter: 5, requestId: "r" },
    ],
    [
      { message: "M", link: "https://x.y" },
      { message: "M", docsUrl: "https://x.y" },
    ],
    ["<html>", { message: "Unknown error (HTTP 403)" }],
  ])("%j has %j", (body, expected) => {
    expect(api.parse({ status: 403, body })).toMatchObject({ code: undefined, ...expected });
  });
  test("is none below 400", () => {
    expect(said(api, { status: 200, body: { message: "Forbidden" } })).toBe("no error");
  });
});

describe("several errors in one body", async () => {
  const api = await packageWith(`
envelopes:
  Graph: { code: [/errors/*/extensions/code, /errors/*/type], message: [/errors/*/message, /message] }
definitions:
  Bad: { code: BAD_INPUT, kind: invalid-argument, summary: S., status: [200, 400] }
  Internal: { code: INTERNAL, kind: internal, summary: S., status: [200, 400] }
  Limited: { code: LIMITED, kind: rate-limited, summary: S., status: [200, 400] }
  Final: { code: FINAL, kind: conflict, retry: never, summary: S., status: 400 }
  Scoped: { code: SCOPED, kind: timeout, retry: never, summary: S., match: { scope: X } }
scopes: [X]`);
  const of = (...codes: readonly unknown[]) => ({
    status: 400,
    body: {
      message: "whole",
      errors: codes.map((code) =>
        typeof code === "object" ? code : { extensions: { code }, message: `m ${code}` },
      ),
    },
  });
  checkAll(api, [
    [of("BAD_INPUT", "INTERNAL"), "Bad invalid-argument after-fix unknown"],
    [of("INTERNAL", "BAD_INPUT"), "Internal internal after-fix unknown"],
    [of("LIMITED", "LIMITED"), "Limited rate-limited after-backoff none"],
    [of("LIMITED", "BAD_INPUT"), "Limited rate-limited after-fix none"],
    [of("LIMITED", "FINAL"), "Limited rate-limited never none"],
    [of("LIMITED", "SCOPED"), "Limited rate-limited never unknown"],
    [of("new", "LIMITED"), "Limited rate-limited after-fix unknown"],
    [of("LIMITED", { type: "new" }), "Limited rate-limited after-fix unknown"],
    [of("LIMITED", { message: "no code" }), "Limited rate-limited after-fix none"],
    [of("LIMITED", {}), "Limited rate-limited after-backoff unknown"],
    // Of one element the first known code counts, and no other of its codes is another error.
    [
      of({ extensions: { code: "new" }, type: "LIMITED" }),
      "Limited rate-limited after-backoff none",
    ],
    [of("new", "newer"), "? new invalid-argument after-fix unknown"],
  ]);

  test("are listed, but for the first known one", () => {
    const input = of("new", "BAD_INPUT", "INTERNAL", {}, { message: "no code\u202e" });
    expect(api.parse(input)).toMatchObject({
      message: "m BAD_INPUT",
      others: [
        { name: undefined, code: "new", message: "m new" },
        { name: "Internal", code: "INTERNAL", message: "m INTERNAL" },
        { name: undefined, code: undefined, message: "no code\\u202e" },
      ],
    });
    expect(api.parse(of("LIMITED"))).toMatchObject({ others: [] });
  });

  test("are at most a hundred, and all of them count", () => {
    const many = Array.from({ length: 500 }, () => "LIMITED");
    const error = api.parse(of(...many, "FINAL"));
    expect(error.others).toHaveLength(100);
    expect(error.retry).toBe("never");
    const huge = api.parse(of(...Array.from({ length: 10_001 }, () => "LIMITED")));
    expect([huge.retry, huge.effect]).toEqual(["after-fix", "unknown"]);
  });

  test("are kept by toJSON, and revive takes the more careful of stored and catalog", () => {
    const error = api.parse(of("LIMITED", "INTERNAL", "new"));
    const json = JSON.parse(JSON.stringify(error));
    expect(json).toMatchObject({ retry: "after-fix", effect: "unknown" });
    expect(json.others).toEqual([
      { name: "Internal", code: "INTERNAL", message: "m INTERNAL" },
      { code: "new", message: "m new" },
    ]);
    const { others } = error;
    const revive = (value: unknown) => reviveError(api.parser, value);
    expect(revive(json)).toMatchObject({ retry: "after-fix", effect: "unknown", others });
    const tampered = { ...json, retry: "after-backoff", effect: "none", others: [5, null] };
    expect(revive(tampered)).toMatchObject({ retry: "after-backoff", effect: "none" });
    const { code, ...final } = JSON.parse(JSON.stringify(api.parse(of("FINAL"))));
    expect(revive({ ...final, retry: "after-backoff" })).toMatchObject({ retry: "never" });
    expect("others" in JSON.parse(JSON.stringify(api.parse(of("LIMITED"))))).toBe(false);
  });
});

describe("families", async () => {
  const api = await packageWith(`
envelopes: { E: { code: [/state, /code] } }
statuses: { 5xx: { effect: unknown }, 418: { retry: never }, 422: { effect: none } }
families:
  - { prefix: "23", kind: conflict, effect: none }
  - { prefix: "235", kind: timeout }
  - { prefix: XX, effect: unknown, retry: never }
  - { prefix: "08", kind: unavailable, retry: never }
  - { from: 4000, to: 4999, kind: invalid-argument, retry: after-backoff, effect: none }
  - { from: 4100, to: 4199, kind: rate-limited }
definitions: { Unique: { code: "23505", kind: already-exists, summary: S. } }`);
  const of = (status: number | undefined, state: unknown, code?: unknown) => ({
    status,
    body: { state, code },
  });
  checkAll(api, [
    [of(400, "23505"), "Unique already-exists after-fix unknown"],
    [of(400, "23001"), "? 23001 conflict after-fix none"],
    [of(400, 23001), "? 23001 conflict after-fix none"],
    [of(500, "23001"), "? 23001 conflict after-fix unknown"],
    [of(400, "23599"), "? 23599 timeout after-backoff unknown"],
    [of(422, "23599"), "? 23599 timeout after-backoff unknown"],
    [of(400, "XX000"), "? XX000 invalid-argument never unknown"],
    [of(422, "XX000"), "? XX000 invalid-argument never unknown"],
    [of(400, "08006"), "? 08006 unavailable never unknown"],
    [of(400, 4001), "? 4001 invalid-argument after-backoff none"],
    [of(418, 4001), "? 4001 invalid-argument never none"],
    [of(400, "4999"), "? 4999 invalid-argument after-backoff none"],
    [of(400, 4150), "? 4150 rate-limited after-backoff unknown"],
    [of(422, 4150), "? 4150 rate-limited after-backoff none"],
    // Only a canonical integer is in a range.
    [of(400, "04001"), "? 04001 invalid-argument after-fix unknown"],
    [of(400, "4001.0"), "? 4001.0 invalid-argument after-fix unknown"],
    [of(400, "4e3"), "? 4e3 invalid-argument after-fix unknown"],
    [of(400, 5000), "? 5000 invalid-argument after-fix unknown"],
    // A known code in any locator beats a family, and a family an unknown code.
    [of(400, "23001", "23505"), "Unique already-exists after-fix unknown"],
    [of(400, "new", "23001"), "? 23001 conflict after-fix none"],
    // Without a status a family's code counts as known, below 400 it does not.
    [of(undefined, "23001"), "? 23001 conflict after-fix none"],
    [of(200, "23001"), "no error"],
    [of(undefined, "new"), "no error"],
  ]);
});

describe("errorsBelow400: never", async () => {
  const api = await packageWith(`
errorsBelow400: never
envelopes: { E: { code: /code, when: { /code: { present: true } } } }
definitions: { Known: { code: a, kind: conflict, summary: S. } }`);
  checkAll(api, [
    [{ status: 200, body: { code: "a" } }, "no error"],
    [{ status: 399, body: { code: "b" } }, "no error"],
    [{ status: 400, body: { code: "a" } }, "Known conflict after-fix none"],
    [{ body: { code: "a" } }, "Known conflict after-fix none"],
    [{ body: { code: "b" } }, "? b unknown after-fix unknown"],
  ]);
});

describe("success of one envelope", async () => {
  const api = await packageWith(`
envelope: Rest
envelopes:
  Rest: { code: /code }
  Close: { code: /close, success: { /close: [1000, 1001] } }
definitions:
  Known: { code: a, kind: conflict, summary: S. }
  Normal: { code: 1000, kind: conflict, summary: S. }
  Gone: { code: 1011, kind: internal, summary: S. }`);
  checkAll(api, [
    [{ body: { close: 1000 } }, "no error"],
    [{ body: { code: 1000 } }, "Normal conflict after-fix none"],
    [{ body: { close: 1011 } }, "Gone internal after-backoff unknown"],
    [{ status: 200, body: { close: 4000 } }, "? 4000 unknown after-fix unknown"],
    [{ status: 200, body: { code: 4000 } }, "no error"],
    [{ status: 400, body: { close: 1000 } }, "Normal conflict after-fix none"],
  ]);
});

describe("success of the elements of a list", async () => {
  const api = await packageWith(`
envelopes: { E: { code: /all/*/code, message: /all/*/text } }
success: { /all/*/code: 0 }
definitions:
  Limited: { code: 3, kind: rate-limited, summary: S. }
  Zero: { code: 7, kind: internal, summary: S. }`);
  const of = (...codes: readonly number[]) => ({
    status: 400,
    body: { all: codes.map((code) => ({ code })) },
  });
  checkAll(api, [
    // What succeeded was done, and a retry of the whole would do it again.
    [of(0, 3), "Limited rate-limited after-backoff unknown"],
    [of(3, 0, 0), "Limited rate-limited after-backoff unknown"],
    [of(3), "Limited rate-limited after-backoff none"],
    [of(0, 3, 7), "Limited rate-limited after-backoff unknown"],
    [of(0, 99), "? 99 invalid-argument after-fix unknown"],
  ]);
});
