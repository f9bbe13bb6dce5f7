// The rules on links: those that are made by a rule, and those in Markdown.

import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { linksOf } from "../../text/markdown.ts";
import { suggestion } from "../../text/nearest.ts";
import type { Span } from "../../text/source.ts";
import { docsLink } from "../names.ts";
import {
  isBroken,
  type Placed,
  placedEntries,
  placedList,
  type RuleScope,
  someOf,
  spanAt,
} from "./context.ts";

/** Rules for links use only their three placeholders, and what they make is a URL, as are the links that are written out. */
export function checkDocsUrls(context: RuleScope): readonly Diagnostic[] {
  const { rules, urls } = writtenUrls(context);
  return [
    ...rules.flatMap((rule) => ruleFaults(rule, context)),
    ...urls.flatMap((url) => urlFaults(url.value, url, context)),
  ];
}

/** Links in Markdown are absolute http or https URLs, or point to a definition. */
export function checkMarkdownLinks(context: RuleScope): readonly Diagnostic[] {
  const known = new Set(context.definitions.map(({ key }) => key));
  return markdownTexts(context).flatMap(({ value, pointer }) => {
    const wrong = linksOf(value).filter((url) => !isGoodLink(url, known, context));
    if (wrong.length === 0) return [];
    const field = spanAt(context, pointer);
    const raw = field.file.text.slice(field.start, field.end);
    let from = 0;
    return wrong.map((url) => {
      const at = url === "" ? -1 : raw.indexOf(url, from);
      if (at >= 0) from = at + url.length;
      const start = field.start + at;
      const span = at < 0 ? field : { ...field, start, end: start + url.length };
      return linkFault(url, span, known);
    });
  });
}

type Text = Placed<string>;

function writtenUrls({ document, definitions, codes }: RuleScope): {
  readonly rules: readonly Text[];
  readonly urls: readonly Text[];
} {
  const sources = placedEntries(document.sources, "/sources");
  const entries = codes.flatMap(({ entry }) => entry ?? []);
  return {
    rules: [
      ...text(document.docsUrl, "/docsUrl"),
      ...sources.flatMap(({ value, pointer }) => text(value.docsUrl, `${pointer}/docsUrl`)),
    ],
    urls: [
      ...sources.flatMap(({ value, pointer }) => text(value.url, `${pointer}/url`)),
      ...[...definitions, ...entries].flatMap(({ value, pointer }) =>
        text(value.docsUrl, `${pointer}/docsUrl`),
      ),
    ],
  };
}

function text(value: string | undefined, pointer: string): readonly Text[] {
  return value === undefined ? [] : [{ value, pointer }];
}

const placeholders: ReadonlySet<string> = new Set(["{code}", "{slug}", "{name}"]);

function ruleFaults(rule: Text, context: RuleScope): readonly Diagnostic[] {
  const found = rule.value.match(/\{[^{}]*\}|[{}]/g) ?? [];
  const wrong = [...new Set(found)].filter((one) => !placeholders.has(one));
  if (wrong.length > 0) {
    const place = { span: spanAt(context, rule.pointer) };
    return wrong.map((placeholder) => diagnostic("docs-placeholder", { placeholder }, place));
  }
  // A code that needs escapes shows whether a placeholder stands where a URL allows none.
  return urlFaults(docsLink(rule.value, { text: "a b", name: "Name" }), rule, context);
}

function urlFaults(
  url: string,
  { value, pointer }: Text,
  context: RuleScope,
): readonly Diagnostic[] {
  if (isWebUrl(url)) return [];
  return [diagnostic("link-url", { url: value }, { span: spanAt(context, pointer) })];
}

function isWebUrl(url: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(url) && URL.canParse(url);
}

function markdownTexts({ document, definitions, codes }: RuleScope): readonly Text[] {
  const withLists = [
    ...placedEntries(document.statuses, "/statuses"),
    ...definitions,
    ...codes.flatMap(({ entry }) => entry ?? []),
  ];
  return [
    ...text(document.description, "/description"),
    ...placedEntries(document.envelopes, "/envelopes").flatMap(({ value, pointer }) =>
      text(value.description, `${pointer}/description`),
    ),
    ...withLists.flatMap(({ value, pointer }) => [
      ...text(value.description, `${pointer}/description`),
      ...placedList(value.causes, `${pointer}/causes`),
      ...placedList(value.resolution, `${pointer}/resolution`),
    ]),
  ];
}

function isGoodLink(url: string, known: ReadonlySet<string>, context: RuleScope): boolean {
  if (!url.startsWith("#")) return isWebUrl(url);
  const name = url.slice(1);
  return known.has(name) || isBroken(context, "definitions", name);
}

function linkFault(url: string, span: Span, known: ReadonlySet<string>): Diagnostic {
  if (!url.startsWith("#")) return diagnostic("link-url", { url }, { span });
  const name = url.slice(1);
  const near = suggestion(name, known);
  const holes = { name, what: "a definition", suggestion: near, known: someOf(known) };
  return diagnostic("unknown-reference", holes, { span });
}
