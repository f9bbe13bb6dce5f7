// The facts about a page that it begins with between two lines, which site generators read: as YAML, or as something else.

import type { Fault, Places } from "./places.ts";
import { type YamlPlace, yamlPlaces } from "./yaml-places.ts";

/** A place in a file that may begin with facts about it. */
export interface FrontPlace {
  /** `first` is the line that decides whether there are any. */
  readonly in: "first" | "yaml" | "other" | "rest";
  /** The line so far. */
  readonly line: string;
  readonly facts: YamlPlace;
  readonly rest: unknown;
}

/** Returns the places of a file whose lines below the facts have places of their own; `isCode` says that the facts are code. */
export function belowFacts(
  rest: Places,
  { isCode }: { readonly isCode: boolean },
): Places<FrontPlace> {
  const start: FrontPlace = { in: "first", line: "", facts: yamlPlaces.start, rest: rest.start };
  const next = (place: FrontPlace, char: string): FrontPlace => {
    const { line } = place;
    if (char !== "\n")
      return place.in === "yaml"
        ? { ...place, line: line + char, facts: yamlPlaces.after(place.facts, char) }
        : { ...place, line: line + char };
    const mark = line.trimEnd();
    if (place.in === "first") {
      if (mark === "---") return { ...place, in: isCode ? "other" : "yaml", line: "" };
      return mark === "+++"
        ? { ...place, in: "other", line: "" }
        : settled({ ...place, line: `${line}\n` });
    }
    if (mark === "---" || mark === "+++") return { ...start, in: "rest" };
    return { ...place, line: "", facts: yamlPlaces.after(place.facts, char) };
  };
  /** What is no mark is text of the file. */
  const settled = (place: FrontPlace): FrontPlace =>
    place.in === "first"
      ? { ...place, in: "rest", line: "", rest: rest.after(place.rest, place.line) }
      : place;
  const after = (place: FrontPlace, text: string): FrontPlace => {
    let now = place;
    for (let at = 0; at < text.length; at++) {
      const isMark =
        now.in !== "first" || /^(?:-{0,3}|\+{0,3})[ \t]*\n?$/.test(now.line + text[at]);
      if (!isMark) now = settled(now);
      if (now.in === "rest") return { ...now, rest: rest.after(now.rest, text.slice(at)) };
      now = next(now, text[at] ?? "");
    }
    return now;
  };
  return {
    start,
    after,
    afterValue: (given, helper) => {
      const place = settled(given);
      const line = `${place.line}x`;
      if (place.in === "rest") return { ...place, rest: rest.afterValue(place.rest, helper) };
      return { ...place, line, facts: yamlPlaces.afterValue(place.facts, helper) };
    },
    both: (one, other) => {
      if (one.in !== other.in) {
        const [a, b] = [settled(one), settled(other)];
        if (a.in !== b.in) return undefined;
        const met = rest.both(a.rest, b.rest);
        return met === undefined ? undefined : { ...a, rest: met };
      }
      const line = one.line === other.line ? one.line : `${one.line}x`;
      const facts = yamlPlaces.both(one.facts, other.facts);
      const met = one.in === "rest" ? rest.both(one.rest, other.rest) : rest.start;
      return facts === undefined || met === undefined
        ? undefined
        : { ...one, line, facts, rest: met };
    },
    own: (given) => {
      const place = settled(given);
      return place.in === "rest" ? rest.own(place.rest) : yamlPlaces.own(place.facts);
    },
    fault: (given, helper): Fault | undefined => {
      const place = settled(given);
      if (place.in === "rest") return rest.fault(place.rest, helper);
      if (place.in === "yaml") return yamlPlaces.fault(place.facts, helper);
      return [
        "a value in facts that are not YAML",
        'Write them between two lines with "---" as YAML, or below.',
      ];
    },
    lost: (place) => (place.in === "rest" ? rest.lost(place.rest) : yamlPlaces.lost(place.facts)),
    takesPartial: (given) => {
      const place = settled(given);
      return place.in === "rest" ? rest.takesPartial(place.rest) : false;
    },
  };
}
