// The emitter of `errors.md`: one page with all that a catalog knows.

import { $defs } from "../../../schema/config.schema.json";
import template from "../../../templates/markdown/errors.hbs";
import type { Catalog, CodeType, Reservation, Source } from "../../catalog/catalog.ts";
import type { MarkdownOptions } from "../../schema/config.ts";
import type { CatalogEmitter } from "../emitter.ts";
import { type Inline, render } from "../print/markdown.ts";
import { envelopeView, groupsByStatus, kindRows, statusView } from "./overview.ts";
import { fieldRows } from "./schemas.ts";
import { sectionView } from "./sections.ts";
import { condition, definitionAnchor, facts, literal } from "./words.ts";

/** Emits `errors.md`. */
export const markdownEmitter: CatalogEmitter<MarkdownOptions> = {
  name: "markdown",
  scope: "catalog",
  options: $defs.markdown,
  emit: (catalog) => [{ path: "errors.md", content: page(catalog) }],
};

function page(catalog: Catalog): string {
  const names = new Set(catalog.definitions.map(({ name }) => name));
  return render(template, pageView(catalog), {
    linkTo: (name) => (names.has(name) ? definitionAnchor(name) : undefined),
  });
}

function pageView(catalog: Catalog): object {
  const codes = { catalog, members: new Map(catalog.codes.map((code) => [code.text, code])) };
  return {
    title: catalog.title,
    description: catalog.description ?? "",
    facts: facts({
      Catalog: { code: catalog.id },
      Version: catalog.version,
      Codes: codeWords[catalog.codeType],
      "Generated names begin with": { code: catalog.prefix },
      "Links to an error": catalog.docsUrl === undefined ? undefined : { code: catalog.docsUrl },
    }),
    groups: groupsByStatus(catalog),
    kinds: kindRows(catalog),
    statuses: catalog.statuses.map(statusView),
    envelopes: catalog.envelopes.map(envelopeView),
    schemas: catalog.schemas.map(({ name, schema }) => ({
      name,
      fields: fieldRows(schema, "the whole value"),
    })),
    scopes: catalog.scopes,
    operations: catalog.operations.map((code) => ({ code })),
    success: catalog.success.map(condition),
    sections: catalog.definitions.map((definition) => sectionView(definition, codes)),
    reserved: catalog.reserved.map((one) => ({ what: reservedWords(one), reason: one.reason })),
    sources: catalog.sources.map(sourceWords),
  };
}

const codeWords: Readonly<Record<CodeType, string>> = {
  integer: "JSON integers",
  string: "texts (JSON strings)",
  mixed: "JSON integers and texts, each as it is shown",
};

function reservedWords(one: Reservation): Inline {
  switch (one.kind) {
    case "code":
      return ["the code ", literal(one.code)];
    case "codes":
      return ["the codes from ", literal(one.from), " to ", literal(one.to)];
    case "name":
      return ["the name ", { code: one.name }];
  }
}

function sourceWords({ id, title, url, read, docsUrl }: Source): Inline {
  return [
    { text: title, url },
    ` (${id})`,
    ...(read === undefined ? [] : [`, read on ${read}`]),
    ...(docsUrl === undefined ? [] : [", with links to its errors at ", { code: docsUrl }]),
  ];
}
