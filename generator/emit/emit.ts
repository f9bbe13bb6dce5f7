// Runs emitters and checks all that they give before any of it may be written.

import type { Catalog } from "../catalog/catalog.ts";
import { parseYaml } from "../text/yaml.ts";
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
): Output {
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
): Output {
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

function outputOf(runs: readonly Run[], { folder, source }: Place): Output {
  const owners = new Map<string, string>();
  const files = runs.flatMap(({ name, emit }) => {
    try {
      const given = emit();
      for (const file of given) claim(file.path, name, owners);
      return given;
    } catch (error) {
      throw new Error(`the emitter "${name}" failed on "${folder}"`, { cause: error });
    }
  });
  const derived = files.filter((file) => file.path.endsWith(".ts")).flatMap(derive);
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

function derive({ path, content }: OutputFile): readonly OutputFile[] {
  const { code, declarations } = toJavaScript(path, content);
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
  if (path.endsWith(".yaml")) {
    const [fault] = parseYaml({ path, text: content }).diagnostics;
    if (fault !== undefined) throw new Error(`"${path}" is no YAML: ${fault.message}`);
  }
}

/** Files of a user's own emitter, for an output that is made already. */
export interface OwnFiles {
  /** The emitter's name. */
  readonly name: string;
  readonly files: readonly OutputFile[];
  /** What the banner says that they are made from. */
  readonly source: string;
}

/** An output with the good ones of more files, and what is wrong with the others. */
export interface Extended {
  readonly output: Output;
  readonly faults: readonly string[];
}

/** Gives an output with files of a user's own emitter, each checked as those of the built-in ones. */
export function withOwnFiles(output: Output, { name, files, source }: OwnFiles): Extended {
  const owners = new Map(output.files.map(({ path }) => [path.toLowerCase(), "another emitter"]));
  const good: OutputFile[] = [];
  const derived: OutputFile[] = [];
  const faults: string[] = [];
  for (const file of files) {
    try {
      claim(file.path, name, owners);
      check(file);
      if (file.path.endsWith(".ts")) derived.push(...derive(file));
      good.push(file);
    } catch (error) {
      // What is a bug in a file of the tool's is a user's fault here.
      faults.push(faultIn(file.path, (error as Error).message));
    }
  }
  const finish = ({ path, content }: OutputFile): OutputFile => ({
    path,
    content: withBanner(content, { path, source }),
  });
  const extended = {
    folder: output.folder,
    files: [...output.files, ...good.map(finish)],
    derived: [...output.derived, ...derived.map(finish)],
  };
  return { output: extended, faults };
}

/** Gives what is wrong with a file on one line: of the compiler's words, those before the excerpt. */
function faultIn(path: string, message: string): string {
  const lines = message.split("\n").map((line) => line.trim());
  const [first = "", second = ""] = lines.filter((line) => line !== "");
  const words = first.endsWith(":") ? `${first} ${second.replace(/^x /, "")}` : first;
  return words.includes(path) ? words : `"${path}" cannot be read: ${words}`;
}
