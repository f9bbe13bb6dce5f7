// The configuration: its type, its defaults, and its loading from a text.

import { posix } from "node:path";
import { english } from "../catalog/language.ts";
import { listOf } from "../catalog/locator.ts";
import { packageName } from "../catalog/names.ts";
import type { ChangedSteps } from "../change/change.ts";
import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { schemaFaults } from "../diagnostics/faults.ts";
import {
  type ResolvedEmitters,
  type ResolvedJoinedOptions,
  resolveEmitters,
} from "../emit/options.ts";
import type {
  ConfigDocument,
  LocalesDocument,
  ScanDocument,
  SpecDocument,
} from "../schema/config.ts";
import { acceptsConfig } from "../schema/config-acceptor.js";
import type { SchemaError } from "../schema/validators.js";
import type { SourceFile } from "../text/source.ts";
import { nodeAt, parseDataFile, type YamlNode } from "../text/yaml.ts";
import { type ConfiguredOutput, configuredOutputs, type OutputPlaces } from "./config-outputs.ts";

/** A configuration with every default filled in; paths are relative to its file. */
export interface Config {
  /** Files, or folders whose .yaml, .yml and .json files are taken. */
  readonly catalogs: readonly string[];
  /** The folders that get what is generated, in the order of the configuration. */
  readonly outputs: readonly OutputConfig[];
  /** The OpenAPI descriptions that are kept in line with the catalogs. */
  readonly specs: readonly SpecConfig[];
  /** What is asked of the texts in other languages. */
  readonly locales: Required<LocalesDocument>;
  /** What `scan` knows of hand-written sources. */
  readonly scan: Required<ScanDocument>;
  /** What a release asks of the catalogs. */
  readonly releases: { readonly steps: ChangedSteps; readonly retired: readonly string[] };
  /** The general options, which `sync` follows; each output has those that hold for it. */
  readonly emitters: ResolvedEmitters;
}

/** One output folder with every default filled in. */
export interface OutputConfig {
  /** The folder, relative to the configuration's, as a clean path. */
  readonly path: string;
  readonly places: OutputPlaces;
  /** The ids of its catalogs; all by default. */
  readonly catalogs?: readonly string[] | undefined;
  /** True if it may be behind a symbolic link that leads out of the folder of the configuration. */
  readonly outside: boolean;
  /** The name of its one package, or `false` if each catalog has a package of its own. */
  readonly joined: false | ResolvedJoinedOptions;
  /** The options that hold here. */
  readonly emitters: ResolvedEmitters;
}

/** One OpenAPI description with its defaults filled in. */
export type SpecConfig = SpecDocument &
  Required<Pick<SpecDocument, "mode" | "operations" | "components" | "drift">>;

/** A configuration with the node it was read from, for diagnostics that point into it. */
export interface LoadedConfig {
  readonly config: Config;
  readonly root: YamlNode;
}

/** Returns the aliases of all outputs, each with the generated name. */
export function configuredAliases({ outputs }: Config): readonly (readonly [string, string])[] {
  return outputs.flatMap(({ emitters: { typescript } }) =>
    typescript === false ? [] : Object.entries(typescript.aliases),
  );
}

/** Returns the configuration of a text, or the diagnostics that say why there is none. */
export async function parseConfig(file: SourceFile): Promise<Outcome<LoadedConfig>> {
  const { value: root, diagnostics } = parseDataFile(file);
  return root === undefined ? { diagnostics } : await configOf(root, { placeless: false });
}

/** Whether no text was read for a tree, so that all its nodes have one place. */
export interface ConfigForm {
  readonly placeless: boolean;
}

/** Returns the configuration of a tree. */
export async function configOf(root: YamlNode, form: ConfigForm): Promise<Outcome<LoadedConfig>> {
  const { value, diagnostics } = await checkConfig(root, form);
  return value === undefined ? { diagnostics } : await resolveConfig(root, value);
}

