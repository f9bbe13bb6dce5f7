// Rule 13: a body can be built for every definition, and around the message of every example.

import { firstOf, isThere, noElement } from "../../runtime/locate.ts";
import { readResponse } from "../../runtime/read.ts";
import type { Catalog, Definition, Envelope, Example, Locator } from "../catalog/catalog.ts";
import { isUnplaced } from "../catalog/fixture.ts";
import { showLocator } from "../catalog/locator.ts";
import { bodyPaths, covers, isKeyless, placeOf, runtimeLocator } from "../catalog/places.ts";
import { everyStep } from "../catalog/steps.ts";
import type { Entries } from "../diagnostics/entry.ts";
import { listed } from "../text/lists.ts";
import { keyAt, spanAt } from "./context.ts";
import { defineRule, type ReportOf, type RuleScope } from "./rule.ts";

const diagnostics = {
  "body-impossible": {
    message: 'No body can be built for "{definition}": {reason}.',
    help: "{advice}",
  },
  "body-unplaced": {
    severity: "warning",
    message:
      'No body is built for "{definition}": "*" in "{at}" stands for any key, and no example shows one.',
    help: 'Give the definition an example whose "body" has the code.',
  },
  "code-place": {
    message: 'The envelope "{envelope}" reads no code at "{at}".',
    help: "Write a place where it reads codes: {places}.",
  },
} as const satisfies Entries;

type Report = ReportOf<typeof diagnostics>;

export const rule = defineRule({
  number: 13,
  sentence: "A body can be built for every definition and every example.",
  diagnostics,
  check: (scope, report) => {
    withoutEnvelope(scope, report);
    withoutCodePlace(scope, report);
    withHiddenCode(scope, report);
    withoutKey(scope, report);
    messageOnly(scope, report);
    writtenPlaces(scope, report);
  },
});

function withoutEnvelope(scope: RuleScope, report: Report): void {
  for (const { key: definition, pointer } of scope.definitions) {
    if (!hasNoEnvelope(definition, scope)) continue;
    const holes = {
      definition,
      reason: "there are several envelopes, and neither it nor the catalog names one",
      advice: 'Give the definition an "envelope", or give the catalog one for all definitions.',
    };
    report("body-impossible", holes, { span: keyAt(scope, pointer) });
  }
}

/** Returns whether nothing says which of several envelopes carries a definition. */
export function hasNoEnvelope(name: string, { document, catalog, broken }: RuleScope): boolean {
  if (document.envelope !== undefined || broken.has("/envelope")) return false;
  if (catalog.envelopes.length < 2) return false;
  const { envelope, match } = document.definitions[name] ?? {};
  return (envelope ?? match?.envelope) === undefined;
}

/** Reports an envelope without a place for the code in the body once, however many definitions use it. */
function withoutCodePlace(scope: RuleScope, report: Report): void {
  const users = new Map<string, string>();
  for (const { name, envelopes } of scope.catalog.definitions) {
    const [first = ""] = envelopes;
    if (!users.has(first)) users.set(first, name);
  }
  for (const envelope of scope.catalog.envelopes) {
    const definition = users.get(envelope.name);
    if (definition === undefined || envelope.code.some(isInBody)) continue;
    const holes = {
      definition,
      reason: `its envelope "${envelope.name}" reads the code from headers alone`,
      advice: "Give the envelope's code a JSON Pointer into the body too.",
    };
    report("body-impossible", holes, { span: spanAt(scope, `/envelopes/${envelope.name}/code`) });
  }
}

/** Reports definitions whose bodies would be built without their code; an example does not change what the class answers with. */
function withHiddenCode(scope: RuleScope, report: Report): void {
  const { catalog, survey } = scope;
  const hiding = new Map(
    catalog.envelopes
      .filter(({ name }) => survey.isSound(`/envelopes/${name}/body`))
      .filter((envelope) => envelope.code.some(isInBody) && hidesCode(envelope, catalog))
      .map((envelope) => [envelope.name, envelope]),
  );
  if (hiding.size === 0) return;
  for (const definition of catalog.definitions) {
    const envelope = hiding.get(definition.envelopes[0] ?? "");
    if (envelope === undefined || setsCode(definition, envelope)) continue;
    const holes = { definition: definition.name, ...hiddenWords(envelope, scope) };
    report("body-impossible", holes, { span: keyAt(scope, `/definitions/${definition.name}`) });
  }
}

