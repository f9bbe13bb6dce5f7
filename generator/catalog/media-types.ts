// The media types of bodies.

import { mediaTypeOf } from "../../runtime/locate.ts";
import type { Condition, Envelope, Locator } from "./catalog.ts";
import { constantsAt } from "./places.ts";

/** The name of the header that has the media type of a body. */
export const contentType = "content-type";

/** The media type of an envelope that says nothing else. */
export const usualMediaType = "application/json";

/** Returns constants as they are compared at a place: media types without their parameters, and anything else as it is. */
export function comparedConstants(at: Locator, equals: Condition["equals"]): Condition["equals"] {
  if (at.kind !== "header" || at.name !== contentType) return equals;
  return equals && [...new Set(equals.map((one) => mediaTypeOf(String(one))))];
}

/** Returns the media types that conditions allow, or `undefined` if they allow any. */
export function mediaTypesIn(conditions: readonly Condition[]): readonly string[] | undefined {
  return constantsAt(contentType, conditions)?.map((one) => mediaTypeOf(String(one)));
}

/** Returns the media types of some envelopes, each once. */
export function mediaTypesOf(envelopes: readonly Envelope[]): readonly string[] {
  return [...new Set(envelopes.map(({ mediaType }) => mediaType))];
}
