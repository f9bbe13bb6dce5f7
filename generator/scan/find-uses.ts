// Sources to the uses of codes in them.

import { posix } from "node:path";
import type { Syntax, ts } from "../import/typescript-syntax.ts";
import type { SourceFile } from "../text/source.ts";
import { contextOf } from "./contexts.ts";
import type { Reading, UseContext } from "./evidence.ts";
import { mapContext } from "./gatherings.ts";
import { renamedImports } from "./named-imports.ts";
import { packageUses } from "./package-uses.ts";
import { type CodeHolder, modulePath, sourceFacts } from "./source-facts.ts";
import { lastName, literalText, nameText } from "./syntax-parts.ts";
import type { CodeUse } from "./use.ts";
import { isDistinctive, type Vocabulary } from "./vocabulary.ts";

/** A source and its tree. */
export interface ScannedSource {
  readonly source: SourceFile;
  readonly tree: ts.SourceFile;
}

/** A text that may be a code, if another one in its group is. */
interface Candidate extends CodeUse {
  readonly group: string | undefined;
}

/** Returns the uses of codes in sources, in the order of the files and of their lines. */
export function findUses(
  sources: readonly ScannedSource[],
  vocabulary: Vocabulary,
  syntax: Pick<Syntax, "ts">,
): readonly CodeUse[] {
  const compiler = syntax.ts;
  const facts = sourceFacts(
    sources.map(({ tree }) => tree),
    vocabulary,
    compiler,
  );
  const shared = { compiler, vocabulary, facts };
  const sure: Candidate[] = [];
  const pending: Candidate[] = [];
  for (const one of sources) {
    const imported = importedNames(one.tree, shared);
    const reading: Reading = { ...shared, names: imported.names };
    for (const found of usesIn(one, imported, reading))
      (found.isSure ? sure : pending).push(found.use);
  }
  const told = new Set(sure.flatMap(({ group, code }) => (vocabulary.has(code) ? group : [])));
  // Two codes of one group that are known tell of each other.
  const known = new Map<string, Set<string>>();
  for (const { group, code } of pending) {
    if (group === undefined || !vocabulary.has(code)) continue;
    const codes = known.get(group) ?? new Set();
    known.set(group, codes.add(code));
    if (codes.size > 1) told.add(group);
  }
  const more = pending.filter(({ group }) => group !== undefined && told.has(group));
  const order = new Map(sources.map(({ source }, i) => [source, i]));
  const placeOf = ({ file }: CodeUse): number => order.get(file) ?? 0;
  return [...sure, ...more]
    .map(({ group: _, ...use }) => use)
    .sort((a, b) => placeOf(a) - placeOf(b) || a.start - b.start || a.end - b.end);
}

interface Found {
  readonly use: Candidate;
  readonly isSure: boolean;
}

