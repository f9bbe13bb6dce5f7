// `faultbook explain`: what a code, a name, a kind, a diagnostic or a real response is, and what to do about it.

import type { Catalog } from "../catalog/catalog.ts";
import { inLocale } from "../catalog/locale.ts";
import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import type { SeenResponse } from "../explain/explain-response.ts";
import type { Explanation, KnownErrors } from "../explain/explanation.ts";
import { chooseCatalogs, loadCatalogs } from "../project/catalogs.ts";
import type { WorkspaceOptions } from "../project/config-names.ts";
import { loadProject } from "../project/load-project.ts";
import { openProject } from "../project/project.ts";
import { suggestion } from "../text/nearest.ts";

/** What is explained: a word, or a response. */
export interface ExplainOptions extends WorkspaceOptions {
  /** A code, the name of an error, its class or its guard, a status, a kind, a diagnostic, or a kind of change. */
  readonly word?: string | undefined;
  /** A response as a client got it; header names in lower case. */
  readonly response?: SeenResponse | undefined;
  /** An installed package, `name` or `name@version`, or an archive, which is asked in place of the catalogs. */
  readonly package?: string | undefined;
  /** The ids of the catalogs that are asked; all by default. */
  readonly only?: readonly string[];
  /** The language of the catalogs' texts, by BCP 47; their own by default, and where a text has no other. */
  readonly language?: string | undefined;
}

/** What something is. */
export interface ExplainResult {
  /** Every meaning; those of catalogs first. */
  readonly matches: readonly Explanation[];
}

/** Explains a word or a response; nothing is written. */
export async function explain(options: ExplainOptions): Promise<CommandOutcome<ExplainResult>> {
  const { word, response } = options;
  // Loaded here, since the command line describes the command without it.
  const { errorsOf, explainWord, nearWord } = await import("../explain/explain-word.ts");
  const { value: loaded, ...asked } =
    options.package === undefined
      ? await catalogsOf(options, errorsOf)
      : await packageOf(options.package, options);
  const catalogs = loaded ?? [];
  if (response !== undefined) {
    if (loaded === undefined) return asked;
    const { explainResponse } = await import("../explain/explain-response.ts");
    const matches = explainResponse(response, catalogs);
    if (matches.length > 0) return { value: { matches }, diagnostics: [] };
    return { diagnostics: [noError(response, catalogs)] };
  }
  const wanted = word ?? "";
  const matches = explainWord(wanted, catalogs);
  // A diagnostic is explained anywhere; what is wrong with the catalogs may be why it is asked for.
  if (matches.length > 0) return { value: { matches }, diagnostics: [] };
  if (hasErrors(asked.diagnostics)) return asked;
  const near = nearWord(wanted, catalogs);
  const hint = near === undefined ? "" : ` Did you mean "${near}"?`;
  return { diagnostics: [diagnostic("explain-unknown", { word: wanted, hint })] };
}

function noError({ status }: SeenResponse, { length }: readonly KnownErrors[]): Diagnostic {
  return diagnostic("explain-no-error", {
    catalogs: length === 1 ? "the catalog" : "the catalogs",
    status: status === undefined ? "it has no status" : `HTTP ${status} is below 400`,
    advice:
      status === undefined
        ? 'Give the status, too: "--status 502". At 400 and above every response is an error.'
        : 'If it is an error, add its code to a catalog, or an envelope whose "when" recognizes the body.',
  });
}

async function packageOf(
  name: string,
  { cwd, only = [] }: ExplainOptions,
): Promise<CommandOutcome<readonly KnownErrors[]>> {
  const { isPackage, packageData } = await import("../project/package-side.ts");
  const { value, diagnostics } = packageData(isPackage(name) ? name : `npm:${name}`, cwd);
  if (value === undefined) return { diagnostics, wrongUse: true };
  const { errorsIn } = await import("../explain/explain-data.ts");
  const chosen = value.filter(({ id }) => only.length === 0 || only.includes(id));
  return { value: chosen.map(({ data }) => errorsIn(data)), diagnostics: [] };
}

async function catalogsOf(
  options: ExplainOptions,
  errorsOf: (catalog: Catalog) => KnownErrors,
): Promise<CommandOutcome<readonly KnownErrors[]>> {
  const { value: project, ...opened } = await openProject(options);
  if (project === undefined) return opened;
  const { language } = options;
  const { value: all, diagnostics } =
    language === undefined ? await loadCatalogs(project.files) : await loadProject(project);
  if (all === undefined) return { diagnostics: diagnostics.filter(isError) };
  const only = options.only === undefined || options.only.length === 0 ? undefined : options.only;
  const chosen = chooseCatalogs(all, only);
  if (hasErrors(chosen.diagnostics)) return { diagnostics: chosen.diagnostics, wrongUse: true };
  const catalogs = chosen.catalogs.map(({ catalog }) => catalog);
  const { value: said, ...unknown } = inLanguage(catalogs, language);
  if (said === undefined) return { ...unknown, wrongUse: true };
  return { value: said.map(errorsOf), diagnostics: [] };
}

/** Returns catalogs in the language that a tag falls back to, which one of them must have. */
function inLanguage(
  catalogs: readonly Catalog[],
  wanted: string | undefined,
): Outcome<readonly Catalog[]> {
  if (wanted === undefined) return { value: catalogs, diagnostics: [] };
  const tags = ({ language, locales }: Catalog) => [language, ...locales].map(({ tag }) => tag);
  const known = [...new Set(catalogs.flatMap(tags))].sort();
  const tag = closestTag(wanted, known);
  if (tag === undefined) {
    const holes = { tag: wanted, known: known.join(", "), hint: suggestion(wanted, known) };
    return { diagnostics: [diagnostic("explain-language", holes)] };
  }
  const value = catalogs.map((catalog) => {
    const locale = catalog.locales.find((one) => one.tag === closestTag(wanted, tags(catalog)));
    return locale === undefined ? catalog : inLocale(catalog, locale);
  });
  return { value, diagnostics: [] };
}

/** Returns the tag that a wanted one falls back to: the lookup of RFC 4647, which ignores case. */
function closestTag(wanted: string, known: readonly string[]): string | undefined {
  const parts = wanted.toLowerCase().split(/[-_]/);
  const ranges = parts.map((_, i) => parts.slice(0, parts.length - i).join("-"));
  return ranges.flatMap((range) => known.find((tag) => tag.toLowerCase() === range) ?? [])[0];
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}
