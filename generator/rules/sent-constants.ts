// Rule 41: the constants of a definition are sent where nothing else is.

import { conforms } from "../../runtime/shapes.ts";
import type { Catalog, Condition, Definition, Envelope } from "../catalog/catalog.ts";
import { showLocator } from "../catalog/locator.ts";
import { openedSchema, schemaBelow } from "../catalog/opened-schema.ts";
import { constantsAt, covers, type Place, placeOf } from "../catalog/places.ts";
import { definitionFacts } from "../catalog/recognition.ts";
import { escapeToken } from "../text/pointer.ts";
import { spanAt } from "./context.ts";
import { defineRule, type RuleScope } from "./rule.ts";

export const rule = defineRule({
  number: 41,
  sentence:
    "The constants of a definition are not in the place of anything else, and fit the conditions and the schema of its envelope.",
  diagnostics: {
    "constant-unsent": {
      message: 'The constant at "{at}" cannot be sent: {reason}.',
      help: "{advice}",
    },
  },
  check: (scope, report) => {
    const envelopes = new Map(scope.catalog.envelopes.map((one) => [one.name, one]));
    for (const definition of scope.catalog.definitions) {
      const envelope = envelopes.get(definition.envelopes[0] ?? "");
      for (const constant of envelope === undefined ? [] : definition.constants) {
        const words = fault(constant, { definition, envelope: envelope as Envelope }, scope);
        if (words === undefined) continue;
        const at = showLocator(constant.at);
        const span = spanAt(scope, `/definitions/${definition.name}/body/${escapeToken(at)}`);
        report("constant-unsent", { at, ...words }, { span });
      }
    }
  },
});

interface Carried {
  readonly definition: Definition;
  readonly envelope: Envelope;
}

interface Words {
  readonly reason: string;
  readonly advice: string;
}

function fault(
  { at: locator, equals }: Condition,
  carried: Carried,
  scope: RuleScope,
): Words | undefined {
  const { definition, envelope } = carried;
  const [value] = equals ?? [];
  const at = placeOf(locator);
  const taken = takenBy(at, carried, scope.catalog);
  if (taken !== undefined)
    return { reason: `${taken} is put there`, advice: "Remove it, or choose another place." };
  const conditions = [...envelope.when, ...(definition.match?.body ?? [])];
  const wanted = constantsAt(at, conditions);
  const isForbidden = conditions.some((one) => !one.present && covers(placeOf(one.at), at));
  if (isForbidden || (wanted !== undefined && !wanted.includes(value as string))) {
    const part = envelope.when.some((one) => covers(placeOf(one.at), at)) ? "when" : "match";
    return {
      reason: `"${part}" requires something else there`,
      advice: "Write a value that the condition allows, or leave the constant out.",
    };
  }
  if (typeof at === "string" || !scope.survey.isSound(`/envelopes/${envelope.name}/body`))
    return undefined;
  const { schemas } = scope.survey;
  const shared = (name: string) => schemas[name];
  const body = openedSchema(envelope.body, at, shared);
  const schema = at.reduce((outer, token) => schemaBelow(outer, token) ?? {}, body);
  if (conforms(value, schema, schemas)) return undefined;
  return {
    reason: `the schema of the envelope "${envelope.name}" does not allow it`,
    advice: 'Write a value of the type in the envelope\'s "body".',
  };
}

/** Returns what else a built body has at a place or around it, in words. */
function takenBy(
  at: Place,
  { definition, envelope }: Carried,
  catalog: Catalog,
): string | undefined {
  const isTaken = (other: Place): boolean => covers(at, other) || covers(other, at);
  const param = definition.params.find((one) =>
    one.at.slice(0, 1).some((it) => isTaken(placeOf(it))),
  );
  if (param !== undefined) return `the param "${param.name}"`;
  const slots = catalog.derived.answers[envelope.name]?.slots ?? [];
  const { codes } = definitionFacts(definition, catalog);
  const [taken] = (["code", "message"] as const).filter((fact) =>
    codes.some(({ moved = [] }) => {
      const own = moved.filter(({ from }) => from === fact);
      return (own.length > 0 ? own : slots).some((one) => one.from === fact && isTaken(one.at));
    }),
  );
  return taken && `the ${taken}`;
}
