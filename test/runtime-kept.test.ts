// What is kept of a response whatever its envelope: that it is an error, who asked, how long to wait, and nothing that it does not own.

import { describe, expect, test } from "vitest";
import { packageOf, type TestPackage } from "./runtime-sampler.ts";

function packageWith(envelopes: string): Promise<TestPackage> {
  return packageOf(`
id: t
title: T
version: 1.0.0
prefix: Tt
codeType: mixed
${envelopes}
definitions:
  Known: { code: a, kind: conflict, summary: S. }
`);
}

const graph =
  "{ code: /errors/*/code, message: /errors/*/message, when: { /errors: { present: true } } }";
const hidden = await packageWith(
  `envelope: R\nenvelopes: { G: ${graph}, R: { code: /code, message: /message } }`,
);

describe("an unknown error that is sent on", () => {
  const errors = [{ code: "new_code", message: "boom" }];

  test.each([200, 302, undefined])("stays an error where it came with %s", (status) => {
    const { parse } = hidden;
    const sent = parse({ status, body: { errors } }).toResponse();
    expect(sent.status).toBe(500);
    expect(parse(sent)).toMatchObject({ code: undefined, wireCode: "new_code", message: "boom" });
  });

  test("keeps the status of a failure, and that of an error that is known", () => {
    const { parse } = hidden;
    expect(parse({ status: 418, body: { errors } }).toResponse().status).toBe(418);
    expect(parse({ status: 200, body: { code: "a" } }).toResponse().status).toBe(200);
  });
});

