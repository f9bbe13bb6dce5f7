// The media types of bodies.

import type { Condition, Envelope } from "./catalog.ts";
import { constantsAt } from "./places.ts";

/** The name of the header that has the media type of a body. */
export const contentType = "content-type";

/** The media type of an envelope that says nothing else. */
export const usualMediaType = "application/json";

/** Returns the media type that a header's value has before its parameters. */
export function mediaTypeOf(header: string): string {
  return (header.split(";")[0] ?? "").trim().toLowerCase();
}

/** Returns the media types that conditions allow, or `undefined` if they allow any. */
export function mediaTypesIn(conditions: readonly Condition[]): readonly string[] | undefined {
  return constantsAt(contentType, conditions)?.map((one) => mediaTypeOf(String(one)));
}

/** Returns the media types of some envelopes, each once. */
export function mediaTypesOf(envelopes: readonly Envelope[]): readonly string[] {
  return [...new Set(envelopes.map(({ mediaType }) => mediaType))];
}
