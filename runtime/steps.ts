// What recognition has found so far, and its steps that not every catalog needs; types only.

import type {
  CodeFacts,
  DefinitionFacts,
  Envelope,
  Family,
  JsonSchema,
  Kind,
  Locator,
  Match,
  Meaning,
  OtherError,
  ParamTable,
  Path,
  ReadResponse,
  Reads,
  Recognition,
  Schemas,
  Tables,
  WireCode,
} from "./facts.ts";

/**
 * The steps of recognition that a catalog needs or not: lists, matches, success conditions, families, params.
 * A package names those that its catalog needs, so that bundles have no others; each is the function of its name.
 */
export interface Steps {
  readonly othersIn?: (sighting: Sighting, read: Read) => Others;
  readonly isSuccess?: (at: Path, element: Path, search: Search) => boolean;
  readonly succeeds?: (conditions: Conditions, response: ReadResponse) => boolean;
  readonly isContradicted?: (tables: Tables, response: ReadResponse) => boolean;
  readonly fits?: (match: Match, response: ReadResponse, found: Found) => boolean | undefined;
  readonly mostCareful?: (
    meanings: readonly Meaning[],
    tables: Tables,
    status: number | undefined,
  ) => ErrorFacts;
  readonly familyOf?: (code: WireCode, tables: Tables) => Family | undefined;
  readonly paramsOf?: (found: Recognition, tables: Recogniser) => object;
  readonly holesOf?: (found: Recognition, table: ParamTable) => ReadonlyMap<string, string>;
  readonly hasShape?: (value: unknown, schema: JsonSchema, known: KnownSchemas) => boolean;
}

type Conditions = NonNullable<Tables["success"]>;

/** The tables of a catalog, and the steps that go through them. */
export interface Recogniser extends Tables {
  readonly steps: Steps;
}

/** What an error is, and what may be done about it. */
export interface ErrorFacts extends Pick<CodeFacts, "retry" | "effect"> {
  readonly kind: Kind;
}

/** A code that was found in a response, or an error without one. */
export interface Found {
  readonly envelope: Envelope | undefined;
  readonly element: Path;
  /** Where the code is. */
  readonly at?: Locator;
  readonly wireCode: WireCode | undefined;
  /** The meanings of a known code that the body does not rule out. */
  readonly meanings: readonly Meaning[] | undefined;
  /** The family of a code without such a meaning. */
  readonly family: Family | undefined;
  /** Whether the catalog has the code, even if the body rules out all that it can mean. */
  readonly known: boolean;
}

/** An error in an envelope. */
export interface FoundCode extends Found {
  readonly envelope: Envelope;
}

/** Where a code is looked for. */
export interface Search {
  readonly envelope: Envelope;
  readonly response: ReadResponse;
  readonly tables: Recogniser;
}

/** What is known of one error in a response. */
export interface Judged extends ErrorFacts {
  readonly definition: DefinitionFacts | undefined;
  readonly facts: CodeFacts | undefined;
  readonly candidates: readonly DefinitionFacts[];
}

/** The error that was found, and what all envelopes find. */
export interface Sighting {
  readonly found: Found;
  readonly rivals: readonly FoundCode[];
}

/** Where the other errors are looked for. */
export interface Read {
  readonly tables: Recogniser;
  readonly response: ReadResponse;
}

/** The other errors in a response, and the most careful facts of all of them, if there are any. */
export interface Others {
  readonly others: readonly OtherError[];
  readonly facts?: Pick<CodeFacts, "retry" | "effect">;
}

/** The shared schemas, and what was read already of the value that is held against one. */
export interface KnownSchemas {
  readonly schemas: Schemas | undefined;
  readonly seen?: Reads | undefined;
}
