// What happened to codes: which are new, gone, replaced, or mean something else now.

import { addTo } from "../text/lists.ts";
import type { TellChange } from "./change.ts";
import { compareAdvice, type Texts, tellTexts } from "./compare-facts-of.ts";
import type { NewCode } from "./compare-fallbacks.ts";
import { type DefinitionPair, factOf, fieldsUnder, type Thing } from "./grouped-facts.ts";

/** The definitions of both versions, and which belong together. */
export interface CodesOf {
  readonly before: ReadonlyMap<string, Thing>;
  readonly after: ReadonlyMap<string, Thing>;
  readonly pairs: readonly DefinitionPair[];
  /** Definitions that are new. */
  readonly added: readonly Thing[];
  /** Called for each code that no definition had before. */
  readonly onNew: (code: NewCode) => void;
}

/** Reports the changes of codes. */
export function compareCodes(
  { before, after, pairs, added, onNew }: CodesOf,
  tell: TellChange,
): void {
  // Most changes are not of codes, and need to know of no other definition.
  const owners = { old: once(() => ownersOf(before)), now: once(() => ownersOf(after)) };
  const renamed = new Map(pairs.map(({ old, now }) => [old.name, now.name]));
  /** The definitions of the new version that had a code before. */
  const hadBefore = (text: string): readonly string[] =>
    (owners.old().get(text) ?? []).map((name) => renamed.get(name) ?? name);
  const taken = (one: Thing, codes: Codes, known: Codes): readonly string[] =>
    [...codes].flatMap(([text, literal]) => {
      if (known.has(text)) return [];
      const had = hadBefore(text).filter((name) => name !== one.name);
      if (had.length === 0) {
        if (!owners.old().has(text)) onNew({ text, literal, owner: one });
        return [text];
      }
      const still = (owners.now().get(text) ?? []).filter((name) => had.includes(name));
      const place = { before: undefined, after: `${one.key} code ${literal}` };
      if (still.length === 0) {
        const from = owners.old().get(text)?.[0] ?? "";
        tell("code-moved", { code: literal, from, to: one.name }, place);
      } else {
        const holes = { code: literal, owners: still.map((name) => `"${name}"`).join(", ") };
        tell("code-shared", { ...holes, name: one.name }, place);
      }
      return [];
    });
  for (const thing of added) taken(thing, codesOf(thing), new Map());
  for (const pair of pairs) {
    const [old, now] = [codesOf(pair.old), codesOf(pair.now)];
    const more = taken(pair.now, now, old);
    // What another definition has taken is told there.
    const gone = [...old.keys()].filter((text) => !now.has(text) && !owners.now().has(text));
    compareOwn(pair, { old, now, gone, more }, tell);
  }
}

function once<Value>(make: () => Value): () => Value {
  let value: Value | undefined;
  return () => {
    value ??= make();
    return value;
  };
}

/** Codes as they are printed, by their texts. */
type Codes = ReadonlyMap<string, string>;

/** Returns the text that codes are compared by. */
export function textOfCode(literal: string): string {
  return literal.startsWith('"') ? String(JSON.parse(literal)) : literal;
}

function codesOf(thing: Thing): Codes {
  return new Map([...fieldsUnder(thing, "code").keys()].map((one) => [textOfCode(one), one]));
}

function ownersOf(definitions: ReadonlyMap<string, Thing>): ReadonlyMap<string, readonly string[]> {
  const owners = new Map<string, string[]>();
  for (const thing of definitions.values()) {
    for (const text of codesOf(thing).keys()) addTo(owners, text, thing.name);
  }
  return owners;
}

interface OwnCodes {
  readonly old: Codes;
  readonly now: Codes;
  /** The texts of codes that no definition has any more. */
  readonly gone: readonly string[];
  /** The texts of codes that no definition had before. */
  readonly more: readonly string[];
}

function compareOwn(pair: DefinitionPair, codes: OwnCodes, tell: TellChange): void {
  const { old, now, gone, more } = codes;
  const { name } = pair.now;
  const [was = "", is = ""] = [gone[0], more[0]];
  const placeOf = (from: string | undefined, to: string | undefined) => ({
    before: from === undefined ? pair.old.key : `${pair.old.key} code ${old.get(from)}`,
    after: to === undefined ? pair.now.key : `${pair.now.key} code ${now.get(to)}`,
  });
  if (gone.length === 1 && more.length === 1) {
    const holes = { name, from: old.get(was) ?? "", to: now.get(is) ?? "" };
    tell("code-changed", holes, placeOf(was, is));
  } else {
    for (const text of gone) {
      tell("code-removed", { name, code: old.get(text) ?? "" }, placeOf(text, undefined));
    }
    for (const text of more) {
      tell("code-added", { name, code: now.get(text) ?? "" }, placeOf(undefined, text));
    }
  }
  for (const [text, from] of old) {
    const to = now.get(text);
    if (to === undefined) continue;
    const place = placeOf(text, text);
    if (from !== to) tell("code-type-changed", { name, from, to }, place);
    compareCode({ ...pair, from, to, place }, tell);
  }
  const [first, nowFirst] = [firstOf(pair.old), firstOf(pair.now)];
  if (first === nowFirst || !now.has(first)) return;
  const holes = { name, from: old.get(first) ?? "", to: now.get(nowFirst) ?? "" };
  tell("code-order-changed", holes, placeOf(first, nowFirst));
}

function firstOf(thing: Thing): string {
  const codes = [...fieldsUnder(thing, "code")];
  return textOfCode(codes.find(([, value]) => value.includes('"place":"first"'))?.[0] ?? "");
}

interface OneCode extends DefinitionPair {
  /** The code as it was printed, and as it is. */
  readonly from: string;
  readonly to: string;
  readonly place: Parameters<TellChange>[2];
}

interface CodeFacts {
  readonly retry?: string;
  readonly effect?: string;
  readonly at?: string;
  /** The status of its answers, if it is not that of the first code. */
  readonly answer?: number;
  readonly texts?: Texts;
}

/** What a code says beside its definition; what only follows the definition is told there. */
function compareCode({ old, now, from, to, place }: OneCode, tell: TellChange): void {
  const before = factOf(old, `code ${from}`) as CodeFacts;
  const after = factOf(now, `code ${to}`) as CodeFacts;
  const { name } = now;
  if (before.at !== after.at) tell("code-place-changed", { name, code: to }, place);
  if (before.answer !== after.answer) {
    const status = (own: number | undefined, thing: Thing) =>
      String(own ?? factOf(thing, "answer"));
    const holes = { from: status(before.answer, old), to: status(after.answer, now) };
    tell("answer-status-changed", { name, ...holes }, place);
  }
  const owner = `the code ${to} of "${name}"`;
  const [was, is] = [before.texts?.["deprecated"], after.texts?.["deprecated"]];
  if ((was === undefined) !== (is === undefined)) {
    const kind = is === undefined ? "code-deprecation-withdrawn" : "code-deprecated";
    tell(kind, { name, code: to }, place);
  }
  tellTexts(owner, [before.texts, after.texts], { tell, place });
  for (const advice of ["retry", "effect"] as const) {
    const [was, is] = [before[advice], after[advice]];
    if (was === undefined && is === undefined) continue;
    const general = [factOf(old, advice), factOf(now, advice)] as readonly string[];
    const change = { from: was ?? general[0], to: is ?? general[1] };
    compareAdvice(advice, { owner, ...change, place }, tell);
  }
}
