// Fixes in a project that has its package in node_modules, as a user installs it: each keeps what the sources mean, and all of them compile.

import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generate, scan } from "../../generator/index.ts";
import { asLine, typeCheck } from "../helpers.ts";
import { folderWith } from "../import/project.ts";

const catalog = `id: acme
title: The Acme API
version: 1.0.0
prefix: Acme
codeType: string
envelopes:
  Standard: { code: /error/code, message: /error/message }
definitions:
  Busy: { code: busy, kind: unavailable, summary: The service is busy., status: 503 }
  UserMissing: { code: user_missing, kind: not-found, summary: There is no such user., status: 404 }
`;
const compilerOptions = {
  ...{ target: "es2022", module: "nodenext", strict: true, noEmit: true },
};

/** A hand-written class with defaults. */
const appError = `export class AppError extends Error {
  constructor(readonly code: string, readonly status = 500, message?: string) {
    super(message ?? code);
  }
}
`;

/** Fixes sources in a project with its package installed, and returns their new texts and what is left; the result compiles. */
async function fixedIn(
  files: Readonly<Record<string, string>>,
  classes = "AppError: [code, status, message]",
) {
  const cwd = folderWith({
    "acme.yaml": catalog,
    "faultbook.config.yaml": `catalogs: [acme.yaml]
emitters: { openapi: false, markdown: false, package: { scope: "@acme" } }
scan: { classes: { ${classes} } }
`,
    "package.json": '{ "type": "module" }',
    "tsconfig.json": JSON.stringify({ compilerOptions, include: ["src"] }),
    ...files,
  });
  expect((await generate({ cwd, mode: "write" })).diagnostics).toEqual([]);
  mkdirSync(join(cwd, "node_modules/@acme"), { recursive: true });
  symlinkSync(join(cwd, "generated/acme"), join(cwd, "node_modules/@acme/acme"), "junction");
  const { diagnostics } = await scan({ cwd, fix: true });
  expect(await typeCheck("typescript7", join(cwd, "tsconfig.json"))).toBe("");
  const left = diagnostics
    .map(asLine)
    .map((line) => line.replace("scan-not-fixed This use is left as it is: ", ""));
  const text = (path: string) =>
    readFileSync(join(cwd, path), "utf8").replace(/^import .*;\n+/gm, "");
  return { left, texts: Object.fromEntries(Object.keys(files).map((path) => [path, text(path)])) };
}

test("a rewrite that does not fit a list of the old class is refused", async () => {
  const check = `import { AppError } from "./errors.js";
export function check(): AppError[] {
  const found: AppError[] = [];
  found.push(new AppError("busy", 503));
  return found;
}
`;
  const { left, texts } = await fixedIn({ "src/errors.ts": appError, "src/check.ts": check });
  expect(left).toEqual([
    expect.stringMatching(/^src\/check\.ts:4:14 the rewrite would not compile: Argument of type /),
  ]);
  expect(texts["src/check.ts"]).toBe(check.replace(/^import .*\n/, ""));
});

test("what generated classes have of Error and Object is there behind a guard", async () => {
  const { left, texts } = await fixedIn({
    "src/read.ts": `import type { AcmeError } from "@acme/acme";
export function read(e: AcmeError): string {
  if (e.code === "user_missing") return e.message + e.stack + e.toString();
  return "";
}
`,
  });
  expect(left).toEqual([]);
  expect(texts["src/read.ts"]).toContain("if (isUserMissingError(e)) return e.message + e.stack");
});

/** What classes make of a code alone, and what each becomes. */
const defaults = [
  {
    title: "a status and a message by default",
    text: appError,
    made: 'new BusyError({ message: "busy", status: 500 })',
  },
  {
    title: "defaults that are those of the catalog",
    text: `export class AppError extends Error {
  readonly status: number;
  constructor(readonly code: string, status?: number, message = "The service is busy.") {
    super(message);
    this.status = status ?? 503;
  }
}
`,
    made: "new BusyError()",
  },
  {
    title: "neither a status nor a message",
    text: `export class AppError extends Error {
  constructor(readonly code: string, readonly status?: number, message?: string) {
    super(message);
  }
}
`,
    made: "new BusyError()",
  },
  {
    title: "defaults in tables, of a base class and of the language",
    text: `const texts: Record<string, string> = { busy: "Wait." };
const statuses = { usual: 429 } as const;
class BaseError extends Error {
  constructor(readonly status: number, text: string) {
    super(\`Error: \${text}\`);
  }
}
export class AppError extends BaseError {
  constructor(readonly code: string, status: number = statuses.usual, message?: string) {
    const text = message || texts[code] || "none";
    super(status, text);
  }
}
`,
    made: 'new BusyError({ message: "Error: Wait.", status: 429 })',
  },
  {
    title: "a message that a function makes",
    text: `declare function textOf(code: string): string;
export class AppError extends Error {
  constructor(readonly code: string, readonly status = 503, message?: string) {
    super(message ?? textOf(code));
  }
}
`,
    reason: 'the message that "AppError" gives it is not certain.',
  },
  {
    title: "a status that is set in a branch",
    text: `export class AppError extends Error {
  readonly status: number = 503;
  constructor(readonly code: string, status?: number, message = "Wait.") {
    super(message);
    if (code === "other") this.status = status ?? 400;
  }
}
`,
    reason: 'the status that "AppError" gives it is not certain.',
  },
  {
    title: "a status of its own for every code",
    text: `export class AppError extends Error {
  get status() { return this.code === "busy" ? 429 : 400; }
  constructor(readonly code: string, _status?: number, message = "Wait.") {
    super(message);
  }
}
`,
    reason: 'the status that "AppError" gives it is not certain.',
  },
  {
    title: "fields with defaults",
    roles: "fields",
    given: '{ code: "busy" }',
    text: `interface Fields { code: string; status?: number; message?: string }
export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  constructor({ code, status = 500, message }: Fields) {
    super(message ?? code);
    this.code = code;
    this.status = status;
  }
}
`,
    made: 'new BusyError({ message: "busy", status: 500 })',
  },
  {
    title: "a text that may be missing",
    given: '"busy", 503, text',
    text: appError,
    reason: 'the message that "AppError" gives it is not certain.',
  },
  {
    title: "a text that may be missing, and no text instead of it",
    given: '"busy", 503, text',
    text: appError.replace("message ?? code", "message"),
    made: "new BusyError({ message: text })",
  },
];

