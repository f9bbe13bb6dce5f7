// The OpenAPI document of a catalog: valid, complete, true to its examples, and good for generators of types.

import { load } from "js-yaml";
import openapiTS, { astToString } from "openapi-typescript";
import { beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../generator/catalog/catalog.ts";
import { resolveCatalog } from "../../generator/catalog/resolve.ts";
import { openapiEmitter } from "../../generator/emit/openapi/openapi.ts";
import type { CatalogDocument } from "../../generator/schema/document.ts";
import {
  all,
  catalogOf,
  compileErrors,
  type Document,
  dialects,
  emitted,
  examplesIn,
  expectOpenapi,
  ids,
  optionsOf,
  validator,
  walk,
} from "../openapi/documents.ts";

describe.each(all)("openapi.yaml of $id in $version", ({ id, version }) => {
  let document: Document;
  beforeAll(() => {
    document = emitted(id, version);
  });

  test("is valid OpenAPI", async () => {
    await expectOpenapi(document);
    expect(document.openapi).toBe(version);
    expect("paths" in document).toBe(version === "3.0.3");
  });

  test("refers only to what is there", () => {
    const refs = new Set<unknown>();
    const collect = (key: string, value: unknown): void => {
      if (key === "$ref") refs.add(value);
      if (key === "mapping") for (const ref of Object.values(value as object)) refs.add(ref);
      if (key === "defaultMapping") refs.add(value);
    };
    walk(document, collect);
    for (const ref of refs) {
      const [, section = "", name = ""] =
        /^#\/components\/(schemas|examples)\/(\w+)$/.exec(String(ref)) ?? [];
      expect(document.components).toHaveProperty([section, name]);
    }
    expect(refs.size).toBeGreaterThan(3);
    expect(JSON.stringify(document)).not.toContain('"#/schemas/');
  });

  test("has as many names and descriptions as codes", () => {
    const catalog = catalogOf(id);
    const codes = document.components.schemas[`${catalog.prefix}ErrorCode`];
    expect(codes?.["enum"]).toEqual(catalog.codes.map((code) => code.literal));
    expect(codes?.["x-enum-varnames"]).toEqual(catalog.codes.map((code) => code.member));
    const { schemas } = emitted(id, version, { extensions: "all" }).components;
    const described = schemas[`${catalog.prefix}ErrorCode`]?.["x-enum-descriptions"];
    expect(described).toHaveLength(catalog.codes.length);
  });

  test("has every example of the catalog, and one of each other error, each in a response", () => {
    const wanted = catalogOf(id).definitions.flatMap(({ name, examples }) =>
      examples.length === 0 ? [name] : examples.map(({ body }) => body),
    );
    const shown = Object.values(document.components.responses).map((one) =>
      examplesIn(document, one),
    );
    // A status without examples of its own has those of its errors again.
    const found = [...new Set(shown.flat())];
    const sorted = (values: readonly unknown[]) => values.map((one) => JSON.stringify(one)).sort();
    expect(found).toHaveLength(wanted.length);
    expect(sorted(found)).toEqual(
      expect.arrayContaining(sorted(wanted.filter((one) => typeof one === "object"))),
    );
    const all = Object.values(document.components.examples).map(({ value }) => value);
    expect(sorted(all)).toEqual(sorted(found));
  });

  test("has no choice of one, and no object in two parts", () => {
    walk(document, (key, value) => {
      if (["oneOf", "anyOf"].includes(key)) expect(value).not.toHaveLength(1);
      if (key === "allOf")
        expect((value as readonly object[]).filter((one) => "properties" in one)).toEqual([]);
    });
  });

  test("says everything that the catalog says of a definition", () => {
    const text = JSON.stringify(emitted(id, version, { extensions: "all" }));
    for (const one of catalogOf(id).definitions) {
      const texts = [one.name, one.title, one.kind, one.summary, one.docsUrl, one.since];
      const lists = [...one.scopes, ...one.operations, ...one.messages.map(({ source }) => source)];
      const more = one.sources.map((source) => source.url);
      for (const part of [...texts, ...lists, ...more, one.deprecated?.reason]) {
        if (part !== undefined) expect(text).toContain(JSON.stringify(part).slice(1, -1));
      }
    }
  });

  test("is the same every time", () => {
    const catalog = catalogOf(id);
    const textsOf = (from: Catalog) =>
      openapiEmitter.emit(from, optionsOf(version), []).map(({ content }) => [...content].join(""));
    expect(textsOf(structuredClone(catalog))).toEqual(textsOf(catalog));
  });
});

describe.each(all)("examples of $id in $version", ({ id, version }) => {
  test("are valid against the schemas of their responses and of their errors", () => {
    const document = emitted(id, version);
    const check = validator(document);
    const { prefix, definitions } = catalogOf(id);
    const seen = new Set<unknown>();
    for (const response of Object.values(document.components.responses)) {
      const { $ref } = response.content["application/json"].schema;
      for (const value of examplesIn(document, response)) {
        expect(check($ref.slice("#/components/schemas/".length), value)).toBeUndefined();
        seen.add(value);
      }
    }
    expect(seen.size).toBe(Object.keys(document.components.examples).length);
    const shown = Object.values(document.components.examples);
    for (const { name, examples } of definitions) {
      for (const { value: body } of shown.splice(0, Math.max(1, examples.length))) {
        expect(check(`${prefix}${name}Error`, body)).toBeUndefined();
        expect(check(`${prefix}ErrorBody`, body)).toBeUndefined();
      }
    }
  });

  test("are of one choice if there is a discriminator, and of the one that it names", () => {
    const document = emitted(id, version);
    const check = validator(document);
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      const { discriminator, oneOf } = schema as unknown as Discriminated;
      if (discriminator === undefined) continue;
      const { propertyName, mapping, defaultMapping } = discriminator;
      expect(defaultMapping === undefined || version === "3.2.0", name).toBe(true);
      const choices = oneOf.map(({ $ref }) => $ref);
      expect(new Set([...Object.values(mapping), defaultMapping].filter(Boolean))).toEqual(
        new Set(choices),
      );
      for (const value of examplesOf(document, name)) {
        const code = (value as Record<string, string>)[propertyName] ?? "";
        const fitting = choices.filter(
          (ref) => check(ref.split("/")[3] ?? "", value) === undefined,
        );
        expect(fitting).toEqual([mapping[code] ?? defaultMapping]);
      }
      // Every choice must have the property, or a discriminator would not be legal.
      for (const ref of choices) expect(check(ref.split("/")[3] ?? "", {})).toContain(propertyName);
    }
  });
});

