// Keys of recognition, wrong in type, place and value: one clear diagnostic each, at the line of the fault.

import { describe, expect, test } from "vitest";
import { loadCatalog } from "../../generator/rules/load.ts";
import { positionOf } from "../../generator/text/source.ts";

const rows: Readonly<Record<string, readonly (readonly [value: string, expected: string])[]>> = {
  errorsBelow400: [
    ["always", "not-one-of"],
    ["Never", "not-one-of"],
    ["true", "not-one-of"],
    ["400", "not-one-of"],
    ["null", "wrong-type"],
    ["[never]", "wrong-type"],
    ["{ never: true }", "wrong-type"],
  ],
  families: [
    ["never", "wrong-type"],
    ["null", "wrong-type"],
    ["[]", "out-of-bounds"],
    ['{ "23": { kind: conflict } }', "wrong-type"],
    ["{ prefix: a, kind: conflict }", "wrong-type"],
    ["[a]", "wrong-type"],
    ["[null]", "wrong-type"],
    ["[[{ prefix: a, kind: conflict }]]", "wrong-type"],
    ["[{ prefix: a }]", "out-of-bounds"],
    ["[{ kind: conflict }]", "out-of-bounds"],
    ["[{ prefix: a, kind: conflict }, { prefix: a, kind: conflict }]", "duplicate-item"],
    ["[{ prefix: 23, kind: conflict }]", "wrong-type"],
    ["[{ prefix: [a], kind: conflict }]", "wrong-type"],
    ['[{ prefix: "", kind: conflict }]', "out-of-bounds"],
    ['[{ prefix: "a b", kind: conflict }]', "bad-form"],
    ['[{ prefix: "a\\u0007", kind: conflict }]', "bad-form"],
    [`[{ prefix: ${"a".repeat(201)}, kind: conflict }]`, "out-of-bounds"],
    ['[{ from: "1", to: 5, kind: conflict }]', "wrong-type"],
    ["[{ from: 1.5, to: 5, kind: conflict }]", "wrong-type"],
    ["[{ from: 1, to: 9007199254740992, kind: conflict }]", "out-of-bounds"],
    ["[{ from: 1, to: null, kind: conflict }]", "wrong-type"],
    ["[{ from: 1, kind: conflict }]", "family-shape"],
    ["[{ from: 5, to: 1, kind: conflict }]", "family-range"],
    ["[{ prefix: a, kind: conflicts }]", "not-one-of"],
    ["[{ prefix: a, kind: [conflict] }]", "wrong-type"],
    ["[{ prefix: a, retry: always }]", "not-one-of"],
    ["[{ prefix: a, effect: partial }]", "not-one-of"],
    ["[{ prefix: a, effect: false }]", "not-one-of"],
    ["[{ prefix: a, source: api }]", "unknown-reference"],
    ["[{ prefix: a, code: 5 }]", "unknown-property"],
    ["[{ prefix: a, kind: conflict, status: 400 }]", "unknown-property"],
    ['[{ prefix: a, title: "" }]', "out-of-bounds"],
    ["[{ prefix: a, causes: { a: b } }]", "wrong-type"],
  ],
  "envelopes: { E: { code: /code, message: /msg }, F: { code: /f, success": [
    ["ok } }", "wrong-type"],
    ["true } }", "wrong-type"],
    ["null } }", "wrong-type"],
    ["[/ok] } }", "wrong-type"],
    ["{} } }", "out-of-bounds"],
    ["{ ok: true } } }", "bad-key"],
    ["{ /ok: [] } } }", "out-of-bounds"],
    ["{ /ok: [1, 1] } } }", "duplicate-item"],
    ["{ /ok: [[1]] } } }", "wrong-type"],
    ["{ /ok: { present: 1 } } } }", "wrong-type"],
    ["{ /ok: { present: true, absent: true } } } }", "unknown-property"],
  ],
  // Right keys in the wrong place.
  "definitions: { One: { code: one, kind: conflict, summary: S. }, Two": [
    ["{ code: two, kind: conflict, summary: S., success: { /ok: true } } }", "unknown-property"],
    ["{ code: two, kind: conflict, summary: S., families: [] } }", "unknown-property"],
  ],
  "statuses: { 4xx": [["{ title: T, errorsBelow400: never } }", "unknown-property"]],
};

describe.each(Object.entries(rows))("%s", (key, values) => {
  test.each(values)("%s", async (value, expected) => {
    const lines = {
      id: "t",
      title: "T",
      version: "1.0.0",
      prefix: "T",
      codeType: "mixed",
      envelopes: "{ E: { code: /code, message: /msg } }",
      definitions: "{ One: { code: one, kind: conflict, summary: It is taken. } }",
    };
    const others = Object.entries(lines).filter(([name]) => !key.startsWith(`${name}:`));
    const text = [`${key}: ${value}`, ...others.map((line) => line.join(": ")), ""].join("\n");
    const { diagnostics } = await loadCatalog({ path: "t.yaml", text });
    expect(diagnostics.map(({ code }) => code)).toEqual([expected]);
    const { span } = diagnostics[0] ?? {};
    expect(span && positionOf(span.file, span.start).line).toBe(1);
  });
});
