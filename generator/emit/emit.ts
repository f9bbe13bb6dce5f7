// Runs the emitters of a catalog and checks all that they give before any of it may be written.

import type { Catalog } from "../catalog/catalog.ts";
import { parseYaml } from "../text/yaml.ts";
import { withBanner } from "./banner.ts";
import type { Emitter, OutputFile } from "./emitter.ts";
import { toJavaScript } from "./javascript.ts";

/** An emitter with the options that it is run with. */
export interface ConfiguredEmitter {
  readonly emitter: Emitter<never>;
  readonly options: unknown;
}

/** The output of one catalog: what is committed, and what is derived from it. */
export interface CatalogOutput {
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
  emitters: readonly ConfiguredEmitter[],
  source: string,
): CatalogOutput {
  const owners = new Map<string, string>();
  const files = emitters.flatMap(({ emitter, options }) => {
    try {
      const given = emitter.emit(catalog, options as never);
      for (const file of given) claim(file.path, emitter.name, owners);
      return given;
    } catch (error) {
      throw new Error(`the emitter "${emitter.name}" failed on the catalog "${catalog.id}"`, {
        cause: error,
      });
    }
  });
  const derived = files.filter((file) => file.path.endsWith(".ts")).flatMap(derive);
  const finish = (file: OutputFile): OutputFile => {
    check(file);
    return { path: file.path, content: withBanner(file.content, { path: file.path, source }) };
  };
  return { folder: catalog.id, files: files.map(finish), derived: derived.map(finish) };
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
