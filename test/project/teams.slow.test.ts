// Generated files in the hands of several people: branches that merge, checkouts with other line ends, versions that another tool raises.

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type GenerateOptions, generate } from "../../generator/index.ts";
import { edit } from "../examples/project.ts";
import { asLine, newFolder, projectFile, run, writeFiles } from "../helpers.ts";

const tiny = projectFile("test/cases/smallest/catalog/tiny.yaml");

async function runIn(cwd: string, mode: GenerateOptions["mode"] = "write") {
  const { value, diagnostics } = await generate({ cwd, mode });
  return { value, diagnostics, told: diagnostics.map(asLine) };
}

function project(files: Readonly<Record<string, string>> = {}): string {
  const cwd = newFolder();
  writeFiles(cwd, Object.entries({ "catalog/tiny.yaml": tiny, ...files }));
  return cwd;
}

/** Runs git without anybody's settings, and expects it to end well. */
async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  const own = ["user.name=n", "user.email=n@example.com", "commit.gpgsign=false"];
  const said = await run("git", [...own.flatMap((one) => ["-c", one]), ...args], cwd);
  expect(said.code, `git ${args.join(" ")}: ${said.stdout}${said.stderr}`).toBe(0);
  return said.stdout;
}

async function commitAll(cwd: string, branch: string): Promise<void> {
  await git(cwd, "add", "-A");
  await git(cwd, "commit", "-qm", branch);
}

const config = "emitters: { package: { license: MIT, formats: [esm] } }\n";
const ignored = { "faultbook.config.yaml": config, ".gitignore": "generated/*/dist/\n" };

/** A catalog with a definition for each code. */
function catalogOf(codes: readonly number[]): string {
  const definitions = codes.map(
    (code) =>
      `  Fault${code}:\n    code: ${code}\n    kind: not-found\n    status: 404\n    summary: Item ${code} is missing.\n    description: |\n      The item was removed.\n\n`,
  );
  return `${tiny.slice(0, tiny.indexOf("definitions:"))}definitions:\n${definitions.join("")}`;
}

const base = Array.from({ length: 60 }, (_, i) => (i + 1) * 100);
const added = (offset: number) =>
  Array.from({ length: 20 }, (_, i) => (3 * i + 1) * 100 + offset * 100 + 1);
const sorted = (codes: readonly number[]) => [...codes].sort((a, b) => a - b);

test("two branches that add definitions at different places merge without a conflict", async () => {
  const cwd = project({ ...ignored, "catalog/tiny.yaml": catalogOf(base) });
  await git(cwd, "init", "-q", "-b", "main");
  const write = async (branch: string, codes: readonly number[]) => {
    writeFileSync(join(cwd, "catalog/tiny.yaml"), catalogOf(sorted(codes)));
    expect((await runIn(cwd)).told).toEqual([]);
    await commitAll(cwd, branch);
  };
  await write("main", base);
  const [ours, theirs] = [added(0), added(1)];
  for (const [branch, codes] of [
    ["ours", ours],
    ["theirs", theirs],
  ] as const) {
    await git(cwd, "checkout", "-q", "-b", branch, "main");
    await write(branch, [...base, ...codes]);
  }
  const texts: string[] = [];
  for (const [into, from] of [
    ["ours", "theirs"],
    ["theirs", "ours"],
  ] as const) {
    await git(cwd, "checkout", "-q", "-B", "merged", into);
    await git(cwd, "merge", "-q", "--no-edit", from);
    expect((await runIn(cwd)).told).toEqual([]);
    expect((await runIn(cwd, "check")).told).toEqual([]);
    expect(await git(cwd, "status", "--short"), "what is merged is what is generated").toBe("");
    texts.push(readFileSync(join(cwd, "generated/tiny/src/codes.ts"), "utf8"));
  }
  expect(texts[0]).toBe(texts[1]);
  expect(texts[0]).toContain("Fault101 = 101");
});

