// Tables of errors: which column has the code, which the status, a name, a description, causes and steps, by header and content.

import { addTo } from "../text/lists.ts";
import { codesIn, deprecatedSign, isCodeText, isSuccess, wordsOrCodesIn } from "./code-words.ts";
import { cleanMarkdown, lineOf, proseTexts, textsIn } from "./error-texts.ts";
import {
  type ErrorTexts,
  type Finding,
  type FoundCode,
  type FoundStatus,
  finding,
  joinTexts,
  noReason,
  noTexts,
} from "./finding.ts";
import { isTotal, namedColumns, type Role } from "./table-headers.ts";

/** What a table says. */
export interface TableFindings {
  readonly findings: readonly Finding[];
  readonly statuses: readonly FoundStatus[];
  readonly remarks: readonly string[];
  /** True if the header says that the table has codes of errors. */
  readonly isSaid: boolean;
}

const nothing: TableFindings = { findings: [], statuses: [], remarks: [], isSaid: false };

/** Returns the errors or statuses of a table; nothing if it is about something else. */
export function tableFindings(table: readonly (readonly string[])[]): TableFindings {
  const [head = [], ...all] = table.slice(headerIndex(table));
  const rows = isTotal(all.at(-1)) ? all.slice(0, -1) : all;
  const roles = columnsOf(head, rows);
  const width = head.findLastIndex((cell) => cell.trim() !== "") + 1;
  const isSaid =
    head.some((cell) => /code|err|码|错误/i.test(cell)) || roles?.has("status") === true;
  if (roles !== undefined) return { ...readRows(rows, roles, width), isSaid };
  // A table of data alone has no header.
  const bare = columnsOf([], table);
  return bare === undefined ? nothing : { ...readRows(table, bare), isSaid: false };
}

type Columns = ReadonlyMap<Role, number>;

/** Returns the index of the header, which can be below a title or below a row of joined headers. */
function headerIndex(table: readonly (readonly string[])[]): number {
  const named = table.slice(0, 3).map((row) => namedColumns(row));
  const [first] = named;
  const better = named.findIndex(
    (roles) =>
      roles.size > Math.max(1, first?.size ?? 0) && (roles.has("code") || roles.has("status")),
  );
  return Math.max(0, better);
}

/** Returns whether only the first cell of a row has a text, as in a heading between rows. */
function isHeading([, ...others]: readonly string[]): boolean {
  return others.length > 1 && others.every((cell) => cell.trim() === "");
}

/** Returns which column has what, or `undefined` if none has codes or statuses. */
function columnsOf(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): Columns | undefined {
  const width = Math.max(head.length, ...rows.slice(0, 50).map(({ length }) => length));
  const full = rows.filter((row) => !isHeading(row));
  const columns = Array.from({ length: width }, (_, i) =>
    (full.length > 0 ? full : rows)
      .slice(0, 500)
      .map((row) => lineOf(row[i] ?? ""))
      .filter((cell) => cell !== ""),
  );
  const roles = namedColumns(head);
  const isCodes = (i: number | undefined): boolean =>
    share(columns[i ?? -1], (cell) => codesIn(cell).length > 0) > 0.4;
  const isStatuses = (i: number | undefined, least = 0.8): boolean =>
    share(columns[i ?? -1], (cell) => /^[1-5](?:\d\d|xx)\b/i.test(cell)) > least;
  const isNamed =
    share(columns[roles.get("code") ?? -1], (cell) => wordsOrCodesIn(cell).length > 0) > 0.4;
  if (roles.has("code") && !isNamed) roles.delete("code");
  if (roles.has("status") && !isStatuses(roles.get("status"), roles.has("code") ? 0.5 : 0.8)) {
    const at = roles.get("status");
    roles.delete("status");
    // Some call their codes a status.
    if (at !== undefined && !roles.has("code") && isCodes(at)) roles.set("code", at);
  }
  const taken = () => new Set(roles.values());
  if (!roles.has("code")) {
    const name = roles.get("name");
    if (name !== undefined && isCodes(name)) {
      roles.delete("name");
      roles.set("code", name);
    } else if (head.length === 0 || !roles.has("status")) {
      const at = columns.findIndex(
        (cells, i) =>
          !taken().has(i) &&
          share(cells, (cell) => codesIn(cell).length > 0) > 0.9 &&
          cells.length > 1 &&
          new Set(cells).size === cells.length &&
          !isStatuses(i),
      );
      // Without any word of a header only a column full of codes before a text is one.
      const hasText = columns.some(
        (cells, i) => i !== at && share(cells, (cell) => / |[^\u0000-\u007f]{2}/.test(cell)) > 0.7,
      );
      if (at >= 0 && hasText && (head.length === 0 || roles.size > 0)) roles.set("code", at);
    }
  }
  if (!roles.has("code") && !roles.has("status")) return undefined;
  if (!roles.has("status")) {
    const at = columns.findIndex(
      (cells, i) => !taken().has(i) && share(cells, (cell) => errorStatus.test(cell)) > 0.9,
    );
    if (at >= 0) roles.set("status", at);
  }
  if (!roles.has("name")) {
    const at = columns.findIndex(
      (cells, i) =>
        !taken().has(i) &&
        cells.length > 1 &&
        share(cells, (cell) => isCodeText(cell) && /[A-Za-z]/.test(cell)) > 0.9,
    );
    if (at >= 0 && roles.has("code")) roles.set("name", at);
  }
  if (!roles.has("description")) {
    const lengths = columns.map((cells, i) =>
      taken().has(i) ? 0 : cells.reduce((sum, cell) => sum + cell.length, 0),
    );
    const longest = lengths.indexOf(Math.max(...lengths));
    if ((lengths[longest] ?? 0) > 0 && !roles.has("message")) roles.set("description", longest);
  }
  return roles;
}

