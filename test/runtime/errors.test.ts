// The exceptions: what they are made from, what they show and what they keep to themselves, and the checks behind the guards.

import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { resolveCatalog } from "../../generator/catalog/resolve.ts";
import { withSteps } from "../../generator/catalog/steps.ts";
import type { CatalogDocument } from "../../generator/schema/document.ts";
import { parseYaml } from "../../generator/text/yaml.ts";
import { is, isOfCatalog } from "../../runtime/brand.ts";
import {
  BaseError,
  type ErrorInit,
  type UnknownErrorInit,
  unknownFacts,
} from "../../runtime/errors.ts";
import type { DefinitionFacts, WireCode } from "../../runtime/facts.ts";
import { type ErrorClasses, parseError } from "../../runtime/parse.ts";
import { escapeControls } from "../../runtime/shown.ts";

const catalog = parseYaml({
  path: "sampler.yaml",
  text: `
id: sampler
title: Sampler
version: 1.0.0
prefix: Sampler
codeType: mixed
docsUrl: https://docs.example/{code}
envelope: Rest
envelopes:
  Rest:
    code: /code
    message: [/error, /error/message, /message]
    requestId: [/id, header:x-request-id]
    docsUrl: /link
    retryAfter: /wait
  Other: { code: /nothing, requestId: header:x-other-id }
statuses:
  503: { effect: none }
definitions:
  InsufficientBalance:
    code: [{ code: 1, summary: The first. }, { code: "2", summary: The second., retry: never }]
    kind: insufficient-funds
    summary: The balance is too small.
    message: "Balance of {account} is {amount} too small."
    params: { account: { type: string }, amount: { type: integer }, secret: { at: /secret, optional: true } }
  ByScope: { code: S, kind: conflict, summary: A., match: { scope: A } }
  ByOther: { code: S, kind: timeout, summary: B., match: { scope: B } }
`,
});
const tables = withSteps(
  resolveCatalog(catalog.value?.value as unknown as CatalogDocument).derived.tables,
);

function factsOf(code: string): DefinitionFacts {
  const meaning = tables.codes[code]?.[0];
  if (meaning === undefined) throw new Error(`There is no code ${code}.`);
  return meaning[0];
}

interface Params {
  readonly account: string;
  readonly amount: number;
  readonly secret: unknown;
}

class SamplerError<P extends object = object> extends BaseError<DefinitionFacts, P> {
  constructor(definition: DefinitionFacts, init: ErrorInit<WireCode | undefined, P>) {
    super(definition, init, { envelope: "Rest", slots: [] });
  }
}

class InsufficientBalanceError extends SamplerError<Params> {
  constructor(init: ErrorInit<1 | "2", Params> = {}) {
    super(factsOf("1"), init);
  }
}

class ByScopeError extends SamplerError {
  constructor(init: ErrorInit<"S", object> = {}) {
    super(factsOf("S"), init);
  }
}

class UnknownSamplerError extends SamplerError {
  readonly candidates: readonly string[];
  constructor(init: UnknownErrorInit = {}) {
    super(unknownFacts("sampler/", "UnknownSampler", init), init);
    this.candidates = init.candidates ?? [];
  }
}

const classes: ErrorClasses = {
  known: { InsufficientBalance: InsufficientBalanceError, ByScope: ByScopeError },
  unknown: UnknownSamplerError,
};

const parse = (input: unknown): BaseError | undefined =>
  parseError({ tables, classes, shapes: {} }, input);

function parsed(input: unknown): BaseError {
  const error = parse(input);
  if (error === undefined) throw new Error("This is no error.");
  return error;
}

const canary = "canary-7f3a";
const message = "Balance of A is 5 too small.";
const body = {
  code: "1",
  message,
  id: "req",
  link: "https://x.example/1",
  wait: 7,
  secret: canary,
};
const response = { status: 402, body, headers: { "X-Request-Id": "other" } };