interface Discriminated {
  readonly oneOf: readonly { readonly $ref: string }[];
  readonly discriminator?: {
    readonly propertyName: string;
    readonly mapping: Record<string, string>;
    readonly defaultMapping?: string;
  };
}

function examplesOf(document: Document, schema: string): readonly unknown[] {
  const $ref = `#/components/schemas/${schema}`;
  return Object.values(document.components.responses)
    .filter(({ content }) => content["application/json"].schema.$ref === $ref)
    .flatMap((response) => examplesIn(document, response));
}

describe("the params of an error", () => {
  const { schemas } = emitted("odd", "3.1.0", { extensions: "all" }).components;

  test("are an object of their own, with what is safe to log", () => {
    expect(schemas["OddCardDeclinedErrorParams"]).toEqual({
      description: "The details of the error CardDeclined.",
      type: "object",
      required: ["amount"],
      properties: {
        amount: {
          $ref: "#/components/schemas/OddLinked",
          description: "How much.",
          "x-safe": false,
        },
        bank: { type: "string", "x-safe": false },
      },
    });
    expect(schemas["OddThrottledErrorParams"]).toMatchObject({
      required: ["what", "how"],
      properties: { what: { type: "string", "x-safe": true } },
    });
    expect(schemas).not.toHaveProperty("OddMissingErrorParams");
  });

  test("keep what is beside a reference in 3.0 too", () => {
    const { schemas: legacy } = emitted("odd", "3.0.3", { extensions: "all" }).components;
    expect(legacy["OddCardDeclinedErrorParams"]?.["properties"]).toMatchObject({
      amount: {
        allOf: [{ $ref: "#/components/schemas/OddLinked" }],
        description: "How much.",
        "x-safe": false,
      },
    });
    expect(legacy["OddThrottledErrorParams"]?.["properties"]).toMatchObject({
      how: { allOf: [{ $ref: "#/components/schemas/OddEither" }], "x-safe": false },
    });
  });

  test.each(ids)("are there for every definition that has some, and for no other, in %s", (id) => {
    const { prefix, definitions } = catalogOf(id);
    const found = Object.entries(emitted(id).components.schemas).filter(([name]) =>
      name.endsWith("ErrorParams"),
    );
    const wanted = definitions.filter(({ params }) => params.length > 0);
    expect(found.map(([name]) => name)).toEqual(
      wanted.map(({ name }) => `${prefix}${name}ErrorParams`),
    );
    wanted.forEach(({ params, deprecated }, i) => {
      const schema = found[i]?.[1] ?? {};
      expect(Object.keys(schema["properties"] as object)).toEqual(params.map(({ name }) => name));
      expect(schema["required"] ?? []).toEqual(
        params.filter(({ optional }) => !optional).map(({ name }) => name),
      );
      expect(schema["deprecated"]).toBe(deprecated === undefined ? undefined : true);
      if (deprecated !== undefined) expect(schema["description"]).toContain(deprecated.reason);
    });
  });
});

