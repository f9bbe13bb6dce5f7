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
  Locator as RuntimeLocator,
  Schemas,
  StatusFacts,
  Tables,
} from "../../runtime/facts.ts";
import { answerMessage, answerStatus } from "./answer.ts";
import type {
  Catalog,
  Condition,
  Definition,
  DefinitionCode,
  Envelope,
  Locator,
  Match,
  Param,
  Status,
} from "./catalog.ts";
import { type JsonSchema, schemaKeywords } from "./json-schema.ts";
import { oncePer } from "./once.ts";

/** Gives all that recognition needs to know of a catalog, as plain data without texts for people. */
export const recognitionTables = oncePer((catalog: Catalog): Tables => {
  const facts = factsIn(catalog);
  const schemas = bareSchemas(catalog);
  const params = catalog.definitions.flatMap((one) =>
    one.params.length === 0 ? [] : [[one.name, paramTable(one, catalog)] as const],
  );
  return {
    catalog: catalog.id,
    envelopes: catalog.envelopes.map(envelopeFacts),
    ...(catalog.success.length === 0 ? {} : { success: catalog.success.map(runtimeCondition) }),
    statuses: Object.fromEntries(
      catalog.statuses.filter(saysMoreThanTexts).map((status) => [status.key, statusFacts(status)]),
    ),
    codes: codeTable(catalog, facts),
    ...(params.length === 0 ? {} : { params: Object.fromEntries(params) }),
    ...(schemas === undefined ? {} : { schemas }),
  };
});

/** Gives the facts of one definition that its class and recognition share; of its messages the one that answers are built with. */
export function definitionFacts(definition: Definition, catalog: Catalog): DefinitionFacts {
  return factsIn(catalog).get(definition) ?? factsOf(definition, catalog);
}

const factsIn = oncePer(
  (catalog: Catalog): ReadonlyMap<Definition, DefinitionFacts> =>
    new Map(catalog.definitions.map((one) => [one, factsOf(one, catalog)])),
);

function factsOf(definition: Definition, catalog: Catalog): DefinitionFacts {
  const { name, kind } = definition;
  const message = definition.messages[answerMessage(definition, catalog)];
  const safe = definition.params.filter((param) => param.safe).map((param) => param.name);
  // The schema wants a code at least.
  const codes = definition.codes.map((code) => codeFacts(code, definition, catalog)) as unknown;
  return {
    name,
    brand: `${catalog.id}/${name}`,
    kind,
    codes: codes as DefinitionFacts["codes"],
    ...(message === undefined ? {} : { message: message.parts }),
    ...(safe.length === 0 ? {} : { safe }),
  };
}

/** Gives what the params of a definition are read by; further messages only where a param stands in their holes. */
function paramTable(definition: Definition, catalog: Catalog): ParamTable {
  const { params, messages } = definition;
  const isInMessage = params.some((param) => param.at.length === 0);
  const used = answerMessage(definition, catalog);
  const others = isInMessage ? messages.filter((_, i) => i !== used).map((one) => one.parts) : [];
  return {
    params: params.map(paramFacts),
    ...(others.length === 0 ? {} : { messages: others }),
  };
}

/** Gives the catalog's shared schemas without what is only for people, or `undefined` where there are none. */
export function bareSchemas(catalog: Catalog): Schemas | undefined {
  if (catalog.schemas.length === 0) return undefined;
  return Object.fromEntries(catalog.schemas.map(({ name, schema }) => [name, bareSchema(schema)]));
}

const forPeople: ReadonlySet<string> = new Set(["title", "description", "examples"]);

/** Gives a schema without titles, descriptions, samples and keywords that no catalog may use. */
export function bareSchema(schema: JsonSchema): JsonSchema {
  const bare: [string, unknown][] = [];
  for (const [keyword, value] of Object.entries(schema)) {
    const form = Object.hasOwn(schemaKeywords, keyword) ? schemaKeywords[keyword] : undefined;
    if (form === undefined || forPeople.has(keyword)) continue;
    bare.push([keyword, bareValue(value, form)]);
  }
  return Object.fromEntries(bare);
}

/** Gives the form of a locator at run time: a header's name, or the path into the body. */
export function runtimeLocator(locator: Locator): RuntimeLocator {
  return locator.kind === "header" ? locator.name : locator.tokens;
}

/** Gives the form of a condition at run time. */
export function runtimeCondition(condition: Condition): RuntimeCondition {
  return [runtimeLocator(condition.at), condition.equals ?? condition.present];
}

function bareValue(value: unknown, form: string): unknown {
  if (typeof value !== "object" || value === null) return value;
  switch (form) {
    case "schema":
    case "schema-or-boolean":
      return bareSchema(value);
    case "schemas":
      return Array.isArray(value) ? value.map((one) => bareValue(one, "schema")) : value;
    case "schemas-by-name":
      return Object.fromEntries(
        Object.entries(value).map(([name, one]) => [name, bareValue(one, "schema")]),
      );
    default:
      return value;
  }
}

const locatedFields = ["message", "requestId", "docsUrl", "retryAfter"] as const;

function envelopeFacts(envelope: Envelope): RuntimeEnvelope {
  const located = locatedFields
    .filter((field) => envelope[field].length > 0)
    .map((field) => [field, envelope[field].map(runtimeLocator)] as const);
  return {
    name: envelope.name,
    code: envelope.code.map(runtimeLocator),
    ...Object.fromEntries(located),
    ...(envelope.when.length === 0 ? {} : { when: envelope.when.map(runtimeCondition) }),
  };
}

function saysMoreThanTexts(status: Status): boolean {
  return (status.kind ?? status.retry ?? status.effect) !== undefined;
}

function statusFacts({ kind, retry, effect }: Status): StatusFacts {
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(retry === undefined ? {} : { retry }),
    ...(effect === undefined ? {} : { effect }),
  };
}

function codeFacts(code: DefinitionCode, definition: Definition, catalog: Catalog): CodeFacts {
  const { literal, retry, effect, summary, docsUrl } = code;
  return {
    code: literal,
    retry,
    effect,
    status: answerStatus(definition, code, catalog),
    ...(docsUrl === undefined ? {} : { docsUrl }),
    ...(definition.messages.length > 0 ? {} : { summary }),
  };
}

function paramFacts({ name, schema, at }: Param): ParamFacts {
  return {
    name,
    schema: bareSchema(schema),
    ...(at.length === 0 ? {} : { at: at.map(runtimeLocator) }),
  };
}

function codeTable(
  catalog: Catalog,
  facts: ReadonlyMap<Definition, DefinitionFacts>,
): Tables["codes"] {
  const table: { [code: string]: readonly Meaning[] } = Object.create(null);
  for (const { text, owners } of catalog.codes) {
    table[text] = owners.map(({ definition, code }): Meaning => {
      const known = facts.get(definition) ?? definitionFacts(definition, catalog);
      const index = definition.codes.indexOf(code);
      return definition.match === undefined
        ? [known, index]
        : [known, index, matchFacts(definition.match)];
    });
  }
  return table;
}

function matchFacts(match: Match): MatchFacts {
  const { scopes, operations, statuses, envelopes, messages, body } = match;
  return {
    ...(scopes.length === 0 ? {} : { scope: scopes }),
    ...(operations.length === 0 ? {} : { operation: operations }),
    ...(statuses.length === 0 ? {} : { status: statuses }),
    ...(envelopes.length === 0 ? {} : { envelope: envelopes }),
    ...(messages.length === 0 ? {} : { message: messages.map((message) => message.parts) }),
    ...(body.length === 0 ? {} : { body: body.map(runtimeCondition) }),
  };
}
