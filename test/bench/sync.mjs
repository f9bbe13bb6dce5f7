// Syncs of large descriptions against an empty Node.js process: the first one, checks, and one after a change of a catalog.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { peakMemory, ratioText, row, timeInTurn } from "./measure.mjs";

const empty = { args: ["-e", "0"] };
const rounds = 5;

/** Returns the table of descriptions of three and of thirteen megabytes. */
export function syncTable(projects) {
  const sizes = [
    ["3 MB of YAML", projects.described("described-3.yaml", 3_000_000)],
    ["13 MB of YAML", projects.described("described-13.yaml", 13_000_000)],
    ["13 MB of JSON", projects.described("described-13.json", 13_000_000)],
  ];
  const rows = sizes.flatMap(([name, project]) => {
    const commands = runsOf(project, projects.command);
    const times = timeInTurn({ empty, ...commands }, rounds);
    return Object.entries(commands).map(([run, command]) =>
      row([
        `${name}, ${run}`,
        ratioText(times[run], times.empty),
        `${peakMemory(command, 3).toFixed(0)} MB`,
      ]),
    );
  });
  return [
    "| `faultbook sync` of a description | ÷ empty node | peak memory |",
    "|---|---:|---:|",
    ...rows,
    "",
    `A catalog of 30 codes, rules that give all operations all errors, and ${rounds} rounds after one that is not counted.`,
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
