// OpenAPI descriptions to catalogs: every code and body, where they stand, and what is said of them.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectFolder } from "../helpers.ts";
import { folderWith, imported, refused, specFile } from "./project.ts";

const definitionsOf = (catalog: { readonly definitions: readonly { readonly name: string }[] }) =>
  catalog.definitions.map(({ name }) => name);

test("an enum with a map from code to Markdown gives texts, steps, causes and every body", async () => {
  const { catalog, text, value, warnings } = await imported({
    "openapi.yaml": specFile("maps.yaml"),
  });
  expect(warnings).toEqual([]);
  expect(value).toMatchObject({ definitions: 6, codes: 6, examples: 5, undecided: [] });
  expect(catalog.envelopes).toMatchObject([{ name: "Error" }]);
  expect(text).toContain(
    "code: /errorType\n    message: /errorMessage\n    requestId: /correlationId\n    docsUrl: /errorLink\n",
  );
  const exists = catalog.definitions.find(({ name }) => name === "AlreadyExists");
  expect(exists).toMatchObject({
    kind: "already-exists",
    summary: "This error occurs when trying to create a resource that already exists.",
    statuses: [409],
    operations: ["createAccount"],
  });
  expect(text).toContain(`    resolution:
      - Check if the resource exists before creation
      - |-
        Use GET endpoints to verify resource state
        - accounts
        - policies
`);
  const invalid = catalog.definitions.find(({ name }) => name === "InvalidRequest");
  expect(invalid?.causes).toEqual(["Missing required parameters", "Malformed JSON, see the guide"]);
  expect(invalid?.examples).toHaveLength(2);
  expect(text).toContain("summary: Mfa required. # TODO: say what went wrong\n");
});

test("two enums beside each other are both codes, each put in its own place", async () => {
  const { catalog, text, value } = await imported({ "openapi.yaml": specFile("two-enums.yaml") });
  expect(catalog.codes.map((one) => one.text)).toEqual([
    ...["account_closed", "account_country_invalid_address", "api_error", "api_key_expired"],
    ...["balance_insufficient", "card_declined", "card_error", "idempotency_error"],
    ...["invalid_request_error", "rate_limit"],
  ]);
  expect(text).toContain("code: [/error/code, /error/type]\n");
  expect(text).toContain("code: [{ code: card_error, at: /error/type }]\n");
  expect(value.remarks).toEqual([]);
});

test("statuses are codes if bodies have no other", async () => {
  const { catalog, value } = await imported({ "openapi.yaml": specFile("statuses.yaml") });
  expect(catalog.codes.map(({ literal }) => literal)).toEqual(["403", "404"]);
  expect(definitionsOf(catalog)).toEqual(["Forbidden", "NotFound"]);
  expect(value.remarks[0]).toBe(
    "No field lists codes of its own, so the HTTP statuses are taken for codes.",
  );
});

const spec = (schema: string, more = "", media = "") => `openapi: 3.1.0
info: { title: Test API, version: "1" }
paths:
  /a:
    get:
      operationId: getA
      responses:
        "404":
          description: Missing
          content:
            application/json:
              schema: ${schema}
${media}${more}`;

test("names, sentences and deprecations of an enum are taken from any of the usual extensions", async () => {
  const code = `{ type: integer, enum: [1001, 1002, 1003], x-enum-varnames: [USER_MISSING, TOKEN_EXPIRED, OLD], x-enum-descriptions: ["The user does not exist.", "The token has expired.", "Gone."], x-deprecated-enums: [1003] }`;
  const { catalog } = await imported({
    "a.yaml": spec(`{ type: object, properties: { code: ${code}, message: { type: string } } }`),
  });
  expect(catalog).toMatchObject({ codeType: "integer" });
  expect(catalog.definitions).toMatchObject([
    {
      name: "UserMissing",
      summary: "The user does not exist.",
      kind: "not-found",
      statuses: [404],
    },
    { name: "TokenExpired", summary: "The token has expired." },
    { name: "Old", deprecated: { since: "0.1.0" } },
  ]);
});

