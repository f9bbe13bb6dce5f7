// The responses of one operation, joined if several catalogs have one for the same status.

import { addTo } from "../text/lists.ts";
import { ledgerKey } from "./ledger.ts";
import type { Components, Section } from "./references.ts";

/** The responses of one catalog for an operation. */
export interface CatalogResponses {
  readonly id: string;
  /** Its full components, even if the description only refers to them. */
  readonly components: Components;
  readonly responses: Readonly<Record<string, unknown>>;
}

/** Returns the responses by status: numbers first, then ranges, then the default. */
export function mergedResponses(given: readonly CatalogResponses[]): ReadonlyMap<string, unknown> {
  const byKey = new Map<string, CatalogResponses[]>();
  for (const one of given) {
    for (const key of Object.keys(one.responses)) addTo(byKey, key, one);
  }
  const keys = [...byKey.keys()].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return new Map(keys.map((key) => [key, joined(key, byKey.get(key) ?? [])]));
}

/** Orders `404` before `4XX` before `default`. */
function rank(key: string): string {
  return /^\d+$/.test(key) ? `0${key}` : key === "default" ? "2" : `1${key}`;
}

interface ResponseParts {
  readonly description?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: { readonly [type: string]: Media };
}

interface Media {
  readonly schema?: object;
  readonly examples?: Readonly<Record<string, unknown>>;
}

function joined(key: string, given: readonly CatalogResponses[]): unknown {
  const [only] = given;
  if (only !== undefined && given.length === 1) return only.responses[key];
  const parts = given.map((one) => resolved<ResponseParts>(one.responses[key], one, "responses"));
  const headers = allOf(parts.map((part) => part.headers));
  const types = [...new Set(parts.flatMap(({ content = {} }) => Object.keys(content)))];
  return {
    description: [...new Set(parts.map(({ description = "" }) => description))].join("\n\n"),
    ...(headers === undefined ? {} : { headers }),
    content: Object.fromEntries(types.map((type) => [type, joinedMedia(type, parts, given)])),
    [ledgerKey]: given.map(({ id }) => id).join(", "),
  };
}

/** Returns what the catalogs that answer in a media type say of it. */
function joinedMedia(
  type: string,
  parts: readonly ResponseParts[],
  given: readonly CatalogResponses[],
): Media {
  const found = parts.flatMap(({ content }, i): readonly (readonly [Media, Choice])[] => {
    const media = content?.[type];
    return media === undefined ? [] : [[media, resolved(media.schema ?? {}, given[i], "schemas")]];
  });
  const media = found.map(([one]) => one);
  const examples = allOf(media.map((one) => one.examples));
  const schemas = media.map(({ schema = {} }) => schema);
  const [only] = schemas;
  const joinedSchema = choiceOfOne(found.map(([, choice]) => choice)) ?? { anyOf: schemas };
  return {
    schema: only !== undefined && schemas.length === 1 ? only : joinedSchema,
    ...(examples === undefined ? {} : { examples }),
  };
}

function allOf(
  maps: readonly (object | undefined)[],
): Readonly<Record<string, unknown>> | undefined {
  const all: Readonly<Record<string, unknown>> = Object.assign({}, ...maps);
  return Object.keys(all).length === 0 ? undefined : all;
}

/** Returns the target of a reference to a component of a catalog, or the value itself. */
function resolved<Value>(
  value: unknown,
  from: CatalogResponses | undefined,
  section: Section,
): Value {
  const { $ref } = value as { readonly $ref?: string };
  const name = $ref?.slice($ref.lastIndexOf("/") + 1);
  return (name === undefined ? value : (from?.components[section][name] ?? value)) as Value;
}

interface Choice {
  readonly description?: string;
  readonly oneOf?: readonly unknown[];
  readonly discriminator?: {
    readonly propertyName: string;
    readonly mapping?: Readonly<Record<string, unknown>>;
    readonly defaultMapping?: unknown;
  };
}

/** Returns the errors of all catalogs as one choice with a discriminator if all have one at the same place and share no code; else `undefined`. */
function choiceOfOne(choices: readonly Choice[]): Choice | undefined {
  const places = new Set(choices.map(({ discriminator }) => discriminator?.propertyName));
  const codes = choices.flatMap(({ discriminator }) =>
    Object.entries(discriminator?.mapping ?? {}),
  );
  const [propertyName] = places;
  if (places.size !== 1 || propertyName === undefined) return undefined;
  if (choices.some(({ oneOf, discriminator }) => !oneOf || discriminator?.defaultMapping)) {
    return undefined;
  }
  if (new Set(codes.map(([code]) => code)).size < codes.length) return undefined;
  const descriptions = new Set(choices.map(({ description }) => description));
  const [description] = descriptions;
  return {
    ...(descriptions.size > 1 || description === undefined ? {} : { description }),
    oneOf: choices.flatMap(({ oneOf = [] }) => oneOf),
    discriminator: { propertyName, mapping: Object.fromEntries(codes) },
  };
}
