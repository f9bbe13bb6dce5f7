// The files that `faultbook init` writes: a configuration and a first catalog, with comments for who reads them first.

/** What the first files are made for. */
export interface FirstFiles {
  /** The catalog's id. */
  readonly id: string;
  /** The catalog's prefix. */
  readonly prefix: string;
  /** The npm scope of the packages, if there is one. */
  readonly scope: string | undefined;
  /** The folder of the schemas, relative to the configuration. */
  readonly schemas: string;
}

/** Returns the configuration. */
export function firstConfig({ scope, schemas }: FirstFiles): string {
  const publishing = scope === undefined ? "" : `\n    scope: "${scope}"`;
  return `# yaml-language-server: $schema=${schemas}/config.schema.json
catalogs: catalog
output: generated
emitters:
  package:${publishing}
    license: UNLICENSED
`;
}

/** Returns the first catalog, which is valid as it is. */
export function firstCatalog({ id, prefix, schemas }: FirstFiles): string {
  return `# yaml-language-server: $schema=../${schemas.replace(/^\.\//, "")}/catalog.schema.json
id: ${id}
title: ${prefix} API
version: 0.1.0
prefix: ${prefix}

# Codes are texts here; "integer" and "mixed" are the other ways.
codeType: string

# Where in an error body its facts stand, as JSON Pointers: {"error":{"code":"…","message":"…"}}
envelopes:
  Standard:
    code: /error/code
    message: /error/message

# One entry an error. Four lines suffice; the rest is for whoever has to act on it.
definitions:
  InsufficientBalance:
    code: insufficient_balance
    kind: insufficient-funds
    summary: The source account does not have enough balance.
    status: 409
    description: The balance counts what is available, without what other transfers hold back.
    resolution:
      - Top up the source account, or transfer less.
    examples:
      - message: The balance is too low.
`;
}
