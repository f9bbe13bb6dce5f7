// The rule on JSON Schemas inside a catalog: a closed list of keywords, well-formed, without circles, with samples that fit.

import type { Schemas } from "../../../runtime/facts.ts";
import { misfit } from "../../../runtime/shapes.ts";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { escapeToken } from "../../text/pointer.ts";
import { sampleBody } from "../body.ts";
import { innerSchemas, type JsonSchema, schemaRefPrefix } from "../json-schema.ts";
import { oncePer } from "../once.ts";
import { completed, isBuilt, largestSample, type NoSample, sampleOf } from "../samples.ts";
import { keyAt, type Placed, placedEntries, type RuleScope, spanAt } from "./context.ts";
import { keywordFaults } from "./keywords.ts";
import { branchingIn, circularSchemas, dearest, depthOf } from "./schema-graph.ts";

/** JSON Schemas use only the closed list of keywords, refer only to `#/schemas/…` without circles, their samples validate, and a small one can be built of each that a param or body has. */
export function checkSchemas(context: RuleScope): readonly Diagnostic[] {
  const survey = surveySchemas(context);
  const sound = survey.roots.filter((root) => survey.isSound(root.pointer));
  const samples = sound.flatMap((root) => sampleFaults(root, survey, context));
  return [
    ...survey.diagnostics,
    ...samples,
    ...withoutSample(context, survey),
    ...(samples.length === 0 ? unfitSamples(context, survey) : []),
  ];
}

/** All schemas of a catalog and what is wrong with them, their samples aside. */
export interface SchemaSurvey {
  /** What is wrong. */
  readonly diagnostics: readonly Diagnostic[];
  /** Every schema that stands on its own: shared ones, those of bodies and of params. */
  readonly roots: readonly Placed<JsonSchema>[];
  /** The shared schemas by name. */
  readonly schemas: Schemas;
  /** Tells whether values can be tried on the schema of a root: neither it nor a shared one is at fault. */
  readonly isSound: (pointer: string) => boolean;
  /** Tells whether trying a value on a schema ends soon, however its choices nest. */
  readonly isCheap: (value: unknown) => boolean;
}

/** Looks at all schemas of a catalog. */
export const surveySchemas = oncePer((context: RuleScope): SchemaSurvey => {
  const { document } = context;
  const roots = schemaRoots(context);
  const schemas = (document.schemas ?? {}) as Schemas;
  const diagnostics: Diagnostic[] = [];
  const faulty = new Set<string>();
  const report = ({ pointer }: Placed<unknown>, faults: readonly Diagnostic[]): void => {
    if (faults.length > 0) faulty.add(pointer);
    diagnostics.push(...faults);
  };
  for (const root of roots) report(root, keywordFaults(root, context));
  for (const name of circularSchemas(schemas)) {
    const pointer = `/schemas/${name}`;
    const span = keyAt(context, pointer);
    report({ value: name, pointer }, [diagnostic("schema-cycle", { name }, { span })]);
  }
  const isShared = (pointer: string): boolean => pointer.startsWith("/schemas");
  let usable = ![...faulty, ...context.broken].some(isShared);
  let most = 1;
  const branching = branchingIn(schemas);
  for (const root of usable ? roots.filter(({ pointer }) => !faulty.has(pointer)) : []) {
    const cost = branching(root.value);
    if (cost > dearest) report(root, [tooManyChoices(root, context)]);
    else most = Math.max(most, cost);
  }
  usable &&= ![...faulty].some(isShared);
  return {
    diagnostics,
    roots,
    schemas,
    isSound: (pointer) => usable && !faulty.has(pointer),
    isCheap: (value) => most === 1 || most ** depthOf(value) < mostSteps,
  };
});

/** Gives the names of the shared schemas that a body or a param reaches. */
export function usedSchemas(context: RuleScope): ReadonlySet<string> {
  const used = new Set<string>();
  const open: unknown[] = schemaRoots(context)
    .filter(({ pointer }) => !pointer.startsWith("/schemas/"))
    .map(({ value }) => value);
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== "object" || value === null) continue;
    const { $ref } = value as JsonSchema;
    if (typeof $ref === "string" && $ref.startsWith(schemaRefPrefix)) {
      const name = $ref.slice(schemaRefPrefix.length);
      if (!used.has(name)) open.push(context.document.schemas?.[name]);
      used.add(name);
    }
    open.push(...Object.values(value));
  }
  return used;
}

const mostSteps = 1e6;

const schemaRoots = oncePer(rootsOf);

