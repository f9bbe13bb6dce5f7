// A catalog that uses every field, with each of its texts given by the test.

/** What may stand in a field: one line; Markdown; a template; a message; a name of a property; a constant; a code; a header. */
export type TextKind =
  | "line"
  | "markdown"
  | "template"
  | "message"
  | "property"
  | "constant"
  | "code"
  | "header";

/** Gives the text of a field, told by what may stand there and where it is. */
export type Fill = (kind: TextKind, place: string) => string;

/** A text that does no harm, different for each place, and that is no identifier. */
export const harmless: Fill = (kind, place) => `harmless ${kind} (${place})`;

/** Gives a document with every field of the format. */
export function everything(fill: Fill) {
  const line = (place: string) => fill("line", place);
  const markdown = (place: string) => fill("markdown", place);
  const template = (place: string) => fill("template", place).replace(/[{}]/g, "$&$&");
  const property = fill("property", "body");
  const token = property.replaceAll("~", "~0").replaceAll("/", "~1");
  const constant = fill("constant", "when");
  const spot = line("scopes/0");
  const futures = line("scopes/1");
  const operation = line("operation");
  const shared = fill("code", "shared");
  const texts = (at: string) => ({
    title: line(`${at}/title`),
    description: markdown(`${at}/description`),
    causes: [markdown(`${at}/causes/0`), markdown(`${at}/causes/1`)],
    resolution: [markdown(`${at}/resolution/0`), markdown(`${at}/resolution/1`)],
  });
  return {
    id: "everything",
    title: line("title"),
    version: "2.3.4",
    prefix: "Every",
    codeType: "mixed",
    description: markdown("description"),
    docsUrl: "https://example.com/all/{name}#{slug}",
    sources: {
      first: {
        title: line("sources/first/title"),
        url: "https://example.com/first",
        read: "2026-01-02",
        docsUrl: "https://example.com/first#{code}",
      },
      second: { title: line("sources/second/title"), url: "https://example.com/second" },
    },
    scopes: [spot, futures],
    schemas: {
      Choice: {
        title: line("schemas/Choice/title"),
        description: markdown("schemas/Choice/description"),
        type: "string",
        enum: [
          fill("constant", "schemas/Choice/enum/0"),
          fill("constant", "schemas/Choice/enum/1"),
        ],
        examples: [fill("constant", "schemas/Choice/enum/0")],
      },
      Detail: {
        description: markdown("schemas/Detail/description"),
        type: "object",
        required: [property],
        properties: {
          [property]: { description: markdown("schemas/Detail/property"), type: "string" },
          choice: { $ref: "#/schemas/Choice" },
        },
        additionalProperties: false,
      },
    },
    tags: ["all", "every/thing"],
    "x-portal": { [line("x-portal/key")]: [line("x-portal/value"), null, 1.5, true] },
    envelope: "Main",
    envelopes: {
      Main: {
        tags: ["main"],
        "x-main": line("envelopes/Main/x-main"),
        description: markdown("envelopes/Main/description"),
        code: `/${token}/code`,
        message: [`/${token}/message`, `/${token}/text`],
        requestId: ["/id", "header:x-request-id"],
        docsUrl: `/${token}/link`,
        retryAfter: [`/${token}/wait`, "header:x-wait"],
        when: { "/kind": constant },
        params: {
          at: "/details",
          shared: {
            description: markdown("envelopes/Main/params/shared"),
            type: "string",
            optional: true,
          },
        },
        body: {
          description: markdown("envelopes/Main/body"),
          required: ["kind", property],
          properties: {
            kind: { description: markdown("envelopes/Main/body/kind") },
            [property]: {
              required: ["code"],
              properties: {
                code: {},
                message: { description: markdown("envelopes/Main/body/message") },
                list: { type: "array", items: { $ref: "#/schemas/Detail" } },
                extra: { const: fill("constant", "extra") },
              },
            },
            id: { type: "string", examples: [line("envelopes/Main/body/id")] },
          },
        },
      },
      Other: { code: "/code", message: "/msg", when: { "/msg": { present: true } } },
    },
    success: { "/ok": [true, fill("constant", "success")] },
    families: [
      {
        prefix: "zz",
        ...texts("families/0"),
        kind: "conflict",
        retry: "never",
        effect: "none",
        source: "second",
      },
      { from: 7000, to: 7999, kind: "timeout" },
    ],
    statuses: {
      "404": {
        ...texts("statuses/404"),
        kind: "not-found",
        retry: "after-fix",
        effect: "none",
        source: "second",
      },
      "5xx": { description: markdown("statuses/5xx/description"), effect: "unknown" },
    },
    definitions: {
      Alpha: {
        code: [
          fill("code", "alpha"),
          {
            code: 7,
            name: "AlphaSeven",
            summary: line("definitions/Alpha/code/1/summary"),
            ...texts("definitions/Alpha/code/1"),
            retry: "never",
            effect: "none",
            status: 409,
            docsUrl: "https://example.com/alpha/seven",
            since: "1.2.0",
            deprecated: { since: "2.0.0", reason: line("definitions/Alpha/code/1/deprecated") },
            source: "second",
          },
          8,
        ],
        kind: "conflict",
        summary: line("definitions/Alpha/summary"),
        status: [404, 503],
        scope: [spot, futures],
        operation,
        envelope: ["Main", "Other"],
        retry: "after-fix",
        effect: "unknown",
        ...texts("definitions/Alpha"),
        docsUrl: "https://example.com/alpha",
        params: {
          located: {
            description: markdown("definitions/Alpha/params/located"),
            at: `/${token}/detail`,
            safe: true,
            optional: true,
            $ref: "#/schemas/Detail",
          },
          hole: {
            description: markdown("definitions/Alpha/params/hole"),
            type: "string",
            optional: true,
          },
        },
        message: [
          `${template("definitions/Alpha/message")}: {hole}`,
          template("definitions/Alpha/message/1"),
        ],
        translations: {
          de: `${template("definitions/Alpha/translations/de")}: {hole}`,
          "zh-Hant": template("definitions/Alpha/translations/zh"),
        },
        examples: [
          {
            title: line("definitions/Alpha/examples/0/title"),
            message: fill("message", "definitions/Alpha/examples/0"),
            headers: { "x-request-id": fill("header", "definitions/Alpha/examples/0") },
            status: 404,
            scope: futures,
            source: "first",
          },
          {
            title: line("definitions/Alpha/examples/1/title"),
            envelope: "Other",
            code: 7,
            status: 409,
            operation,
            body: { code: 7, msg: fill("message", "definitions/Alpha/examples/1") },
            source: ["first", "second"],
          },
        ],
        since: "1.0.0",
        deprecated: {
          since: "2.1.0",
          reason: line("definitions/Alpha/deprecated"),
          use: "Gamma",
        },
        source: ["first", "second"],
        tags: ["alpha"],
        "x-alpha": markdown("definitions/Alpha/x-alpha"),
      },
      Beta: {
        code: shared,
        kind: "unavailable",
        summary: line("definitions/Beta/summary"),
        causes: markdown("definitions/Beta/causes"),
        resolution: markdown("definitions/Beta/resolution"),
        effect: "unknown",
        match: {
          scope: spot,
          operation,
          status: 503,
          envelope: "Main",
          message: `${template("definitions/Beta/match")}{}`,
          body: { [`/${token}/sort`]: fill("constant", "match") },
        },
        source: "second",
      },
      Gamma: {
        code: shared,
        kind: "unavailable",
        summary: line("definitions/Gamma/summary"),
      },
      Delta: { code: 9, kind: "internal", summary: line("definitions/Delta/summary") },
    },
    reserved: [
      { code: 1070, reason: line("reserved/0/reason") },
      { codes: { from: 2000, to: 2999 }, reason: line("reserved/1/reason") },
      { name: "Epsilon", reason: line("reserved/2/reason") },
    ],
  };
}

/** Gives the YAML text of a document; JSON is YAML. */
export function textOf(document: unknown): string {
  return `${JSON.stringify(document, undefined, 1)}\n`;
}
