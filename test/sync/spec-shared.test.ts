// Operations that share their responses by an alias, a merge key or a reference: what goes in once, and what stays as it is.

import { load, YAML11_SCHEMA } from "js-yaml";
import { describe, expect, test } from "vitest";
import type { Catalog } from "../../generator/catalog/catalog.ts";
import type { OperationRule } from "../../generator/sync/rules.ts";
import type { SpecCatalog } from "../../generator/sync/sync.ts";
import { parseYaml } from "../../generator/text/yaml.ts";
import { first, type SyncedTexts, syncTexts, type TextsQuery } from "./spec-project.ts";

/** A catalog that gives an operation what its rules say, so that operations can differ. */
const catalog: SpecCatalog = {
  ...first,
  catalog: {
    ...first.catalog,
    statuses: [{ key: "404" }, { key: "503" }] as unknown as Catalog["statuses"],
  },
  responsesFor: ({ rest }) => {
    const answer = { name: "FakeNotFound", definitions: [] };
    return Object.fromEntries(["404", "503"].filter(rest).map((key) => [key, answer]));
  },
};

const all: readonly OperationRule[] = [{ for: "all", errors: "all" }];
const onlyGet: readonly OperationRule[] = [{ for: { method: "get" }, errors: "all" }];
const different: readonly OperationRule[] = [
  { for: "all", errors: { status: 404 } },
  { for: { method: "get" }, errors: { status: 503 } },
];
const byPath: readonly OperationRule[] = [{ for: { path: "/a" }, errors: "all" }];

function synced(text: string, query: TextsQuery = {}): SyncedTexts {
  return syncTexts({ "openapi.yaml": text }, { catalogs: [catalog], operations: all, ...query });
}

const head = "openapi: 3.1.0\ninfo: { title: a, version: '1' }\n";

/** Descriptions that share responses, each with the entry for 404 that goes in where all operations want the same, or nothing. */
const sharing: Readonly<Record<string, readonly [text: string, pointer: string | undefined]>> = {
  "responses at the first operation": [
    `${head}paths:
  /a:
    get:
      responses: &errors # for all
        '200': { description: Done. }
    put:
      responses: *errors
  /b:
    get:
      responses:
        '200': { description: Alone. }
`,
    "#/paths/~1a/get/responses/404",
  ],
  "responses in an extension": [
    `${head}x-errors: &errors
  '200': { description: Done. }
paths:
  /a:
    get: { responses: *errors }
  /b:
    put:
      responses: *errors
`,
    "#/x-errors/404",
  ],
  "responses in braces, and the operation that has them": [
    `${head}paths: { /a: { get: &g { responses: &r { '200': { description: Done. } } }, put: *g, post: { responses: *r } } }\n`,
    "#/paths/~1a/get/responses/404",
  ],
  "a path item": [
    `${head}paths:
  /a: &a
    get:
      responses: &r
        '200': { description: Done. }
    put:
      responses: *r
  /b: *a
  /c: *a
`,
    "#/paths/~1a/get/responses/404",
  ],
  "an operation without responses": [
    `${head}paths:\n  /a:\n    get: &g\n      summary: A\n    put: *g\n`,
    "#/paths/~1a/get/responses/404",
  ],
  "an operation whose responses are empty": [
    `${head}paths:\n  /a:\n    get: &g\n      responses:\n    put: *g\n`,
    "#/paths/~1a/get/responses/404",
  ],
  "a path item by a reference": [
    `${head}paths:
  /a: { $ref: "#/components/pathItems/A" }
  /b: { $ref: "#/components/pathItems/A" }
components:
  pathItems:
    A:
      get:
        responses: &r
          '200': { description: Done. }
      put:
        responses: *r
`,
    "#/components/pathItems/A/get/responses/404",
  ],
  "an alias for something that is no operation": [
    `${head}paths:\n  /a:\n    get:\n      responses: &r\n        '200': { description: Done. }\n    put:\n      responses: { '201': { description: Made. } }\nx-more: *r\n`,
    undefined,
  ],
  "an operation by a merge key": [
    `${head}x-base: &base\n  responses:\n    '200': { description: Done. }\npaths:\n  /a:\n    get:\n      <<: *base\n      summary: A\n    put:\n      <<: *base\n`,
    "#/x-base/responses/404",
  ],
  "an operation by a merge key in braces and in a list": [
    `${head}x-base: &base\n  responses:\n    '200': { description: Done. }\npaths:\n  /a:\n    get: { <<: *base, summary: A }\n    put:\n      <<: [{ summary: B }, *base]\n`,
    "#/x-base/responses/404",
  ],
  "an operation by a merge key with the first that has it": [
    `${head}paths:\n  /a:\n    get: &g\n      responses: { '200': { description: Done. } }\n    put: { <<: *g, summary: B }\n`,
    "#/paths/~1a/get/responses/404",
  ],
  "an operation by a merge key with one that has other responses": [
    `${head}x-base: &base\n  responses: { '200': { description: Done. } }\npaths:\n  /a:\n    get: { <<: *base, summary: A }\n    put:\n      <<: *base\n      responses: { '201': { description: Made. } }\n`,
    undefined,
  ],
  "an operation by a merge key with a list": [
    `${head}paths:\n  /a:\n    get:\n      <<: [{ responses: { '200': { description: Done. } } }]\n    put:\n      responses: { '201': { description: Made. } }\n`,
    undefined,
  ],
  "responses by a merge key in others": [
    `${head}paths:\n  /a:\n    get:\n      responses: &r\n        '200': { description: Done. }\n    put:\n      responses:\n        <<: *r\n        '201': { description: Made. }\n`,
    undefined,
  ],
  "responses in a list": [
    `${head}x-list:\n- &r\n  '200': { description: Done. }\npaths:\n  /a:\n    get:\n      responses: *r\n    put:\n      responses: *r\n`,
    undefined,
  ],
  "responses of nothing": [
    `${head}paths:\n  /a:\n    get:\n      responses: &r\n    put:\n      responses: *r\n`,
    undefined,
  ],
  "a path item with a webhook": [
    `${head}paths:\n  /a: &a\n    get:\n      responses:\n        '200': { description: Done. }\nwebhooks:\n  w: *a\n`,
    undefined,
  ],
  "responses with a webhook that has them by its path item": [
    `${head}x-r: &r\n  '200': { description: Done. }\npaths:\n  /a: &a\n    get:\n      responses: *r\nwebhooks:\n  w: *a\n`,
    undefined,
  ],
  "an extension that is shown as a whole": [
    `${head}x-all: &all\n  r: &r\n    '200': { description: Done. }\npaths:\n  /a:\n    get:\n      responses: *r\nwebhooks: *all\n`,
    undefined,
  ],
  "a path item with a webhook by a reference": [
    `${head}paths:\n  /a: { $ref: "#/components/pathItems/A" }\nwebhooks:\n  w: { $ref: "#/components/pathItems/A" }\ncomponents:\n  pathItems:\n    A:\n      get:\n        responses:\n          '200': { description: Done. }\n`,
    undefined,
  ],
  "a path item with a callback by a reference": [
    `${head}paths:\n  /a:\n    get:\n      responses:\n        '200': { description: Done. }\n  /b:\n    get:\n      callbacks:\n        done:\n          "{$url}": { $ref: "#/paths/~1a" }\n      responses:\n        '201': { description: Made. }\n`,
    undefined,
  ],
  "a path item with one that another takes in": [
    `${head}paths:\n  /a: &a\n    get:\n      responses:\n        '200': { description: Done. }\n  /b:\n    <<: *a\n    put:\n      responses: { '201': { description: Made. } }\n`,
    undefined,
  ],
};

