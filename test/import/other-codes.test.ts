// Codes of TypeScript that are none of errors: of other things, of pages, actions and platforms, and those of tests.

import { expect, test } from "vitest";
import { imported, refused } from "./project.ts";

const source = async (files: Readonly<Record<string, string>>) => {
  const { catalog, value } = await imported(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`src/${path}`, text])),
    { sources: ["src"] },
  );
  return { codes: catalog.codes.map((one) => one.text), remarks: value.remarks };
};

const apiErrors = `export class ApiError extends Error { constructor(readonly status: number, readonly code: string, message?: string) { super(message); } }
throw new ApiError(404, "user_missing"); throw new ApiError(402, "card_lost");`;

test("a name that only says code has no codes of errors beside others", async () => {
  const files = {
    "codes.ts": `export enum CloseCode { Normal = 1000, Away = 1001 }
export const StatusCode = { active: "active", gone: "gone_away" } as const;
export type PlanCode = "basic_plan" | "pro_plan";
export const PermissionCode = { Read: "orders:read", Write: "orders:write" };
export enum TaxCode { Full = "tax_full", Half = "tax_half" }
export const AUDIT_CODES = { LOGIN: "audit.login", LOGOUT: "audit.logout" };
export enum DefaultPlan { Free = "free_plan", Paid = "paid_plan" }`,
    "api.ts": apiErrors,
  };
  const { codes, remarks } = await source(files);
  expect(codes).toEqual(["card_lost", "user_missing"]);
  expect(remarks).toEqual([
    "No source shows a body, so the places of code and message are a guess.",
    "Enums and objects that are not taken for codes: CloseCode (2 values), StatusCode (2 values), PermissionCode (2 values), TaxCode (2 values), AUDIT_CODES (2 values), DefaultPlan (2 values).",
    "Unions and arrays that are not taken for codes: PlanCode (2 values).",
  ]);
});

const bizCode = `export enum BizCode { Missing = 1001, Lost = 1002 }`;
const planCode = `export enum PlanCode { Basic = "basic_plan", Pro = "pro_plan" }`;

test.each([
  ["it is the only one", { "codes.ts": bizCode }],
  [
    "errors have it",
    { "codes.ts": `${bizCode} ${planCode} class BizError extends Error { code: BizCode }` },
  ],
  ["a call of errors has it", { "codes.ts": `${bizCode} ${planCode} Result.fail(BizCode.Lost);` }],
  [
    "one is thrown",
    { "codes.ts": `${bizCode} ${planCode} throw new AppError(BizCode.Lost, 404);` },
  ],
  ["the file is of errors", { "errors/biz.ts": bizCode, "plan.ts": planCode }],
  ["others are thrown", { "codes.ts": bizCode, "use.ts": `throw new AppError(1001, 404);` }],
])("a name that only says code has codes if %s", async (_, files) => {
  expect((await source(files)).codes).toEqual(["1001", "1002"]);
});

test.each([
  `export const errorPages = { 404: "/not-found.html", 500: "/oops.html" };`,
  `export const ROUTES = { error: { path: "/oops", status: 500 }, home: { path: "/", status: 200 } };`,
  `export enum ErrorEvent { Shown = "error_shown", Closed = "error_closed" }`,
  `export const errorMetrics = { total: "errors.total", rate: "errors.rate" };`,
  `export const FETCH_USER_REQUEST = "FETCH_USER_REQUEST", FETCH_USER_ERROR = "FETCH_USER_ERROR", FETCH_CART_ERROR = "FETCH_CART_ERROR", FETCH_ITEM_ERROR = "FETCH_ITEM_ERROR";`,
  `export const ActionTypes = { FETCH_USER_REQUEST: "FETCH_USER_REQUEST", FETCH_USER_ERROR: "FETCH_USER_ERROR" };`,
  `export interface ApiErrorView { code: "modal" | "toast" }`,
  `export const RETRYABLE_ERROR_CODES = ["ECONNREFUSED", "ETIMEDOUT"];`,
  `export const PG_ERROR_CODES = { unique: "23505", serial: "40001" };`,
  `export const PG_ERROR_CODES = ["23505", "40P01"];`,
  `export const TOPICS = { orders: "orders.v1", errors: "errors.v1" };`,
])("%s has no codes", async (text) => {
  expect((await refused({ "a.ts": text })).codes).toEqual(["import-no-codes"]);
  expect((await source({ "a.ts": text, "api.ts": apiErrors })).codes).toEqual([
    "card_lost",
    "user_missing",
  ]);
});

test("files of tests in a folder are skipped, and counted in the report", async () => {
  const made = `throw new ApiError(400, "made_up");`;
  const files = {
    "api.ts": apiErrors,
    "api.test.ts": made,
    "api.spec.tsx": made,
    "__tests__/a.ts": made,
    "deep/fixtures/a.ts": made,
  };
  const { codes, remarks } = await source(files);
  expect(codes).toEqual(["card_lost", "user_missing"]);
  expect(remarks).toContain("4 test files are skipped; name one to read it.");
  const { catalog } = await imported({ "api.test.ts": apiErrors });
  expect(catalog.codes.length).toBe(2);
});

test("an enum that is not taken by itself is taken if the source names it", async () => {
  const codes =
    "export enum ErrorCode { UserMissing = 'user_missing' }\nexport enum PlanCode { Basic = 'basic_plan', Pro = 'pro_plan' }\nexport type TaxCode = 'tax_a' | 'tax_b';\n";
  const taken = async (...sources: readonly string[]) => {
    const { catalog } = await imported({ "src/codes.ts": codes }, { sources });
    return catalog.codes.map(({ text }) => text).sort();
  };
  expect(await taken("src")).toEqual(["user_missing"]);
  expect(await taken("src#PlanCode")).toEqual(["basic_plan", "pro_plan", "user_missing"]);
  expect(await taken("src/codes.ts#TaxCode", "src/codes.ts#PlanCode")).toHaveLength(5);
  const { diagnostics } = await refused({ "src/codes.ts": codes }, ["src#Plan"]);
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'There is no list of codes at "Plan" in "src".',
  ]);
});
