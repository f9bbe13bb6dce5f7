// The pull request check of `examples/monorepo`: the commands of its workflow, walked through a change that breaks callers.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseYaml } from "../../generator/text/yaml.ts";
import { projectFile } from "../helpers.ts";
import { project, put, run } from "../hostile/project.ts";

interface Workflow {
  readonly jobs: {
    readonly diff: {
      readonly defaults: { readonly run: { readonly "working-directory": string } };
      readonly steps: readonly { readonly run?: string }[];
    };
  };
}

const file = "catalog/apis/payments-errors.yaml";
const example = (path: string) => projectFile(`examples/monorepo/${path}`);

function workflow(): Workflow["jobs"]["diff"] {
  const path = ".github/workflows/catalog.yml";
  const { value } = parseYaml({ path, text: example(path) }, { foreign: true });
  if (value === undefined) throw new Error(`${path} cannot be read`);
  return (value.value as unknown as Workflow).jobs.diff;
}

test("a pull request is annotated, refused until its version takes the step, and released", async () => {
  const root = project({
    [file]: example(file),
    "catalog/faultbook.config.yaml": example("catalog/faultbook.config.yaml"),
  });
  const { steps, defaults } = workflow();
  const cwd = join(root, defaults.run["working-directory"]);
  const prefix = "npx --no-install faultbook ";
  const [args = []] = steps.flatMap((step) =>
    step.run?.startsWith(prefix) === true ? [step.run.slice(prefix.length).split(" ")] : [],
  );
  const check = () => run(args, { cwd, env: { GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: root } });
  const edit = (from: string, to: string) => {
    const text = readFileSync(join(root, file), "utf8");
    expect(text).toContain(from);
    put(root, { [file]: text.replace(from, () => to) });
  };
  const git = (...more: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...more], { cwd });
  git("init", "-q");
  expect(await check()).toMatchObject({ code: 0 });
  expect((await run(["release"], { cwd })).code).toBe(0);
  git("add", "--all");
  git("commit", "-q", "-m", "Release");
  expect(await check()).toMatchObject({ code: 0, stderr: "" });
  edit("code: service_busy", "code: overloaded");
  const refused = await check();
  expect(refused.code).toBe(1);
  const said = `${refused.stdout}${refused.stderr}`;
  for (const title of ["major%3A code-changed", "release-step", "release-unreserved"]) {
    expect(said).toMatch(new RegExp(`^::(?:warning|error) file=${file},line=\\d+,.*${title}`, "m"));
  }
  edit("version: 1.0.0", "version: 2.0.0");
  expect(await check()).toMatchObject({ code: 1 });
  edit("definitions:\n", "reserved:\n  - { code: service_busy, reason: R. }\n\ndefinitions:\n");
  const accepted = await check();
  expect(accepted.code).toBe(0);
  expect(`${accepted.stdout}${accepted.stderr}`).toContain("code-changed");
  expect((await run(["release"], { cwd })).code).toBe(0);
  expect(`${(await check()).stdout}`).not.toContain("code-changed");
});
