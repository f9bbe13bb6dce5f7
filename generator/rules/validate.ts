// Documents against their schema: a typed document where the schema accepts it, and where it does not, what is left without the refused parts.

import { isMap } from "../catalog/json-schema.ts";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { schemaFaults } from "../diagnostics/faults.ts";
import { acceptsCatalog } from "../schema/acceptors.js";
import type { CatalogDocument } from "../schema/document.ts";
import type { SchemaError } from "../schema/validators.js";
import { nearest } from "../text/nearest.ts";
import { pointerTokens } from "../text/pointer.ts";
import type { YamlNode } from "../text/yaml.ts";

/** A document after validation. */
export interface ValidatedDocument {
  /** The document, or what its schema accepts of it; absent where nothing sensible is left. */
  readonly document?: CatalogDocument;
  /** JSON Pointers of the entries that were left out because the schema refuses them. */
  readonly broken: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks a document against `schema/catalog.schema.json`; the schema itself, and what finds its faults, are loaded only where there is one. */
export async function validateDocument(root: YamlNode): Promise<ValidatedDocument> {
  const data: unknown = root.value;
  if (acceptsCatalog(data)) return { document: data, broken: new Set(), diagnostics: [] };
  const { validateCatalog } = await import("../schema/validators.js");
  validateCatalog(data);
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

/** Keys of a definition that no rule on anything else depends on, so that the rest of it is still checked. */
const details = [
  "kind",
  "retry",
  "effect",
  "title",
  "summary",
  "description",
  "causes",
  "resolution",
  "docsUrl",
  "translations",
  "examples",
  "since",
  "deprecated",
  "source",
];

/** Keys of a definition without which it would mean something else. */
const essentials = [
  "code",
  "status",
  "scope",
  "operation",
  "envelope",
  "match",
  "params",
  "message",
];

function pruned(
  data: unknown,
  errors: readonly SchemaError[],
): { readonly document?: CatalogDocument; readonly broken: ReadonlySet<string> } {
  const broken = new Set<string>();
  if (!isMap(data)) return { broken };
  const left = copy(data);
  for (const first of collections) if (isMap(left[first])) left[first] = copy(left[first]);
  for (const { instancePath, params, keyword } of errors) {
    if (instancePath === "" && params["missingProperty"] !== undefined) continue;
    // What is said of the text of a key comes again, with the key, as a fault of "propertyNames".
    if (ofTexts.has(keyword) && isMap(valueAt(data, instancePath))) continue;
    const key = params["additionalProperty"] ?? params["propertyName"] ?? params["missingProperty"];
    const extra = key === undefined ? [] : [String(key)];
    const [first, second, third] = [...pointerTokens(instancePath), ...extra];
    if (first === undefined) continue;
    const map = left[first];
    if (second === undefined || !collections.has(first) || !isMap(map)) {
      delete left[first];
      broken.add(`/${first}`);
    } else {
      const kept = first === "definitions" ? withoutDetail(map[second], third) : undefined;
      broken.add(kept === undefined ? `/${first}/${second}` : `/${first}/${second}/${third}`);
      // Somebody may refer to what was meant by a key that is refused.
      if (keyword === "propertyNames") broken.add(`/${first}`);
      if (kept === undefined) delete map[second];
      else map[second] = kept;
    }
  }
  if (!isMap(left["definitions"]) || !isMap(left["envelopes"])) return { broken };
  return { document: { ...placeholders, ...left } as unknown as CatalogDocument, broken };
}

const ofTexts: ReadonlySet<string> = new Set(["pattern", "minLength", "maxLength"]);

function valueAt(data: unknown, pointer: string): unknown {
  return pointerTokens(pointer).reduce(
    (value, token) => (value as Readonly<Record<string, unknown>>)[token],
    data,
  );
}

function withoutDetail(definition: unknown, key: string | undefined): object | undefined {
  if (!isMap(definition) || key === undefined || essentials.includes(key)) return undefined;
  const meant = details.includes(key) ? key : nearest(key, [...essentials, ...details]);
  if (meant !== undefined && essentials.includes(meant)) return undefined;
  const rest = copy(definition);
  delete rest[key];
  if (key === "summary") return { ...rest, summary: placeholders.title };
  // The most careful kind, of which no rule complains.
  return key === "kind" ? { ...rest, kind: "unknown" } : rest;
}

/** Copies a map that may have any key, even those that every object inherits. */
function copy(map: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.assign(Object.create(null), map);
}
