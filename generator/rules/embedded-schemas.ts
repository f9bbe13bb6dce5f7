// Rule 12: the JSON Schemas in a catalog can be fulfilled, and what they show fits them.

import { buildAnswer } from "../../runtime/answers.ts";
import { misfit } from "../../runtime/shapes.ts";
import type { Json } from "../catalog/catalog.ts";
import { type JsonSchema, visit } from "../catalog/json-schema.ts";
import { completed, isBuilt, largestSample, type NoSample, sampleOf } from "../catalog/samples.ts";
import type { Entries } from "../diagnostics/entry.ts";
import { schemaEntries } from "../diagnostics/schema-entries.ts";
import { keyAt, type Placed, placedParams, spanAt } from "./context.ts";
import { defineRule, type ReportOf, type RuleScope } from "./rule.ts";
import { dearest } from "./schema-graph.ts";

const diagnostics = {
  "schema-invalid": schemaEntries["schema-invalid"],
  "schema-cycle": {
    message: 'The schema "{name}" refers to itself without an object or a list in between.',
    help: "Break the circle.",
  },
  "schema-sample": {
    message: "The sample {value} does not fit its own schema: {fault}.",
    help: 'Correct the sample or the schema; if you wrote no sample, give the schema "examples".',
  },
  "schema-endless": {
    message: "No value fits this schema: each would have to contain another one, without end.",
    help: "Make a property on the way optional, let a list be empty, or add a choice that ends.",
  },
  "schema-sample-large": {
    message:
      "A sample of this schema would have more than {values} values or {characters} characters.",
    help: "Require fewer properties, shorter lists or shorter texts.",
  },
} as const satisfies Entries;

type Report = ReportOf<typeof diagnostics>;

export const rule = defineRule({
  number: 12,
  sentence:
    "The bounds of JSON Schemas leave values, their samples fit, and a small one can be built of each that a param or body has.",
  diagnostics,
  check: (scope, report) => {
    const { roots, bounds, circles, crowded, isSound } = scope.survey;
    for (const { keyword, fault, pointer } of bounds)
      report("schema-invalid", { keyword, fault }, { span: spanAt(scope, pointer) });
    for (const name of circles)
      report("schema-cycle", { name }, { span: keyAt(scope, `/schemas/${name}`) });
    for (const { pointer } of crowded) {
      const fault = `leads to more than ${inDigits(dearest)} choices at one place`;
      report("schema-invalid", { keyword: "oneOf", fault }, { span: keyAt(scope, pointer) });
    }
    for (const { value, pointer } of roots) checkPatterns(value, pointer, { scope, report });
    let areSamplesRight = true;
    for (const root of roots) {
      if (isSound(root.pointer) && !checkSamples(root, scope, report)) areSamplesRight = false;
    }
    withoutSample(scope, report);
    if (areSamplesRight) unfitSamples(scope, report);
  },
});

function inDigits(count: number): string {
  return count.toLocaleString("en-US");
}

/** Reports schemas of which no sample can be built, once for a shared schema that is the cause. */
function withoutSample({ catalog, survey, root }: RuleScope, report: Report): void {
  const params = [...placedParams(catalog)].map(([pointer, { schema }]) => ({
    pointer,
    sample: () => sampleOf(schema, catalog.derived.samples),
  }));
  const bodies = catalog.envelopes.map((envelope) => ({
    pointer: `/envelopes/${envelope.name}/body`,
    sample: () => {
      const slots = catalog.derived.answers[envelope.name]?.samples ?? [];
      const { body } = buildAnswer(slots, { code: "", message: "", params: {} });
      return completed(body as Json, envelope.body, catalog.derived.samples);
    },
  }));
  const faults = new Map<string, NoSample["fault"]>();
  for (const { pointer, sample } of [...params, ...bodies]) {
    const made = survey.isSound(pointer) ? sample() : undefined;
    if (made === undefined || isBuilt(made)) continue;
    faults.set(made.schema === undefined ? pointer : `/schemas/${made.schema}`, made.fault);
  }
  for (const [pointer, fault] of faults) {
    const span = keyAt({ root }, pointer);
    const values = inDigits(largestSample.values);
    const characters = inDigits(largestSample.characters);
    if (fault === "endless") report("schema-endless", {}, { span });
    else report("schema-sample-large", { values, characters }, { span });
  }
}

/** Reports params whose built sample does not fit, and for which one must be written. */
function unfitSamples(scope: RuleScope, report: Report): void {
  const { catalog, survey } = scope;
  for (const [pointer, { schema }] of placedParams(catalog)) {
    const sample = survey.isSound(pointer) ? sampleOf(schema, catalog.derived.samples) : undefined;
    if (!isBuilt(sample) || !survey.isCheap(sample.value)) continue;
    const fault = misfit(sample.value, schema, { schemas: survey.schemas, depth: 0 });
    if (fault === undefined) continue;
    const value = JSON.stringify(sample.value);
    report("schema-sample", { value, fault }, { span: keyAt(scope, pointer) });
  }
}

/** Reports patterns that are no regular expressions; they are compiled as OpenAPI's readers do, and never run. */
function checkPatterns(
  root: JsonSchema,
  at: string,
  { scope, report }: { readonly scope: RuleScope; readonly report: Report },
): void {
  const check = ({ pattern }: JsonSchema, pointer: string): void => {
    if (pattern === undefined || isExpression(pattern)) return;
    const fault = "is not a regular expression of ECMA-262 with the flag u";
    const span = spanAt(scope, `${pointer}/pattern`);
    report("schema-invalid", { keyword: "pattern", fault }, { span });
  };
  visit(root, check, at);
}

function isExpression(pattern: string): boolean {
  try {
    return new RegExp(pattern, "u").flags === "u";
  } catch {
    return false;
  }
}

/** Reports written samples that do not fit a schema or one inside it; returns whether all fit. */
function checkSamples(root: Placed<JsonSchema>, scope: RuleScope, report: Report): boolean {
  const { schemas, isCheap } = scope.survey;
  let areRight = true;
  visit(
    root.value,
    (schema, pointer) => {
      for (const sample of samplesOf(schema)) {
        if (!isCheap(sample.value)) continue;
        const fault = misfit(sample.value, sample.against, { schemas, depth: 0 });
        if (fault === undefined) continue;
        areRight = false;
        const span = spanAt(scope, `${pointer}/${sample.pointer}`);
        report("schema-sample", { value: JSON.stringify(sample.value), fault }, { span });
      }
    },
    root.pointer,
  );
  return areRight;
}

interface Sample extends Placed<unknown> {
  readonly against: JsonSchema;
}

/** Returns the examples, constants and values of a schema, which must fit what is beside them. */
function samplesOf(schema: JsonSchema): readonly Sample[] {
  const { const: _const, enum: values = [], examples = [], ...beside } = schema;
  return [
    ...examples.map((value, i) => ({ value, pointer: `examples/${i}`, against: schema })),
    ...("default" in schema
      ? [{ value: schema.default, pointer: "default", against: schema }]
      : []),
    ...("const" in schema ? [{ value: schema.const, pointer: "const", against: schema }] : []),
    ...values.map((value, i) => ({ value, pointer: `enum/${i}`, against: beside })),
  ];
}
