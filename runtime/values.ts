// Reading values that may be anything: no function here throws, and none changes what it reads.

/** Returns an own property of an object or an element of a list, or `undefined`; never throws. */
export function own<Value>(
  object: { readonly [key: string]: Value } | undefined,
  key: string,
): Value | undefined {
  return child(object, key) as Value | undefined;
}

/** Returns an own property or element of anything, or `undefined`; never throws. */
export function child(value: unknown, token: string | number): unknown {
  try {
    return typeof value === "object" && value !== null && isOwn(value, token)
      ? (value as { readonly [key: string | number]: unknown })[token]
      : undefined;
  } catch {
    return undefined;
  }
}

/** Checks whether a value is a text or a number. */
export function isScalar(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

/** Checks whether a value is a list; false for a revoked proxy, for which `Array.isArray` throws. */
export function isArray(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** Returns whether a value has an own property of a name; the library of ES2020 has no shorter word for it. */
export function isOwn(value: object, name: string | number): boolean {
  return ownProperty.call(value, name);
}

const ownProperty = Object.prototype.hasOwnProperty;
