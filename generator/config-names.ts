// Where a configuration stands: the names that its file may have.

/** The names that a configuration file may have, in the order in which they are looked for. */
export const configNames: readonly string[] = [
  "faultbook.config.yaml",
  "faultbook.config.yml",
  "faultbook.config.json",
  "faultbook.config.mjs",
  "faultbook.config.ts",
];
