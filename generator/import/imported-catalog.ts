// What sources say, as the text of a catalog that is valid, with a report on what was found; nothing is read or written.

import type { Kind } from "../catalog/catalog.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Draft, DraftDefinition, Drafted } from "./draft.ts";
import type { FoundSource } from "./finding.ts";
import {
  type ConfiguredNames,
  type KeptNames,
  namesOfSources,
  noNames,
  noneConfigured,
} from "./kept-names.ts";
import { sureConfidence } from "./kinds.ts";
import type { Contradiction } from "./merge.ts";
import { settle } from "./settle.ts";

/** An error whose kind is not sure. */
export interface KindQuestion {
  readonly code: string;
  readonly name: string;
  readonly summary: string;
  readonly status: readonly number[];
  /** What is proposed. */
  readonly kind: Kind;
  /** From 0 to 1. */
  readonly confidence: number;
}

/** Asks a person for a kind; what it returns counts. */
export type AskKind = (question: KindQuestion) => Promise<Kind | undefined>;

/** An envelope that was found, for a person to confirm. */
export interface ImportedEnvelope {
  readonly name: string;
  readonly code: readonly string[];
  readonly message: readonly string[];
  readonly requestId: readonly string[];
}

/** What was found in the sources. */
export interface ImportReport {
  /** The path of the catalog. */
  readonly path: string;
  readonly definitions: number;
  readonly codes: number;
  readonly examples: number;
  readonly envelopes: readonly ImportedEnvelope[];
  /** The names of the errors whose kind nobody knows. */
  readonly undecided: readonly string[];
  /** Those whose kind is proposed and should be checked. */
  readonly unsure: readonly string[];
  readonly contradictions: readonly Contradiction[];
  /** What was seen and not taken, a sentence each. */
  readonly remarks: readonly string[];
  /** What the configuration needs, so that the package exports the names of the sources. */
  readonly kept: KeptNames;
}

/** Where a catalog goes, and who decides on kinds. */
export interface ImportedQuery {
  /** The path of the catalog. */
  readonly path: string;
  /** The path from the catalog to its JSON Schema. */
  readonly schema: string;
  readonly askKind?: AskKind | undefined;
  /** The names that the configuration has. */
  readonly configured?: ConfiguredNames;
}

/** A catalog of sources, in memory. */
export interface ImportedCatalog {
  readonly text: string;
  readonly draft: Draft;
  readonly report: ImportReport;
  /** Warnings on codes. */
  readonly diagnostics: readonly Diagnostic[];
  /** Why no valid catalog can be made; nothing if the text is valid. */
  readonly refused?: Diagnostic | undefined;
}

/** Returns the catalog of a draft that was made of some sources. */
export async function importedCatalog(
  { draft: first, contradictions }: Drafted,
  sources: readonly FoundSource[],
  { path, schema, askKind, configured = noneConfigured }: ImportedQuery,
): Promise<ImportedCatalog> {
  const asked = await withAnswers(first, askKind);
  const { draft, text, catalog, left, diagnostics } = await settle(asked, { path, schema });
  const guess = sources.every(({ envelopes }) => envelopes.length === 0)
    ? ["No source shows a body, so the places of code and message are a guess."]
    : [];
  const seen = sources.flatMap((one) =>
    one.remarks.map((remark) => (sources.length === 1 ? remark : `${one.path}: ${remark}`)),
  );
  const found = catalog && namesOfSources(catalog, sources, configured);
  const remarks = [...guess, ...seen, ...left, ...(found?.left ?? [])];
  const kept = found?.kept ?? noNames;
  const [fault] = diagnostics;
  return {
    text,
    draft,
    report: { path, ...countsOf(draft), contradictions, remarks, kept },
    diagnostics: alike(draft),
    refused: fault && diagnostic("import-refused", { reason: fault.message }, { span: fault.span }),
  };
}

function countsOf({ definitions, envelopes }: Draft) {
  const names = (are: (one: DraftDefinition) => boolean) =>
    definitions.filter(are).map(({ name }) => name);
  return {
    definitions: definitions.length,
    codes: definitions.reduce((sum, { codes }) => sum + codes.length, 0),
    examples: definitions.reduce((sum, { texts }) => sum + texts.samples.length, 0),
    envelopes: envelopes.map(({ name, code, message, requestId }) => ({
      name,
      code,
      message,
      requestId,
    })),
    undecided: names(({ kind }) => kind === "unknown"),
    unsure: names(
      ({ kind, proposed }) => kind !== "unknown" && proposed.confidence < sureConfidence,
    ),
  };
}

/** Returns a draft in which a person decided the kinds that are not sure. */
async function withAnswers(draft: Draft, ask: AskKind | undefined): Promise<Draft> {
  if (ask === undefined) return draft;
  const definitions: DraftDefinition[] = [];
  for (const one of draft.definitions) {
    const { name, summary, proposed, kind, codes, statuses: status } = one;
    const code = codes.map((each) => String(each.code)).join(", ");
    const isSure = proposed.confidence >= sureConfidence;
    const answer = isSure
      ? undefined
      : await ask({ code, name, summary, status, kind, confidence: proposed.confidence });
    const decided = answer && {
      kind: answer,
      proposed: { kind: answer, confidence: 1, from: "a person" },
    };
    definitions.push({ ...one, ...decided });
  }
  return { ...draft, definitions };
}

/** Reports codes that differ by case alone. */
function alike({ definitions }: Draft): readonly Diagnostic[] {
  const known = new Map<string, string>();
  return definitions.flatMap(({ codes }) =>
    codes.flatMap(({ code }) => {
      const [text, lower] = [String(code), String(code).toLowerCase()];
      const other = known.get(lower);
      known.set(lower, other ?? text);
      return other === undefined || other === text
        ? []
        : [diagnostic("import-codes-alike", { one: other, other: text })];
    }),
  );
}
