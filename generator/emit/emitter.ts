// The contract between the tool and an emitter, built-in or a user's own.

import type { Catalog } from "../catalog/catalog.ts";
import type { JsonSchema } from "../catalog/json-schema.ts";

/** A file that an emitter gives: its path inside the output of its catalog, and its whole content. */
export interface OutputFile {
  /** Relative, with forward slashes, without `.` and `..`. */
  readonly path: string;
  /** The text, with `\n` line ends; a banner is added by the tool where the file type has comments. */
  readonly content: string;
  /** True for a module directly in `src/` that is the same for every catalog: one package of several has it once. */
  readonly shared?: true;
}

/** A file as it is to be written; its text takes the least memory so. */
export interface FinishedFile {
  /** Relative to the output's folder, or to its `dist/`. */
  readonly path: string;
  /** The whole text with its banner, as UTF-8. */
  readonly content: Uint8Array;
}

/** A value with one function that turns catalogs into files; it reports nothing and touches nothing. */
export type Emitter<Options> =
  | CatalogEmitter<Options>
  | MasterEmitter<Options>
  | JoiningEmitter<Options>;

interface EmitterFacts {
  /** The name that the configuration uses. */
  readonly name: string;
  /** The JSON Schema of its options. */
  readonly options: JsonSchema;
}

/** An emitter that is called once for each catalog; its files go into the catalog's folder. */
export interface CatalogEmitter<Options> extends EmitterFacts {
  readonly scope: "catalog";
  /** Gives the files of one catalog; a thrown error is a bug of the emitter. */
  readonly emit: (catalog: Catalog, options: Options) => readonly OutputFile[];
}

/** An emitter that is called once with all catalogs; its files go into a folder of its own name. */
export interface MasterEmitter<Options> extends EmitterFacts {
  readonly scope: "all";
  /** Gives the files that join the catalogs, which are sorted by id; none where there is nothing to join. */
  readonly emit: (catalogs: readonly Catalog[], options: Options) => readonly OutputFile[];
}

/** A catalog in a package of several: its sources are in `src/<id>/`, all else in `<id>/`. */
export interface JoinedCatalog {
  readonly catalog: Catalog;
  /** The paths of its files inside the package. */
  readonly files: readonly string[];
}

/** An emitter that is called once with all catalogs of one package, after the others gave the files of each. */
export interface JoiningEmitter<Options> extends EmitterFacts {
  readonly scope: "joined";
  /** Gives the files that make one package of the catalogs, which are sorted by id. */
  readonly emit: (catalogs: readonly JoinedCatalog[], options: Options) => readonly OutputFile[];
}
