// What an explanation says, as plain data.

import type { Tables } from "../../runtime/facts.ts";
import type { CodeLiteral, Effect, Json, Kind, Retry } from "../catalog/catalog.ts";
import type { ChangeReader, Step } from "../diagnostics/change-entries.ts";
import type { Severity } from "../diagnostics/entry.ts";

/** Which catalog something is of. */
export interface ExplainedCatalog {
  readonly id: string;
  readonly title: string;
  readonly version: string;
}

/** One error of a catalog. */
export interface ErrorExplanation {
  readonly what: "error";
  readonly catalog: ExplainedCatalog;
  /** The name of the definition. */
  readonly name: string;
  /** The codes that mean it, as they travel. */
  readonly codes: readonly CodeLiteral[];
  readonly kind: Kind;
  readonly title: string;
  readonly summary: string;
  /** The statuses that it is documented to come with. */
  readonly statuses: readonly number[];
  readonly scopes: readonly string[];
  readonly operations: readonly string[];
  readonly retry: Retry;
  readonly effect: Effect;
  /** Whether the operation may have happened, in words. */
  readonly happened: string;
  /** Whether to retry, in words. */
  readonly advice: string;
  readonly description?: string | undefined;
  readonly causes: readonly string[];
  readonly resolution: readonly string[];
  readonly docsUrl?: string | undefined;
  /** Since when it is deprecated, why, and what to use instead. */
  readonly deprecated?: {
    readonly since: string;
    readonly reason: string;
    readonly use?: string;
    /** The month until which it stays, `YYYY-MM`. */
    readonly sunset?: string;
  };
  /** The exported class and guard, which the codes of a definition share. */
  readonly className: string;
  readonly guard: string;
  /** A body that it can have, if one can be built. */
  readonly body?: Json;
}

/** An error that can be explained. */
export interface KnownError {
  readonly name: string;
  readonly kind: string;
  /** Its codes as texts. */
  readonly codes: readonly string[];
  readonly statuses: readonly number[];
  /** Everything that it is called. */
  readonly names: readonly string[];
  /** Explains it, or one of its codes by its text or by a name of its own: with what is true of that code alone. */
  readonly explain: (word?: string) => ErrorExplanation;
}

/** A code or a name that must never come back. */
export interface KnownReservation {
  /** The key of its fact. */
  readonly key: string;
  readonly reason: string;
}

/** The errors of a catalog, or of a package that was made of one. */
export interface KnownErrors {
  readonly catalog: ExplainedCatalog;
  /** What responses are recognised by. */
  readonly tables: Tables;
  readonly errors: readonly KnownError[];
  readonly reserved: readonly KnownReservation[];
  /** The texts of families, which only catalogs have. */
  readonly families: readonly KnownFamily[];
}

/** An error in a list of several. */
export type ListedError = Pick<ErrorExplanation, "catalog" | "name" | "codes" | "summary">;

/** An HTTP status, with the errors that are documented to come with it. */
export interface StatusExplanation {
  readonly what: "status";
  readonly status: number;
  readonly errors: readonly ListedError[];
}

/** What a catalog keeps reserved, since it meant something once. */
export interface ReservedExplanation {
  readonly what: "reserved";
  readonly catalog: ExplainedCatalog;
  /** What is reserved, as the beginning of a sentence. */
  readonly reserved: string;
  readonly reason: string;
}

/** What a catalog says of a family of codes. */
export interface KnownFamily {
  /** What the codes begin with; else they are in a range. */
  readonly prefix?: string;
  readonly from?: number;
  readonly to?: number;
  readonly title?: string;
  readonly description?: string;
  readonly causes: readonly string[];
  readonly resolution: readonly string[];
}

/** A code that no error has, and that is in a family whose codes mean something together. */
export interface FamilyExplanation extends Omit<KnownFamily, "prefix" | "from" | "to"> {
  readonly what: "family";
  readonly catalog: ExplainedCatalog;
  readonly code: CodeLiteral;
  /** What the codes of the family have in common, in words. */
  readonly family: string;
  readonly kind: Kind;
  readonly retry: Retry;
  readonly effect: Effect;
  readonly happened: string;
  readonly advice: string;
}

/** One kind, with the errors of it. */
export interface KindExplanation {
  readonly what: "kind";
  readonly kind: Kind;
  readonly summary: string;
  /** What it means unless a definition says otherwise. */
  readonly retry: Retry;
  readonly effect: Effect;
  readonly errors: readonly ListedError[];
}

/** One diagnostic of the tool; its message and help have holes in braces. */
export interface DiagnosticExplanation {
  readonly what: "diagnostic";
  readonly code: string;
  readonly severity: Severity;
  /** The commands in which a warning is an error. */
  readonly errorIn?: string;
  readonly message: string;
  readonly help: string;
  /** The rule that reports it, in one sentence. */
  readonly rule?: string;
  /** A part of a catalog, or lines of a definition, that gets it. */
  readonly wrong?: string;
  /** The same in the right way. */
  readonly right?: string;
}

/** One kind of change between two versions of a catalog. */
export interface ChangeExplanation {
  readonly what: "change";
  readonly kind: string;
  readonly step: Step;
  readonly reader: ChangeReader;
  readonly message: string;
  readonly help: string;
}

/** A real response, read by a catalog. */
export interface ResponseExplanation {
  readonly what: "response";
  readonly catalog: ExplainedCatalog;
  readonly status?: number;
  /** What it is, if its code is known and decided. */
  readonly error?: ErrorExplanation;
  /** The code that arrived. */
  readonly code?: CodeLiteral;
  /** The names that share the code, if nothing decides between them. */
  readonly candidates: readonly string[];
  readonly kind: Kind;
  readonly retry: Retry;
  readonly effect: Effect;
  readonly happened: string;
  readonly message?: string;
  /** The params that may be shown, as JSON, by their names. */
  readonly params?: Readonly<Record<string, Json>>;
  /** The names of the params that the response has, and that may not be shown. */
  readonly hidden?: readonly string[];
  readonly requestId?: string;
  /** How many seconds the server asks to wait. */
  readonly retryAfter?: number;
  /** Whether to repeat a request that must not be done twice, and one that may. */
  readonly advice: { readonly once: string; readonly idempotent: string };
}

/** What something is. */
export type Explanation =
  | ErrorExplanation
  | KindExplanation
  | StatusExplanation
  | ReservedExplanation
  | FamilyExplanation
  | DiagnosticExplanation
  | ChangeExplanation
  | ResponseExplanation;

/** Says whether the operation may have happened. */
export function happenedInWords(effect: Effect): string {
  return effect === "none"
    ? "No. The operation had no effect."
    : "Perhaps. The operation may have happened, wholly or in part: look it up before you repeat it.";
}

/** Says whether to retry. */
export function adviceInWords(retry: Retry, effect: Effect): string {
  switch (retry) {
    case "never":
      return "No. This request cannot succeed.";
    case "after-fix":
      return "Only after something has changed: the same request fails again.";
    case "after-backoff":
      return effect === "none"
        ? "Yes, the same request later."
        : "Yes, later, if the request is idempotent; else look the operation up first.";
  }
}
