// Beginning: what `init` writes is valid and generates, and what a person has stays as it is.

import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { begun } from "../../generator/cli/beginning.ts";
import { exitCodeOf } from "../../generator/diagnostics/exit-codes.ts";
import { generate, init, release, validate } from "../../generator/index.ts";
import { asLine, compile, importPackage, temporaryFolder } from "../helpers.ts";

let projects = 0;

function folder(name: string, manifest?: string): string {
  const cwd = join(temporaryFolder(), `init-${projects++}`, name);
  mkdirSync(cwd, { recursive: true });
  if (manifest !== undefined) writeFileSync(join(cwd, "package.json"), manifest);
  return cwd;
}

const read = (cwd: string, path: string) => readFileSync(join(cwd, path), "utf8");

test.each([
  ["pay-api", "pay", "Pay"],
  ["Pay API v2!", "pay-api-v2", "PayApiV2"],
  ["pay-api-errors", "pay", "Pay"],
  ["2024", "my-api", "MyApi"],
  ["errors", "my-api", "MyApi"],
  ["dist", "my-api", "MyApi"],
  ["http", "http-errors", "Http"],
  ["ΑΒΓ", "my-api", "MyApi"],
])("in a folder %j it makes a valid catalog %s", async (name, id, prefix) => {
  const cwd = folder(name);
  const { value, diagnostics } = await init({ cwd });
  expect(diagnostics).toEqual([]);
  expect(value?.written).toEqual([
    "faultbook.config.yaml",
    `catalog/${id}.yaml`,
    `releases/${id}.yaml`,
  ]);
  expect(read(cwd, `catalog/${id}.yaml`)).toContain(`prefix: ${prefix}\n`);
  expect((await validate({ cwd })).diagnostics).toEqual([]);
  const made = await generate({ cwd, mode: "write" });
  expect(made.diagnostics).toEqual([]);
  expect(readdirSync(join(cwd, "generated"))).toEqual([".faultbook", id]);
});

const answers = {
  plain: { error: { code: "insufficient_balance", message: "Too low." } },
  problem: {
    type: "about:blank",
    title: "Insufficient balance",
    status: 409,
    detail: "Too low.",
    code: "insufficient_balance",
  },
  google: {
    error: {
      code: 409,
      message: "Too low.",
      status: "FAILED_PRECONDITION",
      details: [
        {
          "@type": "type.googleapis.com/google.rpc.ErrorInfo",
          reason: "insufficient_balance",
          domain: "example.com",
        },
      ],
    },
  },
};

test.each(Object.entries(answers))("its envelope %s needs no arguments", async (envelope, body) => {
  const cwd = folder("pay");
  expect((await init({ cwd, envelope })).diagnostics).toEqual([]);
  const compiled = await compile(read(cwd, "catalog/pay.yaml"));
  const { classes, parse, isBody, fixtures } = await importPackage(compiled);
  const Known = classes.get("InsufficientBalance");
  const response = Known && new Known({ message: "Too low." }).toResponse();
  expect(response).toMatchObject({ status: 409, body });
  expect(response?.body).toEqual(body);
  expect(parse(response)?.name).toBe("InsufficientBalanceError");
  expect([isBody(body), isBody(fixtures["InsufficientBalance"]?.body)]).toEqual([true, true]);
  expect((await validate({ cwd })).diagnostics).toEqual([]);
});

test("an envelope that it does not know is reported, and nothing is written", async () => {
  const cwd = folder("pay");
  const outcome = await init({ cwd, envelope: "xml" });
  expect(outcome.diagnostics.map(asLine)).toEqual([
    'init-answer "xml" is not the name of an envelope, a sample body or its file.',
  ]);
  expect([exitCodeOf(outcome), readdirSync(cwd)]).toEqual([2, []]);
});

test("it adds scripts to package.json and changes nothing else in it, and takes the scope over", async () => {
  const before =
    '{\n\t"name": "@acme/pay",\n\t"workspaces": ["packages/*"],\n\t"scripts": { "generate": "mine" }\n}';
  const cwd = folder("x", before);
  const { value } = await init({ cwd });
  expect(value?.written).toContain("package.json");
  expect(read(cwd, "package.json")).toBe(
    before.replace('"mine" }', '"mine", "generate:check": "faultbook generate --check" }'),
  );
  expect(read(cwd, "faultbook.config.yaml")).toContain('scope: "@acme"');
  expect(value?.next.join("\n")).toContain('"generated/*" to "workspaces"');
});

