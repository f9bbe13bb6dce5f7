// Scans of a project of 2,000 files of TypeScript against an empty Node.js process, and beside what the compiler takes alone to load and to parse them.

import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { peakMemory, ratios, ratioText, row, spread, timeInTurn } from "./measure.mjs";

const library = fileURLToPath(new URL("../../node_modules/ts-morph", import.meta.url));
const files = 2000;
const rounds = 5;

/** Returns the table of a scan. */
export function scanTable(projects) {
  const cwd = projects.workspace(300);
  symlinkSync(library, join(cwd, "../node_modules/ts-morph"), "junction");
  mkdirSync(join(cwd, "src"), { recursive: true });
  const catalog = readFileSync(join(cwd, "catalog/synthetic.yaml"), "utf8");
  const codes = [...catalog.matchAll(/^ {4}code: (\w+)/gm)].map(([, code]) => code);
  const sources = Array.from({ length: files }, (_, i) => sourceOf(i, codes));
  sources.forEach((text, i) => {
    writeFileSync(join(cwd, `src/file-${i}.ts`), text);
  });
  const scan = { args: [projects.command, "scan", "src", "--quiet"], cwd };
  const times = timeInTurn(
    {
      empty: { args: ["-e", "0"] },
      scan,
      compiler: { args: ["-e", compilerAlone], cwd },
    },
    rounds,
  );
  const own = ratios(times.scan, times.empty).map(
    (ratio, round) => ratio - times.compiler[round] / times.empty[round],
  );
  const { median, min, max } = spread(own);
  return [
    "| `faultbook scan` of 2,000 files | the compiler alone, which loads and parses them | their difference | peak memory |",
    "|---:|---:|---:|---:|",
    row([
      ratioText(times.scan, times.empty),
      ratioText(times.compiler, times.empty),
      `${median.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})`,
      `${peakMemory(scan, 3).toFixed(0)} MB`,
    ]),
    "",
    `Whole processes ÷ empty node, ${rounds} rounds; ${(sources.join("").length / 1e6).toFixed(1)} MB of sources, of which every fourth uses codes, and a catalog of 300.`,
    "",
  ].join("\n");
}

/** What a scan cannot do without: the compiler, the texts, and their trees. */
const compilerAlone = `
const { ts } = require("ts-morph");
const { readdirSync, readFileSync } = require("node:fs");
for (const name of readdirSync("src"))
  ts.createSourceFile(name, readFileSync("src/" + name, "utf8"), { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }, true);
`;

function sourceOf(i, codes) {
  const plain = Array.from(
    { length: 12 },
    (_, j) => `
/** Returns the total of the lines of an order, with tax. */
export function total${j}(lines: readonly Line[], rate: number): number {
  let sum = 0;
  for (const line of lines) {
    if (line.state === "open" && line.amount > 0) sum += line.amount * (1 + rate);
    else if (line.state !== "gone") sum += Math.max(0, line.amount - ${j});
  }
  return Math.round(sum * 100) / 100;
}
`,
  ).join("");
  const uses = i % 4 === 0 ? usesOf(i, codes) : "";
  return `import type { Line } from "./file-${(i + 1) % files}.js";

export interface Line {
  readonly state: string;
  readonly amount: number;
}
${plain}${uses}`;
}

function usesOf(i, codes) {
  const [first, second, third, fourth] = [0, 7, 9, 11].map((j) => codes[(i + j) % codes.length]);
  return `
export function explain${i}(error: { readonly code: string }): string {
  switch (error.code) {
    case "${first}":
      return "first";
    case "${second}":
      return "second";
    default:
      if (error.code === "${third}") return "third";
      throw new AppError("${fourth}", 409);
  }
}
`;
}
