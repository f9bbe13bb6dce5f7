// Further names: what a team wrote so far compiles and runs with the generated package, and a name that leads nowhere is reported.

import { join } from "node:path";
import { expect, test } from "vitest";
import { validate } from "../../generator/index.ts";
import { vocabularyOf } from "../../generator/scan/vocabulary.ts";
import { asLine, compile, importPackage, newFolder, typeCheck, writeFiles } from "../helpers.ts";

const catalog = (code: (text: string, number: number) => string) => `id: tiny
title: Tiny
version: 1.0.0
prefix: Tiny
codeType: ${code("string", 0) === "0" ? "integer" : "string"}
envelopes: { Standard: { code: /code } }
definitions:
  NotFound: { code: ${code("not_found", 1)}, kind: not-found, summary: There is none. }
  Busy: { code: ${code("busy", 2)}, kind: unavailable, summary: Later. }
`;

const aliases = `aliases:
      ErrorCode: TinyErrorCode
      ErrorCode.NOT_FOUND: TinyErrorCode.NotFound
      TinyErrorCode.BUSY: TinyErrorCode.Busy
      ErrorCode.Overloaded: TinyErrorCode.Busy
`;

const use = `import { ErrorCode, NotFoundError, TinyErrorCode } from "./src/index.js";

export function text(code: ErrorCode): string {
  switch (code) {
    case ErrorCode.NOT_FOUND:
      return "none";
    case TinyErrorCode.BUSY:
      return "later";
  }
}

export const same: typeof ErrorCode.NotFound = ErrorCode.NOT_FOUND;
export const known: boolean = new NotFoundError().code === ErrorCode.NOT_FOUND;
`;

const shapes = [
  ["text", "enum", (text: string) => text, "not_found", "busy"],
  ["number", "enum", (_: string, number: number) => String(number), 1, 2],
  ["constant", "const", (text: string) => text, "not_found", "busy"],
] as const;

test("old names of members stand beside the own ones, in enums and in constants", async () => {
  const folder = newFolder();
  for (const [what, style, code, one, two] of shapes) {
    const options = `enumStyle: ${style}\n    importExtension: .js\n    ${aliases}`;
    const compiled = await compile(catalog(code), `emitters:\n  typescript:\n    ${options}`);
    const { all } = await importPackage(compiled);
    const members = { NotFound: one, NOT_FOUND: one, Busy: two, BUSY: two, Overloaded: two };
    const numbers = what === "number" ? { [one]: "NotFound", [two]: "Busy" } : {};
    expect(all["TinyErrorCode"]).toEqual({ ...members, ...numbers });
    expect(all["ErrorCode"]).toBe(all["TinyErrorCode"]);
    const sources = [...compiled.files].filter(([path]) => path.startsWith("src/"));
    writeFiles(join(folder, what), [...sources, ["use.ts", use]]);
  }
  const compilerOptions = { strict: true, module: "nodenext", target: "es2022", noEmit: true };
  const options = { compilerOptions: { ...compilerOptions, types: [] }, include: ["**/*.ts"] };
  const project = join(folder, "tsconfig.json");
  writeFiles(folder, [
    ["package.json", '{"type":"module"}'],
    ["tsconfig.json", JSON.stringify(options)],
  ]);
  expect(await typeCheck("typescript7", project)).toBe("");
});

test("scan knows old names of members, too", async () => {
  const { catalog: tiny } = await compile(catalog((text) => text));
  const { enums } = vocabularyOf(
    [tiny],
    [
      ["ErrorCode", "TinyErrorCode"],
      ["ErrorCode.BUSY", "TinyErrorCode.Busy"],
    ],
  );
  expect(Object.fromEntries(enums.get("ErrorCode") ?? [])).toEqual({
    ...{ NotFound: "not_found", Busy: "busy", BUSY: "busy" },
  });
});

test.each([
  ["A.B: TinyErrorCode.NotFound", 'alias-apart The alias "A.B" and "TinyErrorCode.NotFound" are'],
  ["A: TinyErrorCode.NotFound", 'alias-apart The alias "A" and "TinyErrorCode.NotFound" are not'],
  ["TinyErrorCode.A: TinyErrorCode", 'alias-apart The alias "TinyErrorCode.A" and "TinyErrorCod'],
  ["TinyErrorCode.A: TinyErrorCode.NotFond", 'alias-unknown The alias "TinyErrorCode.A" is one o'],
  ["TinyErrorCode.Busy: TinyErrorCode.NotFound", 'alias-taken The alias "TinyErrorCode.Busy" is'],
  [
    "{ E: TinyErrorCode, E.A: TinyErrorCode.Busy, TinyErrorCode.A: TinyErrorCode.NotFound }",
    'alias-taken The alias "TinyErrorCode.A" is the name of something',
  ],
  ["RetryAdvice: TinyError", 'alias-taken The alias "RetryAdvice" is the name of something'],
  ["hasKind: TinyError", 'alias-taken The alias "hasKind" is the name of something'],
  ["TinyErrorCode.__proto__: TinyErrorCode.Busy", 'bad-key "TinyErrorCode.__proto__"'],
])("%s is reported", async (alias, says) => {
  const cwd = newFolder();
  const value = alias.startsWith("{") ? alias : `{ ${alias} }`;
  writeFiles(cwd, [
    ["catalog/tiny.yaml", catalog((text) => text)],
    ["faultbook.config.yaml", `emitters:\n  typescript:\n    aliases: ${value}\n`],
  ]);
  const { diagnostics } = await validate({ cwd });
  expect(diagnostics.map(asLine)).toEqual([expect.stringContaining(says)]);
});
