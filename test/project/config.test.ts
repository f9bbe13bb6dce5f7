// The configuration: its defaults, its faults, and finding it and the catalogs that it names.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseConfig } from "../../generator/project/config.ts";
import { openProject } from "../../generator/project/project.ts";
import { asLine } from "../helpers.ts";

const emitters = {
  typescript: { enumStyle: "enum", aliases: {}, importExtension: ".js", formats: ["esm"] },
  openapi: {
    version: "3.1.0",
    extensions: "minimal",
    overlay: false,
    names: { schema: "{prefix}{name}", response: "{prefix}{name}" },
  },
  json: {},
  site: false,
  markdown: {},
  package: { license: "UNLICENSED", keywords: [], formats: ["esm"], version: "catalog" },
  custom: [],
  template: [],
};
const oneFolder = {
  path: "generated",
  places: { path: "/output", catalogs: "", name: "" },
  outside: false,
  joined: false,
  emitters,
};
const releases = { retired: [], steps: {} };
const locales = { incomplete: "off", language: "en", words: {} };
const defaults = {
  catalogs: ["catalog"],
  outputs: [oneFolder],
  specs: [],
  locales,
  scan: { ignore: [], classes: {}, from: {} },
  releases,
  emitters,
};

/** The whole configuration with other options, for all and in its one output. */
const withEmitters = (changed: object) => {
  const both = { ...emitters, ...changed };
  return { ...defaults, emitters: both, outputs: [{ ...oneFolder, emitters: both }] };
};

describe("a configuration", () => {
  const check = (text: string, expected: object): void =>
    test(JSON.stringify(text), async () => {
      const { value, diagnostics } = await parseConfig({ path: "c.yaml", text });
      expect(diagnostics).toEqual([]);
      expect(value?.config).toEqual(expected);
    });
  check("{}\n", defaults);
  check('{ "$schema": "./x.json" }', defaults);
  check("catalogs: a.yaml\n", { ...defaults, catalogs: ["a.yaml"] });
  check("catalogs: [b, ../a]\noutput: ./out//here/\n", {
    ...defaults,
    catalogs: ["b", "../a"],
    outputs: [{ ...oneFolder, path: "out/here" }],
  });
  check(
    "emitters: { typescript: false, openapi: false, markdown: false, package: false }\n",
    withEmitters({
      ...{ typescript: false, openapi: false, json: false, markdown: false, package: false },
    }),
  );
  check("emitters: { typescript: false }", withEmitters({ typescript: false }));
  check(
    "emitters: { package: false }",
    withEmitters({
      typescript: { ...emitters.typescript, formats: [] },
      json: false,
      package: false,
    }),
  );
  check(
    "emitters: { typescript: { importExtension: none }, package: { formats: [cjs, esm] } }",
    withEmitters({
      typescript: { ...emitters.typescript, importExtension: "none", formats: ["cjs", "esm"] },
      package: { ...emitters.package, formats: ["cjs", "esm"] },
    }),
  );
  check(
    "emitters: { openapi: { version: 3.2.0, names: { schema: 'x{name}' } } }",
    withEmitters({
      openapi: {
        ...emitters.openapi,
        version: "3.2.0",
        names: { schema: "x{name}", response: "{prefix}{name}" },
      },
    }),
  );
  check(
    "emitters:\n  typescript: { enumStyle: const }\n  openapi: {}\n  package: { scope: '@a', keywords: [k] }\n",
    withEmitters({
      typescript: { ...emitters.typescript, enumStyle: "const", importExtension: ".ts" },
      package: { ...emitters.package, scope: "@a", keywords: ["k"] },
    }),
  );
});

test("an option of an earlier version is reported with what to write instead", async () => {
  const text = "outputs:\n  - path: a\n    emitters: { errors: false, html: {} }\n";
  const { diagnostics } = await parseConfig({ path: "c.yaml", text });
  expect(diagnostics.map(asLine)).toEqual([
    'c.yaml:3:25 option-removed "emitters.errors" is no longer an option.',
    'c.yaml:3:32 unknown-property "html" is not a property of "emitters".',
  ]);
  expect(diagnostics[0]?.help).toContain('"joined: {}" under "outputs"');
});

