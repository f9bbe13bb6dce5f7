// Reading a response that may be anything: bodies as text, bytes or value, headers in any form, hostile objects.

import { describe, expect, test } from "vitest";
import { everyStep } from "../../generator/catalog/steps.ts";
import type { Path } from "../../runtime/facts.ts";
import { allHold, firstOf, noElement, scalarAt, textAt, visit } from "../../runtime/locate.ts";
import { headerOf, readResponse } from "../../runtime/read.ts";
import type { ReadResponse } from "../../runtime/steps.ts";
import { child, isArray } from "../../runtime/values.ts";

const readWhole = (input: unknown) => readResponse(input, everyStep);

const json = '{"code":"Ä€😀"}';
const value = { code: "Ä€😀" };
const bytes = new TextEncoder().encode(json);
const inMiddle = new Uint8Array([0, 0, ...bytes, 0]);

describe("a body", () => {
  const deepText = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const cases: readonly (readonly [what: string, body: unknown, expected: unknown])[] = [
    ["JSON text", json, value],
    ["text with a BOM", `\ufeff${json}`, value],
    ["text with space around", ` \r\n${json}\n`, value],
    ["cut text", json.slice(0, -2), json.slice(0, -2)],
    ["text with something behind", `${json}x`, `${json}x`],
    ["HTML", "<html>502</html>", "<html>502</html>"],
    ["empty text", "", ""],
    ["a BOM alone", "\ufeff", "\ufeff"],
    ["a text that is a number", "29001", 29001],
    ["a text that is a JSON string", '"X"', "X"],
    ["null as text", "null", null],
    ["bytes", bytes, value],
    ["bytes with a BOM", new Uint8Array([0xef, 0xbb, 0xbf, ...bytes]), value],
    ["a Buffer", Buffer.from(json), value],
    ["an ArrayBuffer", bytes.slice().buffer, value],
    ["a DataView", new DataView(inMiddle.buffer, 2, bytes.length), value],
    ["a part of a buffer", inMiddle.subarray(2, 2 + bytes.length), value],
    ["bytes of HTML", new TextEncoder().encode("<html>"), "<html>"],
    ["bytes that are no UTF-8", new Uint8Array([0xff, 0xfe]), "\ufffd\ufffd"],
    ["no bytes", new Uint8Array(), ""],
  ];
  test.each(cases)("%s", (_, body, expected) => {
    expect(readWhole({ body }).body).toEqual(expected);
  });

  test("that is a value stays the same object", () => {
    const forged = { [Symbol.toStringTag]: "ArrayBuffer", code: 1 };
    const throwing = Object.defineProperty({}, Symbol.toStringTag, { get: fail });
    const values = [{}, [], new Map(), new Date(), Object.create(null), forged, throwing, fail];
    for (const body of [...values, null, undefined, 5, true, 5n, Symbol("x")])
      expect(readWhole({ body }).body).toBe(body);
  });

  test("may be as deep as text and values can be", () => {
    expect(isArray(readWhole({ body: deepText }).body)).toBe(true);
    const cut = deepText.slice(0, -1);
    expect(readWhole({ body: cut }).body).toBe(cut);
  });

  test("of a detached buffer or a host without TextDecoder stays as it is", () => {
    const { buffer } = new Uint8Array(3);
    structuredClone(buffer, { transfer: [buffer] });
    expect(readWhole({ body: buffer }).body).toSatisfy((x) => x === buffer || x === "");
    const kept = globalThis.TextDecoder;
    try {
      Reflect.deleteProperty(globalThis, "TextDecoder");
      expect(readWhole({ body: bytes }).body).toBe(bytes);
    } finally {
      globalThis.TextDecoder = kept;
    }
  });
});

function fail(): never {
  throw new Error("hostile");
}

function throwing(...names: readonly string[]): object {
  return Object.defineProperties(
    {},
    Object.fromEntries(names.map((name) => [name, { get: fail, enumerable: true }])),
  );
}

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

const traps = ["get", "has", "ownKeys", "getPrototypeOf", "getOwnPropertyDescriptor"] as const;
const allThrow = new Proxy({}, Object.fromEntries(traps.map((trap) => [trap, fail])));

