// The functions that make answers: one for the bodies of each envelope, and one for each definition whose answers hold more.

import { type BodyStep, bodySteps } from "../../catalog/body.ts";
import type { Condition, Definition, Envelope, Json, Locator } from "../../catalog/catalog.ts";
import { toBodyName, toHeadersName } from "../../catalog/names.ts";
import { type Code, doc, id, join, key, lines, lit, nothing, ts } from "../print/typescript.ts";
import { type Node, placed, type Value } from "./answer-tree.ts";

/** The functions of one envelope or definition, and the code that refers to them. */
export interface AnswerFunctions {
  /** Their declarations. */
  readonly code: Code;
  /** The name of the one that makes bodies, where there is one. */
  readonly body?: string;
  /** The name of the one that makes header fields, where answers have other than the usual. */
  readonly headers?: string;
}

/** Gives the functions of an envelope. */
export function envelopeAnswers(envelope: Envelope): AnswerFunctions {
  const { name } = envelope;
  const whose = `the envelope ${name}`;
  const body = bodyFunction(toBodyName(name), whose, stepParts(envelope));
  const fields = headersOf(envelope);
  const isUsual = envelope.retryAfter.length === 0 && fields.size === 1;
  const headers = headersFunction(toHeadersName(name), whose, fields);
  return {
    code: ts`${exported(body)}${isUsual ? nothing : exported(headers)}`,
    body: toBodyName(name),
    ...(isUsual ? {} : { headers: toHeadersName(name) }),
  };
}

/** Gives the functions that a definition has of its own, because its answers hold constants or params. */
export function definitionAnswers(
  definition: Definition,
  envelope: Envelope | undefined,
): AnswerFunctions {
  const { name, params, match } = definition;
  if (params.length === 0 && match === undefined) return { code: nothing };
  const steps = envelope === undefined ? [] : stepParts(envelope);
  const own = [...constantParts(definition), ...paramParts(definition)];
  const body = bodyFunction(toBodyName(name), name, [...steps, ...own]);
  const usual = headersOf(envelope);
  const others = ownHeaders(definition, usual);
  const headers = headersFunction(toHeadersName(name), name, new Map([...usual, ...others]));
  const hasBody = own.length > 0;
  const hasHeaders = others.size > 0;
  return {
    code: ts`${hasBody ? local(body) : nothing}${hasHeaders ? local(headers) : nothing}`,
    ...(hasBody ? { body: toBodyName(name) } : {}),
    ...(hasHeaders ? { headers: toHeadersName(name) } : {}),
  };
}

/** A function, and the comment before it. */
interface Documented {
  readonly comment: Code;
  readonly code: Code;
}

function exported({ comment, code }: Documented): Code {
  return ts`${comment}export ${code}

`;
}

function local({ comment, code }: Documented): Code {
  return ts`${comment}${code}

`;
}

/** One value of a body, where it goes, and how it gets there where something else is in its way. */
interface Part {
  readonly at: readonly string[];
  readonly value: Value;
  readonly put: "withValue" | "withParam";
}

function stepParts(envelope: Envelope): readonly Part[] {
  return bodySteps(envelope, "fields").map((step) => ({
    at: step.at,
    value: stepValue(step),
    put: "withValue",
  }));
}

function stepValue({ at, from, as, is }: BodyStep): Value {
  switch (from) {
    case undefined:
      return constant((is ?? null) as Json);
    case "field":
      return { code: ts`runtime.atPath(fields, ${lit(at)})`, uses: ["fields"], certain: false };
    case "message": {
      const code = as === "number" ? ts`runtime.asNumber(message)` : ts`message`;
      return { code, uses: ["message"], certain: true };
    }
    default: {
      const fact = factCode(from);
      const isText = from === "requestId" || from === "docsUrl";
      if (as === "number") return fromError(ts`runtime.asNumber(${fact})`);
      return fromError(as === "string" && !isText ? ts`${fact}?.toString()` : fact);
    }
  }
}

type Fact = "code" | "requestId" | "docsUrl" | "retryAfter";

function factCode(fact: Fact): Code {
  return ts`error.${id(fact === "code" ? "wireCode" : fact)}`;
}

function fromError(code: Code): Value {
  return { code, uses: ["error"], certain: false };
}

function constant(value: Json): Value {
  return { code: lit(value), uses: [], certain: true };
}

