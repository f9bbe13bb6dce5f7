// The configuration: its type, its defaults, and its loading from a text.

import { schemaFaults } from "./catalog/faults.ts";
import { listOf } from "./catalog/locator.ts";
import type { Outcome } from "./diagnostics/diagnostic.ts";
import type { OwnEmitter } from "./emit/own.ts";
import type {
  ConfigDocument,
  CustomEmitterDocument,
  EmittersDocument,
  ErrorsOptions,
  MarkdownOptions,
  OpenapiOptions,
  PackageOptions,
  SpecDocument,
  TemplateEmitterDocument,
  TypescriptOptions,
} from "./schema/config.ts";
import { validateConfig } from "./schema/validators.js";
import type { SourceFile } from "./text/source.ts";
import { parseYaml, type YamlNode, yamlLimits } from "./text/yaml.ts";

/** A configuration with every default filled in; paths are relative to its file. */
export interface Config {
  /** Files, or folders whose .yaml, .yml and .json files are taken. */
  readonly catalogs: readonly string[];
  /** The folder that gets a package for each catalog. */
  readonly output: string;
  /** The OpenAPI descriptions that are kept in line with the catalogs. */
  readonly specs: readonly SpecConfig[];
  /** The options of each emitter, or `false` where it is off. */
  readonly emitters: {
    readonly typescript: false | Required<TypescriptOptions>;
    readonly openapi: false | ResolvedOpenapiOptions;
    readonly markdown: false | MarkdownOptions;
    readonly package: false | ResolvedPackageOptions;
    /** Off too where there are no sources or packages that it could join. */
    readonly errors: false | ResolvedErrorsOptions;
    /** Emitters of a user's own, by their modules. */
    readonly custom: readonly CustomEmitterDocument[];
    /** Templates of a user's own. */
    readonly template: readonly TemplateConfig[];
    /** Both of a user's own, ready to run; empty until `loadOwnEmitters` has given them. */
    readonly own: readonly OwnEmitter[];
  };
}

/** One template with its defaults filled in. */
export type TemplateConfig = TemplateEmitterDocument &
  Required<Pick<TemplateEmitterDocument, "scope" | "partials" | "options">>;

/** The options of the OpenAPI emitter, the templates of both kinds of names included. */
export type ResolvedOpenapiOptions = Required<OpenapiOptions> & {
  readonly names: Required<NonNullable<OpenapiOptions["names"]>>;
};

/** One OpenAPI description with its defaults filled in. */
export type SpecConfig = SpecDocument & Required<Pick<SpecDocument, "mode" | "operations">>;

/** The options of the package emitter; what has no sensible default may be absent. */
export type ResolvedPackageOptions = PackageOptions &
  Required<Pick<PackageOptions, "license" | "access" | "keywords">>;

/** The options of the emitter over all catalogs, whose package has the publisher of the others. */
export type ResolvedErrorsOptions = ResolvedPackageOptions &
  ErrorsOptions &
  Required<Pick<ErrorsOptions, "dependencies" | "minCatalogs">>;

/** What the OpenAPI emitter does where nothing else is said; `sync` follows it also where the emitter is off. */
export const openapiDefaults: ResolvedOpenapiOptions = {
  version: "3.1.0",
  names: { schema: "{prefix}{name}", response: "{prefix}{name}" },
};

/** A configuration with the node it was read from, for diagnostics that point into it. */
export interface LoadedConfig {
  readonly config: Config;
  readonly root: YamlNode;
}

/** Gives the configuration of a text that builds on no other, or the diagnostics that say why there is none. */
export async function parseConfig(file: SourceFile): Promise<Outcome<LoadedConfig>> {
  const { value: root, diagnostics } = parseYaml(file, yamlLimits);
  return root === undefined ? { diagnostics } : await configOf(root);
}

/** Gives the configuration of a tree, whose nodes may stand in several files. */
export async function configOf(root: YamlNode): Promise<Outcome<LoadedConfig>> {
  const { value, diagnostics } = await checkConfig(root);
  return value === undefined ? { diagnostics } : { value: resolveConfig(root, value), diagnostics };
}

/** Gives what a tree holds where its schema takes it; `placeless` is a tree that no text was read for. */
export async function checkConfig(
  root: YamlNode,
  { placeless = false }: { readonly placeless?: boolean } = {},
): Promise<Outcome<ConfigDocument>> {
  const data: unknown = root.value;
  if (validateConfig(data)) return { value: data, diagnostics: [] };
  const { default: schema } = await import("../schema/config.schema.json");
  const text = { root, schema: schema as object, whole: "the configuration", placeless };
  return { diagnostics: schemaFaults(validateConfig.errors ?? [], text) };
}

function resolveConfig(root: YamlNode, data: ConfigDocument): LoadedConfig {
  const { catalogs, output, emitters, specs } = data;
  const config: Config = {
    catalogs: catalogs === undefined ? ["catalog"] : listOf(catalogs),
    output: output ?? "generated",
    specs: (specs ?? []).map((spec) => resolveSpec(spec)),
    emitters: resolveEmitters(emitters ?? {}),
  };
  return { config, root };
}

/** Gives the configuration of a description that may be listed or only named by its path. */
export function resolveSpec(spec: SpecDocument): SpecConfig {
  return { ...spec, mode: spec.mode ?? "copy", operations: spec.operations ?? [] };
}

function resolveEmitters(given: EmittersDocument): Config["emitters"] {
  const typescript = withDefaults<Required<TypescriptOptions>>(given.typescript, {
    enumStyle: "enum",
  });
  const openapi = withDefaults<Required<OpenapiOptions>>(given.openapi, openapiDefaults);
  const packages = withDefaults<ResolvedPackageOptions>(
    given.package as false | ResolvedPackageOptions | undefined,
    { license: "UNLICENSED", access: "public", keywords: [] },
  );
  const joined = typescript !== false && packages !== false;
  return {
    typescript,
    openapi: openapi && {
      ...openapi,
      names: { ...openapiDefaults.names, ...openapi.names },
    },
    markdown: withDefaults<MarkdownOptions>(given.markdown, {}),
    package: packages,
    errors:
      joined &&
      withDefaults<ResolvedErrorsOptions>(given.errors, {
        ...packages,
        dependencies: "version",
        minCatalogs: 2,
      }),
    custom: given.custom ?? [],
    template: (given.template ?? []).map((one) => ({
      ...one,
      scope: one.scope ?? "catalog",
      partials: one.partials ?? {},
      options: one.options ?? {},
    })),
    own: [],
  };
}

function withDefaults<Options extends object>(
  given: false | Partial<Options> | undefined,
  defaults: Options,
): false | Options {
  return given === false ? false : { ...defaults, ...given };
}
