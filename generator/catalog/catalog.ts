// The resolved catalog: immutable, complete and sorted, so that every emitter reads facts and decides nothing.

import type { DefinitionFacts, Path, Slot, Tables, WaitUnit } from "../../runtime/facts.ts";
import type { CodeType, Effect, Kind, Retry } from "../schema/document.ts";
import type { JsonSchema } from "./json-schema.ts";
import type { Language } from "./language.ts";
import type { Locale } from "./locale-texts.ts";
import type { SharedSamples } from "./samples.ts";
import type { Template } from "./template.ts";

export type { CodeType, Effect, Kind, Retry } from "../schema/document.ts";

/** A JSON value, as bodies and constants are made of. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/** A code as it is printed: with the JSON type of its literal in the catalog. */
export type CodeLiteral = string | number;

/** Where a fact is in a response: a way into the body, or the lower-case name of a header. */
export type Locator =
  | {
      readonly kind: "body";
      /** The way by which it is read: keys, indices of lists, `*` for any element, and `(key=value)` for the first one with that value. */
      readonly tokens: Path;
      /** The same as a place in bodies that are built: the first element of a list for `*`, which stays only for an unknown key of an object. */
      readonly path: Path;
    }
  | { readonly kind: "header"; readonly name: string };

/** One condition on a response: the located value is one of `equals`, or it is present or not if `equals` is absent. */
export interface Condition {
  /** Where to look. */
  readonly at: Locator;
  /** The constants, of which one must be there; absent if only presence counts. */
  readonly equals?: readonly (string | number | boolean | null)[];
  /** Whether the value must be there; true if `equals` is present. */
  readonly present: boolean;
}

/** A document that facts are cited from. */
export interface Source {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** The day it was read, `YYYY-MM-DD`. */
  readonly read?: string;
  /** The document's own rule for links to an error, with its placeholders. */
  readonly docsUrl?: string;
}

/** A JSON Schema that envelopes and params share, reached as `#/schemas/Name`. */
export interface NamedSchema {
  readonly name: string;
  readonly schema: JsonSchema;
}

/** Where a wait is, the unit of its number if the catalog says one, and what must hold for it to mean something. */
export type WaitLocator = Locator & {
  readonly unit?: WaitUnit | undefined;
  /** Sorted by locator; empty if the wait counts in every response. */
  readonly when: readonly Condition[];
};

/** A fact of an error that an envelope locates. */
export type Fact = "code" | "message" | "requestId" | "docsUrl" | "retryAfter";

/** What an author adds for custom emitters, custom templates and OpenAPI. */
export interface Tagged {
  readonly tags: readonly string[];
  /** The keys that begin with `x-`, in the order of the document. */
  readonly extensions: { readonly [key: string]: Json };
}

/** The shape of an error body and where its facts are. */
export interface Envelope extends Readonly<Record<Fact, readonly Locator[]>>, Tagged {
  readonly name: string;
  /** Where the code is, in order of trust; never empty. */
  readonly code: readonly Locator[];
  /** Where waits are; `header:retry-after` is looked at besides. */
  readonly retryAfter: readonly WaitLocator[];
  /** What must hold for a body to be of this shape; sorted by locator. */
  readonly when: readonly Condition[];
  /** The fields of a body that facts fill, besides those that are located. */
  readonly filled: readonly Slot[];
  /** The media type of bodies. */
  readonly mediaType: string;
  /** What makes a body below 400 no error in this shape; sorted by locator. */
  readonly success: readonly Condition[];
  /** The body's JSON Schema: the written one, completed by the located fields; always an object schema. */
  readonly body: JsonSchema;
  readonly description?: string;
}

/** What is true of codes that no definition has, by a prefix or a range of integers. */
export interface Family extends Omit<Status, "key"> {
  readonly prefix?: string;
  /** The first and the last code of a range. */
  readonly from?: number;
  readonly to?: number;
}

