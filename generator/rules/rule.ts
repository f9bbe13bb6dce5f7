// What a rule is, and what it works on.

import type { CodeLiteral } from "../catalog/catalog.ts";
import {
  type Diagnosing,
  type Diagnostic,
  diagnosing,
  type Entries,
} from "../diagnostics/entry.ts";
import type { CodeEntryDocument, DefinitionDocument } from "../schema/document.ts";
import {
  type Placed,
  type PlacedEntry,
  placedEntries,
  placedList,
  type RuleContext,
} from "./context.ts";
import { type SchemaSurvey, surveySchemas } from "./schema-survey.ts";

/** One rule of the catalog format that its JSON Schema cannot say. */
export interface Rule<Table extends Entries = Entries> {
  /** Its number in the format's list of rules; rules run in this order, and no number is used again. */
  readonly number: number;
  /** What it requires, in one English sentence. */
  readonly sentence: string;
  /** The diagnostics that it may report. */
  readonly diagnostics: Table;
  /** Returns everything that breaks it, in any order; it never throws, whatever other rules are broken. */
  readonly check: (scope: RuleScope) => readonly Diagnostic[];
}

/** Reports a diagnostic of a rule. */
export type ReportOf<Table extends Entries> = Diagnosing<Table, void>;

/** Returns a rule whose check calls `report` for everything that breaks it. */
export function defineRule<const Table extends Entries>(
  rule: Pick<Rule<Table>, "number" | "sentence" | "diagnostics"> & {
    readonly check: (scope: RuleScope, report: ReportOf<Table>) => void;
  },
): Rule<Table> {
  const collect = collecting(rule.diagnostics);
  return { ...rule, check: (scope) => collect((report) => rule.check(scope, report)) };
}

/** Returns a function that runs a check, and returns the diagnostics of a table that it reports. */
export function collecting<const Table extends Entries>(
  table: Table,
): (check: (report: ReportOf<Table>) => void) => readonly Diagnostic[] {
  const diagnostic = diagnosing(table);
  return (check) => {
    const found: Diagnostic[] = [];
    check((code, params, place) => {
      found.push(diagnostic(code, params, place));
    });
    return found;
  };
}

/** The context of one run over all rules, with the lists that many of them use. */
export interface RuleScope extends RuleContext {
  /** The definitions of the document with their places, in its order. */
  readonly definitions: readonly PlacedEntry<DefinitionDocument>[];
  /** All codes of all definitions with their places, in the order of the document. */
  readonly codes: readonly PlacedCode[];
  /** The codes that have an entry of their own. */
  readonly entryCodes: readonly EntryCode[];
  /** All JSON Schemas in the catalog, and which of them values can be tried on. */
  readonly survey: SchemaSurvey;
  /** What the rules before this one found. */
  readonly earlier: readonly Diagnostic[];
}

/** One code of a definition with its place. */
export interface PlacedCode {
  /** The name of the definition. */
  readonly definition: string;
  /** The index among the definition's codes. */
  readonly index: number;
  /** The code with its JSON type. */
  readonly literal: CodeLiteral;
  /** What codes are compared by. */
  readonly text: string;
  /** The place of the code itself, inside its entry if it has one. */
  readonly pointer: string;
  /** The entry, if the code has one. */
  readonly entry?: Placed<CodeEntryDocument>;
}

/** A code that has an entry of its own. */
export type EntryCode = PlacedCode & Required<Pick<PlacedCode, "entry">>;

/** Returns the scope of a run, to whose `earlier` the run adds what rules find. */
export function ruleScope(context: RuleContext, earlier: readonly Diagnostic[]): RuleScope {
  const definitions = placedEntries(context.document.definitions, "/definitions");
  const codes = definitions.flatMap(codesOf);
  const entryCodes = codes.filter((code): code is EntryCode => code.entry !== undefined);
  const survey = surveySchemas(context, definitions);
  return { ...context, definitions, codes, entryCodes, survey, earlier };
}

function codesOf(definition: PlacedEntry<DefinitionDocument>): readonly PlacedCode[] {
  const codes = placedList<CodeLiteral | CodeEntryDocument>(
    definition.value.code,
    `${definition.pointer}/code`,
  );
  return codes.map(({ value: code, pointer }, index): PlacedCode => {
    const owner = { definition: definition.key, index };
    if (typeof code !== "object") return { ...owner, literal: code, text: String(code), pointer };
    const entry = { value: code, pointer };
    const literal = code.code;
    return { ...owner, literal, text: String(literal), pointer: `${pointer}/code`, entry };
  });
}
