// The names that a team has used so far: read from its sources, written into the configuration, exported by the package.

import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { imported as importedText } from "../../generator/cli/imported.ts";
import { generate, importErrors, init } from "../../generator/index.ts";
import { projectFolder, typeCheck } from "../helpers.ts";
import { folderWith, imported } from "./project.ts";

const errors = `export enum ErrorCode {
  /** There is no such user. */
  USER_MISSING = "user_missing",
  TOO_FAST = "too_fast",
  Busy = "busy",
}

export class AppError extends Error {
  constructor(readonly code: ErrorCode, readonly status: number, message?: string) {
    super(message);
  }
}
`;

const use = `import { AppError, ErrorCode } from "./errors.js";

const texts: Record<ErrorCode, string> = {
  [ErrorCode.USER_MISSING]: "No such user.",
  [ErrorCode.TOO_FAST]: "Slow down.",
  [ErrorCode.Busy]: "Later.",
};

export function text(error: unknown): string {
  if (!(error instanceof AppError)) return "";
  const { code }: { readonly code: unknown } = error;
  return code === ErrorCode.USER_MISSING ? "none" : texts[code as ErrorCode.TOO_FAST];
}
`;

const kept = async (files: Readonly<Record<string, string>>, sources = Object.keys(files)) => {
  const { value } = await imported(files, { sources, id: "acme" });
  const { text: _, classes: _classes, ...options } = value.kept;
  return {
    ...options,
    left: value.remarks.filter(
      (one) => one.startsWith("Left out the alias") || /aliases of/.test(one),
    ),
  };
};

test.each([
  ["{ code: string; message?: string }", "", ["fields"]],
  ["Init", "interface Init { readonly code: string; cause?: unknown }", ["fields"]],
  ["Init", "type Init = { code: string };", ["fields"]],
  ["Init", "type Init = { httpCode: number };", undefined],
  ["Elsewhere", "", undefined],
])("the arguments of a class with an object of the type %s %s", async (type, more, roles) => {
  const { value } = await imported({
    "errors.ts": `export enum ErrorCode { Busy = "busy_now" }
${more}
export class AppError extends Error {
  constructor(readonly init: ${type}) { super(); }
}
`,
  });
  expect(value.kept.classes["AppError"]).toEqual(roles);
  expect("AppError" in value.kept.aliases).toBe(roles !== undefined);
});

