// `diff` and `release`, and what `validate` and `generate` say of a catalog that owes its callers something.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { differences } from "../../generator/cli/changes.ts";
import { exitCodeOf } from "../../generator/diagnostics/exit-codes.ts";
import { diff, generate, release, validate } from "../../generator/index.ts";
import { diagnosticTable } from "../../generator/rules/all.ts";
import { asLine } from "../helpers.ts";
import { project, put } from "../hostile/project.ts";
import { base, breaking, edited } from "./edits.ts";

/** Makes a project whose catalog was released, and is then edited. */
async function released(now = base, config = "{}\n"): Promise<string> {
  const cwd = project({ "catalog/pay.yaml": base, "faultbook.config.yaml": config });
  expect(
    (await release({ cwd })).diagnostics.filter(({ severity }) => severity === "error"),
  ).toEqual([]);
  put(cwd, { "catalog/pay.yaml": now });
  return cwd;
}

/** What is generated matters to no test here. */
const little = "emitters: { typescript: false, openapi: false, package: false }\n";

const renamed = edited(breaking[0]?.edits ?? []);
const reserved = renamed
  .replace("version: 1.4.2", "version: 2.0.0")
  .replace(
    "reserved:\n",
    "reserved:\n  - { name: InsufficientBalance, reason: It is BalanceTooLow now. }\n",
  );

const codes = (diagnostics: readonly { readonly code: string }[]) =>
  diagnostics.map(({ code }) => code).filter((code) => code !== "unused");

test("a change that breaks callers is warned of, refused by a check, and accepted with its version", async () => {
  const cwd = await released(renamed, little);
  const demands = ["release-step", "release-unreserved"];
  expect(codes((await validate({ cwd })).diagnostics)).toEqual(demands);
  const made = await generate({ cwd, mode: "write" });
  expect([exitCodeOf(made), codes(made.diagnostics)]).toEqual([0, demands]);
  for (const run of [
    generate({ cwd, mode: "check" }),
    diff({ cwd, require: true }),
    release({ cwd }),
  ]) {
    const outcome = await run;
    expect([exitCodeOf(outcome), codes(outcome.diagnostics)]).toEqual([1, demands]);
    for (const code of demands) expect(diagnosticTable[code]?.errorIn).toContain("--check");
  }
  expect(exitCodeOf(await diff({ cwd }))).toBe(0);
  put(cwd, { "catalog/pay.yaml": reserved });
  expect(codes((await validate({ cwd })).diagnostics)).toEqual([]);
  expect(exitCodeOf(await diff({ cwd, require: true }))).toBe(0);
  const { value } = await release({ cwd });
  expect(value?.catalogs).toEqual([
    { id: "pay", version: "2.0.0", from: "1.4.2", path: "releases/pay.yaml", change: "update" },
  ]);
  expect((await release({ cwd })).value?.catalogs[0]?.change).toBe("keep");
  expect((await diff({ cwd })).value?.catalogs[0]?.changes).toEqual([]);
});

test("what is gone is to be reserved, with the line to add", async () => {
  const cwd = await released(renamed);
  const { diagnostics } = await validate({ cwd });
  const demand = diagnostics.find(({ code }) => code === "release-unreserved");
  expect(demand?.message).toBe(
    'The name "InsufficientBalance" was released in 1.4.2, is gone, and is not reserved.',
  );
  expect(demand?.help).toBe(
    'Add this line to "reserved" in the catalog:  - { name: InsufficientBalance, reason: "Renamed to BalanceTooLow after 1.4.2." }',
  );
});

test("the line that a demand shows satisfies it, whatever is gone", async () => {
  for (const { edits } of breaking) {
    const cwd = await released(edited(edits).replace("version: 1.4.2", "version: 2.0.0"));
    const { diagnostics } = await validate({ cwd });
    const lines = diagnostics.flatMap(({ code, help }) =>
      code.startsWith("release-") ? [`${help.slice(help.indexOf("  - "))}\n`] : [],
    );
    const text = readFileSync(join(cwd, "catalog/pay.yaml"), "utf8");
    put(cwd, {
      "catalog/pay.yaml": text.replace("reserved:\n", () => `reserved:\n${lines.join("")}`),
    });
    expect(codes((await validate({ cwd })).diagnostics)).toEqual([]);
  }
});

