// The catalogs of a project with their texts in other languages.

import { english } from "../catalog/language.ts";
import type { Outcome } from "../diagnostics/diagnostic.ts";
import { type LoadedCatalog, loadCatalogs, type Step } from "./catalogs.ts";
import type { Project } from "./project.ts";

/** Returns all catalogs of a project, each with its languages, or none if there is an error in any of them; every fault is reported. */
export async function loadProject(
  project: Project,
  onStep?: Step,
): Promise<Outcome<readonly LoadedCatalog[]>> {
  const loaded = await loadCatalogs(project.files, onStep);
  const { files, diagnostics: unread } = project.locales;
  const { language, words } = project.config.locales;
  if (loaded.value === undefined) return { diagnostics: [...loaded.diagnostics, ...unread] };
  const isPlain = files.length === 0 && language === english.tag && Object.keys(words).length === 0;
  if (isPlain && unread.length === 0) return loaded;
  // Loaded here, since most catalogs have one language.
  const { withLocales } = await import("./locales.ts");
  const { value, diagnostics } = await withLocales(project, loaded.value);
  const found = [...loaded.diagnostics, ...diagnostics];
  return value === undefined ? { diagnostics: found } : { value, diagnostics: found };
}
