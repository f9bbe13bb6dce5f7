// What several sources say, code by code.

import { plainLetters } from "../text/words.ts";
import { freeName } from "./code-names.ts";
import { lineOf } from "./error-texts.ts";
import {
  type ErrorTexts,
  type Finding,
  type FoundCode,
  type FoundEnvelope,
  type FoundSource,
  type FoundStatus,
  joinFindings,
  joinTexts,
  noTexts,
  union,
} from "./finding.ts";

/** A source as a catalog cites it. */
export interface DraftSource {
  readonly id: string;
  readonly path: string;
  readonly title: string;
  readonly url?: string;
}

/** What sources say differently of one code. */
export interface Contradiction {
  readonly code: FoundCode;
  readonly what: "status" | "name" | "text";
  /** What each source says, the first first. */
  readonly said: readonly (readonly [path: string, text: string])[];
}

/** What is said of a code, and the ids of the sources that say it. */
export interface Cited {
  readonly finding: Finding;
  readonly ids: readonly string[];
  /** What each of them says, the first first. */
  readonly said: readonly Said[];
}

/** What the source at a path says of a code. */
interface Said {
  readonly path: string;
  readonly finding: Finding;
}

/** A status, and the ids of the sources that speak of it. */
export interface CitedStatus extends FoundStatus {
  readonly sources: readonly string[];
}

/** Returns the sources with an id each. */
export function citedSources(sources: readonly FoundSource[]): readonly DraftSource[] {
  const taken = new Set<string>();
  return sources.map(({ path, title, url }) => {
    const base = (path.split("/").at(-1) ?? "").replace(/\.\w+$/, "");
    const slug = plainLetters(base)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "");
    const plain = slug.slice(0, 60).replace(/-$/, "") || "source";
    let id = plain;
    for (let i = 2; taken.has(id); i++) id = `${plain}-${i}`;
    taken.add(id);
    return {
      id,
      path,
      title: lineOf(title).slice(0, 300) || path,
      ...(url === undefined ? {} : { url }),
    };
  });
}

/** Returns what all sources say, code by code; codes of one row in any source are one error. */
export function mergedFindings(
  sources: readonly FoundSource[],
  cited: readonly DraftSource[],
  contradictions: Contradiction[],
): readonly Cited[] {
  const owner = new Map<string, string>();
  const merged = new Map<string, Cited>();
  for (const [i, { findings, path }] of sources.entries()) {
    const id = cited[i]?.id ?? "";
    for (const finding of findings) {
      const keys = [finding.code, ...finding.aliases].map(String);
      const owners = union(
        keys.flatMap((key) => owner.get(key) ?? []),
        [],
      );
      const [first, ...others] = owners;
      const key = first ?? String(finding.code);
      let known = merged.get(key);
      for (const other of others) {
        const more = merged.get(other);
        if (known === undefined || more === undefined) continue;
        known = {
          finding: joinFindings(known.finding, aliased(more.finding)),
          ids: union(known.ids, more.ids),
          said: [...known.said, ...more.said],
        };
        merged.delete(other);
        for (const [code, at] of owner) if (at === other) owner.set(code, key);
      }
      if (known !== undefined) compare(known, { path, finding }, contradictions);
      const joined =
        known === undefined
          ? finding
          : joinFindings(known.finding, aliased(finding, known.finding.code));
      merged.set(key, {
        finding: joined,
        ids: union(known?.ids ?? [], [id]),
        said: [...(known?.said ?? []), { path, finding }],
      });
      for (const one of keys) owner.set(one, key);
    }
  }
  return [...merged.values()];
}

/** Returns a finding whose own code counts as one of its aliases, too. */
function aliased(finding: Finding, first?: FoundCode): Finding {
  const others = [finding.code, ...finding.aliases].filter(
    (code) => String(code) !== String(first),
  );
  return { ...finding, aliases: others };
}

/** Notes what a source says otherwise than the first one that says anything of it. */
function compare(known: Cited, other: Said, contradictions: Contradiction[]): void {
  const { code } = known.finding;
  const tell = (what: Contradiction["what"], wordsOf: (one: Finding) => string): void => {
    const first = known.said.find(({ finding }) => wordsOf(finding) !== "");
    if (first === undefined || first.path === other.path) return;
    const said = [first, other].map(({ path, finding }) => [path, wordsOf(finding)] as const);
    contradictions.push({ code, what, said });
  };
  const [one, two] = [known.finding, other.finding];
  const apart =
    one.statuses.length > 0 &&
    two.statuses.length > 0 &&
    !one.statuses.some((status) => two.statuses.includes(status));
  if (apart) tell("status", ({ statuses }) => statuses.join(", "));
  if (differ(one.name, two.name)) tell("name", ({ name = "" }) => name);
  if (differ(one.texts.summary, two.texts.summary))
    tell("text", ({ texts: { summary = "" } }) => summary);
}

function differ(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && !sameWords(one, other);
}

/** Returns what all sources say of statuses. */
export function mergedStatuses(
  sources: readonly FoundSource[],
  cited: readonly DraftSource[],
): readonly CitedStatus[] {
  const found = new Map<number, { texts: ErrorTexts; sources: readonly string[] }>();
  for (const [i, { statuses }] of sources.entries()) {
    for (const { status, texts } of statuses) {
      const known = found.get(status) ?? { texts: noTexts, sources: [] };
      found.set(status, {
        texts: joinTexts(known.texts, texts),
        sources: union(known.sources, [cited[i]?.id ?? ""]),
      });
    }
  }
  return [...found]
    .map(([status, one]) => ({ status, ...one }))
    .sort((a, b) => a.status - b.status);
}

/** Returns envelopes of which each has a name and a first place of the code of its own. */
export function joinEnvelopes(all: readonly FoundEnvelope[]): readonly FoundEnvelope[] {
  const found = new Map<string, FoundEnvelope>();
  for (const envelope of all) {
    const key = envelope.code[0] ?? "";
    const known = found.get(key);
    if (known === undefined) {
      found.set(key, envelope);
      continue;
    }
    const list = (role: "code" | "message" | "requestId" | "docsUrl") =>
      union(known[role], envelope[role]).slice(0, 10);
    found.set(key, {
      ...envelope,
      ...known,
      code: list("code"),
      message: list("message"),
      requestId: list("requestId"),
      docsUrl: list("docsUrl"),
    });
  }
  const taken = new Set<string>();
  const named = [...found.values()].map((envelope) => {
    const name = freeName(envelope.name, "", (lower) => taken.has(lower));
    taken.add(name.toLowerCase());
    return { ...envelope, name };
  });
  return named.length > 0
    ? named
    : [{ name: "Standard", code: ["/code"], message: ["/message"], requestId: [], docsUrl: [] }];
}

/** Returns whether two texts are the same but for case, signs and the word error. */
export function sameWords(one: string, other: string): boolean {
  const fold = (text: string) => text.toLowerCase().replace(/error|exception|[^\p{L}\p{N}]/gu, "");
  return fold(one) === fold(other);
}
