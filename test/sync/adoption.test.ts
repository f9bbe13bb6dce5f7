// Descriptions that have error responses already: what stays and is counted, what is narrowed in place, and what gives way.

import { describe, expect, test } from "vitest";
import { expectOpenapi } from "../openapi/documents.ts";
import { dataOf, fixture, type SyncFolder, shopFiles, syncFolder } from "./folder.ts";

const problem = `          content:
            application/json:
              # the body of all errors
              schema:
                type: object # by hand
                properties:
                  code: { type: string }
              examples: { one: { value: { code: missing } } }
`;

const text = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /things:
    get:
      operationId: listThings
      responses:
        '200': { description: Things. }
        '404': # by hand
          description: Written by a person.
          headers: { X-Mine: { schema: { type: string } } }
${problem}        '410': { $ref: "#/components/responses/Gone" }
  /things/{id}:
    get:
      operationId: getThing
      responses:
        '200': { description: A thing. }
        '410': { $ref: "#/components/responses/Gone" }
        default:
          description: Whatever else.
${problem.replace("application/json", "application/problem+json")}  /orders:
    post:
      operationId: createOrder
      responses:
        '201': { description: An order. }
        4XX: { description: Mine, content: { application/json: { schema: {} } } }
        '503': { description: No body. }
components:
  responses:
    Gone:
      description: Gone.
      content:
        application/json:
          schema: { $ref: "#/components/schemas/Problem" }
  schemas:
    Problem: { type: object }
`;

function folderOf(
  rules: readonly object[],
  files: Readonly<Record<string, string>> = {},
): SyncFolder {
  return syncFolder({ ...shopFiles(text, { operations: rules }), ...files });
}

function configOf(rules: readonly object[]): string {
  return shopFiles(text, { operations: rules })["faultbook.config.json"] ?? "";
}

const rule = (existing: string | undefined, status: unknown = [404, 409, 410, 503]) => ({
  for: "all",
  errors: { status },
  ...(existing === undefined ? {} : { existing }),
});

/** Checks what holds for every description: it is valid, a second run changes nothing, and a removal gives it back. */
async function expectStable(folder: SyncFolder): Promise<void> {
  expect((await folder.sync("check")).text).not.toContain("error[");
  expect((await folder.sync("check")).changes).toEqual([]);
  await expectOpenapi(folder.data());
  const synced = folder.read();
  expect((await folder.sync("remove")).text).not.toContain("error[");
  expect(folder.read()).toBe(text);
  folder.write("openapi.yaml", synced);
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

test.each([undefined, "keep"])("with existing: %s they stay, and are counted", async (existing) => {
  const folder = folderOf([rule(existing)]);
  const { code, stdout } = await folder.cli("sync", "--verbose");
  expect(code).toBe(0);
  expect(stdout).toContain("; 6 hand-written responses left alone\n");
  expect(stdout).toContain("  GET /things 404 hides Hidden, Missing\n");
  expect(stdout).toContain("  GET /things/{id} default gives way to responses for Hidden, Missing");
  expect(stdout).toContain("  POST /orders 503 hides Broken\n");
  expect(stdout).toContain("  POST /orders 4XX gives way to responses for ");
  const { paths } = folder.data();
  expect((await folder.cli("sync", "--dry-run")).stdout).toContain(
    "; 6 hand-written responses left alone (--verbose lists them)\n",
  );
  expect(paths["/things"].get.responses["404"].description).toBe("Written by a person.");
  const json = await folder.cli("sync", "--format", "json");
  expect(JSON.parse(json.stdout).result.specs[0].kept).toContainEqual({
    operation: "GET /things",
    status: "404",
    errors: ["Hidden", "Missing"],
    isShadowed: false,
    isShared: false,
  });
  await expectStable(folder);
});

test("with existing: schema only the schemas are swapped, and all else stays", async () => {
  const folder = folderOf([rule("schema")]);
  const { stdout } = await folder.cli("sync", "--verbose");
  // No body of the person's can be narrowed there.
  expect(stdout).toContain(
    "; 1 hand-written response left alone\n  POST /orders 503 hides Broken\n",
  );
  const { paths, components } = folder.data();
  expect(paths["/things"].get.responses["404"]).toEqual({
    description: "Written by a person.",
    headers: { "X-Mine": { schema: { type: "string" } } },
    content: {
      "application/json": {
        schema: ref("ShopError404"),
        examples: { one: { value: { code: "missing" } } },
      },
    },
  });
  // Both operations refer to it and want the same.
  expect(components.responses.Gone.content["application/json"].schema).toEqual(
    ref("ShopHiddenError"),
  );
  // A range and the default are narrowed in place, and no status of ours goes before them.
  expect(Object.keys(paths["/things/{id}"].get.responses)).toEqual(["200", "410", "default"]);
  const { schema } =
    paths["/things/{id}"].get.responses.default.content["application/problem+json"];
  expect(schema).toEqual(ref("ShopError404AndShopError409TakenAndShopError503"));
  expect(Object.keys(paths["/orders"].post.responses)).toEqual(["201", "503", "4XX"]);
  expect(components.schemas.ShopError404AndShopError409TakenAndShopError503).toMatchObject({
    anyOf: [ref("ShopError404"), ref("ShopTakenError"), ref("ShopBrokenError")],
    "x-faultbook": "shop",
  });
  expect(folder.read()).toContain("              # the body of all errors\n");
  await expectStable(folder);
});

test("with existing: replace they give way whole", async () => {
  const folder = folderOf([rule("replace")]);
  await folder.sync();
  const { paths } = folder.data();
  const lead = (name: string) => ({ $ref: `#/components/responses/${name}` });
  expect(paths["/things"].get.responses["404"]).toEqual(lead("ShopError404"));
  expect(paths["/things"].get.responses["410"]).toEqual(lead("ShopError410"));
  expect(paths["/orders"].post.responses["503"]).toEqual(lead("ShopError503"));
  await expectStable(folder);
});

