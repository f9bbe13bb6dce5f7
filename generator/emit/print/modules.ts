// A generated module as parts, each printed once for all files that it goes into: TypeScript, JavaScript of both module formats, and declarations.

import { runtimeTypes } from "../../catalog/names.ts";
import type { ModuleFormat, ModuleOptions } from "../options.ts";
import { type Code, id, lit } from "./typescript.ts";

/** A declaration, or a part of a long one, in each language; empty if it leaves no trace there. */
export interface Piece {
  /** TypeScript. */
  readonly source: string;
  /** JavaScript without types, comments and the word `export`. */
  readonly script: string;
  /** The declarations that consumers' compilers read. */
  readonly types: string;
  /** True if an exported declaration begins with the piece. */
  readonly opens?: true;
  /** The name that is exported, if its declaration ends with the piece. */
  readonly exports?: string;
}

/** An import from another module of the package, or an export of what that one has. */
export interface Link {
  readonly link: "import" | "export";
  /** The module without its ending, such as `./codes`, or a package; none if names of the module itself are exported. */
  readonly from?: string;
  /** Names, all of them under one name, or all of them. */
  readonly names: readonly Name[] | { readonly all: Code } | "all";
  /** The files that have it: sources and declarations, sources and scripts, or scripts alone; all by default. */
  readonly only?: "types" | "values" | "script";
}

/** A name, perhaps with another one that it is exported under. */
export type Name = Code | { readonly own: Code; readonly as: Code };

/** A module as a stream of parts, so that a large one is never in memory as one text. */
export type Module = Iterable<Piece | Link>;

/** A file of a package, whose text is printed when it is read. */
interface ModuleFile {
  readonly path: string;
  readonly content: Iterable<string>;
}

/** A language of a module, and how its file refers to other modules. */
interface Printing {
  readonly language: "source" | "script" | "types";
  readonly format: ModuleFormat;
  readonly ending: string;
}

/** The endings of a module's built files: its script and its declarations. */
const builtEndings: Readonly<Record<ModuleFormat, readonly [script: string, types: string]>> = {
  esm: [".js", ".d.ts"],
  cjs: [".cjs", ".d.cts"],
};

/** Returns the paths of what is built of a module, given by its path below `dist/` without an ending. */
export function builtPaths(name: string, formats: readonly ModuleFormat[]): readonly string[] {
  return formats.flatMap((format) => builtEndings[format].map((ending) => `dist/${name}${ending}`));
}

/** Returns the files of a module below `src/` and `dist/`; they share what is printed once. */
export function moduleFiles(
  name: string,
  module: () => Module,
  options: ModuleOptions,
): readonly ModuleFile[] {
  const paths = [`src/${name}.ts`, ...builtPaths(name, options.formats)];
  let parts: readonly (Piece | Link)[] | undefined;
  return paths.map((path, i) => {
    function* texts(): Generator<string> {
      parts ??= [...module()];
      yield* printed(parts, printingOf(path, options));
      // The last of the files to be read.
      if (i === paths.length - 1) parts = undefined;
    }
    return { path, content: { [Symbol.iterator]: texts } };
  });
}

/** Returns the text of a module's file that passes on all that another module has, given without its ending. */
export function passingOn(path: string, from: string, options: ModuleOptions): string {
  const parts = [{ link: "export", from, names: "all" }] as const;
  return [...printed(parts, printingOf(path, options))].join("");
}

function printingOf(path: string, { importExtension }: ModuleOptions): Printing {
  for (const format of ["esm", "cjs"] as const) {
    const [script, types] = builtEndings[format];
    const built = { format, ending: script };
    if (path.endsWith(types)) return { ...built, language: "types" };
    if (path.endsWith(script)) return { ...built, language: "script" };
  }
  const ending = importExtension === "none" ? "" : importExtension;
  return { language: "source", format: "esm", ending };
}

/** Returns what every package exports of the runtime. */
export function runtimeExports(): readonly Link[] {
  const link = { link: "export", from: "./runtime" } as const;
  return [
    { ...link, names: runtimeTypes.map((name) => id(name)), only: "types" },
    { ...link, names: [id("hasKind"), id("retryAdvice")] },
  ];
}

/** The beginning of a CommonJS module: other tools see by the mark that it was written as an ECMAScript module. */
const commonjsHead =
  '"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\n';

/** The name by which other tools know, without running it, that a module passes on what another one exports. */
const exportStar = "const __exportStar = (from, to) => Object.assign(to, from);\n";

function isExportOfAll(part: Piece | Link): boolean {
  return "link" in part && part.link === "export" && part.names === "all" && part.only !== "types";
}

function* printed(parts: readonly (Piece | Link)[], printing: Printing): Generator<string> {
  const isCommonjs = printing.format === "cjs" && printing.language === "script";
  if (isCommonjs) yield commonjsHead;
  if (isCommonjs && parts.some(isExportOfAll)) yield exportStar;
  let isFirst = true;
  for (const part of parts) {
    const text = "link" in part ? linkText(part, printing) : pieceText(part, printing);
    if (text === "") continue;
    yield isFirst && text.startsWith("\n") ? text.slice(1) : text;
    isFirst = false;
  }
}

function pieceText(piece: Piece, { language, format }: Printing): string {
  const text = piece[language];
  if (language !== "script") return text;
  if (format === "esm") return piece.opens ? `export ${text}` : text;
  const { exports } = piece;
  return exports === undefined ? text : `${text}exports.${exports} = ${exports};\n`;
}

/** The languages that have a link. */
const languages: Readonly<Record<NonNullable<Link["only"]>, readonly Printing["language"][]>> = {
  types: ["source", "types"],
  values: ["source", "script"],
  script: ["script"],
};

function linkText(link: Link, { language, format, ending }: Printing): string {
  if (link.only !== undefined && !languages[link.only].includes(language)) return "";
  const own = link.from?.startsWith(".") === true ? ending : "";
  const from = link.from === undefined ? "" : lit(`${link.from}${own}`).text;
  if (language === "script" && format === "cjs") return commonjsText(link, `require(${from})`);
  const start = `${link.link}${link.only === "types" ? " type" : ""} `;
  return `${start}${namesText(link.names, start.length)}${from === "" ? "" : ` from ${from}`};\n`;
}

const widest = 80;

function namesText(names: Link["names"], indent: number): string {
  if (names === "all") return "*";
  if ("all" in names) return `* as ${names.all.text}`;
  const all = names.map((name) =>
    "text" in name ? name.text : `${name.own.text} as ${name.as.text}`,
  );
  const flat = `{ ${all.join(", ")} }`;
  return indent + flat.length <= widest ? flat : `{\n  ${all.join(",\n  ")},\n}`;
}

function commonjsText({ link, from, names }: Link, required: string): string {
  if (names === "all") return `__exportStar(${required}, exports);\n`;
  if ("all" in names) {
    const { text } = names.all;
    return link === "import"
      ? `const ${text} = ${required};\n`
      : `exports.${text} = ${required};\n`;
  }
  const pairs = names.map((name) =>
    "text" in name ? { own: name.text, as: name.text } : { own: name.own.text, as: name.as.text },
  );
  if (link === "import") {
    const all = pairs.map(({ own, as }) => (own === as ? own : `${own}: ${as}`));
    return `const { ${all.join(", ")} } = ${required};\n`;
  }
  const scope = from === undefined ? "" : `${required}.`;
  return pairs.map(({ own, as }) => `exports.${as} = ${scope}${own};\n`).join("");
}
