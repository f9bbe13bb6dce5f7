// The names of the OpenAPI components that are made from a catalog, no two of them alike.

import type { Catalog } from "../../catalog/catalog.ts";
import { bodyName, catalogNames, className, paramsName, schemaName } from "../../catalog/names.ts";
import type { ResolvedOpenapiOptions } from "../options.ts";
import { groupKey, sharedGroups } from "./groups.ts";
import type { DefinitionExample, Occasion } from "./occasions.ts";

/** The names of all components of a catalog; two components of one section never differ by case alone. */
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
  readonly statuses: ReadonlyMap<string, string>;
  /** The body of each error, by the definition's name: `CdpInvalidRequestError`. */
  readonly definitions: ReadonlyMap<string, string>;
  /** The bodies of errors that share codes, by the key of their group: `CdpResourceExistsErrors`. */
  readonly groups: ReadonlyMap<string, string>;
  /** The params of each error that has some, by the definition's name: `CdpInvalidRequestErrorParams`. */
  readonly params: ReadonlyMap<string, string>;
  /** The responses, by their keys; in a section of their own, so that they may be called as schemas are. */
  readonly responses: ReadonlyMap<string, string>;
  /** The examples, in a section of their own and called as the schemas of their errors are. */
  readonly examples: ReadonlyMap<DefinitionExample, string>;
}

/** What components are made for. */
export interface NamedParts {
  readonly catalog: Catalog;
  readonly occasions: readonly Occasion[];
  readonly examples: readonly DefinitionExample[];
}

/** Returns the reference to a component schema. */
export function schemaRef(name: string): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

/** Names all components by templates; of two schemas that would be alike the later kind gets a number. */
export function componentNames(
  { catalog, occasions, examples }: NamedParts,
  templates: ResolvedOpenapiOptions["names"],
): ComponentNames {
  const [free, freeResponse, freeExample] = [uniqueNames(), uniqueNames(), uniqueNames()];
  const filled = (template: string, name: string): string =>
    template.replaceAll("{prefix}", catalog.prefix).replace("{name}", name);
  const schema = (name: string): string => free(filled(templates.schema, name));
  const schemas = (keys: readonly string[], name: (key: string) => string) =>
    new Map(keys.map((key) => [key, schema(name(key))]));
  // The prefix is where the template says, so that names are made without it.
  const fixed = catalogNames("");
  const keys = occasions.map(({ key }) => key);
  const detailed = catalog.definitions.filter(({ params }) => params.length > 0);
  // The order decides which of two gets a number: the params come last, being the newest kind.
  return {
    code: schema(fixed.code),
    bodies: schemas(namesOf(catalog.envelopes), (name) => bodyName("", name)),
    schemas: schemas(namesOf(catalog.schemas), (name) => schemaName("", name)),
    anyBody: schema(fixed.body),
    statuses: schemas(keys, statusName),
    definitions: schemas(namesOf(catalog.definitions), className),
    groups: new Map(
      [...sharedGroups(catalog)].map(([member, group]) => [
        groupKey(group),
        schema(`${className(member)}s`),
      ]),
    ),
    params: schemas(namesOf(detailed), paramsName),
    responses: new Map(
      keys.map((key) => [key, freeResponse(filled(templates.response, statusName(key)))]),
    ),
    examples: new Map(
      examples.map((one) => [
        one,
        freeExample(filled(templates.schema, className(one.definition.name))),
      ]),
    ),
  };
}

/** Returns a function that returns each name once, and a name that is taken with a number behind it. */
export function uniqueNames(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    let name = wanted;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${wanted}${n}`;
    taken.add(name.toLowerCase());
    return name;
  };
}

/** Returns what a status is called without the prefix: `Error400`, `Error5XX` or `ErrorDefault`. */
function statusName(key: string): string {
  return `Error${key === "default" ? "Default" : key.toUpperCase()}`;
}

function namesOf(things: readonly { readonly name: string }[]): readonly string[] {
  return things.map(({ name }) => name);
}
