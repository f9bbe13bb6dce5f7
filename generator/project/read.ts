// A configuration in any of its forms, with what it builds on: a tree whose nodes know their files.

import { dirname } from "node:path";
import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { readSource } from "../disk/files.ts";
import { plainTree } from "../text/plain.ts";
import { pointerTokens } from "../text/pointer.ts";
import type { SourceFile } from "../text/source.ts";
import { nodeAt, parseDataFile, type YamlNode, yamlLimits } from "../text/yaml.ts";
import { checkConfig } from "./config.ts";
import { build, rebase, without } from "./merge.ts";
import { findReference, isModule, shownFrom } from "./reference.ts";

/** Which configuration is read. */
export interface ConfigPlace {
  /** The absolute path of its file. */
  readonly path: string;
  /** The folder that diagnostics name paths from, absolute. */
  readonly cwd: string;
}

/** A configuration, joined with all that it builds on. */
export interface ReadConfig {
  readonly root: YamlNode;
  /** The emitters that a module gives itself, by the nodes that stand for them. */
  readonly taken: ReadonlyMap<YamlNode, unknown>;
  /** The absolute paths of all files that were read for it. */
  readonly paths: readonly string[];
  /** The texts of data files by path, where those are all that it depends on: no code, and no package that may change its file. */
  readonly texts: ReadonlyMap<string, string> | undefined;
}

const deepest = 20;

/** Reads a configuration; a fault in a file that it builds on is told in that file. */
export async function readConfig(
  file: SourceFile,
  place: ConfigPlace,
  chain: readonly string[] = [],
): Promise<Outcome<ReadConfig>> {
  const own = isModule(place.path) ? await moduleTree(place) : dataTree(file, place);
  if (own.value === undefined) return { diagnostics: own.diagnostics };
  const placeless = isModule(place.path);
  const checked = await checkConfig(own.value.root, { placeless });
  if (checked.value === undefined) return { diagnostics: checked.diagnostics };
  const references = [checked.value.extends ?? []].flat();
  const diagnostics: Diagnostic[] = [];
  const bases: ReadConfig[] = [];
  for (const [i, reference] of references.entries()) {
    const base = await readBase(reference, { ...place, own: own.value, i, chain });
    diagnostics.push(...base.diagnostics);
    if (base.value !== undefined) bases.push(base.value);
  }
  if (hasErrors(diagnostics)) return { diagnostics };
  const all = [...bases, { ...own.value, root: without(own.value.root, "extends") }];
  return { value: all.reduce(joined), diagnostics };
}

function joined(earlier: ReadConfig, later: ReadConfig): ReadConfig {
  const { texts: first, ...one } = earlier;
  const { texts: second, ...other } = later;
  return {
    root: build(one.root, other.root),
    taken: new Map([...one.taken, ...other.taken]),
    paths: [...one.paths, ...other.paths],
    texts: first && second && new Map([...first, ...second]),
  };
}

function dataTree(file: SourceFile, { path }: ConfigPlace): Outcome<ReadConfig> {
  const { value: root, diagnostics } = parseDataFile(file);
  if (root === undefined) return { diagnostics };
  const texts = new Map([[path, file.text]]);
  return { value: { root, taken: new Map(), paths: [path], texts }, diagnostics };
}

async function moduleTree({ path, cwd }: ConfigPlace): Promise<Outcome<ReadConfig>> {
  // Loaded here, since data needs no compiler.
  const { importModule } = await import("./modules.ts");
  const loaded = await importModule({ path, cwd, what: "the configuration" });
  if (loaded.value === undefined) return { diagnostics: loaded.diagnostics };
  const { value, file, paths } = loaded.value;
  const isTaken = (pointer: string) =>
    /^(?:\/outputs\/\d+)?\/emitters\/custom\/\d+\/emitter$/.test(pointer);
  const tree = plainTree(value, { file, isTaken });
  if ("root" in tree) return { value: { ...tree, paths, texts: undefined }, diagnostics: [] };
  const where = pointerTokens(tree.pointer).join(".");
  const holes = { what: tree.what, place: where === "" ? "its root" : `"${where}"` };
  const span = { file, start: 0, end: 0 };
  return { diagnostics: [diagnostic("config-not-data", holes, { span })] };
}

interface BasePlace extends ConfigPlace {
  /** The configuration that builds on it. */
  readonly own: ReadConfig;
  /** Which of its references it is. */
  readonly i: number;
  /** The files that are being read, each built on by the one before. */
  readonly chain: readonly string[];
}

async function readBase(name: string, place: BasePlace): Promise<Outcome<ReadConfig>> {
  const { path: by, cwd, own, i } = place;
  const at = nodeAt(own.root, "/extends");
  const { span } = at.kind === "sequence" ? (at.items[i] ?? at) : at;
  const found = findReference(name, dirname(by));
  if (!("path" in found)) {
    const holes = { name, reason: found.reason };
    return { diagnostics: [diagnostic("extends-unresolved", holes, { span })] };
  }
  const { path, isPackage } = found;
  const chain = [...place.chain, by];
  if (chain.includes(path))
    return { diagnostics: [diagnostic("extends-cycle", { name }, { span })] };
  if (chain.length > deepest) {
    return { diagnostics: [diagnostic("extends-deep", { limit: deepest }, { span })] };
  }
  if (isModule(path) && !isModule(by)) {
    return { diagnostics: [diagnostic("extends-code", { name }, { span })] };
  }
  const file = readSource(path, shownFrom(cwd, path), yamlLimits.bytes);
  if (file.value === undefined) {
    return { diagnostics: file.diagnostics.map((one) => ({ span, ...one })) };
  }
  const base = await readConfig(file.value, { path, cwd }, chain);
  if (base.value === undefined) return base;
  const { root, texts, ...rest } = base.value;
  const moved = rebase(root, { from: dirname(path), to: dirname(by), isPackage });
  const value = { ...rest, root: moved, texts: isPackage ? undefined : texts };
  return { value, diagnostics: base.diagnostics };
}