describe("an exception of a response", () => {
  test("says what the catalog and the response say", () => {
    const error = parsed(response);
    expect(error).toBeInstanceOf(InsufficientBalanceError);
    expect({ ...error }).toEqual({
      code: 1,
      wireCode: "1",
      kind: "insufficient-funds",
      retry: "after-fix",
      effect: "none",
      status: 402,
      requestId: "req",
      docsUrl: "https://x.example/1",
      retryAfter: 7,
      retryAt: undefined,
      others: [],
    });
    expect(error.message).toBe(message);
    expect(error.body).toBe(body);
    expect(error.params).toEqual({ account: "A", amount: 5, secret: canary });
    expect(Object.getPrototypeOf(error.params)).toBe(null);
  });

  test("has the facts of its own code", () => {
    const error = parsed({ body: { code: 2 } });
    expect(error).toMatchObject({ code: "2", wireCode: 2, retry: "never" });
    expect(error.message).toBe("Balance of <account> is <amount> too small.");
    expect(error.docsUrl).toBe("https://docs.example/2");
    expect(error.params).toEqual({});
  });

  type Case = readonly [what: string, input: object, expected: object];
  const headers = { "Retry-After": "120", "X-Request-Id": "h", "X-Other-Id": "o" };
  const cases: readonly Case[] = [
    [
      "headers where the body says nothing",
      { body: { code: 1 }, headers },
      { requestId: "h", retryAfter: 120 },
    ],
    ["a wait that is null", { body: { code: 1, wait: null }, headers }, { retryAfter: 120 }],
    ["a wait that is an object", { body: { code: 1, wait: {} }, headers }, { retryAfter: 120 }],
    ["a wait that is a boolean", { body: { code: 1, wait: true }, headers }, { retryAfter: 120 }],
    ["a wait that is zero", { body: { code: 1, wait: 0 } }, { retryAfter: 0 }],
    [
      "a wait that is not finite",
      { body: { code: 1, wait: Number.NaN } },
      { retryAfter: undefined },
    ],
    [
      "a message that is an object",
      { body: { code: 1, error: { message: "x" } } },
      { message: "x" },
    ],
    ["a message that is null", { body: { code: 1, error: null, message: "x" } }, { message: "x" }],
    ["a message that is a number", { body: { code: 1, message: 5 } }, { message: "5" }],
    ["an id that is a number", { body: { code: 1, id: 5 } }, { requestId: "5" }],
    [
      "a link that is none",
      { body: { code: 1, link: "javascript:alert(1)" } },
      { docsUrl: "https://docs.example/1" },
    ],
    ["a link in capitals", { body: { code: 1, link: "HTTPS://X" } }, { docsUrl: "HTTPS://X" }],
    [
      "a page of a proxy",
      { status: 503, body: "<html>", headers: { ...headers, "X-Other-Id": undefined } },
      { requestId: "h", retryAfter: 120, kind: "unavailable", effect: "none", body: "<html>" },
    ],
    [
      "nothing but another envelope's header",
      { status: 500, headers: { "x-other-id": "o" } },
      { requestId: "o", wireCode: undefined, code: undefined, message: "Unknown error (HTTP 500)" },
    ],
    [
      "an unknown code",
      { status: 400, body: { code: "X\n", message: "m" } },
      {
        name: "UnknownSamplerError",
        wireCode: "X\n",
        code: undefined,
        message: "m",
        candidates: [],
      },
    ],
    [
      "an unknown code without a message",
      { status: 400, body: { code: `X\n${"y".repeat(500)}` } },
      { message: `Unknown error X\\u000a${"y".repeat(198)} (HTTP 400)` },
    ],
    [
      "a shared code that nothing decides",
      { body: { code: "S" } },
      {
        candidates: ["ByOther", "ByScope"],
        retry: "after-fix",
        effect: "unknown",
        kind: "unknown",
      },
    ],
    [
      "a definition without a class",
      { body: { code: "S" }, scope: "B" },
      { name: "UnknownSamplerError", wireCode: "S", kind: "timeout", candidates: [] },
    ],
  ];
  test.each(cases)("takes %s", (_, input, expected) => {
    expect(parsed(input)).toMatchObject(expected);
  });

  test("is none where there is no error", () => {
    for (const input of [{ status: 200 }, { body: {} }, { body: { code: "X" } }])
      expect(parse(input)).toBeUndefined();
  });
});

