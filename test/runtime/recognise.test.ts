// Recognition, step by step as the catalog format has it: what is an error at all, which envelope, which element, which meaning, which facts.

import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { resolveCatalog } from "../../generator/catalog/resolve.ts";
import { withSteps } from "../../generator/catalog/steps.ts";
import type { CatalogDocument } from "../../generator/schema/document.ts";
import { parseYaml } from "../../generator/text/yaml.ts";
import type { Effect, Kind, Retry } from "../../runtime/facts.ts";
import { identify } from "../../runtime/identify.ts";
import { paramsOf } from "../../runtime/messages.ts";
import { recognise } from "../../runtime/recognise.ts";
import { effectOfKind, retryOfKind } from "../../runtime/statuses.ts";
import type { Recogniser } from "../../runtime/steps.ts";

const head = "id: sampler\ntitle: Sampler\nversion: 1.0.0\nprefix: Sampler\ncodeType: mixed\n";

function tablesOf(text: string): Recogniser {
  const { value, diagnostics } = parseYaml({ path: "sampler.yaml", text: `${head}${text}` });
  expect(diagnostics).toEqual([]);
  return withSteps(resolveCatalog(value?.value as unknown as CatalogDocument).derived.tables);
}

/** An input, and what is expected of it in the words of `inWords`. */
type Case = readonly [input: unknown, expected: string];

/** Says what a response is: `no error`, or the name and code, or `?` with the facts and the candidates. */
function inWords(tables: Recogniser, input: unknown): string {
  const identity = identify(tables, input);
  if (identity === undefined) return "no error";
  const { kind, retry, effect } = identity;
  if (identity.name !== undefined) return `${identity.name} ${JSON.stringify(identity.code)}`;
  const code = identity.wireCode === undefined ? "nothing" : JSON.stringify(identity.wireCode);
  const among = identity.candidates.map((name) => ` ${name}`).join("");
  return `? ${code} ${kind} ${retry} ${effect}${among}`;
}

function checkAll(tables: Recogniser, cases: readonly Case[]): void {
  test.each(cases.map((one) => [show(one[0]), ...one] as const))("%s", (_, input, expected) => {
    const before = structuredClone(input);
    expect(inWords(tables, frozen(input))).toBe(expected);
    expect(input).toEqual(before);
  });
}

function show(input: unknown): string {
  return inspect(input, { depth: 6, breakLength: Number.POSITIVE_INFINITY }).slice(0, 120);
}

function frozen(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  for (const one of Object.values(value)) frozen(one);
  return Object.freeze(value);
}

const plain = tablesOf(`
envelopes:
  Rest: { code: /code, message: /message }
statuses:
  409: { retry: never }
  418: { kind: unsupported }
  4xx: { kind: conflict, retry: after-fix, effect: unknown }
  503: { effect: none }
definitions:
  Limited: { code: 29001, kind: rate-limited, summary: Slow down. }
  Named: { code: toString, kind: not-found, summary: A name of the prototype. }
  Negative: { code: "-103", kind: internal, summary: A text. }
  Fraction: { code: "1.5", kind: internal, summary: A fraction. }
  Zero: { code: 0, kind: internal, summary: A zero. }
  Great: { code: "9007199254740992", kind: internal, summary: A number that stands for two. }
`);

