// The house as data: which room may import which, which library stands in which file, and what no file may be.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Each room, and the rooms it may import besides itself. The first pattern that fits a path gives its room. */
const rooms: readonly (readonly [room: string, pattern: RegExp, imports: readonly string[]])[] = [
  ["runtime", /^runtime\//, []],
  ["schema", /^(generator\/)?schema\//, []],
  ["templates", /^templates\//, []],
  ["text", /^generator\/text\//, ["diagnostics"]],
  ["diagnostics", /^generator\/diagnostics\//, ["text", "schema"]],
  ["catalog", /^generator\/catalog\//, ["text", "diagnostics", "schema", "runtime"]],
  ["rules", /^generator\/rules\//, ["catalog", "text", "diagnostics", "schema", "runtime"]],
  [
    "explain",
    /^generator\/explain\//,
    ["change", "rules", "catalog", "text", "diagnostics", "schema", "runtime", "templates"],
  ],
  ["change", /^generator\/change\//, ["catalog", "text", "diagnostics", "runtime"]],
  ["disk", /^generator\/disk\//, ["text", "diagnostics"]],
  ["sync", /^generator\/sync\//, ["text", "diagnostics", "catalog", "runtime"]],
  [
    "import",
    /^generator\/import\//,
    ["sync", "rules", "catalog", "diagnostics", "runtime", "text"],
  ],
  ["scan", /^generator\/scan\//, ["import", "catalog", "diagnostics", "text"]],
  ["contract", /^generator\/emit\/(emitter|options)\.ts$/, ["catalog", "schema"]],
  ["print", /^generator\/emit\/print\//, ["contract", "catalog", "text", "templates"]],
  ["pages", /^generator\/emit\/pages\//, ["print", "catalog", "text"]],
  ...["typescript", "openapi", "json", "markdown", "site", "package", "joined", "template"].map(
    (emitter) =>
      [
        `emit-${emitter}`,
        new RegExp(`^generator/emit/${emitter}/`),
        [
          "contract",
          "print",
          "pages",
          "change",
          "catalog",
          "diagnostics",
          "schema",
          "text",
          "templates",
          "runtime",
        ],
      ] as const,
  ),
  [
    "built-in",
    /^generator\/emit\/built-in\.ts$/,
    [
      "catalog",
      "contract",
      "emit",
      "emit-typescript",
      "emit-openapi",
      "emit-json",
      "emit-markdown",
      "emit-site",
      "emit-package",
      "emit-joined",
    ],
  ],
  [
    "emit",
    /^generator\/emit\/(emit|content|paths|banner|javascript)\.ts$/,
    ["contract", "print", "catalog", "diagnostics", "text"],
  ],
  [
    "project",
    /^generator\/project\//,
    [
      "contract",
      "emit",
      "built-in",
      "change",
      "emit-openapi",
      "emit-template",
      "catalog",
      "rules",
      "diagnostics",
      "disk",
      "import",
      "runtime",
      "schema",
      "sync",
      "templates",
      "text",
    ],
  ],
  ["pipeline", /^generator\/pipeline\.ts$/, ["project", "emit", "disk", "diagnostics"]],
  [
    "commands",
    /^generator\/commands\//,
    [
      "pipeline",
      "project",
      "disk",
      "sync",
      "import",
      "scan",
      "change",
      "explain",
      "catalog",
      "diagnostics",
      "text",
    ],
  ],
  ["cli", /^generator\/cli(\.ts$|\/)/, ["commands", "project", "explain", "diagnostics", "text"]],
  [
    "api",
    /^generator\/index\.ts$/,
    ["commands", "project", "contract", "explain", "catalog", "diagnostics", "text"],
  ],
];

/** Each library, and the one file that imports it; of Node's own modules the one that touches the disk. */
const libraries: Readonly<Record<string, readonly string[]>> = {
  "spdx-license-list": ["generator/emit/print/license.ts"],
  "js-yaml": ["generator/text/yaml-reader.ts"],
  diff: ["generator/text/diff.ts"],
  "fastest-levenshtein": ["generator/text/nearest.ts"],
  "oxc-transform": ["generator/emit/javascript.ts"],
  "handlebars/dist/cjs/handlebars.js": ["generator/emit/print/handlebars.ts"],
  "ts-morph": ["generator/import/typescript-syntax.ts"],
  "node:fs": [
    "generator/cli/streams.ts",
    "generator/disk/apply.ts",
    "generator/disk/edit.ts",
    "generator/disk/files.ts",
    "generator/disk/lock.ts",
    "generator/disk/look.ts",
    "generator/disk/memory.ts",
    "generator/disk/stage.ts",
    "generator/disk/state.ts",
    "generator/disk/watch.ts",
    "generator/disk/work-folder.ts",
  ],
};

const files = [...filesBelow("generator"), ...filesBelow("runtime")].filter(
  (path) => path.endsWith(".ts") && !path.endsWith(".d.ts"),
);

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  );
}

function importsOf(path: string): readonly string[] {
  const text = readFileSync(join(root, path), "utf8");
  const statements = /^(?:import|export)\b[^;]*?\bfrom "([^"]+)";|\bimport\("([^"]+)"\)/gm;
  return [...text.matchAll(statements)].map((match) => match[1] ?? match[2] ?? "");
}

function roomOf(path: string): string {
  return rooms.find(([, pattern]) => pattern.test(path))?.[0] ?? `no room for ${path}`;
}

test("imports run one way only, from room to room", () => {
  const wrong = files.flatMap((path) => {
    const room = roomOf(path);
    const allowed = [room, ...(rooms.find(([name]) => name === room)?.[2] ?? [])];
    return importsOf(path)
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => relative(root, join(root, dirname(path), specifier)))
      .filter((target) => target !== "package.json" && !allowed.includes(roomOf(target)))
      .map((target) => `${path} (${room}) imports ${target} (${roomOf(target)})`);
  });
  expect(wrong).toEqual([]);
});

test("single files are the command line, the programmatic API and the pipeline", () => {
  const single = files.filter((path) => /^generator\/[^/]+$/.test(path));
  expect(single.sort()).toEqual(["cli", "index", "pipeline"].map((name) => `generator/${name}.ts`));
});

test("each library is imported in one file, and every library that is imported is listed", () => {
  const found: Record<string, string[]> = {};
  for (const path of files) {
    for (const specifier of new Set(importsOf(path))) {
      if (specifier.startsWith(".") || specifier.startsWith("virtual:")) continue;
      if (specifier.startsWith("node:") && !(specifier in libraries)) continue;
      const library = specifier.replace(/^(spdx-license-list)\/.*/, "$1");
      found[library] = [...new Set([...(found[library] ?? []), path])].sort();
    }
  }
  expect(found).toEqual(libraries);
});

test("no list is spread into a call, which overflows the stack if it is long", () => {
  const spread = files.filter(
    (path) =>
      /^generator\/(?!schema\/)/.test(path) &&
      /\.push\(\s*\.\.\./.test(readFileSync(join(root, path), "utf8")),
  );
  expect(spread).toEqual([]);
});

test("the runtime of generated packages imports nothing but itself", () => {
  const outside = files
    .filter((path) => path.startsWith("runtime/"))
    .flatMap((path) => importsOf(path).filter((specifier) => !/^\.\/\w+\.ts$/.test(specifier)));
  expect(outside).toEqual([]);
});

test("no file is a drawer, and none is longer than 350 lines", () => {
  const drawers = files.filter((path) => /(utils?|helpers?|common|misc)\.ts$/.test(path));
  const long = files.filter(
    (path) =>
      !path.startsWith("generator/schema/") &&
      readFileSync(join(root, path), "utf8").split("\n").length > 351,
  );
  expect({ drawers, long }).toEqual({ drawers: [], long: [] });
});

test("every dependency of the project and of its tests is named once in ARCHITECTURE.md", () => {
  const folders = ["", ...readdirSync(join(root, "test")).map((name) => `test/${name}/`)];
  const names = folders.flatMap((folder) => {
    const path = join(root, `${folder}package.json`);
    if (!existsSync(path)) return [];
    const { dependencies, devDependencies } = JSON.parse(readFileSync(path, "utf8"));
    return Object.keys({ ...dependencies, ...devDependencies });
  });
  const rows = readFileSync(join(root, "ARCHITECTURE.md"), "utf8").match(/^\| `.*$/gm) ?? [];
  const named = rows.flatMap((row) => row.split(" | ")[0]?.match(/(?<=`)[^`\s]+(?=`)/g) ?? []);
  const times = (name: string) => named.filter((one) => one === name).length;
  expect(names.filter((name) => times(name) !== 1)).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

test("ARCHITECTURE.md has at most 150 lines", () => {
  const page = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
  expect(page.trimEnd().split("\n").length).toBeLessThanOrEqual(150);
});
