// Rule 22: links in Markdown are absolute http or https URLs, mail addresses, or point to a definition.

import type { Diagnostic, Entries } from "../diagnostics/entry.ts";
import { linksOf } from "../text/markdown.ts";
import { suggestion } from "../text/nearest.ts";
import type { Span } from "../text/source.ts";
import type { YamlNode } from "../text/yaml.ts";
import {
  isBroken,
  leadsInside,
  type Placed,
  placedEntries,
  placedList,
  someOf,
  spanAt,
} from "./context.ts";
import { isMailLink, isWebUrl, wrongLink } from "./docs-links.ts";
import { mostSuggestions, unknownReference } from "./references.ts";
import { collecting, defineRule, type ReportOf, type RuleScope } from "./rule.ts";

const diagnostics = {
  ...unknownReference,
  ...wrongLink,
  "internal-link": {
    message: 'The link leads to "{name}", which is internal, so that no document shows it.',
    help: 'Remove the link, or write "internal: true" for the definition with this text, too.',
  },
  "link-fragment": {
    message: 'The link "{url}" leads nowhere: a link that begins with # names a definition.',
    help: "Write #Name with the name of a definition, or the whole URL with its fragment, such as https://docs.example.com/errors#limits.",
  },
} as const satisfies Entries;

export const rule = defineRule({
  number: 22,
  sentence:
    "Links in Markdown are absolute http or https URLs, mailto links, or point to a definition that documents show.",
  diagnostics,
  check: (scope, report) => {
    const context: LinkContext = {
      root: scope.root,
      known: new Set(scope.definitions.map(({ key }) => key)),
      isInside: (name, owner) => leadsInside(scope.document, owner, name),
      isBroken: (name) => isBroken(scope, "definitions", name),
    };
    checkLinks(textsWithLinks(scope), context, report);
  },
});

/** What links in texts may lead to. */
export interface LinkContext {
  /** The root of the file that has the texts. */
  readonly root: YamlNode;
  /** The names of the definitions. */
  readonly known: ReadonlySet<string>;
  /** Returns whether a definition is one that the text of another one, or of none, must not lead to. */
  readonly isInside: (name: string, owner: string | undefined) => boolean;
  /** Returns whether the schema refused a definition. */
  readonly isBroken: (name: string) => boolean;
}

/** Returns what is wrong with the links in texts outside of a catalog's file. */
export function linkFaults(
  texts: readonly OwnedText[],
  context: LinkContext,
): readonly Diagnostic[] {
  return collecting(diagnostics)((report) => checkLinks(texts.filter(mayLink), context, report));
}

function checkLinks(
  texts: readonly OwnedText[],
  context: LinkContext,
  report: ReportOf<typeof diagnostics>,
): void {
  const { known, isInside } = context;
  const isGood = (url: string, { owner }: OwnedText): boolean => {
    if (!url.startsWith("#")) return isWebUrl(url) || isMailLink(url);
    const name = url.slice(1);
    if (isInside(name, owner)) return false;
    return known.has(name) || context.isBroken(name);
  };
  let count = 0;
  for (const text of texts) {
    const wrong = linksOf(text.value).filter((url) => !isGood(url, text));
    for (const { value: url, span } of wrong.length === 0
      ? []
      : found(wrong, spanAt(context, text.pointer))) {
      if (!url.startsWith("#")) {
        report("link-url", { url }, { span });
        continue;
      }
      const name = url.slice(1);
      if (isInside(name, text.owner)) {
        report("internal-link", { name }, { span });
        continue;
      }
      if (!/^[A-Za-z0-9]+$/.test(name)) {
        report("link-fragment", { url }, { span });
        continue;
      }
      const near = count++ < mostSuggestions ? suggestion(name, known) : "";
      const holes = { name, what: "a definition", suggestion: near, known: someOf(known) };
      report("unknown-reference", holes, { span });
    }
  }
}

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

/** A text, and the definition that it is of, if it is of one. */
export interface OwnedText extends Placed<string> {
  readonly owner: string | undefined;
}

function mayLink({ value }: Placed<string>): boolean {
  return value.includes("]") || value.includes("<");
}

function textsWithLinks({ document, definitions, entryCodes }: RuleScope): readonly OwnedText[] {
  const texts: OwnedText[] = [];
  const add = (
    value: string | readonly string[] | undefined,
    pointer: string,
    owner?: string,
  ): void => {
    for (const text of placedList(value, pointer))
      if (mayLink(text)) texts.push({ ...text, owner });
  };
  add(document.description, "/description");
  for (const { value, pointer } of placedEntries(document.envelopes, "/envelopes"))
    add(value.description, `${pointer}/description`);
  const withLists = [
    ...placedEntries(document.statuses, "/statuses").map(({ value, pointer }) => ({
      value,
      pointer,
    })),
    ...placedList(document.families, "/families"),
    ...definitions.map(({ key: owner, ...one }) => ({ ...one, owner })),
    ...entryCodes.map(({ definition: owner, entry }) => ({ ...entry, owner })),
  ];
  for (const { value, pointer, ...one } of withLists) {
    const owner = "owner" in one ? one.owner : undefined;
    add(value.description, `${pointer}/description`, owner);
    add(value.causes, `${pointer}/causes`, owner);
    add(value.resolution, `${pointer}/resolution`, owner);
  }
  return texts;
}
