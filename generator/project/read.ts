// A configuration in any of its forms as a tree whose nodes know their places.

import { diagnostic, type Outcome } from "../diagnostics/diagnostic.ts";
import { plainTree } from "../text/plain.ts";
import { pointerTokens } from "../text/pointer.ts";
import type { SourceFile } from "../text/source.ts";
import { parseDataFile, type YamlNode } from "../text/yaml.ts";
import { isModule } from "./reference.ts";
import type { CompiledModule } from "./typescript-module.ts";

/** Which configuration is read. */
export interface ConfigPlace {
  /** The absolute path of its file. */
  readonly path: string;
  /** The folder that diagnostics name paths from, absolute. */
  readonly cwd: string;
}

/** A configuration that was read. */
export interface ReadConfig {
  readonly root: YamlNode;
  /** True for a module, whose nodes all have its beginning as their place. */
  readonly isModule: boolean;
  /** The emitters that a module has itself, by the nodes in their place. */
  readonly taken: ReadonlyMap<YamlNode, unknown>;
  /** The absolute paths of all files that were read for it. */
  readonly paths: readonly string[];
  /** The module, if it was compiled. */
  readonly compiled?: CompiledModule | undefined;
}

/** Reads a configuration; only a module runs code. */
export async function readConfig(
  file: SourceFile,
  { path, cwd }: ConfigPlace,
): Promise<Outcome<ReadConfig>> {
  if (!isModule(path)) {
    const { value: root, diagnostics } = parseDataFile(file);
    if (root === undefined) return { diagnostics };
    return { value: { root, isModule: false, taken: new Map(), paths: [path] }, diagnostics };
  }
  // Loaded here, since data needs none of it.
  const { importModule } = await import("./modules.ts");
  const loaded = await importModule({ path, cwd, what: "the configuration" });
  if (loaded.value === undefined) return { diagnostics: loaded.diagnostics };
  const { value, file: module, paths, compiled } = loaded.value;
  const isTaken = (pointer: string) =>
    /^(?:\/outputs\/\d+)?\/emitters\/custom\/\d+\/emitter$/.test(pointer);
  const tree = plainTree(value, { file: module, isTaken });
  if ("root" in tree)
    return { value: { ...tree, isModule: true, paths, compiled }, diagnostics: [] };
  const where = pointerTokens(tree.pointer).join(".");
  const holes = { what: tree.what, place: where === "" ? "its root" : `"${where}"` };
  const span = { file: module, start: 0, end: 0 };
  return { diagnostics: [diagnostic("config-not-data", holes, { span })] };
}
