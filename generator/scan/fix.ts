// Uses of codes to new texts of the sources: rewrites that are certain, with their imports, as far as the compiler has nothing against them.

import { resolve } from "node:path";
import { compareText } from "../catalog/locator.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Syntax, ts } from "../import/typescript-syntax.ts";
import { append } from "../text/lists.ts";
import type { SourceFile } from "../text/source.ts";
import { acceptedRewrites, nested } from "./accepted.ts";
import { askedClasses } from "./asked-classes.ts";
import { errorReads } from "./error-reads.ts";
import type { ClassFacts } from "./plain-classes.ts";
import { libraryReader, type ProgramSources, programOf } from "./programs.ts";
import {
  type ArgumentRole,
  type Refusal,
  type Rewrite,
  type Rewriting,
  rewriteOf,
  rolesOf,
} from "./rewrites.ts";
import { baseName } from "./syntax-parts.ts";
import type { CodeUse } from "./use.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What is rewritten, and how. */
export interface FixQuery extends ProgramSources {
  readonly uses: readonly CodeUse[];
  /** The sources that are rewritten. */
  readonly scanned: readonly SourceFile[];
  readonly vocabulary: Vocabulary;
  /** What the arguments of hand-written classes are, by the names of the classes. */
  readonly classes: ReadonlyMap<string, readonly ArgumentRole[]>;
  /** The names of classes that generated ones extend, so that sources may go on asking for them. */
  readonly bases: ReadonlySet<string>;
  /** Returns the module that a file imports the package of a catalog from, by the catalog's id and the file's path. */
  readonly moduleOf: (catalog: string, path: string) => string;
}

/** Sources with their new texts. */
export interface FixedSources {
  readonly texts: ReadonlyMap<SourceFile, string>;
  /** The uses that were rewritten. */
  readonly fixed: ReadonlySet<CodeUse>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Returns the new texts of sources; nothing is written. */
export function fixSources(query: FixQuery, syntax: Pick<Syntax, "ts" | "Project">): FixedSources {
  const compiler = syntax.ts;
  const tools = { compiler, readLibrary: libraryReader(syntax) };
  const before = programOf(query, new Map(), tools);
  const { vocabulary, sources, cwd } = query;
  const names = new Set([...query.classes.keys()].filter((name) => !query.bases.has(name)));
  const asking = { sources, cwd, program: before, compiler };
  const asked = askedClasses(names, asking);
  const reading = { compiler, checker: before.getTypeChecker() };
  const files = new Set(sources.map(({ path }) => before.getSourceFile(resolve(cwd, path))));
  let facts: ClassFacts | undefined;
  const rewriting = {
    ...reading,
    vocabulary,
    facts: () => {
      facts ??= {
        bases: query.bases,
        asked: new Set(askedClasses(extended(files, compiler), asking).keys()),
        isOwn: (file) => files.has(file),
        reads: errorReads(sources, { program: before, cwd, reading }),
      };
      return facts;
    },
    // Nothing thrown becomes another class while somebody asks for the class.
    classes: new Map([...query.classes].filter(([name]) => !asked.has(name))),
  };
  const rewrites: Rewrite[] = [];
  const refusals: Refusal[] = [];
  const seen = new Map<SourceFile, Set<number>>();
  for (const use of query.uses) {
    const { file } = use;
    const tree = before.getSourceFile(resolve(cwd, file.path));
    const found = tree === undefined ? undefined : rewriteOf(use, tree, rewriting);
    if (found === undefined) continue;
    seen.set(file, (seen.get(file) ?? new Set()).add(found.start));
    if ("reason" in found) refusals.push(found);
    else rewrites.push(found);
  }
  for (const file of rewriting.classes.size === 0 ? [] : query.scanned) {
    const tree = before.getSourceFile(resolve(cwd, file.path));
    if (tree !== undefined)
      append(refusals, madeOtherwise({ file, tree, seen: seen.get(file) }, rewriting));
  }
  const { texts, kept, refused } = acceptedRewrites(rewrites, {
    ...query,
    ...{ before, compiler, tools },
  });
  const left = [...refusals, ...refused].sort(
    (a, b) => compareText(a.file.path, b.file.path) || a.start - b.start,
  );
  return {
    texts,
    fixed: new Set(kept.map(({ use }) => use)),
    diagnostics: [...asked.values(), ...left.map(refusalOf)],
  };
}

/** Returns the names of classes that others in files extend. */
function extended(
  files: ReadonlySet<ts.SourceFile | undefined>,
  compiler: Syntax["ts"],
): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    const name = compiler.isClassDeclaration(node) ? baseName(node, compiler) : undefined;
    if (name !== undefined) found.add(name);
    compiler.forEachChild(node, visit);
  };
  for (const file of files) if (file !== undefined) visit(file);
  return found;
}

interface Visited {
  readonly file: SourceFile;
  readonly tree: ts.SourceFile;
  /** Where the uses begin that are rewritten or refused. */
  readonly seen: ReadonlySet<number> | undefined;
}

/** Returns what makes errors of classes that are to be replaced, with codes that nobody knows. */
function madeOtherwise(
  { file, tree, seen }: Visited,
  rewriting: Pick<Rewriting, "compiler" | "classes">,
): readonly Refusal[] {
  const { compiler } = rewriting;
  const found: Refusal[] = [];
  const visit = (node: ts.Node): void => {
    const isMade = compiler.isNewExpression(node) && rolesOf(node, rewriting) !== undefined;
    const start = node.getStart(tree);
    if (isMade && seen?.has(start) !== true)
      found.push({ file, start, end: node.end, reason: unknownCode });
    compiler.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

const unknownCode = "its code is in no catalog, or known only when the program runs";

function refusalOf({ file, start, end, reason }: Refusal): Diagnostic {
  const sentence = reason.replace(/\.?$/, ".");
  const advice = /Cannot find module|rootDir/.test(reason)
    ? "Generate the package and install it, or name its module in from under scan of the configuration."
    : reason === nested
      ? 'Run "faultbook scan --fix" again.'
      : "Rewrite it by hand.";
  return diagnostic("scan-not-fixed", { reason: sentence, advice }, { span: { file, start, end } });
}
