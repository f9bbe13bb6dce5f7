// The package emitter: what npm needs to publish a catalog's package.

import { $defs } from "../../../schema/config.schema.json";
import type { Catalog } from "../../catalog/catalog.ts";
import type { JsonSchema } from "../../catalog/json-schema.ts";
import { packageName } from "../../catalog/names.ts";
import type { CatalogEmitter, MadeFile, OutputFile } from "../emitter.ts";
import type { PublishOptions } from "../options.ts";
import { packageFiles, publishedOf } from "../print/package-json.ts";
import { type PackageParts, readme } from "./readme.ts";

/** Emits `package.json`, what it runs before packing, and `README.md`. */
export const packageEmitter: CatalogEmitter<PublishOptions> = {
  name: "package",
  scope: "catalog",
  options: $defs.package as JsonSchema,
  emit: (catalog, options, made) => {
    const parts = partsOf(made);
    const { scope, formats } = options;
    const published = { name: packageName(catalog.id, scope), parts, formats };
    return [
      ...manifest({ catalog, made, parts }, options),
      { path: "README.md", content: readme(catalog, published) },
    ];
  },
};

interface Content {
  readonly catalog: Catalog;
  readonly made: readonly MadeFile[];
  readonly parts: PackageParts;
}

function partsOf(made: readonly MadeFile[]): PackageParts {
  const owners = new Set(made.map(({ owner }) => owner));
  return {
    typescript: owners.has("typescript"),
    openapi: owners.has("openapi"),
    overlay: made.some(({ path }) => path === "openapi.overlay.yaml"),
    json: owners.has("json"),
    markdown: owners.has("markdown"),
  };
}

function manifest(
  { catalog, made, parts }: Content,
  options: PublishOptions,
): readonly OutputFile[] {
  return packageFiles(
    {
      id: catalog.id,
      folder: catalog.id,
      version: options.kept.get(catalog.id)?.version ?? catalog.version,
      description: parts.typescript
        ? `Typed errors of ${catalog.title}: codes, guards, exceptions and a tolerant parser.`
        : `The errors of ${catalog.title}, as documents.`,
      published: publishedOf(made, options.formats),
      faultbook: { catalog: catalog.id },
    },
    options,
  );
}
