// The types that public generators make of synced descriptions: they compile, and narrow by code to the one error.

import { join } from "node:path";
import { createClient } from "@hey-api/openapi-ts";
import openapiTS, { astToString } from "openapi-typescript";
import { describe, expect, test } from "vitest";
import { compileErrors } from "../openapi/documents.ts";
import { fixture, type SyncFolder, syncFolder } from "./folder.ts";

const rules = [
  { for: { tag: "One" }, errors: { status: 404 } },
  { for: { method: "post" }, errors: "all" },
  // Fewer than all that come with 409, and those of one status of two catalogs.
  { for: { method: "delete" }, errors: { name: ["Taken", "NoMoney"] } },
  { for: { operationId: "listThings" }, errors: { name: ["Full", "Taken"] } },
];
const full =
  "  Full:\n    code: full\n    kind: conflict\n    summary: The cart is full.\n    status: 409\n";

function synced(version: string): SyncFolder {
  return syncFolder({
    "openapi.yaml": fixture("openapi.yaml").replace("openapi: 3.1.0", `openapi: ${version}`),
    "shop.yaml": `${fixture("shop.yaml")}${full}`,
    "pay.yaml": fixture("pay.yaml"),
    "faultbook.config.json": JSON.stringify({
      catalogs: ["shop.yaml", "pay.yaml"],
      specs: [{ path: "openapi.yaml", components: "all", operations: rules }],
    }),
  });
}

/** What people write against the types; each generator calls them in its own way. */
const uses = `
/** A status with all its errors. */
export function whole(error: Whole): string {
  if (error.code === "missing") {
    const one: Missing = error;
    return one.code satisfies "missing";
  }
  const { code } = error;
  return code satisfies "hidden";
}

/** Each code gives its error, and in the end none is left. */
export function exhaustive(error: Choice): string {
  switch (error.code) {
    case "full":
      return \`\${error.message}: \${(error satisfies Full).code}\`;
    case "taken":
    case "sold":
      return (error satisfies Taken).code satisfies "taken" | "sold";
    default:
      return error satisfies never;
  }
}

/** Errors of two catalogs at one status are told apart by their shapes. */
export function joined(error: Joined): string {
  if ("error" in error) return String(error.error.code satisfies 4001);
  return error.code satisfies "taken" | "sold";
}

/** A code that is not among them is a mistake of the caller's. */
export function mistaken(error: Choice): boolean {
  // @ts-expect-error: no overlap
  return error.code === "missing";
}

/** All codes are a type of their own. */
export const all: Code[] = ["broken", "empty", "full", "hidden", "missing", "sold", "taken"];
// @ts-expect-error: no such code
export const none: Code = "lost";
`;

const ofOpenapiTypescript = `import type { components, operations, paths } from "./types.js";
type Schemas = components["schemas"];
type Body<R extends { content: { "application/json": unknown } }> = R["content"]["application/json"];
type Whole = Body<operations["getThing"]["responses"][404]>;
type Choice = Body<operations["listThings"]["responses"][409]>;
type Joined = Body<paths["/orders"]["delete"]["responses"][409]>;
type Missing = Schemas["ShopMissingError"];
type Full = Schemas["ShopFullError"];
type Taken = Schemas["ShopTakenError"];
type Code = Schemas["ShopErrorCode"];
${uses}`;

const ofHeyApi = `import type * as api from "./index.js";
type Whole = api.GetThingErrors[404];
type Choice = api.ListThingsErrors[409];
type Joined = api.DeleteOrdersErrors[409];
type Missing = api.ShopMissingError;
type Full = api.ShopFullError;
type Taken = api.ShopTakenError;
type Code = api.ShopErrorCode;
${uses}`;

describe.each(["3.1.0", "3.0.3"])("the types of OpenAPI %s", (version) => {
  test("by openapi-typescript", async () => {
    const folder = synced(version);
    expect((await folder.sync()).text).not.toContain("error[");
    const types = astToString(await openapiTS(folder.read()));
    const sources = new Map([
      ["/types.ts", types],
      ["/use.ts", ofOpenapiTypescript],
    ]);
    expect(await compileErrors(sources)).toBe("");
  });

  test("by @hey-api/openapi-ts", async () => {
    const folder = synced(version);
    await folder.sync();
    await createClient({
      input: join(folder.path, "openapi.yaml"),
      output: join(folder.path, "api"),
      plugins: ["@hey-api/typescript"],
      logs: { level: "silent" },
    });
    const sources = new Map([
      ["/index.ts", folder.read("api/types.gen.ts")],
      ["/use.ts", ofHeyApi],
    ]);
    expect(await compileErrors(sources)).toBe("");
  });
});
