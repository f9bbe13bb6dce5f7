// The names that a configuration file may have, and how another one is named.

/** The place of a configuration. */
export interface WorkspaceOptions {
  /** The working directory, absolute. */
  readonly cwd: string;
  /** The configuration file, relative to the working directory; found there by its name by default. */
  readonly config?: string | undefined;
}

/** The names that a configuration file may have, in the order in which they are looked for. */
export const configNames: readonly string[] = [
  "faultbook.config.yaml",
  "faultbook.config.yml",
  "faultbook.config.json",
  "faultbook.config.mjs",
  "faultbook.config.ts",
];
