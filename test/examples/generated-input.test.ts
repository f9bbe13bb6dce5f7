// Bad input: a hundred thousand generated bodies through identifying, parsing and every guard of the shipped packages.

import { types } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type AnyError,
  compile,
  type Imported,
  importPackage,
  projectFile,
  shipped,
} from "../helpers.ts";
import { fingerprint, hostile, real, textBody } from "../runtime/input.ts";

const bodies = 100_000;

const packages: readonly Imported[] = await Promise.all(
  shipped.map(async (id) => importPackage(await compile(projectFile(`catalog/${id}.yaml`)))),
);

/** Every guard of each package, by its name. */
const guards = packages.map(({ guards, isBody, isCode, isError, isUnknown, hasKind }) => [
  ...guards,
  ...Object.entries({ isBody, isCode, isError, isUnknown }),
  ["hasKind", (value: unknown) => hasKind(value, "rate-limited")] as const,
]);

const answers = packages.flatMap(({ fixtures }) => Object.values(fixtures));
const fields = [...new Set(answers.flatMap(({ body }) => Object.keys(body as object)))];
const known = [...new Set(answers.flatMap(({ body }) => Object.values(body as object)))];
const keys = [...fields, "__proto__", "constructor", "toString", "length", "then", "toJSON", "0"];

const light = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  maxDepth: 1,
  maxKeys: 3,
  key: fc.oneof(fc.constantFrom(...keys), fc.string({ maxLength: 3 })),
});
const none = fc.constantFrom<unknown>(
  ...[undefined, null, 0, -0, Number.NaN, 1n, "", true, Symbol("s"), Symbol.iterator],
  ...[() => "x", class {}, new Error("x"), new Date(Number.NaN), /x/, new Map(), new WeakMap()],
  ...[Promise.resolve(), new Response(""), new Headers(), Object.create(null), Error.prototype],
);
const value = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...known) },
  { weight: 1, arbitrary: fc.constantFrom(...known).map((one) => [one]) },
  { weight: 1, arbitrary: none },
  { weight: 1, arbitrary: hostile },
  { weight: 2, arbitrary: light },
);
/** The body of a fixture with some of its fields put otherwise. */
const near = fc
  .tuple(
    fc.constantFrom(...answers),
    fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 2 }),
  )
  .map(([{ body }, changes]) => ({ ...(body as object), ...changes }));
const body = fc.oneof(
  { weight: 5, arbitrary: near },
  { weight: 2, arbitrary: fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 4 }) },
  { weight: 2, arbitrary: near.map((one) => Object.assign(Object.create(null), one)) },
  { weight: 2, arbitrary: light },
  { weight: 1, arbitrary: hostile },
  { weight: 1, arbitrary: value },
  { weight: 1, arbitrary: textBody },
);
/** What a body comes in; nothing where the argument is the body itself. */
const around = fc.option(
  fc.record(
    {
      status: fc.oneof(fc.constantFrom<unknown>(200, 400, 404, 429, 503, -1, "400"), value),
      headers: fc.oneof(fc.dictionary(fc.constantFrom("retry-after", "x"), value), value),
      scope: fc.oneof(fc.constantFrom("Spot", "Futures", "MPC Wallets"), value),
      operation: value,
    },
    { requiredKeys: [] },
  ),
  { freq: 4, nil: undefined },
);

const plain: ReadonlySet<unknown> = new Set([
  ...[null, Object.prototype, Array.prototype, Map.prototype, Set.prototype, Error.prototype],
]);

/** Gives what a value holds, deeply and without calling anything of it; proxies and what belongs to the host are not looked into. */
function snapshot(value: unknown, found: unknown[] = [], seen = new Set<unknown>()): unknown[] {
  found.push(value);
  if (typeof value !== "object" || value === null || types.isProxy(value)) return found;
  const prototype: unknown = Object.getPrototypeOf(value);
  found.push(prototype);
  if (seen.has(value) || !plain.has(prototype)) return found;
  seen.add(value);
  for (const key of Reflect.ownKeys(value)) {
    const { value: inner, get, set } = Object.getOwnPropertyDescriptor(value, key) ?? {};
    found.push(key, get, set);
    snapshot(inner, found, seen);
  }
  if (value instanceof Map) for (const key of value.keys()) snapshot(key, found, seen);
  if (value instanceof Map || value instanceof Set)
    for (const inner of value.values()) snapshot(inner, found, seen);
  return found;
}

test("bad input is answered, and left as it was", { timeout: 300_000 }, () => {
  const prototypes = fingerprint();
  const seen = { tried: 0, known: 0, unknown: 0, none: 0 };
  const one = ([given, outside]: readonly [unknown, object | undefined]): void => {
    const body = real(given, fields);
    const input = outside === undefined ? body : { ...(real(outside, fields) as object), body };
    const before = snapshot(input);
    // Each body meets one package: a hundred thousand of them are enough for all guards of all.
    const turn = seen.tried % packages.length;
    for (const [name, guard] of guards[turn] ?? []) {
      const said: unknown = guard(body);
      if (said !== true && said !== false) throw new Error(`${name} gives no boolean`);
    }
    for (const { parse, identify, isError, isUnknown, guards } of packages.slice(turn, turn + 1)) {
      const identity = identify(input);
      const error = (parse as (input: unknown, options: object) => AnyError | undefined)(input, {
        stack: false,
      });
      if (identity?.code !== error?.code || identity?.kind !== error?.kind)
        throw new Error("parsing and identifying differ");
      const definition = identity?.name;
      if (isError(error) !== (error !== undefined)) throw new Error("the guard of all is wrong");
      if (isUnknown(error) !== (error !== undefined && definition === undefined))
        throw new Error("the guard of what is unknown is wrong");
      if (definition !== undefined && guards.get(definition)?.(error) !== true)
        throw new Error(`the guard of ${definition} is wrong`);
      if (error === undefined) seen.none++;
      else if (definition === undefined) seen.unknown++;
      else seen.known++;
    }
    const after = snapshot(input);
    if (after.length !== before.length || after.some((one, i) => !Object.is(one, before[i])))
      throw new Error("the input was changed");
    seen.tried++;
  };
  const { stackTraceLimit } = Error;
  try {
    // Half of the time would go into the stacks of what hostile objects throw.
    Error.stackTraceLimit = 0;
    fc.assert(fc.property(fc.tuple(body, around), one), { numRuns: bodies });
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  const now = fingerprint();
  expect(now.length).toBe(prototypes.length);
  expect(now.findIndex((one, i) => !Object.is(one, prototypes[i]))).toBe(-1);
  expect(seen.tried).toBe(bodies);
  // The input is near enough to errors to be of every sort, and often.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(bodies / 20);
});
