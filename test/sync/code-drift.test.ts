// Codes and examples in hand-written error responses, compared with the catalog; what is no code of an error is left alone.

import { describe, expect, test } from "vitest";
import { fixture, type SyncFolder, shopFiles, syncFolder } from "./folder.ts";

/** What a description has for one operation and below its components. */
interface Written {
  readonly responses?: string;
  readonly components?: string;
  readonly more?: string;
  readonly rules?: readonly object[];
  readonly files?: Readonly<Record<string, string>>;
}

function folderOf({ responses = "", components = "", more = "", rules = [], files = {} }: Written) {
  const text = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /things:
    get:
      operationId: listThings
      responses:
        "200": { description: Things. }
${responses}${more}${components === "" ? "" : `components:\n${components}`}`;
  const spec = rules.length === 0 ? {} : { operations: rules };
  return syncFolder({ ...shopFiles(text, spec), ...files });
}

const json = (media: string) => `content: { application/json: ${media} }`;
const response = (status: string, media: string) =>
  `        "${status}": { description: Mine., ${json(media)} }\n`;
const body = (code: string) => `{ schema: { type: object, properties: { code: ${code} } } }`;
const shared = "{ schema: { $ref: '#/components/schemas/Problem' } }";
const problem = (code: string) =>
  `  schemas:\n    Problem: { type: object, properties: { code: ${code} } }\n`;

/** Syncs, and returns what was told of codes without its frames. */
async function toldBy(folder: SyncFolder): Promise<readonly string[]> {
  const { text } = await folder.sync("dry-run");
  expect(text).not.toContain("error[");
  return [...text.matchAll(/^warning\[(spec-(?:code|body)-\w+)\]: (.*)$/gm)].map(
    ([, code, message]) => `${code}: ${message}`,
  );
}

const at = "openapi.yaml#/paths/~1things/get/responses".replace("openapi.yaml", "");

test.each<[string, Written, readonly string[]]>([
  [
    "an unknown code in an enum of a response",
    { responses: response("404", body("{ enum: [missing, stolen, lost] }")) },
    [
      `spec-code-unknown: The hand-written "${at}/404/content/application~1json/schema/properties/code/enum" has codes that the catalog "shop" does not know: "stolen", "lost".`,
    ],
  ],
  [
    "an unknown code in a const",
    { responses: response("404", body("{ const: mising }")) },
    [
      `spec-code-unknown: The hand-written "${at}/404/content/application~1json/schema/properties/code/const" has codes that the catalog "shop" does not know: "mising".`,
    ],
  ],
  [
    "codes under a status that the catalog does not have for them",
    { responses: response("404", body("{ enum: [missing, taken, broken] }")) },
    [
      `spec-code-status: The hand-written "${at}/404/content/application~1json/schema/properties/code/enum" has codes under "404" that the catalog "shop" has under other statuses: "taken (409)", "broken (503)".`,
    ],
  ],
  [
    "a range of statuses, which covers some of them",
    { responses: response("4XX", body("{ enum: [missing, taken, broken] }")) },
    [
      `spec-code-status: The hand-written "${at}/4XX/content/application~1json/schema/properties/code/enum" has codes under "4XX" that the catalog "shop" has under other statuses: "broken (503)".`,
    ],
  ],
  [
    "a list for all errors that misses some",
    {
      responses: response("default", shared),
      components: problem("{ $ref: '#/components/schemas/Code' }").concat(
        "    Code: { enum: [missing, hidden, taken, sold, lost] }\n",
      ),
    },
    [
      'spec-code-unknown: The hand-written "#/components/schemas/Code/enum" has codes that the catalog "shop" does not know: "lost".',
      'spec-code-missing: The list of codes at "#/components/schemas/Code/enum" is missing codes of the catalog "shop": "broken", "empty".',
    ],
  ],
  [
    "a choice of constants behind a shared response",
    {
      responses: '        "404": { $ref: "#/components/responses/Gone" }\n',
      components: `  responses:\n    Gone: { description: Gone., ${json("{ schema: { oneOf: [{ $ref: '#/components/schemas/A' }, { allOf: [{ properties: { code: { const: hiden } } }] }] } }")} }\n  schemas:\n    A: { properties: { code: { const: missing } } }\n`,
    },
    [
      'spec-code-unknown: The hand-written "#/components/responses/Gone/content/application~1json/schema/oneOf/1/allOf/0/properties/code/const" has codes that the catalog "shop" does not know: "hiden".',
    ],
  ],
  [
    "an example of a media type",
    { responses: response("404", "{ example: { code: gone, message: It is gone. } }") },
    [
      `spec-code-unknown: The hand-written "${at}/404/content/application~1json/example" has codes that the catalog "shop" does not know: "gone".`,
    ],
  ],
  [
    "a named example under another status",
    {
      responses: response("404", "{ examples: { one: { value: { code: taken } } } }"),
    },
    [
      `spec-code-status: The hand-written "${at}/404/content/application~1json/examples/one/value" has codes under "404" that the catalog "shop" has under other statuses: "taken (409)".`,
    ],
  ],
  [
    "an example of the components, told once for all that refer to it",
    {
      responses:
        response("404", "{ examples: { one: { $ref: '#/components/examples/Gone' } } }") +
        response("410", "{ examples: { one: { $ref: '#/components/examples/Gone' } } }"),
      components: "  examples:\n    Gone: { value: { code: gone } }\n",
    },
    [
      'spec-code-unknown: The hand-written "#/components/examples/Gone/value" has codes that the catalog "shop" does not know: "gone".',
    ],
  ],
  [
    "examples of a schema, and of its code",
    {
      responses: response("404", shared),
      components:
        "  schemas:\n    Problem:\n      example: { code: gone }\n      examples: [{ code: missing }, { code: lost }]\n      properties: { code: { type: string, example: stolen } }\n",
    },
    [
      'spec-code-unknown: The hand-written "#/components/schemas/Problem/properties/code/example" has codes that the catalog "shop" does not know: "stolen".',
      'spec-code-unknown: The hand-written "#/components/schemas/Problem/example" has codes that the catalog "shop" does not know: "gone".',
      'spec-code-unknown: The hand-written "#/components/schemas/Problem/examples/1" has codes that the catalog "shop" does not know: "lost".',
    ],
  ],
  [
    "an example that no envelope fits",
    { responses: response("404", "{ example: { error: missing } }") },
    ['spec-body-unknown: No envelope of the catalogs "shop" fits this example of an error.'],
  ],
  [
    "one whose status rules give errors for",
    {
      responses: response("404", "{ example: { error: missing } }"),
      rules: [{ for: "all", errors: { status: 404 } }],
    },
    ['spec-body-unknown: No envelope of the catalogs "shop" fits this example of an error.'],
  ],
  [
    "one that stays beside a narrowed schema",
    {
      responses: response("404", "{ schema: { type: object }, example: { error: missing } }"),
      rules: [{ for: "all", errors: { status: 404 }, existing: "schema" }],
    },
    ['spec-body-unknown: No envelope of the catalogs "shop" fits this example of an error.'],
  ],
])("%s is told", async (_, written, told) => {
  expect(await toldBy(folderOf(written))).toEqual(told);
});

test("examples that no envelope fits are summed up, and JSON has each", async () => {
  const statuses = [400, 401, 403, 404, 409, 410, 500, 503];
  const folder = folderOf({
    responses: statuses
      .map((status) => response(String(status), `{ example: { error: no ${status} } }`))
      .join(""),
  });
  const { text } = await folder.sync("dry-run");
  expect(text.match(/fits this example/g)?.length).toBeLessThan(5);
  const { stdout } = await folder.cli("sync", "--dry-run", "--format", "json");
  const { diagnostics } = JSON.parse(stdout) as {
    readonly diagnostics: readonly { readonly code: string; readonly line: number }[];
  };
  const told = diagnostics.filter(({ code }) => code === "spec-body-unknown");
  expect(new Set(told.map(({ line }) => line)).size).toBe(statuses.length);
});

describe("in other files", () => {
  test("each contradiction has its file and line", async () => {
    const folder = folderOf({
      responses: '        "404": { $ref: "parts/gone.yaml" }\n',
      files: {
        "parts/gone.yaml":
          "description: Gone.\ncontent:\n  application/json:\n    schema: { $ref: problem.yaml#/Problem }\n    example: { code: gone }\n",
        "parts/problem.yaml": "Problem:\n  properties:\n    code:\n      enum: [missing, stolen]\n",
      },
    });
    const { text } = await folder.sync("check");
    expect(text).toContain('The hand-written "parts/problem.yaml#/Problem/properties/code/enum"');
    expect(text).toContain("--> parts/problem.yaml:4:13");
    expect(text).toContain('The hand-written "parts/gone.yaml#/content/application~1json/example"');
    expect(text).toContain("--> parts/gone.yaml:5:14");
  });
});

test("a list of a thousand codes is one diagnostic with all of them, in JSON too", async () => {
  const codes = Array.from({ length: 1000 }, (_, i) => `unknown_code_${i}`);
  const folder = folderOf({
    responses: response("404", body(`{ enum: [missing, ${codes.join(", ")}] }`)),
  });
  const { stdout } = await folder.cli("sync", "--dry-run", "--format", "json");
  const { diagnostics } = JSON.parse(stdout) as {
    readonly diagnostics: readonly { readonly code: string; readonly message: string }[];
  };
  const told = diagnostics.filter(({ code }) => code.startsWith("spec-code"));
  expect(told).toHaveLength(1);
  for (const code of codes) expect(told[0]?.message).toContain(`"${code}"`);
});

describe("nothing is told of", () => {
  test.each<[string, Written]>([
    [
      "states of an order that are called like codes",
      {
        more: "  /orders:\n    post:\n      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }\n      responses:\n        '201': { description: Made., content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }\n        '409': { description: No. }\n",
        components:
          "  schemas:\n    Order:\n      properties:\n        state: { enum: [open, taken, sold, broken, missing] }\n        code: { enum: [taken, sold, other] }\n    OrderErrorCode: { enum: [missing, taken, nothing] }\n",
      },
    ],
    [
      "a success with a code of its own",
      {
        more: "  /codes:\n    get:\n      responses:\n        '200': { description: Codes., content: { application/json: { schema: { properties: { code: { enum: [taken, sold, other] } } }, example: { code: other } } } }\n        4XX: { description: No. }\n",
      },
    ],
    [
      "a parameter",
      {
        more: "  /codes:\n    get:\n      parameters: [{ name: code, in: query, schema: { enum: [missing, hidden, mine] } }]\n      responses: { 4XX: { description: No. } }\n",
      },
    ],
    [
      "another property of an error",
      {
        responses: response(
          "404",
          "{ schema: { properties: { code: { enum: [missing, hidden] }, reason: { enum: [missing, taken, mine] }, details: { properties: { code: { enum: [taken, mine] } } } } } }",
        ),
      },
    ],
    [
      "the HTTP status in the place of a code",
      {
        responses: response(
          "404",
          "{ schema: { properties: { code: { type: integer, enum: [404, 410] } } } }",
        ),
      },
    ],
    [
      "numbers where the catalog has texts",
      { responses: response("404", body("{ type: integer, enum: [10001, 10002] }")) },
    ],
    [
      "a body that is no JSON",
      {
        responses:
          '        "404": { description: No., content: { text/html: { example: { code: gone } } } }\n',
      },
    ],
    [
      "codes and examples as the catalog has them",
      {
        responses:
          response(
            "404",
            "{ schema: { properties: { code: { enum: [missing, hidden] } } }, example: { code: hidden, message: No. } }",
          ) + response("409", body("{ const: taken }")),
      },
    ],
    [
      "a list of some of the codes under one status",
      { responses: response("409", body("{ enum: [taken, sold] }")) },
    ],
    [
      "an example for a status that no rule names, which may be a gateway's",
      {
        responses:
          response("401", "{ example: { error: invalid_token } }") +
          response("404", "{ example: { code: missing } }"),
        rules: [{ for: "all", errors: { status: 404 } }],
      },
    ],
    [
      "a schema that contains itself",
      {
        responses: response("404", shared),
        components:
          "  schemas:\n    Problem:\n      anyOf: [{ $ref: '#/components/schemas/Problem' }]\n      properties: { code: { enum: [missing] }, inner: { $ref: '#/components/schemas/Problem' } }\n",
      },
    ],
    [
      "a reference to the web, which nobody fetches",
      { responses: response("404", "{ schema: { $ref: 'https://example.com/problem.yaml' } }") },
    ],
  ])("%s", async (_, written) => {
    expect(await toldBy(folderOf(written))).toEqual([]);
  });

  test("what sync wrote itself", async () => {
    for (const existing of ["keep", "schema", "replace"]) {
      const folder = folderOf({
        responses: response("404", shared),
        components: problem("{ type: string }"),
        rules: [{ for: "all", errors: "all", existing }],
      });
      await folder.sync();
      expect(await toldBy(folder)).toEqual([]);
    }
  });
});

test("an envelope is told by its conditions, and a family knows its codes", async () => {
  const catalog = `${fixture("shop.yaml").replace(
    "  Standard: { code: /code, message: /message }",
    "  Standard: { code: /code, message: /message, when: { /type: shop } }\n  Nested: { code: /errors/*/code, message: /errors/*/message }\nenvelope: Standard",
  )}families:\n  - { prefix: x_, kind: internal }\n`;
  const folder = folderOf({
    responses:
      response(
        "404",
        "{ schema: { properties: { type: { const: gate }, code: { enum: [nothing] } } } }",
      ) +
      response(
        "409",
        "{ schema: { properties: { errors: { items: { properties: { code: { enum: [taken, x_new, y_new] } } } } } } }",
      ) +
      response("503", "{ example: { errors: [{ code: x_1 }, { code: y_1 }] } }"),
    files: { "shop.yaml": catalog },
  });
  expect(await toldBy(folder)).toEqual([
    expect.stringContaining('does not know: "y_new".'),
    expect.stringContaining(
      '503/content/application~1json/example" has codes that the catalog "shop" does not know: "y_1".',
    ),
  ]);
});
