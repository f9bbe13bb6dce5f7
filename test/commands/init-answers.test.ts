// The answers of `init`: given as options or by a person, they make the same files, and a fault in any writes nothing.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { begun, promptOf } from "../../generator/cli/beginning.ts";
import {
  exitCodeOf,
  type GivenAnswers,
  generate,
  type InitQuestion,
  importErrors,
  init,
  validate,
} from "../../generator/index.ts";
import { asLine, projectFile, projectFolder, run } from "../helpers.ts";
import { folderWith } from "../import/project.ts";

/** Gives the texts of all files below a folder. */
function filesIn(cwd: string): Readonly<Record<string, string>> {
  const entries = readdirSync(cwd, { withFileTypes: true, recursive: true });
  const paths = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  return Object.fromEntries(
    paths.sort().map((path) => [path.slice(cwd.length + 1), readFileSync(path, "utf8")]),
  );
}

const spec = `openapi: 3.1.0
info: { title: Acme Payments API, version: "1" }
paths:
  /transfers:
    post:
      responses:
        "409":
          description: The transfer is not possible now.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Error" }
              example: { error: { code: card_expired, message: The card expired., requestId: r-1 } }
components:
  schemas:
    Error:
      type: object
      properties:
        error:
          type: object
          properties:
            code: { type: string, enum: [card_expired, account_frozen] }
            message: { type: string }
            requestId: { type: string }
`;

const code = `export enum ErrorCode {
  /** The account is frozen. */
  AccountFrozen = "account_frozen",
  CardLost = "card_lost",
  Odd = "odd",
}
`;

const page = `| Code | Description |
|---|---|
| card_lost | The card was reported as lost. |
| card_expired | The card expired. |
`;

const repository = { ".git/HEAD": "ref: refs/heads/master\n" };
const config = "faultbook.config.yaml";

describe("what is begun generates and validates as it is, and beginning again changes nothing", () => {
  test.each<
    [
      what: string,
      files: Readonly<Record<string, string>>,
      below: string,
      given: GivenAnswers,
      written: readonly string[],
    ]
  >([
    ["in an empty folder", {}, "pay", {}, [config, "catalog/pay.yaml", "releases/pay.yaml"]],
    [
      "in one whose name would make a class that JavaScript has",
      {},
      "type",
      {},
      [config, "catalog/type.yaml", "releases/type.yaml"],
    ],
    [
      "in one with a very long name",
      {},
      "a-name-that-is-longer-than-a-prefix-may-be-in-a-catalog",
      {},
      [
        config,
        "catalog/a-name-that-is-longer-than-a-prefix-may.yaml",
        "releases/a-name-that-is-longer-than-a-prefix-may.yaml",
      ],
    ],
    [
      "with a description",
      { "openapi.yaml": spec },
      ".",
      {},
      [config, "catalog/acme-payments.yaml", "releases/acme-payments.yaml"].concat(
        "imports/acme-payments.yaml",
      ),
    ],
    [
      "with TypeScript, as sources in a repository",
      { "src/errors.ts": code, "package.json": '{"name":"shop"}', ...repository },
      ".",
      { as: "sources" },
      [config, "catalog/shop-errors.yaml", "releases/shop-errors.yaml"].concat(
        "imports/shop-errors.yaml",
        ".gitattributes",
        "package.json",
      ),
    ],
    [
      "in a monorepo, from two sources",
      {
        ...repository,
        "package.json": '{"name":"shop","private":true,"workspaces":["packages/*"]}',
        "packages/errors/package.json": '{"name":"@shop/acme-payments"}',
        "spec/openapi.yaml": spec,
        "packages/errors/codes.ts": code,
      },
      "packages/errors",
      { from: ["../../spec/openapi.yaml", "codes.ts"], ci: "github" },
      [
        // The title of the description would make a package of the same name as the one it is in.
        ...[config, "catalog/acme-payments-errors.yaml", "releases/acme-payments-errors.yaml"],
        ...["imports/acme-payments-errors.yaml", "../../.github/workflows/faultbook.yml"],
        ...[".gitattributes", ".gitignore", "package.json"],
      ],
    ],
  ])("%s", async (_, files, below, given, written) => {
    const cwd = join(folderWith(files), below);
    mkdirSync(cwd, { recursive: true });
    const outcome = await init({ cwd, ...given });
    expect(outcome.diagnostics).toEqual([]);
    expect(outcome.value?.written).toEqual(written);
    expect((await validate({ cwd })).diagnostics).toEqual([]);
    expect((await generate({ cwd, mode: "write" })).diagnostics).toEqual([]);
    const before = filesIn(cwd);
    const again = await init({ cwd, ...given });
    expect(again.diagnostics.map((one) => one.code)).toEqual(["init-exists"]);
    expect(filesIn(cwd)).toEqual(before);
  });
});

