// What people write that the format calls otherwise is answered with the right words.

import { describe, expect, test } from "vitest";
import { loadCatalog } from "../../generator/rules/load.ts";

async function answer(fragment: string): Promise<readonly string[]> {
  const text = `id: t
title: T
version: 1.0.0
prefix: T
codeType: mixed
envelopes: { E: { code: /code, message: /msg } }
${fragment}`;
  const { diagnostics } = await loadCatalog({ path: "catalog/t.yaml", text });
  return diagnostics.map(({ code, message, help }) => `${code} ${message} ${help}`);
}

/** A definition with one more line. */
function lined(line: string): string {
  return `definitions: { Bad: { code: 1, kind: internal, summary: S., ${line} } }\n`;
}

/** One with another kind. */
function ofKind(kind: string): string {
  return `definitions: { Bad: { code: 1, kind: ${kind}, summary: S. } }\n`;
}

describe("one diagnostic each, with what was meant", () => {
  test.each([
    ["retryable: true", 'Did you mean "retry" (never, after-fix or after-backoff)?'],
    ["retry-able: true", 'Did you mean "retry" (never, after-fix or after-backoff)?'],
    ["replacedBy: Other", 'Did you mean "deprecated" ({ since, reason, use })?'],
    ["httpStatus: 400", 'Did you mean "status"?'],
    ["http_status: 400", 'Did you mean "status"?'],
    ["http: 400", 'Did you mean "status"?'],
    ["statusCode: 400", 'Did you mean "status"?'],
    ["msg: M", 'Did you mean "message"?'],
    ["category: c", 'Did you mean "kind"?'],
    ["type: c", 'Did you mean "kind"?'],
    ["docs: c", 'Did you mean "docsUrl"?'],
    ["url: c", 'Did you mean "docsUrl"?'],
    ["example: c", 'Did you mean "examples" (a list of responses)?'],
    ["cause: c", 'Did you mean "causes"?'],
    ["fix: c", 'Did you mean "resolution"?'],
    ["deprecated: { since: 1.0.0, reason: R., replacedBy: Other }", 'Did you mean "use"?'],
    ["params: { a: { type: string, path: /a } }", 'Did you mean "at"?'],
    ["params: { a: { type: int } }", 'has the unknown type "int" (did you mean "integer"?)'],
    ["params: { a: { type: str } }", '(did you mean "string"?)'],
    ["params: { a: { type: wat } }", "(use string, number, integer,"],
    ["params: { a: { type: string, required: true } }", 'unless it has "optional: true"'],
    ["deprecated: true", 'Write, for example, deprecated: { since: "1.2.0", reason: "'],
    ["params: true", 'Write, for example, params: { field: { type: "string", safe: true, '],
    ["match: EVM", 'Write, for example, match: { scope: "EVM" }.'],
    ["retry: true", 'Did you mean "after-backoff"?'],
    ["retry: false", 'Did you mean "after-fix" or "never"?'],
    ["effect: maybe", 'Did you mean "unknown"?'],
    ["effect: safe", 'Did you mean "none"?'],
    ["params: { a: { type: string, at: $.error.code } }", 'Write "/error/code".'],
    ["params: { a: { type: string, at: error.field_1 } }", 'Write "/error/field_1".'],
    ["params: { a: { type: string, at: 'errors[*].code' } }", 'Write "/errors/*/code".'],
    ["params: { a: { type: string, at: \"$['errors'][0].code\" } }", 'Write "/errors/0/code".'],
    ["params: { a: { type: string, at: '#/error/code' } }", 'Write "/error/code".'],
    ["params: { a: { type: string, at: error/code } }", 'Write "/error/code".'],
    ["params: { a: { type: string, at: headers.X-Field } }", 'Write "header:x-field".'],
    ["match: { body: { $.type: a } }", 'Write "/type".'],
    ["envelope: rest_body", 'Write "RestBody".'],
    ["since: v1.0", 'Write "1.0.0".'],
    ["source: API_Docs", 'Write "api-docs".'],
  ])("%s", async (line, words) => {
    const found = await answer(lined(line));
    expect(found).toEqual([expect.stringContaining(words)]);
  });

  test.each([
    ["validation", '"invalid-argument"'],
    ["bad-request", '"invalid-argument"'],
    ["BAD_REQUEST", '"invalid-argument"'],
    ["badRequest", '"invalid-argument"'],
    ["invalid_argument", '"invalid-argument"'],
    ["INVALID_ARGUMENT", '"invalid-argument"'],
    ["RESOURCE_EXHAUSTED", '"rate-limited" or "quota-exceeded"'],
    ["DEADLINE_EXCEEDED", '"timeout"'],
    ["UNIMPLEMENTED", '"unsupported"'],
    ["DATA_LOSS", '"internal"'],
    ["forbidden", '"permission-denied"'],
    ["unauthorized", '"unauthenticated" or "permission-denied"'],
    ["404", '"not-found"'],
    ["canceled", '"cancelled"'],
    ["intrenal", '"internal"'],
  ])("kind: %s", async (kind, words) => {
    expect(await answer(ofKind(kind))).toEqual([expect.stringContaining(`Did you mean ${words}?`)]);
  });

  test.each([
    ["invoice_not_found", "InvoiceNotFound"],
    ["INVOICE_NOT_FOUND", "InvoiceNotFound"],
    ["invoice.not-found", "InvoiceNotFound"],
    ["invoiceNotFound", "InvoiceNotFound"],
  ])("%s as a name", async (name, words) => {
    const text = ofKind("internal").replace("Bad", name);
    expect(await answer(text)).toEqual([expect.stringContaining(`Write "${words}".`)]);
  });

  test("a word that nobody can guess", async () => {
    expect(await answer(ofKind("wat"))).toEqual([expect.not.stringContaining("Did you mean")]);
    expect(await answer(lined("wat: 1"))).toEqual([expect.not.stringContaining("Did you mean")]);
    const text = ofKind("internal").replace("Bad", '"1 { }"');
    expect(await answer(text)).toEqual([expect.not.stringContaining("Write")]);
  });
});