test.each([
  [
    "constants with descriptions",
    `{ oneOf: [{ const: a_b, description: It is A. }, { const: c_d, description: It is C. }] }`,
  ],
  [
    "a list in the description",
    `{ type: string, enum: [a_b, c_d], description: "One of:\\n- \`a_b\`: It is A.\\n- \`c_d\` - It is C." }`,
  ],
  [
    "a table in the description",
    `{ type: string, enum: [a_b, c_d], description: "| code | what |\\n|---|---|\\n| a_b | It is A. |\\n| c_d | It is C. |" }`,
  ],
  [
    "a map of objects",
    `{ type: string, enum: [a_b, c_d], x-docs: { a_b: { description: It is A. }, c_d: { description: It is C. } } }`,
  ],
])("texts are found in %s", async (_, code) => {
  const { catalog } = await imported({
    "a.yaml": spec(
      `{ type: object, properties: { error: { type: object, properties: { reason: ${code}, message: { type: string } } } } }`,
    ),
  });
  expect(catalog.definitions).toMatchObject([
    { name: "AB", summary: "It is A." },
    { name: "CD", summary: "It is C." },
  ]);
});

test("a schema of its own gives a code its status, name and sentence", async () => {
  const { catalog } = await imported({
    "a.yaml": spec(
      `{ $ref: "#/components/schemas/PostcodeNotFoundResponse" }`,
      `components:
  schemas:
    PostcodeNotFoundResponse:
      description: No such postcode.
      allOf:
        - { type: object, properties: { code: { type: integer }, message: { type: string } } }
        - { type: object, properties: { code: { enum: [4040] } } }
`,
    ),
  });
  expect(catalog.definitions).toMatchObject([
    {
      name: "PostcodeNotFound",
      codes: [{ literal: 4040 }],
      summary: "No such postcode.",
      statuses: [404],
      operations: ["getA"],
    },
  ]);
});

test("statuses are codes of the shapes alone that have no other", async () => {
  const { catalog, value, warnings } = await imported({
    "a.yaml": spec(
      "{ type: object, properties: { message: { type: string }, status: { type: string } } }",
      `        "422":
          description: Invalid
          content:
            application/json:
              schema: { type: object, properties: { code: { enum: [bad_name] }, message: { type: string } } }
`,
      '              example: { message: There is no user., status: "404" }\n',
    ),
  });
  expect(warnings).toEqual([]);
  expect(catalog.codes.map(({ text }) => text)).toEqual(["404", "bad_name"]);
  expect(value).toMatchObject({ examples: 1 });
});

test("the example of a field is a code, unless it repeats a status", async () => {
  const { catalog } = await imported({
    "a.yaml": spec(
      "{ type: object, properties: { code: { type: string, example: BAD_REQUEST }, message: { type: string } } }",
      "",
      "              example: { code: NO_USER, message: There is no user. }\n",
    ),
  });
  expect(catalog.codes.map(({ text }) => text)).toEqual(["BAD_REQUEST", "NO_USER"]);
});

test("codes of bodies alone are found, in several shapes and with several codes in one body", async () => {
  const { catalog, text } = await imported({
    "a.yaml": spec(
      `{ oneOf: [{ type: object, properties: { errors: { type: array, items: { type: object, properties: { code: { type: string }, detail: { type: string } } } } } }, { type: object, properties: { error_code: { type: string }, error_description: { type: string } } }] }`,
      "",
      `              examples:
                one: { value: { errors: [{ code: no_user, detail: There is no user. }] } }
                two: { value: { error_code: no_team, error_description: There is no team. } }
`,
    ),
  });
  expect(definitionsOf(catalog)).toEqual(["NoTeam", "NoUser"]);
  expect(text).toContain("code: /errors/*/code\n    message: /errors/*/detail\n");
  expect(text).toContain("code: /error_code\n    message: /error_description\n");
  expect(catalog.definitions.map(({ examples }) => examples.length)).toEqual([1, 1]);
});

