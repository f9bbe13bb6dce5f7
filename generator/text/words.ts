// The words of a text in any spelling, and names made of them.

/** Returns a text of words as a PascalCase name, or `undefined` if it does not begin with a letter or has other characters. */
export function pascalCase(text: string): string | undefined {
  const words = wordsIn(text).map(
    (word) => `${word.charAt(0).toUpperCase()}${word.slice(1).toLowerCase()}`,
  );
  return /^[A-Z]/.test(words[0] ?? "") ? words.join("") : undefined;
}

/** Returns the words of a text in any spelling, or none if it has other characters. */
export function wordsIn(text: string): readonly string[] {
  if (!/^[A-Za-z0-9 _./-]+$/.test(text)) return [];
  return text.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g) ?? [];
}

/** Returns a text of words in kebab-case, or `undefined` if it has other characters. */
export function kebabCase(text: string): string | undefined {
  const words = wordsIn(text);
  return words.length === 0 ? undefined : words.join("-").toLowerCase();
}

/** Returns a text whose Latin letters have no accents and no forms of their own: `Ä` is `A`, and `ß` is `ss`. */
export function plainLetters(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[ßæœøłđðþı]/giu, (letter) => {
      const plain = ownLetters[letter.toLowerCase()] ?? letter;
      return letter === letter.toLowerCase() ? plain : plain.toUpperCase();
    });
}

/** The letters that are no letter with an accent. */
const ownLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/** Returns six letters and digits that hardly any two texts have in common (FNV-1a). */
export function sumOf(text: string): string {
  let sum = 0x811c9dc5;
  for (const sign of text) sum = Math.imul(sum ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return (sum >>> 0).toString(36).padStart(6, "0").slice(-6);
}