test.each(["schema", "replace"])(
  "what %s swapped comes back once the rule is gone",
  async (existing) => {
    const folder = folderOf([rule(existing), { for: "all", errors: { status: 503 } }]);
    await folder.sync();
    folder.write("faultbook.config.json", configOf([{ for: "all", errors: { status: 503 } }]));
    await folder.sync();
    const later = folder.read();
    expect((await folder.sync("check")).changes).toEqual([]);
    const fresh = folderOf([{ for: "all", errors: { status: 503 } }]);
    await fresh.sync();
    expect(later).toBe(fresh.read());
  },
);

test("a response that operations share stays where they want different things of it", async () => {
  const folder = folderOf([{ ...rule("schema", 410), for: { operationId: "getThing" } }]);
  const { stdout } = await folder.cli("sync", "--verbose");
  expect(stdout).toContain(
    "  GET /things/{id} 410 hides Hidden, and is shared with operations that need another schema\n",
  );
  expect(folder.data().components.responses.Gone.content["application/json"].schema).toEqual(
    ref("Problem"),
  );
});

test("an edit by hand of what was swapped stays", async () => {
  const folder = folderOf([rule("schema", 404)]);
  await folder.sync();
  const edited = folder
    .read()
    .replace(
      /schema:\s+\$ref: "#\/components\/schemas\/ShopError404"|schema: \{ \$ref: "#\/components\/schemas\/ShopError404" \}/,
      "schema: { type: string }",
    );
  expect(edited).not.toBe(folder.read());
  folder.write("openapi.yaml", edited);
  await folder.sync("remove");
  expect(
    folder.data().paths["/things"].get.responses["404"].content["application/json"].schema,
  ).toEqual({
    type: "string",
  });
});

test.each(["schema", "replace"])(
  "an edit by hand of what was swapped is what comes back, with %s",
  async (existing) => {
    const folder = folderOf([rule(existing, 503), rule(existing, 404)]);
    await folder.sync();
    const ours =
      /\{ \$ref: "#\/components\/(?:schemas|responses)\/ShopError404" \}|\n +\$ref: "#\/components\/(?:schemas|responses)\/ShopError404"/;
    const mine = existing === "schema" ? " { type: string }" : " { description: Anew. }";
    const edited = folder.read().replace(ours, mine);
    expect(edited).not.toBe(folder.read());
    folder.write("openapi.yaml", edited);
    await folder.sync();
    expect(folder.read()).toMatch(ours);
    expect((await folder.sync("check")).changes).toEqual([]);
    await folder.sync("remove");
    expect(folder.read()).toContain(mine);
    expect(folder.read()).not.toMatch(/Shop(?:Error|Missing)/);
  },
);

test("what gave way stays in the ledger where a component of ours was deleted", async () => {
  const folder = folderOf([rule("schema", [404, 409, 410, 503])]);
  await folder.sync();
  const synced = folder.read();
  const name = "ShopError404AndShopError409TakenAndShopError503";
  folder.write("openapi.yaml", synced.replace(new RegExp(`    ${name}:\\n(?:      .*\\n)+`), ""));
  expect(folder.read()).not.toBe(synced);
  await folder.sync();
  expect(folder.data()).toEqual(dataOf(synced));
  await folder.sync("remove");
  expect(folder.read()).toBe(text);
});

