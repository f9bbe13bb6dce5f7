// What a change between two versions of a catalog is.

import type {
  ChangeEntry,
  ChangeKind,
  changeEntries,
  Step,
} from "../diagnostics/change-entries.ts";
import type { DiagnosticParams } from "../diagnostics/entry.ts";

/** One change between two versions of a catalog. */
export interface Change {
  readonly kind: ChangeKind;
  /** The step that it needs; nothing if the configuration says that it needs none. */
  readonly step: Step | undefined;
  readonly reader: ChangeEntry["reader"];
  readonly section: ChangeEntry["section"];
  /** What changed, in one sentence. */
  readonly message: string;
  /** What it means for callers, or what to do. */
  readonly help: string;
  /** The key of the fact in the old version, if it had one. */
  readonly before?: string | undefined;
  /** The key of the fact in the new version, if it has one. */
  readonly after?: string | undefined;
}

/** The keys of the facts that a change is about. */
export type ChangePlace = Pick<Change, "before" | "after">;

/** Reports a change: its kind, the values for its holes, and its place. */
export type TellChange = <Kind extends ChangeKind>(
  kind: Kind,
  holes: DiagnosticParams<(typeof changeEntries)[Kind]>,
  place: ChangePlace,
) => void;

/** Steps that a configuration gives to kinds of changes, in place of those of the table. */
export type ChangedSteps = { readonly [Kind in ChangeKind]?: Step | "none" | undefined };
