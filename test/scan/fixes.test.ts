// What fixes leave as it is, and what they leave behind: small projects with hand-written classes.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scan } from "../../generator/index.ts";
import { asLine, typeCheck } from "../helpers.ts";
import { catalog, classOf, projectWith } from "./project.ts";

test("errors of a class that generated ones extend are rewritten, whoever asks for the class", async () => {
  const cwd = await projectWith(
    {
      "node_modules/@acme/errors/package.json":
        '{ "name": "@acme/errors", "exports": "./index.ts" }',
      "node_modules/@acme/errors/index.ts": `export class AppError extends Error {
  constructor(message: string, readonly code?: string, readonly status?: number) {
    super(message);
  }
}
`,
      "src/made.ts":
        'import { AppError } from "@acme/errors";\nexport const make = () => new AppError("Gone.", "not_found", 404);\nexport const asks = (e: unknown) => e instanceof AppError;\n',
    },
    ["AppError"],
    '{ baseClass: { name: AppError, from: "@acme/errors" } }',
    "message, code, status",
  );
  const { value, diagnostics } = await scan({ cwd, fix: true, dryRun: true });
  expect(diagnostics).toEqual([]);
  expect(value?.diff).toContain(
    '+export const make = () => new NotFoundError({ message: "Gone." });',
  );
});

test("what makes errors of a class stays if a value use other than new, extends, import or export asks for the class", async () => {
  const asked = {
    InstanceError: "(e: unknown) => e instanceof InstanceError",
    MatchedError: "expect(() => {}).toThrow(MatchedError)",
    SpacedError: "expect(() => {}).toThrow(errors.SpacedError)",
    AliasedError: "expect(() => {}).toThrow(Renamed)",
    MappedError: "map(MappedError, 404)",
    ListedError: "[ListedError]",
    ShortError: "({ ShortError })",
    HeldError: "((one = HeldError) => one)()",
    CaughtError: "Filter",
  };
  const names = [...Object.keys(asked), "FreeError"];
  const imported = names.filter((name) => !/Spaced|Aliased/.test(name)).join(", ");
  const cwd = await projectWith(
    {
      "src/errors.ts": names.map((name) => classOf(name)).join(""),
      "src/made.ts": `import { ${names.join(", ")} } from "./errors.js";
${names.map((name) => `export const make${name} = () => new ${name}("not_found", 404, "Gone.");`).join("\n")}
`,
      "test/asks.ts": `import * as errors from "../src/errors.js";
import { AliasedError as Renamed, ${imported} } from "../src/errors.js";
declare function expect(found: unknown): { toThrow(wanted: unknown): void };
declare function map(one: unknown, status: number): void;
declare function Catch(one: unknown): ClassDecorator;
@Catch(CaughtError)
class Filter {}
export class LateError extends FreeError {}
export { FreeError } from "../src/errors.js";
export type Held = { FreeError: FreeError; of: typeof FreeError };
${Object.entries(asked)
  .map(([name, text]) => `export const asks${name} = ${text};`)
  .join("\n")}
`,
    },
    names,
  );
  for (const folders of [["src"], []]) {
    const { value, diagnostics } = await scan({ cwd, folders, fix: true, dryRun: true });
    const said = diagnostics.map(({ code, message }) => `${code} ${/"(\w+)"/.exec(message)?.[1]}`);
    expect(said.sort()).toEqual(
      Object.keys(asked)
        .map((name) => `scan-class-asked ${name}`)
        .sort(),
    );
    expect(value?.fixed.map(({ line }) => names[line - 2])).toEqual(["FreeError"]);
  }
});

