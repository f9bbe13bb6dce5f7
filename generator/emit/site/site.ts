// The emitter of a reference site: a page for each catalog, and a start page over all of them.

import { parser } from "virtual:site";
import { $defs } from "../../../schema/config.schema.json";
import type { JsonSchema } from "../../catalog/json-schema.ts";
import type { MasterEmitter } from "../emitter.ts";
import type { SiteEmitOptions } from "../options.ts";
import { catalogPage, languagesOf, startPage } from "./page.ts";
import { tablesScript } from "./tables.ts";

/** Emits `index.html`, and for each catalog a folder with its page in each of its languages, and its tables. */
export const siteEmitter: MasterEmitter<SiteEmitOptions> = {
  name: "site",
  scope: "all",
  options: $defs.site as JsonSchema,
  emit: (catalogs, options) =>
    [
      { path: "index.html", content: startPage(catalogs, options) },
      { path: "parser.js", content: parser },
      ...catalogs.flatMap((catalog) => [
        ...languagesOf(catalog).map((language) => ({
          path: `${catalog.id}/${language.url}`,
          content: catalogPage(catalog, language, options),
        })),
        { path: `${catalog.id}/tables.js`, content: tablesScript(catalog) },
      ]),
      // Of one package of several catalogs it is no part.
    ].map((file) => ({ ...file, internal: true as const })),
};
