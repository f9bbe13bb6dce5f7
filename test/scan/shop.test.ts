// The prepared project `shop/`: its comments name every use of a code, and a scan must find these and nothing else.

import { join } from "node:path";
import { expect, test } from "vitest";
import { filesBelow } from "../../generator/disk/files.ts";
import { scan } from "../../generator/index.ts";
import { projectFile, projectFolder } from "../helpers.ts";

const folder = join(projectFolder, "test/scan/shop");

/** What the comments of a file name, a line each: path, line, form, code, what the catalogs know if it is not known, and what it nearly is. */
function named(path: string): readonly string[] {
  return projectFile(`test/scan/shop/${path}`)
    .split("\n")
    .flatMap((line, i) => {
      const uses = /\/\/ use: (.*)$/.exec(line)?.[1]?.split("; ") ?? [];
      return uses.map((use) => `${path}:${i + 1} ${use}`);
    });
}

async function found(cwd: string): Promise<readonly string[]> {
  const { value, diagnostics } = await scan({ cwd });
  if (value === undefined) throw new Error(diagnostics.map((one) => one.message).join("\n"));
  return value.uses.map(({ path, line, form, code, verdict, near }) =>
    [`${path}:${line}`, form, code, verdict === "known" ? "" : verdict, near ?? ""]
      .filter((word) => word !== "")
      .join(" "),
  );
}

test("every use is found with its form and what the catalogs know, and nothing else", async () => {
  const files = filesBelow(folder).filter((path) => path.endsWith(".ts"));
  const expected = files.flatMap(named);
  expect(await found(folder)).toEqual(expected);
  expect(expected.length).toBeGreaterThanOrEqual(60);
});