describe("a code, whatever the JSON type of its literal", () => {
  const wire = (code: unknown): unknown => ({ status: 400, body: { code } });
  const notCodes = ["", Number.NaN, Number.POSITIVE_INFINITY, null, undefined, true, 29001n];
  const none = "? nothing conflict after-fix unknown";
  checkAll(plain, [
    [wire(29001), "Limited 29001"],
    [wire("29001"), "Limited 29001"],
    [wire(-103), 'Negative "-103"'],
    [wire("-103"), 'Negative "-103"'],
    [wire(1.5), 'Fraction "1.5"'],
    [wire(-0), "Zero 0"],
    [wire(0), "Zero 0"],
    [wire("0"), "Zero 0"],
    [wire("9007199254740992"), 'Great "9007199254740992"'],
    // A reader of JSON makes this of 9007199254740993 too.
    [wire(9007199254740992), "? 9007199254740992 conflict after-fix unknown"],
    [wire("toString"), 'Named "toString"'],
    [wire(" 29001"), '? " 29001" conflict after-fix unknown'],
    [wire("029001"), '? "029001" conflict after-fix unknown'],
    [wire("29001.0"), '? "29001.0" conflict after-fix unknown'],
    [wire("constructor"), '? "constructor" conflict after-fix unknown'],
    [wire("hasOwnProperty"), '? "hasOwnProperty" conflict after-fix unknown'],
    [wire("__proto__"), '? "__proto__" conflict after-fix unknown'],
    ...notCodes.map((code): Case => [wire(code), none]),
  ]);

  test("that is a symbol, a function or an object that turns into text is no code", () => {
    const objects = [[29001], ["29001"], [], {}, { code: 29001 }, new Date(0)];
    const turning = { toString: () => "29001", valueOf: () => 29001 };
    for (const code of [
      ...objects,
      Symbol("29001"),
      () => 29001,
      turning,
      Object(29001),
      Object("29001"),
    ])
      expect(inWords(plain, wire(code))).toBe(none);
  });
});

describe("what is an error without success and without when", () => {
  const known = { code: 29001 };
  const other = { code: 1 };
  checkAll(plain, [
    [{ status: 200, body: known }, "Limited 29001"],
    [{ status: 399, body: known }, "Limited 29001"],
    [{ body: known }, "Limited 29001"],
    [{ status: "400", body: known }, "Limited 29001"],
    [{ status: 200, body: other }, "no error"],
    [{ status: 399, body: other }, "no error"],
    [{ status: "400", body: other }, "? nothing unknown after-fix unknown"],
    [{ status: null, body: other }, "no error"],
    [{ body: other }, "no error"],
    [{ status: 200 }, "no error"],
    [{}, "? nothing unknown after-fix unknown"],
    [{ status: 400, body: other }, "? 1 conflict after-fix unknown"],
    [{ status: 400 }, "? nothing conflict after-fix unknown"],
    [
      { status: 502, body: "<html>Bad Gateway</html>" },
      "? nothing unavailable after-backoff unknown",
    ],
  ]);
});

describe("the facts of an unknown code", () => {
  const under = (status: number): unknown => ({ status, body: { code: "x" } });
  checkAll(plain, [
    [under(409), '? "x" conflict never unknown'], // its own retry, the rest of its range
    [under(418), '? "x" unsupported after-fix unknown'],
    [under(404), '? "x" conflict after-fix unknown'],
    [under(503), '? "x" unavailable after-backoff none'], // its own effect, the rest of its kind
    [under(500), '? "x" internal after-backoff unknown'],
    [under(501), '? "x" unsupported after-fix unknown'],
    [under(599), '? "x" internal after-backoff unknown'],
    [under(600), '? "x" unknown after-fix unknown'],
    [under(999_999), '? "x" unknown after-fix unknown'],
    [under(404.5), '? "x" conflict after-fix unknown'],
  ]);
  const bare = tablesOf(`
envelopes:
  Rest: { code: /code }
definitions:
  One: { code: 1, kind: internal, summary: One. }
`);
  checkAll(bare, [
    [under(400), '? "x" invalid-argument after-fix unknown'],
    [under(401), '? "x" unauthenticated after-fix unknown'],
    [under(404), '? "x" not-found after-fix unknown'],
    [under(408), '? "x" timeout after-backoff unknown'],
    [under(429), '? "x" rate-limited after-backoff unknown'],
    [under(499), '? "x" cancelled after-fix unknown'],
    [under(420), '? "x" unknown after-fix unknown'],
    [under(504), '? "x" timeout after-backoff unknown'],
  ]);
});