function rootsOf({ document, definitions }: RuleScope): readonly Placed<JsonSchema>[] {
  const shared = placedEntries(document.schemas, "/schemas");
  const bodies = placedEntries(document.envelopes, "/envelopes").flatMap(({ value, pointer }) =>
    value.body === undefined ? [] : [{ value: value.body, pointer: `${pointer}/body` }],
  );
  const params = definitions.flatMap((definition) =>
    placedEntries(definition.value.params, `${definition.pointer}/params`).map(
      ({ value: { at: _at, safe: _safe, optional: _optional, ...schema }, pointer }) => ({
        value: schema,
        pointer,
      }),
    ),
  );
  return [...shared, ...bodies, ...params] as readonly Placed<JsonSchema>[];
}

function tooManyChoices({ pointer }: Placed<JsonSchema>, context: RuleScope): Diagnostic {
  const fault = `leads to more than ${dearest.toLocaleString("en-US")} choices at one place`;
  const span = keyAt(context, pointer);
  return diagnostic("schema-invalid", { keyword: "oneOf", fault }, { span });
}

/** Reports what no sample can be built of, once for a shared schema that is the cause. */
function withoutSample(context: RuleScope, survey: SchemaSurvey): readonly Diagnostic[] {
  const { catalog } = context;
  const params = catalog.definitions.flatMap(({ name: definition, params }) =>
    params.map(({ name, schema }) => ({
      pointer: `/definitions/${definition}/params/${escapeToken(name)}`,
      sample: () => sampleOf(schema, catalog),
    })),
  );
  const bodies = catalog.envelopes.map((envelope) => ({
    pointer: `/envelopes/${envelope.name}/body`,
    sample: () => completed(sampleBody(envelope, { code: "" }), envelope.body, catalog),
  }));
  const faults = new Map<string, NoSample["fault"]>();
  for (const { pointer, sample } of [...params, ...bodies]) {
    const made = survey.isSound(pointer) ? sample() : undefined;
    if (made === undefined || isBuilt(made)) continue;
    faults.set(made.schema === undefined ? pointer : `/schemas/${made.schema}`, made.fault);
  }
  return [...faults].map(([pointer, fault]) => {
    const span = keyAt(context, pointer);
    if (fault === "endless") return diagnostic("schema-endless", {}, { span });
    const values = largestSample.values.toLocaleString("en-US");
    const characters = largestSample.characters.toLocaleString("en-US");
    return diagnostic("schema-sample-large", { values, characters }, { span });
  });
}

/** Reports params of which the sample that is made does not fit, and for which one must be written. */
function unfitSamples(context: RuleScope, survey: SchemaSurvey): readonly Diagnostic[] {
  const { catalog } = context;
  return catalog.definitions.flatMap(({ name: definition, params }) =>
    params.flatMap(({ name, schema }) => {
      const pointer = `/definitions/${definition}/params/${escapeToken(name)}`;
      const sample = survey.isSound(pointer) ? sampleOf(schema, catalog) : undefined;
      if (!isBuilt(sample) || !survey.isCheap(sample.value)) return [];
      const fault = misfit(sample.value, schema, { schemas: survey.schemas, depth: 0 });
      if (fault === undefined) return [];
      const holes = { value: JSON.stringify(sample.value), fault };
      return [diagnostic("schema-sample", holes, { span: keyAt(context, pointer) })];
    }),
  );
}

function sampleFaults(
  { value: schema, pointer }: Placed<JsonSchema>,
  survey: SchemaSurvey,
  context: RuleScope,
): readonly Diagnostic[] {
  const own = samplesOf({ value: schema, pointer }).flatMap((sample) => {
    if (!survey.isCheap(sample.value)) return [];
    const fault = misfit(sample.value, sample.against, { schemas: survey.schemas, depth: 0 });
    if (fault === undefined) return [];
    const holes = { value: JSON.stringify(sample.value), fault };
    return [diagnostic("schema-sample", holes, { span: spanAt(context, sample.pointer) })];
  });
  const inner = innerSchemas(schema).flatMap(([below, value]) =>
    sampleFaults({ value, pointer: `${pointer}${below}` }, survey, context),
  );
  return [...own, ...inner];
}

interface Sample extends Placed<unknown> {
  readonly against: JsonSchema;
}

/** Gives the samples, and the constants and values, which must fit what stands beside them. */
function samplesOf({ value: schema, pointer }: Placed<JsonSchema>): readonly Sample[] {
  const examples = (schema.examples ?? []).map((value, i) => ({
    value,
    pointer: `${pointer}/examples/${i}`,
    against: schema,
  }));
  const constant =
    "const" in schema
      ? [{ value: schema.const, pointer: `${pointer}/const`, against: schema }]
      : [];
  if (schema.enum === undefined) return [...examples, ...constant];
  const { const: _const, enum: allowed, ...beside } = schema;
  const values = allowed.map((value, i) => ({
    value,
    pointer: `${pointer}/enum/${i}`,
    against: beside,
  }));
  return [...examples, ...constant, ...values];
}
