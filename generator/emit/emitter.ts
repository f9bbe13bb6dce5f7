// The contract of every emitter, built-in or custom.

import type { Catalog } from "../catalog/catalog.ts";
import type { JsonSchema } from "../catalog/json-schema.ts";

/** A file that an emitter returns. */
export interface OutputFile {
  /** The path inside the package: relative, with forward slashes, without `.` and `..`. */
  readonly path: string;
  /** The text, or its parts in order, with `\n` line ends; the tool adds a banner if the file type has comments. */
  readonly content: string | Iterable<string>;
  /** True for a module that the package does not export, and for any other file that it does not publish. */
  readonly internal?: true;
  /** True for a module directly in `src/` or `dist/` that is the same for every catalog: one package of several has it once. */
  readonly shared?: true;
  /** The name of the emitter that returned the file; set by the tool. */
  readonly owner?: string;
}

/** A file of a package, without its content. */
export type MadeFile = Omit<OutputFile, "content" | "shared">;

interface EmitterFacts {
  /** The name that the configuration uses. */
  readonly name: string;
  /** The JSON Schema of its options; without one it has none. */
  readonly options?: JsonSchema;
}

/** An emitter that is called once for each catalog; its files go into the catalog's package. */
export interface CatalogEmitter<Options> extends EmitterFacts {
  readonly scope: "catalog";
  /** Returns the files of one catalog; `made` are those that earlier emitters returned for the same package. */
  readonly emit: (
    catalog: Catalog,
    options: Options,
    made: readonly MadeFile[],
  ) => readonly OutputFile[];
}

/** An emitter that is called once with all catalogs; its files go into a folder of its own name. */
export interface MasterEmitter<Options> extends EmitterFacts {
  readonly scope: "all";
  /** Returns files over all catalogs, which are sorted by id; `made` are those of the same package. */
  readonly emit: (
    catalogs: readonly Catalog[],
    options: Options,
    made: readonly MadeFile[],
  ) => readonly OutputFile[];
}

/** A function from catalogs to files; it reports nothing and touches nothing. */
export type Emitter<Options> = CatalogEmitter<Options> | MasterEmitter<Options>;
