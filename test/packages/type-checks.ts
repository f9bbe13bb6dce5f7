// What compilers must say of the goldens, of the type tests, and of a stranger's code that uses the packages.

import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import {
  type compilers,
  projectFile,
  projectFolder,
  temporaryFolder,
  typeCheck,
  writeFiles,
} from "../helpers.ts";

const types = join(projectFolder, "test/packages/types");

/** A compiler that generated code must pass. */
export type Compiler = (typeof compilers)[number];

/** Tests all goldens and the type tests in one program, those with constants in a second one, and what is said of wrong use. */
export function testCompiler(compiler: Compiler): void {
  testGoldens(compiler);
  testUse(compiler);
}

function testGoldens(compiler: Compiler): void {
  describe(`${compiler} accepts, under its strictest flags,`, () => {
    test.concurrent.each([
      ["every golden, and the type tests of both directions", "tsconfig.json"],
      ...(compiler === "typescript7"
        ? [
            [
              "every golden, without any of them and with the library of ES2020",
              "loose/tsconfig.json",
            ],
          ]
        : []),
      // Constants are no other types than those of the goldens, so that two compilers suffice.
      ...(compiler === "typescript6"
        ? []
        : [["goldens with constants, where types can only be erased", "const/tsconfig.json"]]),
    ])("%s", { timeout: 120_000 }, async (_, project) => {
      expect(await typeCheck(compiler, join(types, project ?? ""))).toBe("");
    });
  });
}

const arms = `import { type AnyCoinwError, type CoinwErrorArms, matchCoinwError } from "@faultbook/coinw";
declare const error: AnyCoinwError;
declare const arms: CoinwErrorArms;
`;
const missing = (name: string) => `${arms}const { ${name}, ...others } = arms;
export const result: unknown = [${name}, matchCoinwError(error, others)];
`;
const hostTypes = `import { cdpErrorFromResponse, type FetchResponse, parseCdpError } from "@faultbook/coinbase-cdp";
export const parsed = [cdpErrorFromResponse(new Response()), fetch("").then(cdpErrorFromResponse)];
export const response: FetchResponse = new Response();
parseCdpError({ status: 503, headers: response.headers, body: "", cause: new Error("") });
// @ts-expect-error: its body was not read
parseCdpError(new Response());
// @ts-expect-error: it is a promise
parseCdpError(fetch(""));
`;
const structural = `import { cdpErrorFromResponse, type FetchResponse } from "@faultbook/coinbase-cdp";
import { exactly } from "./support.js";
declare const response: FetchResponse;
exactly<{ text(): Promise<string> }>()(response.clone());
cdpErrorFromResponse({ status: 1, headers: {}, clone: () => ({ text: async () => "" }) });
// @ts-expect-error: it has no text
cdpErrorFromResponse({ status: 1, headers: {} });
`;

/** Compiles sources with the shipped packages, all in one program, and gives what is said of each. */
async function saidOf(
  compiler: Compiler,
  sources: Readonly<Record<string, string>>,
  options: object,
): Promise<(name: string) => readonly string[]> {
  const folder = join(temporaryFolder(), compiler, Object.keys(sources).join("-"));
  writeFiles(folder, [
    ...Object.entries(sources).map(([name, source]) => [`${name}.ts`, source] as const),
    ["support.ts", projectFile("test/packages/types/support.ts")],
    [
      "tsconfig.json",
      JSON.stringify({
        extends: join(types, "tsconfig.base.json"),
        compilerOptions: {
          isolatedDeclarations: false,
          typeRoots: [join(projectFolder, "node_modules/@types")],
          paths: { "@faultbook/*": [join(projectFolder, "generated/*/src/index.ts")] },
          ...options,
        },
        include: ["*.ts"],
      }),
    ],
  ]);
  const said = await typeCheck(compiler, join(folder, "tsconfig.json"));
  const complaints = said.split(/\n(?=\S)/).filter((one) => one.includes("error TS"));
  return (name) => complaints.filter((one) => one.startsWith(`${name}.ts(`));
}

function testUse(compiler: Compiler): void {
  describe(`${compiler} says`, () => {
    const sources = {
      position: missing("PositionNotFound"),
      unknown: missing("unknown"),
      extra: `${arms}export const result: unknown = matchCoinwError(error, { ...arms, Nonsense: () => 1 });\n`,
      structural,
    };
    let said: (name: keyof typeof sources) => readonly string[] = () => [];
    beforeAll(async () => {
      said = await saidOf(compiler, sources, {});
    }, 120_000);

    test.each([
      ["which arm is missing", "position", [/'PositionNotFound' is missing/]],
      ["that the arm for what is unknown is missing", "unknown", [/'unknown' is missing/]],
      ["where an arm is of no definition", "extra", [/^extra\.ts\(4,66\): error TS2322: .*never/]],
      ["that what is needed of a response is taken, without its type", "structural", []],
    ] as const)("%s", (_, name, expected) => {
      const complaints = said(name);
      expect(complaints).toHaveLength(expected.length);
      for (const [i, one] of expected.entries()) expect(complaints[i]).toMatch(one);
    });

    // These types take the older compilers long, and say the same to all of them.
    test.each([
      ...(compiler === "typescript6" ? [] : ([["the DOM", { lib: ["es2022", "dom"] }]] as const)),
      ...(compiler === "typescript7" ? ([["Node", { types: ["node"] }]] as const) : []),
    ] as const)(
      "that the Response of the host is taken, with the types of %s",
      { timeout: 120_000 },
      async (host, options) => {
        const name = `host-${host.slice(-3)}`;
        expect((await saidOf(compiler, { [name]: hostTypes }, options))(name)).toEqual([]);
      },
    );
  });
}
