// What a sync is asked for: the catalogs and rules for a description.

import type { Catalog, Definition } from "../catalog/catalog.ts";
import type { Span } from "../text/source.ts";
import type { Location, Part, Spec } from "./parts.ts";
import type { Components } from "./references.ts";
import type { Given, OperationRule } from "./rules.ts";

/** A component response of a catalog. */
export interface NamedResponse {
  readonly name: string;
  /** What it says, if it is not among the components of the whole catalog. */
  readonly part?: Readonly<Record<string, unknown>>;
  /** The errors that it can be. */
  readonly definitions: readonly Definition[];
}

/** A catalog as a description receives it, with references of the form `#/components/…`. */
export interface SpecCatalog {
  readonly catalog: Catalog;
  /** Returns the span of a JSON Pointer in the catalog's file. */
  readonly placeOf?: (pointer: string) => Span;
  readonly components: Components;
  /** Where the document with these components is, relative to the main file; with it they are referred to instead of copied. */
  readonly document?: string;
  /** Returns the responses of an operation by `404`, `5XX` or `default`. */
  readonly responsesFor: (given: Given) => Readonly<Record<string, NamedResponse>>;
}

/** A list of codes by a reference from the main file. */
export interface CodesPlace {
  readonly at: string;
  readonly catalog?: string | undefined;
  readonly span: Span | undefined;
}

/** What to do with a description. */
export interface SyncRequest {
  readonly spec: Spec;
  readonly catalogs: readonly SpecCatalog[];
  readonly operations: readonly OperationRule[];
  /** Which components are written: `reached` is those that something refers to. */
  readonly components: "reached" | "all";
  /** Hand-written lists that are kept equal to the codes of a catalog, or of all. */
  readonly codes: readonly CodesPlace[];
  /** What becomes of codes that only the description or only the catalogs have. */
  readonly drift: "off" | "warn" | "error";
  /** Returns the span of a rule, or of a part of it, by its JSON Pointer from the list of rules. */
  readonly placeOf?: (pointer: string) => Span | undefined;
  /** Returns whether an entry stays although this description does not want it, since another one that shares the file does. */
  readonly isSpared?: (at: Location) => boolean;
  /** The places whose hand-written values are back in the texts already, although the ledger has them. */
  readonly back?: readonly Pick<Location, "part" | "pointer">[];
  /** True to return an overlay too. */
  readonly isOverlay?: boolean;
  /** True to remove everything of ours again. */
  readonly remove: boolean;
}

/** Returns how a file of a description writes the path of a document. */
export function documentFrom(document: string, { path }: Part): string {
  const depth = path.split("/").length - 1;
  if (depth === 0 || /^[A-Za-z][A-Za-z0-9+.-]*:|^\//.test(document)) return document;
  return "../".repeat(depth) + document.replace(/^\.\//, "");
}
