// Catalogs that were released, and whose id, record or file is gone: what `diff` and `release` say until somebody agrees.

import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exitCodeOf } from "../../generator/diagnostics/exit-codes.ts";
import { diff, release } from "../../generator/index.ts";
import { project, put } from "../hostile/project.ts";
import { base } from "./edits.ts";

const record = "releases/pay.yaml";
const other = base.replace("id: pay", "id: other");
const renamed = base.replace("id: pay", "id: payx");

/** Makes a repository in which the catalogs `pay` and `other` were released as v1, and edits it. */
async function repository(edit: (cwd: string) => void) {
  const cwd = project({ "catalog/pay.yaml": base, "catalog/other.yaml": other });
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd });
  await release({ cwd });
  git("init", "-q");
  git("add", "--all");
  git("commit", "-q", "-m", "Release");
  git("tag", "v1");
  edit(cwd);
  const commit = () => {
    git("add", "--all");
    git("commit", "-q", "-m", "Edit");
  };
  return { cwd, commit };
}

async function told(cwd: string, options: object = {}) {
  const outcome = await diff({ cwd, ...options });
  const found = outcome.diagnostics.map(({ code }) => code);
  return [exitCodeOf(outcome), ...found.filter((code) => code !== "release-missing")];
}

const edits: readonly (readonly [what: string, edit: (cwd: string) => void])[] = [
  [
    "with another id",
    (cwd) => {
      put(cwd, { "catalog/pay.yaml": renamed.replace("code: [busy", "code: [overloaded") });
      rmSync(join(cwd, record));
    },
  ],
  [
    "deleted with its record",
    (cwd) => {
      rmSync(join(cwd, "catalog/pay.yaml"));
      rmSync(join(cwd, record));
    },
  ],
];

test.each(edits)("a catalog %s is missed by the checks of its pull request", async (what, edit) => {
  const { cwd, commit } = await repository(edit);
  const more = what === "with another id" ? ["release-step", "release-unreserved"] : [];
  for (const isCommitted of [false, true]) {
    if (isCommitted) commit();
    expect(await told(cwd, { require: true })).toEqual([1, "catalog-gone"]);
    expect(await told(cwd, { against: "v1" })).toEqual([0, "catalog-gone"]);
    expect(await told(cwd, { against: "v1", require: true })).toEqual([1, "catalog-gone", ...more]);
  }
  const lost = await release({ cwd });
  expect([exitCodeOf(lost), lost.value]).toEqual(
    what === "with another id" ? [1, undefined] : [0, expect.anything()],
  );
  put(cwd, { "faultbook.config.yaml": "releases: { retired: [pay] }\n" });
  expect(await told(cwd, { require: true })).toEqual([0]);
  expect(await told(cwd, { against: "v1" })).toEqual([0]);
  expect(exitCodeOf(await release({ cwd }))).toBe(0);
});

test("the help for a catalog that is gone says how to agree", async () => {
  const { cwd } = await repository(edits[1]?.[1] ?? (() => {}));
  const { diagnostics } = await diff({ cwd, require: true });
  expect(diagnostics.map(({ message, help }) => [message, help])).toEqual([
    [
      'The catalog "pay" is gone: "HEAD" has it.',
      'Restore it with its id and its release record. If nobody uses its package any more, add "pay" to "releases.retired" in the configuration.',
    ],
  ]);
});

test("a file whose catalog has another id than at a revision has changed its id", async () => {
  const { cwd } = await repository((cwd) => put(cwd, { "catalog/pay.yaml": renamed }));
  const { value } = await diff({ cwd, against: "v1" });
  expect(
    value?.catalogs.map(({ id, needed, changes }) => [id, needed, changes.map(({ kind }) => kind)]),
  ).toEqual([
    ["other", "1.4.2", []],
    ["payx", "2.0.0", ["id-changed"]],
  ]);
  expect(await told(cwd)).toEqual([0, "record-without-catalog"]);
  expect(await told(cwd, { require: true })).toEqual([1, "record-without-catalog"]);
  expect(await told(cwd, { against: "v1" })).toEqual([0, "catalog-gone"]);
  expect(await told(cwd, { against: "v1", only: ["payx"] })).toEqual([0]);
  put(cwd, { "faultbook.config.yaml": "releases: { retired: [pay] }\n" });
  expect(await told(cwd, { require: true })).toEqual([0]);
});

test("a catalog that was never released may go, with a warning under a revision", async () => {
  const { cwd, commit } = await repository((cwd) => put(cwd, { "catalog/new.yaml": renamed }));
  commit();
  rmSync(join(cwd, "catalog/new.yaml"));
  expect(await told(cwd, { require: true })).toEqual([0]);
  expect(await told(cwd, { against: "HEAD", require: true })).toEqual([0, "catalog-gone"]);
});

test("a release does not begin anew what was deleted", async () => {
  const { cwd } = await repository((cwd) => rmSync(join(cwd, record)));
  const outcome = await release({ cwd });
  const found = outcome.diagnostics.map(({ code }) => code).filter((code) => code !== "unused");
  expect([exitCodeOf(outcome), ...found]).toEqual([1, "record-deleted"]);
});
