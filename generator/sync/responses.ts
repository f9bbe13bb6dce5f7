// The responses of one operation, joined if several catalogs have one for the same status.

import type { Definition } from "../catalog/catalog.ts";
import { isSame } from "../text/data.ts";
import { addTo } from "../text/lists.ts";
import { sumOf } from "../text/words.ts";
import { ledgerKey } from "./ledger.ts";
import { componentOf } from "./references.ts";
import type { NamedResponse, SpecCatalog } from "./request.ts";

/** A component response that operations refer to. */
export interface Answer {
  readonly name: string;
  /** The catalog whose component it is as a whole, if it is one. */
  readonly whole: SpecCatalog | undefined;
  readonly value: unknown;
  readonly definitions: readonly Definition[];
}

/** The responses of one catalog for an operation. */
export interface CatalogResponses {
  readonly from: SpecCatalog;
  readonly responses: Readonly<Record<string, NamedResponse>>;
}

/** Returns the responses by status: numbers first, then ranges, then the default. */
export function mergedResponses(given: readonly CatalogResponses[]): ReadonlyMap<string, Answer> {
  const byKey = new Map<string, Given[]>();
  for (const { from, responses } of given)
    for (const [key, named] of Object.entries(responses)) addTo(byKey, key, { from, named });
  const keys = [...byKey.keys()].sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1));
  return new Map(keys.map((key) => [key, joined(byKey.get(key) ?? [])]));
}

/** Returns what orders `404` before `4XX` before `default`; `undefined` for a key that is no status. */
export function rankOf(key: string): string {
  return /^\d+$/.test(key) ? `0${key}` : key === "default" ? "2" : `1${key}`;
}

/** Returns a response without its body, as a HEAD request gets it. */
export function bodiless({ name, value, definitions }: Answer): Answer {
  const { content: _, ...rest } = value as ResponseParts;
  return { name: `${name}WithoutBody`, whole: undefined, value: rest, definitions };
}

/** Returns a response with its body in another media type, if it has one of JSON alone. */
export function inMediaType(answer: Answer, type: string): Answer {
  const { value, definitions } = answer;
  const { content = {} } = value as ResponseParts;
  const [[known, media] = ["", {}], second] = Object.entries(content);
  if (known === type || second !== undefined || !/[/+]json\b/i.test(known)) return answer;
  return {
    name: `${answer.name}AsProblem`,
    whole: undefined,
    value: { ...(value as ResponseParts), content: { [type]: media } },
    definitions,
  };
}

/** A component schema for the bodies of some responses. */
export interface NarrowedSchema {
  readonly name: string;
  /** What it says, if no catalog has it. */
  readonly part?: Readonly<Record<string, unknown>>;
}

/** Returns the media types of responses. */
export function typesOf(answers: readonly Answer[]): readonly string[] {
  const types = answers.flatMap(({ value }) => Object.keys((value as ResponseParts).content ?? {}));
  return [...new Set(types)];
}

/** Returns the schema of what responses have in a media type: the component of a catalog, or a choice of several as a further one. */
export function schemaOf(
  answers: readonly Answer[],
  type: string,
  catalogs: readonly SpecCatalog[],
): NarrowedSchema {
  const having = answers.filter(({ value }) => (value as ResponseParts).content?.[type]);
  const all = having.flatMap(({ value }) => (value as ResponseParts).content?.[type]?.schema ?? []);
  const schemas = all.filter((one, i) => all.findIndex((other) => isSame(one, other)) === i);
  const [only] = schemas;
  const [, named] = schemas.length === 1 ? (componentOf(String(Object(only).$ref)) ?? []) : [];
  if (named !== undefined) return { name: named };
  const choice = choiceOfOne(schemas.map((one) => resolved(one, catalogs)));
  const part = schemas.length === 1 ? only : (choice ?? { anyOf: schemas });
  const marks = new Set(having.map(({ value }) => String(Object(value)[ledgerKey])));
  const mark = [...new Set([...marks].flatMap((one) => one.split(", ")))].join(", ");
  return { name: joinedName(having.map(({ name }) => name)), part: { ...part, [ledgerKey]: mark } };
}

/** The most names that are joined to one. */
const mostJoined = 3;

function joinedName(names: readonly string[]): string {
  if (names.length <= mostJoined) return names.join("And");
  return `${names.slice(0, 2).join("And")}And${names.length - 2}More${sumOf(names.join(" "))}`;
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

interface Given {
  readonly from: SpecCatalog;
  readonly named: NamedResponse;
}

function contentOf({ from, named: { name, part } }: Given): unknown {
  return part ?? from.components.responses[name];
}

function joined(given: readonly Given[]): Answer {
  const [only] = given;
  const definitions = given.flatMap(({ named }) => named.definitions);
  const name = joinedName(given.map(({ named }) => named.name));
  if (only !== undefined && given.length === 1) {
    const whole = only.named.part === undefined ? only.from : undefined;
    return { name, whole, value: contentOf(only), definitions };
  }
  const parts = given.map((one) => contentOf(one) as ResponseParts);
  const headers = allOf(parts.map((part) => part.headers));
  const types = [...new Set(parts.flatMap(({ content = {} }) => Object.keys(content)))];
  const value = {
    description: joinedText(parts.map(({ description = "" }) => description)),
    ...(headers === undefined ? {} : { headers }),
    content: Object.fromEntries(types.map((type) => [type, joinedMedia(type, parts, given)])),
    [ledgerKey]: given.map(({ from }) => from.catalog.id).join(", "),
  };
  return { name, whole: undefined, value, definitions };
}

/** Returns texts as one that says their first paragraphs once: the words of a status are the same in all catalogs. */
function joinedText(texts: readonly string[]): string {
  const heads = new Set<string>();
  const parts = texts.map((text) => {
    const [head = "", ...rest] = text.split("\n\n");
    const isSaid = heads.has(head);
    heads.add(head);
    return isSaid ? rest.join("\n\n") : text;
  });
  return parts.filter((part) => part !== "").join("\n\n");
}

/** Returns what the catalogs that answer in a media type say of it. */
function joinedMedia(
  type: string,
  parts: readonly ResponseParts[],
  given: readonly Given[],
): Media {
  const found = parts.flatMap(({ content }, i): readonly (readonly [Media, Choice])[] => {
    const media = content?.[type];
    const from = given[i]?.from;
    return media === undefined ? [] : [[media, resolved(media.schema ?? {}, from ? [from] : [])]];
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

/** Returns the target of a reference to a component schema of catalogs, or the value itself. */
function resolved(value: unknown, catalogs: readonly SpecCatalog[]): Choice {
  const { $ref = "" } = value as { readonly $ref?: string };
  const [, name = ""] = componentOf($ref) ?? [];
  const from = catalogs.find(({ components }) => Object.hasOwn(components.schemas, name));
  return (from?.components.schemas[name] ?? value) as Choice;
}

interface Choice {
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
  return {
    oneOf: choices.flatMap(({ oneOf = [] }) => oneOf),
    discriminator: { propertyName, mapping: Object.fromEntries(codes) },
  };
}
