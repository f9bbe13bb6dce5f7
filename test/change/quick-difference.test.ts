// The short cut of comparisons: whatever is edited, it finds what a comparison of all definitions finds, or leaves it to that.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { factsOf } from "../../generator/change/facts.ts";
import { quickDifference } from "../../generator/change/quick-difference.ts";
import { newRecord, printRecord, readRecord } from "../../generator/change/record.ts";
import { digestsFor } from "../../generator/change/record-parts.ts";
import {
  catalogVersion,
  type Difference,
  demandsOf,
  differenceBetween,
  recordedVersion,
} from "../../generator/change/released.ts";
import { loadCatalog } from "../../generator/rules/load.ts";
import { positionOf, type Span } from "../../generator/text/source.ts";

/** A catalog that is edited part by part. */
interface Draft {
  readonly head: string;
  readonly definitions: readonly (readonly [name: string, lines: string])[];
  readonly reserved: readonly string[];
}

const head = `id: pay
title: Pay API
version: 1.4.2
prefix: Pay
codeType: mixed
description: Ask us, see [Gone](#Gone).
scopes: [Spot, Futures]
sources:
  api: { title: The API, url: https://example.com/api, docsUrl: "https://example.com/api#{slug}" }
envelope: Standard
envelopes:
  Standard:
    code: [/error/code, /error/type]
    message: /error/message
  Legacy: { code: /errno, message: /errmsg, when: { /ok: false } }
statuses:
  404: { title: Not found., retry: never }
  5xx: { effect: unknown }
families:
  - { prefix: card_, kind: declined, retry: never }
`;

/** Definitions that are like most. */
const dull = Array.from({ length: 16 }, (_, i): readonly [string, string] => {
  return [`Dull${i}`, `code: dull_${i}\nkind: conflict\nsummary: It is dull.\nstatus: 409`];
});

const draft: Draft = {
  head,
  definitions: [
    ["Busy", "code: [busy, 5003]\nkind: unavailable\nsummary: The service is busy.\nstatus: 503"],
    ["Gone", "code: gone\nkind: not-found\nsummary: It is gone.\nstatus: [404, 410]"],
    ["Lost", "code: 4004\nkind: not-found\nsummary: See it.\ncauses: It is like [Gone](#Gone)."],
    [
      "Declined",
      "code:\n  - declined\n  - { code: do_not_honor, name: DoNotHonor, retry: never }\n  - stolen_card\nkind: declined\nsummary: The card was declined.\nenvelope: [Standard, Legacy]",
    ],
    [
      "TooMany",
      "code: 'too many'\nkind: rate-limited\nsummary: Too many.\ndeprecated: { since: 1.2.0, reason: Old., use: Slow }",
    ],
    ["Slow", 'code: "slow down"\nkind: rate-limited\nsummary: Slow down.\nsource: api'],
    [
      "FieldWrong",
      "code: invalid\nkind: invalid-argument\nsummary: A field is wrong.\nmatch: { scope: Spot }\nparams:\n  code: { type: string, at: /error/field, optional: true }",
    ],
    [
      "FieldMissing",
      "code: invalid\nkind: invalid-argument\nsummary: A field is missing.\nmatch: { scope: Futures }",
    ],
    [
      "Typed",
      "code: typed\nkind: conflict\nsummary: It has a type.\nexamples:\n  - { body: { error: { code: new_code, type: typed, message: No. } }, status: 409 }",
    ],
    [
      "Plain",
      "code: -12\nkind: conflict\nsummary: Plain.\ndescription: |+\n  It ends.\n\nstatus: 409",
    ],
    ["Odd", 'code: "odd\\u0041"\nkind: conflict\nsummary: It is odd.'],
    ["Inner", "code: inner\nkind: internal\nsummary: Inner.\ninternal: true"],
    ...dull,
    [
      "Last",
      "kind: conflict\nsummary: The last.\nparams: { code: { type: string, at: /x } }\ncode: last",
    ],
  ],
  reserved: [
    "{ name: Ancient, reason: It was removed. }",
    "{ codes: { from: 900, to: 909 }, reason: R. }",
  ],
};

