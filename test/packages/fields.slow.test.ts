// Every field of a catalog reaches an output: the table says which, and the schema says that the table is complete.

import { beforeAll, expect, test } from "vitest";
import schema from "../../schema/catalog.schema.json";
import { everything, harmless, textOf } from "../everything.ts";
import { type Compiled, compile } from "../helpers.ts";

const outputs = {
  codes: "src/codes.ts",
  envelopes: "src/envelopes.ts",
  errors: "src/errors.ts",
  guards: "src/guards.ts",
  parse: "src/parse.ts",
  definitions: "src/definitions.ts",
  fixtures: "src/fixtures.ts",
  localise: "src/localise.ts",
  openapi: "openapi.yaml",
  markdown: "errors.md",
  readme: "README.md",
  package: "package.json",
} as const;

type Output = keyof typeof outputs;

/** A text that stands nowhere else; what it is put into must show it. */
const marker = "Marker4711";
const alpha = "/definitions/Alpha";
const seven = `${alpha}/code/1`;
const beta = "/definitions/Beta/match";
const main = "/envelopes/Main";
const detail = "/schemas/Detail";
const property = "/schemas/Detail/properties/choice";
const at = `/${harmless("property", "body")}`;
const spot = harmless("line", "scopes/0");
const futures = harmless("line", "scopes/1");

