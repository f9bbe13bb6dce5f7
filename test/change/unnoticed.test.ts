// Whatever changes an output for readers is a change, of at least the smallest step.

import { expect, test } from "vitest";
import { compareFacts } from "../../generator/change/compare.ts";
import { factsOf } from "../../generator/change/facts.ts";
import { compile } from "../helpers.ts";

const catalog = `id: pay
title: Pay
version: 1.0.0
prefix: Pay
codeType: mixed
docsUrl: https://example.com/{code}
sources:
  api: { title: The API, url: https://example.com/api }
schemas:
  Reason: { type: string, description: Why it was lost. }
envelopes:
  Standard:
    code: /code
    message: /message
    body: { properties: { type: { type: string, description: The family. } } }
definitions:
  Declined:
    code: [declined, { code: stolen, summary: The card was stolen., docsUrl: "https://example.com/cards" }]
    kind: declined
    summary: The card was declined.
    source: api
    params:
      reason: { $ref: "#/schemas/Reason", at: /reason, optional: true }
      trace: { type: string, description: For support., at: /trace, optional: true }
    examples:
      - { title: A lost card, message: No., headers: { x-trace: a } }
`;

test.each([
  [
    "the link of a code",
    "example.com/cards",
    "example.com/cards/stolen",
    'link of the code "stolen" of "Declined"',
  ],
  ["the title of an example", "A lost card", "A stolen card", 'examples of "Declined"'],
  ["a header of an example", "x-trace: a", "x-trace: b", 'examples of "Declined"'],
  [
    "the pattern of a param",
    "For support.,",
    'For support., pattern: "^t-",',
    'documentation of the param "trace" of "Declined"',
  ],
  [
    "the format of a param",
    "For support.,",
    "For support., format: uuid,",
    'documentation of the param "trace" of "Declined"',
  ],
  [
    "the text of a param",
    "For support.,",
    "For our support.,",
    'documentation of the param "trace" of "Declined"',
  ],
  [
    "the text of a schema",
    "Why it was lost.",
    "Why it is gone.",
    "notes on the schemas of the catalog",
  ],
  [
    "the pattern of a schema",
    "Why it was lost.",
    'Why it was lost., pattern: "^[a-z]+$"',
    "notes on the schemas of the catalog",
  ],
  [
    "the text of a field",
    "The family.",
    "The family of errors.",
    'notes on the body of the envelope "Standard"',
  ],
  ["the title of a source", "The API", "Our API", "sources of the catalog"],
  ["the address of a source", "com/api }", "com/rest }", "sources of the catalog"],
])("%s is a change for readers", async (_, from, to, what) => {
  expect(catalog.split(from)).toHaveLength(2);
  const [old, now] = await Promise.all([compile(catalog), compile(catalog.replace(from, to))]);
  const changed = [...now.files].filter(([path, text]) => old.files.get(path) !== text);
  expect(changed.map(([path]) => path)).toContain("errors.md");
  const changes = compareFacts(factsOf(old.catalog), factsOf(now.catalog));
  expect(changes.map(({ kind, step, message }) => [kind, step, message])).toEqual([
    ["text-changed", "patch", `The ${what} changed.`],
  ]);
});