/** Gives the responses of each operation of a text as another reader has them, which knows merge keys. */
function answers(text: string): ReadonlyMap<string, unknown> {
  const root = load(text, { schema: YAML11_SCHEMA }) as Tree;
  const found = new Map<string, unknown>();
  for (const section of ["paths", "webhooks"]) {
    for (const [path, item] of Object.entries(root[section] ?? {})) {
      const { $ref, ...own } = item as Tree;
      const target = String($ref ?? "#").replace("#/components/pathItems/", "");
      const whole = $ref === undefined ? own : (root["components"]?.["pathItems"]?.[target] ?? {});
      for (const [method, operation] of Object.entries(whole as Tree))
        found.set(`${section} ${method} ${path}`, operation?.["responses"] ?? undefined);
    }
  }
  return found;
}

type Tree = { readonly [key: string]: Tree | undefined };

const told = /^warning\[spec-responses-shared\]/m;

describe.each(Object.entries(sharing))("operations share %s", (_, [text, pointer]) => {
  test("and get what all of them want at the one place, or are told", () => {
    const done = synced(text);
    const entries = done.changes.filter((change) => /\/404$/.test(change));
    expect(done.told).not.toContain("error[");
    if (pointer === undefined) expect(done.told).toMatch(told);
    else {
      expect(done.told).toBe("");
      expect(entries).toContain(`create ${pointer.slice(1)}`);
      for (const [, responses] of answers(done.texts["openapi.yaml"] ?? ""))
        expect(responses).toHaveProperty("404");
    }
  });

  test.each([
    ["all", all],
    ["the readers", onlyGet],
    ["each its own", different],
    ["one path", byPath],
  ])(
    "and rules for %s change no other, twice the same, and can be taken back",
    (__, operations) => {
      const done = synced(text, { operations });
      const after = done.texts["openapi.yaml"] ?? "";
      expect(done.told).not.toContain("error[");
      expect(done.changes).toContain("create /components/schemas/FakeCode");
      const before = answers(text);
      for (const [label, responses] of answers(after)) {
        const isTaken =
          operations === all ||
          operations === different ||
          (operations === onlyGet ? label.includes(" get ") : label.endsWith("/a"));
        if (!isTaken || label.startsWith("webhooks")) expect(responses).toEqual(before.get(label));
        else if (!JSON.stringify(responses ?? {}).includes("Fake")) expect(done.told).toMatch(told);
      }
      const again = synced(after, { operations });
      expect(again).toEqual({ texts: done.texts, changes: [], told: done.told });
      expect(synced(after, { operations, remove: true }).texts["openapi.yaml"]).toBe(text);
      const lost = after.replace(/\nx-faultbook:[\s\S]*/, "\n");
      const left = synced(lost, { operations, remove: true });
      expect(left.told).not.toContain("error[");
      expect(
        parseYaml({ path: "a", text: left.texts["openapi.yaml"] ?? "" }, { foreign: true })
          .diagnostics,
      ).toEqual([]);
      expect(answers(left.texts["openapi.yaml"] ?? "")).toEqual(before);
    },
  );
});

