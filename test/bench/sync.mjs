// Syncs of large descriptions against an empty Node.js process: the first one, checks, and one after a change of a catalog.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { peakMemory, ratioText, row, timeInTurn } from "./measure.mjs";

const empty = { args: ["-e", "0"] };
const megabyte = 1_000_000;

/** What is synced, and in how many rounds. */
const descriptions = [
  { name: "one operation", file: "one.yaml", length: 1, rounds: 5 },
  { name: "3 MB of YAML", file: "large.yaml", length: 3 * megabyte, rounds: 5 },
  {
    name: "3 MB, small operations",
    file: "dense.yaml",
    length: 3 * megabyte,
    fields: 6,
    rounds: 3,
  },
  { name: "13 MB of YAML", file: "huge.yaml", length: 13 * megabyte, rounds: 3 },
  { name: "13 MB of JSON", file: "huge.json", length: 13 * megabyte, rounds: 3 },
];

/** Returns the table of descriptions of three and of thirteen megabytes. */
export function syncTable(projects) {
  const rows = descriptions.flatMap(({ name, file, length, fields, rounds }) => {
    const project = projects.described(file, length, fields);
    const commands = runsOf(project, projects.command);
    const times = timeInTurn({ empty, ...commands }, rounds);
    return Object.entries(commands).map(([run, command]) =>
      row([
        `${name}, ${run}`,
        ratioText(times[run], times.empty),
        `${peakMemory(command, 1).toFixed(0)} MB`,
      ]),
    );
  });
  return [
    "| `faultbook sync` of a description | ÷ empty node | peak memory |",
    "|---|---:|---:|",
    ...rows,
    "",
    "A catalog of 30 codes, and a rule that gives all operations all errors: a dozen responses for each.",
    "Operations are 12 kB long, as those of large APIs are, and 1 kB where they are small. Medians of ratios of whole",
    "processes that ran in turn, least and greatest in parentheses; three rounds, or five where they are short, after",
    "one that is not counted.",
    "",
  ].join("\n");
}

function runsOf({ cwd, name, text }, command) {
  const description = join(cwd, name);
  const catalog = join(cwd, "catalog/synthetic.yaml");
  const original = readFileSync(catalog, "utf8");
  const synced = readFileSync(description, "utf8");
  const put = (spec, codes) => () => {
    writeFileSync(description, spec);
    writeFileSync(catalog, codes);
  };
  const changed = original.replace(/(?<=summary: .*)\.$/m, ", really.");
  return {
    "first run": { args: [command, "sync"], cwd, before: put(text, original) },
    "`--check`": { args: [command, "sync", "--check"], cwd, before: put(synced, original) },
    "after a change of a catalog": { args: [command, "sync"], cwd, before: put(synced, changed) },
  };
}
