// The hand-written bodies of errors in a description: the places in their schemas where envelopes have a code, and their examples.

import type { Condition, Envelope } from "../catalog/catalog.ts";
import type { YamlNode } from "../text/yaml-nodes.ts";
import type { Description } from "./description.ts";
import { keysOf } from "./operations.ts";

import { below, follow, type Location, placeOf, targetOf } from "./parts.ts";
import { documentFrom, type SpecCatalog, type SyncRequest } from "./request.ts";

/** Codes at one place of a description. */
export interface CodePlace {
  readonly at: Location;
  readonly node: YamlNode;
  /** True for a list of all codes that may come. */
  readonly isList: boolean;
  readonly codes: readonly (string | number)[];
  /** The catalogs with an envelope that has its code there. */
  readonly catalogs: readonly SpecCatalog[];
  /** The statuses, ranges and `default` under which it can come. */
  readonly statuses: readonly string[];
}

/** An example of a whole body. */
export interface ExampleBody {
  readonly at: Location;
  readonly node: YamlNode;
  readonly mediaType: string;
  readonly statuses: readonly string[];
  /** True if the rules give errors of the catalogs for its response. */
  readonly isMeant: boolean;
}

/** What hand-written error responses say of bodies. */
export interface ErrorBodies {
  readonly codes: readonly CodePlace[];
  readonly examples: readonly ExampleBody[];
}

/** A response, and an operation that has it. */
export interface UsedResponse {
  readonly operation: string;
  readonly status: string;
  /** Where the response is written. */
  readonly at: Location;
}

/** Which responses are looked at. */
export interface BodyQuery {
  readonly description: Description;
  readonly request: SyncRequest;
  /** Returns whether a place is ours, and says what the catalogs say. */
  readonly isOurs: (at: Location) => boolean;
  /** Returns the keys in a map whose entries are hand-written. */
  readonly handWrittenIn: (map: Location) => readonly string[];
  /** Returns whether rules give errors for a hand-written response. */
  readonly isMeant: (response: UsedResponse) => boolean;
}

/** Returns the codes and examples of all hand-written error responses of operations; each place counts once, with all its statuses. */
export function errorBodies(query: BodyQuery): ErrorBodies {
  const codes = new Map<YamlNode, CodePlace>();
  const examples = new Map<YamlNode, ExampleBody>();
  for (const { content, statuses, isMeant } of responsesIn(query)) {
    for (const mediaType of keysOf(content)) {
      if (!/\bjson\b|\*/i.test(mediaType)) continue;
      const media = below(content, mediaType);
      const schema = below(media, "schema");
      for (const found of codesIn(schema, { mediaType, statuses }, query))
        codes.set(found.node, merged(codes.get(found.node), found));
      for (const at of examplesIn(media, query)) {
        if (at.node === undefined) continue;
        const { node } = at;
        const known = examples.get(node);
        const both = union(known?.statuses ?? [], statuses);
        const meant = isMeant || known?.isMeant === true;
        examples.set(node, { at, node, mediaType, statuses: both, isMeant: meant });
      }
    }
  }
  return { codes: [...codes.values()], examples: [...examples.values()] };
}

function merged(known: CodePlace | undefined, found: CodePlace): CodePlace {
  if (known === undefined) return found;
  return {
    ...known,
    catalogs: union(known.catalogs, found.catalogs),
    statuses: union(known.statuses, found.statuses),
  };
}

function union<Item>(one: readonly Item[], other: readonly Item[]): readonly Item[] {
  return [...new Set([...one, ...other])];
}

interface ErrorResponse {
  readonly content: Location;
  readonly statuses: readonly string[];
  readonly isMeant: boolean;
}

/** Returns the hand-written responses for errors, each once. */
function responsesIn(query: BodyQuery): readonly ErrorResponse[] {
  const { description, handWrittenIn, isMeant } = query;
  const found = new Map<string, ErrorResponse>();
  for (const { label, written } of description.operations) {
    if (written === undefined) continue;
    for (const key of handWrittenIn(written)) {
      if (!/^[45]|^default$/i.test(key)) continue;
      const target = targetIn(below(written, key), query);
      if (target === undefined) continue;
      const known = found.get(placeOf(target));
      found.set(placeOf(target), {
        content: below(target, "content"),
        statuses: union(known?.statuses ?? [], [key]),
        isMeant: known?.isMeant === true || isMeant({ operation: label, status: key, at: target }),
      });
    }
  }
  return [...found.values()];
}

/** Returns where a place leads, unless that is ours or cannot be read. */
function targetIn(at: Location, { description, request, isOurs }: BodyQuery): Location | undefined {
  const ref = below(at, "$ref").node?.value;
  const path = typeof ref === "string" ? targetOf(ref, at.part.path)?.path : undefined;
  // A document of a catalog says what the catalog says, and is not read.
  const isDocument = request.catalogs.some(
    ({ document }) =>
      document !== undefined &&
      path !== undefined &&
      targetOf(documentFrom(document, description.spec.main), "")?.path === path,
  );
  const target = isDocument ? undefined : follow(description.spec, at).value;
  return target === undefined || target.node === undefined || isOurs(target) ? undefined : target;
}

