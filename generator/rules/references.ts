// Rule 9: what is referred to is declared, and what is declared is used.

import type { Entries } from "../diagnostics/entry.ts";
import type { DefinitionDocument } from "../schema/document.ts";
import { suggestion } from "../text/nearest.ts";
import {
  isBroken,
  keyAt,
  type Placed,
  placedEntries,
  placedList,
  someOf,
  spanAt,
} from "./context.ts";
import { defineRule, type ReportOf, type RuleScope } from "./rule.ts";
import { usedSchemas } from "./schema-survey.ts";

/** The diagnostic on a reference to something that is not declared. */
export const unknownReference = {
  "unknown-reference": {
    message: '"{name}" is not {what} of this catalog.{suggestion}',
    help: "Declare it, or choose one of those that are declared: {known}.",
  },
} as const satisfies Entries;

const diagnostics = {
  ...unknownReference,
  unused: {
    severity: "warning",
    message: '{what} "{name}" is declared and never used.',
    help: "Use it or remove it.",
  },
} as const satisfies Entries;

type Report = ReportOf<typeof diagnostics>;

export const rule = defineRule({
  number: 9,
  sentence: "What is referred to is declared, and what is declared is used.",
  diagnostics,
  check: (scope, report) => {
    const references = allReferences(scope);
    unknown(references, scope, report);
    if (scope.broken.size === 0) unused(references, scope, report);
  },
});

/** The maps and lists of a catalog whose entries are referred to elsewhere. */
type Collection = "envelopes" | "scopes" | "sources" | "definitions" | "schemas";

interface Reference extends Placed<string> {
  readonly collection: Collection;
}

const called: Readonly<Record<Collection, string>> = {
  envelopes: "an envelope",
  scopes: "a scope",
  sources: "a source",
  definitions: "a definition",
  schemas: "a schema",
};

/** How many unknown names are compared with all known ones. */
export const mostSuggestions = 100;

function unknown(references: readonly Reference[], scope: RuleScope, report: Report): void {
  const { document } = scope;
  const known: Readonly<Record<Collection, ReadonlySet<string>>> = {
    envelopes: new Set(Object.keys(document.envelopes)),
    scopes: new Set(document.scopes),
    sources: new Set(Object.keys(document.sources ?? {})),
    definitions: new Set(Object.keys(document.definitions)),
    schemas: new Set(Object.keys(document.schemas ?? {})),
  };
  let count = 0;
  for (const { collection, value: name, pointer } of references) {
    const names = known[collection];
    if (names.has(name) || isBroken(scope, collection, name)) continue;
    const near = count++ < mostSuggestions ? suggestion(name, names) : "";
    const holes = { name, what: called[collection], suggestion: near, known: someOf(names) };
    report("unknown-reference", holes, { span: spanAt(scope, pointer) });
  }
}

function unused(references: readonly Reference[], scope: RuleScope, report: Report): void {
  const { document } = scope;
  const used = new Set(references.map(({ collection, value }) => `${collection} ${value}`));
  const schemas = usedSchemas(scope.survey);
  for (const { value: name, pointer } of placedList(document.scopes, "/scopes")) {
    if (used.has(`scopes ${name}`)) continue;
    report("unused", { what: "The scope", name }, { span: spanAt(scope, pointer) });
  }
  for (const { key: name, pointer } of placedEntries(document.sources, "/sources")) {
    if (used.has(`sources ${name}`)) continue;
    report("unused", { what: "The source", name }, { span: keyAt(scope, pointer) });
  }
  for (const { key: name, pointer } of placedEntries(document.schemas, "/schemas")) {
    if (schemas.has(name)) continue;
    report("unused", { what: "The schema", name }, { span: keyAt(scope, pointer) });
  }
}

function allReferences(scope: RuleScope): readonly Reference[] {
  const { document, definitions, entryCodes, survey } = scope;
  const found: Reference[] = survey.references.map((one) => ({ ...one, collection: "schemas" }));
  const add = (
    collection: Collection,
    names: string | readonly string[] | undefined,
    pointer: string,
  ): void => {
    for (const place of placedList(names, pointer)) found.push({ ...place, collection });
  };
  add("envelopes", document.envelope, "/envelope");
  for (const { value, pointer } of placedEntries(document.statuses, "/statuses"))
    add("sources", value.source, `${pointer}/source`);
  for (const { value, pointer } of placedList(document.families, "/families"))
    add("sources", value.source, `${pointer}/source`);
  for (const { value, pointer } of definitions) addOfDefinition(value, pointer, add);
  for (const { entry } of entryCodes) {
    add("sources", entry.value.source, `${entry.pointer}/source`);
    add("definitions", entry.value.deprecated?.use, `${entry.pointer}/deprecated/use`);
  }
  return found;
}

function addOfDefinition(
  { envelope, match, scope, source, deprecated, examples }: DefinitionDocument,
  pointer: string,
  add: (collection: Collection, names: string | readonly string[] | undefined, at: string) => void,
): void {
  add("envelopes", envelope, `${pointer}/envelope`);
  add("envelopes", match?.envelope, `${pointer}/match/envelope`);
  add("scopes", scope, `${pointer}/scope`);
  add("scopes", match?.scope, `${pointer}/match/scope`);
  add("sources", source, `${pointer}/source`);
  add("definitions", deprecated?.use, `${pointer}/deprecated/use`);
  examples?.forEach((example, i) => {
    add("envelopes", example.envelope, `${pointer}/examples/${i}/envelope`);
    add("scopes", example.scope, `${pointer}/examples/${i}/scope`);
    add("sources", example.source, `${pointer}/examples/${i}/source`);
  });
}
