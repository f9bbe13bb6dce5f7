// Packages of which some emitters are off: what their package.json and README name is there.

import { describe, expect, test } from "vitest";
import { publishedOf } from "../../generator/emit/print/package-json.ts";
import { compile, fileOf, projectFile } from "../helpers.ts";

const tiny = projectFile("test/cases/smallest/catalog/tiny.yaml");
const parts = ["typescript", "openapi", "markdown"] as const;
type Part = (typeof parts)[number];
const choices: readonly (readonly Part[])[] = [
  [],
  ["typescript"],
  ["openapi"],
  ["markdown"],
  ["typescript", "openapi"],
  ["typescript", "markdown"],
  ["openapi", "markdown"],
  [...parts],
];

/** Gives the package of the smallest catalog with some of its parts. */
async function packageOf(on: readonly Part[], more: readonly string[] = []) {
  const off = parts.filter((part) => !on.includes(part)).map((part) => `${part}: false`);
  const { output: made } = await compile(tiny, `emitters: { ${[...off, ...more].join(", ")} }\n`);
  const paths = [
    ...made.files.map(({ path }) => path),
    ...made.derived.map(({ path }) => `dist/${path}`),
  ];
  const manifest = JSON.parse(fileOf(made.files, "package.json")) as {
    readonly description: string;
    readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
    readonly files: readonly string[];
  };
  return { files: made.files, paths, manifest, readme: fileOf(made.files, "README.md") };
}

describe.each(choices.map((on) => [on.join(" and ") || "nothing else", on] as const))(
  "with %s",
  (_, on) => {
    test("what its package.json exports and publishes is there", async () => {
      const { paths, manifest } = await packageOf(on);
      const targets = Object.values(manifest.exports).flatMap((entry) =>
        typeof entry === "string" ? [entry] : Object.values(entry),
      );
      const isThere = (path: string): boolean => {
        const [before = "", after] = path.replace(/^\.\//, "").split("*");
        return paths.some((one) =>
          after === undefined ? one === before : one.startsWith(before) && one.endsWith(after),
        );
      };
      expect(targets.filter((path) => !isThere(path))).toEqual([]);
      const published = manifest.files.filter((path) => !path.startsWith("!"));
      const isFound = (path: string) =>
        paths.some((one) => one === path || one.startsWith(`${path}/`));
      expect(published.filter((path) => !isFound(path))).toEqual([]);
      expect(manifest.files.includes("dist")).toBe(on.includes("typescript"));
      expect(manifest.files.includes("openapi.yaml")).toBe(on.includes("openapi"));
      expect(manifest.files.includes("errors.md")).toBe(on.includes("markdown"));
    });

    test("its README and description speak of what is there", async () => {
      const { manifest, readme } = await packageOf(on);
      const says = (word: RegExp): boolean => word.test(readme);
      expect(says(/^import /m)).toBe(on.includes("typescript"));
      expect(says(/require\(|Typed|parser|modules/)).toBe(on.includes("typescript"));
      expect(manifest.description.startsWith("Typed")).toBe(on.includes("typescript"));
      expect(says(/`openapi\.yaml` contains/)).toBe(on.includes("openapi"));
      expect(says(/openapi/i)).toBe(on.includes("openapi"));
      expect(says(/`errors\.md`/)).toBe(on.includes("markdown"));
      expect(says(/npm install tiny\n/)).toBe(true);
      expect(says(/InvalidAddress/)).toBe(true);
      expect(says(/\n\n\n/)).toBe(false);
    });
  },
);

test("who may install a package is said only if the configuration says so", async () => {
  const saidOf = async (options: string) =>
    (await packageOf([], [`package: ${options}`])).manifest as unknown as Record<string, unknown>;
  expect(await saidOf("{}")).not.toHaveProperty("publishConfig");
  expect(await saidOf("{ access: public }")).toHaveProperty("publishConfig", { access: "public" });
  expect(await saidOf("{ access: restricted }")).toMatchObject({
    publishConfig: { access: "restricted" },
  });
  const closed = await saidOf("{ access: private }");
  expect(closed).toHaveProperty("private", true);
  expect(closed).not.toHaveProperty("publishConfig");
});

test("the README has a table of at most 100 codes", async () => {
  const readmeOf = async (codes: number, off = ""): Promise<string> => {
    const definitions = Array.from(
      { length: codes },
      (_, i) => `  Name${i}: { code: ${i + 1}, kind: conflict, summary: S. }\n`,
    );
    const head = tiny.slice(0, tiny.indexOf("definitions:"));
    const text = `${head}definitions:\n${definitions.join("")}`;
    const { output } = await compile(text, `emitters: { ${off} }\n`);
    return fileOf(output.files, "README.md");
  };
  expect((await readmeOf(100)).match(/^\| \[`/gm)).toHaveLength(100);
  const large = await readmeOf(101);
  expect(large).toContain("[`errors.md`](errors.md) lists all 101 codes.\n");
  expect(large).not.toMatch(/^\| Code/m);
  expect(await readmeOf(101, "markdown: false")).toMatch(/`\w+ErrorCode` has all 101 codes\.\n/);
});

test.each([
  [["openapi", "markdown"] as const, true],
  [["openapi"] as const, true],
  [["openapi"] as const, false],
])("with %j the overlay is published and named if it is asked for: %j", async (on, overlay) => {
  const { paths, manifest, readme } = await packageOf(on, [`openapi: { overlay: ${overlay} }`]);
  const name = "openapi.overlay.yaml";
  expect(paths.includes(name)).toBe(overlay);
  expect(manifest.files.includes(name)).toBe(overlay);
  expect(readme.includes(name)).toBe(overlay);
});

test("a module beside documents is published with what is built of it, unless it is internal", () => {
  const files = [{ path: "errors.md" }, { path: "src/more.ts" }];
  const { files: all, exports } = publishedOf(
    [...files, { path: "src/own.ts", internal: true }],
    ["esm"],
  );
  expect(all).toEqual(["dist", "errors.md"]);
  expect(Object.keys(exports)).toEqual(["./more", "./package.json"]);
});
