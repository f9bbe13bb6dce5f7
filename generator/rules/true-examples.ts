// Rule 14: what the generated package recognises in an example is what the catalog says.

import type { ParamFacts } from "../../runtime/facts.ts";
import { paramsOf } from "../../runtime/messages.ts";
import { recognise } from "../../runtime/recognise.ts";
import { conforms, misfit } from "../../runtime/shapes.ts";
import type { Recogniser, Recognition } from "../../runtime/steps.ts";
import type { Definition, Envelope, Example, Param } from "../catalog/catalog.ts";
import type { JsonSchema } from "../catalog/json-schema.ts";
import { withSteps } from "../catalog/steps.ts";
import type { Entries } from "../diagnostics/entry.ts";
import type { Span } from "../text/source.ts";
import { hasCode, hasNoEnvelope } from "./built-bodies.ts";
import { isAnyBroken, paramPointer, spanAt } from "./context.ts";
import { defineRule, type ReportOf, type RuleScope } from "./rule.ts";
import { areUndecided } from "./shared-codes.ts";

const diagnostics = {
  "example-untrue": {
    message: 'The example of "{definition}" is recognised as {actual}.',
    help: "{advice}Correct the example's body, status, headers, scope or operation, or the definition's match.",
  },
  "example-body": {
    message: 'The example of "{definition}" does not fit {what}: {fault}.',
    help: "{advice}Correct the example{other}.",
  },
  "example-status": {
    message:
      'The example of "{definition}" has the status {status}, which the definition does not list.',
    help: "Correct one of the two.",
  },
  "example-envelope": {
    message:
      'The example of "{definition}" has the envelope "{envelope}", which the definition does not list.',
    help: 'Add the envelope to "envelope" of the definition, or correct that of the example.',
  },
} as const satisfies Entries;

export const rule = defineRule({
  number: 14,
  sentence:
    "Examples are recognised as their definition, fit the envelope and the params, and have a listed envelope and status.",
  diagnostics,
  check: (scope, report) => {
    const { catalog, document } = scope;
    if (catalog.definitions.every(({ examples }) => examples.length === 0)) return;
    if (isAnyBroken(scope, ["envelope", "envelopes", "success"])) return;
    const bench: Bench = {
      scope,
      report,
      tables: withSteps(catalog.derived.tables),
      envelopes: new Map(catalog.envelopes.map((envelope) => [envelope.name, envelope])),
    };
    for (const definition of catalog.definitions) {
      for (const [i, example] of definition.examples.entries()) {
        const pointer = `/definitions/${definition.name}/examples/${i}`;
        const written = document.definitions[definition.name]?.examples?.[i];
        const hasBody = written?.body !== undefined;
        const one: Case = { definition, example, pointer, hasBody, code: written?.code };
        checkStatus(one, bench);
        checkEnvelope(one, bench);
        const envelope = bench.envelopes.get(example.envelope);
        // A body that could not be built is reported by another rule.
        if (envelope === undefined || !(hasBody || hasCode(example, envelope))) continue;
        checkRecognition(one, bench);
        checkBody(one, envelope, bench);
      }
    }
  },
});

/** What examples are tried on. */
interface Bench {
  readonly scope: RuleScope;
  readonly report: ReportOf<typeof diagnostics>;
  readonly tables: Recogniser;
  readonly envelopes: ReadonlyMap<string, Envelope>;
}

interface Case {
  readonly definition: Definition;
  readonly example: Example;
  readonly pointer: string;
  /** Whether the catalog has the body, and not the message alone. */
  readonly hasBody: boolean;
  /** The code that the catalog has in the example. */
  readonly code: string | number | undefined;
}

function checkStatus({ definition, example, pointer }: Case, { scope, report }: Bench): void {
  const { name, statuses } = definition;
  const { status } = example;
  if (status === undefined || statuses.length === 0 || statuses.includes(status)) return;
  const span = spanAt(scope, `${pointer}/status`);
  report("example-status", { definition: name, status }, { span });
}

/** Reports an envelope that is not one of the definition's; references to nothing are reported by another rule. */
function checkEnvelope({ definition, example, pointer }: Case, bench: Bench): void {
  const { scope, report, envelopes } = bench;
  const { name, envelopes: listed } = definition;
  const { envelope } = example;
  if (listed.includes(envelope) || hasNoEnvelope(name, scope)) return;
  if (![envelope, ...listed].every((known) => envelopes.has(known))) return;
  const span = spanAt(scope, `${pointer}/envelope`);
  report("example-envelope", { definition: name, envelope }, { span });
}

function checkRecognition(one: Case, bench: Bench): void {
  const { definition, example, code, pointer } = one;
  const { scope, report, tables } = bench;
  const { status, headers, body, scope: part, operation } = example;
  const found = recognise(tables, { status, headers, body, scope: part, operation });
  const { name } = definition;
  const isRight = found?.definition?.name === name;
  const actualCode = found?.facts?.code;
  if (isRight && (code === undefined || String(actualCode) === String(code)))
    checkParams(one, found, bench);
  else if (!isUndecided(found, definition, scope)) {
    const actual = isRight ? `its code "${actualCode}"` : inWords(found);
    const holes = { definition: name, actual, advice: envelopeAdvice(one, bench) };
    report("example-untrue", holes, { span: spanAt(scope, pointer) });
  }
}

