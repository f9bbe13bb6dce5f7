// Waits that a server asks for: lengths of time and moments, in every form in which they are sent. Nothing here reads a clock.

import type { WaitPlace, WaitUnit } from "./facts.ts";
import { visit } from "./locate.ts";
import type { Recognition } from "./steps.ts";

/** How long to wait, until when, or both. */
export interface Wait {
  /** A length of time in seconds. */
  readonly retryAfter?: number | undefined;
  /** A moment in milliseconds since 1970. */
  readonly retryAt?: number | undefined;
}

/** Returns the longest length and the latest moment at the envelope's places and in the usual header; an unusable value hides no other. */
export function waitsIn({
  response,
  envelope,
  element,
}: Pick<Recognition, "response" | "envelope" | "element">): Wait {
  const places = envelope?.retryAfter ?? [];
  const hasUsual = places.some(({ at }) => at === usualPlace.at);
  const { allHold } = response.readers;
  let found: Wait = {};
  for (const { at, unit, when } of hasUsual ? places : [...places, usualPlace])
    visit(at, response, (value, inner) => {
      const holds =
        when === undefined || allHold?.(when, response, inner.length > 0 ? inner : element);
      const wait = holds ? waitOf(value, unit) : {};
      found = longestOf(found, wait);
      return wait.retryAfter !== undefined || wait.retryAt !== undefined;
    });
  return found;
}

const usualPlace: WaitPlace = { at: "retry-after" };

function longestOf(one: Wait, other: Wait): Wait {
  return {
    retryAfter: greatest(one.retryAfter, other.retryAfter),
    retryAt: greatest(one.retryAt, other.retryAt),
  };
}

function greatest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || (other !== undefined && other > one) ? other : one;
}

/** Returns the length or the moment that a value is: a number in a unit, a duration, a date, or several of them in one header; nothing for any other value. */
export function waitOf(value: unknown, unit?: WaitUnit): Wait {
  if (typeof value === "number") return waitOfNumber(value, unit);
  if (typeof value !== "string" || value.length > longestText) return {};
  // Repeated headers arrive joined by commas; the comma after a weekday is part of a date.
  const parts = value.match(/(?:(?:[A-Z][a-z]{2}|[A-Z][a-z]+day), ?)?[^,]+/g) ?? [];
  return parts.map((part) => waitOfText(part.trim(), unit)).reduce(longestOf, {});
}

const longestText = 1000;

function waitOfText(text: string, unit: WaitUnit | undefined): Wait {
  if (/^\d+(?:\.\d+)?$/.test(text)) return waitOfNumber(Number(text), unit);
  const seconds = durationOf(text);
  return seconds === undefined ? { retryAt: momentOf(dateOf(text)) } : { retryAfter: seconds };
}

function waitOfNumber(number: number, unit = usualUnit(number)): Wait {
  if (unit === "seconds") return { retryAfter: lengthOf(number) };
  if (unit === "milliseconds") return { retryAfter: lengthOf(number / 1000) };
  if (unit === "epoch-seconds") return { retryAt: momentOf(number * 1000) };
  return unit === "epoch-milliseconds" ? { retryAt: momentOf(number) } : {};
}

/** Returns what a number counts if nobody says so: nothing for what would be too long a wait and is no moment of this age. */
function usualUnit(number: number): WaitUnit | undefined {
  if (number < 1e9) return "seconds";
  if (number <= 1e11) return "epoch-seconds";
  return number >= 1e12 && number <= 1e14 ? "epoch-milliseconds" : undefined;
}

/** The last moment of a `Date`, in milliseconds since 1970. */
const lastMoment = 8.64e15;

/** Returns a value if it is a length of time in seconds. */
export function lengthOf(value: unknown): number | undefined {
  return typeof value === "number" && value >= 0 && value <= lastMoment / 1000 ? value : undefined;
}

/** Returns a value as whole milliseconds if it is a moment since 1970. */
export function momentOf(value: unknown): number | undefined {
  const isMoment = typeof value === "number" && value >= 0 && value <= lastMoment;
  return isMoment ? Math.ceil(value) : undefined;
}

/** Returns the milliseconds of a length in seconds; 0.07 s are 70 ms, whatever the product of the two numbers is. */
export function millisecondsOf(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e3;
}

/** Returns what a server sends for a wait at a place of an answer, in the unit of that place; nothing if a length would have to become a moment, or the reverse. */
export function sentWait(wait: Wait, at: unknown, unit?: WaitUnit): string | number | undefined {
  const seconds = lengthOf(wait.retryAfter);
  const moment = momentOf(wait.retryAt);
  switch (unit) {
    case "seconds":
      return seconds;
    case "milliseconds":
      return seconds && millisecondsOf(seconds);
    case "duration":
      return seconds === undefined ? undefined : `${Number(seconds.toFixed(3))}s`;
    case "epoch-seconds":
      return moment && Math.ceil(moment / 1000);
    case "epoch-milliseconds":
      return moment;
    case "date":
      return moment === undefined ? undefined : dateText(moment, at);
    default:
      if (at !== "retry-after") return seconds ?? moment;
      // RFC 9110 has whole seconds or a date in this header.
      if (seconds !== undefined) return Math.ceil(millisecondsOf(seconds) / 1000);
      return moment === undefined ? undefined : dateText(moment, at);
  }
}

function dateText(moment: number, at: unknown): string {
  const date = new Date(moment);
  return typeof at === "string" ? date.toUTCString() : date.toISOString();
}

const unitMs: { readonly [unit: string]: number } = {
  ...{ w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 },
  ...{ us: 1e-3, "\u00b5s": 1e-3, "\u03bcs": 1e-3, ns: 1e-6 },
};

/** Returns the seconds of a duration of Go (`1h2m3.5s`), protobuf (`3.5s`) or ISO 8601 (`PT30S`); not of months and years, which have no length. */
function durationOf(text: string): number | undefined {
  const isIso = text.startsWith("P") && isoDuration.test(text);
  const plain = isIso ? text.slice(1).replace("T", "").toLowerCase() : text;
  if (!plainDuration.test(plain)) return undefined;
  let ms = 0;
  for (const [, count, unit = ""] of plain.matchAll(/([\d.]+)([^\d.]+)/g))
    ms += Number(count) * (unitMs[unit] ?? 0);
  return lengthOf(Math.round(ms * 1e3) / 1e6);
}

const plainDuration = /^(?:\d+(?:\.\d+)?(?:[um\u00b5\u03bcn]?s|[wdhm]))+$/;
const isoDuration = /^P(?:[\d.]+W)?(?:[\d.]+D)?(?:T(?:[\d.]+H)?(?:[\d.]+M)?(?:[\d.]+S)?)?$/;

/** Returns the moment of a date that begins with a weekday or a year of four digits; other texts are no date, whatever a host makes of them. A date without a zone is in UTC, as RFC 9110 has it for the form of asctime. */
function dateOf(text: string): number {
  const isIso = /^\d{4}-\d\d-\d\d/.test(text);
  if (!isIso && !/^(?:[A-Z][a-z]{2},? |[A-Z][a-z]+day, )/.test(text)) return Number.NaN;
  const hasZone = /^.{10}$|(?:[A-Z]|[+-]\d\d:?\d\d)$/i.test(text);
  return Date.parse(hasZone ? text : `${text}${isIso ? "Z" : " GMT"}`);
}
