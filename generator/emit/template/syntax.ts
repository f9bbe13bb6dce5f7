// What a custom template may contain: holes whose values are escaped, conditions, loops, and its own partials.

import { type Diagnostic, diagnostic, type Outcome } from "../../diagnostics/diagnostic.ts";
import { append } from "../../text/lists.ts";
import type { SourceFile, Span } from "../../text/source.ts";
import type { Compiler, Location, Syntax } from "../print/handlebars.ts";
import { helpers, printers } from "./languages.ts";
import type { Fault, Places } from "./places.ts";

/** A template and its partials, and how the text of the output is followed. */
export interface TemplateTexts {
  readonly file: SourceFile;
  /** By the names that the template calls them by. */
  readonly partials: ReadonlyMap<string, SourceFile>;
  readonly places: Places;
}

/** A text with its syntax tree. */
interface Parsed {
  readonly file: SourceFile;
  readonly tree: Syntax;
}

/** A template and its partials as trees, in which every hole names the helper that prints it. */
export interface CheckedTexts {
  readonly main: Parsed;
  readonly partials: ReadonlyMap<string, Parsed>;
}

/** A template while it is read. */
interface Reading {
  readonly file: SourceFile;
  readonly partials: ReadonlyMap<string, Parsed>;
  readonly places: Places;
  /** The partials that are called; no other is of any effect. */
  readonly called: Set<string>;
  /** The partials that are being read. */
  readonly calling: ReadonlyMap<string, Call>;
  /** How many loops are around. */
  readonly depth: number;
  /** What is known of the round of the loop. */
  readonly round: Round;
  /** Where the text has led so far. */
  place: unknown;
}

/** A partial that is being read: where it began, and whether it calls itself. */
interface Call {
  readonly place: unknown;
  isCalled: boolean;
}

/** Whether a round of a loop is the first or the last one, as far as that is known. */
interface Round {
  readonly "@first"?: boolean;
  readonly "@last"?: boolean;
}

/** Helpers that lay out, each with one value. */
export const blocks: readonly string[] = ["if", "unless", "each", "with"];

/** Returns the syntax trees of a template and its partials, or reports what they must not contain. */
export function checkTemplates(compiler: Compiler, texts: TemplateTexts): Outcome<CheckedTexts> {
  const { places } = texts;
  const diagnostics: Diagnostic[] = [];
  const parsed = (file: SourceFile): Parsed => {
    const read = parseTemplate(compiler, file);
    append(diagnostics, read.diagnostics);
    return { file, tree: read.value ?? ({ body: [] } as unknown as Syntax) };
  };
  const partials = new Map([...texts.partials].map(([name, file]) => [name, parsed(file)]));
  const main = parsed(texts.file);
  const called = new Set<string>();
  const reading = { file: main.file, partials, places, called, calling: new Map() };
  const whole: Reading = { ...reading, depth: 0, round: {}, place: places.start };
  const faults = [
    ...bodyFaults(main.tree, whole),
    ...contentFaults({ ...main.tree, value: "\n" }, whole),
  ];
  // What is read again for each round of a loop says the same.
  const seen = new Set<string>();
  for (const one of faults) {
    const key = JSON.stringify([one.span?.file.path, one.span?.start, one.message]);
    if (!seen.has(key)) diagnostics.push(one);
    seen.add(key);
  }
  if (diagnostics.length > 0) return { diagnostics };
  const used = new Map([...partials].filter(([name]) => called.has(name)));
  return { value: { main, partials: used }, diagnostics };
}

