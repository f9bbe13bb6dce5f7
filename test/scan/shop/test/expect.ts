// What the tests of the shop need of a library of tests.

import assert from "node:assert/strict";

interface Matchers {
  toBe(value: unknown): void;
  toEqual(value: unknown): void;
  toMatchObject(value: object): void;
  toHaveProperty(path: string, value: unknown): void;
  toThrow(value: object): void;
}

function matches(found: unknown, wanted: unknown): boolean {
  if (typeof wanted !== "object" || wanted === null) return found === wanted;
  return Object.entries(wanted).every(([key, value]) => matches(Object(found)[key], value));
}

export function expect(found: unknown): Matchers {
  return {
    toBe: (value) => assert.strictEqual(found, value),
    toEqual: (value) => assert.deepEqual(found, value),
    toMatchObject: (value) => assert.ok(matches(found, value)),
    toHaveProperty: (path, value) =>
      assert.strictEqual(
        path.split(".").reduce((at, key) => Object(at)[key], found),
        value,
      ),
    toThrow: (value) =>
      assert.throws(found as () => void, (error) => {
        assert.ok(matches(error, value));
        return true;
      }),
  };
}

expect.objectContaining = (value: object): object => value;
