// The house as data: which room may import which, which library stands in which file, and what no file may be.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Each room, and the rooms it may import besides itself. The first pattern that fits a path gives its room. */
const rooms: readonly (readonly [room: string, pattern: RegExp, imports: readonly string[]])[] = [
  ["runtime", /^runtime\//, []],
  ["schema", /^(generator\/)?schema\//, []],
  ["text", /^generator\/text\//, ["diagnostics"]],
  ["diagnostics", /^generator\/diagnostics\//, ["text"]],
  ["catalog", /^generator\/catalog\//, ["text", "diagnostics", "schema", "runtime"]],
  ["disk", /^generator\/disk\//, ["text", "diagnostics"]],
  ["sync", /^generator\/sync\//, ["text", "diagnostics", "catalog"]],
  ["contract", /^generator\/emit\/emitter\.ts$/, ["catalog"]],
  ["own", /^generator\/emit\/own\.ts$/, ["contract", "catalog", "diagnostics", "text"]],
  ["print", /^generator\/emit\/print\//, ["catalog", "text", "templates"]],
  ["banner", /^generator\/emit\/banner\.ts$/, ["text"]],
  ["javascript", /^generator\/emit\/javascript\.ts$/, ["text"]],
  [
    "emit",
    /^generator\/emit\/emit\.ts$/,
    ["contract", "own", "banner", "javascript", "catalog", "diagnostics", "text"],
  ],
  [
    "emit-template",
    /^generator\/emit\/template\//,
    ["contract", "print", "catalog", "diagnostics", "text"],
  ],
  ...["typescript", "openapi", "markdown", "package", "errors"].map(
    (emitter) =>
      [
        `emit-${emitter}`,
        new RegExp(`^generator/emit/${emitter}/`),
        ["contract", "print", "catalog", "schema", "text", "templates", "runtime", "config"],
      ] as const,
  ),
  ["templates", /^templates\//, []],
  [
    "config",
    /^generator\/(config(-names|-outputs)?|define)\.ts$/,
    ["catalog", "diagnostics", "schema", "text", "own", "contract"],
  ],
  ["hooks", /^generator\/project\/module-hooks\.ts$/, ["javascript"]],
  [
    "project",
    /^generator\/project\//,
    [
      "config",
      "catalog",
      "diagnostics",
      "disk",
      "text",
      "runtime",
      "schema",
      "hooks",
      "javascript",
      "own",
      "emit-template",
    ],
  ],
  [
    "compile",
    /^generator\/compile\.ts$/,
    [
      "config",
      "catalog",
      "diagnostics",
      "text",
      "emit",
      "sync",
      "contract",
      "own",
      "emit-typescript",
      "emit-openapi",
      "emit-markdown",
      "emit-package",
      "emit-errors",
    ],
  ],
  ["workspace", /^generator\/workspace\.ts$/, ["config", "project", "diagnostics", "disk", "text"]],
  [
    "commands",
    /^generator\/commands\//,
    [
      "workspace",
      "project",
      "own",
      "compile",
      "config",
      "diagnostics",
      "disk",
      "emit",
      "banner",
      "text",
      "catalog",
      "sync",
    ],
  ],
  ["summary", /^generator\/summary\.ts$/, ["commands", "diagnostics"]],
  ["help", /^generator\/help\.ts$/, []],
  ["arguments", /^generator\/arguments\.ts$/, ["diagnostics"]],
  ["streams", /^generator\/streams\.ts$/, ["commands"]],
  ["progress", /^generator\/progress\.ts$/, ["commands"]],
  [
    "api",
    /^generator\/index\.ts$/,
    ["commands", "config", "diagnostics", "contract", "text", "workspace", "catalog", "compile"],
  ],
  [
    "cli",
    /^generator\/cli\.ts$/,
    ["commands", "diagnostics", "text", "summary", "help", "progress", "arguments", "streams"],
  ],
];

/** Each library, and the one file that imports it; of Node's own modules the one that touches the disk. */
const libraries: Readonly<Record<string, readonly string[]>> = {
  "js-yaml": ["generator/text/yaml-reader.ts"],
  diff: ["generator/text/diff.ts"],
  "fastest-levenshtein": ["generator/text/nearest.ts"],
  "oxc-transform": ["generator/emit/javascript.ts"],
  "handlebars/dist/cjs/handlebars.js": ["generator/emit/print/handlebars.ts"],
  "node:fs": [
    "generator/disk/cache.ts",
    "generator/disk/edit.ts",
    "generator/disk/files.ts",
    "generator/disk/lock.ts",
    "generator/disk/staged.ts",
    "generator/disk/steps.ts",
    "generator/disk/watch.ts",
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

test("each library is imported in one file, and every library that is imported is listed", () => {
  const found: Record<string, string[]> = {};
  for (const path of files) {
    for (const specifier of new Set(importsOf(path))) {
      if (specifier.startsWith(".") || specifier.startsWith("virtual:")) continue;
      if (specifier.startsWith("node:") && !(specifier in libraries)) continue;
      found[specifier] = [...(found[specifier] ?? []), path].sort();
    }
  }
  expect(found).toEqual(libraries);
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
      path !== "generator/diagnostics/table.ts" &&
      readFileSync(join(root, path), "utf8").split("\n").length > 351,
  );
  expect({ drawers, long }).toEqual({ drawers: [], long: [] });
});

test("every dependency is named in ARCHITECTURE.md", () => {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  );
  const page = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
  const unnamed = Object.keys({ ...dependencies, ...devDependencies }).filter(
    (name) => !page.includes(`\`${name}\``),
  );
  expect(unnamed).toEqual([]);
});

test("ARCHITECTURE.md has at most 150 lines", () => {
  const page = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
  expect(page.trimEnd().split("\n").length).toBeLessThanOrEqual(150);
});
