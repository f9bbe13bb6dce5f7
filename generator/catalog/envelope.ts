// Envelopes as written in a catalog, and their resolved forms.

import type { EnvelopeDocument } from "../schema/document.ts";
import { completeBody, filledFields, typedFields } from "./body.ts";
import type { Envelope } from "./catalog.ts";
import type { AnswerScope } from "./envelope-answer.ts";
import { taggedOf } from "./extension-keys.ts";
import {
  locatorReader,
  parseConditions,
  parseLocators,
  parseWaits,
  type ReadLocator,
} from "./locator.ts";
import { mediaTypesIn, usualMediaType } from "./media-types.ts";

/** Returns an envelope with its schema completed and its media type decided, and what resolves locators into its bodies. */
export function resolveEnvelope(
  name: string,
  envelope: EnvelopeDocument,
  { codeType, shared }: AnswerScope,
): { readonly envelope: Envelope; readonly read: ReadLocator } {
  const { body: written, description } = envelope;
  const typed = written && typedFields(written, codeType);
  const read = locatorReader(typed, shared);
  const located = {
    code: parseLocators(envelope.code, read),
    message: parseLocators(envelope.message, read),
    requestId: parseLocators(envelope.requestId, read),
    docsUrl: parseLocators(envelope.docsUrl, read),
    retryAfter: parseWaits(envelope.retryAfter, read),
    when: parseConditions(envelope.when, read),
  };
  const body = completeBody(typed, located, codeType);
  const mediaType = envelope.mediaType ?? mediaTypesIn(located.when)?.[0] ?? usualMediaType;
  const resolved = {
    name,
    ...located,
    filled: filledFields(written),
    success: parseConditions(envelope.success, read),
    mediaType,
    body,
    ...taggedOf(envelope),
    ...(description === undefined ? {} : { description }),
  };
  return { envelope: resolved, read };
}
