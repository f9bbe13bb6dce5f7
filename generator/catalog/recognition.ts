// The tables that recognition works with at run time, made from a catalog: what is printed into a package, and what the rules try examples on.

import type {
  CodeFacts,
  DefinitionFacts,
  Match as MatchFacts,
  Meaning,
  ParamFacts,
  ParamTable,
  Condition as RuntimeCondition,
  Envelope as RuntimeEnvelope,
  Family as RuntimeFamily,
  Schemas,
  Slot,
  StatusFacts,
  Tables,
  WaitPlace,
} from "../../runtime/facts.ts";
import { statusOfKind } from "../../runtime/statuses.ts";
import { tidy } from "../text/data.ts";
import type {
  Catalog,
  Condition,
  Definition,
  DefinitionCode,
  Derived,
  Envelope,
  Family,
  Match,
  Param,
  Status,
  WaitLocator,
} from "./catalog.ts";
import {
  type AnswerFrame,
  asksForFields,
  definitionSlots,
  movedSlots,
  otherFrames,
  otherSlots,
} from "./definition-answer.ts";
import { type JsonSchema, mapInner } from "./json-schema.ts";
import { comparedConstants } from "./media-types.ts";
import { runtimeLocator } from "./places.ts";

/** Returns all that recognition needs to know of a catalog, as plain data without texts for people. */
export function recognitionTables(
  catalog: Omit<Catalog, "derived">,
  facts: Derived["facts"],
): Tables {
  const schemas = bareSchemas(catalog);
  const statuses = catalog.statuses.map(statusFacts);
  const params = catalog.definitions.flatMap((one) =>
    one.params.length === 0 ? [] : [[one.name, paramTable(one)] as const],
  );
  return {
    catalog: catalog.id,
    envelopes: catalog.envelopes.map(envelopeFacts),
    ...tidy({
      success: catalog.success.map(runtimeCondition),
      errorsBelow400: catalog.errorsBelow400,
      families: familyFacts(catalog.families),
    }),
    statuses: Object.fromEntries(statuses.filter(([, one]) => Object.keys(one).length > 0)),
    codes: codeTable(catalog, facts),
    ...tidy({ params: Object.fromEntries(params), schemas }),
  };
}

/** Returns the facts of each definition that its class and recognition share, by its name. */
export function factsRows(
  { id, definitions, envelopes, codeType }: Omit<Catalog, "derived">,
  answers: Derived["answers"],
): Derived["facts"] {
  const frames = new Map(
    envelopes.map((envelope) => [
      envelope.name,
      { envelope, slots: answers[envelope.name]?.slots ?? [], codeType },
    ]),
  );
  const all = [...frames.values()];
  const rows = definitions.map((definition) => {
    const first = frames.get(definition.envelopes[0] ?? "");
    const others = otherFrames(definition, all);
    return [definition.name, factsRow(definition, id, { first, others })] as const;
  });
  return Object.fromEntries(rows);
}

/** The envelopes in which a definition may come. */
interface Carriers {
  /** Absent if the definition's envelope is unknown. */
  readonly first: AnswerFrame | undefined;
  readonly others: readonly AnswerFrame[];
}

function factsRow(definition: Definition, id: string, carriers: Carriers): DefinitionFacts {
  const { name, kind, messages, params } = definition;
  const { first, others } = carriers;
  const answer = first === undefined ? [] : definitionSlots(definition, first);
  const answers = otherSlots(definition, others, answer);
  const [message] = messages;
  const safe = params.filter((param) => param.safe).map((param) => param.name);
  // The schema wants a code at least.
  const codes = definition.codes.map((code) => codeFacts(code, definition, carriers)) as unknown;
  return {
    name,
    brand: `${id}/${name}`,
    kind,
    codes: codes as DefinitionFacts["codes"],
    ...tidy({
      message: message?.parts,
      safe,
      asks: (first && asksForFields(definition, first)) || undefined,
      answer,
      answers,
    }),
  };
}

/** Returns the facts row of a definition. */
export function definitionFacts({ name }: Definition, { derived }: Catalog): DefinitionFacts {
  const row = derived.facts[name];
  if (row === undefined) throw new Error(`The definition ${name} is not of this catalog.`);
  return row;
}

/** Returns what the params of a definition are read by; further messages only if a param is in their holes. */
function paramTable({ params, messages }: Definition): ParamTable {
  const isInMessage = params.some((param) => param.at.length === 0);
  const others = isInMessage ? messages.slice(1).map((one) => one.parts) : [];
  return { params: params.map(paramFacts), ...tidy({ messages: others }) };
}

/** Returns the catalog's shared schemas without what is only for people, or `undefined` if there are none. */
export function bareSchemas(catalog: Pick<Catalog, "schemas">): Schemas | undefined {
  if (catalog.schemas.length === 0) return undefined;
  return Object.fromEntries(catalog.schemas.map(({ name, schema }) => [name, bareSchema(schema)]));
}