const pair = sharing["responses at the first operation"]?.[0] ?? "";

test("who is left alone is told with its place, who shares with it, and what to do", () => {
  const { told } = synced(pair, { operations: onlyGet });
  expect(told).toBe(
    'warning[spec-responses-shared]: The operation "GET /a" shares its responses with "PUT /a", which would change too, so it gets no errors.\n  --> openapi.yaml:6:7\n  6 |       responses: &errors # for all\n    |       ^^^^^^^^^\n  help: Write them out in place of the alias, the merge key or the "$ref", or let the rules under "specs" give the same errors to all operations that share them.\n',
  );
});

test("a path item in a file of its own gets its responses once, and none where a webhook has it too", () => {
  const paths = `${head}paths:\n  /a: { $ref: a.yaml }\n  /b: { $ref: "./a.yaml" }\n`;
  const texts = {
    "openapi.yaml": paths,
    "a.yaml": "get:\n  responses: &r\n    '200': { description: Done. }\nput:\n  responses: *r\n",
  };
  const options = { catalogs: [catalog], operations: all };
  const done = syncTexts(texts, options);
  expect(done.told).toBe("");
  expect(done.texts["a.yaml"]).toBe(
    texts["a.yaml"].replace(
      "\nput:",
      "\n    '404': { $ref: ./openapi.yaml#/components/responses/FakeNotFound }\n    '503': { $ref: ./openapi.yaml#/components/responses/FakeNotFound }\nput:",
    ),
  );
  expect(syncTexts(done.texts, options).changes).toEqual([]);
  expect(syncTexts(done.texts, { ...options, remove: true }).texts).toEqual(texts);
  const hooked = { ...texts, "openapi.yaml": `${paths}webhooks:\n  w: { $ref: a.yaml }\n` };
  const left = syncTexts(hooked, options);
  expect(left.told).toContain(
    'The operation "GET /b" shares its responses with "GET w", "PUT w", which would change too, so it gets no errors.\n  --> a.yaml:2:3\n',
  );
  expect(left.texts["a.yaml"]).toBe(texts["a.yaml"]);
});

describe("what was put in at an anchor", () => {
  const once = synced(pair).texts["openapi.yaml"] ?? "";
  const responses = /\n {8}'200': \{ description: Done. \}[\s\S]*(?=\n {4}put:)/.exec(once)?.[0];

  test("goes once the operations want different things", () => {
    const done = synced(once, { operations: onlyGet });
    expect(done.changes).toContain("delete /paths/~1a/get/responses/404");
    expect(synced(done.texts["openapi.yaml"] ?? "", { remove: true }).texts["openapi.yaml"]).toBe(
      pair,
    );
  });

  test("stays where a person moves the anchor to another operation", () => {
    const moved = once
      .replace(`&errors # for all${responses}`, "*none")
      .replace("responses: *errors", `responses: &errors # for all${responses}`);
    const swapped = moved
      .replace(/\n {4}get:\n {6}responses: \*none/, "")
      .replace("\n  /b:", "\n    get:\n      responses: *errors\n  /b:");
    const done = synced(swapped);
    expect(done.told).toBe("");
    const after = done.texts["openapi.yaml"] ?? "";
    expect(answers(after).get("paths put /a")).toHaveProperty("404");
    expect(synced(after).changes).toEqual([]);
    expect(synced(after, { remove: true }).texts["openapi.yaml"]).not.toContain("Fake");
  });
});

describe("responses by a merge key that has an error already", () => {
  const text = `${head}paths:
  /a:
    get:
      responses: &r
        '200': { description: Done. }
        '404': { description: By hand. }
    put:
      responses:
        <<: *r
        '201': { description: Made. }
`;

  test("are not without errors", () => {
    const { told } = synced(text, { operations: [{ for: "all", errors: { status: 404 } }] });
    expect(told).not.toContain("operation-without-errors");
  });

  test("stay with existing: replace, while other operations get theirs", () => {
    const more = "  /b:\n    get:\n      responses:\n        '200': { description: Done. }\n";
    const result = synced(text + more, {
      operations: [{ for: "all", errors: { status: 404 }, existing: "replace" }],
    });
    expect(result.told).not.toContain("spec-shared]");
    expect(result.texts["openapi.yaml"]).toMatch(/\/b:\n(?:.*\n)*?.*FakeNotFound/);
  });
});
