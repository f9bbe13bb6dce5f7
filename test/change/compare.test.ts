// Changes between two versions of a catalog: a table of sixty edits, with their class, their step and their sentence.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compareFacts } from "../../generator/change/compare.ts";
import { type Facts, keyOf } from "../../generator/change/fact-keys.ts";
import { factPlaces } from "../../generator/change/fact-places.ts";
import { catalogVersion } from "../../generator/change/released.ts";
import { steps } from "../../generator/change/steps.ts";
import { type ChangeEntry, changeEntries } from "../../generator/diagnostics/change-entries.ts";
import { report } from "../../generator/diagnostics/report.ts";
import { loadCatalog } from "../../generator/rules/load.ts";
import { isSame } from "../../generator/text/data.ts";
import { projectFile, projectFolder } from "../helpers.ts";
import { base, breaking, edited, safe } from "./edits.ts";

const known = new Map<string, Facts>();

async function factsIn(text: string): Promise<Facts> {
  const facts = known.get(text) ?? (await loadedFacts(text));
  known.set(text, facts);
  return facts;
}

async function loadedFacts(text: string): Promise<Facts> {
  const { value, diagnostics } = await loadCatalog({ path: "catalog/pay.yaml", text });
  if (value === undefined) throw new Error(report(diagnostics, "text"));
  return catalogVersion(value, { path: "catalog/pay.yaml", text }).facts;
}

test("60 of 60 edits are in the right class, for all four readers, with the right step and sentence", async () => {
  const old = await factsIn(base);
  const readers = new Set<string>();
  let right = 0;
  for (const { edits, changes, says } of [...breaking, ...safe]) {
    const found = compareFacts(old, await factsIn(edited(edits)));
    for (const { reader } of found) readers.add(reader);
    const told = found.map(({ kind, step }) => [kind, step]);
    if (isSame(told, changes) && found[0]?.message === says) right++;
  }
  expect(`${right} of ${breaking.length + safe.length}`).toBe("60 of 60");
  expect([...readers].sort()).toEqual(["behaviour", "documents", "types", "wire"]);
});

test("thirty edits break callers, and thirty do not", () => {
  expect([breaking.length, safe.length]).toEqual([30, 30]);
  const isMajor = ({ changes }: (typeof safe)[number]) => changes[0]?.[1] === "major";
  expect([breaking.every(isMajor), safe.some(isMajor)]).toEqual([true, false]);
});

test.each([...breaking, ...safe])("$what", async ({ edits, changes, says }) => {
  const found = compareFacts(await factsIn(base), await factsIn(edited(edits)));
  expect(found.map(({ kind, step }) => [kind, step])).toEqual(changes);
  expect(found[0]?.message).toBe(says);
});

test.each([...breaking.slice(0, -1), ...safe])("undone: $what", async ({ edits }) => {
  const found = compareFacts(await factsIn(edited(edits)), await factsIn(base));
  expect(found.length).toBeGreaterThan(0);
});

test("the same catalog has no changes, however it is written", async () => {
  const other = edited([
    ["status: 410", "status: [410]"],
    [
      "{ type: integer, at: /error/limit, safe: true",
      "{ safe: true, at: [/error/limit], type: integer",
    ],
    ["enum: [BTC, ETH]", "enum: [ETH, BTC]"],
    ["enum: [lost, stolen]", "enum: [stolen, lost]"],
  ]);
  expect(compareFacts(await factsIn(base), await factsIn(other))).toEqual([]);
});

test("the order of lists in a schema changes nothing", async () => {
  const schema = (type: string, required: string, choices: string) => [
    [
      "  Detail: {",
      `  More: { type: object, required: ${required}, properties: { a: { type: ${type} }, b: { oneOf: ${choices} } } }\n  Detail: {`,
    ] as const,
  ];
  const choices = ["{ type: string, enum: [x, y] }", "{ type: integer }"];
  const [old, now] = [
    edited(schema("[string, 'null']", "[a, b]", `[${choices.join(", ")}]`)),
    edited(schema("['null', string]", "[b, a]", `[${choices.toReversed().join(", ")}]`)),
  ];
  expect(compareFacts(await factsIn(old), await factsIn(now))).toEqual([]);
});

