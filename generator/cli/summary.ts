// What a command has done, in words for standard output.

import type { GenerateOptions, GenerateResult } from "../commands/generate.ts";
import type { ReleaseResult } from "../commands/release.ts";
import type { KeptResponse, SyncOptions, SyncResult } from "../commands/sync.ts";
import type { ValidateResult } from "../commands/validate.ts";
import { hasErrors, visible } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";

/** Returns the words for an outcome of `generate`: the changes and a summary, or the diff of a check. */
export function generated(
  outcome: CommandOutcome<GenerateResult>,
  mode: GenerateOptions["mode"],
): string {
  const { value } = outcome;
  if (value === undefined) return "";
  const what = `${amount(value.catalogs, "catalog")}, ${amount(value.definitions, "definition")}`;
  if (mode === "check") {
    return hasErrors(outcome.diagnostics)
      ? value.diff
      : `${what}: all ${amount(value.kept, "file")} fresh\n`;
  }
  if (hasErrors(outcome.diagnostics)) return "";
  const lines = value.changes
    .map(({ path, kind }) => `${kind.padEnd(6)} ${visible(path)}\n`)
    .join("");
  const counts = `${value.created} created, ${value.updated} updated, ${value.deleted} deleted, ${value.kept} unchanged`;
  return `${lines}${what}: ${counts}${mode === "dry-run" ? " (dry run, nothing written)" : ""}\n`;
}

/** Returns the words for an outcome of `validate`. */
export function validated({ value }: CommandOutcome<ValidateResult>): string {
  if (value === undefined) return "";
  const { catalogs, definitions, codes, locales } = value;
  const lines = locales.map(
    ({ catalog, tag, texts, all }) => `${catalog} in ${tag}: ${texts} of ${amount(all, "text")}\n`,
  );
  return `${lines.join("")}${amount(catalogs, "catalog")}, ${amount(definitions, "definition")}, ${amount(codes, "code")}: valid\n`;
}

/** What a sync was asked for. */
export interface SyncQuery extends Pick<SyncOptions, "mode" | "dryRun"> {
  /** True if hand-written responses that stay are listed. */
  readonly verbose: boolean | undefined;
  /** The file that got an overlay in the place of edits. */
  readonly overlay?: string | undefined;
}

/** Returns the words for an outcome of `sync`: what changed in each description, or the diff of what would. */
export function synced(
  { value, diagnostics }: CommandOutcome<SyncResult>,
  { mode, dryRun, verbose, overlay }: SyncQuery,
): string {
  if (value === undefined) return "";
  if (mode === "check" && hasErrors(diagnostics)) return value.diff;
  if (hasErrors(diagnostics)) return "";
  const isDry = mode === "dry-run" || (mode === "remove" && dryRun);
  const lines = value.specs.map(({ path: written, changes, kept }) => {
    const path =
      overlay === undefined ? visible(written) : `${visible(overlay)} for ${visible(written)}`;
    const count = (kind: string) => changes.filter((change) => change.kind === kind).length;
    const counts = `${count("create")} added, ${count("update")} updated, ${count("delete")} removed`;
    const done = changes.length === 0 ? "in sync" : counts;
    const stay =
      kept.length === 0
        ? ""
        : `; ${amount(kept.length, "hand-written response")} left alone${verbose ? "" : " (--verbose lists them)"}`;
    const list = verbose ? kept.map(keptLine).join("") : "";
    return `${path}: ${done}${stay}${isDry && changes.length > 0 ? " (dry run, nothing written)" : ""}\n${list}`;
  });
  return `${value.diff}${lines.join("")}`;
}

/** Returns the words for an outcome of `release`: the record of each catalog. */
export function released({ value }: CommandOutcome<ReleaseResult>): string {
  const lines = (value?.catalogs ?? []).map(({ id, version, from, path, change, raised }) => {
    if (change === "keep") return `${id} ${version}: released already\n`;
    const step = from === undefined || from === version ? version : `${from} → ${version}`;
    const taken = raised === undefined ? "" : `, set the version in ${visible(raised)}`;
    return `${id} ${step}: ${change === "create" ? "began" : "updated"} ${visible(path)}${taken}\n`;
  });
  const written = (value?.written ?? []).map((path) => `wrote ${visible(path)}\n`);
  return [...lines, ...written].join("");
}

function keptLine({ operation, status, errors, isShadowed, isShared }: KeptResponse): string {
  const what = errors.length === 0 ? "errors that nobody lists" : errors.join(", ");
  const verb = isShadowed ? "gives way to responses for" : "hides";
  const why = isShared ? ", and is shared with operations that need another schema" : "";
  return `  ${visible(operation)} ${status} ${verb} ${what}${why}\n`;
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
