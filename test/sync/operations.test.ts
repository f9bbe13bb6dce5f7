// Which operations get which responses by the rules, and what is told of rules, operations and codes that do not fit.

import { describe, expect, test } from "vitest";
import { fixture, type SyncFolder, syncFolder } from "./folder.ts";

const everything = { "openapi.yaml": fixture("openapi.yaml") };

function configOf(rules: readonly object[], catalogs = ["shop.yaml"]): string {
  return JSON.stringify({
    catalogs,
    specs: [{ path: "openapi.yaml", ...(rules.length === 0 ? {} : { operations: rules }) }],
  });
}

function folderOf(
  rules: readonly object[],
  files: Readonly<Record<string, string>> = {},
  catalogs: readonly string[] = ["shop.yaml"],
): SyncFolder {
  return syncFolder({
    ...everything,
    ...Object.fromEntries(catalogs.map((name) => [name, fixture(name)])),
    "faultbook.config.json": configOf(rules, [...catalogs]),
    ...files,
  });
}

type Responses = Readonly<Record<string, Record<string, unknown>>>;
type Paths = Readonly<Record<string, Readonly<Record<string, { readonly responses?: Responses }>>>>;

/** Gives what an operation has of ours: `404: ShopError404`. */
function given(folder: SyncFolder, method: string, path: string): readonly string[] {
  const { responses = {} } = (folder.data()["paths"] as Paths)[path]?.[method] ?? {};
  return Object.entries(responses).flatMap(([key, response]) => {
    const ref = response["$ref"];
    return typeof ref === "string" ? [`${key}: ${ref.slice(ref.lastIndexOf("/") + 1)}`] : [];
  });
}

const all404 = ["404: ShopError404"];
const operations = [
  ["get", "/things"],
  ["get", "/things/{id}"],
  ["post", "/orders"],
  ["delete", "/orders"],
] as const;

describe("a rule takes the operations that it names", () => {
  // A person wrote the first one's 404.
  test.each<[string, unknown, readonly number[]]>([
    ["all", "all", [1, 2, 3]],
    ["by id", { operationId: "getThing" }, [1]],
    ["by one of several ids", { operationId: ["createOrder", "getThing"] }, [1, 2]],
    ["by path", { path: "/orders" }, [2, 3]],
    ["by method, in any case", { method: "DELETE" }, [3]],
    ["by method and path", { method: "post", path: "/orders" }, [2]],
    ["by tag", { tag: "One" }, [1]],
    ["by one of several tags", { tag: ["One", "Write"] }, [1, 2]],
    ["by a tag and a method", { tag: "Read", method: ["get", "put"] }, [1]],
    ["but none whose response a person wrote", { operationId: "listThings" }, []],
  ])("%s", async (_, selector, taken) => {
    const folder = folderOf([{ for: selector, errors: { status: 404 } }]);
    const { codes } = await folder.sync();
    expect(codes.filter((code) => code.startsWith("spec-selector"))).toEqual([]);
    const got = operations.map(([method, path]) => given(folder, method, path));
    expect(got).toEqual(operations.map((__, i) => (taken.includes(i) ? all404 : [])));
    expect(folder.data()["paths"]["/things"]["get"]["responses"]["404"]).toEqual({
      description: "Written by a person.",
    });
  });
});

describe("a rule takes the errors that it names", () => {
  const whole = [
    "404: ShopError404",
    "409: ShopError409",
    "410: ShopError410",
    "503: ShopError503",
    "5XX: ShopError5XX",
    "default: ShopErrorDefault",
  ];
  test.each<[string, unknown, readonly string[]]>([
    ["all", "all", whole],
    ["all of a catalog", { catalog: "shop" }, whole],
    ["by name", { name: "Missing" }, ["404: ShopError404Missing"]],
    [
      "by one of several names",
      { name: ["Missing", "Broken"] },
      ["404: ShopError404Missing", "503: ShopError503"],
    ],
    [
      "by kind, under all of its statuses",
      { kind: "not-found" },
      ["404: ShopError404", "410: ShopError410"],
    ],
    ["by a code of several", { code: "sold" }, ["409: ShopError409Taken"]],
    ["by status, and under that alone", { status: 410 }, ["410: ShopError410"]],
    ["by a status as text", { status: "404" }, ["404: ShopError404"]],
    ["by range", { status: "4XX" }, whole.slice(0, 3)],
    [
      "by a range that the catalog speaks of",
      { status: "5xx" },
      ["503: ShopError503", "5XX: ShopError5XX"],
    ],
    ["by default", { status: "default" }, ["default: ShopErrorDefault"]],
    ["by kind and status", { kind: "not-found", status: 410 }, ["410: ShopError410"]],
    [
      "by catalog and name",
      { catalog: "shop", name: "Hidden" },
      ["404: ShopError404Hidden", "410: ShopError410"],
    ],
    ["by conditions that hold together for none", { kind: "conflict", status: 404 }, []],
  ])("%s", async (_, errors, expected) => {
    const folder = folderOf([{ for: { operationId: "createOrder" }, errors }]);
    await folder.sync();
    expect(given(folder, "post", "/orders")).toEqual(expected);
    expect(given(folder, "get", "/things/{id}")).toEqual([]);
  });

  test("and rules add up", async () => {
    const folder = folderOf([
      { for: "all", errors: { name: "Missing" } },
      { for: { tag: "One" }, errors: { name: "Hidden", status: 404 } },
      { for: { method: "post" }, errors: { code: "broken" } },
    ]);
    await folder.sync();
    expect(given(folder, "get", "/things/{id}")).toEqual(all404);
    expect(given(folder, "post", "/orders")).toEqual([
      "404: ShopError404Missing",
      "503: ShopError503",
    ]);
  });

  test("but none that the catalog limits to other operations", async () => {
    const folder = folderOf([{ for: "all", errors: "all" }]);
    await folder.sync();
    expect(given(folder, "post", "/orders")).toContain("409: ShopError409");
    expect(given(folder, "delete", "/orders")).toEqual([
      "404: ShopError404",
      "409: ShopError409Taken",
      ...whole.slice(2),
    ]);
  });

  test("and without rules no operation is touched", async () => {
    const folder = folderOf([]);
    await folder.sync();
    expect(operations.flatMap(([method, path]) => given(folder, method, path))).toEqual([]);
    expect(Object.keys(folder.data()["components"]["responses"])).toContain("ShopError404");
  });
});