describe("OpenAPI 3.0", () => {
  test.each(ids)("has no keyword that it does not know, in %s", (id) => {
    const { schemas } = emitted(id, "3.0.3").components;
    const types = ["string", "number", "integer", "boolean", "array", "object"];
    walk(schemas, (key, value, parent) => {
      expect(["const", "examples", "contains", "prefixItems"]).not.toContain(key);
      if (key === "type" && typeof value !== "object") expect(types).toContain(value);
      if (key === "type" && value === "array") expect(parent).toHaveProperty("items");
      if (key === "type") expect(Array.isArray(value)).toBe(false);
      if (key === "nullable") expect(parent).toHaveProperty("type");
      if (key === "$ref") expect(Object.keys(parent)).toEqual(["$ref"]);
      if (key.startsWith("exclusive")) expect(typeof value).toBe("boolean");
    });
  });

  test("says null, several types and bounds in its own way", () => {
    const { schemas } = emitted("odd", "3.0.3").components;
    expect(schemas["OddAmount"]).toEqual({
      type: "integer",
      nullable: true,
      minimum: 0,
      exclusiveMinimum: true,
      example: 5,
    });
    expect(schemas["OddNothing"]).toEqual({ type: "string", nullable: true, enum: [null] });
    expect(schemas["OddEither"]).toEqual({
      anyOf: [{ type: "string" }, { type: "number" }, { type: "array", items: {} }],
      description: "Three types at once.",
    });
    expect(schemas["OddLinked"]).toEqual({
      allOf: [{ $ref: "#/components/schemas/OddAmount" }],
      description: "A reference with a sibling.",
    });
  });
});

describe("the bodies of a status", () => {
  const cdp = emitted("coinbase-cdp");
  const check = validator(cdp);
  const body = (errorType: string) => ({
    errorType,
    errorMessage: "m",
    correlationId: "c",
    errorLink: "l",
  });

  test("are told apart by their codes, with a discriminator unless two share one", () => {
    const { CdpError400, CdpError429 } = cdp.components.schemas;
    expect(CdpError429).toMatchObject({
      title: "Errors with HTTP status 429",
      discriminator: {
        propertyName: "errorType",
        mapping: {
          faucet_limit_exceeded: "#/components/schemas/CdpFaucetLimitExceededError",
          rate_limit_exceeded: "#/components/schemas/CdpRateLimitExceededError",
        },
      },
    });
    expect(CdpError400?.["anyOf"]).toContainEqual({
      $ref: "#/components/schemas/CdpProjectSecretMissingError",
    });
    expect(CdpError400).not.toHaveProperty("discriminator");
    expect(check("CdpError409", body("already_exists"))).toBeUndefined();
    expect(check("CdpError409", body("forbidden"))).toBeDefined();
    expect(check("CdpError4XX", body("forbidden"))).toBeUndefined();
  });

  test("leave room for unknown codes if no error is tied to the status", () => {
    expect(check("CdpErrorDefault", body("new_one"))).toBeUndefined();
    expect(check("CdpError400", body("new_one"))).toBeDefined();
    const cobo = validator(emitted("cobo-waas2"));
    const unknown = { error_code: 99999, error_message: "m", error_id: "i" };
    expect(cobo("CoboWaas2Error502", unknown)).toBeUndefined();
    expect(cobo("CoboWaas2Error403", unknown)).toBeDefined();
  });

  test("have each code in the type that its envelope gives it", () => {
    const { schemas } = emitted("coinw").components;
    expect(JSON.stringify(schemas["CoinwRateLimitExceededError"]?.["anyOf"])).toContain(
      '{"type":"string","const":"29001"',
    );
    expect(schemas["CoinwErrorDefault"]).toHaveProperty("anyOf");
  });
});

