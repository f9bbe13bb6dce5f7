// The pipeline on one screen: texts and a configuration in, catalogs and output files out; pure.

import type { Catalog } from "./catalog/catalog.ts";
import { loadCatalog } from "./catalog/load.ts";
import type { Config } from "./config.ts";
import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "./diagnostics/diagnostic.ts";
import type { CatalogOutput, ConfiguredEmitter } from "./emit/emit.ts";
import type { Emitter } from "./emit/emitter.ts";
import type { SourceFile, Span } from "./text/source.ts";
import { nodeAt, parseYaml } from "./text/yaml.ts";

/** A catalog, and the file that it stands in. */
export interface LoadedCatalog {
  readonly catalog: Catalog;
  readonly file: SourceFile;
}

/** Gives the master catalog of the sources, sorted by id; one fault anywhere and there is none, but every fault is told. */
export async function loadCatalogs(
  files: readonly SourceFile[],
): Promise<Outcome<readonly LoadedCatalog[]>> {
  const diagnostics: Diagnostic[] = [];
  const loaded: LoadedCatalog[] = [];
  for (const file of files) {
    const outcome = await loadCatalog(file);
    diagnostics.push(...outcome.diagnostics);
    if (outcome.value !== undefined) loaded.push({ catalog: outcome.value, file });
  }
  loaded.sort((a, b) => (a.catalog.id < b.catalog.id ? -1 : a.catalog.id > b.catalog.id ? 1 : 0));
  diagnostics.push(...repeatedIds(loaded));
  return hasErrors(diagnostics) ? { diagnostics } : { value: loaded, diagnostics };
}

/** Gives the output of each catalog; every file is made and checked in memory. */
export async function emitCatalogs(
  catalogs: readonly LoadedCatalog[],
  emitters: Config["emitters"],
): Promise<readonly CatalogOutput[]> {
  // Loaded here, so that validating does not load the compiler of the emitted sources.
  const { emitCatalog } = await import("./emit/emit.ts");
  const configured = await configuredEmitters(emitters);
  return catalogs.map(({ catalog, file }) => emitCatalog(catalog, configured, file.path));
}

/** The built-in emitters in the order in which they run; each is loaded only where it is used. */
const builtin = {
  typescript: async () => (await import("./emit/typescript/typescript.ts")).typescriptEmitter,
  openapi: async () => (await import("./emit/openapi/openapi.ts")).openapiEmitter,
  markdown: async () => (await import("./emit/markdown/markdown.ts")).markdownEmitter,
  package: async () => (await import("./emit/package/package.ts")).packageEmitter,
} as const satisfies Record<keyof Config["emitters"], () => Promise<Emitter<never>>>;

async function configuredEmitters(
  emitters: Config["emitters"],
): Promise<readonly ConfiguredEmitter[]> {
  const configured: ConfiguredEmitter[] = [];
  for (const name of Object.keys(builtin) as (keyof typeof builtin)[]) {
    const options = emitters[name];
    if (options !== false) configured.push({ emitter: await builtin[name](), options });
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

function idSpan(file: SourceFile): Span {
  const { value: root } = parseYaml(file);
  return root === undefined ? { file, start: 0, end: 0 } : nodeAt(root, "/id").span;
}
