// The questions of `faultbook init`, and what each answer may be.

import { resolve } from "node:path";
import { diagnostic, type Outcome } from "../../diagnostics/diagnostic.ts";
import { isFile, readSource } from "../../disk/files.ts";
import type { FoundEnvelope, FoundSource } from "../../import/finding.ts";
import { sampleSource } from "../../import/sample-body.ts";
import { readSources } from "../../project/import-sources.ts";
import { append, inSentence } from "../../text/lists.ts";
import { shownObject } from "../../text/loose-json.ts";
import { yamlLimits } from "../../text/yaml.ts";
import {
  type Asked,
  type AskInit,
  type Asking,
  answerOf,
  choice,
  type GivenAnswers,
  noEffect,
  none,
  refused,
} from "./asking.ts";
import { type FirstEnvelope, firstEnvelopes } from "./first-files.ts";
import type { Manifest } from "./project-names.ts";

/** The shape of error bodies: a known one, that of a sample, or what the sources show. */
export type EnvelopeAnswer =
  | { readonly kind: "known"; readonly name: FirstEnvelope }
  | { readonly kind: "sample"; readonly source: FoundSource; readonly envelope: FoundEnvelope }
  | { readonly kind: "found" };

/** All that is to be known before a project is begun. */
export interface Answers {
  /** The sources as they were named. */
  readonly from: readonly string[];
  readonly sources: readonly FoundSource[];
  readonly envelope: EnvelopeAnswer;
  readonly as: (typeof forms)[number];
  readonly scope: string | undefined;
  readonly access: (typeof accesses)[number];
  readonly ci: (typeof runners)[number];
}

/** Where a project is begun. */
export interface Beginning {
  readonly cwd: string;
  readonly manifest: Manifest;
  /** The path of a catalog that is there already. */
  readonly known: string | undefined;
}

const forms = ["package", "sources"] as const;
const accesses = ["public", "restricted", "private"] as const;
const runners = ["none", "github"] as const;

const formText =
  "What is generated: package (ready to be published), or sources (TypeScript among your own).";
const accessText =
  "Who may install the packages: public (everybody), restricted (members of the scope), or private (this repository alone).";
const runnerText = "What checks each change: none, or github (a workflow).";

/** Returns all answers, or what is wrong with the first that cannot be taken. */
export async function answersOf(
  beginning: Beginning,
  given: GivenAnswers,
  ask: AskInit | undefined,
): Promise<Outcome<Answers>> {
  const asking: Asking = { given, ask, diagnostics: [] };
  const value = await allAnswers(beginning, asking);
  const { diagnostics } = asking;
  return value === undefined ? { diagnostics } : { value, diagnostics };
}

async function allAnswers(beginning: Beginning, asking: Asking): Promise<Answers | undefined> {
  const { known, manifest } = beginning;
  const { given } = asking;
  const isNamed = given.from?.some((name) => name !== none) ?? false;
  if (known !== undefined && !isNamed && given.envelope !== undefined)
    return noEffect("envelope", `the catalog "${known}" is there already`, asking);
  const isNew = known === undefined || isNamed;
  const named = isNew ? await sourcesAnswer(beginning, asking) : nowhere;
  if (named === undefined) return undefined;
  const question = envelopeQuestion(beginning, named.sources);
  const envelope = isNew ? await answerOf(question, asking) : found;
  const as = envelope && (await answerOf(choice("as", formText, forms), asking));
  if (envelope === undefined || as === undefined) return undefined;
  const isPackage = as === "package";
  const published = isPackage
    ? await publishingAnswers(manifest, asking)
    : sourcesAlone(given, asking);
  const ci = published && (await answerOf(choice("ci", runnerText, runners), asking));
  return ci && { ...named, envelope, as, ...published, ci };
}

type NamedSources = Pick<Answers, "from" | "sources">;

const nowhere: NamedSources = { from: [], sources: [] };