test.each([
  ["1.4.1", "release-lowered"],
  ["1.4.2", "release-step"],
  ["1.5.0", "release-step"],
  ["2.0.0", undefined],
  ["3.1.4", undefined],
])("with a breaking change the version %s is told as %s", async (version, code) => {
  const cwd = await released(reserved.replace("version: 2.0.0", `version: ${version}`));
  expect(codes((await validate({ cwd })).diagnostics)).toEqual(code === undefined ? [] : [code]);
});

test("a configuration decides which step a kind of change needs", async () => {
  const config = "releases: { steps: { definition-renamed: patch } }\n";
  const cwd = await released(reserved.replace("version: 2.0.0", "version: 1.4.3"), config);
  expect(codes((await validate({ cwd })).diagnostics)).toEqual([]);
  put(cwd, { "faultbook.config.yaml": "releases: { steps: { definition-renamd: patch } }\n" });
  const { diagnostics } = await validate({ cwd });
  expect(diagnostics.map(({ message }) => message).join()).toContain('"definition-renamd"');
});

test.each([
  [base, "{}", "pay 1.4.2: no changes\n", "## 1.4.2\n\nNo changes.\n"],
  [
    base.replace("version: 1.4.2", "version: 1.4.1"),
    "{}",
    "pay 1.4.2 → 1.4.1: no changes; the version is lower than before\n",
    "## 1.4.1\n\nNo changes.\n",
  ],
  [
    base.replace("version: 1.4.2", "version: 1.5.0"),
    "{}",
    "pay 1.4.2 → 1.5.0: no changes\n",
    "## 1.5.0\n\nNo changes.\n",
  ],
  [
    renamed.replace("version: 1.4.2", "version: 1.4.1"),
    "{}",
    "pay 1.4.2 → 1.4.1: 1 change, which needs 2.0.0 or higher; the version is lower than before\n",
    "## 2.0.0\n",
  ],
  [
    renamed,
    "releases: { steps: { definition-renamed: none } }",
    "pay 1.4.2 → 1.4.2: 1 change, which needs no new version\n",
    "## Unreleased\n",
  ],
])(
  "the head of a comparison says the versions and what is needed",
  async (now, config, head, title) => {
    const cwd = await released(now, `${config}\n`);
    const outcome = await diff({ cwd });
    expect(`${differences(outcome, "text").text}`.split("\n\n")[0]?.trimEnd()).toBe(head.trimEnd());
    expect(`${differences(outcome, "markdown").text}`.slice(0, title.length)).toBe(title);
  },
);

test("a catalog that is new has no changes, before its first release and since a revision", async () => {
  const cwd = await released(base);
  const record = readFileSync(join(cwd, "releases/pay.yaml"), "utf8").split("\n");
  const empty = [...record.slice(0, 4), "version: 0.0.0", "...", ""].join("\n");
  put(cwd, { "releases/pay.yaml": empty });
  const outcome = await diff({ cwd });
  expect(differences(outcome, "text").text).toBe("pay 1.4.2: a new catalog\n");
  expect(differences(outcome, "markdown").text).toBe("## 1.4.2\n\nThe first version.\n");
  expect(outcome.value?.catalogs).toEqual([
    { id: "pay", from: "0.0.0", to: "1.4.2", state: "new", needed: "0.0.0", changes: [] },
  ]);
});

