// Catalogs whose packages get their versions from another tool: what a pull request needs, and what a release takes over.

import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { released as releasedInWords } from "../../generator/cli/summary.ts";
import { type CommandOutcome, exitCodeOf } from "../../generator/diagnostics/exit-codes.ts";
import { diff, generate, release, validate } from "../../generator/index.ts";
import { asLine } from "../helpers.ts";
import { project, put } from "../hostile/project.ts";
import { base, breaking, edited, safe } from "./edits.ts";

const config = `emitters:
  openapi: false
  markdown: false
  package: { scope: "@acme", version: keep }
`;

const major = edited(
  breaking.find(({ what }) => what === "a definition is renamed")?.edits ?? [],
).replace(
  "reserved:\n",
  "reserved:\n  - { name: InsufficientBalance, reason: It is BalanceTooLow now. }\n",
);
const minor = edited(safe.find(({ changes }) => changes[0]?.[1] === "minor")?.edits ?? []);

/** Makes a project with a released catalog and its package, and edits the catalog. */
async function released(now: string, version = "1.4.2"): Promise<string> {
  const at = (one: string) => one.replace("1.4.2", version).replaceAll("1.2.0", "0.1.0");
  const text = at(base);
  const cwd = project({ "catalog/pay.yaml": text, "faultbook.config.yaml": config });
  mkdirSync(join(cwd, ".changeset"));
  await generate({ cwd, mode: "write" });
  await release({ cwd });
  put(cwd, { "catalog/pay.yaml": at(now) });
  return cwd;
}

