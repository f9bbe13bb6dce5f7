// Texts that try to leave their place in what is generated, and a catalog that has each of them in every place for free text.

/** What a text does that gets out: it marks the global object. */
export const pwn = "globalThis.__PWNED__=1";

/** The texts of the sample by their case; `message` says where the sample puts it. */
export const sampleTexts = {
  S01: `done */ ${pwn}; /*`,
  S02: `a"b'c\`d\${${pwn}}\\e`,
  S03: `first line\u2028${pwn}`,
  S05: "ask the @internal team",
  S06: "{{this.constructor}} & <b>",
  S18: "left | right\nnext <b>",
  S19: "NO",
} as const;

/** Orders to linters, formatters, compilers and coverage, as they begin a comment or one of its lines. */
export const directives: readonly string[] = [
  "biome-ignore lint: evil",
  "biome-ignore-all lint: evil",
  "words\nbiome-ignore-start lint: evil",
  "* rome-ignore lint: evil",
  "eslint-disable",
  "eslint-disable-next-line no-eval",
  "words\n// eslint-enable no-eval",
  "eslint-env node",
  "eslint no-eval: 0",
  "global evil",
  "exported evil",
  "oxlint-disable",
  "prettier-ignore",
  "words\n/* prettier-ignore-start */",
  "dprint-ignore",
  "deno-lint-ignore-file no-eval",
  "deno-fmt-ignore",
  "/* c8 ignore start */",
  "c8 ignore next 9",
  "words\n v8 ignore file",
  "istanbul ignore next",
  "node:coverage disable",
  "/* node:coverage ignore next 9 */",
  "tslint:disable",
  "jshint ignore:start",
  "#region evil",
  "words\n#endregion",
  'webpackChunkName: "evil"',
];

/** Orders that tools find anywhere in a line. */
export const ordersAnywhere: readonly string[] = [
  "words NOSONAR",
  "see nosonar here",
  "words\nmore // NOSONAR",
  "cspell:disable",
  "words cSpell: disable-line",
  "words\nspell-checker:disable",
  "codespell:ignore evil",
  "words # codespell:ignore",
  "words\n* codespell:ignore",
  "pragma: no cover",
  "words pragma: allowlist secret",
  "# PRAGMA: no cover",
  "words istanbul ignore next",
  "words\nsee v8 ignore next",
  "words c8 ignore stop",
  "@formatter:off",
  "words @formatter:on",
  "words\n@formatter:off",
  "noinspection JSUnusedGlobalSymbols",
  "words noinspection ALL",
  "words\n// noinspection evil",
  "words tslint:disable",
  "words jshint ignore:line",
  "words jshint:ignore",
  "words deno-lint-ignore no-eval",
  "words oxlint-disable-line",
  "words eslint-disable-line",
  "words dprint-ignore",
  "words prettier-ignore",
  "words biome-ignore lint: evil",
  "jscpd:ignore-start",
  "words jscpd:ignore-end",
  "words\n/* jscpd:ignore-start */",
  "words nosemgrep: evil",
  "words gitleaks:allow",
  "words lgtm[js/evil]",
];

/** More texts of the same kinds. */
export const moreTexts: readonly string[] = [
  `*/${pwn}/*`,
  `**/ ${pwn} /**`,
  `*\\/ ${pwn}`,
  `*\u200b/ ${pwn}`,
  `// ${pwn}`,
  `line\u2029${pwn}`,
  `broken\n${pwn}`,
  `\${${pwn}}`,
  `\`;${pwn};\``,
  `";${pwn};"`,
  `';${pwn};'`,
  `\\";${pwn};//`,
  `\\\\";${pwn};//`,
  `</script><script>${pwn}</script>`,
  `<!-- ${pwn} -->`,
  `--> ${pwn}`,
  `]]>${pwn}`,
  "//# sourceMappingURL=data:application/json,{}",
  "//@ sourceURL=evil.js",
  "@ts-nocheck",
  "@ts-ignore",
  "@ts-expect-error",
  "@deprecated @internal @private @hidden",
  "@jsx h @jsxRuntime classic @jsxImportSource evil",
  '<reference path="/etc/hosts" />',
  '/// <reference types="evil" />',
  "/*#__PURE__*/ and #__NO_SIDE_EFFECTS__",
  "@license @preserve",
  "use strict",
  "{@link evil} {@inheritDoc Other} {@code x",
  "@see @param {string} x @returns {never}",
  "{{#each this}}{{{.}}}{{/each}} {{> evil}}",
  `{% raw %} <%= 1 %> $\{{ github.token }}`,
  "a | b || c",
  "| - | - |\n| a | b |",
  "# Heading\n\n## Another",
  "1. one\n- two\n> three",
  "```js\ncode\n```",
  "~~~\nno end",
  "<details><summary>x</summary>",
  "<img src=x onerror=PWN>",
  "&lt;b&gt; &amp; &#x3c;",
  "import x from 'y'\n\nexport const z = 1",
  "\u202egnirts\u202c \u2066x\u2069 \u200f",
  "\ufeffmark",
  "emoji \u{1f600} and \u{10ffff}",
  "combining e\u0301 and \u00e9",
  "---\nkey: value\n...",
  "- a: [b, {c: d}]",
  "? key\n: value",
  "&anchor *alias !!tag %directive @at",
  "$ref",
  "#/components/schemas/Evil",
  "[label]: https://example.com/evil",
  "$& $1 $$ $` $'",
  "\\u0041 \\x41 \\n \\",
  "\ttab\tand  spaces",
  ...directives,
];