test("each kind has the retry and the effect of the format's table", () => {
  const rows: readonly (readonly [kinds: readonly Kind[], retry: Retry, effect: Effect])[] = [
    [["invalid-argument", "unauthenticated", "permission-denied"], "after-fix", "none"],
    [["not-found", "conflict", "failed-precondition"], "after-fix", "none"],
    [["quota-exceeded", "insufficient-funds", "declined", "unsupported"], "after-fix", "none"],
    [["already-exists", "cancelled", "unknown"], "after-fix", "unknown"],
    [["rate-limited"], "after-backoff", "none"],
    [["unavailable", "timeout", "internal"], "after-backoff", "unknown"],
  ];
  for (const [kinds, retry, effect] of rows)
    for (const kind of kinds)
      expect([kind, retryOfKind(kind), effectOfKind(kind)]).toEqual([kind, retry, effect]);
});

const exchange = tablesOf(`
envelope: Futures
envelopes:
  FuturesMsg: { code: /code, message: /msg }
  Futures: { code: /code, message: /message, when: { /success: false } }
  Spot: { code: /code, message: /msg, when: { /success: false, /failed: true } }
  Websocket: { code: /errorCode, message: /errorMsg, when: { /result: false } }
success: { /code: [0, "200"] }
definitions:
  Limited: { code: 29001, kind: rate-limited, summary: Slow down. }
  SpotOnly: { code: 7, kind: conflict, summary: Spot., match: { envelope: Spot } }
  WebsocketOnly: { code: 7, kind: timeout, summary: Web., match: { envelope: Websocket } }
  Old: { code: 200, kind: internal, summary: Not a success at 400 and above. }
`);

describe("success and when", () => {
  checkAll(exchange, [
    [{ status: 200, body: { code: 0, success: false } }, "no error"],
    [{ status: 200, body: { code: "200", msg: "x" } }, "no error"],
    [{ body: { code: 0 } }, "no error"],
    [{ status: 200, body: { code: 200 } }, "Old 200"], // the number is no constant of success
    [{ status: 502, body: { code: "200" } }, "Old 200"],
    [{ status: 502, body: { code: 0 } }, "? 0 unavailable after-backoff unknown"],
    [{ status: 200, body: { code: 5 } }, "? 5 unknown after-fix unknown"], // success is declared
    [{ status: 200, body: { code: null } }, "no error"],
    [{ status: 200, body: { success: false } }, "? nothing unknown after-fix unknown"],
    [{ status: 200, body: { success: "false" } }, "no error"],
    [{ status: 200, body: { success: 0 } }, "no error"],
    [{ status: 200, body: { success: null } }, "no error"],
    [{ status: 200, body: { result: false } }, "? nothing unknown after-fix unknown"],
    [{ status: 200, body: "<html>" }, "no error"],
    [{ status: 200, body: '{"code":29001,"msg":"x"}' }, "Limited 29001"],
  ]);
});

