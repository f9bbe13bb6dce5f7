// A configuration and its catalog files, read from disk: what every command starts from.

import { posix, resolve } from "node:path";
import { type Config, parseConfig } from "./config.ts";
import { configNames } from "./config-names.ts";
import { type Diagnostic, diagnostic, hasErrors } from "./diagnostics/diagnostic.ts";
import { isFolder, listSources, readSource } from "./disk/files.ts";
import type { SourceFile, Span } from "./text/source.ts";
import { nodeAt, type YamlNode, yamlLimits } from "./text/yaml.ts";

/** Where to look for a configuration. */
export interface WorkspaceOptions {
  /** The working directory, absolute. */
  readonly cwd: string;
  /** The configuration file, relative to the working directory; found there by its name where it is not given. */
  readonly config?: string | undefined;
}

/** A configuration, its folder, and the texts of its catalogs. */
export interface Workspace {
  readonly config: Config;
  /** The configuration's text. */
  readonly configFile: SourceFile;
  /** The folders of which every catalog is taken, relative to the configuration's. */
  readonly listed: readonly string[];
  /** The node that the configuration was read from. */
  readonly root: YamlNode;
  /** The absolute path of the configuration's folder, which its paths are relative to. */
  readonly folder: string;
  /** The catalogs' texts, sorted by path; paths are relative to the folder. */
  readonly files: readonly SourceFile[];
}

/** What reading a workspace gives; `wrongUse` tells faults of the call and the configuration from faults of catalogs. */
export interface OpenedWorkspace {
  readonly value?: Workspace;
  readonly diagnostics: readonly Diagnostic[];
  readonly wrongUse: boolean;
}

/** Reads the configuration and all catalog files that it names; every file that cannot be read is told. */
export async function openWorkspace(options: WorkspaceOptions): Promise<OpenedWorkspace> {
  const found = findConfig(options);
  if (found.value === undefined) return { diagnostics: found.diagnostics, wrongUse: true };
  const parsed = await parseConfig(found.value);
  if (parsed.value === undefined) return { diagnostics: parsed.diagnostics, wrongUse: true };
  const { config, root } = parsed.value;
  const folder = resolve(options.cwd, posix.dirname(found.value.path));
  const listed = catalogPaths(config, { folder, root });
  if (hasErrors(listed.diagnostics)) return { diagnostics: listed.diagnostics, wrongUse: true };
  const diagnostics: Diagnostic[] = [];
  const files: SourceFile[] = [];
  for (const [path, span] of listed.paths) {
    const file = readSource(resolve(folder, path), path, yamlLimits.bytes);
    diagnostics.push(...file.diagnostics.map((one) => ({ span, ...one })));
    if (file.value !== undefined) files.push(file.value);
  }
  if (hasErrors(diagnostics)) return { diagnostics, wrongUse: false };
  const value = { config, root, configFile: found.value, listed: listed.folders, folder, files };
  return { value, diagnostics, wrongUse: false };
}

function findConfig({ cwd, config }: WorkspaceOptions): ReturnType<typeof readSource> {
  const names = config === undefined ? configNames : [config];
  for (const name of names) {
    const shown = name.replaceAll("\\", "/");
    const file = readSource(resolve(cwd, name), shown, yamlLimits.bytes);
    if (file.diagnostics[0]?.code !== "file-not-found") return file;
  }
  const path = config ?? configNames[0] ?? "";
  return { diagnostics: [diagnostic("config-not-found", { path })] };
}

interface ConfigPlace {
  readonly folder: string;
  readonly root: YamlNode;
}

/** Gives the path of each catalog, sorted, with the place in the configuration that names it. */
function catalogPaths(
  { catalogs }: Config,
  { folder, root }: ConfigPlace,
): {
  readonly paths: readonly (readonly [path: string, span: Span])[];
  readonly folders: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const paths = new Map<string, Span>();
  const folders: string[] = [];
  catalogs.forEach((path, i) => {
    const at = nodeAt(root, "/catalogs");
    const { span } = at.kind === "sequence" ? (at.items[i] ?? at) : at;
    const clean = posix.normalize(path);
    if (!isFolder(resolve(folder, clean))) {
      paths.set(clean, span);
      return;
    }
    folders.push(clean);
    const listed = listSources(resolve(folder, clean), clean);
    diagnostics.push(...listed.diagnostics);
    const inside = (listed.value ?? [])
      .map((name) => posix.join(clean, name))
      .filter((one) => one !== posix.basename(root.span.file.path));
    if (inside.length === 0) diagnostics.push(diagnostic("no-catalogs", { path }, { span }));
    for (const one of inside) paths.set(one, span);
  });
  return { paths: [...paths].sort(([a], [b]) => (a < b ? -1 : 1)), folders, diagnostics };
}
