// Sources to a draft of a catalog: merged by code, named, with kinds proposed and what a person must decide.

import type { CodeType, Kind } from "../catalog/catalog.ts";
import { nameInWords } from "../catalog/names.ts";
import { sortedByCode } from "../catalog/order.ts";
import { pointerTokens } from "../text/pointer.ts";
import { pascalCase, plainLetters } from "../text/words.ts";
import { freeName, type MadeName, nameOf } from "./code-names.ts";
import { lineOf } from "./error-texts.ts";
import {
  type ErrorTexts,
  type Finding,
  type FoundCode,
  type FoundEnvelope,
  type FoundFamily,
  type FoundSource,
  union,
} from "./finding.ts";
import { leastConfidence, type ProposedKind, proposeKind } from "./kinds.ts";
import {
  type CitedStatus,
  type Contradiction,
  citedSources,
  type DraftSource,
  joinEnvelopes,
  mergedFindings,
  mergedStatuses,
  sameWords,
} from "./merge.ts";
import { withReplacements } from "./replacements.ts";
import { codeIn, type Field } from "./shapes-seen.ts";

/** One error of a draft. */
export interface DraftDefinition {
  readonly name: string;
  /** True if the name is made of a text, and a person should choose one. */
  readonly isNameMade: boolean;
  /** The code that was meant, if the code looks misspelt. */
  readonly meant?: string;
  readonly codes: readonly {
    readonly code: FoundCode;
    readonly at?: string;
    /** Why the code should no longer be relied on, though others of the error may. */
    readonly deprecated?: string;
  }[];
  readonly proposed: ProposedKind;
  readonly kind: Kind;
  readonly summary: string;
  /** True if no source says what the error is. */
  readonly isSummaryMade: boolean;
  readonly title?: string;
  readonly statuses: readonly number[];
  /** True if sources name different statuses. */
  readonly isStatusDisputed?: boolean;
  readonly operations: readonly string[];
  readonly scopes: readonly string[];
  /** The envelopes of its bodies. */
  readonly envelopes: readonly string[];
  readonly texts: ErrorTexts;
  /** Why the error should no longer be relied on: all its codes are deprecated. */
  readonly deprecated?: string;
  /** The name of the error that replaces it, if the reason for its deprecation names one. */
  readonly use?: string;
  /** The ids of the sources. */
  readonly sources: readonly string[];
}

/** A catalog in which some things are still to be decided. */
export interface Draft {
  readonly id: string;
  readonly title: string;
  readonly prefix: string;
  readonly codeType: CodeType;
  readonly sources: readonly DraftSource[];
  readonly envelopes: readonly FoundEnvelope[];
  readonly statuses: readonly CitedStatus[];
  readonly families: readonly FoundFamily[];
  readonly definitions: readonly DraftDefinition[];
}

/** What the catalog is to be called; what is missing follows from the sources. */
export interface DraftNames {
  readonly id?: string | undefined;
  readonly prefix?: string | undefined;
  readonly title?: string | undefined;
}

/** A draft, and the contradictions that it settled by the order of the sources. */
export interface Drafted {
  readonly draft: Draft;
  readonly contradictions: readonly Contradiction[];
}

/** Returns the draft of a catalog with the errors of all sources. */
export function draftOf(sources: readonly FoundSource[], names: DraftNames): Drafted {
  const { title, id } = calledBy(sources, names);
  const prefix = names.prefix ?? prefixOf(id);
  const cited = citedSources(sources);
  const contradictions: Contradiction[] = [];
  const found = mergedFindings(sources, cited, contradictions);
  const envelopes = joinEnvelopes(sources.flatMap((one) => one.envelopes));
  const taken = new Set<string>();
  const isTaken = (lower: string): boolean => taken.has(lower);
  const disputed = new Set(
    contradictions.flatMap(({ code, what }) => (what === "status" ? [code] : [])),
  );
  const definitions = found.map(({ finding, ids }): DraftDefinition => {
    const { summary } = finding.texts;
    const made = nameOf({ code: finding.code, name: finding.name, title: finding.title, summary });
    const name = freeName(made.name, finding.code, isTaken);
    taken.add(name.toLowerCase());
    const definition = definitionOf(finding, { ids, name, made, envelopes });
    return disputed.has(finding.code) ? { ...definition, isStatusDisputed: true } : definition;
  });
  const codes = found.flatMap(({ finding }) => [finding.code, ...finding.aliases]);
  const draft: Draft = {
    id,
    title,
    prefix,
    codeType: codes.every((code) => typeof code === "number")
      ? "integer"
      : codes.every((code) => typeof code === "string")
        ? "string"
        : "mixed",
    sources: cited,
    envelopes,
    statuses: mergedStatuses(sources, cited),
    families: distinctFamilies(sources.flatMap(({ families = [] }) => families)),
    definitions: sortedByCode(withReplacements(definitions, found), ({ codes: [first], name }) => ({
      code: String(first?.code ?? ""),
      name,
    })),
  };
  return { draft, contradictions };
}