describe("an exception that a server makes", () => {
  test("has the defaults of its definition", () => {
    const error = new InsufficientBalanceError();
    const text = "Balance of <account> is <amount> too small.";
    expect(error).toMatchObject({ code: 1, wireCode: 1, message: text, params: {} });
    expect(error).toMatchObject({ retry: "after-fix" });
    expect(Object.hasOwn(error, "cause")).toBe(false);
    expect(new InsufficientBalanceError({ code: "2" })).toMatchObject({ retry: "never" });
    expect(new UnknownSamplerError().message).toBe("Unknown error");
    expect(new ByScopeError().message).toBe("B.");
  });

  test("has what it is given", () => {
    const cause = new Error("below");
    const params = { account: "A" };
    const error = new InsufficientBalanceError({ cause, params, message: "x", status: 402 });
    expect(error.cause).toBe(cause);
    expect(error.params).toEqual(params);
    expect(error).toMatchObject({ message: "x", status: 402 });
    expect(Object.getOwnPropertyDescriptor(error, "cause")?.enumerable).toBe(false);
  });

  test("of an unknown code has careful facts", () => {
    const error = new UnknownSamplerError();
    expect(error).toMatchObject({
      code: undefined,
      kind: "unknown",
      retry: "after-fix",
      effect: "unknown",
      message: "Unknown error",
    });
    expect(
      new UnknownSamplerError({ kind: "timeout", retry: "never", effect: "none" }),
    ).toMatchObject({ kind: "timeout", retry: "never", effect: "none" });
  });

  test("has its name as a property that nothing lists, and in its stack", () => {
    const error = new InsufficientBalanceError({ message: "x" });
    expect(Object.getOwnPropertyDescriptor(error, "name")).toMatchObject({ enumerable: false });
    expect(error.name).toBe("InsufficientBalanceError");
    expect(error.stack?.split("\n")[0]).toBe("InsufficientBalanceError: x");
    expect(String(error)).toBe("InsufficientBalanceError: x");
    expect(Object.prototype.toString.call(error)).toBe("[object Error]");
  });
});

describe("escapeControls", () => {
  const cases: readonly (readonly [text: string, expected: string])[] = [
    ["plain, 用户 😀 \t\\n", "plain, 用户 😀 \t\\n"],
    ["a\r\nERROR: b", "a\\u000d\\u000aERROR: b"],
    ["\u0000\u001b[31m\u007f\u009b", "\\u0000\\u001b[31m\\u007f\\u009b"],
    ["\u2028\u2029\u0085", "\\u2028\\u2029\\u0085"],
    [
      "\u202e\u202a\u2066\u2069\u200e\u200f\u061c",
      "\\u202e\\u202a\\u2066\\u2069\\u200e\\u200f\\u061c",
    ],
  ];
  test.each(cases)("of %j", (text, expected) => {
    expect(escapeControls(text)).toBe(expected);
    const { message: shown, stack } = parsed({ body: { code: 1, message: text } });
    expect(shown).toBe(expected);
    expect(stack?.startsWith(`InsufficientBalanceError: ${expected}\n`)).toBe(true);
  });
});

describe("nothing shows", () => {
  const hidden = { body: { code: 1, message: "m", secret: canary, nested: { canary } } };
  const made = new InsufficientBalanceError({
    params: { account: canary, secret: { canary } },
    body: { canary },
  });
  const asValue = parsed(hidden);
  const asText = parsed({ ...hidden, body: JSON.stringify(hidden.body) });
  const asPage = parsed({ status: 502, body: `<html>${canary}</html>` });
  test.each([
    ["made", made],
    ["of a value", asValue],
    ["of a text", asText],
    ["of a page", asPage],
  ])("the body and the params of an exception %s", (_, error) => {
    const lines: string[] = [];
    const { log } = console;
    try {
      console.log = (...args: readonly unknown[]) => lines.push(...args.map((one) => inspect(one)));
      console.log(error);
    } finally {
      console.log = log;
    }
    const outer = new Error("outer", { cause: error });
    const copy: Error = structuredClone(error);
    const shown = [
      ...lines,
      String(error),
      error.message,
      error.stack,
      JSON.stringify(error),
      JSON.stringify({ ...error }),
      JSON.stringify(Object.entries(error)),
      JSON.stringify(Reflect.ownKeys(error).map((key) => inspect(Reflect.get(error, key)))),
      inspect(error, { showHidden: true, depth: Number.POSITIVE_INFINITY }),
      inspect(outer, { showHidden: true, depth: Number.POSITIVE_INFINITY }),
      inspect(copy, { showHidden: true }),
      copy.stack,
      JSON.stringify(copy),
    ].join("\n");
    expect(shown).not.toContain(canary);
    expect(inspect([error.body, error.params], { depth: 9 })).toContain(canary);
  });
});

