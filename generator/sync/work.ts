// The input, the working state and the result of a sync.

import type { Catalog } from "../catalog/catalog.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Span } from "../text/source.ts";
import type { KnownLedger } from "./ledger.ts";
import type { Given, Operation, OperationRule } from "./operations.ts";
import type { Location, Part, Spec } from "./parts.ts";
import type { Components, SectionPlaces } from "./references.ts";
import type { EntryChange } from "./splice.ts";

/** A catalog as a description receives it: its components by section and name, with references of the form `#/components/…`. */
export interface SpecCatalog {
  readonly catalog: Catalog;
  /** Returns the span of a JSON Pointer in the catalog's file. */
  readonly placeOf?: (pointer: string) => Span;
  readonly components: Components;
  /** The full components, if those of the description only refer to them. */
  readonly whole?: Components;
  /** Returns the responses of an operation by `404`, `5XX` or `default`. */
  readonly responsesFor: (given: Given) => Readonly<Record<string, unknown>>;
}

/** What to do with a description. */
export interface SyncRequest {
  readonly spec: Spec;
  /** The name of the main file, as its other files refer to it. */
  readonly name: string;
  readonly catalogs: readonly SpecCatalog[];
  readonly operations: readonly OperationRule[];
  /** Returns the span of a rule, or of a part of it, by its JSON Pointer from the list of rules. */
  readonly placeOf?: (pointer: string) => Span | undefined;
  /** True to remove everything of ours again. */
  readonly remove: boolean;
}

/** A file of the description with its new text. */
export interface SyncedFile {
  readonly part: Part;
  readonly text: string;
}

/** A difference and its file; `release` is an entry of ours that was rewritten by hand and stays. */
export interface SyncChange extends Omit<EntryChange, "kind"> {
  readonly kind: EntryChange["kind"] | "release";
  readonly part: Part;
}

/** The result of a sync; if the diagnostics contain errors there are no files. */
export interface Synced {
  /** The files whose text changes. */
  readonly files: readonly SyncedFile[];
  readonly changes: readonly SyncChange[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The working state of a sync: which entries are wanted, and which are ours. */
export interface Work {
  readonly request: SyncRequest;
  readonly ledger: KnownLedger | undefined;
  readonly places: SectionPlaces;
  /** True if components of ours exist without a ledger. */
  readonly isLost: boolean;
  readonly diagnostics: Diagnostic[];
  /** Values by the path of a part, then by pointer. */
  readonly wanted: Map<string, Map<string, unknown>>;
  /** The pointers of hand-written components in the main file that equal ours. */
  readonly present: Set<string>;
  /** Responses recognised as ours by their content because the ledger is lost, by the path of a part. */
  readonly adopted: Map<string, Set<string>>;
  /** Maps shared by several places that all get the same entries, by the path of a part. */
  readonly shareable: Map<string, Set<string>>;
  /** The operations that get responses, or whose refusal has been reported. */
  readonly settled: Set<Operation>;
}

/** Records a wanted value at a place. */
export function want(at: Location, value: unknown, { wanted }: Work): void {
  const { path } = at.part;
  wanted.set(path, (wanted.get(path) ?? new Map<string, unknown>()).set(at.pointer, value));
}