function usesIn(
  { source, tree }: ScannedSource,
  imported: Imported,
  reading: Reading,
): readonly Found[] {
  const { compiler, vocabulary, facts } = reading;
  const found: Found[] = [];
  const add = (node: ts.Node, code: string, context: UseContext | undefined): void => {
    if (context === undefined || context.evidence === 0) return;
    const { form, evidence, group } = context;
    const isNumber = !compiler.isStringLiteralLike(node) && /^-?\d/.test(code);
    const isKnown = vocabulary.has(code);
    const isSure = isKnown
      ? evidence >= 2 || isDistinctive(code)
      : evidence === 3 || (evidence === 2 && isNearMiss(code, vocabulary));
    if (!isKnown && (evidence < 2 || !vocabulary.isAlike(code, isNumber ? "number" : "string")))
      return;
    if (!isSure && group === undefined) return;
    const start = node.getStart(tree);
    found.push({ use: { file: source, start, end: node.end, form, code, group }, isSure });
  };
  const addMember = (node: ts.Expression, code: string): void => {
    const context = contextOf(node, reading);
    const form = context === undefined || context.form === "declaration" ? "value" : context.form;
    add(node, code, { form, evidence: 3 });
  };
  const isTold = (text: string, type: "number" | "string"): boolean =>
    vocabulary.has(text) || vocabulary.isAlike(text, type);
  const visit = (node: ts.Node): void => {
    if (compiler.isStringLiteralLike(node)) {
      if (isTold(node.text, "string")) add(node, node.text, contextOf(node, reading));
      return;
    }
    if (compiler.isNumericLiteral(node) || compiler.isPrefixUnaryExpression(node)) {
      const text = literalText(node, compiler);
      if (text !== undefined && isTold(text, "number")) add(node, text, contextOf(node, reading));
      else compiler.forEachChild(node, visit);
      return;
    }
    if (compiler.isPropertyAccessExpression(node)) {
      const code = memberCode(node, imported, reading);
      if (code !== undefined) {
        addMember(node, code);
        return;
      }
    } else if (compiler.isObjectLiteralExpression(node)) {
      addKeys(node);
    } else if (compiler.isIdentifier(node)) {
      const code = imported.constants.get(node.text);
      if (code !== undefined && isReference(node, reading)) addMember(node, code);
      return;
    } else if (compiler.isImportDeclaration(node) || compiler.isExportDeclaration(node)) return;
    compiler.forEachChild(node, visit);
  };
  const addKeys = (object: ts.ObjectLiteralExpression): void => {
    const keys = object.properties.flatMap((property) => {
      const { name } = property;
      if (name === undefined || !compiler.isIdentifier(name)) return [];
      return isTold(name.text, "string") ? [name] : [];
    });
    if (!keys.some(({ text }) => vocabulary.has(text))) return;
    const context = mapContext(object, reading);
    for (const key of keys) add(key, key.text, context);
  };
  visit(tree);
  const more = packageUses({ source, tree }, imported.names, reading);
  return [...found, ...more.map((use) => ({ use: { ...use, group: undefined }, isSure: true }))];

  function memberCode(
    node: ts.PropertyAccessExpression,
    { names }: Imported,
    _: Reading,
  ): string | undefined {
    const local = lastName(node.expression, compiler);
    if (local === undefined || compiler.isCallExpression(node.expression)) return undefined;
    const holders = facts.holders.get(names.get(local) ?? local);
    return holders === undefined
      ? undefined
      : holderFor(holders, source.path)?.members.get(node.name.text);
  }
}

function isNearMiss(code: string, vocabulary: Vocabulary): boolean {
  return isDistinctive(code) && vocabulary.nearestTo(code) !== undefined;
}

/** Returns the one of several of the same name that a file means: its own, or the first. */
function holderFor(holders: readonly CodeHolder[], path: string): CodeHolder | undefined {
  return holders.find((one) => one.path === path) ?? holders[0];
}

interface Imported {
  /** What is imported under another name, by that name. */
  readonly names: ReadonlyMap<string, string>;
  /** The codes of constants, by their names in the file. */
  readonly constants: ReadonlyMap<string, string>;
}

function importedNames(tree: ts.SourceFile, { compiler, facts }: Omit<Reading, "names">): Imported {
  const names = new Map<string, string>();
  for (const [local, { name, from }] of renamedImports(tree, compiler)) {
    const module = posix.join(posix.dirname(tree.fileName), from);
    const original = name === "default" ? facts.defaults.get(modulePath(module)) : name;
    if (original !== undefined) names.set(local, original);
  }
  const constants = new Map<string, string>();
  for (const statement of tree.statements) {
    if (compiler.isVariableStatement(statement)) {
      for (const node of statement.declarationList.declarations) {
        const name = nameText(node.name as ts.BindingName, compiler) ?? "";
        const code = facts.declarations.has(node) ? facts.constants.get(name) : undefined;
        if (code !== undefined) constants.set(name, code);
      }
    }
    const bindings = compiler.isImportDeclaration(statement)
      ? statement.importClause?.namedBindings
      : undefined;
    if (bindings === undefined || !compiler.isNamedImports(bindings)) continue;
    for (const { name, propertyName } of bindings.elements) {
      const original = propertyName?.text ?? name.text;
      const code = facts.constants.get(original);
      if (code !== undefined) constants.set(name.text, code);
    }
  }
  return { names, constants };
}

/** Returns whether an identifier is an expression, and not the name of something. */
function isReference(node: ts.Identifier, { compiler }: Reading): boolean {
  const { parent } = node;
  if (compiler.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (compiler.isPropertyAssignment(parent)) return parent.initializer === node;
  if (
    compiler.isVariableDeclaration(parent) ||
    compiler.isParameter(parent) ||
    compiler.isEnumMember(parent) ||
    compiler.isPropertyDeclaration(parent)
  )
    return parent.initializer === node;
  return (
    compiler.isExpression(parent) ||
    compiler.isCaseClause(parent) ||
    compiler.isReturnStatement(parent) ||
    compiler.isComputedPropertyName(parent) ||
    compiler.isJsxExpression(parent)
  );
}
