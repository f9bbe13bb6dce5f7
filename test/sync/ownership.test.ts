// What is ours is known by itself: after edits that move it, without a ledger, and in descriptions that an earlier version synced.

import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { fixture, syncFolder } from "./folder.ts";
import { layouts } from "./spec-layouts.ts";
import { first, removeFrom, second, syncText, syncTexts, type TextsQuery } from "./spec-project.ts";

const plain = layouts["plain"] as string;
const head = "openapi: 3.1.0\n";
const done = "      responses:\n        '200': { description: Done. }\n";

/** Edits of a synced text that keep our entries, each with the same edit of the original. */
const edits: Readonly<Record<string, (text: string) => string>> = {
  "a renamed path": (text) => text.replace("/pets:", "/animals:"),
  "a copied operation": (text) => {
    const operation = /\n {4}get:\n[\s\S]*?(?=\ncomponents)/.exec(text)?.[0] ?? "";
    return text.replace(operation, operation + operation.replace("get:", "put:"));
  },
  "a moved operation": (text) => text.replace("    get:", "    delete:"),
};

test.each(Object.entries(edits))("after %s ours is found and taken out", (_, edit) => {
  const edited = edit(syncText(plain));
  expect(removeFrom(edited)).toBe(edit(plain));
  expect(syncText(edited)).toBe(edited);
});

test("what rules do not give any more goes from wherever it was moved", () => {
  const moved = syncText(plain).replace("/pets:", "/animals:");
  const { texts, changes } = syncTexts(
    { "openapi.yaml": moved },
    { operations: [{ for: { path: "/pets" }, errors: "all" }] },
  );
  expect(changes).toContain("delete /paths/~1animals/get/responses/404");
  expect(load(texts["openapi.yaml"] ?? "")).not.toHaveProperty("paths./animals.get.responses.404");
});

test("the ledger lists catalogs and versions, and no entry that carries a mark", () => {
  const { "x-faultbook": ledger } = load(syncText(plain)) as Record<string, unknown>;
  expect(ledger).toEqual({
    catalogs: { fake: "1.0.0" },
    operations: true,
    created: ["#/components/examples", "#/components/responses"],
  });
});

describe("the result does not depend on what was there before", () => {
  test.each(Object.entries(layouts))("%s", (_, text) => {
    const later = syncText(text, { catalogs: [second] });
    const back = syncText(later, { catalogs: [first] });
    expect(back).toBe(syncText(text));
    expect(syncText(back, { catalogs: [second] })).toBe(later);
  });
});

describe("hand-written references keep what they need", () => {
  const mine = plain.replace(
    "      type: object\n",
    '      type: object\n      properties:\n        error: { $ref: "#/components/schemas/FakeError" }\n',
  );
  const both = ["FakeCode", "FakeError"];

  test.each<[string, TextsQuery]>([
    ["a removed definition", { catalogs: [second] }],
    ["a removal", { remove: true }],
  ])("after %s", (_, query) => {
    const { texts, told } = syncTexts({ "openapi.yaml": syncText(mine) }, query);
    const { components } = load(texts["openapi.yaml"] ?? "") as {
      readonly components: { readonly schemas: object };
    };
    const names = query.remove === true ? both : ["FakeError"];
    for (const name of names) {
      expect(Object.keys(components.schemas)).toContain(name);
      expect(told).toContain(`warning[spec-component-needed]: "/components/schemas/${name}" stays`);
    }
    expect(told).not.toContain("error[");
  });

  test("and bring it where only what is reached is written", () => {
    const reached = { components: "reached", operations: [] } as const;
    const text = syncText(mine, reached);
    const { components, paths } = load(text) as Record<string, Record<string, object>>;
    expect(Object.keys(components?.["schemas"] ?? {})).toEqual(["Pet", ...both]);
    expect(components).not.toHaveProperty("responses");
    expect(paths).not.toHaveProperty("/pets.get.responses.404");
    expect(syncText(plain, reached)).toBe(plain);
  });

  test("of operations without rules, which are a person's", () => {
    const led = plain.replace(
      "          description: ok\n",
      `          description: ok\n        '404': { $ref: "#/components/responses/FakeNotFound" }\n`,
    );
    const text = syncText(led, { operations: [] });
    expect(text).toContain(led.slice(0, led.indexOf("components:")));
    expect(syncTexts({ "openapi.yaml": text }, { operations: [] }).changes).toEqual([]);
  });
});

