// The type and the guard of error bodies where an envelope says little of its body.

import { expect, test } from "vitest";
import { compile, fileOf, importPackage } from "./packages.ts";

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
