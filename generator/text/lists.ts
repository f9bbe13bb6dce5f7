// Lists of values: grouped, searched and shown.

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

/** Returns texts as a list in a sentence; the word between the last two may be another one. */
export function inSentence(texts: readonly string[], and = " and "): string {
  if (texts.length < 2) return texts.join("");
  return `${texts.slice(0, -1).join(", ")}${and}${texts.at(-1)}`;
}

/** Returns the first index below a length that is not before a place, or the length; those before it come first. */
export function firstIndex(length: number, isBefore: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Adds values at the end of a list, however many; a call with a spread list overflows the stack at about 100,000. */
export function append<Item>(list: Item[], more: Iterable<Item>): void {
  for (const one of more) list.push(one);
}
