// Rule 46: the params of envelopes are used, and agree with those of definitions and of one another.

import type { Definition, Param } from "../catalog/catalog.ts";
import { type JsonSchema, referredTo } from "../catalog/json-schema.ts";
import { showLocator } from "../catalog/locator.ts";
import { type ParamCarrier, paramCarrier } from "../catalog/params.ts";
import { bareSchema } from "../catalog/recognition.ts";
import type { Entries } from "../diagnostics/entry.ts";
import { typesInWords } from "../diagnostics/fault-words.ts";
import type { ParamDocument } from "../schema/document.ts";
import { isSame } from "../text/data.ts";
import { escapeToken } from "../text/pointer.ts";
import { isAnyBroken, keyAt } from "./context.ts";
import { defineRule, type ReportOf, type RuleScope } from "./rule.ts";

const diagnostics = {
  "param-differs": {
    message:
      'The param "{param}" of "{definition}" is {type}, but in its envelope "{envelope}" it is {other}.',
    help: "Give both the same type, or give one of them another name.",
  },
  "param-ambiguous": {
    message:
      'The definition "{definition}" has the envelopes "{one}" and "{other}", whose params "{param}" differ.',
    help: 'Make both alike, or give the definition a param "{param}" of its own.',
  },
  "envelope-param-unused": {
    severity: "warning",
    message: 'No definition uses {what} of the envelope "{envelope}".',
    help: "Remove it, or give a definition this envelope.",
  },
} as const satisfies Entries;

type Report = ReportOf<typeof diagnostics>;

export const rule = defineRule({
  number: 46,
  sentence:
    "The params of an envelope are used, and agree with those of the same name in its definitions and in their other envelopes.",
  diagnostics,
  check: (scope, report) => {
    const carriers = Object.entries(scope.document.envelopes).flatMap(([name, { params }]) =>
      params === undefined ? [] : [paramCarrier(name, params)],
    );
    if (carriers.length === 0) return;
    disagreements(carriers, scope, report);
    if (!isAnyBroken(scope, ["definitions", "envelopes"])) unused(carriers, scope, report);
  },
});

function disagreements(carriers: readonly ParamCarrier[], scope: RuleScope, report: Report): void {
  const reported = new Set<string>();
  for (const definition of scope.catalog.definitions) {
    const around = carriers.filter(({ envelope }) => definition.envelopes.includes(envelope));
    for (const param of definition.params) {
      for (const { envelope, params } of around) {
        const declared = params[param.name];
        if (declared === undefined || envelope === param.envelope) continue;
        const at = paramAt(envelope, param.name);
        const pair = [param.name, ...[envelope, param.envelope ?? ""].sort()].join();
        if (param.envelope === undefined)
          checkOwn({ definition, param, envelope, declared }, scope, report);
        else if (!reported.has(pair) && !isAlike(param, declared)) {
          reported.add(pair);
          const envelopes = { one: param.envelope, other: envelope };
          const holes = { definition: definition.name, ...envelopes, param: param.name };
          report("param-ambiguous", holes, { span: keyAt(scope, at) });
        }
      }
    }
  }
}

function paramAt(envelope: string, param: string): string {
  return `/envelopes/${envelope}/params/${escapeToken(param)}`;
}

function isAlike({ schema }: Param, declared: ParamDocument): boolean {
  return isSame(bareSchema(schema), bareSchema(schemaOf(declared)));
}

function schemaOf({ at: _, safe: __, optional: ___, ...schema }: ParamDocument): JsonSchema {
  return schema;
}

/** A param of a definition, and what an envelope of the definition declares under its name. */
interface Replaced {
  readonly definition: Definition;
  readonly param: Param;
  readonly envelope: string;
  readonly declared: ParamDocument;
}

/** Reports a param of a definition that can have no value that its envelope's has. */
function checkOwn(
  { definition, param, envelope, declared }: Replaced,
  scope: RuleScope,
  report: Report,
): void {
  const mine = typesOf(param.schema, scope);
  const theirs = typesOf(schemaOf(declared), scope);
  if (mine === undefined || theirs === undefined || mine.some((one) => theirs.includes(one)))
    return;
  const types = { type: typesInWords(mine), other: typesInWords(theirs) };
  const holes = { param: param.name, definition: definition.name, envelope, ...types };
  const own = `/definitions/${definition.name}/params/${escapeToken(param.name)}`;
  const span = keyAt(scope, paramAt(envelope, param.name));
  const notes = [{ message: "The param of the envelope is here.", span }];
  report("param-differs", holes, { span: keyAt(scope, own), notes });
}

/** Returns the JSON types that a schema allows, an integer as the number that it is; nothing if it does not say. */
function typesOf(schema: JsonSchema, { survey }: RuleScope): readonly string[] | undefined {
  const { type, enum: values, ...rest } = referredTo(schema, (name) => survey.schemas[name]);
  const constants = values ?? ("const" in rest ? [rest.const] : undefined);
  const types = type === undefined ? constants?.map(typeOf) : [type].flat();
  return types?.map((one) => (one === "integer" ? "number" : one));
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value;
}

function unused(carriers: readonly ParamCarrier[], scope: RuleScope, report: Report): void {
  for (const { envelope, at, params } of carriers) {
    const used = scope.catalog.definitions
      .filter(({ envelopes }) => envelopes.includes(envelope))
      .flatMap((definition) => definition.params);
    const taken = new Set(used.flatMap((one) => (one.envelope === undefined ? [] : one.name)));
    for (const name of Object.keys(params)) {
      if (taken.has(name)) continue;
      const holes = { what: `the param "${name}"`, envelope };
      report("envelope-param-unused", holes, { span: keyAt(scope, paramAt(envelope, name)) });
    }
    const isThere = ({ name, at: places }: Param): boolean =>
      places.some((one) => showLocator(one) === `${at}/${escapeToken(name)}`);
    if (at === "" || used.some(isThere)) continue;
    const holes = { what: 'the place "at" of the params', envelope };
    report("envelope-param-unused", holes, { span: keyAt(scope, paramAt(envelope, "at")) });
  }
}
