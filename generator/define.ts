// What a configuration that is a module may hold, for editors and compilers.

import type { CatalogEmitter, MasterEmitter } from "./emit/emitter.ts";
import type { ConfigDocument, CustomEmitterDocument, EmittersDocument } from "./schema/config.ts";

/** An emitter of a user's own, whatever its options are. */
export type CustomEmitter = CatalogEmitter<never> | MasterEmitter<never>;

/** An emitter by its module, or the emitter itself. */
export type CustomInput = Pick<CustomEmitterDocument, "options"> &
  (
    | { readonly module: string; readonly emitter?: never }
    | { readonly emitter: CustomEmitter; readonly module?: never }
  );

/** A configuration as a module exports it: what a data file may hold, and emitters themselves. */
export type ConfigInput = Omit<ConfigDocument, "$schema" | "emitters"> & {
  /** What is generated, and how. */
  readonly emitters?: Omit<EmittersDocument, "custom"> & {
    /** Emitters of your own. */
    readonly custom?: readonly CustomInput[];
  };
};

/** Gives a configuration as it is; it is there for its types. */
export function defineConfig(config: ConfigInput): ConfigInput {
  return config;
}
