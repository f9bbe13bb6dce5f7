// The rules on envelopes: that they can be told apart, that bodies can be built with them, and that errors below 400 are seen as errors.

import { firstOf, noElement, readResponse } from "../../../runtime/read.ts";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { bodySteps } from "../body.ts";
import type { Definition, Envelope, Example, Locator } from "../catalog.ts";
import { listOf, showLocator } from "../locator.ts";
import { conditionImplies, conditionsExclude } from "../match.ts";
import { bodyPaths, isWithin } from "../places.ts";
import { runtimeLocator } from "../recognition.ts";
import { isBroken, keyAt, type RuleScope, spanAt } from "./context.ts";
import { surveySchemas } from "./schemas.ts";

/** Envelopes that read code and message at the same places exclude each other, or one has all conditions of the other and more. */
export function checkEnvelopesDiffer(context: RuleScope): readonly Diagnostic[] {
  const envelopes = context.catalog.envelopes
    .map((envelope) => ({ envelope, span: keyAt(context, `/envelopes/${envelope.name}`) }))
    .sort((a, b) => a.span.start - b.span.start);
  return envelopes.flatMap(({ envelope: second, span }, i) =>
    envelopes.slice(0, i).flatMap(({ envelope: first, span: firstSpan }) => {
      if (placesOf(first) !== placesOf(second) || toldApart(first, second)) return [];
      const notes = [{ message: `"${first.name}" stands here.`, span: firstSpan }];
      const names = { first: first.name, second: second.name };
      return [diagnostic("envelopes-alike", names, { span, notes })];
    }),
  );
}

/** A body can be built for every definition, and around the message of every example. */
export function checkBodies(context: RuleScope): readonly Diagnostic[] {
  return [
    ...withoutEnvelope(context),
    ...withoutCodePlace(context),
    ...withHiddenCode(context),
    ...messageOnly(context),
  ];
}

/** A status below 400 needs something that says that the response is an error. */
export function checkSuccessStatuses(context: RuleScope): readonly Diagnostic[] {
  const { catalog } = context;
  if (catalog.success.length > 0 || context.broken.has("/success")) return [];
  const flagged = new Set(
    catalog.envelopes.filter((one) => one.when.length > 0).map((one) => one.name),
  );
  return catalog.definitions.flatMap((definition) => {
    const status = definition.statuses.find((one) => one < 400);
    if (status === undefined) return [];
    const { envelopes, name } = definition;
    if (envelopes.some((one) => flagged.has(one) || isBroken(context, "envelopes", one))) return [];
    const span = spanAt(context, statusPointer(definition, status, context));
    return [diagnostic("success-status", { definition: name, status }, { span })];
  });
}

function placesOf(envelope: Envelope): string {
  const places = (locators: readonly Locator[]) => locators.map(showLocator).sort();
  return JSON.stringify([places(envelope.code), places(envelope.message)]);
}

function toldApart(a: Envelope, b: Envelope): boolean {
  const excluded = a.when.some((one) => b.when.some((other) => conditionsExclude(one, other)));
  return excluded || saysMore(a, b) || saysMore(b, a);
}

function saysMore(a: Envelope, b: Envelope): boolean {
  return (
    a.when.length > b.when.length &&
    b.when.every((other) => a.when.some((one) => conditionImplies(one, other)))
  );
}

function withoutEnvelope(context: RuleScope): readonly Diagnostic[] {
  return context.definitions.flatMap(({ key: name, pointer }) => {
    if (!lacksEnvelope(name, context)) return [];
    const holes = {
      definition: name,
      reason: "there are several envelopes, and neither it nor the catalog names one",
      advice: 'Give the definition an "envelope", or the catalog one for all definitions.',
    };
    const span = keyAt(context, pointer);
    return [diagnostic("body-impossible", holes, { span })];
  });
}

/** Tells whether nothing says which of several envelopes carries a definition. */
export function lacksEnvelope(name: string, { document, catalog, broken }: RuleScope): boolean {
  if (document.envelope !== undefined || broken.has("/envelope")) return false;
  if (catalog.envelopes.length < 2) return false;
  const { envelope, match } = document.definitions[name] ?? {};
  return envelope === undefined && match?.envelope === undefined;
}

