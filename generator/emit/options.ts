// The options of the built-in emitters with every default filled in: the one place where those defaults are decided.

import type { Catalog } from "../catalog/catalog.ts";
import type {
  CustomEmitterDocument,
  EmittersDocument,
  JoinedDocument,
  JsonOptions,
  MarkdownOptions,
  OpenapiOptions,
  PackageOptions,
  SiteOptions,
  TemplateEmitterDocument,
  TypescriptOptions,
} from "../schema/config.ts";

/** The options of each emitter, or `false` if it is off. */
export interface ResolvedEmitters {
  readonly typescript: false | ResolvedTypescriptOptions;
  readonly openapi: false | ResolvedOpenapiOptions;
  readonly json: false | JsonOptions;
  readonly markdown: false | MarkdownOptions;
  readonly site: false | ResolvedSiteOptions;
  readonly package: false | ResolvedPackageOptions;
  /** Custom emitters, by their modules. */
  readonly custom: readonly CustomEmitterDocument[];
  /** Custom templates. */
  readonly template: readonly TemplateConfig[];
}

/** One template with its defaults filled in. */
export type TemplateConfig = TemplateEmitterDocument &
  Required<Pick<TemplateEmitterDocument, "scope" | "partials" | "options">>;

/** The name of the one package of several catalogs; without a version it has the sum of theirs. */
export type ResolvedJoinedOptions = JoinedDocument & Required<Pick<JoinedDocument, "name">>;

/** The options of the OpenAPI emitter, both name templates included. */
export type ResolvedOpenapiOptions = Required<OpenapiOptions> & {
  readonly names: Required<NonNullable<OpenapiOptions["names"]>>;
};

/** The options of the site emitter; its own templates may be missing. */
export type ResolvedSiteOptions = SiteOptions & Required<Pick<SiteOptions, "theme">>;

/** What prints the header or the footer of a page: of one catalog, or of all on the start page. */
export type SiteFrame = (
  view: { readonly catalog: Catalog } | { readonly catalogs: readonly Catalog[] },
) => string;

/** The options of a site, with its own templates ready to print. */
export interface SiteEmitOptions extends Pick<ResolvedSiteOptions, "title" | "theme"> {
  readonly header: SiteFrame;
  readonly footer: SiteFrame;
  /** Returns the name that the code of a catalog is imported by; nothing if there is no such code. */
  readonly packageName: (id: string) => string | undefined;
}

/** How the modules of a package are printed. */
export interface ModuleOptions {
  /** The formats that are built: ECMAScript modules, CommonJS; none if there are sources alone. */
  readonly formats: readonly ModuleFormat[];
  /** The ending with which sources import each other. */
  readonly importExtension: Required<TypescriptOptions>["importExtension"];
}

/** A format of built modules. */
export type ModuleFormat = NonNullable<PackageOptions["formats"]>[number];

/** The options of the TypeScript emitter, and the formats that the package wants built. */
export type ResolvedTypescriptOptions = Required<Omit<TypescriptOptions, "baseClass">> &
  Pick<TypescriptOptions, "baseClass"> &
  ModuleOptions;

/** The options of the package emitter; those without a sensible default may be missing. */
export type ResolvedPackageOptions = PackageOptions &
  Required<Pick<PackageOptions, "license" | "keywords" | "formats" | "version">>;

/** The options of a package, and what its output folder has already. */
export interface PublishOptions extends ResolvedPackageOptions {
  /** The class that its exceptions extend in the place of `Error`. */
  readonly baseClass?: TypescriptOptions["baseClass"];
  /** The path of the output folder from the configuration's folder. */
  readonly path: string;
  /** What packages keep, by folder in the output folder. */
  readonly kept: ReadonlyMap<string, KeptParts>;
}

/** The name of the licence, which npm publishes always. */
export const licenseName = "LICENSE";

/** What a package keeps of what is in its folder. */
export interface KeptParts {
  /** Its version, if another tool raises it. */
  readonly version?: string | undefined;
  /** True if it has a licence that a person wrote. */
  readonly hasLicense: boolean;
}

/** The defaults of the OpenAPI emitter; `sync` follows them even if the emitter is off. */
export const openapiDefaults: ResolvedOpenapiOptions = {
  version: "3.1.0",
  overlay: false,
  extensions: "minimal",
  names: { schema: "{prefix}{name}", response: "{prefix}{name}" },
};

/** Returns the options of all emitters with the defaults filled in. */
export function resolveEmitters(given: EmittersDocument): ResolvedEmitters {
  const openapi = withDefaults<Required<OpenapiOptions>>(given.openapi, openapiDefaults);
  const published = withDefaults<ResolvedPackageOptions>(
    given.package as false | ResolvedPackageOptions | undefined,
    {
      license: "UNLICENSED",
      keywords: [],
      formats: ["esm"],
      version: "catalog",
    },
  );
  const { enumStyle } = given.typescript || {};
  const typescript = withDefaults<Omit<ResolvedTypescriptOptions, "formats">>(given.typescript, {
    enumStyle: "enum",
    aliases: {},
    // Compilers that only erase types leave imports as they are.
    importExtension: enumStyle === "const" ? ".ts" : ".js",
  });
  return {
    typescript: typescript && {
      ...typescript,
      // What no package publishes is not built.
      formats: published === false ? [] : published.formats,
    },
    openapi: openapi && { ...openapi, names: { ...openapiDefaults.names, ...openapi.names } },
    // What compares and explains packages reads it, so that every package has it.
    json: withDefaults<JsonOptions>(given.json ?? (published !== false && {}), {}),
    markdown: withDefaults<MarkdownOptions>(given.markdown, {}),
    site: withDefaults<ResolvedSiteOptions>(given.site ?? false, {
      theme: {},
    }),
    package: published,
    custom: given.custom ?? [],
    template: (given.template ?? []).map((one) => ({
      ...one,
      scope: one.scope ?? "catalog",
      partials: one.partials ?? {},
      options: one.options ?? {},
    })),
  };
}

/** Returns how the modules of an output are printed, also those of custom emitters alone. */
export function moduleOptions({ typescript, package: published }: ResolvedEmitters): ModuleOptions {
  const { importExtension } = typescript || { importExtension: ".js" };
  return { importExtension, formats: published === false ? [] : published.formats };
}

function withDefaults<Options extends object>(
  given: false | Partial<Options> | undefined,
  defaults: Options,
): false | Options {
  return given === false ? false : { ...defaults, ...given };
}
