// The options of the built-in emitters with every default filled in: the one place where those defaults are decided.

import type {
  CustomEmitterDocument,
  EmittersDocument,
  JoinedDocument,
  JsonOptions,
  MarkdownOptions,
  OpenapiOptions,
  PackageOptions,
  TemplateEmitterDocument,
  TypescriptOptions,
} from "../schema/config.ts";

/** The options of each emitter, or `false` if it is off. */
export interface ResolvedEmitters {
  readonly typescript: false | Required<TypescriptOptions>;
  readonly openapi: false | ResolvedOpenapiOptions;
  readonly json: false | JsonOptions;
  readonly markdown: false | MarkdownOptions;
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

/** The options of the package emitter; those without a sensible default may be missing. */
export type ResolvedPackageOptions = PackageOptions &
  Required<Pick<PackageOptions, "license" | "keywords">>;

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
  return {
    typescript: withDefaults<Required<TypescriptOptions>>(given.typescript, { enumStyle: "enum" }),
    openapi: openapi && { ...openapi, names: { ...openapiDefaults.names, ...openapi.names } },
    json: withDefaults<JsonOptions>(given.json ?? false, {}),
    markdown: withDefaults<MarkdownOptions>(given.markdown, {}),
    package: withDefaults<ResolvedPackageOptions>(
      given.package as false | ResolvedPackageOptions | undefined,
      { license: "UNLICENSED", keywords: [] },
    ),
    custom: given.custom ?? [],
    template: (given.template ?? []).map((one) => ({
      ...one,
      scope: one.scope ?? "catalog",
      partials: one.partials ?? {},
      options: one.options ?? {},
    })),
  };
}

function withDefaults<Options extends object>(
  given: false | Partial<Options> | undefined,
  defaults: Options,
): false | Options {
  return given === false ? false : { ...defaults, ...given };
}
