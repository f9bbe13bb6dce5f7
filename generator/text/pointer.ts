// JSON Pointers (RFC 6901): a path to its tokens, and a key to a token.

/** Gives the tokens of a JSON Pointer, unescaped. */
export function pointerTokens(pointer: string): readonly string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Gives a key as a token of a JSON Pointer, escaped. */
export function escapeToken(key: string): string {
  return /[~/]/.test(key) ? key.replaceAll("~", "~0").replaceAll("/", "~1") : key;
}
