// The contract between the tool and an emitter, built-in or a user's own.

import type { Catalog } from "../catalog/catalog.ts";
import type { JsonSchema } from "../catalog/json-schema.ts";

/** A file that an emitter gives: its path inside the output of its catalog, and its whole content. */
export interface OutputFile {
  /** Relative, with forward slashes, without `.` and `..`. */
  readonly path: string;
  /** The text, with `\n` line ends; a banner is added by the tool where the file type has comments. */
  readonly content: string;
}

/** A value with one function that turns a catalog into files; it reports nothing and touches nothing. */
export interface Emitter<Options> {
  /** The name that the configuration uses. */
  readonly name: string;
  /** `catalog`: called once for each catalog. */
  readonly scope: "catalog";
  /** The JSON Schema of its options. */
  readonly options: JsonSchema;
  /** Gives the files of one catalog; a thrown error is a bug of the emitter. */
  readonly emit: (catalog: Catalog, options: Options) => readonly OutputFile[];
}
