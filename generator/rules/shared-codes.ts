// Rule 4: of two definitions with a code in common, their matches exclude each other or one lies inside the other.

import type { CodeOwner, Definition, Match } from "../catalog/catalog.ts";
import { excludeEachOther, isInside, matchesAll } from "../catalog/match.ts";
import { mostMeanings } from "../catalog/owners.ts";
import type { Span } from "../text/source.ts";
import { codeSpan, type RuleContext } from "./context.ts";
import { defineRule } from "./rule.ts";

export const rule = defineRule({
  number: 4,
  sentence: "Of two definitions that share a code, both cannot match or one lies inside the other.",
  diagnostics: {
    "code-undecided": {
      message:
        'The definitions "{first}" and "{second}" share the code "{code}", and a response could be either.',
      help: 'Distinguish them with "match": by scope, operation, status, envelope, message or body, so that both cannot match or one lies inside the other.',
    },
    "code-crowded": {
      message: 'The code "{code}" has more than {limit} definitions.',
      help: "Merge definitions whose difference no caller can act on.",
    },
  },
  check: (scope, report) => {
    for (const { text: code, owners } of scope.catalog.codes) {
      if (owners.length === 1) continue;
      const placed = owners
        .map((owner) => ({ owner, span: ownerSpan(owner, scope) }))
        .sort((a, b) => a.span.start - b.span.start);
      if (owners.length > mostMeanings) {
        const place = { span: placed[mostMeanings]?.span };
        report("code-crowded", { code, limit: mostMeanings }, place);
        continue;
      }
      for (const [i, { owner, span }] of placed.entries()) {
        const rivals = rivalsOf(owner.definition, placed, i);
        const [first] = rivals;
        if (first === undefined) continue;
        const notes = rivals.map((rival) => ({
          message: `"${rival.owner.definition.name}" has this code here.`,
          span: rival.span,
        }));
        const names = { first: first.owner.definition.name, second: owner.definition.name };
        report("code-undecided", { ...names, code }, { span, notes });
      }
    }
  },
});

interface PlacedOwner {
  readonly owner: CodeOwner;
  readonly span: Span;
}

const mostRivals = 10;

/** Returns the first few of the owners before a definition whose responses could be its own as well. */
function rivalsOf(
  definition: Definition,
  owners: readonly PlacedOwner[],
  before: number,
): readonly PlacedOwner[] {
  const rivals: PlacedOwner[] = [];
  for (const other of owners.slice(0, before)) {
    if (rivals.length === mostRivals) break;
    if (areUndecided(other.owner.definition, definition)) rivals.push(other);
  }
  return rivals;
}

/** Returns whether one response could be either of two definitions that share its code. */
export function areUndecided(one: Definition, other: Definition): boolean {
  const [a, b] = [matchOf(one), matchOf(other)];
  return !excludeEachOther(a, b) && isInside(a, b) === isInside(b, a);
}

/** Returns the match of a definition; without one it takes everything. */
export function matchOf({ match }: Definition): Match {
  return match ?? matchesAll;
}

/** Returns the place of a code in the definition that owns it. */
export function ownerSpan({ definition, code }: CodeOwner, context: RuleContext): Span {
  return codeSpan(context, definition.name, definition.codes.indexOf(code));
}
