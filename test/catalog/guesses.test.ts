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
    ["category: c", 'Did you mean "kind"? Or write "x-category: …" or "tags: […]".'],
    ["severity: high", 'Write "x-severity: …" or "tags: […]".'],
    ["owner: payments", 'Write "x-owner: …" or "tags: […]".'],
    ["logLevel: warn", 'Write "x-log-level: …" or "tags: […]".'],
    ["validation: true", '"validation" is not a property of the definition "Bad"'],
    ["x-: 1", '"x-" cannot be a key of the definition "Bad". Write x- and up to 64'],
    ["match: { x-a: 1 }", '"x-a" cannot be a key of "match" of the definition "Bad". The catalog'],
    ["params: { a: { type: string, x-a: 1 } }", '"x-a" cannot be a key of'],
    ["x-retry: 1", "Choose another, for example with the name of your company: x-acme-retry."],
    ["tags: [two words]", '"two words" does not have the form of item 1 of "tags".'],
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
    ["params: { a: { type: string, nullable: true } }", 'Did you mean "type"'],
    ["params: { a: { type: string, regex: a } }", 'Did you mean "pattern"?'],
    ["params: { a: { type: string, format: true } }", '"format" must be a text'],
    ["params: { a: { type: string, format: a b } }", '"format" must be a word of letters'],
    ["params: { a: { type: string, pattern: 1 } }", '"pattern" must be a text'],
    ["params: { a: { type: string, pattern: '' } }", '"pattern" must not be empty'],
    ["params: { a: { type: string, pattern: '(' } }", '"pattern" is not a regular expression'],
    ["params: { a: { type: string, default: 1 } }", "The sample 1 does not fit its own schema"],
    ["params: { a: { anyOf: 1 } }", '"anyOf" must be a list'],
    ["params: { a: { anyOf: [] } }", '"anyOf" must not be empty'],
    [
      "params: { a: { anyOf: [1] } }",
      '"anyOf" has a wrong value (item 1 of "anyOf"): it must be a schema',
    ],
    ["format: uuid", '"format" is not a property of the definition "Bad"'],
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
    [
      "params: { a: { type: string, at: /l/(rel)/a } }",
      'no "=" and no value in the parentheses. Write "/l/(rel=value)/a".',
    ],
    [
      "params: { a: { type: string, at: /l/(rel=x/a } }",
      'not closed by a ")". Write "/l/(rel=x)/a".',
    ],
    [
      "params: { a: { type: string, at: /l/(t=a/b)/c } }",
      'written as "~1". Write "/l/(t=a~1b)/c".',
    ],
    ["params: { a: { type: string, at: /l/(=x) } }", 'no key before the "=". Write "/l/(key=x)".'],
    ["params: { a: { type: string, at: /l/(a=) } }", 'Write "/l/(a="")".'],
    ["params: { a: { type: string, at: /l/(a = b) } }", 'spaces around the "=". Write "/l/(a=b)".'],
    [
      "params: { a: { type: string, at: \"/l/(a='b')\" } }",
      'needs no quotes in parentheses. Write "/l/(a=b)".',
    ],
    [
      "params: { a: { type: string, at: /l/(a=~x) } }",
      'A "~" is written as "~0", and a "/" as "~1". Write "/l/(a=~0x)".',
    ],
    ["match: { body: { /l/(rel): a } }", 'Write "/l/(rel=value)".'],
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

  test.each(["23*", "PGRST*", "5xx", "40XX"])("the code %s", async (code) => {
    const found = await answer(ofKind("internal").replace("code: 1", `code: ${code}`));
    expect(found).toEqual([expect.stringMatching(/code-pattern .*literal.*"families"/)]);
  });

  test.each(["a*b", "xx", "5xxx", "08x"])("the code %s is one", async (code) => {
    expect(await answer(ofKind("internal").replace("code: 1", `code: ${code}`))).toEqual([]);
  });

  test.each(["/v1/orders/", "costs 5 US$", "a.*b", "/orders/{}/items"])(
    "the message %s",
    async (text) => {
      const found = await answer(lined(`match: { message: ${JSON.stringify(text)} }`));
      expect(found.filter((one) => one.includes("template-pattern"))).toEqual([]);
    },
  );

  test.each(["/order .* missing/", "^Order \\d+$", "Order .*"])("the message %s", async (text) => {
    const found = await answer(lined(`match: { message: ${JSON.stringify(text)} }`));
    expect(found).toEqual([
      expect.stringContaining("message-alone"),
      expect.stringContaining("looks like a regular expression, and messages are templates"),
    ]);
  });

  test("a key that is given twice hides nothing", async () => {
    const found = await answer(lined("kind: conflict, wat: 1, source: gone"));
    expect(found.map((one) => one.split(" ")[0])).toEqual([
      "yaml-duplicate-key",
      "unknown-property",
      "unknown-reference",
    ]);
  });

  test("a merge conflict is named with both of its lines", async () => {
    const mine = ofKind("internal");
    const both = `<<<<<<< HEAD\n${mine}=======\n${mine}>>>>>>> feature\n`;
    expect(await answer(both)).toEqual([
      expect.stringContaining(
        "merge-conflict The file has a merge conflict, from line 7 to line 11.",
      ),
    ]);
    expect(await answer(`${mine}description: |\n  <<<<<<< HEAD\n  =======\n  >>>>>>> x\n`)).toEqual(
      [],
    );
  });

  test("a word that nobody can guess", async () => {
    expect(await answer(ofKind("wat"))).toEqual([expect.not.stringContaining("Did you mean")]);
    expect(await answer(lined("wat: 1"))).toEqual([expect.not.stringContaining("Did you mean")]);
    const text = ofKind("internal").replace("Bad", '"1 { }"');
    expect(await answer(text)).toEqual([expect.not.stringContaining("Write")]);
  });
});
