// The benchmark, `npm run bench`: whole runs of the command against an empty Node process and against other generators,
// where their time goes, what TypeScript takes for the packages, and what these cost at run time and in a bundle;
// `--only` prints one part, and `--sizes` takes other numbers of codes.

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generatorPeers } from "./generators.mjs";
import { peakMemory, ratios, run, spread, timeInTurn } from "./measure.mjs";
import { profileTable } from "./profile.mjs";
import { runtimeTables } from "./runtime.mjs";
import { sizeTable } from "./size.mjs";
import { syntheticCatalog, syntheticConfig } from "./synthetic.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const command = join(root, "dist/cli.cjs");
const emptyNode = { args: ["-e", "0"], cwd: root };

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    sizes: { type: "string", default: "30,300,3000,30000" },
  },
});
const parts = {
  command: comparison,
  peers: peerTable,
  profile: () => sizes.map((size) => profileTable(size, generateIn(workspace(size)))).join("\n"),
  types: typesTable,
  runtime: () => runtimeTables([100, 1000].map((codes) => ({ codes, folder: packageOf(codes) }))),
  size: () => sizeTable({ folder: packageOf(1000), into: join(folder, "bundles") }),
};
if (values.only !== undefined && !Object.hasOwn(parts, values.only))
  throw new Error(`--only takes one of ${Object.keys(parts).join(", ")}.`);
if (!existsSync(command)) throw new Error(`There is no ${command}; run "npm run build" first.`);
const sizes = values.sizes.split(",").map(Number);
const folder = mkdtempSync(join(tmpdir(), "faultbook-bench-"));
try {
  const chosen = values.only === undefined ? Object.keys(parts) : [values.only];
  for (const part of chosen) process.stdout.write(`${await parts[part]()}\n`);
} finally {
  rmSync(folder, { recursive: true });
}

/** Makes the folder of a size: a configuration and one catalog. */
function workspace(size) {
  const cwd = join(folder, String(size));
  mkdirSync(join(cwd, "catalog"), { recursive: true });
  writeFileSync(join(cwd, "faultbook.config.yaml"), syntheticConfig());
  writeFileSync(join(cwd, "catalog/synthetic.yaml"), syntheticCatalog(size));
  return cwd;
}

/** Makes the package of a size, and gives its folder. */
function packageOf(size) {
  const cwd = workspace(size);
  run(process.execPath, [command, "generate"], { cwd });
  return join(cwd, "generated/synthetic");
}

function generateIn(cwd) {
  const before = () => {
    rmSync(join(cwd, "generated"), { recursive: true, force: true });
    rmSync(join(cwd, "node_modules"), { recursive: true, force: true });
  };
  return { args: [command, "generate"], cwd, before };
}

function comparison() {
  const emptyPeak = peakMemory(emptyNode, 3);
  const rows = sizes.map((size) => sizeRow(size, emptyPeak));
  const small = timeInTurn(
    {
      empty: emptyNode,
      help: { args: [command, "--help"], cwd: root },
      validate: { args: [command, "validate"], cwd: root },
    },
    9,
  );
  return [
    "| codes | generate ÷ empty node | again, nothing changed | validate | peak memory of generate |",
    "|---:|---:|---:|---:|---:|",
    ...rows,
    "",
    `\`faultbook --help\` takes ${ratioText(small.help, small.empty)} times an empty node,`,
    `\`faultbook validate\` on the catalogs of this repository ${ratioText(small.validate, small.empty)} times.`,
    "",
    "Medians of ratios of whole processes that ran in turn, least and greatest ratio in parentheses;",
    `rounds after one that is not counted: ${sizes.map((size) => `${rounds(size)} at ${shown(size)}`).join(", ")}.`,
    "Each run of `generate` starts without output and cache and makes all of it, `dist/` too; the second column is a run after it.",
    `Ratios carry over between machines, times would not: here an empty node took ${spread(small.empty).median.toFixed(0)} ms`,
    `and ${emptyPeak.toFixed(0)} MB (Node ${process.versions.node}, ${process.platform} ${process.arch}).`,
    "",
  ].join("\n");
}

function sizeRow(size, emptyPeak) {
  const cwd = workspace(size);
  const generate = generateIn(cwd);
  const again = { args: [command, "generate"], cwd };
  const validate = { args: [command, "validate"], cwd };
  const times = timeInTurn({ empty: emptyNode, generate, again, validate }, rounds(size));
  const peak = peakMemory(generate, size < 3000 ? 3 : 1);
  return row([
    shown(size),
    ratioText(times.generate, times.empty),
    ratioText(times.again, times.empty),
    ratioText(times.validate, times.empty),
    `${peak.toFixed(0)} MB, ${(peak / emptyPeak).toFixed(1)} × empty node`,
  ]);
}

function peerTable() {
  const tables = sizes.map((size) => {
    const cwd = workspace(size);
    const generate = generateIn(cwd);
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
  const compilers = { 6: "typescript6/bin/tsc", 7: "typescript7/bin/tsc" };
  const rows = sizes
    .filter((size) => size >= 300)
    .map((size) => {
      const cwd = packageOf(size);
      const options = [
        "--noEmit",
        "--strict",
        "--target",
        "es2022",
        "--module",
        "nodenext",
        "--ignoreConfig",
      ];
      const commands = Object.entries(compilers).map(([version, program]) => [
        version,
        { args: [join(root, "node_modules", program), ...options, "src/index.ts"], cwd },
      ]);
      const times = timeInTurn(
        { empty: emptyNode, ...Object.fromEntries(commands) },
        peerRounds(size),
        { warmUp: size < 30_000, mayFail: (name) => name !== "empty" },
      );
      return row([
        shown(size),
        ...Object.keys(compilers).map((one) => ratioText(times[one], times.empty)),
      ]);
    });
  return [
    "| codes | TypeScript 6 checks the types ÷ empty node | TypeScript 7 |",
    "|---:|---:|---:|",
    ...rows,
    "",
    "A dash stands for what fails or takes longer than five minutes.",
    "",
  ].join("\n");
}

/** Long runs vary little and are dear. */
function rounds(size) {
  return size < 3000 ? 7 : size < 30_000 ? 5 : 1;
}

function peerRounds(size) {
  return size < 3000 ? 5 : size < 30_000 ? 3 : 1;
}

function row(cells) {
  return `| ${cells.join(" | ")} |`;
}

function shown(size) {
  return size.toLocaleString("en");
}

function ratioText(times, baseline) {
  if (times.length === 0) return "–";
  const { median, min, max } = spread(ratios(times, baseline));
  return `${median.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`;
}
