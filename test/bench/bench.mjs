// The benchmark, `npm run bench`: whole runs of the command against an empty Node process and against openapi-typescript,
// then what its packages cost at run time and in a bundle; `--only command|runtime|size` prints one part, and
// `--profile` tells instead where one run's time goes.

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { peakMemory, ratios, run, spread, timeInTurn } from "./measure.mjs";
import { profileTable } from "./profile.mjs";
import { runtimeTables } from "./runtime.mjs";
import { sizeTable } from "./size.mjs";
import { syntheticCatalog, syntheticConfig } from "./synthetic.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const command = join(root, "dist/cli.cjs");
const peer = join(root, "node_modules/openapi-typescript/bin/cli.js");
const emptyNode = { args: ["-e", "0"], cwd: root };

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    profile: { type: "boolean" },
    sizes: { type: "string", default: "30,300,3000" },
  },
});
const parts = {
  command: comparison,
  runtime: () => runtimeTables([100, 1000].map((codes) => ({ codes, folder: packageOf(codes) }))),
  size: () => sizeTable({ folder: packageOf(1000), into: join(folder, "bundles") }),
};
if (values.only !== undefined && !Object.hasOwn(parts, values.only))
  throw new Error(`--only takes one of ${Object.keys(parts).join(", ")}.`);
if (!existsSync(command)) throw new Error(`There is no ${command}; run "npm run build" first.`);
const sizes = values.sizes.split(",").map(Number);
const folder = mkdtempSync(join(tmpdir(), "faultbook-bench-"));
try {
  if (values.profile) process.stdout.write(profileTables());
  else {
    const chosen = values.only === undefined ? Object.keys(parts) : [values.only];
    for (const part of chosen) process.stdout.write(`${await parts[part]()}\n`);
  }
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
  const before = () => rmSync(join(cwd, "generated"), { recursive: true, force: true });
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
    "| codes | generate ÷ empty node | validate ÷ empty node | openapi-typescript ÷ generate | peak memory of generate |",
    "|---:|---:|---:|---:|---:|",
    ...rows,
    "",
    `\`faultbook --help\` takes ${ratioText(small.help, small.empty)} times an empty node,`,
    `\`faultbook validate\` on the catalogs of this repository ${ratioText(small.validate, small.empty)} times.`,
    "",
    "Medians of ratios of whole processes that ran in turn, least and greatest ratio in parentheses;",
    `${roundsFor(sizes[0])} rounds (from 3,000 codes on ${roundsFor(3000)}) after one that is not counted.`,
    "Each run of `generate` starts without output and makes all of it, `dist/` too;",
    "openapi-typescript gets the OpenAPI document that Faultbook made of the same catalog.",
    `Ratios carry over between machines, times would not: here an empty node took ${spread(small.empty).median.toFixed(0)} ms`,
    `and ${emptyPeak.toFixed(0)} MB (Node ${process.versions.node}, ${process.platform} ${process.arch}).`,
    "",
  ].join("\n");
}

function sizeRow(size, emptyPeak) {
  const cwd = workspace(size);
  const generate = generateIn(cwd);
  const spec = join(cwd, "generated/synthetic/openapi.yaml");
  const times = timeInTurn(
    {
      empty: emptyNode,
      generate,
      validate: { args: [command, "validate"], cwd },
      peer: { args: [peer, spec, "-o", join(cwd, "openapi.ts")], cwd },
    },
    roundsFor(size),
  );
  const peak = peakMemory(generate, size < 3000 ? 3 : 1);
  const cells = [
    size.toLocaleString("en"),
    ratioText(times.generate, times.empty),
    ratioText(times.validate, times.empty),
    ratioText(times.peer, times.generate),
    `${peak.toFixed(0)} MB, ${(peak / emptyPeak).toFixed(1)} × empty node`,
  ];
  return `| ${cells.join(" | ")} |`;
}

function roundsFor(size) {
  return size < 3000 ? 7 : 5;
}

function ratioText(times, baseline) {
  const { median, min, max } = spread(ratios(times, baseline));
  return `${median.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`;
}

function profileTables() {
  return sizes.map((size) => profileTable(size, generateIn(workspace(size)))).join("\n");
}
