// The names of the OpenAPI components that are made from a catalog, no two of them alike.

import type { Catalog } from "../../catalog/catalog.ts";
import { bodyName, catalogNames, className, schemaName } from "../../catalog/names.ts";
import { groupKey, sharedGroups } from "./groups.ts";

/** The names of all component schemas of a catalog; two of them never differ by case alone. */
export interface ComponentNames {
  /** The enumeration of all codes, `CdpErrorCode`. */
  readonly code: string;
  /** What the bodies of all envelopes have in common, codes unknown today included, `CdpErrorBody`. */
  readonly anyBody: string;
  /** The body of each envelope, by the envelope's name: `CdpStandardBody`. */
  readonly bodies: ReadonlyMap<string, string>;
  /** Each shared schema, by its name in the catalog. */
  readonly schemas: ReadonlyMap<string, string>;
  /** The bodies of each status, by the key of the response: `CdpError400`, `CdpError5XX`, `CdpErrorDefault`. */
  readonly responses: ReadonlyMap<string, string>;
  /** The body of each error, by the definition's name: `CdpInvalidRequestError`. */
  readonly definitions: ReadonlyMap<string, string>;
  /** The bodies of errors that share codes, by the key of their group: `CdpResourceExistsErrors`. */
  readonly groups: ReadonlyMap<string, string>;
}

/** Gives the name of a component response, `CdpError400`, `CdpError5XX` or `CdpErrorDefault`. */
export function responseName(prefix: string, key: string): string {
  const ending = key.toUpperCase();
  return `${prefix}Error${ending === "DEFAULT" ? "Default" : ending}`;
}

/** Gives the reference to a component schema. */
export function schemaRef(name: string): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

/** Names all component schemas; of two that would be alike the later kind gets a number. */
export function componentNames(catalog: Catalog, responseKeys: readonly string[]): ComponentNames {
  const { prefix } = catalog;
  const free = nameGiver();
  const named = (keys: readonly string[], name: (key: string) => string) =>
    new Map(keys.map((key) => [key, free(name(key))]));
  const fixed = catalogNames(prefix);
  const code = free(fixed.code);
  const envelopes = catalog.envelopes.map((envelope) => envelope.name);
  const bodies = named(envelopes, (name) => bodyName(prefix, name));
  const shared = catalog.schemas.map((schema) => schema.name);
  const schemas = named(shared, (name) => schemaName(prefix, name));
  const anyBody = free(fixed.body);
  const responses = named(responseKeys, (key) => responseName(prefix, key));
  const errors = catalog.definitions.map((definition) => definition.name);
  const definitions = named(errors, (name) => `${prefix}${className(name)}`);
  const groups = new Map(
    [...sharedGroups(catalog)].map(([member, group]) => [
      groupKey(group),
      free(`${prefix}${className(member)}s`),
    ]),
  );
  return { code, anyBody, bodies, schemas, responses, definitions, groups };
}

/** Gives a function that gives each name once, and a name that is taken with a number behind it. */
export function nameGiver(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    let name = wanted;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted}${n}`;
    taken.add(name.toLowerCase());
    return name;
  };
}