test("a generated project is generated anew when its record changes", async () => {
  const cwd = await released(base, little);
  mkdirSync(join(cwd, "node_modules"));
  const run = async () => codes((await generate({ cwd, mode: "write" })).diagnostics);
  const text = readFileSync(join(cwd, "releases/pay.yaml"), "utf8");
  expect([await run(), await run()]).toEqual([[], []]);
  put(cwd, { "releases/pay.yaml": text.replace("version: 1.4.2", "version: 1.4.3") });
  expect(await run()).toEqual(["release-lowered"]);
});

test("what a diff requires is not met where a released catalog has another id", async () => {
  const cwd = await released(base);
  put(cwd, { "catalog/pay.yaml": base.replace("id: pay", "id: paying") });
  const warned = await diff({ cwd });
  expect([exitCodeOf(warned), codes(warned.diagnostics)]).toEqual([
    0,
    ["record-without-catalog", "release-missing"],
  ]);
  expect(exitCodeOf(await diff({ cwd, require: true }))).toBe(1);
});

test("records that are no catalog's, misplaced or unreadable are told", async () => {
  const cwd = await released(base);
  const text = readFileSync(join(cwd, "releases/pay.yaml"), "utf8");
  put(cwd, {
    "releases/pau.yaml": text.replace("catalog: pay", "catalog: pau"),
    "releases/notes.yaml": "about: another tool\n",
  });
  const first = await validate({ cwd });
  expect(first.diagnostics.filter(({ code }) => code.startsWith("record-")).map(asLine)).toEqual([
    'releases/pau.yaml:4:1 record-without-catalog No catalog has the id "pau", which was released. Did you mean "pay"?',
  ]);
  put(cwd, { "releases/pau.yaml": text });
  const second = await validate({ cwd });
  expect([exitCodeOf(second), codes(second.diagnostics)]).toEqual([1, ["record-misplaced"]]);
  rmSync(join(cwd, "releases/pau.yaml"));
  put(cwd, { "releases/pay.yaml": "about: another tool\n" });
  const third = await validate({ cwd });
  expect([exitCodeOf(third), codes(third.diagnostics)]).toEqual([1, ["record-line"]]);
});

test("diff compares files, records and the catalog of the project", async () => {
  const cwd = await released(renamed);
  put(cwd, { "old.yaml": base, "new.yaml": renamed, "elsewhere/bad.yaml": "id: pay\n" });
  const kinds = async (sides: readonly string[], options = {}) => {
    const { value } = await diff({ cwd, sides, ...options });
    return value?.catalogs.map(({ from, to, needed, changes }) => [
      from,
      to,
      needed,
      changes.length,
    ]);
  };
  const wanted = [["1.4.2", "1.4.2", "2.0.0", 1]];
  expect(await kinds(["old.yaml", "new.yaml"])).toEqual(wanted);
  expect(await kinds(["old.yaml"])).toEqual(wanted);
  expect(await kinds(["releases/pay.yaml", "new.yaml"])).toEqual(wanted);
  expect(await kinds([])).toEqual(wanted);
  rmSync(join(cwd, "faultbook.config.yaml"));
  expect(await kinds(["old.yaml", "new.yaml"])).toEqual(wanted);
  const invalid = await diff({ cwd, sides: ["elsewhere/bad.yaml", "new.yaml"] });
  expect([exitCodeOf(invalid), codes(invalid.diagnostics).slice(0, 2)]).toEqual([
    1,
    ["diff-side", "missing-property"],
  ]);
  expect(invalid.diagnostics[0]?.message).toBe(
    'The old side of the comparison, "elsewhere/bad.yaml", is invalid.',
  );
  const nowhere = await diff({ cwd, sides: ["nowhere.yaml", "new.yaml"] });
  expect([exitCodeOf(nowhere), codes(nowhere.diagnostics)]).toEqual([2, ["file-not-found"]]);
});

