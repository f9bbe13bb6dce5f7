// A source text to a catalog: parsed, validated and pruned by the schema, resolved, judged by the rules.

import type { Catalog } from "../catalog/catalog.ts";
import { resolveCatalog } from "../catalog/resolve.ts";
import { byCause } from "../diagnostics/causes.ts";
import { type Diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { append } from "../text/lists.ts";
import type { SourceFile } from "../text/source.ts";
import { parseDataFile } from "../text/yaml.ts";
import { rules } from "./all.ts";
import type { RuleContext } from "./context.ts";
import { ruleScope } from "./rule.ts";
import { validateDocument } from "./validate.ts";

/** Returns the catalog of a source unless there is an error, and every problem of a readable text at once, each with all its places. */
export async function loadCatalog(file: SourceFile): Promise<Outcome<Catalog>> {
  const parsed = parseDataFile(file, { partial: true });
  const root = parsed.value;
  if (root === undefined) return { diagnostics: byCause(parsed.diagnostics) };
  const { document, broken, unsound, diagnostics } = await validateDocument(root);
  if (document === undefined)
    return { diagnostics: byCause(inOrder([...parsed.diagnostics, ...diagnostics])) };
  const catalog = resolveCatalog(document);
  const judged = judge({ document, root, catalog, broken, unsound });
  const all = byCause(inOrder([...parsed.diagnostics, ...diagnostics, ...judged]));
  return hasErrors(all) ? { diagnostics: all } : { value: catalog, diagnostics: all };
}

/** Returns everything that breaks a rule, in the order of the text; it never throws. */
export function judge(context: RuleContext): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const scope = ruleScope(context, found);
  for (const { check } of rules) append(found, check(scope));
  return inOrder(found);
}

function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
}
