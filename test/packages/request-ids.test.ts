// Request ids that are numbers: read as text, typed as the body of the envelope says, and sent back as they came.

import { describe, expect, test } from "vitest";
import { type Compiled, compile, importPackage } from "../helpers.ts";

const text = `id: ids
title: Ids
version: 1.0.0
prefix: Ids
codeType: integer
envelopes:
  Number: { code: /code, message: /msg, requestId: [/rid, header:x-id], body: { required: [code, rid], properties: { code: {}, rid: { type: integer } } } }
  Text: { code: /error, message: /msg, requestId: /id }
envelope: Number
definitions:
  Bad: { code: 1, kind: internal, summary: S., examples: [{ body: { code: 1, msg: a, rid: 77 } }] }
  Other: { code: 2, kind: internal, summary: S., envelope: Text }
`;

describe("a numeric request ID", async () => {
  const compiled: Compiled = await compile(text);
  const { parse, isBody, classes, revive } = await importPackage(compiled);

  test.each([
    [{ code: 1, rid: 77 }, "77", true],
    [{ code: 1, rid: "77" }, "77", false],
    [{ code: 1, rid: "a7" }, "a7", false],
    [{ error: 2, id: 77 }, "77", false],
    [{ error: 2, id: "77" }, "77", true],
    [{ error: 9, id: 0 }, "0", false],
    [{ error: 2, id: -7 }, "-7", false],
    [{ error: 2, id: 2 ** 60 }, undefined, false],
    [{ error: 2, id: 1.5 }, undefined, false],
    [{ error: 2, id: true }, undefined, false],
    [{ error: 2, id: [1] }, undefined, false],
    [{ error: 2, id: null }, undefined, true],
  ])("in %j is %s", (body, id, isStrict) => {
    const error = parse({ status: 400, body });
    expect([error?.requestId, error?.code]).toEqual([
      id,
      "code" in body ? 1 : body.error === 2 ? 2 : undefined,
    ]);
    expect(isBody(body)).toBe(isStrict);
    expect(revive(JSON.parse(JSON.stringify(error)))?.requestId).toBe(id);
  });

  test("that cannot be one leaves the header to be read", () => {
    const given = { status: 400, headers: { "x-id": "h" }, body: { code: 1, rid: 2 ** 60 } };
    expect(parse(given)?.requestId).toBe("h");
  });

  test("is a number in the types, and text where nobody says so", () => {
    const envelopes = compiled.files.get("src/envelopes.ts");
    expect(envelopes).toContain("readonly rid: number;");
    expect(envelopes).toContain("readonly id?: string | null;");
    expect(compiled.files.get("openapi.yaml")).toMatch(/rid:\n +type: integer/);
  });

  test("is sent as the body has it", () => {
    const Bad = classes.get("Bad");
    const body = (requestId?: string) => Bad && new Bad({ requestId }).toBody();
    expect(body("12")).toMatchObject({ rid: 12 });
    for (const id of ["abc", undefined]) expect(isBody(body(id))).toBe(true);
    expect(parse({ status: 400, body: { code: 1, rid: 77 } })?.toBody()).toMatchObject({ rid: 77 });
    expect(parse({ status: 400, body: { error: 2, id: 77 } })?.toBody()).toMatchObject({
      id: "77",
    });
  });
});
