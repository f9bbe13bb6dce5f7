// The rules on codes with several meanings: what decides between them, and what happens when a server rewords its message.

import { carefulEffect, carefulRetry } from "../../../runtime/statuses.ts";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Span } from "../../text/source.ts";
import type { CatalogCode, CodeOwner, Definition, Match } from "../catalog.ts";
import { listOf } from "../locator.ts";
import { excludeEachOther, isInside, matchesAll } from "../match.ts";
import { mostMeanings } from "../owners.ts";
import { codeSpan, isAnyBroken, keyAt, type RuleScope } from "./context.ts";

const dimensions = ["scope", "operation", "status", "envelope", "message"] as const;

/** Of two definitions with a code in common, their matches exclude each other or one lies inside the other. */
export function checkSharedCodes(context: RuleScope): readonly Diagnostic[] {
  const told = shared(context).flatMap((code) => {
    const owners = code.owners
      .map((owner) => ({ owner, span: spanOf(owner, context) }))
      .sort((a, b) => a.span.start - b.span.start);
    return owners.flatMap(({ owner, span }, i) => {
      const rivals = rivalsOf(owner, owners, i);
      const [first] = rivals;
      if (first === undefined) return [];
      const notes = rivals.map((rival) => ({
        message: `"${rival.owner.definition.name}" has this code here.`,
        span: rival.span,
      }));
      const names = { first: first.owner.definition.name, second: owner.definition.name };
      return [diagnostic("code-undecided", { ...names, code: code.text }, { span, notes })];
    });
  });
  const crowded = context.catalog.codes.filter((code) => code.owners.length > mostMeanings);
  const tooMany = crowded.map(({ text, owners }) => {
    const spans = owners.map((owner) => spanOf(owner, context)).sort((a, b) => a.start - b.start);
    const [span] = spans.slice(mostMeanings);
    return diagnostic("code-crowded", { code: text, limit: mostMeanings }, { span });
  });
  return [...told, ...tooMany];
}

/** A code that is matched by message has a definition that takes it when the message is reworded. */
export function checkMessageAlone(context: RuleScope): readonly Diagnostic[] {
  if (isAnyBroken(context, ["definitions"])) return [];
  return countable(context).flatMap((code) => {
    const alone = code.owners.find(({ definition }) => {
      const match = definition.match;
      if (match === undefined || match.messages.length === 0) return false;
      const reworded = { ...match, messages: [] };
      return !code.owners.some((other) => {
        const rest = matchOf(other);
        return rest.messages.length === 0 && !excludeEachOther(reworded, rest);
      });
    });
    if (alone === undefined) return [];
    const holes = { code: code.text, definition: alone.definition.name };
    return [diagnostic("message-alone", holes, { span: spanOf(alone, context) })];
  });
}

/** A definition that takes what a message match leaves is as careful as that one. */
export function checkFallbacks(context: RuleScope): readonly Diagnostic[] {
  const told = new Set<string>();
  return shared(context).flatMap((code) =>
    code.owners.flatMap((worded) =>
      fallbacksOf(worded, code).flatMap((taker) => {
        const pair = `${taker.definition.name} ${worded.definition.name}`;
        if (told.has(pair)) return [];
        const faults = carelessness(taker, worded, context);
        if (faults.length > 0) told.add(pair);
        return faults;
      }),
    ),
  );
}

/** A dimension that stands in `match` does not stand beside it too. */
export function checkSaidTwice(context: RuleScope): readonly Diagnostic[] {
  return context.definitions.flatMap(({ value: definition, pointer }) => {
    const { match } = definition;
    if (match === undefined) return [];
    return dimensions
      .filter((one) => match[one] !== undefined && definition[one] !== undefined)
      .map((dimension) => {
        const inMatch = keyAt(context, `${pointer}/match/${dimension}`);
        const notes = [{ message: "It stands in the match here.", span: inMatch }];
        const span = keyAt(context, `${pointer}/${dimension}`);
        return diagnostic("said-twice", { dimension }, { span, notes });
      });
  });
}

