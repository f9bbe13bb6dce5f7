// What a sync is given, what it works on, and what it comes to.

import type { Catalog } from "../catalog/catalog.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Span } from "../text/source.ts";
import type { Ledger } from "./ledger.ts";
import type { Given, Operation, OperationRule } from "./operations.ts";
import type { Location, Part, Spec } from "./parts.ts";
import type { SectionPlaces } from "./references.ts";
import type { EntryChange } from "./splice.ts";

/** A catalog as a description gets it: its components by section and name, with references of the form `#/components/…`. */
export interface SpecCatalog {
  readonly catalog: Catalog;
  /** Gives the place of something in the catalog's file by its JSON Pointer. */
  readonly placeOf?: (pointer: string) => Span;
  readonly components: {
    readonly schemas: Readonly<Record<string, unknown>>;
    readonly responses: Readonly<Record<string, unknown>>;
  };
  /** The components as they are, where those of the description only refer to them. */
  readonly whole?: SpecCatalog["components"];
  /** Gives the responses of an operation by `404`, `5XX` or `default`. */
  readonly responsesFor: (given: Given) => Readonly<Record<string, unknown>>;
}

/** What is done to a description. */
export interface SyncRequest {
  readonly spec: Spec;
  /** The name of its main file, as other files of it refer to it. */
  readonly name: string;
  readonly catalogs: readonly SpecCatalog[];
  readonly operations: readonly OperationRule[];
  /** Gives the place of a rule, or of something in it, by its JSON Pointer from the list of rules. */
  readonly placeOf?: (pointer: string) => Span | undefined;
  /** True to take everything of ours out again. */
  readonly remove: boolean;
}

/** A file of the description with its new text. */
export interface SyncedFile {
  readonly part: Part;
  readonly text: string;
}

/** A difference, and the file that it is in; `release` of an entry that a person wrote in the place of ours, and that stays. */
export interface SyncChange extends Omit<EntryChange, "kind"> {
  readonly kind: EntryChange["kind"] | "release";
  readonly part: Part;
}

/** What a sync comes to; with errors among the diagnostics there are no files. */
export interface Synced {
  /** The files whose text changes. */
  readonly files: readonly SyncedFile[];
  readonly changes: readonly SyncChange[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A description at work: what is wanted in it, and what of it is ours. */
export interface Work {
  readonly request: SyncRequest;
  readonly ledger: Ledger | undefined;
  readonly places: SectionPlaces;
  /** True where components of ours stand there without a ledger. */
  readonly isLost: boolean;
  readonly diagnostics: Diagnostic[];
  /** By the path of a part, then by pointer. */
  readonly wanted: Map<string, Map<string, unknown>>;
  /** Components of the main file that a person put in as ours would be, by their pointers. */
  readonly present: Set<string>;
  /** Responses of operations that are ours by what they say, where the ledger was lost; by the path of a part. */
  readonly adopted: Map<string, Set<string>>;
  /** Maps that several places show, all of which are to get what is put into them; by the path of a part. */
  readonly shareable: Map<string, Set<string>>;
  /** The operations that get responses, or of which it was told why they do not. */
  readonly settled: Set<Operation>;
}

/** Wants a value at a place. */
export function want(at: Location, value: unknown, { wanted }: Work): void {
  const known = wanted.get(at.part.path);
  if (known === undefined) wanted.set(at.part.path, new Map([[at.pointer, value]]));
  else known.set(at.pointer, value);
}
