// What was thrown, in words: it may be anything, of any length, and may throw when it is looked at.

/** How many characters of a message are looked at; reports show fewer. */
const longest = 2000;

/** Returns the name and the message of what was thrown, cut if it is long. */
export function thrownText(error: unknown): string {
  try {
    if (!(error instanceof Error)) {
      return typeof error === "string" ? cut(error) : `it throws ${cut(String(error))}`;
    }
    return `${cut(String(error.name))}: ${cut(String(error.message))}`;
  } catch {
    return "it throws what cannot be shown";
  }
}

/** Returns the end of a stack, which has its frames; empty if there is none. */
export function stackOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.stack).slice(-10 * longest) : "";
  } catch {
    return "";
  }
}

function cut(text: string): string {
  return text.slice(0, longest);
}