interface PlacedOwner {
  readonly owner: CodeOwner;
  readonly span: Span;
}

const mostRivals = 10;

/** Gives the first few of the owners before one that a response could be just as well. */
function rivalsOf(
  owner: CodeOwner,
  owners: readonly PlacedOwner[],
  before: number,
): readonly PlacedOwner[] {
  const rivals: PlacedOwner[] = [];
  for (let i = 0; i < before && rivals.length < mostRivals; i++) {
    const other = owners[i];
    if (other !== undefined && areUndecided(other.owner.definition, owner.definition))
      rivals.push(other);
  }
  return rivals;
}

function shared(context: RuleScope): readonly CatalogCode[] {
  return countable(context).filter((code) => code.owners.length > 1);
}

/** Gives the codes whose meanings are few enough to be compared with each other. */
function countable({ catalog }: RuleScope): readonly CatalogCode[] {
  return catalog.codes.filter((code) => code.owners.length <= mostMeanings);
}

function matchOf({ definition }: CodeOwner): Match {
  return definition.match ?? matchesAll;
}

function spanOf({ definition, code }: CodeOwner, context: RuleScope): Span {
  return codeSpan(context, definition.name, definition.codes.indexOf(code));
}

/** Tells whether one response could be either of two definitions that share its code. */
export function areUndecided(one: Definition, other: Definition): boolean {
  const [a, b] = [one.match ?? matchesAll, other.match ?? matchesAll];
  return !excludeEachOther(a, b) && isInside(a, b) === isInside(b, a);
}

/** Gives the meanings that a response can get when the wording of one meaning changes, the nearest first. */
function fallbacksOf(worded: CodeOwner, code: CatalogCode): readonly CodeOwner[] {
  const match = matchOf(worded);
  if (match.messages.length === 0) return [];
  const reworded = { ...match, messages: [] };
  const takers: CodeOwner[] = [];
  for (const other of code.owners) {
    const rest = matchOf(other);
    if (other === worded || !isInside(match, rest) || isInside(rest, match)) continue;
    takers.push(other);
    if (rest.messages.length === 0 && isInside(reworded, rest)) break;
  }
  return takers;
}

function carelessness(
  taker: CodeOwner,
  worded: CodeOwner,
  context: RuleScope,
): readonly Diagnostic[] {
  const names = { definition: taker.definition.name, other: worded.definition.name };
  const noteSpan = keyAt(context, `/definitions/${names.other}/match/message`);
  const notes = [{ message: `The message of "${names.other}" is matched here.`, span: noteSpan }];
  const faults: Diagnostic[] = [];
  if (carefulEffect(taker.code.effect, worded.code.effect) !== taker.code.effect) {
    const span = factSpan(taker, "effect", context);
    faults.push(diagnostic("fallback-effect", names, { span, notes }));
  }
  const [retry, otherRetry] = [taker.code.retry, worded.code.retry];
  if (carefulRetry(retry, otherRetry) !== retry) {
    const span = factSpan(taker, "retry", context);
    const holes = { ...names, retry, otherRetry };
    faults.push(diagnostic("fallback-retry", holes, { span, notes }));
  }
  return faults;
}

/** Gives the place of a written fact of a definition, or of its name where the fact follows from its kind. */
function factSpan(owner: CodeOwner, fact: "effect" | "retry", context: RuleScope): Span {
  const { name, codes } = owner.definition;
  const index = codes.indexOf(owner.code);
  const pointer = `/definitions/${name}`;
  const written = context.document.definitions[name];
  const entry = listOf(written?.code)[index];
  if (typeof entry === "object" && entry[fact] !== undefined)
    return keyAt(context, `${pointer}/code/${index}/${fact}`);
  return keyAt(context, written?.[fact] === undefined ? pointer : `${pointer}/${fact}`);
}