test("an enum that is named is taken, whatever uses it", async () => {
  const files = {
    "a.yaml": spec(`{ type: object, properties: { kind: { $ref: "./parts/codes.yaml#/Fault" } } }`),
    "parts/codes.yaml": "Fault: { type: string, enum: [no_user, no_team] }\n",
    "b.yaml": `${spec("{ type: object }")}components: { schemas: { Fault: { type: string, enum: [no_user, x_y] } } }\n`,
  };
  const used = await imported(files, {
    sources: [
      "a.yaml#/paths/~1a/get/responses/404/content/application~1json/schema/properties/kind",
    ],
  });
  expect(used.catalog.codes.map((one) => one.text)).toEqual(["no_team", "no_user"]);
  expect(used.text).toContain("code: /kind\n");
  const unused = await imported(files, { sources: ["b.yaml#/components/schemas/Fault"] });
  expect(unused.catalog.codes.map((one) => one.text)).toEqual(["no_user", "x_y"]);
  expect(unused.value.remarks).toContain("No response has a field with these codes.");
});

test("several descriptions are merged by code, each is cited, and contradictions are told", async () => {
  const one = (code: string, status: string) =>
    spec(
      `{ type: object, properties: { code: { enum: [${code}] }, message: { type: string } } }`,
    ).replace('"404"', `"${status}"`);
  const { catalog, value } = await imported({
    "a.yaml": one("no_user", "404"),
    "b.yaml": one("no_user", "410"),
    "c.yaml": one("no_team", "404"),
  });
  expect(catalog.definitions).toMatchObject([
    { name: "NoTeam", sources: [{ id: "c" }] },
    { name: "NoUser", statuses: [404, 410], sources: [{ id: "a" }, { id: "b" }] },
  ]);
  expect(value.contradictions).toEqual([
    {
      code: "no_user",
      what: "status",
      said: [
        ["a.yaml", "404"],
        ["b.yaml", "410"],
      ],
    },
  ]);
});

test("codes that make reserved words, or differ by case, get names of their own", async () => {
  const codes =
    "[range, RangeError, not_found, NOT_FOUND, class, constructor, error, __proto__, 'a b', Ünïcode, '日本']";
  const { catalog, diagnostics } = await imported({
    "a.yaml": spec(
      `{ type: object, properties: { code: { enum: ${codes} }, message: { type: string } } }`,
    ),
  });
  expect(catalog.codes.map(({ text }) => text).sort()).toEqual(
    [
      "range",
      "RangeError",
      "not_found",
      "NOT_FOUND",
      "class",
      "constructor",
      "error",
      "__proto__",
      "a b",
      "Ünïcode",
      "日本",
    ].sort(),
  );
  expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    'import-codes-alike: The codes "NOT_FOUND" and "not_found" differ by case alone.',
  ]);
});

test.each([
  ["without error responses", spec("{}").replace('"404"', '"200"'), "import-no-codes"],
  [
    "whose errors have no code",
    spec("{ type: object, properties: { text: { type: string } } }"),
    "import-no-codes",
  ],
  [
    "with an enum of unrelated words",
    spec("{ type: object, properties: { color: { enum: [red, green] }, text: { type: string } } }"),
    "import-no-codes",
  ],
  ["of an old version", "swagger: '2.0'\npaths: {}\n", "spec-swagger"],
  ["with broken YAML", "openapi: 3.0.0\npaths: [\n", "yaml-syntax"],
  ["that is empty", " \n", "import-unread"],
])("a description %s is refused, and nothing is written", async (_, text, code) => {
  const { codes, cwd, value } = await refused({ "a.yaml": text });
  expect(codes).toEqual([code]);
  expect(value).toBeUndefined();
  expect(readdirSync(cwd)).toEqual(["a.yaml"]);
});

test("a pointer to no enum, a binary file and a missing file are told", async () => {
  const files = { "a.yaml": spec("{}"), "b.bin": new Uint8Array([0, 1, 2, 0]) };
  const told = async (source: string) => (await refused(files, [source])).codes;
  expect(await told("a.yaml#/info")).toEqual(["import-pointer"]);
  expect(await told("b.bin")).toEqual(["import-unread"]);
  expect(await told("c.yaml")).toEqual(["file-not-found"]);
});