test("a deleted record fails a required comparison, if git has it", async () => {
  const cwd = project({ "catalog/pay.yaml": base });
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd });
  const told = async (options: object) => {
    const outcome = await diff({ cwd, ...options });
    return [exitCodeOf(outcome), ...codes(outcome.diagnostics)];
  };
  git("init", "-q");
  expect(await told({ require: true })).toEqual([0, "release-missing"]);
  await release({ cwd });
  git("add", "--all");
  git("commit", "-q", "-m", "Release");
  git("tag", "v1");
  rmSync(join(cwd, "releases/pay.yaml"));
  const deleted = await diff({ cwd, require: true });
  expect(deleted.diagnostics.map(({ message }) => message)).toContain(
    'The release record "releases/pay.yaml" was deleted: "HEAD" has it.',
  );
  expect(exitCodeOf(deleted)).toBe(1);
  expect(await told({ require: true, against: "v1" })).toEqual([1, "record-deleted"]);
  expect(await told({ require: true, only: ["pay"], against: "v1" })).toEqual([
    1,
    "record-deleted",
  ]);
  expect(await told({})).toEqual([0, "release-missing"]);
  git("commit", "-aqm", "Delete the record");
  expect(await told({ require: true })).toEqual([1, "release-missing", "record-deleted"]);
  expect(await told({ require: true, against: "HEAD" })).toEqual([0]);
  git("commit", "-q", "--allow-empty", "-m", "Go on");
  expect(await told({ require: true })).toEqual([0, "release-missing"]);
});

test("diff tells what cannot be compared", async () => {
  const cwd = project({
    "catalog/pay.yaml": base,
    "other.yaml": base.replace("id: pay", "id: pau"),
  });
  const told = async (options: object) => {
    const outcome = await diff({ cwd, ...options });
    return [exitCodeOf(outcome), ...codes(outcome.diagnostics)];
  };
  expect(await told({})).toEqual([0, "release-missing"]);
  expect(await told({ require: true })).toEqual([0, "release-missing"]);
  expect(await told({ sides: ["a", "b", "c"] })).toEqual([2, "diff-sides"]);
  expect(await told({ sides: ["other.yaml"], against: "main" })).toEqual([2, "diff-sides"]);
  expect(await told({ sides: ["other.yaml"] })).toEqual([2, "diff-catalog"]);
  expect(await told({ only: ["pai"] })).toEqual([2, "catalog-unknown"]);
  expect(await told({ against: "main" })).toEqual([2, "git-no-repository"]);
});