describe("which of several envelopes", () => {
  checkAll(exchange, [
    // Spot has two conditions, Futures one and no message here.
    [{ body: { code: 7, msg: "x", success: false, failed: true } }, "SpotOnly 7"],
    [{ body: { errorCode: 7, errorMsg: "x", result: false } }, "WebsocketOnly 7"],
    // A code weighs as much as a condition; of the two the known code decides.
    [{ body: { code: 29001, result: false } }, "Limited 29001"],
    [{ body: { code: 5, result: false } }, "? 5 unknown after-fix unknown"],
    // A condition that does not hold takes the envelope out, and with it what a code means only there.
    [
      { body: { code: 7, msg: "x", success: false, failed: false } },
      "? 7 unknown after-fix unknown",
    ],
  ]);
  const weighed = tablesOf(`
envelope: A
envelopes:
  A: { code: /a, message: /message }
  B: { code: /b, message: /message }
  C: { code: /c, requestId: [/id, header:x-id], docsUrl: /link, retryAfter: /wait }
  D: { code: /d, when: { /d: { present: true }, /e: { present: false } } }
definitions:
  One: { code: 1, kind: conflict, summary: One. }
  Two: { code: 2, kind: conflict, summary: Two. }
`);
  const at = (body: object, headers?: object): unknown => ({ status: 400, body, headers });
  checkAll(weighed, [
    [at({ a: 1, b: 2 }), "One 1"], // equal in all, so by name
    [at({ b: 2, a: 1 }), "One 1"],
    [at({ a: 9, b: 2 }), "Two 2"], // equal in fields, and B's code is known
    [at({ a: 1, c: 2, id: "x" }), "Two 2"],
    [at({ a: 1, c: 2 }, { "X-Id": "x" }), "Two 2"],
    [at({ a: 1, c: 9, id: "x" }), "? 9 invalid-argument after-fix unknown"], // fields before known codes
    [at({ a: 1, message: "x", c: 2, id: "x" }), "One 1"],
    [at({ a: 1, message: "x", c: 2, id: "x", link: "y" }), "Two 2"],
    [at({ a: 1, message: "x", d: 2 }), "Two 2"], // two conditions and the code
    [at({ a: 1, message: "x", d: 2, e: null }), "Two 2"], // null is as good as nothing
    [at({ a: 1, d: 2, e: 0 }), "One 1"],
  ]);
});

describe("a list of places for the code", () => {
  const listed = tablesOf(`
envelopes:
  Rest: { code: [/error/reason, /error/status, header:x-code, /error/code], message: /m }
definitions:
  Known: { code: KNOWN, kind: conflict, summary: Known. }
  Number: { code: 5, kind: conflict, summary: Number. }
`);
  const at = (error: object, headers?: object): unknown => ({
    status: 400,
    body: { error },
    headers,
  });
  checkAll(listed, [
    [at({ reason: "OTHER", status: "KNOWN" }), 'Known "KNOWN"'],
    [at({ reason: "KNOWN", status: "OTHER" }), 'Known "KNOWN"'],
    [at({ reason: "", code: 5 }), "Number 5"],
    [at({ reason: "A", status: "B" }), '? "A" invalid-argument after-fix unknown'],
    [at({ reason: null, status: "B" }), '? "B" invalid-argument after-fix unknown'],
    [at({ status: "B" }, { "x-code": "5" }), "Number 5"],
    [{ status: 400, headers: { "X-CODE": "KNOWN" } }, 'Known "KNOWN"'],
    [{ status: 400, headers: { "X-CODE": "KNOWN" }, body: "<html>" }, 'Known "KNOWN"'],
  ]);
  const whole = tablesOf(`
envelopes:
  Text: { code: "" }
definitions:
  Denied: { code: DENIED, kind: permission-denied, summary: Denied. }
  Five: { code: 5, kind: conflict, summary: Five. }
`);
  checkAll(whole, [
    [{ status: 403, body: "DENIED" }, 'Denied "DENIED"'],
    [{ status: 403, body: '"DENIED"' }, 'Denied "DENIED"'],
    [{ status: 403, body: "5" }, "Five 5"],
    [{ status: 403, body: 5 }, "Five 5"],
    [{ status: 403, body: "" }, "? nothing permission-denied after-fix none"],
  ]);
});

const starred = tablesOf(`
envelope: Graph
envelopes:
  Graph:
    code: [/errors/*/extensions/code, /errors/*/type]
    message: /errors/*/message
    requestId: /errors/*/id
    when: { /errors/*/message: { present: true } }
  Nested: { code: /groups/*/items/*/code, message: /groups/*/items/*/text }
definitions:
  Known:
    code: KNOWN
    kind: conflict
    summary: Known.
    params: { field: { type: string, at: "/errors/*/path/*/name", optional: true } }
  Type: { code: TYPE, kind: not-found, summary: Type. }
  Deep:
    code: DEEP
    kind: not-found
    summary: Deep.
    params: { value: { at: "/groups/*/items/*/value", optional: true } }
`);

