// What sources say of codes, before a catalog is made of it.

/** A code as it travels. */
export type FoundCode = string | number;

/** A response that a source shows. */
export interface ShownBody {
  readonly body: unknown;
  readonly title?: string;
  readonly status?: number;
  readonly mediaType?: string;
  /** The operations that answer with it. */
  readonly operations?: readonly string[];
  /** The code that the source shows it for; nothing if only the body can tell. */
  readonly code?: FoundCode;
}

/** What a text says of an error. */
export interface ErrorTexts {
  /** One sentence without markup. */
  readonly summary?: string;
  /** Markdown. */
  readonly description?: string;
  readonly causes: readonly string[];
  readonly resolution: readonly string[];
  /** The bodies in it. */
  readonly samples: readonly ShownBody[];
}

/** A text that says nothing. */
export const noTexts: ErrorTexts = { causes: [], resolution: [], samples: [] };

/** What one source says of one code. */
export interface Finding {
  readonly code: FoundCode;
  /** Other codes of the same meaning. */
  readonly aliases: readonly FoundCode[];
  /** The source's own name, in any spelling. */
  readonly name?: string;
  /** The source's own heading, if it says more than the name. */
  readonly title?: string;
  readonly statuses: readonly number[];
  readonly operations: readonly string[];
  readonly scopes: readonly string[];
  readonly texts: ErrorTexts;
  /** The place of the code in a body, if it is not the first place of its envelope. */
  readonly at?: string;
  /** Why codes should no longer be relied on, by the codes as texts. */
  readonly deprecated?: ReadonlyMap<string, string>;
  /** The code that was meant, if this one looks misspelt. */
  readonly meant?: string | undefined;
}

/** The reason of a deprecation for which the source has none. */
export const noReason = "The source marks it as deprecated.";

/** Returns a finding with what is known of a code. */
export function finding(code: FoundCode, more: Partial<Finding>): Finding {
  return {
    ...{ code, aliases: [], statuses: [], operations: [], scopes: [], texts: noTexts },
    ...more,
  };
}

/** A shape of error bodies, with the places that are taken for code, message and the rest. */
export interface FoundEnvelope {
  readonly name: string;
  readonly code: readonly string[];
  readonly message: readonly string[];
  readonly requestId: readonly string[];
  readonly docsUrl: readonly string[];
  readonly mediaType?: string;
  /** A JSON Schema with the keywords of a catalog. */
  readonly body?: Readonly<Record<string, unknown>>;
}

/** What a source says of a status. */
export interface FoundStatus {
  readonly status: number;
  readonly texts: ErrorTexts;
}

/** The codes of one section: from a number to another, or with a prefix. */
export interface FoundFamily {
  readonly title: string;
  readonly range: { readonly prefix: string } | { readonly from: number; readonly to: number };
}

/** A name that a source exports, and that a generated package can export as well. */
export interface DeclaredName {
  readonly form: "enum" | "object" | "class";
  readonly name: string;
  /** The path of the file and the line. */
  readonly place: string;
  /** The members with their codes; none of a class. */
  readonly members: readonly (readonly [name: string, code: FoundCode])[];
  /** What the arguments of a class are, as far as their names say it. */
  readonly roles: readonly string[];
}

/** All that one source says. */
export interface FoundSource {
  /** The path as it was named. */
  readonly path: string;
  /** The title of the document, or its path if it has none. */
  readonly title: string;
  /** The name, without scope, of the npm package that a source without a title belongs to. */
  readonly product?: string;
  /** Where the document can be read, if it says so. */
  readonly url?: string;
  readonly findings: readonly Finding[];
  readonly envelopes: readonly FoundEnvelope[];
  readonly statuses: readonly FoundStatus[];
  readonly families?: readonly FoundFamily[];
  /** The enums and objects of codes, and the classes of errors that take a code. */
  readonly declared?: readonly DeclaredName[];
  /** What was seen and not taken, a sentence each. */
  readonly remarks: readonly string[];
}

/** Returns what two places say of one code; the first speaks where only one can. */
export function joinFindings(one: Finding, other: Finding): Finding {
  return {
    ...other,
    ...one,
    aliases: union(one.aliases, other.aliases).filter((code) => String(code) !== String(one.code)),
    statuses: [...union(one.statuses, other.statuses)].sort((a, b) => a - b),
    operations: union(one.operations, other.operations),
    scopes: union(one.scopes, other.scopes),
    texts: joinTexts(one.texts, other.texts),
    deprecated: new Map([...(other.deprecated ?? []), ...(one.deprecated ?? [])]),
    // What another place has as well is not misspelt.
    meant: other.meant === undefined ? undefined : one.meant,
  };
}

/** Returns what two texts say of one error; a text of the first replaces that of the second. */
export function joinTexts(one: ErrorTexts, other: ErrorTexts): ErrorTexts {
  const list = (key: "causes" | "resolution") => (one[key].length > 0 ? one[key] : other[key]);
  return {
    ...other,
    ...one,
    causes: list("causes"),
    resolution: list("resolution"),
    samples: distinct([...one.samples, ...other.samples]),
  };
}

/** Returns bodies without those that are shown twice under one status. */
export function distinct(samples: readonly ShownBody[]): readonly ShownBody[] {
  const seen = new Map<string, ShownBody>();
  for (const sample of samples) {
    const text = JSON.stringify(sample.body) ?? "";
    const key = `${sample.status ?? ""} ${text}`;
    const known = seen.get(key);
    // A body without a status says nothing that one with a status does not.
    if (known === undefined && sample.status === undefined && hasText(seen, text)) continue;
    seen.delete(` ${text}`);
    const operations = union(known?.operations ?? [], sample.operations ?? []);
    seen.set(key, { ...sample, ...known, ...(operations.length === 0 ? {} : { operations }) });
  }
  return [...seen.values()];
}

function hasText(seen: ReadonlyMap<string, ShownBody>, text: string): boolean {
  return [...seen.keys()].some((key) => key.slice(key.indexOf(" ") + 1) === text);
}

/** Returns the items of two lists, each once. */
export function union<Item>(one: readonly Item[], other: readonly Item[]): readonly Item[] {
  return [...new Set([...one, ...other])];
}

/** Returns the findings of a list with those of one code joined. */
export function byCode(findings: readonly Finding[]): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const finding of findings) {
    const key = String(finding.code);
    const known = found.get(key);
    found.set(key, known === undefined ? finding : joinFindings(known, finding));
  }
  return [...found.values()];
}