test("what a checkout changes is no edit, and what a person changes after it is one", async () => {
  const cwd = project(ignored);
  await git(cwd, "init", "-q", "-b", "main");
  await runIn(cwd);
  await commitAll(cwd, "main");
  await git(cwd, "checkout", "-q", "-b", "more");
  writeFileSync(join(cwd, "catalog/tiny.yaml"), catalogOf([100, 200]));
  writeFileSync(join(cwd, "catalog/other.yaml"), tiny.replace("id: tiny", "id: other"));
  await runIn(cwd);
  await commitAll(cwd, "more");
  await git(cwd, "checkout", "-q", "main");
  await runIn(cwd);
  await git(cwd, "checkout", "-q", "more");
  edit(join(cwd, "generated/tiny/src/codes.ts"), "Fault100 = 100", "Fault100 = 101");
  edit(join(cwd, "catalog/tiny.yaml"), "Item 100 is missing", "Item 100 is gone");
  // A catalog that only this branch has goes with its package.
  rmSync(join(cwd, "catalog/other.yaml"));
  expect((await runIn(cwd)).told).toEqual([
    'file-edited The generated file "generated/tiny/src/codes.ts" was changed since it was written, and is replaced.',
  ]);
  expect(existsSync(join(cwd, "generated/other"))).toBe(false);
});

test("after a conflict of the catalog is solved, one run brings all else in line", async () => {
  const cwd = project({ ...ignored, "catalog/tiny.yaml": catalogOf([100, 300]) });
  await git(cwd, "init", "-q", "-b", "main");
  await runIn(cwd);
  await commitAll(cwd, "main");
  for (const [branch, codes] of [
    ["ours", [100, 200, 300]],
    ["theirs", [100, 201, 300]],
  ] as const) {
    await git(cwd, "checkout", "-q", "-b", branch, "main");
    writeFileSync(join(cwd, "catalog/tiny.yaml"), catalogOf(codes));
    expect((await runIn(cwd)).told).toEqual([]);
    await commitAll(cwd, branch);
  }
  const merged = await run("git", ["merge", "--no-edit", "ours"], cwd);
  expect(merged.stdout).toContain("CONFLICT (content): Merge conflict in catalog/tiny.yaml");
  expect((await runIn(cwd)).value).toBeUndefined();
  writeFileSync(join(cwd, "catalog/tiny.yaml"), catalogOf([100, 200, 201, 300]));
  const { told } = await runIn(cwd);
  expect(told.filter((one) => !one.startsWith("file-conflicted "))).toEqual([]);
  expect(told.length).toBeGreaterThan(3);
  expect((await runIn(cwd, "check")).told).toEqual([]);
});

test("what a merge left in conflict is named as that, and mended", async () => {
  const cwd = project(ignored);
  await runIn(cwd);
  const [manifest, readme] = ["package.json", "README.md"].map((name) =>
    join(cwd, "generated/tiny", name),
  ) as [string, string];
  const fresh = readFileSync(readme, "utf8");
  for (const path of [manifest, readme]) {
    const text = readFileSync(path, "utf8");
    writeFileSync(path, `${text}<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> other\n`);
  }
  const { told, diagnostics } = await runIn(cwd);
  expect(told).toEqual(
    ["package.json", "README.md"].map(
      (name) =>
        `file-conflicted A merge left the generated file "generated/tiny/${name}" in conflict; it is replaced.`,
    ),
  );
  expect(diagnostics.map(({ severity }) => severity)).toEqual(["warning", "warning"]);
  expect(readFileSync(readme, "utf8")).toBe(fresh);
  expect((await runIn(cwd, "check")).told).toEqual([]);
});

test("line ends of Windows are said to be all that differs, and how Git keeps them away", async () => {
  const cwd = project(ignored);
  await git(cwd, "init", "-q", "-b", "main");
  await runIn(cwd);
  await commitAll(cwd, "main");
  const clone = newFolder();
  await git(clone, "-c", "core.autocrlf=true", "clone", "-q", cwd, ".");
  const { told, value, diagnostics } = await runIn(clone, "check");
  expect(told).toEqual([
    expect.stringMatching(
      /^file-line-ends The generated file "generated\/tiny\/\.faultbook\.json" and \d+ more differs in its line ends alone\.$/,
    ),
  ]);
  expect(diagnostics[0]?.help).toContain('"generated/** text eol=lf" to .gitattributes');
  expect(value?.diff).toBe("");
  // What differs in more than that is reported beside it.
  edit(join(clone, "generated/tiny/src/codes.ts"), "30014", "30015");
  expect((await runIn(clone, "check")).told.map((one) => one.split(" ")[0])).toEqual([
    "file-line-ends",
    "generated/tiny/src/codes.ts:8:24",
  ]);
  await runIn(clone);
  expect((await runIn(clone, "check")).told).toEqual([]);
  const path = join(clone, "generated/tiny/src/codes.ts");
  writeFileSync(path, readFileSync(path, "utf8").replaceAll("\n", "\r\n"));
  expect((await runIn(clone)).told, "nobody edited it").toEqual([]);
  writeFileSync(join(clone, ".gitattributes"), "generated/** text eol=lf\n");
  await commitAll(clone, "attributes");
  rmSync(join(clone, "generated/tiny/src"), { recursive: true });
  await git(clone, "-c", "core.autocrlf=true", "checkout", "-q", "--", ".");
  expect((await runIn(clone, "check")).told).toEqual([]);
});

