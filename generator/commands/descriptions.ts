// The descriptions that a configuration lists or a command line names, and what is wrong with the list.

import { relative, resolve } from "node:path";
import { type ChosenCatalogs, chooseCatalogs, type LoadedCatalog } from "../compile.ts";
import { resolveSpec, type SpecConfig } from "../config.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { realPath } from "../disk/files.ts";
import type { Span } from "../text/source.ts";
import { nodeAt } from "../text/yaml.ts";
import type { Workspace } from "../workspace.ts";
import { missingDocuments } from "./fragments.ts";

/** A description that is meant, with what the configuration says of it. */
export interface Description {
  /** The absolute path of its main file. */
  readonly path: string;
  /** The path as it was named. */
  readonly shown: string;
  readonly config: SpecConfig;
  /** Its place in the configuration's list; nothing where it is not listed. */
  readonly index?: number;
}

/** Gives the descriptions that the configuration lists. */
export function listedDescriptions(
  { config, folder }: Workspace,
  cwd: string,
): readonly Description[] {
  return config.specs.map((spec, index) => {
    const path = resolve(folder, spec.path);
    // What a command line names is relative to the working directory, and so is what annotations name.
    return { path, shown: relative(cwd, path).replaceAll("\\", "/"), config: spec, index };
  });
}

/** Gives the descriptions that a command line names, each with what the list says of it. */
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

/** Gives the place of something that the configuration says of a description, by its JSON Pointer there; nothing where it is not listed. */
export function placeOf({ index }: Description, pointer: string, root: Workspace["root"]) {
  return index === undefined ? undefined : nodeAt(root, `/specs/${index}${pointer}`).span;
}

/** Tells of descriptions that are listed twice, also where other spellings or links lead to one file. */
export function repeatedDescriptions(
  listed: readonly Description[],
  { root }: Workspace,
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

/** Gives the catalogs that go into a description; ids that no catalog has are told. */
export function catalogsOf(
  description: Description,
  catalogs: readonly LoadedCatalog[],
  { root }: Workspace,
): ChosenCatalogs {
  return chooseCatalogs(catalogs, description.config.catalogs, (i) =>
    placeOf(description, `/catalogs/${i}`, root),
  );
}

/** Tells of all that is wrong with the list itself, whatever the descriptions hold. */
export function listFaults(
  workspace: Workspace,
  { cwd, catalogs }: { readonly cwd: string; readonly catalogs: readonly LoadedCatalog[] },
): readonly Diagnostic[] {
  const listed = listedDescriptions(workspace, cwd);
  const each = listed.flatMap((one) => {
    const chosen = catalogsOf(one, catalogs, workspace);
    const span = placeOf(one, "/mode", workspace.root);
    return [
      ...chosen.diagnostics,
      ...missingDocuments(chosen.catalogs, one.config, workspace, span),
    ];
  });
  return [...repeatedDescriptions(listed, workspace), ...each];
}