describe("a star", () => {
  const coded = (code: unknown, message?: string): unknown => ({ extensions: { code }, message });
  const graph = (...errors: unknown[]): unknown => ({ status: 200, body: { errors } });
  const nested = (...groups: unknown[][]): unknown => ({
    status: 400,
    body: { groups: groups.map((items) => ({ items })) },
  });
  checkAll(starred, [
    [graph(coded("OTHER", "a"), coded("KNOWN", "b")), 'Known "KNOWN"'],
    [graph(coded("A", "a"), coded("B", "b")), '? "A" unknown after-fix unknown'],
    [graph(coded("OTHER", "a"), { message: "b" }), '? "OTHER" unknown after-fix unknown'],
    // The first place that finds a known code in any element, not the first element by any place.
    [graph({ type: "TYPE", message: "a" }, coded("KNOWN", "b")), 'Known "KNOWN"'],
    [graph({ type: "TYPE", message: "a" }, coded("OTHER", "b")), 'Type "TYPE"'],
    // Without any code the condition means the first element that has the place.
    [graph({ message: "a" }), "? nothing unknown after-fix unknown"],
    [graph({}, { message: "a" }), "? nothing unknown after-fix unknown"],
    [graph({}, { message: null }), "no error"],
    [graph(), "no error"],
    // The condition means the element of the code, and that has no message.
    [graph({ message: "a" }, coded("KNOWN")), "no error"],
    [graph(null, 5, [], "x", coded("KNOWN", "b")), 'Known "KNOWN"'],
    [{ status: 200, body: { errors: { extensions: { code: "KNOWN" } } } }, "no error"],
    [
      { status: 200, body: { errors: { "*": { message: "x", extensions: { code: "KNOWN" } } } } },
      'Known "KNOWN"',
    ],
    [nested([], [{ code: "x" }, { code: "DEEP" }]), 'Deep "DEEP"'],
    [nested([{ code: "x" }], [{ code: "DEEP" }]), 'Deep "DEEP"'],
    [nested([{ code: "x" }], []), '? "x" invalid-argument after-fix unknown'],
  ]);

  test("means one element for every place of the envelope and of params", () => {
    const errors = [
      coded("OTHER", "first"),
      { ...Object(coded("KNOWN", "second")), path: [{ name: "a" }, { name: "b" }] },
    ];
    const found = recognise(starred, { status: 200, body: { errors } });
    expect(found?.element).toEqual(["errors", 1]);
    expect(found && paramsOf(found, starred)).toEqual({ field: "a" });
    const groups = [{ items: [{ code: "x" }] }, { items: [{}, { code: "DEEP", value: 7 }] }];
    const deep = recognise(starred, { status: 400, body: { groups } });
    expect(deep?.element).toEqual(["groups", 1, "items", 1]);
    expect(deep && paramsOf(deep, starred)).toEqual({ value: 7 });
  });

  test("looks at thousands of elements and ends on endless ones", () => {
    const errors = [...Array.from({ length: 5000 }, () => ({})), coded("KNOWN", "b")];
    expect(inWords(starred, { body: { errors } })).toBe('Known "KNOWN"');
    const endless = new Proxy([] as unknown[], {
      get: (_, key) => (key === "length" ? Number.POSITIVE_INFINITY : { items: endless }),
      getOwnPropertyDescriptor: () => ({ configurable: true, value: 0 }),
    });
    const hollow = new Array(2 ** 32 - 1);
    for (const groups of [endless, hollow, [{ items: hollow }, { items: endless }]])
      expect(inWords(starred, { status: 400, body: { groups } })).toMatch(/^\? nothing/);
  });
});

