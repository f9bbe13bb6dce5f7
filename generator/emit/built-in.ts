// The built-in emitters: one line each, and loaded only if it is used.

import type { Catalog } from "../catalog/catalog.ts";
import { documented } from "../catalog/documented.ts";
import type { ReadyEmitter } from "./emit.ts";
import type { CatalogEmitter, MasterEmitter } from "./emitter.ts";
import { moduleOptions, type ResolvedEmitters, type ResolvedJoinedOptions } from "./options.ts";

type Maker = Exclude<keyof ResolvedEmitters, "custom" | "template" | "package">;
type Loader<Options> = () => Promise<CatalogEmitter<Options> | MasterEmitter<Options>>;
type Loaders = { readonly [Of in Maker]: Loader<Exclude<ResolvedEmitters[Of], false>> };

/** The emitters in the order in which they run. */
const loaders: Loaders = {
  typescript: async () => (await import("./typescript/typescript.ts")).typescriptEmitter,
  openapi: async () => (await import("./openapi/openapi.ts")).openapiEmitter,
  json: async () => (await import("./json/json.ts")).jsonEmitter,
  markdown: async () => (await import("./markdown/markdown.ts")).markdownEmitter,
};

/** The emitters of code, which has the whole catalog; the others make documents. */
const inCode: ReadonlySet<string> = new Set(["typescript"]);

/** The options of an output's built-in emitters. */
export interface BuiltInOptions {
  readonly emitters: ResolvedEmitters;
  /** The name of its one package, or `false` if each catalog is a package. */
  readonly joined: false | ResolvedJoinedOptions;
  /** The versions of packages that stay as they are, by folder in the output folder. */
  readonly kept?: ReadonlyMap<string, string>;
}

/** Loads the emitters of an output; `custom` ones run before that of the package, which lists the files of all. */
export async function builtInEmitters(
  { emitters, joined, kept = new Map() }: BuiltInOptions,
  custom: readonly ReadyEmitter[],
): Promise<readonly ReadyEmitter[]> {
  const load = async <Of extends Maker>(name: Of): Promise<readonly ReadyEmitter[]> => {
    const options = emitters[name];
    if (options === false) return [];
    return [bound(await loaders[name](), options as Exclude<ResolvedEmitters[Of], false>)];
  };
  const makers = await Promise.all((Object.keys(loaders) as Maker[]).map(load));
  const all = [...makers.flat(), ...custom];
  if (joined !== false) {
    const { joinedEmitter } = await import("./joined/joined.ts");
    const publisher = emitters.package && { ...emitters.package, kept };
    const options = { ...joined, publisher, modules: moduleOptions(emitters) };
    const joining = bound(joinedEmitter, options);
    return [...all, { ...joining, folder: "" }];
  }
  if (emitters.package === false) return all;
  const { packageEmitter } = await import("./package/package.ts");
  return [...all, bound(packageEmitter, { ...emitters.package, kept })];
}

function bound<Options>(
  emitter: CatalogEmitter<Options> | MasterEmitter<Options>,
  options: Options,
): ReadyEmitter {
  const { name } = emitter;
  const shown = inCode.has(name) ? (catalog: Catalog) => catalog : documented;
  return emitter.scope === "catalog"
    ? {
        name,
        scope: emitter.scope,
        run: (catalog, made) => emitter.emit(shown(catalog), options, made),
      }
    : {
        name,
        scope: emitter.scope,
        run: (catalogs, made) => emitter.emit(catalogs.map(shown), options, made),
      };
}