async function checkConfig(
  root: YamlNode,
  { placeless }: ConfigForm,
): Promise<Outcome<ConfigDocument>> {
  const data: unknown = root.value;
  if (acceptsConfig(data)) return { value: data, diagnostics: [] };
  const { validateConfig } = await import("../schema/validators.js");
  validateConfig(data);
  const { default: schema } = await import("../../schema/config.schema.json");
  const text = { root, schema: schema as object, whole: "the configuration", placeless };
  const errors = (validateConfig.errors ?? []).map((error) => ({
    error,
    gone: removedOption(error, root),
  }));
  const rest = errors.filter(({ gone }) => gone === undefined).map(({ error }) => error);
  return {
    diagnostics: [...errors.flatMap(({ gone }) => gone ?? []), ...schemaFaults(rest, text)],
  };
}

/** Options of earlier versions, and what to write instead. */
const removed: Readonly<Record<string, string>> = {
  extends:
    "Write the configuration as faultbook.config.mjs, import there what it builds on, and spread it into the default export.",
  "emitters.errors":
    'One package over all catalogs is an output of its own: write an item "path: generated/all" with "joined: {}" under "outputs", beside one with the "path" of the folder for each catalog.',
};

function removedOption(
  { instancePath, params }: SchemaError,
  root: YamlNode,
): Diagnostic | undefined {
  const name = String(params["additionalProperty"]);
  const owner = instancePath.replace(/^\/outputs\/\d+/, "").slice(1);
  const key = owner === "" ? name : `${owner}.${name}`;
  if (!Object.hasOwn(removed, key)) return undefined;
  const { span } = nodeAt(root, `${instancePath}/${name}`);
  return diagnostic("option-removed", { key, instead: removed[key] ?? "" }, { span });
}

async function resolveConfig(root: YamlNode, data: ConfigDocument): Promise<Outcome<LoadedConfig>> {
  const { catalogs, emitters, specs, locales, scan, releases } = data;
  const outputs = configuredOutputs(data, root, "generated");
  if (outputs.value === undefined) return { diagnostics: outputs.diagnostics };
  const faults = [...formatFaults(data, root), ...(await wordFaultsOf(locales, root))];
  if (faults.length > 0) return { diagnostics: faults };
  const config: Config = {
    catalogs: catalogs === undefined ? ["catalog"] : listOf(catalogs),
    outputs: outputs.value.map((output) => resolveOutput(output)),
    specs: (specs ?? []).map((spec) => resolveSpec(spec)),
    locales: { incomplete: "off", language: english.tag, words: {}, ...locales },
    scan: { ignore: [], classes: {}, from: {}, ...scan },
    // The schema has the kinds of the table.
    releases: { retired: [], ...releases, steps: (releases?.steps ?? {}) as ChangedSteps },
    emitters: resolveEmitters(emitters ?? {}),
  };
  return { value: { config, root }, diagnostics: [] };
}

/** Reports lists of formats that leave the main one out. */
function formatFaults({ emitters, outputs = [] }: ConfigDocument, root: YamlNode) {
  const all = [
    { at: "", emitters },
    ...outputs.map((output, i) => ({ at: `/outputs/${i}`, emitters: output.emitters })),
  ];
  return all.flatMap(({ at, emitters: { package: options } = {} }) => {
    if (!options || (options.formats?.includes("esm") ?? true)) return [];
    const { span } = nodeAt(root, `${at}/emitters/package/formats`);
    return [diagnostic("formats-without-esm", {}, { span })];
  });
}

async function wordFaultsOf(locales: ConfigDocument["locales"], root: YamlNode) {
  if (locales?.words === undefined) return [];
  const { wordFaults } = await import("./words.ts");
  return wordFaults(locales, root);
}

/** Returns the configuration of a description that may be listed or only named by its path. */
export function resolveSpec(spec: SpecDocument): SpecConfig {
  const { mode = "copy", operations = [], drift = "warn" } = spec;
  // Without rules people refer to the components themselves.
  const { components = operations.length === 0 ? "all" : "reached" } = spec;
  return { ...spec, mode, operations, components, drift };
}

function resolveOutput(given: ConfiguredOutput): OutputConfig {
  const { path, places, catalogs, joined, outside = false } = given;
  const emitters = resolveEmitters(given.emitters);
  const name = packageName(
    "errors",
    emitters.package === false ? undefined : emitters.package.scope,
  );
  return {
    path: posix.normalize(path).replace(/\/$/, ""),
    places,
    ...(catalogs === undefined ? {} : { catalogs }),
    outside,
    joined: joined === undefined ? false : { name, ...joined },
    emitters,
  };
}
