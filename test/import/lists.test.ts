// Codes in lists of TypeScript: arrays, schemas, and the unions of fields and of other types.

import { expect, test } from "vitest";
import { imported, refused } from "./project.ts";

test.each([
  ["an array", `export const ERROR_CODES = ["user_missing", "card_lost"] as const;`],
  [
    "an array that a type names",
    `const all = Object.freeze(["user_missing", "card_lost"] as const);
export type ErrorCode = (typeof all)[number];`,
  ],
  ["a schema", `export const errorCodeSchema = z.enum(["user_missing", "card_lost"]);`],
  ["a field of a type", `export interface ApiError { code: "user_missing" | "card_lost" }`],
  [
    "fields of several types",
    `export type MissingError = { code: "user_missing"; user: string };
export interface LostError { readonly errorCode?: "card_lost" }`,
  ],
  [
    "a parameter of a class",
    `export class Failure extends Error { constructor(readonly code: "user_missing" | "card_lost") { super(); } }`,
  ],
  [
    "unions of unions",
    `export type ErrorCode = UserCode | Other; type UserCode = "user_missing"; type Other = "card_lost" | Other;`,
  ],
])("the codes of %s are found", async (_, text) => {
  const { catalog } = await imported({ "errors.ts": text });
  expect(catalog.codes.map((one) => one.text)).toEqual(["card_lost", "user_missing"]);
});

test("templates of a union are codes for each text that they can be", async () => {
  const { catalog } = await imported({
    "errors.ts": `type What = "missing";
export type ErrorCode = \`user_\${What}\` | \`\${"card"}_\${"lost" | What}\` | \`x_\${string}\` | \`y_\${"a" | Other}\`;`,
  });
  expect(catalog.codes.map((one) => one.text)).toEqual([
    "card_lost",
    "card_missing",
    "user_missing",
  ]);
});

test("comments on the items of an array are texts of their errors", async () => {
  const { catalog } = await imported({
    "errors.ts": `export const errorCodes = [
  "card_lost", // The card is lost.
  /** The user is gone. */
  "user_gone",
] as const;
`,
  });
  expect(catalog.definitions.map(({ summary }) => summary)).toEqual([
    "The card is lost.",
    "The user is gone.",
  ]);
});

test.each([
  `export const ERROR_FIELDS = ["name", "email"];`,
  `export const codes = ["DE", "FR"];`,
  `export const RETRY_ERROR_CODES = [500, 503];`,
  `export interface Country { code: "de" | "fr" }`,
  `export interface ApiError { status: "sent" | "lost"; httpCode: 404 }`,
])("%s has no codes", async (text) => {
  expect((await refused({ "errors.ts": text })).codes).toEqual(["import-no-codes"]);
});
