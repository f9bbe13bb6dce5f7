// The emitter of `openapi.yaml`: a whole OpenAPI document that holds the errors of a catalog as components.

import { $defs } from "../../../schema/config.schema.json";
import type { Catalog } from "../../catalog/catalog.ts";
import type { JsonSchema } from "../../catalog/json-schema.ts";
import type { OpenapiOptions } from "../../schema/config.ts";
import { printYaml } from "../../text/yaml.ts";
import type { CatalogEmitter } from "../emitter.ts";
import { componentSchemas } from "./bodies.ts";
import { type Context, type Dialect, type Plain, tidy } from "./context.ts";
import { catalogExtension } from "./extensions.ts";
import { componentNames } from "./names.ts";
import { type Occasion, occasionsOf } from "./occasions.ts";
import { paragraphs, relinked, sourceList } from "./prose.ts";
import { componentResponses } from "./responses.ts";

/** Gives `openapi.yaml`: schemas and responses for everything that a catalog knows, for a spec to refer to. */
export const openapiEmitter: CatalogEmitter<OpenapiOptions> = {
  name: "openapi",
  scope: "catalog",
  options: $defs.openapi as JsonSchema,
  emit: (catalog, { version = "3.1.0" }) => [
    { path: "openapi.yaml", content: printYaml(openapiDocument(catalog, version)) },
  ],
};

/** Gives the OpenAPI document of a catalog as plain data. */
export function openapiDocument(
  catalog: Catalog,
  version: NonNullable<OpenapiOptions["version"]>,
): Plain {
  const dialect = version.startsWith("3.0") ? "3.0" : "3.1";
  const occasions = occasionsOf(catalog);
  const context = contextOf(catalog, dialect, occasions);
  const { title, description, sources } = catalog;
  const about = paragraphs(description && relinked(description, context), sourceList(sources));
  return {
    openapi: version,
    info: tidy({ title, description: about, version: catalog.version }),
    ...tidy({ externalDocs: externalDocs(catalog) }),
    // OpenAPI 3.0 requires paths, even where there are none.
    ...(dialect === "3.0" ? { paths: {} } : {}),
    components: {
      schemas: componentSchemas(occasions, context),
      responses: componentResponses(occasions, context),
    },
    ...catalogExtension(catalog, context),
  };
}

function contextOf(catalog: Catalog, dialect: Dialect, occasions: readonly Occasion[]): Context {
  const keys = occasions.map((occasion) => occasion.key);
  return {
    catalog,
    dialect,
    names: componentNames(catalog, keys),
    definitions: new Map(catalog.definitions.map((one) => [one.name, one])),
    envelopes: new Map(catalog.envelopes.map((one) => [one.name, one])),
    schemas: new Map(catalog.schemas.map(({ name, schema }) => [name, schema])),
  };
}

function externalDocs({ docsUrl, sources }: Catalog): Plain | undefined {
  const [only] = sources;
  if (docsUrl !== undefined && !docsUrl.includes("{")) return { url: docsUrl };
  if (only === undefined || sources.length > 1) return undefined;
  return { description: only.title, url: only.url };
}
