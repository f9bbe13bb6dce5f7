// The benchmark, `npm run bench`: whole runs of the command against an empty Node.js process, a script by hand and other
// generators, what comes out, where the time goes, what TypeScript takes for the packages, and what these cost at run time
// and in a bundle; `--only` prints one part, and `--sizes` takes other numbers of codes.

import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { commandTables, outputTable } from "./command.mjs";
import { diffTable } from "./diff.mjs";
import { faultTable } from "./faults.mjs";
import { generatorPeers } from "./generators.mjs";
import { ratioText, row, run, timeInTurn } from "./measure.mjs";
import { plotsOf } from "./plots.mjs";
import { profileTable } from "./profile.mjs";
import { scanTable } from "./scan.mjs";
import { syncTable } from "./sync.mjs";
import { installedIn } from "./workspaces.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    sizes: { type: "string", default: "30,300,3000,30000" },
  },
});
// What needs packages of its own is loaded for its part alone.
const parts = {
  command: () => commandTables(projects, sizes),
  sync: () => syncTable(projects),
  scan: () => scanTable(projects),
  diff: () => diffTable(projects),
  output: () => outputTable(projects, 3000),
  faults: () => faultTable({ command: projects.command, folder: newFolder }),
  peers: peerTable,
  profile: () =>
    sizes.map((size) => profileTable(size, projects.generate(projects.workspace(size)))).join("\n"),
  types: typesTable,
  runtime: async () => {
    const { runtimeTables } = await import("./runtime.mjs");
    return runtimeTables(
      [100, 1000].map((codes) => ({ codes, folder: projects.packageOf(codes) })),
    );
  },
  size: async () => {
    const { functionTable, sizeTable } = await import("./size.mjs");
    const into = join(folder, "bundles");
    const large = await sizeTable({ folder: projects.packageOf(1000), into });
    return `${large}\n${await functionTable({ folder: projects.packageOf(18), into })}`;
  },
};
if (values.only !== undefined && !Object.hasOwn(parts, values.only))
  throw new Error(`--only takes one of ${Object.keys(parts).join(", ")}.`);
if (!existsSync(join(root, "dist/cli.cjs")))
  throw new Error('There is no dist/cli.cjs; run "npm run build" first.');
const sizes = values.sizes.split(",").map(Number);
const folder = realpathSync(mkdtempSync(join(tmpdir(), "faultbook-bench-")));
const projects = installedIn(folder);
try {
  const chosen = values.only === undefined ? Object.keys(parts) : [values.only];
  for (const part of chosen) {
    const text = await parts[part]();
    process.stdout.write(`${text}\n`);
    for (const [name, plot] of plotsOf(text)) {
      writeFileSync(join(root, "docs/images", name), plot);
      process.stderr.write(`wrote docs/images/${name}\n`);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** Makes a folder in that of the run. */
function newFolder(name) {
  const made = join(folder, name);
  mkdirSync(made);
  return made;
}

function peerTable() {
  const tables = sizes.map((size) => {
    const cwd = projects.workspace(size);
    const generate = projects.generate(cwd);
    run(process.execPath, generate.args, { cwd });
    const peers = generatorPeers(cwd);
    const options = { warmUp: size < 30_000, mayFail: (name) => name !== "generate" };
    const times = timeInTurn({ generate, ...peers }, peerRounds(size), options);
    const names = Object.keys(peers);
    const cells = names.map((name) => ratioText(times[name], times.generate));
    return { size, names, cells };
  });
  const [{ names }] = tables;
  return [
    row(["codes", ...names.map((name) => `${name} ÷ generate`)]),
    row(["---:", ...names.map(() => "---:")]),
    ...tables.map(({ size, cells }) => row([shown(size), ...cells])),
    "",
    "They get the OpenAPI document that Faultbook made of the same catalog, with one operation that can give every error,",
    `or its schemas; rounds: ${sizes.map((size) => `${peerRounds(size)} at ${shown(size)}`).join(", ")}. Above 1, Faultbook is faster;`,
    "a dash stands for what ends with an error of its own, or takes longer than five minutes.",
    "",
  ].join("\n");
}

function typesTable() {
  const compilers = {
    5.9: "typescript/bin/tsc",
    6: "typescript6/bin/tsc",
    7: "typescript7/bin/tsc",
  };
  const rows = sizes
    .filter((size) => size >= 300)
    .map((size) => {
      const cwd = projects.packageOf(size);
      const options = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext"];
      const commands = Object.entries(compilers).map(([version, program]) => [
        version,
        { args: [join(root, "node_modules", program), ...options, "src/index.ts"], cwd },
      ]);
      const times = timeInTurn(
        { empty: { args: ["-e", "0"] }, ...Object.fromEntries(commands) },
        peerRounds(size),
        { warmUp: size < 30_000, mayFail: (name) => name !== "empty" },
      );
      return row([
        shown(size),
        ...Object.keys(compilers).map((one) => ratioText(times[one], times.empty)),
      ]);
    });
  return [
    "| codes | TypeScript 5.9 checks the types ÷ empty node | TypeScript 6 | TypeScript 7 |",
    "|---:|---:|---:|---:|",
    ...rows,
    "",
    "A dash stands for what fails or takes longer than five minutes.",
    "",
  ].join("\n");
}

function peerRounds(size) {
  return size < 3000 ? 5 : size < 30_000 ? 3 : 1;
}

function shown(size) {
  return size.toLocaleString("en");
}
