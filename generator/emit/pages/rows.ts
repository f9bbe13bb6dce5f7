// The index of a page: a row for each error, or for each code that differs from its error.

import type { Catalog, Definition, DefinitionCode } from "../../catalog/catalog.ts";
import { between, type Inline, lineWithCode, say } from "../print/inline.ts";
import { codeWords, retryWords, statusWords } from "./words.ts";

/** The cells of a row. */
export interface Row {
  readonly codes: Inline;
  /** Empty if there is no such column. */
  readonly statuses: Inline;
  readonly summary: Inline;
  readonly retry: Inline;
}

/** Returns the rows of a definition, whose codes lead to its section in the page at `path`. */
export function rowsOf(definition: Definition, catalog: Catalog, path = ""): readonly Row[] {
  return codesByFacts(definition).map((codes) => {
    const [{ retry, effect, summary, statuses, deprecated } = definition] = codes;
    const struck = (inline: Inline): Inline =>
      deprecated === undefined ? inline : { struck: inline };
    const links = codes.map(({ literal }) => ({
      text: codeWords(literal, catalog),
      url: `${path}#${definition.name}`,
    }));
    return {
      codes: struck(between(links, say(", "))),
      statuses: catalog.http ? statusWords(statuses) : "",
      summary: struck(lineWithCode(summary)),
      retry: retryWords(retry, effect),
    };
  });
}

/** Returns the codes that say nothing of their own together, and each other code alone. */
function codesByFacts({ codes }: Definition): readonly (readonly DefinitionCode[])[] {
  const common = codes.filter((code) => !code.own);
  const own = codes.filter((code) => code.own).map((code) => [code]);
  return common.length === 0 ? own : [common, ...own];
}
