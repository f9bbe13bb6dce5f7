// The errors emitter: one package that joins the packages of all catalogs.

import { $defs } from "../../../schema/config.schema.json";
import type { Catalog } from "../../catalog/catalog.ts";
import type { JsonSchema } from "../../catalog/json-schema.ts";
import { packageName } from "../../catalog/names.ts";
import type { MasterEmitter } from "../emitter.ts";
import type { ResolvedErrorsOptions } from "../options.ts";
import { packageJson, publishedOf } from "../print/package-json.ts";
import { fileText } from "../print/typescript.ts";
import { descriptionOf, sumOfVersions } from "./facts.ts";
import { joiningModule } from "./joining.ts";
import { readme } from "./readme.ts";

/** Emits the package `errors`, which depends on the catalogs' packages and on nothing else. */
export const errorsEmitter: MasterEmitter<ResolvedErrorsOptions> = {
  name: "errors",
  scope: "all",
  options: $defs.errors as JsonSchema,
  emit: (catalogs, options) => {
    if (catalogs.length < options.minCatalogs) return [];
    const packages = catalogs.map((catalog) => ({
      catalog,
      name: packageName(catalog.id, options.scope),
    }));
    return [
      { path: "package.json", content: manifest(catalogs, options) },
      { path: "README.md", content: readme(packages, packageName("errors", options.scope)) },
      { path: "src/index.ts", content: fileText(joiningModule(packages)) },
    ];
  },
};

function manifest(catalogs: readonly Catalog[], options: ResolvedErrorsOptions): string {
  return packageJson(
    {
      id: "errors",
      version: options.version ?? sumOfVersions(catalogs),
      description: descriptionOf(catalogs),
      ...publishedOf([{ path: "src/index.ts" }]),
      dependencies: Object.fromEntries(
        catalogs.map(({ id, version }) => [
          packageName(id, options.scope),
          options.dependencies === "workspace" ? "workspace:^" : `^${version}`,
        ]),
      ),
      faultbook: { catalogs: catalogs.map(({ id }) => id) },
    },
    options,
  );
}
