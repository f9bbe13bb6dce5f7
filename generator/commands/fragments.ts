// Where the OpenAPI documents of catalogs are that a description refers to, and whether they are printed for its version.

import { dirname, isAbsolute, relative, resolve } from "node:path";
import { dialectOf, type LoadedCatalog } from "../compile.ts";
import { type Config, type OutputConfig, openapiDefaults, type SpecConfig } from "../config.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Span } from "../text/source.ts";
import type { Workspace } from "../workspace.ts";

/** A description that refers to documents of catalogs. */
export interface Referring {
  /** Its absolute path. */
  readonly path: string;
  readonly config: SpecConfig;
  /** Its OpenAPI version. */
  readonly version: string;
}

/** Gives the function that says where the OpenAPI document of a catalog is, as the description refers to it. */
export function fragments(
  { path, config, version }: Referring,
  { folder, config: whole }: Workspace,
) {
  return ({ catalog }: LoadedCatalog): string => {
    const template =
      config.fragment ??
      `${escaped(documentOutput(whole, catalog.id, version)?.path ?? "")}/{id}/openapi.yaml`;
    const filled = template.replaceAll("{id}", catalog.id).replaceAll("{version}", catalog.version);
    if (/^https?:/.test(filled)) return filled;
    // A fragment has its escapes already, so that both ends get theirs before they are compared.
    const from = escaped(dirname(path));
    const way = relative(from, resolve(escaped(folder), filled)).replaceAll("\\", "/");
    return isAbsolute(way) || way.startsWith("../") ? way : `./${way}`;
  };
}

/** Gives a path with escapes for what no reference can have in its path; letters of all scripts stay, since some tools take a path as it stands. */
function escaped(path: string): string {
  return path.replace(/[\s"#%<>?[\]^`{|}]/g, encodeURIComponent);
}

/** Gives a fault for each catalog to whose document a description would refer, and that no output makes; `span` is where the configuration says that it refers. */
export function missingDocuments(
  catalogs: readonly LoadedCatalog[],
  { mode, fragment }: SpecConfig,
  { config: { outputs } }: Workspace,
  span: Span | undefined,
): readonly Diagnostic[] {
  // What a person says of a place elsewhere is not known to be wrong.
  if (mode !== "ref" || fragment !== undefined) return [];
  return catalogs.flatMap(({ catalog: { id } }) => {
    if (outputs.some((output) => documentIn(output, id) !== false)) return [];
    return [diagnostic("spec-ref-nowhere", { id }, { span })];
  });
}

/** The places that a warning of a document's version shows. */
export interface VersionPlaces {
  /** Where the configuration says that the description refers to documents. */
  readonly mode: Span | undefined;
  /** Where the description says its version. */
  readonly version: Span;
}

/** Gives a warning for each catalog whose document is printed for a version that the description cannot take in. */
export function versionFaults(
  catalogs: readonly LoadedCatalog[],
  { whole, version }: { readonly whole: Config; readonly version: string },
  places: VersionPlaces,
): readonly Diagnostic[] {
  return catalogs.flatMap(({ catalog: { id } }) => {
    const openapi = documentOutput(whole, id, version)?.emitters.openapi;
    // Nobody knows of a document from elsewhere what it is printed for.
    if (openapi === undefined || openapi === false) return [];
    if (misfit(openapi.version, version) < misfits.not) return [];
    const holes = { catalog: id, version, printed: openapi.version, wanted: dialectOf(version) };
    const notes = [{ message: "This is the version of the description.", span: places.version }];
    return [diagnostic("spec-ref-version", holes, { span: places.mode, notes })];
  });
}

/** Gives the output whose document of a catalog is referred to: one that names components as the description does, is printed for its version, and is the first by path. */
function documentOutput(config: Config, id: string, version: string): OutputConfig | undefined {
  const { schema, response } = (config.emitters.openapi || openapiDefaults).names;
  const making = config.outputs.flatMap((output) => {
    const document = documentIn(output, id);
    if (document === false) return [];
    const isAlike = document.names.schema === schema && document.names.response === response;
    return [{ output, rank: (isAlike ? 0 : others) + misfit(document.version, version) }];
  });
  making.sort((a, b) => a.rank - b.rank || (a.output.path < b.output.path ? -1 : 1));
  return making[0]?.output;
}

/** Gives how an output prints the OpenAPI document of a catalog, or `false` where it makes none. */
function documentIn({ emitters, catalogs }: OutputConfig, id: string) {
  return catalogs?.includes(id) !== false && emitters.openapi;
}

/** How badly a document fits a description of another version. */
const misfits = { same: 0, newer: 1, not: 2 } as const;

/** More than any misfit, since other names lead nowhere. */
const others = 3;

/** A description of 3.2 takes in all that 3.1 has; the schemas of 3.0 are of a dialect of their own. */
function misfit(printed: string, version: string): number {
  const [own, other] = [dialectOf(version), dialectOf(printed)];
  if (own === other) return misfits.same;
  return own === "3.2.0" && other === "3.1.0" ? misfits.newer : misfits.not;
}