test.each([
  ["../outside.yaml#/A"],
  ["/etc/outside.yaml#/A"],
  ["a/../../outside.yaml#/A"],
  ["c:/outside.yaml#/A"],
])("a ledger that names %s is refused, and nothing changes", (place) => {
  for (const key of ["owned", "created"]) {
    const text = `${plain}x-faultbook:\n  catalogs: { fake: 1.0.0 }\n  ${key}: ["${place}"]\n`;
    for (const remove of [false, true]) {
      const { told, texts } = syncTexts({ "openapi.yaml": text }, { remove });
      expect(told).toMatch(/^error\[spec-ledger\]: The ledger names the file ".*outside\.yaml"/);
      expect(texts["openapi.yaml"]).toBe(text);
    }
  }
});

test("a file that only the ledger names is not opened", () => {
  const text = `${plain}x-faultbook:\n  catalogs: { fake: 1.0.0 }\n  owned: ["other.yaml#/A"]\n`;
  // The helper throws for a file that is not there.
  expect(removeFrom(text)).toBe(plain);
});

test("a mark that names no catalog is told, and nothing changes", () => {
  const text = plain.replace("      type: object", "      x-faultbook: mine");
  const { told, texts } = syncTexts({ "openapi.yaml": text });
  expect(told).toContain(
    'error[spec-mark]: The mark "mine" at "/components/schemas/Pet" is not the id of a catalog of this description.\n  --> openapi.yaml:13:5\n',
  );
  expect(texts["openapi.yaml"]).toBe(text);
});

describe("an operation that is a reference", () => {
  const item = "responses:\n  '200': { description: Done. }\n";
  const texts = {
    "openapi.yaml": `${head}paths:\n  /pets:\n    get: { $ref: paths/get.yaml }\n`,
    "paths/get.yaml": item,
  };

  test("is followed and edited where it is", () => {
    const synced = syncTexts(texts);
    expect(synced.told).toBe("");
    expect(synced.texts["paths/get.yaml"]).toBe(
      `${item}  '404': { $ref: ../openapi.yaml#/components/responses/FakeNotFound }\n`,
    );
    expect(synced.texts["openapi.yaml"]).toContain(texts["openapi.yaml"]);
    expect(syncTexts(synced.texts).changes).toEqual([]);
    expect(syncTexts(synced.texts, { remove: true }).texts).toEqual(texts);
  });

  test("of two path items is edited once", () => {
    const twice = `${texts["openapi.yaml"]}  /cats:\n    get: { $ref: ./paths/get.yaml }\n`;
    const synced = syncTexts({ ...texts, "openapi.yaml": twice });
    expect(synced.told).toBe("");
    expect(synced.changes.filter((change) => change.endsWith("/404"))).toEqual([
      "create /responses/404",
    ]);
    const half = syncTexts(
      { ...texts, "openapi.yaml": twice },
      { operations: [{ for: { path: "/cats" }, errors: "all" }] },
    );
    expect(half.told).toContain("warning[spec-responses-shared]");
    expect(half.texts["paths/get.yaml"]).toBe(item);
  });

  test.each([
    ["is not there", "none.yaml", /^error\[file-not-found\]/],
    ["is broken", "broken.yaml", /^error\[yaml-syntax\]/],
    ["is a list", "list.yaml", /^error\[spec-not-a-map\]/],
    ["leads back to itself", "#/paths/~1pets/get", /^error\[spec-ref-circle\]/],
    ["is outside of the folder", "../out.yaml", /^warning\[spec-part-unread\]/],
    ["is in the web", "https://example.com/get.yaml", /^warning\[spec-part-unread\]/],
    ["is nowhere", "#/x-none", /^warning\[spec-part-unread\]/],
  ])("and %s is told with its place", async (_, ref, expected) => {
    for (const text of [
      `${head}paths:\n  /pets:\n    get: { $ref: "${ref}" }\n  /b:\n    get:\n${done}`,
      `${head}paths:\n  /pets: { $ref: "${ref.replace("pets/get", "pets")}" }\n  /b:\n    get:\n${done}`,
    ]) {
      const folder = syncFolder({
        "openapi.yaml": text,
        "broken.yaml": "a: {\n",
        "list.yaml": "- a\n",
        "shop.yaml": fixture("shop.yaml"),
        "faultbook.config.json": JSON.stringify({
          catalogs: ["shop.yaml"],
          specs: [{ path: "openapi.yaml", operations: [{ for: "all", errors: { status: 404 } }] }],
        }),
      });
      const { text: told } = await folder.sync();
      expect(told).toMatch(expected);
      expect(told).toContain("openapi.yaml:");
      if (told.startsWith("error")) expect(folder.read()).toBe(text);
      else expect(folder.data().paths["/b"].get.responses).toHaveProperty("404");
    }
  });
});

