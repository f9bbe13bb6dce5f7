// The descriptions that a configuration lists or a command line names, and what is wrong with the list.

import { dirname, posix, relative, resolve } from "node:path";
import { listOf } from "../catalog/locator.ts";
import { type Diagnostic, diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import type { CommandOutcome } from "../diagnostics/exit-codes.ts";
import { type EditableFile, readEditable } from "../disk/edit.ts";
import { filesBelow, realPath } from "../disk/files.ts";
import { openSpec, type Spec } from "../sync/parts.ts";
import { isLike } from "../sync/rules.ts";
import type { SourceFile, Span } from "../text/source.ts";
import { nodeAt, yamlLimits } from "../text/yaml.ts";
import { type ChosenCatalogs, chooseCatalogs, type LoadedCatalog } from "./catalogs.ts";
import { resolveSpec, type SpecConfig } from "./config.ts";
import { missingDocuments } from "./fragments.ts";
import type { Project } from "./project.ts";

/** A description that is meant, with what the configuration says of it. */
export interface Description {
  /** The absolute path of its main file. */
  readonly path: string;
  /** The path as it was named. */
  readonly shown: string;
  readonly config: SpecConfig;
  /** Its place in the configuration's list; nothing if it is not listed. */
  readonly index?: number;
}

/** Returns the descriptions that the configuration lists; a pattern takes the files that no other entry names. */
export function listedDescriptions({ config, folder, cwd }: Project): readonly Description[] {
  const named = new Set(config.specs.map(({ path }) => resolve(folder, path)));
  return config.specs.flatMap((spec, index) =>
    pathsOf(spec.path, folder)
      .filter((path, _, all) => all.length === 1 || !named.has(path))
      // What a command line names is relative to the working directory, and so is what annotations name.
      .map((path) => {
        return { path, shown: relative(cwd, path).replaceAll("\\", "/"), config: spec, index };
      }),
  );
}

/** Returns the absolute paths that a path or a pattern stands for; a pattern without any file stands for itself. */
function pathsOf(pattern: string, folder: string): readonly string[] {
  if (!pattern.includes("*")) return [resolve(folder, pattern)];
  const base = posix.normalize(pattern.slice(0, pattern.indexOf("*")).replace(/[^/]*$/, "") || ".");
  const rest = posix.normalize(pattern).slice(base === "./" || base === "." ? 0 : base.length);
  const root = resolve(folder, base);
  const found = filesBelow(root).filter((path) => isLike(rest, path));
  return found.length === 0 ? [resolve(folder, pattern)] : found.map((path) => resolve(root, path));
}

/** Returns the descriptions that a command line names, each with its configuration. */
export function namedDescriptions(
  names: readonly string[],
  listed: readonly Description[],
  cwd: string,
): readonly Description[] {
  return names.map((name) => {
    const path = resolve(cwd, name);
    const shown = name.replaceAll("\\", "/");
    const known = listed.find((one) => one.path === path);
    return known === undefined
      ? { path, shown, config: resolveSpec({ path: shown }) }
      : { ...known, shown };
  });
}

/** Returns the place of a part of a description's configuration, by its JSON Pointer there; nothing if it is not listed. */
export function placeOf(
  { index }: Description,
  pointer: string,
  root: Project["root"],
): Span | undefined {
  return index === undefined ? undefined : nodeAt(root, `/specs/${index}${pointer}`).span;
}

/** Reports descriptions that are listed twice, also by other spellings or links. */
export function repeatedDescriptions(
  listed: readonly Description[],
  { root }: Project,
): readonly Diagnostic[] {
  const seen = new Map<string, Span | undefined>();
  return listed.flatMap((one) => {
    const real = realPath(one.path);
    const span = placeOf(one, "/path", root);
    if (!seen.has(real)) {
      seen.set(real, span);
      return [];
    }
    const first = seen.get(real);
    const notes = first === undefined ? [] : [{ message: "It is listed here.", span: first }];
    return [diagnostic("spec-listed-twice", { path: one.shown }, { span, notes })];
  });
}

/** Returns the catalogs that go into a description; ids that no catalog has, and documents that nobody makes, are reported. */
export function chosenFor(
  description: Description,
  catalogs: readonly LoadedCatalog[],
  { project, remove }: { readonly project: Project; readonly remove: boolean },
): ChosenCatalogs {
  const { config } = description;
  const { root } = project;
  const chosen = chooseCatalogs(catalogs, config.catalogs, {
    placeOf: (i) => placeOf(description, `/catalogs/${i}`, root),
  });
  if (remove || chosen.diagnostics.length > 0) return chosen;
  const lists = listOf(config.codes ?? []).flatMap(({ catalog }, i) => {
    if (catalog === undefined) return [];
    const place = codesPlace(config, i, "catalog");
    const source = { placeOf: () => placeOf(description, place, root), owner: "this description" };
    return chooseCatalogs(chosen.catalogs, [catalog], source).diagnostics;
  });
  const span = placeOf(description, "/mode", root);
  const missing = missingDocuments(chosen.catalogs, { config, project, span });
  return { ...chosen, diagnostics: [...lists, ...missing] };
}

/** Returns the place of a key of a list of codes in the configuration of a description. */
export function codesPlace({ codes }: SpecConfig, index: number, key: "at" | "catalog"): string {
  return Array.isArray(codes) ? `/codes/${index}/${key}` : `/codes/${key}`;
}

/** A description that was read, and the files that it is in. */
export interface OpenedDescription {
  readonly spec: Spec;
  /** By their paths, relative to the main file, which has the empty one. */
  readonly files: ReadonlyMap<string, EditableFile>;
}

/** Reads a description with the files that it refers to; `texts` are those that files have by now, by their absolute paths. */
export function openDescription(
  { path, shown, index }: Description,
  { root }: Project,
  texts: ReadonlyMap<string, string>,
): CommandOutcome<OpenedDescription> {
  const files = new Map<string, EditableFile>();
  const folder = dirname(path);
  const read = (inner: string, name: string): Outcome<SourceFile> => {
    const absolute = inner === "" ? path : resolve(folder, inner);
    const query = { path: absolute, shown: name, folder, limit: yamlLimits.bytes };
    const { value: file, diagnostics } = readEditable(query);
    if (file === undefined) return { diagnostics };
    files.set(inner, file);
    const text = texts.get(absolute) ?? file.source.text;
    return { value: { ...file.source, text }, diagnostics };
  };
  const main = read("", shown);
  const spec =
    main.value === undefined
      ? { diagnostics: main.diagnostics }
      : openSpec(main.value, (inner) => read(inner, posix.join(posix.dirname(shown), inner)));
  if (spec.value !== undefined) return { value: { spec: spec.value, files }, diagnostics: [] };
  const span = index === undefined ? undefined : nodeAt(root, `/specs/${index}/path`).span;
  const diagnostics = spec.diagnostics.map((one) => (span === undefined ? one : { span, ...one }));
  // Whoever names a file that is not there gave a wrong name; what else is wrong is in the file.
  const wrongUse = diagnostics.some(({ code }) => code === "file-not-found");
  return { diagnostics, wrongUse };
}

/** Reports all that is wrong with the list itself, whatever the descriptions contain. */
export function listFaults(
  project: Project,
  catalogs: readonly LoadedCatalog[],
): readonly Diagnostic[] {
  const listed = listedDescriptions(project);
  const chosen = listed.map((one) => chosenFor(one, catalogs, { project, remove: false }));
  return [
    ...repeatedDescriptions(listed, project),
    ...chosen.flatMap(({ diagnostics }) => diagnostics),
  ];
}
