// What the options of `scan` ask for, and what it found, in words.

import type { ScanOptions, ScanResult } from "../commands/scan.ts";
import { visible } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import { listed } from "../text/lists.ts";
import { suggestion } from "../text/nearest.ts";
import type { Values } from "./arguments.ts";
import type { Ran } from "./print.ts";
import { wrongUsage } from "./usage.ts";

/** Scans as the options of the command line say, and returns the outcome with its words. */
export async function runScan(
  place: Pick<ScanOptions, "cwd" | "config" | "folders">,
  values: Values,
): Promise<Ran> {
  // Loaded here, since what every command loads stays small.
  const { scan, concerns } = await import("../commands/scan.ts");
  const asked = ((values["fail-on"] ?? []) as readonly string[])
    .flatMap((list) => list.split(","))
    .map((word) => word.trim());
  const wrong = asked.find((word) => !concerns.some((one) => one === word));
  if (wrong !== undefined) {
    const near = suggestion(wrong, concerns) || ` Known: ${concerns.join(", ")}.`;
    const found = wrongUsage(`"--fail-on" cannot be "${wrong}".${near}`, "scan");
    return { outcome: { diagnostics: [found], wrongUse: true }, text: "" };
  }
  const failOn = concerns.filter((one) => asked.includes(one));
  const tsconfig = values["tsconfig"] as string | undefined;
  const [fix, dryRun] = [values["fix"] === true, values["dry-run"] === true];
  if (dryRun && !fix) {
    const found = wrongUsage('"--dry-run" needs "--fix": without it nothing is written.', "scan");
    return { outcome: { diagnostics: [found], wrongUse: true }, text: "" };
  }
  const outcome = await scan({ ...place, tsconfig, failOn, fix, dryRun });
  return { outcome, text: scanned(outcome) };
}

/** Returns the words for an outcome of `scan`: the uses of each file, and a summary. */
export function scanned({ value }: CommandOutcome<ScanResult>): string {
  if (value === undefined) return "";
  const { uses, fixed, diff, unused, codes, files } = value;
  const lines = uses.map((use, i) => {
    const { path, line, column, form, code, verdict, errors, near } = use;
    const head = uses[i - 1]?.path === path ? "" : `${visible(path)}\n`;
    const hint = near === undefined ? "" : `; did you mean ${near}?`;
    const known = verdict === "known" ? errors.join(", ") : `${verdict}${hint}`;
    const place = `${line}:${column}`.padEnd(8);
    return `${head}  ${place} ${form.padEnd(11)} ${visible(code)}  ${visible(known)}\n`;
  });
  const count = (verdict: string): number => uses.filter((one) => one.verdict === verdict).length;
  const counts = ["known", "unknown", "deprecated", "reserved"]
    .filter((verdict) => verdict === "known" || count(verdict) > 0)
    .map((verdict) => `${count(verdict)} ${verdict}`);
  const inFiles = new Set(uses.map(({ path }) => path)).size;
  const left = listed(
    unused.map(({ code }) => code),
    10,
  ).replaceAll('"', "");
  const rewritten = new Set(fixed.map(({ path }) => path)).size;
  const done = `${diff === "" ? "rewrote" : "would rewrite"} ${amount(fixed.length, "use")} in ${amount(rewritten, "file")}`;
  return [
    diff,
    ...lines,
    uses.length === 0 ? "" : "\n",
    fixed.length === 0 ? "" : `${done}${uses.length === 0 ? "" : "; those above are left"}\n`,
    `${amount(uses.length, "use")} in ${inFiles} of ${amount(files, "file")}: ${counts.join(", ")}\n`,
    unused.length === 0 ? "" : `${unused.length} of ${amount(codes, "code")} not used: ${left}\n`,
  ].join("");
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