/** Begins a project as a person says, and gives the prompts without their questions, too. */
async function asked(
  files: Readonly<Record<string, string>>,
  answers: readonly (string | undefined)[],
) {
  const cwd = folderWith(files);
  const questions: InitQuestion[] = [];
  const outcome = await init({
    cwd,
    ask: async (question) => answers[questions.push(question) - 1],
  });
  const prompts = questions.map((one) => promptOf(one).trimStart().split("\n").slice(-1)[0]);
  return { cwd, outcome, questions, prompts };
}

describe("a person", () => {
  const project = { "package.json": '{"name":"@acme/pay"}', "openapi.yaml": spec, ...repository };

  test("who answers nothing gets what is proposed, and who answers gets what options would give", async () => {
    const quick = await asked(project, ["", "", "", "", "", ""]);
    expect(quick.prompts).toEqual([
      "from [openapi.yaml]: ",
      "envelope [found]: ",
      "as [package]: ",
      "scope [@acme]: ",
      "access [restricted]: ",
      "ci [none]: ",
    ]);
    const cwd = folderWith(project);
    await init({ cwd });
    expect(filesIn(quick.cwd)).toEqual(filesIn(cwd));
    const slow = await asked(project, ["none", "google", "package", "shop", "public", "github"]);
    const same = folderWith(project);
    const given = { from: ["none"], envelope: "google", scope: "shop", access: "public" };
    await init({ cwd: same, ...given, ci: "github" });
    expect(filesIn(slow.cwd)).toEqual(filesIn(same));
  });

  test("sees no characters that deceive, whatever a source says", async () => {
    const odd = spec.replaceAll("message", "mess\u202eage");
    const { questions } = await asked(
      { "openapi.yaml": odd.replaceAll("requestId", "message\u202e") },
      ["openapi.yaml"],
    );
    expect(questions.map(promptOf).join("")).not.toMatch(/\u202e/);
  });

  test("is asked no more than is needed", async () => {
    const { prompts } = await asked({ "catalog/pay.yaml": "mine" }, ["sources", "none"]);
    expect(prompts).toEqual(["as [package]: ", "ci [none]: "]);
  });

  test("is told what is wrong with an answer, and asked again", async () => {
    const sample = '{"status":404}';
    const { cwd, outcome, questions } = await asked(project, [
      ...["nowhere.yaml", "package.json", '"openapi.yaml"', "xml", sample, "package.json", "plain"],
      ...["both", "package", "@Acme Pay", "none", "restricted", "public", "gitlab", "none"],
    ]);
    expect(outcome.diagnostics).toEqual([]);
    expect(
      questions.flatMap(({ option, fault }) => (fault ? [`${option}: ${fault}`] : [])),
    ).toEqual([
      'from: The file "nowhere.yaml" does not exist.',
      expect.stringMatching(/^from: No error codes were found in "package\.json": /),
      'envelope: "xml" is not the name of an envelope, a sample body or its file.',
      `envelope: The sample body "${sample}" has no code that can be found.`,
      'envelope: The sample body "package.json" has no code that can be found.',
      'as: "both" is not one of package or sources.',
      'scope: "@Acme Pay" is not an npm scope.',
      'access: "restricted" is not possible for packages without an npm scope.',
      'ci: "gitlab" is not one of none or github.',
    ]);
    expect(filesIn(cwd)[config]).not.toContain("scope");
  });

  test.each([0, 1, 2, 3, 4, 5])(
    "who ends the input after %i answers gets nothing",
    async (count) => {
      const { cwd, outcome } = await asked(
        project,
        Array.from({ length: count }, () => ""),
      );
      expect(outcome.diagnostics.map((one) => one.code)).toEqual(["init-unanswered"]);
      expect([exitCodeOf(outcome), begun(outcome)]).toEqual([2, ""]);
      expect(filesIn(cwd)).toEqual(project);
    },
  );
});