test("a configuration can give a kind of change another step, or none", async () => {
  const [old, now] = [await factsIn(base), await factsIn(edited(safe[0]?.edits ?? []))];
  const steps = (step: "major" | "none") =>
    compareFacts(old, now, { "definition-added": step }).map((change) => change.step);
  expect([steps("major"), steps("none")]).toEqual([["major"], [undefined]]);
});

test("every kind of change is made by one of the edits, or by undoing it", async () => {
  const old = await factsIn(base);
  const told = new Set<string>();
  for (const { edits } of [...breaking, ...safe, ...more]) {
    const now = await factsIn(edited(edits));
    for (const { kind } of [...compareFacts(old, now), ...compareFacts(now, old)]) told.add(kind);
  }
  for (const [from, to] of [
    [spoken, "quote {quote} expired", "quote {quote} is over"],
    [waiting, "unit: seconds", "unit: milliseconds"],
  ].map(([text = "", from = "", to = ""]) => [text, edited([[from, to]], text)] as const))
    for (const { kind } of compareFacts(await factsIn(from), await factsIn(to))) told.add(kind);
  expect(Object.keys(changeEntries).filter((kind) => !told.has(kind))).toEqual([]);
});

/** Edits for the kinds that the table does not need. */
const more: readonly { readonly edits: readonly (readonly [string, string])[] }[] = [
  { edits: [["id: pay", "id: pay2"]] },
  { edits: [["    status: 410\n", "    status: 410\n    internal: true\n"]] },
  { edits: [["safe: true, optional: true }", "safe: true }"]] },
  { edits: [["  Detail: {", "  Details: {"]] },
  { edits: [["Reason: { type: string, enum: [lost, stolen] }", "Reason: { type: string }"]] },
  {
    edits: [
      ["codeType: mixed", "codeType: string"],
      ["5003]", '"5003"]'],
      ["4100", '"4100"'],
      ["  - { codes: { from: 9000, to: 9099 }, reason: A partner uses them. }\n", ""],
    ],
  },
  {
    edits: [
      ["    when: { /ok: false }\n", "    when: { /ok: false }\n    mediaType: text/plain\n"],
    ],
  },
  { edits: [["    when: { /ok: false }\n", "    when: { /ok: false }\n    requestId: /trace\n"]] },
  {
    edits: [
      [
        "name: DoNotHonor, retry: never",
        "name: DoNotHonor, retry: never, deprecated: { since: 1.2.0, reason: R. }",
      ],
    ],
  },
  {
    edits: [
      ["name: DoNotHonor, retry: never", "name: DoNotHonor, retry: never, at: /error/sub"],
      ["code: /error/code", "code: [/error/code, /error/sub]"],
    ],
  },
];

test("a key is the same for one thing alone", () => {
  expect(keyOf("definition", "Busy", "code", { code: 5003 })).toBe("definition Busy code 5003");
  expect(keyOf("definition", "Busy", "code", { code: "5003" })).toBe('definition Busy code "5003"');
  expect(keyOf("reserved", "codes", "1..2")).toBe("reserved codes 1..2");
});

/** The table of the documentation; UPDATE_CASES=1 writes it. */
function table(): string {
  const rows = steps.flatMap((step) =>
    Object.entries<ChangeEntry>(changeEntries)
      .filter(([, entry]) => entry.step === step)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, { reader, message }]) => {
        const says = message.replace(/"?\{\w+\}"?/g, "…").replace(/"(\w+)"/g, "`$1`");
        return `| \`${kind}\` | ${step} | ${reader} | ${says} |\n`;
      }),
  );
  return `| kind | step | reader | says |\n|---|---|---|---|\n${rows.join("")}`;
}

test("the documentation and the schema of the configuration list every kind", () => {
  const path = "docs/releases.md";
  if (process.env["UPDATE_CASES"] === "1") {
    const [text = ""] = projectFile(path).split("| kind |");
    writeFileSync(join(projectFolder, path), text + table());
  }
  expect(projectFile(path)).toContain(`\n\n${table()}`);
  const schema = JSON.parse(projectFile("schema/config.schema.json"));
  expect(schema.$defs.ChangeKind.enum).toEqual(Object.keys(changeEntries).sort());
});

