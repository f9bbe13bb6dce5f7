// Configurations that build on others: how they are joined, whose paths mean what, and what is refused.

import { describe, expect, test } from "vitest";
import { openProject } from "../../generator/project/project.ts";
import { newFolder } from "../folders.ts";
import { writeFiles } from "../packages.ts";
import { asLine } from "../told.ts";

type Files = Readonly<Record<string, string>>;

async function open(files: Files, config = "faultbook.config.yaml") {
  const cwd = newFolder();
  writeFiles(cwd, Object.entries({ "catalog/a.yaml": "a", ...files }));
  const { value, diagnostics, wrongUse } = await openProject({ cwd, config });
  return { value, faults: diagnostics.map(asLine), wrongUse };
}

const name = "faultbook.config.yaml";

test("maps are joined key by key, and of lists and texts the later one counts", async () => {
  const { value, faults } = await open({
    [name]: "extends: [./one.yaml, ./two.json]\nemitters: { package: { license: MIT } }\n",
    "one.yaml":
      "output: out\nemitters: { package: { scope: '@one', keywords: [a, b], author: A }, openapi: false }\n",
    "two.json": '{ "emitters": { "package": { "scope": "@two", "keywords": ["c"] } } }',
  });
  expect(faults).toEqual([]);
  expect(value?.config).toMatchObject({
    outputs: [{ path: "out" }],
    emitters: {
      openapi: false,
      package: { scope: "@two", keywords: ["c"], author: "A", license: "MIT" },
    },
  });
});

test("one folder replaces several, and the other way round", async () => {
  const { value, faults } = await open({
    [name]: "extends: ./sub/several.yaml\noutput: one\n",
    "sub/several.yaml": "extends: ../one.yaml\noutputs: [{ path: ../a }, { path: b }]\n",
    "one.yaml": "output: x\n",
  });
  expect(faults).toEqual([]);
  expect(value?.config.outputs.map(({ path }) => path)).toEqual(["one"]);
  const other = await open({
    [name]: "extends: ./sub/several.yaml\n",
    "sub/several.yaml": "extends: ../one.yaml\noutputs: [{ path: ../a }, { path: b }]\n",
    "one.yaml": "output: x\n",
  });
  expect(other.value?.config.outputs.map(({ path }) => path)).toEqual(["a", "sub/b"]);
});

test("what is switched off may be switched on again, and the other way round", async () => {
  const { value } = await open({
    [name]: "extends: ./one.yaml\nemitters: { openapi: { version: 3.2.0 }, markdown: false }\n",
    "one.yaml": "emitters: { openapi: false, markdown: {} }\n",
  });
  expect(value?.config.emitters).toMatchObject({ openapi: { version: "3.2.0" }, markdown: false });
});

test("paths in a file are relative to it, and stay so through several files", async () => {
  const { value, faults } = await open(
    {
      "app/faultbook.config.yaml": "extends: ../shared/deep/base.yaml\n",
      "shared/deep/base.yaml":
        "extends: ../more.yaml\ncatalogs: [../catalog, ./own.yaml]\noutput: ../../app/out\n",
      "shared/deep/own.yaml": "o",
      "shared/catalog/b.yaml": "b",
      "shared/more.yaml": [
        "specs: [{ path: api.yaml, fragment: 'x/{id}.yaml' }, { path: b.yaml, fragment: 'https://a.b/{id}' }]",
        "emitters:",
        "  custom: [{ module: ./e.mjs }]",
        "  template: [{ template: t.hbs, path: 'docs/a.md', partials: { row: parts/row.hbs } }]",
      ].join("\n"),
      "shared/t.hbs": "",
      "shared/e.mjs": "",
    },
    "app/faultbook.config.yaml",
  );
  expect(faults).toEqual([]);
  expect(value?.files.map(({ path }) => path)).toEqual([
    "../shared/catalog/b.yaml",
    "../shared/deep/own.yaml",
  ]);
  const { outputs, specs, emitters } = value?.config ?? {};
  expect(outputs?.map(({ path }) => path)).toEqual(["out"]);
  expect(specs).toMatchObject([
    { path: "../shared/api.yaml", fragment: "../shared/x/{id}.yaml" },
    { path: "../shared/b.yaml", fragment: "https://a.b/{id}" },
  ]);
  expect(emitters?.custom).toEqual([{ module: "../shared/e.mjs" }]);
  expect(emitters?.template).toMatchObject([
    {
      template: "../shared/t.hbs",
      path: "docs/a.md",
      partials: { row: "../shared/parts/row.hbs" },
    },
  ]);
});

