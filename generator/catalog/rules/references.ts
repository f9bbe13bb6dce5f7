// The rule on references: what is named is declared, and what is declared is used.

import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { DefinitionDocument } from "../../schema/document.ts";
import { suggestion } from "../../text/nearest.ts";
import {
  isBroken,
  keyAt,
  type Placed,
  placedEntries,
  placedList,
  type RuleScope,
  someOf,
  spanAt,
} from "./context.ts";
import { usedSchemas } from "./schemas.ts";

/** The maps and lists of a catalog whose entries are named elsewhere. */
type Collection = "envelopes" | "scopes" | "sources" | "definitions";

interface Reference extends Placed<string> {
  readonly collection: Collection;
}

/** Scopes, envelopes, sources and definitions that are named exist; declared scopes, schemas and sources are used. */
export function checkReferences(context: RuleScope): readonly Diagnostic[] {
  const references = allReferences(context);
  return [...unknown(references, context), ...unused(references, context)];
}

const called: Readonly<Record<Collection, string>> = {
  envelopes: "an envelope",
  scopes: "a scope",
  sources: "a source",
  definitions: "a definition",
};

/** How many unknown names are compared with all known ones at most. */
const mostSuggestions = 100;

function unknown(references: readonly Reference[], context: RuleScope): readonly Diagnostic[] {
  const { document } = context;
  const known: Readonly<Record<Collection, ReadonlySet<string>>> = {
    envelopes: new Set(Object.keys(document.envelopes)),
    scopes: new Set(document.scopes),
    sources: new Set(Object.keys(document.sources ?? {})),
    definitions: new Set(Object.keys(document.definitions)),
  };
  return references
    .filter(({ collection, value }) => {
      return !known[collection].has(value) && !isBroken(context, collection, value);
    })
    .map(({ collection, value, pointer }, i) => {
      const names = known[collection];
      const holes = {
        name: value,
        what: called[collection],
        suggestion: i < mostSuggestions ? suggestion(value, names) : "",
        known: someOf(names),
      };
      return diagnostic("unknown-reference", holes, { span: spanAt(context, pointer) });
    });
}

function unused(references: readonly Reference[], context: RuleScope): readonly Diagnostic[] {
  const { document, broken } = context;
  if (broken.size > 0) return [];
  const used = new Set(references.map(({ collection, value }) => `${collection} ${value}`));
  const schemas = usedSchemas(context);
  const scopes = placedList(document.scopes, "/scopes")
    .filter(({ value }) => !used.has(`scopes ${value}`))
    .map(({ value, pointer }) =>
      diagnostic("unused", { what: "The scope", name: value }, { span: spanAt(context, pointer) }),
    );
  const sources = placedEntries(document.sources, "/sources")
    .filter(({ key }) => !used.has(`sources ${key}`))
    .map(({ key, pointer }) =>
      diagnostic("unused", { what: "The source", name: key }, { span: keyAt(context, pointer) }),
    );
  const shared = placedEntries(document.schemas, "/schemas")
    .filter(({ key }) => !schemas.has(key))
    .map(({ key, pointer }) =>
      diagnostic("unused", { what: "The schema", name: key }, { span: keyAt(context, pointer) }),
    );
  return [...scopes, ...sources, ...shared];
}

function allReferences({ document, definitions, codes }: RuleScope): readonly Reference[] {
  const catalogs = named("envelopes", document.envelope, "/envelope");
  const statuses = placedEntries(document.statuses, "/statuses").flatMap(({ value, pointer }) =>
    named("sources", value.source, `${pointer}/source`),
  );
  const inDefinitions = definitions.flatMap(({ value, pointer }) => ofDefinition(value, pointer));
  const inCodes = codes.flatMap(({ entry }) =>
    entry === undefined
      ? []
      : [
          ...named("sources", entry.value.source, `${entry.pointer}/source`),
          ...named("definitions", entry.value.deprecated?.use, `${entry.pointer}/deprecated/use`),
        ],
  );
  return [...catalogs, ...statuses, ...inDefinitions, ...inCodes];
}

function ofDefinition(definition: DefinitionDocument, pointer: string): readonly Reference[] {
  const { match, deprecated, source } = definition;
  const inExamples = (definition.examples ?? []).flatMap((example, i) => [
    ...named("envelopes", example.envelope, `${pointer}/examples/${i}/envelope`),
    ...named("scopes", example.scope, `${pointer}/examples/${i}/scope`),
    ...named("sources", example.source, `${pointer}/examples/${i}/source`),
  ]);
  return [
    ...named("envelopes", definition.envelope, `${pointer}/envelope`),
    ...named("envelopes", match?.envelope, `${pointer}/match/envelope`),
    ...named("scopes", definition.scope, `${pointer}/scope`),
    ...named("scopes", match?.scope, `${pointer}/match/scope`),
    ...named("sources", source, `${pointer}/source`),
    ...named("definitions", deprecated?.use, `${pointer}/deprecated/use`),
    ...inExamples,
  ];
}

function named(
  collection: Collection,
  names: string | readonly string[] | undefined,
  pointer: string,
): readonly Reference[] {
  if (names === undefined) return [];
  return placedList(names, pointer).map((place) => ({ ...place, collection }));
}
