// Rule 21: links to documentation, and the rules that make them, yield URLs.

import { docsLink } from "../catalog/names.ts";
import type { Entries } from "../diagnostics/entry.ts";
import { placedEntries, spanAt } from "./context.ts";
import { defineRule, type ReportOf, type RuleScope } from "./rule.ts";

/** The diagnostic on a link that is not a URL. */
export const wrongLink = {
  "link-url": {
    message: '"{url}" is not an absolute http or https URL.',
    help: "Write the whole URL, or a link to a definition as #Name.",
  },
} as const satisfies Entries;

const diagnostics = {
  ...wrongLink,
  "docs-placeholder": {
    message: 'The rule for links has the unknown placeholder "{placeholder}".',
    help: "Use only the placeholders code, slug and name, in braces.",
  },
} as const satisfies Entries;

type Report = ReportOf<typeof diagnostics>;

export const rule = defineRule({
  number: 21,
  sentence: "Rules for links use only their three placeholders and make URLs.",
  diagnostics,
  check: (scope, report) => {
    const reporting = { scope, report };
    checkPattern(scope.document.docsUrl, "/docsUrl", reporting);
    for (const { value, pointer } of placedEntries(scope.document.sources, "/sources")) {
      checkPattern(value.docsUrl, `${pointer}/docsUrl`, reporting);
      checkUrl(value.url, `${pointer}/url`, reporting);
    }
    for (const { value, pointer } of scope.definitions)
      checkUrl(value.docsUrl, `${pointer}/docsUrl`, reporting);
    for (const { entry } of scope.entryCodes)
      checkUrl(entry.value.docsUrl, `${entry.pointer}/docsUrl`, reporting);
  },
});

interface Reporting {
  readonly scope: RuleScope;
  readonly report: Report;
}

const placeholders: ReadonlySet<string> = new Set(["{code}", "{slug}", "{name}"]);

function checkPattern(pattern: string | undefined, pointer: string, reporting: Reporting): void {
  if (pattern === undefined) return;
  const { scope, report } = reporting;
  const found = new Set(pattern.match(/\{[^{}]*\}|[{}]/g));
  const wrong = [...found].filter((one) => !placeholders.has(one));
  for (const placeholder of wrong)
    report("docs-placeholder", { placeholder }, { span: spanAt(scope, pointer) });
  // A code that needs escapes shows whether a placeholder is at a place where a URL allows none.
  if (wrong.length > 0 || isWebUrl(docsLink(pattern, { text: "a b", name: "Name" }))) return;
  report("link-url", { url: pattern }, { span: spanAt(scope, pointer) });
}

function checkUrl(url: string | undefined, pointer: string, { scope, report }: Reporting): void {
  if (url === undefined || isWebUrl(url)) return;
  report("link-url", { url }, { span: spanAt(scope, pointer) });
}

/** Returns whether a text is a `mailto:` link to one address. */
export function isMailLink(url: string): boolean {
  return /^mailto:[^\s@<>"]+@[^\s@<>"]+$/i.test(url);
}

/** Returns whether a text is an absolute http or https URL. */
export function isWebUrl(url: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(url) && URL.canParse(url);
}
