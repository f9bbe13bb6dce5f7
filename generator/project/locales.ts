// The texts that a project has of its catalogs in other languages.

import { posix } from "node:path";
import { textsOf } from "../catalog/locale.ts";
import type { Locale } from "../catalog/locale-texts.ts";
import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { loadLocale } from "../rules/locale.ts";
import { append } from "../text/lists.ts";
import { suggestion } from "../text/nearest.ts";
import type { LoadedCatalog } from "./catalogs.ts";
import type { LocaleFile } from "./locale-files.ts";
import type { Project } from "./project.ts";
import { wordsIn } from "./words.ts";

/** Returns catalogs with the texts that the project has of them in other languages, or none if there is an error in any. */
export async function withLocales(
  { locales, listed, config }: Project,
  catalogs: readonly LoadedCatalog[],
): Promise<Outcome<readonly LoadedCatalog[]>> {
  const { language: tag, words } = config.locales;
  const language = { tag, words: wordsIn(tag, words) };
  const found = new Map<LoadedCatalog, Locale[]>(catalogs.map((one) => [one, []]));
  const diagnostics: Diagnostic[] = [...locales.diagnostics];
  for (const one of locales.files) {
    const { tag, id, folder, file } = one;
    const beside = catalogs.filter(({ file: { path } }) => posix.dirname(path) === folder);
    const owner = beside.find(({ catalog }) => catalog.id === id);
    const all = owner && found.get(owner);
    const span = { file, start: 0, end: 0 };
    if (owner === undefined || all === undefined) {
      const hint = suggestion(
        id,
        beside.map(({ catalog }) => catalog.id),
      );
      // Other configurations may have the other catalogs of a folder.
      if (listed.has(folder))
        diagnostics.push(diagnostic("locale-without-catalog", { id, hint }, { span }));
    } else if (all.some((other) => other.tag === tag)) {
      diagnostics.push(diagnostic("locale-file-repeated", { id, tag }, { span }));
    } else {
      const { value, diagnostics: faults } = await loadLocale(
        file,
        { tag, words: wordsIn(tag, config.locales.words) },
        owner.catalog,
      );
      append(diagnostics, faults);
      if (value === undefined) continue;
      all.push(value);
      append(diagnostics, incomplete(one, value, { owner, asked: config.locales.incomplete }));
    }
  }
  if (hasErrors(diagnostics)) return { diagnostics };
  const value = catalogs.map((one) => {
    const own = [...(found.get(one) ?? [])].sort((a, b) => (a.tag < b.tag ? -1 : 1));
    return { ...one, catalog: { ...one.catalog, language, locales: own } };
  });
  return { value, diagnostics };
}

/** How many missing texts are named. */
const mostMissing = 5;

function incomplete(
  { file }: LocaleFile,
  { tag, texts }: Locale,
  { owner, asked }: { readonly owner: LoadedCatalog; readonly asked: "off" | "warn" | "error" },
): readonly Diagnostic[] {
  if (asked === "off") return [];
  const all = [...textsOf(owner.catalog).keys()];
  const missing = all.filter((pointer) => texts[pointer] === undefined);
  if (missing.length === 0) return [];
  const named = missing.slice(0, mostMissing).map((pointer) => pointer.slice(1));
  const more = missing.length - named.length;
  const holes = {
    ...{ tag, id: owner.catalog.id, count: all.length - missing.length, all: all.length },
    missing: `${named.join(", ")}${more === 0 ? "" : ` and ${more} more`}`,
  };
  const one = diagnostic("locale-incomplete", holes, { span: { file, start: 0, end: 0 } });
  return [asked === "error" ? { ...one, severity: "error" } : one];
}
