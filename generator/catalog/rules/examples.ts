// The rule on examples: what the generated package would make of them is what the catalog says.

import type { ParamFacts, Recognition, Tables } from "../../../runtime/facts.ts";
import { paramsOf } from "../../../runtime/messages.ts";
import { recognise } from "../../../runtime/recognise.ts";
import { misfit } from "../../../runtime/shapes.ts";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { escapeToken } from "../../text/pointer.ts";
import type { Definition, Envelope, Example } from "../catalog.ts";
import type { JsonSchema } from "../json-schema.ts";
import { recognitionTables } from "../recognition.ts";
import { isAnyBroken, type RuleScope, spanAt } from "./context.ts";
import { holdsCode, lacksEnvelope } from "./envelopes.ts";
import { areUndecided } from "./meanings.ts";
import { type SchemaSurvey, surveySchemas } from "./schemas.ts";

/** An example is recognised as its definition, its body fits the envelope and the params, and its envelope and status are listed ones. */
export function checkExamples(context: RuleScope): readonly Diagnostic[] {
  const { catalog } = context;
  if (catalog.definitions.every(({ examples }) => examples.length === 0)) return [];
  if (isAnyBroken(context, ["envelope", "envelopes", "success"])) return [];
  const bench: Bench = {
    context,
    tables: recognitionTables(catalog),
    survey: surveySchemas(context),
    envelopes: new Map(catalog.envelopes.map((envelope) => [envelope.name, envelope])),
  };
  return catalog.definitions.flatMap((definition) =>
    definition.examples.flatMap((example, index) => [
      ...statusFault({ definition, example, index }, context),
      ...envelopeFault({ definition, example, index }, bench),
      ...(isComplete({ definition, example, index }, bench)
        ? [
            ...recognitionFaults({ definition, example, index }, bench),
            ...bodyFault({ definition, example, index }, bench),
          ]
        : []),
    ]),
  );
}

/** Tells whether an example has its body: one that could not be built is told elsewhere. */
function isComplete({ definition, example, index }: Case, { context, envelopes }: Bench): boolean {
  const envelope = envelopes.get(example.envelope);
  if (envelope === undefined) return false;
  const written = context.document.definitions[definition.name]?.examples?.[index];
  return written?.body !== undefined || holdsCode(example, envelope);
}

/** What examples are tried on. */
interface Bench {
  readonly context: RuleScope;
  readonly tables: Tables;
  readonly survey: SchemaSurvey;
  readonly envelopes: ReadonlyMap<string, Envelope>;
}

interface Case {
  readonly definition: Definition;
  readonly example: Example;
  readonly index: number;
}

function pointerOf({ definition, index }: Case): string {
  return `/definitions/${definition.name}/examples/${index}`;
}

function statusFault(one: Case, context: RuleScope): readonly Diagnostic[] {
  const { definition, example } = one;
  const { status } = example;
  if (status === undefined || definition.statuses.length === 0) return [];
  if (definition.statuses.includes(status)) return [];
  const span = spanAt(context, `${pointerOf(one)}/status`);
  return [diagnostic("example-status", { definition: definition.name, status }, { span })];
}

/** Reports an envelope that is none of the definition's; what is not declared is told elsewhere. */
function envelopeFault(one: Case, { context, envelopes }: Bench): readonly Diagnostic[] {
  const { definition, example } = one;
  const { name } = definition;
  const { envelope } = example;
  if (definition.envelopes.includes(envelope) || lacksEnvelope(name, context)) return [];
  if (![envelope, ...definition.envelopes].every((known) => envelopes.has(known))) return [];
  const span = spanAt(context, `${pointerOf(one)}/envelope`);
  return [diagnostic("example-envelope", { definition: name, envelope }, { span })];
}

function recognitionFaults(one: Case, bench: Bench): readonly Diagnostic[] {
  const { definition, example } = one;
  const { context, tables } = bench;
  const { status, headers, body, scope, operation } = example;
  const found = recognise(tables, { status, headers, body, scope, operation });
  const code = context.document.definitions[definition.name]?.examples?.[one.index]?.code;
  const facts = found?.facts;
  const isOther = code !== undefined && String(facts?.code) !== String(code);
  if (found?.definition?.name === definition.name && !isOther)
    return paramFaults(one, found, bench);
  if (isUndecided(found, definition, context)) return [];
  const actual =
    found?.definition?.name === definition.name ? `its code "${facts?.code}"` : inWords(found);
  const span = spanAt(context, pointerOf(one));
  return [diagnostic("example-untrue", { definition: definition.name, actual }, { span })];
}

