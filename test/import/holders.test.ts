// What holds codes in TypeScript beside enums and objects: static members of classes, namespaces, and constants of files.

import { expect, test } from "vitest";
import { imported, refused } from "./project.ts";

const found = async (files: Readonly<Record<string, string>>) => {
  const isFolder = Object.keys(files).some((path) => path.startsWith("src/"));
  const { catalog } = await imported(files, isFolder ? { sources: ["src"] } : {});
  return catalog.definitions.map(({ name, codes, statuses, summary }) => [
    name,
    codes[0]?.literal,
    ...statuses,
    summary,
  ]);
};

test.each([
  [
    "static members of a class",
    `export class ErrorCodes {
  private constructor() {}
  /** The user is gone. */
  static readonly UserMissing = "user_missing";
  static readonly CARD_LOST = "card_lost" as const; // The card is lost.
  static isCode(text: string) { return text.length > 3; }
}
throw new AppError(ErrorCodes.UserMissing, 404);`,
  ],
  [
    "constants of a namespace",
    `export namespace ErrorCodes {
  /** The user is gone. */
  export const UserMissing = "user_missing";
  export const CARD_LOST = "card_lost"; // The card is lost.
}
throw new AppError(ErrorCodes.UserMissing, 404);`,
  ],
])("%s are read like those of an object", async (_, text) => {
  expect(await found({ "errors.ts": text })).toEqual([
    ["CardLost", "card_lost", "The card is lost."],
    ["UserMissing", "user_missing", 404, "The user is gone."],
  ]);
});

test.each([
  [
    "a class",
    `class Errors { static NOT_FOUND = { code: "not_found", status: 404, message: "It is gone." }; }`,
  ],
  [
    "a namespace",
    `namespace Errors { export const NOT_FOUND = { code: "not_found", status: 404, message: "It is gone." }; }`,
  ],
])("rows in %s are read like those of an object", async (_, text) => {
  expect(await found({ "rows.ts": text })).toEqual([["NotFound", "not_found", 404, "It is gone."]]);
});

test.each([
  [
    "with error in their names",
    "src/constants.ts",
    "NOT_FOUND_ERROR",
    `export const NOT_FOUND_ERROR = "not_found";
/** The card is lost. */
export const ERR_CARD_LOST = "ERR_CARD_LOST", TOO_BUSY_ERROR = "too.busy";
export const PAGE_SIZE = "twenty";`,
    [
      ["ErrCardLost", "ERR_CARD_LOST", "The card is lost."],
      ["NotFound", "not_found", 404, "Not found."],
      ["TooBusy", "too.busy", "Too busy."],
    ],
  ],
  [
    "in a file of errors",
    "src/error-codes.ts",
    "NOT_FOUND",
    `export const NOT_FOUND = "not_found";
export const CardLost = "card.lost";
export const TOO_BUSY = "too-busy";`,
    [
      ["CardLost", "card.lost", "Card lost."],
      ["NotFound", "not_found", 404, "Not found."],
      ["TooBusy", "too-busy", "Too busy."],
    ],
  ],
])(
  "constants of a file are codes if they are several %s",
  async (_, path, name, text, expected) => {
    const use = `throw new AppError(${name}, 404);`;
    expect(await found({ [path]: text, "src/use.ts": use })).toEqual(expected);
  },
);

test("constants that are rows themselves are one error each", async () => {
  expect(
    await found({
      "errors.ts": `/** The card is lost. */
export const CARD_LOST_ERROR = { code: "card_lost", status: 402 };
export const NOT_FOUND = Object.freeze({ code: 1004, httpStatus: 404, message: "It is gone." });
export const server = { type: "plain", host: "here" };`,
    }),
  ).toEqual([
    ["NotFound", 1004, 404, "It is gone."],
    ["CardLost", "card_lost", 402, "The card is lost."],
  ]);
});

test("a constant that is thrown is a code by itself", async () => {
  expect(
    await found({
      "use.ts": `const CARD_LOST = "lost"; const at = "here"; throw new AppError(CARD_LOST, 402); throw new AppError(at, 404);`,
    }),
  ).toEqual([["Lost", "lost", 402, "Lost."]]);
});

test.each([
  ["actions.ts", `export const ADD_ITEM = "ADD_ITEM", DROP_ITEM = "DROP_ITEM", SEND = "SEND";`],
  ["errors.ts", `export const NOT_FOUND = "not_found"; export const BUSY = "busy";`],
  ["errors.ts", `const NOT_FOUND = "not_found"; const BUSY = "busy"; const LOST = "lost";`],
  [
    "errors.ts",
    `export const NAME = "shop"; export const MODE = "fast"; export const KEY = "abc";`,
  ],
  ["errors.ts", `class ErrorPage { static readonly path = "error_page"; title = "Error"; }`],
  ["errors.ts", `class LostError extends Other { static readonly kind = "lost_error"; }`],
])("%s with %s has no codes", async (path, text) => {
  expect((await refused({ [path]: text })).codes).toEqual(["import-no-codes"]);
});
