// A rule that changes what becomes of hand-written responses: one run settles it, and the result is that of a first sync.

import { describe, expect, test } from "vitest";
import { parseYaml } from "../../generator/text/yaml.ts";
import { projectFile } from "../helpers.ts";
import { dataOf, fixture, type SyncFolder, shopFiles, specName, syncFolder } from "./folder.ts";

const configName = "faultbook.config.json";
const ways = ["keep", "schema", "replace"] as const;
type Way = (typeof ways)[number];

interface Grown {
  readonly files: Readonly<Record<string, string>>;
  readonly configOf: (way: Way) => string;
}

const problem =
  "content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } }";
const own = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /things:
    get:
      operationId: listThings
      responses:
        '200': { description: Things. }
        '404': # by hand
          description: Written by hand.
          content:
            application/json:
              schema: { type: object } # narrow
        '410': { $ref: "#/components/responses/Gone" }
        '503': { description: No body. }
  /things/{id}:
    get:
      operationId: getThing
      responses:
        '200': { description: A thing. }
        '410': { $ref: "#/components/responses/Gone" }
        default: { description: Whatever else., ${problem} }
  /orders:
    post:
      operationId: createOrder
      responses:
        '201': { description: An order. }
        4XX: { description: Mine, content: { application/json: { schema: {} } } }
components:
  responses:
    Gone: { description: Gone., ${problem} }
  schemas:
    Problem: { type: object }
`;
const ruled = (text: string, existing: Way) =>
  shopFiles(text, { operations: [{ for: "all", errors: "all", existing }] });
const { [configName]: _, ...shopTexts } = ruled(own, "keep");
const shop = {
  files: shopTexts,
  configOf: (existing: Way) => ruled(own, existing)[configName] ?? "",
};

const inFiles = {
  ...shop,
  files: {
    [specName]: own
      .replace(/ {4}Gone: .*\n/, '    Gone: { $ref: "./gone.yaml" }\n')
      .replace(/ {2}\/orders:\n[\s\S]*?(?=components:)/, '  /orders: { $ref: "./orders.yaml" }\n'),
    "gone.yaml": `description: Gone.\n${problem.replace("'#/", "'./openapi.yaml#/")}\n`,
    "orders.yaml": (/ {2}\/orders:\n([\s\S]*?)(?=components:)/.exec(own)?.[1] ?? "").replace(
      /^ {4}/gm,
      "",
    ),
    "shop.yaml": fixture("shop.yaml"),
  },
};

const asJson = {
  ...shop,
  files: { ...shop.files, [specName]: `${JSON.stringify(dataOf(own), undefined, 2)}\n` },
};

const bank = {
  files: Object.fromEntries(
    [specName, "bank.yaml"].map((name) => [name, projectFile(`examples/spec/${name}`)]),
  ),
  configOf: (way: Way) => {
    const config = projectFile("examples/spec/faultbook.config.yaml");
    const { value } = parseYaml({ path: configName, text: config });
    return JSON.stringify(value?.value).replaceAll('"schema"', `"${way}"`);
  },
};

function folderOf({ files, configOf }: Grown, way: Way): SyncFolder {
  return syncFolder({ ...files, [configName]: configOf(way) });
}

function textsOf({ files }: Grown, folder: SyncFolder): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(files).map((name) => [name, folder.read(name)]));
}

describe.each<[string, Grown]>([
  ["the shop", shop],
  ["the shop in several files", inFiles],
  ["the shop as JSON", asJson],
  ["the example", bank],
])("%s", (_, grown) => {
  const pairs = ways.flatMap((from) =>
    ways.filter((to) => to !== from).map((to) => ({ from, to })),
  );
  test.each(pairs)("goes from $from to $to in one run", async ({ from, to }) => {
    const fresh = folderOf(grown, to);
    await fresh.sync();
    const folder = folderOf(grown, from);
    await folder.sync();
    folder.write(configName, grown.configOf(to));
    const { exit, text } = await folder.sync();
    expect(exit, text).toBe(0);
    const check = await folder.sync("check");
    expect(check.diff).toBe("");
    expect(check.changes).toEqual([]);
    expect(textsOf(grown, folder)).toEqual(textsOf(grown, fresh));
    await folder.sync("remove");
    expect(textsOf(grown, folder)).toEqual(grown.files);
  });
});