function definitionOf(
  finding: Finding,
  {
    ids,
    name,
    made,
    envelopes,
  }: {
    readonly ids: readonly string[];
    readonly name: string;
    /** The name before it was told apart from those of others. */
    readonly made: MadeName;
    readonly envelopes: readonly FoundEnvelope[];
  },
): DraftDefinition {
  const { code, aliases, at, title, texts, statuses, operations, scopes } = finding;
  const said = unquoted(texts.summary ?? problemTitle(finding) ?? messageIn(finding, envelopes));
  const hints = [finding.name, title, String(code), made.isMade ? undefined : name].flatMap(
    (one) => one ?? [],
  );
  const text = [texts.description, ...texts.causes].flatMap((one) => one ?? []).join(" ");
  const proposed = proposeKind({ names: hints, statuses, summary: said ?? "", text });
  const own = title === undefined || sameWords(title, name) ? undefined : title;
  const all = [code, ...aliases].map((one) => {
    const deprecated = finding.deprecated?.get(String(one));
    return { code: one, ...(deprecated === undefined ? {} : { deprecated }) };
  });
  const [first] = all;
  const isDeprecated = all.every(({ deprecated }) => deprecated !== undefined);
  return {
    name,
    isNameMade: made.isMade || name !== made.name,
    ...(finding.meant === undefined ? {} : { meant: finding.meant }),
    codes: (isDeprecated ? [code, ...aliases].map((one) => ({ code: one })) : all).map((one, i) =>
      i > 0 || at === undefined ? one : { ...one, at },
    ),
    proposed,
    kind: proposed.confidence < leastConfidence ? "unknown" : proposed.kind,
    summary: said ?? `${nameInWords(made.name)}.`,
    isSummaryMade: said === undefined,
    ...(own === undefined ? {} : { title: own }),
    // What is below 400 is no error by its status.
    statuses: statuses.filter((status) => status >= 400 && status < 600),
    operations,
    scopes,
    texts,
    envelopes: bodyEnvelopes(finding, envelopes),
    ...(isDeprecated && first?.deprecated !== undefined ? { deprecated: first.deprecated } : {}),
    sources: ids,
  };
}

/** Returns a text without the quotes around the whole of it. */
function unquoted(text: string | undefined): string | undefined {
  return text?.replace(/^(?:"([^"]+)"|“([^“”]+)”|「([^「」]+)」|'([^']+)')$/, "$1$2$3$4");
}

/** Returns the envelopes that the bodies of an error are in; the first of all envelopes if it has no body. */
function bodyEnvelopes(
  { texts: { samples } }: Finding,
  envelopes: readonly FoundEnvelope[],
): readonly string[] {
  return union(
    samples.flatMap(({ body }) => envelopeOf(body, envelopes)?.name ?? []),
    [],
  );
}

/** Returns the first envelope whose code a body has. */
export function envelopeOf(
  body: unknown,
  envelopes: readonly FoundEnvelope[],
): FoundEnvelope | undefined {
  return envelopes.find(({ code }) =>
    code.some((at) => codeIn(body, [fieldAt(at)], new Set()) !== undefined),
  );
}

function fieldAt(locator: string): Field {
  return { tokens: pointerTokens(locator), values: [], seen: [], types: [] };
}

/** Returns the title of problem documents (RFC 9457), which is of the error and not of the case, if all have the same. */
function problemTitle({ texts: { samples } }: Finding): string | undefined {
  const titles = samples.map(({ body }) => {
    const { type, title, status, detail } = Object(body) as Readonly<Record<string, unknown>>;
    const isProblem = typeof type === "string" && (status ?? detail) !== undefined;
    return isProblem && typeof title === "string" ? lineOf(title) : "";
  });
  const [first = "", ...others] = titles;
  const isShown = first !== "" && first.length <= 300 && others.every((one) => one === first);
  return isShown ? first : undefined;
}

/** Returns the message of bodies, if all have the same. */
function messageIn(
  { texts: { samples } }: Finding,
  envelopes: readonly FoundEnvelope[],
): string | undefined {
  const messages = samples.flatMap(({ body }) => {
    const places = envelopeOf(body, envelopes)?.message ?? [];
    return places.flatMap((at) => codeIn(body, [fieldAt(at)], new Set())?.code ?? []).slice(0, 1);
  });
  const [first] = messages;
  if (first === undefined || !/\s|[^\u0000-\u007f]/.test(String(first))) return undefined;
  const line = lineOf(String(first));
  return line === "" || line.length > 300 ? undefined : line;
}

function distinctFamilies(families: readonly FoundFamily[]): readonly FoundFamily[] {
  return [...new Map(families.map((one) => [JSON.stringify(one.range), one])).values()];
}

/** Returns what a catalog is called: by a document's title, else by its package, else by its file. */
function calledBy(sources: readonly FoundSource[], names: DraftNames) {
  const titled = sources.find(({ title, path }) => title !== path);
  const product = sources.find((one) => one.product !== undefined)?.product;
  const title = names.title ?? titled?.title ?? product ?? sources[0]?.title ?? "";
  const id = names.id ?? idOf(title, sources[0]?.path ?? "");
  return { title: lineOf(title).slice(0, 300) || "API", id };
}

const empty =
  /^(?:api|apis|openapi|open|rest|http|specification|spec|v|version|public|documentation|docs|reference|the|of|for|errors?|codes?|error-codes|src|lib|[cm]?tsx?)$/i;

function idOf(title: string, path: string): string {
  const file = (path.split("/").at(-1) ?? "").replace(/\.\w+$/, "");
  for (const text of [title, file]) {
    const plain = plainLetters(text.replace(/['’]s?\b/g, ""));
    const words = plain.match(/[A-Za-z0-9]+/g) ?? [];
    const own = words.filter((word) => !empty.test(word) && !/^v?\d+$/i.test(word));
    const id = own
      .slice(0, 4)
      .map((word) => word.toLowerCase())
      .join("-")
      .slice(0, 40)
      .replace(/-$/, "");
    if (/^[a-z]/.test(id)) return id;
  }
  return unnamed;
}

/** The id of a catalog whose sources have no title that says anything. */
export const unnamed = "my-api";

function prefixOf(id: string): string {
  const pascal = id
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
  return (
    (pascalCase(id) === undefined ? pascal : pascal)
      .replace(/(?:Error|Exception)$/, "")
      .slice(0, 32) || "Api"
  );
}