/** What is true of an HTTP status or of a range of them. */
export interface Status {
  /** `404` or `5xx`. */
  readonly key: string;
  readonly title?: string;
  readonly description?: string;
  readonly causes: TextList;
  readonly resolution: TextList;
  /** The kind of a response with this status and an unknown code. */
  readonly kind?: Kind;
  readonly retry?: Retry;
  readonly effect?: Effect;
  readonly sources: readonly Source[];
}

/** Markdown texts: one of them is a paragraph, several are a list; empty if nothing is known. */
export type TextList = readonly string[];

/** Since when something is deprecated, why, and what to use instead. */
export interface Deprecation {
  readonly since: string;
  readonly reason: string;
  /** The name of the definition to use instead. */
  readonly use?: string | undefined;
  /** The month after which it may stop, `YYYY-MM`. */
  readonly sunset?: string | undefined;
}

/** What tells one meaning of a shared code from another; an empty list means that the dimension says nothing. */
export interface Match {
  readonly scopes: readonly string[];
  readonly operations: readonly string[];
  readonly statuses: readonly number[];
  readonly envelopes: readonly string[];
  readonly messages: readonly Template[];
  /** Conditions on body and headers, all of which must hold; sorted by locator. */
  readonly body: readonly Condition[];
}

/** What a definition and each of its codes say. */
export interface Described {
  /** The stable name; the first code has its definition's. */
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly description?: string | undefined;
  readonly causes: TextList;
  readonly resolution: TextList;
  readonly retry: Retry;
  readonly effect: Effect;
  /** The statuses that it is documented to come with, in the order of the document; empty means any. */
  readonly statuses: readonly number[];
  readonly docsUrl?: string | undefined;
  readonly since?: string | undefined;
  readonly deprecated?: Deprecation | undefined;
  readonly sources: readonly Source[];
}

/** One code of a definition, with every fact resolved: its own if it says something, else the definition's. */
export interface DefinitionCode extends Described {
  readonly literal: CodeLiteral;
  /** The code as text, which is what codes are compared by. */
  readonly text: string;
  /** Where it is put when a body is built, if that is written. */
  readonly at?: Locator | undefined;
  /** True if the catalog has the name, and it is not made from the code. */
  readonly isNamed: boolean;
  /** True if the entry says anything besides its code and that place, so that documentation shows it on its own. */
  readonly own: boolean;
}

/** A typed detail of an error. */
export interface Param {
  readonly name: string;
  readonly schema: JsonSchema;
  /** Where it is, in any envelope of its definition; empty if it is read from the hole of its name in the message. */
  readonly at: readonly Locator[];
  /** Where it is in each of these envelopes, by their names, if that is not the same in all; empty if it does not come in one. */
  readonly places?: { readonly [envelope: string]: readonly Locator[] } | undefined;
  /** True if it may be logged. */
  readonly safe: boolean;
  readonly optional: boolean;
  readonly description?: string | undefined;
  /** The envelope that declares it; absent if its definition does. */
  readonly envelope?: string | undefined;
}

/** A message in another language. */
export interface Translation {
  /** BCP 47. */
  readonly locale: string;
  readonly template: Template;
}

/** One example response, complete. */
export interface Example {
  readonly title?: string | undefined;
  /** The status it came with; absent if the documents do not say. */
  readonly status?: number | undefined;
  /** Header fields, names in lower case, sorted. */
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body, as the server sends it. */
  readonly body: Json;
  readonly envelope: string;
  /** The code as it is on the wire in this example. */
  readonly code: CodeLiteral;
  /** The server's message, if the example has one. */
  readonly message?: string | undefined;
  readonly scope?: string | undefined;
  readonly operation?: string | undefined;
  readonly sources: readonly Source[];
}

/** One error of the catalog: one meaning; its statuses are also those of its codes. */
export interface Definition extends Described, Tagged {
  readonly kind: Kind;
  /** True if it is in the package and in no document. */
  readonly internal: boolean;
  /** In the order of the document; never empty. */
  readonly codes: readonly DefinitionCode[];
  readonly scopes: readonly string[];
  readonly operations: readonly string[];
  /** The shapes that carry it; the first is used to build bodies; never empty. */
  readonly envelopes: readonly string[];
  readonly match?: Match | undefined;
  /** In the order of the document. */
  readonly params: readonly Param[];
  /** What is sent with its bodies, each one constant; sorted by locator. */
  readonly constants: readonly Condition[];
  /** The server's messages; empty if only the summary is known. */
  readonly messages: readonly Template[];
  /** Sorted by locale. */
  readonly translations: readonly Translation[];
  readonly examples: readonly Example[];
}

