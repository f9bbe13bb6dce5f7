// Input that a parser may be given: near errors, any JSON or text, and objects made to make it throw.

import fc from "fast-check";

const natives = [Object, Array, Map, Error, Function, String, Number, Symbol, Promise, ArrayBuffer];

/** Gives all that the prototypes of the language hold, so that two of these can be compared. */
export const fingerprint = (): readonly unknown[] =>
  natives.flatMap(({ prototype }) => [
    Object.getPrototypeOf(prototype),
    ...Reflect.ownKeys(prototype).flatMap((key) => {
      const { value, get, set } = Object.getOwnPropertyDescriptor(prototype, key) ?? {};
      return [key, value, get, set];
    }),
  ]);
/** Codes of the test catalog, and what is none. */
export const codes = fc.constantFrom<unknown>(
  ...[1, "1", "s", "*", "toString", "__proto__", "constructor", "200", 0, "", null, 1n, -0],
  ...[Number.NaN, [1], ["s"], { toString: () => "s" }, Symbol("s"), Object("s")],
);
/** Messages that the test catalog has templates for, and others. */
export const messages = fc.constantFrom<unknown>(
  "a x b",
  "5 of x",
  "x",
  "",
  null,
  5,
  "\u202e\n",
  {},
  ["x"],
);
/** Keys under which catalogs look for facts. */
export const places = [
  "code",
  "message",
  "errors",
  "error",
  "success",
  "failed",
  "link",
  "wait",
  "x",
  "*",
];
const ownKeys = ["__proto__", "constructor", "toString", "length", "0", "toJSON", "then", "get"];
/** Any value of the language, with keys that mean something. */
export const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  key: fc.oneof(fc.constantFrom(...places, ...ownKeys), fc.string()),
});

/** Stands for a hostile value until the property runs, since fast-check looks into what it gives. */
class Hostile {
  readonly how: string;
  constructor(how: string) {
    this.how = how;
  }
}

const quick = fc.constantFrom("getters", "traps", "revoked", "revoked list", "cyclic");
/** Stands for a value that does its worst. */
export const hostile = fc
  .oneof({ weight: 40, arbitrary: quick }, { weight: 1, arbitrary: fc.constant("endless") })
  .map((how) => new Hostile(how));

/** Puts hostile values in the place of those that stand for them; some of them have getters of the given names. */
export function real(value: unknown, names: readonly string[] = places): unknown {
  if (value instanceof Hostile) return made(value.how, names);
  if (Array.isArray(value)) return value.map((one) => real(one, names));
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, real(one, names)]));
  if (typeof value !== "object" || value === null) return value;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, real(one, names)] as const);
  const copy = Object.fromEntries(entries);
  return prototype === null ? Object.setPrototypeOf(copy, null) : copy;
}

/** Gives an object whose getters or traps throw, a revoked proxy, a proxy that answers everything with itself, or a circle. */
function made(how: string, names: readonly string[]): unknown {
  const fail = (): never => {
    throw new Error("hostile");
  };
  const getter = (name: string) => [name, { get: fail, enumerable: true }] as const;
  const list: unknown[] = [];
  const { proxy, revoke } = Proxy.revocable(how === "revoked list" ? list : {}, {});
  const endless: unknown = new Proxy(list, {
    get: (_, key) => (key === "length" ? 2 ** 40 : endless),
    has: () => true,
    getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, value: 1 }),
  });
  const cyclic = { code: "s", errors: list, error: {}, headers: list };
  switch (how) {
    case "getters":
      return Object.defineProperties(
        {},
        Object.fromEntries([...names, "status", "body"].map(getter)),
      );
    case "traps":
      return new Proxy({}, new Proxy({}, { get: () => fail }));
    case "endless":
      return endless;
    case "cyclic":
      list.push(cyclic, list);
      return Object.assign(cyclic, { error: cyclic, body: cyclic });
    default:
      revoke();
      return proxy;
  }
}

/** Bodies that are nearly errors of the test catalog. */
export const bodyLike = fc.letrec((tie) => ({
  body: fc.oneof(
    { depthSize: "small" },
    codes,
    fc.record(
      {
        code: codes,
        message: messages,
        errors: fc.oneof(fc.array(tie("body"), { maxLength: 4 }), hostile, anything),
        error: tie("body"),
        success: fc.constantFrom<unknown>(true, false, null, 0, "false"),
        failed: fc.boolean(),
        wait: fc.oneof(codes, anything),
        link: fc.constantFrom<unknown>("https://x", "javascript:x", 5),
        ["__proto__"]: fc.constantFrom({ admin: true }, null),
      },
      { requiredKeys: [] },
    ),
    hostile,
    anything,
  ),
})).body;

/** Bodies as texts and bytes, whole and cut off. */
export const textBody = fc.oneof(
  fc.json(),
  fc.string(),
  fc.tuple(fc.json(), fc.nat()).map(([text, at]) => text.slice(0, at)),
  fc.json().map((text) => new TextEncoder().encode(`\ufeff${text}`)),
  fc.uint8Array(),
  fc.uint8Array().map((bytes) => bytes.buffer),
);

const pairs = fc.array(
  fc.tuple(
    fc.constantFrom("X-Code", "x-code", "Retry-After", "x-limit", "X-Request-Id"),
    fc.oneof(codes, anything),
  ),
);
/** Headers in any form, and what is none. */
export const headers = fc.oneof(
  pairs,
  pairs.map((list) => new Map(list)),
  pairs.map((list) => Object.fromEntries(list)),
  hostile,
  anything,
);
