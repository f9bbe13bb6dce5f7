// A catalog grows: an exhaustive consumer does not compile any more, under any compiler, and yet what it compiled to goes on.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, expect, test } from "vitest";
import {
  type AnyError,
  compile,
  consumerCompilers,
  consumerOptions,
  importPackage,
  temporaryFolder,
  typeCheck,
  writeFiles,
} from "../helpers.ts";

const before = `
id: shop
title: Shop
version: 1.0.0
prefix: Shop
codeType: string
envelopes:
  Body: { code: /code, message: /message }
definitions:
  Gone: { code: gone, kind: not-found, summary: It is gone. }
  Busy: { code: busy, kind: unavailable, summary: It is busy. }
`;
// With the version of before, compilers would take both packages for one.
const after = `${before.replace("1.0.0", "1.1.0")}  Late: { code: late, kind: timeout, summary: It is late. }
`;

/** Handles whatever there was before, in all three ways that a compiler checks. */
const consumer = (name: string) => `import {
  type AnyShopError,
  matchShopError,
  parseShopError,
  ShopErrorCode,
} from "${name}";

const words = {
  [ShopErrorCode.Gone]: "gone",
  [ShopErrorCode.Busy]: "busy",
} satisfies Record<ShopErrorCode, string>;

function byName(error: AnyShopError): string {
  switch (error.name) {
    case "GoneError":
      return "gone";
    case "BusyError":
      return "busy";
    case "UnknownShopError":
      return "unknown";
    default: {
      const nothing: never = error;
      return \`new \${(nothing as Error).name}\`;
    }
  }
}

export function said(code: string): readonly unknown[] {
  const error = parseShopError({ status: 400, body: { code } });
  if (error === undefined) throw new Error("This is no error.");
  const arm = matchShopError(error, {
    Gone: () => "gone",
    Busy: () => "busy",
    unknown: ({ name }) => \`unknown: \${name}\`,
  });
  return [arm, byName(error), (words as Record<string, string>)[code]];
}
`;

const folder = join(temporaryFolder(), "growth");

beforeAll(async () => {
  for (const [name, catalog] of [
    ["shop-before", before],
    ["shop-after", after],
  ] as const) {
    const { files } = await compile(catalog);
    // What is published holds no sources.
    const published = [...files].filter(([path]) => !path.startsWith("src/"));
    writeFiles(join(folder, "node_modules", name), published);
    writeFiles(folder, [[`${name}.ts`, consumer(name)]]);
  }
  writeFiles(folder, [["package.json", '{ "type": "module" }\n']]);
});

test.concurrent.each(consumerCompilers)(
  "%s refuses the consumer, which runs all the same",
  { timeout: 120_000 },
  async (compiler) => {
    const project = join(folder, `tsconfig.${compiler}.json`);
    const compilerOptions = {
      ...consumerOptions(),
      module: "node16",
      moduleResolution: "node16",
      declaration: false,
      noEmit: false,
      noEmitOnError: false,
      rootDir: ".",
      outDir: compiler,
    };
    const files = ["shop-before.ts", "shop-after.ts"];
    writeFiles(folder, [[`tsconfig.${compiler}.json`, JSON.stringify({ compilerOptions, files })]]);
    const complaints = await typeCheck(compiler, project);
    const errors = complaints.split("\n").filter((line) => line.includes("error TS"));
    expect(errors).toEqual([
      expect.stringMatching(/^shop-after\.ts\(11,3\): .*Record<ShopErrorCode, string>/),
      expect.stringMatching(/^shop-after\.ts\(22,13\): .*'LateError' is not assignable.*'never'/),
      expect.stringMatching(/^shop-after\.ts\(31,37\): error TS2345/),
    ]);
    expect(complaints).toContain("Property 'Late' is missing");
    const load = async (name: string) =>
      (await import(/* @vite-ignore */ pathToFileURL(join(folder, compiler, name)).href)) as {
        readonly said: (code: string) => unknown;
      };
    const [old, grown] = [await load("shop-before.js"), await load("shop-after.js")];
    const unknown = ["unknown: UnknownShopError", "unknown", undefined];
    expect(["gone", "late", "other"].map(old.said)).toEqual([
      ["gone", "gone", "gone"],
      unknown,
      unknown,
    ]);
    expect(["gone", "late", "other"].map(grown.said)).toEqual([
      ["gone", "gone", "gone"],
      ["unknown: LateError", "new LateError", undefined],
      unknown,
    ]);
  },
);

test("an exception of the grown package goes to the arm unknown of the one before", async () => {
  const old = await importPackage(await compile(before));
  const grown = await importPackage(await compile(after));
  const late = grown.parse({ body: { code: "late" } });
  const arms = { Gone: () => "gone", Busy: () => "busy", unknown: (error: AnyError) => error.name };
  expect(late?.name).toBe("LateError");
  expect(old.isError(late)).toBe(true);
  expect(old.isUnknown(late)).toBe(false);
  expect(old.match(late, arms)).toBe("LateError");
  expect(old.match(grown.parse({ body: { code: "busy" } }), arms)).toBe("busy");
  // Across a thread only the name comes over, which is not known here.
  const revived = old.revive(JSON.parse(JSON.stringify(late)));
  expect(revived === undefined ? undefined : old.match(revived, arms)).toBe("UnknownShopError");
});