test.each(["keep", "schema", "replace"])(
  "errors that come below 400 are told, and never take the place of a success, with %s",
  async (existing) => {
    const catalog = fixture("shop.yaml")
      .replace("message: /message }", "message: /message, when: { /ok: false } }")
      .replace("status: 503", "status: [200, 503]");
    const folder = folderOf([rule(existing, [200, 503])], { "shop.yaml": catalog });
    const { stdout, stderr } = await folder.cli("sync", "--verbose");
    expect(stderr).not.toContain("error[");
    expect(stdout).toContain("  GET /things 200 hides Broken\n");
    const { paths } = folder.data();
    expect(paths["/things"].get.responses["200"]).toEqual({ description: "Things." });
    expect(Object.keys(paths["/orders"].post.responses)).not.toContain("200");
    await expectStable(folder);
  },
);

describe("rules", () => {
  const taken = (folder: SyncFolder): readonly string[] =>
    Object.entries(
      folder.data().paths as Record<string, Record<string, { responses: object }>>,
    ).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, { responses }]) =>
        JSON.stringify(responses).includes("/ShopError503") ? [`${method} ${path}`] : [],
      ),
    );
  const all = ["get /things", "get /things/{id}"];
  const without503 = text.replace("        '503': { description: No body. }\n", "");
  const secured = without503
    .replace("info:", "security: [{ token: [] }]\ninfo:")
    .replace("operationId: listThings", "operationId: listThings\n      security: []")
    .replace(
      "operationId: createOrder",
      "operationId: createOrder\n      requestBody: { content: {} }",
    );

  test.each<[string, object, readonly string[]]>([
    ["a pattern of paths within a segment", { for: { path: "/things/*" } }, ["get /things/{id}"]],
    ["a pattern of paths across segments", { for: { path: "/things**" } }, all],
    [
      "a pattern of ids",
      { for: { operationId: ["get*", "create*"] } },
      ["get /things/{id}", "post /orders"],
    ],
    ["except", { for: "all", except: { method: "post" } }, all],
    ["has: body", { for: { has: "body" } }, ["post /orders"]],
    ["has: path-params", { for: { has: ["path-params"] } }, ["get /things/{id}"]],
    ["has: security", { for: { has: "security" } }, ["get /things/{id}", "post /orders"]],
    ["has: two", { for: { has: ["body", "security"] } }, ["post /orders"]],
  ])("take operations by %s", async (_, part, expected) => {
    const folder = folderOf([{ errors: { status: 503 }, ...part }], { "openapi.yaml": secured });
    const { text: told } = await folder.sync();
    expect(told).not.toContain("spec-selector");
    expect(taken(folder)).toEqual(expected);
  });

  test("take the declared statuses alone", async () => {
    const folder = folderOf([rule("schema", "declared")]);
    await folder.sync();
    const { paths } = folder.data();
    expect(Object.keys(paths["/things"].get.responses)).toEqual(["200", "404", "410"]);
    expect(Object.keys(paths["/orders"].post.responses)).toEqual(["201", "503", "4XX"]);
    await expectStable(folder);
  });

  test("take errors by their tags", async () => {
    const catalog = fixture("shop.yaml").replace("status: 503", "status: 503\n    tags: [outage]");
    const folder = folderOf([{ for: "all", errors: { tag: "outage" } }], { "shop.yaml": catalog });
    await folder.sync();
    expect(Object.keys(folder.data().components.responses)).toEqual(["Gone", "ShopError503"]);
  });
});

describe("the command", () => {
  test("with --strict ends with 1 for a warning, and writes nothing", async () => {
    const folder = folderOf([rule(undefined), { for: { path: "/none" }, errors: "all" }]);
    const { code, stderr } = await folder.cli("sync", "--strict");
    expect(code).toBe(1);
    expect(stderr).toContain("error[spec-selector-unknown]");
    expect(folder.read()).toBe(text);
    expect((await folder.cli("sync")).code).toBe(0);
    expect(folder.read()).not.toBe(text);
  });

  test("with --remove --dry-run shows what would go, and writes nothing", async () => {
    const folder = folderOf([rule(undefined)]);
    await folder.sync();
    const synced = folder.read();
    const { code, stdout } = await folder.cli("sync", "--remove", "--dry-run");
    expect(code).toBe(0);
    expect(stdout).toContain("-x-faultbook:");
    expect(stdout).toContain("(dry run, nothing written)");
    expect(folder.read()).toBe(synced);
  });
});

test.each([
  ["warn", "warning[spec-code-status]", 0],
  ["error", "error[spec-code-status]", 1],
  ["off", undefined, 0],
])("drift: %s", async (drift, told, exit) => {
  const mine = "properties: { code: { enum: [missing, hidden, taken, empty, broken] } }";
  const withCodes = text.replace(
    "schema: {} } } }",
    `schema: { ${mine} } } } }\n        5XX: { description: Mine, content: { application/json: { schema: { ${mine} } } } }`,
  );
  const folder = syncFolder(shopFiles(withCodes, { drift }));
  const outcome = await folder.sync();
  expect(outcome.exit).toBe(exit);
  if (told === undefined) expect(outcome.text).not.toContain("spec-code");
  else expect(outcome.text).toContain(told);
});
