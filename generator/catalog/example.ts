// Examples as written in a catalog, and their resolved forms.

import { buildAnswer } from "../../runtime/answers.ts";
import { statusOfKind } from "../../runtime/statuses.ts";
import type { ExampleDocument } from "../schema/document.ts";
import type { Definition, Example, Json } from "./catalog.ts";
import { constantSlots } from "./definition-answer.ts";
import { compareText } from "./locator.ts";
import { contentType, usualMediaType } from "./media-types.ts";
import { docsLink } from "./names.ts";
import { placeOf } from "./places.ts";
import { cited, type Scope } from "./scope.ts";

/** Returns an example with everything that follows from its definition. */
export function resolveExample(
  example: ExampleDocument,
  definition: Omit<Definition, "examples">,
  scope: Scope,
): Example {
  const envelope = example.envelope ?? definition.envelopes[0] ?? scope.envelope;
  const literal = example.code ?? definition.codes[0]?.literal ?? "";
  const code = definition.codes.find((one) => one.text === String(literal));
  const sources =
    example.source === undefined
      ? (code?.sources ?? definition.sources).slice(0, 1)
      : cited(example.source, scope);
  // An example of another page than the definition's first links as that page does.
  const rule = example.source === undefined ? undefined : sources[0]?.docsUrl;
  const docsUrl =
    rule === undefined || code === undefined
      ? (code?.docsUrl ?? definition.docsUrl)
      : docsLink(rule, { text: code.text, name: definition.name });
  const mediaType = scope.mediaTypes.get(envelope) ?? usualMediaType;
  const headers = {
    ...(mediaType === usualMediaType ? {} : { [contentType]: mediaType }),
    ...Object.fromEntries(
      Object.entries(example.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    ),
  };
  const status = example.status ?? (code?.statuses ?? definition.statuses)[0];
  const known = {
    code: literal,
    message: example.message ?? "",
    docsUrl,
    status: status ?? statusOfKind(definition.kind),
    title: code?.title,
    summary: code?.summary,
    place: code?.at && { at: placeOf(code.at), from: "code" as const },
    params: {},
  };
  const samples = scope.answers[envelope]?.samples ?? [];
  const own = envelope === definition.envelopes[0] ? constantSlots(definition) : [];
  const { body = buildAnswer([...samples, ...own], known).body } = example;
  return {
    title: example.title,
    status,
    headers: Object.fromEntries(Object.entries(headers).sort(([a], [b]) => compareText(a, b))),
    body: body as Json,
    envelope,
    code: literal,
    message: example.message,
    scope: example.scope ?? definition.scopes[0],
    operation: example.operation ?? definition.operations[0],
    sources,
  };
}