/** Texts that some reader of YAML 1.1 or 1.2 takes for something else. */
export const otherTypes: readonly string[] = [
  ..."NO no No yes Y n on OFF true True null Null NULL ~ .nan .NaN .inf -.INF".split(" "),
  ..."007 0o17 0x1F 0b101 1_000 12:30 190:20:30 1e3 1E-3 +1 -0 .5 5. 1.0 1,000".split(" "),
  ..."2024-02-30 2024-02-28 2001-12-14t21:59:43.10-05:00 << = ! - -- --- ... ? : | > %".split(" "),
  ..."& * ' \" # [] {} , @ ` a: :a a#".split(" "),
  "2001-12-14 21:59:43.10 -5",
  "a #b",
  "a: b",
  "- a",
];

/** Names that every object has, or that mean something to it. */
export const prototypeNames: readonly string[] = [
  ..."__proto__ constructor prototype toString valueOf hasOwnProperty toJSON then".split(" "),
  ..."propertyIsEnumerable isPrototypeOf toLocaleString __defineGetter__ length name".split(" "),
];

/** Gives a harmless text that a writer of code would quote, or not, like the given one. */
export function harmless(text: string, index: number): string {
  return /^[A-Za-z_$][\w$]*$/.test(line(text)) ? `plain${index}` : `some plain words ${index}`;
}

/** Gives a text as it may stand where one line is asked for. */
export function line(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
}

/** Gives a text as a code. */
export function codeText(text: string): string {
  return line(text);
}

function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll("'", "%27");
}

function template(text: string): string {
  return text.replace(/[{}]/g, "$&$&");
}

function pointer(text: string): string {
  // A lone star is no text but the element of a list, which bodies are made of by other code.
  if (text === "*") return "/**";
  return `/${line(text).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

function list<Value>(
  texts: readonly string[],
  entry: (text: string, index: number) => readonly [string, Value],
): Readonly<Record<string, Value>> {
  return Object.fromEntries(texts.map(entry));
}

/** Gives the name of the definition that holds the text of this index. */
export function nameOf(index: number): string {
  return `Place${index}`;
}

/** How many texts are those of a status too. */
export const statusesAtMost = 20;

/** Gives a catalog, as JSON, that holds each text in every place for free text; no two texts may be the same line. */
export function catalogOf(texts: readonly string[], id = "museum"): string {
  const first = texts[0] ?? "";
  const catalog = {
    id,
    title: line(first),
    version: "1.0.0",
    prefix: "Museum",
    codeType: "string",
    description: texts.join("\n\n"),
    sources: list(texts, (text, i) => [
      `s${i}`,
      { title: line(text), url: `https://example.com/?q=${encoded(text)}` },
    ]),
    scopes: texts.map(line),
    schemas: list(texts, (text, i) => [`Schema${i}`, schemaOf(text)]),
    envelope: "Body",
    envelopes: {
      Body: {
        code: "/code",
        message: "/message",
        description: first,
        body: {
          required: ["code"],
          properties: { code: { type: "string" }, message: { type: "string" }, details: {} },
        },
      },
      Other: { code: "/other", when: { "/kind": texts.map(line) }, message: pointer(first) },
    },
    statuses: list(texts.slice(0, statusesAtMost), (text, i) => [
      `${400 + i}`,
      { title: line(text), description: text, causes: [text, "x"], resolution: text },
    ]),
    definitions: list(texts, (text, i) => [nameOf(i), definitionOf(text, i)]),
    reserved: texts.map((text, i) => ({ name: `Gone${i}`, reason: line(text) })),
  };
  return `${JSON.stringify(catalog, undefined, 2)}\n`;
}

/** Gives the texts of that catalog in another language, each at another place than in the catalog. */
export function localeOf(texts: readonly string[]): string {
  const definitions = list(texts, (_, i) => {
    const text = texts[(i + 1) % texts.length] ?? "";
    const own = { title: line(text), summary: line(text), deprecated: line(text) };
    return [nameOf(i), { ...own, description: text, causes: [text, "x"], resolution: [text] }];
  });
  const [first = ""] = texts;
  return `${JSON.stringify({ title: line(first), description: first, definitions }, undefined, 2)}\n`;
}

function schemaOf(text: string): object {
  return {
    type: "object",
    title: line(text),
    description: text,
    required: [line(text)],
    properties: { [line(text)]: { enum: [text, "other"], description: text }, other: {} },
  };
}

function definitionOf(text: string, i: number): object {
  return {
    code: [codeText(text), { code: `second ${i}`, name: `Second${i}`, summary: line(text) }],
    kind: "internal",
    summary: line(text),
    title: line(text),
    status: 400 + (i % statusesAtMost),
    scope: line(text),
    operation: line(text),
    description: text,
    causes: [text, `${text} `],
    resolution: [text],
    params: {
      shared: { $ref: `#/schemas/Schema${i}`, at: "/details", optional: true },
      constant: { const: text, at: pointer(text), optional: true, description: text },
    },
    message: template(text),
    translations: { de: template(text) },
    examples: [{ title: line(text), message: text, headers: { "x-request-id": line(text) } }],
    deprecated: { since: "1.0.0", reason: line(text) },
    source: `s${i}`,
  };
}
