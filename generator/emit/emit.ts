// Runs emitters and checks all that they give before any of it may be written.

import type { Catalog } from "../catalog/catalog.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { parseYaml } from "../text/yaml.ts";
import { withBanner } from "./banner.ts";
import type { CatalogEmitter, MasterEmitter, OutputFile } from "./emitter.ts";
import { toJavaScript } from "./javascript.ts";
import { type OwnEmitter, outputFault, ownFiles } from "./own.ts";

/** An emitter with the options that it is run with. */
export interface Configured<Emitter> {
  readonly emitter: Emitter;
  readonly options: unknown;
}

/** What becomes one folder: what is committed, and what is derived from it. */
export interface Output {
  /** The folder below the output folder. */
  readonly folder: string;
  /** Sources, documents and the package's own files. */
  readonly files: readonly OutputFile[];
  /** `dist/`: the sources as JavaScript and declarations; paths are relative to `dist/`. */
  readonly derived: readonly OutputFile[];
  /** What is wrong with the files of a user's own emitters, which are left out then. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A built-in emitter with its options, or one of a user's own. */
export type AnyEmitter<E> = Configured<E> | OwnEmitter;

/** Gives all files of a catalog; whatever is wrong with a built-in emitter's is a bug, and is thrown with its name. */
export function emitCatalog(
  catalog: Catalog,
  emitters: readonly AnyEmitter<CatalogEmitter<never>>[],
  source: string,
): Output {
  const place = { folder: catalog.id, source, subject: `the catalog "${catalog.id}"` };
  const runs = emitters.map((one): Run => {
    if ("run" in one) return { own: one, input: catalog };
    const { emitter, options } = one;
    return { name: emitter.name, emit: () => emitter.emit(catalog, options as never) };
  });
  return outputOf(runs, place);
}

/** Gives the files that join all catalogs, in the folder of the emitter's name; a built-in emitter's fault is thrown as a bug. */
export function emitMaster(
  catalogs: readonly Catalog[],
  one: AnyEmitter<MasterEmitter<never>>,
): Output {
  const subject = "all catalogs";
  if ("run" in one) {
    const run = { own: one, input: catalogs };
    return outputOf([run], { folder: one.name, source: subject, subject });
  }
  const { emitter, options } = one;
  const run = { name: emitter.name, emit: () => emitter.emit(catalogs, options as never) };
  return outputOf([run], { folder: emitter.name, source: subject, subject });
}

/** A call of an emitter. */
type Run =
  | { readonly name: string; readonly emit: () => readonly OutputFile[] }
  | { readonly own: OwnEmitter; readonly input: Catalog | readonly Catalog[] };

interface Place {
  readonly folder: string;
  /** What the banner says that the files are made from. */
  readonly source: string;
  /** What an emitter is run on, as diagnostics name it. */
  readonly subject: string;
}

function outputOf(runs: readonly Run[], { folder, source, subject }: Place): Output {
  const owners = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const made = runs.flatMap((run): readonly Made[] => {
    if (!("own" in run)) return builtIn(run, { folder, owners });
    const { value = [], ...given } = ownFiles(run.own, run.input, subject);
    diagnostics.push(...given.diagnostics);
    return value.flatMap((file) => {
      const fault = claim(file.path, run.own.name, owners) ?? faultOf(file);
      const whole = fault ?? makeAll(file);
      if (typeof whole !== "string") return [whole];
      diagnostics.push(outputFault(run.own, subject, whole));
      return [];
    });
  });
  const finish = ({ path, content }: OutputFile): OutputFile => ({
    path,
    content: withBanner(content, { path, source }),
  });
  const files = made.map(({ file }) => finish(file));
  return { folder, files, derived: made.flatMap((one) => one.derived.map(finish)), diagnostics };
}

/** A file that was found good, and what follows from it. */
interface Made {
  readonly file: OutputFile;
  readonly derived: readonly OutputFile[];
}

function builtIn(
  { name, emit }: Extract<Run, { readonly name: string }>,
  { folder, owners }: { readonly folder: string; readonly owners: Map<string, string> },
): readonly Made[] {
  try {
    return emit().map((file) => {
      const fault = claim(file.path, name, owners) ?? faultOf(file);
      const whole = fault ?? makeAll(file);
      if (typeof whole === "string") throw new Error(whole);
      return whole;
    });
  } catch (error) {
    throw new Error(`the emitter "${name}" failed on "${folder}"`, { cause: error });
  }
}

/** Gives what is wrong with a path, or notes whose it is. */
function claim(path: string, emitter: string, owners: Map<string, string>): string | undefined {
  const safe = path.split("/").every((segment) => /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(segment));
  if (!safe) return `"${path}" is not a path that an emitter may give`;
  // Some file systems tell names apart by more than case, and some do not.
  const folded = path.toLowerCase();
  const other = owners.get(folded);
  if (other === emitter) return `"${path}" is given twice`;
  if (other !== undefined) return `"${path}" is given by "${other}" and by "${emitter}"`;
  owners.set(folded, emitter);
  return undefined;
}

/** Gives a file with its JavaScript and declarations, or why it has none. */
function makeAll(file: OutputFile): Made | string {
  const { path, content } = file;
  if (!path.endsWith(".ts")) return { file, derived: [] };
  const made = toJavaScript(path, content);
  if ("fault" in made) return `"${path}" does not compile: ${made.fault}`;
  const base = path.replace(/^src\//, "").replace(/\.ts$/, "");
  const derived = [
    { path: `${base}.js`, content: made.code },
    { path: `${base}.d.ts`, content: made.declarations },
  ];
  return { file, derived };
}

function faultOf({ path, content }: OutputFile): string | undefined {
  if (!content.endsWith("\n") || content.includes("\r")) {
    return `"${path}" does not end with a line end, or has foreign ones`;
  }
  switch (path.slice(path.lastIndexOf("."))) {
    case ".json":
      return isJson(content) ? undefined : `"${path}" is no JSON`;
    case ".yaml":
    case ".yml": {
      const [fault] = parseYaml({ path, text: content }).diagnostics;
      return fault && `"${path}" is no YAML: ${fault.message.replace(/\.$/, "")}`;
    }
    default:
      return undefined;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
