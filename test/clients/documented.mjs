// The table of docs/packages.md on where packages work, held against what was found.

/** The environments that a row of the table is about, in the order of its versions, and what is done there. */
const rows = [
  ["Node.js, `import`", ["Node.js"], "import"],
  ["Node.js, `require()`", ["Node.js"], "require"],
  [
    "TypeScript with `bundler`, `nodenext` or `node10`, strict or not, `lib` ES2020",
    ["TypeScript"],
    "types",
    /, (?:bundler|nodenext|node10)$/,
  ],
  ["TypeScript with `node16` in CommonJS", ["TypeScript"], "types", /, node16/],
  ["Jest with its defaults, also with jsdom", ["Jest"], "require"],
  [
    "Vitest, Next.js, Metro, Bun, Deno, workerd",
    ["Vitest", "Next.js", "Metro", "Bun", "Deno", "workerd"],
    "import",
  ],
];

/** Returns the rows of the page, as text, and what is wrong in them, a sentence each. */
export function documented(page, results) {
  const lines = page.split("\n");
  const first = lines.findIndex((line) => line.startsWith("| environment | from |"));
  const shown = lines.slice(first, lines.indexOf("", first));
  const said = new Map(
    shown.slice(2).map((line) => {
      const [environment, ...cells] = line
        .split("|")
        .map((cell) => cell.trim())
        .slice(1, -1);
      return [environment, cells];
    }),
  );
  const wrong = [];
  const names = rows.map(([name]) => name).join();
  if ([...said.keys()].join() !== names) wrong.push("The table has other rows than are checked.");
  for (const [name, environments, what, form = /^[^,]*$|^Jest|^Next/] of rows) {
    const [from = "", ...cells] = said.get(name) ?? [];
    const about = results.filter(
      (one) => form.test(one.name) && environments.some((each) => one.name.startsWith(each)),
    );
    for (const [i, environment] of environments.entries()) {
      const [least] = about.filter((one) => one.name.startsWith(environment));
      const version = /\d[\d.]*/.exec(least?.name ?? "")?.[0];
      // The version of workerd is the date that a Worker asks for.
      if (environment !== "workerd" && version !== from.split(", ")[i])
        wrong.push(
          `"${name}" begins with ${from}, but ${environment} ${version} is the first tried.`,
        );
    }
    for (const [i, format] of ["esm", "cjs"].entries()) {
      const found = new Set(about.map((one) => one.found[`${what} ${format}`]));
      const is = found.size > 1 ? "from" : [...found][0];
      if (!cells[i]?.startsWith(is))
        wrong.push(
          `"${name}" with ${format} is "${cells[i]}", but ${[...found].join(" and ")} was found.`,
        );
    }
  }
  return { table: shown.join("\n"), wrong };
}