describe("a fault is reported, and nothing is written", () => {
  test.each<[given: GivenAnswers, says: string]>([
    [{ from: ["a.yaml"] }, 'file-not-found The file "a.yaml" does not exist.'],
    [
      { from: ["pay.json"] },
      'import-no-codes No error codes were found in "pay.json": it has no table with a column of codes and no heading with a code.',
    ],
    [
      { envelope: "pay.json" },
      'init-sample The sample body "pay.json" has no code that can be found.',
    ],
    [{ envelope: "package.json" }, 'init-sample The sample body "package.json" is not JSON.'],
    [{ envelope: "[1" }, 'init-sample The sample body "[1" is not JSON.'],
    [{ scope: "@A b" }, 'init-answer "@A b" is not an npm scope.'],
    [
      { access: "restricted" },
      'init-answer "restricted" is not possible for packages without an npm scope.',
    ],
    [{ access: "all" }, 'init-answer "all" is not one of public, restricted or private.'],
    [{ as: "zip" }, 'init-answer "zip" is not one of package or sources.'],
    [{ ci: "gitlab" }, 'init-answer "gitlab" is not one of none or github.'],
    [
      { as: "sources", scope: "@acme" },
      'init-no-effect "--scope" has no effect here: sources alone are in no package.',
    ],
    [
      { as: "sources", access: "public" },
      'init-no-effect "--access" has no effect here: sources alone are in no package.',
    ],
  ])("%j", async (given, says) => {
    const files = { "package.json": "{ not json", "pay.json": '{"hello":"world"}' };
    const cwd = folderWith(files);
    const outcome = await init({ cwd, ...given });
    expect(outcome.diagnostics.map(asLine)).toEqual([says]);
    expect(outcome.diagnostics[0]?.help).toMatch(/^(?!init)|nothing was written\.$/);
    expect([exitCodeOf(outcome), begun(outcome), filesIn(cwd)]).toEqual([2, "", files]);
  });

  test("also beside a catalog that is there already", async () => {
    const cwd = folderWith({ "catalog/pay.yaml": "mine", "openapi.yaml": spec });
    const known = await init({ cwd, envelope: "plain" });
    expect(known.diagnostics.map(asLine)).toEqual([
      'init-no-effect "--envelope" has no effect here: the catalog "catalog/pay.yaml" is there already.',
    ]);
    writeFileSync(join(cwd, "catalog/acme-payments.yaml"), "mine");
    const before = filesIn(cwd);
    const taken = await init({ cwd, from: ["openapi.yaml"] });
    expect(taken.diagnostics.map(asLine)).toEqual([
      'init-in-the-way No project can be started here: "catalog/acme-payments.yaml" is there already.',
    ]);
    expect(filesIn(cwd)).toEqual(before);
  });

  test("also if the disk refuses the last of the files", async () => {
    const files = { ...repository, ".github": "", "package.json": "{}\n" };
    const cwd = folderWith(files);
    const { diagnostics, value } = await init({ cwd, ci: "github" });
    expect(diagnostics.map((one) => one.code)).toEqual(["file-not-made"]);
    expect([value, filesIn(cwd), readdirSync(cwd)]).toEqual([
      undefined,
      files,
      [".git", ".github", "package.json"],
    ]);
  });
});

describe("a sample body", () => {
  test.each<[body: string, places: object, definition: object]>([
    [
      '{"error":{"code":"card_expired","message":"The card expired.","requestId":"r-1"}}',
      { code: ["/error/code"], message: ["/error/message"], requestId: ["/error/requestId"] },
      { code: "card_expired", summary: "The card expired." },
    ],
    [
      '{"status":402,"errorCode":4021,"detail":"Too little."}',
      { code: ["/errorCode"], message: ["/detail"], requestId: [] },
      { code: 4021, summary: "Too little.", status: 402 },
    ],
    [
      '{"errors":[{"reason":"busy","msg":"Try again later."}],"trace_id":"t"}',
      { code: ["/errors/*/reason"], message: ["/errors/*/msg"], requestId: ["/trace_id"] },
      { code: "busy", summary: "Try again later." },
    ],
  ])(
    "%s is the envelope of the first catalog, and its example",
    async (body, places, definition) => {
      for (const isFile of [false, true]) {
        const cwd = folderWith(isFile ? { "body.json": body } : {});
        const envelope = isFile ? "body.json" : body;
        const { value, diagnostics } = await init({ cwd, envelope });
        expect(diagnostics).toEqual([]);
        expect(value?.imported?.envelopes).toEqual([{ name: "Standard", ...places }]);
        const catalog = load(filesIn(cwd)[value?.written[1] ?? ""] ?? "") as {
          readonly definitions: Readonly<Record<string, object>>;
        };
        expect(Object.values(catalog.definitions)).toEqual([
          expect.objectContaining({ ...definition, examples: [{ body: JSON.parse(body) }] }),
        ]);
        expect(catalog).not.toHaveProperty("sources");
        expect((await generate({ cwd, mode: "write" })).diagnostics).toEqual([]);
      }
    },
  );
});

