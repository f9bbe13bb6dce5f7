// The pipeline on one screen: texts and a configuration in, catalogs and output files out; pure.

import type { Catalog } from "./catalog/catalog.ts";
import { loadCatalog } from "./catalog/load.ts";
import {
  type OutputConfig,
  openapiDefaults,
  type ResolvedEmitters,
  type ResolvedOpenapiOptions,
} from "./config.ts";
import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "./diagnostics/diagnostic.ts";
import type { Configured, Output } from "./emit/emit.ts";
import type { CatalogEmitter, Emitter, MasterEmitter } from "./emit/emitter.ts";
import { deepFreeze, type OwnEmitter, outputFault, ownFiles } from "./emit/own.ts";
import type { CatalogPackageOptions } from "./emit/package/package.ts";
import type { SpecCatalog } from "./sync/sync.ts";
import { suggestion } from "./text/nearest.ts";
import type { SourceFile, Span } from "./text/source.ts";
import { nodeAt, parseYaml } from "./text/yaml.ts";

/** A catalog, and the file that it stands in. */
export interface LoadedCatalog {
  readonly catalog: Catalog;
  readonly file: SourceFile;
}

/** Called before each step of a stage, with how many are done. */
export type Step = (done: number, total: number) => void;

/** Gives the master catalog of the sources, sorted by id; one fault anywhere and there is none, but every fault is told. */
export async function loadCatalogs(
  files: readonly SourceFile[],
  onStep: Step = () => {},
): Promise<Outcome<readonly LoadedCatalog[]>> {
  const diagnostics: Diagnostic[] = [];
  const loaded: LoadedCatalog[] = [];
  for (const [i, file] of files.entries()) {
    onStep(i, files.length);
    const outcome = await loadCatalog(file);
    diagnostics.push(...outcome.diagnostics);
    if (outcome.value !== undefined) loaded.push({ catalog: outcome.value, file });
  }
  loaded.sort((a, b) => (a.catalog.id < b.catalog.id ? -1 : a.catalog.id > b.catalog.id ? 1 : 0));
  diagnostics.push(...repeatedIds(loaded));
  return hasErrors(diagnostics) ? { diagnostics } : { value: loaded, diagnostics };
}

