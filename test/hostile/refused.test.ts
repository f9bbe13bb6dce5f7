// More input of every refused kind of the sample: each is told with its place, writes nothing and takes no time.

import { expect, test } from "vitest";
import { attempt, oneCatalog, project, snapshot } from "./project.ts";
import { type Refused, variants } from "./refused.ts";

test.each(variants)("$id: $what", async ({ input, codes, at, says }: Refused) => {
  const cwd = project(
    typeof input === "string" || input instanceof Uint8Array ? oneCatalog(input) : input,
  );
  const before = snapshot(cwd);
  const { code, text, diagnostics } = await attempt(cwd);
  expect(snapshot(cwd)).toEqual(before);
  expect(diagnostics.map((one) => one.code)).toEqual(codes);
  expect(code).toBeGreaterThan(0);
  if (at !== undefined) expect(text).toContain(at.includes("/") ? at : `catalog/tiny.yaml:${at}`);
  for (const word of says) expect(text).toContain(word);
  expect(text).not.toMatch(/\n\s+at |undefined|\[object /);
});
