// Rewrites to those that the compiler has nothing against together; each of the others has its reason.

import type { ts } from "../import/typescript-syntax.ts";
import { addTo } from "../text/lists.ts";
import type { SourceFile } from "../text/source.ts";
import { importedFrom } from "./named-imports.ts";
import { isNameFree, type NewText, newText, type TextMaking } from "./new-texts.ts";
import {
  type CompilerError,
  errorsIn,
  freshErrors,
  type ProgramSources,
  type ProgramTools,
  programOf,
} from "./programs.ts";
import type { Refusal, Rewrite } from "./rewrites.ts";

/** Rewrites that compile. */
export interface AcceptedRewrites {
  /** The sources with all of them. */
  readonly texts: ReadonlyMap<SourceFile, string>;
  readonly kept: readonly Rewrite[];
  /** Why each of the others is left out. */
  readonly refused: readonly Refusal[];
}

/** What rewrites are checked with. */
export interface Accepting extends TextMaking, ProgramSources {
  readonly tools: ProgramTools;
}

/** A refusal of what is inside of another rewrite. */
export const nested = "it is part of another use, which is rewritten now";

/** Why a rewrite is left out for now. */
interface Doubt {
  readonly error: CompilerError;
  /** Whether nothing else can be the cause. */
  readonly isAlone: boolean;
}

/** Leaves out, of some rewrites, the fewest that the compiler wants left out. */
export function acceptedRewrites(all: readonly Rewrite[], accepting: Accepting): AcceptedRewrites {
  const { before, tools } = accepting;
  const known = errorsIn(before, accepting, tools.compiler);
  const reasons = new Map<Rewrite, string>();
  const fitting = all.filter((one) => {
    if (isNameFree(one, accepting)) return true;
    reasons.set(one, `"${one.needs.name}" means something else in this file`);
    return false;
  });
  let program = before;
  let texts: ReadonlyMap<SourceFile, string> = new Map();
  const attempt = (list: readonly Rewrite[]): Attempt => {
    const made = new Map(
      [...byFile(list)].map(([file, own]) => [file, newText(file, own, accepting)] as const),
    );
    const tried = new Map([...made].map(([file, { tree }]) => [file, tree.text]));
    if (tried.size > 0) program = programOf(accepting, tried, tools, program);
    const errors = tried.size > 0 ? errorsIn(program, accepting, tools.compiler) : known;
    const fresh = freshErrors(errors, known);
    if (fresh.length === 0) texts = tried;
    return { list, made, fresh };
  };
  let kept = withoutNested(fitting);
  const inner = fitting.filter((one) => !kept.includes(one));
  const doubts = new Map<Rewrite, Doubt>();
  for (;;) {
    const tried = attempt(kept);
    if (tried.fresh.length === 0) break;
    const keys = new Set(tried.fresh.map(({ key }) => key));
    // What an error survives was not its cause.
    for (const [one, { error }] of doubts)
      if (keys.has(error.key)) doubts.set(one, { error, isAlone: false });
    const found = tried.fresh.map((error) => ({
      error,
      ...suspectsOf(error, tried, tools.compiler),
    }));
    const sure = found.filter(({ isAlone }) => isAlone);
    for (const { error, list, isAlone } of sure.length > 0 ? sure : found)
      for (const one of list) if (!doubts.has(one)) doubts.set(one, { error, isAlone });
    kept = kept.filter((one) => !doubts.has(one));
  }
  /** Takes in again what can be, half by half. */
  const restore = (units: readonly (readonly Rewrite[])[]): void => {
    const more = units.flat();
    if (more.length === 0) return;
    const [error] = attempt([...kept, ...more]).fresh;
    if (error === undefined) kept = [...kept, ...more];
    else if (units.length === 1)
      for (const one of more) reasons.set(one, reasonOf(error, one.use.file));
    else {
      const half = Math.ceil(units.length / 2);
      restore(units.slice(0, half));
      restore(units.slice(half));
    }
  };
  for (const [one, { error, isAlone }] of doubts)
    if (isAlone) reasons.set(one, reasonOf(error, one.use.file));
  restore(unitsOf([...doubts.keys()].filter((one) => !reasons.has(one))));
  const covered = new Set(inner.filter((one) => kept.some((other) => contains(other, one))));
  for (const one of covered) reasons.set(one, nested);
  restore(unitsOf(withoutNested(inner.filter((one) => !covered.has(one)))));
  const fixed = new Set(kept);
  const refused = all
    .filter((one) => !fixed.has(one))
    .map((one) => ({
      ...{ file: one.use.file, start: one.start, end: one.end },
      reason: reasons.get(one) ?? nested,
    }));
  return { texts, kept, refused };
}