test("operations of other methods get errors too, and responses to HEAD have no body", () => {
  const text = `openapi: 3.2.0\npaths:\n  /pets:\n    head:\n${done}    additionalOperations:\n      COPY:\n${done.replace(/^/gm, "  ").trimEnd()}\n`;
  const synced = syncText(text);
  const { paths, components } = load(synced) as {
    readonly paths: { readonly [path: string]: Record<string, { responses: object }> };
    readonly components: { readonly responses: Record<string, object> };
  };
  expect(paths["/pets"]?.["head"]?.responses).toMatchObject({
    "404": { $ref: "#/components/responses/FakeNotFoundWithoutBody" },
  });
  expect(components.responses["FakeNotFoundWithoutBody"]).toEqual({
    description: "Not found.",
    "x-faultbook": "fake",
  });
  expect(paths["/pets"]?.["additionalOperations"]).toMatchObject({
    COPY: { responses: { "404": { $ref: "#/components/responses/FakeNotFound" } } },
  });
  expect(removeFrom(synced)).toBe(text);
});

describe("statuses", () => {
  const text = (keys: readonly string[]) =>
    `${head}paths:\n  /a:\n    get:\n      responses:\n${keys.map((key) => `        ${key}: { description: ${key} }\n`).join("")}`;

  test.each([
    [["'200'", "'500'", "default"], ["200", "404", "500", "default"], "'404'"],
    [['"200"', '"400"'], ["200", "400", "404"], '"404"'],
    [["200", "500"], ["200", "404", "500"], "404"],
    [["default", "'200'"], ["default", "200", "404"], "'404'"],
    [["'500'"], ["404", "500"], "'404'"],
  ])("%j get ours in their order and with their quotes", (keys, expected, key) => {
    const synced = syncText(text(keys));
    const [, body = ""] = /responses:\n([\s\S]*?)components:/.exec(synced) ?? [];
    const order = [...body.matchAll(/^ {8}["']?(\w+)["']?:/gm)].map(([, one]) => one);
    expect(order).toEqual(expected);
    expect(synced).toContain(`\n        ${key}: { $ref: "#/components/responses/FakeNotFound" }\n`);
    expect(removeFrom(synced)).toBe(text(keys));
  });

  test.each([
    [
      "in single quotes",
      "        '200':\n          $ref: '#/components/responses/Done'\n",
      "\n          $ref: '#/components/responses/FakeNotFound'\n",
    ],
    [
      "in single quotes and braces",
      "        '200': { $ref: '#/components/responses/Done' }\n",
      " { $ref: '#/components/responses/FakeNotFound' }\n",
    ],
    [
      "in double quotes",
      '        "200":\n          $ref: "#/components/responses/Done"\n',
      '\n          $ref: "#/components/responses/FakeNotFound"\n',
    ],
  ])("lead to ours as their neighbours do, %s", (_, done, expected) => {
    const own = `${head}paths:\n  /a:\n    get:\n      responses:\n${done}components:\n  responses:\n    Done: { description: Done. }\n`;
    const synced = syncText(own);
    expect(synced).toMatch(/404.:/);
    expect(synced.split("404")[1]?.slice(2)).toMatch(
      new RegExp(`^${expected.replace(/[{}$]/g, "\\$&")}`),
    );
    expect(removeFrom(synced)).toBe(own);
  });

  test("in braces too", () => {
    const flow = `${head}paths: { /a: { get: { responses: { '200': { description: a }, 'default': { description: b } } } } }\n`;
    const synced = syncText(flow);
    expect(synced).toContain(`'404': { "$ref": "#/components/responses/FakeNotFound" }, 'default'`);
    expect(removeFrom(synced)).toBe(flow);
  });
});

describe.each(["copy", "ref"])("what an earlier version synced with the mode %s", (mode) => {
  const folderOf = (text: string) =>
    syncFolder({
      "openapi.yaml": text,
      "shop.yaml": fixture("shop.yaml"),
      "pay.yaml": fixture("pay.yaml"),
      "faultbook.config.json": JSON.stringify({
        catalogs: ["shop.yaml", "pay.yaml"],
        specs: [
          {
            path: "openapi.yaml",
            mode,
            operations: [
              { for: { tag: "One" }, errors: { status: 404 } },
              { for: { method: "post" }, errors: "all" },
              { for: { method: "delete" }, errors: { name: ["Taken", "NoMoney"] } },
            ],
          },
        ],
      }),
    });
  const earlier = fixture(`earlier-${mode}.yaml`);
  const original = fixture("openapi.yaml");

  test("is taken over as a first sync would write it", async () => {
    const [taken, fresh] = [folderOf(earlier), folderOf(original)];
    expect((await taken.sync()).text).toBe((await fresh.sync()).text);
    // What says the same stays as it is written.
    expect(taken.data()).toEqual(fresh.data());
    await taken.sync("remove");
    expect(taken.read()).toBe(original);
  });

  test("is taken out", async () => {
    const folder = folderOf(earlier);
    expect((await folder.sync("remove")).text).toBe("");
    expect(folder.read()).toBe(original);
  });
});
