// Input that must be refused, as data: each row is a catalog, where it must point and what it must say.

import { definition, type Files, tiny, tinyWith } from "./project.ts";

/** One case of input that must be refused. */
export interface Refused {
  /** The case of the sample that it is, or whose kind it shares. */
  readonly id: string;
  readonly what: string;
  /** The catalog `catalog/tiny.yaml`, or all files where there are others. */
  readonly input: string | Uint8Array | Files;
  /** The codes of the diagnostics, in their order. */
  readonly codes: readonly string[];
  /** `line:column` in `catalog/tiny.yaml`, or with a path of its own; nothing where no text is concerned. */
  readonly at?: string;
  /** What the report must name besides. */
  readonly says: readonly string[];
}

const field = (text: string): string => tinyWith("    summary:", `    ${text}\n    summary:`);
const param = (schema: string): string => field(`params: { a: { at: /a, ${schema} } }`);
const code = (literal: string): string => tinyWith("30014", literal);
const id = (text: string): string => tinyWith("id: tiny", `id: ${JSON.stringify(text)}`);
const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));

/** Nine levels of nine references each: some 400 million values where aliases are followed. */
const bomb = ["a: &a [x, x, x, x, x, x, x, x, x]"]
  .concat([..."abcdefgh"].map((letter, i) => bombLine(letter, "bcdefghi".charAt(i))))
  .join("\n");

function bombLine(inner: string, outer: string): string {
  return `${outer}: &${outer} [${Array(9).fill(`*${inner}`).join(", ")}]`;
}

const code0042 = ["code-literal"] as const;

/** All of the smallest catalog but its id, as members of a JSON object. */
const restInJson = `"title": "Tiny API", "version": "1.0.0", "prefix": "Tiny", "codeType": "integer", "envelopes": { "Body": { "code": "/code", "message": "/message" } }, "definitions": { "InvalidAddress": { "code": 30014, "kind": "invalid-argument", "summary": "The destination address is invalid." } }`;

/** The cases of the sample that must be refused. */
export const sample: readonly Refused[] = [
  {
    id: "S04",
    what: "code in a field of a closed list",
    input: tinyWith("invalid-argument", '"Auth { } PWN; class B"'),
    codes: ["not-one-of"],
    at: "11:11",
    says: ['"kind"', "Auth { } PWN; class B", "invalid-argument"],
  },
  {
    id: "S07",
    what: "the key propertyIsEnumerable",
    input: tiny + definition("propertyIsEnumerable", "code: 1"),
    codes: ["bad-key"],
    at: "13:3",
    says: ['"propertyIsEnumerable"', '"definitions"', "PascalCase"],
  },
  {
    id: "S08",
    what: "names that differ by case",
    input: tiny + definition("Ratelimit", "code: 1") + definition("RateLimit", "code: [2, 3]"),
    codes: ["name-collision"],
    at: "17:3",
    says: ['"Ratelimit"', '"RateLimit"', "catalog/tiny.yaml:13:3"],
  },
  {
    id: "S08",
    what: "a name that is not written in PascalCase beside one that is",
    input: tiny + definition("RATE_LIMIT", "code: 1") + definition("RateLimit", "code: 2"),
    codes: ["bad-key"],
    at: "13:3",
    says: ['"RATE_LIMIT"', "PascalCase"],
  },
  {
    id: "S09",
    what: "a name that makes a class of the language",
    input: tiny + definition("Range", "code: 1"),
    codes: ["name-reserved"],
    at: "13:3",
    says: ['"Range"', '"RangeError"', "the language"],
  },
  {
    id: "S10",
    what: "one code in two definitions",
    input: tiny + definition("Other", "code: 30014"),
    codes: ["code-undecided"],
    at: "16:11",
    says: ['"InvalidAddress"', '"Other"', '"30014"', "catalog/tiny.yaml:10:11", "match"],
  },
  {
    id: "S10",
    what: "one id in two files",
    input: { "catalog/tiny.yaml": tiny, "catalog/zz.yaml": tinyWith("Tiny API", "Other API") },
    codes: ["catalog-id-repeated"],
    at: "catalog/zz.yaml:1:5",
    says: ['"tiny"', "catalog/tiny.yaml:1:5"],
  },
  {
    id: "S11",
    what: "an unquoted 0042",
    input: code("0042"),
    codes: code0042,
    at: "10:11",
    says: ['Quote it: "0042"'],
  },
  {
    id: "S12",
    what: "a key twice in one definition",
    input: tinyWith("    kind:", "    code: 2\n    kind:"),
    codes: ["yaml-duplicate-key"],
    at: "11:5",
    says: ['"code"', "catalog/tiny.yaml:10:5"],
  },
  {
    id: "S13",
    what: "a bomb of nine levels of aliases",
    input: `${bomb}\n`,
    // One of the 9 anchors, one of the 72 aliases: each has all its places.
    codes: ["yaml-alias", "yaml-alias"],
    at: "1:4",
    says: ["anchor", "alias", "Write the value out"],
  },
  {
    id: "S13",
    what: "an alias inside what it names",
    input: "a: &a [*a]\n",
    codes: ["yaml-alias", "yaml-alias"],
    at: "1:4",
    says: ["anchor", "alias", "catalog/tiny.yaml:1:8"],
  },
  {
    id: "S14",
    what: "a key twice in JSON",
    input: { "catalog/tiny.json": `{\n  "id": "tiny",\n  "id": "other",\n${restInJson} }\n` },
    codes: ["yaml-duplicate-key"],
    at: "catalog/tiny.json:3:3",
    says: ['"id"', "catalog/tiny.json:2:3"],
  },
  {
    id: "S15",
    what: "a misspelt field",
    input: field("descripton: x"),
    codes: ["unknown-property"],
    at: "12:5",
    says: ['"descripton"', '"InvalidAddress"', 'Did you mean "description"?'],
  },
  {
    id: "S16",
    what: "a reference to a file",
    input: param("$ref: file:///etc/hosts"),
    codes: ["schema-ref"],
    at: "12:34",
    says: ["file:///etc/hosts", "no file is read"],
  },
  {
    id: "S17",
    what: "a link that is a script",
    input: field('docsUrl: "javascript:PWN"'),
    codes: ["bad-form"],
    at: "12:14",
    says: ["javascript:PWN", '"docsUrl"'],
  },
  {
    id: "S20",
    what: "an id that leaves the output folder",
    input: id("../../escape"),
    codes: ["bad-form"],
    at: "1:5",
    says: ["../../escape", '"id"', "kebab-case"],
  },
];

