// Codes in texts that people write: in cells and headings, alone or several in a row.

import { lineOf } from "./error-texts.ts";
import type { FoundCode } from "./finding.ts";

/** Words for a code that is still to be chosen. */
const placeholder = /^(?:tb[acd]|todo|n\/?a)$/i;

const number = /^-?\d{1,15}$/;
const word =
  /^[A-Za-z][A-Za-z0-9]*(?:[._-][A-Za-z0-9]+)+$|^[A-Z][A-Z0-9]{2,}$|^[A-Z]{1,4}-?\d{2,}$|^[a-z]+[A-Z][A-Za-z0-9]*$|^[A-Z][a-z]+(?:[A-Z][a-z0-9]+)+$/;

/** Returns the codes of a cell, in which any word may be one; none if it holds anything else. */
export function wordsOrCodesIn(cell: string): readonly FoundCode[] {
  return split(cell, (part) => isCodeText(part) || /^[A-Za-z][\w.:-]*$/.test(part));
}

/** Returns the codes of a cell; none if it holds anything that does not look like one. */
export function codesIn(cell: string): readonly FoundCode[] {
  return split(cell, isCodeText);
}

/** What a cell has behind a code that should no longer be relied on. */
export const deprecatedSign =
  /(?:\s*[(（[【]\s*|\s+)(?:deprecated|obsolete|已?废弃|已?弃用)\s*[)）\]】]?\s*$/i;