/** How a catalog is written. */
interface Style {
  readonly indent: string;
  readonly between: string;
  readonly end: string;
}

const plain: Style = { indent: "  ", between: "", end: "\n" };

function written(
  { head, definitions, reserved }: Draft,
  { indent, between, end }: Style = plain,
): string {
  const entries = definitions.map(([name, lines]) => {
    const inner = lines.replace(/^(?=.)/gm, indent + indent);
    return `${indent}${name}:\n${inner}\n`;
  });
  const tail =
    reserved.length === 0 ? "" : `reserved:\n${reserved.map((one) => `  - ${one}\n`).join("")}`;
  return `${head}definitions:\n${entries.join(between)}${tail}`.replaceAll("\n", end);
}

const file = (text: string) => ({ path: "catalog/pay.yaml", text });

async function recordOf(text: string) {
  const { value } = await loadCatalog(file(text));
  if (value === undefined) return undefined;
  const record = newRecord(value, factsOf(value), undefined);
  return { path: "releases/pay.yaml", text: printRecord(record, digestsFor(value, file(text))) };
}

/** What a comparison of all definitions finds; nothing if something is invalid. */
async function whole(old: string, now: string, record: Awaited<ReturnType<typeof recordOf>>) {
  const [{ value: before }, { value: after }] = [
    await loadCatalog(file(old)),
    await loadCatalog(file(now)),
  ];
  if (before === undefined || after === undefined) return undefined;
  const read = record && readRecord(record).value;
  const side = read === undefined ? catalogVersion(before, file(old)) : recordedVersion(read);
  return differenceBetween(side, catalogVersion(after, file(now)), {});
}

const placeOf = (span: Span | undefined) =>
  span && [span.file.path, positionOf(span.file, span.start)];

function shown({ old, now, needed, changes, ...difference }: Difference) {
  const demands = demandsOf({ old, now, needed, changes, ...difference });
  return {
    versions: [old.id, old.version, now.id, now.version, needed],
    changes: changes.map(({ before, after, ...change }) => ({
      ...change,
      before: before && placeOf(old.spanOf(before)),
      after: after && placeOf(now.spanOf(after)),
    })),
    demands: demands.map(({ span, notes, ...one }) => ({
      ...one,
      place: placeOf(span),
      notes: notes.map((note) => [note.message, placeOf(note.span)]),
    })),
  };
}

/** Compares in both ways, and returns whether the short cut was taken. */
async function same(
  old: string,
  now: string,
  record?: Awaited<ReturnType<typeof recordOf>>,
): Promise<boolean> {
  const query = { old: record ?? file(old), now: file(now), steps: {}, load: loadCatalog };
  const quick = await quickDifference(query);
  if (quick === undefined) return false;
  const found = await whole(old, now, record);
  expect(found && shown(found)).toEqual(shown(quick));
  return true;
}

type DraftEdit = (draft: Draft) => Draft;

const names = draft.definitions.map(([name]) => name);
const aName = fc.constantFrom(...names);
const newName = fc.constantFrom(
  "Fresh",
  "gone",
  "TooManyRequests",
  "StolenCard",
  "BusyCode5003",
  "Code4004",
  "Busy5003",
  "Ancient",
  "Invalid",
);
const aCode = fc.constantFrom(
  "new_code",
  "busy",
  "5003",
  '"4004"',
  "4004",
  "905",
  "stolen_card",
  "'too many'",
  "invalid",
  "typed",
  "fresh",
  "-12",
);
const aLine = fc.oneof(
  fc.constantFrom(
    "kind: conflict",
    "retry: never",
    "effect: unknown",
    "status: 404",
    "summary: Another one.",
    "internal: true",
    "scope: Spot",
    "envelope: Legacy",
    "operation: [a, b]",
    "since: 1.5.0",
    "params: { code: { type: integer, at: /x } }",
    "body: { /x: 1 }",
    "match: { message: No. }",
    "description: |\n  summary: No.\n  Other: yes",
    "# use: Gone",
    'message: "a\n\n  Fresh: b"',
    "causes: [a,\n b]",
    "kind: nothing",
    "examples: [{ message: It is fresh. }]",
  ),
  fc
    .tuple(aName, newName)
    .map(
      ([name, other]) =>
        `deprecated: { since: 1.0.0, reason: R., use: ${name.length > 4 ? name : other} }`,
    ),
  aName.map((name) => `resolution: See [it](#${name}).`),
  aCode.map((code) => `code: ${code}`),
  fc.array(aCode, { minLength: 1, maxLength: 3 }).map((codes) => `code: [${codes.join(", ")}]`),
  fc.tuple(aCode, newName).map(([code, name]) => `code: [other, { code: ${code}, name: ${name} }]`),
);

