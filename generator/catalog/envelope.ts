// Envelopes as written in a catalog, and their resolved forms.

import type { EnvelopeDocument } from "../schema/document.ts";
import { completeBody } from "./body.ts";
import type { CodeType, Envelope } from "./catalog.ts";
import { parseConditions, parseLocators } from "./locator.ts";
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
    retryAfter: parseLocators(envelope.retryAfter),
    when: parseConditions(envelope.when),
  };
  const { body: written, description } = envelope;
  const body = completeBody(written, located, codeType);
  const mediaType = envelope.mediaType ?? mediaTypesIn(located.when)?.[0] ?? usualMediaType;
  return {
    name,
    ...located,
    mediaType,
    body,
    ...(description === undefined ? {} : { description }),
  };
}