describe("the outputs of a configuration", () => {
  const check = (title: string, text: string, expected: readonly object[]): void =>
    test(title, async () => {
      const { value, diagnostics } = await parseConfig({ path: "c.yaml", text });
      expect(diagnostics).toEqual([]);
      expect(value?.config.outputs).toEqual(expected);
    });
  const folder = (index: number, path: string) => ({
    ...oneFolder,
    path,
    places: {
      path: `/outputs/${index}/path`,
      catalogs: `/outputs/${index}/catalogs`,
      name: `/outputs/${index}/joined/name`,
    },
  });
  check(
    "have catalogs, a form, and the general options where they say nothing",
    "outputs: [{ path: b, catalogs: [x, y] }, { path: ./a/, joined: {} }]\n",
    [
      { ...folder(0, "b"), catalogs: ["x", "y"] },
      { ...folder(1, "a"), joined: { name: "errors" } },
    ],
  );
  check(
    "say their own options one by one over the general ones",
    `emitters: { openapi: { version: 3.0.3, names: { schema: "S{name}" } }, markdown: false, package: { scope: "@a", license: MIT } }
outputs:
  - { path: p, emitters: { openapi: { names: { response: "R{name}" } }, package: { scope: "@b" } } }
  - { path: q, emitters: { openapi: false, markdown: {}, typescript: { enumStyle: const } } }
  - { path: r, joined: { version: 1.0.0 } }
  - { path: s, joined: { name: x }, emitters: { package: false } }
`,
    [
      {
        ...folder(0, "p"),
        emitters: {
          ...emitters,
          openapi: {
            ...emitters.openapi,
            version: "3.0.3",
            names: { schema: "S{name}", response: "R{name}" },
          },
          markdown: false,
          package: { ...emitters.package, scope: "@b", license: "MIT" },
        },
      },
      {
        ...folder(1, "q"),
        emitters: {
          ...emitters,
          typescript: { ...emitters.typescript, enumStyle: "const", importExtension: ".ts" },
          openapi: false,
          markdown: {},
          package: { ...emitters.package, scope: "@a", license: "MIT" },
        },
      },
      {
        ...folder(2, "r"),
        joined: { name: "@a/errors", version: "1.0.0" },
        emitters: {
          ...emitters,
          openapi: {
            ...emitters.openapi,
            version: "3.0.3",
            names: { schema: "S{name}", response: "{prefix}{name}" },
          },
          markdown: false,
          package: { ...emitters.package, scope: "@a", license: "MIT" },
        },
      },
      {
        ...folder(3, "s"),
        joined: { name: "x" },
        emitters: {
          ...emitters,
          typescript: { ...emitters.typescript, formats: [] },
          openapi: {
            ...emitters.openapi,
            version: "3.0.3",
            names: { schema: "S{name}", response: "{prefix}{name}" },
          },
          markdown: false,
          json: false,
          package: false,
        },
      },
    ],
  );
});

test("a configuration with emitters and templates of its own has them with their defaults", async () => {
  const text =
    "emitters:\n  custom: [{ module: ./a.mjs, options: { n: 1 } }]\n  template: [{ template: a.hbs, path: a.md }]\n";
  const { value } = await parseConfig({ path: "c.yaml", text });
  expect(value?.config.emitters).toEqual({
    ...emitters,
    custom: [{ module: "./a.mjs", options: { n: 1 } }],
    template: [{ template: "a.hbs", path: "a.md", scope: "catalog", partials: {}, options: {} }],
  });
});

