// The places of Markdown that holes of a template are in: text, code, links, and the HTML between them.

import { holeFault, type MarkupPlace, pageStart, placeAfter, placeAfterBoth } from "./markup.ts";
import { type Fault, helperFault, type Places } from "./places.ts";

/** A place in Markdown. */
export interface MarkdownPlace {
  readonly kind: "text" | "span" | "fence" | "target" | "html" | "lost";
  /** The line so far. */
  readonly line: string;
  /** The place in HTML. */
  readonly html: MarkupPlace;
  /** True if a comment began a line, so that blank lines do not end it. */
  readonly isBlock: boolean;
  /** A code span so far. */
  readonly span: string;
  /** What opened a block of code. */
  readonly fence: Fence;
  readonly why?: Fault;
}

interface Fence {
  readonly mark: string;
  readonly indent: number;
  readonly quoted: boolean;
}

const start: MarkdownPlace = {
  kind: "text",
  line: "",
  html: pageStart,
  isBlock: false,
  span: "",
  fence: { mark: "", indent: 0, quoted: false },
};

const textHelpers = ["markdown", "cell", "code", "identifier"];
const blockHelpers = ["json", "yaml", "typescript", "python", "identifier"];

/** The places of Markdown. */
export const markdownPlaces: Places<MarkdownPlace> = {
  start,
  after,
  afterValue: (given) => {
    const place = settled(given);
    return { ...place, line: `${place.line}x`, span: place.span === "" ? "" : `${place.span}x` };
  },
  both: (one, other) => {
    const html = placeAfterBoth(one.html, other.html);
    const whole = ({ kind, fence, span, isBlock }: MarkdownPlace): string =>
      JSON.stringify([kind, fence, span, isBlock]);
    const [a, b] = [settled(one), settled(other)];
    if (html === undefined || whole(a) !== whole(b)) return undefined;
    return { ...a, html, line: a.line === b.line ? a.line : "x" };
  },
  own: (given) => {
    const { kind } = settled(given);
    return kind === "text" ? "markdown" : kind === "html" ? "attribute" : undefined;
  },
  fault: (place, helper) => placeFault(settled(place), helper),
  lost: ({ why }) => why,
  takesPartial: (place) => settled(place).kind === "text",
};

/** Begins the definition of a link; of a footnote it would be text. */
const definition = /^[ \t>]*(?:(?:[-+*]|\d+[.)]) +)*\[(?!\^)[^\]]*\]:/;

function placeFault({ kind, line, html, fence }: MarkdownPlace, helper: string): Fault | undefined {
  switch (kind) {
    case "text":
      if (definition.test(line) && helper !== "identifier") return leads;
      if (helper === "code" && line.endsWith("`"))
        return ["code directly behind a backtick", "Put a space between."];
      return helperFault(helper, textHelpers, "in the text of Markdown");
    case "target":
      return helper === "identifier" ? undefined : leads;
    case "span":
      if (helper === "identifier") return undefined;
      return ["a value inside backticks", 'Write the helper "code" instead of the backticks.'];
    case "fence":
      if (fence.indent > 3)
        return ["a value in a block of code that is indented by four or more", "Indent it less."];
      return helperFault(helper, blockHelpers, "in a block of code");
    case "html":
      if (html.mode !== "value" || helper === "attribute" || helper === "identifier")
        return holeFault(html);
      return [`"${helper}" in an attribute`, "Name no helper."];
    default:
      return undefined;
  }
}

const leads: Fault = [
  "a value in the destination or title of a link, which may lead anywhere",
  "Put the URL into text.",
];

function after(place: MarkdownPlace, text: string): MarkdownPlace {
  let now = place;
  for (const char of text) {
    const then = char === "\n" ? atEnd(now) : next(now, char);
    now = { ...then, line: char === "\n" ? "" : now.line + char };
  }
  return now;
}

