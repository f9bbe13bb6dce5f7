// The sources of an import, read from disk and told apart by their content.

import { dirname, join, posix, resolve } from "node:path";
import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { decodeSource, filesBelow, isFolder, readBytes, readSource } from "../disk/files.ts";
import { parseJson, recordOf } from "../disk/manifest.ts";
import { notingSpec } from "../import/broken-refs.ts";
import type { FoundSource } from "../import/finding.ts";
import { htmlBlocks } from "../import/html-blocks.ts";
import { openApiSource } from "../import/openapi-source.ts";
import { markdownBlocks } from "../import/page-blocks.ts";
import { pageSource } from "../import/page-source.ts";
import { placeAt } from "../import/schema-shapes.ts";
import { openSpec } from "../sync/parts.ts";
import { delimitedRows } from "../text/delimited.ts";
import { addTo, append } from "../text/lists.ts";
import { pointerTokens } from "../text/pointer.ts";
import type { SourceFile } from "../text/source.ts";
import { yamlLimits } from "../text/yaml.ts";

/** Sources that were read. */
export interface ReadSources {
  readonly sources: readonly FoundSource[];
}

/** Reads sources; every one that cannot be read is reported. */
export async function readSources(
  names: readonly string[],
  cwd: string,
): Promise<Outcome<ReadSources>> {
  const diagnostics: Diagnostic[] = [];
  const sources: FoundSource[] = [];
  const pointers = new Map<string, string[]>();
  for (const name of names) {
    // Behind the sign is a JSON Pointer into a description, or the name of an enum in TypeScript.
    const cut = name.search(/#(?:\/|[A-Za-z_$][\w$]*$)/);
    const path = (cut < 0 ? name : name.slice(0, cut)).replaceAll("\\", "/");
    addTo(pointers, path, cut < 0 ? "" : name.slice(cut + 1));
  }
  for (const [path, list] of pointers) {
    const query = { cwd, pointers: list.filter((one) => one !== "") };
    const read =
      isTypeScript(path) || isFolder(resolve(cwd, path))
        ? await readTypeScript(path, query)
        : readFoundSource(path, query);
    append(diagnostics, read.diagnostics);
    if (read.value !== undefined) sources.push(read.value);
  }
  return hasErrors(diagnostics) ? { diagnostics } : { value: { sources }, diagnostics };
}

function isTypeScript(path: string): boolean {
  return /\.[cm]?tsx?$/.test(path);
}

/** Returns the name of the nearest package around a file or folder, without its scope. */
function packageAbove(path: string): string | undefined {
  const { value: file } = readSource(join(path, "package.json"), "package.json", yamlLimits.bytes);
  const name = recordOf(parseJson(file?.text ?? ""))?.["name"];
  const above = dirname(path);
  if (typeof name === "string") return name.replace(/^@[^/]*\//, "");
  return above === path ? undefined : packageAbove(above);
}

/** Reads a file of TypeScript, or all in a folder and below; files with errors of syntax are skipped, and named. */
async function readTypeScript(
  path: string,
  { cwd, pointers: asked }: SourceQuery,
): Promise<Outcome<FoundSource>> {
  const below = isTypeScript(path)
    ? [""]
    : filesBelow(resolve(cwd, path)).filter(
        (one) => isTypeScript(one) && !/\.d\.[cm]?ts$/.test(one),
      );
  // What tests throw is made up; a folder of nothing else was named for them.
  const plain = below.filter((one) => !testFile.test(one));
  const inside = plain.length === 0 ? below : plain;
  const skipped = below.length - inside.length;
  if (inside.length === 0) {
    const what = "a folder without TypeScript";
    return { diagnostics: [diagnostic("import-unread", { path, what })] };
  }
  const read = inside.map((inner) => {
    const name = inner === "" ? path : posix.join(path, inner);
    return readSource(resolve(cwd, name), name, yamlLimits.bytes);
  });
  // In a folder there may be videos called ".ts": what is no text is skipped there, and named.
  const unread = read.flatMap(({ diagnostics }, i) =>
    isTypeScript(path) || !hasErrors(diagnostics)
      ? diagnostics
      : [
          diagnostic("typescript-unread", {
            path: posix.join(path, inside[i] ?? ""),
            what: diagnostics.some(({ code }) => code === "file-not-utf8")
              ? "not UTF-8"
              : "not readable",
          }),
        ],
  );
  if (hasErrors(unread)) return { diagnostics: unread };
  const { loadSyntax } = await import("../import/typescript-syntax.ts");
  const syntax = await loadSyntax(cwd);
  if (syntax === undefined) return { diagnostics: [diagnostic("typescript-missing", {})] };
  const { isGeneratedSource, parseTypeScript } = await import("../import/typescript-files.ts");
  const { typeScriptSource } = await import("../import/typescript-source.ts");
  const parsed = parseTypeScript(
    read
      .flatMap(({ value }) => value ?? [])
      // What was made of the catalog says nothing new, and is no error of the team's.
      .filter(({ text }) => isTypeScript(path) || !isGeneratedSource(text)),
    syntax,
  );
  const diagnostics = [...unread, ...parsed.diagnostics];
  const { unknown, ...found } = typeScriptSource(path, parsed, { syntax, asked });
  if (unknown.length > 0) {
    const faults = unknown.map((pointer) => diagnostic("import-pointer", { pointer, path }));
    return { diagnostics: [...diagnostics, ...faults] };
  }
  const tests = skipped === 1 ? "1 test file is" : `${skipped} test files are`;
  const source =
    skipped === 0
      ? found
      : { ...found, remarks: [...found.remarks, `${tests} skipped; name one to read it.`] };
  if (source.findings.length > 0) {
    const product = packageAbove(resolve(cwd, path));
    return { value: product === undefined ? source : { ...source, product }, diagnostics };
  }
  const none = noCodes(
    {
      ...source,
      remarks:
        source.remarks.length > 0
          ? [source.remarks.map(asPart).join("; ")]
          : [
              "nothing in it is an enum, an object, a union, an array, a class or a throw of errors",
            ],
    },
    "code",
  );
  return { diagnostics: [...diagnostics, ...none.diagnostics] };
}

/** The files of tests in a folder, and what these are made of. */
const testFile =
  /(?:^|\/)(?:__tests__|__mocks__|__fixtures__|fixtures|tests?)\/|[.-](?:test|spec)\.[cm]?tsx?$/;

/** Returns a sentence as a part of another one. */
function asPart(sentence: string): string {
  return sentence.replace(/\.$/, "").replace(/^[A-Z]/, (letter) => letter.toLowerCase());
}

interface SourceQuery {
  readonly cwd: string;
  readonly pointers: readonly string[];
}

function readFoundSource(path: string, { cwd, pointers }: SourceQuery): Outcome<FoundSource> {
  const bytes = readBytes(resolve(cwd, path), path, yamlLimits.bytes);
  if (bytes.value === undefined) return { diagnostics: bytes.diagnostics };
  const text = textOf(bytes.value, path);
  if (text.value === undefined) return { diagnostics: text.diagnostics };
  const file = text.value;
  const unread = (what: string) => ({ diagnostics: [diagnostic("import-unread", { path, what })] });
  if (file.text.trim() === "") return unread("empty");
  if (!isDescription(file)) return readPage(file);
  const read = (inner: string): Outcome<SourceFile> => {
    const name = posix.join(posix.dirname(path), inner);
    const part = readBytes(resolve(cwd, name), name, yamlLimits.bytes);
    return part.value === undefined
      ? { diagnostics: part.diagnostics }
      : decodeSource(part.value, name);
  };
  const opened = openSpec(file, read);
  if (opened.value === undefined) return { diagnostics: opened.diagnostics };
  const { spec, broken } = notingSpec(opened.value);
  for (const pointer of pointers) {
    const { node } = placeAt(spec, pointerTokens(pointer));
    const isList =
      node?.kind === "mapping" &&
      ["enum", "const", "oneOf", "anyOf"].some((key) => node.entries.has(key));
    if (!isList) return { diagnostics: [diagnostic("import-pointer", { pointer, path })] };
  }
  const source = openApiSource({ spec, path, pointers });
  const diagnostics = broken();
  return source.findings.length === 0
    ? { diagnostics: [...diagnostics, ...noCodes(source).diagnostics] }
    : { value: source, diagnostics };
}

/** Reads a page or a table, told apart by its content where its name says nothing. */
function readPage({ path, text }: SourceFile): Outcome<FoundSource> {
  const name = path.toLowerCase();
  const isTable = /\.(?:csv|tsv|tab)$/.test(name);
  const isHtml = /\.x?html?$/.test(name) || /^\s*<(?:!doctype html|html|table)\b/i.test(text);
  const isMarkdown =
    /\.(?:md|mdx|markdown)$/.test(name) || /^#{1,6} |^[ \t|:-]*\|[ \t|:-]*-[ \t|:-]*$/m.test(text);
  const blocks =
    isTable || !(isHtml || isMarkdown)
      ? [{ kind: "table", rows: delimitedRows(text) } as const]
      : isHtml
        ? htmlBlocks(text)
        : markdownBlocks(text);
  const source = pageSource(path, blocks);
  if (source.findings.length > mostDefinitions) {
    return {
      diagnostics: [
        diagnostic("import-unread", {
          path,
          what: `a source of more than ${mostDefinitions} codes, which no catalog can have`,
        }),
      ],
    };
  }
  return source.findings.length === 0
    ? noCodes(
        {
          ...source,
          remarks: ["it has no table with a column of codes and no heading with a code"],
        },
        "page",
      )
    : { value: source, diagnostics: [] };
}

/** The most definitions of a catalog. */
const mostDefinitions = 50_000;

function noCodes(
  { path, remarks }: FoundSource,
  form: "description" | "page" | "code" = "description",
): Outcome<FoundSource> {
  const what = remarks[0] ?? "nothing in it is an error";
  const advice = advices[form];
  return { diagnostics: [diagnostic("import-no-codes", { path, what, advice })] };
}

const advices = {
  description:
    "A code is an enum, a constant or an example value of a field such as code, type or reason in error responses. Name an enum that is elsewhere: openapi.yaml#/components/schemas/ErrorCode.",
  page: 'Give a table whose header names the columns, such as "Code" and "Description", or a page with a heading for each code.',
  code: 'Codes are found in enums, constant objects, unions and arrays whose names speak of errors, such as "ErrorCode", in classes that extend an error, and where these are made with a code.',
} as const;

/** Returns the text of a file in UTF-8 or UTF-16. */
function textOf(bytes: Buffer, path: string): Outcome<SourceFile> {
  const encoding = wideEncoding(bytes);
  if (encoding !== undefined)
    return { value: { path, text: new TextDecoder(encoding).decode(bytes) }, diagnostics: [] };
  if (bytes.subarray(0, 8192).includes(0)) {
    return { diagnostics: [diagnostic("import-unread", { path, what: "a binary file" })] };
  }
  return decodeSource(bytes, path);
}

/** Returns which UTF-16 a file is in: by its mark, or because every other byte of its signs is zero and no other byte is. */
function wideEncoding(bytes: Buffer): "utf-16le" | "utf-16be" | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const start = bytes.subarray(0, 8192);
  const zeros = [0, 0];
  for (const [i, byte] of start.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (bytes.length % 2 > 0 || (even > 0 && odd > 0) || (even + odd) * 20 < start.length)
    return undefined;
  const encoding = odd > 0 ? "utf-16le" : "utf-16be";
  const text = new TextDecoder(encoding).decode(start);
  return /[\u0000-\u0008\u000e-\u001f\u0080-\u009f\ufffe\uffff]/.test(text) ? undefined : encoding;
}

/** Returns whether a text is an OpenAPI description, also one of an old version. */
function isDescription({ text }: SourceFile): boolean {
  return (
    /^[\s{]*["']?(?:openapi|swagger)["']?\s*:/m.test(text) ||
    /[{,]\s*"(?:openapi|swagger)"\s*:/.test(text.slice(0, 4096))
  );
}
