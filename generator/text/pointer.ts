// JSON Pointers (RFC 6901): their tokens, and keys as tokens.

/** Returns the tokens of a JSON Pointer, unescaped. */
export function pointerTokens(pointer: string): readonly string[] {
  if (pointer === "") return [];
  const tokens = pointer.slice(1).split("/");
  if (!pointer.includes("~")) return tokens;
  return tokens.map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Returns a key as an escaped token of a JSON Pointer. */
export function escapeToken(key: string): string {
  if (!key.includes("/") && !key.includes("~")) return key;
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
