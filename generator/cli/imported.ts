// What an import found and wrote, in words, and its questions on a terminal.

import type { ImportReport, ImportResult, KindQuestion } from "../commands/import.ts";
import { visible } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import { listed } from "../text/lists.ts";

/** Returns the words for an outcome of `import`. */
export function imported({ value }: CommandOutcome<ImportResult>): string {
  if (value === undefined) return "";
  if (value.text !== undefined) return value.text;
  const { path, change, drift, absent } = value;
  if (change === "keep" || change === "update") {
    const lines = drift.map((line) => `${line}\n`).join("");
    const end =
      change === "update"
        ? `updated ${visible(path)}\n`
        : drift.length === 0
          ? `${visible(path)}: the sources say what they said\n`
          : "";
    const others =
      absent.length === 0
        ? ""
        : `not compared, since they were not named: ${absent.map(visible).join(", ")}\n`;
    return `${lines}${end}${others}${keptLines(value)}`;
  }
  return `wrote ${reportLines(value)}${value.next.length === 0 ? "" : "\nNext:\n"}${value.next.map((step, i) => `${i + 1}. ${step}\n`).join("")}${keptLines(value)}`;
}

/** Returns what to add to the configuration, so that the package exports the names of the sources. */
function keptLines({ kept: { text } }: ImportReport): string {
  return text === ""
    ? ""
    : `\nTo keep the names of your sources, add this to the configuration:\n\n${text}`;
}

/** Returns what an import found, in lines that begin with the path of the catalog. */
export function reportLines(report: ImportReport): string {
  const {
    path,
    definitions,
    codes,
    examples,
    envelopes,
    undecided,
    unsure,
    contradictions,
    remarks,
  } = report;
  const sure = definitions - undecided.length - unsure.length;
  const places = envelopes.map(({ name, code, message, requestId }) => {
    const parts = [
      ["code", code],
      ["message", message],
      ["request ID", requestId],
    ] as const;
    const found = parts.flatMap(([role, at]) =>
      at.length === 0 ? [] : [`${role} at ${at.join(" or ")}`],
    );
    return `  envelope ${name}: ${found.join(", ")}\n`;
  });
  const names = (list: readonly string[]) => listed(list, 10).replaceAll('"', "");
  return [
    `${visible(path)}: ${amount(definitions, "definition")}, ${amount(codes, "code")}, ${amount(examples, "example")}\n`,
    ...places.map(visibleLine),
    `  kinds: ${sure} proposed, ${unsure.length} to check, ${undecided.length} undecided\n`,
    unsure.length === 0 ? "" : `    to check: ${names(unsure)}\n`,
    undecided.length === 0 ? "" : `    undecided: ${names(undecided)}\n`,
    ...contradictions
      .slice(0, 20)
      .map(({ code, what, said }) =>
        visibleLine(
          `  ${what} of ${code} differs: ${said.map(([source, text]) => `${text} (${source})`).join(", ")}\n`,
        ),
      ),
    contradictions.length > 20 ? `  and ${contradictions.length - 20} more differences\n` : "",
    ...remarks.slice(0, 20).map((remark) => visibleLine(`  ${remark}\n`)),
    remarks.length > 20 ? `  and ${remarks.length - 20} more\n` : "",
  ].join("");
}

function visibleLine(line: string): string {
  return `${visible(line.replace(/\n$/, ""))}\n`;
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Returns the question for a kind, with the proposal in brackets. */
export function questionOf({ code, name, summary: text, status, kind }: KindQuestion): string {
  const where = status.length === 0 ? "" : `, HTTP ${status.join(", ")}`;
  return `${visible(`${name} (${code}${where}): ${text}`)}\nkind [${kind}]: `;
}
