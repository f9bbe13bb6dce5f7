// Every key of a wait, wrong in type, place and value: one clear diagnostic each.

import { expect, test } from "vitest";
import { loadCatalog } from "../../generator/rules/load.ts";
import { positionOf } from "../../generator/text/source.ts";

const rows: readonly (readonly [wait: string, expected: string])[] = [
  ["5", "wrong-type"],
  ["null", "wrong-type"],
  ["true", "wrong-type"],
  ["wait", "bad-form"],
  ["[]", "out-of-bounds"],
  ["[/a, /a]", "duplicate-item"],
  ["[/a, 5]", "wrong-type"],
  ["[[/a]]", "wrong-type"],
  ["{ unit: seconds }", "missing-property"],
  ["{ at: wait }", "bad-form"],
  ["{ at: 5 }", "wrong-type"],
  ["{ at: [/a] }", "wrong-type"],
  ["{ at: /a, unit: ms }", "not-one-of"],
  ["{ at: /a, unit: 5 }", "not-one-of"],
  ["{ at: /a, unit: [seconds] }", "wrong-type"],
  ["{ at: /a, when: [] }", "wrong-type"],
  ["{ at: /a, when: {} }", "out-of-bounds"],
  ["{ at: /a, when: { b: 1 } }", "bad-key"],
  ["{ at: /a, units: seconds }", "unknown-property"],
  ["[{ at: /a, units: seconds }]", "unknown-property"],
];
test.each(rows)("%s", async (wait, expected) => {
  const text = `id: t
title: T
version: 1.0.0
prefix: T
codeType: mixed
envelopes: { E: { code: /code, message: /msg, retryAfter: ${wait} } }
definitions: { One: { code: one, kind: conflict, summary: It is taken. } }
`;
  const { diagnostics } = await loadCatalog({ path: "t.yaml", text });
  expect(diagnostics.map(({ code }) => code)).toEqual([expected]);
  const { span } = diagnostics[0] ?? {};
  expect(span && positionOf(span.file, span.start).line).toBe(6);
});