describe("the fields", () => {
  const absent: ReadResponse = {
    status: undefined,
    headers: undefined,
    body: undefined,
    scope: undefined,
    operation: undefined,
    cause: undefined,
    seen: new Map(),
    readers: everyStep,
  };
  test("of a wrong type are missing", () => {
    const wrong = { status: "400", scope: 5, operation: ["x"] };
    expect(readWhole(wrong)).toEqual(absent);
    for (const status of [Number.NaN, Number.POSITIVE_INFINITY, null, 400n, Object(400)])
      expect(readWhole({ status }).status).toBeUndefined();
    for (const input of [undefined, null, 5, "x", fail, Symbol("x"), 5n])
      expect(readWhole(input)).toEqual(absent);
  });

  test("that throw are missing, and the others are read", () => {
    const input = Object.assign(throwing("status", "scope"), { body: "5", operation: "op" });
    expect(readWhole(input)).toEqual({
      ...absent,
      body: 5,
      operation: "op",
      seen: undefined,
    });
    for (const hostile of [allThrow, revoked({}), revoked([])])
      expect(readWhole(hostile)).toEqual(absent);
  });

  test("may be inherited, as those of a class are", () => {
    class Response {
      get status(): number {
        return 404;
      }
    }
    expect(readWhole(new Response()).status).toBe(404);
  });
});

describe("headers", () => {
  const name = "x-request-id";
  const cases: readonly (readonly [
    what: string,
    headers: unknown,
    expected: string | undefined,
  ])[] = [
    ["fetch Headers", new Headers({ "X-Request-Id": "a" }), "a"],
    ["fetch Headers without it", new Headers({ other: "a" }), undefined],
    ["a Map in lower case", new Map([[name, "a"]]), "a"],
    ["a Map in another case", new Map([["X-Request-ID", "a"]]), "a"],
    ["a Map of lists", new Map([["X-Request-ID", ["a", "b"]]]), "a"],
    [
      "a Map with other keys",
      new Map<unknown, string>([
        [5, "x"],
        [{}, "y"],
        [name, "a"],
      ]),
      "a",
    ],
    ["a plain object", { [name]: "a" }, "a"],
    ["a plain object in another case", { other: "x", "X-REQUEST-ID": "a" }, "a"],
    ["a plain object in both cases", { "X-Request-Id": "b", [name]: "a" }, "a"],
    ["an object without prototype", Object.assign(Object.create(null), { [name]: "a" }), "a"],
    ["lists of values", { [name]: ["a", "b"] }, "a"],
    ["an empty list of values", { [name]: [] }, undefined],
    ["numbers", { [name]: 5 }, "5"],
    ["lists of numbers", { [name]: [5] }, "5"],
    ["null, and another spelling", { [name]: null, "X-Request-Id": "a" }, "a"],
    ["null", { [name]: null }, undefined],
    ["an object as value", { [name]: { a: 1 } }, undefined],
    [
      "a list of pairs",
      [
        ["other", "x"],
        ["X-Request-Id", "a"],
      ],
      "a",
    ],
    ["a list of what are no pairs", [null, 5, "x-request-id", [], [5], [name, "a"]], "a"],
    ["an inherited property", Object.create({ [name]: "a" }), undefined],
    ["one that throws beside it", Object.assign(throwing("x-bad"), { "X-Request-Id": "a" }), "a"],
    ["one that throws", throwing(name), undefined],
    ["a case-insensitive get without entries", { get: (key: string) => `<${key}>` }, `<${name}>`],
    ["a get that gives a list", { get: () => ["a"] }, "a"],
    ["a get that throws", { get: fail }, undefined],
    ["entries that throw", { get: () => undefined, entries: fail }, undefined],
    ["entries that are nothing", { get: () => undefined, entries: () => 5 }, undefined],
    ["endless entries", { get: () => undefined, entries: endless }, undefined],
    ["a proxy that throws", allThrow, undefined],
    ["a revoked proxy", revoked({}), undefined],
    ["a revoked list", revoked([]), undefined],
    ["text", "x-request-id: a", undefined],
    ["null", null, undefined],
    ["a number", 5, undefined],
  ];
  test.each(cases)("as %s", (_, headers, expected) => {
    expect(headerOf(headers, name)).toBe(expected);
  });

  test("of the names of a prototype are not there", () => {
    for (const key of ["constructor", "tostring", "__proto__", "get", "length", "0"])
      for (const headers of [{}, [], new Map(), new Headers()])
        expect(headerOf(headers, key)).toBeUndefined();
  });

  function* endless(): Generator<readonly string[]> {
    for (;;) yield ["a", "b"];
  }
});

