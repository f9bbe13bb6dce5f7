// Plain objects that a document is made of, and the lists and maps that they come from.

/** An object of the document, with its keys in the order in which they are printed. */
export type Plain = { readonly [key: string]: unknown };

/** Returns the values without repetition, in their first order. */
export function unique<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}

/** Returns an entry that exists for every key, so that a missing one is a bug. */
export function entryOf<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`nothing was made for "${key}"`);
  return value;
}
