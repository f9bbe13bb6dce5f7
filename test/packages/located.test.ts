// Packages of catalogs shaped like real APIs: what they parse, build, and accept as a body, and what OpenAPI says of it.

import { describe, expect, test } from "vitest";
import { parseYaml } from "../../generator/text/yaml.ts";
import { compile, importPackage } from "../helpers.ts";

const head = "id: t\ntitle: T\nversion: 1.0.0\nprefix: Tt\ncodeType: string\n";

interface Shape {
  readonly api: string;
  readonly text: string;
  /** A body as the API sends it, with another element beside the one that has the code. */
  readonly real: object;
  /** The body that `toBody()` builds for the definition `One`. */
  readonly built: object;
  /** The fields of the body's type. */
  readonly type: string;
  /** What OpenAPI says of the list in the body of `One`. */
  readonly list: readonly [path: readonly string[], schema: unknown];
}

const one = (more = "") =>
  `definitions: { One: { code: ONE, kind: conflict, summary: It is taken.${more} } }`;

const shapes: readonly Shape[] = [
  {
    api: "JSON:API",
    text: `envelopes: { Errors: { code: /errors/0/code, message: /errors/0/detail } }\n${one()}`,
    real: { errors: [{ code: "ONE", detail: "m" }, { code: 5, detail: {} }, null] },
    built: { errors: [{ code: "ONE", detail: "It is taken." }] },
    type: "readonly errors: readonly unknown[];",
    list: [
      ["errors"],
      {
        type: "array",
        minItems: 1,
        contains: {
          type: "object",
          required: ["code"],
          properties: { code: { type: "string", const: "ONE" } },
        },
      },
    ],
  },
  {
    api: "GraphQL",
    text: `envelopes:
  Graph: { code: /errors/*/extensions/code, message: /errors/*/message, when: { /errors/*/message: { present: true } } }
${one()}`,
    real: {
      data: null,
      errors: [{ message: "a", extensions: 5 }, { message: "m", extensions: { code: "ONE" } }, "x"],
    },
    built: { errors: [{ message: "It is taken.", extensions: { code: "ONE" } }] },
    type: "readonly errors: readonly unknown[] | { readonly [key: string]: unknown };",
    list: [
      ["errors"],
      {
        type: ["array", "object"],
        minItems: 1,
        contains: {
          type: "object",
          required: ["message", "extensions"],
          properties: {
            message: {},
            extensions: {
              type: "object",
              required: ["code"],
              properties: { code: { type: "string", const: "ONE" } },
            },
          },
        },
      },
    ],
  },
  {
    api: "Shopify",
    text: `envelopes:
  Graph:
    code: /data/*/userErrors/*/code
    message: /data/*/userErrors/*/message
    body: { type: object, required: [data], properties: { data: { type: object } } }
${one(", examples: [{ status: 200, body: { data: { productCreate: { userErrors: [{ code: ONE, message: m }] } } } }]")}`,
    real: {
      data: {
        shop: null,
        productCreate: { userErrors: [{ code: 5 }, { code: "ONE", message: "m" }] },
      },
    },
    built: { data: { productCreate: { userErrors: [{ code: "ONE", message: "It is taken." }] } } },
    type: "readonly data: { readonly [key: string]: unknown };",
    list: [["data"], { type: "object" }],
  },
  {
    api: "google.rpc",
    text: `envelopes:
  Status:
    code: "/error/details/(@type=type.googleapis.com~1google.rpc.ErrorInfo)/reason"
    message: /error/message
    retryAfter: { at: "/error/details/(@type=type.googleapis.com~1google.rpc.RetryInfo)/retryDelay", unit: duration }
${one()}`,
    real: {
      error: {
        message: "m",
        details: [
          { "@type": "type.googleapis.com/google.rpc.Help", reason: 5 },
          { "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "ONE" },
        ],
      },
    },
    built: {
      error: {
        message: "It is taken.",
        details: [
          { "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "ONE" },
          { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "3.5s" },
        ],
      },
    },
    type: "readonly details: readonly unknown[];",
    list: [
      ["error", "details"],
      {
        type: "array",
        minItems: 1,
        contains: {
          type: "object",
          required: ["reason", "@type"],
          properties: {
            "@type": { const: "type.googleapis.com/google.rpc.ErrorInfo" },
            reason: { type: "string", const: "ONE" },
          },
        },
      },
    ],
  },
  {
    api: "PayPal",
    text: `envelopes: { Error: { code: /name, message: /message, docsUrl: "/links/(rel=information_link)/href" } }
${one(', docsUrl: "https://a.b/one", params: { redirect: { at: "/links/(rel=redirect)/href", type: string, optional: true } }')}`,
    real: {
      name: "ONE",
      message: "m",
      links: [
        { rel: "self", href: 5 },
        { rel: "redirect", href: "https://c.d/" },
      ],
    },
    built: {
      name: "ONE",
      message: "It is taken.",
      links: [{ rel: "information_link", href: "https://a.b/one" }],
    },
    type: "readonly links?: readonly unknown[] | null;",
    list: [["links"], { type: ["array", "null"] }],
  },
];

describe.each(shapes)("a catalog shaped like $api", ({ text, real, built, type, list }) => {
  const made = compile(`${head}${text}`, "emitters: { openapi: { version: 3.1.0 } }\n");
  const imported = made.then(importPackage);

  test("parses a real body with other elements, and accepts it as one", async () => {
    const { parse, identify, isBody } = await imported;
    const response = { status: 422, body: real };
    expect(parse(response)).toMatchObject({ name: "OneError", code: "ONE" });
    expect(identify(response)).toMatchObject({ name: "One", code: "ONE" });
    expect(isBody(real)).toBe(true);
  });

  test("builds bodies that are parsed again", async () => {
    const { classes, parse, isBody, fixtures } = await imported;
    const Made = classes.get("One");
    if (Made === undefined) throw new Error("no class");
    const body = new Made({ retryAfter: 3.5 }).toBody();
    expect(body).toEqual(built);
    expect(isBody(body)).toBe(true);
    expect(parse({ status: 422, body })).toMatchObject({
      name: "OneError",
      message: "It is taken.",
    });
    expect(parse(fixtures["One"])).toMatchObject({ name: "OneError" });
  });

  test("leaves the other elements open in types and OpenAPI", async () => {
    const { files } = await made;
    expect(files.get("src/envelopes.ts")).toContain(type);
    const document: unknown = parseYaml({
      path: "o.yaml",
      text: files.get("openapi.yaml") ?? "",
    }).value?.value;
    const { components } = document as { components: { schemas: Record<string, unknown> } };
    let schema = components.schemas["TtOneError"] as { properties: Record<string, never> };
    for (const key of list[0]) schema = schema.properties[key] as unknown as typeof schema;
    expect(schema).toEqual(list[1]);
  });
});

test("a README has no samples if no body can be built", async () => {
  const readmeOf = async (more: string): Promise<string> => {
    const made = await compile(`${head}
envelopes: { G: { code: /data/*/code, body: { properties: { data: { type: object } } } } }
${one(more)}
`);
    return made.files.get("README.md") ?? "";
  };
  expect(await readmeOf("")).not.toContain("parseTtError");
  const example = ", examples: [{ body: { data: { a: { code: ONE } } } }]";
  expect(await readmeOf(example)).toContain("parseTtError");
});

test("a definition whose key nobody knows has no fixture, and the package works", async () => {
  const { compiled, all } = await compile(`${head}
envelopes: { G: { code: /data/*/code, message: /data/*/message, body: { properties: { data: { type: object } } } } }
definitions:
  One: { code: ONE, kind: conflict, summary: S. }
  Two: { code: TWO, kind: conflict, summary: S., examples: [{ body: { data: { a: { code: TWO } } } }] }
`).then(async (compiled) => ({ compiled, all: await importPackage(compiled) }));
  expect(Object.keys(all.fixtures)).toEqual(["Two"]);
  expect(compiled.files.get("src/fixtures.ts")).toContain('[Name in Exclude<TtErrorName, "One">]');
  expect(all.parse({ status: 400, body: { data: { b: { code: "ONE" } } } })).toMatchObject({
    name: "OneError",
  });
  expect(new (all.classes.get("One") ?? all.unknown)().toBody()).toEqual({});
  expect(new (all.classes.get("Two") ?? all.unknown)().toBody()).toEqual({
    data: { a: { code: "TWO", message: "S." } },
  });
});