function constantParts({ match }: Definition): readonly Part[] {
  return (match?.body ?? []).flatMap(({ at, equals }) =>
    at.kind === "body" && equals !== undefined
      ? [{ at: at.tokens, value: constant(equals[0] ?? null), put: "withValue" as const }]
      : [],
  );
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

/** Gives the function that makes a body; what does not fit into one literal is put into it afterwards. */
function bodyFunction(name: string, whose: string, parts: readonly Part[]): Documented {
  let tree: Node | undefined;
  const late: Part[] = [];
  for (const part of parts) {
    const next = late.length > 0 ? undefined : placed(tree, part.at, part);
    if (next === undefined) late.push(part);
    else tree = next;
  }
  const { code, uses } = tree === undefined ? constant({}) : tree.value();
  const all = parameters([...uses, ...late.flatMap((part) => part.value.uses)]);
  const steps = late.map(
    ({ at, value, put }) => ts`body = runtime.${id(put)}(body, ${lit(at)}, ${value.code});`,
  );
  const body =
    steps.length === 0
      ? ts`return ${code};`
      : ts`let body: unknown = ${code};
${lines(steps)}
return body;`;
  return {
    comment: doc(`Gives a body of ${whose}.`),
    code: ts`function ${id(name)}(${all}): unknown {
  ${body}
}`,
  };
}

const types = {
  error: ts`runtime.Answered`,
  message: ts`string`,
  fields: ts`unknown`,
} as const;

/** Gives the parameters down to the last that is used; one that is not used says so. */
function parameters(used: readonly (keyof typeof types)[]): Code {
  const names = ["error", "message", "fields"] as const;
  const last = names.findLastIndex((name) => used.includes(name));
  const shown = names
    .slice(0, last + 1)
    .map((name) => ts`${id(used.includes(name) ? name : `_${name}`)}: ${types[name]}`);
  return join(shown, ", ");
}

type Headers = ReadonlyMap<string, Value>;

/** Gives the header fields that answers in an envelope have: its constants, and the facts that it locates in no body. */
function headersOf(envelope: Envelope | undefined): Headers {
  const headers = new Map(constantHeaders(envelope?.when ?? []));
  const put = (name: string | undefined, value: Value): void => {
    if (name !== undefined) headers.set(name, orElse(value, headers.get(name)));
  };
  for (const fact of ["code", "message", "requestId", "docsUrl", "retryAfter"] as const) {
    const located = envelope?.[fact] ?? [];
    const name =
      fact === "retryAfter" && located.length === 0 ? "retry-after" : onlyHeader(located);
    put(
      name,
      fact === "message"
        ? { code: ts`message`, uses: ["message"], certain: true }
        : fromError(factCode(fact)),
    );
  }
  return headers;
}

function ownHeaders({ match, params }: Definition, usual: Headers): Headers {
  const headers = new Map(constantHeaders(match?.body ?? []));
  for (const { name, at } of params) {
    const header = onlyHeader(at);
    if (header === undefined) continue;
    headers.set(header, orElse(paramValue(name), headers.get(header) ?? usual.get(header)));
  }
  return headers;
}

function constantHeaders(conditions: readonly Condition[]): readonly (readonly [string, Value])[] {
  return conditions.flatMap(({ at, equals }) =>
    at.kind === "header" && equals !== undefined
      ? [[at.name, constant(String(equals[0]))] as const]
      : [],
  );
}

function orElse(value: Value, other: Value | undefined): Value {
  if (other === undefined || value.certain) return value;
  const uses = [...value.uses, ...other.uses];
  return { code: ts`${value.code} ?? ${other.code}`, uses, certain: other.certain };
}

/** Gives the header of a fact that stands in no body; a fact with a place in the body needs no header. */
function onlyHeader(locators: readonly Locator[]): string | undefined {
  const [first] = locators;
  const isAlone = locators.every((at) => at.kind === "header");
  return isAlone && first?.kind === "header" ? first.name : undefined;
}

function headersFunction(name: string, whose: string, headers: Headers): Documented {
  const members = [...headers].map(([field, { code }]) => ts`${key(field)}: ${code},`);
  const all = parameters([...headers.values()].flatMap(({ uses }) => uses));
  const fields =
    members.length === 0
      ? ts`{}`
      : ts`{
  ${lines(members)}
}`;
  return {
    comment: doc(`Gives the header fields of ${whose}.`),
    code: ts`function ${id(name)}(${all}): { readonly [name: string]: unknown } {
  return ${fields};
}`,
  };
}
