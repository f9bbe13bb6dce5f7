// Deprecated codes of TypeScript, with the reason and the replacement that a comment names.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { importErrors } from "../../generator/index.ts";
import { loadCatalog } from "../../generator/rules/load.ts";
import { imported } from "./project.ts";

test("of an error with several codes only those are deprecated that a source marks so", async () => {
  const { catalog, text } = await imported({
    "errors.ts": `export enum ErrorCode {
  CardDeclined = "card_declined",
  /**
   * The bank refused the card.
   *
   * @deprecated Use {@link CardDeclined}: banks
   *   tell the two no longer apart.
   * @since 1.0
   */
  CardRefused = "card_refused",
  /** @deprecated */
  CardStopped = "card_stopped",
}
export const errors = [
  /** Gone. @deprecated Nobody sends it. */
  { code: "card_lost", status: 410 },
];
`,
    "errors.md": `| Code | Description |
|---|---|
| card_declined, card_refused | The card was declined. |
`,
  });
  const reason = "Use CardDeclined: banks tell the two no longer apart.";
  expect(text).toContain(
    `code: [card_declined, { code: card_refused, deprecated: { since: 0.1.0, reason: "${reason}" } }]`,
  );
  expect(catalog.definitions.map((one) => [one.name, one.summary, one.deprecated?.reason])).toEqual(
    [
      ["CardDeclined", "The bank refused the card.", undefined],
      ["CardLost", "Gone.", "Nobody sends it."],
      ["CardStopped", "Card stopped.", "The source marks it as deprecated."],
    ],
  );
});

test.each([
  ["use TooFast", "TooFast"],
  ["Use `TooFast` instead.", "TooFast"],
  ["Please use {@link ErrorCode.TooFast}.", "TooFast"],
  ["Replaced by too_fast: the same.", "TooFast"],
  ["In favour of TooFast", "TooFast"],
  ["请使用 TooFast", "TooFast"],
  ["Use something else.", undefined],
  ["TooFast is newer.", undefined],
  ["Use Old.", undefined],
  ["Use Older.", undefined],
  ["Use TooFast or use Busy.", undefined],
  ["Gone", undefined],
])("an error that is deprecated for %j has the replacement %j", async (reason, use) => {
  const { catalog, warnings } = await imported({
    "errors.ts": `export enum ErrorCode {
  TooFast = "too_fast",
  Busy = "busy",
  /** @deprecated ${reason} */
  Old = "old_one",
  /** @deprecated */
  Older = "older_one",
}
`,
  });
  expect(warnings).toEqual([]);
  expect(catalog.definitions.find(({ name }) => name === "Old")?.deprecated?.use).toBe(use);
});

test("an update names only replacements that the catalog has", async () => {
  const source = (more: string) => `export enum ErrorCode {
  TooFast = "too_fast",
${more}}
`;
  const { cwd, value } = await imported({ "errors.ts": source("") });
  writeFileSync(
    join(cwd, "errors.ts"),
    source(`  /** @deprecated Use TooFast */
  Old = "old_one",
  /** @deprecated Use Fresh */
  Older = "older_one",
  Fresh = "fresh_one",
`),
  );
  await importErrors({ cwd, sources: ["errors.ts"], update: true });
  const text = readFileSync(join(cwd, value.path), "utf8");
  const loaded = await loadCatalog({ path: value.path, text });
  expect(loaded.diagnostics).toEqual([]);
  const uses = loaded.value?.definitions.map(({ name, deprecated }) => [name, deprecated?.use]);
  expect(uses).toContainEqual(["Old", "TooFast"]);
  expect(uses).toContainEqual(["Older", undefined]);
});
