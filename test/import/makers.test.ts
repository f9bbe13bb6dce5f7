// Functions of a project that make errors: what they are called with is read like the arguments of a class.

import { expect, test } from "vitest";
import { imported, refused } from "./project.ts";

const uses = `
export function find() { throw fail("not_found", 404, "It is gone."); }
fail(ErrorCode.Lost, 402);
`;
const base = `
export enum ErrorCode { Lost = "lost" }
export class AppError extends Error {
  constructor(readonly code: string, readonly status: number, message?: string) { super(message); }
}
`;

test.each([
  [
    "returns an error",
    `function fail(code: string, status: number, message?: string) { return new AppError(code, status, message); }`,
  ],
  [
    "throws an error",
    `export function fail(code: string, status: number, message = "Oops."): never { throw new AppError(code, status, message); }`,
  ],
  [
    "is an arrow",
    `const fail = (code: string, status: number, text?: string) => new AppError(code, status, text);`,
  ],
  [
    "is an arrow with a body",
    `const fail = (errorCode: string, status: number, text?: string) => { if (status > 1) return new AppError(errorCode, status, text); };`,
  ],
])("what a function is called with that %s is one", async (_, declared) => {
  const { catalog } = await imported(
    { "src/a.ts": base + declared, "src/b.ts": uses },
    { sources: ["src"] },
  );
  expect(
    catalog.definitions.map(({ codes, statuses, summary }) => [
      codes[0]?.literal,
      ...statuses,
      summary,
    ]),
  ).toEqual([
    ["lost", 402, "Lost."],
    ["not_found", 404, "It is gone."],
  ]);
});

test("a static method makes errors as a function does", async () => {
  const { catalog } = await imported({
    "a.ts": `class AppError extends Error {
  constructor(readonly code: string, readonly status: number) { super(code); }
  static of(code: string, status: number) { return new AppError(code, status); }
}
throw AppError.of("busy", 503);`,
  });
  expect(
    catalog.definitions.map(({ codes, statuses }) => [codes[0]?.literal, ...statuses]),
  ).toEqual([["busy", 503]]);
});

test.each([
  ["is not declared", ""],
  ["makes no error", `function fail(code: string, status: number) { log(code, status); }`],
  [
    "does not give it the code",
    `function fail(code: string, status: number) { return new AppError("x".repeat(3), status); }`,
  ],
  [
    "makes one in another file alone",
    `function fail(code: string, status: number) { return new AppError(code, status); }
namespace other { export function fail(code: string) { log(code); } }`,
  ],
])("what a function is called with that %s is none", async (_, declared) => {
  const files = { "src/a.ts": declared, "src/b.ts": `fail("not_found", 404, "It is gone.");` };
  expect((await refused(files, ["src"])).codes).toEqual(["import-no-codes"]);
});
