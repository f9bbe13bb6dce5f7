// Texts of TypeScript to the uses of codes in them: what cannot have any is not parsed.

import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { syntaxFault } from "../import/typescript-files.ts";
import type { Syntax, ts } from "../import/typescript-syntax.ts";
import type { SourceFile } from "../text/source.ts";
import { findUses, type ScannedSource } from "./find-uses.ts";
import { sourceFacts } from "./source-facts.ts";
import type { CodeUse } from "./use.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** The uses in sources. */
export interface FoundUses {
  readonly uses: readonly CodeUse[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Words of which there is one in almost every file that has to do with errors. */
const aboutErrors = /code|err|fault|problem|exception|fail/i;

/** Returns the uses of codes in sources; files with errors of syntax are skipped, and named. */
export function scanSources(
  sources: readonly SourceFile[],
  vocabulary: Vocabulary,
  { ts: compiler }: Pick<Syntax, "ts">,
): FoundUses {
  const diagnostics: Diagnostic[] = [];
  const parsed = (list: readonly SourceFile[]): readonly ScannedSource[] =>
    list.flatMap((source) => {
      const tree = parseSource(source, compiler);
      const fault = syntaxFault(source, tree);
      if (fault === undefined) return [{ source, tree }];
      diagnostics.push(fault);
      return [];
    });
  const isAbout = ({ text }: SourceFile): boolean =>
    aboutErrors.test(text) || (text.match(/[\w.-]{3,}/g) ?? []).some(vocabulary.has);
  const first = parsed(sources.filter(isAbout));
  const trees = first.map(({ tree }) => tree);
  const { holders, constants } = sourceFacts(trees, vocabulary, compiler);
  // What has codes may be called anything.
  const names = [...holders.keys(), ...constants.keys()].filter((one) => !aboutErrors.test(one));
  const rest =
    names.length === 0
      ? []
      : sources.filter((one) => !isAbout(one) && names.some((name) => one.text.includes(name)));
  const all = [...first, ...parsed(rest)];
  const order = new Map(sources.map((source, i) => [source, i]));
  const sorted = all.sort((a, b) => (order.get(a.source) ?? 0) - (order.get(b.source) ?? 0));
  return { uses: findUses(sorted, vocabulary, { ts: compiler }), diagnostics };
}

/** Returns the tree of a source; its nodes know their parents. */
export function parseSource({ path, text }: SourceFile, compiler: Syntax["ts"]): ts.SourceFile {
  const options = {
    languageVersion: compiler.ScriptTarget.Latest,
    jsDocParsingMode: compiler.JSDocParsingMode.ParseNone,
  };
  return compiler.createSourceFile(path, text, options, true);
}
