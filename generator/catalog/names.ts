// Every identifier that the tool makes from a catalog, and the names that it must not make.

import { pascalCase } from "../text/words.ts";

/** Returns the name that the package of an id is published under, with its npm scope if there is one. */
export function packageName(id: string, scope: string | undefined): string {
  return scope === undefined ? id : `${scope}/${id}`;
}

/** Returns the name that a catalog has among all: `coinbaseCdp`; no two ids have the same (`v-1` is `v_1`, `1inch` is `_1inch`). */
export function namespaceName(id: string): string {
  const joined = id.replace(/-([a-z0-9])/g, (_, next: string) =>
    /[0-9]/.test(next) ? `_${next}` : next.toUpperCase(),
  );
  return /^[0-9]/.test(joined) ? `_${joined}` : joined;
}

/** Returns the name of a definition's exception class: the definition's name and `Error`. */
export function className(definition: string): string {
  return `${definition}Error`;
}

/** Returns the name of the interface of a definition's params. */
export function paramsName(definition: string): string {
  return `${definition}ErrorParams`;
}

/** Returns the name of the constant that holds the facts of a definition; no other identifier of the module ends like it. */
export function factsName(definition: string): string {
  return `${definition}Facts`;
}

/** Returns the name of the guard of a definition's exception class. */
export function guardName(definition: string): string {
  return `is${definition}Error`;
}

/** Returns the name of the interface, and of the OpenAPI schema, of an envelope's body; the union of all bodies is called as that of an envelope `Error` would be. */
export function bodyName(prefix: string, envelope: string): string {
  return `${prefix}${envelope === "Error" ? "ErrorEnvelope" : envelope}Body`;
}

/** Returns the name of the interface of what only the caller knows of an envelope's body. */
export function fieldsName(prefix: string, envelope: string): string {
  return `${prefix}${envelope}Fields`;
}

/** Returns the name of the constant that has the slots of an envelope's answers. */
export function answerName(envelope: string): string {
  return `${envelope}Body`;
}

/** Returns the name of the type, and of the OpenAPI schema, of a shared schema. */
export function schemaName(prefix: string, schema: string): string {
  return `${prefix}${schema}`;
}

/** The names of a catalog's package that follow from its prefix alone. */
export type CatalogNames = ReturnType<typeof catalogNames>;

