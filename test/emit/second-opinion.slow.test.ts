// What is printed into `dist/` against what a compiler makes of `src/`: both reprinted by TypeScript, they are the same.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { transformSync } from "oxc-transform";
import { parseSync } from "rolldown/utils";
import typescript from "typescript";
import { expect, test } from "vitest";
import { loadCatalogs } from "../../generator/project/catalogs.ts";
import { outputFolders } from "../../generator/project/outputs.ts";
import { openProject } from "../../generator/project/project.ts";
import { everything, harmless, textOf } from "../everything.ts";
import { compile, contentOf, emitOutput, projectFolder } from "../helpers.ts";
import { document } from "../packages/small-catalogs.ts";

const { ScriptTarget, SyntaxKind } = typescript;

/** Reprints a module and returns its tokens, one a line: literals by their value, without the commas before a bracket. */
function reprinted(path: string, text: string): string {
  const file = typescript.createSourceFile(path, text, ScriptTarget.ES2022, true);
  const removeComments = path.endsWith(".js");
  const printed = typescript.createPrinter({ removeComments }).printFile(file);
  const scanner = typescript.createScanner(ScriptTarget.ES2022, false);
  scanner.setText(printed);
  const tokens: string[] = [];
  while (scanner.scan() !== SyntaxKind.EndOfFileToken) {
    if (isSpace(scanner.getToken())) continue;
    const token = scanner.getTokenText();
    if (/^[)\]}>]$/.test(token) && tokens.at(-1) === ",") tokens.pop();
    tokens.push(
      scanner.getToken() === SyntaxKind.StringLiteral || /^\d/.test(token)
        ? JSON.stringify(literalOf(scanner))
        : token.replace(/\n\s*/g, "\n "),
    );
  }
  return tokens.join("\n");
}

function isSpace(token: typescript.SyntaxKind): boolean {
  return [
    SyntaxKind.WhitespaceTrivia,
    SyntaxKind.NewLineTrivia,
    // The banner, which a compiler keeps in one of the two.
    SyntaxKind.SingleLineCommentTrivia,
  ].includes(token);
}

function literalOf(scanner: typescript.Scanner): string | number {
  const value = scanner.getTokenValue();
  return scanner.getToken() === SyntaxKind.NumericLiteral ? Number(value) : value;
}

/** Compares all modules of a package, given by path. */
function compare(files: ReadonlyMap<string, string>, about: string): number {
  // The runtime is the compiler's own work.
  const sources = [...files].filter(([path]) => /^src\/.*(?<!\/runtime)\.ts$/.test(path));
  for (const [path, text] of sources) {
    const source = text.replace(/(?<= from "\.[^"\n]+)\.ts(?=";$)/gm, ".js");
    const { code, declaration, errors } = transformSync(path, source, {
      lang: "ts",
      sourceType: "module",
      target: "es2022",
      typescript: { declaration: {}, onlyRemoveTypeImports: true },
    });
    expect(errors, `${about}: ${path}`).toEqual([]);
    const built = path.replace(/^src/, "dist").replace(/\.ts$/, "");
    const script = files.get(`${built}.js`) ?? "";
    expect(reprinted(`${built}.js`, script), `${about}: ${built}.js`).toBe(
      reprinted(`${built}.js`, code),
    );
    const types = files.get(`${built}.d.ts`) ?? "";
    expect(reprinted(`${built}.d.ts`, types), `${about}: ${built}.d.ts`).toBe(
      reprinted(`${built}.d.ts`, declaration ?? ""),
    );
    const { comments } = parseSync(`${built}.js`, script, { lang: "js" });
    const kept = comments.filter(({ value }) => !/^ @__\w+__ $/.test(value));
    expect(kept, `${about}: ${built}.js`).toHaveLength(1);
  }
  return sources.length;
}

/** Returns the packages of a project by folder, each as its files by path. */
async function packagesOf(cwd: string): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const { value: project } = await openProject({ cwd });
  const loaded = await loadCatalogs(project?.files ?? []);
  const packages = new Map<string, ReadonlyMap<string, string>>();
  if (project === undefined || loaded.value === undefined) return packages;
  for (const { output, catalogs } of outputFolders(project, loaded.value).value ?? []) {
    for (const made of await emitOutput(catalogs, output)) {
      const dist = made.derived.map(({ path, content }) => ({ path: `dist/${path}`, content }));
      const files = [...made.files, ...dist].map(
        ({ path, content }) => [path, contentOf(content)] as const,
      );
      packages.set(join(output.path, made.folder), new Map(files));
    }
  }
  return packages;
}

const cases = join(projectFolder, "test/cases");
const projects = [
  ".",
  "examples/monorepo/catalog",
  ...readdirSync(cases)
    .filter((name) => existsSync(join(cases, name, "files.txt")))
    .map((name) => `test/cases/${name}`),
];

test.each(projects)("what %s builds is what a compiler builds", async (project) => {
  for (const [folder, files] of await packagesOf(join(projectFolder, project))) {
    // What no package publishes is not built.
    if (files.has("package.json")) compare(files, folder);
    else expect([...files.keys()].filter((path) => path.startsWith("dist/"))).toEqual([]);
  }
});

test("so it is for a catalog that uses every key, as an enum and as constants", async () => {
  for (const enumStyle of ["enum", "const"]) {
    const config = `emitters: { typescript: { enumStyle: ${enumStyle} } }\n`;
    const { files } = await compile(textOf(everything(harmless)), config);
    expect(compare(files, enumStyle)).toBe(9);
  }
});

test("so it is for any small catalog", { timeout: 240_000 }, async () => {
  let accepted = 0;
  const one = async (given: object) => {
    const loaded = await loadCatalogs([{ path: "catalog/any.yaml", text: textOf(given) }]);
    if (loaded.value === undefined) return;
    compare((await compile(textOf(given))).files, textOf(given));
    accepted++;
  };
  await fc.assert(fc.asyncProperty(document, one), { numRuns: 40 });
  expect(accepted).toBeGreaterThan(10);
});