describe("a package", () => {
  const base =
    "catalogs: catalog\noutput: out\nemitters: { custom: [{ module: ./e.mjs }, { module: dep }] }\n";

  test("means the project by its paths, and itself by what it ships", async () => {
    const { value, faults } = await open({
      [name]: 'extends: "@acme/config"\n',
      "node_modules/@acme/config/package.json": '{ "main": "lib/base.yaml" }',
      "node_modules/@acme/config/lib/base.yaml": base,
      "node_modules/@acme/config/node_modules/dep/package.json": '{ "main": "d.mjs" }',
      "node_modules/@acme/config/node_modules/dep/d.mjs": "",
    });
    expect(faults).toEqual([]);
    expect(value?.config).toMatchObject({ catalogs: ["catalog"], outputs: [{ path: "out" }] });
    expect(value?.config.emitters.custom.map(({ module }) => module)).toEqual([
      "./node_modules/@acme/config/lib/e.mjs",
      "./node_modules/@acme/config/node_modules/dep/d.mjs",
    ]);
  });

  const manifests: Files = {
    "a path in it": '{ "exports": { "./x.yaml": "./base.yaml" } }',
    "an export of one condition": '{ "exports": { "./x.yaml": { "import": "./base.yaml" } } }',
    "exports with conditions inside": `{ "exports": { "./x.yaml": { "types": "./x.d.ts", "node": { "default": "./base.yaml" } } } }`,
  };
  test.each(Object.entries(manifests))("is found by %s", async (_, manifest) => {
    const { value, faults } = await open({
      [name]: "extends: acme/x.yaml\n",
      "node_modules/acme/package.json": manifest,
      "node_modules/acme/base.yaml": "output: from-package\n",
    });
    expect(faults).toEqual([]);
    expect(value?.config.outputs[0]?.path).toBe("from-package");
  });

  test("is looked for from the file that names it", async () => {
    const { value } = await open({
      [name]: "extends: ./sub/base.yaml\n",
      "sub/base.yaml": "extends: acme\n",
      "sub/node_modules/acme/package.json": '{ "main": "base.yaml" }',
      "sub/node_modules/acme/base.yaml": "output: inner\n",
    });
    // Its paths mean the project of the file that names it.
    expect(value?.config.outputs[0]?.path).toBe("sub/inner");
  });
});

describe("it is told", () => {
  const check = (title: string, files: Files, ...expected: readonly string[]): void =>
    test(title, async () => {
      const { value, faults, wrongUse } = await open(files);
      expect(value).toBeUndefined();
      expect(wrongUse).toBe(true);
      expect(faults).toEqual(expected);
    });
  check(
    "in its own file what is wrong with a file",
    { [name]: "extends: ./sub/one.yaml\n", "sub/one.yaml": "output: a\nemitters: { html: {} }\n" },
    'sub/one.yaml:2:13 unknown-property "html" is not a property of "emitters".',
  );
  check(
    "of all files at once",
    {
      [name]: "extends: [./one.yaml, ./two.yaml]\n",
      "one.yaml": "output: 1\n",
      "two.yaml": "output: [\n",
    },
    'one.yaml:1:9 wrong-type "output" must be a text, and this is the number 1.',
    expect.stringMatching(/^two.yaml:1:9 yaml-syntax /) as unknown as string,
  );
  check(
    "that a file is missing",
    { [name]: "extends:\n  - ./none.yaml\n" },
    `${name}:2:5 file-not-found The file "none.yaml" does not exist.`,
  );
  check(
    "that a package is missing",
    { [name]: 'extends: "@acme/none"\n' },
    `${name}:1:10 extends-unresolved There is no configuration "@acme/none" to build on: no such package is installed, or it has no such file.`,
  );
  check(
    "that a package is part of Node.js",
    { [name]: "extends: fs\n" },
    `${name}:1:10 extends-unresolved There is no configuration "fs" to build on: it is a part of Node.js.`,
  );
  check(
    "that a file builds on itself",
    {
      [name]: "extends: ./one.yaml\n",
      "one.yaml": `extends: [./two.yaml]\n`,
      "two.yaml": `extends: ./${name}\n`,
    },
    `two.yaml:1:10 extends-cycle The configuration "./${name}" builds on itself.`,
  );
  check(
    "that there are too many, one on the other",
    {
      [name]: "extends: ./0.yaml\n",
      ...Object.fromEntries(
        Array.from({ length: 21 }, (_, i) => [`${i}.yaml`, `extends: ./${i + 1}.yaml\n`]),
      ),
    },
    "19.yaml:1:10 extends-deep Configurations build on each other more than 20 deep.",
  );
  check(
    "that data runs no code",
    { [name]: "extends: ./one.mjs\n", "one.mjs": "globalThis.ran = true;\n" },
    `${name}:1:10 extends-code A data file cannot build on "./one.mjs", which is a module.`,
  );
  check(
    "where a path of a file leads, in that file",
    { [name]: "extends: ./sub/one.yaml\n", "sub/one.yaml": "output: ../../x\n" },
    'sub/one.yaml:1:9 path-outside The output folder "../x" is not below the folder of the configuration.',
  );
});

test("the same file may be built on twice", async () => {
  const { faults } = await open({
    [name]: "extends: [./one.yaml, ./two.yaml]\n",
    "one.yaml": "extends: ./base.yaml\n",
    "two.yaml": "extends: ./base.yaml\n",
    "base.yaml": "output: x\n",
  });
  expect(faults).toEqual([]);
});
