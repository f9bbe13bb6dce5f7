// Replacements of deprecated errors, from reasons such as "Use CARD_DECLINED".

import type { DraftDefinition } from "./draft.ts";
import type { Cited } from "./merge.ts";

const named =
  /(?:\buse|\b(?:replaced|superseded) (?:by|with)|\bin favou?r of|使用|改用|替换为)[\s"'`*:：]*([\p{L}\w$.:-]+)/giu;

/** Returns the definitions, each deprecated one with the error that its reason names; `found` has what the sources say of each. */
export function withReplacements(
  definitions: readonly DraftDefinition[],
  found: readonly Cited[],
): readonly DraftDefinition[] {
  const known = new Map<string, Set<string>>();
  for (const [i, { name, codes, deprecated }] of definitions.entries()) {
    if (deprecated !== undefined) continue;
    const own = found[i]?.finding.name ?? name;
    for (const key of [name, own, ...codes.map(({ code }) => String(code))])
      known.set(key, (known.get(key) ?? new Set()).add(name));
  }
  return definitions.map((definition) => {
    const use = replacementIn(definition.deprecated ?? "", known);
    return use === undefined ? definition : { ...definition, use };
  });
}

/** Returns the only error that a reason says to use. */
function replacementIn(
  reason: string,
  known: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  const uses = [...reason.matchAll(named)].flatMap(([, token = ""]) => {
    const key = token.replace(/[.:-]+$/, "");
    return [...(known.get(key) ?? known.get(key.split(".").at(-1) ?? "") ?? [])];
  });
  const [first, ...others] = new Set(uses);
  return others.length === 0 ? first : undefined;
}