describe("a response", () => {
  test("of fewer errors is a choice with the codes as a discriminator", async () => {
    const catalog = fixture("shop.yaml").replace("status: 503", "status: 404");
    const folder = folderOf([{ for: { tag: "One" }, errors: { name: ["Missing", "Broken"] } }], {
      "shop.yaml": catalog,
    });
    await folder.sync();
    expect(given(folder, "get", "/things/{id}")).toEqual(["404: ShopError404BrokenOrMissing"]);
    const response = folder.data()["components"]["responses"]["ShopError404BrokenOrMissing"];
    expect(response["content"]["application/json"]["schema"]).toMatchObject({
      oneOf: [
        { $ref: "#/components/schemas/ShopBrokenError" },
        { $ref: "#/components/schemas/ShopMissingError" },
      ],
      discriminator: {
        propertyName: "code",
        mapping: {
          broken: "#/components/schemas/ShopBrokenError",
          missing: "#/components/schemas/ShopMissingError",
        },
      },
    });
    expect(JSON.stringify(response)).not.toContain("hidden");
  });

  test("of several catalogs is a choice of all, and one of a single catalog stays a reference", async () => {
    const folder = folderOf([{ for: { operationId: "createOrder" }, errors: "all" }], {}, [
      "shop.yaml",
      "pay.yaml",
    ]);
    await folder.sync();
    const { responses } = folder.data()["paths"]["/orders"]["post"];
    expect(Object.keys(responses).sort()).toEqual(
      ["201", "404", "409", "410", "423", "503", "5XX", "default"].sort(),
    );
    expect(responses["409"]).toEqual({
      $ref: "#/components/responses/PayError409AndShopError409",
    });
    expect(folder.data()["components"]["responses"]["PayError409AndShopError409"]).toMatchObject({
      content: {
        "application/json": {
          schema: {
            anyOf: [
              { $ref: "#/components/schemas/PayError409" },
              { $ref: "#/components/schemas/ShopError409" },
            ],
          },
        },
      },
      "x-faultbook": "pay, shop",
    });
    expect(responses["423"]).toEqual({ $ref: "#/components/responses/PayError423" });
  });

  test("of an error that comes with any status stands under default", async () => {
    const folder = folderOf([{ for: { tag: "Write" }, errors: { code: 5999 } }], {}, ["pay.yaml"]);
    await folder.sync();
    expect(given(folder, "post", "/orders")).toEqual(["default: PayErrorDefault"]);
  });

  test("goes once the rule is gone", async () => {
    const folder = folderOf([{ for: "all", errors: "all" }]);
    await folder.sync();
    folder.write("faultbook.config.json", configOf([]));
    const { changes } = await folder.sync();
    expect(changes.filter((change) => change.startsWith("delete #/paths/"))).not.toEqual([]);
    expect(operations.flatMap(([method, path]) => given(folder, method, path))).toEqual([]);
    await folder.sync("remove");
    expect(folder.read()).toBe(everything["openapi.yaml"]);
  });
});

test("operations of path items in other files get theirs there, and give them back", async () => {
  const main = everything["openapi.yaml"].replace(
    /\n {2}\/orders:\n[\s\S]*$/,
    '\n  /orders: { $ref: "paths/orders.yaml" }\n',
  );
  const item =
    'post: # in a file of its own\n  operationId: createOrder\n  responses:\n    "201": { description: An order. }\n';
  const folder = folderOf([{ for: { operationId: "createOrder" }, errors: { status: 409 } }], {
    "openapi.yaml": main,
    "paths/orders.yaml": item,
  });
  const { changes } = await folder.sync();
  expect(changes).toContain("create paths/orders.yaml#/post/responses/409");
  expect(folder.read("paths/orders.yaml")).toBe(
    `${item.trimEnd()}\n    "409": { $ref: ../openapi.yaml#/components/responses/ShopError409 }\n`,
  );
  expect((await folder.sync("check")).codes).not.toContain("spec-stale");
  await folder.sync("remove");
  expect(folder.read("paths/orders.yaml")).toBe(item);
  expect(folder.read()).toBe(main);
});

