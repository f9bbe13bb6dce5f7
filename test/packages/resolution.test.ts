// Compilers that do not read `exports` find a package by `main`, `types` and `typesVersions`.

import { join } from "node:path";
import { expect, test } from "vitest";
import { loadCatalogs } from "../../generator/project/catalogs.ts";
import {
  compile,
  contentOf,
  emitOutput,
  emittersOf,
  newFolder,
  projectFile,
  typeCheck,
  writeFiles,
} from "../helpers.ts";

const tiny = projectFile("test/cases/smallest/catalog/tiny.yaml");
const options = {
  module: "commonjs",
  moduleResolution: "node10",
  target: "es2022",
  lib: ["es2022"],
  ignoreDeprecations: "5.0",
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
};

const use = `import { parseTinyError, TinyErrorCode } from "tiny";
import { tinyErrorDefinitions } from "tiny/definitions";
import { tinyErrorFixtures } from "tiny/fixtures";
import { parseError } from "all-errors";
import { isInvalidAddressError } from "all-errors/tiny";
import { tinyErrorFixtures as others } from "all-errors/tiny/fixtures";
export const kind: string | undefined = parseTinyError(tinyErrorFixtures.InvalidAddress)?.kind;
export const title: string = tinyErrorDefinitions.InvalidAddress.title;
// @ts-expect-error: the types are those of the package
export const wrong: boolean = TinyErrorCode;
const error = parseError("tiny", others.InvalidAddress);
export const name: "InvalidAddressError" | undefined = isInvalidAddressError(error) ? error.name : undefined;
`;

test.each([
  ["enumStyle: enum", ".js"],
  ["enumStyle: const", ".ts"],
  ["enumStyle: const, importExtension: .js", ".js"],
  ["importExtension: none", ""],
])(
  "sources alone with %s import each other by the ending %j, and nothing is built of them",
  async (options, ending) => {
    const config = `emitters: { typescript: { ${options} }, openapi: false, markdown: false, package: false }\n`;
    const { value: catalogs = [] } = await loadCatalogs([{ path: "tiny.yaml", text: tiny }]);
    const emitters = await emittersOf(config);
    for (const joined of [false, { name: "all" }] as const) {
      const all = await emitOutput(catalogs, { emitters, joined });
      const files = all.flatMap((made) => made.files);
      expect(all.flatMap(({ derived }) => derived)).toEqual([]);
      const imports = files.flatMap(({ content }) =>
        [...contentOf(content).matchAll(/ from "(\.[^"]+)";$/gm)].map(([, path = ""]) => path),
      );
      expect(imports.length).toBeGreaterThan(15);
      const modules = /^\.\.?\/(?:\w+\/)?\w+/;
      expect([...new Set(imports.map((path) => path.replace(modules, "")))]).toEqual([ending]);
    }
  },
);

test("the modules of a catalog's package, and of one package of several catalogs", {
  timeout: 60_000,
}, async () => {
  const { files } = await compile(tiny);
  const { value: catalogs = [] } = await loadCatalogs([{ path: "tiny.yaml", text: tiny }]);
  const emitters = await emittersOf("{}\n");
  const [made] = await emitOutput(catalogs, { emitters, joined: { name: "all-errors" } });
  const dist = (made?.derived ?? []).map((one) => ({ ...one, path: `dist/${one.path}` }));
  const joined = [...(made?.files ?? []), ...dist].map(
    ({ path, content }) => [path, contentOf(content)] as const,
  );
  const folder = newFolder();
  writeFiles(join(folder, "node_modules/tiny"), files);
  writeFiles(join(folder, "node_modules/all-errors"), joined);
  const project = { compilerOptions: options, files: ["use.ts"] };
  writeFiles(folder, [
    ["use.ts", use],
    ["tsconfig.json", JSON.stringify(project)],
  ]);
  expect(await typeCheck("typescript", join(folder, "tsconfig.json"))).toBe("");
});
