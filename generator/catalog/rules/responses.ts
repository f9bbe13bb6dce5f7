// The rule on built responses: what the generated package would make of the answers of its own classes is what these are.

import { isFailed } from "../../../runtime/recognise.ts";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { answerStatus } from "../answer.ts";
import type { Catalog, Definition, DefinitionCode, Locator } from "../catalog.ts";
import { builtResponse } from "../fixture.ts";
import { oncePer } from "../once.ts";
import { isSamePlace, isWithin } from "../places.ts";
import { sharedCodes } from "../rivals.ts";
import { codeSpan, isAnyBroken, keyAt, type RuleScope, spanAt } from "./context.ts";
import { inWords } from "./examples.ts";

/** A response that is built for a code of a definition without examples is recognised as both. */
export function checkResponses(
  context: RuleScope,
  told: readonly Diagnostic[],
): readonly Diagnostic[] {
  const { catalog } = context;
  const errors = told.filter((one) => one.severity === "error");
  if (isAnyBroken(context, parts) || errors.some((one) => isInParts(one, context))) return [];
  const faulty = faultyDefinitions(context, errors);
  const crowd = new Set(
    catalog.codes
      .filter(({ owners }) => owners.some(({ definition }) => faulty.has(definition.name)))
      .flatMap(({ owners }) => owners.map(({ definition }) => definition.name)),
  );
  const right = new Set<string>();
  return catalog.definitions.flatMap((definition) => {
    if (definition.examples.length > 0 || crowd.has(definition.name)) return [];
    const group = groupOf(definition, catalog);
    if (group !== undefined && right.has(group)) return [];
    const faults = responseFault(definition, context);
    if (group !== undefined && faults.length === 0) right.add(group);
    return faults;
  });
}

/** Gives what a definition has in common with all those whose responses are recognised if one of theirs is; `undefined` for one that must be tried. */
function groupOf(definition: Definition, catalog: Catalog): string | undefined {
  const [envelope = ""] = definition.envelopes;
  const { match, params, codes } = definition;
  if (match !== undefined || codes.some(({ text }) => sharedCodes(catalog).has(text)))
    return undefined;
  const failed = codes.every((code) => isFailed(answerStatus(definition, code, catalog)));
  const read = readIn(catalog)[failed ? "failed" : "any"].get(envelope);
  const own = params.flatMap(({ at }) => at);
  if (read === undefined || read.some((at) => touchesOne(at, own))) return undefined;
  return `${failed} ${envelope}`;
}

type ReadPlaces = ReadonlyMap<string, readonly Locator[]>;

/** Where recognition looks at bodies of each envelope, at statuses of failures and at any; an envelope is left out where it looks at code or texts besides. */
const readIn = oncePer(
  ({ envelopes, success }: Catalog): { readonly [statuses in "failed" | "any"]: ReadPlaces } => {
    const whens = envelopes.flatMap(({ when }) => when.map(({ at }) => at));
    const places = (conditions: readonly Locator[]): ReadPlaces =>
      new Map(
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
    return { failed: places(whens), any: places([...whens, ...success.map(({ at }) => at)]) };
  },
);

/** Tells whether a place is one of some others, or lies inside of one, or holds one. */
function touchesOne(at: Locator, others: readonly Locator[]): boolean {
  return others.some((other) =>
    at.kind === "body" && other.kind === "body"
      ? isWithin(at.tokens, [other.tokens]) || isWithin(other.tokens, [at.tokens])
      : isSamePlace(at, other),
  );
}

/** What all responses depend on. */
const parts = ["envelope", "envelopes", "success", "schemas"];

function isInParts({ span }: Diagnostic, context: RuleScope): boolean {
  return parts.some((part) => {
    if (!Object.hasOwn(context.document, part) || span === undefined) return false;
    const { start, end } = spanAt(context, `/${part}`);
    return span.start >= start && span.start < end;
  });
}

/** Gives the definitions in which something wrong was told already. */
function faultyDefinitions(context: RuleScope, errors: readonly Diagnostic[]): ReadonlySet<string> {
  const faulty = new Set<string>();
  for (const pointer of context.broken) {
    const [, collection, name] = pointer.split("/");
    if (collection === "definitions" && name !== undefined) faulty.add(name);
  }
  if (errors.length === 0) return faulty;
  const starts = errors.flatMap(({ span }) => (span === undefined ? [] : [span.start]));
  starts.sort((a, b) => a - b);
  let next = 0;
  for (const { key, pointer } of context.definitions) {
    const { start } = keyAt(context, pointer);
    const { end } = spanAt(context, pointer);
    while ((starts[next] ?? Number.POSITIVE_INFINITY) < start) next++;
    if ((starts[next] ?? Number.POSITIVE_INFINITY) < end) faulty.add(key);
  }
  return faulty;
}

/** Reports the first code of a definition that no built response is recognised by. */
function responseFault(definition: Definition, context: RuleScope): readonly Diagnostic[] {
  const { catalog } = context;
  const { name, codes } = definition;
  for (const [index, code] of codes.entries()) {
    const { found, isRecognised } = builtResponse({ definition, code, catalog });
    if (isRecognised) continue;
    const span =
      index === 0 ? keyAt(context, `/definitions/${name}`) : codeSpan(context, name, index);
    const holes = { what: inWhole(code, index, name), actual: inWords(found) };
    return [diagnostic("response-unrecognised", holes, { span })];
  }
  return [];
}

function inWhole({ text }: DefinitionCode, index: number, name: string): string {
  return index === 0 ? `"${name}"` : `the code "${text}" of "${name}"`;
}
