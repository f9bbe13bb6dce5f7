// What a custom template is given: the catalog and the options, in which an unknown field is refused.

import type { Catalog } from "../../catalog/catalog.ts";
import { nearest } from "../../text/nearest.ts";

/** What a template finds at its top: one catalog, or all of them if its scope is `all`. */
export interface TemplateView {
  /** The options of the template in the configuration. */
  readonly options: object;
  readonly catalog?: Catalog;
  readonly catalogs?: readonly Catalog[];
}

const locator = ["tokens", "path", "name"];
const texts = ["description", "docsUrl"];
const dated = [...texts, "since", "deprecated"];

/** The fields that may be missing, by the field that leads to their owner. */
const optionalFields: Readonly<Record<string, readonly string[]>> = {
  "": ["catalog", "catalogs"],
  at: locator,
  catalog: texts,
  catalogs: texts,
  code: [...locator, ...dated],
  codes: dated,
  definition: [...dated, "match"],
  definitions: [...dated, "match"],
  deprecated: ["use", "sunset"],
  docsUrl: locator,
  envelopes: ["description"],
  examples: ["title", "status", "message", "scope", "operation"],
  fault: ["reason"],
  message: locator,
  messages: ["fault"],
  params: ["description"],
  requestId: locator,
  reserved: ["code", "from", "to", "name"],
  retryAfter: [...locator, "unit"],
  sources: ["read", "docsUrl"],
  families: ["prefix", "from", "to", "title", "description", "kind", "retry", "effect"],
  statuses: ["title", "description", "kind", "retry", "effect"],
  success: ["equals"],
  template: ["fault"],
  when: ["equals"],
};

/** The fields with data whose names may be any. */
const free: ReadonlySet<string> = new Set([
  "options",
  "body",
  "headers",
  "schema",
  "extensions",
  "texts",
]);

/** Returns a view in which an unknown field leads to a value that `unknownField` explains. */
export function strictView(view: TemplateView): object {
  return strict(view, "") as object;
}

/** Returns what is wrong with a value that an unknown field led to, and nothing for any other value. */
export function unknownField(value: unknown): string | undefined {
  return typeof value === "object" && value !== null ? reasons.get(value) : undefined;
}

const reasons = new WeakMap<object, string>();

/** Copies data as a template comes to it, since what is frozen can have no other fields. */
function strict(value: unknown, field: string): unknown {
  if (typeof value !== "object" || value === null || free.has(field)) return value;
  if (Array.isArray(value)) return value.map((one) => strict(one, field));
  const optional = optionalFields[field] ?? [];
  const copy: Record<string, unknown> = { ...value };
  // What follows from the rest is for emitters, and changes with them.
  delete copy["derived"];
  const known = Object.keys(copy);
  const copied = new Set<string>();
  return new Proxy(copy, {
    get: (_, key) => {
      if (typeof key === "symbol") return undefined;
      if (!copied.has(key) && Object.hasOwn(copy, key)) copy[key] = strict(copy[key], key);
      else if (!copied.has(key)) {
        if (optional.includes(key)) return undefined;
        // Handlebars takes only what an object has of its own, and no loop may meet it.
        Object.defineProperty(copy, key, { value: unknown(key, [...known, ...optional]) });
      }
      copied.add(key);
      return copy[key];
    },
  });
}

function unknown(name: string, known: readonly string[]): object {
  const inner: Record<string, unknown> = {};
  const field: object = new Proxy(inner, {
    get: (_, key) => {
      if (typeof key === "symbol") return undefined;
      inner[key] = field;
      return field;
    },
  });
  const near = nearest(name, known);
  const hint = near === undefined ? "" : ` (did you mean "${near}"?)`;
  reasons.set(field, `"${name}" is not a field here${hint}`);
  return field;
}
