// The built-in emitters: one line each, and loaded only if it is used.

import type { ReadyEmitter } from "./emit.ts";
import type { CatalogEmitter, MasterEmitter } from "./emitter.ts";
import type { ResolvedEmitters, ResolvedJoinedOptions } from "./options.ts";

type Name = Exclude<keyof ResolvedEmitters, "custom" | "template">;
type Loader<Options> = () => Promise<CatalogEmitter<Options> | MasterEmitter<Options>>;
type Loaders = { readonly [Of in Name]: Loader<Exclude<ResolvedEmitters[Of], false>> };

/** The emitters in the order in which they run. */
const loaders: Loaders = {
  typescript: async () => (await import("./typescript/typescript.ts")).typescriptEmitter,
  openapi: async () => (await import("./openapi/openapi.ts")).openapiEmitter,
  markdown: async () => (await import("./markdown/markdown.ts")).markdownEmitter,
  package: async () => (await import("./package/package.ts")).packageEmitter,
  errors: async () => (await import("./joined/errors.ts")).errorsEmitter,
};

/** The options of an output's built-in emitters. */
export interface BuiltInOptions {
  readonly emitters: ResolvedEmitters;
  /** The name of its one package, or `false` if each catalog is a package. */
  readonly joined: false | ResolvedJoinedOptions;
}

/** Loads the built-in emitters of an output; `others` run before those that publish, which list the files of all. */
export async function builtInEmitters(
  { emitters, joined }: BuiltInOptions,
  others: readonly ReadyEmitter[],
): Promise<readonly ReadyEmitter[]> {
  const load = async <Of extends Name>(name: Of): Promise<readonly ReadyEmitter[]> => {
    const options = emitters[name];
    if (options === false) return [];
    return [bound(await loaders[name](), options as Exclude<ResolvedEmitters[Of], false>)];
  };
  const makers = [await load("typescript"), await load("openapi"), await load("markdown")].flat();
  if (joined === false) {
    return [...makers, ...others, ...(await load("package")), ...(await load("errors"))];
  }
  const { joinedEmitter } = await import("./joined/joined.ts");
  const joining = bound(joinedEmitter, { ...joined, publisher: emitters.package });
  return [...makers, ...others, { ...joining, folder: "" }];
}

function bound<Options>(
  emitter: CatalogEmitter<Options> | MasterEmitter<Options>,
  options: Options,
): ReadyEmitter {
  const { name } = emitter;
  return emitter.scope === "catalog"
    ? { name, scope: emitter.scope, run: (catalog, made) => emitter.emit(catalog, options, made) }
    : {
        name,
        scope: emitter.scope,
        run: (catalogs, made) => emitter.emit(catalogs, options, made),
      };
}
