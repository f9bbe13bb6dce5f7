// The package emitter: what npm needs to publish a catalog's package.

import { $defs } from "../../../schema/config.schema.json";
import type { Catalog } from "../../catalog/catalog.ts";
import type { JsonSchema } from "../../catalog/json-schema.ts";
import { packageName } from "../../catalog/names.ts";
import type { ResolvedPackageOptions } from "../../config.ts";
import type { CatalogEmitter } from "../emitter.ts";
import { catalogEntries, documents, packageJson } from "../print/package-json.ts";
import { readme } from "./readme.ts";

/** Emits `package.json` and `README.md`. */
export const packageEmitter: CatalogEmitter<ResolvedPackageOptions> = {
  name: "package",
  scope: "catalog",
  options: $defs.package as JsonSchema,
  emit: (catalog, options) => [
    { path: "package.json", content: manifest(catalog, options) },
    { path: "README.md", content: readme(catalog, packageName(catalog.id, options.scope)) },
  ],
};

function manifest(catalog: Catalog, options: ResolvedPackageOptions): string {
  return packageJson(
    {
      id: catalog.id,
      version: catalog.version,
      description: `Typed errors of ${catalog.title}: codes, guards, exceptions and a tolerant parser.`,
      exports: { ...catalogEntries(documents), "./package.json": "./package.json" },
      files: documents,
      faultbook: { catalog: catalog.id },
    },
    options,
  );
}