describe("sources and an envelope", () => {
  test.each([
    ["plain", ["/error/code"]],
    ["problem", ["/code"]],
    ["google", ["/error/details/*/reason"]],
    ['{"fault":{"code":"x_y","text":"No."}}', ["/fault/code"]],
  ])("%s: all errors have it, and the sources are compared as they are", async (envelope, at) => {
    const cwd = folderWith({ "openapi.yaml": spec, "codes.md": page });
    const from = ["openapi.yaml", "codes.md"];
    const { value, diagnostics } = await init({ cwd, from, envelope });
    expect(diagnostics).toEqual([]);
    expect(value?.imported?.envelopes.map((one) => one.code)).toEqual([at]);
    expect(value?.imported?.definitions).toBe(3);
    expect((await generate({ cwd, mode: "write" })).diagnostics).toEqual([]);
    const later = await importErrors({ cwd, sources: from });
    expect(later.diagnostics).toEqual([]);
    expect(later.value?.drift).toEqual([]);
  });

  test("how many kinds are undecided is said, and what to do", async () => {
    const cwd = folderWith({ "src/errors.ts": code, "package.json": '{"name":"shop"}' });
    const said = begun(await init({ cwd }));
    expect(said).toContain("kinds: 1 proposed, 0 to check, 2 undecided\n");
    expect(said).toContain('\n2. 2 errors have "kind: unknown". Choose a kind for each: ');
    expect(said).toContain('Run "npx faultbook import src/errors.ts --id shop-errors" later');
  });
});

test.each([
  [{ "openapi.yaml": spec }, "Acme Payments API", "AcmePayments"],
  [{ "docs/errors.md": `# Errors\n\n${page}` }, "Shop API", "Shop"],
  [{ "docs/errors.md": `# Errors of Acme Cards\n\n${page}` }, "Errors of Acme Cards", "AcmeCards"],
])(
  "a catalog is called as its document, if that has a name, else as the project",
  async (files, title, prefix) => {
    const cwd = folderWith({ ...files, "package.json": '{"name":"shop"}' });
    const { value } = await init({ cwd });
    const catalog = load(filesIn(cwd)[value?.written[1] ?? ""] ?? "");
    expect(catalog).toMatchObject({ title, prefix });
  },
);

interface Workflow {
  readonly on: { readonly push: { readonly branches: readonly string[] } };
  readonly jobs: { readonly check: { readonly steps: readonly object[] } };
}