/** Returns whether the definition that was found has the same code and nothing decides between the two, which is reported by another rule. */
function isUndecided(
  found: Recognition | undefined,
  definition: Definition,
  { catalog }: RuleScope,
): boolean {
  const other = found?.definition;
  if (other === undefined || other.name === definition.name) return false;
  const texts = new Set(definition.codes.map(({ text }) => text));
  if (!other.codes.some(({ code }) => texts.has(String(code)))) return false;
  const rival = catalog.definitions.find((one) => one.name === other.name);
  return rival !== undefined && areUndecided(rival, definition);
}

/** Returns what a response is recognised as, in words. */
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

function checkBody(one: Case, { name, body }: Envelope, bench: Bench): void {
  const { definition, example } = one;
  const { scope, report, tables } = bench;
  const { survey } = scope;
  if (!survey.isSound(`/envelopes/${name}/body`) || !survey.isCheap(example.body)) return;
  const fault = misfit(example.body, body, { schemas: tables.schemas, depth: 0 });
  if (fault === undefined) return;
  const written = scope.document.envelopes[name]?.body as JsonSchema | undefined;
  // The types of located fields are nobody's schema.
  const isWritten = written !== undefined && !conforms(example.body, written, tables.schemas);
  const words = isWritten
    ? { what: `the body of the envelope "${name}"`, other: " or the schema" }
    : {
        what: `the places that the envelope "${name}" locates`,
        other: ', or give the envelope a "body" whose schema allows it',
      };
  const advice = envelopeAdvice(one, bench);
  const holes = { definition: definition.name, ...words, fault, advice };
  report("example-body", holes, { span: bodySpan(one, scope) });
}

/** Names another envelope in which an example is what it must be, as a sentence with a space after it. */
function envelopeAdvice({ definition, example, hasBody }: Case, bench: Bench): string {
  const { scope, tables, envelopes } = bench;
  if (!hasBody || !scope.survey.isCheap(example.body)) return "";
  const fitting = tables.envelopes.find((one) => {
    const envelope = envelopes.get(one.name);
    if (envelope === undefined || one.name === example.envelope) return false;
    if (!scope.survey.isSound(`/envelopes/${one.name}/body`)) return false;
    const found = recognise({ ...tables, envelopes: [one] }, example);
    return (
      found?.definition?.name === definition.name &&
      misfit(example.body, envelope.body, { schemas: tables.schemas, depth: 0 }) === undefined
    );
  });
  return fitting === undefined
    ? ""
    : `It fits the envelope "${fitting.name}": write "envelope: ${fitting.name}". `;
}

function bodySpan({ pointer, hasBody }: Case, scope: RuleScope): Span {
  return spanAt(scope, hasBody ? `${pointer}/body` : pointer);
}

/** Reports params that are missing or do not fit; the rest is reported by the rules on params. */
function checkParams(one: Case, found: Recognition, bench: Bench): void {
  const { definition, example } = one;
  const { scope, report, tables } = bench;
  const facts = tables.params?.[definition.name]?.params;
  if (facts === undefined || !scope.survey.isCheap(example.body)) return;
  const params = new Map(definition.params.map((param) => [param.name, param]));
  const isSound = (param: Param | undefined): boolean =>
    param !== undefined && scope.survey.isSound(paramPointer(definition.name, param));
  const sound = facts.filter(({ name }) => isSound(params.get(name)));
  const fitting = valuesOf(found, sound, tables);
  const present = valuesOf(
    found,
    sound.map((param) => ({ ...param, schema: {} })),
    tables,
  );
  for (const { name, schema, at } of sound) {
    if (fitting[name] !== undefined) continue;
    const isOptional = params.get(name)?.optional;
    // A null that the schema does not take is as good as nothing.
    const there = present[name] ?? undefined;
    const value = at === undefined ? asNumber(there, schema) : there;
    if (value === undefined && isOptional === true) continue;
    const fault =
      value === undefined
        ? "it is not in the response"
        : (misfit(value, schema, { schemas: tables.schemas, depth: 0 }) ?? "it cannot be read");
    const what = `the param "${name}"`;
    const other = " or the schema";
    const holes = { definition: definition.name, what, fault, advice: "", other };
    report("example-body", holes, { span: bodySpan(one, scope) });
  }
}

function valuesOf(
  found: Recognition,
  params: readonly ParamFacts[],
  tables: Recogniser,
): Readonly<Record<string, unknown>> {
  const name = found.definition?.name ?? "";
  const table = { ...tables.params?.[name], params };
  return paramsOf(found, { ...tables, params: { [name]: table } }) as Readonly<
    Record<string, unknown>
  >;
}

function asNumber(text: unknown, { type }: JsonSchema): unknown {
  const isNumber = type === "number" || type === "integer";
  if (!isNumber || typeof text !== "string" || text === "") return text;
  return Number.isFinite(Number(text)) ? Number(text) : text;
}
