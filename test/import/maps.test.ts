// Maps of TypeScript: from code to message, to status or to both, as objects, as `Map`s and as lists of pairs.

import { expect, test } from "vitest";
import { errorsIn as found, imported, refused } from "./project.ts";

const codes = `export enum ErrorCode { NotFound = "not_found", TooBusy = "too_busy" }\n`;

test.each([
  ["an object", `{ [ErrorCode.NotFound]: 404, too_busy: 503 }`],
  ["a map", `new Map<string, number>([[ErrorCode.NotFound, 404], ["too_busy", 503]])`],
  ["constant pairs", `new Map([[ErrorCode.NotFound, 404], ["too_busy", 503]] as const)`],
  ["pairs that are constant", `new Map([["not_found", 404] as const, ["too_busy", 503] as const])`],
  ["rows", `new Map([["not_found", { status: 404 }], ["too_busy", { httpStatus: 503 }]])`],
  ["entries", `Object.fromEntries([[ErrorCode.NotFound, 404], [ErrorCode.TooBusy, 503]])`],
  ["an object's entries", `new Map(Object.entries({ not_found: 404, too_busy: 503 }))`],
  ["a frozen map", `Object.freeze(new Map([["not_found", 404], ["too_busy", 503]]))`],
  ["pairs alone", `[["not_found", 404], ["too_busy", 503]] as const`],
])("%s of codes that an enum has says their statuses", async (_, map) => {
  for (const name of ["statuses", "errorMap", "byCode: ReadonlyMap<ErrorCode, number>"])
    expect(await found(`${codes}export const ${name} = ${map};`), name).toEqual([
      ["not_found", 404, "Not found."],
      ["too_busy", 503, "Too busy."],
    ]);
});

test.each([
  ["an object", `{ [ErrorCode.NotFound]: "Nothing is there.", too_busy: "Crowded" }`],
  ["a map", `new Map([[ErrorCode.NotFound, "Nothing is there."], ["too_busy", "Crowded"]])`],
  [
    "rows",
    `new Map([[ErrorCode.NotFound, { message: "Nothing is there." }], ["too_busy", { message: "Crowded" }]])`,
  ],
])("messages of %s are texts, also those of one word", async (_, map) => {
  for (const name of ["errorTexts", "said"])
    expect(await found(`${codes}export const ${name} = ${map};`), name).toEqual([
      ["not_found", "Nothing is there."],
      ["too_busy", "Crowded"],
    ]);
});

test("maps inside of classes and functions say as much", async () => {
  expect(
    await found(`${codes}
class Filter { private static readonly statuses = new Map([[ErrorCode.NotFound, 404]]); }
function messageOf(code: ErrorCode) {
  const messages = new Map([[ErrorCode.TooBusy, "Come back later."]]);
  return messages.get(code);
}`),
  ).toEqual([
    ["not_found", 404, "Not found."],
    ["too_busy", "Come back later."],
  ]);
});

test.each([
  [`export const errors = new Map([["NOT_FOUND", 404], ["BUSY", 503]]);`, ["BUSY", "NOT_FOUND"]],
  [
    `const errorStatuses: Record<string, number> = { NOT_FOUND: 404, BUSY: 503 };`,
    ["BUSY", "NOT_FOUND"],
  ],
  [`const httpByError = { not_found: 404, too_busy: 503 };`, ["not_found", "too_busy"]],
  [
    `const errorTexts = { not_found: "It is gone.", too_busy: "Come back later." };`,
    ["not_found", "too_busy"],
  ],
  [`const errorStatuses = new Map([["gone", 410], ["busy", 503]]);`, ["busy", "gone"]],
  [`const errorTexts = new Map([[1001, "It is gone."], [1002, "Come later."]]);`, [1001, 1002]],
  [
    `const problems = new Map([["not_found", { status: 404, message: "It is gone." }]]);`,
    ["not_found"],
  ],
  [
    `const errorCodes = new Map([["Gone", "not_found"], ["Busy", "too_busy"]]);`,
    ["not_found", "too_busy"],
  ],
])("%s has its codes itself", async (text, expected) => {
  expect((await found(text)).map(([code]) => code)).toEqual(expected);
});

test("a map of names to codes is not an object that a package could replace", async () => {
  const { value } = await imported({
    "errors.ts": `export const errorCodes = new Map([["Gone", "not_found"], ["Busy", "too_busy"]]);`,
  });
  expect(value.kept.aliases).toEqual({});
});

test("an object of names keeps its codes, whatever they are", async () => {
  expect(await found(`export const ErrorCodes = { NOT_FOUND: 404, TOO_BUSY: 503 };`)).toEqual([
    [404, "Not found."],
    [503, "Too busy."],
  ]);
});

test.each([
  `const colors = new Map([["dark_red", 404], ["light_red", 503]]);`,
  `const errorTexts = { required: "This is required.", tooLong: "This is too long." };`,
  `const errorTexts: Record<string, string> = { de: "Das geht nicht.", email: "Enter an address." };`,
  `const statusCodes = { NOT_FOUND: 404, BUSY: 503 };`,
  `const pairs = [["a_b", "c_d"], ["e_f", "g_h"], ["i", 5]];`,
  `const countryCodes = new Map([["de", "This is Germany."], ["fr", "This is France."]]);`,
])("%s has no codes", async (text) => {
  expect((await refused({ "errors.ts": text })).codes).toEqual(["import-no-codes"]);
});
