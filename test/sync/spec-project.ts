// A small made-up catalog and descriptions as texts, synced without a disk: what the tests of `faultbook sync` share.

import { load } from "js-yaml";
import type { Catalog } from "../../generator/catalog/catalog.ts";
import { report } from "../../generator/diagnostics/report.ts";
import { openSpec } from "../../generator/sync/parts.ts";
import type { OperationRule } from "../../generator/sync/rules.ts";
import { type SpecCatalog, sync } from "../../generator/sync/sync.ts";

const mark = { "x-faultbook": "fake" };

const catalog = (version: string) =>
  ({
    id: "fake",
    version,
    envelopes: [],
    definitions: [],
    codes: [],
    operations: [],
  }) as unknown as Catalog;

const mediaOf = (name: string) => ({
  "application/json": { schema: { $ref: `#/components/schemas/${name}` } },
});

/** Two schemas, one of which ends with lines of text, one response and one answer of every operation. */
export const first: SpecCatalog = {
  catalog: catalog("1.0.0"),
  components: {
    schemas: {
      FakeCode: { ...mark, type: "string", description: "A code: one of\nthese, ünïcode 😀.\n" },
      FakeError: {
        type: "object",
        required: ["code"],
        properties: { code: { $ref: "#/components/schemas/FakeCode" } },
        ...mark,
      },
    },
    responses: {
      FakeNotFound: { description: "Not found.", content: mediaOf("FakeError"), ...mark },
    },
    examples: { FakeError: { value: { code: "a" }, ...mark } },
  },
  responsesFor: () => ({ "404": { name: "FakeNotFound", definitions: [] } }),
};

/** What became of the catalog later: one schema differs, one is gone, one is new, and so is an answer. */
export const second: SpecCatalog = {
  catalog: catalog("2.0.0"),
  components: {
    schemas: {
      FakeCode: { type: "string", enum: ["a", "b"], ...mark },
      FakeProblem: { ...mark, description: "Ends with\nlines\n\n" },
    },
    responses: {
      FakeNotFound: { description: "Not found.", content: mediaOf("FakeProblem"), ...mark },
    },
    examples: { FakeProblem: { value: { code: "b" }, ...mark } },
  },
  responsesFor: () => ({
    "404": { name: "FakeNotFound", definitions: [] },
    default: {
      name: "FakeAny",
      definitions: [],
      part: { description: "Any.", content: mediaOf("FakeProblem"), ...mark },
    },
  }),
};

/** The texts of a description by their paths. */
export type Texts = Readonly<Record<string, string>>;

/** What a sync of texts came to. */
export interface SyncedTexts {
  readonly texts: Texts;
  readonly changes: readonly string[];
  /** The diagnostics as people read them. */
  readonly told: string;
}

/** What is done to texts. */
export interface TextsQuery {
  readonly catalogs?: readonly SpecCatalog[];
  readonly remove?: boolean;
  /** The main file; `openapi.yaml` by default. */
  readonly name?: string;
  /** The rules; all errors for all operations by default. */
  readonly operations?: readonly OperationRule[];
  /** Which components are written; all by default. */
  readonly components?: "all" | "reached";
}

const everything: readonly OperationRule[] = [{ for: "all", errors: "all" }];

/** Syncs a description that is nothing but texts. */
export function syncTexts(
  texts: Texts,
  {
    catalogs = [first],
    remove = false,
    name = "openapi.yaml",
    operations = everything,
    components = "all",
  }: TextsQuery = {},
): SyncedTexts {
  const opened = openSpec({ path: name, text: texts[name] ?? "" }, (path) => {
    const text = texts[path];
    if (text === undefined) throw new Error(`"${path}" was asked for`);
    return { value: { path, text }, diagnostics: [] };
  });
  if (opened.value === undefined)
    return { texts, changes: [], told: report(opened.diagnostics, "text") };
  const done = sync({
    spec: opened.value,
    catalogs,
    operations,
    components,
    drift: "warn",
    codes: [],
    remove,
  });
  const written = done.files.map(({ part, text }) => [part.path === "" ? name : part.path, text]);
  const faults = done.diagnostics.filter(({ code }) => code !== "operation-without-errors");
  return {
    texts: { ...texts, ...Object.fromEntries(written) },
    changes: done.changes.map(({ kind, pointer }) => `${kind} ${pointer}`),
    told: report(faults, "text"),
  };
}

/** Syncs one text and gives the new one; a fault throws. */
export function syncText(text: string, query: TextsQuery = {}): string {
  const { texts, told } = syncTexts({ "openapi.yaml": text }, query);
  if (told !== "") throw new Error(told);
  return texts["openapi.yaml"] ?? "";
}

/** Takes all that is ours out of one text; a fault throws. */
export function removeFrom(text: string): string {
  return syncText(text, { remove: true });
}

type Tree = { [key: string]: Tree } | undefined | null;

const names = ["FakeCode", "FakeError", "FakeProblem", "FakeNotFound", "FakeAny"];

/** Reads a text by another reader, and leaves out what is ours, maps that it leaves empty included. */
export function withoutOurs(text: string): unknown {
  const root = structuredClone(load(text)) as Tree;
  if (root === null || root === undefined) return root;
  const isOurs = (value: unknown): boolean => JSON.stringify(value)?.includes("ake") ?? false;
  delete root["x-faultbook"];
  for (const section of ["schemas", "responses", "examples"]) {
    const map = root.components?.[section];
    for (const name of names) if (isOurs(map?.[name])) delete map?.[name];
    prune(root.components, section);
  }
  prune(root, "components");
  for (const path of Object.keys(root.paths ?? {})) {
    for (const operation of Object.values(root.paths?.[path] ?? {})) {
      for (const key of ["404", "default"])
        if (isOurs(operation?.responses?.[key])) delete operation?.responses?.[key];
      prune(operation, "responses");
    }
  }
  return root;
}

function prune(map: Tree, key: string): void {
  const value = map?.[key];
  const isEmpty = value === null || (typeof value === "object" && Object.keys(value).length === 0);
  if (map !== null && map !== undefined && isEmpty) delete map[key];
}
