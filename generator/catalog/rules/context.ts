// What every rule is given, and how it finds its places in the text.

import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type {
  CatalogDocument,
  CodeEntryDocument,
  DefinitionDocument,
} from "../../schema/document.ts";
import { escapeToken } from "../../text/pointer.ts";
import type { Span } from "../../text/source.ts";
import { keySpanAt, nodeAt, type YamlNode } from "../../text/yaml.ts";
import type { Catalog, CodeLiteral } from "../catalog.ts";
import { listOf } from "../locator.ts";
import { oncePer } from "../once.ts";

/** A catalog in all its forms, for rules to look at. */
export interface RuleContext {
  /** The document, valid by its schema or without the entries that its schema refused. */
  readonly document: CatalogDocument;
  /** The root of the whole file, where spans come from. */
  readonly root: YamlNode;
  /** The catalog resolved from the document. */
  readonly catalog: Catalog;
  /** JSON Pointers of entries that were left out because the schema refused them. */
  readonly broken: ReadonlySet<string>;
}

/** The context of a run over all rules, with the lists that many of them go through. */
export interface RuleScope extends RuleContext {
  /** The definitions of the document with their places, in its order. */
  readonly definitions: readonly PlacedEntry<DefinitionDocument>[];
  /** All codes of all definitions with their places, in the order of the document. */
  readonly codes: readonly PlacedCode[];
}

/** A rule: everything that breaks it, in any order, by the catalog and by what the rules before it told; it never throws, whatever other rules are broken. */
export type RuleCheck = (context: RuleScope, told: readonly Diagnostic[]) => readonly Diagnostic[];

/** One value and the JSON Pointer where it stands. */
export interface Placed<Value> {
  /** The value as the document has it. */
  readonly value: Value;
  /** The JSON Pointer from the root of the file. */
  readonly pointer: string;
}

/** One entry of a map, with its key. */
export interface PlacedEntry<Value> extends Placed<Value> {
  /** The key as it is written, unescaped. */
  readonly key: string;
}

/** One code of a definition and where it stands. */
export interface PlacedCode {
  /** The name of the definition. */
  readonly definition: string;
  /** Which of the definition's codes it is, from 0. */
  readonly index: number;
  /** The code with its JSON type. */
  readonly literal: CodeLiteral;
  /** What codes are compared by. */
  readonly text: string;
  /** Where the code itself stands, inside its entry where it has one. */
  readonly pointer: string;
  /** The entry, where the code has one. */
  readonly entry?: Placed<CodeEntryDocument>;
}

/** Gives the values of one that may be alone or a list, each with its place. */
export function placedList<Value>(
  value: Value | readonly Value[] | undefined,
  pointer: string,
): readonly Placed<Value>[] {
  if (!Array.isArray(value)) return value === undefined ? [] : [{ value: value as Value, pointer }];
  return value.map((one: Value, i) => ({ value: one, pointer: `${pointer}/${i}` }));
}

/** Gives the values of a map, each with its key and place. */
export function placedEntries<Value>(
  map: { readonly [key: string]: Value } | undefined,
  pointer: string,
): readonly PlacedEntry<Value>[] {
  return Object.entries(map ?? {}).map(([key, value]) => ({
    key,
    value,
    pointer: `${pointer}/${escapeToken(key)}`,
  }));
}

/** Gives the context of a run, with its lists. */
export function ruleScope(context: RuleContext): RuleScope {
  const definitions = placedEntries(context.document.definitions, "/definitions");
  return { ...context, definitions, codes: definitions.flatMap(codesOf) };
}

function codesOf(definition: PlacedEntry<DefinitionDocument>): readonly PlacedCode[] {
  const codes = placedList<CodeLiteral | CodeEntryDocument>(
    definition.value.code,
    `${definition.pointer}/code`,
  );
  return codes.map(({ value: code, pointer }, index): PlacedCode => {
    const owner = { definition: definition.key, index };
    if (typeof code !== "object") return { ...owner, literal: code, text: String(code), pointer };
    const entry = { value: code, pointer };
    const literal = code.code;
    return { ...owner, literal, text: String(literal), pointer: `${pointer}/code`, entry };
  });
}

/** A code that has an entry of its own. */
export type EntryCode = PlacedCode & Required<Pick<PlacedCode, "entry">>;

/** Gives the codes that have an entry of their own, which most have not. */
export const codesWithEntry = oncePer(({ codes }: RuleScope): readonly EntryCode[] =>
  codes.filter((code): code is EntryCode => code.entry !== undefined),
);

/** Gives the place of one code of a definition. */
export function codeSpan(context: RuleContext, definition: string, index: number): Span {
  const { code } = context.document.definitions[definition] ?? {};
  const inList = Array.isArray(code) ? `/${index}` : "";
  const inEntry = typeof listOf(code)[index] === "object" ? "/code" : "";
  return spanAt(context, `/definitions/${definition}/code${inList}${inEntry}`);
}

/** Gives the place of a value. */
export function spanAt(context: Pick<RuleContext, "root">, pointer: string): Span {
  return nodeAt(context.root, pointer).span;
}

/** Gives the place of a key. */
export function keyAt(context: Pick<RuleContext, "root">, pointer: string): Span {
  return keySpanAt(context.root, pointer);
}

/** Tells whether the schema refused an entry of a collection, or the collection itself. */
export function isBroken(
  { broken }: Pick<RuleContext, "broken">,
  collection: string,
  name: string,
): boolean {
  return broken.has(`/${collection}`) || broken.has(`/${collection}/${name}`);
}

/** Tells whether the schema refused one of the named parts of the document, or an entry in one. */
export function isAnyBroken({ broken }: RuleContext, parts: readonly string[]): boolean {
  if (broken.size === 0) return false;
  return [...broken].some((pointer) => parts.includes(pointer.split("/")[1] ?? ""));
}

/** Gives the first few of many names as one text, for help. */
export function someOf(names: Iterable<string>): string {
  const most = 10;
  const shown: string[] = [];
  for (const name of names) {
    if (shown.length === most) return `${shown.join(", ")}, …`;
    shown.push(name);
  }
  return shown.length === 0 ? "(there is none)" : shown.join(", ");
}
