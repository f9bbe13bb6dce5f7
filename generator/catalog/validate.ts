// Documents against their schema: a typed document where the schema accepts it, and where it does not, what is left without the refused parts.

import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import type { CatalogDocument } from "../schema/document.ts";
import { type SchemaError, validateCatalog } from "../schema/validators.js";
import { pointerTokens, type YamlNode } from "../text/yaml.ts";
import { schemaFaults } from "./faults.ts";

/** A document after validation. */
export interface ValidatedDocument {
  /** The document, or what its schema accepts of it; absent where nothing sensible is left. */
  readonly document?: CatalogDocument;
  /** JSON Pointers of the entries that were left out because the schema refuses them. */
  readonly broken: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks a document against `schema/catalog.schema.json`; the schema itself is loaded only to explain a fault. */
export async function validateDocument(root: YamlNode): Promise<ValidatedDocument> {
  const data: unknown = root.value;
  if (validateCatalog(data)) return { document: data, broken: new Set(), diagnostics: [] };
  const errors = validateCatalog.errors ?? [];
  const { default: schema } = await import("../../schema/catalog.schema.json");
  const diagnostics = schemaFaults(errors, {
    root,
    schema: schema as object,
    whole: "the catalog",
  });
  if (!hasErrors(diagnostics))
    throw new Error("the schema refuses a document and no fault was told");
  return { ...pruned(data, errors), diagnostics };
}

const collections: ReadonlySet<string> = new Set([
  "sources",
  "schemas",
  "envelopes",
  "statuses",
  "definitions",
]);

/** What stands for a required property that is missing or refused, so that the rules can speak about the rest. */
const placeholders = {
  id: "unnamed",
  title: "Unnamed",
  version: "0.0.0",
  prefix: "Unnamed",
  codeType: "mixed",
} as const;

function pruned(
  data: unknown,
  errors: readonly SchemaError[],
): { readonly document?: CatalogDocument; readonly broken: ReadonlySet<string> } {
  const broken = new Set<string>();
  if (typeof data !== "object" || data === null || Array.isArray(data)) return { broken };
  const left: Record<string, unknown> = { ...data };
  for (const error of errors) {
    const added = error.params["additionalProperty"] ?? error.params["propertyName"];
    const extra = added === undefined ? [] : [String(added)];
    const [first, second] = [...pointerTokens(error.instancePath), ...extra];
    if (first === undefined) continue;
    const collection = left[first];
    if (second !== undefined && collections.has(first) && isMap(collection)) {
      const { [second]: _, ...rest } = collection;
      left[first] = rest;
      broken.add(`/${first}/${second}`);
    } else {
      delete left[first];
      broken.add(`/${first}`);
    }
  }
  if (!isMap(left["definitions"]) || !isMap(left["envelopes"])) return { broken };
  return { document: { ...placeholders, ...left } as unknown as CatalogDocument, broken };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
