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
  ["a.ts", `export const ERR_A = 10001, ERR_B = 10002; const ERR_C = 10003;`],
  ["a.ts", `export const ERR_A = 404, ERR_B = 409, ERR_C = 500;`],
  ["a.ts", `export const ERROR_ROWS = 1, ERROR_LINES = 1, ERROR_CELLS = 1;`],
  ["a.ts", `export const ERROR_DELAY_MS = 1, ERROR_MAX = 2, ERROR_COUNT = 3, ERROR_PAGE = 4;`],
  ["a.ts", `export const errorStyles = { red: { color: "dark-red", weight: "bold" } };`],
  ["a.ts", `export const errorTexts = { form: { required: "Required", late: "Too late" } };`],
  ["a.ts", `export const caseTable = { first: [404, "The page is gone."] };`],
  ["a.ts", `export const routes = { errors: { list: "errors.list", one: "errors.one" } };`],
  ["errors.ts", `class LostError extends Other { static readonly kind = "lost_error"; }`],
])("%s with %s has no codes", async (path, text) => {
  expect((await refused({ [path]: text })).codes).toEqual(["import-no-codes"]);
});

test("objects in an object of codes are groups of these", async () => {
  const { catalog, value } = await imported({
    "errors.ts": `export const ErrorCodes = {
  auth: { expired: "auth.expired", /** The login is locked. */ locked: "auth.locked" },
  order: { expired: "order.expired", late: { twice: "order.late_twice" } },
} as const;
throw new AppError(ErrorCodes.order.expired, 409);`,
  });
  expect(
    catalog.definitions.map(({ name, codes, statuses }) => [name, codes[0]?.literal, ...statuses]),
  ).toEqual([
    ["AuthExpired", "auth.expired"],
    ["AuthLocked", "auth.locked"],
    ["OrderExpired", "order.expired", 409],
    ["OrderLateTwice", "order.late_twice"],
  ]);
  expect(value.kept.aliases).toEqual({});
});

test("members are put together of constants, also of those in other files", async () => {
  expect(
    await found({
      "src/codes.ts": `import { SHOP } from "./prefix";
const prefix = "auth";
export const ErrorCode = { LoginFailed: \`\${prefix}/login-failed\`, CartEmpty: SHOP + "/cart-empty" };`,
      "src/prefix.ts": `export const SHOP = "shop"; const prefix = "other";`,
    }),
  ).toEqual([
    ["LoginFailed", "auth/login-failed", "Login failed."],
    ["CartEmpty", "shop/cart-empty", "Cart empty."],
  ]);
});

test("constants are numbers of errors if they are several that begin so", async () => {
  const text = `export const ERR_INVALID_PARAM = 10001; // The parameter is wrong.
export const ERR_NO_USER = 10002;
export const ERR_BUSY = -3;
export const ERR_MAX_RETRIES = 5;`;
  expect(await found({ "a.ts": text })).toEqual([
    ["Busy", -3, "Busy."],
    ["InvalidParam", 10001, "The parameter is wrong."],
    ["NoUser", 10002, "No user."],
  ]);
});

test("a table of pairs has its codes as keys", async () => {
  expect(
    await found({
      "a.ts": `export const table = { USER_BANNED: [403, "The user is banned."], "cart.empty": ["The cart is empty.", 409] } as const;
const cases = { first: [404, "The page is gone."] };`,
    }),
  ).toEqual([
    ["UserBanned", "USER_BANNED", 403, "The user is banned."],
    ["CartEmpty", "cart.empty", 409, "The cart is empty."],
  ]);
});
