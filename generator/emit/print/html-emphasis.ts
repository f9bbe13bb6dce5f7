// Emphasis: which stars, underscores and tildes of a line are markup, as CommonMark and GitHub pair them.

import type { Piece } from "../../text/markdown-pieces.ts";

/** Printed text, or one sign of emphasis with its place in the source. */
export type Part = { readonly text: string } | (Piece & { readonly kind: "mark" });

/** A run of equal signs, of which some are left when others have become tags. */
interface Run {
  readonly sign: string;
  readonly length: number;
  readonly opens: boolean;
  readonly closes: boolean;
  left: number;
  /** What it has opened and closed, as tags in the order of the text. */
  opened: string;
  closed: string;
}

/** Joins the parts of a line, with elements for the signs that pair. */
export function emphasised(source: string, parts: readonly Part[]): string {
  const items = runsOf(source, parts);
  const open: Run[] = [];
  for (const item of items) {
    if (typeof item === "string") continue;
    if (item.closes) pair(item, open);
    if (item.opens && item.left > 0) open.push(item);
  }
  return items
    .map((item) =>
      typeof item === "string" ? item : item.closed + item.sign.repeat(item.left) + item.opened,
    )
    .join("");
}

function runsOf(source: string, parts: readonly Part[]): readonly (string | Run)[] {
  const items: (string | Run)[] = [];
  for (let at = 0; at < parts.length; ) {
    const first = parts[at];
    if (first === undefined) break;
    at++;
    if ("kind" in first) {
      let { end } = first;
      for (let next = parts[at]; next !== undefined && "kind" in next; next = parts[at]) {
        if (next.text !== first.text || next.start !== end) break;
        end = next.end;
        at++;
      }
      items.push(runOf(source, first.start, end));
    } else items.push(first.text);
  }
  return items;
}

function runOf(source: string, start: number, end: number): Run {
  const sign = source.charAt(start);
  const [before, after] = [charBefore(source, start), charAfter(source, end)];
  const left =
    !isSpace(after) && (!isPunctuation(after) || isSpace(before) || isPunctuation(before));
  const right =
    !isSpace(before) && (!isPunctuation(before) || isSpace(after) || isPunctuation(after));
  const isWord = sign === "_";
  return {
    sign,
    length: end - start,
    opens: left && (!isWord || !right || isPunctuation(before)),
    closes: right && (!isWord || !left || isPunctuation(after)),
    left: end - start,
    opened: "",
    closed: "",
  };
}

function charBefore(source: string, at: number): string {
  return /.$/su.exec(source.slice(Math.max(0, at - 2), at))?.[0] ?? "";
}

function charAfter(source: string, at: number): string {
  return /^./su.exec(source.slice(at, at + 2))?.[0] ?? "";
}

function isSpace(char: string): boolean {
  return char === "" || /\s/.test(char);
}

function isPunctuation(char: string): boolean {
  return /[\p{P}\p{S}]/u.test(char);
}

/** How many runs that are open are looked at for the one that a run closes: more than anybody writes. */
const mostOpen = 50;

/** Closes what a run can, from the inside; what was opened between the two closes nothing any more. */
function pair(closer: Run, open: Run[]): void {
  for (let at = open.length - 1; at >= Math.max(0, open.length - mostOpen); at--) {
    const opener = open[at];
    if (opener === undefined || closer.left === 0) return;
    if (!fits(opener, closer)) continue;
    while (opener.left > 0 && closer.left > 0) {
      const count = closer.sign === "~" ? closer.left : Math.min(2, opener.left, closer.left);
      const tag = closer.sign === "~" ? "del" : count === 2 ? "strong" : "em";
      opener.left -= count;
      closer.left -= count;
      opener.opened = `<${tag}>${opener.opened}`;
      closer.closed += `</${tag}>`;
    }
    open.length = opener.left > 0 ? at + 1 : at;
  }
}

function fits(opener: Run, closer: Run): boolean {
  if (opener.sign !== closer.sign) return false;
  if (opener.sign === "~") return opener.left === closer.left && closer.left <= 2;
  const isEither = opener.closes || closer.opens;
  const sum = opener.length + closer.length;
  return !isEither || sum % 3 !== 0 || opener.length % 3 === 0;
}
