// What is left of a document that its schema refused, so that the rules can judge it.

import { isMap } from "../catalog/json-schema.ts";
import type { CatalogDocument } from "../schema/document.ts";
import type { SchemaError } from "../schema/validators.js";
import { nearest } from "../text/nearest.ts";
import { escapeToken, pointerTokens } from "../text/pointer.ts";

/** A document without the parts that its schema refused. */
export interface Pruned {
  /** The document; absent if nothing sensible is left. */
  readonly document?: CatalogDocument;
  /** JSON Pointers of the entries that were left out. */
  readonly broken: ReadonlySet<string>;
  /** JSON Pointers of the JSON Schemas of which keywords were left out. */
  readonly unsound: ReadonlySet<string>;
}

const collections: ReadonlySet<string> = new Set([
  "sources",
  "schemas",
  "envelopes",
  "statuses",
  "definitions",
]);

/** The values of required properties that are missing or refused, so that the rules can judge the rest. */
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
  "internal",
  "tags",
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

/** Returns what is left of a document without the parts that its schema refused. */
export function pruned(data: unknown, errors: readonly SchemaError[]): Pruned {
  const broken = new Set<string>();
  const unsound = new Set<string>();
  if (!isMap(data)) return { broken, unsound };
  const left = copy(data);
  const copied = new Set<unknown>();
  for (const first of collections) if (isMap(left[first])) left[first] = copy(left[first]);
  for (const { instancePath, params, keyword } of errors) {
    if (instancePath === "" && params["missingProperty"] !== undefined) continue;
    // What is said of the text of a key comes again, with the key, as a fault of "propertyNames".
    if (ofTexts.has(keyword) && isMap(valueAt(data, pointerTokens(instancePath)))) continue;
    const key = params["additionalProperty"] ?? params["propertyName"] ?? params["missingProperty"];
    const extra = key === undefined ? [] : [String(key)];
    const tokens = [...pointerTokens(instancePath), ...extra];
    const [first, second, third] = tokens;
    if (first === undefined) continue;
    const map = left[first];
    const root = embeddedIn(tokens);
    if (root !== undefined && second !== undefined && isMap(map)) {
      // An entry whose key is refused, too, is gone as a whole.
      if (!Object.hasOwn(map, second)) continue;
      unsound.add(`/${tokens.slice(0, root).map(escapeToken).join("/")}`);
      if (!copied.has(map[second])) {
        map[second] = deepCopy(map[second]);
        copied.add(map[second]);
      }
      deleteAt(map[second], [...tokens.slice(2, root), ...keywordIn(tokens.slice(root))]);
    } else if (second === undefined || !collections.has(first) || !isMap(map)) {
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
  if (!isMap(left["definitions"]) || !isMap(left["envelopes"])) return { broken, unsound };
  const document = { ...placeholders, ...left } as unknown as CatalogDocument;
  return { document, broken, unsound };
}

/** Returns the depth of the JSON Schema of a catalog that a fault is inside of, if it is inside of one. */
function embeddedIn([first, , third, , keyword]: readonly string[]): number | undefined {
  if (first === "schemas") return third === undefined ? undefined : 2;
  if (first === "envelopes" && third === "body") return 3;
  const isParam = third === "params" && keyword !== undefined;
  return isParam && !["at", "safe", "optional"].includes(keyword) ? 4 : undefined;
}

/** Returns the part of a path inside a JSON Schema that leads to the innermost keyword, or the innermost property. */
function keywordIn(path: readonly string[]): readonly string[] {
  let end = 0;
  for (;;) {
    const keyword = path[end];
    const isNamed = ["properties", "oneOf", "anyOf"].includes(keyword ?? "");
    const inner = end + (isNamed ? 2 : 1);
    const holdsSchema = isNamed || keyword === "items" || keyword === "additionalProperties";
    if (!holdsSchema || path.length <= inner) break;
    end = inner;
  }
  const isProperty = path[end] === "properties" && path.length === end + 2;
  return path.slice(0, end + (isProperty ? 2 : 1));
}

/** Deletes what is at a path in a value, if it is there. */
function deleteAt(value: unknown, path: readonly string[]): void {
  const within = valueAt(value, path.slice(0, -1));
  if (isMap(within)) delete within[path.at(-1) ?? ""];
}

/** Copies a value with all that is in it. */
function deepCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deepCopy);
  if (!isMap(value)) return value;
  const result = copy(value);
  for (const key of Object.keys(result)) result[key] = deepCopy(result[key]);
  return result;
}

const ofTexts: ReadonlySet<string> = new Set(["pattern", "minLength", "maxLength"]);

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce(
    (one, key) => (one as Readonly<Record<string, unknown>> | undefined)?.[key],
    value,
  );
}

function withoutDetail(definition: unknown, key: string | undefined): object | undefined {
  if (!isMap(definition) || key === undefined || essentials.includes(key)) return undefined;
  const meant = details.includes(key) ? key : nearest(key, known);
  if (meant !== undefined && essentials.includes(meant)) return undefined;
  // Other than deletion, this keeps the form that engines read quickly.
  const rest = emptyMap();
  for (const name of Object.keys(definition)) if (name !== key) rest[name] = definition[name];
  if (key === "summary") rest["summary"] = placeholders.title;
  // The most careful kind, of which no rule complains.
  if (key === "kind") rest["kind"] = "unknown";
  return rest;
}

const known = [...essentials, ...details];

/** Copies a map that may have any key, even those that every object inherits. */
function copy(map: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.assign(emptyMap(), map);
}

/** Returns an object without a prototype; engines give one that is created so the form of a hash table, which takes three times the memory. */
function emptyMap(): Record<string, unknown> {
  return Object.setPrototypeOf({}, null);
}
