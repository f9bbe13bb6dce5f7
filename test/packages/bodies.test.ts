// The type and the guard of error bodies where an envelope says little of its body.

import { describe, expect, test } from "vitest";
import { compile, fileOf, importPackage } from "../helpers.ts";

test("an envelope that reads headers alone makes nothing an error body", async () => {
  const compiled = await compile(`id: t
title: T
version: 1.0.0
prefix: Tt
codeType: mixed
envelope: Std
envelopes:
  Std: { code: /code, message: /message }
  H: { code: header:x-code, description: Of a gateway. }
  Any: { code: header:x-any, body: { description: Anything. } }
  Text: { code: header:x-text, body: { type: string } }
definitions: { A: { code: a, kind: conflict, summary: S. } }
`);
  const source = fileOf(compiled.output.files, "src/envelopes.ts");
  expect(source).toContain("export type TtErrorBody = TtStdBody | TtTextBody;");
  const { isBody } = await importPackage(compiled);
  const values = [42, {}, null, { message: "m" }, "text", { code: "a" }, { code: 5, more: true }];
  expect(values.map((value) => isBody(value))).toEqual([
    ...[false, false, false, false],
    ...[true, true, true],
  ]);
});

describe("an envelope whose body is a choice", () => {
  const choice = (first: string, ...others: readonly string[]) =>
    `body: { oneOf: [${[first, ...others].join(", ")}] }`;
  const coded = "{ type: object, required: [c], properties: { c: {} } }";
  const other = "{ type: object, required: [k], properties: { k: {} } }";
  const cases: readonly (readonly [what: string, envelope: string, expected: unknown])[] = [
    ["of the code first", choice(coded, other), { c: "x", m: "s" }],
    ["of the code last", choice(other, coded), { c: "x", m: "s" }],
    [
      "beside properties",
      'body: { type: object, properties: { a: { const: 1 } }, oneOf: [{ $ref: "#/schemas/K" }, { $ref: "#/schemas/C" }] }',
      { a: 1, c: "x", m: "s", b: 2 },
    ],
  ];
  test.each(cases)("%s answers with code and message", async (_, envelope, expected) => {
    const { classes, parse } = await importPackage(
      await compile(`id: t
title: T
version: 1.0.0
prefix: Tt
codeType: mixed
envelopes: { E: { code: /c, message: /m, ${envelope} } }
schemas:
  K: ${other}
  C: { oneOf: [${other}, { type: object, required: [c], properties: { c: {}, b: { const: 2 } } }] }
definitions: { A: { code: x, kind: conflict, summary: s, examples: [{ body: { c: x, m: hi } }] } }
`),
    );
    const made = new (classes.get("A") as new () => { toResponse(): { readonly body: unknown } })();
    const response = made.toResponse();
    expect(response.body).toEqual(expected);
    expect(parse(response)).toMatchObject({ code: "x", message: "s" });
  });
});