/** One code of the catalog with all its meanings. */
export interface CatalogCode {
  readonly literal: CodeLiteral;
  readonly text: string;
  /** The member of the generated enum. */
  readonly member: string;
  /** The meanings, the one that wins first: a match inside another before it, and the one without `match` last. */
  readonly owners: readonly CodeOwner[];
}

/** A definition that owns a code, and which of its codes it is. */
export interface CodeOwner {
  readonly definition: Definition;
  readonly code: DefinitionCode;
}

/** What must never come back: exactly one of code, range and name. */
export type Reservation =
  | { readonly kind: "code"; readonly code: CodeLiteral; readonly reason: string }
  | {
      readonly kind: "codes";
      readonly from: CodeLiteral;
      readonly to: CodeLiteral;
      readonly reason: string;
    }
  | { readonly kind: "name"; readonly name: string; readonly reason: string };

/** One API's errors. */
export interface Catalog extends Tagged {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly prefix: string;
  readonly codeType: CodeType;
  readonly description?: string;
  /** The rule for links to an error, with its placeholders. */
  readonly docsUrl?: string;
  /** Sorted by id. */
  readonly sources: readonly Source[];
  /** In the order of the document. */
  readonly scopes: readonly string[];
  /** Every operation that a definition names, sorted. */
  readonly operations: readonly string[];
  /** Sorted by name. */
  readonly schemas: readonly NamedSchema[];
  /** Sorted by name. */
  readonly envelopes: readonly Envelope[];
  /** The envelope of definitions that name none, and of answers that nobody has a definition for. */
  readonly envelope: string;
  /** What makes a body below 400 no error; sorted by locator, empty if the catalog says nothing. */
  readonly success: readonly Condition[];
  /** Present if no response with a status below 400 is an error. */
  readonly errorsBelow400?: "never";
  /** False if the API is reached by another transport. */
  readonly http: boolean;
  /** Sorted as codes are, by the prefix or the first code. */
  readonly families: readonly Family[];
  /** Sorted: exact statuses by number, then ranges. */
  readonly statuses: readonly Status[];
  /** Sorted by first code (numbers before other text, by value), then by name. */
  readonly definitions: readonly Definition[];
  /** Sorted as definitions are. */
  readonly codes: readonly CatalogCode[];
  /** In the order of the document. */
  readonly reserved: readonly Reservation[];
  /** The language of its texts. */
  readonly language: Language;
  /** The texts in other languages, sorted by their tags. */
  readonly locales: readonly Locale[];
  /** What follows from all of it. */
  readonly derived: Derived;
}

/** What follows from a catalog, computed once. */
export interface Derived {
  /** The facts of each definition that its class and recognition share, by its name. */
  readonly facts: { readonly [definition: string]: DefinitionFacts };
  /** What responses are recognised by. */
  readonly tables: Tables;
  /** How answers are built, by the name of the envelope. */
  readonly answers: { readonly [envelope: string]: EnvelopeAnswer };
  /** The samples of the shared schemas. */
  readonly samples: SharedSamples;
  /** A valid response of each definition, by its name; of none whose body cannot be built. */
  readonly fixtures: { readonly [definition: string]: Fixture };
}

/** How the answers in an envelope are built. */
export interface EnvelopeAnswer {
  readonly slots: readonly Slot[];
  /** The same with samples for what only a server or its caller knows, as examples and fixtures have them. */
  readonly samples: readonly Slot[];
  /** The schema of what only the caller knows of a body; absent if that is nothing. */
  readonly fields?: JsonSchema;
}

/** A response as parsing takes it. */
export interface Fixture {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
  readonly scope?: string;
  readonly operation?: string;
}
