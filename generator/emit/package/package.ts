// The package emitter: what npm needs to publish a catalog's package.

import { $defs } from "../../../schema/config.schema.json";
import type { Catalog } from "../../catalog/catalog.ts";
import type { JsonSchema } from "../../catalog/json-schema.ts";
import type { ResolvedPackageOptions } from "../../config.ts";
import type { Emitter } from "../emitter.ts";
import { readme } from "./readme.ts";

/** Emits `package.json` and `README.md`. */
export const packageEmitter: Emitter<ResolvedPackageOptions> = {
  name: "package",
  scope: "catalog",
  options: $defs.package as JsonSchema,
  emit: (catalog, options) => [
    {
      path: "package.json",
      content: `${JSON.stringify(manifest(catalog, options), undefined, 2)}\n`,
    },
    { path: "README.md", content: readme(catalog, packageName(catalog, options)) },
  ],
};

/** Gives the name that a catalog's package is published under. */
export function packageName({ id }: Catalog, { scope }: ResolvedPackageOptions): string {
  return scope === undefined ? id : `${scope}/${id}`;
}

function manifest(catalog: Catalog, options: ResolvedPackageOptions): object {
  const { license, author, homepage, repository, keywords, access } = options;
  return {
    name: packageName(catalog, options),
    version: catalog.version,
    description: `Typed errors of ${catalog.title}: codes, guards, exceptions and a tolerant parser.`,
    keywords: [...new Set(["errors", "error-codes", catalog.id, ...keywords])],
    ...(homepage === undefined ? {} : { homepage }),
    ...(repository === undefined ? {} : { repository: { type: "git", url: repository } }),
    license,
    ...(author === undefined ? {} : { author }),
    type: "module",
    sideEffects: false,
    engines: { node: ">=18" },
    exports: {
      ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
      "./definitions": { types: "./dist/definitions.d.ts", default: "./dist/definitions.js" },
      "./fixtures": { types: "./dist/fixtures.d.ts", default: "./dist/fixtures.js" },
      // A pattern, since checkers of types take every exact path for a module.
      "./*.yaml": "./*.yaml",
      "./package.json": "./package.json",
    },
    files: ["dist", "!dist/.faultbook.json", "openapi.yaml", "errors.md"],
    publishConfig: { access },
    faultbook: { catalog: catalog.id },
  };
}
