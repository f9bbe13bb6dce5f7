// The places of code that holes of a template are in: a value stands where a whole literal may stand, and nowhere else.

import { type Fault, helperFault, type Places } from "./places.ts";

/** What begins and ends a text of a language, or a comment. */
export interface Enclosure {
  readonly open: string;
  readonly close: string;
  /** True for a text that may have line ends. */
  readonly lines?: true;
  /** True if a backslash is nothing but that. */
  readonly raw?: true;
  /** What begins code inside of a text. */
  readonly hole?: string;
}

/** The forms of a language, as far as they decide what is code. */
export interface CodeForm {
  /** The helpers whose values are literals; the first is that of a hole which names none. */
  readonly helpers: readonly [string, ...string[]];
  /** Those with longer beginnings first. */
  readonly quotes: readonly Enclosure[];
  readonly comments: readonly Enclosure[];
  /** True if a slash may begin a regular expression. */
  readonly hasRegex?: true;
  /** The words before a quote that make braces in its text code. */
  readonly formatted?: RegExp;
  /** The words before a quote that make backslashes in its text nothing else. */
  readonly verbatim?: RegExp;
}

/** A place in code. */
export interface CodePlace {
  readonly mode: "code" | "quote" | "comment" | "regex" | "slash" | "lost";
  /** What the place is in. */
  readonly inside: Enclosure | undefined;
  /** What is directly before it: nothing that a value could be part of, a word or a quote, or a value. */
  readonly last: "clean" | "word" | "value";
  /** The last word or sign of code. */
  readonly token: string;
  /** The texts around it with code in them, and the braces of that code. */
  readonly around: readonly (Enclosure | undefined)[];
  readonly why?: Fault;
}

const start: CodePlace = {
  mode: "code",
  inside: undefined,
  last: "clean",
  token: "",
  around: [],
};