/** Each field: what is put where, as JSON Pointers into the catalog that has everything, and the outputs that then are others. */
const fields: Readonly<Record<string, readonly [change: object, shows: readonly Output[]]>> = {
  id: [
    { "/id": "marker4711" },
    [
      "codes",
      "errors",
      "guards",
      "parse",
      "definitions",
      "localise",
      "openapi",
      "markdown",
      "readme",
      "package",
    ],
  ],
  title: [
    { "/title": marker },
    [
      "codes",
      "envelopes",
      "errors",
      "guards",
      "parse",
      "definitions",
      "fixtures",
      "localise",
      "openapi",
      "markdown",
      "readme",
      "package",
    ],
  ],
  tags: [{ "/tags/0": marker }, ["openapi"]],
  "x-": [{ "/x-portal": marker }, ["openapi"]],
  "Envelope.tags": [{ [`${main}/tags/0`]: marker }, ["openapi"]],
  "Envelope.x-": [{ [`${main}/x-main`]: marker }, ["openapi"]],
  "Definition.tags": [{ [`${alpha}/tags/0`]: marker }, ["openapi"]],
  "Definition.x-": [{ [`${alpha}/x-alpha`]: marker }, ["openapi"]],
  transport: [
    {
      "/transport": "other",
      "/statuses": undefined,
      [`${alpha}/status`]: undefined,
      [`${alpha}/examples`]: undefined,
      [`${seven}/status`]: undefined,
      [`${beta}/status`]: undefined,
    },
    ["codes", "errors", "parse", "definitions", "fixtures", "openapi", "markdown", "readme"],
  ],
  version: [{ "/version": "3.0.0" }, ["definitions", "openapi", "markdown", "readme", "package"]],
  prefix: [
    { "/prefix": marker },
    [
      "codes",
      "envelopes",
      "errors",
      "guards",
      "parse",
      "definitions",
      "fixtures",
      "localise",
      "openapi",
      "markdown",
      "readme",
    ],
  ],
  codeType: [
    {
      "/codeType": "string",
      "/reserved": undefined,
      "/definitions/Delta/code": "9",
      [`${alpha}/code`]: ["a", "b"],
      [`${alpha}/examples`]: undefined,
    },
    [
      "codes",
      "envelopes",
      "errors",
      "parse",
      "definitions",
      "fixtures",
      "openapi",
      "markdown",
      "readme",
    ],
  ],
  description: [{ "/description": marker }, ["definitions", "openapi", "markdown", "readme"]],
  docsUrl: [
    { "/docsUrl": `https://example.com/${marker}/{code}` },
    ["codes", "errors", "definitions", "fixtures", "openapi", "markdown"],
  ],
  sources: [
    { "/sources/third": { title: marker, url: "https://example.com/third" } },
    ["definitions", "openapi", "markdown", "readme"],
  ],
  scopes: [
    { "/scopes/2": marker, "/definitions/Gamma/scope": marker },
    ["errors", "definitions", "fixtures", "openapi", "markdown"],
  ],
  schemas: [
    { [`/schemas/${marker}`]: { type: "string" }, [`${property}/$ref`]: `#/schemas/${marker}` },
    ["envelopes", "openapi", "markdown"],
  ],
  envelopes: [
    {
      [`/envelopes/${marker}`]: { code: `/${marker}` },
      [`/definitions/Gamma/envelope`]: ["Main", marker],
    },
    ["codes", "envelopes", "parse", "definitions", "openapi", "markdown"],
  ],
  envelope: [
    { "/envelope": "Other", [`${alpha}/examples`]: undefined },
    ["codes", "errors", "parse", "definitions", "fixtures", "openapi", "markdown", "readme"],
  ],
  success: [{ "/success": { "/ok": marker } }, ["parse", "openapi", "markdown"]],
  statuses: [{ "/statuses/418": { title: marker } }, ["definitions", "openapi", "markdown"]],
  definitions: [
    { [`/definitions/${marker}`]: { code: 11, kind: "internal", summary: "x" } },
    [
      "codes",
      "errors",
      "guards",
      "parse",
      "definitions",
      "fixtures",
      "openapi",
      "markdown",
      "readme",
    ],
  ],
  errorsBelow400: [
    { "/errorsBelow400": "never", "/success": undefined },
    ["parse", "openapi", "markdown"],
  ],
  families: [
    { "/families/2": { prefix: marker, kind: "conflict" } },
    ["parse", "definitions", "openapi", "markdown"],
  ],
  reserved: [
    { "/reserved/3": { code: 5, reason: marker } },
    ["definitions", "openapi", "markdown"],
  ],
  "Source.title": [
    { "/sources/first/title": marker },
    ["definitions", "openapi", "markdown", "readme"],
  ],
  "Source.url": [
    { "/sources/first/url": `https://example.com/${marker}` },
    ["definitions", "openapi", "markdown", "readme"],
  ],
  "Source.read": [
    { "/sources/first/read": "2026-03-04" },
    ["definitions", "openapi", "markdown", "readme"],
  ],
  "Source.docsUrl": [
    {
      "/sources/first/docsUrl": `https://example.com/${marker}/{code}`,
      [`${alpha}/docsUrl`]: undefined,
    },
    ["codes", "errors", "definitions", "fixtures", "openapi", "markdown", "readme"],
  ],
  "Envelope.code": [
    { [`${main}/code`]: [`${at}/code`, "/code"] },
    ["envelopes", "parse", "openapi", "markdown"],
  ],
  "Envelope.message": [
    { [`${main}/message`]: [`${at}/message`, `${at}/${marker}`] },
    ["envelopes", "openapi", "markdown"],
  ],
  "Envelope.requestId": [
    { [`${main}/requestId`]: `/${marker}` },
    ["envelopes", "openapi", "markdown"],
  ],
  "Envelope.docsUrl": [
    { [`${main}/docsUrl`]: `/${marker}` },
    ["envelopes", "fixtures", "openapi", "markdown", "readme"],
  ],
  "Definition.body": [
    { [`${alpha}/body`]: { "/extra": marker } },
    ["codes", "fixtures", "openapi", "markdown", "readme"],
  ],
  "CodeEntry.at": [
    { [`${main}/code`]: [`${at}/code`, "/other"], [`${seven}/at`]: "/other" },
    ["codes", "envelopes", "parse", "openapi", "markdown"],
  ],
  "Envelope.mediaType": [
    { [`${main}/mediaType`]: "application/problem+json" },
    ["envelopes", "fixtures", "openapi", "markdown", "readme"],
  ],
  "Envelope.retryAfter": [
    { [`${main}/retryAfter`]: `/${marker}` },
    ["envelopes", "openapi", "markdown"],
  ],
  "Wait.at": [
    { [`${main}/retryAfter`]: { at: `/${marker}`, unit: "seconds" } },
    ["envelopes", "openapi", "markdown"],
  ],
  "Wait.unit": [
    { [`${main}/retryAfter`]: { at: "/wait", unit: "epoch-milliseconds" } },
    ["envelopes", "openapi", "markdown"],
  ],
  "Wait.when": [
    { [`${main}/retryAfter`]: { at: "/wait", unit: "seconds", when: { "/left": marker } } },
    ["envelopes", "openapi", "markdown"],
  ],
  "Envelope.when": [
    { [`${main}/when`]: { "/kind": marker } },
    ["envelopes", "fixtures", "openapi", "markdown", "readme"],
  ],
  "Envelope.params": [
    { [`${main}/params/${marker}`]: { type: "string", optional: true } },
    ["codes", "errors", "parse", "definitions", "fixtures", "openapi", "markdown"],
  ],
  "EnvelopeParams.at": [
    { [`${main}/params/at`]: `/${marker}` },
    ["codes", "parse", "definitions", "fixtures", "openapi", "markdown"],
  ],
  "Envelope.body": [
    { [`${main}/body/properties/${marker}`]: { type: "string" } },
    ["envelopes", "openapi", "markdown"],
  ],
  "Envelope.description": [
    { [`${main}/description`]: marker },
    ["envelopes", "openapi", "markdown"],
  ],
  "Family.prefix": [
    { "/families/0/prefix": marker },
    ["parse", "definitions", "openapi", "markdown"],
  ],
  "Family.from": [{ "/families/1/from": 7001 }, ["parse", "definitions", "openapi", "markdown"]],
  "Family.to": [{ "/families/1/to": 7998 }, ["parse", "definitions", "openapi", "markdown"]],
  "Family.kind": [
    { "/families/0/kind": "timeout" },
    ["parse", "definitions", "openapi", "markdown"],
  ],
  "Family.retry": [
    { "/families/0/retry": "after-backoff" },
    ["parse", "definitions", "openapi", "markdown"],
  ],
  "Family.effect": [
    { "/families/0/effect": "unknown" },
    ["parse", "definitions", "openapi", "markdown"],
  ],
  "Family.title": [{ "/families/0/title": marker }, ["definitions", "openapi", "markdown"]],
  "Family.description": [
    { "/families/0/description": marker },
    ["definitions", "openapi", "markdown"],
  ],
  "Family.causes": [{ "/families/0/causes": marker }, ["definitions", "openapi", "markdown"]],
  "Family.resolution": [
    { "/families/0/resolution": marker },
    ["definitions", "openapi", "markdown"],
  ],
  "Family.source": [
    { "/families/0/source": ["first", "second"] },
    ["definitions", "openapi", "markdown"],
  ],
  "Envelope.success": [
    { [`${main}/success`]: { "/ok": marker } },
    ["envelopes", "openapi", "markdown"],
  ],
  "Status.title": [{ "/statuses/404/title": marker }, ["definitions", "openapi", "markdown"]],
  "Status.description": [
    { "/statuses/404/description": marker },
    ["definitions", "openapi", "markdown"],
  ],
  "Status.causes": [{ "/statuses/404/causes": marker }, ["definitions", "openapi", "markdown"]],
  "Status.resolution": [
    { "/statuses/404/resolution": marker },
    ["definitions", "openapi", "markdown"],
  ],
  "Status.kind": [
    { "/statuses/404/kind": "unsupported" },
    ["parse", "definitions", "openapi", "markdown"],
  ],
  "Status.retry": [
    { "/statuses/404/retry": "never" },
    ["parse", "definitions", "openapi", "markdown"],
  ],
  "Status.effect": [
    { "/statuses/404/effect": "unknown" },
    ["parse", "definitions", "openapi", "markdown"],
  ],
  "Status.source": [
    { "/statuses/404/source": ["first", "second"] },
    ["definitions", "openapi", "markdown"],
  ],
  "Definition.code": [
    { "/definitions/Delta/code": marker },
    ["codes", "errors", "parse", "fixtures", "openapi", "markdown", "readme"],
  ],
  "Definition.kind": [
    { "/definitions/Delta/kind": "timeout" },
    ["codes", "errors", "fixtures", "openapi", "markdown"],
  ],
  "Definition.summary": [
    { [`${alpha}/summary`]: marker },
    ["codes", "errors", "definitions", "openapi", "markdown", "readme"],
  ],
  "Definition.title": [
    { [`${alpha}/title`]: marker },
    ["errors", "definitions", "openapi", "markdown"],
  ],
  "Definition.status": [
    { "/definitions/Delta/status": 418 },
    ["codes", "errors", "definitions", "fixtures", "openapi", "markdown", "readme"],
  ],
  "Definition.scope": [
    { "/definitions/Delta/scope": spot },
    ["errors", "definitions", "fixtures", "openapi", "markdown"],
  ],
  "Definition.operation": [
    { "/definitions/Delta/operation": marker },
    ["definitions", "fixtures", "openapi", "markdown"],
  ],
  "Definition.envelope": [
    { "/definitions/Delta/envelope": "Other" },
    ["codes", "errors", "parse", "definitions", "fixtures", "openapi", "markdown"],
  ],
  "Definition.match": [
    { "/definitions/Gamma/match": { scope: futures } },
    ["codes", "errors", "parse", "definitions", "fixtures", "openapi", "markdown"],
  ],
  "Definition.retry": [
    { "/definitions/Delta/retry": "never" },
    ["codes", "errors", "openapi", "markdown", "readme"],
  ],
  "Definition.effect": [
    { "/definitions/Delta/effect": "none" },
    ["codes", "errors", "openapi", "markdown"],
  ],
  "Definition.description": [
    { [`${alpha}/description`]: marker },
    ["errors", "definitions", "openapi", "markdown"],
  ],
  "Definition.causes": [
    { [`${alpha}/causes`]: marker },
    ["errors", "definitions", "openapi", "markdown"],
  ],
  "Definition.resolution": [
    { [`${alpha}/resolution`]: marker },
    ["errors", "definitions", "openapi", "markdown"],
  ],
  "Definition.docsUrl": [
    { [`${alpha}/docsUrl`]: `https://example.com/${marker}` },
    ["codes", "errors", "definitions", "openapi", "markdown"],
  ],
  "Definition.params": [
    { [`${alpha}/params/${marker}`]: { type: "string", optional: true } },
    ["codes", "errors", "parse", "definitions", "openapi", "markdown"],
  ],
  "Definition.message": [
    { "/definitions/Delta/message": marker },
    ["codes", "errors", "fixtures", "openapi", "markdown"],
  ],
  "Definition.translations": [
    { [`${alpha}/translations/fr`]: marker },
    ["definitions", "localise", "openapi", "markdown"],
  ],
  "Definition.examples": [
    { "/definitions/Delta/examples": [{ message: marker }] },
    ["fixtures", "openapi", "markdown", "readme"],
  ],
  "Definition.since": [{ [`${alpha}/since`]: "1.1.0" }, ["definitions", "openapi", "markdown"]],
  "Definition.deprecated": [
    { "/definitions/Delta/deprecated": { since: "1.0.0", reason: marker } },
    ["codes", "errors", "definitions", "openapi", "markdown", "readme"],
  ],
  "Definition.source": [
    { "/definitions/Delta/source": "second" },
    ["definitions", "openapi", "markdown"],
  ],
  "CodeEntry.code": [
    { [`${seven}/code`]: 77, [`${alpha}/examples`]: undefined },
    ["codes", "errors", "parse", "definitions", "fixtures", "openapi", "markdown", "readme"],
  ],
  "CodeEntry.name": [{ [`${seven}/name`]: marker }, ["codes", "openapi", "markdown"]],
  "CodeEntry.title": [{ [`${seven}/title`]: marker }, ["definitions", "openapi", "markdown"]],
  "CodeEntry.summary": [
    { [`${seven}/summary`]: marker },
    ["codes", "errors", "definitions", "openapi", "markdown"],
  ],
  "CodeEntry.description": [
    { [`${seven}/description`]: marker },
    ["definitions", "openapi", "markdown"],
  ],
  "CodeEntry.causes": [{ [`${seven}/causes`]: marker }, ["definitions", "openapi", "markdown"]],
  "CodeEntry.resolution": [
    { [`${seven}/resolution`]: marker },
    ["definitions", "openapi", "markdown"],
  ],
  "CodeEntry.retry": [
    { [`${seven}/retry`]: "after-backoff" },
    ["codes", "errors", "openapi", "markdown", "readme"],
  ],
  "CodeEntry.effect": [
    { [`${seven}/effect`]: "unknown" },
    ["codes", "errors", "openapi", "markdown"],
  ],
  "CodeEntry.status": [
    { [`${seven}/status`]: [409, 418] },
    ["codes", "errors", "definitions", "openapi", "markdown", "readme"],
  ],
  "CodeEntry.docsUrl": [
    { [`${seven}/docsUrl`]: `https://example.com/${marker}` },
    ["codes", "definitions", "openapi", "markdown"],
  ],
  "CodeEntry.since": [{ [`${seven}/since`]: "1.1.0" }, ["definitions", "openapi", "markdown"]],
  "Definition.internal": [
    { "/definitions/Delta/internal": true },
    ["definitions", "openapi", "markdown", "readme"],
  ],
  "CodeEntry.deprecated": [
    { [`${seven}/deprecated/reason`]: marker },
    ["codes", "definitions", "openapi", "markdown"],
  ],
  "CodeEntry.source": [{ [`${seven}/source`]: "first" }, ["definitions", "openapi", "markdown"]],
  "Match.scope": [
    { [`${beta}/scope`]: futures },
    ["errors", "parse", "definitions", "fixtures", "openapi", "markdown"],
  ],
  "Match.operation": [
    { [`${beta}/operation`]: marker },
    ["parse", "definitions", "fixtures", "openapi", "markdown"],
  ],
  "Match.status": [
    { [`${beta}/status`]: 502 },
    ["codes", "errors", "parse", "definitions", "fixtures", "openapi", "markdown", "readme"],
  ],
  "Match.envelope": [
    { [`${beta}/envelope`]: "Other" },
    ["codes", "errors", "parse", "definitions", "fixtures", "openapi", "markdown"],
  ],
  "Match.message": [
    { [`${beta}/message`]: marker },
    ["codes", "errors", "parse", "fixtures", "openapi", "markdown"],
  ],
  "Match.body": [
    { [`${beta}/body`]: { [`/${marker}`]: 1 } },
    ["codes", "parse", "fixtures", "openapi", "markdown"],
  ],
  "Presence.present": [
    {
      "/envelopes/Other/when": { "/kind": { present: false } },
      [`${alpha}/examples/1`]: { message: "x" },
    },
    ["envelopes", "openapi", "markdown"],
  ],
  "Param.at": [
    { [`${alpha}/params/located/at`]: `/${marker}` },
    ["codes", "parse", "definitions", "openapi", "markdown"],
  ],
  "Param.safe": [
    { [`${alpha}/params/located/safe`]: false },
    ["codes", "errors", "definitions", "openapi", "markdown"],
  ],
  "Param.optional": [
    { [`${alpha}/params/located/optional`]: false, [`${alpha}/examples`]: undefined },
    ["errors", "definitions", "fixtures", "openapi", "markdown", "readme"],
  ],
  "Example.title": [{ [`${alpha}/examples/0/title`]: marker }, ["openapi", "markdown"]],
  "Example.message": [
    { [`${alpha}/examples/0/message`]: marker },
    ["fixtures", "openapi", "markdown", "readme"],
  ],
  "Example.body": [
    { [`${alpha}/examples/1/body`]: { code: 7, msg: marker } },
    ["openapi", "markdown"],
  ],
  "Example.status": [
    { [`${alpha}/examples/0/status`]: 503 },
    ["fixtures", "openapi", "markdown", "readme"],
  ],
  "Example.headers": [
    { [`${alpha}/examples/0/headers`]: { "x-request-id": marker } },
    ["fixtures", "openapi", "markdown", "readme"],
  ],
  "Example.envelope": [
    { [`${alpha}/examples/0/envelope`]: "Other" },
    ["fixtures", "openapi", "markdown", "readme"],
  ],
  "Example.code": [
    { [`${alpha}/examples/0/code`]: 8 },
    ["fixtures", "openapi", "markdown", "readme"],
  ],
  "Example.scope": [{ [`${alpha}/examples/0/scope`]: spot }, ["fixtures", "openapi", "markdown"]],
  "Example.operation": [
    { [`${alpha}/operation`]: ["one", "two"], [`${alpha}/examples/1/operation`]: "two" },
    ["definitions", "fixtures", "openapi", "markdown"],
  ],
  "Example.source": [{ [`${alpha}/examples/1/source`]: "second" }, ["openapi", "markdown"]],
  "Deprecation.since": [
    { [`${alpha}/deprecated/since`]: "2.2.0" },
    ["codes", "errors", "definitions", "openapi", "markdown"],
  ],
  "Deprecation.reason": [
    { [`${alpha}/deprecated/reason`]: marker },
    ["codes", "errors", "definitions", "openapi", "markdown", "readme"],
  ],
  "Deprecation.sunset": [
    { [`${alpha}/deprecated/sunset`]: "2047-11" },
    ["codes", "errors", "definitions", "openapi", "markdown"],
  ],
  "Deprecation.use": [
    { [`${alpha}/deprecated/use`]: "Delta" },
    ["codes", "errors", "definitions", "openapi", "markdown"],
  ],
  "Reservation.code": [{ "/reserved/0/code": 1071 }, ["definitions", "openapi", "markdown"]],
  "Reservation.codes": [
    { "/reserved/1/codes": { from: 2000, to: 3999 } },
    ["definitions", "openapi", "markdown"],
  ],
  "Reservation.name": [{ "/reserved/2/name": marker }, ["definitions", "openapi", "markdown"]],
  "Reservation.reason": [{ "/reserved/0/reason": marker }, ["definitions", "openapi", "markdown"]],
  "CodeRange.from": [{ "/reserved/1/codes/from": 2001 }, ["definitions", "openapi", "markdown"]],
  "CodeRange.to": [{ "/reserved/1/codes/to": 2998 }, ["definitions", "openapi", "markdown"]],
  "schema $ref": [
    { [property]: { $ref: "#/schemas/Detail" } },
    ["envelopes", "openapi", "markdown"],
  ],
  "schema type": [{ [property]: { type: "boolean" } }, ["envelopes", "openapi", "markdown"]],
  "schema fact": [
    { [`${main}/body/properties/title`]: { fact: "title" } },
    ["codes", "envelopes", "fixtures", "openapi", "markdown", "readme"],
  ],
  "schema const": [{ [property]: { const: marker } }, ["envelopes", "openapi", "markdown"]],
  "schema enum": [{ [property]: { enum: [marker] } }, ["envelopes", "openapi", "markdown"]],
  "schema properties": [
    { [property]: { properties: { [marker]: {} } } },
    ["envelopes", "openapi", "markdown"],
  ],
  "schema required": [{ [`${detail}/required`]: ["choice"] }, ["envelopes", "openapi", "markdown"]],
  "schema items": [
    { [property]: { items: { const: marker } } },
    ["envelopes", "openapi", "markdown"],
  ],
  "schema additionalProperties": [
    { [`${detail}/additionalProperties`]: true },
    ["envelopes", "openapi", "markdown"],
  ],
  "schema oneOf": [
    { [property]: { oneOf: [{ const: marker }] } },
    ["envelopes", "openapi", "markdown"],
  ],
  "schema anyOf": [
    { [property]: { anyOf: [{ const: marker }] } },
    ["envelopes", "openapi", "markdown"],
  ],
  "schema format": [
    { [property]: { type: "string", format: "uuid" } },
    ["envelopes", "openapi", "markdown"],
  ],
  "schema pattern": [
    { [property]: { type: "string", pattern: "^x" } },
    ["envelopes", "openapi", "markdown"],
  ],
  "schema default": [
    { [property]: { type: "string", default: "other" } },
    ["envelopes", "openapi", "markdown"],
  ],
  "schema minimum": [
    { [property]: { type: "integer", minimum: 4711 } },
    ["envelopes", "openapi", "markdown"],
  ],
  "schema maximum": [
    { [property]: { type: "integer", maximum: 4711 } },
    ["envelopes", "openapi", "markdown"],
  ],
  "schema exclusiveMinimum": [
    { [property]: { type: "integer", exclusiveMinimum: 4711 } },
    ["envelopes", "openapi", "markdown"],
  ],
  "schema exclusiveMaximum": [
    { [property]: { type: "integer", exclusiveMaximum: 4711 } },
    ["envelopes", "openapi", "markdown"],
  ],
  "schema minLength": [
    { [property]: { type: "string", minLength: 4711 } },
    ["envelopes", "openapi", "markdown"],
  ],
  "schema maxLength": [
    { [property]: { type: "string", maxLength: 4711 } },
    ["envelopes", "openapi", "markdown"],
  ],
  "schema minItems": [
    { [property]: { type: "array", minItems: 4711 } },
    ["envelopes", "openapi", "markdown"],
  ],
  "schema maxItems": [
    { [property]: { type: "array", maxItems: 4711 } },
    ["envelopes", "openapi", "markdown"],
  ],
  "schema title": [{ [`${detail}/title`]: marker }, ["openapi", "markdown"]],
  "schema description": [
    { [`${detail}/description`]: marker },
    ["envelopes", "openapi", "markdown"],
  ],
  "schema examples": [
    { [`${detail}/properties${at}/examples`]: [marker] },
    ["openapi", "markdown"],
  ],
};