function split(cell: string, isCode: (part: string) => boolean): readonly FoundCode[] {
  const line = lineOf(cell.replace(/\n/g, ", ")).replace(deprecatedSign, "");
  if (placeholder.test(line)) return [];
  const parts = line
    .split(/\s*[,，、;；|]\s*|\s+(?:or|and|\/|或|和)\s+|\s*\/\s*(?=-?[\dA-Z])/)
    .filter((part) => part !== "");
  const codes = parts.map((part) => part.replace(/^["'“”`]|["'“”`]$/g, ""));
  return codes.length > 0 && codes.every(isCode) ? codes.map(literalOf) : [];
}

/** Returns whether a text is a code by its looks. */
export function isCodeText(text: string): boolean {
  return (number.test(text) && !/^-?0\d/.test(text)) || /^0\d{2,}$/.test(text) || word.test(text);
}

/** Returns whether a code says that nothing went wrong, which no text beside it denies. */
export function isSuccess(code: FoundCode, { name = "", text = "" }: Beside): boolean {
  const says = (form: RegExp) => [name, text].some((one) => form.test(one));
  return (
    /^(?:0+|200|ok|success)$/i.test(String(code)) &&
    (/^(?:ok|success)$/i.test(String(code)) ||
      says(/^(?:ok|success\w*|成功|操作成功|请求成功)[.。!]?$/i))
  );
}

/** What stands beside a code. */
interface Beside {
  readonly name?: string | undefined;
  readonly text?: string | undefined;
}

/** Returns a code as it travels, as far as its looks say: an integer or a text. */
export function literalOf(text: string): FoundCode {
  const isNumber =
    /^-?(?:0|[1-9]\d*)$/.test(text) && Number.isSafeInteger(Number(text)) && text !== "-0";
  return isNumber ? Number(text) : text;
}

/** A heading that begins with a code, or ends with one. */
export interface CodeHeading {
  readonly codes: readonly FoundCode[];
  /** The rest of the heading. */
  readonly title: string | undefined;
  readonly scopes: readonly string[];
  readonly statuses: readonly number[];
  /** True if nothing but a code can be meant. */
  readonly isSure: boolean;
}

/** Returns the code of a heading, or `undefined` if it has none. */
export function codeHeading(heading: string): CodeHeading | undefined {
  const isMarked = /^\s*[`*]*`/.test(heading);
  if (!isMarked && standard.test(heading)) return undefined;
  const line = lineOf(heading).replace(/^\d+(?:\.\d+)+\.?\s+/, "");
  const status =
    /[([（]\s*(?:HTTP\s*)?([45]\d\d)\b[^)\]）]*[)\]）]\s*$|\s[-–—]\s*HTTP\s*([45]\d\d)$/i.exec(
      line,
    );
  const bare = status === null ? line : line.slice(0, status.index).trim();
  const scoped = /\s*[(（]([^()（）]+)[)）]\s*$/.exec(bare);
  const scopes = scoped === null ? [] : scopesIn(scoped[1] ?? "");
  const text = (scopes.length > 0 && scoped !== null ? bare.slice(0, scoped.index) : bare).trim();
  const statuses = [status?.[1] ?? status?.[2]].flatMap((one) =>
    one === undefined ? [] : [Number(one)],
  );
  const own = (
    codes: readonly FoundCode[],
    title: string | undefined,
    isSure: boolean,
  ): CodeHeading => ({
    codes,
    title: title?.trim() === "" ? undefined : title?.trim(),
    scopes,
    statuses,
    isSure,
  });
  const [, led, only = ""] = /^(?:HTTP\s*)?([45]\d\d)(?:\s*[-–—:]\s*|\s+)(\S+)$/i.exec(text) ?? [];
  if (led !== undefined && /[a-z][._]|[._][a-z]/i.test(only) && codesIn(only).length === 1)
    return { ...own(codesIn(only), undefined, true), statuses: [Number(led)] };
  const whole = isMarked ? wordsOrCodesIn(text) : codesIn(text);
  if (whole.length > 0) return own(whole, undefined, isMarked || /[_\d]/.test(text));
  const [, lead, rest] =
    /^(?:(?:error|err|code|错误码?|错误代码)(?:\s+code)?\s*[:：#]?\s*)?[[【]?(-?\d{1,9}(?:\s*[,/、]\s*-?\d{1,9})*|[A-Za-z][A-Za-z0-9]*(?:[_.][A-Za-z0-9]+)+|[A-Z]{1,4}-?\d{2,})[\]】]?\s*(?:[:：.\-–—]\s*|\s)\s*(\S.*)$/i.exec(
      text,
    ) ?? [];
  const codes = lead === undefined ? [] : codesIn(lead);
  const [, sign = ""] = /^[^\s:：–—]+?\]?(\s*[:：–—]|\s+-)\s/.exec(text) ?? [];
  const isNamed = codes.every(
    (code) => /[A-Za-z]/.test(String(code)) && /[_\d]/.test(String(code)),
  );
  const isSure = isNamed && (isMarked || sign !== "");
  return codes.length > 0 ? own(codes, rest, isSure) : undefined;
}

/** What looks like a code and names a standard, a version or a change. */
const standard = /^\s*(?:RFC|ISO|IEEE|UTF|SHA|AES|TLS|PR)[-_ ]?\d/;

/** Returns the scopes in brackets at the end of a heading: few words that begin with capitals. */
function scopesIn(text: string): readonly string[] {
  const parts = text
    .replace(/\s+only$/i, "")
    .split(/\s*(?:,|、|&|\/|\band\b|和)\s*/)
    .filter((part) => part !== "");
  return parts.length > 0 &&
    parts.length < 5 &&
    parts.every((part) => /^[A-Z\p{Lo}][\p{L}\d ]{1,30}$/u.test(part) && part.split(" ").length < 4)
    ? parts
    : [];
}

/** Returns the HTTP status that a heading is about, if it is about one. */
export function statusHeading(heading: string): number | undefined {
  const found =
    /^(?:(?:HTTP|status)(?:\s+(?:status|code))*\s*[:：]?\s*)([1-5]\d\d)\b|^([45]\d\d)\s+[A-Z]/i.exec(
      lineOf(heading),
    );
  const status = found?.[1] ?? found?.[2];
  return status === undefined ? undefined : Number(status);
}
