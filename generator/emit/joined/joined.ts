// The emitter that makes one package of several catalogs: each is a path of it, and its root joins them.

import { $defs } from "../../../schema/config.schema.json";
import type { Catalog } from "../../catalog/catalog.ts";
import type { JsonSchema } from "../../catalog/json-schema.ts";
import { sumOfVersions } from "../../catalog/versions.ts";
import type { MadeFile, MasterEmitter, OutputFile } from "../emitter.ts";
import type { ModuleOptions, PublishOptions, ResolvedJoinedOptions } from "../options.ts";
import { moduleFiles } from "../print/modules.ts";
import { packageFiles, publishedOf } from "../print/package-json.ts";
import { joinedReadme } from "./joined-readme.ts";
import { joiningModule } from "./joining.ts";

/** The name of the one package and its publisher, which is missing if its sources alone are wanted. */
export interface JoinedPackageOptions extends ResolvedJoinedOptions {
  readonly publisher: false | PublishOptions;
  readonly modules: ModuleOptions;
}

/** Emits the module that joins the catalogs, and what npm needs to publish all of them as one package. */
export const joinedEmitter: MasterEmitter<JoinedPackageOptions> = {
  name: "joined",
  scope: "all",
  options: $defs.Joined as JsonSchema,
  emit: (catalogs, options, made) => {
    const paths = new Set(made.map(({ path }) => path));
    // Without sources there are documents alone, which nothing has to join.
    if (!catalogs.every(({ id }) => paths.has(`src/${id}/index.ts`))) return [];
    const modules = catalogs.map((catalog) => ({ catalog, name: `./${catalog.id}/index` }));
    const index = moduleFiles("index", () => joiningModule(modules), options.modules);
    const { publisher } = options;
    if (publisher === false) return index;
    const all = [...made, ...index.map(({ path }) => ({ path }))];
    return [...index, ...publishing({ catalogs, made: all }, options, publisher)];
  },
};

interface Content {
  readonly catalogs: readonly Catalog[];
  readonly made: readonly MadeFile[];
}

function publishing(
  { catalogs, made }: Content,
  { name, version }: JoinedPackageOptions,
  publisher: PublishOptions,
): readonly OutputFile[] {
  const { length } = catalogs;
  const files = packageFiles(
    {
      id: "errors",
      name,
      folder: "",
      version: publisher.kept.get("")?.version ?? version ?? sumOfVersions(catalogs),
      description: `Typed errors of ${length} API${length === 1 ? "" : "s"} in one package.`,
      published: publishedOf(made, publisher.formats),
      faultbook: { catalogs: catalogs.map(({ id }) => id) },
    },
    publisher,
  );
  return [...files, { path: "README.md", content: joinedReadme(catalogs, { name, made }) }];
}
