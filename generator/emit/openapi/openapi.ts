// The emitter of `openapi.yaml`, a whole OpenAPI document that holds the errors of a catalog as components, and of its overlay.

import { $defs } from "../../../schema/config.schema.json";
import type { Catalog } from "../../catalog/catalog.ts";
import type { JsonSchema } from "../../catalog/json-schema.ts";
import type { ResolvedOpenapiOptions } from "../../config.ts";
import {
  isPrinted,
  type PrintedMap,
  printMap,
  printYaml,
  withEntries,
} from "../../text/yaml-print.ts";
import type { CatalogEmitter } from "../emitter.ts";
import { componentSchemas } from "./bodies.ts";
import { type Plain, tidy } from "./context.ts";
import { catalogExtension } from "./extensions.ts";
import { contextOf } from "./made.ts";
import { occasionsOf } from "./occasions.ts";
import { type Components, overlayDocument } from "./overlay.ts";
import { paragraphs, relinked, sourceList } from "./prose.ts";
import { componentResponses } from "./responses.ts";

/** Gives `openapi.yaml`, schemas and responses for everything that a catalog knows, and on request an overlay that adds the same to a spec. */
export const openapiEmitter: CatalogEmitter<ResolvedOpenapiOptions> = {
  name: "openapi",
  scope: "catalog",
  options: $defs.openapi as JsonSchema,
  emit: (catalog, options) => {
    const document = openapiDocument(catalog, options);
    const { schemas, responses } = document.components;
    const once = { schemas: printed(schemas), responses: printed(responses) };
    const main = {
      path: "openapi.yaml",
      content: printYaml({ ...document, components: once }),
    };
    if (!options.overlay) return [main];
    const overlay = overlayDocument(catalog, marked(once, catalog.id));
    return [main, { path: "openapi.overlay.yaml", content: printYaml(overlay) }];
  },
};

/** Prints each component once for both documents; a reference stays what it is. */
function printed(components: Plain): Plain {
  const level = 3;
  return mapped(components, (one) => (isReference(one) ? one : printMap(one, level)));
}

/** A whole OpenAPI document. */
export type OpenapiDocument = Plain & { readonly components: Components };

/** Gives the OpenAPI document of a catalog as plain data. */
export function openapiDocument(
  catalog: Catalog,
  options: ResolvedOpenapiOptions,
): OpenapiDocument {
  const occasions = occasionsOf(catalog);
  const context = contextOf(catalog, options, occasions);
  const { title, description, sources } = catalog;
  const about = paragraphs(description && relinked(description, context), sourceList(sources));
  return {
    openapi: options.version,
    info: tidy({ title, description: about, version: catalog.version }),
    ...tidy({ externalDocs: externalDocs(catalog) }),
    // OpenAPI 3.0 requires paths, even where there are none.
    ...(context.dialect === "3.0" ? { paths: {} } : {}),
    components: {
      schemas: componentSchemas(occasions, context),
      responses: componentResponses(occasions, context),
    },
    ...catalogExtension(catalog, context),
  };
}

/** Gives the components of that document, each with the catalog's id as a mark, for a spec that holds them beside others. */
export function openapiComponents(catalog: Catalog, options: ResolvedOpenapiOptions): Components {
  return marked(openapiDocument(catalog, options).components, catalog.id);
}

/** Gives components with a mark; a schema that is nothing but a reference has no room for it. */
function marked({ schemas, responses }: Components, id: string): Components {
  const mark = { "x-faultbook": id };
  const markIn = (components: Plain): Plain =>
    mapped(components, (one) => {
      if (isPrinted(one)) return withEntries(one, mark);
      return isReference(one) ? one : { ...one, ...mark };
    });
  return { schemas: markIn(schemas), responses: markIn(responses) };
}

function mapped(components: Plain, change: (component: Plain | PrintedMap) => object): Plain {
  return Object.fromEntries(
    Object.entries(components).map(([name, one]) => [name, change(one as Plain | PrintedMap)]),
  );
}

function isReference(component: object): boolean {
  return "$ref" in component && Object.keys(component).length === 1;
}

function externalDocs({ docsUrl, sources }: Catalog): Plain | undefined {
  const [only] = sources;
  if (docsUrl !== undefined && !docsUrl.includes("{")) return { url: docsUrl };
  if (only === undefined || sources.length > 1) return undefined;
  return { description: only.title, url: only.url };
}
