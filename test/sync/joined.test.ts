// A response that several catalogs give for one status: a choice of all their errors, with the examples of all.

import { expect, test } from "vitest";
import { type Document, dialects, expectOpenapi, validator } from "../openapi/documents.ts";
import { fixture, type SyncFolder, syncFolder } from "./folder.ts";

interface Errors {
  readonly id: string;
  readonly codes: readonly string[];
  /** Where the code is. */
  readonly at?: string;
  readonly mediaType?: string;
}

/** Gives a catalog of errors that come with 404, each with an example. */
function catalogOf({ id, codes, at = "/code", mediaType = "application/json" }: Errors): string {
  const definitions = codes.map(
    (code) =>
      `  ${code[0]?.toUpperCase()}${code.slice(1)}:\n    code: ${code}\n    kind: not-found\n    summary: There is no ${code}.\n    status: 404\n    examples:\n      - message: No ${code} in the ${id}.\n`,
  );
  return `id: ${id}\ntitle: The ${id} API\nversion: 1.0.0\nprefix: ${id[0]?.toUpperCase()}${id.slice(1)}\ncodeType: string\nenvelopes:\n  Standard: { code: ${at}, message: /message, mediaType: ${mediaType} }\ndefinitions:\n${definitions.join("")}`;
}

const shop: Errors = { id: "shop", codes: ["thing", "cart"] };
const bank: Errors = { id: "bank", codes: ["account", "card"] };

function folderOf(
  all: readonly Errors[],
  { version = "3.1.0", errors = { status: 404 } as object, mode = "copy" } = {},
): SyncFolder {
  const names = all.map(({ id }) => `${id}.yaml`);
  return syncFolder({
    ...Object.fromEntries(all.map((one, i) => [names[i], catalogOf(one)])),
    "openapi.yaml": fixture("openapi.yaml").replace("3.1.0", version),
    "faultbook.config.json": JSON.stringify({
      catalogs: names,
      emitters: { openapi: { version } },
      specs: [{ path: "openapi.yaml", mode, operations: [{ for: { tag: "One" }, errors }] }],
    }),
  });
}

interface Media {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly examples: Readonly<Record<string, { readonly $ref: string }>>;
}

/** Returns the value of an example that a response refers to. */
function exampleValue({ components }: Document, example: { readonly $ref: string } | undefined) {
  return components.examples[example?.$ref.split("/")[3] ?? ""]?.value;
}

interface Components {
  readonly responses: Readonly<Record<string, unknown>>;
}

async function joined(folder: SyncFolder) {
  expect((await folder.sync()).text).not.toContain("error[");
  const document = folder.data() as Document;
  const paths = document["paths"] as Record<string, Record<string, { responses: object }>>;
  const responses = paths["/things/{id}"]?.["get"]?.responses as Record<string, { $ref: string }>;
  const name = responses["404"]?.$ref.split("/").at(-1) ?? "";
  const response = (document["components"] as Components).responses[name] as {
    readonly description: string;
    readonly content: { readonly "application/json": Media };
  };
  return { document, response, ...response.content["application/json"] };
}

/** Gives what is wrong with the examples by the schema, and how many there are. */
function checked({ document, schema, examples }: Awaited<ReturnType<typeof joined>>) {
  const { components } = document;
  const check = validator({
    ...document,
    components: { ...components, schemas: { ...components.schemas, Joined: { ...schema } } },
  });
  const values = Object.values(examples).map((one) => exampleValue(document, one));
  return { count: values.length, faults: values.flatMap((value) => check("Joined", value) ?? []) };
}

test.each(dialects)(
  "in OpenAPI %s codes at one place that differ are a choice of exactly one, with the codes as a discriminator",
  async (version) => {
    const folder = folderOf([shop, bank], { version });
    const found = await joined(folder);
    const ref = (name: string) => `#/components/schemas/${name}Error`;
    expect(found.schema).toEqual({
      oneOf: ["BankAccount", "BankCard", "ShopCart", "ShopThing"].map((name) => ({
        $ref: ref(name),
      })),
      discriminator: {
        propertyName: "code",
        mapping: {
          account: ref("BankAccount"),
          card: ref("BankCard"),
          cart: ref("ShopCart"),
          thing: ref("ShopThing"),
        },
      },
    });
    expect(found.examples).toEqual({
      BankAccountError: expect.anything(),
      BankCardError: expect.anything(),
      ShopCartError: expect.anything(),
      ShopThingError: expect.anything(),
    });
    expect(exampleValue(found.document, found.examples["BankCardError"])).toEqual({
      code: "card",
      message: "No card in the bank.",
    });
    expect(checked(found)).toEqual({ count: 4, faults: [] });
    expect((await folder.sync("check")).changes).toEqual([]);
    await folder.sync("remove");
    expect(folder.read()).toBe(fixture("openapi.yaml").replace("3.1.0", version));
  },
);