/** Reports an envelope without a place for the code in the body once, however many definitions use it. */
function withoutCodePlace(context: RuleScope): readonly Diagnostic[] {
  const users = new Map<string, string>();
  for (const { name, envelopes } of context.catalog.definitions) {
    const [first = ""] = envelopes;
    if (!users.has(first)) users.set(first, name);
  }
  return context.catalog.envelopes.flatMap((envelope) => {
    const definition = users.get(envelope.name);
    if (definition === undefined || envelope.code.some(isInBody)) return [];
    const holes = {
      definition,
      reason: `its envelope "${envelope.name}" reads the code from headers alone`,
      advice: "Give the envelope's code a JSON Pointer into the body too.",
    };
    const span = spanAt(context, `/envelopes/${envelope.name}/code`);
    return [diagnostic("body-impossible", holes, { span })];
  });
}

/** Reports definitions whose bodies would be built without their code; an example changes nothing of what its class answers with. */
function withHiddenCode(context: RuleScope): readonly Diagnostic[] {
  const { catalog } = context;
  const survey = surveySchemas(context);
  const hiding = new Map(
    catalog.envelopes
      .filter(({ name }) => survey.isSound(`/envelopes/${name}/body`))
      .filter((envelope) => envelope.code.some(isInBody) && hidesCode(envelope))
      .map((envelope) => [envelope.name, envelope]),
  );
  return catalog.definitions.flatMap((definition) => {
    const envelope = hiding.get(definition.envelopes[0] ?? "");
    if (envelope === undefined || setsCode(definition, envelope)) return [];
    const holes = {
      definition: definition.name,
      reason: `the schema of its envelope "${envelope.name}" does not spell out the way to the code`,
      advice:
        'Give the body "properties" on the way, also in the choice that has the code, and no constant around it.',
    };
    const span = keyAt(context, `/definitions/${definition.name}`);
    return [diagnostic("body-impossible", holes, { span })];
  });
}

function hidesCode(envelope: Envelope): boolean {
  return !bodySteps(envelope, "samples").some((step) => step.from === "code");
}

/** Tells whether a condition or a param of a definition puts something where its envelope reads the code. */
function setsCode({ match, params }: Definition, { code }: Envelope): boolean {
  const constants = (match?.body ?? []).flatMap(({ at, equals }) => (equals ? [at] : []));
  const set = bodyPaths([...constants, ...params.flatMap(({ at }) => at)]);
  return bodyPaths(code).some((path) => isWithin(path, set));
}

function messageOnly(context: RuleScope): readonly Diagnostic[] {
  const { document, catalog } = context;
  const envelopes = new Map(catalog.envelopes.map((one) => [one.name, one]));
  return catalog.definitions.flatMap(({ name, examples }) =>
    examples.flatMap((example, i) => {
      const written = document.definitions[name]?.examples?.[i];
      const envelope = envelopes.get(example.envelope);
      if (written?.message === undefined || envelope === undefined) return [];
      const reason = builtBodyFault(example, envelope);
      if (reason === undefined) return [];
      const holes = { definition: name, ...reason };
      const span = spanAt(context, `/definitions/${name}/examples/${i}`);
      return [diagnostic("body-impossible", holes, { span })];
    }),
  );
}

function builtBodyFault(
  example: Example,
  envelope: Envelope,
): { readonly reason: string; readonly advice: string } | undefined {
  const { name } = envelope;
  if (!envelope.message.some(isInBody)) {
    return {
      reason: `an example gives only a message, and its envelope "${name}" has no place for one in the body`,
      advice: 'Give the envelope a "message" in the body, or the example a whole "body".',
    };
  }
  if (holdsCode(example, envelope) || !envelope.code.some(isInBody)) return undefined;
  return {
    reason: `an example gives only a message, and the schema of its envelope "${name}" does not spell out the way to the code`,
    advice:
      'Give the body "properties" on the way, also in the choice that has the code, or the example a whole "body".',
  };
}

/** Tells whether the body of an example holds anything where its envelope reads the code. */
export function holdsCode(example: Example, envelope: Envelope): boolean {
  const places = envelope.code.filter(isInBody).map(runtimeLocator);
  return firstOf(places, readResponse({ body: example.body }), noElement) !== undefined;
}

function isInBody(locator: Locator): boolean {
  return locator.kind === "body";
}

function statusPointer(
  { name, codes }: Definition,
  status: number,
  { document }: RuleScope,
): string {
  const pointer = `/definitions/${name}`;
  const definition = document.definitions[name];
  if (listOf(definition?.status).includes(status)) return `${pointer}/status`;
  if (listOf(definition?.match?.status).includes(status)) return `${pointer}/match/status`;
  const index = codes.findIndex((code) => code.statuses.includes(status));
  return `${pointer}/code/${index}/status`;
}
