// A response that is built for a code of a definition, as its class would answer, with samples for what only a server knows.

import { fillTemplate, headerValue } from "../../runtime/answers.ts";
import { atPath, withParam, withValue } from "../../runtime/build.ts";
import { ownBody, putsCode, schemaAt } from "./answer.ts";
import { definitionHeaders, wantedHeaders } from "./answer-headers.ts";
import { bodySteps, standIn, stepValue } from "./body.ts";
import type {
  Catalog,
  Condition,
  Definition,
  DefinitionCode,
  Envelope,
  Json,
  Param,
} from "./catalog.ts";
import {
  bodyPaths,
  constantsAt,
  type Fact,
  isSamePlace,
  isWithin,
  type Path,
  pathsAbsent,
  pathsWanted,
} from "./places.ts";
import { ownConditions } from "./rivals.ts";
import { completed, isBuilt, sampleOf } from "./samples.ts";

/** A response as parsing takes it. */
export interface Fixture {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
  readonly scope?: string;
  readonly operation?: string;
}

/** What a response is built for. */
export interface Subject {
  readonly definition: Definition;
  readonly code: DefinitionCode;
  readonly catalog: Catalog;
}

/** What a response is built with, of all that the catalog says of its definition. */
export interface Choice {
  readonly status: number;
  readonly scope?: string;
  readonly operation?: string;
  /** Which of the definition's messages it has. */
  readonly message: number;
  /** Whether it has all samples and params, or only what must be there. */
  readonly samples: "all" | "required";
  /** Values that take the place of samples. */
  readonly instead?: readonly { readonly at: Path; readonly is: Json }[];
}

/** Gives the response that is built by a choice. */
export function responseOf(subject: Subject, choice: Choice): Fixture {
  const { status, scope, operation } = choice;
  const parts = partsOf(subject, choice);
  return {
    status,
    headers: headersOf(parts),
    body: bodyOf(parts),
    ...(scope === undefined ? {} : { scope }),
    ...(operation === undefined ? {} : { operation }),
  };
}

/** Gives the envelope that a definition's bodies are built with. */
export function envelopeOf({ envelopes }: Definition, catalog: Catalog): Envelope | undefined {
  return catalog.envelopes.find((one) => one.name === envelopes[0]);
}

/** Gives a value for each param of a definition; the rules refuse a param that has none. */
export function samplesOf(
  definition: Definition,
  catalog: Catalog,
  code: DefinitionCode | undefined = definition.codes[0],
): { readonly [param: string]: Json } {
  if (definition.params.length === 0) return {};
  const envelope = envelopeOf(definition, catalog);
  return Object.fromEntries(
    definition.params.flatMap((param) => {
      const kept = keptFor(param, { definition, envelope, code });
      if (kept !== undefined) return [[param.name, kept]];
      const sample = sampleOf(param.schema, catalog);
      if (!isBuilt(sample)) return [];
      return [[param.name, withHiddenCode(sample.value, param, { definition, envelope, code })]];
    }),
  );
}

/** Gives the sample of a param with the code in it, where only the param can hold that. */
function withHiddenCode(sample: Json, { at }: Param, { envelope, code }: Place): Json {
  const [path] = bodyPaths(at);
  if (path === undefined || envelope === undefined || putsCode(envelope)) return sample;
  const inside = bodyPaths(envelope.code).find((one) => isWithin(one, [path]));
  return inside === undefined
    ? sample
    : (withValue(sample, inside.slice(path.length), code?.literal) as Json);
}

interface Place {
  readonly definition: Definition;
  readonly envelope: Envelope | undefined;
  readonly code: DefinitionCode | undefined;
}

/** Gives what must stand at the place of a param, because the definition is recognised by it. */
function keptFor({ at }: Param, { definition, envelope, code }: Place): Json | undefined {
  const place = at.find((one) => one.kind === "body") ?? at[0];
  if (place === undefined) return undefined;
  if (envelope?.code.some((one) => isSamePlace(one, place))) return code?.literal;
  const conditions = [...(envelope?.when ?? []), ...(definition.match?.body ?? [])];
  return constantsAt(place, conditions)?.[0];
}

interface Parts extends Subject {
  readonly choice: Choice;
  readonly envelope: Envelope | undefined;
  /** A value for each param. */
  readonly samples: { readonly [param: string]: Json };
  /** The facts that the catalog knows. */
  readonly known: { readonly [fact in Fact]?: unknown };
  /** What the definition and its envelope are recognised by. */
  readonly conditions: readonly Condition[];
}

function partsOf(subject: Subject, choice: Choice): Parts {
  const { definition, code, catalog } = subject;
  const envelope = envelopeOf(definition, catalog);
  const samples = samplesOf(definition, catalog, code);
  const template = definition.messages[choice.message];
  const message = template === undefined ? code.summary : fillTemplate(template.parts, samples);
  const known = { code: code.literal, message, docsUrl: code.docsUrl };
  const conditions = [...(envelope?.when ?? []), ...ownConditions(definition, catalog)];
  return { definition, code, catalog, choice, envelope, samples, known, conditions };
}

function headersOf(parts: Parts): Readonly<Record<string, string>> {
  const { definition, envelope, catalog, samples, known, conditions } = parts;
  const wanted = wantedHeaders(conditions);
  const fields = [...definitionHeaders(definition, envelope, catalog)].flatMap(
    ([name, { param, from, is }]) => {
      const sample = param === undefined ? undefined : samples[param];
      const fact = from === undefined ? undefined : known[from];
      const needed = from !== undefined && wanted.includes(name) ? standIns[from] : undefined;
      const sent = sample ?? fact ?? is ?? needed;
      return typeof sent === "string" || typeof sent === "number"
        ? [[name, headerValue(sent)]]
        : [];
    },
  );
  return Object.fromEntries(fields);
}

/** What stands in a header that must be there, for a fact that only the server knows. */
const standIns: { readonly [fact in Fact]?: string } = {
  requestId: "example",
  docsUrl: "https://example.com",
  retryAfter: "1",
};

function bodyOf(parts: Parts): Json {
  const { definition, envelope, catalog, choice, known, conditions } = parts;
  if (envelope === undefined) return null;
  const own = ownBody(definition, envelope, catalog);
  const usual = bodySteps(envelope, choice.samples === "all" ? "samples" : "fields");
  const steps = [...usual.filter(({ at }) => !isWithin(at, own.absent)), ...own.steps];
  let body: unknown;
  for (const step of steps) body = withValue(body, step.at, stepValue(step, known));
  for (const { at, is } of choice.instead ?? []) body = withValue(body, at, is);
  body = withParams(body, parts);
  for (const path of pathsWanted(conditions)) {
    if (atPath(body, path) === undefined)
      body = withValue(body, path, standIn(schemaAt(envelope.spelled, path)));
  }
  const built = (body ?? {}) as Json;
  const whole = completed(built, envelope.body, catalog);
  return isBuilt(whole) ? whole.value : built;
}

function withParams(body: unknown, { definition, choice, samples, conditions }: Parts): unknown {
  const absent = pathsAbsent(conditions);
  return definition.params.reduce((made, { name, at, optional }) => {
    const [path] = bodyPaths(at);
    const isLeft = choice.samples === "required" && optional;
    if (path === undefined || isLeft || isWithin(path, absent)) return made;
    return withParam(made, path, samples[name]);
  }, body);
}
