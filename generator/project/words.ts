// The words of generated pages in other languages: those that are built in, and those of the configuration.

import chinese from "../../templates/words/zh-Hans.json";
import type { PageWords } from "../catalog/language.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { LocalesDocument } from "../schema/config.ts";
import { suggestion } from "../text/nearest.ts";
import { escapeToken } from "../text/pointer.ts";
import { keySpanAt, type YamlNode } from "../text/yaml.ts";

const wordTables: Readonly<Record<string, PageWords>> = { "zh-hans": chinese };

/** Chinese without a script is in simplified characters, but for the places that write traditional ones. */
const simplified = /^zh(?=-hans\b|$|-(?!hans|hant|tw|hk|mo))/;

/** Returns the words of a language; those of a narrower tag win, and those of the configuration. */
export function wordsIn(tag: string, given: LocalesDocument["words"] = {}): PageWords {
  const own = new Map(Object.entries(given).map(([key, words]) => [key.toLowerCase(), words]));
  const tags = widerFirst(tag.toLowerCase());
  return Object.assign(
    {},
    ...tags.map((one) => wordTables[one]),
    ...tags.map((one) => own.get(one)),
  );
}

/** Returns a tag after those that it falls back to. */
function widerFirst(tag: string): readonly string[] {
  const parts = tag.split("-");
  const all = parts.map((_, i) => parts.slice(0, i + 1).join("-"));
  return simplified.test(tag) ? ["zh-hans", ...all] : all;
}

/** Reports words that no page has, and words that lack a part of the English ones. */
export function wordFaults({ words = {} }: LocalesDocument, root: YamlNode): readonly Diagnostic[] {
  const all = Object.entries(words).flatMap(([tag, own]) =>
    Object.entries(own).map(([word, text]) => ({ tag, word, text })),
  );
  return all.flatMap(({ tag, word, text }): readonly Diagnostic[] => {
    const span = keySpanAt(root, `/locales/words/${escapeToken(tag)}/${escapeToken(word)}`);
    if (!Object.hasOwn(chinese, word)) {
      const hint = suggestion(word, Object.keys(chinese));
      return [diagnostic("page-word-unknown", { word, hint }, { span })];
    }
    const missing = holesOf(word).filter((hole) => !text.includes(hole));
    if (missing.length === 0) return [];
    return [diagnostic("page-word-incomplete", { word, missing: missing.join(", ") }, { span })];
  });
}

function holesOf(text: string): readonly string[] {
  return text.match(/\{\w+\}/g) ?? [];
}
