// Pairs of matches: whether both can hold for one response, and whether one lies inside the other.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Match } from "../../generator/catalog/catalog.ts";
import { parseConditions, parseLocator } from "../../generator/catalog/locator.ts";
import { excludeEachOther, isInside, matchesAll } from "../../generator/catalog/match.ts";
import { parseTemplate } from "../../generator/catalog/template.ts";
import type { Conditions } from "../../generator/schema/document.ts";
import { fillings } from "../../runtime/messages.ts";

interface Written {
  readonly scope?: readonly string[];
  readonly operation?: readonly string[];
  readonly status?: readonly number[];
  readonly envelope?: readonly string[];
  readonly message?: readonly string[];
  readonly body?: Conditions;
}

const matchOf = (written: Written): Match => ({
  scopes: written.scope ?? [],
  operations: written.operation ?? [],
  statuses: written.status ?? [],
  envelopes: written.envelope ?? [],
  messages: (written.message ?? []).map(parseTemplate),
  body: parseConditions(written.body, parseLocator),
});

/** How two matches stand to each other; `equal` is inside both ways. */
type Relation = "disjoint" | "first inside" | "second inside" | "equal" | "overlapping";

function relation(a: Match, b: Match): Relation {
  expect(excludeEachOther(a, b)).toBe(excludeEachOther(b, a));
  if (excludeEachOther(a, b)) return "disjoint";
  const [first, second] = [isInside(a, b), isInside(b, a)];
  if (first && second) return "equal";
  return first ? "first inside" : second ? "second inside" : "overlapping";
}

function check(a: Written, b: Written, expected: Relation): void {
  test(`${JSON.stringify(a)} and ${JSON.stringify(b)}`, () => {
    expect(relation(matchOf(a), matchOf(b))).toBe(expected);
  });
}

describe("sets", () => {
  check({}, {}, "equal");
  check({ scope: ["x"] }, {}, "first inside");
  check({ scope: ["x"] }, { scope: ["y"] }, "disjoint");
  check({ scope: ["x"] }, { scope: ["y", "x"] }, "first inside");
  check({ scope: ["x", "y"] }, { scope: ["y", "x"] }, "equal");
  check({ scope: ["x", "y"] }, { scope: ["y", "z"] }, "overlapping");
  check({ scope: ["x"] }, { operation: ["x"] }, "overlapping");
  check({ scope: ["x"], status: [404] }, { scope: ["x"] }, "first inside");
  check({ scope: ["x"], status: [404] }, { scope: ["x", "y"], status: [409] }, "disjoint");
  check({ scope: ["x"], status: [404] }, { scope: ["x", "y"], status: [404, 409] }, "first inside");
  check({ scope: ["x"], status: [404, 409] }, { scope: ["x", "y"], status: [404] }, "overlapping");
  check({ envelope: ["A"] }, { envelope: ["B"] }, "disjoint");
  check({ operation: ["a"] }, { operation: ["A"] }, "disjoint");
});

describe("conditions", () => {
  check({ body: { "/a": 1 } }, { body: { "/a": 2 } }, "disjoint");
  check({ body: { "/a": 1 } }, { body: { "/a": "1" } }, "disjoint");
  check({ body: { "/a": 1 } }, { body: { "/a": [2, 1] } }, "first inside");
  check({ body: { "/a": [1, 3] } }, { body: { "/a": [2, 1] } }, "overlapping");
  check({ body: { "/a": 1 } }, { body: { "/b": 1 } }, "overlapping");
  check({ body: { "/a": 1, "/b": 2 } }, { body: { "/b": 2 } }, "first inside");
  check({ body: { "/a": 1 } }, { body: { "/a": { present: true } } }, "first inside");
  check({ body: { "/a": 1 } }, { body: { "/a": { present: false } } }, "disjoint");
  check({ body: { "/a": null } }, { body: { "/a": { present: false } } }, "disjoint");
  check({ body: { "/a": { present: true } } }, { body: { "/a": { present: true } } }, "equal");
  check({ body: { "header:X": "a" } }, { body: { "header:x": "b" } }, "disjoint");
  check({ body: { "/a~1b": 1 } }, { body: { "/a/b": 2 } }, "overlapping");
});

describe("messages", () => {
  const pair = (a: string | readonly string[], b: string | readonly string[], expected: Relation) =>
    check({ message: [a].flat() }, { message: [b].flat() }, expected);
  pair("a", "a", "equal");
  pair("a", "A", "disjoint");
  pair("a", "b", "disjoint");
  pair("a", ["b", "a"], "first inside");
  pair(["a", "c"], ["b", "a"], "overlapping");
  pair("not found: x", "not found: {id}", "first inside");
  pair("not found", "not found: {id}", "disjoint");
  pair("not found: {id}", "not found: {key}", "equal");
  pair("{}", "{x}", "equal");
  pair("{}", "anything", "second inside");
  pair("wallet {id}", "account {id}", "disjoint");
  pair("{id} wallet", "{id} account", "disjoint");
  pair("wallet {id}", "{id} gone", "overlapping");
  pair("wallet {id} is gone", "wallet {id}", "first inside");
  pair("wallet {id} is gone", "{x} gone", "first inside");
  pair("wallet {a} of {b}", "wallet {a} of {b} gone", "second inside");
  pair("a{x}b{y}c", "a{x}c", "first inside");
  pair("{{x}}", "{x}", "first inside");
  check({ message: ["a"] }, {}, "first inside");
  check({ message: ["a"], scope: ["x"] }, { message: ["{}"] }, "first inside");
  check({ message: ["{}"], scope: ["x"] }, { message: ["a"] }, "overlapping");
});

describe("for any templates and texts", () => {
  const unit = fc.constantFrom("a", "b", " ", "{x}", "{}");
  const template = fc
    .array(unit, { minLength: 1, maxLength: 6 })
    .map((parts) => parseTemplate(parts.join("")))
    .filter(({ fault }) => fault === undefined);
  const text = fc.string({ unit: fc.constantFrom("a", "b", " "), maxLength: 6 });
  const fits = (parts: readonly string[], message: string) =>
    fillings(parts, message) !== undefined;
  test("what is disjoint shares no text, and what lies inside brings all of its own", () => {
    fc.assert(
      fc.property(template, template, text, (a, b, message) => {
        const [one, other] = [a, b].map((each) => ({ ...matchesAll, messages: [each] }));
        if (one === undefined || other === undefined) return;
        if (!fits(a.parts, message)) return;
        if (excludeEachOther(one, other)) expect(fits(b.parts, message)).toBe(false);
        if (isInside(one, other)) expect(fits(b.parts, message)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});
