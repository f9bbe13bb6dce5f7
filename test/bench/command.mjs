// Whole runs of the command against an empty Node.js process, and against a script by hand that makes less.

import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { peakMemory, ratioText, row, spread, timeInTurn } from "./measure.mjs";
import { releases } from "./workspaces.mjs";

const hand = fileURLToPath(new URL("hand.mjs", import.meta.url));
const empty = { args: ["-e", "0"] };

/** Returns the tables of the command, by the sizes of catalogs. */
export function commandTables(projects, sizes) {
  const emptyPeak = peakMemory(empty, 3);
  const rows = sizes.map((size) => sizeRow(size, { ...projects, emptyPeak }));
  return [
    "| codes | generate ÷ empty node | generate ÷ script by hand | again, nothing changed ÷ empty node | validate ÷ empty node | peak memory of generate |",
    "|---:|---:|---:|---:|---:|---:|",
    ...rows,
    "",
    ...smallTable(projects),
    ...releaseTable(projects),
    "Medians of ratios of whole processes that ran in turn, least and greatest ratio in parentheses;",
    `rounds after one that is not counted: ${sizes.map((size) => `${rounds(size)} at ${shown(size)}`).join(", ")}.`,
    "Faultbook is installed in the project, and has run before on this Node.js.",
    "Each run of `generate` starts without output and memory and makes all of it, `dist/` too; the column after it is the run after it.",
    "The script by hand is `test/bench/hand.mjs`: an enum, classes, guards, a page and a description by template strings, without checks.",
    `Ratios carry over between machines, times would not: here an empty node took ${spread(timeInTurn({ empty }, 9).empty).median.toFixed(0)} ms`,
    `and ${emptyPeak.toFixed(0)} MB (Node ${process.versions.node}, ${process.platform} ${process.arch}).`,
    "",
  ].join("\n");
}

function sizeRow(size, { command, generate, workspace, emptyPeak }) {
  const cwd = workspace(size);
  const commands = {
    empty,
    hand: { args: [hand, "catalog/synthetic.yaml", "by-hand"], cwd },
    generate: generate(cwd),
    again: { args: [command, "generate"], cwd },
    validate: { args: [command, "validate"], cwd },
  };
  const times = timeInTurn(commands, rounds(size));
  const peak = peakMemory(commands.generate, size < 3000 ? 3 : 1);
  return row([
    shown(size),
    ratioText(times.generate, times.empty),
    ratioText(times.generate, times.hand),
    ratioText(times.again, times.empty),
    ratioText(times.validate, times.empty),
    `${peak.toFixed(0)} MB, ${(peak / emptyPeak).toFixed(1)} × empty node`,
  ]);
}

function smallTable({ command, generate, own, synced }) {
  const cwd = own();
  const spec = synced();
  const commands = {
    "`faultbook --help`": { args: [command, "--help"], cwd },
    "`faultbook generate` on the catalogs of this repository": generate(cwd),
    "`faultbook validate` on them": { args: [command, "validate"], cwd },
    "`faultbook sync` of a description of 3 MB, nothing changed": {
      args: [command, "sync"],
      cwd: spec,
    },
  };
  const times = timeInTurn({ empty, ...commands }, 9);
  return [
    "| command | ÷ empty node |",
    "|---|---:|",
    ...Object.keys(commands).map((name) => row([name, ratioText(times[name], times.empty)])),
    "",
  ];
}

function releaseTable({ generate, workspace }) {
  const rows = releases().map(([release, node]) => {
    const commands = { empty: { ...empty, node }, generate: { ...generate(workspace(30)), node } };
    const times = timeInTurn(commands, 9);
    return row([release, ratioText(times.generate, times.empty)]);
  });
  return ["| Node.js | generate of 30 codes ÷ empty node |", "|---|---:|", ...rows, ""];
}

/** Returns what a catalog of a size becomes, by file. */
export function outputTable({ packageOf }, size) {
  const folder = packageOf(size);
  const files = filesBelow(folder, "").map((path) => [path, statSync(join(folder, path)).size]);
  const sorted = files.toSorted(([, a], [, b]) => b - a);
  const sum = (all) => all.reduce((total, [, bytes]) => total + bytes, 0);
  const line = (name, bytes) => row([name, (bytes / 1000).toFixed(0), (bytes / size).toFixed(0)]);
  return [
    row([`${shown(size)} codes: file`, "kB", "bytes a code"]),
    "|---|---:|---:|",
    ...sorted
      .filter(([, bytes]) => bytes >= 20 * size)
      .map(([path, bytes]) => line(`\`${path}\``, bytes)),
    line("others", sum(sorted.filter(([, bytes]) => bytes < 20 * size))),
    line("all", sum(sorted)),
    line("all without `dist/`", sum(sorted.filter(([path]) => !path.startsWith("dist/")))),
    "",
  ].join("\n");
}

function filesBelow(folder, inner) {
  return readdirSync(join(folder, inner), { withFileTypes: true }).flatMap((entry) => {
    const path = inner === "" ? entry.name : `${inner}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(folder, path) : [path];
  });
}

/** Long runs vary little and are dear. */
function rounds(size) {
  return size < 3000 ? 7 : size < 30_000 ? 5 : 1;
}

function shown(size) {
  return size.toLocaleString("en");
}