/** The catalogs that are meant, and the ids that none of them has. */
export interface ChosenCatalogs {
  readonly catalogs: readonly LoadedCatalog[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Gives the catalogs of some ids, or all where none are given; `placeOf` says where the id at an index stands. */
export function chooseCatalogs(
  catalogs: readonly LoadedCatalog[],
  ids: readonly string[] | undefined,
  placeOf: (index: number) => Span | undefined = () => undefined,
): ChosenCatalogs {
  if (ids === undefined) return { catalogs, diagnostics: [] };
  const known = catalogs.map(({ catalog }) => catalog.id);
  const diagnostics = ids.flatMap((id, i) => {
    if (known.includes(id)) return [];
    const holes = { id, known: known.join(", "), hint: suggestion(id, known) };
    return [diagnostic("catalog-unknown", holes, { span: placeOf(i) })];
  });
  return { catalogs: catalogs.filter(({ catalog }) => ids.includes(catalog.id)), diagnostics };
}

/** How a folder is made. */
export interface FolderOptions {
  /** Whether the packages that join those of the catalogs are made too. */
  readonly masters: "made" | "left-out";
  readonly onStep?: Step | undefined;
  /** Gives the package of a catalog that stands there already as it would be made. */
  readonly kept?: Kept | undefined;
}

/** Gives the output of a catalog that needs not be made again, or nothing where it does. */
export type Kept = (loaded: LoadedCatalog) => Output | undefined;

/** Gives all that goes into one output folder: a package for each of its catalogs and what joins them, or one package of all. */
export async function emitFolder(
  catalogs: readonly LoadedCatalog[],
  { emitters, joined }: OutputConfig,
  { masters, onStep, kept }: FolderOptions,
): Promise<readonly Output[]> {
  if (joined === false) {
    const each = await emitCatalogs(catalogs, emitters, { onStep, kept });
    return masters === "left-out" ? each : [...each, ...(await emitMasters(catalogs, emitters))];
  }
  onStep?.(0, 1);
  const { emitJoined } = await import("./emit/emit.ts");
  const { joinedEmitter } = await import("./emit/errors/joined.ts");
  const options = { ...joined, publisher: emitters.package };
  const perPackage = { ...emitters, package: false } as const;
  return [
    await emitJoined({
      catalogs: catalogs.map(({ catalog, file }) => ({ catalog, source: file.path })),
      emitters: await configuredOf<CatalogEmitter<never>>(perCatalog, perPackage),
      joining: { emitter: joinedEmitter, options },
    }),
  ];
}

/** Gives the output of each catalog; every file is made and checked in memory. */
export async function emitCatalogs(
  catalogs: readonly LoadedCatalog[],
  emitters: ResolvedEmitters,
  { onStep, kept }: Pick<FolderOptions, "onStep" | "kept"> = {},
): Promise<readonly Output[]> {
  // Loaded here, so that validating does not load the compiler of the emitted sources.
  const { emitCatalog } = await import("./emit/emit.ts");
  const options = { ...emitters, package: withParts(emitters) };
  const configured = await configuredOf<CatalogEmitter<never>>(perCatalog, options);
  const outputs = catalogs.map((loaded, i) => {
    onStep?.(i, catalogs.length);
    const { catalog, file } = loaded;
    return kept?.(loaded) ?? emitCatalog(catalog, configured, file.path);
  });
  return await Promise.all(outputs);
}

/** Gives the outputs that join all catalogs of a configuration; those that would be empty are left out. */
export async function emitMasters(
  catalogs: readonly LoadedCatalog[],
  emitters: ResolvedEmitters,
): Promise<readonly Output[]> {
  const { emitMaster } = await import("./emit/emit.ts");
  const configured = await configuredOf<MasterEmitter<never>>(overAll, emitters);
  const all = catalogs.map(({ catalog }) => catalog);
  const outputs = await Promise.all(configured.map((one) => emitMaster(all, one)));
  return outputs.filter((output) => output.files.length > 0);
}

/** The outputs of one folder, and the user's own emitters that add to them. */
export interface OwnRequest {
  readonly outputs: readonly Output[];
  readonly own: readonly OwnEmitter[];
  /** Whether emitters over all catalogs are run too. */
  readonly masters: "made" | "left-out";
}

/** Gives outputs with the files of a user's own emitters; what these get wrong is told, since it is no bug of the tool. */
export async function emitOwn(
  catalogs: readonly LoadedCatalog[],
  { outputs, own, masters }: OwnRequest,
): Promise<Outcome<readonly Output[]>> {
  const calls = own.filter((one) => one.scope === "catalog" || masters === "made");
  if (calls.length === 0) return { value: outputs, diagnostics: [] };
  const { withOwnFiles } = await import("./emit/emit.ts");
  // All are given the same, and none may change what the others see.
  for (const { catalog } of catalogs) deepFreeze(catalog);
  const diagnostics: Diagnostic[] = [];
  const byFolder = new Map(outputs.map((output) => [output.folder, output]));
  for (const one of calls) {
    for (const { input, subject, source, below } of inputsOf(one, catalogs)) {
      // One package of several catalogs has no folder, and all goes into it.
      const folder = byFolder.has("") ? "" : below;
      const output = byFolder.get(folder) ?? { folder, files: [], derived: [] };
      const { value: files = [], ...given } = ownFiles(one, input, subject);
      const whole = await withOwnFiles(output, { name: one.name, files, source, below });
      const isTaken = one.scope === "all" && catalogs.some(({ catalog }) => catalog.id === below);
      const faults = isTaken ? [takenFault(below)] : whole.faults;
      const told = faults.map((fault) => outputFault(one, subject, fault));
      diagnostics.push(...given.diagnostics, ...told);
      if (whole.output.files.length > 0) byFolder.set(folder, whole.output);
    }
  }
  if (hasErrors(diagnostics)) return { diagnostics };
  return { value: await publishing([...byFolder.values()], outputs), diagnostics };
}

/** Gives outputs whose packages publish what was added to them. */
async function publishing(
  outputs: readonly Output[],
  before: readonly Output[],
): Promise<readonly Output[]> {
  const { withPublished } = await import("./emit/package/published.ts");
  const builtIn = new Map(before.map(({ folder, files }) => [folder, files]));
  return outputs.map((output) => {
    const known = new Set(builtIn.get(output.folder)?.map(({ path }) => path));
    // A package.json of a user's own says itself what is published.
    if (!known.has("package.json")) return output;
    const added = output.files.map(({ path }) => path).filter((path) => !known.has(path));
    return { ...output, files: withPublished(output.files, added) };
  });
}

function takenFault(id: string): string {
  return `they would go into the folder of the catalog "${id}", whose id is the emitter's name`;
}

/** A call of a user's own emitter. */
interface OwnInput {
  readonly input: Catalog | readonly Catalog[];
  /** What it is run on, as diagnostics name it. */
  readonly subject: string;
  /** What the banner says. */
  readonly source: string;
  /** The folder that the files go below. */
  readonly below: string;
}

function inputsOf(
  { scope, name }: OwnEmitter,
  catalogs: readonly LoadedCatalog[],
): readonly OwnInput[] {
  const all = catalogs.map(({ catalog }) => catalog);
  const subject = "all catalogs";
  if (scope === "all") return [{ input: all, subject, source: subject, below: name }];
  return catalogs.map(({ catalog, file }) => ({
    input: catalog,
    subject: `the catalog "${catalog.id}"`,
    source: file.path,
    below: catalog.id,
  }));
}

/** What a description asks of the catalogs that go into it. */
export interface SpecSetting {
  /** Its OpenAPI version. */
  readonly version: string;
  /** The emitters, of which that of OpenAPI says how components are called. */
  readonly emitters: ResolvedEmitters;
  /** Gives the place of a catalog's own OpenAPI document, where the description only refers to it. */
  readonly fragmentOf?: (loaded: LoadedCatalog) => string;
}

/** Gives catalogs as components and responses for a description. */
export async function specCatalogs(
  catalogs: readonly LoadedCatalog[],
  { version, emitters, fragmentOf }: SpecSetting,
): Promise<readonly SpecCatalog[]> {
  const { descriptionParts } = await import("./emit/openapi/openapi.ts");
  const options = { ...(emitters.openapi || openapiDefaults), version: dialectOf(version) };
  return catalogs.map((loaded) => {
    const { catalog, file } = loaded;
    const { components, responsesFor } = descriptionParts(catalog, options);
    return {
      catalog,
      placeOf: (pointer) => spanIn(file, pointer),
      ...(fragmentOf
        ? { components: referred(components, fragmentOf(loaded)), whole: components }
        : { components }),
      responsesFor,
    };
  });
}

/** Gives the version of a line of OpenAPI whose rules hold for all of it. */
export function dialectOf(version: string): ResolvedOpenapiOptions["version"] {
  return version.startsWith("3.0.") ? "3.0.3" : version.startsWith("3.1.") ? "3.1.0" : "3.2.0";
}

function referred({ schemas, responses, examples }: SpecCatalog["components"], fragment: string) {
  const lead = (section: string, components: object) =>
    Object.fromEntries(
      Object.keys(components).map((name) => [
        name,
        { $ref: `${fragment}#/components/${section}/${name}` },
      ]),
    );
  return {
    schemas: lead("schemas", schemas),
    responses: lead("responses", responses),
    examples: lead("examples", examples),
  };
}

type Loaders<E> = { readonly [Name in BuiltInName]?: () => Promise<E> };

type BuiltInName = Exclude<keyof ResolvedEmitters, "custom" | "template">;

/** The built-in emitters of one catalog in the order in which they run; each is loaded only where it is used. */
const perCatalog = {
  typescript: async () => (await import("./emit/typescript/typescript.ts")).typescriptEmitter,
  openapi: async () => (await import("./emit/openapi/openapi.ts")).openapiEmitter,
  markdown: async () => (await import("./emit/markdown/markdown.ts")).markdownEmitter,
  package: async () => (await import("./emit/package/package.ts")).packageEmitter,
} as const satisfies Loaders<CatalogEmitter<never>>;

/** The built-in emitters over all catalogs. */
const overAll = {
  errors: async () => (await import("./emit/errors/errors.ts")).errorsEmitter,
} as const satisfies Loaders<MasterEmitter<never>>;

/** Gives the options of the package emitter, which knows no other emitter, with what else the package has. */
function withParts(emitters: ResolvedEmitters): false | CatalogPackageOptions {
  if (emitters.package === false) return false;
  const { typescript, openapi, markdown } = emitters;
  const parts = {
    typescript: typescript !== false,
    openapi: openapi !== false,
    overlay: openapi !== false && openapi.overlay,
    markdown: markdown !== false,
  };
  return { ...emitters.package, parts };
}

async function configuredOf<E extends Emitter<never>>(
  loaders: Loaders<E>,
  emitters: { readonly [Name in BuiltInName]: unknown },
): Promise<readonly Configured<E>[]> {
  const configured: Configured<E>[] = [];
  for (const [name, load] of Object.entries(loaders)) {
    const options = emitters[name as BuiltInName];
    if (options !== false) configured.push({ emitter: await load(), options });
  }
  return configured;
}

function repeatedIds(loaded: readonly LoadedCatalog[]): readonly Diagnostic[] {
  return loaded.flatMap((one, i) => {
    const before = loaded[i - 1];
    if (before === undefined || before.catalog.id !== one.catalog.id) return [];
    const notes = [{ message: "The other one stands here.", span: idSpan(before.file) }];
    const id = one.catalog.id;
    return [diagnostic("catalog-id-repeated", { id }, { span: idSpan(one.file), notes })];
  });
}

/** Gives the place of a catalog's id in its file. */
export function idSpan(file: SourceFile): Span {
  return spanIn(file, "/id");
}

function spanIn(file: SourceFile, pointer: string): Span {
  const { value: root } = parseYaml(file);
  return root === undefined ? { file, start: 0, end: 0 } : nodeAt(root, pointer).span;
}
