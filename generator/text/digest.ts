// Short digests of texts, which tell whether a text is still the same.

/** Returns eleven characters that stand for a text; nobody has a reason to forge one. */
export function digestOf(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return ((high >>> 0) * 0x200000 + (low >>> 11)).toString(36).padStart(11, "0");
}

/** Returns eleven other characters that stand for a text, much faster for megabytes of texts. */
export function fastDigestOf(text: string): string {
  // Loaded here, since it takes longer than the digests of few texts.
  const { hash } = process.getBuiltinModule("node:crypto");
  return hash("sha256", text, "hex").slice(0, 11);
}
