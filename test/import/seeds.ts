// The seeds put back as the pages that they were copied from: headings, tables, lists and blocks of code.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../helpers.ts";

const shelf = join(projectFolder, "../shared/seeds");

/** True if the seeds are there. */
export const hasSeeds = existsSync(shelf);

function seed(number: string): string {
  const name = readdirSync(shelf).find((one) => one.startsWith(number)) ?? "";
  return readFileSync(join(shelf, name), "utf8").replace(/\r\n?/g, "\n");
}

/** Gives the pages by their names. */
export function seedPages(): Readonly<Record<string, string>> {
  return {
    "waas2.md": gluedTables(seed("000"), /^(\d+(?:, \d+)*)([^\d,].*)$/),
    "waas1.md": gluedTables(
      seed("001").replace(/(?<=fields\n|error:\n\n)(?: {2}"[^\n]*\n)+/, fenced),
      /^(\d+)([^\d,].*)$/,
    ),
    "payments.md": headed(seed("002")),
    "api.md": headed(seed("003")),
    "exchange.md": exchange(seed("004")),
  };
}

function fenced(text: string): string {
  return `\n\`\`\`json\n${text.trim()}\n\`\`\`\n`;
}

/** Cells of these pages touch: a digit and a letter, or a full stop and what is no space. */
function gluedTables(text: string, row: RegExp): string {
  const rows: string[] = [];
  let inTable = false;
  for (const line of text.split("\n")) {
    const head = /^(?:Error|Status) ?[Cc]ode(?:Description)(Solution)?$/.exec(line);
    const [, code, rest = ""] = row.exec(line) ?? [];
    if (head !== null) {
      const cells = [
        line.replace(/Description.*/, ""),
        "Description",
        ...(head[1] === undefined ? [] : ["Solution"]),
      ];
      rows.push(`| ${cells.join(" | ")} |`, `|${cells.map(() => "---|").join("")}`);
      inTable = true;
    } else if (inTable && code !== undefined) {
      const cut = /\.(?=\S)/.exec(rest);
      const cells =
        cut === null ? [rest] : [rest.slice(0, cut.index + 1), rest.slice(cut.index + 1)];
      rows.push(`| ${[code, ...cells].map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`);
    } else if (inTable && /^\s+•|^For details/.test(line)) {
      const last = (rows.pop() ?? "").replace(/ \|$/, "");
      rows.push(
        last.split("|").length > 3 ? `${last}<br>${line.trim()} |` : `${last} | ${line.trim()} |`,
      );
    } else {
      if (line.trim() !== "") inTable = false;
      rows.push(/^(?:Error codes|HTTP [sS]tatus)/.test(line) ? `\n## ${line}\n` : line);
    }
  }
  return rows.join("\n");
}

function headed(text: string): string {
  return text
    .replace(/^(HTTP \d{3})$/gm, "## $1\n")
    .replace(/^([a-z]+(?:_[a-z]+)*)$/gm, (word) =>
      ["required", "success"].includes(word) ? word : `### ${word}\n`,
    )
    .replace(/^\{\n[\s\S]*?^\}$/gm, fenced)
    .replace(
      / (Steps to resolve:|Example error response:|Important:|Note:|Security note:)/g,
      "\n\n$1",
    )
    .replace(/^(Steps to resolve:|Common [a-z ]+:|Example[^\n]*:?)$/gm, "\n**$1**\n");
}

function exchange(text: string): string {
  return text
    .replace(/^(-?\d+ [^\n]*\((?:Futures|Spot)[^\n]*\))$/gm, "## $1")
    .replace(/^ ?\{[^\n]*\}[ ]*$/gm, fenced)
    .replace(/^(API Error Code Guide|Frequently Encountered Error Codes|Need Help\?)$/gm, "# $1");
}