test("what a class adds to its arguments stays, or its errors are left", async () => {
  const nameOf = (i: number): string => `App${i}Error`;
  const make = (made: string): string =>
    `export const make = (text?: string) => [text, ${made}];\n`;
  const cases = defaults.map(({ given = '"busy"', text, ...one }, i) => {
    const before = make(`new ${nameOf(i)}(${given})`);
    const files = {
      [`src/${i}/errors.ts`]: text.replaceAll("AppError", nameOf(i)),
      [`src/${i}/make.ts`]: `import { ${nameOf(i)} } from "./errors.js";\n${before}`,
    };
    return { ...one, before, files };
  });
  const { left, texts } = await fixedIn(
    Object.assign({}, ...cases.map(({ files }) => files)),
    cases.map(({ roles = "code, status, message" }, i) => `${nameOf(i)}: [${roles}]`).join(", "),
  );
  const found = cases.map(({ title }, i) => ({
    title,
    text: texts[`src/${i}/make.ts`],
    left: left.filter((line) => line.startsWith(`src/${i}/`)),
  }));
  expect(found).toEqual(
    cases.map(({ title, before, made, reason }, i) => ({
      title,
      text: made === undefined ? before : make(made),
      left:
        reason === undefined
          ? []
          : [`src/${i}/make.ts:2:47 ${reason.replace("AppError", nameOf(i))}`],
    })),
  );
});

test("one rewrite that does not compile leaves out no other one", async () => {
  const kinds = `import { AppError } from "./errors.js";

export function kind(code: "busy" | "user_missing"): number {
  switch (code) {
    case "busy":
      return 1;
    case "user_missing":
      return 2;
  }
}

export function boom(): never {
  throw new AppError("busy", 503, "Wait.");
}

export const isBusy = (e: { code: string }) => e.code === "busy";
`;
  const { left, texts } = await fixedIn({ "src/errors.ts": appError, "src/kinds.ts": kinds });
  const why =
    "the rewrite would not compile: Function lacks ending return statement and return type does not include 'undefined'.";
  expect(left).toEqual([`src/kinds.ts:5:10 ${why}`, `src/kinds.ts:7:10 ${why}`]);
  expect(texts["src/kinds.ts"]).toBe(
    kinds
      .replace(/^import .*\n\n/, "")
      .replace('new AppError("busy", 503, "Wait.")', 'new BusyError({ message: "Wait." })')
      .replace('e.code === "busy"', "e.code === AcmeErrorCode.Busy"),
  );
});

test("of several rewrites that an error may come from, only its cause is left out", async () => {
  const { left, texts } = await fixedIn({
    "src/errors.ts": appError,
    "src/make.ts": `import { AppError } from "./errors.js";
export const first = () => new AppError("busy", 503, "Wait.");
export const second = () => new AppError("busy", 503, "Wait.");
export const third = () => new AppError("user_missing", 404, "Gone.");
`,
    "src/use.ts": `import { second } from "./make.js";
export const isOther = (e: { code: string }) => e.code === "user_missing";
export function status(e: { code: string }): number {
  if (e.code === "busy") return 1;
  return second().status;
}
`,
  });
  expect(left).toEqual([
    "src/make.ts:3:29 the rewrite would not compile in src/use.ts: Type 'number | undefined' is not assignable to type 'number'. Type 'undefined' is not assignable to type 'number'.",
  ]);
  expect(texts["src/make.ts"]).toBe(`export const first = () => new BusyError({ message: "Wait." });
export const second = () => new AppError("busy", 503, "Wait.");
export const third = () => new UserMissingError({ message: "Gone." });
`);
  expect(texts["src/use.ts"]).not.toContain('"');
});
