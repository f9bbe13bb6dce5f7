// A code, a name, a kind or a diagnostic to its explanations.

import { effectOfKind, isKind, retryOfKind } from "../../runtime/statuses.ts";
import type { Catalog, Definition, Kind } from "../catalog/catalog.ts";
import { fixtureOf } from "../catalog/fixture.ts";
import { className, guardName } from "../catalog/names.ts";
import { type ChangeEntry, changeEntries } from "../diagnostics/change-entries.ts";
import { diagnosticTable, rules } from "../rules/all.ts";
import { tidy } from "../text/data.ts";
import { nearest } from "../text/nearest.ts";
import { exampleOf } from "./diagnostic-examples.ts";
import {
  adviceInWords,
  type ErrorExplanation,
  type Explanation,
  happenedInWords,
  type KindExplanation,
  type KnownError,
  type KnownErrors,
  type ListedError,
  type StatusExplanation,
} from "./explanation.ts";
import { kindSentences } from "./kind-sentences.ts";

/** Returns everything that a word can mean: what catalogs have before what the tool has. */
export function explainWord(
  word: string,
  catalogs: readonly KnownErrors[],
): readonly Explanation[] {
  const all = catalogs.flatMap(({ errors }) => errors);
  const errors = all.filter((one) => isCalled(one, word)).map(({ explain }) => explain());
  const kinds = isKind(word) ? [explainKind(word, all)] : [];
  return [...errors, ...kinds, ...explainStatus(word, all), ...explainOwn(word)];
}

/** Returns whether a word is a code or a name of an error, as the catalog, its package or a log has it. */
function isCalled({ codes, names }: KnownError, word: string): boolean {
  const lower = word.toLowerCase();
  return codes.includes(word) || names.some((name) => name.toLowerCase() === lower);
}

/** Returns the errors of a catalog. */
export function errorsOf(catalog: Catalog): KnownErrors {
  const { id, title, version, prefix } = catalog;
  const errors = catalog.definitions.map((definition): KnownError => {
    const { name, codes, kind, statuses } = definition;
    const own = [name, ...codes.map((code) => code.name)];
    return {
      name,
      kind,
      codes: codes.map(({ text }) => text),
      statuses,
      names: own.flatMap((one) => [
        ...[one, className(one), guardName(one)],
        ...[`${prefix}${className(one)}`, `${id}/${one}`],
      ]),
      explain: () => explainDefinition(definition, catalog),
    };
  });
  return { catalog: { id, title, version }, tables: catalog.derived.tables, errors };
}

/** Returns the explanation of a definition. */
function explainDefinition(definition: Definition, catalog: Catalog): ErrorExplanation {
  const { name, codes, deprecated, retry, effect } = definition;
  const { kind, title, summary, statuses, scopes, operations } = definition;
  const { id, version } = catalog;
  const fixture = fixtureOf(definition, catalog);
  return {
    what: "error",
    catalog: { id, title: catalog.title, version },
    ...{ name, codes: codes.map(({ literal }) => literal), kind, title, summary },
    ...{ statuses, scopes, operations, retry, effect },
    happened: happenedInWords(effect),
    advice: adviceInWords(retry, effect),
    description: definition.description,
    causes: definition.causes,
    resolution: definition.resolution,
    docsUrl: definition.docsUrl,
    ...(deprecated === undefined
      ? {}
      : {
          deprecated: { since: deprecated.since, reason: deprecated.reason, ...tidy(deprecated) },
        }),
    className: className(name),
    guard: guardName(name),
    ...(fixture === undefined ? {} : { body: fixture.body }),
  };
}

function explainKind(kind: Kind, all: readonly KnownError[]): KindExplanation {
  const errors = listed(all.filter((one) => one.kind === kind));
  const [retry, effect] = [retryOfKind(kind), effectOfKind(kind)];
  return { what: "kind", kind, summary: kindSentences[kind], retry, effect, errors };
}

/** Returns the explanation of an HTTP status that errors are documented to come with. */
function explainStatus(word: string, all: readonly KnownError[]): readonly StatusExplanation[] {
  const [, digits] = /^(?:http )?([1-5]\d\d)$/i.exec(word) ?? [];
  const status = Number(digits);
  const errors = listed(all.filter(({ statuses }) => statuses.includes(status)));
  return errors.length === 0 ? [] : [{ what: "status", status, errors }];
}

function listed(errors: readonly KnownError[]): readonly ListedError[] {
  return errors.map(({ explain }) => {
    const { name, codes, summary, catalog } = explain();
    return { catalog, name, codes, summary };
  });
}

function explainOwn(word: string): readonly Explanation[] {
  if (Object.hasOwn(changeEntries, word)) {
    const { step, reader, message, help } = changeEntries[
      word as keyof typeof changeEntries
    ] as ChangeEntry;
    return [{ what: "change", kind: word, step, reader, message, help }];
  }
  const entry = Object.hasOwn(diagnosticTable, word) ? diagnosticTable[word] : undefined;
  if (entry === undefined) return [];
  const { severity = "error", message, help } = entry;
  const rule = rules.find(({ diagnostics }) => Object.hasOwn(diagnostics, word))?.sentence;
  const own = {
    ...({ what: "diagnostic", code: word, severity, message, help } as const),
    ...exampleOf(word),
  };
  return [rule === undefined ? own : { ...own, rule }];
}

/** Returns the word that a misspelt one was meant to be, of all that can be explained. */
export function nearWord(word: string, catalogs: readonly KnownErrors[]): string | undefined {
  const known = catalogs.flatMap(({ errors }) =>
    errors.flatMap(({ name, codes }) => [name, ...codes]),
  );
  return nearest(word, [...known, ...Object.keys(kindSentences), ...Object.keys(diagnosticTable)]);
}
