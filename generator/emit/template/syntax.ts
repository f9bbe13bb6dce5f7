// What a custom template may contain: holes whose values are escaped, conditions, loops, and its own partials.

import { type Diagnostic, diagnostic, type Outcome } from "../../diagnostics/diagnostic.ts";
import type { SourceFile, Span } from "../../text/source.ts";
import type { Compiler, Location, Syntax } from "../print/handlebars.ts";
import { printers } from "./languages.ts";
import { holeFault, type MarkupPlace, pageStart, placeAfter, placeAfterBoth } from "./markup.ts";

/** A template or partial, and what it may name. */
export interface TemplateText {
  readonly file: SourceFile;
  /** The helper that prints holes which name none; nothing if every hole must name one. */
  readonly helper: string | undefined;
  /** The names of the partials that there are. */
  readonly partials: ReadonlySet<string>;
  /** Whether its output is a page, in which a hole is only at some places safe. */
  readonly isPage: boolean;
}

/** A template while it is read: `place` is where in a page its text has led so far. */
interface Reading extends TemplateText {
  place: MarkupPlace;
}

/** Helpers that lay out, each with one value. */
export const blocks: readonly string[] = ["if", "unless", "each", "with"];

/** Returns the syntax tree of a template, in which every hole names the helper that prints it. */
export function checkTemplate(compiler: Compiler, given: TemplateText): Outcome<Syntax> {
  const { file } = given;
  const text: Reading = { ...given, place: pageStart };
  const { Parser: parser } = compiler;
  parser.parseError = (message, { text: found, token }) => {
    // The place that the fault itself names is that of the token before.
    const { first_line: line, first_column: column } = parser.lexer.yylloc;
    const early = token === "EOF" ? "the template ends too early" : undefined;
    const what = found ? `"${found}" is not expected` : firstLine(message);
    throw Object.assign(new Error(early ?? what), { start: { line, column } });
  };
  try {
    const tree = compiler.parse(file.text);
    const diagnostics = (tree.body ?? []).flatMap((one) => statementFaults(one, text));
    return { value: tree, diagnostics };
  } catch (error) {
    const span = spanOf(file, placeOf(error));
    const reason = firstLine((error as Error).message);
    return { diagnostics: [diagnostic("handlebars-syntax", { reason }, { span })] };
  }
}

/** What is known of the place of a fault: Handlebars says it in one of three ways. */
interface FaultPlace {
  readonly start?: Location["start"];
  readonly loc?: Location;
  readonly lineNumber?: number;
  readonly column?: number;
}

/** Returns the place that an error of Handlebars or of a helper names; the beginning if it names none. */
export function placeOf(error: unknown): Location["start"] {
  const { start, loc, lineNumber, column } = error as FaultPlace;
  if (lineNumber !== undefined) return { line: lineNumber, column: column ?? 0 };
  return start ?? loc?.start ?? { line: 1, column: 0 };
}

/** Returns a place as an empty range of a file. */
export function spanOf(file: SourceFile, { line, column }: Location["start"]): Span {
  const lines = file.text.split("\n").slice(0, line - 1);
  const start = lines.reduce((sum, one) => sum + one.length + 1, 0) + column;
  return { file, start: Math.min(start, file.text.length), end: start };
}

/** Returns what Handlebars says without the excerpt and the place behind it. */
export function firstLine(message: string): string {
  return (message.split("\n")[0] ?? "").replace(/(?: - \d+:\d+)?[.:]?$/, "");
}

type Faults = readonly Diagnostic[];

function refuse(at: Syntax, { file }: Reading, [what, advice]: readonly [string, string]): Faults {
  const span = spanOf(file, at.loc.start);
  return [diagnostic("handlebars-refused", { what, advice }, { span })];
}

function statementFaults(statement: Syntax, text: Reading): Faults {
  switch (statement.type) {
    case "ContentStatement":
      if (text.isPage) text.place = placeAfter(text.place, statement.value ?? "");
      return [];
    case "CommentStatement":
      return [];
    case "MustacheStatement":
      return [...placeFaults(statement, text), ...holeFaults(statement, text)];
    case "BlockStatement":
      return blockFaults(statement, text);
    case "PartialStatement":
      return partialFaults(statement, text);
    default:
      return refuse(statement, text, [
        statement.type.startsWith("Decorator") ? "decorators" : "blocks of partials",
        'Name the partials under "partials" in the configuration.',
      ]);
  }
}