test.each([
  ["an enum", errors, use, ""],
  [
    "a constant object",
    errors
      .replace("enum ErrorCode {", "const ErrorCode = {")
      .replace(/ = "/g, ': "')
      .replace(
        "}\n",
        "} as const;\nexport type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode];\n",
      ),
    `${use.replace("as ErrorCode.TOO_FAST", "as ErrorCode")}export const plain: ErrorCode = "busy";\n`,
    "    enumStyle: const\n    importExtension: .js\n",
  ],
])(
  "a project that begins with %s compiles with its names as before",
  async (_, declared, used, style) => {
    const compilerOptions = { strict: true, module: "nodenext", target: "es2022", noEmit: true };
    const cwd = folderWith({
      "package.json": '{ "name": "@acme/server", "type": "module" }',
      "tsconfig.json": JSON.stringify({
        compilerOptions: { ...compilerOptions, types: [] },
        include: ["src"],
      }),
      "src/errors.ts": declared,
      "src/use.ts": used,
    });
    const begun = await init({ cwd, from: ["src/errors.ts"], as: "sources" });
    expect(begun.diagnostics).toEqual([]);
    const config = readFileSync(join(cwd, "faultbook.config.yaml"), "utf8");
    const own = config.slice(config.indexOf("  # The package"));
    expect(
      own.replace(style, ""),
    ).toBe(`  # The package also exports the names that the sources have used so far.
  typescript:
    aliases:
      ErrorCode: ServerErrorCode
      ErrorCode.USER_MISSING: ServerErrorCode.UserMissing
      ErrorCode.TOO_FAST: ServerErrorCode.TooFast
      AppError: ServerError
scan:
  classes:
    AppError: [code, status, message]
  from:
    server-errors: ./src/generated/server-errors/src/index.js
`);
    expect((await generate({ cwd })).diagnostics).toEqual([]);
    writeFileSync(
      join(cwd, "src/errors.ts"),
      'export { AppError, ErrorCode } from "./generated/server-errors/src/index.js";\n',
    );
    symlinkSync(join(projectFolder, "node_modules"), join(cwd, "node_modules"), "junction");
    expect(await typeCheck("typescript7", join(cwd, "tsconfig.json"))).toBe("");
  },
);

test("the lines for the configuration are in the report, without those that it has", async () => {
  const files = { "src/errors.ts": errors };
  const cwd = folderWith(files);
  const read = () => importErrors({ cwd, sources: ["src/errors.ts"], id: "acme" });
  const end = (text: string) => text.slice(text.indexOf("\nTo keep")).split("\n").slice(3);
  const lines = [
    "emitters:",
    "  typescript:",
    "    aliases:",
    "      ErrorCode: AcmeErrorCode",
    "      ErrorCode.USER_MISSING: AcmeErrorCode.UserMissing",
    "      ErrorCode.TOO_FAST: AcmeErrorCode.TooFast",
    "      AppError: AcmeError",
    "scan:",
    "  classes:",
    "    AppError: [code, status, message]",
    "",
  ];
  expect(end(importedText(await read()))).toEqual(lines);
  const config =
    "catalogs: catalog\nemitters: { typescript: { aliases: { ErrorCode: AcmeErrorCode } } }\n";
  writeFileSync(join(cwd, "faultbook.config.yaml"), config);
  const path = join(cwd, "catalog/acme.yaml");
  writeFileSync(path, readFileSync(path, "utf8").replace("UserMissing:", "NoSuchUser:"));
  expect(end(importedText(await read()))).toEqual([
    ...lines.slice(0, 3),
    "      ErrorCode.USER_MISSING: AcmeErrorCode.NoSuchUser",
    ...lines.slice(5),
  ]);
  writeFileSync(
    join(cwd, "faultbook.config.yaml"),
    lines.join("\n").replace("UserMissing", "NoSuchUser"),
  );
  const { value } = await read();
  expect(value?.kept).toEqual({ aliases: {}, classes: {}, text: "" });
});

test("constant objects become a constant object", async () => {
  const text = `const codes = { NOT_FOUND: "not_found", BUSY: "busy" } as const;
const ErrorCodes = { ...codes };
export { codes as default };
export const API_ERRORS = { NOT_FOUND: "not_found", LOST: "card_lost" } as const;
`;
  expect(await kept({ "errors.ts": text })).toEqual({
    aliases: {
      API_ERRORS: "AcmeErrorCode",
      "API_ERRORS.NOT_FOUND": "AcmeErrorCode.NotFound",
      "API_ERRORS.LOST": "AcmeErrorCode.Lost",
    },
    enumStyle: "const",
    importExtension: ".js",
    left: [],
  });
});

test("a name with two meanings is left out, with both places", async () => {
  const one = `export enum UserError { NOT_FOUND = "user_not_found", USER_LOCKED = "user_locked" }\n`;
  const other = `export enum CardError { NOT_FOUND = "card_not_found", CARD_LOST = "card_lost" }\n`;
  const { aliases, left } = await kept({ "src/cards.ts": other, "src/users.ts": one }, ["src"]);
  expect(aliases).toEqual({
    CardError: "AcmeErrorCode",
    "CardError.NOT_FOUND": "AcmeErrorCode.NotFound",
    "CardError.CARD_LOST": "AcmeErrorCode.CardLost",
  });
  expect(left).toEqual([
    'Left out the alias "UserError": its member "NOT_FOUND" is "user_not_found" (src/users.ts:1), and elsewhere it is "card_not_found".',
  ]);
});

test.each([
  [
    "an enum in two files with other codes",
    {
      "src/a.ts": 'export enum ErrorCode { A_B = "a_b" }',
      "src/b.ts": 'export enum ErrorCode { A_B = "c_d" }',
    },
    {},
    'Left out the alias "ErrorCode": its member "A_B" is "c_d" (src/b.ts:1), and elsewhere it is "a_b".',
  ],
  [
    "a member with the generated name of another code",
    {
      "src/a.ts":
        'export enum ErrorCode { Busy = "busy" }\nexport enum OldErrorCode { Busy = "too_fast", Fast = "x_y" }',
    },
    { ErrorCode: "AcmeErrorCode" },
    'Left out the alias "OldErrorCode": its member "Busy" is "too_fast" (src/a.ts:2), and elsewhere it is "busy".',
  ],
  [
    "a member that is no name",
    { "src/a.ts": 'export enum ErrorCode { "not-found" = "not_found", Busy = "busy" }' },
    { ErrorCode: "AcmeErrorCode" },
    'Left out the alias "ErrorCode.not-found": it is not a name of letters from A to Z, digits, _ and $.',
  ],
  [
    "what every package exports",
    {
      "src/a.ts":
        'export enum RetryAdvice { BUSY_CODE = "busy", B_C = "b_c" }\nthrow new ApiError(RetryAdvice.B_C);',
    },
    {},
    'Left out the alias "RetryAdvice": it is the name of something else in the package.',
  ],
  [
    "several classes",
    {
      "src/a.ts":
        'export enum ErrorCode { Busy = "busy" }\nexport class A extends Error { constructor(code: string) { super(code); } }\nexport class B extends Error { constructor(code: string) { super(code); } }',
    },
    { ErrorCode: "AcmeErrorCode" },
    'Left out aliases of "A", "B": only one class can be the base class.',
  ],
])("what cannot be kept is left out with its reason: %s", async (_, files, aliases, reason) => {
  expect(await kept(files, ["src"])).toMatchObject({ aliases, left: [reason] });
});

test("what is not exported, has the generated name or extends another class needs no alias", async () => {
  const text = `enum ErrorCode { A_B = "a_b" }
export enum AcmeErrorCode { C_D = "c_d" }
export class AppError extends HttpError { constructor(code: string) { super(code); } }
class BaseError extends Error { constructor(code: string) { super(code); } }
`;
  const { aliases, left } = await kept({ "errors.ts": text });
  expect({ aliases, left }).toEqual({
    aliases: { "AcmeErrorCode.C_D": "AcmeErrorCode.CD" },
    left: [],
  });
});

test.each([
  [
    "code: string, status: number, message?: string, cause?: unknown",
    ["code", "status", "message", "cause"],
  ],
  [
    "message: string, httpStatus: number, readonly errorCode: string",
    ["message", "status", "code"],
  ],
  ["code: string, details: object, message: string", ["code"]],
  ["statusCode: number, code: string, opts: object, other: string", ["status", "code", "fields"]],
  ["code: string, otherCode: string", ["code"]],
  ["details: object, code: string", undefined],
  ["code: string, ...message: string[]", ["code"]],
])("the arguments of a class (%s) are known by their names", async (parameters, roles) => {
  const text = `export class AppError extends Error { constructor(${parameters}) { super(); } }\nthrow new AppError(ErrorCode.A_B, 404);\nexport enum ErrorCode { A_B = "a_b" }\n`;
  const { value } = await imported({ "errors.ts": text }, { id: "acme" });
  expect(value.kept.classes).toEqual(roles === undefined ? {} : { AppError: roles });
});