test.each([
  ["pay", "pay-errors", "Pay"],
  ["@acme/payments-api", "payments-errors", "Payments"],
  ["@acme/pay-errors", "pay", "Pay"],
  ["@acme/catalog", "acme-errors", "Acme"],
  ["@x/error", "x-errors", "X"],
  ["@x/errors", "x-errors", "X"],
  ["@x/x-errors", "x", "X"],
  ["http-errors", "http-api", "Http"],
  ["http", "http-errors", "Http"],
  ["error", "my-api-errors", "MyApi"],
  ["Zahlungsübersicht", "zahlungsubersicht-errors", "Zahlungsubersicht"],
])(
  "beside a package %s its catalog is %s, since two packages of one name cannot be linked",
  async (name, id, prefix) => {
    const cwd = folder("x", JSON.stringify({ name }));
    await init({ cwd });
    const catalog = read(cwd, `catalog/${id}.yaml`);
    expect(catalog).toContain(`prefix: ${prefix}\n`);
    expect(catalog).toContain(`title: ${prefix.replace("Api", "")} API\n`);
    expect((await generate({ cwd, mode: "write" })).diagnostics).toEqual([]);
    const made = JSON.parse(read(cwd, `generated/${id}/package.json`)) as { readonly name: string };
    expect(made.name).not.toBe(name);
  },
);

test("it takes the licence over, and that a package is private", async () => {
  const config = async (manifest: object) => {
    const cwd = folder("pay", JSON.stringify(manifest));
    expect((await init({ cwd })).diagnostics).toEqual([]);
    const made = await generate({ cwd, mode: "write" });
    expect(made.diagnostics).toEqual([]);
    const [id = ""] = readdirSync(join(cwd, "generated")).filter((name) => name !== ".faultbook");
    const { license, private: isPrivate } = JSON.parse(read(cwd, `generated/${id}/package.json`));
    return [license, isPrivate];
  };
  expect(await config({})).toEqual(["UNLICENSED", undefined]);
  expect(await config({ license: "MIT", private: false })).toEqual(["MIT", undefined]);
  expect(await config({ license: "(MIT OR Apache-2.0)", private: true })).toEqual([
    "(MIT OR Apache-2.0)",
    true,
  ]);
  expect(await config({ license: "SEE LICENSE IN #1: x", private: 1 })).toEqual([
    "SEE LICENSE IN #1: x",
    undefined,
  ]);
  expect(await config({ license: { type: "MIT" } })).toEqual(["UNLICENSED", undefined]);
});