describe("odd catalogs", () => {
  const odd = emitted("odd");
  const { schemas, responses } = odd.components;
  const check = validator(odd);

  test("never have two components of one name", () => {
    expect(schemas["OddErrorCode"]).toHaveProperty("x-enum-varnames");
    expect(schemas["OddErrorCode2"]).toHaveProperty("description");
    const examples = responses["OddError404"]?.content["application/json"].examples ?? {};
    expect(Object.keys(examples)).toEqual([
      "OddMissingError",
      "OddMissingError3",
      "OddMissing2Error",
    ]);
    expect(Object.keys(odd.components.examples)).toEqual(
      expect.arrayContaining(["OddMissingError", "OddMissingError2", "OddMissing2Error"]),
    );
  });

  test("find a code in several places, and in elements of arrays", () => {
    const stripe = { error: { code: "x", decline_code: "low_funds" } };
    expect(check("OddLowFundsError", stripe)).toBeUndefined();
    expect(check("OddLowFundsError", { error: { code: "x" } })).toBeDefined();
    const graph = (code: string) => ({
      data: null,
      errors: [{}, { extensions: { code }, path: [] }],
    });
    expect(check("OddOddGraphError", graph("GRAPH"))).toBeUndefined();
    expect(check("OddOddGraphError", graph("OTHER"))).toBeDefined();
  });

  test("type params and constants at their places", () => {
    const card = (error: object) => ({ error: { code: "card_declined", type: "card", ...error } });
    expect(check("OddCardDeclinedError", card({ amount: 3, bank: "b" }))).toBeUndefined();
    expect(check("OddCardDeclinedError", card({}))).toBeDefined();
    expect(check("OddCardDeclinedError", card({ amount: -3 }))).toBeDefined();
    expect(check("OddCardDeclinedError", card({ amount: 3, type: "cash" }))).toBeDefined();
  });

  test("have headers if envelopes and params have facts in headers", () => {
    const names = (key: string) => Object.keys(responses[key]?.headers ?? {});
    expect(names("OddError402")).toEqual(["Request-Id", "X-Bank"]);
    expect(names("OddError400")).toEqual(["Retry-After", "X-Amzn-Errortype"]);
    const { CdpError429 } = emitted("coinbase-cdp").components.responses;
    expect(Object.keys(CdpError429?.headers ?? {})).toEqual([]);
  });

  test("describe a status by its own facts first, then by those of its range", () => {
    expect(responses["OddError404"]?.description).toBe(
      [
        "Not here.",
        "Said of all.",
        "- `missing`: It is not there.\n- `missing2`: Another.",
        "Causes:",
        "- One.\n- Two:\n  - with\n  - a list",
      ].join("\n\n"),
    );
    expect(responses["OddError404"]).toMatchObject({ "x-retry": "never", "x-effect": "none" });
    expect(responses["OddError410"]?.description).toBe(
      "Gone.\n\nSaid of all.\n\n- `absent`: It was never there. Deprecated since 2.0.0: Old. Use Missing instead.",
    );
    expect(responses["OddError402"]?.description).toBe(
      [
        "Payment Required.",
        "Said of all.",
        "- `card_declined`: The card was declined.\n- `low_funds`, `no_funds`: The card has no money.",
      ].join("\n\n"),
    );
    expect(responses["OddError200"]?.description).toBe(
      "An error under HTTP status 200.\n\n- `` `?` ``: A code with backticks.",
    );
    const { CdpError404, CdpErrorDefault } = emitted("coinbase-cdp").components.responses;
    expect(CdpError404?.description).toMatch(
      /^Not Found\. The resource in the request does not exist/,
    );
    expect(CdpErrorDefault?.description).toBe("Any other error.");
  });

  test("link to the documentation of errors, and name those without any", () => {
    expect(odd.info["description"]).toBe(
      [
        "See [the card](<https://example.com/card_(declined)>), [the other](#Gone) and [elsewhere](https://example.com/a_(b)).",
        "Sources:\n\n- [The \\[only\\] one](<https://example.com/a_(b)>), read on 2026-01-02",
      ].join("\n\n"),
    );
    expect(odd["externalDocs"]).toEqual({ url: "https://example.com/errors" });
  });

  test("keep what OpenAPI has no place for in extensions", () => {
    const whole = emitted("odd", "3.1.0", { extensions: "all" });
    expect(whole["x-catalog"]).toEqual({
      id: "odd",
      prefix: "Odd",
      codeType: "string",
      docsUrl: "https://example.com/errors",
      sources: {
        one: { title: "The [only] one", url: "https://example.com/a_(b)", read: "2026-01-02" },
      },
      scopes: ["A", "B"],
      statuses: { "1XX": { title: "Wait." } },
      reserved: [
        { name: "Older", reason: "Was never right." },
        { codes: { from: "1", to: "5" }, reason: "Taken." },
      ],
    });
    expect(whole.components.schemas["OddThrottledError"]).toMatchObject({
      "x-params": { how: { schema: { $ref: "#/components/schemas/OddEither" } } },
      "x-messages": ["{what} is {how}"],
      "x-operations": ["listThings"],
    });
  });

  test.each([
    ["none", []],
    ["minimal", ["x-effect", "x-enum-varnames", "x-retry"]],
  ] as const)("have few extensions or none: %s", (extensions, wanted) => {
    const found = new Set<string>();
    const visit = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      for (const [key, inner] of Object.entries(value)) {
        if (key.startsWith("x-")) found.add(key);
        visit(inner);
      }
    };
    const { headers: _, ...rest } = emitted("odd", "3.1.0", { extensions });
    visit(rest);
    // These are names of things in the catalog.
    expect(
      [...found].sort().filter((key) => !["x-amzn-errortype", "x-bank"].includes(key)),
    ).toEqual(wanted);
  });
});