test("imports of every form go with the last use of their names, and the rest of the import stays", async () => {
  const use = (name: string): string =>
    `export const find = () => {\n  throw new ${name}("not_found", 404, "Gone.");\n};\n`;
  const forms = {
    "src/namespace.ts": ['import * as errs from "./err.js";', "errs.AppError", ""],
    "src/both.ts": ['import other, * as errs from "./err.js";', "errs.AppError", "other"],
    "src/named.ts": ['import { AppError } from "./err.js";', "AppError", ""],
    "src/default.ts": ['import AppError from "./other.js";', "AppError", ""],
    "src/beside.ts": ['import AppError, { held } from "./other.js";', "AppError", "held"],
  };
  const cwd = await projectWith({
    "src/err.ts": `${classOf("AppError")}export default 1;\n`,
    "src/other.ts": `${classOf("AppError", "export default class")}export const held = 1;\n`,
    ...Object.fromEntries(
      Object.entries(forms).map(([path, [line = "", name = "", kept = ""]]) => [
        path,
        `${line}\n\n${use(name)}${kept === "" ? "" : `export const value = ${kept};\n`}`,
      ]),
    ),
  });
  const { value, diagnostics } = await scan({ cwd, fix: true });
  expect(diagnostics).toEqual([]);
  expect(value?.fixed.length).toBe(Object.keys(forms).length);
  const imports = Object.keys(forms).map((path) =>
    readFileSync(join(cwd, path), "utf8").match(/^import .*(?<!src\/index\.js";)$/gm),
  );
  expect(imports).toEqual([
    null,
    ['import other from "./err.js";'],
    null,
    null,
    ['import { held } from "./other.js";'],
  ]);
  expect(await typeCheck("typescript7", join(cwd, "tsconfig.json"))).toBe("");
});

test("a rewrite that leaves something unused is refused if the compiler reports what is unused", async () => {
  const text = `import { AppError } from "./err.js";

const NOT_FOUND = "not_found";
export const find = () => {
  throw new AppError(NOT_FOUND, 404, "Gone.");
};
`;
  const cwd = await projectWith({ "src/err.ts": classOf("AppError"), "src/a.ts": text });
  const { value, diagnostics } = await scan({ cwd, fix: true });
  expect(value?.fixed).toEqual([]);
  expect(diagnostics.map(asLine)).toEqual([
    "src/a.ts:5:9 scan-not-fixed This use is left as it is: the rewrite would not compile: 'NOT_FOUND' is declared but its value is never read.",
  ]);
  expect(readFileSync(join(cwd, "src/a.ts"), "utf8")).toBe(text);
});

test("what is imported under another name is found as under its own", async () => {
  const forms = {
    "src/alias.ts": ['import { AppError as Oops } from "./err.js";', "throw new Oops"],
    "src/from-default.ts": ['import Def from "./default.js";', "throw new Def"],
    "src/folder.ts": ['import Def from "./errors";', "throw new Def"],
    "src/named.ts": ['import { default as Def } from "./listed.js";', "throw new Def"],
    "src/function.ts": ['import { failWith as stop } from "./err.js";', "stop"],
    "src/base.ts": ['import { AppError as Oops } from "./err.js";', "super"],
  };
  const cwd = await projectWith({
    "src/err.ts": `${classOf("AppError")}export function failWith(code: string, status: number, message: string): never {
  throw new AppError(code, status, message);
}
`,
    "src/default.ts": classOf("AppError", "export default class"),
    "src/errors/index.ts": `${classOf("AppError", "class")}export default AppError;\n`,
    "src/listed.ts": `${classOf("AppError", "class")}export { AppError as default };\n`,
    ...Object.fromEntries(
      Object.entries(forms).map(([path, [line = "", call = ""]]) => {
        const text = `${call}("not_foundd", 404, "Gone.");`;
        return [
          path,
          call === "super"
            ? `${line}\nexport class One extends Oops {\n  constructor() {\n    ${text}\n  }\n}\n`
            : `${line}\nexport const find = () => {\n  ${text}\n};\n`,
        ];
      }),
    ),
  });
  const { diagnostics } = await scan({ cwd, failOn: ["unknown"] });
  const said = diagnostics.map(({ code, span }) => `${code} ${span?.file.path}`);
  expect(said).toEqual(
    ["alias", "base", "folder", "from-default", "function", "named"].map(
      (name) => `scan-unknown src/${name}.ts`,
    ),
  );
});

test("a hand-written class with the name of a generated one is neither used nor imported for it", async () => {
  const source = `import { AppError, NotFoundError } from "./errors.js";

export function find(id: string, error: { code: string }): string {
  if (error.code === "busy_now") throw new AppError("busy_now", 503);
  if (id === "") throw new AppError("not_found", 404, "Nothing here.");
  if (id === "-") throw new NotFoundError({ message: id });
  return id;
}
`;
  const cwd = await projectWith({
    "src/errors.ts": `${classOf("AppError")}
export class NotFoundError extends AppError {
  constructor(init: { message?: string } = {}) {
    super("not_found", 404, init.message);
  }
}
`,
    "src/find.ts": source,
  });
  const { diagnostics } = await scan({ cwd, fix: true });
  expect(diagnostics.map(asLine)).toEqual([
    'src/find.ts:5:24 scan-not-fixed This use is left as it is: "NotFoundError" means something else in this file.',
  ]);
  expect(readFileSync(join(cwd, "src/find.ts"), "utf8")).toBe(
    source
      .replace(
        'js";\n',
        'js";\nimport { BusyError, CErrorCode } from "../generated/c/src/index.js";\n',
      )
      .replace('=== "busy_now"', "=== CErrorCode.Busy")
      .replace('new AppError("busy_now", 503)', "new BusyError()"),
  );
});

test("what makes errors of a configured class and is left has its place and its reason", async () => {
  const cwd = await projectWith(
    {
      "c.yaml": `${catalog}  Lost:
    code: card_lost
    kind: not-found
    summary: Lost.
    params: { card: { type: string } }
    message: "The card {card} is lost."
  Many: { code: [one_code, other_code], kind: unavailable, summary: Many. }
`,
      "src/errors.ts": `${classOf("AppError")}export class FieldError extends Error {
  constructor(readonly fields: object) { super(); }
}
`,
      "src/made.ts": `import { AppError, FieldError } from "./errors.js";
declare const args: readonly [number];
declare function log(): string;
export const made = (code: string) => [
  new AppError(code, 404),
  new AppError("other_thing", 404),
  new AppError("not_found", ...args),
  new AppError("not_found", 404, /* why */ "Gone."),
  new AppError("one_code", 503),
  new AppError("card_lost", 404),
  new AppError("busy_now", 503, new AppError("not_found", 404).message),
  new FieldError({ code: "not_found", level: 1 }),
  new FieldError({ code: "not_found", get status() { return 1; } }),
  // @ts-expect-error
  new FieldError({ code: "busy_now" }, 404, log()),
  new FieldError(Object.freeze({ code: "busy_now" })),
  new AppError("not_found", 404 /* why */),
  new AppError("not_found", 404, // why
  ),
  new AppError("not_found", 404,
    // why
  ),
  new FieldError({ code: "not_found", /* why */ }),
];
`,
    },
    ["AppError", "FieldError"],
  );
  const path = join(cwd, "faultbook.config.yaml");
  const config = readFileSync(path, "utf8");
  writeFileSync(
    path,
    config.replace("FieldError: [code, status, message]", "FieldError: [fields, -level]"),
  );
  const { diagnostics } = await scan({ cwd, fix: true, dryRun: true });
  const left = diagnostics.filter(({ code }) => code === "scan-not-fixed").map(asLine);
  const start = "scan-not-fixed This use is left as it is:";
  const unknown = "its code is in no catalog, or known only when the program runs.";
  expect(left.map((line) => line.replace("src/made.ts:", "").replace(start, ""))).toEqual([
    `5:3  ${unknown}`,
    `6:3  ${unknown}`,
    "7:3  it has a spread argument.",
    "8:3  a comment in it would be lost.",
    '9:3  "Many" has several codes.',
    '10:3  "Lost" needs the param "card".',
    "11:33  it is part of another use, which is rewritten now.",
    '12:3  generated exceptions do not have its field "level".',
    '13:3  its field "status" is no plain property.',
    "15:3  it has 3 arguments, and the configuration knows 2.",
    "16:3  its fields are no object literal.",
    "17:3  a comment in it would be lost.",
    "18:3  a comment in it would be lost.",
    "20:3  a comment in it would be lost.",
    "23:3  a comment in it would be lost.",
  ]);
  const notFixed = diagnostics.filter(({ code }) => code === "scan-not-fixed");
  expect([...new Set(notFixed.map(({ help }) => help))].sort()).toEqual([
    "Rewrite it by hand.",
    'Run "faultbook scan --fix" again.',
  ]);
});

test("the order of the steps is free if nothing asks for the class, and else the declaration is replaced first", async () => {
  const aliases = "{ aliases: { AppError: CError } }";
  const made =
    'import { AppError } from "./errors.js";\nexport const made = () => new AppError("not_found", 404);\n';
  const replaced = 'export { CError as AppError } from "../generated/c/src/index.js";\n';
  const asks =
    'import { AppError } from "./errors.js";\nexport const asks = (e: unknown) => e instanceof AppError;\n';
  const fixed = async (files: Readonly<Record<string, string>>) => {
    const cwd = await projectWith({ "src/made.ts": made, ...files }, ["AppError"], aliases);
    const { value, diagnostics } = await scan({ cwd, fix: true });
    return [value?.fixed.length, ...diagnostics.map(({ code }) => code)];
  };
  expect(await fixed({ "src/errors.ts": classOf("AppError") })).toEqual([1]);
  expect(await fixed({ "src/errors.ts": replaced })).toEqual([1]);
  expect(await fixed({ "src/errors.ts": classOf("AppError"), "src/asks.ts": asks })).toEqual([
    0,
    "scan-class-asked",
  ]);
  expect(await fixed({ "src/errors.ts": replaced, "src/asks.ts": asks })).toEqual([1]);
});

test("classes and tables that go in circles are not certain", async () => {
  const cwd = await projectWith(
    {
      "src/errors.ts": `// @ts-nocheck
export class AppError extends BaseError {
  constructor(readonly code: string, readonly status: number) { super(code); }
}
class BaseError extends AppError {}
const texts = { not_found: texts["not_found"] };
export class TextError extends Error {
  constructor(readonly code: string, readonly status: number) { super(texts[code]); }
}
`,
      "src/made.ts": `import { AppError, TextError } from "./errors.js";
export const made = [new AppError("not_found", 404), new TextError("not_found", 404)];
`,
    },
    ["AppError", "TextError"],
  );
  const { diagnostics } = await scan({ cwd, fix: true });
  expect(diagnostics.map(asLine)).toEqual(
    ["2:22 AppError", "2:54 TextError"].map((one) => {
      const [place, name] = one.split(" ");
      return `src/made.ts:${place} scan-not-fixed This use is left as it is: the message that "${name}" gives it is not certain.`;
    }),
  );
});
