// A code, a name, a kind or a diagnostic to its explanations.

import { effectOfKind, isKind, retryOfKind } from "../../runtime/statuses.ts";
import type { Catalog, Definition, DefinitionCode, Json, Kind } from "../catalog/catalog.ts";
import { builtResponse, fixtureOf, isUnplaced } from "../catalog/fixture.ts";
import { className, guardName } from "../catalog/names.ts";
import { reservationKey } from "../change/facts.ts";
import { groupedFacts } from "../change/grouped-facts.ts";
import { isCodeReserved, isNameReserved, reservedInWords } from "../change/reserved.ts";
import { type ChangeEntry, changeEntries } from "../diagnostics/change-entries.ts";
import { diagnosticTable, rules } from "../rules/all.ts";
import { tidy } from "../text/data.ts";
import { nearest } from "../text/nearest.ts";
import { exampleOf } from "./diagnostic-examples.ts";
import { explainFamily } from "./explain-family.ts";
import { explainResponse } from "./explain-response.ts";
import {
  adviceInWords,
  type ErrorExplanation,
  type Explanation,
  happenedInWords,
  type KindExplanation,
  type KnownError,
  type KnownErrors,
  type ListedError,
  type ReservedExplanation,
} from "./explanation.ts";
import { kindSentences } from "./kind-sentences.ts";

/** Returns everything that a word can mean: what catalogs have before what the tool has. */
export function explainWord(
  word: string,
  catalogs: readonly KnownErrors[],
): readonly Explanation[] {
  const all = catalogs.flatMap(({ errors }) => errors);
  const errors = all.filter((one) => isCalled(one, word)).map(({ explain }) => explain(word));
  const kinds = isKind(word) ? [explainKind(word, all)] : [];
  const reserved = catalogs.flatMap((one) => explainReserved(word, one));
  const families = catalogs.flatMap((one) => explainFamily(word, one) ?? []);
  return [
    ...errors,
    ...reserved,
    ...families,
    ...kinds,
    ...explainStatus(word, catalogs),
    ...explainOwn(word),
  ];
}

/** Returns what a catalog says of a code or a name that is gone, which old servers may still send. */
function explainReserved(
  word: string,
  { catalog, reserved }: KnownErrors,
): readonly ReservedExplanation[] {
  const names = [word, word.replace(/^is(?=[A-Z])/, "").replace(/Error$/, "")];
  const codes = /^-?\d{1,15}$/.test(word) ? [word, Number(word)] : [word];
  const found = reserved.filter(({ key, reason }) => {
    const facts = groupedFacts(new Map([[key, reason]]));
    return (
      names.some((name) => isNameReserved(name, facts)) ||
      codes.some((code) => isCodeReserved(code, facts))
    );
  });
  return found.map(({ key, reason }) => {
    return { what: "reserved", catalog, reserved: reservedInWords(key), reason };
  });
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
    const formsOf = (one: string) => [
      ...[one, className(one), guardName(one)],
      ...[`${prefix}${className(one)}`, `${id}/${one}`],
    ];
    return {
      name,
      kind,
      codes: codes.map(({ text }) => text),
      statuses,
      names: own.flatMap(formsOf),
      explain: (word) => {
        const lower = word?.toLowerCase() ?? "";
        const code =
          codes.find(({ text }) => text === word) ??
          codes.slice(1).find((one) => formsOf(one.name).some((it) => it.toLowerCase() === lower));
        return explainDefinition(definition, code, catalog);
      },
    };
  });
  const reserved = catalog.reserved.map((one) => {
    return { key: reservationKey(one), reason: one.reason };
  });
  return {
    catalog: { id, title, version },
    tables: catalog.derived.tables,
    errors,
    reserved,
    families: catalog.families,
  };
}

/** Returns the explanation of a definition, or of one of its codes. */
function explainDefinition(
  definition: Definition,
  code: DefinitionCode | undefined,
  catalog: Catalog,
): ErrorExplanation {
  const { name, codes, kind, scopes, operations } = definition;
  const said = code ?? definition;
  const { summary, statuses, deprecated, retry, effect } = said;
  const { id, version } = catalog;
  const body = bodyOf(definition, code, catalog);
  const meant = code?.own === true ? [code] : codes;
  const { title } = code?.own === true ? code : definition;
  return {
    what: "error",
    catalog: { id, title: catalog.title, version },
    ...{ name, codes: meant.map(({ literal }) => literal), kind, title, summary },
    ...{ statuses, scopes, operations, retry, effect },
    happened: happenedInWords(effect),
    advice: adviceInWords(retry, effect),
    description: said.description,
    causes: said.causes,
    resolution: said.resolution,
    docsUrl: said.docsUrl,
    ...(deprecated === undefined
      ? {}
      : {
          deprecated: { since: deprecated.since, reason: deprecated.reason, ...tidy(deprecated) },
        }),
    className: className(name),
    guard: guardName(name),
    ...tidy({ body }),
  };
}

/** Returns a body of a definition, or of one of its codes: an example, else one that is built. */
function bodyOf(
  definition: Definition,
  code: DefinitionCode | undefined,
  catalog: Catalog,
): Json | undefined {
  const index = code === undefined ? 0 : definition.codes.indexOf(code);
  if (index === 0) return fixtureOf(definition, catalog)?.body;
  const example = definition.examples.find((one) => one.code === code?.literal);
  if (example !== undefined) return example.body;
  return isUnplaced(definition, catalog)
    ? undefined
    : builtResponse(definition, index, catalog).body;
}

function explainKind(kind: Kind, all: readonly KnownError[]): KindExplanation {
  const errors = listed(all.filter((one) => one.kind === kind));
  const [retry, effect] = [retryOfKind(kind), effectOfKind(kind)];
  return { what: "kind", kind, summary: kindSentences[kind], retry, effect, errors };
}

/** Returns the explanation of an HTTP status that errors are documented to come with, or else what the catalogs say of one. */
function explainStatus(word: string, catalogs: readonly KnownErrors[]): readonly Explanation[] {
  const [, digits] = /^(?:http )?([1-5]\d\d)$/i.exec(word) ?? [];
  const status = Number(digits);
  const all = catalogs.flatMap(({ errors }) => errors);
  const errors = listed(all.filter(({ statuses }) => statuses.includes(status)));
  if (errors.length > 0) return [{ what: "status", status, errors }];
  if (!(status >= 400)) return [];
  const saying = catalogs.filter(({ tables: { statuses } }) =>
    [`${status}`, `${Math.floor(status / 100)}xx`].some((key) => Object.hasOwn(statuses, key)),
  );
  return explainResponse({ status, headers: {}, body: "" }, saying);
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
  const { severity = "error", errorIn, message, help } = entry;
  const rule = rules.find(({ diagnostics }) => Object.hasOwn(diagnostics, word))?.sentence;
  const own = {
    ...({ what: "diagnostic", code: word, severity, message, help } as const),
    ...tidy({ errorIn }),
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