const using = `
import type { components } from "./coinbase-cdp-VERSION.ts";
type Schemas = components["schemas"];
export function of429(body: Schemas["CdpError429"]): "faucet_limit_exceeded" {
  if (body.errorType === "rate_limit_exceeded") {
    const narrowed: Schemas["CdpRateLimitExceededError"] = body;
    throw new Error(narrowed.errorMessage);
  }
  return body.errorType;
}
export function of400(body: components["responses"]["CdpError400"]["content"]["application/json"]) {
  switch (body.errorType) {
    case "invalid_request":
    case "invalid_signature":
    case "malformed_transaction":
    case "payment_method_required":
    case "transfer_amount_out_of_bounds":
    case "transfer_quote_expired":
    case "transfer_recipient_address_invalid":
      return body.correlationId;
    default: {
      const none: never = body;
      return none;
    }
  }
}
// @ts-expect-error: not a code of this status
export const wrong: Schemas["CdpError429"]["errorType"] = "forbidden";
`;

test("openapi-typescript makes types that compile and narrow by the code", {
  timeout: 120_000,
}, async () => {
  const files = new Map<string, string>();
  for (const { id, version } of all) {
    const types = await openapiTS(JSON.stringify(emitted(id, version)), { silent: true });
    files.set(`/types/${id}-${version}.ts`, astToString(types));
  }
  for (const version of dialects) {
    files.set(`/types/use-${version}.ts`, using.replace("VERSION", version));
  }
  expect(await compileErrors(files)).toBe("");
});

test("texts of one line are no markup but for code, and several codes of one error are listed", () => {
  const catalog = resolveCatalog({
    id: "acme",
    title: "Acme",
    version: "1.0.0",
    prefix: "Acme",
    codeType: "string",
    envelopes: { Standard: { code: "/code" } },
    definitions: {
      Large: {
        code: [
          "too_large",
          {
            code: "too_long",
            summary: "The <id> is *too* long.",
            deprecated: { since: "1.0.0", reason: "See [here](https://x.example)." },
          },
        ],
        kind: "invalid-argument",
        summary: "The `limit` of <b>tags</b> is ![too](x) large.",
        status: 422,
      },
      Gone: { code: "gone", kind: "not-found", summary: "# No `id` & no _name_.", status: 404 },
    },
  } as CatalogDocument);
  const [file] = openapiEmitter.emit(catalog, optionsOf("3.1.0", { extensions: "all" }), []);
  const { components } = load([...(file?.content ?? "")].join("")) as Document;
  expect(components.responses["AcmeError422"]?.description).toBe(
    [
      "Unprocessable Content.",
      [
        "- `too_large`: The `limit` of \\<b>tags\\</b> is !\\[too\\](x) large.",
        "- `too_long`: The \\<id> is \\*too\\* long. Deprecated since 1.0.0: See \\[here\\](https://x.example).",
      ].join("\n"),
    ].join("\n\n"),
  );
  expect(components.responses["AcmeError404"]?.description).toBe(
    "Not Found. \\# No `id` & no \\_name\\_.",
  );
  expect(components.schemas["AcmeErrorCode"]?.["x-enum-descriptions"]).toContain(
    "The <id> is *too* long. Deprecated since 1.0.0: See [here](https://x.example).",
  );
});