const refs = [
  "http://example.com/schema.json",
  "../other.yaml#/schemas/A",
  "tiny.yaml",
  "/etc/passwd",
  "//host/share",
  "data:application/json,{}",
  "#",
  "",
  "#/definitions/InvalidAddress",
  "#/schemas/A/properties/b",
  "#/schemas/../A",
];

const urls = [
  "JavaScript:PWN",
  "java\nscript:PWN",
  "vbscript:PWN",
  "data:text/html,<script>PWN</script>",
  "file:///etc/hosts",
  "//example.com/x",
  "/relative",
  "example.com",
  "https://",
  "http:x",
  " https://example.com",
  "https://exam ple.com",
  'https://example.com/"><b>',
  "https://example.com/\u2028",
];

const ids = [
  "..",
  ".",
  "/etc",
  "a/b",
  "a\\b",
  "node_modules",
  "__proto__",
  "-a",
  "a--b",
  "",
].concat(["A", "a b", "C:", "tiny\0", "tiny\n", "a.b", "\u202eynit", "x".repeat(65)]);

const literals = [
  "00",
  "08000",
  "1e5",
  "0x10",
  "0o17",
  "0b11",
  "1_000",
  "12:30",
  "+5",
  "1.0",
  "-0",
];

const noCodes = ["null", "~", "true", ".5", "1.5", "{}", "[]"];
const noNumbers = [".inf", "-.inf", ".nan"];

const large = ["9007199254740992", "-9007199254740992", "123456789012345678901234567890"];

/** Names whose class, guard or constant the language has already. */
const builtins = ["Type", "Syntax", "Aggregate", "Suppressed", "URI", "Eval"].concat([
  "Object",
  "Map",
  "Promise",
  "String",
  "Infinity",
  "NaN",
  "Symbol",
]);

