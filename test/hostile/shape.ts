// The shape of generated files without their texts: what must be the same whatever a catalog's texts say.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import ts from "typescript";
import { unified } from "unified";

/** Leaves out the list of the runtime's functions that a parser needs, which depends on what locators mean. */
export function withoutSteps(text: string): string {
  return text.replace(/^ {2}steps: \{\n(?: {4}(\w+): runtime\.\1,\n)+ {2}\},$/m, "  steps: {},");
}

/**
 * Gives the shape of a TypeScript or JavaScript text: its tree with its documentation, and all that a compiler takes from its comments.
 * It is sorted, since texts decide the order of members; how the name of a property is written counts for nothing.
 */
export function shapeOf(path: string, text: string): readonly string[] {
  const file = ts.createSourceFile(path, withoutSteps(text), {
    languageVersion: ts.ScriptTarget.ES2022,
    jsDocParsingMode: ts.JSDocParsingMode.ParseAll,
  });
  const shape = [...commentedOrders(file), ...linesThatTell(path, text)];
  const visit = (node: ts.Node): void => {
    const kind = ts.SyntaxKind[node.kind] ?? "";
    const isDirective = ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression);
    shape.push(isDirective ? `${kind} ${node.getText(file)}` : kind);
    for (const doc of ts.getJSDocCommentsAndTags(node)) {
      if (doc.parent !== node || !ts.isJSDoc(doc)) continue;
      const parts = typeof doc.comment === "string" ? ["text"] : (doc.comment ?? []);
      shape.push(`JSDoc ${parts.map((part) => (typeof part === "string" ? part : part.kind))}`);
      for (const tag of doc.tags ?? [])
        shape.push(`@${tag.tagName.text} ${ts.SyntaxKind[tag.kind]}`);
    }
    const name =
      ts.isPropertyAssignment(node) || ts.isPropertySignature(node) ? node.name : undefined;
    ts.forEachChild(node, (child) => {
      if (child === name) shape.push("name of a property");
      else visit(child);
    });
  };
  visit(file);
  return shape.sort();
}

/** Gives what tools look for in the lines of comments, and in a source in any line. */
function linesThatTell(path: string, text: string): readonly string[] {
  const comment =
    /^\s*(?:\/?\*|\/\/).*?([#@]\s*source(?:Mapping)?URL=|[#@]__[A-Z_]+__|@formatter:)/;
  const told = path.startsWith("dist/")
    ? comment
    : new RegExp(`${comment.source}|([#@]\\s*source(?:Mapping)?URL=)`);
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  return lines.flatMap((line) => [
    ...(told.exec(line)?.slice(1).join("") ?? []),
    ...(order.exec(line) ?? []),
    ...(line.match(orderAnywhere) ?? []),
  ]);
}

/** What linters, formatters and coverage take for an order: at the start of a line of a comment, and the last in any line. */
const order =
  /^\s*(?:\/?\*+|\/\/+)\W*(?:(?:biome|rome|prettier|dprint|deno-\w+)-ignore|(?:es|ox|style)lint[- ]|[tj]s[lh]int[: ]|(?:[cv]8|istanbul|node:coverage) +(?:ignore|disable)|globals? |exported |#(?:end)?region|webpack[A-Z])|^\W*\/\* (?:[cv]8|node:coverage) (?:ignore|disable)/;

/** What tools take for an order wherever a line has it, a string or a comment. */
const orderAnywhere =
  /(?:biome|rome|prettier|dprint|deno-\w+|ts-prune)-ignore|(?:es|ox|style)lint-(?:disable|enable|env)|(?:[tj]s[lh]int|jscs|jscpd|pragma|c(?:ode)?spell|spell-?checker|gitleaks|trufflehog):|(?:[cv]8|istanbul|node:coverage) +(?:ignore|disable)|noinspection |nosonar|nosemgrep|(?:lgtm|codeql) ?\[/gi;

/** What the compiler itself reads in comments; its own interface does not list it. */
interface Read {
  readonly pragmas: ReadonlyMap<string, unknown>;
  readonly commentDirectives?: readonly unknown[];
  readonly checkJsDirective?: unknown;
  readonly parseDiagnostics: readonly unknown[];
}

function commentedOrders(file: ts.SourceFile): readonly string[] {
  const read = file as unknown as Read;
  return [
    `pragmas ${[...read.pragmas.keys()]}`,
    `directives ${read.commentDirectives?.length ?? 0} ${read.checkJsDirective !== undefined}`,
    `references ${file.referencedFiles.length} ${file.typeReferenceDirectives.length} ${file.libReferenceDirectives.length}`,
    `faults ${read.parseDiagnostics.length}`,
  ];
}

/** What of a Markdown node matters here. */
interface MarkdownNode {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly MarkdownNode[];
}

/** The HTML that the pages themselves have: a banner, anchors whose ids need no escape, and examples that are folded. */
const ownHtml =
  /^(?:<!--.*|<a id="[\w.-]+">|<\/a>|<details>\n<summary>\d+ more examples?<\/summary>|<\/details>)$/s;

/** Gives the nodes of a Markdown text that data must never make: HTML, and rows of another width than their table's head. */
export function markdownFaults(text: string): readonly string[] {
  const root: MarkdownNode = unified().use(remarkParse).use(remarkGfm).parse(text);
  const faults: string[] = [];
  const visit = ({ type, value = "", children = [] }: MarkdownNode): void => {
    if (type === "html" && !ownHtml.test(value)) faults.push(`html: ${value}`);
    if (type === "table") {
      const widths = new Set(children.map((row) => row.children?.length));
      if (widths.size > 1) faults.push(`a table with rows of ${[...widths].join(" and ")} cells`);
    }
    for (const child of children) visit(child);
  };
  visit(root);
  return faults;
}

/** Compiles the sources of packages as a strict user would, and gives what the compiler finds; declarations go to `declared`. */
export function compileFaults(
  folders: readonly string[],
  declared?: (path: string, text: string) => void,
): readonly string[] {
  const paths = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(folder, name)),
  );
  const program = ts.createProgram(paths, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    lib: ["lib.es2022.d.ts"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noImplicitOverride: true,
    isolatedDeclarations: true,
    declaration: true,
    emitDeclarationOnly: true,
    stripInternal: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
  });
  if (declared !== undefined) program.emit(undefined, declared);
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) =>
        `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
    );
}

/** Gives the texts of the files below a folder whose names end so, by their paths. */
export function textsBelow(
  folder: string,
  ...ends: readonly string[]
): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return new Map(
    paths
      .filter((path) => ends.some((end) => path.endsWith(end)))
      .map((path) => [path, readFileSync(join(folder, path), "utf8")]),
  );
}
