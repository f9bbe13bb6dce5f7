// Plots of the benchmark's tables as SVG: bars on a logarithmic axis, one group for each number of codes.

const width = 720;
const labelWidth = 260;
const barHeight = 16;
const gap = 14;

/** The tables that have a plot, by its file's name: a column of the head of the table, and what the bars are. */
const plots = {
  "bench-command.svg": {
    column: "generate ÷ empty node",
    title: "Whole runs, in times of an empty Node.js process (less is better)",
  },
  "bench-generators.svg": {
    column: "openapi-typescript ÷ generate",
    title: "Other generators, in times of faultbook generate (above 1, Faultbook is faster)",
  },
};

/** Returns the plots of the tables in a text, by the names of their files. */
export function plotsOf(text) {
  return Object.entries(plots).flatMap(([name, { column, title }]) => {
    const table = tableWith(text, column);
    return table === undefined ? [] : [[name, plotOf(title, table)]];
  });
}

/** Returns the cells of the first table whose head has a column. */
function tableWith(text, column) {
  const lines = text.split("\n");
  const from = lines.findIndex((line) => line.startsWith("|") && line.includes(column));
  if (from < 0) return undefined;
  const length = lines.slice(from).findIndex((line) => !line.startsWith("|"));
  const rows = lines.slice(from, length < 0 ? undefined : from + length);
  return rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** Returns the bars of a table whose cells are "median (least–greatest)"; other cells have none. */
function plotOf(title, [head, , ...rows]) {
  const groups = rows.map(([codes, ...cells]) => ({
    codes,
    bars: cells.flatMap((cell, i) => {
      const found = /^([\d.]+) \(([\d.]+)–([\d.]+)\)$/.exec(cell);
      return found === null ? [] : [{ name: head[i + 1], values: found.slice(1).map(Number) }];
    }),
  }));
  const greatest = Math.max(
    1,
    ...groups.flatMap(({ bars }) => bars.flatMap(({ values }) => values)),
  );
  const scale = (value) =>
    Math.max(0, Math.log10(value) / Math.log10(greatest * 1.3)) * (width - labelWidth - 60);
  const lines = [];
  let y = 34;
  for (const { codes, bars } of groups) {
    lines.push(textAt(0, y + 12, `${codes} codes`, "strong"));
    y += barHeight + 4;
    for (const { name, values } of bars) {
      const [median, least, most] = values;
      const [x, from, to] = [median, least, most].map((value) => labelWidth + scale(value));
      const middle = y + barHeight / 2 - 2;
      lines.push(
        textAt(0, y + 11, name.replaceAll("`", "")),
        `<rect x="${labelWidth}" y="${y}" width="${round(Math.max(1, x - labelWidth))}" height="${barHeight - 4}" rx="2"/>`,
        `<path d="M${round(from)} ${middle}H${round(to)}"/>`,
        textAt(round(Math.max(x, to) + 6), y + 11, median.toFixed(2)),
      );
      y += barHeight + 2;
    }
    y += gap;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" role="img" aria-label="${escaped(title)}">
<style>text{font:12px system-ui,sans-serif;fill:#24292f}.strong{font-weight:600}rect{fill:#2f6feb}path{stroke:#6e7781;stroke-width:2}@media(prefers-color-scheme:dark){text{fill:#e6edf3}}</style>
${textAt(0, 14, title, "strong")}
${lines.join("\n")}
</svg>
`;
}

function textAt(x, y, text, kind) {
  const style = kind === undefined ? "" : ` class="${kind}"`;
  return `<text x="${x}" y="${y}"${style}>${escaped(text)}</text>`;
}

function round(value) {
  return Math.round(value * 10) / 10;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
