// The rule on versions: nothing began after the catalog's own, and what is to be used instead is in use.

import { type Diagnostic, diagnostic, type Note } from "../../diagnostics/diagnostic.ts";
import type { DefinitionDocument } from "../../schema/document.ts";
import { nodeAt } from "../../text/yaml.ts";
import { listOf } from "../locator.ts";
import { codesWithEntry, keyAt, type Placed, type RuleScope, spanAt } from "./context.ts";

/** `since` and `deprecated.since` are not above the catalog's version, and `use` names a definition that is not deprecated itself. */
export function checkVersions(context: RuleScope): readonly Diagnostic[] {
  const dated = [
    ...context.definitions.filter(isDated).map((one) => ({ ...one, owner: one.key })),
    ...codesWithEntry(context)
      .filter(({ entry }) => isDated(entry))
      .map(({ definition: owner, entry }) => ({ ...entry, owner })),
  ];
  return [...tooHigh(dated, context), ...deprecatedUses(dated, context)];
}

type PlacedDates = Placed<Pick<DefinitionDocument, "since" | "deprecated">>;

/** A definition or a code entry with a version in it, and the definition that it is or belongs to. */
interface Dated extends PlacedDates {
  readonly owner: string;
}

function isDated({ value: { since, deprecated } }: PlacedDates): boolean {
  return since !== undefined || deprecated !== undefined;
}

function tooHigh(dated: readonly Dated[], context: RuleScope): readonly Diagnostic[] {
  const { version } = context.document;
  const node = nodeAt(context.root, "/version");
  // Where the version is missing or refused, the document has another one than the text.
  if (node.value !== version) return [];
  const notes = [{ message: "The version of the catalog stands here.", span: node.span }];
  return dated.flatMap(({ value, pointer }) =>
    [
      { since: value.since, at: `${pointer}/since` },
      { since: value.deprecated?.since, at: `${pointer}/deprecated/since` },
    ].flatMap(({ since, at }) => {
      if (since === undefined || !isAbove(since, version)) return [];
      const span = spanAt(context, at);
      return [diagnostic("version-above", { since, version }, { span, notes })];
    }),
  );
}

/** Tells whether a version comes after another; each is three numbers. */
function isAbove(one: string, other: string): boolean {
  const [ones, others] = [one.split(".").map(Number), other.split(".").map(Number)];
  const i = ones.findIndex((number, at) => number !== others[at]);
  return i >= 0 && (ones[i] ?? 0) > (others[i] ?? 0);
}

function deprecatedUses(dated: readonly Dated[], context: RuleScope): readonly Diagnostic[] {
  const { definitions } = context.document;
  return dated.flatMap(({ owner, value, pointer }) => {
    const name = value.deprecated?.use;
    if (name === undefined || !Object.hasOwn(definitions, name)) return [];
    const place = deprecationOf(definitions[name], `/definitions/${name}`);
    if (place === undefined) return [];
    const isItself = name === owner;
    const fault = isItself ? "the definition that is deprecated here" : "deprecated itself";
    const notes: readonly Note[] = isItself
      ? []
      : [{ message: "It is deprecated here.", span: keyAt(context, place) }];
    const span = spanAt(context, `${pointer}/deprecated/use`);
    return [diagnostic("deprecated-use", { name, fault }, { span, notes })];
  });
}

/** Gives where a definition is deprecated: as a whole, or with all its codes. */
function deprecationOf(
  definition: DefinitionDocument | undefined,
  pointer: string,
): string | undefined {
  if (definition?.deprecated !== undefined) return `${pointer}/deprecated`;
  const isWhole = listOf(definition?.code).every(
    (code) => typeof code === "object" && code.deprecated !== undefined,
  );
  return isWhole ? `${pointer}/code/0/deprecated` : undefined;
}
