// What `diff` found, in words for standard output, as a changelog entry, or as annotations.

import type { CatalogChange, CatalogDiff, ChangePlace, DiffResult } from "../commands/diff.ts";
import { visible } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import { annotationLine } from "../diagnostics/report.ts";
import { sentenceInMarkdown } from "../text/sentence.ts";
import type { Ran } from "./print.ts";

/** Returns the words for an outcome of `diff`, in a format. */
export function differences(
  { value }: CommandOutcome<DiffResult>,
  format: unknown,
): Pick<Ran, "text" | "notices"> {
  const catalogs = value?.catalogs ?? [];
  if (format === "markdown") return { text: catalogs.map(changelogEntry).join("\n") };
  return {
    text: [
      catalogs.map(inWords).join("\n"),
      ...(value?.written ?? []).map((path) => `wrote ${visible(path)}\n`),
      ...(value?.deleted ?? []).map((path) => `deleted ${visible(path)}\n`),
    ].join(""),
    notices: (folder) => catalogs.flatMap((one) => one.changes.map(noticeIn(folder))).join(""),
  };
}

function inWords({ id, from, to, state, needed, changes }: CatalogDiff): string {
  if (state === "new") return `${id} ${to}: a new catalog\n`;
  const low = state === "lowered" ? "; the version is lower than before" : "";
  if (changes.length === 0)
    return `${id} ${from === to ? to : `${from} → ${to}`}: no changes${low}\n`;
  const amount = changes.length === 1 ? "1 change" : `${changes.length} changes`;
  const need = changes.length === 1 ? "needs" : "need";
  const version = needed === from ? "no new version" : `${needed} or higher`;
  const head = `${id} ${from} → ${to}: ${amount}, which ${need} ${version}${low}\n`;
  return `${head}${changes.map((change) => `\n${changeInWords(change)}`).join("")}`;
}

function changeInWords({
  step,
  kind,
  reader,
  message,
  help,
  place,
  before,
}: CatalogChange): string {
  const places = [
    ...(place === undefined ? [] : [inText(place)]),
    ...(before === undefined ? [] : [`before: ${inText(before)}`]),
  ];
  return [
    `${step}[${kind}]: ${message}`,
    ...(places.length === 0 ? [] : [`  --> ${places.join(", ")}`]),
    `  ${reader}: ${help}`,
    "",
  ].join("\n");
}

function inText({ file, line, column }: ChangePlace): string {
  return `${visible(file)}:${line}:${column}`;
}

const severities = { major: "warning", minor: "notice", patch: "notice", none: "notice" } as const;

function noticeIn(folder: string): (change: CatalogChange) => string {
  return ({ step, kind, message, help, place, before }) => {
    const severity = severities[step];
    const annotation = { severity, place: place ?? before, title: `${step}: ${kind}` };
    return `${annotationLine({ ...annotation, lines: [message, help] }, folder)}\n`;
  };
}

const sections = ["Added", "Changed", "Deprecated", "Removed"] as const;

/** Returns the entry of a changelog in the form of Keep a Changelog; its version is the new one, else the one that is needed, else none yet. */
function changelogEntry({ from, to, state, needed, changes }: CatalogDiff): string {
  if (state === "new") return `## ${to}\n\nThe first version.\n`;
  const parts = sections.flatMap((section) => {
    const lines = changes
      .filter((change) => change.section === section)
      .map(({ step, message }) => {
        const breaking = step === "major" ? "**Breaking:** " : "";
        return `- ${breaking}${sentenceInMarkdown(message)}\n`;
      });
    return lines.length === 0 ? [] : [`\n### ${section}\n\n${lines.join("")}`];
  });
  if (parts.length === 0) return `## ${to}\n\nNo changes.\n`;
  const isRaised = to !== from && state !== "lowered";
  const version = isRaised ? to : needed === from ? "Unreleased" : needed;
  return `## ${version}\n${parts.join("")}`;
}