async function sourcesAnswer(
  { cwd }: Beginning,
  asking: Asking,
): Promise<NamedSources | undefined> {
  const read = async (names: readonly string[]): Promise<Outcome<NamedSources>> => {
    const from = names.filter((name) => name !== none);
    if (from.length === 0) return { value: nowhere, diagnostics: [] };
    const { value, diagnostics } = await readSources(from, cwd);
    return value === undefined
      ? { diagnostics }
      : { value: { from, sources: value.sources }, diagnostics };
  };
  const { from } = asking.given;
  if (from !== undefined) {
    const { value, diagnostics } = await read(from);
    append(asking.diagnostics, diagnostics);
    return value;
  }
  let seen: { readonly path: string; readonly read: Outcome<NamedSources> } | undefined;
  for (const path of usualPlaces.filter((one) => isFile(resolve(cwd, one)))) {
    const found = await read([path]);
    if (found.value === undefined) continue;
    seen = { path, read: found };
    break;
  }
  const question = {
    option: "from",
    text: `Where are the errors of your API now? Files and folders, with spaces between them, or "${none}".`,
    proposal: seen?.path ?? none,
    read: (answer: string) =>
      answer === seen?.path ? seen.read : read((answer.match(/"[^"]+"|\S+/g) ?? []).map(unquoted)),
  } as const;
  return answerOf(question, asking);
}

/** Where errors usually are; the first place that has some is proposed. */
const usualPlaces = [
  ...["openapi.yaml", "openapi.yml", "openapi.json", "docs/openapi.yaml", "api/openapi.yaml"],
  ...["src/errors.ts", "src/error-codes.ts", "src/errorCodes.ts", "docs/errors.md"],
];

function unquoted(word: string): string {
  return word.replace(/^"(.*)"$/, "$1");
}

const found: EnvelopeAnswer = { kind: "found" };

const envelopeForms = `${inSentence(firstEnvelopes)}, or a sample body: JSON, or the path of its file`;

function envelopeQuestion(
  { cwd }: Beginning,
  sources: readonly FoundSource[],
): Asked<EnvelopeAnswer> {
  const [shown] = sources.flatMap(({ envelopes }) => envelopes);
  const places = shown && [...shown.code, ...shown.message].join(" and ");
  const more = places === undefined ? "" : ` "found" takes ${places}, as the sources show.`;
  return {
    option: "envelope",
    text: `What do error bodies look like? plain (a code and a message in "error"), problem (RFC 9457), google (AIP-193), or a sample body: JSON, or the path of its file.${more}`,
    proposal: shown === undefined ? "plain" : "found",
    read: (answer) => {
      if (answer === "found" && shown !== undefined) return { value: found, diagnostics: [] };
      const name = firstEnvelopes.find((one) => one === answer);
      return name === undefined
        ? readSample(answer, cwd)
        : { value: { kind: "known", name }, diagnostics: [] };
    },
  };
}

function readSample(answer: string, cwd: string): Outcome<EnvelopeAnswer> {
  const isText = /^\s*[[{]/.test(answer);
  if (!isText && !isFile(resolve(cwd, answer)))
    return refused("envelope", answer, {
      what: "the name of an envelope, a sample body or its file",
      wanted: envelopeForms,
    });
  const read = isText
    ? { value: { text: answer }, diagnostics: [] }
    : readSource(resolve(cwd, answer), answer, yamlLimits.bytes);
  if (read.value === undefined) return { diagnostics: read.diagnostics };
  const body = shownObject(read.value.text);
  const unread = (reason: string): Outcome<EnvelopeAnswer> => ({
    diagnostics: [diagnostic("init-sample", { body: answer, reason })],
  });
  if (body === undefined) return unread("is not JSON");
  const source = sampleSource(body);
  const [envelope] = source?.envelopes ?? [];
  return source === undefined || envelope === undefined
    ? unread("has no code that can be found")
    : { value: { kind: "sample", source, envelope }, diagnostics: [] };
}

type Publishing = Pick<Answers, "scope" | "access">;

async function publishingAnswers(
  { scope: own, isPrivate, access: published }: Manifest,
  asking: Asking,
): Promise<Publishing | undefined> {
  const scope = await answerOf(
    {
      option: "scope",
      text: `The npm scope of the packages, such as @acme, or "${none}".`,
      proposal: own ?? none,
      read: readScope,
    },
    asking,
  );
  if (scope === undefined) return undefined;
  const question = choice("access", accessText, accesses);
  const isScoped = scope.name !== undefined;
  const wished = accesses.find((one) => one === published && (one !== "restricted" || isScoped));
  const usual = wished ?? (isScoped ? "restricted" : "public");
  const access = await answerOf(
    {
      ...question,
      proposal: isPrivate ? "private" : usual,
      read: (answer) =>
        answer === "restricted" && !isScoped
          ? refused("access", answer, {
              what: "possible for packages without an npm scope",
              wanted: "public or private, or a scope too",
            })
          : question.read(answer),
    },
    asking,
  );
  return access && { scope: scope.name, access };
}

function readScope(answer: string): Outcome<{ readonly name: string | undefined }> {
  if (answer === none) return { value: { name: undefined }, diagnostics: [] };
  const name = answer.startsWith("@") ? answer : `@${answer}`;
  return /^@[a-z0-9~-][a-z0-9._~-]{0,126}$/.test(name)
    ? { value: { name }, diagnostics: [] }
    : refused("scope", answer, {
        what: "an npm scope",
        wanted: `a name such as @acme, in small letters, or ${none}`,
      });
}

function sourcesAlone({ scope, access }: GivenAnswers, asking: Asking): Publishing | undefined {
  const reason = "sources alone are in no package";
  if (scope !== undefined) return noEffect("scope", reason, asking);
  if (access !== undefined) return noEffect("access", reason, asking);
  return { scope: undefined, access: "private" };
}
