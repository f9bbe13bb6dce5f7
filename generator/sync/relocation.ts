// Hand-written values in the ledger whose places were renamed since: each goes to where our reference is now, or is reported.

import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { listed } from "../text/lists.ts";
import { escapeToken, pointerTokens } from "../text/pointer.ts";
import type { Span } from "../text/source.ts";
import { answersFor } from "./answers.ts";
import { neededIn } from "./components.ts";
import type { Description } from "./description.ts";
import { ledgerKey, markOf, placesWithoutFile, writtenPlace } from "./ledger.ts";
import { leadsToOurs, type OursQuery, ownedIn } from "./ownership.ts";
import { type Part, placeOf } from "./parts.ts";
import { entryAt, keyOf, parentOf } from "./pointers.ts";
import type { SyncRequest } from "./request.ts";

/** A description whose ledger has the present places, and what is wrong with the former ones. */
export interface Relocated {
  readonly description: Description;
  readonly diagnostics: readonly Diagnostic[];
}

/** Returns a description with the hand-written values of its ledger at their present places; a value without exactly one place is reported. */
export function relocated(description: Description, request: SyncRequest): Relocated {
  const { ledger } = description;
  const gone = description.parts.flatMap((part) =>
    [...(ledger?.replaced.get(part.path) ?? [])]
      .filter(([pointer, text]) => !isEmpty(text) && entryAt(part.root, pointer) === undefined)
      .map(([pointer, text]) => ({ part, pointer, text })),
  );
  if (ledger === undefined) return { description, diagnostics: [] };
  const withoutFile = placesWithoutFile(description.spec);
  if (gone.length === 0 && withoutFile.length === 0) return { description, diagnostics: [] };
  const replaced = new Map([...ledger.replaced].map(([path, all]) => [path, new Map(all)]));
  const setting = { description, request, owned: ownedIn(description, request) };
  // A place that was renamed still has our reference, which is then nobody's.
  const isRenamed = neededIn(description, request, setting.owned).size > 0;
  const fault = isRenamed ? lostFault : goneFault;
  const without = withoutFile.map((place) => fault(place, [], description));
  const back = new Set((request.back ?? []).map(placeOf));
  const { wanted } = answersFor(setting);
  const isWanted = (part: Part, pointer: string) =>
    wanted.some(
      ({ at, answers }) =>
        at.part === part && at.pointer === parentOf(pointer) && answers.has(keyOf(pointer)),
    );
  const found = gone.map(({ part, pointer }) => {
    const places = likePlaces(part, pointer).filter(
      (one) => back.has(`${part.path}#${one}`) || isFree(part, one, setting),
    );
    // Beside a renamed status there are other responses of ours, where nothing was hand-written.
    const others = places.filter((one) => !isWanted(part, one));
    return others.length === 1 ? others : places;
  });
  const all = gone.flatMap(({ part }, i) => (found[i] ?? []).map((one) => `${part.path}#${one}`));
  for (const { part, pointer } of gone) replaced.get(part.path)?.delete(pointer);
  const diagnostics = gone.flatMap(({ part, pointer, text }, i): readonly Diagnostic[] => {
    const [only, ...more] = found[i] ?? [];
    const isAlone = all.filter((one) => one === `${part.path}#${only}`).length === 1;
    if (only === undefined || more.length > 0 || !isAlone)
      return [fault(writtenPlace(part.path, pointer), found[i] ?? [], description)];
    if (!back.has(`${part.path}#${only}`)) replaced.get(part.path)?.set(only, text);
    return [];
  });
  return {
    description: { ...description, ledger: { ...ledger, replaced } },
    diagnostics: [...without, ...diagnostics],
  };
}

/** Braces and nulls say nothing that could be lost. */
function isEmpty(text: string): boolean {
  return /^\s*(?:\{\s*\}|null|~|)\s*$/i.test(text);
}

/** Returns the places that differ from a missing one in the first missing key alone. */
function likePlaces({ root }: Part, pointer: string): readonly string[] {
  const tokens = pointerTokens(pointer).map((token) => `/${escapeToken(token)}`);
  const to = (count: number) => tokens.slice(0, count).join("");
  const missing = tokens.findIndex((_, i) => entryAt(root, to(i + 1)) === undefined);
  const around = missing === 0 ? root : entryAt(root, to(missing))?.node;
  if (around?.kind !== "mapping") return [];
  const rest = tokens.slice(missing + 1).join("");
  return [...around.entries.keys()]
    .map((key) => `${to(missing)}/${escapeToken(key)}${rest}`)
    .filter((one) => entryAt(root, one) !== undefined);
}

/** Returns whether a place has a reference to a component of ours in something hand-written, and the ledger has no value for it. */
function isFree(part: Part, pointer: string, setting: OursQuery): boolean {
  const { description } = setting;
  if (description.ledger?.replaced.get(part.path)?.has(pointer) === true) return false;
  const tokens = pointerTokens(pointer).map((token) => `/${escapeToken(token)}`);
  const isInOurs = tokens.some((_, i) => {
    const around = entryAt(part.root, tokens.slice(0, i).join(""))?.node;
    return around !== undefined && markOf(around) !== undefined;
  });
  return !isInOurs && leadsToOurs(entryAt(part.root, pointer)?.node, part, setting);
}

function lostFault(place: string, places: readonly string[], description: Description): Diagnostic {
  const fits = places.length === 0 ? "no place fits" : `several places fit: ${listed(places, 3)}`;
  return diagnostic("spec-original-lost", { place, fits }, { span: lineOf(place, description) });
}

function goneFault(place: string, _: readonly string[], description: Description): Diagnostic {
  return diagnostic("spec-original-gone", { place }, { span: lineOf(place, description) });
}

/** Returns where the ledger names a place. */
function lineOf(place: string, { spec: { main } }: Description): Span {
  const ledger = entryAt(main.root, `/${ledgerKey}`);
  const line = entryAt(main.root, `/${ledgerKey}/replaced/${escapeToken(place)}`);
  return (line ?? ledger)?.key.span ?? main.root.span;
}
