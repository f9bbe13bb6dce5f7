// Envelopes as written in a catalog, and their resolved forms.

import type { EnvelopeDocument } from "../schema/document.ts";
import { completeBody, filledFields, typedFields } from "./body.ts";
import type { CodeType, Envelope } from "./catalog.ts";
import { taggedOf } from "./extension-keys.ts";
import { parseConditions, parseLocators, parseWaits } from "./locator.ts";
import { mediaTypesIn, usualMediaType } from "./media-types.ts";

/** Returns an envelope with its schema completed and its media type decided. */
export function resolveEnvelope(
  name: string,
  envelope: EnvelopeDocument,
  codeType: CodeType,
): Envelope {
  const located = {
    code: parseLocators(envelope.code),
    message: parseLocators(envelope.message),
    requestId: parseLocators(envelope.requestId),
    docsUrl: parseLocators(envelope.docsUrl),
    retryAfter: parseWaits(envelope.retryAfter),
    when: parseConditions(envelope.when),
  };
  const { body: written, description } = envelope;
  const typed = written && typedFields(written, codeType);
  const body = completeBody(typed, located, codeType);
  const mediaType = envelope.mediaType ?? mediaTypesIn(located.when)?.[0] ?? usualMediaType;
  return {
    name,
    ...located,
    filled: filledFields(written),
    success: parseConditions(envelope.success),
    mediaType,
    body,
    ...taggedOf(envelope),
    ...(description === undefined ? {} : { description }),
  };
}
