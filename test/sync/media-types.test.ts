// The media type of error bodies: that of the envelope, or problem+json where the hand-written errors of an operation have it.

import { describe, expect, test } from "vitest";
import { fixture, type SyncFolder, shopFiles, syncFolder } from "./folder.ts";

const problem = "application/problem+json";
const response = (type: string) => `{ description: Mine., content: { ${type}: { schema: {} } } }`;

function folderOf(errors: string, rule: object = {}): SyncFolder {
  const text = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /things:
    get:
      operationId: listThings
      responses:
        "200": { description: Things., content: { application/json: {} } }
${errors}  /orders:
    post:
      operationId: createOrder
      responses:
        "201": { description: An order. }
components:
  responses:
    Mine: ${response(problem)}
`;
  const operations = [{ for: "all", errors: { status: [404, 409, 503] }, ...rule }];
  return syncFolder(shopFiles(text, { operations }));
}

/** Returns the media types of the responses of an operation that are ours. */
function typesIn(folder: SyncFolder, path: string, method: string) {
  const { paths, components } = folder.data();
  const { responses } = paths[path][method];
  return Object.fromEntries(
    Object.entries(responses as Record<string, { readonly $ref?: string }>).flatMap(
      ([key, { $ref }]) => {
        const name = /^#\/components\/responses\/(Shop.*)$/.exec($ref ?? "")?.[1];
        return name === undefined ? [] : [[key, Object.keys(components.responses[name].content)]];
      },
    ),
  );
}

const usual = ["application/json"];

describe.each<[string, string, string | undefined]>([
  ["has problem+json", `        "401": ${response(problem)}\n`, problem],
  [
    "has it with parameters",
    `        "401": ${response(`"${problem}; charset=utf-8"`)}\n`,
    problem,
  ],
  [
    "has it behind a reference",
    '        "401": { $ref: "#/components/responses/Mine" }\n',
    problem,
  ],
  ["has it under default", `        default: ${response(problem)}\n`, problem],
  ["has JSON", `        "401": ${response("application/json")}\n`, undefined],
  [
    "has both",
    `        "400": ${response("application/json")}\n        "401": ${response(problem)}\n`,
    undefined,
  ],
  ["has no error", "", undefined],
])("an operation that %s", (_, errors, type) => {
  test(`gets ${type ?? "the envelope's type"}, once and for all`, async () => {
    const folder = folderOf(errors);
    const before = folder.read();
    expect((await folder.sync()).text).not.toContain("error[");
    const expected = type === undefined ? usual : [type];
    const all = { 404: expected, 409: expected, 503: expected };
    expect(typesIn(folder, "/things", "get")).toEqual(all);
    expect(typesIn(folder, "/orders", "post")).toEqual({ 404: usual, 409: usual, 503: usual });
    expect((await folder.sync("check")).changes).toEqual([]);
    await folder.sync("remove");
    expect(folder.read()).toBe(before);
  });
});

test("what gives way leaves its media type", async () => {
  const errors = `        "404": ${response(problem)}\n`;
  const folder = folderOf(errors, { existing: "replace" });
  await folder.sync();
  const types = { 404: [problem], 409: [problem], 503: [problem] };
  expect(typesIn(folder, "/things", "get")).toEqual(types);
  expect((await folder.sync("check")).changes).toEqual([]);
});

test("an envelope with a media type of its own keeps it", async () => {
  const folder = folderOf("");
  const catalog = fixture("shop.yaml").replace(
    "message: /message }",
    `message: /message, mediaType: ${problem} }`,
  );
  folder.write("shop.yaml", catalog);
  await folder.sync();
  const types = { 404: [problem], 409: [problem], 503: [problem] };
  expect(typesIn(folder, "/orders", "post")).toEqual(types);
  expect(folder.read()).not.toContain("AsProblem");
});
