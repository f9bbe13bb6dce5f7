// The names of the OpenAPI components that are made from a catalog, no two of them alike.

import type { Catalog } from "../../catalog/catalog.ts";
import { bodyName, catalogNames, className, paramsName, schemaName } from "../../catalog/names.ts";
import type { ResolvedOpenapiOptions } from "../options.ts";
import type { DefinitionExample, Occasion } from "./occasions.ts";

/** What a component is. */
export type ComponentKind =
  /** The enumeration of all codes, `CdpErrorCode`. */
  | "codes"
  /** Any error body, codes unknown today included, `CdpErrorBody`. */
  | "any body"
  /** The body of an envelope: `CdpStandardBody`. */
  | "body"
  /** A shared schema. */
  | "schema"
  /** The bodies of a status: `CdpError400`, `CdpError5XX`, `CdpErrorDefault`. */
  | "status"
  /** The body of an error: `CdpInvalidRequestError`. */
  | "definition"
  /** The params of an error that has some: `CdpInvalidRequestErrorParams`. */
  | "params"
  /** The response of a status; in a section of its own, so that it may be called as the schema is. */
  | "response"
  /** An example, in a section of its own and called as the schema of its error is. */
  | "example";

/** Returns the name of a component by what it is made from: a definition's or an envelope's name, the key of an occasion, … */
export type ComponentNames = (kind: ComponentKind, of?: string) => string;

/** What components are made from. */
export interface NamedParts {
  readonly catalog: Catalog;
  /** The occasions on which errors come, each a response. */
  readonly occasions: readonly Occasion[];
  /** An example of each error at least. */
  readonly examples: readonly DefinitionExample[];
}

/** Names all components by templates; of two in a section that would be alike, even by case, the later kind gets a number. */
export function componentNames(
  { catalog, occasions, examples }: NamedParts,
  templates: ResolvedOpenapiOptions["names"],
): ComponentNames {
  const { prefix, definitions } = catalog;
  const names = new Map<string, string>();
  const sections = { schema: uniqueNames(), response: uniqueNames(), example: uniqueNames() };
  const add = (kind: ComponentKind, of: string, name: string): void => {
    const section = kind === "response" || kind === "example" ? kind : "schema";
    const template = section === "response" ? templates.response : templates.schema;
    // The prefix is where the template says, so that names are made without it.
    const filled = template.replaceAll("{prefix}", prefix).replace("{name}", name);
    names.set(`${kind} ${of}`, sections[section](filled));
  };
  const { code, body } = catalogNames("");
  add("codes", "", code);
  for (const { name } of catalog.envelopes) add("body", name, bodyName("", name));
  for (const { name } of catalog.schemas) add("schema", name, schemaName("", name));
  add("any body", "", body);
  for (const { key } of occasions) add("status", key, statusName(key));
  for (const { name } of definitions) add("definition", name, className(name));
  for (const { name, params } of definitions)
    if (params.length > 0) add("params", name, paramsName(name));
  for (const { key } of occasions) add("response", key, statusName(key));
  for (const { id, definition } of examples) add("example", id, className(definition.name));
  return (kind, of = "") => {
    const name = names.get(`${kind} ${of}`);
    if (name === undefined) throw new Error(`no ${kind} "${of}" was named`);
    return name;
  };
}

/** Returns the reference to a component schema. */
export function schemaRef(name: string): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

/** Returns a function that returns each name once, and a name that is taken with a number behind it. */
function uniqueNames(): (wanted: string) => string {
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
