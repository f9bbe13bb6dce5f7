// What two versions have in common if one of them leaves internal definitions out, as the `errors.json` of a package does.

import { codeIn, type Facts, wordsOf } from "./fact-keys.ts";

/** Leaves out the internal definitions that the other version does not have, and what they alone use. */
export function withoutInternal(facts: Facts, other: Facts): Facts {
  const known = new Set([...other.keys()].map(thingOf));
  const hidden = new Set(
    [...facts.keys()].filter((key) => isInternal(key) && !known.has(thingOf(key))).map(thingOf),
  );
  if (hidden.size === 0) return facts;
  const shown = new Map([...facts].filter(([key]) => !hidden.has(thingOf(key))));
  const codes = new Set(
    [...shown.keys()].filter((key) => /^definition \w+ code /.test(key)).map(textOfCode),
  );
  for (const key of shown.keys()) {
    if (key.startsWith("member ") && !known.has(key) && !codes.has(textOfCode(key))) {
      shown.delete(key);
    }
  }
  return withoutUnused(shown, known);
}

/** Leaves out the envelopes and schemas that the other version does not have and that nothing uses. */
function withoutUnused(facts: Facts, known: ReadonlySet<string>): Facts {
  const kept = new Map(
    [...facts].filter(([key]) => {
      const [group, name = ""] = wordsOf(key);
      const mention = { envelope: name, schema: `#/schemas/${name}` }[group ?? ""];
      if (mention === undefined || known.has(thingOf(key))) return true;
      const text = JSON.stringify(mention);
      return [...facts].some(([other, value]) => other !== key && value.includes(text));
    }),
  );
  // What used a schema may have been left out with it.
  return kept.size === facts.size ? kept : withoutUnused(kept, known);
}

const isInternal = (key: string): boolean => /^definition \w+ internal$/.test(key);

/** The code of a definition or of a member, which have one key whatever their JSON type is. */
const textOfCode = (key: string): string => String(codeIn(key));

/** Returns what a fact is about: the beginning of its key. */
function thingOf(key: string): string {
  return /^(?:definition|envelope) \w+/.exec(key)?.[0] ?? key;
}