/** In a page, a value is escaped for texts and quoted attributes, and a partial begins and ends in text. */
function placeFaults(hole: Syntax, text: Reading): Faults {
  if (!text.isPage) return [];
  const fault = holeFault(text.place);
  if (fault !== undefined) return refuse(hole, text, fault);
  const { path, params = [] } = hole;
  const helper = String(path?.original);
  const isOther = params.length > 0 && Object.hasOwn(printers, helper) && !pageHelpers.has(helper);
  return isOther
    ? refuse(hole, text, [`"${helper}" in a page`, 'Use the helper "html" or "identifier".'])
    : [];
}

const pageHelpers: ReadonlySet<string> = new Set(["html", "identifier"]);

const known = Object.keys(printers).join(", ");

function holeFaults(hole: Syntax, text: Reading): Faults {
  const { path, params = [] } = hole;
  if (hole.escaped === false) {
    return refuse(hole, text, ["a hole that escapes nothing", "Use two braces and no ampersand."]);
  }
  const name = String(path?.original);
  const isCall = params.length > 0 || hole.hash !== undefined;
  if (isCall && Object.hasOwn(printers, name)) {
    if (params.length === 1 && hole.hash === undefined) return paramFaults(params, text);
    return refuse(hole, text, [`"${name}" without one value`, "Give the helper one value."]);
  }
  if (isCall && name !== "lookup") {
    return refuse(hole, text, [`the helper "${name}"`, `Helpers are ${known}.`]);
  }
  const value = isCall ? { ...hole, type: "SubExpression" } : path;
  const faults = paramFaults(value === undefined ? [] : [value], text);
  if (text.helper !== undefined) {
    callHelper(hole, value, text.helper);
    return faults;
  }
  const advice = `The ending of the path does not say how values are escaped; write one of ${known} before the value.`;
  return refuse(hole, text, ["a value without a helper", advice]);
}

/** Makes a hole call the helper of the file's language with what it held. */
function callHelper(hole: Syntax, value: Syntax | undefined, helper: string): void {
  const { loc } = hole;
  const type = "PathExpression";
  hole.params = value === undefined ? [] : [value];
  delete hole.hash;
  hole.path = { type, data: false, depth: 0, parts: [helper], original: helper, loc };
}

function blockFaults(block: Syntax, text: Reading): Faults {
  const name = String(block.path?.original);
  const { params = [] } = block;
  const before = text.place;
  const ends: MarkupPlace[] = [];
  // A loop may have no round, and a condition no other branch, as if there were an empty one.
  const inner = [block.program, block.inverse].flatMap((branch) => {
    text.place = before;
    const faults = (branch?.body ?? []).flatMap((one) => statementFaults(one, text));
    ends.push(text.place);
    return faults;
  });
  const [first = before, second = before] = ends;
  const after = placeAfterBoth(first, name === "each" ? before : second);
  text.place = after ?? pageStart;
  const torn =
    after === undefined || (name === "each" && placeAfterBoth(first, second) === undefined)
      ? refuse(block, text, [
          "a block whose branches end at different places of a tag or comment",
          "Put whole elements or whole attributes into the block.",
        ])
      : [];
  const own = !blocks.includes(name)
    ? refuse(block, text, [`the block "${name}"`, `Blocks are ${blocks.join(", ")}.`])
    : params.length !== 1 || block.hash !== undefined
      ? refuse(block, text, [`"${name}" without one value`, "Give the block one value."])
      : paramFaults(params, text);
  return [...own, ...torn, ...inner];
}

function partialFaults({ name, params = [], hash, ...partial }: Syntax, text: Reading): Faults {
  const word = String(name?.original);
  const values = [...params, ...(hash?.pairs ?? []).map(({ value }) => value)];
  const isNamed = name?.type === "PathExpression";
  if (text.isPage && text.place.mode !== "text") {
    return refuse(partial, text, ["a partial inside a tag or comment", "Put it into text."]);
  }
  if (isNamed && text.partials.has(word)) return paramFaults(values, text);
  const names = [...text.partials].join(", ") || "none";
  return refuse(partial, text, [
    isNamed ? `the partial "${word}"` : "a computed partial",
    `Partials are named in the configuration; known here: ${names}.`,
  ]);
}

/** A call inside a call may only look something up. */
function paramFaults(params: readonly Syntax[], text: Reading): Faults {
  return params.flatMap((param) => {
    if (param.type !== "SubExpression") return [];
    const { params: inner = [] } = param;
    const below = paramFaults(inner, text);
    const name = String(param.path?.original);
    if (name === "lookup" && inner.length === 2) return below;
    const what = `the call "${name}" inside another`;
    return refuse(param, text, [what, 'Only "lookup" with two values may stand there.']);
  });
}
