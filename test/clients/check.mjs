// `npm run test:clients`: generated packages in the tools that people have, each in a project of its own; prints what works where.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { documented } from "./documented.mjs";
import { environments } from "./environments.mjs";
import { bank, recipes } from "./recipes.mjs";
import { release } from "./release.mjs";

// What npm and vitest tell their scripts is not for the projects that are tried.
for (const name of Object.keys(process.env))
  if (/^(npm_|VITE)/i.test(name)) delete process.env[name];

const here = import.meta.dirname;
const root = join(here, "../..");
const columns = [
  "import esm",
  "require esm",
  "types esm",
  "import cjs",
  "require cjs",
  "types cjs",
  "guards",
  "name",
  "sources",
  "recipe",
  "log",
  "release",
];
/** Below the folder of the clients, so that each project finds them. */
const work = join(here, ".work");

/** Runs a program, and gives its exit code and all that it said. */
function run(program, args, { cwd, env = {} }) {
  const said = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
    timeout: 300_000,
  });
  return { code: said.status, text: `${said.stdout}${said.stderr}${said.error ?? ""}` };
}

/** Generates two catalogs as packages of each format and as sources of each import ending, and gives the folder. */
function generated() {
  const folder = join(work, "generated");
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, "catalog/coinw.yaml"), join(folder, "catalog/coinw.yaml"));
  writeFileSync(join(folder, "catalog/bank.yaml"), bank);
  const sources = ".js .ts none".split(" ").map(
    (ending) => `  - path: sources/${ending.replace(".", "")}
    emitters: { typescript: { enumStyle: const, importExtension: ${ending} }, package: false }
`,
  );
  const config = `emitters: { openapi: false, markdown: false }
outputs:
  - path: esm
    emitters: { package: { scope: "@esm" } }
  - path: cjs
    emitters: { package: { scope: "@cjs", formats: [esm, cjs] } }
${sources.join("")}`;
  writeFileSync(join(folder, "faultbook.config.yaml"), config);
  const args = [join(root, "dist/cli.cjs"), "generate", "--quiet"];
  execFileSync(process.execPath, args, { cwd: folder, stdio: "inherit" });
  return folder;
}

/** Makes an empty project with both packages installed, as a registry would give them. */
function projectOf(name, folder) {
  const project = join(work, name);
  mkdirSync(project, { recursive: true });
  const packages = ["esm/coinw", "cjs/coinw", "esm/bank"];
  for (const path of packages) {
    const source = join(folder, path);
    const target = join(project, "node_modules", `@${path}`);
    mkdirSync(target, { recursive: true });
    const { files } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
    for (const file of ["package.json", ...files])
      cpSync(join(source, file), join(target, file), { recursive: true });
  }
  const write = (files) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(project, path)), { recursive: true });
      writeFileSync(join(project, path), text);
    }
  };
  const addSources = (ending) =>
    cpSync(join(folder, "sources", ending), join(project, "src/errors"), { recursive: true });
  return {
    folder: project,
    write,
    remove: (path) => rmSync(join(project, path)),
    addSources,
    run: (program, args, env) => run(program, args, { cwd: project, env }),
    node: (args, env) => run(process.execPath, args, { cwd: project, env }),
    tool: (path) => {
      const places = [join(here, "node_modules"), join(root, "node_modules")];
      return places.map((one) => join(one, path)).find(existsSync) ?? path;
    },
  };
}

/** Returns the version of a package that is installed for the projects; that of this Node.js for none. */
function versionOf(name) {
  if (name === undefined) return process.versions.node;
  const places = [here, root].map((one) => join(one, "node_modules", name, "package.json"));
  const path = places.find(existsSync);
  return path === undefined ? "" : JSON.parse(readFileSync(path, "utf8")).version;
}

rmSync(work, { recursive: true, force: true });
const folder = generated();
const wanted = process.argv.slice(2);
const rows = [];
const results = [];
let failed = 0;
for (const { name, uses, works, expected } of [...environments, ...recipes, release]) {
  if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
  const found = await works(projectOf(name.replace(/\W+/g, "-"), folder));
  for (const [what, result] of Object.entries(found)) {
    const isGood = typeof result === "boolean" ? result : result.code === 0;
    const isExpected = isGood === (expected?.[what] ?? true);
    if (!isExpected) {
      failed++;
      console.error(
        `${name}: ${what} ${isGood ? "works" : "fails"}\n${String(result.text).slice(0, 1500)}\n`,
      );
    }
    found[what] = isGood ? "yes" : "no";
  }
  results.push({ name, found });
  rows.push(
    `| ${name} | ${versionOf(uses)} | ${columns.map((one) => found[one] ?? "").join(" | ")} |`,
  );
  console.error(rows.at(-1));
}

console.log(`On ${process.platform}, Node.js ${process.versions.node}:

| environment | version | ${columns.join(" | ")} |
|---|---|${columns.map(() => "---|").join("")}
${rows.join("\n")}
`);
const page = readFileSync(join(root, "docs/packages.md"), "utf8");
const { table, wrong } = documented(page, results);
console.log(table);
// Only a run of all environments knows whether the page is right.
for (const one of wanted.length === 0 ? wrong : []) console.error(`docs/packages.md: ${one}`);
if (failed > 0 || (wanted.length === 0 && wrong.length > 0)) process.exitCode = 1;