describe("the workflow", () => {
  const path = ".github/workflows/faultbook.yml";
  const begin = async (files: Readonly<Record<string, string>>, below = ".") => {
    const root = folderWith(files);
    const outcome = await init({ cwd: join(root, below), ci: "github" });
    const text = filesIn(root)[path] ?? "";
    const workflow = load(text) as Workflow;
    return { ...outcome, text, ...workflow, steps: workflow.jobs.check.steps };
  };

  test("does what examples/ci does, but for descriptions, on one version of Node.js", async () => {
    const { value, ...made } = await begin({ ...repository, "package-lock.json": "{}" });
    const { on, ...example } = load(projectFile(`examples/ci/${path}`)) as Workflow;
    expect(made.on.push.branches).toEqual(["master"]);
    const steps = example.jobs.check.steps.filter((one) => !JSON.stringify(one).includes("sync"));
    const withNode = JSON.stringify(steps).replace('"${{ matrix.node }}"', "24");
    expect(made.steps).toEqual(JSON.parse(withNode));
    expect(value?.next.join()).not.toContain("lock file");
  });

  test.each([
    ["pnpm-lock.yaml", "pnpm", ["corepack enable", "pnpm install --frozen-lockfile"], "pnpm exec"],
    ["yarn.lock", "yarn", ["corepack enable", "yarn install --immutable"], "yarn"],
  ])("of a repository with %s runs %s where the lock file is", async (lock, cache, first, tool) => {
    const files = { ...repository, [`apps/${lock}`]: "", "apps/pay/package.json": "{}" };
    const { steps } = await begin(files, "apps/pay");
    const runs = steps.flatMap((one) => ("run" in one ? [one] : []));
    expect(runs).toEqual([
      { run: first[0] },
      { run: first[1], "working-directory": "apps" },
      ...["validate", "generate --check", "diff --require"].map((command) => ({
        run: `${tool} faultbook ${command} --format github`,
        "working-directory": "apps/pay",
      })),
    ]);
    expect(steps).toContainEqual({
      uses: "actions/setup-node@v7",
      with: { "node-version": 24, cache, "cache-dependency-path": `apps/${lock}` },
    });
  });

  test("of a repository with bun.lock runs Bun, and caches nothing", async () => {
    const { steps, value } = await begin({ ...repository, "bun.lock": "" });
    expect(steps.slice(1)).toEqual([
      { uses: "oven-sh/setup-bun@v2" },
      { uses: "actions/setup-node@v7", with: { "node-version": 24 } },
      { run: "bun install --frozen-lockfile" },
      ...["validate", "generate --check", "diff --require"].map((command) => ({
        run: `bunx --no-install faultbook ${command} --format github`,
      })),
    ]);
    expect(value?.next.join()).not.toContain("lock file");
  });

  test.each([
    ["pnpm-workspace.yaml", { "pnpm-workspace.yaml": "packages: [apps/*]\n" }],
    ["packageManager", { "package.json": '{ "packageManager": "pnpm@10.2.0" }' }],
    [
      "packageManager beside an old lock file",
      { "package.json": '{ "packageManager": "pnpm@10.2.0" }', "package-lock.json": "{}" },
    ],
  ])("of a repository without a lock file of pnpm knows it by %s", async (_, files) => {
    const own = { ...repository, ...files, "apps/pay/package.json": "{}" };
    const { steps, value } = await begin(own, "apps/pay");
    expect(steps.flatMap((one) => ("run" in one ? [one.run] : []))).toEqual([
      "corepack enable",
      "pnpm install --frozen-lockfile",
      ...["validate", "generate --check", "diff --require"].map(
        (command) => `pnpm exec faultbook ${command} --format github`,
      ),
    ]);
    expect(JSON.stringify(steps[3])).not.toContain("apps/pay");
    expect(value?.next.join()).toContain("commit the lock file before");
  });

  test("that is there already is kept, and told", async () => {
    const { diagnostics, text, value } = await begin({ [path]: "jobs: { check: { steps: [] } }" });
    expect(diagnostics.map((one) => `${one.severity} ${one.code}`)).toEqual(["warning file-kept"]);
    expect(text).toBe("jobs: { check: { steps: [] } }");
    expect(value?.next.join()).toContain("commit the lock file before");
  });
});

test("the command takes all answers as options, and what it begins generates", async () => {
  const cwd = folderWith({ "spec.yaml": spec, ...repository });
  const faultbook = (...args: readonly string[]) =>
    run(process.execPath, [join(projectFolder, "dist/cli.cjs"), ...args], cwd);
  const options = ["--yes", "--from=spec.yaml", "--envelope", "problem", "--as=package"];
  const begin = ["init", ...options, "--scope", "@acme", "--access=public", "--ci=github"];
  const wrong = await faultbook(...begin.slice(0, -1), "--ci=jenkins");
  expect(wrong).toMatchObject({ code: 2, stdout: "" });
  expect(wrong.stderr).toContain('error[init-answer]: "jenkins" is not one of none or github.');
  const { code: exit, stdout, stderr } = await faultbook(...begin);
  expect([exit, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^wrote faultbook\.config\.yaml\nwrote catalog\/acme-payments\.yaml\n/);
  expect(stdout).toContain("\ncatalog/acme-payments.yaml: 2 definitions, 2 codes, 0 examples\n");
  expect(stdout).toContain(`Left out 1 of the bodies in "spec.yaml", which have another envelope.`);
  expect((await faultbook("generate")).code).toBe(0);
  expect((await faultbook("validate")).code).toBe(0);
  const { name, publishConfig } = JSON.parse(
    filesIn(cwd)["generated/acme-payments/package.json"] ?? "",
  );
  expect([name, publishConfig]).toEqual(["@acme/acme-payments", { access: "public" }]);
});
