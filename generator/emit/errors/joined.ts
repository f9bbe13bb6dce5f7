// The emitter that makes one package of several catalogs: each is a path of it, and its root joins them.

import { $defs } from "../../../schema/config.schema.json";
import type { JsonSchema } from "../../catalog/json-schema.ts";
import type { ResolvedJoinedOptions, ResolvedPackageOptions } from "../../config.ts";
import type { JoinedCatalog, JoiningEmitter, OutputFile } from "../emitter.ts";
import { builtFiles, catalogEntries, entryPoint, packageJson } from "../print/package-json.ts";
import { fileText } from "../print/typescript.ts";
import { descriptionOf, sumOfVersions } from "./facts.ts";
import { joiningModule } from "./joining.ts";
import { joinedReadme } from "./readme.ts";

/** What the one package is called, and who publishes it; nobody where its sources alone are wanted. */
export interface JoinedPackageOptions extends ResolvedJoinedOptions {
  readonly publisher: false | ResolvedPackageOptions;
}

/** Emits the module that joins the catalogs, and what npm needs to publish all of them as one package. */
export const joinedEmitter: JoiningEmitter<JoinedPackageOptions> = {
  name: "joined",
  scope: "joined",
  options: $defs.Joined as JsonSchema,
  emit: (joined, options) => {
    // Without sources there are documents alone, which nothing has to join.
    if (!joined.every(hasSources)) return [];
    const modules = joined.map(({ catalog }) => ({ catalog, name: `./${catalog.id}/index.js` }));
    const index = { path: "src/index.ts", content: fileText(joiningModule(modules)) };
    const { publisher } = options;
    return publisher === false ? [index] : [index, ...publishing(joined, options, publisher)];
  },
};

function publishing(
  joined: readonly JoinedCatalog[],
  { name, version }: JoinedPackageOptions,
  publisher: ResolvedPackageOptions,
): readonly OutputFile[] {
  const catalogs = joined.map(({ catalog }) => catalog);
  const manifest = packageJson(
    {
      id: "errors",
      name,
      version: version ?? sumOfVersions(catalogs),
      description: descriptionOf(catalogs),
      exports: {
        ".": entryPoint("index"),
        ...Object.assign(
          {},
          ...joined.map((one) => catalogEntries(documentsOf(one), one.catalog.id)),
        ),
        "./package.json": "./package.json",
      },
      files: [...builtFiles, ...joined.flatMap(documentsOf)],
      faultbook: { catalogs: catalogs.map(({ id }) => id) },
    },
    publisher,
  );
  return [
    { path: "package.json", content: manifest },
    { path: "README.md", content: joinedReadme(joined, name) },
  ];
}

function hasSources({ catalog, files }: JoinedCatalog): boolean {
  return files.includes(`src/${catalog.id}/index.ts`);
}

function documentsOf({ catalog, files }: JoinedCatalog): readonly string[] {
  return files.filter((path) => !path.startsWith(`src/${catalog.id}/`));
}
