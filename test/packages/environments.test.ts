// Where packages work: their README says what docs/packages.md says, which `npm run test:clients` holds against what it finds.

import { expect, test } from "vitest";
import { compile, projectFile } from "../helpers.ts";

/** Returns the rows of the table under a header, without their bars. */
function rowsUnder(page: string, header: string): readonly (readonly string[])[] {
  const lines = page.split("\n");
  const first = lines.findIndex((line) => line.startsWith(header));
  const end = lines.indexOf("", first);
  const rows = lines.slice(first + 2, end);
  return rows
    .map((line) => line.split("|").slice(1, -1))
    .map((row) => row.map((one) => one.trim()));
}

test.each([
  ["[esm]", 2],
  ["[esm, cjs]", 3],
] as const)(
  "the README of a package with formats %s has the table of the documentation",
  async (formats, column) => {
    const documented = rowsUnder(projectFile("docs/packages.md"), "| environment | from |");
    const [imported, required, typescript, node16, jest, others] = documented.map((row) => ({
      from: row[1] ?? "",
      works: row[column] ?? "",
    }));
    const tools = others?.from.split(", ") ?? [];
    const least =
      required?.works === "yes" ? required.from : required?.works.match(/[\d.]+/g)?.join(", ");
    const types = node16?.works === "yes" ? "" : "; in CommonJS not with `node16`";
    const config = `emitters: { package: { formats: ${formats} } }\n`;
    const { files } = await compile(projectFile("catalog/coinw.yaml"), config);
    expect(rowsUnder(files.get("README.md") ?? "", "| Works in | From |")).toEqual([
      ["Node.js, `import`", imported?.from],
      ["Node.js, `require()`", least],
      ["TypeScript", `${typescript?.from}${types}`],
      ...(jest?.works === "yes" ? [["Jest with its defaults", jest.from]] : []),
      ["Vitest, Next.js, Metro", tools.slice(0, 3).join(", ")],
      ["Bun, Deno, workerd", tools.slice(3).join(", ")],
    ]);
  },
);