function parseTemplate({ Parser: parser, parse }: Compiler, file: SourceFile): Outcome<Syntax> {
  parser.parseError = (message, { text: found, token }) => {
    // The place that the fault itself names is that of the token before.
    const { first_line: line, first_column: column } = parser.lexer.yylloc;
    const early = token === "EOF" ? "the template ends too early" : undefined;
    const what = found ? `"${found}" is not expected` : firstLine(message);
    throw Object.assign(new Error(early ?? what), { start: { line, column } });
  };
  try {
    return { value: parse(file.text), diagnostics: [] };
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

function refuse(at: Syntax, { file }: Reading, [what, advice]: Fault): Faults {
  const span = spanOf(file, at.loc.start);
  return [diagnostic("handlebars-refused", { what, advice }, { span })];
}

function bodyFaults(program: Syntax | undefined, text: Reading): Faults {
  return (program?.body ?? []).flatMap((one) => statementFaults(one, text));
}

function statementFaults(statement: Syntax, text: Reading): Faults {
  switch (statement.type) {
    case "ContentStatement":
      return contentFaults(statement, text);
    case "CommentStatement":
      return [];
    case "MustacheStatement":
      return holeFaults(statement, text);
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

/** Text that nothing is known behind is refused once. */
function contentFaults(content: Syntax, text: Reading): Faults {
  const { places, place } = text;
  text.place = places.after(place, content.value ?? "");
  const fault = places.lost(place) === undefined ? places.lost(text.place) : undefined;
  return fault === undefined ? [] : refuse(content, text, fault);
}

const known = helpers.join(", ");

function holeFaults(hole: Syntax, text: Reading): Faults {
  const { path, params = [] } = hole;
  const { places, place } = text;
  if (hole.escaped === false) {
    return refuse(hole, text, ["a hole that escapes nothing", "Use two braces and no ampersand."]);
  }
  const name = String(path?.original);
  const isCall = params.length > 0 || hole.hash !== undefined;
  const isPrinter = isCall && Object.hasOwn(printers, name);
  if (isPrinter && (params.length !== 1 || hole.hash !== undefined)) {
    return refuse(hole, text, [`"${name}" without one value`, "Give the helper one value."]);
  }
  if (isCall && !isPrinter && name !== "lookup") {
    return refuse(hole, text, [`the helper "${name}"`, `Helpers are ${known}.`]);
  }
  const value = isPrinter ? params[0] : isCall ? { ...hole, type: "SubExpression" } : path;
  const faults = paramFaults(value === undefined ? [] : [value], text);
  const helper = isPrinter ? name : places.own(place);
  const fault = helper === undefined ? withoutHelper(places, place) : places.fault(place, helper);
  if (helper === undefined || fault !== undefined) {
    return [...faults, ...(fault === undefined ? [] : refuse(hole, text, fault))];
  }
  if (!isPrinter) callHelper(hole, value, helper);
  text.place = places.afterValue(place, helper);
  return faults;
}

/** A hole that names no helper is also wrong where no helper would do. */
function withoutHelper(places: Places, place: unknown): Fault {
  const able = helpers.filter((one) => places.fault(place, one) === undefined);
  const fault = places.fault(place, "html");
  // Where no text may be, the reason is of more use than a helper.
  if (fault?.[0].startsWith("a ") && able.every((one) => one === "identifier")) return fault;
  return [
    "a value without a helper",
    `The place does not say how values are escaped; write one of ${able.join(", ")} before the value.`,
  ];
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
  const inner = name === "each" ? loopFaults(block, text) : branchFaults(block, text);
  const own = !blocks.includes(name)
    ? refuse(block, text, [`the block "${name}"`, `Blocks are ${blocks.join(", ")}.`])
    : params.length !== 1 || block.hash !== undefined
      ? refuse(block, text, [`"${name}" without one value`, "Give the block one value."])
      : paramFaults(params, text);
  return [...own, ...inner];
}

/** A condition without another branch is as one with an empty one. */
function branchFaults(block: Syntax, text: Reading): Faults {
  const { path, params = [], program, inverse } = block;
  const before = text.place;
  const asked = String(params[0]?.original);
  const holds = asked === "@first" || asked === "@last" ? text.round[asked] : undefined;
  if (holds !== undefined) {
    return bodyFaults(holds === (path?.original === "if") ? program : inverse, text);
  }
  const faults = [...bodyFaults(program, text)];
  const one = text.place;
  text.place = before;
  append(faults, bodyFaults(inverse, text));
  return [...faults, ...meet(block, text, [one, text.place])];
}

/** Follows a loop through a first round, one in its middle, the last one, and one alone; it may also have none. */
function loopFaults(block: Syntax, text: Reading): Faults {
  const { place: before, depth } = text;
  if (depth >= mostLoops) {
    return refuse(block, text, [
      `more than ${mostLoops} loops in each other`,
      "Nest fewer of them.",
    ]);
  }
  const faults: Diagnostic[] = [];
  const round = (from: unknown, isFirst: boolean, isLast: boolean): unknown => {
    const reading = { ...text, place: from, depth: depth + 1 };
    const within = { ...reading, round: { "@first": isFirst, "@last": isLast } };
    append(faults, bodyFaults(block.program, within));
    return within.place;
  };
  const first = round(before, true, false);
  const second = round(first, false, false);
  append(faults, meet(block, text, [first, second]));
  const last = round(text.place, false, true);
  const alone = round(before, true, true);
  const none = { ...text, place: before };
  append(faults, bodyFaults(block.inverse, none));
  append(faults, meet(block, text, [last, alone, none.place]));
  return faults;
}

const mostLoops = 6;

/** Continues where ways come together. */
function meet(block: Syntax, text: Reading, [first, ...others]: readonly unknown[]): Faults {
  const { places } = text;
  let met = first;
  for (const one of others) {
    const both = places.both(met, one);
    if (both === undefined) {
      text.place = first;
      return refuse(block, text, [
        "a block whose branches end at different places of the text",
        "Put whole elements, attributes, values or lines into the block.",
      ]);
    }
    met = both;
  }
  text.place = met;
  return [];
}

function partialFaults({ name, params = [], hash, ...partial }: Syntax, text: Reading): Faults {
  const word = String(name?.original);
  const { places, place } = text;
  const values = [...params, ...(hash?.pairs ?? []).map(({ value }) => value)];
  const isNamed = name?.type === "PathExpression";
  if (!places.takesPartial(place)) {
    return refuse(partial, text, ["a partial inside a tag or comment", "Put it into text."]);
  }
  const called = isNamed ? text.partials.get(word) : undefined;
  if (called === undefined) {
    const names = [...text.partials.keys()].join(", ") || "none";
    return refuse(partial, text, [
      isNamed ? `the partial "${word}"` : "a computed partial",
      `Partials are named in the configuration; known here: ${names}.`,
    ]);
  }
  text.called.add(word);
  const isSame = (one: unknown): boolean => JSON.stringify(one) === JSON.stringify(place);
  const elsewhere: Fault = [
    `the partial "${word}" inside of itself, at another place than where it begins`,
    "Let it begin and end alike, such as at the beginning of a line.",
  ];
  const outer = text.calling.get(word);
  if (outer !== undefined) {
    outer.isCalled = true;
    const isElsewhere = JSON.stringify(outer.place) !== JSON.stringify(place);
    return [...paramFaults(values, text), ...(isElsewhere ? refuse(partial, text, elsewhere) : [])];
  }
  const call: Call = { place, isCalled: false };
  const inner = { ...text, file: called.file, calling: new Map([...text.calling, [word, call]]) };
  const faults = [...paramFaults(values, text), ...bodyFaults(called.tree, inner)];
  text.place = inner.place;
  // A call inside was read as if it ended where it began.
  const isElsewhere = call.isCalled && !isSame(inner.place);
  return isElsewhere ? [...faults, ...refuse(partial, text, elsewhere)] : faults;
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