const each =
  (name: string, change: (lines: string) => string): DraftEdit =>
  (one) => ({
    ...one,
    definitions: one.definitions.map(
      ([key, lines]) => [key, key === name ? change(lines) : lines] as const,
    ),
  });

/** Puts a line in place of the one with its key, or behind all. */
function withLine(lines: string, line: string): string {
  const key = line.slice(0, line.indexOf(":") + 1);
  const kept = lines.split(/\n(?=[a-z])/).filter((one) => !one.startsWith(key));
  return [...kept, line].join("\n");
}

const edits: fc.Arbitrary<DraftEdit> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(aName, aLine)
      .map(([name, line]) => each(name, (lines) => withLine(lines, line))),
  },
  aName.map(
    (name): DraftEdit =>
      (one) => ({ ...one, definitions: one.definitions.filter(([key]) => key !== name) }),
  ),
  fc.tuple(aName, fc.oneof(newName, aName)).map(
    ([name, to]): DraftEdit =>
      (one) => ({
        ...one,
        definitions: one.definitions.map(
          ([key, lines]) => [key === name ? to : key, lines] as const,
        ),
      }),
  ),
  fc.tuple(newName, aCode, fc.nat(names.length)).map(
    ([name, code, at]): DraftEdit =>
      (one) => ({
        ...one,
        definitions: one.definitions.toSpliced(at, 0, [
          name,
          `code: ${code}\nkind: conflict\nsummary: It is new.`,
        ]),
      }),
  ),
  fc
    .constantFrom(
      "{ name: Gone, reason: R. }",
      "{ name: StolenCard, reason: R. }",
      "{ code: busy, reason: R. }",
      "{ code: never, reason: R. }",
      "{ codes: { from: 4000, to: 4010 }, reason: R. }",
      "{ codes: { from: 5000, to: 5010 }, reason: R. }",
    )
    .map(
      (line): DraftEdit =>
        (one) => ({ ...one, reserved: [...one.reserved, line] }),
    ),
  fc.constant<DraftEdit>((one) => ({ ...one, reserved: one.reserved.slice(1) })),
  fc
    .constantFrom(
      ["version: 1.4.2", "version: 2.0.0"],
      ["version: 1.4.2", "version: 1.4.0"],
      ["title: Pay API", "title: Payments"],
      ["[Gone](#Gone)", "[it](#Fresh)"],
      ["retry: never }\n  5xx", "retry: after-backoff }\n  5xx"],
      ["5xx: { effect: unknown }", "5xx: { retry: never }"],
      ["prefix: card_", "prefix: too"],
      ["envelope: Standard\n", "envelope: Legacy\n"],
      ["message: /error/message", "message: /message"],
      ["prefix: Pay", "prefix: Paid"],
      ["#{slug}", "#{name}"],
      ["codeType: mixed", "codeType: string"],
      ["[Spot, Futures]", "[Spot]"],
      ["when: { /ok: false }", "when: { /ok: [false, 0] }"],
      ["id: pay", "id: paid"],
    )
    .map(
      ([from = "", to = ""]): DraftEdit =>
        (one) => ({ ...one, head: one.head.replace(from, to) }),
    ),
  fc.constant<DraftEdit>((one) => ({ ...one, definitions: one.definitions.toReversed() })),
);