function changed(change: object): unknown {
  const document: unknown = JSON.parse(JSON.stringify(everything(harmless)));
  for (const [pointer, value] of Object.entries(change)) {
    const tokens = pointer
      .split("/")
      .slice(1)
      .map((one) => one.replaceAll("~1", "/"));
    const last = tokens.pop() ?? "";
    const parent = tokens.reduce<unknown>(
      (inner, token) => (inner as Readonly<Record<string, unknown>>)[token],
      document,
    );
    const map = parent as Record<string, unknown>;
    if (value === undefined) delete map[last];
    else map[last] = value;
  }
  return document;
}

/** Every extension, so that what OpenAPI has no field for is in `openapi.yaml` too. */
const all = "emitters: { openapi: { extensions: all } }\n";

let before: Compiled;
beforeAll(async () => {
  before = await compile(textOf(everything(harmless)), all);
});

test.each(Object.entries(fields))("%s reaches what the table says", async (_, [change, shows]) => {
  const after = await compile(textOf(changed(change)), all);
  const others = Object.entries(outputs).filter(
    ([, path]) => after.files.get(path) !== before.files.get(path),
  );
  expect(others.map(([name]) => name)).toEqual(shows);
  const isText = JSON.stringify(change).includes(marker);
  for (const [name, path] of others) {
    if (isText) expect(after.files.get(path)?.includes(marker), name).toBe(true);
  }
});

test("the table has every field of the schema and every keyword, and nothing else", () => {
  const definitions: Readonly<Record<string, object>> = schema.$defs;
  const keywords = Object.keys(schema.$defs.EmbeddedSchema.properties);
  const known = [
    ...Object.keys(schema.properties),
    ...["x-", "Envelope.x-", "Definition.x-"],
    ...Object.entries(definitions).flatMap(([name, definition]) =>
      "properties" in definition
        ? Object.keys(definition.properties ?? {})
            .filter((field) => !/^(EmbeddedSchema|Param)$/.test(name) || !keywords.includes(field))
            .map((field) => `${name}.${field}`)
        : [],
    ),
    ...keywords.map((keyword) => `schema ${keyword}`),
  ];
  const listed = Object.keys(fields).map((field) => field.replace(/ \(.*\)$/, ""));
  expect([...new Set(listed)].sort()).toEqual(known.sort());
});

test("every field reaches something", () => {
  const nowhere = Object.entries(fields).filter(([, [, shows]]) => shows.length === 0);
  expect(nowhere.map(([field]) => field)).toEqual([]);
});
