// Rule 60: the answers of generated classes are recognised as what they are.

import { recognise } from "../../runtime/recognise.ts";
import { builtResponse, isUnplaced } from "../catalog/fixture.ts";
import { withSteps } from "../catalog/steps.ts";
import type { Diagnostic } from "../diagnostics/entry.ts";
import { codeSpan, isAnyBroken, keyAt, spanAt } from "./context.ts";
import { defineRule, type RuleScope } from "./rule.ts";
import { inWords } from "./true-examples.ts";

/** What all responses depend on. */
const parts = ["envelope", "envelopes", "success", "schemas"];

export const rule = defineRule({
  number: 60,
  sentence:
    "A response that is built for a code of a definition without examples is recognised as both.",
  diagnostics: {
    "response-unrecognised": {
      severity: "warning",
      message:
        "The response that is built for {what} is not recognised as it: it is recognised as {actual}.",
      help: 'Write a status, scope or message first that no other definition has, or correct "when", "success" or "match"; else give the definition an example that is recognised as it.',
    },
  },
  check: (scope, report) => {
    const { catalog } = scope;
    const errors = scope.earlier.filter(({ severity }) => severity === "error");
    const refused = new Set([...scope.broken, ...scope.unsound]);
    if (isAnyBroken({ broken: refused }, parts)) return;
    if (errors.some((one) => isInParts(one, scope))) return;
    const doubtful = doubtfulDefinitions(scope, errors);
    // A doubtful definition may have a schema that no sample is built of.
    const fixtures = doubtful.size === 0 ? catalog.derived.fixtures : {};
    const tables = withSteps(catalog.derived.tables);
    for (const definition of catalog.definitions) {
      const { name, examples, codes } = definition;
      const isKept = examples.length > 0 || isUnplaced(definition, catalog);
      if (isKept || doubtful.has(name)) continue;
      for (const [index, { literal, text }] of codes.entries()) {
        const built = index === 0 ? fixtures[name] : undefined;
        const response = built ?? builtResponse(definition, index, catalog);
        const found = recognise(tables, response);
        if (found?.definition?.name === name && found.facts?.code === literal) continue;
        const what = index === 0 ? `"${name}"` : `the code "${text}" of "${name}"`;
        const span =
          index === 0 ? keyAt(scope, `/definitions/${name}`) : codeSpan(scope, name, index);
        report("response-unrecognised", { what, actual: inWords(found) }, { span });
        break;
      }
    }
  },
});

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
  for (const pointer of [...scope.broken, ...scope.unsound]) {
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