const styles = fc.record({
  indent: fc.constantFrom("  ", "  ", "  ", "  ", "  ", "  ", "    "),
  between: fc.constantFrom("", "", "", "\n", "  # A comment, see use: Gone\n\n", "# A line\n"),
  end: fc.constantFrom("\n", "\n", "\n", "\n", "\n", "\n", "\r\n"),
});

describe("whatever is edited, the short cut finds the same or is not taken", () => {
  test.each(["a release record", "a catalog"])("since %s", async (since) => {
    const text = written(draft);
    const record = since === "a catalog" ? undefined : await recordOf(text);
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(edits, { minLength: 1, maxLength: 3 }),
        styles,
        async (all, style) => {
          const now = written(
            all.reduce((one, edit) => edit(one), draft),
            style,
          );
          if (await same(text, now, record)) taken++;
        },
      ),
      { numRuns: Number(process.env["RUNS"] ?? 60) },
    );
    expect(taken).toBeGreaterThan(0);
  });
});

describe("a catalog whose text is the same", () => {
  const conflict = "\n<<<<<<< ours\n=======\n>>>>>>> theirs\n";
  const text = written(draft);

  test.each(["a release record", "a catalog"])(
    "has no changes since %s, and is not loaded",
    async (since) => {
      const record = since === "a catalog" ? undefined : await recordOf(text);
      const load = () => Promise.reject(new Error("the catalog was loaded"));
      const quick = await quickDifference({
        old: record ?? file(text),
        now: file(text),
        steps: {},
        load,
      });
      const found = await whole(text, text, record);
      expect(quick && shown(quick)).toEqual(found && shown(found));
      expect(quick?.changes).toEqual([]);
    },
  );

  test.each([
    ["the prefix", 'catalog prefix: ["Pay"', 'catalog prefix: ["Paid"'],
    ["a text", /"description":"\w+"/, '"description":"00000000000"'],
    ["an envelope", 'envelope Legacy code: [["/errno"]', 'envelope Legacy code: [["/code"]'],
    ["a status", 'status 404 retry: ["never"', 'status 404 retry: ["after-fix"'],
    ["a family", 'retry: ["never", "1.4.2"]\nmember', 'retry: ["after-fix", "1.4.2"]\nmember'],
    ["a reason", "It was removed.", "It is old."],
    ["a reservation", /reserved name .*\n/, ""],
    ["an id", "catalog: pay", "catalog: paid"],
    ["a definition", 'Busy kind: ["unavailable"', 'Busy kind: ["internal"'],
  ] as const)("is compared if %s was edited in its record", async (_, from, to) => {
    const record = await recordOf(text);
    const edited = { path: "releases/pay.yaml", text: record?.text.replace(from, to) ?? "" };
    expect(edited.text).not.toBe(record?.text);
    expect(await same(text, text, edited)).toBe(true);
  });

  test.each([
    ["of members", /\nmember .*\n/, "\nmember gone\n"],
    ["of a merge", "\nmember", `${conflict}member`],
    ["of a merge", "\nreserved", `${conflict}reserved`],
    ["at the end", "...", "oops: 1\n..."],
    ["of a half-resolved merge", "\nmember", "\n<<<<<<< HEAD\nmember"],
    ["in a definition of a half-resolved merge", "\ndefinition", "\n=======\ndefinition"],
    ["of a version below its facts", "version: 1.4.2", "version: 1.4.1"],
    ["of a member of a later version", /(\nmember .*)"1\.4\.2"/, '$1"8.0.0"'],
    ["of digests", /(catalog yaml: ").(.*\n)/, "$1 $2"],
  ] as const)("is left to a whole comparison if a line %s is invalid", async (_, from, to) => {
    const record = await recordOf(text);
    const edited = { path: "releases/pay.yaml", text: record?.text.replace(from, to) ?? "" };
    const query = { old: edited, now: file(text), steps: {}, load: loadCatalog };
    expect(await quickDifference(query)).toBe(undefined);
  });
});
