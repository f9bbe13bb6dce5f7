// Which tables of a page are about errors: by their headers, by the headings above them, or by codes like those of such tables.

import { type TableFindings, tableFindings } from "./code-table.ts";
import type { FoundCode } from "./finding.ts";

/** A part of a page under a heading. */
interface TableSection {
  readonly heading: string;
  readonly tables: readonly (readonly (readonly string[])[])[];
}

/** What the tables of a page say. */
export interface PageTables {
  /** What each table of a section says; nothing of a table about something else. */
  readonly readIn: (section: TableSection) => readonly TableFindings[];
  /** The tables that are not taken for errors, in a sentence. */
  readonly remarks: readonly string[];
}

/** Returns what the tables of a page say; if one says that it is about errors, the others must be like it. */
export function pageTables(sections: readonly TableSection[]): PageTables {
  const all = sections.flatMap((section) =>
    section.tables.map((table) => ({ section, table, read: tableFindings(table) })),
  );
  const says = ({ section, read }: (typeof all)[number]) =>
    read.isSaid || /err|exception|fault|\bcodes?\b|错误|异常|码/i.test(section.heading);
  const sure = all.filter((one) => one.read.findings.length > 0 && says(one));
  const forms = new Set(sure.flatMap(({ read }) => read.findings.map(({ code }) => formOf(code))));
  const left = all.filter((one) => {
    const { findings } = one.read;
    const alike = findings.filter(
      ({ code }) => /[^Aa]/.test(formOf(code)) && forms.has(formOf(code)),
    );
    return (
      sure.length > 0 && findings.length > 0 && !says(one) && alike.length * 2 < findings.length
    );
  });
  const names = left.map(({ section, read, table: [head = []] }) => {
    const name = section.heading === "" ? head.join(" | ") : section.heading;
    return `"${name.slice(0, 60)}" (${read.findings.length} rows)`;
  });
  return {
    readIn: (section) =>
      all.flatMap((one) => (one.section === section && !left.includes(one) ? [one.read] : [])),
    remarks:
      names.length === 0 ? [] : [`Tables that are not taken for errors: ${names.join(", ")}.`],
  };
}

/** Returns what a code looks like: its letters count only before numbers, and the number of its words does not count. */
function formOf(code: FoundCode): string {
  const digits = String(code).replace(/\d+/g, "0");
  return digits.includes("0")
    ? digits
    : digits
        .replace(/[A-Z]+/g, "A")
        .replace(/[a-z]+/g, "a")
        .replace(/([._-][Aa]+)+$/, "$1");
}
