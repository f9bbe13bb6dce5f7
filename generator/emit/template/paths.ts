// The paths of a user's template against what it is given: a misspelt one would be silently absent.

import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { suggestion } from "../../text/nearest.ts";
import type { SourceFile } from "../../text/source.ts";
import type { Syntax } from "../print/handlebars.ts";
import { spanOf } from "./syntax.ts";
import { anything, type Shape, value } from "./view.ts";

/** A template or partial that was read. */
export interface ReadTemplate {
  readonly tree: Syntax;
  readonly file: SourceFile;
}

/** A template, its partials by name, and what it is given. */
export interface TemplatePaths {
  readonly main: ReadTemplate;
  readonly partials: ReadonlyMap<string, ReadTemplate>;
  readonly view: Shape;
}

/** Tells of paths that lead to what is never there; what may be absent is left to the run. */
export function pathFaults({ main, partials, view }: TemplatePaths): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  const tell = (one: Diagnostic): void => {
    // A partial that is called from several places has one fault.
    found.set(`${one.span?.file.path} ${one.span?.start}`, one);
  };
  const run: Run = { partials, view, tell, calls: [] };
  statements(main.tree, { ...run, file: main.file, around: [view], named: [] });
  return [...found.values()];
}

interface Run {
  readonly partials: ReadonlyMap<string, ReadTemplate>;
  /** What `@root` is. */
  readonly view: Shape;
  readonly tell: (one: Diagnostic) => void;
  /** The partials that are being walked, each called by the one before. */
  readonly calls: readonly string[];
}

/** What names mean at a place of a template. */
interface Scope extends Run {
  readonly file: SourceFile;
  /** What paths begin at: the innermost part of the view first, those that `../` leads to behind it. */
  readonly around: readonly Shape[];
  /** The names that blocks give to their values, the innermost first. */
  readonly named: readonly ReadonlyMap<string, Shape>[];
}

function statements(program: Syntax | undefined, scope: Scope): void {
  for (const statement of program?.body ?? []) {
    const { type, params = [] } = statement;
    if (type === "MustacheStatement") for (const one of params) shapeOf(one, scope);
    else if (type === "BlockStatement") block(statement, scope);
    else if (type === "PartialStatement") partial(statement, scope);
  }
}

function block({ path, params: [param] = [], program, inverse }: Syntax, scope: Scope): void {
  const given = param === undefined ? anything : shapeOf(param, scope);
  const name = String(path?.original);
  const inner = name === "each" ? itemOf(given) : given;
  const moves = (name === "each" || name === "with") && !isHere(param);
  const names = (program?.blockParams ?? []).map((one, i): [string, Shape] => [
    one,
    i === 0 ? inner : value,
  ]);
  statements(program, {
    ...scope,
    around: moves ? [inner, ...scope.around] : scope.around,
    named: [new Map(names), ...scope.named],
  });
  statements(inverse, scope);
}

function partial({ name, params: [param] = [], hash }: Syntax, scope: Scope): void {
  const given = param === undefined ? (scope.around[0] ?? anything) : shapeOf(param, scope);
  const more = (hash?.pairs ?? []).map((pair): [string, Shape] => [
    pair.key,
    shapeOf(pair.value, scope),
  ]);
  const called = String(name?.original);
  const found = scope.partials.get(called);
  // What calls itself was walked already, with what it was given first.
  if (found === undefined || scope.calls.includes(called)) return;
  // A partial sees nothing around what it is called with.
  const inside = { file: found.file, around: [withFields(given, more)], named: [] };
  statements(found.tree, { ...scope, ...inside, calls: [...scope.calls, called] });
}

function withFields(given: Shape, more: readonly (readonly [string, Shape])[]): Shape {
  if (more.length === 0) return given;
  if (given.kind !== "fields") return anything;
  return { ...given, fields: { ...given.fields, ...Object.fromEntries(more) } };
}

/** A block on what is here already moves nowhere, so that no `../` leads out of it. */
function isHere(param: Syntax | undefined): boolean {
  const { parts, depth, data } = param ?? {};
  return parts?.length === 0 && depth === 0 && data !== true;
}

/** What blocks say of where they are. */
const dataNames: readonly string[] = ["index", "key", "first", "last"];

function shapeOf(param: Syntax, scope: Scope): Shape {
  if (param.type === "SubExpression") {
    for (const inner of param.params ?? []) shapeOf(inner, scope);
    return anything;
  }
  if (param.type !== "PathExpression") return value;
  const { parts = [], depth = 0, original } = param;
  const [first = "", ...rest] = parts;
  const walk = (from: Shape, names: readonly string[]): Shape =>
    names.reduce((shape, name) => step(shape, name, { param, scope }), from);
  if (param.data === true) {
    if (first === "root") return walk(scope.view, rest);
    if (dataNames.includes(first)) return value;
    const known = ["root", ...dataNames].map((name) => `@${name}`);
    return refuse({ name: `@${first}`, owner: "a block", known }, { param, scope });
  }
  // What begins with a dot or `this` is no name of a block's value.
  const isPlain = depth === 0 && !/^\.|this\b/.test(String(original));
  const named = scope.named.find((names) => isPlain && names.has(first))?.get(first);
  if (named !== undefined) return walk(named, rest);
  const from = scope.around[depth];
  if (from !== undefined) return walk(from, parts);
  const { tell, file } = scope;
  const span = spanOf(file, param.loc.start);
  const what = `"${String(original)}", which leads above all that is given here`;
  const advice =
    'Take a "../" away; a partial sees only what it is called with, and "@root" is the whole view.';
  tell(diagnostic("handlebars-refused", { what, advice }, { span }));
  return anything;
}

/** The path that is being followed, and where it stands. */
interface Way {
  readonly param: Syntax;
  readonly scope: Scope;
}

function step(shape: Shape, name: string, way: Way): Shape {
  switch (shape.kind) {
    case "anything":
      return anything;
    case "map":
      return shape.value;
    case "fields": {
      const { fields, name: owner } = shape;
      if (Object.hasOwn(fields, name)) return fields[name] ?? anything;
      return refuse({ name, owner, known: Object.keys(fields) }, way);
    }
    case "list":
      if (name === "length") return value;
      if (/^\d+$/.test(name)) return shape.item;
      return refuse({ name, owner: "a list", known: ["length"] }, way);
    case "value":
      if (name === "length") return value;
      return refuse({ name, owner: "a text or number", known: ["length"] }, way);
  }
}

interface Unknown {
  readonly name: string;
  /** What has no such field. */
  readonly owner: string;
  readonly known: readonly string[];
}

function refuse({ name, owner, known }: Unknown, { param, scope: { tell, file } }: Way): Shape {
  const span = spanOf(file, param.loc.start);
  const holes = { name, owner, suggestion: suggestion(name, known), known: known.join(", ") };
  tell(diagnostic("handlebars-field", holes, { span }));
  return anything;
}

function itemOf(shape: Shape): Shape {
  if (shape.kind === "list") return shape.item;
  return shape.kind === "map" ? shape.value : anything;
}
