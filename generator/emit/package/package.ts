// The package emitter: what npm needs to publish a catalog's package.

import { $defs } from "../../../schema/config.schema.json";
import type { Catalog } from "../../catalog/catalog.ts";
import type { JsonSchema } from "../../catalog/json-schema.ts";
import { packageName } from "../../catalog/names.ts";
import type { ResolvedPackageOptions } from "../../config.ts";
import type { CatalogEmitter } from "../emitter.ts";
import { builtFiles, catalogEntries, documentEntries, packageJson } from "../print/package-json.ts";
import { type PackageParts, readme } from "./readme.ts";

/** Who publishes a catalog's package, and what else is in it. */
export interface CatalogPackageOptions extends ResolvedPackageOptions {
  readonly parts: PackageParts;
}

/** Emits `package.json` and `README.md`. */
export const packageEmitter: CatalogEmitter<CatalogPackageOptions> = {
  name: "package",
  scope: "catalog",
  options: $defs.package as JsonSchema,
  emit: (catalog, options) => {
    const published = { name: packageName(catalog.id, options.scope), parts: options.parts };
    return [
      { path: "package.json", content: manifest(catalog, options) },
      { path: "README.md", content: readme(catalog, published) },
    ];
  },
};

function manifest(catalog: Catalog, options: CatalogPackageOptions): string {
  const { typescript, openapi, overlay, markdown } = options.parts;
  const documents = [
    ...(openapi ? ["openapi.yaml"] : []),
    ...(overlay ? ["openapi.overlay.yaml"] : []),
    ...(markdown ? ["errors.md"] : []),
  ];
  const entries = typescript ? catalogEntries(documents) : documentEntries(documents);
  return packageJson(
    {
      id: catalog.id,
      version: catalog.version,
      description: typescript
        ? `Typed errors of ${catalog.title}: codes, guards, exceptions and a tolerant parser.`
        : `The errors of ${catalog.title}, as documents.`,
      exports: { ...entries, "./package.json": "./package.json" },
      files: [...(typescript ? builtFiles : []), ...documents],
      faultbook: { catalog: catalog.id },
    },
    options,
  );
}