/** Returns the names that follow from a catalog's prefix. */
export function catalogNames(prefix: string) {
  const lower = `${prefix.charAt(0).toLowerCase()}${prefix.slice(1)}`;
  return {
    /** The base class. */
    base: `${prefix}Error`,
    /** The class of what this version does not know. */
    unknown: `Unknown${prefix}Error`,
    /** The union of all classes. */
    any: `Any${prefix}Error`,
    /** The enum of the codes. */
    code: `${prefix}ErrorCode`,
    /** The union of the definitions' names. */
    name: `${prefix}ErrorName`,
    /** The union of the envelopes' bodies. */
    body: `${prefix}ErrorBody`,
    isCode: `is${prefix}ErrorCode`,
    isBody: `is${prefix}ErrorBody`,
    isError: `is${prefix}Error`,
    isUnknown: `isUnknown${prefix}Error`,
    identify: `identify${prefix}Error`,
    parse: `parse${prefix}Error`,
    /** Parses a fetch response. */
    fromResponse: `${lower}ErrorFromResponse`,
    /** Restores an exception from its JSON. */
    revive: `revive${prefix}Error`,
    /** Calls the arm of an exception's definition. */
    match: `match${prefix}Error`,
    /** Returns the texts of an exception in a language. */
    localise: `localise${prefix}Error`,
    /** The classes by the names of their definitions. */
    byName: `${prefix}ErrorByName`,
    /** The arms of matching. */
    arms: `${prefix}ErrorArms`,
    /** The data of `./fixtures`. */
    fixtures: `${lower}ErrorFixtures`,
    /** What is known of the catalog as a whole. */
    catalog: `${lower}ErrorCatalog`,
    /** The data of `./definitions`. */
    definitions: `${lower}ErrorDefinitions`,
  } as const;
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** Classes and types that every JavaScript or TypeScript program has, which no generated class may shadow. */
export const builtinNames: readonly string[] = words(`
  Error AggregateError EvalError RangeError ReferenceError SuppressedError
  SyntaxError SystemError TypeError URIError AssertionError CompileError LinkError RuntimeError
  GPUError GPUInternalError GPUOutOfMemoryError GPUPipelineError GPUUncapturedErrorEvent
  GPUValidationError MediaError OverconstrainedError QuotaExceededError RTCError
  WebTransportError
`);

/** The types of the shared runtime that every package exports, sorted. */
export const runtimeTypes: readonly string[] = words(`
  AnswerOptions CallContext CatalogError Effect ErrorAnswer ErrorResponse FetchResponse Identity Kind
  ParseOptions Retry RetryAdvice RetryFacts RetryOptions WireCode
`);

/** Ids that no catalog may have: what joined catalogs export beside them, folders of npm, and what Windows takes for a device. */
export const reservedIds: readonly string[] = words(`
  errors catalog-ids is-catalog-id is-catalog-error parse-error identify-error error-from-response
  revive-error has-kind retry-advice
  dist node-modules site
  aux con nul prn com1 com2 com3 com4 com5 com6 com7 com8 com9
  lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9
`);

/** What an import without `node:` takes for a module of Node.js, sorted; a fixed list, so that every Node refuses the same. */
const nodeModules: readonly string[] = words(`
  assert async_hooks buffer child_process cluster console constants crypto dgram
  diagnostics_channel dns domain events fs http http2 https inspector module net os path
  perf_hooks process punycode querystring readline repl stream string_decoder sys timers tls
  trace_events tty url util v8 vm wasi worker_threads zlib
`);

/** Checks whether an import of the name gives a module of Node.js itself, so that no package can have it. */
export function isNodeModule(name: string): boolean {
  return nodeModules.includes(name);
}

/** Returns the name of a later code of a definition that has none: that of a word alone, `InvalidRequest`, unless a definition has it; else behind the definition's, `MissingParameter2003`, `WrongMinus2010`. */
export function codeNameFor(
  definition: string,
  codeText: string,
  isTaken: (name: string) => boolean,
): string {
  const word = wordIn(codeText);
  return word === undefined || isTaken(word) ? joinedName(definition, codeText) : word;
}

/** Returns the name that a code is by itself, if it is made of words. */
function wordIn(codeText: string): string | undefined {
  const isWord = /^[A-Za-z][\w. /-]*$/.test(codeText) && /[A-Za-z]{3}/.test(codeText);
  return isWord ? pascalCase(codeText) : undefined;
}

function joinedName(definition: string, codeText: string): string {
  const minus = /^-[0-9]/.test(codeText) ? "Minus" : "";
  const words = codeText.match(/[A-Za-z0-9]+/g) ?? [];
  const pascal = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return `${definition}${minus}${pascal}`;
}

/** Returns the enum member of a code that nobody names: a word is its own, `NotFound`, or `NotFoundCode` if another code has that; others are `Code40001`, `CodeMinus103`. */
export function anonymousMember(codeText: string, isTaken: (name: string) => boolean): string {
  const word = wordIn(codeText);
  if (word === undefined) return joinedName("Code", codeText);
  return isTaken(word) ? `${word}Code` : word;
}

/** Returns a name in words, as a title: `InvalidRequest` is `Invalid request`, `HTTPTimeout` is `HTTP timeout`. */
export function nameInWords(name: string): string {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g) ?? [name];
  return words
    .map((word, i) => (i === 0 || /^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(" ");
}

/** Returns a code for people: a text has its quotes where a number could be meant. */
export function shownCode(
  literal: string | number,
  codeType: "integer" | "string" | "mixed",
): string {
  const isTold = codeType === "mixed" || /^[-\d]/.test(String(literal));
  return isTold ? JSON.stringify(literal) : String(literal);
}

/** Returns the slug of a code, as `{slug}` in a rule for links: lower case, `-` for every run of other characters. */
export function codeSlug(codeText: string): string {
  return codeText.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

/** Returns the link that a rule makes for a code and a definition. */
export function docsLink(
  rule: string,
  code: { readonly text: string; readonly name: string },
): string {
  return rule.replace(/\{(code|slug|name)\}/g, (_, hole: string) =>
    hole === "code" ? percentEncoded(code.text) : hole === "slug" ? codeSlug(code.text) : code.name,
  );
}

/** Encodes all but the unreserved characters of RFC 3986, so that brackets and quotes end no link. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
