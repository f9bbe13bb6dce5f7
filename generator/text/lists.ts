// Lists of values by a key that they have in common.

/** Adds a value to the list of a key, or starts the list with it. */
export function addTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Returns texts in quotes for a sentence; those beyond a maximum are only counted. */
export function listed(texts: readonly string[], most: number): string {
  const shown = texts.slice(0, most).map((text) => `"${text}"`);
  const more = texts.length - shown.length;
  return more === 0 ? shown.join(", ") : `${shown.join(", ")} and ${more} more`;
}
