// What an exception says: the facts of its code, its message, and the parts that printed answers are made of.

import type { CodeFacts, DefinitionFacts, TemplateParts, WireCode } from "./facts.ts";
import { child } from "./read.ts";

/** What an answer is made of, besides its message and what only the caller knows. */
export interface Answered {
  readonly wireCode: WireCode | undefined;
  readonly requestId: string | undefined;
  readonly docsUrl: string | undefined;
  readonly retryAfter: string | number | undefined;
  readonly params: object;
}

/** Gives the body of an answer; `fields` holds what only the caller knows, at the same places as the body. */
export type AnswerBody = (error: Answered, message: string, fields: unknown) => unknown;

/** Gives the header fields of an answer beside its content type; what is neither text nor a number is left out. */
export type AnswerHeaders = (
  error: Answered,
  message: string,
) => { readonly [name: string]: unknown };

/** An answer as any server framework takes it apart: status, header fields in lower case, and the body as a value. */
export interface ErrorAnswer<Body> {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: Body;
}

/** The header fields of an envelope that says nothing of headers. */
export const usualHeaders: AnswerHeaders = ({ retryAfter }) => ({ "retry-after": retryAfter });

/** Gives header fields as they are sent. */
export function headerFields(values: { readonly [name: string]: unknown }): {
  [name: string]: string;
} {
  const headers: { [name: string]: string } = { "content-type": "application/json" };
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === "string" || typeof value === "number") headers[name] = headerValue(value);
  }
  return headers;
}

/** Header fields hold visible ASCII (RFC 9110); anything else is percent-encoded. */
export function headerValue(value: string | number): string {
  return String(value).replace(/[^\x20-\x7e]/gu, (char) => {
    try {
      return encodeURIComponent(char);
    } catch {
      return "%EF%BF%BD";
    }
  });
}

/** Gives an object without the members that are undefined, or `undefined` where no other is left. */
export function known(object: object): object | undefined {
  const members = Object.entries(object).filter(([, value]) => value !== undefined);
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

/** Gives those of the params that may be shown, or `undefined` where there are none. */
export function safeParams({ safe }: DefinitionFacts, params: object): object | undefined {
  if (safe === undefined) return undefined;
  return known(Object.fromEntries(safe.map((name) => [name, child(params, name)])));
}

/** Gives the facts of one code of a definition: of the given one, or of the first. */
export function factsOfCode({ codes }: DefinitionFacts, code: WireCode | undefined): CodeFacts {
  return codes.find((one) => one.code === code) ?? codes[0];
}

/** Gives the message that follows from the catalog: the summary of the code, or the definition's template with the params filled in. */
export function messageOf(
  { message = [] }: DefinitionFacts,
  { summary }: CodeFacts,
  params: object | undefined,
): string {
  return summary ?? fillTemplate(message, params);
}

/** Gives a message from its template; holes that `values` does not fill stay as `{name}`, or `…` without a name. */
export function fillTemplate(parts: TemplateParts, values: object | undefined): string {
  let text = "";
  parts.forEach((part, i) => {
    text += i % 2 === 0 ? part : hole(part, values);
  });
  return text;
}

function hole(name: string, values: object | undefined): string | number {
  if (name === "") return "…";
  const value = child(values, name);
  return typeof value === "string" || typeof value === "number" ? value : `{${name}}`;
}
