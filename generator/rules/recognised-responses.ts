// Rule 27: the answers of generated classes are recognised as what they are.

import { isFailed } from "../../runtime/recognise.ts";
import { answerStatus } from "../catalog/answer.ts";
import type { Catalog, Definition, Locator } from "../catalog/catalog.ts";
import { builtResponse } from "../catalog/fixture.ts";
import { isSamePlace, isWithin } from "../catalog/places.ts";
import { sharedCodes } from "../catalog/rivals.ts";
import type { Diagnostic } from "../diagnostics/entry.ts";
import { codeSpan, isAnyBroken, keyAt, spanAt } from "./context.ts";
import { defineRule, type RuleScope } from "./rule.ts";
import { inWords } from "./true-examples.ts";

/** What all responses depend on. */
const parts = ["envelope", "envelopes", "success", "schemas"];

export const rule = defineRule({
  number: 27,
  sentence:
    "A response that is built for a code of a definition without examples is recognised as both.",
  diagnostics: {
    "response-unrecognised": {
      severity: "warning",
      message:
        "No response that can be built for {what} is recognised as it: the built response is recognised as {actual}.",
      help: 'Correct the conditions in "when", "success" or "match" that decide this, or give the definition an example that is recognised as it.',
    },
  },
  check: (scope, report) => {
    const { catalog } = scope;
    const errors = scope.earlier.filter(({ severity }) => severity === "error");
    if (isAnyBroken(scope, parts) || errors.some((one) => isInParts(one, scope))) return;
    const doubtful = doubtfulDefinitions(scope, errors);
    const groupOf = groups(catalog);
    const right = new Set<string>();
    for (const definition of catalog.definitions) {
      const { name, examples, codes } = definition;
      if (examples.length > 0 || doubtful.has(name)) continue;
      const group = groupOf(definition);
      if (group !== undefined && right.has(group)) continue;
      const index = codes.findIndex(
        (code) => !builtResponse({ definition, code, catalog }).isRecognised,
      );
      const code = codes[index];
      if (code === undefined) {
        if (group !== undefined) right.add(group);
        continue;
      }
      const { found } = builtResponse({ definition, code, catalog });
      const what = index === 0 ? `"${name}"` : `the code "${code.text}" of "${name}"`;
      const span =
        index === 0 ? keyAt(scope, `/definitions/${name}`) : codeSpan(scope, name, index);
      report("response-unrecognised", { what, actual: inWords(found) }, { span });
    }
  },
});

type ReadPlaces = ReadonlyMap<string, readonly Locator[]>;

/** Returns a function from a definition to what it has in common with all those whose responses are recognised if one of theirs is, or to `undefined` for one that must be tried. */
function groups(catalog: Catalog): (definition: Definition) => string | undefined {
  const { envelopes, success } = catalog;
  const whens = envelopes.flatMap(({ when }) => when.map(({ at }) => at));
  const ofFailures = readPlaces(catalog, whens);
  const ofAny = readPlaces(catalog, [...whens, ...success.map(({ at }) => at)]);
  const shared = sharedCodes(catalog);
  return (definition) => {
    const { match, params, codes } = definition;
    const [envelope = ""] = definition.envelopes;
    if (match !== undefined || codes.some(({ text }) => shared.has(text))) return undefined;
    const failed = codes.every((code) => isFailed(answerStatus(definition, code, catalog)));
    const read = (failed ? ofFailures : ofAny).get(envelope);
    const own = params.flatMap(({ at }) => at);
    return read === undefined || read.some((at) => touchesOne(at, own))
      ? undefined
      : `${failed} ${envelope}`;
  };
}

/** Returns where recognition looks at bodies of each envelope, without the envelopes in which it looks at code or texts besides. */
function readPlaces({ envelopes }: Catalog, conditions: readonly Locator[]): ReadPlaces {
  return new Map(
    envelopes.flatMap((envelope) => {
      const { name, code, message, docsUrl } = envelope;
      const texts = [...message, ...docsUrl];
      const codes = envelopes.filter((one) => one !== envelope).flatMap((one) => one.code);
      const isApart =
        !conditions.some((at) => touchesOne(at, [...code, ...texts])) &&
        !codes.some((at) => touchesOne(at, texts));
      return isApart ? [[name, [...conditions, ...codes, ...code]] as const] : [];
    }),
  );
}

/** Returns whether a place is one of some others, or is inside of one, or contains one. */
function touchesOne(at: Locator, others: readonly Locator[]): boolean {
  return others.some((other) =>
    at.kind === "body" && other.kind === "body"
      ? isWithin(at.tokens, [other.tokens]) || isWithin(other.tokens, [at.tokens])
      : isSamePlace(at, other),
  );
}

function isInParts({ span }: Diagnostic, scope: RuleScope): boolean {
  return parts.some((part) => {
    if (!Object.hasOwn(scope.document, part) || span === undefined) return false;
    const { start, end } = spanAt(scope, `/${part}`);
    return span.start >= start && span.start < end;
  });
}

/** Returns the definitions in which an error was reported already, and those that share a code with one. */
function doubtfulDefinitions(scope: RuleScope, errors: readonly Diagnostic[]): ReadonlySet<string> {
  const faulty = new Set<string>();
  for (const pointer of scope.broken) {
    const [, collection, name] = pointer.split("/");
    if (collection === "definitions" && name !== undefined) faulty.add(name);
  }
  const starts = errors.flatMap(({ span }) => (span === undefined ? [] : [span.start]));
  starts.sort((a, b) => a - b);
  let next = 0;
  for (const { key, pointer } of starts.length === 0 ? [] : scope.definitions) {
    const { start } = keyAt(scope, pointer);
    const { end } = spanAt(scope, pointer);
    while ((starts[next] ?? Number.POSITIVE_INFINITY) < start) next++;
    if ((starts[next] ?? Number.POSITIVE_INFINITY) < end) faulty.add(key);
  }
  if (faulty.size === 0) return faulty;
  const withFault = scope.catalog.codes.filter(({ owners }) =>
    owners.some(({ definition }) => faulty.has(definition.name)),
  );
  return new Set(
    withFault.flatMap(({ owners }) => owners.map(({ definition }) => definition.name)),
  );
}
