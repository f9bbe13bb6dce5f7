// TypeScript to catalogs: enums, constant objects, unions, maps, classes and what is thrown, in any mix.

import { expect, test } from "vitest";
import { asLine } from "../helpers.ts";
import { imported, refused } from "./project.ts";

const found = async (text: string, name = "src/errors.ts") => {
  const { catalog, value, diagnostics } = await imported({ [name]: text });
  const definitions = catalog.definitions.map(({ name: definition, codes, statuses, summary }) => [
    definition,
    codes[0]?.literal,
    ...statuses,
    summary,
  ]);
  return { definitions, value, diagnostics, catalog };
};

test("an enum with comments, and maps from its members to message and status", async () => {
  const { definitions, value } = await found(`
import { HttpStatus } from "@nestjs/common";

export enum Color { Red = "red", Green = "green" }

/** The codes of our API. */
export enum ErrorCode {
  /** The user does not exist. */
  UserMissing = "user_missing",
  // Too many requests.
  TooFast = "too_fast",
  /** @deprecated use TooFast */
  OldOne = "old_one",
  Busy = "busy",
}

export const messages: Record<ErrorCode, string> = {
  [ErrorCode.UserMissing]: "There is no such user.",
  [ErrorCode.TooFast]: "Slow down.",
  old_one: "Old.",
  busy: "The service is busy now.",
};

const statuses = { [ErrorCode.UserMissing]: 404, [ErrorCode.TooFast]: HttpStatus.TOO_MANY_REQUESTS } satisfies Partial<Record<ErrorCode, number>>;
`);
  expect(definitions).toEqual([
    ["Busy", "busy", "The service is busy now."],
    ["OldOne", "old_one", "Old."],
    ["TooFast", "too_fast", 429, "Too many requests."],
    ["UserMissing", "user_missing", 404, "The user does not exist."],
  ]);
  expect(value.remarks).toContain(
    "Enums and objects that are not taken for codes: Color (2 values).",
  );
});

test("a name that is told apart by a number is for a person to choose", async () => {
  const { catalog, text } = await imported({
    "errors.ts": `export enum ErrorCode { NotFound = "not_found", NOT_FOUND = "NOT_FOUND" }`,
  });
  expect(catalog.definitions.map(({ name, summary }) => [name, summary])).toEqual([
    ["NotFound2", "Not found."],
    ["NotFound", "Not found."],
  ]);
  expect(text).toContain("  NotFound2: # TODO: choose a name\n");
  expect(text).toContain("  NotFound:\n");
});

test("constant objects, of codes or of rows, and lists of rows", async () => {
  const { definitions } = await found(`
export const ErrorCodes = { NotFound: "not_found", Busy: "busy" } as const;
export const ERRORS = Object.freeze({
  ACCOUNT_FROZEN: { code: 4001, status: 403, message: "The account is frozen." },
  account_closed: { httpStatus: 409, message: "The account is closed." },
});
export const errorList = [{ code: "E1001", statusCode: 400, msg: "The name is missing." }];
`);
  expect(definitions).toEqual([
    ["AccountFrozen", 4001, 403, "The account is frozen."],
    ["NameMissing", "E1001", 400, "The name is missing."],
    ["AccountClosed", "account_closed", 409, "The account is closed."],
    ["Busy", "busy", "Busy."],
    ["NotFound", "not_found", "Not found."],
  ]);
});

test("unions, classes and what is thrown", async () => {
  const { definitions } = await found(`
export type ApiErrorCode = "not_found" | "card_lost";
type Size = "small" | "large";
class AppError extends Error {
  constructor(readonly code: string, readonly status: number, message?: string) { super(message); }
}
/** The thing is not there. */
export class ThingMissingError extends AppError {
  constructor() { super("not_found", 404); }
}
export class LimitReachedError extends AppError { readonly code = "limit_reached"; readonly status = 429; }
export function pay() {
  if (Math.random() > 2) throw new AppError("insufficient_balance", 409, "The balance is too low.");
  throw new TypeError("not_a_code");
}
`);
  expect(definitions).toEqual([
    ["CardLost", "card_lost", "Card lost."],
    ["InsufficientBalance", "insufficient_balance", 409, "The balance is too low."],
    ["LimitReached", "limit_reached", 429, "Limit reached."],
    ["ThingMissing", "not_found", 404, "The thing is not there."],
  ]);
});

test("a folder is read as one source, and files that cannot be read as TypeScript are skipped and named", async () => {
  const files = {
    "src/codes.ts": 'export enum ErrorCode { NoUser = "user_missing" }\n',
    "src/deep/use.tsx":
      'import { ErrorCode } from "../codes";\nthrow new AppError(ErrorCode.NoUser, 404, "No such user.");\n',
    "src/broken.ts": "export enum {\n",
    "src/latin.ts": new Uint8Array([0x2f, 0x2f, 0xe9]),
    "src/video.ts": new Uint8Array([0x47, 0x00, 0x11, 0x10, 0xff]),
    "src/types.d.ts": 'export enum OtherErrorCode { B = "b_b" }\n',
  };
  const { catalog, diagnostics } = await imported(files, { sources: ["src"] });
  expect(catalog.definitions).toMatchObject([
    { name: "NoUser", statuses: [404], summary: "No such user.", sources: [{ id: "src" }] },
  ]);
  expect(diagnostics.map(asLine)).toEqual([
    'typescript-unread The file "src/latin.ts" is skipped, since it is not UTF-8.',
    'typescript-unread The file "src/video.ts" is skipped, since it is not UTF-8.',
    'src/broken.ts:1:13 typescript-syntax The file "src/broken.ts" is skipped, since its syntax is wrong: Identifier expected.',
  ]);
});