/** Makes a repository with the files of its root, and a folder in it. */
function repository(below: string, files: Readonly<Record<string, string>>): string {
  const root = folder("repository");
  mkdirSync(join(root, below), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return join(root, below);
}

const listing = (...workspaces: readonly string[]) => JSON.stringify({ workspaces });
const pnpm = "packages:\n  - packages/*\n";
const elsewhere = 'Add "packages/errors/generated/*" to "workspaces" in ../../package.json.';

test.each<[what: string, below: string, files: Readonly<Record<string, string>>, says: string]>([
  [
    "at the root",
    ".",
    { "package.json": listing("a") },
    'Add "generated/*" to "workspaces" in package.json.',
  ],
  ["in a member", "packages/errors", { "package.json": listing("packages/*") }, elsewhere],
  [
    "in a member with a manifest of its own",
    "packages/errors",
    { "package.json": listing("packages/*"), "packages/errors/package.json": '{"name":"@a/b"}' },
    elsewhere,
  ],
  [
    "in a member of Yarn's",
    "packages/errors",
    { "package.json": '{"workspaces":{"packages":["packages/*"],"nohoist":[]}}' },
    elsewhere,
  ],
  [
    "in a member of pnpm's",
    "packages/errors",
    { "package.json": "{}", "pnpm-workspace.yaml": pnpm },
    'Add "packages/errors/generated/*" to "packages" in ../../pnpm-workspace.yaml.',
  ],
  [
    "where the list has them",
    "packages/errors",
    { "package.json": listing("./packages/errors/generated/*/") },
    'linked: "workspaces" in ../../package.json takes them in.',
  ],
  [
    "where a pattern of any two folders takes them in",
    ".",
    { "package.json": listing("*/*") },
    'linked: "workspaces" in package.json takes them in.',
  ],
  [
    "where a pattern takes out what another takes in",
    ".",
    { "package.json": listing("**", "!generated/**") },
    'Add "generated/*" to "workspaces" in package.json.',
  ],
  [
    "where a pattern takes them in",
    "packages/errors",
    { "package.json": listing("packages/**") },
    'linked: "workspaces" in ../../package.json takes them in.',
  ],
])(
  "%s of a monorepo it says which list has to take the packages in",
  async (_, below, files, says) => {
    const cwd = repository(below, files);
    const { value, diagnostics } = await init({ cwd });
    expect(diagnostics).toEqual([]);
    expect(value?.next.filter((line) => /workspaces|pnpm/.test(line)).join("\n")).toContain(says);
  },
);

test("what stands above the repository is none of its business", async () => {
  const cwd = repository("mine/packages/errors", {
    "package.json": listing("mine/**"),
    "mine/.git/HEAD": "",
    "mine/package.json": "{}",
  });
  const { value } = await init({ cwd });
  expect(value?.next.join("\n")).not.toContain("workspaces");
});

test("its files point to the schemas where they are installed", async () => {
  const schemas = "node_modules/faultbook/schema";
  const files = { [`${schemas}/config.schema.json`]: "{}", "package.json": listing("errors") };
  const cwd = repository("errors", files);
  await init({ cwd });
  expect(read(cwd, "faultbook.config.yaml")).toContain(
    `$schema=../${schemas}/config.schema.json\n`,
  );
  expect(read(cwd, "catalog/my-api.yaml")).toContain(
    `$schema=../../${schemas}/catalog.schema.json\n`,
  );
  const alone = folder("pay");
  await init({ cwd: alone });
  expect(read(alone, "faultbook.config.yaml")).toContain(
    `$schema=./${schemas}/config.schema.json\n`,
  );
  expect(read(alone, "catalog/pay.yaml")).toContain(`$schema=../${schemas}/catalog.schema.json\n`);
});

test("it begins a release record, which asks for nothing until there is a release", async () => {
  const cwd = folder("pay");
  await init({ cwd });
  expect(read(cwd, "releases/pay.yaml")).toMatch(
    /^record: 1\ncatalog: pay\nversion: 0\.0\.0\n\.\.\.\n/m,
  );
  const catalog = read(cwd, "catalog/pay.yaml");
  writeFileSync(join(cwd, "catalog/pay.yaml"), catalog.replace("insufficient_balance", "too_low"));
  expect((await validate({ cwd })).diagnostics).toEqual([]);
  expect((await release({ cwd })).value?.catalogs).toMatchObject([
    { from: "0.0.0", version: "0.1.0" },
  ]);
  writeFileSync(join(cwd, "catalog/pay.yaml"), catalog);
  const { diagnostics } = await validate({ cwd });
  expect(diagnostics.map(({ code }) => code)).toEqual(["release-step", "release-unreserved"]);
});

test("it overwrites nothing", async () => {
  const cwd = folder("pay", '{"scripts":{"generate":"a","generate:check":"b"}}');
  mkdirSync(join(cwd, "catalog"));
  writeFileSync(join(cwd, "catalog/pay.yaml"), "mine");
  const first = await init({ cwd });
  expect(first.diagnostics.map(({ code }) => code)).toEqual([]);
  expect(first.value?.written).toEqual(["faultbook.config.yaml"]);
  expect(read(cwd, "catalog/pay.yaml")).toBe("mine");
  expect(read(cwd, "package.json")).toBe('{"scripts":{"generate":"a","generate:check":"b"}}');
  const second = await init({ cwd });
  expect(second.diagnostics.map(({ code }) => code)).toEqual(["init-exists"]);
  expect(second.value).toBe(undefined);
});

const npx = 'Run "npx faultbook generate", and "npx faultbook generate --check" in CI.';
const added = 'Run "npm run generate", and "npm run generate:check" in CI.';

test.each([
  ["{}", added],
  ['{"scripts":{"generate":"npx faultbook generate -q"}}', added],
  [
    '{"scripts":{"generate":"mine"}}',
    'Run "npx faultbook generate", and "npm run generate:check" in CI. The script "generate" of package.json does something else, and stayed as before.',
  ],
  [
    '{"scripts":{"generate":"a","generate:check":"b"}}',
    `${npx} The scripts "generate" and "generate:check" of package.json do something else, and stayed as before.`,
  ],
  ...['{"scripts":null}', '{"scripts":[]}', "", "[]", '{"name":"x",}'].map((text) => [
    text,
    `${npx} No scripts could be added to package.json.`,
  ]),
])("beside a package.json %j it says how to run the tool", async (manifest, says) => {
  const cwd = folder("pay", manifest);
  const { value, diagnostics } = await init({ cwd });
  expect(diagnostics).toEqual([]);
  expect(value?.next[1]).toBe(says);
  const isKept = read(cwd, "package.json") === manifest;
  expect(value?.written.includes("package.json")).toBe(!isKept);
  expect(isKept).toBe(!says.includes("npm run"));
});

test.each<[what: string, make: (cwd: string) => void, says: string]>([
  [
    "a link in a circle",
    (cwd) => symlinkSync("faultbook.config.mjs", join(cwd, "faultbook.config.mjs")),
    '"faultbook.config.mjs" is a link to no file',
  ],
  ["a folder", (cwd) => mkdirSync(join(cwd, "catalog/pay.yaml"), { recursive: true }), "no file"],
  ["a file", (cwd) => writeFileSync(join(cwd, "catalog"), ""), '"catalog" is no folder'],
  [
    "a file of records",
    (cwd) => writeFileSync(join(cwd, "releases"), ""),
    '"releases" is no folder',
  ],
  [
    "a link",
    (cwd) => symlinkSync("nowhere.yaml", join(cwd, "faultbook.config.yaml")),
    '"faultbook.config.yaml" is a link to no file',
  ],
])("%s in the way is told, and nothing is written", async (_, make, says) => {
  const cwd = folder("pay", "{}");
  make(cwd);
  const before = readdirSync(cwd);
  const outcome = await init({ cwd });
  expect(outcome.diagnostics.map(({ message }) => message).join()).toContain(says);
  expect(exitCodeOf(outcome)).toBe(2);
  expect(begun(outcome)).toBe("");
  expect(readdirSync(cwd)).toEqual(before);
  expect(read(cwd, "package.json")).toBe("{}");
});

test("a file that cannot be made is told once, and no step follows", async () => {
  const cwd = folder("pay");
  writeFileSync(join(cwd, "plain"), "");
  const outcome = await init({ cwd: join(cwd, "plain") });
  expect(outcome.diagnostics.map(asLine)).toEqual([
    'file-not-made The file "releases/plain.yaml" cannot be made: a part of its path is not a folder.',
  ]);
  expect(begun(outcome)).toBe("");
});

test("a package.json that is no JSON is left alone", async () => {
  const cwd = folder("pay", "{ not json");
  const { diagnostics, value } = await init({ cwd });
  expect(diagnostics).toEqual([]);
  expect(value?.written).toEqual([
    "faultbook.config.yaml",
    "catalog/pay.yaml",
    "releases/pay.yaml",
  ]);
  expect(read(cwd, "package.json")).toBe("{ not json");
});

test("in a Git repository it says what is not committed, and which line ends Git keeps", async () => {
  const cwd = folder("pay");
  mkdirSync(join(cwd, ".git"));
  writeFileSync(join(cwd, ".gitignore"), "node_modules");
  const { value, diagnostics } = await init({ cwd });
  expect(diagnostics).toEqual([]);
  expect(value?.written).toContain(".gitattributes");
  expect(value?.written).toContain(".gitignore");
  expect(value?.next.at(-1)).toBe('Commit "generated/": .gitignore leaves its "dist" folders out.');
  expect(read(cwd, ".gitignore")).toBe("node_modules\ngenerated/*/dist/\n");
  expect(read(cwd, ".gitattributes")).toBe("generated/** text eol=lf linguist-generated\n");
});
