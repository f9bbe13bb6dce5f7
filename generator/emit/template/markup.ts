// The places of a page that holes of a template are in, followed through the template's own text.

import { type Fault, helperFault, type Places } from "./places.ts";

/** A place in a page. */
export interface MarkupPlace {
  readonly mode: "text" | "opening" | "tag" | "value" | "bare" | "raw" | "comment";
  /** The name of the element whose tag or raw content this is. */
  readonly element: string;
  /** The name of the attribute, or `?` if a block decides on it. */
  readonly name: string;
  /** What ends a value or a comment. */
  readonly end: string;
  /** The text before this place in a value, a comment or raw content. */
  readonly before: string;
}

/** The place at the beginning of a page. */
export const pageStart: MarkupPlace = { mode: "text", element: "", name: "", end: "", before: "" };

/** The places of a page. */
export const pagePlaces: Places<MarkupPlace> = {
  start: pageStart,
  after: placeAfter,
  afterValue: (place) => place,
  both: placeAfterBoth,
  own: () => "html",
  fault: (place, helper) =>
    holeFault(place) ?? helperFault(helper, ["html", "identifier"], "in a page"),
  lost: () => undefined,
  takesPartial: ({ mode }) => mode === "text",
};

/** Returns the place after a text that begins at a place. */
export function placeAfter(place: MarkupPlace, text: string): MarkupPlace {
  let at = place;
  for (const char of text.toLowerCase()) at = next(at, char);
  return at;
}

function next(place: MarkupPlace, char: string): MarkupPlace {
  const { mode, element, end } = place;
  const before = place.before + char;
  switch (mode) {
    case "text":
      return char === "<" ? { ...pageStart, mode: "opening" } : place;
    case "opening":
      if (element === "" && /[!?]/.test(char)) return { ...pageStart, mode: "comment", end: ">" };
      if (/[\s/>]/.test(char) && element !== "") return inTag({ ...place, mode: "tag" }, char);
      return /[a-z/]/.test(char) || element !== ""
        ? { ...place, element: element + char }
        : next(pageStart, char);
    case "tag":
      return inTag(place, char);
    case "value":
      return char === end ? tagOf(place) : { ...place, before };
    case "bare":
      if (/["']/.test(char) && place.before === "") return { ...place, mode: "value", end: char };
      if (/\s/.test(char)) return place.before === "" ? place : tagOf(place);
      return char === ">" ? inTag(tagOf(place), char) : { ...place, before };
    case "comment": {
      if (before === "--") return { ...place, end: "-->", before: "" };
      if (before === "[cdata[") return { ...place, end: "]]>", before: "" };
      return before.endsWith(end) ? pageStart : { ...place, before };
    }
    default:
      if (!/[\s/>]/.test(char) || !place.before.endsWith(`</${element}`))
        return { ...place, before };
      return inTag({ ...pageStart, mode: "tag", element: `/${element}` }, char);
  }
}

function tagOf({ element }: MarkupPlace): MarkupPlace {
  return { ...pageStart, mode: "tag", element };
}

/** In a tag outside of values, a space after a name stays with the name until another character comes. */
function inTag(place: MarkupPlace, char: string): MarkupPlace {
  const { element, name } = place;
  if (char === ">")
    return withCode.test(element) ? { ...pageStart, mode: "raw", element } : pageStart;
  if (char === "=" && name !== "") return { ...place, mode: "bare", name: name.trimEnd() };
  if (/\s/.test(char)) return name === "" ? place : { ...place, name: `${name.trimEnd()} ` };
  if (char === "/") return tagOf(place);
  return { ...place, name: name.endsWith(" ") ? char : name + char };
}

/** Returns the place after a block whose branches lead to two places; nothing if no escape could hold in both. */
export function placeAfterBoth(one: MarkupPlace, other: MarkupPlace): MarkupPlace | undefined {
  const { mode, element, end } = one;
  // The name of an element that has not ended in one branch may go on.
  if (mode === "tag" && other.mode === "opening" && element === other.element) return other;
  if (mode === "opening" && other.mode === "tag" && element === other.element) return one;
  if (mode !== other.mode || element !== other.element || end !== other.end) return undefined;
  const name = one.name.trimEnd() === other.name.trimEnd() ? one.name : "?";
  // Two names that have ended leave no doubt about the next.
  const ended = mode === "tag" && [one.name, other.name].every((each) => !/\S$/.test(each));
  return { ...one, name: ended ? "" : name, before: one.before === other.before ? one.before : "" };
}

const withCode = /^(?:[^/]*:)?(?:script|style)$/;

const animated = /^(?:set|animate.*)$/;

/** Attributes whose values are words for people, or names for scripts and styles of the page. */
const words: ReadonlySet<string> = new Set(
  "abbr alt class datetime for headers id label lang placeholder summary title xml:lang".split(" "),
);

/** Elements whose value is what a person sees or sends. */
const withValue: ReadonlySet<string> = new Set(["button", "data", "input", "option"]);

/** Data that frameworks take for code, markup or a link. */
const livelyData =
  /^data-(?:on|v-|x-|ng-|hx-|bind|action|method|html|content|template|.*(?:href|src|url|link|target)(?![a-z]))/;

function holdsWords({ element, name }: MarkupPlace): boolean {
  if (words.has(name) || /^aria-[a-z]+$/.test(name)) return !animated.test(element);
  if (name === "value") return withValue.has(element);
  return /^data-[a-z]/.test(name) && !livelyData.test(name);
}

/** Returns what a hole at a place must not be, with what to do; nothing if a text escaped for HTML holds there. */
export function holeFault(place: MarkupPlace): Fault | undefined {
  const { mode, element, name, before } = place;
  switch (mode) {
    case "text":
      return undefined;
    case "raw":
      return [
        `a value inside <${element}>`,
        "Put it into an element of text, or into a file of its own.",
      ];
    case "comment":
      return ["a value inside a comment", "Put it into an element of text."];
    case "value":
      if (/^(?:xlink:)?href$/.test(name)) {
        if (before.startsWith("#")) return undefined;
        return [
          `a value in the attribute "${name}", which may lead anywhere`,
          'Put the URL into text, or begin the attribute with "#" if it leads to a place in the page.',
        ];
      }
      if (holdsWords(place)) return undefined;
      return [
        name.includes("?")
          ? "a value in an attribute that a block names"
          : `a value in the attribute "${name}"`,
        "Put it into text, or into an attribute for words: title, alt, class, id, data-…, aria-…, or the value of an input.",
      ];
    default:
      return ["a value in a tag that is not inside quotes", 'Write name="…" around the value.'];
  }
}