test("a source, a description and a page of the same codes give one catalog", async () => {
  const { catalog, value } = await imported({
    "src/codes.ts": 'export enum ErrorCode { UserMissing = "user_missing", Busy = "busy" }\n',
    "errors.md":
      "| Code | HTTP | Meaning |\n|---|---|---|\n| `user_missing` | 404 | There is no such user. |\n| `gone` | 410 | It is gone. |\n",
  });
  expect(catalog.definitions).toMatchObject([
    { name: "Busy", sources: [{ id: "codes" }] },
    { name: "Gone", sources: [{ id: "errors" }] },
    {
      name: "UserMissing",
      statuses: [404],
      summary: "There is no such user.",
      sources: [{ id: "codes" }, { id: "errors" }],
    },
  ]);
  expect(value.contradictions).toEqual([]);
});

test.each([
  [
    "enums of other things",
    "export enum Color { Red = 'red' }\nexport enum Size { S = 's', L = 'l' }\n",
  ],
  ["statuses alone", "export enum HttpStatus { NOT_FOUND = 404, OK = 200 }\n"],
  ["nothing", "export const a = 1;\n"],
])("a file with %s is told, and nothing is written", async (_, text) => {
  const { codes, value } = await refused({ "a.ts": text });
  expect({ codes, value }).toEqual({ codes: ["import-no-codes"], value: undefined });
});

test("a folder without TypeScript is told", async () => {
  expect((await refused({ "src/a.js": "" }, ["src"])).codes).toEqual(["import-unread"]);
});

test("keys that generators of clients write without dots are names by what they stand for", async () => {
  const { definitions } = await found(`
export const EventErrorCode = {
  paymentssessioncapture_failed: "payments.session.capture_failed",
  accountfrozen: "account-frozen",
  PAYMENT_LATE: "payment.late",
} as const;
`);
  expect(definitions.map(([name]) => name)).toEqual([
    "AccountFrozen",
    "PaymentLate",
    "PaymentsSessionCaptureFailed",
  ]);
});

test.each([
  ["the package around it", { "package.json": `{ "name": "@acme/shop-api" }` }, "shop", "Shop"],
  [
    "the nearest one",
    { "src/package.json": `{ "name": "cart" }`, "package.json": `{ "name": "all" }` },
    "cart",
    "Cart",
  ],
  [
    "the document beside it",
    {
      "package.json": `{ "name": "shop" }`,
      "b.md": "# Bank codes\n\n| Code | Meaning |\n|---|---|\n| bank_busy | It is busy. |\n",
    },
    "bank",
    "Bank",
  ],
  ["any other, where nothing has a name", {}, "my-api", "MyApi"],
])("a catalog of TypeScript is called as %s", async (_, files, id, prefix) => {
  const text = `export enum ErrorCode { NotFound = "not_found", TooLarge = "too_large" }\n`;
  const { catalog } = await imported(
    { ...files, "src/errors.ts": text },
    { sources: ["src/errors.ts", ...Object.keys(files).filter((one) => one.endsWith(".md"))] },
  );
  expect(catalog).toMatchObject({ id, prefix });
});

test("what is given to a parameter called code is one, whatever it looks like", async () => {
  const { definitions } = await found(`
class RpcError extends Error { constructor(readonly code: number, readonly status: number, message: string) { super(message); } }
class AppError extends Error { constructor(message: string, readonly errorCode: string, readonly statusCode = 400) { super(message); } }
class HttpError extends Error { constructor(readonly statusCode: number, message: string) { super(message); } }
export const all = [
  new RpcError(-1003, 429, "Too many requests were sent."),
  new RpcError(1004, 429, "The order was too large."),
  new AppError("The payment was bad.", "zahlung_größe", 402),
  new AppError("The card is lost.", "verloren"),
  new HttpError(404, "It is gone."),
];
`);
  expect(definitions.map(([, ...facts]) => facts)).toEqual([
    [-1003, 429, "Too many requests were sent."],
    [1004, 429, "The order was too large."],
    ["verloren", 400, "The card is lost."],
    ["zahlung_größe", 402, "The payment was bad."],
  ]);
});

test("classes and parts of unions are deprecated as members of enums are", async () => {
  const { catalog } = await imported({
    "errors.ts": `/** The license. */

/** The card is lost.
 * @deprecated Cards are gone. */
export class CardLostError extends AppError { code = "card_lost"; }
export type ErrorCode =
  /** @deprecated Use busy. */
  | "too_fast"
  | "busy" // The service is busy.
  /** The door is shut. */
  | "door_shut" | /* The key is lost. */ "key_lost" // @deprecated
  | "plain"; // The last one.
export type OtherCode = "alone_here";
`,
  });
  const said = catalog.definitions.map(({ codes: [code], summary }) => [
    code?.text,
    summary,
    code?.deprecated?.reason,
  ]);
  expect(said).toEqual([
    ["alone_here", "Alone here.", undefined],
    ["busy", "The service is busy.", undefined],
    ["card_lost", "The card is lost.", "Cards are gone."],
    ["door_shut", "The door is shut.", undefined],
    ["key_lost", "The key is lost.", "The source marks it as deprecated."],
    ["plain", "The last one.", undefined],
    ["too_fast", "Too fast.", "Use busy."],
  ]);
});