describe("the brand", () => {
  const key = Symbol.for("faultbook.error");
  const known = parsed(response);
  const unknown = parsed({ status: 500 });

  test("is an own property that nothing lists, copies or changes", () => {
    expect(Object.getOwnPropertyDescriptor(known, key)).toEqual({
      value: "sampler/InsufficientBalance",
      enumerable: false,
      configurable: false,
      writable: false,
    });
    expect(Object.getOwnPropertyDescriptor(unknown, key)?.value).toBe("sampler/");
    expect(Object.getOwnPropertySymbols({ ...known })).toEqual([]);
  });

  test("tells exceptions of this and of other catalogs apart", () => {
    expect(is(known, "sampler/InsufficientBalance")).toBe(true);
    expect(is(known, "sampler/ByScope")).toBe(false);
    expect(is(known, "other/InsufficientBalance")).toBe(false);
    expect(is(unknown, "sampler/")).toBe(true);
    expect(isOfCatalog(known, "sampler/")).toBe(true);
    expect(isOfCatalog(unknown, "sampler/")).toBe(true);
    for (const other of ["other/", "sample/", "sampler2/"])
      expect(isOfCatalog(known, other)).toBe(false);
  });

  test("holds across copies of the package and realms", () => {
    const foreign: unknown = runInNewContext(
      `Object.defineProperty(Object.assign(new Error("x"), { code: 1 }), Symbol.for("faultbook.error"), { value: "sampler/InsufficientBalance" })`,
    );
    expect(foreign).not.toBeInstanceOf(Error);
    expect(is(foreign, "sampler/InsufficientBalance")).toBe(true);
    expect(isOfCatalog(foreign, "sampler/")).toBe(true);
  });

  const fail = (): never => {
    throw new Error("hostile");
  };
  const revocable = Proxy.revocable(known, {});
  revocable.revoke();
  const forgeries: readonly (readonly [what: string, value: unknown])[] = [
    ["a JSON copy", JSON.parse(JSON.stringify(known))],
    ["a spread copy", { ...known }],
    ["a structured clone", structuredClone(known)],
    [
      "JSON with the brand's words",
      JSON.parse('{"code":1,"faultbook.error":"sampler/InsufficientBalance"}'),
    ],
    ["a bare error", Object.assign(new Error("x"), { code: 1 })],
    ["a proxy that throws", new Proxy(known, { get: fail })],
    ["a revoked proxy", revocable.proxy],
    ["a getter that throws", Object.defineProperty({}, "code", { get: fail })],
    ["a brand that throws", Object.defineProperty({ code: 1 }, key, { get: fail })],
    ["a brand that is no text", { code: 1, [key]: { startsWith: () => true } }],
    ["a function", Object.assign(() => 1, { code: 1, [key]: "sampler/InsufficientBalance" })],
    ...[undefined, null, 1, "sampler/", 1n, Symbol.for("faultbook.error"), []].map(
      (value) => [String(value), value] as const,
    ),
  ];
  test.each(forgeries)("is not forged by %s", (_, value) => {
    expect(is(value, "sampler/InsufficientBalance")).toBe(false);
    expect(is(value, "sampler/")).toBe(false);
    expect(isOfCatalog(value, "sampler/")).toBe(false);
  });
});