const manifestOf = (cwd: string, name = "tiny") => join(cwd, "generated", name, "package.json");

test("a version that another tool raised stays with `keep`, and is never lowered without it", async () => {
  const cwd = project(ignored);
  await runIn(cwd);
  edit(manifestOf(cwd), '"version": "1.0.0"', '"version": "1.1.0"');
  const refused = await runIn(cwd);
  expect(refused.told).toEqual([
    'catalog/tiny.yaml:3:10 version-lowered The package "generated/tiny/package.json" has the version 1.1.0, and would get 1.0.0.',
  ]);
  expect(refused.value).toBeUndefined();
  expect((await runIn(cwd, "check")).told).toEqual(refused.told);
  const keeping = config.replace("license: MIT", "license: MIT, version: keep");
  writeFileSync(join(cwd, "faultbook.config.yaml"), keeping);
  expect((await runIn(cwd)).told).toEqual([]);
  expect(readFileSync(manifestOf(cwd), "utf8")).toContain('"version": "1.1.0"');
  edit(join(cwd, "catalog/tiny.yaml"), "version: 1.0.0", "version: 2.0.0");
  await runIn(cwd);
  expect(readFileSync(manifestOf(cwd), "utf8")).toContain('"version": "1.1.0"');
  writeFileSync(join(cwd, "faultbook.config.yaml"), config);
  await runIn(cwd);
  expect(readFileSync(manifestOf(cwd), "utf8")).toContain('"version": "2.0.0"');
});

test("so it is for one package of several catalogs, whose version is a sum", async () => {
  const joined = "output: generated\n".replace(
    "output: generated",
    "outputs: [{ path: generated/all, joined: {}, emitters: { package: {} } }]",
  );
  const cwd = project({ "faultbook.config.yaml": joined });
  await runIn(cwd);
  edit(manifestOf(cwd, "all"), '"version": "1.0.0"', '"version": "1.0.1-beta.2"');
  expect((await runIn(cwd)).told).toEqual([
    'version-lowered The package "generated/all/package.json" has the version 1.0.1-beta.2, and would get 1.0.0.',
  ]);
  const keeping = joined.replace("package: {}", "package: { version: keep }");
  writeFileSync(join(cwd, "faultbook.config.yaml"), keeping);
  await runIn(cwd);
  expect(readFileSync(manifestOf(cwd, "all"), "utf8")).toContain('"version": "1.0.1-beta.2"');
});

test("a package is packed only if what is built is what the last run left", async () => {
  const config = "outputs: [{ path: generated }, { path: generated/all, joined: {} }]\n";
  const cwd = project({ "faultbook.config.yaml": config });
  await runIn(cwd);
  const packed = async (name: string) => {
    const said = await run(process.execPath, ["prepack.mjs"], join(cwd, "generated", name));
    return [said.code, said.stderr];
  };
  const refused = (reason: string) => [
    1,
    `This package cannot be packed: ${reason}. Run "faultbook generate", then pack it again.\n`,
  ];
  for (const name of ["tiny", "all"]) {
    expect(await packed(name)).toEqual([0, ""]);
    const manifest = JSON.parse(readFileSync(manifestOf(cwd, name), "utf8"));
    expect(manifest.scripts).toEqual({ prepack: "node prepack.mjs" });
    expect(manifest.files).not.toContain("prepack.mjs");
    const source = join(cwd, "generated", name, "src/index.ts");
    const text = readFileSync(source, "utf8");
    writeFileSync(source, `${text}// pulled\n`);
    expect(await packed(name)).toEqual(refused('"src/index.ts" is not what the last run left'));
    writeFileSync(source, text);
    writeFileSync(join(cwd, "generated", name, "src/new.ts"), "");
    expect(await packed(name)).toEqual(refused('"src/new.ts" is not what the last run left'));
    rmSync(join(cwd, "generated", name, "src/new.ts"));
    rmSync(join(cwd, "generated", name, "dist/index.js"));
    expect(await packed(name)).toEqual(refused('"dist/index.js" is not what the last run left'));
    rmSync(join(cwd, "generated", name, "dist"), { recursive: true });
    expect(await packed(name)).toEqual(refused('"dist/" is missing'));
    await runIn(cwd);
    rmSync(join(cwd, name === "tiny" ? "generated" : "generated/all", ".faultbook"), {
      recursive: true,
    });
    expect(await packed(name)).toEqual(
      refused('no run of "faultbook generate" has left a record of "dist/"'),
    );
  }
});

