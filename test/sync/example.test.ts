// The example of a description to sync, which has errors already: what becomes of it by each way, as its README shows it.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { unifiedDiff } from "../../generator/text/diff.ts";
import { projectFile, projectFolder } from "../helpers.ts";
import { expectOpenapi } from "../openapi/documents.ts";
import { type SyncFolder, syncFolder } from "./folder.ts";

const names = ["openapi.yaml", "bank.yaml", "faultbook.config.yaml"];
const example = Object.fromEntries(
  names.map((name) => [name, projectFile(`examples/spec/${name}`)]),
);
const readme = "examples/spec/README.md";

function folderOf(existing: string): SyncFolder {
  const config = example["faultbook.config.yaml"] ?? "";
  return syncFolder({
    ...example,
    "faultbook.config.yaml": config.replaceAll("existing: schema", `existing: ${existing}`),
  });
}

/** Returns the block of the README on one way: what the command prints, and the diff. */
async function blockOf(existing: string): Promise<string> {
  const folder = folderOf(existing);
  const { stdout } = await folder.cli("sync", "--verbose");
  const said = stdout.replace(/^all .*\n/m, "");
  const before = example["openapi.yaml"] ?? "";
  const diff = unifiedDiff({ path: "openapi.yaml", before, after: folder.read() });
  return `<!-- ${existing} -->\n\n\`\`\`text\n${said}\`\`\`\n\n\`\`\`diff\n${diff}\`\`\`\n`;
}

describe.each(["keep", "schema", "replace"])("with existing: %s", (existing) => {
  test("the example takes its errors, is valid with them, and gives them back", async () => {
    const folder = folderOf(existing);
    const { text, changes } = await folder.sync();
    expect(text).toBe("");
    expect(changes.length).toBeGreaterThan(5);
    await expectOpenapi(folder.data());
    expect((await folder.sync("check")).text).toBe("");
    await folder.sync("remove");
    expect(folder.read()).toBe(example["openapi.yaml"]);
  });
});

test("the README shows what becomes of it", async () => {
  let page = projectFile(readme);
  for (const existing of ["keep", "schema"]) {
    const block = await blockOf(existing);
    const shown = new RegExp(
      `<!-- ${existing} -->\\n(?:\\n\`\`\`text\\n[\\s\\S]*?\`\`\`\\n\\n\`\`\`diff\\n[\\s\\S]*?\\n\`\`\`\\n)?`,
    );
    page = page.replace(shown, () => block);
  }
  if (process.env["UPDATE_CASES"] === "1") writeFileSync(join(projectFolder, readme), page);
  expect(projectFile(readme)).toBe(page);
});

test("fits a page", () => {
  for (const text of Object.values(example)) expect(text.split("\n").length).toBeLessThan(75);
});
