// The texts of a catalog in another language: read, validated by their schema, and compared with the catalog.

import type { Catalog, Definition } from "../catalog/catalog.ts";
import type { Language } from "../catalog/language.ts";
import { familyKey, textsOf } from "../catalog/locale.ts";
import type { Locale, LocaleText } from "../catalog/locale-texts.ts";
import { listOf } from "../catalog/locator.ts";
import { parseTemplate, type Template } from "../catalog/template.ts";
import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { schemaFaults } from "../diagnostics/faults.ts";
import type { LocaleDocument } from "../schema/locale.ts";
import { append } from "../text/lists.ts";
import { suggestion } from "../text/nearest.ts";
import { escapeToken } from "../text/pointer.ts";
import type { SourceFile } from "../text/source.ts";
import { keySpanAt, parseDataFile, type YamlNode } from "../text/yaml.ts";
import { placedList } from "./context.ts";
import { linkFaults, type OwnedText } from "./markdown-targets.ts";
import { translationFaults } from "./message-templates.ts";
import { secretFaults } from "./secrets.ts";

/** Returns the texts of a catalog in a language, unless there is an error. */
export async function loadLocale(
  file: SourceFile,
  language: Language,
  catalog: Catalog,
): Promise<Outcome<Locale>> {
  const { value: root, diagnostics } = parseDataFile(file);
  if (root === undefined) return { diagnostics };
  const document = await validated(root);
  if (document.value === undefined) return { diagnostics: document.diagnostics };
  const found: Diagnostic[] = [...secretFaults(file)];
  const owners = new Map(catalog.definitions.map((one) => [one.name, one]));
  const reading: Reading = { root, catalog, owners, known: textsOf(catalog), texts: [], found };
  const { title, description, definitions, statuses, families } = document.value;
  read("", { title, description }, undefined, reading);
  for (const [name, { codes, ...own }] of named("definitions", definitions, reading)) {
    const at = `definitions/${name}`;
    read(`/${at}`, own, name, reading);
    for (const [code, texts] of named(`${at}/codes`, codes, reading))
      read(`/${at}/codes/${escapeToken(code)}`, texts, name, reading);
  }
  for (const group of ["statuses", "families"] as const)
    for (const [key, texts] of named(group, { statuses, families }[group], reading))
      read(`/${group}/${escapeToken(key)}`, texts, undefined, reading);
  const messages = messagesOf(reading, language.tag);
  append(found, linksIn(reading));
  found.sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  if (hasErrors(found)) return { diagnostics: found };
  const texts = Object.fromEntries(
    reading.texts.map(({ pointer, text }) => {
      const isList = typeof reading.known.get(pointer) !== "string";
      return [pointer, isList ? listOf(text) : text];
    }),
  );
  return { value: { ...language, texts, messages }, diagnostics: found };
}

async function validated(root: YamlNode): Promise<Outcome<LocaleDocument>> {
  // Loaded here, since most catalogs have one language.
  const { validateLocale } = await import("../schema/validators.js");
  const data: unknown = root.value;
  if (validateLocale(data)) return { value: data, diagnostics: [] };
  const { default: schema } = await import("../../schema/locale.schema.json");
  const text = { root, schema: schema as object, whole: "the file" };
  return { diagnostics: schemaFaults(validateLocale.errors ?? [], text) };
}

interface Reading {
  readonly root: YamlNode;
  readonly catalog: Catalog;
  /** Its definitions by their names. */
  readonly owners: ReadonlyMap<string, Definition>;
  /** The texts that the catalog has. */
  readonly known: ReadonlyMap<string, LocaleText>;
  readonly texts: KnownText[];
  readonly found: Diagnostic[];
}

/** A text that the catalog has too. */
interface KnownText {
  readonly pointer: string;
  readonly text: LocaleText;
  /** The definition that it is of, if it is of one. */
  readonly owner: string | undefined;
}

const kinds = { definitions: "definition", statuses: "status", families: "family" } as const;

/** Returns how a diagnostic names the entries of a table, and what has them. */
function wordsFor(table: string): { readonly what: string; readonly owner: string } {
  const [group = "", name] = table.split("/");
  return name === undefined
    ? { what: kinds[group as keyof typeof kinds], owner: "The catalog" }
    : { what: "code", owner: `The definition "${name}"` };
}

/** Returns the entries of a table whose keys the catalog has, and reports the others. */
function* named<Value>(
  table: string,
  entries: { readonly [key: string]: Value } | undefined,
  reading: Reading,
): Iterable<readonly [key: string, value: Value]> {
  const { root, found } = reading;
  const known = new Set(namesIn(table, reading));
  for (const [name, value] of Object.entries(entries ?? {})) {
    if (known.has(name)) {
      yield [name, value];
      continue;
    }
    const span = keySpanAt(root, `/${table}/${escapeToken(name)}`);
    const holes = { ...wordsFor(table), name, hint: suggestion(name, known) };
    found.push(diagnostic("locale-name-unknown", holes, { span }));
  }
}

function namesIn(table: string, { catalog, owners }: Reading): Iterable<string> {
  switch (table) {
    case "definitions":
      return owners.keys();
    case "statuses":
      return catalog.statuses.map(({ key }) => key);
    case "families":
      return catalog.families.map(familyKey);
    default: {
      const [, name = ""] = table.split("/");
      return (owners.get(name)?.codes ?? []).map(({ text }) => text);
    }
  }
}

/** Takes the texts that the catalog has, and reports those that it does not have. */
function read(
  at: string,
  texts: object,
  owner: string | undefined,
  { root, known, texts: all, found }: Reading,
): void {
  for (const [field, text] of Object.entries(texts) as [string, LocaleText | undefined][]) {
    if (text === undefined) continue;
    const pointer = `${at}/${field}`;
    const source = known.get(pointer);
    if (source === undefined) {
      const holes = { field, of: at === "" ? "its own" : `"${at.slice(at.lastIndexOf("/") + 1)}"` };
      found.push(diagnostic("locale-text-idle", holes, { span: keySpanAt(root, pointer) }));
    } else all.push({ pointer, text, owner });
  }
}

/** Returns the messages by the names of their definitions. */
function messagesOf(
  { root, owners, texts, found }: Reading,
  tag: string,
): { readonly [definition: string]: Template } {
  const all: Record<string, Template> = {};
  for (const { pointer, text, owner: name = "" } of texts) {
    if (!pointer.endsWith("/message")) continue;
    const template = parseTemplate(String(text));
    all[name] = template;
    const { messages = [], translations = [] } = owners.get(name) ?? {};
    append(found, translationFaults({ root, pointer, template, messages }));
    if (translations.some(({ locale }) => locale.toLowerCase() === tag.toLowerCase()))
      found.push(diagnostic("locale-twice", { name, tag }, { span: keySpanAt(root, pointer) }));
  }
  return all;
}

function linksIn({ root, owners, texts }: Reading): readonly Diagnostic[] {
  const isHidden = (name = "") => owners.get(name)?.internal === true;
  const markdown = texts.filter(({ pointer }) =>
    /\/(?:description|causes|resolution)$/.test(pointer),
  );
  const owned = markdown.flatMap(({ pointer, text, owner }): readonly OwnedText[] =>
    placedList(text, pointer).map((one) => ({ ...one, owner })),
  );
  return linkFaults(owned, {
    root,
    known: new Set(owners.keys()),
    isInside: (name, owner) => isHidden(name) && !isHidden(owner),
    isBroken: () => false,
  });
}
