// What a run remembers: nothing changed means nothing done, and whatever changed is seen.

import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { type GenerateResult, generate } from "../../generator/index.ts";
import { projectFile, temporaryFolder, writeFiles } from "../helpers.ts";

const tiny = projectFile("test/cases/smallest/catalog/tiny.yaml");
let projects = 0;
let cwd = "";

beforeEach(() => {
  cwd = join(temporaryFolder(), `cache-${projects++}`);
  writeFiles(cwd, [
    ["catalog/tiny.yaml", tiny],
    ["faultbook.config.yaml", "{}\n"],
  ]);
  mkdirSync(join(cwd, "node_modules"));
});

async function run(mode: "write" | "check" = "write"): Promise<GenerateResult> {
  const { value, diagnostics } = await generate({ cwd, mode });
  if (mode === "write") expect(diagnostics).toEqual([]);
  return value as GenerateResult;
}

const cache = () => join(cwd, "node_modules/.cache/faultbook");

/** Makes what is remembered tell lies that only a run which trusts it would repeat. */
function lie(): void {
  const [name = ""] = readdirSync(cache());
  const stored = JSON.parse(readFileSync(join(cache(), name), "utf8")) as { result: object };
  writeFileSync(
    join(cache(), name),
    JSON.stringify({ ...stored, result: { ...stored.result, definitions: 77 } }),
  );
}

test("a run after which nothing changed is remembered, and says what the next one would", async () => {
  const first = await run();
  expect(first.created).toBeGreaterThan(30);
  lie();
  const second = await run();
  expect(second).toEqual({
    ...first,
    created: 0,
    kept: first.created,
    outputs: [{ ...first.outputs[0], created: 0, kept: first.created }],
    changes: [],
    definitions: 77,
  });
});

describe("it is not trusted", () => {
  const edited = (path: string) =>
    writeFileSync(join(cwd, path), `${readFileSync(join(cwd, path), "utf8")}\n`);
  test.each([
    ["with an edited catalog", () => edited("catalog/tiny.yaml")],
    ["with another configuration", () => edited("faultbook.config.yaml")],
    [
      "with a catalog more",
      () => writeFileSync(join(cwd, "catalog/more.yaml"), tiny.replace("id: tiny", "id: more")),
    ],
    ["with an output that is gone", () => rmSync(join(cwd, "generated/tiny/README.md"))],
    [
      "with an output of dist that is gone",
      () => rmSync(join(cwd, "generated/tiny/dist/index.js")),
    ],
    [
      "with an output that somebody touched",
      () => utimesSync(join(cwd, "generated/tiny/README.md"), 1, 1),
    ],
    [
      "with a package more that no catalog makes",
      () => cpSync(join(cwd, "generated/tiny"), join(cwd, "generated/gone"), { recursive: true }),
    ],
    [
      "with an unfinished run",
      () => writeFileSync(join(cwd, "generated/.faultbook-journal.json"), "{}"),
    ],
    [
      "where it cannot be read",
      () => writeFileSync(join(cache(), readdirSync(cache())[0] ?? ""), "{"),
    ],
  ])("%s", async (_, change) => {
    await run();
    lie();
    change();
    const { value } = await generate({ cwd, mode: "write" });
    expect(value?.definitions).not.toBe(77);
  });

  test("by a check", async () => {
    await run();
    lie();
    expect((await run("check")).definitions).toBe(1);
  });
});

describe("a configuration with templates", () => {
  const parts = [
    [
      "faultbook.config.yaml",
      "emitters: { template: [{ template: t.hbs, path: own.md, partials: { p: p.hbs } }] }\n",
    ],
    ["t.hbs", "{{> p}}\n"],
    ["p.hbs", "{{catalog.title}}\n"],
  ] as const;

  test.each(parts.map(([path]) => path))("is not trusted with another %s", async (path) => {
    writeFiles(cwd, parts);
    await run();
    lie();
    expect((await run()).definitions).toBe(77);
    writeFileSync(join(cwd, path), `${readFileSync(join(cwd, path), "utf8")}\n`);
    expect((await run()).definitions).toBe(1);
  });
});

test("a package that comes back is deleted, as no catalog makes it", async () => {
  writeFiles(cwd, [["catalog/gone.yaml", tiny.replace("id: tiny", "id: gone")]]);
  await run();
  cpSync(join(cwd, "generated/gone"), join(cwd, "copy"), { recursive: true });
  rmSync(join(cwd, "catalog/gone.yaml"));
  await run();
  cpSync(join(cwd, "copy"), join(cwd, "generated/gone"), { recursive: true });
  // Its dist/ is known to no state and no manifest any more.
  expect((await run()).deleted).toBeGreaterThan(10);
  expect((await run("check")).changes).toEqual([]);
});

test("a catalog that appears while a run is at work is seen by the next one", async () => {
  const more = tiny.replace("id: tiny", "id: more");
  const onProgress = () => writeFiles(cwd, [["catalog/more.yaml", more]]);
  const { value } = await generate({ cwd, mode: "write", onProgress });
  expect(value?.catalogs).toBe(1);
  expect((await run()).catalogs).toBe(2);
});

test("a byte order mark is no change", async () => {
  writeFileSync(join(cwd, "catalog/tiny.yaml"), `\ufeff${tiny}`);
  await run();
  lie();
  expect((await run()).definitions).toBe(77);
});

test.each([
  ["a file in the place of the output folder", "generated", "output-not-a-folder"],
  ["a file in the place of a folder of a package", "generated/tiny/src", "output-not-a-folder"],
  ["a file in the place of dist", "generated/tiny/dist", "output-not-a-folder"],
])("%s is told, though the last run was another", async (_, path, code) => {
  await run();
  rmSync(join(cwd, path), { recursive: true });
  writeFileSync(join(cwd, path), "");
  const { diagnostics } = await generate({ cwd, mode: "write" });
  expect(diagnostics.map((one) => one.code)).toContain(code);
});

test.each(["generated", "node_modules", "faultbook.config.yaml"])(
  "%s as a link to itself is told, and no bug",
  async (path) => {
    await run();
    rmSync(join(cwd, path), { recursive: true });
    symlinkSync(path, join(cwd, path));
    const { value, diagnostics } = await generate({ cwd, mode: "write" });
    if (path === "node_modules") expect(value?.kept).toBeGreaterThan(30);
    else expect(diagnostics.length).toBeGreaterThan(0);
  },
);

test.each(["faultbook.config.yaml/x", "x".repeat(300)])(
  "the configuration %s is told",
  async (config) => {
    const { diagnostics } = await generate({ cwd, config, mode: "write" });
    expect(diagnostics).toHaveLength(1);
  },
);

test("a run with something to warn of is not remembered, and warns again", async () => {
  writeFiles(cwd, [["catalog/tiny.yaml", `${tiny}scopes: [unused]\n`]]);
  for (const _ of [1, 2]) {
    const { diagnostics } = await generate({ cwd, mode: "write" });
    expect(diagnostics.map(({ code }) => code)).toEqual(["unused"]);
  }
});

test("without a node_modules folder nothing is kept", async () => {
  rmSync(join(cwd, "node_modules"), { recursive: true });
  await run();
  expect(existsSync(join(cwd, "node_modules"))).toBe(false);
});
