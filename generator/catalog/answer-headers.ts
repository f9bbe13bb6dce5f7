// The header fields of answers: constants that conditions ask for, facts and params that stand in no body.

import type { Catalog, Condition, Definition, Envelope, Locator } from "./catalog.ts";
import { oncePer } from "./once.ts";
import type { Fact } from "./places.ts";
import { constantsLeft, type IsTaken, ownConditions, takenFrom } from "./rivals.ts";

/** One header field of an answer: the param, else the fact, else the constant, whichever is known. */
export interface HeaderStep {
  /** The param that stands in it. */
  readonly param?: string;
  /** The fact that stands in it. */
  readonly from?: Fact;
  /** The constant that stands in it. */
  readonly is?: string;
}

/** Header fields by their lower-case names. */
export type HeaderSteps = ReadonlyMap<string, HeaderStep>;

const facts: readonly Fact[] = ["code", "message", "requestId", "docsUrl", "retryAfter"];

/** Gives what stands in a header of which a condition wants no more than that it is there. */
function anything(name: string): string {
  return name === "content-type" ? "application/json" : "true";
}

/** Gives the header fields that answers in an envelope have: its constants, and the facts that it locates in no body. */
export function envelopeHeaders(envelope: Envelope | undefined): HeaderSteps {
  return envelope === undefined ? noEnvelopeHeaders : headersIn(envelope);
}

const noEnvelopeHeaders: HeaderSteps = new Map([["retry-after", { from: "retryAfter" }]]);

const headersIn = oncePer((envelope: Envelope): HeaderSteps => {
  const { when } = envelope;
  const headers = new Map(constantHeaders(when, () => false));
  for (const fact of facts) {
    const located = envelope[fact];
    const name =
      fact === "retryAfter" && located.length === 0 ? "retry-after" : onlyHeader(located);
    const known = name === undefined ? undefined : headers.get(name);
    // A message is always known, and would hide the constant.
    if (name !== undefined && (fact !== "message" || known?.is === undefined))
      headers.set(name, { ...known, from: fact });
  }
  for (const name of wantedHeaders(when)) {
    const from = facts.find((fact) => envelope[fact].some((at) => isHeader(at, name)));
    if (!headers.has(name))
      headers.set(name, from === undefined ? { is: anything(name) } : { from });
  }
  for (const name of absentHeaders(when)) headers.delete(name);
  return headers;
});

/** Gives all header fields that answers of a definition have, those of its envelope among them. */
export function definitionHeaders(
  definition: Definition,
  envelope: Envelope | undefined,
  catalog: Catalog,
): HeaderSteps {
  const { params } = definition;
  const usual = envelopeHeaders(envelope);
  const own = ownConditions(definition, catalog);
  const conditions = [...(envelope?.when ?? []), ...own];
  if (conditions.length === 0 && params.length === 0) return usual;
  const headers = new Map(usual);
  for (const [name, step] of constantHeaders(conditions, takenFrom(definition, catalog))) {
    const isOwn = own.some(({ at, equals }) => equals !== undefined && isHeader(at, name));
    if (isOwn) headers.set(name, step);
    else if (headers.get(name)?.is !== undefined)
      headers.set(name, { ...headers.get(name), ...step });
  }
  for (const { name: param, at } of params) {
    const header = onlyHeader(at);
    if (header !== undefined) headers.set(header, { ...headers.get(header), param });
  }
  for (const name of wantedHeaders(own)) {
    const param = params.find(({ at }) => at.some((one) => isHeader(one, name)))?.name;
    if (!headers.has(name))
      headers.set(name, { ...(param === undefined ? {} : { param }), is: anything(name) });
  }
  for (const name of absentHeaders(own)) headers.delete(name);
  return headers;
}

/** Gives the names of the headers where conditions ask for anything at all. */
export function wantedHeaders(conditions: readonly Condition[]): readonly string[] {
  return headerNames(conditions.filter((one) => one.present && one.equals === undefined));
}

function absentHeaders(conditions: readonly Condition[]): readonly string[] {
  return headerNames(conditions.filter((one) => !one.present));
}

function headerNames(conditions: readonly Condition[]): readonly string[] {
  return conditions.flatMap(({ at }) => (at.kind === "header" ? [at.name] : []));
}

function constantHeaders(
  conditions: readonly Condition[],
  isTaken: IsTaken,
): readonly (readonly [string, HeaderStep])[] {
  return conditions.flatMap(({ at, equals }) => {
    if (at.kind !== "header" || equals === undefined) return [];
    const [is] = constantsLeft(at, conditions, isTaken) ?? equals;
    return [[at.name, { is: String(is) }] as const];
  });
}

function isHeader(at: Locator, name: string): boolean {
  return at.kind === "header" && at.name === name;
}

/** Gives the header of a fact that stands in no body; a fact with a place in the body needs no header. */
function onlyHeader(locators: readonly Locator[]): string | undefined {
  const [first] = locators;
  const isAlone = locators.every((at) => at.kind === "header");
  return isAlone && first?.kind === "header" ? first.name : undefined;
}
