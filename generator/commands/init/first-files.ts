// The files that `faultbook init` writes: a configuration and a first catalog, with comments for who reads them first.

import { printRecord } from "../../change/record.ts";
import type { FoundEnvelope } from "../../import/finding.ts";
import type { KeptNames } from "../../import/kept-names.ts";
import { tidy } from "../../text/data.ts";
import { parseYaml } from "../../text/yaml.ts";
import type { CatalogNames } from "./project-names.ts";

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

/** Returns an envelope that a first catalog may have, as sources show it. */
export function knownEnvelope(name: FirstEnvelope): FoundEnvelope {
  const { value: root } = parseYaml({ path: "", text: envelopes[name].envelope });
  const all = Object(Object(root?.value).envelopes) as Readonly<Record<string, KnownEnvelope>>;
  const [[title, { code, message, mediaType, body }]] = Object.entries(all) as [
    [string, KnownEnvelope],
  ];
  const places = { code: [code], message: [message], requestId: [], docsUrl: [] };
  return { name: title, ...places, ...tidy({ mediaType, body }) };
}

interface KnownEnvelope {
  readonly code: string;
  readonly message: string;
  readonly mediaType?: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** What a configuration is made for. */
export interface FirstConfig {
  /** The path to the folder of the schemas. */
  readonly schemas: string;
  /** The folder for what is generated. */
  readonly output: string;
  /** The id of the catalog. */
  readonly id: string;
  /** The names of the sources that the packages keep. */
  readonly kept: KeptNames;
  /** What the packages have; nothing if sources alone are made. */
  readonly published?:
    | {
        readonly scope: string | undefined;
        readonly license: string | undefined;
        /** Who may install them, if it is not what npm takes by itself. */
        readonly access: string | undefined;
        readonly isPrivate: boolean;
      }
    | undefined;
}

/** Returns the configuration. */
export function firstConfig({ schemas, output, id, kept, published }: FirstConfig): string {
  const named = kept.text.replace(
    /^emitters:\n/,
    "  # The package also exports the names that the sources have used so far.\n",
  );
  const head = `# yaml-language-server: $schema=${schemas}/config.schema.json
catalogs: catalog
output: ${output}
emitters:
`;
  if (published === undefined)
    return `${head}  # Sources alone; without a line of these there are documents and a package, too.
  package: false
  openapi: false
  markdown: false
${named}${named === "" ? "" : moduleText(kept, `./${output}/${id}/src/index.js`, id)}`;
  const { scope, license = "UNLICENSED", access, isPrivate } = published;
  const publishing = scope === undefined ? "" : `\n    scope: "${scope}"`;
  // A private package is not for npm, and neither are the packages that are made for it.
  const why = isPrivate ? " # as package.json says; without it npm can publish them" : "";
  const installing = access === undefined ? "" : `\n    access: ${access}${why}`;
  return `${head}  package:${publishing}
    license: ${JSON.stringify(license).replace(/^"([\w.-]+)"$/, "$1")}${installing}
${named}`;
}

/** Returns the lines with which `scan --fix` imports the sources of a catalog. */
function moduleText({ classes }: KeptNames, module: string, id: string): string {
  const head = Object.keys(classes).length === 0 ? "scan:\n" : "";
  return `${head}  from:\n    ${id}: ${module}\n`;
}

/** What a first catalog is made for. */
export interface FirstCatalog extends CatalogNames {
  /** The path to the folder of the schemas. */
  readonly schemas: string;
  readonly envelope: FirstEnvelope;
}

/** Returns the first catalog, which is valid as it is. */
export function firstCatalog({ id, prefix, title, schemas, envelope: name }: FirstCatalog): string {
  const { envelope, definition } = envelopes[name];
  return `# yaml-language-server: $schema=${schemas}/catalog.schema.json
id: ${id}
title: ${title}
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

/** Returns the release record of a catalog of which nothing is released yet. */
export function firstRecord(id: string): string {
  return printRecord({ id, version: "0.0.0", facts: new Map() });
}
