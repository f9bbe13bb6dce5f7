// Descriptions of real APIs, where there are some beside the project, and what a linter says of them.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { unifiedDiff } from "../../generator/text/diff.ts";
import { projectFile, projectFolder, run } from "../helpers.ts";
import { type SyncFolder, syncFolder } from "./folder.ts";

const shelf = join(projectFolder, "../shared/specs");
/** The names of the descriptions that are there. */
export const realSpecs: readonly string[] = existsSync(shelf)
  ? readdirSync(shelf).filter(
      (name) =>
        /\.(ya?ml|json)$/.test(name) &&
        /^["'\s{]*openapi["']?\s*:/m.test(readFileSync(join(shelf, name), "utf8")),
    )
  : [];
const catalogs = ["cobo-waas2.yaml", "coinbase-cdp.yaml"];

/** Gives the text of one of them. */
export function realText(name: string): string {
  return readFileSync(join(shelf, name), "utf8");
}

/** Tells whether a linter takes seconds for a description. */
export function isLarge(name: string): boolean {
  return statSync(join(shelf, name)).size > 1_000_000;
}

/** Rules as teams have them: one, three, and all errors for all operations. */
export const ruleSets: Readonly<Record<"one" | "three" | "all", readonly object[]>> = {
  one: [{ for: "all", errors: { status: 429 } }],
  three: [
    { for: "all", errors: { status: [401, 429] } },
    { for: { has: "path-params" }, errors: { status: 404 } },
    { for: { has: "body" }, errors: { kind: "invalid-argument" } },
  ],
  all: [{ for: "all", errors: "all" }],
};

/** How a real description is synced. */
export interface RealSetting {
  readonly rules?: keyof typeof ruleSets;
  readonly mode?: "copy" | "ref";
}

/** All of these settings. */
export const settings: readonly Required<RealSetting>[] = (
  ["one", "three", "all"] as const
).flatMap((rules) => (["copy", "ref"] as const).map((mode) => ({ rules, mode })));

/** Changes one word of the first summaries of a catalog, one after another, and returns the most lines of the description that one of them changes. */
export async function changedLines(
  folder: SyncFolder,
  { name, catalog = "coinbase-cdp.yaml", most }: ChangedQuery,
): Promise<number> {
  await folder.sync();
  const before = folder.read(name);
  const original = folder.read(catalog);
  const summaries = [...original.matchAll(/^ {4}summary: (.*)$/gm)].slice(0, most);
  expect(summaries.length).toBeGreaterThan(0);
  let highest = 0;
  for (const { 0: line, index } of summaries) {
    const edited = line.replace(/(\w+)(\W*)$/, "otherwise$2");
    folder.write(catalog, original.slice(0, index) + edited + original.slice(index + line.length));
    expect((await folder.sync()).text).not.toContain("error[");
    const diff = unifiedDiff({ path: name, before, after: folder.read(name) });
    for (const sign of [/^-(?!--)/gm, /^\+(?!\+\+)/gm])
      highest = Math.max(highest, diff.match(sign)?.length ?? 0);
    folder.write(name, before);
  }
  return highest;
}

/** Which summaries of which catalog change. */
export interface ChangedQuery {
  readonly name: string;
  readonly catalog?: string;
  readonly most: number;
}

/** Checks that a linter finds nothing that it did not find before. */
export function expectNoMore(
  after: ReadonlyMap<string, number>,
  before: ReadonlyMap<string, number>,
): void {
  const more = [...after].filter(([told, count]) => count > (before.get(told) ?? 0));
  expect(more).toEqual([]);
}

/** Makes a folder with a description and two catalogs that are to go into its operations, by default all into all. */
export function realFolder(
  name: string,
  { rules = "all", mode = "copy" }: RealSetting = {},
): SyncFolder {
  return syncFolder({
    ...Object.fromEntries(catalogs.map((one) => [one, projectFile(`catalog/${one}`)])),
    [name]: realText(name),
    "faultbook.config.json": JSON.stringify({
      catalogs,
      specs: [{ path: name, mode, operations: ruleSets[rules] }],
    }),
  });
}

interface Problem {
  readonly severity: string;
  readonly ruleId: string;
  readonly message: string;
}

/** Gives the errors and warnings that a linter finds by the rules that it recommends, with how often each is found. */
export async function lintProblems(
  folder: SyncFolder,
  name: string,
): Promise<ReadonlyMap<string, number>> {
  const program = join(projectFolder, "node_modules/@redocly/cli/bin/cli.js");
  const options = ["--extends=recommended", "--format=json", "--max-problems=100000"];
  const { stdout } = await run(process.execPath, [program, "lint", ...options, name], folder.path);
  const { problems } = JSON.parse(stdout) as { readonly problems: readonly Problem[] };
  const counts = new Map<string, number>();
  for (const { severity, ruleId, message } of problems) {
    const told = `${severity} ${ruleId}: ${message}`;
    counts.set(told, (counts.get(told) ?? 0) + 1);
  }
  return counts;
}
