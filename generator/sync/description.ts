// A description as it was read, whole: its operations, the places of its components, its ledger and which entries are ours.

import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { type Ledger, ledgerKey, readLedger, strayPaths } from "./ledger.ts";
import { bystandersOf, type Operation, operationsOf } from "./operations.ts";
import { type Location, locate, type Part, placeOf, referencesIn, type Spec } from "./parts.ts";
import { type SectionPlaces, sections } from "./references.ts";

/** A description whose files are all read. */
export interface Description {
  readonly spec: Spec;
  readonly parts: readonly Part[];
  readonly places: SectionPlaces;
  readonly operations: readonly Operation[];
  /** The operations that no rule can select. */
  readonly bystanders: readonly Operation[];
  readonly ledger: Ledger | undefined;
  /** Returns the reference from a file to a place. */
  readonly refTo: (to: Location, from: Part) => string;
}

/** Reads all that a sync depends on; what cannot be read is reported, and the ledger is not believed about values that are back already. */
export function describe(
  spec: Spec,
  back: readonly Pick<Location, "part" | "pointer">[] = [],
): Outcome<Description> {
  const located = sections.map((section) => locate(spec, ["components", section]));
  const [schemas, responses, examples] = located.map(({ value }) => value);
  // All fail at one place if `components` as a whole leads elsewhere.
  if (schemas === undefined || responses === undefined || examples === undefined)
    return { diagnostics: located.find(({ value }) => value === undefined)?.diagnostics ?? [] };
  const { operations, diagnostics } = operationsOf(spec);
  const bystanders = bystandersOf(spec, operations);
  return {
    value: {
      spec,
      parts: spec.opened(),
      places: { schemas, responses, examples },
      operations,
      bystanders,
      ledger: readLedger(spec, new Set(back.map(placeOf))),
      refTo: referencesIn(spec),
    },
    diagnostics: [...diagnostics, ...forged(spec)],
  };
}

function forged(spec: Spec): readonly Diagnostic[] {
  const { file, root } = spec.main;
  const span = root.entries.get(ledgerKey)?.key.span ?? { file, start: 0, end: 0 };
  return strayPaths(spec)
    .slice(0, 1)
    .map((path) => diagnostic("spec-ledger", { path }, { span }));
}