describe("a faulty configuration is told", () => {
  const check = (text: string, ...expected: readonly string[]): void =>
    test(JSON.stringify(text), async () => {
      const { value, diagnostics } = await parseConfig({ path: "c", text });
      expect(value).toBeUndefined();
      expect(diagnostics.map(asLine)).toEqual(expected);
    });
  const unknown = (name: string, owner: string, meant?: string): string =>
    `unknown-property "${name}" is not a property of ${owner}.${meant === undefined ? "" : ` Did you mean "${meant}"?`}`;
  check("", "c:1:1 yaml-empty The file is empty.");
  check("# nothing\n", "c:1:1 yaml-empty The file is empty.");
  check("- a\n", "c:1:1 wrong-type The configuration must be a map, and this is a list.");
  check("catalog: a\n", `c:1:1 ${unknown("catalog", "the configuration", "catalogs")}`);
  check(
    "output: a\noutput: b\n",
    'c:2:1 yaml-duplicate-key The key "output" is given twice in one map.',
  );
  check("catalogs: []\n", 'c:1:11 out-of-bounds "catalogs" must not be empty.');
  check("catalogs: /etc\n", 'c:1:11 bad-form "/etc" does not have the form of "catalogs".');
  check(
    "catalogs: [a, a]\n",
    'c:1:15 duplicate-item The list "catalogs" holds the same value twice, at positions 1 and 2.',
  );
  check(
    "catalogs: [a, 1]\n",
    'c:1:15 wrong-type Item 2 of "catalogs" must be a text, and this is the number 1.',
  );
  check("output: C:out\n", 'c:1:9 bad-form "C:out" does not have the form of "output".');
  check("output: a\\b\n", 'c:1:9 bad-form "a\\b" does not have the form of "output".');
  check("output:\n", 'c:1:7 wrong-type "output" must be a text, and this is empty (null).');
  check(
    "output: a\noutputs: [{ path: b }]\n",
    'c:1:9 output-said-twice "output" and "outputs" exclude each other.',
  );
  check("outputs: []\n", 'c:1:10 out-of-bounds "outputs" must not be empty.');
  check(
    "outputs: [{ path: a }, { path: a }]\n",
    'c:1:24 duplicate-item The list "outputs" holds the same value twice, at positions 1 and 2.',
  );
  check(
    "outputs: [{ catalogs: [a] }]\n",
    'c:1:11 missing-property Item 1 of "outputs" needs the property "path".',
  );
  check(
    "outputs: [{ path: a, joined: { name: A/b } }]\n",
    'c:1:38 bad-form "A/b" does not have the form of "name".',
  );
  check(
    "outputs: [{ path: ../a }, { path: b }, { path: b/../../c }]\n",
    'c:1:19 path-outside The output folder "../a" is not below the folder of the configuration.',
    'c:1:48 path-outside The output folder "b/../../c" is not below the folder of the configuration.',
  );
  check("emitters: []\n", 'c:1:11 wrong-type "emitters" must be a map, and this is a list.');
  check("emitters: { opnapi: {} }\n", `c:1:13 ${unknown("opnapi", '"emitters"', "openapi")}`);
  check(
    "emitters: { openapi: true }\n",
    'c:1:22 wrong-type "openapi" must be false or a map, and this is the boolean true.',
  );
  check(
    "emitters: { openapi: }\n",
    'c:1:20 wrong-type "openapi" must be false or a map, and this is empty (null).',
  );
  check(
    "emitters: { package: [] }\n",
    'c:1:22 wrong-type "package" must be false or a map, and this is a list.',
  );
  check(
    "emitters: { typescript: no }\n",
    'c:1:25 wrong-type "typescript" must be false or a map, and this is the text "no".',
  );
  check(
    "emitters: { openapi: { versions: 3.1.0 } }\n",
    `c:1:24 ${unknown("versions", '"openapi"', "version")}`,
  );
  check(
    "emitters: { openapi: { version: 3.1 } }\n",
    'c:1:33 not-one-of "3.1" is not a value of "version".',
  );
  check(
    "emitters: { typescript: { enumStyle: Const } }\n",
    'c:1:38 not-one-of "Const" is not a value of "enumStyle". Did you mean "const"?',
  );
  check("emitters: { markdown: { toc: 1 } }\n", `c:1:25 ${unknown("toc", '"markdown"')}`);
  check(
    "emitters: { package: { scope: acme, keywords: a } }\n",
    'c:1:31 bad-form "acme" does not have the form of "scope".',
    'c:1:47 wrong-type "keywords" must be a list, and this is the text "a".',
  );
  check(
    "putput: a\nemitters: { html: {} }\ncatalogs: 5\n",
    `c:1:1 ${unknown("putput", "the configuration", "output")}`,
    `c:2:13 ${unknown("html", '"emitters"')}`,
    'c:3:11 wrong-type "catalogs" must be a text or a list, and this is the number 5.',
  );
});

