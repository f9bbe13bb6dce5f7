// Splicing errors into descriptions of every layout: nothing of a person's changes, and all comes out again.

import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { layouts } from "./spec-layouts.ts";
import { first, removeFrom, second, syncText, withoutOurs } from "./spec-project.ts";

/** Layouts in which the person has an answer 404 already. */
const answered = (text: string) => /^ +404:/m.test(text);

describe.each(Object.entries(layouts))("%s", (_, text) => {
  const synced = syncText(text);

  test("everything of the person's stays, and ours is there", () => {
    expect(JSON.stringify(withoutOurs(synced))).toBe(JSON.stringify(withoutOurs(text)));
    const { components, paths, "x-faultbook": ledger } = load(synced) as never as Spec;
    expect(components.schemas).toMatchObject(first.components.schemas);
    expect(components.responses).toMatchObject(first.components.responses);
    expect(components.examples).toMatchObject(first.components.examples);
    expect(ledger.catalogs).toEqual({ fake: "1.0.0" });
    const answer = paths?.["/pets"]?.get.responses["404"];
    if (paths?.["/pets"] !== undefined && !answered(text))
      expect(answer).toEqual({ $ref: "#/components/responses/FakeNotFound" });
  });

  test("a second run changes nothing", () => expect(syncText(synced)).toBe(synced));

  test("what is taken out leaves the original", () => expect(removeFrom(synced)).toBe(text));

  test("a later catalog goes in, and comes out too", () => {
    const later = syncText(synced, { catalogs: [second] });
    const { components } = load(later) as never as Spec;
    expect(components.schemas).toMatchObject(second.components.schemas);
    expect(components.schemas).not.toHaveProperty("FakeError");
    expect(syncText(later, { catalogs: [second] })).toBe(later);
    expect(removeFrom(later)).toBe(text);
    expect(removeFrom(syncText(later))).toBe(text);
  });
});

test.each([
  "components: { }\n    # c\n\npaths: {}\n",
  "components: {}\n  # c\n  # d\npaths: {}\n",
  "components: ~\n  # c\n\npaths: {}\n",
])("a comment that came among our entries stays: %j", (text) => {
  const later = syncText(syncText(`openapi: 3.1.0\n${text}`), { catalogs: [second] });
  expect(removeFrom(later)).toBe(`openapi: 3.1.0\n${text}`);
});

interface Spec {
  readonly components: Readonly<Record<"schemas" | "responses" | "examples", object>>;
  readonly paths?: Readonly<
    Record<string, { readonly get: { readonly responses: Readonly<Record<string, unknown>> } }>
  >;
  readonly "x-faultbook": { readonly catalogs: object };
}
