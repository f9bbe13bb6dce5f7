// Internal definitions are in packages alone: no sync writes a word of them, whatever asks for it.

import { describe, expect, test } from "vitest";
import { fixture, type SyncFolder, shopFiles, specName, syncFolder } from "./folder.ts";

const secret = `  FraudSuspected:
    code: fraud_suspected
    kind: permission-denied
    summary: The fraud engine stopped the order.
    internal: true
    status: [403, 409]
    params: { fraudScore: { type: integer, at: /fraudScore } }
    tags: [fraud]
`;
const catalog = `${fixture("shop.yaml")}${secret}`;

function folderOf(spec: object, text = fixture("openapi.yaml")): SyncFolder {
  return syncFolder({ ...shopFiles(text, spec), "shop.yaml": catalog });
}

describe.each(["copy", "ref"])("with the mode %s", (mode) => {
  test.each<[string, object]>([
    ["all errors", { operations: [{ for: "all", errors: "all" }] }],
    ["all components", { components: "all" }],
    ["their status", { operations: [{ for: "all", errors: { status: [403, 409] } }] }],
    ["their name", { operations: [{ for: "all", errors: { name: ["FraudSuspected", "Taken"] } }] }],
    ["their tag", { operations: [{ for: "all", errors: { tag: "fraud" } }] }],
    [
      "a response that gives way",
      { operations: [{ for: "all", errors: { status: [403, 409, 404] }, existing: "replace" }] },
    ],
  ])("nothing is written for %s", async (_, spec) => {
    const folder = folderOf({ ...spec, mode });
    await folder.sync();
    expect(folder.read()).not.toMatch(/fraud/i);
    expect((await folder.sync("check")).changes).toEqual([]);
    await folder.sync("remove");
    expect(folder.read()).toBe(fixture("openapi.yaml"));
  });
});

test("nor into a list of codes that is kept equal, or an overlay", async () => {
  const text = `${fixture("openapi.yaml")}components:\n  schemas:\n    Code: { enum: [missing] }\n`;
  const folder = folderOf({ codes: { at: "#/components/schemas/Code/enum" } }, text);
  expect((await folder.cli("sync", "--overlay", "out.yaml", specName)).code).toBe(0);
  expect(folder.read("out.yaml")).not.toMatch(/fraud/i);
  await folder.sync();
  expect(folder.data().components.schemas.Code.enum).toContain("sold");
  expect(folder.read()).not.toMatch(/fraud/i);
});

test("what becomes internal goes with the next sync, and a list without it misses nothing", async () => {
  const codes = "[missing, hidden, taken, sold, empty, broken]";
  const text = `${fixture("openapi.yaml")}        default: { description: No., content: { application/json: { schema: { properties: { code: { enum: ${codes} } } } } } }\n`;
  const spec = { operations: [{ for: "all", errors: { status: 409 } }] };
  const folder = folderOf(spec, text);
  folder.write("shop.yaml", catalog.replace("    internal: true\n", ""));
  const { text: told } = await folder.sync();
  expect(told).toContain('"fraud_suspected"');
  expect(folder.read()).toContain("FraudSuspected");
  folder.write("shop.yaml", catalog);
  expect((await folder.sync()).text).not.toMatch(/spec-code/);
  expect(folder.read()).not.toMatch(/fraud/i);
});