interface Attempt {
  readonly list: readonly Rewrite[];
  readonly made: ReadonlyMap<SourceFile, NewText>;
  readonly fresh: readonly CompilerError[];
}

interface Suspects {
  readonly list: readonly Rewrite[];
  readonly isAlone: boolean;
}

/** Returns the rewrites that may be the cause of an error: the one that it is in, those that need what is imported there, or the nearest around it. */
function suspectsOf(
  { source, start }: CompilerError,
  { list, made }: Attempt,
  compiler: ProgramTools["compiler"],
): Suspects {
  const text = made.get(source);
  // A source that is as it was complains of what others became.
  if (text === undefined) return { list, isAlone: unitsOf(list).length === 1 };
  const here = placedIn(source, list, text.shift);
  const hit = here.find((one) => one.start <= start && start <= one.end);
  if (hit !== undefined) return { list: [hit.rewrite], isAlone: true };
  for (let at = nodeAt(start, text.tree, compiler); at !== undefined; at = at.parent) {
    if (compiler.isImportDeclaration(at)) {
      const names = importedNames(at, text.tree, compiler);
      const needing = here.filter(({ rewrite }) => names.has(rewrite.needs.name));
      if (needing.length > 0) return { list: needing.map(({ rewrite }) => rewrite), isAlone: true };
    }
    const { pos, end } = at;
    const inside = here.filter((one) => pos <= one.start && one.end <= end);
    if (inside.length === 0) continue;
    const units = unitsOf(list).filter((unit) =>
      inside.some(({ rewrite }) => unit.includes(rewrite)),
    );
    return { list: units.flat(), isAlone: units.length === 1 };
  }
  return { list, isAlone: false };
}

function nodeAt(
  offset: number,
  tree: ts.SourceFile,
  compiler: ProgramTools["compiler"],
): ts.Node | undefined {
  const find = (node: ts.Node): ts.Node =>
    compiler.forEachChild(node, (child) =>
      child.getStart(tree) <= offset && offset < child.end ? find(child) : undefined,
    ) ?? node;
  return find(tree);
}

function importedNames(
  declared: ts.ImportDeclaration,
  tree: ts.SourceFile,
  compiler: ProgramTools["compiler"],
): ReadonlySet<string> {
  const all = [...importedFrom(tree, compiler)];
  return new Set(
    all.flatMap(([name, { module }]) => (module === declared.moduleSpecifier ? [name] : [])),
  );
}

/** Returns the rewrites of a source with their ranges in its new text, which has all of them. */
function placedIn(file: SourceFile, list: readonly Rewrite[], before: number) {
  let shift = before;
  return list
    .filter(({ use }) => use.file === file)
    .sort((a, b) => a.start - b.start)
    .map((rewrite) => {
      const start = rewrite.start + shift;
      shift += rewrite.text.length - (rewrite.end - rewrite.start);
      return { rewrite, start, end: start + rewrite.text.length };
    });
}

function byFile(list: readonly Rewrite[]): ReadonlyMap<SourceFile, readonly Rewrite[]> {
  const found = new Map<SourceFile, Rewrite[]>();
  for (const one of list) addTo(found, one.use.file, one);
  return found;
}

/** Returns what is rewritten together or not at all. */
function unitsOf(list: readonly Rewrite[]): readonly (readonly Rewrite[])[] {
  return [...byFile(list).values()].flatMap((own) => {
    const units = new Map<number, Rewrite[]>();
    for (const one of own) addTo(units, one.unit, one);
    return [...units.values()];
  });
}

function contains(outer: Rewrite, inner: Rewrite): boolean {
  return outer.use.file === inner.use.file && outer.start <= inner.start && inner.end <= outer.end;
}

/** Of two rewrites of which one contains the other, the outer one counts, and of two in one place the first. */
function withoutNested(list: readonly Rewrite[]): readonly Rewrite[] {
  return [...byFile(list).values()].flatMap((own) =>
    own.filter(
      (one, i) =>
        !own.some(
          (other, k) => other !== one && contains(other, one) && (!contains(one, other) || k < i),
        ),
    ),
  );
}

function reasonOf({ source, message }: CompilerError, file: SourceFile): string {
  const place = source === file ? "" : ` in ${source.path}`;
  return `the rewrite would not compile${place}: ${message}`;
}
