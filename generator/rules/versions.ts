// Rule 18: nothing began after the catalog's version, and a replacement is not deprecated itself.

import { listOf } from "../catalog/locator.ts";
import { isVersionAbove } from "../catalog/versions.ts";
import type { Entries, Note } from "../diagnostics/entry.ts";
import type { DefinitionDocument } from "../schema/document.ts";
import { nodeAt } from "../text/yaml.ts";
import { keyAt, leadsInside, type Placed, spanAt } from "./context.ts";
import { defineRule, type ReportOf, type RuleScope } from "./rule.ts";

const diagnostics = {
  "version-above": {
    message: "The version {since} is above that of the catalog, {version}.",
    help: "Correct it, or raise the version of the catalog first.",
  },
  "deprecated-use": {
    message: '"use" names "{name}", which is {fault}.',
    help: 'Name a definition that is neither deprecated nor internal, or remove "use".',
  },
} as const satisfies Entries;

type Report = ReportOf<typeof diagnostics>;

export const rule = defineRule({
  number: 18,
  sentence:
    "No version is above the catalog's, and a replacement is neither deprecated itself nor internal.",
  diagnostics,
  check: (scope, report) => {
    for (const { key: owner, value, pointer } of scope.definitions)
      checkDates({ owner, value, pointer }, scope, report);
    for (const { definition: owner, entry } of scope.entryCodes)
      checkDates({ owner, ...entry }, scope, report);
  },
});

/** A definition or a code entry, and the definition that it is or belongs to. */
interface Dated extends Placed<Pick<DefinitionDocument, "since" | "deprecated">> {
  readonly owner: string;
}

function checkDates({ owner, value, pointer }: Dated, scope: RuleScope, report: Report): void {
  const { since, deprecated } = value;
  if (since !== undefined) checkVersion(since, `${pointer}/since`, { scope, report });
  if (deprecated === undefined) return;
  checkVersion(deprecated.since, `${pointer}/deprecated/since`, { scope, report });
  const { use: name } = deprecated;
  if (name === undefined || !Object.hasOwn(scope.document.definitions, name)) return;
  const span = spanAt(scope, `${pointer}/deprecated/use`);
  const place = deprecationOf(name, scope);
  if (place === undefined) {
    if (!leadsInside(scope.document, owner, name)) return;
    const here = keyAt(scope, `/definitions/${name}/internal`);
    const notes = [{ message: "It is marked here.", span: here }];
    report(
      "deprecated-use",
      { name, fault: "internal, so that no document shows it" },
      { span, notes },
    );
    return;
  }
  const isItself = name === owner;
  const fault = isItself ? "the definition that is deprecated here" : "deprecated itself";
  const notes: readonly Note[] = isItself
    ? []
    : [{ message: "It is deprecated here.", span: keyAt(scope, place) }];
  report("deprecated-use", { name, fault }, { span, notes });
}

function checkVersion(
  since: string,
  pointer: string,
  { scope, report }: { readonly scope: RuleScope; readonly report: Report },
): void {
  const { version } = scope.document;
  if (!isVersionAbove(since, version)) return;
  const node = nodeAt(scope.root, "/version");
  // If the version is missing or invalid, the document has another one than the text.
  if (node.value !== version) return;
  const notes = [{ message: "The version of the catalog is here.", span: node.span }];
  report("version-above", { since, version }, { span: spanAt(scope, pointer), notes });
}

/** Returns the place where a definition is deprecated: as a whole, or with all its codes. */
function deprecationOf(name: string, { document }: RuleScope): string | undefined {
  const definition = document.definitions[name];
  if (definition?.deprecated !== undefined) return `/definitions/${name}/deprecated`;
  const isWhole = listOf(definition?.code).every(
    (code) => typeof code === "object" && code.deprecated !== undefined,
  );
  return isWhole ? `/definitions/${name}/code/0/deprecated` : undefined;
}
