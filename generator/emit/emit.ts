// Runs emitters and checks all that they give before any of it may be written.

import type { Catalog } from "../catalog/catalog.ts";
import { withBanner } from "./banner.ts";
import type { CatalogEmitter, MasterEmitter, OutputFile } from "./emitter.ts";
import { toJavaScript } from "./javascript.ts";

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
}

/** Gives all files of a catalog; whatever is wrong with them is a bug of the emitter, and is thrown with its name. */
export function emitCatalog(
  catalog: Catalog,
  emitters: readonly Configured<CatalogEmitter<never>>[],
  source: string,
): Promise<Output> {
  const runs = emitters.map(({ emitter, options }) => ({
    name: emitter.name,
    emit: () => emitter.emit(catalog, options as never),
  }));
  return outputOf(runs, { folder: catalog.id, source });
}

/** Gives the files that join all catalogs, in the folder of the emitter's name; a fault is thrown as a bug of the emitter. */
export function emitMaster(
  catalogs: readonly Catalog[],
  { emitter, options }: Configured<MasterEmitter<never>>,
): Promise<Output> {
  const run = { name: emitter.name, emit: () => emitter.emit(catalogs, options as never) };
  return outputOf([run], { folder: emitter.name, source: "all catalogs" });
}

interface Run {
  readonly name: string;
  readonly emit: () => readonly OutputFile[];
}

interface Place {
  readonly folder: string;
  /** What the banner says that the files are made from. */
  readonly source: string;
}

async function outputOf(runs: readonly Run[], { folder, source }: Place): Promise<Output> {
  const owners = new Map<string, string>();
  const deriving: Promise<readonly OutputFile[]>[] = [];
  const files = runs.flatMap(({ name, emit }) => {
    try {
      const given = emit();
      for (const file of given) {
        claim(file.path, name, owners);
        if (file.path.endsWith(".ts")) deriving.push(started(derive(file)));
      }
      return given;
    } catch (error) {
      throw new Error(`the emitter "${name}" failed on "${folder}"`, { cause: error });
    }
  });
  const derived = (await Promise.all(deriving)).flat();
  const finish = (file: OutputFile): OutputFile => {
    check(file);
    return { path: file.path, content: withBanner(file.content, { path: file.path, source }) };
  };
  return { folder, files: files.map(finish), derived: derived.map(finish) };
}

function claim(path: string, emitter: string, owners: Map<string, string>): void {
  const safe = path.split("/").every((segment) => /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(segment));
  if (!safe) throw new Error(`"${path}" is not a path that an emitter may give`);
  // Some file systems tell names apart by more than case, and some do not.
  const folded = path.toLowerCase();
  const other = owners.get(folded);
  if (other !== undefined) throw new Error(`"${path}" is given by "${other}" and by "${emitter}"`);
  owners.set(folded, emitter);
}

/** What is derived of a file is made while the next emitters run; should one of these fail, nobody waits for it. */
function started<Value>(made: Promise<Value>): Promise<Value> {
  made.catch(() => {});
  return made;
}

async function derive({ path, content }: OutputFile): Promise<readonly OutputFile[]> {
  const { code, declarations } = await toJavaScript(path, content);
  const base = path.replace(/^src\//, "").replace(/\.ts$/, "");
  return [
    { path: `${base}.js`, content: code },
    { path: `${base}.d.ts`, content: declarations },
  ];
}

function check({ path, content }: OutputFile): void {
  if (!content.endsWith("\n") || content.includes("\r")) {
    throw new Error(`"${path}" does not end with a line end, or has foreign ones`);
  }
  if (path.endsWith(".json")) JSON.parse(content);
}
