// Characters that deceive, in every field of a catalog and in the names of files: no output and no report has them as they are.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { generate } from "../../generator/commands/generate.ts";
import { annotations, report } from "../../generator/diagnostics/report.ts";
import { unifiedDiff } from "../../generator/text/diff.ts";
import { everything, type Fill, harmless, type TextKind, textOf } from "../everything.ts";
import { newFolder } from "../helpers.ts";
import { oneCatalog, project, put, run, tiny, tinyWith } from "./project.ts";
import { textsBelow } from "./shape.ts";

/** What no output may have, told by Unicode's own properties. */
const raw =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/** The characters that every kind of field may hold, and those that only some may. */
const everywhere =
  "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2064\u2066\u2069\u206f\u3164\ufeff\uffa0\ufff9\ufffb\ufffe\ufdd0\u{e0001}\u{e0041}\u{e007f}\u{e0100}\u{1d173}";
const lineEnds = "\u2028\u2029";
const controls = "\0\x01\x07\b\v\f\r\x1b\x7f\x80\x85\x9b\x9f";
const long: readonly TextKind[] = ["markdown", "template", "message", "constant"];

const deceptive: Fill = (kind, place) => {
  const more = `${long.includes(kind) ? lineEnds : ""}${place === "extra" ? controls : ""} end`;
  return `${harmless(kind, place)} ${everywhere} \`${everywhere}\` ${more}`;
};

/** Headers hold what HTTP lets them. */
const fill: Fill = (kind, place) =>
  kind === "header" || kind === "property" ? harmless(kind, place) : deceptive(kind, place);

const endings = ["md", "html", "json", "yaml", "ts", "py"];

/** A list in each of the languages. */
const list = "[{{#each catalog.definitions}}{{summary}}, {{/each}}0]\n";

const allHelpers = `{{#with catalog}}{{json .}} {{python .}} {{typescript .}} {{#each scopes}}
{{markdown .}} {{cell .}} {{code .}} {{html .}} {{yaml .}} {{python .}}
{{/each}}{{/with}}
`;

const config = {
  catalogs: "catalog",
  outputs: [{ path: "packages" }, { path: "all", joined: { name: "@acme/errors" } }],
  emitters: {
    package: { author: `A${everywhere}b`, keywords: [`k${everywhere}`] },
    template: [
      ...endings.map((ending) => ({ template: "list.hbs", path: `own/file.${ending}` })),
      { template: "all.hbs", path: "own/file.txt" },
    ],
  },
};

const name = `catalog/a${everywhere}\x01\n\x9b.yaml`;

function remaining(text: string): readonly string[] {
  const found = text.match(raw) ?? [];
  return [...new Set(found)]
    .filter((char) => char !== "\n" && char !== "\t")
    .map((char) => `U+${char.codePointAt(0)?.toString(16)}`);
}

describe("what is generated", () => {
  const cwd = newFolder();
  beforeAll(async () => {
    put(cwd, {
      "faultbook.config.json": JSON.stringify(config),
      "list.hbs": list,
      "all.hbs": allHelpers,
      [name]: textOf(everything(fill)),
    });
    const outcome = await generate({ cwd, mode: "write" });
    expect(report(outcome.diagnostics, "text")).toBe("");
  });

  test("has none of them in any file", () => {
    const texts = textsBelow(cwd, ".ts", ".js", ".md", ".yaml", ".json", ".html", ".py", ".txt");
    const generated = [...texts].filter(([path]) => /^(?:packages|all)\//.test(path));
    expect(generated.length).toBeGreaterThan(50);
    const faults = generated.flatMap(([path, text]) =>
      remaining(text).map((one) => `${path}: ${one}`),
    );
    expect(faults).toEqual([]);
  });

  test("has the values as they are, where the language has escapes", async () => {
    const { everyErrorCatalog, everyErrorDefinitions } = await import(
      join(cwd, "packages/everything/dist/definitions.js")
    );
    expect(everyErrorCatalog.title).toBe(fill("line", "title"));
    expect(everyErrorDefinitions.Alpha.summary).toBe(fill("line", "definitions/Alpha/summary"));
  });
});

describe("what is told", () => {
  const cwd = newFolder();
  beforeAll(() => {
    const broken = tinyWith(
      "summary: The destination address is invalid.",
      `summary: "${everywhere}"\n    colour: "${everywhere}"\n    retry: "${everywhere}"`,
      `    "m${everywhere}": 1\n`,
    );
    put(cwd, { "faultbook.config.json": JSON.stringify({ output: `out${everywhere}` }) });
    put(cwd, { [name]: broken });
  });

  test("has none of them in any form", async () => {
    const { diagnostics } = await generate({ cwd, mode: "write" });
    expect(diagnostics.length).toBeGreaterThan(2);
    expect(remaining(report(diagnostics, "text"))).toEqual([]);
    expect(remaining(report(diagnostics, "json"))).toEqual([]);
    expect(remaining(report(diagnostics, "github"))).toEqual([]);
    expect(remaining(annotations(diagnostics, `folder${everywhere}`))).toEqual([]);
  });

  test("has none of them in what the command prints", async () => {
    put(cwd, { [name]: tinyWith("tiny", "tiny") });
    for (const args of [
      ["generate", "--dry-run"],
      ["generate", "--format", "json"],
      ["validate"],
    ]) {
      const { stdout, stderr, code } = await run(args, { cwd });
      expect([stderr, code]).toEqual(["", 0]);
      expect(remaining(stdout)).toEqual([]);
    }
  });
});

describe("a difference", () => {
  const line = `x ${controls}${lineEnds}${everywhere} y`;

  test.each(["text", "json", "github"])("of a check has none of them as %s", async (format) => {
    const folder = project(oneCatalog(tiny));
    await run(["generate"], { cwd: folder });
    const path = "generated/tiny/README.md";
    put(folder, { [path]: `${readFileSync(join(folder, path), "utf8")}${line}\n` });
    const args = ["generate", "--check", "--format", format];
    const { stdout, stderr, code } = await run(args, { cwd: folder });
    expect(code).toBe(1);
    expect(remaining(`${stdout}${stderr}`)).toEqual([]);
    expect(`${stdout}${stderr}`).toMatch(/u202e/);
  });

  test("has none of them beside a change, nor in the path, and keeps line ends of Windows", () => {
    const [before, after] = [`${line}\r\na\r\n`, `${line}\r\nb\r\n`];
    const diff = unifiedDiff({ path: `p${everywhere}`, before, after });
    expect(remaining(diff.replaceAll("\r\n", "\n"))).toEqual([]);
    expect(diff).toContain("\n-a\r\n+b\r\n");
  });
});
