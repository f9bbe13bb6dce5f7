// Texts as they may be shown: bounded, and without characters that forge a log.

const longestMessage = 65_536;

/** Returns a text as it may be shown: cut at 64 KiB, and without characters that forge a log. */
export function shownText(text: string): string {
  const { length } = text;
  if (length <= longestMessage) return escapeControls(text);
  return escapeControls(`${text.slice(0, longestMessage)}… (cut, ${length} characters)`);
}

/** Shows control and direction characters as escapes, so that a server's text cannot forge a line of a log. */
export function escapeControls(text: string): string {
  // Most texts have none, and a search is the cheaper way to see it.
  if (text.search(riskyCharacters) < 0) return text;
  return text.replace(
    riskyCharacters,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

const riskyCharacters = /[^\P{Cc}\t]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
