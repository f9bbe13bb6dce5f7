// The functions that make answers: one for the bodies of each envelope, and one for each definition whose answers hold more.

import { type OwnBody, ownBody } from "../../catalog/answer.ts";
import {
  definitionHeaders,
  envelopeHeaders,
  type HeaderStep,
  type HeaderSteps,
} from "../../catalog/answer-headers.ts";
import { type BodyStep, bodySteps } from "../../catalog/body.ts";
import type { Catalog, Definition, Envelope, Json } from "../../catalog/catalog.ts";
import { toBodyName, toHeadersName } from "../../catalog/names.ts";
import { type Fact, isWithin } from "../../catalog/places.ts";
import {
  type FunctionDeclaration,
  functionDeclaration,
  type Parameter,
  type Piece,
} from "../print/declarations.ts";
import { type Code, doc, id, key, lines, lit, ts } from "../print/typescript.ts";
import { type Node, placed, type Value } from "./answer-tree.ts";

/** The functions of one envelope or definition, and the code that refers to them. */
export interface AnswerFunctions {
  /** Their declarations. */
  readonly pieces: readonly Piece[];
  /** The name of the one that makes bodies, where there is one. */
  readonly body?: string;
  /** The name of the one that makes header fields, where answers have other than the usual. */
  readonly headers?: string;
}

/** Gives the functions of an envelope. */
export function envelopeAnswers(envelope: Envelope): AnswerFunctions {
  const { name } = envelope;
  const whose = `the envelope ${name}`;
  const body = bodyFunction(toBodyName(name), whose, stepParts(bodySteps(envelope, "fields")));
  const fields = envelopeHeaders(envelope);
  const isUsual =
    envelope.retryAfter.length === 0 && fields.size === 1 && fields.has("retry-after");
  const headers = headersFunction(toHeadersName(name), whose, headerValues(fields));
  return {
    pieces: [body, ...(isUsual ? [] : [headers])].map(functionDeclaration),
    body: toBodyName(name),
    ...(isUsual ? {} : { headers: toHeadersName(name) }),
  };
}

/** Gives the functions that a definition has of its own, because its answers hold other constants than its envelope's, or params. */
export function definitionAnswers(
  definition: Definition,
  envelope: Envelope | undefined,
  catalog: Catalog,
): AnswerFunctions {
  const { name } = definition;
  const body = ownParts(definition, envelope, catalog);
  const headers = definitionHeaders(definition, envelope, catalog);
  const hasHeaders = !isSame(headers, envelopeHeaders(envelope));
  const functions = [
    ...(body === undefined ? [] : [bodyFunction(toBodyName(name), name, body)]),
    ...(hasHeaders ? [headersFunction(toHeadersName(name), name, headerValues(headers))] : []),
  ];
  return {
    pieces: functions.map((one) => functionDeclaration({ ...one, local: true })),
    ...(body === undefined ? {} : { body: toBodyName(name) }),
    ...(hasHeaders ? { headers: toHeadersName(name) } : {}),
  };
}

/** Gives the parts of the bodies of a definition, or `undefined` where they are those of its envelope. */
function ownParts(
  definition: Definition,
  envelope: Envelope | undefined,
  catalog: Catalog,
): readonly Part[] | undefined {
  const { steps: added, absent } =
    envelope === undefined ? noChanges : ownBody(definition, envelope, catalog);
  const own = [...stepParts(added), ...paramParts(definition)];
  const usual = envelope === undefined ? [] : bodySteps(envelope, "fields");
  const kept = usual.filter(({ at }) => !isWithin(at, absent));
  return own.length === 0 && kept.length === usual.length
    ? undefined
    : [...stepParts(kept), ...own];
}

const noChanges: OwnBody = { steps: [], absent: [] };

function isSame(some: HeaderSteps, others: HeaderSteps): boolean {
  if (some === others) return true;
  return (
    some.size === others.size &&
    [...some].every(([name, { param, from, is }]) => {
      const other = others.get(name);
      return param === other?.param && from === other?.from && is === other?.is;
    })
  );
}

/** One value of a body, where it goes, and how it gets there where something else is in its way. */
interface Part {
  readonly at: readonly string[];
  readonly value: Value;
  readonly put: "withValue" | "withParam";
}

function stepParts(steps: readonly BodyStep[]): readonly Part[] {
  return steps.map((step) => ({ at: step.at, value: stepValue(step), put: "withValue" }));
}