test.each([
  ["at different places", { ...bank, at: "/error/code" }],
  ["of which one is in both", { ...bank, codes: ["account", "cart"] }],
  ["at the same place below the root", { ...bank, at: "/error/code" }, "/error/code"],
])("codes %s are a choice of any", async (_, other, at = "/code") => {
  const found = await joined(folderOf([{ ...shop, at }, other]));
  expect(found.schema).toEqual({
    anyOf: [
      { $ref: "#/components/schemas/BankError404" },
      { $ref: "#/components/schemas/ShopError404" },
    ],
  });
  expect(checked(found)).toEqual({ count: 4, faults: [] });
});

test("examples of errors of one name have the prefixes of their catalogs", async () => {
  const found = await joined(folderOf([shop, { ...bank, codes: ["cart", "card"] }]));
  expect(Object.keys(found.examples)).toEqual([
    "BankCardError",
    "BankCartError",
    "ShopCartError",
    "ShopThingError",
  ]);
  const messageOf = (name: string) => exampleValue(found.document, found.examples[name]);
  expect(messageOf("BankCartError")).toMatchObject({ message: "No cart in the bank." });
  expect(messageOf("ShopCartError")).toMatchObject({ message: "No cart in the shop." });
});

test("some errors of a catalog are told apart as all of them are", async () => {
  const more = { ...shop, codes: ["thing", "cart", "shelf"] };
  const some = { errors: { name: ["Thing", "Shelf", "Account", "Card"] } };
  const found = await joined(folderOf([more, bank], some));
  expect(found.schema["discriminator"]).toMatchObject({
    mapping: { account: expect.anything(), shelf: "#/components/schemas/ShopShelfError" },
  });
  expect(Object.keys(found.examples)).toEqual([
    "BankAccountError",
    "BankCardError",
    "ShopShelfError",
    "ShopThingError",
  ]);
  expect(checked(found)).toEqual({ count: 4, faults: [] });
});

test("a single error of a catalog is no choice that codes tell apart, and stays valid", async () => {
  const found = await joined(folderOf([shop, bank], { errors: { name: ["Thing", "Card"] } }));
  expect(found.schema).toEqual({
    anyOf: [
      { $ref: "#/components/schemas/BankCardError" },
      { $ref: "#/components/schemas/ShopThingError" },
    ],
  });
  expect(checked(found)).toEqual({ count: 2, faults: [] });
});

test("a description with a joined response is valid", async () => {
  const { document } = await joined(folderOf([shop, bank]));
  await expectOpenapi(document);
});

test("where components are references a joined response says the same of the documents", async () => {
  const copied = await joined(folderOf([shop, bank]));
  const folder = folderOf([shop, bank], { mode: "ref" });
  const referring = await joined(folder);
  const led = JSON.stringify(referring.response);
  expect(led).toContain('"./generated/shop/openapi.yaml#/components/schemas/ShopCartError"');
  expect(led).not.toContain('"#/');
  expect(JSON.parse(led.replaceAll(/\.\/generated\/\w+\/openapi\.yaml/g, ""))).toEqual(
    copied.response,
  );
  expect(referring.document.components.schemas).toBeUndefined();
  expect((await folder.sync("check")).changes).toEqual([]);
});

test("errors of two media types stay apart, each with its examples", async () => {
  const { response } = await joined(folderOf([shop, { ...bank, mediaType: "application/a+json" }]));
  const content = Object.entries(response.content).map(([type, { schema, examples }]) => [
    type,
    schema,
    Object.keys(examples),
  ]);
  const schema = (id: string) => ({ $ref: `#/components/schemas/${id}Error404` });
  expect(content).toEqual([
    ["application/a+json", schema("Bank"), ["BankAccountError", "BankCardError"]],
    ["application/json", schema("Shop"), ["ShopCartError", "ShopThingError"]],
  ]);
});
