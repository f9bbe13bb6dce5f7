// What people and merges do to a description: forged ledgers, marks by hand, names that clash, rules without effect, and references in circles or to the web.

import { describe, expect, test } from "vitest";
import { dataOf, fixture, type SyncFolder, shopFiles, specName, syncFolder } from "./folder.ts";

const problem = '{ $ref: "#/components/schemas/Problem" }';
const text = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /things:
    get:
      operationId: listThings
      responses:
        "200": { description: Things. }
        "404":
          description: Written by hand.
          content: { application/json: { schema: ${problem} } }
  /orders:
    post:
      operationId: createOrder
      responses:
        "201": { description: An order. }
components:
  schemas:
    Pet: { type: object }
    Problem: { type: object }
`;
const ways = ["keep", "schema", "replace"] as const;
const rule = (existing: string) => [{ for: "all", errors: { status: [404, 409] }, existing }];

/** Returns what is hand-written of a description: all without what carries a mark, refers to what does, or is the ledger. */
function handWritten(of: string): unknown {
  const clean = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    const entries = Object.entries(value).flatMap(([key, inner]) => {
      const { "x-faultbook": mark, $ref = "" } = Object(inner);
      const isOurs = mark !== undefined || /\/Shop\w+$/.test($ref);
      return key === "x-faultbook" || isOurs ? [] : [[key, clean(inner)] as const];
    });
    // Without the ledger nobody knows who made an empty map.
    return Object.fromEntries(
      entries.filter(([, inner]) => inner !== null && JSON.stringify(inner) !== "{}"),
    );
  };
  return clean(dataOf(of));
}

/** Syncs in a way, and checks that a fault writes nothing. */
async function tried(folder: SyncFolder, mode: "write" | "remove") {
  const before = folder.read();
  const outcome = await folder.sync(mode);
  if (/^error/m.test(outcome.text)) expect(folder.read()).toBe(before);
  return outcome;
}

const place = "#/paths/~1things/get/responses/404";
const inner = `${place}/content/application~1json/schema`;
const forged: Readonly<Record<string, string>> = {
  "catalogs that are no map": "catalogs: 3",
  "no catalogs": "operations: true",
  "catalogs of another project": "catalogs: { theirs: 1.0.0 }",
  "places that are no list": "catalogs: { shop: 1.0.0 }\n  owned: yes\n  created: { a: b }",
  "places of hand-written components":
    'catalogs: { shop: 1.0.0 }\n  owned: ["#/components/schemas/Pet", "#/paths/~1things"]',
  "maps that people made":
    'catalogs: { shop: 1.0.0 }\n  created: ["#/paths", "#/components/schemas", "#/info"]',
  "a text for the whole of the paths":
    'catalogs: { shop: 1.0.0 }\n  replaced: { "#/paths": " {}" }',
  "a text for a hand-written response": `catalogs: { shop: 1.0.0 }\n  replaced: { "${place}": " { description: Gone. }" }`,
  "a text that opens a bracket": `catalogs: { shop: 1.0.0 }\n  replaced: { "${place}": " { description: [" }`,
  "a text that adds a key": `catalogs: { shop: 1.0.0 }\n  replaced: { "${inner}": " {}\\nx-evil: 1" }`,
  "texts that are none": 'catalogs: { shop: 1.0.0 }\n  replaced: { "#/paths": 3, "#/info": [a] }',
  "a text inside of a component of ours":
    'catalogs: { shop: 1.0.0 }\n  replaced: { "#/components/responses/ShopError404/content/application~1json/schema": " {}" }',
  "places that are no pointers":
    'catalogs: { shop: 1.0.0 }\n  owned: ["", "#", "paths", "#/~2", 3, null]',
};

describe.each(Object.entries(forged))("a ledger with %s", (_, lines) => {
  test.each(ways)(
    "takes nothing away that is hand-written, with existing: %s",
    async (existing) => {
      const ledger = `x-faultbook:\n  ${lines}\n`;
      for (const [mode, isSynced] of [
        ["write", false],
        ["remove", false],
        ["write", true],
        ["remove", true],
      ] as const) {
        const folder = syncFolder(shopFiles(text, { operations: rule(existing) }));
        if (isSynced) await folder.sync();
        const own = folder.read().replace(/^x-faultbook:\n(?: .*\n)*/m, "");
        folder.write(specName, own + ledger);
        await tried(folder, mode);
        // What it swapped before can be known by the ledger alone.
        if (isSynced && existing !== "keep") continue;
        const expected = handWritten(text) as Record<string, unknown>;
        if (existing === "keep" || mode === "remove")
          expect(handWritten(folder.read())).toEqual(expected);
        else expect(handWritten(folder.read())).toMatchObject({ info: expected["info"] });
      }
    },
  );

  test("is no trap for a change of the rule", async () => {
    for (const [from, to] of [
      ["schema", "replace"],
      ["replace", "schema"],
      ["replace", "keep"],
    ] as const) {
      const folder = syncFolder(shopFiles(text, { operations: rule(from) }));
      await folder.sync();
      const own = folder.read().replace(/^x-faultbook:\n(?: .*\n)*/m, "");
      folder.write(specName, `${own}x-faultbook:\n  ${lines}\n`);
      folder.write(
        "faultbook.config.json",
        shopFiles(text, { operations: rule(to) })["faultbook.config.json"] ?? "",
      );
      await tried(folder, "write");
      expect(folder.data().info).toEqual({ title: "Shop", version: "1.0.0" });
      expect(folder.data()).not.toHaveProperty("x-evil");
    }
  });
});

describe("a mark by hand", () => {
  const marked = (mark: string) =>
    text.replace("Pet: { type: object }", `Pet: { type: object, x-faultbook: ${mark} }`);
  const folderOf = (one: string) => syncFolder(shopFiles(one, { operations: rule("keep") }));

  test.each(["mine", "3", "shop2", '"shop, mine"'])("that is %s is an error", async (mark) => {
    const folder = folderOf(marked(mark));
    expect((await tried(folder, "write")).text).toContain("error[spec-mark]");
    expect(folder.read()).toBe(marked(mark));
  });

  test("that is no text is no mark", async () => {
    const folder = folderOf(marked("{ by: me }"));
    await folder.sync();
    await folder.sync("remove");
    expect(folder.read()).toBe(marked("{ by: me }"));
  });

  test("on what a hand-written reference needs takes nothing away", async () => {
    const needed = marked("shop").replace(problem, '{ $ref: "#/components/schemas/Pet" }');
    for (const mode of ["write", "remove"] as const) {
      const folder = folderOf(needed);
      expect((await tried(folder, mode)).text).toContain("warning[spec-component-needed]");
      expect(folder.data().components.schemas).toHaveProperty("Pet");
    }
  });
});

test("a component of ours whose mark is gone is a person's: where it differs, nothing is written", async () => {
  const folder = syncFolder(shopFiles(text, { operations: rule("keep") }));
  await folder.sync();
  const edited = folder
    .read()
    .replace(/( {4}ShopTakenError:\n)([\s\S]*?) {6}x-faultbook: shop\n/, "$1$2      x-owner: me\n");
  folder.write(specName, edited);
  for (const mode of ["check", "write"] as const) {
    expect((await folder.sync(mode)).text).toContain("error[spec-conflict]");
    expect(folder.read()).toBe(edited);
  }
});

test("two catalogs that want the same name are told, and nothing is written", async () => {
  const folder = syncFolder({
    ...shopFiles(text, { operations: rule("keep") }),
    "pay.yaml": fixture("shop.yaml").replace("id: shop", "id: pay"),
    "faultbook.config.json": JSON.stringify({
      catalogs: ["shop.yaml", "pay.yaml"],
      specs: [{ path: specName, operations: rule("keep") }],
    }),
  });
  const { text: told } = await tried(folder, "write");
  expect(told).toContain(
    'error[component-clash]: The catalogs "pay" and "shop" both have the components "ShopErrorCode", "ShopStandardBody", "ShopErrorBody", "ShopBrokenError", "ShopEmptyError" and 9 more.\n',
  );
  expect(told.match(/component-clash/g)).toHaveLength(1);
  expect(folder.read()).toBe(text);
});

test.each<[string, object]>([
  ["an operation that is not there", { for: { operationId: "none" }, errors: "all" }],
  [
    "conditions that never hold together",
    { for: { operationId: "listThings", method: "post" }, errors: "all" },
  ],
  ["an error that is not there", { for: "all", errors: { name: "None" } }],
  ["an error under another status", { for: "all", errors: { name: "Missing", status: 503 } }],
  ["a pattern that nothing is like", { for: { path: "/none/**" }, errors: "all" }],
  ["an exception that takes nothing out", { for: "all", except: { path: "/none" }, errors: "all" }],
])("a rule for %s writes nothing with --strict", async (_, one) => {
  const folder = syncFolder(shopFiles(text, { operations: [...rule("keep"), one] }));
  const { code, stderr } = await folder.cli("sync", "--strict");
  expect(stderr).toContain("error[spec-selector-");
  expect(code).toBe(1);
  expect(folder.read()).toBe(text);
  expect((await folder.cli("sync")).code).toBe(0);
});

describe("what should be a map with operations", () => {
  const rest = text.slice(text.indexOf("components:"));
  const around = (paths: string) =>
    `openapi: 3.2.0\ninfo: { title: Shop, version: 1.0.0 }\n${paths}${rest}`;
  test.each<[string, string, string]>([
    ["paths that are a list", "paths: [/things]\n", "3:1"],
    ["paths that are a text", "paths: none\n", "3:1"],
    ["a path item that is a text", "paths:\n  /things: none\n", "4:3"],
    ["an operation that is a list", "paths:\n  /things:\n    get: [a]\n", "5:5"],
    ["an operation that is a number", "paths:\n  /things:\n    get: 1\n", "5:5"],
    [
      "an operation that leads to a text",
      `paths:\n  /things:\n    get: { $ref: "#/info/title" }\n`,
      "5:5",
    ],
    [
      "further operations that are a text",
      "paths:\n  /things:\n    additionalOperations: a\n",
      "5:5",
    ],
  ])("%s are reported, and nothing is written", async (_, paths, at) => {
    const folder = syncFolder(shopFiles(around(paths), { operations: rule("keep") }));
    const { text: told } = await tried(folder, "write");
    expect(told).toContain("error[spec-not-a-map]");
    expect(told).toContain(`${specName}:${at}`);
  });

  test.each([
    "paths: []\n",
    "paths: ~\n",
    "paths: {}\n",
    "paths:\n  /things:\n",
    "paths:\n  /things:\n    get:\n",
  ])("%j is read as having none", async (paths) => {
    const folder = syncFolder(shopFiles(around(paths), { operations: rule("keep") }));
    expect((await tried(folder, "write")).text).not.toContain("error[");
    expect(folder.read()).toBe(around(paths));
  });
});

describe.each(ways)("with existing: %s", (existing) => {
  const url = "https://example.com/errors.yaml";
  test.each<[string, string, RegExp | undefined]>([
    ["a response on the web", `{ $ref: "${url}" }`, undefined],
    ["a response outside of the folder", '{ $ref: "../errors.yaml" }', undefined],
    ["a response that leads to itself", `{ $ref: "${place}" }`, undefined],
    [
      "a schema on the web",
      `{ description: No., content: { application/json: { schema: { $ref: "${url}" } } } }`,
      undefined,
    ],
    [
      "a schema that contains itself",
      '{ description: No., content: { application/json: { schema: { $ref: "#/components/schemas/Loop" } } } }',
      undefined,
    ],
  ])("%s is given back as it was", async (_, response) => {
    const own = text
      .replace(/ {8}"404":\n[\s\S]*?(?= {2}\/orders)/, `        "404": ${response}\n`)
      .concat('    Loop: { allOf: [{ $ref: "#/components/schemas/Loop" }] }\n');
    const folder = syncFolder(shopFiles(own, { operations: rule(existing) }));
    const { exit, text: told } = await tried(folder, "write");
    expect(exit, told).toBe(0);
    expect((await folder.sync("check")).changes).toEqual([]);
    await folder.sync("remove");
    expect(folder.read()).toBe(own);
  });
});

test("a definition that goes and comes back leaves what a first sync writes", async () => {
  const names = [...fixture("shop.yaml").matchAll(/^ {2}([A-Z]\w+):\n/gm)].map(([, name]) => name);
  for (const existing of ways) {
    for (const name of names.slice(1)) {
      const folder = syncFolder(shopFiles(text, { operations: rule(existing) }));
      await folder.sync();
      const fresh = folder.read();
      const catalog = folder.read("shop.yaml");
      folder.write("shop.yaml", catalog.replace(new RegExp(` {2}${name}:\\n(?: {4}.*\\n)+`), ""));
      expect((await folder.sync()).text).not.toContain("error[");
      folder.write("shop.yaml", catalog);
      await folder.sync();
      expect(folder.read()).toBe(fresh);
    }
  }
});
