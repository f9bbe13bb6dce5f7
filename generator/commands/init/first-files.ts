// The files that `faultbook init` writes: a configuration and a first catalog, with comments for who reads them first.

import { printRecord } from "../../change/record.ts";

/** The envelopes that a first catalog may have, with what its definition adds. */
const envelopes = {
  plain: {
    envelope: `# Where in an error body its facts stand, as JSON Pointers: {"error":{"code":"…","message":"…"}}
envelopes:
  Standard:
    code: /error/code
    message: /error/message
`,
    definition: "",
  },
  problem: {
    envelope: `# Problem details (RFC 9457). The code is a member of its own; "fact" fills what the exception or the definition knows.
envelopes:
  Problem:
    code: /code
    message: /detail
    mediaType: application/problem+json
    body:
      required: [type, title, status, detail, code]
      properties:
        type: { type: string, fact: docsUrl }
        title: { type: string, fact: title }
        status: { type: integer, fact: status }
        detail: { type: string }
        instance: { type: string }
        code: { type: string }
`,
    definition: "    title: Insufficient balance\n",
  },
  google: {
    envelope: `# The errors of Google's APIs (AIP-193): the code is the reason of the ErrorInfo among the details.
envelopes:
  Google:
    code: /error/details/*/reason
    message: /error/message
    body:
      required: [error]
      properties:
        error:
          required: [code, message, details]
          properties:
            code: { type: integer, fact: status }
            message: { type: string }
            status: { type: string }
            details:
              type: array
              items:
                properties:
                  "@type": { const: type.googleapis.com/google.rpc.ErrorInfo }
                  reason: { type: string }
                  domain: { const: example.com }
`,
    definition: "    body: { /error/status: FAILED_PRECONDITION }\n",
  },
} as const;

/** The name of an envelope that a first catalog may have. */
export type FirstEnvelope = keyof typeof envelopes;

/** The names of the envelopes that a first catalog may have. */
export const firstEnvelopes = Object.keys(envelopes) as readonly FirstEnvelope[];

/** What the first files are made for. */
export interface FirstFiles {
  /** The catalog's id. */
  readonly id: string;
  /** The catalog's prefix. */
  readonly prefix: string;
  /** What the packages have of the package.json that is there. */
  readonly published: {
    readonly scope: string | undefined;
    readonly license: string | undefined;
    readonly isPrivate: boolean;
  };
  /** Returns the path to the folder of the schemas, relative to a file. */
  readonly schemasFor: (file: string) => string;
  /** The envelope of the catalog. */
  readonly envelope: FirstEnvelope;
}

/** Returns the configuration. */
export function firstConfig({ published, schemasFor }: FirstFiles): string {
  const { scope, license = "UNLICENSED", isPrivate } = published;
  const publishing = scope === undefined ? "" : `\n    scope: "${scope}"`;
  // A private package is not for npm, and neither are the packages that are made for it.
  const access = isPrivate
    ? "\n    access: private # as package.json says; without it npm can publish them"
    : "";
  return `# yaml-language-server: $schema=${schemasFor("faultbook.config.yaml")}/config.schema.json
catalogs: catalog
output: generated
emitters:
  package:${publishing}
    license: ${JSON.stringify(license).replace(/^"([\w.-]+)"$/, "$1")}${access}
`;
}

/** Returns the first catalog, which is valid as it is. */
export function firstCatalog({ id, prefix, schemasFor, envelope: name }: FirstFiles): string {
  const { envelope, definition } = envelopes[name];
  return `# yaml-language-server: $schema=${schemasFor(`catalog/${id}.yaml`)}/catalog.schema.json
id: ${id}
title: ${titleOf(id)}
version: 0.1.0
prefix: ${prefix}

# Codes are texts here; "integer" and "mixed" are the other ways.
codeType: string

${envelope}
# One entry an error. Four lines suffice; the rest is for whoever has to act on it.
definitions:
  InsufficientBalance:
    code: insufficient_balance
    kind: insufficient-funds
    summary: The source account does not have enough balance.
    status: 409
${definition}    description: The balance counts what is available, without what other transfers hold back.
    resolution:
      - Top up the source account, or transfer less.
    examples:
      - message: The balance is too low.
`;
}

/** Returns the title of an API: the words of its id, without that of the errors. */
function titleOf(id: string): string {
  const words = id
    .replace(/-errors$/, "")
    .split("-")
    .filter((word) => word !== "api");
  return [...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)), "API"].join(" ");
}

/** Returns the release record of a catalog of which nothing is released yet. */
export function firstRecord(id: string): string {
  return printRecord({ id, version: "0.0.0", facts: new Map() });
}
