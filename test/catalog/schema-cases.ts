// A catalog that uses every key, and what breaks it: one change each, with the error that it must give.

/** A catalog document with every key that the schema knows. */
export const sample = {
  id: "sampler",
  title: "Sampler API",
  version: "1.2.0",
  prefix: "Sampler",
  codeType: "mixed",
  description: "Ask *support*.\n\n\tcode",
  docsUrl: "https://example.com/errors#{slug}",
  sources: {
    api: {
      title: "Errors",
      url: "https://example.com/errors",
      read: "2026-08-20",
      docsUrl: "https://example.com/errors#{code}",
    },
  },
  scopes: ["Spot", "Futures"],
  schemas: {
    Capability: {
      title: "Capability",
      description: "What a key may do.",
      oneOf: [
        { $ref: "#/schemas/Other", const: "read", enum: ["read"], minLength: 1, maxLength: 9 },
        { type: ["integer", "null"], minimum: 0, maximum: 9 },
        { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 9 },
        { type: "array", items: { type: "string" }, minItems: 0, maxItems: 9 },
        { anyOf: [{ type: "string", format: "uuid", pattern: "^[0-9a-f-]+$", default: "a" }] },
        { properties: { a: {} }, required: ["a"], additionalProperties: { type: "string" } },
      ],
      examples: ["read"],
    },
  },
  envelope: "Rest",
  envelopes: {
    Rest: {
      code: ["/error/decline_code", "/error/code"],
      message: "/error/message",
      requestId: ["/requestId", "header:x-request-id"],
      docsUrl: "/link",
      retryAfter: ["/wait", { at: "/until", unit: "epoch-seconds", when: { "/left": 0 } }],
      when: {
        "/success": [false, "no", 0, null],
        "/data": { present: false },
        "": { present: true },
      },
      body: { type: "object", properties: { link: {}, title: { fact: "title" } } },
      mediaType: "application/problem+json",
      success: { "/code": 1000 },
      params: { at: "/details", trace: { type: "string", optional: true, at: "/trace" } },
      description: "The usual shape.",
      tags: ["rest"],
      "x-owner": "core",
    },
  },
  success: { "/code": [0, "200"], "header:x-ok": true },
  errorsBelow400: "never",
  transport: "http",
  families: [
    {
      prefix: "23",
      kind: "conflict",
      retry: "never",
      effect: "none",
      title: "Integrity",
      description: "A constraint refused it.",
      causes: "A repeat.",
      resolution: ["Look it up."],
      source: "api",
    },
    { from: 4000, to: 4999, kind: "invalid-argument" },
  ],
  statuses: {
    "403": {
      title: "Forbidden",
      description: "Not allowed.",
      causes: ["One.", "Two."],
      resolution: "Look at the code.",
      kind: "permission-denied",
      retry: "never",
      effect: "none",
      source: "api",
    },
    "5xx": { effect: "unknown" },
  },
  definitions: {
    Simple: { code: 30014, kind: "invalid-argument", summary: "The address is invalid." },
    Full: {
      code: [
        "already_exists",
        {
          code: -9007199254740991,
          at: "/error/code",
          name: "Twice",
          title: "TWICE",
          summary: "It came twice.",
          description: "More.",
          causes: "A repeat.",
          resolution: ["Look it up."],
          retry: "after-fix",
          effect: "unknown",
          status: [409, 422],
          docsUrl: "https://example.com/twice",
          since: "1.1.0",
          deprecated: { since: "1.2.0", reason: "Gone.", use: "Simple" },
          source: ["api"],
        },
      ],
      kind: "already-exists",
      summary: "It exists already.",
      title: "用户API出错",
      status: 409,
      scope: ["Spot", "Futures"],
      operation: "createTransfer",
      envelope: ["Rest"],
      match: {
        scope: "Spot",
        operation: ["createTransfer"],
        status: [409],
        envelope: "Rest",
        message: ["{name} exists."],
        body: { "/error/type": "card_error" },
      },
      retry: "after-fix",
      effect: "unknown",
      description: "All about it.",
      causes: ["A repeat."],
      resolution: "Look it up.",
      docsUrl: "https://example.com/exists",
      params: {
        name: { type: "string", at: ["/name", "/items/*/na~1me"], safe: true, optional: true },
      },
      message: "{name} exists.",
      body: { "/kind": "exists", "header:x-kind": "exists" },
      translations: {
        en: "It exists.",
        "zh-Hant-TW": "它存在。",
        "de-1996-u-co-phonebk": "Schon da.",
      },
      examples: [
        {
          title: "As seen",
          message: "Wallet exists.",
          status: 422,
          headers: { "retry-after": "30" },
          envelope: "Rest",
          code: "exists",
          scope: "Spot",
          operation: "createTransfer",
          source: "api",
        },
        { body: null },
      ],
      since: "1.0.0",
      deprecated: { since: "1.2.0", reason: "Gone.", sunset: "2027-03" },
      internal: true,
      tags: ["billing"],
      "x-severity": { level: 2, at: [null] },
      source: "api",
    },
  },
  tags: ["payments"],
  "x-portal": ["a", "b"],
  reserved: [
    { code: 1070, reason: "A topic." },
    { codes: { from: 9000, to: 9099 }, reason: "Internal." },
    { name: "Gone", reason: "Removed." },
  ],
};