/** A cell with a status that HTTP defines for errors, and no more than its phrase. */
const errorStatus = /^(?:4(?:[01]\d|2[0-9]|31|51)|50\d|51[01])(?: [A-Za-z' -]+)?$/;

function share(cells: readonly string[] | undefined, is: (cell: string) => boolean): number {
  return cells === undefined || cells.length === 0 ? 0 : cells.filter(is).length / cells.length;
}

function isSameText(one: ErrorTexts, other: ErrorTexts): boolean {
  return other.summary === undefined || one.summary === other.summary;
}

/** Reads rows of a table whose header has so many cells. */
function readRows(
  rows: readonly (readonly string[])[],
  columns: Columns,
  width = Number.POSITIVE_INFINITY,
): Omit<TableFindings, "isSaid"> {
  const findings: Finding[] = [];
  /** The summaries of each code. */
  const said = new Map<FoundCode, Set<string | undefined>>();
  const statuses: FoundStatus[] = [];
  const odd = new Map<string, string[]>();
  for (const row of rows) {
    const cellOf = (role: Role): string => row[columns.get(role) ?? -1] ?? "";
    if (row.every((cell) => cell.trim() === "")) continue;
    const texts = textsOf(cellOf);
    const found = numbersIn(cellOf("status"));
    if (!columns.has("code")) {
      for (const status of found) if (status >= 400) statuses.push({ status, texts });
      continue;
    }
    const [first = ""] = row;
    if (isHeading(row) && columns.get("code") === 0 && codesIn(first).length === 0) continue;
    const [code, ...aliases] = wordsOrCodesIn(cellOf("code"));
    const last = findings.at(-1);
    if (code === undefined) {
      const isEmpty = cellOf("code").trim() === "";
      if (isEmpty && isHeading(row) && !holdsText(columns, 0)) continue;
      const isMore = isEmpty && last !== undefined;
      addTo(odd, isMore ? "joined" : "left", lineOf(cellOf("code")));
      if (isMore) findings[findings.length - 1] = { ...last, texts: moreTexts(last.texts, texts) };
      continue;
    }
    const status = lineOf(cellOf("status"));
    if (found.length === 0 && !/^(?:n\/?a|none|-+|—|–|无|\/|)$/i.test(status))
      addTo(odd, "status", status);
    const name = lineOf(cellOf("name"));
    if (isSuccess(code, { name, text: texts.summary })) continue;
    const isName = /^[A-Za-z][\w.-]*$/.test(name);
    if (last?.code === code && aliases.length === 0 && !isSameText(last.texts, texts)) {
      addTo(odd, "joined", String(code));
      findings[findings.length - 1] = { ...last, texts: moreTexts(last.texts, texts) };
      continue;
    }
    const { summary } = texts;
    const known = said.get(code) ?? new Set();
    const isRepeated = summary !== undefined && known.size > Number(known.has(summary));
    if (isRepeated) addTo(odd, "repeated", String(code));
    said.set(code, known.add(summary));
    if (row.slice(width).some((cell) => cell.trim() !== "")) addTo(odd, "wide", String(code));
    const isStruckOut = /^\s*~~[^~]+~~\s*$/.test(cellOf("code"));
    const isDeprecated = isStruckOut || deprecatedSign.test(lineOf(cellOf("code")));
    findings.push(
      finding(code, {
        ...(isDeprecated ? { deprecated: new Map([[String(code), noReason]]) } : {}),
        aliases: [...aliases, ...wordsOrCodesIn(cellOf("aliases"))],
        statuses: found,
        scopes: scopesIn(cellOf("scope")),
        texts,
        ...(name === "" ? {} : isName ? { name } : { title: name.slice(0, 300) }),
      }),
    );
  }
  return { findings, statuses, remarks: remarksOn(odd) };
}

function holdsText(columns: Columns, at: number): boolean {
  return (["description", "message", "notes", "causes", "resolution"] as const).some(
    (role) => columns.get(role) === at,
  );
}

function remarksOn(odd: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const joined = odd.get("joined")?.length ?? 0;
  const remarks = [
    ["left", "row has", "rows have", "no code that can be read"],
    ["status", "row has", "rows have", "a status that is none, and it is left out"],
    ["repeated", "row repeats a code", "rows repeat codes", "with another text, which is left out"],
    ["wide", "row has", "rows have", "more cells than the header, and these are left out"],
  ].flatMap(([key = "", one, several, what]) => {
    const cells = odd.get(key) ?? [];
    if (cells.length === 0) return [];
    const shown = cells.slice(0, 5).map((cell) => `"${cell.slice(0, 40)}"`);
    const more = cells.length > 5 ? ` and ${cells.length - 5} more` : "";
    const rows = cells.length === 1 ? `1 ${one}` : `${cells.length} ${several}`;
    return [`${rows} ${what}: ${shown.join(", ")}${more}.`];
  });
  if (joined === 0) return remarks;
  const above =
    joined === 1
      ? "1 row without a code of its own is part of the row above it."
      : `${joined} rows without codes of their own are part of the rows above them.`;
  return [above, ...remarks];
}

function moreTexts(one: ErrorTexts, more: ErrorTexts): ErrorTexts {
  const description = [one.description, more.summary, more.description]
    .filter((text) => text !== undefined)
    .join("\n\n");
  return {
    ...one,
    ...(description === "" ? {} : { description }),
    causes: [...one.causes, ...more.causes],
    resolution: [...one.resolution, ...more.resolution],
  };
}

function textsOf(cellOf: (role: Role) => string): ErrorTexts {
  const [message, notes] = [cellOf("message"), cleanMarkdown(cellOf("notes"))];
  const described = cellOf("description");
  // Notes are all that is said if there is no other text.
  const isNote = described.trim() !== "" || message.trim() !== "";
  const read = textsIn(isNote ? described : notes);
  const said = read.summary === undefined ? proseTexts(cleanMarkdown(message)) : {};
  const description = [read.description ?? said.description, isNote ? notes : ""]
    .filter((text) => text !== undefined && text !== "")
    .join("\n\n");
  const own = description === "" ? read : { ...read, description };
  const lists = { causes: itemsIn(cellOf("causes")), resolution: itemsIn(cellOf("resolution")) };
  return joinTexts({ ...noTexts, ...lists }, { ...said, ...own });
}

/** Returns the items of a cell: those of its list, with what is around the list, or the whole cell. */
function itemsIn(cell: string): readonly string[] {
  const text = cleanMarkdown(cell);
  if (text === "" || /^(?:n\/?a|none|-+|—|–|无|\/)\.?$/i.test(text)) return [];
  const items: string[] = [];
  for (const line of text.split("\n")) {
    const [, item] = /^\s{0,3}(?:[-*+•]|\d{1,2}[.)、])\s+(.*)$/.exec(line) ?? [];
    const isNested = /^\s{2,}\S/.test(line) && items.length > 0;
    if (isNested) items.push(`${items.pop() ?? ""}\n${line.replace(/^\s{2,3}/, "")}`);
    else if ((item ?? line).trim() !== "") items.push((item ?? line).trim());
  }
  return [...new Set(items)].slice(0, 100);
}

function numbersIn(cell: string): readonly number[] {
  return [...new Set((cell.match(/\b[1-5]\d\d\b/g) ?? []).map(Number))];
}

function scopesIn(cell: string): readonly string[] {
  const parts = lineOf(cell)
    .split(/\s*[,，、/]\s*/)
    .filter((part) => part !== "" && part !== "-");
  return [...new Set(parts)].slice(0, 20);
}