/** A code span has ended if it ends with as many backticks as it began with. */
function settled(place: MarkdownPlace): MarkdownPlace {
  const { kind, span } = place;
  if (kind !== "span") return place;
  let [open, close] = [0, 0];
  while (span.charAt(open) === "`") open++;
  while (span.charAt(span.length - 1 - close) === "`") close++;
  return open < span.length && open === close ? { ...place, kind: "text", span: "" } : place;
}

function next(given: MarkdownPlace, char: string): MarkdownPlace {
  const { kind, span, html } = given;
  if (kind === "span" && char === "`") return { ...given, span: span + char };
  const place = settled(given);
  switch (place.kind) {
    case "text":
      return inText(place, char);
    case "span":
      return { ...place, span: span + char };
    case "target":
      if (char === ")") return { ...place, kind: "text" };
      return char === "`" || char === "<" ? inText({ ...place, kind: "text" }, char) : place;
    case "fence":
      return place.fence.indent > 3 && char === "<"
        ? lost(place, "HTML in an indented block of code")
        : place;
    case "html": {
      const then = placeAfter(html, char);
      if (then.mode !== "text") return { ...place, html: then };
      const text: MarkdownPlace = { ...place, kind: "text", html: pageStart };
      return html.mode === "opening" && html.element === "" ? inText(text, char) : text;
    }
    default:
      return place;
  }
}

function inText(place: MarkdownPlace, char: string): MarkdownPlace {
  const { line } = place;
  const slashes = /\\*$/.exec(line)?.[0].length ?? 0;
  if (slashes % 2 === 1) return place;
  if (char === "`") return { ...place, kind: "span", span: char };
  if (char === "<")
    return {
      ...place,
      kind: "html",
      html: placeAfter(pageStart, char),
      isBlock: line.trim() === "",
    };
  return char === "(" && line.endsWith("]") ? { ...place, kind: "target" } : place;
}

const fenceLine = /^((?:[ \t>]|(?:[-+*]|\d{1,9}[.)]) )*)(`{3,}(?=[^`]*$)|~{3,})/;

/** Returns the place after the end of a line. */
function atEnd(given: MarkdownPlace): MarkdownPlace {
  const { line, fence, html } = given;
  const isBlank = line.trim() === "";
  if (given.kind === "fence") {
    const end = /^[ \t>]*(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1] ?? "";
    if (end.startsWith(fence.mark)) return { ...given, kind: "text" };
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    const isOut = fence.quoted ? !/^\s*>/.test(line) : indent < fence.indent && !isBlank;
    return isOut ? lost(given, "a block of code that a line may have ended") : given;
  }
  const place = settled(given);
  if (place.kind === "html") {
    const ends = isBlank && html.mode !== "raw" && !(html.mode === "comment" && place.isBlock);
    return ends
      ? lost(place, "a blank line in a tag or a comment")
      : { ...place, html: placeAfter(html, "\n") };
  }
  if (place.kind === "lost") return place;
  const [, before = "", mark] = fenceLine.exec(line) ?? [];
  if (mark === undefined && !isBlank)
    return place.kind === "span" ? { ...place, span: `${place.span}\n` } : place;
  // A span that nothing ends was none, and what it began with is text.
  const isOwn = place.span.startsWith("```") && !place.span.includes("\n");
  const rest =
    place.kind === "span" && !isOwn ? reread(place) : { ...place, kind: "text" as const, span: "" };
  if (mark === undefined) return rest;
  if (rest.kind !== "text") return lost(place, "a block of code in a tag");
  const opened = { mark, indent: before.length, quoted: before.includes(">") };
  return { ...rest, kind: "fence", span: "", fence: opened };
}

/** Reads what began as a code span as text. */
function reread(place: MarkdownPlace): MarkdownPlace {
  const run = /^`*/.exec(place.span)?.[0].length ?? 0;
  const read = after({ ...place, kind: "text", span: "", line: "x" }, place.span.slice(run));
  return read.kind === "span" ? reread(read) : read;
}

function lost(place: MarkdownPlace, what: string): MarkdownPlace {
  return {
    ...place,
    kind: "lost",
    why: [what, "Change it so that every reader takes it for the same."],
  };
}
