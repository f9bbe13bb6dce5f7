// What people read of a catalog, as data; types only.

import type { Family, StatusFacts, WireCode } from "./facts.ts";

/** What people read of a definition; its codes, kind and advice are facts of its exception. */
export interface DefinitionTexts {
  readonly title: string;
  readonly summary: string;
  readonly description?: string;
  readonly causes?: readonly string[];
  readonly resolution?: readonly string[];
  /** Its link, unless the rule of its first source, else of the catalog, makes it. */
  readonly docsUrl?: string;
  /** The codes that have texts of their own. */
  readonly codes?: readonly CodeTexts[];
  /** The HTTP statuses that it is documented to come with. */
  readonly statuses?: readonly number[];
  readonly scopes?: readonly string[];
  readonly operations?: readonly string[];
  /** The shapes that carry it, unless that is the catalog's alone. */
  readonly envelopes?: readonly string[];
  readonly params?: readonly ParamTexts[];
  /** Templates of the server's messages, with holes in braces, if there are several. */
  readonly messages?: readonly string[];
  /** The message in other languages, by BCP 47 tag. */
  readonly translations?: { readonly [locale: string]: string };
  /** The version of the catalog that it came with. */
  readonly since?: string;
  readonly deprecated?: DeprecationTexts;
  /** True if no document shows it. */
  readonly internal?: true;
  /** The ids of the documents that it is taken from. */
  readonly sources?: readonly string[];
}

/** The texts of one code that differ from its definition's. */
export interface CodeTexts {
  readonly code: WireCode;
  readonly title?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly causes?: readonly string[];
  readonly resolution?: readonly string[];
  readonly statuses?: readonly number[];
  readonly docsUrl?: string;
  readonly since?: string;
  readonly deprecated?: DeprecationTexts;
  readonly sources?: readonly string[];
}

/** What is known of a param. */
export interface ParamTexts {
  readonly name: string;
  readonly description?: string;
  /** Where it is, as locators; absent if it is read from the message. */
  readonly at?: readonly string[];
  /** Whether it may be logged. */
  readonly safe?: true;
  /** Whether a response may lack it. */
  readonly optional?: true;
}

/** Since when something is deprecated, why, the name of the definition to use instead, and until when it is sent. */
export interface DeprecationTexts {
  readonly since: string;
  readonly reason: string;
  readonly use?: string;
  /** The month after which it may stop, `YYYY-MM`. */
  readonly sunset?: string;
}

/** What is known of an API as a whole. */
export interface CatalogTexts {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  /** The rule of links, with `{code}`, `{slug}` and `{name}`. */
  readonly docsUrl?: string;
  /** The shape that carries definitions without one of their own. */
  readonly envelope: string;
  /** Present if nothing of the API is HTTP. */
  readonly transport?: "other";
  readonly scopes?: readonly string[];
  readonly operations?: readonly string[];
  readonly statuses?: readonly StatusTexts[];
  readonly families?: readonly FamilyTexts[];
  readonly sources?: readonly SourceTexts[];
  /** Codes, ranges and names that must not come back, each with its reason. */
  readonly reserved?: readonly { readonly [fact: string]: WireCode }[];
}

/** What is known of an HTTP status or of a range such as `5xx`. */
export interface StatusTexts extends StatusFacts, Texts {
  readonly key: string;
}

/** What is known of codes that begin with a prefix, or are integers in a range, and that no definition has. */
export interface FamilyTexts extends Family, Texts {}

/** The texts of statuses and families. */
export interface Texts {
  readonly title?: string;
  readonly description?: string;
  readonly causes?: readonly string[];
  readonly resolution?: readonly string[];
  readonly sources?: readonly string[];
}

/** A document that facts are taken from. */
export interface SourceTexts {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** The day it was read. */
  readonly read?: string;
  /** The document's rule for links to an error. */
  readonly docsUrl?: string;
}

/** A whole response of one definition, for tests. */
export interface ErrorFixture {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: unknown;
  readonly scope?: string;
  readonly operation?: string;
}
