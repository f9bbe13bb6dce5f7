// Small projects with hand-written classes, in which sources are fixed.

import { expect } from "vitest";
import { generate } from "../../generator/index.ts";
import { folderWith } from "../import/project.ts";

/** A catalog of two codes. */
export const catalog = `id: c
title: C
version: 1.0.0
prefix: C
codeType: string
envelopes:
  Standard: { code: /code, message: /message }
definitions:
  Busy: { code: busy_now, kind: unavailable, summary: Busy., status: 503 }
  NotFound: { code: not_found, kind: not-found, summary: Gone., status: 404 }
`;
const compilerOptions = {
  ...{ target: "es2022", module: "nodenext", strict: true, noEmit: true, noUnusedLocals: true },
  ...{ lib: ["es2022", "dom"], types: [], experimentalDecorators: true },
};

/** Makes a project whose hand-written classes take a code, a status and a message, or other arguments. */
export async function projectWith(
  files: Readonly<Record<string, string>>,
  classes: readonly string[] = ["AppError"],
  typescript = "{}",
  roleNames = "code, status, message",
): Promise<string> {
  const roles = classes.map((name) => `${name}: [${roleNames}]`).join(", ");
  const cwd = folderWith({
    "c.yaml": catalog,
    "faultbook.config.yaml": `catalogs: [c.yaml]
emitters: { typescript: ${typescript}, openapi: false, markdown: false, package: false }
scan: { classes: { ${roles} }, from: { c: ./generated/c/src/index.js } }
`,
    "package.json": '{ "type": "module" }',
    "tsconfig.json": JSON.stringify({ compilerOptions, include: ["src", "test"] }),
    ...files,
  });
  expect((await generate({ cwd, mode: "write" })).diagnostics).toEqual([]);
  return cwd;
}

/** Returns a hand-written class. */
export function classOf(name: string, before = "export class"): string {
  return `${before} ${name} extends Error {
  constructor(readonly code: string, readonly status: number, message?: string) {
    super(message);
    Object.setPrototypeOf(this, ${name}.prototype);
  }
}
`;
}
