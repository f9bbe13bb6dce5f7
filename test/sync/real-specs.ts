// Descriptions of real APIs, where there are some beside the project, and what a linter says of them.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
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

/** Makes a folder with a description and two catalogs that are to go into all of its operations. */
export function realFolder(name: string): SyncFolder {
  return syncFolder({
    ...Object.fromEntries(catalogs.map((one) => [one, projectFile(`catalog/${one}`)])),
    [name]: realText(name),
    "faultbook.config.json": JSON.stringify({
      catalogs,
      specs: [{ path: name, operations: [{ for: "all", errors: "all" }] }],
    }),
  });
}

interface Problem {
  readonly severity: string;
  readonly ruleId: string;
  readonly message: string;
}

/** Gives the errors that a linter finds by the rules of the specification alone, with how often each is found. */
export async function lintErrors(
  folder: SyncFolder,
  name: string,
): Promise<ReadonlyMap<string, number>> {
  const program = join(projectFolder, "node_modules/@redocly/cli/bin/cli.js");
  const options = ["--extends=spec", "--format=json", "--max-problems=100000"];
  const { stdout } = await run(process.execPath, [program, "lint", ...options, name], folder.path);
  const { problems } = JSON.parse(stdout) as { readonly problems: readonly Problem[] };
  const counts = new Map<string, number>();
  for (const { severity, ruleId, message } of problems) {
    if (severity !== "error") continue;
    const told = `${ruleId}: ${message}`;
    counts.set(told, (counts.get(told) ?? 0) + 1);
  }
  return counts;
}
