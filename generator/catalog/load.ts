// A source text to a catalog: parsed, checked by the schema and by the rules, resolved.

import { type Diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../text/source.ts";
import { parseDataFile } from "../text/yaml.ts";
import type { Catalog } from "./catalog.ts";
import { resolveCatalog } from "./resolve.ts";
import { checkRules } from "./rules.ts";
import { validateDocument } from "./validate.ts";

/** Gives the catalog of a source, or none where there is an error; all faults of a readable text are told at once. */
export async function loadCatalog(file: SourceFile): Promise<Outcome<Catalog>> {
  const parsed = parseDataFile(file);
  const root = parsed.value;
  if (root === undefined) return { diagnostics: parsed.diagnostics };
  const { document, broken, diagnostics } = await validateDocument(root);
  if (document === undefined) return { diagnostics };
  const catalog = resolveCatalog(document);
  const all: readonly Diagnostic[] = [
    ...diagnostics,
    ...checkRules({ document, root, catalog, broken }),
  ].sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  return hasErrors(all) ? { diagnostics: all } : { value: catalog, diagnostics: all };
}
