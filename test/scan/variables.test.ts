// Codes in variables that errors are made of, found however plain the codes and the variables are.

import { expect, test } from "vitest";
import { scan } from "../../generator/index.ts";
import { folderWith } from "../import/project.ts";

const catalog = `id: acme
title: Acme
version: 1.0.0
codeType: string
prefix: Acme
envelopes: { Standard: { code: /code, message: /message } }
definitions:
  Busy: { code: busy, kind: unavailable, summary: Busy. }
  Slow: { code: slow, kind: unavailable, summary: Slow. }
  UserMissing: { code: user_missing, kind: not-found, summary: There is no such user. }
`;

test.each([
  ["const code = x ? 'user_missing' : 'busy'; throw new AppError(code, 400);", "user_missing busy"],
  ["const code = x ? 'slow' : 'busy'; throw new AppError(code, 400);", "slow busy"],
  [
    "const which = x ? 'slow' : x ? 'busy' : 'user_missing'; fail(which);",
    "slow busy user_missing",
  ],
  ["const what = 'busy'; throw new AppError(what, 400);", "busy"],
  ["let what; if (x) what = 'busy'; else what = 'slow'; throw new AppError(what);", "busy slow"],
  ["((what = 'busy') => { throw new AppError(what, 400); })();", "busy"],
  ["const state = x ? 'slow' : 'busy'; show(state);", ""],
  ["const what = 'busy'; { const what = x; throw new AppError(what); }", ""],
  ["const what = 'busy'; throw new Error(what);", ""],
  ["const what = x ? 'slow' : 'busy'; show(what); throw new AppError(x);", ""],
])("the codes in %s are %s", async (text, codes) => {
  const cwd = folderWith({
    "faultbook.config.yaml": "catalogs: [acme.yaml]\n",
    "acme.yaml": catalog,
    "src/a.ts": `export function f(x: any) {\n  ${text}\n}\n`,
  });
  const { value } = await scan({ cwd });
  expect(value?.uses.map(({ code }) => code).join(" ")).toBe(codes);
});
