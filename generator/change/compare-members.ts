// The changes of enum members.

import type { TellChange } from "./change.ts";
import { factOf, type GroupedFacts, thingsOf } from "./grouped-facts.ts";

/** What is known of the definitions already. */
interface Known {
  /** The names that definitions have now, by those that they had. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly tell: TellChange;
}

/** Reports the members that changed, but for those that follow the name of their definition. */
export function compareMembers(
  old: GroupedFacts,
  now: GroupedFacts,
  { renamed, tell }: Known,
): void {
  const after = thingsOf(now, "member");
  for (const [code, thing] of thingsOf(old, "member")) {
    const other = after.get(code);
    if (other === undefined || other.fields.get("") === thing.fields.get("")) continue;
    const [from, to] = [String(factOf(thing, "")), String(factOf(other, ""))];
    if (follows(from, to, renamed)) continue;
    const holes = { code: other.key.slice("member ".length), from, to };
    tell("member-renamed", holes, { before: thing.key, after: other.key });
  }
}

function follows(from: string, to: string, renamed: ReadonlyMap<string, string>): boolean {
  return [...renamed].some(
    ([old, now]) => from.startsWith(old) && to === `${now}${from.slice(old.length)}`,
  );
}