/** Raises the version of the package, as a tool of a monorepo does. */
function raise(cwd: string, version: string): void {
  const path = "generated/pay/package.json";
  const text = readFileSync(join(cwd, path), "utf8");
  put(cwd, { [path]: text.replace(/"version": "[^"]+"/, `"version": "${version}"`) });
}

const changeset = (line: string) => ({
  ".changeset/one.md": `---\n${line}\n---\n\nWhat changed.\n`,
});

async function demands(cwd: string) {
  const { diagnostics, ...outcome } = await diff({ cwd, require: true });
  const found = diagnostics.filter(({ code }) => code.startsWith("release-"));
  return [exitCodeOf({ diagnostics, ...outcome }), ...found.map(({ message }) => message)];
}

const missing = (found: string, step = "major") =>
  `The package "@acme/pay" needs a changeset of at least "${step}" for the change since the release of 1.4.2, and has ${found}.`;

test("a change needs a changeset of its size, whoever writes it", async () => {
  const cwd = await released(major);
  expect(await demands(cwd)).toEqual([1, missing("none")]);
  expect((await validate({ cwd })).diagnostics.map(({ code }) => code)).toContain(
    "release-changeset",
  );
  for (const mode of ["write", "check"] as const) {
    const outcome = await generate({ cwd, mode });
    expect([mode, exitCodeOf(outcome)]).toEqual([mode, mode === "write" ? 0 : 1]);
    expect(outcome.diagnostics.map(({ code }) => code)).toContain("release-changeset");
  }
  put(cwd, changeset('"@acme/pay": minor'));
  expect(await demands(cwd)).toEqual([1, missing('one of "minor"')]);
  put(cwd, changeset('"@acme/other": major'));
  expect(await demands(cwd)).toEqual([1, missing("none")]);
  put(cwd, { ".changeset/two.md": "---\r\n'@acme/pay': major\r\n---\r\n" });
  expect(await demands(cwd)).toEqual([0]);
});

test("a changeset that diff writes is enough", async () => {
  for (const [now, step] of [
    [major, "major"],
    [minor, "minor"],
  ] as const) {
    const cwd = await released(now);
    expect(await demands(cwd)).toEqual([1, missing("none", step)]);
    await diff({ cwd, changeset: true });
    expect(await demands(cwd)).toEqual([0]);
  }
});

test("before 1.0.0 a breaking change needs the minor number", async () => {
  const cwd = await released(major, "0.4.2");
  put(cwd, changeset('"@acme/pay": patch'));
  expect((await demands(cwd))[1]).toContain('at least "minor"');
  put(cwd, changeset('"@acme/pay": minor'));
  expect(await demands(cwd)).toEqual([0]);
});

test.each(["\r\n", "\n"])(
  "a release takes the version of the package, and nothing else of the catalog changes",
  async (end) => {
    const now =
      `\ufeff${major.replace("version: 1.4.2", 'version:   "1.4.2" # changesets raise it')}`.replaceAll(
        "\n",
        end,
      );
    const cwd = await released(now);
    put(cwd, changeset('"@acme/pay": major'));
    const early = await release({ cwd });
    expect([exitCodeOf(early), ...early.diagnostics.map(({ code }) => code)]).toContain(
      "release-package",
    );
    const before = readFileSync(join(cwd, "catalog/pay.yaml"), "utf8");
    expect(before).toContain(`version:   "1.4.2" # changesets raise it${end}`);
    put(cwd, { ".changeset/one.md": "" });
    raise(cwd, "2.0.0");
    expect(await demands(cwd)).toEqual([0]);
    const outcome = await release({ cwd });
    expect(releasedInWords(outcome)).toBe(
      "pay 1.4.2 → 2.0.0: updated releases/pay.yaml, set the version in catalog/pay.yaml\n",
    );
    expect(readFileSync(join(cwd, "catalog/pay.yaml"), "utf8")).toBe(
      before.replace('"1.4.2"', '"2.0.0"'),
    );
    expect((await diff({ cwd })).value?.catalogs).toEqual([
      { id: "pay", from: "2.0.0", to: "2.0.0", needed: "2.0.0", changes: [] },
    ]);
    expect(releasedInWords(await release({ cwd }))).toBe("pay 2.0.0: released already\n");
  },
);

/** The first diagnostics of a run: their codes, places and help. */
async function refusal(run: Promise<CommandOutcome<unknown>>) {
  const outcome = await run;
  const found = outcome.diagnostics.filter(({ code }) => code.startsWith("release-"));
  const [first] = found.map(({ help }) => help);
  return [exitCodeOf(outcome), first, ...found.map((one) => asLine(one).split(" The ")[0])];
}

test("a package that was raised too little is not released, and its version is what to change", async () => {
  const cwd = await released(major);
  raise(cwd, "1.4.3");
  const line = readFileSync(join(cwd, "generated/pay/package.json"), "utf8")
    .split("\n")
    .findIndex((one) => one.includes('"version"'));
  expect(await refusal(release({ cwd }))).toEqual([
    1,
    'Write a changeset with "@acme/pay": major and run "npx changeset version", or set the version in this package.json to 2.0.0 or higher.',
    `generated/pay/package.json:${line + 1}:15 release-package`,
  ]);
  raise(cwd, "2.0.0");
  expect(await refusal(release({ cwd }))).toEqual([0, undefined]);
});

test("a catalog whose version is above that of its package is refused, and not released", async () => {
  const cwd = await released(major.replace("version: 1.4.2", "version: 2.0.0"));
  const refused = [
    1,
    'Set "version: 1.4.2" in the catalog, and write a changeset for what changed; or set the version in the package.json to 2.0.0.',
    "catalog/pay.yaml:3:1 release-ahead",
  ];
  const runs = () => [
    diff({ cwd, require: true }),
    generate({ cwd, mode: "check" }),
    release({ cwd }),
  ];
  for (const run of runs()) expect(await refusal(run)).toEqual(refused);
  raise(cwd, "2.0.0");
  expect(await refusal(release({ cwd }))).toEqual([0, undefined]);
});

test("a package in a pre-release is not recorded", async () => {
  const cwd = await released(major);
  raise(cwd, "2.0.0-next.1");
  const { diagnostics } = await release({ cwd });
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'release-prerelease The package "@acme/pay" has the version 2.0.0-next.1, and a catalog is released in whole versions, such as 2.0.0.',
  ]);
});