test("diff compares with a revision of git, where the file may have had another name", async () => {
  const cwd = project({ "catalog/pay.yaml": base, "catalog/notes.yaml": "about: nothing\n" });
  const git = (folder: string, ...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      cwd: folder,
      stdio: "pipe",
    });
  git(cwd, "init", "-q", "-b", "main");
  rmSync(join(cwd, "catalog/notes.yaml"));
  for (const text of [base, base.replace("5003]", "5003, 5004]")]) {
    put(cwd, { "catalog/pay.yaml": text });
    git(cwd, "add", ".");
    git(cwd, "commit", "-q", "-m", "a");
  }
  git(cwd, "tag", "v1", "HEAD~1");
  rmSync(join(cwd, "catalog/pay.yaml"));
  put(cwd, {
    "catalog/payments.yaml": renamed,
    "catalog/new.yaml": base.replace("id: pay", "id: new"),
  });
  const { value, diagnostics } = await diff({ cwd, against: "v1" });
  expect(codes(diagnostics)).toEqual([]);
  expect(value?.catalogs.map(({ id, from, needed }) => [id, from, needed])).toEqual([
    ["new", "0.0.0", "0.0.0"],
    ["pay", "1.4.2", "2.0.0"],
  ]);
  expect(value?.catalogs[1]?.changes[0]?.before).toEqual({
    file: "v1:catalog/pay.yaml",
    line: 26,
    column: 3,
  });
  put(cwd, { "apis/pay.yaml": renamed, "faultbook.config.yaml": "catalogs: apis/pay.yaml\n" });
  const moved = await diff({ cwd, against: "v1" });
  expect(moved.value?.catalogs.map(({ from, changes }) => [from, changes.length])).toEqual([
    ["1.4.2", 1],
  ]);
  put(cwd, { "catalog/payments.yaml": renamed.replace("kind: not-found", "kind: lost") });
  git(cwd, "add", ".");
  git(cwd, "commit", "-q", "-m", "b");
  put(cwd, {
    "faultbook.config.yaml": "catalogs: catalog/payments.yaml\n",
    "catalog/payments.yaml": renamed,
  });
  const invalid = await diff({ cwd, against: "HEAD" });
  expect([exitCodeOf(invalid), codes(invalid.diagnostics)]).toEqual([
    1,
    ["diff-side", "not-one-of"],
  ]);
  expect(invalid.diagnostics[0]?.message).toContain(
    'The old side of the comparison, "HEAD:catalog/payments.yaml"',
  );
  const shallow = `${cwd}-shallow`;
  execFileSync("git", ["clone", "-q", "--depth=1", `file://${cwd}`, shallow], { stdio: "pipe" });
  const told = async (folder: string, against: string) => {
    const outcome = await diff({ cwd: folder, against });
    return [exitCodeOf(outcome), ...codes(outcome.diagnostics)];
  };
  expect(await told(cwd, "v2")).toEqual([2, "git-revision"]);
  expect(await told(cwd, "--all")).toEqual([2, "git-revision"]);
  expect(await told(shallow, "v1")).toEqual([2, "git-shallow"]);
  const [advised] = (await diff({ cwd: shallow, against: "v1" })).diagnostics;
  const [, command = ""] = /"git (fetch [^"]+)"/.exec(advised?.help ?? "") ?? [];
  execFileSync("git", command.split(" "), { cwd: shallow, stdio: "pipe" });
  expect(await told(shallow, "v1")).toEqual([0]);
  expect(await told(shallow, "HEAD")).toEqual([0]);
});

test("diff says that git cannot be run, and compares without it", async () => {
  const cwd = await released(renamed);
  const path = process.env["PATH"];
  try {
    process.env["PATH"] = join(cwd, "nothing");
    const outcome = await diff({ cwd, against: "main" });
    expect([exitCodeOf(outcome), codes(outcome.diagnostics)]).toEqual([2, ["git-missing"]]);
    expect((await diff({ cwd })).value?.catalogs[0]?.changes).toHaveLength(1);
  } finally {
    process.env["PATH"] = path;
  }
});

test.each([
  ["cut off", (text: string) => text.replace("...\n", ""), "record-truncated"],
  ["cut in the middle", (text: string) => text.slice(0, text.length / 2), "record-line"],
  ["of a newer version", (text: string) => text.replace("record: 1", "record: 2"), "record-newer"],
  [
    "edited by hand",
    (text: string) => text.replace('kind: ["unavailable"', "kind: [unavailable"),
    "record-line",
  ],
  [
    "half merged",
    (text: string) => `<<<<<<< ours\n${text}=======\n>>>>>>> theirs\n`,
    "merge-conflict",
  ],
])(
  "with a record that is %s, nothing is compared, generated or released",
  async (_, change, code) => {
    const cwd = await released(base, little);
    const text = change(readFileSync(join(cwd, "releases/pay.yaml"), "utf8"));
    put(cwd, { "releases/pay.yaml": text });
    for (const run of [diff, validate, release]) {
      const outcome = await run({ cwd });
      expect([exitCodeOf(outcome), codes(outcome.diagnostics)]).toEqual([1, [code]]);
    }
    expect(exitCodeOf(await generate({ cwd, mode: "check" }))).toBe(1);
    expect(readFileSync(join(cwd, "releases/pay.yaml"), "utf8")).toBe(text);
  },
);