/** More input of the same kinds. */
export const variants: readonly Refused[] = [
  ...refs.map((ref) => ({
    id: "S16",
    what: `the reference ${JSON.stringify(ref)}`,
    input: param(`$ref: ${JSON.stringify(ref)}`),
    codes: ["schema-ref"],
    at: "12:34",
    says: ["#/schemas/Name"],
  })),
  ...urls.map((url) => ({
    id: "S17",
    what: `the link ${JSON.stringify(url)}`,
    input: field(`docsUrl: ${JSON.stringify(url)}`),
    codes: ["bad-form"],
    at: "12:14",
    says: ['"docsUrl"'],
  })),
  ...ids.map((text) => ({
    id: "S20",
    what: `the id ${JSON.stringify(text)}`,
    input: id(text),
    codes: [text.length > 64 ? "out-of-bounds" : "bad-form"],
    at: "1:5",
    says: ['"id"'],
  })),
  ...literals.map((literal) => ({
    id: "S11",
    what: `the code ${literal}`,
    input: code(literal),
    codes: code0042,
    at: "10:11",
    says: [`Quote it: "${literal}"`],
  })),
  ...noCodes.map((literal) => ({
    id: "S11",
    what: `the code ${literal}`,
    input: code(literal),
    codes: [literal === "[]" ? "out-of-bounds" : "wrong-type"],
    at: "10:11",
    says: ['"code"'],
  })),
  ...noNumbers.map((literal) => ({
    id: "S11",
    what: `the code ${literal}`,
    input: code(literal),
    codes: ["yaml-number"],
    at: "10:11",
    says: [literal],
  })),
  ...large.map((literal) => ({
    id: "S11",
    what: `the code ${literal}`,
    input: code(literal),
    codes: ["out-of-bounds"],
    at: "10:11",
    says: ['"code"', "9007199254740991"],
  })),
  ...builtins.map((name) => ({
    id: "S09",
    what: `the name ${name}`,
    input: tiny + definition(name, "code: 1"),
    codes: ["name-reserved"],
    at: "13:3",
    says: [`"${name}"`, "the language"],
  })),
  {
    id: "S09",
    what: "a name that makes the base class",
    input: tiny + definition("Tiny", "code: 1"),
    codes: ["name-reserved"],
    at: "13:3",
    says: ['"TinyError"', "the base class"],
  },
  {
    id: "S09",
    what: "a name that ends in Error",
    input: tiny + definition("TypeError", "code: 1"),
    codes: ["name-suffix"],
    at: "13:3",
    says: ['"TypeError"', '"Error"'],
  },
  {
    id: "S07",
    what: "prototype names as keys",
    input: `${tiny}${definition("__proto__", "code: 1")}${definition("constructor", "code: 2")}`,
    codes: ["bad-key", "bad-key"],
    at: "13:3",
    says: ['"__proto__"', '"constructor"'],
  },
  {
    id: "S07",
    what: "prototype names as properties",
    input: `${tiny}__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }\n`,
    codes: ["unknown-property", "unknown-property"],
    at: "13:1",
    says: ['"__proto__"', '"constructor"'],
  },
  {
    id: "S10",
    what: "one code as a number and as a text",
    input: tinyWith("codeType: integer", "codeType: mixed", definition("Other", 'code: "30014"')),
    codes: ["code-spelled-twice", "code-undecided"],
    at: "16:11",
    says: ['"30014"', "catalog/tiny.yaml:10:11"],
  },
  {
    id: "S10",
    what: "one id in two files, and a third",
    input: { "catalog/tiny.yaml": tiny, "catalog/u.json": asJson(tiny), "catalog/v.yaml": tiny },
    codes: ["catalog-id-repeated", "catalog-id-repeated"],
    at: "catalog/u.json:2:9",
    says: ["catalog/v.yaml:1:5"],
  },
  {
    id: "S12",
    what: "a definition twice",
    input: tiny + definition("InvalidAddress", "code: 1"),
    codes: ["yaml-duplicate-key"],
    at: "13:3",
    says: ['"InvalidAddress"', "catalog/tiny.yaml:9:3"],
  },
  {
    id: "S12",
    what: "a key twice, once in quotes",
    input: tinyWith("title:", '"id": other\ntitle:'),
    codes: ["yaml-duplicate-key"],
    at: "2:1",
    says: ['"id"', "catalog/tiny.yaml:1:1"],
  },
  {
    id: "S13",
    what: "a merge key",
    input: `${tiny}x: &x { a: 1 }\ny: { <<: *x }\n`,
    codes: ["yaml-alias", "yaml-alias", "yaml-merge"],
    at: "13:4",
    says: ["anchor", "alias", '"<<"'],
  },
  {
    id: "S13",
    what: "lists a hundred thousand deep",
    input: "[".repeat(100_000),
    codes: ["yaml-too-deep"],
    at: "1:65",
    says: ["64"],
  },
  {
    id: "S13",
    what: "maps a hundred thousand deep",
    input: "{a: ".repeat(100_000),
    codes: ["yaml-too-deep"],
    says: ["64"],
  },
  {
    id: "S13",
    what: "lists in block style a hundred thousand deep",
    input: `${"- ".repeat(100_000)}x\n`,
    codes: ["yaml-too-deep"],
    says: ["64"],
  },
  {
    id: "S14",
    what: "a prototype name twice in JSON",
    input: {
      "catalog/tiny.json": `{ "__proto__": 1, "__proto__": 2, "id": "tiny",\n${restInJson} }\n`,
    },
    codes: ["unknown-property", "yaml-duplicate-key"],
    at: "catalog/tiny.json:1:19",
    says: ['"__proto__"'],
  },
  {
    id: "S15",
    what: "a misspelt field at the top",
    input: tinyWith("title:", "tittle:"),
    codes: ["unknown-property"],
    at: "2:1",
    says: ['"title"', 'Did you mean "title"?'],
  },
  {
    id: "S15",
    what: "a field in the wrong case",
    input: field('docsurl: "https://example.com"'),
    codes: ["unknown-property"],
    at: "12:5",
    says: ['Did you mean "docsUrl"?'],
  },
  {
    id: "yaml",
    what: "a tab as indentation",
    input: tinyWith("    kind", "\tkind"),
    codes: ["yaml-tab"],
    at: "11:1",
    says: ["spaces"],
  },
  {
    id: "yaml",
    what: "a tag",
    input: tinyWith("Tiny API", '!!js/function "function(){PWN}"'),
    codes: ["yaml-tag"],
    at: "2:8",
    says: ["!!js/function"],
  },
  {
    id: "yaml",
    what: "two documents",
    input: `${tiny}---\n${tiny}`,
    codes: ["yaml-many-documents"],
    at: "13:1",
    says: ["one document"],
  },
  {
    id: "yaml",
    what: "an empty file",
    input: "",
    codes: ["yaml-empty"],
    at: "1:1",
    says: ["empty"],
  },
  {
    id: "yaml",
    what: "nothing but a comment",
    input: "# to do\n\n",
    codes: ["yaml-empty"],
    at: "1:1",
    says: ["empty"],
  },
  {
    id: "yaml",
    what: "a quote that is not closed",
    input: tinyWith("Tiny API", '"Tiny API'),
    codes: ["yaml-syntax"],
    at: "3:1",
    says: ["quote"],
  },
  {
    id: "yaml",
    what: "a colon in a plain text",
    input: tinyWith("Tiny API", "Tiny: API"),
    codes: ["yaml-syntax"],
    at: "2:12",
    says: ["colon", "quotes"],
  },
  {
    id: "bytes",
    what: "a NUL byte",
    input: tinyWith("Tiny API", "Tiny\0API"),
    codes: ["yaml-character"],
    at: "2:12",
    says: ["U+0000"],
  },
  {
    id: "bytes",
    what: "an escaped NUL",
    input: tinyWith("Tiny API", '"Tiny\\0API"'),
    codes: ["bad-form"],
    at: "2:8",
    says: ['"title"', "\\u0000"],
  },
  {
    id: "bytes",
    what: "half a character, as an escape",
    input: tinyWith("Tiny API", '"Tiny \\ud800 API"'),
    codes: ["yaml-half-character"],
    at: "2:8",
    says: ["\\ud800"],
  },
  {
    id: "bytes",
    what: "Latin-1",
    input: bytes("id: tiny\ntitle: Caf", [0xe9], "\n"),
    codes: ["file-not-utf8"],
    at: "2:11",
    says: ["UTF-8", "19"],
  },
  {
    id: "bytes",
    what: "a surrogate in UTF-8",
    input: bytes("id: tiny\ntitle: ", [0xed, 0xa0, 0x80], "\n"),
    codes: ["file-not-utf8"],
    at: "2:8",
    says: ["UTF-8"],
  },
  {
    id: "bytes",
    what: "an overlong slash",
    input: bytes("id: a", [0xc0, 0xaf], "\n"),
    codes: ["file-not-utf8"],
    at: "1:6",
    says: ["UTF-8"],
  },
  {
    id: "bytes",
    what: "UTF-16 with its mark",
    input: Buffer.from(`\ufeff${tiny}`, "utf16le"),
    codes: ["file-not-utf8"],
    at: "1:1",
    says: ["UTF-8"],
  },
  {
    id: "bytes",
    what: "UTF-16 without a mark",
    input: Buffer.from(tiny, "utf16le"),
    codes: ["yaml-character"],
    at: "1:2",
    says: ["U+0000"],
  },
  {
    id: "file",
    what: "a file that is named and missing",
    input: { "faultbook.config.yaml": "catalogs: [missing.yaml]\n" },
    codes: ["file-not-found"],
    says: ['"missing.yaml"'],
  },
  {
    id: "file",
    what: "a folder without a catalog",
    input: { "catalog/readme.txt": "" },
    codes: ["no-catalogs"],
    says: ['"catalog"'],
  },
];

function asJson(text: string): string {
  const [, name = ""] = /^id: (.*)$/m.exec(text) ?? [];
  const data = {
    id: name,
    title: "Tiny API",
    version: "1.0.0",
    prefix: "Tiny",
    codeType: "integer",
    envelopes: { Body: { code: "/code" } },
    definitions: { Some: { code: 1, kind: "internal", summary: "Some." } },
  };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}
