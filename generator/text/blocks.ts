// The parts of a text, gathered into blocks that are worth a step of their own.

/** The length from which a block is passed on, in UTF-16 code units: up to it a file is in memory as a whole. */
export const blockSize = 256 * 1024;

/** How many bytes an output file has at most: Node.js holds no text that is much longer. */
export const mostBytes = 500_000_000;

/** Yields the parts of a text in blocks of at least `blockSize`, the last one apart; no character is torn apart, and no block is empty. */
export function* blocksOf(parts: Iterable<string>): Generator<string, undefined> {
  let text = "";
  for (const part of parts) {
    text += part;
    if (text.length < blockSize || endsInHalf(text)) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}

function endsInHalf(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
}