/** What a literal could become part of, before or behind it. */
const touching = /[\w$@#"'`\\]|[^\0-\x7f]/;
const wordish = /^[\w$@#]+$|[^\0-\x7f]/;

/** Words behind which a slash begins a regular expression. */
const beforeRegex =
  /^(?:return|typeof|case|in|of|do|else|void|delete|throw|new|instanceof|yield|await)$/;

/** Returns the places of a language. */
export function codePlaces(form: CodeForm): Places<CodePlace> {
  const helpers = [...form.helpers, "identifier"];
  const after = (place: CodePlace, text: string): CodePlace => {
    let now = place;
    for (let at = 0; at < text.length; ) {
      const [next, to] = step(form, now, { text, at });
      [now, at] = [next, to];
    }
    return now;
  };
  return {
    start,
    after,
    afterValue: (place, helper) =>
      helper === "identifier" ? after(place, "a") : { ...place, last: "value", token: '"' },
    both,
    own: () => form.helpers[0],
    fault: (place, helper) =>
      helper === "identifier"
        ? undefined
        : (helperFault(helper, helpers, "in a file of this type") ?? placeFault(place)),
    lost: ({ why }) => why,
    takesPartial: () => true,
  };
}

function placeFault({ mode, last, around }: CodePlace): Fault | undefined {
  const name = 'Write the value without quotes, since it has its own, or use "identifier".';
  // Code in a formatted text may end with a format, and cannot have all quotes.
  if (around.some((one) => one?.hole === "{")) return ["a value inside quotes", name];
  switch (mode) {
    case "quote":
      return ["a value inside quotes", name];
    case "comment":
      return ["a value inside a comment", "Put it where a literal may be."];
    case "regex":
      return ["a value inside a regular expression", "Put it where a literal may be."];
    case "slash":
      return [
        "a value behind a slash that may begin a regular expression",
        "Put the value on a line of its own.",
      ];
    default:
      if (mode === "lost" || last === "clean") return undefined;
      return [
        "a value directly behind a word, a quote or another value",
        `${name} Or put a space between.`,
      ];
  }
}

interface Cursor {
  readonly text: string;
  readonly at: number;
}

type Step = readonly [place: CodePlace, at: number];

function lost(what: string, advice: string): CodePlace {
  return { ...start, mode: "lost", why: [what, advice] };
}

/** Returns the place after the next part of a text, and where that ends. */
function step(form: CodeForm, place: CodePlace, cursor: Cursor): Step {
  const { text, at } = cursor;
  const { inside } = place;
  const char = text.charAt(at);
  switch (place.mode) {
    case "lost":
      return [place, text.length];
    case "quote":
      return inside === undefined ? [place, at + 1] : inQuote(place, inside, cursor);
    case "comment": {
      const { open = "", close = "", lines } = inside ?? {};
      const end = text.indexOf(close, at);
      const nested = lines === true ? text.indexOf(open, at) : -1;
      if (nested >= 0 && (end < 0 || nested < end) && open !== close)
        return [lost("a comment in a comment", "Take the inner one out."), text.length];
      if (end < 0) return [place, text.length];
      return [{ ...place, mode: "code", inside: undefined, last: "clean" }, end + close.length];
    }
    case "regex":
      if (char === "\\") return [place, at + 2];
      if (char === "\n")
        return [
          lost("a slash that begins no division and no regular expression that ends", spaced),
          at,
        ];
      if (char === "/" && place.token !== "[")
        return [{ ...place, mode: "code", last: "word", token: '"' }, at + 1];
      return [/[[\]]/.test(char) ? { ...place, token: char } : place, at + 1];
    case "slash":
      if (char === "\n") return [{ ...place, mode: "code", last: "clean" }, at];
      if (char === "`" || /^(?:\/\*|\\\n)/.test(text.slice(at, at + 2)))
        return [lost("a slash that may begin a regular expression", spaced), at];
      return [place, at + 1];
    default:
      return inCode(form, place, cursor);
  }
}

const spaced = "Name the operands before they are divided, so that the rest can be told from it.";

function inQuote(place: CodePlace, inside: Enclosure, { text, at }: Cursor): Step {
  const { close, lines, raw, hole } = inside;
  const char = text.charAt(at);
  if (char === "\\" && raw !== true) return [place, at + 2];
  if (text.startsWith(close, at))
    return [
      { ...place, mode: "code", inside: undefined, last: "word", token: '"' },
      at + close.length,
    ];
  if (hole !== undefined && text.startsWith(hole, at)) {
    if (hole === "{" && text.startsWith("{{", at)) return [place, at + 2];
    const around = [...place.around, inside];
    return [{ ...start, around }, at + hole.length];
  }
  if (char === "\n" && lines !== true)
    return [
      lost("a quote that does not end in its line", "Close it, or escape what is no quote."),
      at,
    ];
  return [place, at + 1];
}

function inCode(form: CodeForm, place: CodePlace, { text, at }: Cursor): Step {
  const { last, token, around } = place;
  const char = text.charAt(at);
  if (last === "value" && touching.test(char))
    return [lost("text directly behind a value", "Put a space or a sign between."), at];
  const comment = form.comments.find(({ open }) => text.startsWith(open, at));
  if (comment !== undefined)
    return [{ ...place, mode: "comment", inside: comment }, at + comment.open.length];
  const quote = form.quotes.find(({ open }) => text.startsWith(open, at));
  if (quote !== undefined) {
    const before = last === "word" ? token : "";
    const inside: Enclosure = {
      ...quote,
      ...(form.formatted?.test(before) ? { hole: "{" } : {}),
      ...(form.verbatim?.test(before) ? { raw: true, lines: true } : {}),
    };
    return [{ ...place, mode: "quote", inside }, at + quote.open.length];
  }
  if (char === "/" && form.hasRegex === true) return [atSlash(place, text.charAt(at + 1)), at + 1];
  if (around.length > 0 && char === "{")
    return [{ ...place, around: [...around, undefined], last: "clean", token: char }, at + 1];
  if (around.length > 0 && char === "}") {
    const outer = around.at(-1);
    const rest = { ...place, around: around.slice(0, -1), last: "clean" as const, token: char };
    return [outer === undefined ? rest : { ...rest, mode: "quote", inside: outer }, at + 1];
  }
  if (/\s/.test(char)) return [{ ...place, last: "clean" }, at + 1];
  if (touching.test(char)) {
    const goesOn = last === "word" && wordish.test(token);
    return [{ ...place, last: "word", token: goesOn ? token + char : char }, at + 1];
  }
  const doubled = (char === "+" || char === "-") && text.charAt(at - 1) === char;
  return [{ ...place, last: "clean", token: doubled ? char + char : char }, at + 1];
}

/** A slash divides what is before it, begins a regular expression, or belongs to an element. */
function atSlash(place: CodePlace, next: string): CodePlace {
  const { token } = place;
  const isElement = token === "<" || (next === ">" && !/^[=(,:]$/.test(token));
  if (isElement) {
    return lost("an element", "Put elements into a file of another type; this one is plain code.");
  }
  if (token === ")" || token === "}" || token === "++" || token === "--")
    return { ...place, mode: "slash" };
  const divides = token === "]" || (/^[\w$"]/.test(token) && !beforeRegex.test(token));
  return divides
    ? { ...place, last: "clean", token: "/" }
    : { ...place, mode: "regex", token: "/" };
}

function both(one: CodePlace, other: CodePlace): CodePlace | undefined {
  const whole = ({ mode, inside, around }: CodePlace): string =>
    JSON.stringify([mode, inside, around.map((each) => each ?? null)]);
  if (whole(one) !== whole(other)) return undefined;
  const last = [one.last, other.last];
  return {
    ...one,
    last: last.includes("value") ? "value" : last.includes("word") ? "word" : "clean",
    token: one.token === other.token ? one.token : ")",
  };
}
