// Small catalogs with awkward names and texts, for properties of what is generated.

import fc from "fast-check";

/** Names that mean something somewhere in a package, or are made of the same words. */
export const risky: readonly string[] = [
  ...["DefinitionFacts", "Envelope", "JsonSchema", "Schemas", "Schema", "Tables", "Identity"],
  ...["CatalogTexts", "DefinitionTexts", "Meaning", "Locator", "Codes", "Errors", "Runtime"],
  ...["JsonErrorCode", "JsonErrorName", "JsonErrorBody", "AError", "Base", "BaseErrorParams"],
  ...["ErrorCode", "ErrorName", "ErrorBody", "ErrorInit", "Params", "Class", "Function", "Any"],
  ...["Unknown", "UnknownJson", "AnyJson", "Json", "A", "Z9", "Default", "Import", "Await"],
  ...["Constructor", "Prototype", "Name", "Code", "Kind", "Retry", "Effect", "Promise", "Infinity"],
  ...["Definition", "Alpha", "AlphaFacts", "Facts", "EnumMember", "String", "Object", "WireCode"],
];

const name = fc.oneof(fc.constantFrom(...risky), fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,8}$/));

const odd = fc.constantFrom(
  "*/",
  "\u2028",
  "`",
  "${",
  '"',
  "'",
  "\\",
  "@",
  "{{",
  "}}",
  "\u202e",
  "é",
);
const text = fc
  .array(
    fc.oneof(odd, fc.string({ minLength: 1, maxLength: 5 }), fc.string({ unit: "grapheme" })),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((parts) =>
    parts.join("").replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff[\]]/g, ""),
  )
  .map((one) => (one === "" ? "x" : one));

const code = fc.oneof(
  fc.integer({ min: -9999, max: 99999 }),
  fc.constantFrom(0, 9007199254740991, -9007199254740991, "__proto__", "constructor", "toString"),
  text.map((one) => one.trim()).filter((one) => one !== "" && one.length <= 50),
);

const leaf = fc.oneof(
  fc.record({ type: fc.constantFrom("string", "number", "integer", "boolean", "null") }),
  fc.record({ const: fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)) }),
  fc.record({ enum: fc.uniqueArray(text, { minLength: 1, maxLength: 3 }) }),
  fc.record({ type: fc.constant(["string", "null"]), description: text }),
  fc.constant({ $ref: "#/schemas/Shared" }),
  fc.constant({}),
);

const schema = fc.oneof(
  leaf,
  fc.record({ type: fc.constant("array"), items: leaf }),
  fc.record({ oneOf: fc.array(leaf, { minLength: 1, maxLength: 2 }) }),
  fc.record({
    type: fc.constant("object"),
    properties: fc.dictionary(text, leaf, { minKeys: 1, maxKeys: 3 }),
    additionalProperties: fc.oneof(fc.boolean(), leaf),
  }),
  fc.record({ type: fc.constant("object"), additionalProperties: fc.oneof(fc.boolean(), leaf) }),
  fc.record({ properties: fc.dictionary(text, leaf), oneOf: fc.array(leaf, { minLength: 1 }) }),
  fc.record({ const: fc.record({ a: fc.integer() }), type: fc.constant("object") }),
);

const definition = fc.record(
  {
    code: fc.oneof(code, fc.uniqueArray(code, { minLength: 1, maxLength: 3, selector: String })),
    kind: fc.constantFrom("not-found", "timeout", "already-exists", "internal", "rate-limited"),
    summary: text,
    description: text,
    causes: fc.uniqueArray(text, { minLength: 1, maxLength: 3 }),
    resolution: text,
    status: fc.integer({ min: 400, max: 599 }),
    params: fc.dictionary(
      fc.constantFrom("a", "constructor", "toString", "class", "message", "name", "code"),
      schema.map((one) => ({ ...one, at: "/detail", optional: true })),
      { maxKeys: 2 },
    ),
  },
  { requiredKeys: ["code", "kind", "summary"] },
);

/** A small catalog that the rules mostly accept. */
export const document: fc.Arbitrary<object> = fc.record({
  id: fc.constant("any"),
  title: text,
  version: fc.constant("1.0.0"),
  prefix: fc.oneof(fc.constantFrom("Json", "Base", "A", "Wire", "Unknown", "Any"), name),
  codeType: fc.constant("mixed"),
  schemas: fc.record({ Shared: fc.constant({ type: "string" }) }),
  envelopes: fc.record({
    Only: fc.record(
      {
        code: fc.constantFrom("/code", "/error/0/code", "/a~1b/__proto__"),
        message: fc.constantFrom("/message", "/error/message", "/code"),
      },
      { requiredKeys: ["code"] },
    ),
  }),
  definitions: fc.dictionary(name, definition, { minKeys: 1, maxKeys: 6 }),
});
