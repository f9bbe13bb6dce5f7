// Tables in texts: CSV with commas or semicolons, and TSV.

/** Returns the rows of a text, whose delimiter follows from its first lines. */
export function delimitedRows(text: string): readonly (readonly string[])[] {
  const head = text.slice(0, 4096);
  const [delimiter = ","] = [",", ";", "\t"]
    .map((sign) => [sign, score(head, sign)] as const)
    .sort((a, b) => b[1] - a[1])
    .map(([sign]) => sign);
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = new RegExp(
    `(?:"((?:[^"]|"")*)"[^\\S\\n\\r${delimiter}]*|([^${delimiter}\\r\\n]*))(${delimiter}|\\r\\n?|\\n|$)`,
    "gy",
  );
  for (let found = cell.exec(text); found !== null; found = cell.exec(text)) {
    const [whole, quoted, plain = "", end] = found;
    if (whole === "" && cell.lastIndex >= text.length && row.length === 0) break;
    row.push((quoted === undefined ? plain : quoted.replaceAll('""', '"')).trim());
    if (end === delimiter) continue;
    if (row.some((one) => one !== "")) rows.push(row);
    row = [];
    if (end === "") break;
  }
  const width = Math.max(0, ...rows.slice(0, 200).map(({ length }) => length));
  return rows.map((one) =>
    one.length >= width ? one : [...one, ...Array.from({ length: width - one.length }, () => "")],
  );
}

/** Returns how often a sign is in every line; 0 if a line has none. */
function score(head: string, sign: string): number {
  const lines = head
    .replace(/"(?:[^"]|"")*"/g, "")
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== "")
    .slice(0, 10);
  const counts = lines.map((line) => line.split(sign).length - 1);
  return counts.length === 0
    ? 0
    : Math.min(...counts.slice(0, Math.max(1, counts.length - 1))) * 10 + (sign === "," ? 0 : 1);
}