test("a schema that its own examples do not fit is left out, and every body is kept", async () => {
  const { catalog, text } = await imported({
    "a.yaml": spec(
      `{ type: object, required: [code, message, trace], properties: { code: { type: string }, message: { type: string }, trace: { type: integer } } }`,
      "",
      `              example: { code: no_user, message: There is no user., trace: abc }\n`,
    ),
  });
  expect(catalog.definitions).toMatchObject([{ examples: [{ body: { trace: "abc" } }] }]);
  expect(text).not.toContain("body:\n      type");
});

const shelf = join(projectFolder, "../shared/specs");

test("real descriptions give valid catalogs", async (context) => {
  if (!existsSync(shelf))
    context.skip("../shared/specs is not there, so that nothing was tried on real descriptions");
  const travel = readFileSync(join(shelf, "train-travel.openapi-3.1.yaml"), "utf8");
  const { catalog, warnings } = await imported({ "travel.yaml": travel });
  expect(warnings).toEqual([]);
  expect(
    catalog.definitions.map(({ name, statuses, examples }) => [name, ...statuses, examples.length]),
  ).toEqual([
    ["BadRequest", 400, 1],
    ["Conflict", 409, 1],
    ["Forbidden", 403, 1],
    ["InternalServer", 500, 1],
    ["NotFound", 404, 1],
    ["TooManyRequests", 429, 1],
    ["Unauthorized", 401, 1],
  ]);
  const asana = readFileSync(join(shelf, "asana.openapi-3.0.yaml"), "utf8");
  expect((await refused({ "asana.yaml": asana })).codes).toEqual(["import-no-codes"]);
});

test("a folder without a configuration gets the catalog and its record alone", async () => {
  const cwd = folderWith({ "openapi.yaml": specFile("maps.yaml") });
  const { importErrors } = await import("../../generator/index.ts");
  const dry = await importErrors({ cwd, sources: ["openapi.yaml"], dryRun: true });
  expect(dry.value?.text).toContain("definitions:\n  AlreadyExists:\n");
  expect(readdirSync(cwd)).toEqual(["openapi.yaml"]);
  await importErrors({ cwd, sources: ["openapi.yaml"] });
  expect(readdirSync(cwd, { recursive: true }).sort()).toEqual([
    ...["catalog", "catalog/acme-developer-platform.yaml"],
    ...["imports", "imports/acme-developer-platform.yaml", "openapi.yaml"],
  ]);
});

test("a field that holds codes in some bodies and the status in others gives no codes there", async () => {
  const media = `              examples:
                a: { value: { status: failed, message: It is closed. } }
                b: { value: { status: pending, message: It runs. } }
                c: { value: { status: "404", message: It is missing. } }
                d: { value: { status: 404, message: It is missing. } }
`;
  const status = "{ type: string, enum: [failed, pending] }";
  const { catalog } = await imported({
    "a.yaml": spec(
      `{ type: object, properties: { status: ${status}, message: { type: string } } }`,
      "",
      media,
    ),
  });
  expect(definitionsOf(catalog)).toEqual(["Failed", "Pending"]);
});

test("a response that allows some codes of a shared schema says its status of these alone", async () => {
  const answer = (schema: object) => ({
    description: "No.",
    content: { "application/json": { schema } },
  });
  const shared = { $ref: "#/components/schemas/E" };
  const codes = ["no_user", "no_cart", "no_item", "bad_date", "bad_name"];
  const spec = {
    openapi: "3.1.0",
    info: { title: "Acme", version: "1" },
    paths: {
      "/users": {
        get: {
          responses: {
            404: answer(shared),
            422: answer({
              allOf: [shared, { properties: { code: { enum: ["bad_date", "bad_name"] } } }],
            }),
          },
        },
      },
    },
    components: {
      schemas: {
        E: { properties: { code: { enum: codes }, message: { type: "string" } } },
      },
    },
  };
  const { catalog } = await imported({ "openapi.json": JSON.stringify(spec) });
  const of422 = catalog.definitions.filter(({ statuses }) => statuses.includes(422));
  expect(of422.flatMap((one) => one.codes.map(({ text }) => text))).toEqual([
    "bad_date",
    "bad_name",
  ]);
  expect(catalog.codes.length).toBe(5);
});