function hiddenWords({ name }: Envelope, { document }: RuleScope): Words {
  if (document.envelopes[name]?.body === undefined)
    return {
      reason: `"when" of its envelope "${name}" leaves no place for the code`,
      advice: 'Correct "when", or add a place to the envelope\'s "code".',
    };
  return {
    reason: `the schema of its envelope "${name}" does not spell out the path to the code`,
    advice:
      'Give the body "properties" on the path, also in the choice that has the code, and no constant around it.',
  };
}

/** Warns about definitions whose bodies are below a key that only an example would show. */
function withoutKey(scope: RuleScope, report: Report): void {
  const { catalog } = scope;
  for (const definition of catalog.definitions) {
    if (!isUnplaced(definition, catalog)) continue;
    const { name, envelopes } = definition;
    const envelope = catalog.envelopes.find((one) => one.name === envelopes[0]);
    const at = envelope?.code.find((one) => isKeyless(placeOf(one)));
    const holes = { definition: name, at: at === undefined ? "" : showLocator(at) };
    report("body-unplaced", holes, { span: keyAt(scope, `/definitions/${name}`) });
  }
}

function hidesCode({ name }: Envelope, { derived }: Catalog): boolean {
  const slots = derived.answers[name]?.slots ?? [];
  return !slots.some(({ at, from }) => from === "code" && typeof at !== "string");
}

/** Returns whether a condition or a param of a definition puts something where its envelope reads the code. */
function setsCode({ match, params }: Definition, { code }: Envelope): boolean {
  const constants = (match?.body ?? []).flatMap(({ at, equals }) => (equals ? [at] : []));
  const set = bodyPaths([...constants, ...params.flatMap(({ at }) => at)]);
  return bodyPaths(code).some((path) => set.some((outer) => covers(outer, path)));
}

/** Reports codes that are to be put where nothing reads them. */
function writtenPlaces(scope: RuleScope, report: Report): void {
  const envelopes = new Map(scope.catalog.envelopes.map((one) => [one.name, one]));
  for (const { name, codes, envelopes: carriers } of scope.catalog.definitions) {
    const envelope = envelopes.get(carriers[0] ?? "");
    for (const [index, { at }] of codes.entries()) {
      if (at === undefined || envelope === undefined) continue;
      const places = envelope.code.map(showLocator);
      if (places.includes(showLocator(at))) continue;
      const pointer = `/definitions/${name}/code/${index}/at`;
      const holes = { envelope: envelope.name, at: showLocator(at), places: listed(places, 10) };
      report("code-place", holes, { span: spanAt(scope, pointer) });
    }
  }
}

function messageOnly(scope: RuleScope, report: Report): void {
  const { document, catalog } = scope;
  const envelopes = new Map(catalog.envelopes.map((one) => [one.name, one]));
  for (const { name: definition, examples } of catalog.definitions) {
    for (const [i, example] of examples.entries()) {
      const written = document.definitions[definition]?.examples?.[i];
      const envelope = envelopes.get(example.envelope);
      if (written?.message === undefined || envelope === undefined) continue;
      const words = fault(example, envelope);
      if (words === undefined) continue;
      const span = spanAt(scope, `/definitions/${definition}/examples/${i}`);
      report("body-impossible", { definition, ...words }, { span });
    }
  }
}

interface Words {
  readonly reason: string;
  readonly advice: string;
}

function fault(example: Example, envelope: Envelope): Words | undefined {
  const { name } = envelope;
  if (!envelope.message.some(isInBody)) {
    return {
      reason: `an example has only a message, and its envelope "${name}" has no place for one in the body`,
      advice: 'Give the envelope a "message" in the body, or the example a whole "body".',
    };
  }
  if (hasCode(example, envelope) || !envelope.code.some(isInBody)) return undefined;
  if (envelope.code.some((at) => isKeyless(placeOf(at)))) {
    return {
      reason: `an example has only a message, and "*" in its envelope "${name}" stands for any key`,
      advice: 'Give the example a whole "body".',
    };
  }
  return {
    reason: `an example has only a message, and the schema of its envelope "${name}" does not spell out the path to the code`,
    advice:
      'Give the body "properties" on the path, also in the choice that has the code, or the example a whole "body".',
  };
}

/** Returns whether the body of an example has anything where its envelope reads the code. */
export function hasCode(example: Example, envelope: Envelope): boolean {
  const places = envelope.code.filter(isInBody).map(runtimeLocator);
  return isThere(firstOf(places, readResponse({ body: example.body }, everyStep), noElement));
}

function isInBody(locator: Locator): boolean {
  return locator.kind === "body";
}
