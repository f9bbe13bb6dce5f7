// A project: its configuration and its catalog files, read from disk; every command starts from it.

import { basename, dirname, posix, resolve } from "node:path";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import { isFolder, listSources, readSource } from "../disk/files.ts";
import { secretFaults } from "../rules/secrets.ts";
import { append } from "../text/lists.ts";
import type { SourceFile, Span } from "../text/source.ts";
import { nodeAt, type YamlNode, yamlLimits } from "../text/yaml.ts";
import { type Config, configOf } from "./config.ts";
import { configNames, type WorkspaceOptions } from "./config-names.ts";
import { type LocaleFiles, readLocaleFiles } from "./locale-files.ts";
import { type ReadConfig, readConfig } from "./read.ts";
import { findReference } from "./reference.ts";
import { type ReleaseFiles, readReleaseFiles } from "./release-files.ts";

/** A configuration, its folder, and the texts of its catalogs. */
export interface Project {
  readonly config: Config;
  /** The files that the configuration was read from and that it names, catalogs left out. */
  readonly configured: ConfiguredFiles;
  /** The emitters that the configuration has itself, by the nodes in their place. */
  readonly taken: ReadConfig["taken"];
  /** The configuration as a module that was compiled. */
  readonly compiled: ReadConfig["compiled"];
  /** The folders of which every catalog is taken, relative to the configuration's, each with the names that it had. */
  readonly listed: ReadonlyMap<string, readonly string[]>;
  /** The node that the configuration was read from. */
  readonly root: YamlNode;
  /** The absolute path of the configuration's folder, which its paths are relative to. */
  readonly folder: string;
  /** The working directory, absolute, from which diagnostics name other paths. */
  readonly cwd: string;
  /** The catalogs' texts, sorted by path; paths are relative to the folder. */
  readonly files: readonly SourceFile[];
  /** What the configuration is warned of, which every command on the project reports. */
  readonly warnings: readonly Diagnostic[];
  /** The texts in other languages. */
  readonly locales: LocaleFiles;
  /** The files in the folder of the release records. */
  readonly releases: ReleaseFiles;
}

/** The files of a configuration, by their absolute paths. */
export interface ConfiguredFiles {
  /** Its own, modules with what they import, and templates. */
  readonly paths: readonly string[];
  /** Their texts; nothing if code decides, which no text shows completely. */
  readonly texts: ReadonlyMap<string, string> | undefined;
}

/** Reads the configuration and all catalog files that it names; every file that cannot be read is reported. */
export async function openProject(options: WorkspaceOptions): Promise<CommandOutcome<Project>> {
  const found = findConfig(options);
  if (found.value === undefined) return { diagnostics: found.diagnostics, wrongUse: true };
  const path = resolve(options.cwd, found.value.path);
  const read = await readConfig(found.value, { path, cwd: options.cwd });
  if (read.value === undefined) return { diagnostics: read.diagnostics, wrongUse: true };
  const { isModule } = read.value;
  const parsed = await configOf(read.value.root, { placeless: isModule });
  if (parsed.value === undefined) return { diagnostics: parsed.diagnostics, wrongUse: true };
  const { config, root } = parsed.value;
  const secrets = secretFaults(root.span.file);
  if (hasErrors(secrets)) return { diagnostics: secrets, wrongUse: true };
  const folder = dirname(path);
  const listed = catalogPaths(config, { folder, root });
  if (hasErrors(listed.diagnostics)) return { diagnostics: listed.diagnostics, wrongUse: true };
  const releases = readReleaseFiles(folder);
  const diagnostics: Diagnostic[] = [...secrets, ...releases.diagnostics];
  const files: SourceFile[] = [];
  // What is listed in a folder may lead nowhere too, and is no path of the configuration.
  const named = config.catalogs.map((one) => posix.normalize(one));
  let wrongUse = false;
  for (const [path, span] of listed.paths) {
    const file = readSource(resolve(folder, path), path, yamlLimits.bytes);
    append(
      diagnostics,
      file.diagnostics.map((one) => ({ span, ...one })),
    );
    if (file.value !== undefined) files.push(file.value);
    const isMissing = file.diagnostics.some(({ code }) => code === "file-not-found");
    wrongUse ||= isMissing && named.includes(path);
  }
  const locales = readLocaleFiles(folder, [
    ...listed.folders.keys(),
    ...listed.paths.map(([path]) => posix.dirname(path)),
  ]);
  if (releases.value === undefined || hasErrors(diagnostics)) return { diagnostics, wrongUse };
  const { taken, compiled } = read.value;
  const configured = await configuredFiles(read.value, config, {
    folder,
    text: found.value.text,
  });
  const { cwd } = options;
  const value = {
    ...{ config, root, configured, taken, compiled, listed: listed.folders },
    ...{ folder, cwd, files, locales, warnings: diagnostics, releases: releases.value },
  };
  return { value, diagnostics };
}

async function configuredFiles(
  { paths, isModule }: ReadConfig,
  { outputs }: Config,
  { folder, text }: { readonly folder: string; readonly text: string },
): Promise<ConfiguredFiles> {
  const templates = outputs
    .flatMap(({ emitters: { template, site } }) => [
      ...template.flatMap((one) => [one.template, ...Object.values(one.partials)]),
      ...[site && site.header, site && site.footer].filter((path) => typeof path === "string"),
    ])
    .map((path) => resolve(folder, path));
  const all = [...paths, ...templates];
  const custom = outputs.flatMap(({ emitters }) => emitters.custom);
  if (custom.length > 0) {
    const { moduleFiles } = await import("./modules.ts");
    const modules = custom.flatMap(({ module = "" }) => {
      const found = findReference(module, folder);
      return "path" in found && !found.isPackage ? moduleFiles(found.path) : [];
    });
    return { paths: [...all, ...modules], texts: undefined };
  }
  if (isModule) return { paths: all, texts: undefined };
  const own = paths.map((path) => [path, text] as const);
  const more = templates.map((path) => {
    const { value } = readSource(path, path, yamlLimits.bytes);
    return [path, value?.text ?? ""] as const;
  });
  return { paths: all, texts: new Map([...own, ...more]) };
}

/** Finds and reads the text of the configuration that options name, or of the one in the working directory. */
export function findConfig({ cwd, config }: WorkspaceOptions): ReturnType<typeof readSource> {
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

/** Returns the path of each catalog, sorted, with the place in the configuration that names it. */
function catalogPaths(
  { catalogs }: Config,
  { folder, root }: ConfigPlace,
): {
  readonly paths: readonly (readonly [path: string, span: Span])[];
  readonly folders: ReadonlyMap<string, readonly string[]>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const paths = new Map<string, Span>();
  const folders = new Map<string, readonly string[]>();
  catalogs.forEach((path, i) => {
    const at = nodeAt(root, "/catalogs");
    const { span } = at.kind === "sequence" ? (at.items[i] ?? at) : at;
    const clean = posix.normalize(path);
    if (!isFolder(resolve(folder, clean))) {
      paths.set(clean, span);
      return;
    }
    const listed = listSources(resolve(folder, clean), clean);
    folders.set(clean, listed.value ?? []);
    append(diagnostics, listed.diagnostics);
    const inside = (listed.value ?? [])
      .map((name) => posix.join(clean, name))
      .filter((one) => one !== basename(root.span.file.path));
    if (inside.length === 0) diagnostics.push(diagnostic("no-catalogs", { path }, { span }));
    for (const one of inside) paths.set(one, span);
  });
  return { paths: [...paths].sort(([a], [b]) => (a < b ? -1 : 1)), folders, diagnostics };
}
