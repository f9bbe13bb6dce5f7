// Release records: what is written is read again, branches merge, and every fault is told at its line.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Catalog } from "../../generator/catalog/catalog.ts";
import { factsOf } from "../../generator/change/facts.ts";
import {
  newRecord,
  printRecord,
  type ReleaseRecord,
  readRecord,
} from "../../generator/change/record.ts";
import { digestsFor } from "../../generator/change/record-parts.ts";
import { hasErrors } from "../../generator/diagnostics/diagnostic.ts";
import { diff, release } from "../../generator/index.ts";
import { loadCatalog } from "../../generator/rules/load.ts";
import type { SourceFile } from "../../generator/text/source.ts";
import { parseYaml } from "../../generator/text/yaml.ts";
import { asLine, newFolder, projectFile, shipped } from "../helpers.ts";
import { put } from "../hostile/project.ts";
import { base } from "./edits.ts";

const path = "releases/pay.yaml";

async function catalogIn(file: SourceFile): Promise<Catalog> {
  const { value } = await loadCatalog(file);
  if (value === undefined) throw new Error("the catalog is invalid");
  return value;
}

async function recordIn(text: string, last?: ReleaseRecord): Promise<ReleaseRecord> {
  const catalog = await catalogIn({ path: "catalog/pay.yaml", text });
  return newRecord(catalog, factsOf(catalog), last);
}

/** Returns the text of a record as a release writes it. */
async function releasedText(text: string, last?: ReleaseRecord): Promise<string> {
  const file = { path: "catalog/pay.yaml", text };
  return printRecord(await recordIn(text, last), digestsFor(await catalogIn(file), file));
}

const faults = (text: string) => readRecord({ path, text }).diagnostics.map(asLine);

const small = `# What callers depend on.
record: 1
catalog: pay
version: 1.4.2
catalog prefix: ["Pay", "1.0.0"]
definition Busy kind: ["unavailable", "1.4.0"]
...
`;

const withFact = (line: string) => small.replace("...", `${line}\n...`);

describe("a record", () => {
  test.each(["base", ...shipped])("of %s is read as it was written, and is YAML", async (name) => {
    const text = name === "base" ? base : projectFile(`catalog/${name}.yaml`);
    const record = await recordIn(text);
    const printed = printRecord(record);
    const { value, diagnostics } = readRecord({ path, text: printed });
    expect(diagnostics).toEqual([]);
    expect([value?.id, value?.version]).toEqual([record.id, record.version]);
    expect(value?.facts).toEqual(record.facts);
    expect(value && printRecord(value)).toBe(printed);
    const root = parseYaml({ path, text: printed }).value;
    const keys = Object.keys(root?.value as object).slice(3);
    expect(keys).toEqual([...record.facts.keys()].sort());
  });

  test("has a code with any characters on one line", async () => {
    const odd = `'a: b # "c" ''d'''`;
    const text = base.replace("code: expired", `code: ${odd}`);
    const record = await recordIn(text);
    const printed = printRecord(record);
    expect(readRecord({ path, text: printed }).value?.facts).toEqual(record.facts);
    expect(parseYaml({ path, text: printed }).diagnostics).toEqual([]);
  });

  test("keeps the version that brought a fact, until the fact changes", async () => {
    const first = await recordIn(base);
    const later = base
      .replace("version: 1.4.2", "version: 2.0.0")
      .replace("kind: not-found", "kind: conflict");
    const second = await recordIn(later, first);
    const since = (key: string) => second.facts.get(key)?.since;
    expect(since("definition Gone kind")).toBe("2.0.0");
    expect(since("definition Busy kind")).toBe("1.4.2");
  });

  test("takes line ends of Windows, a mark at its beginning, and lines that a merge left twice", () => {
    const line = 'catalog prefix: ["Pay", "1.0.0"]\n';
    const text = small.replace(line, line + line).replaceAll("\n", "\r\n");
    expect(faults(text)).toEqual([]);
  });
});

describe("what is wrong with a record is told at its line", () => {
  test.each([
    ["nothing", small, []],
    ["a line that nobody writes", small.replace("Busy kind:", "Busy kind"), ["6:1 record-line"]],
    ["an unknown fact", small.replace("definition Busy", "definitions Busy"), ["6:1 record-line"]],
    ["a value that is no JSON", small.replace('"unavailable"', "unavailable"), ["6:1 record-line"]],
    ["a version that is none", small.replace('"1.4.0"', '"1.4"'), ["6:1 record-line"]],
    ["a version that is none", small.replace("version: 1.4.2", "version: v1"), ["4:1 record-line"]],
    ["no version", small.replace("version: 1.4.2\n", ""), ["1:1 record-line"]],
    ["a cut", small.slice(0, small.indexOf("...")), ["6:1 record-truncated"]],
    ["a cut in a line", small.slice(0, small.indexOf('"1.4.0"')), ["6:1 record-line"]],
    ["nothing at all", "", ["1:1 record-truncated"]],
    ["a newer format", small.replace("record: 1", "record: 2\nmore: yes"), ["2:1 record-newer"]],
    [
      "two values",
      small.replace("...", 'definition Busy kind: ["internal", "1.4.0"]\n...'),
      ["7:1 record-twice"],
    ],
    ["two versions", small.replace("...", "version: 1.5.0\n..."), ["7:1 record-twice"]],
    [
      "a conflict",
      small.replace("version: 1.4.2", "<<<<<<< ours\nversion: 1.4.2\n=======\n>>>>>>> theirs"),
      ["4:1 merge-conflict"],
    ],
    ["a begun conflict", withFact("<<<<<<< HEAD"), ["7:1 merge-conflict"]],
    ["the middle of a conflict", withFact("======="), ["7:1 merge-conflict"]],
    ["the base of a conflict", withFact("||||||| base"), ["7:1 merge-conflict"]],
    ["the end of a conflict", withFact(">>>>>>> theirs"), ["7:1 merge-conflict"]],
    ["a kind that is none", small.replace('"unavailable"', '"purple"'), ["6:1 record-line"]],
    ["a fact that is none", small.replace("Busy kind", "Busy colour"), ["6:1 record-line"]],
    ["a fact of the catalog that is none", small.replace("prefix", "kind"), ["5:1 record-line"]],
    [
      "a retry that is none",
      withFact('definition Busy retry: ["soon", "1.4.0"]'),
      ["7:1 record-line"],
    ],
    [
      "an effect of a code that is none",
      withFact('definition Busy code "busy": [{"effect":"all","place":"first"}, "1.4.0"]'),
      ["7:1 record-line"],
    ],
    ["a fact of a later version", small.replace('"1.4.0"', '"1.4.3"'), ["6:1 record-line"]],
    [
      "a code of a later version",
      withFact('member "busy": ["Busy", "8.0.0"]'),
      ["7:1 record-line"],
    ],
  ])("%s", (_, text, expected) => {
    const found = faults(text).map((line) => line.replace(`${path}:`, ""));
    expect(found.map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual(expected);
  });
});

const git = (cwd: string, ...args: readonly string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd });

/** Merges two branches that each release a catalog, and returns what is merged. */
async function merged(texts: Readonly<Record<"main" | "one" | "two", string>>) {
  const cwd = newFolder();
  git(cwd, "init", "-q", "-b", "main");
  for (const branch of ["main", "one", "two"] as const) {
    if (branch !== "main") git(cwd, "checkout", "-q", "-b", branch, "main");
    put(cwd, { "faultbook.config.yaml": "{}\n", "catalog/pay.yaml": texts[branch] });
    const outcome = await release({ cwd });
    expect(hasErrors(outcome.diagnostics)).toBe(false);
    expect(outcome.value?.written).toEqual(branch === "main" ? ["releases/.gitattributes"] : []);
    git(cwd, "add", ".");
    git(cwd, "commit", "-q", "-m", branch);
  }
  try {
    git(cwd, "merge", "-q", "-m", "both", "one");
  } catch {
    // The catalog itself is merged by a person.
    expect(`${git(cwd, "diff", "--name-only", "--diff-filter=U")}`).toBe("catalog/pay.yaml\n");
  }
  return { cwd, text: () => readFileSync(join(cwd, path), "utf8") };
}

const withMore = (text: string, before: string, prefix: string) => {
  const more = Array.from({ length: 20 }, (_, i) => {
    const name = `${prefix}${String(i).padStart(2, "0")}`;
    return `  ${name}:\n    code: ${name.toLowerCase()}\n    kind: conflict\n    summary: About ${name}.\n`;
  });
  return text.replace(before, () => `${more.join("")}${before}`);
};
const raised = base.replace("version: 1.4.2", "version: 1.5.0");
const first = "  InsufficientBalance:\n";

test.each([
  ["side by side", "AlphaNorth", first, "AlphaSouth", first],
  ["apart", "Alpha", first, "Zeta", "reserved:\n"],
  ["in turn", "AlphaB", first, "AlphaA", first],
])(
  "two branches that release twenty new definitions each, %s, merge without a conflict",
  async (_, one, beforeOne, two, beforeTwo) => {
    const both = withMore(withMore(raised, beforeTwo, two), beforeOne, one);
    const { cwd, text } = await merged({
      main: base,
      one: withMore(raised, beforeOne, one),
      two: withMore(raised, beforeTwo, two),
    });
    expect(faults(text())).toEqual([]);
    expect(text()).not.toContain("<<<<<<<");
    put(cwd, { "catalog/pay.yaml": both });
    const { value, diagnostics } = await diff({ cwd, require: true });
    expect([value?.catalogs[0]?.changes, diagnostics.map(({ code }) => code)]).toEqual([[], []]);
    await release({ cwd });
    const last = readRecord({ path, text: text() }).value;
    expect(text()).toBe(await releasedText(both, last));
    expect(text().match(/^definition \w+ yaml: /gm)?.length).toBeGreaterThan(40);
  },
);

test("two branches that change one fact in different ways have a record that says so", async () => {
  const kind = (to: string) =>
    base.replace("version: 1.4.2", "version: 2.0.0").replace("kind: not-found", `kind: ${to}`);
  const { cwd, text } = await merged({
    main: base,
    one: kind("conflict"),
    two: kind("failed-precondition"),
  });
  expect(faults(text()).map((line) => line.split(" ")[1])).toEqual(["record-twice"]);
  put(cwd, { "catalog/pay.yaml": kind("conflict") });
  expect((await diff({ cwd })).diagnostics.some(({ code }) => code === "record-twice")).toBe(true);
});

describe("whatever a record holds", () => {
  const line = fc.oneof(
    fc.constantFrom(...small.split("\n")),
    fc.string(),
    fc.constantFrom("<<<<<<< a", "=======", ">>>>>>> b", "...", "record: 9", "version: 1"),
  );

  test("reading it ends with a record or with what is wrong", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const { value, diagnostics } = readRecord({ path, text: lines.join("\n") });
        expect(value === undefined).toBe(diagnostics.length > 0);
        for (const { span } of diagnostics) expect(span?.file.path).toBe(path);
        if (value !== undefined) {
          const again = readRecord({ path, text: printRecord(value) });
          expect(again.value?.facts).toEqual(value.facts);
        }
      }),
    );
  });
});
