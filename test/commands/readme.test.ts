// The README's tour, run as it is printed: its files are written, its commands are run, their output is compared.

import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "faultbook-readme-"));

beforeAll(() => {
  const bin = join(folder, "bin", "faultbook");
  mkdirSync(dirname(bin), { recursive: true });
  writeFileSync(
    bin,
    `#!/bin/sh\nexec "${process.execPath}" "${join(root, "dist/cli.cjs")}" "$@"\n`,
  );
  chmodSync(bin, 0o755);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Block {
  readonly info: string;
  readonly text: string;
}

function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)].map((match) => ({
    info: match[1] ?? "",
    text: match[2] ?? "",
  }));
}

function run(command: string): string {
  const path = `${join(folder, "bin")}${delimiter}${process.env["PATH"]}`;
  const { stdout, stderr } = spawnSync("sh", ["-c", command], {
    cwd: folder,
    env: { ...process.env, PATH: path, NO_COLOR: "1" },
    encoding: "utf8",
  });
  return `${stderr}${stdout}`;
}

test("the tour of the README does what it prints", () => {
  const blocks = blocksOf(readFileSync(join(root, "README.md"), "utf8"));
  let commands = 0;
  for (const { info, text } of blocks) {
    const title = /title=(\S+)/.exec(info)?.[1];
    if (title !== undefined) {
      mkdirSync(dirname(join(folder, title)), { recursive: true });
      writeFileSync(join(folder, title), text);
    }
    if (info !== "console") continue;
    for (const [, command = "", printed = ""] of text.matchAll(
      /^\$ ([^\n]*)\n((?:(?!\$ )[^\n]*\n)*)/gm,
    )) {
      commands++;
      expect(run(command), command).toBe(printed);
    }
  }
  expect(commands).toBe(14);
});
