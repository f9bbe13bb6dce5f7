// The responses of one operation, joined where several catalogs have one for the same status.

import { ledgerKey } from "./ledger.ts";

/** What one catalog gives for an operation. */
export interface CatalogResponses {
  readonly id: string;
  readonly components: { readonly responses: Readonly<Record<string, unknown>> };
  readonly responses: Readonly<Record<string, unknown>>;
}

/** Gives the responses by status: numbers first, then ranges, then the default. */
export function mergedResponses(given: readonly CatalogResponses[]): ReadonlyMap<string, unknown> {
  const byKey = new Map<string, CatalogResponses[]>();
  for (const one of given) {
    for (const key of Object.keys(one.responses)) {
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, [one]);
      else known.push(one);
    }
  }
  const keys = [...byKey.keys()].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return new Map(keys.map((key) => [key, joined(key, byKey.get(key) ?? [])]));
}

/** `404` before `4XX` before `default`. */
function rank(key: string): string {
  return /^\d+$/.test(key) ? `0${key}` : key === "default" ? "2" : `1${key}`;
}

interface ResponseParts {
  readonly description?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: { readonly [type: string]: { readonly schema?: unknown } };
}

function joined(key: string, given: readonly CatalogResponses[]): unknown {
  const [only] = given;
  if (only !== undefined && given.length === 1) return only.responses[key];
  const parts = given.map((one) => resolved(one.responses[key], one));
  const schemas = parts.map(({ content }) => content?.["application/json"]?.schema ?? {});
  const headers = Object.assign({}, ...parts.map((part) => part.headers ?? {})) as object;
  return {
    description: parts.map(({ description }) => description ?? "").join("\n\n"),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    content: { "application/json": { schema: { anyOf: schemas } } },
    [ledgerKey]: given.map(({ id }) => id).join(", "),
  };
}

/** Gives a response itself where it is a reference to a component. */
function resolved(response: unknown, { components }: CatalogResponses): ResponseParts {
  const { $ref } = response as { readonly $ref?: string };
  const name = $ref?.slice($ref.lastIndexOf("/") + 1);
  return (
    name === undefined ? response : (components.responses[name] ?? response)
  ) as ResponseParts;
}
