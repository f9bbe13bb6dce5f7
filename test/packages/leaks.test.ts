// What an exception shows by itself: never the body, never a param that is not safe, however one looks at it.

import { Console } from "node:console";
import { Writable } from "node:stream";
import { format, type InspectOptions, inspect } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { type AnyError, compile, type Imported, importPackage } from "../helpers.ts";

const canary = "canary-9f2c";
const summary = "The card was declined.";

const catalog = `
id: vault
title: Vault
version: 1.0.0
prefix: Vault
codeType: string
envelopes:
  Body: { code: /code, message: /message, requestId: /id }
definitions:
  CardDeclined:
    code: card_declined
    kind: failed-precondition
    summary: ${summary}
    message: "Card {number} was declined."
    params:
      number: { type: string, optional: true }
      secret: { type: string, at: /secret, optional: true }
      nested: { type: object, at: /nested, optional: true }
`;

let vault: Imported;
beforeAll(async () => {
  vault = await importPackage(await compile(catalog));
});

const body = {
  code: "card_declined",
  id: "r-1",
  secret: canary,
  nested: { deep: [canary] },
  other: { [canary]: canary },
};

/** Gives the exceptions that hold the secret in every way in which they can be made. */
function holders(): readonly (readonly [how: string, error: AnyError])[] {
  const text = JSON.stringify(body);
  const Declined = vault.classes.get("CardDeclined");
  const parsed = (response: object) => {
    const error = vault.parse(response);
    if (error === undefined) throw new Error("no error");
    return error;
  };
  if (Declined === undefined) throw new Error("no class");
  return [
    ["parsed from a value", parsed({ status: 402, body })],
    ["parsed from text", parsed({ body: text })],
    ["parsed from bytes", parsed({ body: new TextEncoder().encode(text) })],
    ["made by a server", new Declined({ params: { number: canary, secret: canary }, body })],
    ["unknown, by its code", parsed({ status: 500, body: { ...body, code: "new" } })],
    ["unknown, by its status", parsed({ status: 500, body: `<p>${canary}</p>` })],
    ["unknown, made by hand", new vault.unknown({ body: canary })],
    [
      "parsed with headers that hold it",
      parsed({ status: 402, headers: { authorization: canary }, body }),
    ],
  ];
}

/** Every way in which programs show an exception without being asked for its body. */
const views: Readonly<Record<string, (error: AnyError) => unknown>> = {
  message: (error) => error.message,
  stack: (error) => error.stack,
  "String()": (error) => String(error),
  "a template": (error) => `${error}`,
  "JSON.stringify": (error) => JSON.stringify(error),
  "JSON.stringify of what holds it": (error) => JSON.stringify({ errors: [error] }),
  inspect: (error) => inspect(error),
  "inspect of everything": (error) =>
    inspect(error, { showHidden: true, depth: null, showProxy: true }),
  "inspect of getters": (error) => inspect(error, { getters: true, depth: null }),
  "inspect of what holds it": (error) => inspect([{ error }], { showHidden: true, depth: 9 }),
  format: (error) => format("%s %o %O %j %d", error, error, error, error, error),
  "console.log": (error) => logged((console) => console.log("failed", error)),
  "console.dir": (error) => logged((console) => console.dir(error, { showHidden: true, depth: 9 })),
  "inspect of everything and of getters": (error) =>
    inspect(error, { showHidden: true, getters: true, depth: null }),
  "console.table": (error) => logged((console) => console.table([error])),
  "Object.entries": (error) => JSON.stringify(Object.entries(error)),
  "own keys and their values": (error) =>
    Reflect.ownKeys(error).map((key) => [String(key), Reflect.get(error, key)]),
  "all own descriptors": (error) => inspect(Object.getOwnPropertyDescriptors(error), { depth: 9 }),
  "for in": (error) => {
    const found: unknown[] = [];
    for (const key in error) found.push(key, Reflect.get(error, key));
    return found;
  },
  spread: (error) => inspect({ ...error }, { depth: 9, showHidden: true }),
  "Object.assign": (error) => inspect(Object.assign({}, error), { depth: 9 }),
  structuredClone: (error) => inspect(structuredClone(error), { depth: 9, showHidden: true }),
  "as a cause": (error) => inspect(new Error("outer", { cause: error }), { depth: 9 }),
  "in an aggregate": (error) => inspect(new AggregateError([error]), { depth: 9 }),
};

function logged(log: (console: Console) => void): string {
  let text = "";
  const stream = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  });
  log(new Console(stream));
  return text;
}

test.each(Object.entries(views))("%s shows no secret", (_, view) => {
  for (const [how, error] of holders()) {
    const seen = inspect(view(error), { depth: 9, maxStringLength: null });
    expect(seen.includes(canary), how).toBe(false);
    expect(seen.length, how).toBeGreaterThan(1);
  }
});

/** Every combination of the options of `inspect` that decide what is shown. */
function* inspections(): Generator<InspectOptions> {
  for (const showHidden of [false, true])
    for (const getters of [false, true, "get", "set"] as const)
      for (const depth of [0, 3, null])
        for (const compact of [false, true])
          for (const customInspect of [false, true])
            for (const showProxy of [false, true])
              for (const maxArrayLength of [0, null])
                yield {
                  showHidden,
                  getters,
                  depth,
                  compact,
                  customInspect,
                  showProxy,
                  maxArrayLength,
                };
}