/** Returns a schema without what nothing checks at run time. */
export function bareSchema(schema: JsonSchema): JsonSchema {
  const { title: _, description: __, examples: ___, ...checked } = schema;
  const { format: ____, pattern: _____, default: ______, ...bare } = checked;
  return mapInner(bare, bareSchema);
}

/** Returns the form of a condition at run time. */
export function runtimeCondition(condition: Condition): RuntimeCondition {
  const { at, equals, present } = condition;
  return [runtimeLocator(at), comparedConstants(at, equals) ?? present];
}

function waitPlace(wait: WaitLocator): WaitPlace {
  const { unit, when } = wait;
  return { at: runtimeLocator(wait), ...tidy({ unit, when: when.map(runtimeCondition) }) };
}

function envelopeFacts(envelope: Envelope): RuntimeEnvelope {
  const { name, code, message, requestId, docsUrl, retryAfter, when, success } = envelope;
  return {
    name,
    code: code.map(runtimeLocator),
    ...tidy({
      message: message.map(runtimeLocator),
      requestId: requestId.map(runtimeLocator),
      docsUrl: docsUrl.map(runtimeLocator),
      retryAfter: retryAfter.map(waitPlace),
      when: when.map(runtimeCondition),
      success: success.map(runtimeCondition),
    }),
  };
}

/** Returns the families in the order in which they are tried: ranges, the narrowest first, then prefixes, the longest first. */
export function triedFamilies<Of extends Pick<RuntimeFamily, "prefix" | "from" | "to">>(
  families: readonly Of[],
): readonly Of[] {
  const width = ({ prefix = "", from, to }: Of): number =>
    from === undefined || to === undefined ? Number.MAX_VALUE - prefix.length * 1e300 : to - from;
  return [...families].sort((a, b) => width(a) - width(b));
}

function familyFacts(families: readonly Family[]): readonly RuntimeFamily[] {
  return triedFamilies(
    families.map(({ prefix, from, to, kind, retry, effect }) =>
      tidy({ prefix, from, to, kind, retry, effect }),
    ),
  );
}

function statusFacts({ key, kind, retry, effect }: Status): readonly [string, StatusFacts] {
  return [key, tidy({ kind, retry, effect })];
}

function codeFacts(
  code: DefinitionCode,
  definition: Definition,
  { first, others }: Carriers,
): CodeFacts {
  const frames = first === undefined ? others : [first, ...others];
  const isSent = (fact: Slot["from"]) =>
    frames.some(({ slots }) => slots.some(({ from }) => from === fact));
  const movedIn = others.map(
    (frame) => [frame.envelope.name, movedSlots(code, definition, frame)] as const,
  );
  const { literal, retry, effect, title, summary, docsUrl } = code;
  const hasSummary = definition.messages.length === 0 || isSent("summary");
  return {
    code: literal,
    retry,
    effect,
    status: answerStatus(code, definition),
    ...tidy({
      statuses: code.statuses,
      docsUrl,
      title: isSent("title") ? title : undefined,
      summary: hasSummary ? summary : undefined,
      moved: first && movedSlots(code, definition, first),
      movedIn: Object.fromEntries(movedIn.filter(([, slots]) => slots.length > 0)),
    }),
  };
}

/** Returns the status of answers with a code: the first documented one that the definition's match allows, else the usual one of its kind. */
function answerStatus(code: DefinitionCode, { match, statuses, kind }: Definition): number {
  const wanted = match?.statuses ?? [];
  const documented = [...code.statuses, ...statuses];
  const fitting = documented.filter((one) => wanted.length === 0 || wanted.includes(one));
  return fitting[0] ?? wanted[0] ?? statusOfKind(kind);
}

function paramFacts({ name, schema, at }: Param): ParamFacts {
  return { name, schema: bareSchema(schema), ...tidy({ at: at.map(runtimeLocator) }) };
}

function codeTable({ codes }: Pick<Catalog, "codes">, facts: Derived["facts"]): Tables["codes"] {
  const table: { [code: string]: readonly Meaning[] } = Object.create(null);
  for (const { text, owners } of codes) {
    table[text] = owners.flatMap(({ definition, code }): readonly Meaning[] => {
      const row = facts[definition.name];
      if (row === undefined) return [];
      const index = definition.codes.indexOf(code);
      const { match } = definition;
      return [match === undefined ? [row, index] : [row, index, matchFacts(match)]];
    });
  }
  return table;
}

function matchFacts(match: Match): MatchFacts {
  const { scopes, operations, statuses, envelopes, messages, body } = match;
  return tidy({
    scope: scopes,
    operation: operations,
    status: statuses,
    envelope: envelopes,
    message: messages.map((message) => message.parts),
    body: body.map(runtimeCondition),
  });
}
