// What a configuration that is a module may hold, for editors and compilers.

import type { CatalogEmitter, MasterEmitter } from "../emit/emitter.ts";
import type {
  ConfigDocument,
  CustomEmitterDocument,
  EmittersDocument,
  OutputDocument,
} from "../schema/config.ts";

/** A custom emitter, whatever its options are. */
export type CustomEmitter = CatalogEmitter<never> | MasterEmitter<never>;

/** An emitter by its module, or the emitter itself. */
export type CustomInput = Pick<CustomEmitterDocument, "options"> &
  (
    | { readonly module: string; readonly emitter?: never }
    | { readonly emitter: CustomEmitter; readonly module?: never }
  );

/** The options of all emitters, and custom ones. */
export type EmittersInput = Omit<EmittersDocument, "custom"> & {
  /** Emitters of your own. */
  readonly custom?: readonly CustomInput[];
};

/** One output folder, with options of its own. */
export type OutputInput = Omit<OutputDocument, "emitters"> & {
  /** What is generated here, and how. */
  readonly emitters?: EmittersInput;
};

/** A configuration as a module exports it: what a data file may hold, and emitters themselves. */
export type ConfigInput = Omit<ConfigDocument, "$schema" | "emitters" | "outputs"> & {
  /** What is generated, and how. */
  readonly emitters?: EmittersInput;
  /** Several folders for what is generated. */
  readonly outputs?: readonly OutputInput[];
};

/** Returns a configuration as it is; it is there for its types. */
export function defineConfig(config: ConfigInput): ConfigInput {
  return config;
}
