// The built-in emitters: one line each, and loaded only if it is used.

import type { Catalog } from "../catalog/catalog.ts";
import { documented } from "../catalog/documented.ts";
import { packageName } from "../catalog/names.ts";
import type { CustomFacts, ReadyEmitter } from "./emit.ts";
import type { CatalogEmitter, MasterEmitter } from "./emitter.ts";
import {
  type KeptParts,
  moduleOptions,
  type ResolvedEmitters,
  type ResolvedJoinedOptions,
  type ResolvedSiteOptions,
  type SiteFrame,
} from "./options.ts";

type Maker = Exclude<keyof ResolvedEmitters, "custom" | "template" | "package" | "site">;
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

/** The custom templates above and below the pages of a site. */
export interface SiteFrames {
  readonly header: SiteFrame;
  readonly footer: SiteFrame;
  /** What diagnostics say of the templates. */
  readonly custom: CustomFacts;
}

/** The options of an output's built-in emitters. */
export interface BuiltInOptions {
  readonly emitters: ResolvedEmitters;
  /** The name of its one package, or `false` if each catalog is a package. */
  readonly joined: false | ResolvedJoinedOptions;
  /** The path of the output folder from the configuration's folder. */
  readonly path?: string;
  /** What packages keep, by folder in the output folder. */
  readonly kept?: ReadonlyMap<string, KeptParts>;
  /** The custom templates of its site, if there are any. */
  readonly frames?: SiteFrames | undefined;
}

/** Loads the emitters of an output; `custom` ones run before that of the package, which lists the files of all. */
export async function builtInEmitters(
  options: BuiltInOptions,
  custom: readonly ReadyEmitter[],
): Promise<readonly ReadyEmitter[]> {
  const { emitters, joined, path = ".", kept = new Map() } = options;
  const { baseClass } = emitters.typescript || {};
  const publisher = emitters.package && {
    ...emitters.package,
    ...{ path, kept, ...(baseClass && { baseClass }) },
  };
  const load = async <Of extends Maker>(name: Of): Promise<readonly ReadyEmitter[]> => {
    const own = emitters[name];
    if (own === false) return [];
    return [bound(await loaders[name](), own as Exclude<ResolvedEmitters[Of], false>)];
  };
  const makers = await Promise.all((Object.keys(loaders) as Maker[]).map(load));
  const all = [...makers.flat(), ...custom];
  if (emitters.site !== false) all.push(await siteOf(options, emitters.site));
  if (joined !== false) {
    const { joinedEmitter } = await import("./joined/joined.ts");
    const modules = moduleOptions(emitters);
    const joining = bound(joinedEmitter, { ...joined, publisher, modules });
    return [...all, { ...joining, folder: "" }];
  }
  if (publisher === false) return all;
  const { packageEmitter } = await import("./package/package.ts");
  return [...all, bound(packageEmitter, publisher)];
}

/** Returns the emitter of the site, which shows the code of packages that somebody can import. */
async function siteOf(
  { emitters: { typescript, package: published }, joined, frames }: BuiltInOptions,
  { title, theme }: ResolvedSiteOptions,
): Promise<ReadyEmitter> {
  const { siteEmitter } = await import("./site/site.ts");
  const packageNameOf = (id: string): string | undefined => {
    if (typescript === false || published === false) return undefined;
    return joined === false ? packageName(id, published.scope) : `${joined.name}/${id}`;
  };
  const none = (): string => "";
  const { header = none, footer = none, custom } = frames ?? {};
  const titled = title === undefined ? {} : { title };
  const options = { ...titled, theme, header, footer, packageName: packageNameOf };
  return { ...bound(siteEmitter, options), ...(custom && { custom }) };
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