const licensed = (more: string) =>
  `emitters: { openapi: false, markdown: false, package: { scope: "@acme", ${more} } }\n`;
const licenseIn = (cwd: string) => readFileSync(join(cwd, "generated/tiny/LICENSE"), "utf8");

test.each([
  ["MIT", /^MIT License\n\nCopyright \(c\) Acme API team\n\nPermission is hereby granted/],
  [
    "ISC",
    /^ISC License:\n\nCopyright \(c\) Acme API team\n\nPermission [\s\S]*"AS IS" AND THE AUTHOR/,
  ],
  ["0BSD", /^Copyright \(c\) Acme API team\n\nPermission to use/],
  ["BSD-2-Clause", /^Copyright \(c\) Acme API team\n\nRedistribution and use/],
  ["BSD-3-Clause", /^Copyright \(c\) Acme API team\n\nRedistribution and use/],
  ["Apache-2.0", /^Apache License\nVersion 2\.0, January 2004\n/],
  ["MPL-2.0", /^Mozilla Public License Version 2\.0\n/],
])("the licence %s is a file, which names the author and no year", async (license, text) => {
  const author = "author: 'Acme API team <api@example.com> (https://example.com)'";
  const cwd = project({ "faultbook.config.yaml": licensed(`license: ${license}, ${author}`) });
  expect((await runIn(cwd)).told).toEqual([]);
  expect(licenseIn(cwd)).toMatch(text);
  expect(licenseIn(cwd)).not.toMatch(/<year>|YEAR|<owner>|<copyright|Internet S\w+ Consortium/);
  expect((await runIn(cwd, "check")).told).toEqual([]);
});

test("a licence that is not common has no file, and one that a person wrote stays", async () => {
  const name = "faultbook.config.yaml";
  const cwd = project({ [name]: licensed("license: UNLICENSED") });
  const path = join(cwd, "generated/tiny/LICENSE");
  await runIn(cwd);
  expect(existsSync(path)).toBe(false);
  writeFileSync(path, "Mine.\n");
  writeFileSync(join(cwd, name), licensed("license: MIT"));
  expect((await runIn(cwd)).told).toEqual([]);
  expect((await runIn(cwd, "check")).told).toEqual([]);
  expect(licenseIn(cwd)).toBe("Mine.\n");
  rmSync(path);
  await runIn(cwd);
  expect(licenseIn(cwd)).toContain("Copyright (c) the authors of @acme/tiny\n");
  // The generated one goes with its reason.
  writeFileSync(join(cwd, name), licensed("license: (MIT OR Apache-2.0)"));
  expect((await runIn(cwd)).told).toEqual([]);
  expect(existsSync(path)).toBe(false);
});

test("package.json says where in the repository its package is", async () => {
  const url = "https://git.example.com/acme.git";
  const outputs = "outputs: [{ path: out/each }, { path: ./out/all/, joined: {} }]\n";
  const more = `license: MIT, repository: "${url}", directory: ./packages/errors`;
  const cwd = project({ "faultbook.config.yaml": `${licensed(more)}${outputs}` });
  expect((await runIn(cwd)).told).toEqual([]);
  const placeOf = (path: string) =>
    JSON.parse(readFileSync(join(cwd, path, "package.json"), "utf8")).repository;
  const place = { type: "git", url };
  expect(placeOf("out/each/tiny")).toEqual({
    ...place,
    directory: "packages/errors/out/each/tiny",
  });
  expect(placeOf("out/all")).toEqual({ ...place, directory: "packages/errors/out/all" });
  const bare = project({ "faultbook.config.yaml": licensed(`repository: "${url}", directory: .`) });
  await runIn(bare);
  const manifest = JSON.parse(readFileSync(manifestOf(bare), "utf8"));
  expect(manifest.repository).toEqual({ ...place, directory: "generated/tiny" });
});