const shared = tablesOf(`
envelope: Rest
scopes: [EVM, Files]
envelopes:
  Rest: { code: /code, message: /message }
  Other: { code: /code, message: /text, when: { /v: 2 } }
definitions:
  ByScope: { code: S, kind: rate-limited, summary: A., match: { scope: EVM } }
  ByOther: { code: S, kind: not-found, summary: B., match: { scope: [Files] } }
  ByOperation: { code: O, kind: conflict, summary: C., match: { operation: createOrder } }
  AnyOperation: { code: O, kind: conflict, summary: D. }
  ByStatus: { code: T, kind: timeout, summary: E., match: { status: [408, 504] } }
  OtherStatus: { code: T, kind: already-exists, summary: F., retry: never, match: { status: 409 } }
  ByEnvelope: { code: E, kind: conflict, summary: G., match: { envelope: Other } }
  AnyEnvelope: { code: E, kind: conflict, summary: H. }
  ByMessage: { code: M, kind: conflict, summary: I., match: { message: ["Key {key} is in use.", Busy.] } }
  Longer: { code: M, kind: conflict, summary: J., match: { message: "Key {key} is in use." , operation: op } }
  AnyMessage: { code: M, kind: conflict, summary: K. }
  ByBody: { code: B, kind: conflict, summary: L., match: { body: { /type: [a, 1, null], /x: { present: false } } } }
  AnyBody: { code: B, kind: conflict, summary: M. }
`);

describe("a shared code", () => {
  const of = (code: string, more: object = {}, body: object = {}): unknown => ({
    status: 400,
    body: { code, ...body },
    ...more,
  });
  const bothScopes = '? "S" unknown after-fix none ByOther ByScope';
  checkAll(shared, [
    [of("S", { scope: "EVM" }), 'ByScope "S"'],
    [of("S", { scope: "Files" }), 'ByOther "S"'],
    [of("S", { scope: "evm" }), bothScopes],
    [of("S", { scope: ["EVM"] }), bothScopes],
    [of("S"), bothScopes],
    [of("O", { operation: "createOrder" }), 'ByOperation "O"'],
    [of("O", { operation: "other" }), 'AnyOperation "O"'],
    [of("O"), 'AnyOperation "O"'],
    [of("T", { status: 504 }), 'ByStatus "T"'],
    [of("T", { status: 409 }), 'OtherStatus "T"'],
    [of("T", { status: 200 }), '? "T" unknown never unknown ByStatus OtherStatus'],
    [of("T", { status: undefined }), '? "T" unknown never unknown ByStatus OtherStatus'],
    [of("E", {}, { v: 2 }), 'ByEnvelope "E"'],
    [of("E", {}, { v: "2" }), 'AnyEnvelope "E"'],
    [of("M", {}, { message: "Key 5 is in use." }), 'ByMessage "M"'],
    [of("M", { operation: "op" }, { message: "Key 5 is in use." }), 'Longer "M"'],
    [of("M", {}, { message: "Busy." }), 'ByMessage "M"'],
    [of("M", { operation: "op" }, { message: "Busy." }), 'ByMessage "M"'],
    [of("M", {}, { message: "Key 5 is in use!" }), 'AnyMessage "M"'],
    [of("M", {}, { message: ["Busy."] }), 'AnyMessage "M"'],
    [of("M"), 'AnyMessage "M"'],
    [of("B", {}, { type: "a" }), 'ByBody "B"'],
    [of("B", {}, { type: 1 }), 'ByBody "B"'],
    [of("B", {}, { type: null }), 'ByBody "B"'],
    [of("B", {}, { type: "1" }), 'AnyBody "B"'],
    [of("B", {}, { type: "a", x: null }), 'ByBody "B"'],
    [of("B", {}, { type: "a", x: false }), 'AnyBody "B"'],
    [of("B"), 'AnyBody "B"'],
  ]);
});

describe("arguments that are no response", () => {
  const inputs = [
    undefined,
    null,
    0,
    5,
    "text",
    true,
    5n,
    Symbol("x"),
    () => 5,
    [],
    [1],
    new Map(),
  ];
  test.each(inputs.map((input) => [String(input?.constructor.name), input]))("%s", (_, input) => {
    for (const tables of [plain, exchange, starred, shared])
      expect(recognise(tables, input)).toMatchObject({ kind: "unknown", effect: "unknown" });
  });
});