/** Gives an exception as programs hold it. */
function heldIn(error: AnyError): readonly unknown[] {
  class Sub extends (error.constructor as new (init: object) => Error) {}
  return [
    error,
    new Sub({ params: error.params, body: error.body }),
    [{ error }],
    new Map([[error, error]]),
    new Proxy(error, {}),
    Object.create(error),
    new Error("outer", { cause: error }),
    new AggregateError([error]),
    Object.assign(new Error("outer"), { inner: error }),
  ];
}

test("no combination of options of inspect shows a secret", () => {
  const all = [...inspections()];
  expect(all.some(({ showHidden, getters }) => showHidden === true && getters === true)).toBe(true);
  for (const [how, error] of holders()) {
    const held = heldIn(error);
    for (const options of all) {
      for (const one of held) {
        const seen = inspect(one, { ...options, maxStringLength: null });
        if (seen.includes(canary)) expect.fail(`${how}: ${format("%j", options)}\n${seen}`);
      }
    }
  }
});

test("console.dir shows no secret, with whatever options", () => {
  for (const [how, error] of holders()) {
    for (const options of inspections()) {
      const seen = logged((console) => console.dir(error, options));
      if (seen.includes(canary)) expect.fail(`${how}: ${format("%j", options)}\n${seen}`);
    }
  }
});

test("what is asked for is given", () => {
  const [first] = holders();
  const error = first?.[1];
  expect(error?.body).toBe(body);
  expect(error?.params["secret"]).toBe(canary);
  expect(error?.params["nested"]).toEqual({ deep: [canary] });
  expect(error?.requestId).toBe("r-1");
  expect(error?.message).toBe("Card <number> was declined.");
});

test("the server's own message is shown as it is, and no more", () => {
  const error = vault.parse({ body: { ...body, message: `Card ${canary} was declined.` } });
  expect(error?.message).toBe(`Card ${canary} was declined.`);
  expect(error?.params["number"]).toBe(canary);
  const { message, ...others } = JSON.parse(JSON.stringify(error)) as { readonly message: string };
  expect(message).toBe(error?.message);
  expect(JSON.stringify(others)).not.toContain(canary);
});

test("the server's message forges no line of a log", () => {
  const error = vault.parse({
    body: { code: "card_declined", message: "no\r\n2026-01-01 admin logged in\u001b[2J\u202e" },
  });
  expect(error?.message).toBe("no\\u000d\\u000a2026-01-01 admin logged in\\u001b[2J\\u202e");
  expect(error?.stack?.split("\n")[0]).toBe(`CardDeclinedError: ${error?.message}`);
});

test("a body neither changes an exception nor a prototype", () => {
  const text = '{"code":"card_declined","__proto__":{"admin":true},"nested":{"__proto__":{"a":1}}}';
  for (const given of [text, JSON.parse(text)]) {
    const error = vault.parse({ body: given }) as AnyError & Readonly<Record<string, unknown>>;
    expect(error.name).toBe("CardDeclinedError");
    expect(error["admin"]).toBeUndefined();
    expect(Object.getPrototypeOf(error)).toBe(vault.classes.get("CardDeclined")?.prototype);
    expect(({} as Record<string, unknown>)["admin"]).toBeUndefined();
  }
});

test.each([
  ["a code that is a list", { code: ["card_declined"] }],
  ["the name of a method", { code: "toString" }],
  ["the name of the prototype", { code: "__proto__" }],
  ["an object", { code: { toString: (): string => "card_declined" } }],
  ["a function", () => "card_declined"],
  ["a symbol", Symbol("card_declined")],
])("%s is no known error", (_, given) => {
  expect(vault.identify({ body: given })).toBeUndefined();
  expect(vault.parse({ status: 500, body: given })?.name).toBe("UnknownVaultError");
  for (const guard of [vault.isCode, vault.isError, ...vault.guards.values()]) {
    expect(guard(given)).toBe(false);
  }
});

test("guards and parsing endure anything", () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const trap = new Proxy(
    {},
    {
      get() {
        throw new Error("trap");
      },
    },
  );
  for (const given of [proxy, trap, Object.create(null), 0n, Number.NaN, "", [], new Date()]) {
    for (const guard of [vault.isCode, vault.isBody, vault.isError, vault.isUnknown]) {
      expect(guard(given)).toBe(false);
    }
    for (const guard of vault.guards.values()) expect(guard(given)).toBe(false);
    expect(vault.parse(given)?.name).toBe("UnknownVaultError");
    expect(vault.identify({ body: given, headers: given, status: given })?.kind).toBe("unknown");
    expect(vault.identify({ body: given, headers: given })).toBeUndefined();
    expect(vault.parse({ status: 503, body: given, headers: given })?.kind).toBe("unavailable");
  }
});

test("a guard is true for the exception of another copy of the package", async () => {
  const copy = await importPackage(await compile(catalog));
  const error = copy.parse({ body });
  expect(error).not.toBeInstanceOf(vault.classes.get("CardDeclined"));
  expect(vault.isError(error)).toBe(true);
  expect(vault.guards.get("CardDeclined")?.(error)).toBe(true);
  expect(vault.isUnknown(error)).toBe(false);
});