function stepValue({ at, from, as, among, is }: BodyStep): Value {
  switch (from) {
    case undefined:
      return constant((is ?? null) as Json);
    case "field":
      return { code: ts`runtime.atPath(fields, ${lit(at)})`, uses: ["fields"], certain: false };
    case "message":
      if (among !== undefined) return messageAmong(among);
      return as === "number"
        ? { ...messageValue, code: ts`runtime.asNumber(message)` }
        : messageValue;
    default: {
      const fact = factCode(from);
      const isText = from === "requestId" || from === "docsUrl";
      if (as === "number") return fromError(ts`runtime.asNumber(${fact})`);
      return fromError(as === "string" && !isText ? ts`${fact}?.toString()` : fact);
    }
  }
}

const messageValue: Value = { code: ts`message`, uses: ["message"], certain: true };

function messageAmong(texts: readonly string[]): Value {
  const [first = ""] = texts;
  if (texts.length === 1) return constant(first);
  return { ...messageValue, code: ts`${lit(texts)}.includes(message) ? message : ${lit(first)}` };
}

function factCode(fact: Exclude<Fact, "message">): Code {
  return ts`error.${id(fact === "code" ? "wireCode" : fact)}`;
}

function fromError(code: Code): Value {
  return { code, uses: ["error"], certain: false };
}

function constant(value: Json): Value {
  return { code: lit(value), uses: [], certain: true };
}

function paramParts({ params }: Definition): readonly Part[] {
  return params.flatMap(({ name, at }) => {
    const place = at.find((one) => one.kind === "body");
    if (place?.kind !== "body") return [];
    return [{ at: place.tokens, value: paramValue(name), put: "withParam" as const }];
  });
}

function paramValue(name: string): Value {
  return fromError(ts`runtime.child(error.params, ${lit(name)})`);
}

/** Returns the function that makes a body; what does not fit into one literal is put into it afterwards. */
function bodyFunction(name: string, whose: string, parts: readonly Part[]): FunctionDeclaration {
  let tree: Node | undefined;
  const late: Part[] = [];
  for (const part of parts) {
    const next = late.length > 0 ? undefined : placed(tree, part.at, part);
    if (next === undefined) late.push(part);
    else tree = next;
  }
  const { code, uses } = tree === undefined ? constant({}) : tree.value();
  const body = late.reduce(
    (inner, { at, value, put }) => ts`runtime.${id(put)}(${inner}, ${lit(at)}, ${value.code})`,
    code,
  );
  return {
    doc: doc(`Returns a body of ${whose}.`),
    name: id(name),
    parameters: parameters([...uses, ...late.flatMap((part) => part.value.uses)]),
    returns: ts`unknown`,
    body: ts`return ${body};`,
  };
}

const types = {
  error: ts`runtime.Answered`,
  message: ts`string`,
  fields: ts`unknown`,
} as const;

/** Returns the parameters down to the last that is used; the name of an unused one begins with "_". */
function parameters(used: readonly (keyof typeof types)[]): readonly Parameter[] {
  const names = ["error", "message", "fields"] as const;
  const last = names.findLastIndex((name) => used.includes(name));
  return names
    .slice(0, last + 1)
    .map((name) => ({ name: id(used.includes(name) ? name : `_${name}`), type: types[name] }));
}

type Headers = ReadonlyMap<string, Value>;

function headerValues(steps: HeaderSteps): Headers {
  return new Map([...steps].map(([name, step]) => [name, headerValue(step)]));
}

function headerValue({ param, from, is }: HeaderStep): Value {
  const known = is === undefined ? undefined : constant(is);
  const fact =
    from === undefined
      ? known
      : orElse(from === "message" ? messageValue : fromError(factCode(from)), known);
  const value = param === undefined ? fact : orElse(paramValue(param), fact);
  return value ?? constant("");
}

function orElse(value: Value, other: Value | undefined): Value {
  if (other === undefined || value.certain) return value;
  const uses = [...value.uses, ...other.uses];
  return { code: ts`${value.code} ?? ${other.code}`, uses, certain: other.certain };
}

function headersFunction(name: string, whose: string, headers: Headers): FunctionDeclaration {
  const members = [...headers].map(([field, { code }]) => ts`${key(field)}: ${code},`);
  const fields =
    members.length === 0
      ? ts`{}`
      : ts`{
  ${lines(members)}
}`;
  return {
    doc: doc(`Returns the header fields of ${whose}.`),
    name: id(name),
    parameters: parameters([...headers.values()].flatMap(({ uses }) => uses)),
    returns: ts`{ readonly [name: string]: unknown }`,
    body: ts`return ${fields};`,
  };
}