test("a record that was edited by hand, and is sound, is what the catalog is compared with", async () => {
  const cwd = await released(base);
  const text = readFileSync(join(cwd, "releases/pay.yaml"), "utf8");
  put(cwd, {
    "releases/pay.yaml": text.replace(
      'definition Busy kind: ["unavailable"',
      'definition Busy kind: ["internal"',
    ),
  });
  const { value } = await diff({ cwd });
  expect(value?.catalogs[0]?.changes.map(({ kind }) => kind)).toEqual(["kind-changed"]);
});

test("diff writes a changeset of the size of the changes, once", async () => {
  const cwd = await released(renamed, "emitters: { package: { scope: '@acme' } }\n");
  const run = () => diff({ cwd, changeset: true });
  expect(codes((await run()).diagnostics)).toEqual(["changeset-folder"]);
  mkdirSync(join(cwd, ".changeset"));
  const { written = [] } = (await run()).value ?? {};
  expect(written).toEqual([expect.stringMatching(/^\.changeset\/pay-[a-z0-9]{11}\.md$/)]);
  expect(readFileSync(join(cwd, written[0] ?? ""), "utf8")).toBe(
    '---\n"@acme/pay": major\n---\n\n- The definition `InsufficientBalance` is now called `BalanceTooLow`.\n',
  );
  const again = await run();
  expect([again.value?.written, codes(again.diagnostics)]).toEqual([[], []]);
  put(cwd, { "faultbook.config.yaml": "emitters: { package: false }\n" });
  expect(codes((await run()).diagnostics)).toEqual(["changeset-package"]);
});

test("a changeset says all that changed once, whatever was written before", async () => {
  const cwd = await released(renamed, "emitters: { package: { scope: '@acme' } }\n");
  mkdirSync(join(cwd, ".changeset"));
  const other = "---\n'@acme/pay': patch\n---\n\nBy hand.\n";
  put(cwd, { ".changeset/pay-by-hand.md": other, ".changeset/README.md": "# Changesets\n" });
  const run = async () => {
    const { value, diagnostics } = await diff({ cwd, changeset: true });
    const { written = [], deleted = [] } = value ?? {};
    return { written, deleted, told: codes(diagnostics) };
  };
  const lines = (path = "") => readFileSync(join(cwd, path), "utf8").match(/^- .*$/gm) ?? [];
  const first = await run();
  expect([lines(first.written[0]).length, first.deleted]).toEqual([1, []]);
  const more = renamed.replace("kind: not-found", "kind: conflict");
  put(cwd, { "catalog/pay.yaml": more });
  const second = await run();
  expect([lines(second.written[0]).length, second.deleted]).toEqual([2, first.written]);
  put(cwd, { "catalog/pay.yaml": base });
  expect(await run()).toEqual({ written: [], deleted: second.written, told: [] });
  put(cwd, { "catalog/pay.yaml": renamed });
  const [edited = ""] = (await run()).written;
  const text = `${readFileSync(join(cwd, edited), "utf8")}  Ask us how to migrate.\n`;
  put(cwd, { [edited]: text, "catalog/pay.yaml": more });
  const third = await run();
  expect([lines(third.written[0]), third.deleted, third.told]).toEqual([
    ["- The kind of `Gone` is now conflict, and was not-found."],
    [],
    ["changeset-edited"],
  ]);
  expect(await run()).toEqual({ written: [], deleted: [], told: ["changeset-edited"] });
  expect(readFileSync(join(cwd, edited), "utf8")).toBe(text);
  expect(readFileSync(join(cwd, ".changeset/pay-by-hand.md"), "utf8")).toBe(other);
});

test("annotations of changes name the place in the repository, and break no order of the runner", async () => {
  const cwd = await released(edited([["code: [busy, 5003]", 'code: [busy, "::error::%0A"]']]));
  const outcome = await diff({ cwd });
  const lines = (differences(outcome, "github").notices?.("errors") ?? "").trimEnd().split("\n");
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(
    /^::warning file=errors\/catalog\/pay\.yaml,line=36,col=18,title=major%3A code-changed::/,
  );
  expect(lines[0]).toContain('is now "::error::%250A", and was 5003.%0A');
});
