// What recognition has found so far, and its steps that not every catalog needs; types only.

import type {
  CodeFacts,
  Condition,
  DefinitionFacts,
  Effect,
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
  Retry,
  Schemas,
  StatusFacts,
  Tables,
  WireCode,
} from "./facts.ts";

/**
 * The steps of recognition that a catalog needs or not: lists, conditions, several envelopes, matches, families, params.
 * A package names those that its catalog needs, so that bundles have no others; each is the function of its name.
 */
export interface Steps extends Readers {
  readonly findCode?: (
    envelope: Envelope,
    response: ReadResponse,
    tables: Recogniser,
  ) => FoundCode | undefined;
  readonly bestOf?: (rivals: readonly FoundCode[], response: ReadResponse) => FoundCode | undefined;
  readonly readerOf?: (tables: Tables, response: ReadResponse) => Envelope | undefined;
  readonly requestIdHeaders?: (tables: Tables) => readonly Locator[];
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
  readonly factsOfFamily?: (family: Family, usual: ErrorFacts, rows: StatusRows) => ErrorFacts;
  readonly paramsOf?: (found: Recognition, tables: Recogniser) => object;
  readonly holesOf?: (found: Recognition, table: ParamTable) => ReadonlyMap<string, string>;
  readonly hasShape?: (value: unknown, schema: JsonSchema, known: KnownSchemas) => boolean;
}

type Conditions = NonNullable<Tables["success"]>;

/** The tables of a catalog, and the steps that go through them. */
export interface Recogniser extends Tables {
  readonly steps: Steps;
}

/** What a catalog says of a status, and of its range. */
export interface StatusRows {
  readonly exact?: StatusFacts | undefined;
  readonly range?: StatusFacts | undefined;
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

/** What recognition found: the facts, and the response as it was read. */
export interface Recognition {
  readonly response: ReadResponse;
  readonly envelope: Envelope | undefined;
  /** The way to the element that has the code; empty if its locator has no `*`. */
  readonly element: Path;
  readonly wireCode: WireCode | undefined;
  readonly definition: DefinitionFacts | undefined;
  /** The facts of the code within the definition; present exactly if the definition is. */
  readonly facts: CodeFacts | undefined;
  readonly candidates: readonly DefinitionFacts[];
  readonly kind: Kind;
  /** The most careful advice of all errors in the response. */
  readonly retry: Retry;
  /** The most careful effect of all errors in the response. */
  readonly effect: Effect;
  /** The other errors in the response, at most 100 of them. */
  readonly others: readonly OtherError[];
  /** What is wrong with the response, if it is none or was not read. */
  readonly fault?: string;
}

/** A response whose body was decoded and whose fields have the types they should have. */
export interface ReadResponse {
  readonly status: number | undefined;
  readonly headers: unknown;
  /** The body as a value: parsed if it was text or bytes of JSON, else as it came. */
  readonly body: unknown;
  readonly scope: string | undefined;
  readonly operation: string | undefined;
  /** What the client threw. */
  readonly cause: unknown;
  /** What was read of a body that came as a value, so that no getter is called twice; absent for one that was text or bytes. */
  readonly seen: Reads | undefined;
  /** How lists and conditions are read, if the catalog has any. */
  readonly readers: Readers;
}

/** Looks at a value and the way to the element that led there, and says whether that was the last. */
export type See = (value: unknown, element: Path) => boolean;

/** What reads lists and conditions; each is the function of its name. */
export interface Readers {
  readonly visitList?: (at: Path, response: ReadResponse, see: See) => boolean;
  readonly valueInList?: (at: Path, response: ReadResponse, element: Path) => unknown;
  readonly allHold?: (
    conditions: readonly Condition[],
    response: ReadResponse,
    element: Path,
  ) => boolean;
}

/** The properties that were read of each object. */
export type Reads = Map<object, Map<string, unknown>>;