describe("what does not fit is told", () => {
  test.each<[string, object, RegExp]>([
    [
      "an id that no operation has, with the one that was meant",
      { for: { operationId: ["getThing", "createOrdr"] }, errors: "all" },
      /unknown\]: No operation of the description has the operationId "createOrdr"\. Did you mean "createOrder"\?\n {2}--> faultbook\.config\.json:1:\d+/,
    ],
    [
      "a tag",
      { for: { tag: "Reed" }, errors: "all" },
      /has the tag "Reed"\. Did you mean "Read"\?/,
    ],
    [
      "a path",
      { for: { path: "/order" }, errors: "all" },
      /has the path "\/order"\. Did you mean "\/orders"\?/,
    ],
    [
      "a method",
      { for: { method: "posst" }, errors: "all" },
      /has the method "posst"\. Did you mean "post"\?/,
    ],
    [
      "conditions that hold together for no operation",
      { for: { tag: "Read", method: "post" }, errors: "all" },
      /unmatched\]: This rule matches no operation of the description\.\n {2}--> faultbook\.config\.json:1:\d+/,
    ],
    [
      "a kind",
      { for: "all", errors: { kind: "conflct" } },
      /No error of the catalogs has the kind "conflct"\. Did you mean "conflict"\?/,
    ],
    [
      "a name",
      { for: "all", errors: { name: "Mising" } },
      /has the name "Mising"\. Did you mean "Missing"\?/,
    ],
    [
      "a code",
      { for: "all", errors: { code: ["taken", "solt"] } },
      /has the code "solt"\. Did you mean "sold"\?/,
    ],
    ["a status", { for: "all", errors: { status: 418 } }, /has the status "418"\./],
    [
      "a catalog",
      { for: "all", errors: { catalog: "shp" } },
      /has the catalog "shp"\. Did you mean "shop"\?/,
    ],
    [
      "conditions that hold together for no error",
      { for: "all", errors: { kind: "conflict", status: 404 } },
      /unmatched\]: This rule matches no error of the catalogs\./,
    ],
  ])("in a rule: %s", async (_, rule, told) => {
    const { text } = await folderOf([rule]).sync();
    expect(text).toMatch(told);
    expect(text.match(/spec-selector/g)).toHaveLength(1);
  });

  test("operations without any error, by their places", async () => {
    const { text } = await folderOf([{ for: { method: "post" }, errors: "all" }]).sync("check");
    expect(text).toMatch(
      /The operations "GET \/things\/\{id\}", "DELETE \/orders" have no response for an error\.\n {2}--> openapi\.yaml:14:5/,
    );
    expect(text).toContain('note: "DELETE /orders" too.\n  --> openapi.yaml:25:5');
    // One has a response that a person wrote, the other gets some.
    expect(text).not.toMatch(/"(GET \/things|POST \/orders)"/);
  });

  test("errors that the catalog limits to an operation that is not there, in the catalog", async () => {
    const catalog = fixture("shop.yaml").replace(": createOrder", ": createOrders");
    const { text } = await folderOf([], { "shop.yaml": catalog }).sync();
    expect(text).toMatch(
      /The error "Empty" of the catalog "shop" is limited to the operation "createOrders", which the description does not have\. Did you mean "createOrder"\?\n {2}--> shop\.yaml:32:16/,
    );
    expect(text).toContain("note: This is the description.\n  --> openapi.yaml:1:1");
  });

  test("nothing where all fits", async () => {
    const { text } = await folderOf([{ for: "all", errors: "all" }]).sync();
    expect(text).toBe("");
  });
});

test("a tab before a bracket is read, and a form feed and JSON with comments are told at their places", async () => {
  const rule = { for: "all", errors: { status: 404 } };
  const spaced = everything["openapi.yaml"].replace("info: {", "info:\t{");
  const folder = folderOf([rule], { "openapi.yaml": spaced });
  expect((await folder.sync()).text).not.toContain("error[");
  expect(folder.read()).toContain("info:\t{");
  await folder.sync("remove");
  expect(folder.read()).toBe(spaced);
  const fed = folderOf([rule], { "openapi.yaml": `${everything["openapi.yaml"]}\f` });
  expect((await fed.sync()).text).toContain("U+000C");
  expect((await fed.sync()).text).toMatch(/--> openapi\.yaml:28:1\n/);
  const commented = folderOf([rule], {
    "api.json": '{\n  // ours\n  "openapi": "3.1.0", "paths": {}\n}\n',
    "all.json": '{ "openapi": "3.1.0",\n  // all paths\n  "paths": {}\n}\n',
  });
  for (const name of ["api", "all"])
    expect((await commented.sync("write", [`${name}.json`])).text).toMatch(
      /^error\[json-syntax\]: .*comment.*\n {2}--> a[pl][il]\.json:2:3\n/,
    );
});