/** One broken catalog: the sample with `value` put at `at` (taken away where it is undefined). */
export interface SchemaCase {
  /** The point of the format that is broken. */
  readonly point: number;
  /** Where the sample is changed, as a JSON Pointer. */
  readonly at: string;
  /** What stands there instead. */
  readonly value?: unknown;
  /** The keyword that must object. */
  readonly keyword: string;
  /** Where it must object, as a JSON Pointer; by default where the change is. */
  readonly path?: string;
}

const simple = "/definitions/Simple";
const full = "/definitions/Full";
const text = (length: number) => "x".repeat(length);
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const named = (count: number, value: unknown) =>
  Object.fromEntries(numbers(count).map((index) => [`N${index}`, value]));
const unknownKey = (at: string, point = 1): SchemaCase => ({
  point,
  at: `${at}/colour`,
  value: 1,
  keyword: "additionalProperties",
  path: at,
});
const missing = (at: string): SchemaCase => ({
  point: 2,
  at,
  keyword: "required",
  path: at.slice(0, at.lastIndexOf("/")),
});
const badKey = (at: string, key: string, value: unknown = {}): SchemaCase => ({
  point: 3,
  at: `${at}/${key}`,
  value,
  keyword: "pattern",
  path: at,
});

/** Broken catalogs, by the points of the format. */
export const catalogCases: readonly SchemaCase[] = [
  // The params of an envelope.
  unknownKey("/envelopes/Rest/params/trace"),
  badKey("/envelopes/Rest/params", "not-a-name"),
  badKey("/envelopes/Rest/params", "__proto__x y"),
  { point: 9, at: "/envelopes/Rest/params", value: {}, keyword: "minProperties" },
  { point: 6, at: "/envelopes/Rest/params", value: [], keyword: "type" },
  { point: 6, at: "/envelopes/Rest/params/at", value: "details", keyword: "pattern" },
  { point: 6, at: "/envelopes/Rest/params/at", value: "", keyword: "pattern" },
  { point: 6, at: "/envelopes/Rest/params/at", value: "header:x-details", keyword: "pattern" },
  { point: 6, at: "/envelopes/Rest/params/at", value: ["/a"], keyword: "oneOf" },
  { point: 6, at: "/envelopes/Rest/params/trace", value: "/trace", keyword: "type" },
  // 1: no property that the schema does not know.
  unknownKey(""),
  unknownKey("/sources/api"),
  unknownKey("/envelopes/Rest"),
  unknownKey("/statuses/403"),
  unknownKey(simple),
  unknownKey(`${full}/code/1`),
  unknownKey(`${full}/match`),
  unknownKey(`${full}/deprecated`),
  { ...unknownKey(full), at: `${full}/x-` },
  { ...unknownKey(full), at: `${full}/x-a b` },
  { ...unknownKey(`${full}/match`), at: `${full}/match/x-a` },
  unknownKey(`${full}/examples/0`),
  unknownKey("/reserved/0"),
  unknownKey("/reserved/1/codes"),
  unknownKey("/envelopes/Rest/when/~1data"),
  { ...unknownKey(`${full}/code/1`), at: `${full}/code/1/kind`, value: "unknown" },
  // 2: what is required.
  ...["id", "title", "version", "prefix", "codeType", "envelopes", "definitions"].map((key) =>
    missing(`/${key}`),
  ),
  missing("/envelopes/Rest/code"),
  ...["code", "kind", "summary"].map((key) => missing(`${simple}/${key}`)),
  missing("/sources/api/title"),
  missing("/sources/api/url"),
  missing(`${full}/code/1/code`),
  missing(`${full}/deprecated/since`),
  missing(`${full}/deprecated/reason`),
  missing("/reserved/0/reason"),
  missing("/reserved/1/codes/to"),
  { point: 2, at: "/reserved/0/name", value: "Gone", keyword: "oneOf", path: "/reserved/0" },
  { point: 2, at: "/reserved/0/code", keyword: "oneOf", path: "/reserved/0" },
  {
    point: 2,
    at: `${full}/examples/0/body`,
    value: {},
    keyword: "oneOf",
    path: `${full}/examples/0`,
  },
  { point: 2, at: `${full}/examples/1/body`, keyword: "oneOf", path: `${full}/examples/1` },
  { point: 2, at: "/envelopes", value: {}, keyword: "minProperties" },
  { point: 2, at: "/definitions", value: {}, keyword: "minProperties" },
  { point: 2, at: "/statuses/5xx", value: {}, keyword: "minProperties" },
  // 3: names.
  badKey("/definitions", "lowerCase", sample.definitions.Simple),
  badKey("/envelopes", "Not-Pascal", sample.envelopes.Rest),
  badKey("/schemas", "x"),
  badKey("/sources", "Api", sample.sources.api),
  badKey("/sources", "two--hyphens", sample.sources.api),
  badKey(`${full}/params`, "2nd"),
  badKey(`${full}/params`, "__proto__"),
  badKey(`${full}/translations`, "en_US", "It exists."),
  badKey(`${full}/translations`, "e", "It exists."),
  { ...badKey("/definitions", `N${text(80)}`, sample.definitions.Simple), keyword: "maxLength" },
  { point: 3, at: "/id", value: text(65), keyword: "maxLength" },
  { point: 3, at: "/id", value: "ends-", keyword: "pattern" },
  { point: 3, at: "/prefix", value: `P${text(32)}`, keyword: "maxLength" },
  { point: 3, at: "/prefix", value: "cdp", keyword: "pattern" },
  { point: 3, at: "/version", value: "1.02.0", keyword: "pattern" },
  { point: 3, at: `${full}/since`, value: "1.1234567890.0", keyword: "pattern" },
  // 4: codes.
  { point: 4, at: `${simple}/code`, value: 9007199254740992, keyword: "maximum" },
  { point: 4, at: `${simple}/code`, value: 1.5, keyword: "type" },
  { point: 4, at: `${simple}/code`, value: "", keyword: "minLength" },
  { point: 4, at: `${simple}/code`, value: text(201), keyword: "maxLength" },
  { point: 4, at: `${simple}/code`, value: "x ", keyword: "pattern" },
  { point: 4, at: `${simple}/code`, value: " x", keyword: "pattern" },
  { point: 4, at: `${simple}/code`, value: "a\u0007b", keyword: "pattern" },
  { point: 4, at: `${simple}/code`, value: { code: 1 }, keyword: "oneOf" },
  { point: 4, at: `${full}/code/0`, value: true, keyword: "type" },
  // 5: statuses.
  { ...badKey("/statuses", "600", { title: "No" }), point: 5 },
  { ...badKey("/statuses", "5XX", { title: "No" }), point: 5 },
  { point: 5, at: `${full}/status`, value: 99, keyword: "minimum" },
  { point: 5, at: `${full}/status`, value: [600], keyword: "maximum", path: `${full}/status/0` },
  // 6: locators and conditions.
  { point: 6, at: "/envelopes/Rest/message", value: "message", keyword: "pattern" },
  { point: 6, at: "/envelopes/Rest/message", value: "/a~2", keyword: "pattern" },
  { point: 6, at: "/envelopes/Rest/message", value: "header:", keyword: "pattern" },
  { point: 6, at: `${full}/params/name/at`, value: "$.name", keyword: "pattern" },
  {
    point: 6,
    at: "/envelopes/Rest/code",
    value: numbers(11).map((index) => `/${index}`),
    keyword: "maxItems",
  },
  { ...badKey("/success", "code", 0), point: 6 },
  { point: 6, at: "/success", value: {}, keyword: "minProperties" },
  { point: 6, at: "/success/~1code", value: [[1]], keyword: "type", path: "/success/~1code/0" },
  {
    point: 6,
    at: "/success/~1code",
    value: { present: 1 },
    keyword: "type",
    path: "/success/~1code/present",
  },
  // 7: closed lists.
  { point: 7, at: `${simple}/kind`, value: "not_found", keyword: "enum" },
  { point: 7, at: `${simple}/retry`, value: "always", keyword: "enum" },
  { point: 7, at: `${simple}/effect`, value: "partial", keyword: "enum" },
  { point: 7, at: "/transport", value: "kafka", keyword: "enum" },
  { point: 7, at: "/codeType", value: "number", keyword: "enum" },
  // 8: texts.
  ...["a\nb", "a\rb", "a\u2028b", "a\u2029b", "a\u0085b", "a\tb", "a\u0000b"].map(
    (value): SchemaCase => ({ point: 8, at: `${simple}/summary`, value, keyword: "pattern" }),
  ),
  { point: 8, at: `${simple}/summary`, value: "", keyword: "minLength" },
  { point: 8, at: `${simple}/summary`, value: text(301), keyword: "maxLength" },
  { point: 8, at: `${full}/description`, value: text(20001), keyword: "maxLength" },
  { point: 8, at: `${full}/description`, value: "a\u001bb", keyword: "pattern" },
  { point: 8, at: `${full}/message`, value: text(2001), keyword: "maxLength" },
  { point: 8, at: `${full}/docsUrl`, value: "ftp://example.com", keyword: "pattern" },
  { point: 8, at: `${full}/docsUrl`, value: 'https://example.com/"', keyword: "pattern" },
  { point: 8, at: `${full}/docsUrl`, value: `https://${text(1993)}`, keyword: "maxLength" },
  { point: 8, at: "/docsUrl", value: "https://example.com/a b", keyword: "pattern" },
  { point: 8, at: "/sources/api/read", value: "2026-13-01", keyword: "pattern" },
  // 9: lists and limits.
  { point: 9, at: "/scopes", value: [], keyword: "minItems" },
  { point: 9, at: "/scopes", value: ["Spot", "Spot"], keyword: "uniqueItems" },
  { point: 9, at: `${full}/code`, value: [1, 1], keyword: "uniqueItems" },
  {
    point: 9,
    at: `${full}/examples`,
    value: [{ body: { a: 1, b: 2 } }, { body: { b: 2, a: 1 } }],
    keyword: "uniqueItems",
  },
  { point: 9, at: "/tags", value: [], keyword: "minItems" },
  { point: 9, at: "/tags", value: ["a", "a"], keyword: "uniqueItems" },
  { point: 9, at: "/reserved", value: [], keyword: "minItems" },
  { point: 9, at: "/envelopes", value: named(51, { code: "/code" }), keyword: "maxProperties" },
  {
    point: 9,
    at: "/definitions",
    value: named(50001, sample.definitions.Simple),
    keyword: "maxProperties",
  },
  { point: 9, at: `${full}/code`, value: numbers(501), keyword: "maxItems" },
  {
    point: 9,
    at: `${full}/examples`,
    value: numbers(101).map((body) => ({ body })),
    keyword: "maxItems",
  },
  { point: 9, at: `${full}/params`, value: named(51, {}), keyword: "maxProperties" },
  // 10: one value or a list of them, and nothing deeper.
  { point: 10, at: `${full}/scope`, value: [["Spot"]], keyword: "type", path: `${full}/scope/0` },
  { point: 10, at: `${full}/source`, value: { id: "api" }, keyword: "oneOf" },
  { point: 10, at: "/envelope", value: ["Rest"], keyword: "type" },
];