/** Returns the codes in a schema, by the envelopes that fit it. */
function codesIn(
  schema: Location,
  { mediaType, statuses }: { readonly mediaType: string; readonly statuses: readonly string[] },
  query: BodyQuery,
): readonly CodePlace[] {
  return query.request.catalogs.flatMap((from) =>
    from.catalog.envelopes
      .filter((envelope) => fits(envelope, { schema, mediaType }, query))
      .flatMap(({ code }) => code)
      .flatMap((at) => (at.kind === "body" ? schemasAt(schema, at.tokens, query) : []))
      .flatMap((at) => wordsAt(at).map((one) => ({ ...one, catalogs: [from], statuses }))),
  );
}

type Words = Pick<CodePlace, "at" | "node" | "isList" | "codes">;

/** Returns what a schema says of its values, as far as they can be codes. */
function wordsAt(schema: Location): readonly Words[] {
  const wordsOf = (at: Location, isList: boolean): readonly Words[] => {
    const { node } = at;
    if (node === undefined) return [];
    const values = node.kind === "sequence" ? node.value : [node.value];
    const codes = values.filter((one) => typeof one === "string" || typeof one === "number");
    return codes.length === 0 ? [] : [{ at, node, isList, codes }];
  };
  return [
    ...wordsOf(below(schema, "enum"), true),
    ...["const", "example", "examples"].flatMap((key) => wordsOf(below(schema, key), false)),
  ];
}

/** A schema with a constant that contradicts a condition of an envelope is of another one. */
function fits(
  { when }: Envelope,
  { schema, mediaType }: { readonly schema: Location; readonly mediaType: string },
  query: BodyQuery,
): boolean {
  const isContradicted = ({ at, equals }: Condition): boolean => {
    if (equals === undefined) return false;
    if (at.kind === "header")
      return at.name === "content-type" && !mediaType.includes("*") && !equals.includes(mediaType);
    const said = schemasAt(schema, at.tokens, query).flatMap((one) => {
      const { node } = below(one, "enum");
      const constant = below(one, "const").node;
      if (constant !== undefined) return [constant.value];
      return node?.kind === "sequence" ? node.value : [];
    });
    return said.length > 0 && !said.some((one) => equals.some((value) => value === one));
  };
  return !when.some(isContradicted);
}

/** How deep schemas are looked into. */
const deepest = 12;

/** Returns the hand-written schemas of what is at a way in the values of a schema, in all its choices. */
function schemasAt(
  schema: Location,
  way: readonly (string | number)[],
  query: BodyQuery,
  depth = 0,
): readonly Location[] {
  const at = depth > deepest || schema.node === undefined ? undefined : targetIn(schema, query);
  if (at === undefined) return [];
  const inner = (below: Location, rest: readonly (string | number)[]) =>
    schemasAt(below, rest, query, depth + 1);
  const choices = ["allOf", "anyOf", "oneOf"].flatMap((key) => itemsOf(below(at, key)));
  const [token, ...rest] = way;
  const own = token === undefined ? [at] : stepsInto(at, token).flatMap((one) => inner(one, rest));
  return [...own, ...choices.flatMap((one) => inner(one, way))];
}

/** Returns the schemas of what a token of a locator leads to. */
function stepsInto(schema: Location, token: string | number): readonly Location[] {
  const isElement = typeof token === "number" || token === "*" || /^\(.*=.*\)$/s.test(token);
  const property = below(below(schema, "properties"), String(token));
  return isElement
    ? [below(schema, "items"), ...itemsOf(below(schema, "prefixItems")), property]
    : [property];
}

function itemsOf({ part, pointer, node }: Location): readonly Location[] {
  if (node?.kind !== "sequence") return [];
  return node.items.map((item, i) => ({ part, pointer: `${pointer}/${i}`, node: item }));
}

/** Returns the examples of whole bodies in a media type and in its schema. */
function examplesIn(media: Location, query: BodyQuery): readonly Location[] {
  const named = below(media, "examples");
  const schemas = schemasAt(below(media, "schema"), [], query);
  return [
    below(media, "example"),
    ...keysOf(named).flatMap((name) => {
      const target = targetIn(below(named, name), query);
      return target === undefined ? [] : [below(target, "value")];
    }),
    ...schemas.flatMap((one) => [below(one, "example"), ...itemsOf(below(one, "examples"))]),
  ];
}

/** Returns the status of a response under a key, as somebody might see it. */
export function statusOf(keys: readonly string[]): number {
  const [key = ""] = keys.toSorted();
  return Number(key.replace(/\D/g, "0")) || 400;
}