test.each([
  [
    "name: DoNotHonor, retry: never",
    "name: DoNotHonor, retry: never, status: 402",
    ["answer-status-changed"],
  ],
  [
    "name: DoNotHonor, retry: never",
    "name: DoNotHonor, retry: never, deprecated: { since: 1.2.0, reason: R. }",
    ["code-deprecated"],
  ],
  [
    "name: DoNotHonor, retry: never",
    "name: DoNotHonor, retry: never, summary: The bank said no.",
    ["text-changed"],
  ],
])("what a code has of its own is compared: %s, %s", async (from, to, kinds) => {
  const found = compareFacts(await factsIn(base), await factsIn(edited([[from, to]])));
  expect(found.map(({ kind }) => kind)).toEqual(kinds);
});

const spoken = edited([
  [
    "code: expired\n",
    'code: expired\n    message: "The quote {quote} expired."\n    params: { quote: { type: string } }\n',
  ],
]);
const harmless = edited([["status: [409, 422]", "status: [409, 422]\n    effect: none"]]);
const waiting = edited([
  [
    "    when: { /ok: false }\n",
    "    when: { /ok: false }\n    retryAfter: { at: /wait, unit: seconds }\n",
  ],
]);
const inFamily = (text: string) =>
  `${base.replace("reserved:", `  CardExpired:\n    code: card_expired\n    summary: The card expired.\n${text}reserved:`)}`;

test.each<[what: string, old: string, now: string, says: readonly string[]]>([
  [
    "the words around a param that has no other place",
    spoken,
    edited([["quote {quote} expired", "quote {quote} is over"]], spoken),
    [
      'major[param-message-changed]: The message that the param "quote" of "Expired" is read from changed.',
      'patch[text-changed]: The message of "Expired" changed.',
    ],
  ],
  [
    "a further message that a param is read from",
    spoken,
    edited(
      [['"The quote {quote} expired."', '["The quote {quote} expired.", "Too late for {quote}."]']],
      spoken,
    ),
    ['patch[text-changed]: The message of "Expired" changed.'],
  ],
  [
    "the unit of a wait",
    waiting,
    edited([["unit: seconds", "unit: milliseconds"]], waiting),
    [
      'major[wait-changed]: The unit or the conditions of "retryAfter" in the envelope "Legacy" changed.',
      'patch[text-changed]: The notes on the body of the envelope "Legacy" changed.',
    ],
  ],
  [
    "a status that promises less than the definition",
    harmless,
    edited([["status: [409, 422]", "status: [409, 422, 500]"]], harmless),
    [
      'major[effect-less-careful]: The effect of "InsufficientBalance" under HTTP 500 is now none, and was unknown, which is less careful.',
      'minor[statuses-changed]: The statuses of "InsufficientBalance" are now 409, 422, 500, and were 409, 422.',
    ],
  ],
  [
    "no list of statuses any more",
    harmless,
    edited([["    status: [409, 422]\n", ""]], harmless),
    [
      'major[answer-status-changed]: Answers with "InsufficientBalance" now have the status 400, and had 409.',
      'major[retry-less-careful]: The retry of "InsufficientBalance" under HTTP 404 is now after-fix, and was never, which is less careful.',
      'major[effect-less-careful]: The effect of "InsufficientBalance" under HTTP 407 and others is now none, and was unknown, which is less careful.',
    ],
  ],
  [
    "a definition of a family that is less careful",
    base,
    inFamily("    kind: unavailable\n"),
    [
      'major[kind-changed]: The kind of the code "card_expired" is now unavailable, and was declined.',
      'major[retry-less-careful]: The retry of the code "card_expired" is now after-backoff, and was never, which is less careful.',
      'minor[definition-added]: The definition "CardExpired" is new.',
    ],
  ],
  [
    "a definition of a family that says what the family says",
    base,
    inFamily("    kind: declined\n    retry: never\n"),
    ['minor[definition-added]: The definition "CardExpired" is new.'],
  ],
])("what clients do after an error is compared, too: %s", async (_, old, now, says) => {
  const found = compareFacts(await factsIn(old), await factsIn(now));
  expect(found.map(({ step, kind, message }) => `${step}[${kind}]: ${message}`)).toEqual(says);
});

test("the place of a text that changed is that of the text", async () => {
  const text = edited([["summary: The resource is gone.", "summary: The resource was deleted."]]);
  const [change] = compareFacts(await factsIn(base), await factsIn(text));
  const spanOf = factPlaces({ path: "catalog/pay.yaml", text });
  expect(text.slice(spanOf(change?.after ?? "").start)).toMatch(/^summary: The resource was/);
});
