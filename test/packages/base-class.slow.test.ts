// A base class of the team: every exception is an instance of it, built or parsed, and compiles with it.

import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import { validate } from "../../generator/index.ts";
import { asLine, compile, newFolder, typeCheck, writeFiles } from "../helpers.ts";

const catalog = `id: tiny
title: Tiny
version: 1.0.0
prefix: Tiny
codeType: string
envelopes: { Standard: { code: /code, message: /message } }
definitions:
  NotFound: { code: not_found, kind: not-found, summary: There is none., status: 404 }
`;

const config = `emitters:
  typescript: { baseClass: { name: AppError, from: "@acme/app-error/errors" } }
  package: { formats: [esm, cjs], scope: "@acme" }
`;

const base = {
  "package.json":
    '{"name":"@acme/app-error","type":"module","exports":{"./errors":{"import":{"types":"./errors.d.ts","default":"./errors.js"},"require":{"types":"./errors.d.cts","default":"./errors.cjs"}}}}',
  "errors.js":
    "export class AppError extends Error {\n  isOperational = true;\n  constructor(message, code = 'app') {\n    super(`App: ${message}`);\n    this.code = code;\n  }\n  report() { return `reported ${this.code}`; }\n}\n",
  "errors.cjs":
    "exports.AppError = class AppError extends Error {\n  isOperational = true;\n  constructor(message) { super(message); }\n  report() { return `reported ${this.code}`; }\n};\n",
  "errors.d.ts":
    "export declare abstract class AppError extends Error {\n  readonly isOperational: boolean;\n  readonly code: string;\n  constructor(message: string, code?: string);\n  report(): string;\n}\n",
};

const shown = `
const facts = (error) => ({
  base: error instanceof AppError,
  own: isNotFoundError(error),
  kept: [error.isOperational, error.report()],
  all: [error.name, error.code, error.message, error.status],
});
export const run = () => [
  facts(new NotFoundError({ message: "gone" })),
  facts(parseTinyError({ status: 404, body: { code: "not_found", message: "gone" } })),
  facts(parseTinyError({ status: 500, body: {} })),
];
`;

test("every exception is an instance of it, with its fields and methods", async () => {
  const { files } = await compile(catalog, config);
  expect(JSON.parse(new Map(files).get("package.json") ?? "")).toMatchObject({
    peerDependencies: { "@acme/app-error": "*" },
  });
  const folder = newFolder();
  writeFiles(join(folder, "node_modules/@acme/tiny"), files);
  writeFiles(join(folder, "node_modules/@acme/app-error"), [
    ...Object.entries(base),
    ["errors.d.cts", base["errors.d.ts"]],
  ]);
  const names = "isNotFoundError, NotFoundError, parseTinyError";
  writeFiles(folder, [
    [
      "use.mjs",
      `import { ${names} } from "@acme/tiny";\nimport { AppError } from "@acme/app-error/errors";\n${shown}`,
    ],
    [
      "use.cjs",
      `const { ${names} } = require("@acme/tiny");\nconst { AppError } = require("@acme/app-error/errors");\n${shown.replace("export const run", "exports.run")}`,
    ],
    [
      "use.mts",
      `import { type AnyTinyError, NotFoundError, parseTinyError } from "@acme/tiny";\nimport { AppError } from "@acme/app-error/errors";\nconst error: AnyTinyError | undefined = parseTinyError({ status: 404, body: {} });\nexport const text = error instanceof AppError ? error.report() : new NotFoundError().code;\n`,
    ],
    [
      "tsconfig.json",
      JSON.stringify({
        compilerOptions: {
          strict: true,
          module: "nodenext",
          target: "es2022",
          noEmit: true,
          types: [],
        },
        include: ["use.mts", "node_modules/@acme/tiny/src/*.ts"],
        exclude: [],
      }),
    ],
  ]);
  const { run: esm } = (await import(join(folder, "use.mjs"))) as { readonly run: () => object };
  const { run: cjs } = createRequire(join(folder, "use.cjs"))("./use.cjs") as {
    readonly run: () => object;
  };
  for (const [found, said] of [
    [esm(), "App: gone"],
    [cjs(), "gone"],
  ] as const)
    expect(found).toEqual([
      {
        base: true,
        own: true,
        kept: [true, "reported not_found"],
        all: ["NotFoundError", "not_found", said, 404],
      },
      {
        base: true,
        own: true,
        kept: [true, "reported not_found"],
        all: ["NotFoundError", "not_found", said, 404],
      },
      expect.objectContaining({ base: true, own: false }),
    ]);
  expect(await typeCheck("typescript7", join(folder, "tsconfig.json"))).toBe("");
});

test.each(["./errors.js", "@/errors", "../a", "a b", "node:fs"])(
  "%s is no package",
  async (from) => {
    const cwd = newFolder();
    writeFiles(cwd, [
      ["tiny.yaml", catalog],
      [
        "faultbook.config.yaml",
        `catalogs: [tiny.yaml]\n${config.replace("@acme/app-error/errors", from)}`,
      ],
    ]);
    const { diagnostics } = await validate({ cwd });
    expect(diagnostics.map(asLine)).toEqual([expect.stringContaining(`bad-form "${from}"`)]);
  },
);