describe("a workspace", () => {
  let cwd = "";
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), "faultbook-config-"));
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));

  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true });
      writeFileSync(join(cwd, path), text);
    }
  };
  const found = async (options: { readonly cwd?: string; readonly config?: string } = {}) => {
    const { value, diagnostics, wrongUse } = await openProject({ cwd, ...options });
    return {
      files: value?.files.map(({ path, text }) => `${path} ${text}`),
      folder: value?.folder,
      faults: diagnostics.map(asLine),
      wrongUse: wrongUse === true,
    };
  };
  const fine = (files: readonly string[], folder = cwd) => ({
    files,
    folder,
    faults: [],
    wrongUse: false,
  });
  const name = "faultbook.config.yaml";

  test("has the catalogs of its folder, sorted, and nothing below it or of another kind", async () => {
    write({
      [name]: "{}",
      "catalog/b.yaml": "b",
      "catalog/a.json": "a",
      "catalog/c.yml": "c",
      "catalog/notes.md": "x",
      "catalog/more/d.yaml": "d",
      "catalog/e.yaml/f.yaml": "x",
    });
    expect(await found()).toEqual(
      fine(["catalog/a.json a", "catalog/b.yaml b", "catalog/c.yml c"]),
    );
  });

  test("has files and folders, each file once, with clean paths", async () => {
    write({
      [name]: "catalogs: [./x/b.yaml, x, ./y/../x/a.yaml, z.txt]",
      "x/a.yaml": "a",
      "x/b.yaml": "b",
      "z.txt": "z",
    });
    expect(await found()).toEqual(fine(["x/a.yaml a", "x/b.yaml b", "z.txt z"]));
  });

  test("may have its catalogs beside the configuration or above it", async () => {
    write({ [`sub/${name}`]: "catalogs: [., ../up]", "sub/a.yaml": "a", "up/b.yaml": "b" });
    const { files } = await found({ cwd: join(cwd, "sub") });
    expect(files).toEqual(["../up/b.yaml b", "a.yaml a"]);
  });

  test("is where its configuration is", async () => {
    write({ "sub/own.yaml": "{}", "sub/catalog/a.yaml": "a", "catalog/b.yaml": "b" });
    expect(await found({ config: "sub/own.yaml" })).toEqual(
      fine(["catalog/a.yaml a"], join(cwd, "sub")),
    );
    expect(await found({ config: "./sub/own.yaml" })).toEqual(
      fine(["catalog/a.yaml a"], join(cwd, "sub")),
    );
    expect(await found({ config: join(cwd, "sub/own.yaml") })).toEqual(
      fine(["catalog/a.yaml a"], join(cwd, "sub")),
    );
  });

  test("is found by each name, the first of them before the others", async () => {
    write({ "faultbook.config.json": '{"catalogs": "j.yaml"}', "j.yaml": "j", "y.yaml": "y" });
    expect((await found()).files).toEqual(["j.yaml j"]);
    write({ "faultbook.config.yml": "catalogs: y.yaml" });
    expect((await found()).files).toEqual(["y.yaml y"]);
  });

  test("is read without a byte order mark", async () => {
    write({ [name]: "\ufeffcatalogs: a.yaml\n", "a.yaml": "\ufeffa" });
    expect((await found()).files).toEqual(["a.yaml a"]);
  });

  const refused = (
    title: string,
    files: Readonly<Record<string, string>>,
    faults: readonly string[],
    wrongUse = true,
  ): void =>
    test(title, async () => {
      write(files);
      expect(await found()).toEqual({ files: undefined, folder: undefined, faults, wrongUse });
    });
  refused("is not looked for anywhere else", { "sub/faultbook.config.yaml": "{}" }, [
    'config-not-found There is no configuration file "faultbook.config.yaml".',
  ]);
  test("is not looked for above the working directory", async () => {
    write({ [name]: "{}", "catalog/a.yaml": "a", "sub/x": "" });
    expect((await found({ cwd: join(cwd, "sub") })).faults).toEqual([
      'config-not-found There is no configuration file "faultbook.config.yaml".',
    ]);
  });
  test("is not looked for under another name than the one that is given", async () => {
    write({ [name]: "{}", "catalog/a.yaml": "a" });
    expect(await found({ config: "other.yaml" })).toMatchObject({
      faults: ['config-not-found There is no configuration file "other.yaml".'],
      wrongUse: true,
    });
  });
  test("is no folder", async () => {
    write({ "sub/x": "" });
    expect(await found({ config: "sub" })).toMatchObject({
      faults: ['file-unreadable The file "sub" cannot be read: it is a folder.'],
      wrongUse: true,
    });
  });
  refused("needs a folder with catalogs", { [name]: "catalogs: [sub]\n", "sub/x.md": "" }, [
    `${name}:1:12 no-catalogs There is no catalog file in "sub".`,
  ]);
  refused(
    "needs every file that it names, and tells all that are missing",
    { [name]: "catalogs:\n  - a.yaml\n  - b.yaml\n", "c.yaml": "" },
    [
      `${name}:2:5 file-not-found The file "a.yaml" does not exist.`,
      `${name}:3:5 file-not-found The file "b.yaml" does not exist.`,
    ],
  );
  test("needs readable text", async () => {
    write({ [name]: "catalogs: [a.yaml, b.yaml]\n" });
    writeFileSync(join(cwd, "a.yaml"), Buffer.from([0x61, 0x0a, 0x62, 0xff, 0x63]));
    writeFileSync(join(cwd, "b.yaml"), Buffer.alloc(32 * 1024 * 1024 + 1, 0x61));
    expect((await found()).faults).toEqual([
      "a.yaml:2:2 file-not-utf8 The file is not valid UTF-8: the byte at offset 3 does not fit.",
      "b.yaml:1:1 file-too-large The file has 33554433 bytes, and 33554432 is the most that is read.",
    ]);
  });
  test("follows a link to a catalog", async () => {
    write({ [name]: "{}", "real.yaml": "a", "catalog/b.yaml": "b" });
    symlinkSync("../real.yaml", join(cwd, "catalog/a.yaml"));
    expect((await found()).files).toEqual(["catalog/a.yaml a", "catalog/b.yaml b"]);
  });
});
