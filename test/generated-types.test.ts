// All goldens and the type tests in one program, those with constants in a second one, under every compiler.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  compilers,
  projectFile,
  projectFolder,
  temporaryFolder,
  typeCheck,
  writeFiles,
} from "./packages.ts";

const types = join(projectFolder, "test/types");

describe.each(compilers)("%s accepts, under its strictest flags,", (compiler) => {
  test.concurrent.each([
    ["every golden, and the type tests of both directions", "tsconfig.json"],
    ["goldens with constants, where types can only be erased", "const/tsconfig.json"],
  ])("%s", { timeout: 120_000 }, async (_, project) => {
    expect(await typeCheck(compiler, join(types, project))).toBe("");
  });
});

const arms = `import { type AnyCoinwError, type CoinwErrorArms, matchCoinwError } from "@faultbook/coinw";
declare const error: AnyCoinwError;
declare const arms: CoinwErrorArms;
`;
const missing = (name: string) => `${arms}const { ${name}, ...others } = arms;
export const result: unknown = [${name}, matchCoinwError(error, others)];
`;
const hostTypes = `import { cdpErrorFromResponse, type FetchResponse } from "@faultbook/coinbase-cdp";
import { exactly } from "./support.js";
export const parsed = [cdpErrorFromResponse(new Response()), fetch("").then(cdpErrorFromResponse)];
declare const response: FetchResponse;
exactly<Response>()(response);
// @ts-expect-error: what has only the needed parts is no Response of the host
cdpErrorFromResponse({ status: 1, headers: {}, clone: () => ({ text: async () => "" }) });
`;
const structural = `import { cdpErrorFromResponse, type FetchResponse } from "@faultbook/coinbase-cdp";
import { exactly } from "./support.js";
declare const response: FetchResponse;
exactly<{ text(): Promise<string> }>()(response.clone());
cdpErrorFromResponse({ status: 1, headers: {}, clone: () => ({ text: async () => "" }) });
// @ts-expect-error: it has no text
cdpErrorFromResponse({ status: 1, headers: {} });
`;

describe.each(compilers)("%s says", (compiler) => {
  const tried: readonly (readonly [
    what: string,
    source: string,
    options: object,
    said: readonly RegExp[],
  ])[] = [
    ["which arm is missing", missing("PositionNotFound"), {}, [/'PositionNotFound' is missing/]],
    [
      "that the arm for what is unknown is missing",
      missing("unknown"),
      {},
      [/'unknown' is missing/],
    ],
    [
      "where an arm is of no definition",
      `${arms}export const result: unknown = matchCoinwError(error, { ...arms, Nonsense: () => 1 });\n`,
      {},
      [/^source\.ts\(4,66\): error TS2322: .*never/],
    ],
    [
      "that the Response of the host is taken, with the types of the DOM",
      hostTypes,
      { lib: ["es2022", "dom"] },
      [],
    ],
    [
      "that the Response of the host is taken, with the types of Node",
      hostTypes,
      { types: ["node"] },
      [],
    ],
    ["that what is needed is taken, without", structural, {}, []],
  ];
  test.concurrent.each(tried)("%s", { timeout: 120_000 }, async (what, source, options, said) => {
    const folder = join(temporaryFolder(), compiler, what.replaceAll(/\W+/g, "-"));
    const generated = join(projectFolder, "generated/*/src/index.ts");
    writeFiles(folder, [
      ["source.ts", source],
      ["support.ts", projectFile("test/types/support.ts")],
      [
        "tsconfig.json",
        JSON.stringify({
          extends: join(types, "tsconfig.base.json"),
          compilerOptions: {
            isolatedDeclarations: false,
            typeRoots: [join(projectFolder, "node_modules/@types")],
            paths: { "@faultbook/*": [generated] },
            ...options,
          },
          include: ["*.ts"],
        }),
      ],
    ]);
    const complaints = await typeCheck(compiler, join(folder, "tsconfig.json"));
    if (said.length === 0) expect(complaints).toBe("");
    for (const one of said) expect(complaints).toMatch(one);
    expect(complaints.split("error TS").length - 1).toBe(said.length === 0 ? 0 : 1);
  });
});

test("there are goldens of both styles, and of every shipped catalog", () => {
  const sources = (path: string) => readdirSync(join(projectFolder, path)).sort();
  const all = [
    "codes",
    "definitions",
    "envelopes",
    "errors",
    "fixtures",
    "guards",
    "index",
    "parse",
    "runtime",
  ];
  for (const path of [
    "test/cases/sampler/expected/sampler/src",
    "test/cases/sampler-const/expected/sampler/src",
    ...["cobo-waas1", "cobo-waas2", "coinbase-cdp", "coinw"].map((id) => `generated/${id}/src`),
  ]) {
    expect(sources(path), path).toEqual(all.map((name) => `${name}.ts`));
  }
});