function response(body: unknown, headers?: unknown): ReadResponse {
  return readWhole({ body, headers });
}

describe("a locator", () => {
  test("sees own properties and elements only", () => {
    const body = JSON.parse('{"__proto__":{"x":1},"list":[1,[2]],"text":"abc","":{"":5}}');
    const at = (...tokens: string[]): unknown => firstOf([tokens], response(body), noElement);
    expect(at("__proto__", "x")).toBe(1);
    expect(at("list", "1", "0")).toBe(2);
    expect(at("", "")).toBe(5);
    expect(at()).toBe(body);
    const missing = [["constructor"], ["x"], ["list", "-1"], ["list", "2"], ["list", "01"]];
    for (const tokens of [...missing, ["text", "0"], ["text", "length"], ["list", "push"]])
      expect(at(...tokens)).toBeUndefined();
    expect(child(Object.create({ inherited: 1 }), "inherited")).toBeUndefined();
    for (const hostile of [allThrow, revoked({}), throwing("x")])
      expect(child(hostile, "x")).toBeUndefined();
  });

  test("of a list counts where there is something, and for a text where there is one", () => {
    const body = { nothing: null, group: { text: "b" }, empty: "", flag: false, zero: 0 };
    const at = [["missing"], ["nothing"], ["group"], ["group", "text"]];
    expect(firstOf(at, response(body), noElement)).toBe(body.group);
    expect(firstOf(at.slice(0, 2), response(body), noElement)).toBe(null);
    expect(textAt(at, response(body), noElement)).toBe("b");
    expect(textAt([["empty"], ["group", "text"]], response(body), noElement)).toBe("");
    expect(textAt([["flag"]], response(body), noElement)).toBe("false");
    expect(textAt([["zero"]], response(body), noElement)).toBe("0");
    expect(scalarAt([["zero"]], response(body), noElement)).toBe(0);
    expect(scalarAt(["x-wait"], response(body, { "X-Wait": 5 }), noElement)).toBe("5");
    const nan = response({ a: Number.NaN, b: 5n, c: Symbol("x"), d: () => 5 });
    expect(scalarAt([["a"], ["b"], ["c"], ["d"]], nan, noElement)).toBeUndefined();
    expect(textAt(undefined, nan, noElement)).toBeUndefined();
  });

  test("with stars goes through the elements in order and stops when told", () => {
    const body = { a: [{ b: [1, 2] }, 5, { b: [3] }, { b: { "*": 4 } }] };
    const seen: [unknown, Path][] = [];
    visit(["a", "*", "b", "*"], response(body), (one, element) => {
      seen.push([one, element]);
      return one === 4;
    });
    expect(seen).toEqual([
      [1, ["a", 0, "b", 0]],
      [2, ["a", 0, "b", 1]],
      [3, ["a", 2, "b", 0]],
      [4, ["a", 3, "b", "*"]],
    ]);
    const first: unknown[] = [];
    visit(["a", "*", "b", "*"], response(body), (one) => first.push(one) === 2);
    expect(first).toEqual([1, 2]);
  });

  test("ends on a body that leads to itself", () => {
    const body: { [key: string]: unknown } = { code: 1 };
    body["self"] = body;
    body["list"] = new Array(1000).fill([body]);
    const deep = ["list", "*", "*", "list", "*", "*", "list", "*", "*", "code"];
    let seen = 0;
    visit(deep, response(body), () => ++seen < 0);
    expect(seen).toBeGreaterThan(0);
    expect(seen).toBeLessThanOrEqual(10_000);
  });
});

describe("conditions", () => {
  const holds = (
    at: readonly string[],
    is: boolean | readonly (string | number | null)[],
  ): boolean => allHold([[at, is]], response({ a: 1, n: null, list: [{ x: 5 }] }), noElement);
  test("hold by type and value, or by presence", () => {
    expect(holds(["a"], [1])).toBe(true);
    expect(holds(["a"], [2, 1])).toBe(true);
    expect(holds(["a"], ["1"])).toBe(false);
    expect(holds(["n"], [null])).toBe(true);
    expect(holds(["missing"], [null])).toBe(false);
    expect(holds(["n"], true)).toBe(false);
    expect(holds(["n"], false)).toBe(true);
    expect(holds(["missing"], false)).toBe(true);
    expect(holds(["list", "*", "x"], [5])).toBe(true);
    expect(allHold([], response(undefined), noElement)).toBe(true);
  });
});
