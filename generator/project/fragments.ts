// Where the OpenAPI documents of catalogs are that a description refers to, and whether they are printed for its version.

import { dirname, isAbsolute, relative, resolve } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { openapiDefaults, type ResolvedOpenapiOptions } from "../emit/options.ts";
import type { Spec } from "../sync/parts.ts";
import type { Span } from "../text/source.ts";
import { nodeAt } from "../text/yaml.ts";
import type { LoadedCatalog } from "./catalogs.ts";
import type { Config, OutputConfig, SpecConfig } from "./config.ts";
import type { Project } from "./project.ts";

/** A description that may refer to documents of catalogs. */
export interface Referring {
  readonly target: { readonly path: string; readonly config: SpecConfig };
  /** Its OpenAPI version. */
  readonly version: string;
  readonly project: Project;
}

/** Returns the place of a catalog's OpenAPI document, as a description refers to it. */
export function fragmentOf({ catalog }: LoadedCatalog, referring: Referring): string {
  const { target, version, project } = referring;
  const { path, config } = target;
  const template =
    config.fragment ??
    `${escaped(documentOutput(project.config, catalog.id, version)?.path ?? "")}/{id}/openapi.yaml`;
  const filled = template.replaceAll("{id}", catalog.id).replaceAll("{version}", catalog.version);
  if (/^https?:/.test(filled)) return filled;
  // A fragment has its escapes already, so that both ends get theirs before they are compared.
  const from = escaped(dirname(path));
  const way = relative(from, resolve(escaped(project.folder), filled)).replaceAll("\\", "/");
  return isAbsolute(way) || way.startsWith("../") ? way : `./${way}`;
}

/** Returns a path with escapes for what no reference can have in its path; letters of all scripts stay, since some tools take a path literally. */
function escaped(path: string): string {
  return path.replace(/[\s"#%<>?[\]^`{|}]/g, encodeURIComponent);
}

/** A description's configuration, and the place that says that it refers to documents. */
export interface DocumentQuery {
  readonly config: SpecConfig;
  readonly project: Project;
  readonly span: Span | undefined;
}

/** Reports each catalog to whose document a description would refer although no output makes it. */
export function missingDocuments(
  catalogs: readonly LoadedCatalog[],
  { config: { mode, fragment }, project, span }: DocumentQuery,
): readonly Diagnostic[] {
  // What a person says of a place elsewhere is not known to be wrong.
  if (mode !== "ref" || fragment !== undefined) return [];
  const { outputs } = project.config;
  return catalogs.flatMap(({ catalog: { id } }) => {
    if (outputs.some((output) => documentIn(output, id) !== false)) return [];
    return [diagnostic("spec-ref-nowhere", { id }, { span })];
  });
}

/** The same of a description that was read. */
export interface VersionQuery extends DocumentQuery {
  readonly spec: Spec;
}

/** Warns of each catalog whose document is printed for a version that the description cannot take in. */
export function versionFaults(
  catalogs: readonly LoadedCatalog[],
  { config, project, span, spec: { version, main } }: VersionQuery,
): readonly Diagnostic[] {
  if (config.mode !== "ref") return [];
  return catalogs.flatMap(({ catalog: { id } }) => {
    const openapi = documentOutput(project.config, id, version)?.emitters.openapi;
    // Nobody knows of a document from elsewhere what it is printed for.
    if (openapi === undefined || openapi === false) return [];
    if (misfit(openapi.version, version) < misfits.not) return [];
    const holes = { catalog: id, version, printed: openapi.version, wanted: dialectOf(version) };
    const place = nodeAt(main.root, "/openapi").span;
    const notes = [{ message: "This is the version of the description.", span: place }];
    return [diagnostic("spec-ref-version", holes, { span, notes })];
  });
}

/** Returns the output whose document of a catalog is referred to: one that names components as the description does, is printed for its version, and is the first by path. */
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

/** Returns how an output prints the OpenAPI document of a catalog, or `false` if it makes none. */
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

/** Returns the version of a line of OpenAPI whose rules hold for all of it. */
export function dialectOf(version: string): ResolvedOpenapiOptions["version"] {
  return version.startsWith("3.0.") ? "3.0.3" : version.startsWith("3.1.") ? "3.1.0" : "3.2.0";
}
