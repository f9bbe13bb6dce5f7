// Rule 22: links in Markdown are absolute http or https URLs, mail addresses, or point to a definition.

import type { Entries } from "../diagnostics/entry.ts";
import { linksOf } from "../text/markdown.ts";
import { suggestion } from "../text/nearest.ts";
import type { Span } from "../text/source.ts";
import { isBroken, type Placed, placedEntries, placedList, someOf, spanAt } from "./context.ts";
import { isMailLink, isWebUrl, wrongLink } from "./docs-links.ts";
import { unknownReference } from "./references.ts";
import { defineRule, type RuleScope } from "./rule.ts";

const diagnostics = {
  ...unknownReference,
  ...wrongLink,
  "link-fragment": {
    message: 'The link "{url}" leads nowhere: a link that begins with # names a definition.',
    help: "Write #Name with the name of a definition, or the whole URL with its fragment, such as https://docs.example.com/errors#limits.",
  },
} as const satisfies Entries;

export const rule = defineRule({
  number: 22,
  sentence:
    "Links in Markdown are absolute http or https URLs, mailto links, or point to a definition.",
  diagnostics,
  check: (scope, report) => {
    const known = new Set(scope.definitions.map(({ key }) => key));
    const isGood = (url: string): boolean => {
      if (!url.startsWith("#")) return isWebUrl(url) || isMailLink(url);
      const name = url.slice(1);
      return known.has(name) || isBroken(scope, "definitions", name);
    };
    for (const { value, pointer } of textsWithLinks(scope)) {
      const wrong = linksOf(value).filter((url) => !isGood(url));
      for (const { value: url, span } of wrong.length === 0
        ? []
        : found(wrong, spanAt(scope, pointer))) {
        if (!url.startsWith("#")) {
          report("link-url", { url }, { span });
          continue;
        }
        const name = url.slice(1);
        if (!/^[A-Za-z0-9]+$/.test(name)) {
          report("link-fragment", { url }, { span });
          continue;
        }
        const near = suggestion(name, known);
        const holes = { name, what: "a definition", suggestion: near, known: someOf(known) };
        report("unknown-reference", holes, { span });
      }
    }
  },
});

/** Returns links with their places in the source of a text; those that are escaped there have the place of the text. */
function found(
  links: readonly string[],
  text: Span,
): readonly { readonly value: string; readonly span: Span }[] {
  const raw = text.file.text.slice(text.start, text.end);
  let from = 0;
  return links.map((value) => {
    const at = value === "" ? -1 : raw.indexOf(value, from);
    if (at < 0) return { value, span: text };
    from = at + value.length;
    const start = text.start + at;
    return { value, span: { ...text, start, end: start + value.length } };
  });
}

function textsWithLinks({
  document,
  definitions,
  entryCodes,
}: RuleScope): readonly Placed<string>[] {
  const texts: Placed<string>[] = [];
  const add = (value: string | readonly string[] | undefined, pointer: string): void => {
    for (const text of placedList(value, pointer))
      if (text.value.includes("]") || text.value.includes("<")) texts.push(text);
  };
  add(document.description, "/description");
  for (const { value, pointer } of placedEntries(document.envelopes, "/envelopes"))
    add(value.description, `${pointer}/description`);
  const withLists = [
    ...placedEntries(document.statuses, "/statuses"),
    ...placedList(document.families, "/families"),
    ...definitions,
    ...entryCodes.map(({ entry }) => entry),
  ];
  for (const { value, pointer } of withLists) {
    add(value.description, `${pointer}/description`);
    add(value.causes, `${pointer}/causes`);
    add(value.resolution, `${pointer}/resolution`);
  }
  return texts;
}
