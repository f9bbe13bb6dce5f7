// The README and the pages of docs/, run as printed: their files are written, their commands are run, the output is compared.

import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { acceptsCatalog } from "../../generator/schema/acceptors.js";
import { acceptsConfig } from "../../generator/schema/config-acceptor.js";
import { validateLocale } from "../../generator/schema/validators.js";
import { parseYaml } from "../../generator/text/yaml.ts";
import { plotsOf } from "../bench/plots.mjs";
import { newFolder } from "../helpers.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const bin = join(newFolder(), "faultbook");

beforeAll(() => {
  writeFileSync(
    bin,
    `#!/bin/sh\nexec "${process.execPath}" "${join(root, "dist/cli.cjs")}" "$@"\n`,
  );
  chmodSync(bin, 0o755);
});

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

function run(command: string, cwd: string): string {
  const path = `${dirname(bin)}${delimiter}${process.env["PATH"]}`;
  const { stdout, stderr } = spawnSync("sh", ["-c", command], {
    cwd,
    env: { ...process.env, PATH: path, NO_COLOR: "1" },
    encoding: "utf8",
  });
  return `${stderr}${stdout}`;
}

/** Runs a page in a folder of its own and returns the number of its commands. */
function runPage(page: string): number {
  const cwd = newFolder();
  let commands = 0;
  for (const { info, text } of blocksOf(readFileSync(join(root, page), "utf8"))) {
    const title = /title=(\S+)/.exec(info)?.[1];
    if (title !== undefined) {
      mkdirSync(dirname(join(cwd, title)), { recursive: true });
      writeFileSync(join(cwd, title), text);
    }
    if (info !== "console") continue;
    for (const [, command = "", printed = ""] of text.matchAll(
      /^\$ ([^\n]*)\n((?:(?!\$ )[^\n]*\n)*)/gm,
    )) {
      commands++;
      expect(run(command, cwd), `${page}: ${command}`).toBe(printed);
    }
  }
  return commands;
}

const pages = readdirSync(join(root, "docs"))
  .filter((name) => name.endsWith(".md"))
  .map((name) => `docs/${name}`);

test.each(["README.md", ...pages])("%s does what it prints", (page) => {
  const commands = runPage(page);
  const least: Readonly<Record<string, number>> = {
    "README.md": 10,
    "docs/design.md": 2,
    "docs/getting-started.md": 14,
  };
  expect(commands).toBeGreaterThanOrEqual(least[page] ?? 0);
});

test("a reader sees the name of each file, which pages in Markdown do not show", () => {
  const unnamed = ["README.md", ...pages].flatMap((page) =>
    [...readFileSync(join(root, page), "utf8").matchAll(/((?:.*\n){4})```\S* title=(\S+)/g)]
      .filter(([, before = "", title]) => !before.includes(`\`${title}\``))
      .map(([, , title]) => `${page}: ${title}`),
  );
  expect(unnamed).toEqual([]);
});

test("links between the pages lead to files", () => {
  const dead = ["README.md", ...pages].flatMap((page) => {
    const text = readFileSync(join(root, page), "utf8").replace(/^```.*?^```$/gms, "");
    return [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map(([, to = ""]) => to)
      .filter((to) => !existsSync(join(root, dirname(page), to)))
      .map((to) => `${page}: ${to}`);
  });
  expect(dead).toEqual([]);
});

test("a package of Faultbook brings the pages that its messages and schemas name", () => {
  const { files } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(files).toContain("docs");
  const texts = ["schema", "generator/diagnostics"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(json|ts)$/.test(name))
      .map((name) => readFileSync(join(root, folder, name), "utf8")),
  );
  const named = new Set(texts.flatMap((text) => text.match(/\bdocs\/[a-z-]+\.md/g) ?? []));
  expect(named.size).toBeGreaterThan(0);
  expect([...named].filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("the README has at most 200 lines", () => {
  const lines = readFileSync(join(root, "README.md"), "utf8").trimEnd().split("\n").length;
  expect(lines).toBeLessThanOrEqual(200);
});

/** What a fragment of a page needs around it to be a whole file. */
const around = {
  catalog: {
    ...{ id: "a", title: "A", version: "1.0.0", prefix: "A", codeType: "string" },
    envelopes: { E: { code: "/code" } },
    definitions: { One: { code: "1", kind: "conflict", summary: "S." } },
  },
  config: {},
};

test("fragments of YAML in the pages fit the schemas", () => {
  const wrong = ["README.md", ...pages].flatMap((page) =>
    blocksOf(readFileSync(join(root, page), "utf8"))
      .filter(({ info }) => info === "yaml")
      .filter(({ text }) => {
        const given = parseYaml({ path: page, text }).value?.value;
        const { operations, ...rest } = given as Readonly<Record<string, unknown>>;
        const specs = operations === undefined ? {} : { specs: [{ path: "a.yaml", operations }] };
        const config = { ...around.config, ...rest, ...specs };
        const isCatalog = acceptsCatalog({ ...around.catalog, ...rest });
        return !isCatalog && !acceptsConfig(config) && !validateLocale(given);
      })
      .map(({ text }) => `${page}: ${text}`),
  );
  expect(wrong).toEqual([]);
});

test("the plots of the benchmark are those of its tables", () => {
  const plots = plotsOf(readFileSync(join(root, "docs/benchmarks.md"), "utf8"));
  expect(plots.map(([name]) => name)).toEqual(["bench-command.svg", "bench-generators.svg"]);
  for (const [name, plot] of plots)
    expect(readFileSync(join(root, "docs/images", name), "utf8"), name).toBe(plot);
});