/** Tells whether the definition that was found has the same code and nothing decides between the two, which is told elsewhere. */
function isUndecided(
  found: Recognition | undefined,
  definition: Definition,
  { catalog }: RuleScope,
): boolean {
  const texts = new Set(definition.codes.map(({ text }) => text));
  const name = found?.definition?.name;
  if (name === undefined || name === definition.name) return false;
  const rival = catalog.definitions.find((one) => one.name === name);
  if (rival === undefined || !rival.codes.some(({ text }) => texts.has(text))) return false;
  return areUndecided(rival, definition);
}

/** Gives what a response is recognised as, in words. */
export function inWords(found: Recognition | undefined): string {
  if (found === undefined) return "no error";
  if (found.definition !== undefined) return `"${found.definition.name}"`;
  if (found.candidates.length > 0) {
    const names = found.candidates.map(({ name }) => `"${name}"`).join(", ");
    return `undecided between ${names}`;
  }
  return found.wireCode === undefined
    ? "an error without a code"
    : `an error with the unknown code "${found.wireCode}"`;
}

function bodyFault(one: Case, bench: Bench): readonly Diagnostic[] {
  const { definition, example } = one;
  const { context, survey, tables } = bench;
  const body = bench.envelopes.get(example.envelope)?.body;
  if (!survey.isSound(`/envelopes/${example.envelope}/body`) || body === undefined) return [];
  if (!survey.isCheap(example.body)) return [];
  const fault = misfit(example.body, body, { schemas: tables.schemas, depth: 0 });
  if (fault === undefined) return [];
  const what = `the body of the envelope "${example.envelope}"`;
  const span = bodySpan(one, context);
  return [diagnostic("example-body", { definition: definition.name, what, fault }, { span })];
}

function bodySpan(one: Case, context: RuleScope): Diagnostic["span"] {
  const written = context.document.definitions[one.definition.name]?.examples?.[one.index];
  const field = written?.body === undefined ? "" : "/body";
  return spanAt(context, `${pointerOf(one)}${field}`);
}

/** Reports params that are not there or do not fit; the rules on params tell the rest. */
function paramFaults(one: Case, found: Recognition, bench: Bench): readonly Diagnostic[] {
  const { definition } = one;
  const { context, survey, tables } = bench;
  const facts = tables.params?.[definition.name]?.params;
  if (facts === undefined || !survey.isCheap(one.example.body)) return [];
  const sound = facts.filter(({ name }) =>
    survey.isSound(`/definitions/${definition.name}/params/${escapeToken(name)}`),
  );
  const fitting = valuesOf(found, sound, tables);
  const there = valuesOf(found, sound.map(withoutShape), tables);
  return sound.flatMap((param) => {
    const { name, schema } = param;
    if (fitting[name] !== undefined) return [];
    const optional = definition.params.find((other) => other.name === name)?.optional ?? false;
    const value = param.at === undefined ? asNumber(there[name], schema) : there[name];
    if (value === undefined && optional) return [];
    const fault =
      value === undefined
        ? "it is not in the response"
        : (misfit(value, schema, { schemas: tables.schemas, depth: 0 }) ?? "it cannot be read");
    const what = `the param "${name}"`;
    const span = bodySpan(one, context);
    return [diagnostic("example-body", { definition: definition.name, what, fault }, { span })];
  });
}

function valuesOf(
  found: Recognition,
  params: readonly ParamFacts[],
  tables: Tables,
): Readonly<Record<string, unknown>> {
  const name = found.definition?.name ?? "";
  const table = { ...tables.params?.[name], params };
  return paramsOf(found, { ...tables, params: { [name]: table } }) as Readonly<
    Record<string, unknown>
  >;
}

function withoutShape({ schema: _, ...place }: ParamFacts): ParamFacts {
  return { ...place, schema: {} };
}

function asNumber(text: unknown, { type }: JsonSchema): unknown {
  if (type !== "number" && type !== "integer") return text;
  return typeof text === "string" && text !== "" && Number.isFinite(Number(text))
    ? Number(text)
    : text;
}
