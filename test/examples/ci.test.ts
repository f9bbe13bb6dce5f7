// `examples/ci` in a project that has all of it: every command runs, and a commit with a stale file is refused.

import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { attempt, beginRepository, copyOf, edit, examples, run } from "./project.ts";

const ci = join(examples, "ci");
const root = copyOf("spec");

interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly "timeout-minutes": number;
  readonly strategy: { readonly matrix: { readonly node: readonly number[] } };
  readonly steps: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }[];
}

interface PreCommit {
  readonly repos: readonly {
    readonly repo: string;
    readonly hooks: readonly { readonly id: string; readonly entry: string }[];
  }[];
}

const parsed = <Type>(path: string) => load(readFileSync(join(ci, path), "utf8")) as Type;
const workflow = parsed<Workflow>(".github/workflows/faultbook.yml");
const hooks = parsed<PreCommit>(".pre-commit-config.yaml").repos.flatMap((one) => one.hooks);
const jobs = Object.values(workflow.jobs);
const steps = jobs.flatMap((job) => job.steps);
const commands = [...steps.flatMap((step) => step.run ?? []), ...hooks.map(({ entry }) => entry)];

beforeAll(async () => {
  cpSync(ci, root, { recursive: true });
  await run(root, "npm init --yes");
  await run(root, `npm install --save-dev '${inject("tarball")}'`);
  await run(root, "npx faultbook generate && npx faultbook sync");
});

describe("the workflow", () => {
  test("may read the repository and nothing else, and ends", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
    for (const job of jobs) expect(job["timeout-minutes"]).toBeLessThanOrEqual(10);
  });

  test("takes actions of a fixed major version, and no version of Node that Faultbook refuses", () => {
    const uses = steps.flatMap((step) => step.uses ?? []);
    expect(uses).toHaveLength(2);
    for (const one of uses) expect(one).toMatch(/^actions\/[a-z-]+@v\d+$/);
    expect(steps[0]?.with).toEqual({ "persist-credentials": false });
    for (const { strategy } of jobs) expect(Math.min(...strategy.matrix.node)).toBe(20);
  });
});

test("every command that they name runs, and finds what is in order to be so", async () => {
  expect(commands[0]).toBe("npm ci");
  // Whether that can run depends on what the registry has for other platforms.
  const [, ...others] = commands;
  expect(others).toHaveLength(6);
  for (const command of others) await run(root, command);
});

test("each command of Faultbook finds what it is there for", async () => {
  edit(join(root, "bank.yaml"), "does not have enough money", "has too little money");
  const found = async (part: string) =>
    await attempt(root, commands.find((one) => one.includes(part)) ?? "false");
  expect((await found("validate")).code).toBe(0);
  const stale = await found("generate --check --format github");
  expect(stale.code).toBe(1);
  expect(stale.said).toContain("::error file=generated/bank/");
  expect((await found("sync --check --format github")).code).toBe(1);
  edit(join(root, "bank.yaml"), "kind: conflict", "kind: conflicts");
  expect((await found("validate")).said).toContain("::error file=bank.yaml,line=");
  edit(join(root, "bank.yaml"), "kind: conflicts", "kind: conflict");
  edit(join(root, "bank.yaml"), "has too little money", "does not have enough money");
});

describe("the hook of git", () => {
  const commit = async () => await attempt(root, "git commit --quiet --message=change");

  beforeAll(async () => {
    await beginRepository(root);
    await run(root, "printf 'node_modules/\\ngenerated/*/dist/\\n' >.gitignore && git add --all");
    await run(root, "git config core.hooksPath hooks");
  });

  test("accepts what is fresh, refuses what is stale, and looks at what is staged", async () => {
    expect(await commit()).toMatchObject({ code: 0 });
    edit(join(root, "bank.yaml"), "account with this id", "account with that id");
    await run(root, "git add bank.yaml");
    const refused = await commit();
    expect(refused.code).not.toBe(0);
    expect(refused.said).toContain('The generated file "generated/bank/errors.md" is stale.');
    await run(root, "npx faultbook generate");
    // Fresh on the disk, and yet not in the commit.
    expect((await commit()).code).not.toBe(0);
    await run(root, "git add generated");
    expect(await commit()).toMatchObject({ code: 0 });
    expect(await run(root, "git status --porcelain && ls .git")).not.toContain("faultbook");
  });

  test("looks at a configuration in a folder of a monorepo too", async () => {
    await run(root, "mkdir errors && git mv bank.yaml faultbook.config.yaml openapi.yaml errors/");
    await run(root, "git rm -rq --cached generated && mv generated errors/");
    await run(
      root,
      "sed -i.bak 's#^config=.*#config=errors/faultbook.config.yaml#' hooks/pre-commit",
    );
    await run(
      root,
      "rm hooks/*.bak && echo 'errors/generated/*/dist/' >>.gitignore && git add --all",
    );
    expect(await commit()).toMatchObject({ code: 0 });
    edit(join(root, "errors/bank.yaml"), "account with that id", "account with this id");
    await run(root, "git add errors/bank.yaml");
    expect((await commit()).said).toContain("is stale");
  });
});
