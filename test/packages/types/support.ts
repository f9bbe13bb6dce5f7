// What the type tests compare types with.

/** `true` where two types are the same, not merely assignable to each other. */
export type Same<One, Other> =
  (<Type>() => Type extends One ? 1 : 2) extends <Type>() => Type extends Other ? 1 : 2
    ? true
    : false;

/** Takes a value only where its type is exactly the expected one: `exactly<"a" | "b">()(value)`. */
export function exactly<Expected>(): <Actual>(
  value: Actual,
  ...proof: Same<Actual, Expected> extends true ? [] : [never]
) => void {
  return () => {};
}
