// All JSON Schemas in a catalog: where they are, and which of them values can be tried on.

import type { Schemas } from "../../runtime/facts.ts";
import { type JsonSchema, referencesIn, schemaRefPrefix, visit } from "../catalog/json-schema.ts";
import type { DefinitionDocument, EnvelopeParams } from "../schema/document.ts";
import { append } from "../text/lists.ts";
import { type Placed, type PlacedEntry, placedEntries, type RuleContext } from "./context.ts";
import { type EmptyBound, emptyBounds } from "./schema-bounds.ts";
import { branchingIn, circularSchemas, dearest, depthOf } from "./schema-graph.ts";

/** All schemas of a catalog and what is wrong with them, apart from their samples. */
export interface SchemaSurvey {
  /** Every independent schema: the shared ones, those of bodies and of params. */
  readonly roots: readonly Placed<JsonSchema>[];
  /** The shared schemas by name. */
  readonly schemas: Schemas;
  /** The bounds that leave no value. */
  readonly bounds: readonly EmptyBound[];
  /** The names of shared schemas that are referred to. */
  readonly references: readonly Placed<string>[];
  /** One shared schema of each circle without an object or a list in between. */
  readonly circles: readonly string[];
  /** The roots that lead to too many choices at one place. */
  readonly crowded: readonly Placed<JsonSchema>[];
  /** Returns whether values can be tried on the schema of a root: neither it nor a shared schema has a fault. */
  readonly isSound: (pointer: string) => boolean;
  /** Returns whether trying a value on a schema ends soon, however its choices nest. */
  readonly isCheap: (value: unknown) => boolean;
}

const mostSteps = 1e6;

/** Returns what the rules need to know about the schemas of a catalog. */
export function surveySchemas(
  context: RuleContext,
  definitions: readonly PlacedEntry<DefinitionDocument>[],
): SchemaSurvey {
  const { document, broken, unsound } = context;
  const roots = rootsOf(context, definitions);
  const schemas: Schemas = document.schemas ?? {};
  const faulty = new Set<string>();
  const bounds: EmptyBound[] = [];
  const references: Placed<string>[] = [];
  for (const { value, pointer: root } of roots) {
    const empty = emptyBounds(value, root);
    if (empty.length > 0 || unsound.has(root)) faulty.add(root);
    append(bounds, empty);
    visit(
      value,
      ({ $ref }, pointer) => {
        if ($ref === undefined) return;
        const name = $ref.slice(schemaRefPrefix.length);
        references.push({ value: name, pointer: `${pointer}/$ref` });
        if (!Object.hasOwn(schemas, name)) faulty.add(root);
      },
      root,
    );
  }
  const circles = circularSchemas(schemas);
  for (const name of circles) faulty.add(`/schemas/${name}`);
  const isShared = (pointer: string): boolean => pointer.startsWith("/schemas");
  const canBranch = ![...faulty, ...broken].some(isShared);
  let most = 1;
  const branching = branchingIn(schemas);
  const sound = canBranch ? roots.filter(({ pointer }) => !faulty.has(pointer)) : [];
  const crowded = sound.filter((root) => {
    const cost = branching(root.value);
    if (cost <= dearest) most = Math.max(most, cost);
    return cost > dearest;
  });
  for (const { pointer } of crowded) faulty.add(pointer);
  const usable = canBranch && ![...faulty].some(isShared);
  return {
    roots,
    schemas,
    bounds,
    references,
    circles,
    crowded,
    isSound: (pointer) => usable && !faulty.has(pointer),
    isCheap: (value) => most === 1 || most ** depthOf(value) < mostSteps,
  };
}

/** Returns the names of the shared schemas that a body or a param refers to. */
export function usedSchemas({ roots, schemas }: SchemaSurvey): ReadonlySet<string> {
  const used = new Set<string>();
  const open = roots
    .filter(({ pointer }) => !pointer.startsWith("/schemas/"))
    .flatMap(({ value }) => [...referencesIn(value)]);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    append(open, referencesIn(schemas[name] ?? {}));
  }
  return used;
}

function rootsOf(
  { document }: RuleContext,
  definitions: readonly PlacedEntry<DefinitionDocument>[],
): readonly Placed<JsonSchema>[] {
  const shared = placedEntries(document.schemas, "/schemas");
  const bodies = placedEntries(document.envelopes, "/envelopes").flatMap(({ value, pointer }) =>
    value.body === undefined ? [] : [{ value: value.body, pointer: `${pointer}/body` }],
  );
  const params = [...placedEntries(document.envelopes, "/envelopes"), ...definitions].flatMap(
    ({ value, pointer }) => paramSchemas(value.params, `${pointer}/params`),
  );
  return [...shared, ...bodies, ...params];
}

/** Returns the schemas of params; a text beside them is their place. */
function paramSchemas(
  params: EnvelopeParams | undefined,
  pointer: string,
): readonly Placed<JsonSchema>[] {
  return placedEntries(params, pointer).flatMap(({ value, pointer: at }) => {
    if (typeof value !== "object") return [];
    const { at: _at, safe: _safe, optional: _optional, ...schema } = value;
    return [{ value: schema, pointer: at }];
  });
}
