// What sources declare that has to do with codes: enums, objects and unions of codes, constants, and functions that take a code.

import type { ts } from "../import/typescript-syntax.ts";
import { addTo } from "../text/lists.ts";
import { isCodeField, isCodeName, isErrorName, isRaisingName } from "./name-words.ts";
import { bare, type Compiler, literalText, nameText, objectIn, typeName } from "./syntax-parts.ts";
import { isDistinctive, type Vocabulary } from "./vocabulary.ts";

/** An enum, an object or a union whose values are codes. */
export interface CodeHolder {
  readonly name: string;
  /** The path of its file; nothing if it is generated. */
  readonly path?: string;
  /** The codes of its members, by their names; those of a union by themselves. */
  readonly members: ReadonlyMap<string, string>;
}

/** What sources declare. */
export interface SourceFacts {
  /** By name; several files may have one of the same name. */
  readonly holders: ReadonlyMap<string, readonly CodeHolder[]>;
  /** The nodes that declare a holder. */
  readonly declarations: ReadonlySet<ts.Node>;
  /** The codes of constants, by their names. */
  readonly constants: ReadonlyMap<string, string>;
  /** The names of types whose values are codes. */
  readonly types: ReadonlySet<string>;
  /** The names of all classes. */
  readonly classes: ReadonlySet<string>;
  /** The places of parameters that take a code, by the name of the function or class. */
  readonly parameters: ReadonlyMap<string, ReadonlySet<number>>;
  /** The names of what files export by default, by `modulePath`. */
  readonly defaults: ReadonlyMap<string, string>;
}

/** Returns what sources declare. */
export function sourceFacts(
  files: readonly ts.SourceFile[],
  vocabulary: Vocabulary,
  compiler: Compiler,
): SourceFacts {
  const holders = new Map<string, CodeHolder[]>();
  const declarations = new Set<ts.Node>();
  const constants = new Map<string, string>();
  const types = new Set<string>();
  const classes = new Set<string>();
  for (const [name, members] of vocabulary.enums) {
    addTo(holders, name, { name, members });
    types.add(name);
  }
  for (const file of files) {
    for (const statement of file.statements) {
      if (compiler.isClassDeclaration(statement) && statement.name !== undefined)
        classes.add(statement.name.text);
      for (const one of membersIn(statement, { vocabulary, compiler })) {
        const { name, members, node } = one;
        const values = [...members.values()];
        if (one.kind === "constant") {
          const [value = ""] = values;
          if (vocabulary.has(value) && isNamedAs(name, value)) {
            constants.set(name, value);
            declarations.add(node);
          }
        } else if (isHeld(name, values, vocabulary)) {
          addTo(holders, name, { name, path: file.fileName, members });
          declarations.add(node);
          if (one.kind !== "object") types.add(name);
        }
      }
    }
  }
  const parameters = new Map<string, Set<number>>();
  for (const file of files) {
    for (const statement of file.statements) {
      if (compiler.isTypeAliasDeclaration(statement)) {
        const names = statement.type.getText(file).match(/[A-Za-z_$][\w$]*/g) ?? [];
        const { text } = statement.name;
        const isAbout = isCodeName(text) || isErrorName(text);
        if (isAbout && names.some((name) => holders.has(name))) types.add(text);
      }
    }
  }
  for (const file of files) {
    for (const statement of file.statements) {
      for (const [name, list] of signaturesIn(statement, compiler)) {
        list.forEach((parameter, i) => {
          if (!takesCode(parameter, [name, file.fileName], { types, compiler })) return;
          const places = parameters.get(name) ?? new Set();
          parameters.set(name, places.add(i));
        });
      }
    }
  }
  const defaults = new Map<string, string>();
  for (const file of files) {
    for (const statement of file.statements) {
      const name = defaultName(statement, compiler);
      if (name !== undefined) defaults.set(modulePath(file.fileName), name);
    }
  }
  return { holders, declarations, constants, types, classes, parameters, defaults };
}

/** Returns the path of a file as modules are compared: without its ending, and the folder of an index. */
export function modulePath(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, "").replace(/\/index$/, "");
}

/** Returns the name of what a statement exports by default; nothing if it exports something else. */
function defaultName(statement: ts.Statement, compiler: Compiler): string | undefined {
  if (compiler.isExportAssignment(statement))
    return compiler.isIdentifier(statement.expression) ? statement.expression.text : undefined;
  if (compiler.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    const list = clause !== undefined && compiler.isNamedExports(clause) ? clause.elements : [];
    const found = list.find(({ name }) => name.text === "default");
    return found === undefined ? undefined : (found.propertyName ?? found.name).text;
  }
  const isDeclaration =
    compiler.isClassDeclaration(statement) || compiler.isFunctionDeclaration(statement);
  const { DefaultKeyword } = compiler.SyntaxKind;
  const isDefault =
    isDeclaration && statement.modifiers?.some(({ kind }) => kind === DefaultKeyword) === true;
  return isDefault ? (statement.name?.text ?? "default") : undefined;
}

interface Declared {
  readonly kind: "enum" | "object" | "union" | "constant";
  readonly name: string;
  readonly members: ReadonlyMap<string, string>;
  readonly node: ts.Node;
}

interface Reading {
  readonly vocabulary: Vocabulary;
  readonly compiler: Compiler;
}

/** Returns the members of what a statement declares, as far as they are texts or numbers. */
function membersIn(statement: ts.Statement, reading: Reading): readonly Declared[] {
  const { compiler } = reading;
  if (compiler.isEnumDeclaration(statement)) {
    const members = statement.members.flatMap(({ name, initializer }) =>
      entry(nameText(name, compiler), literalText(initializer, compiler)),
    );
    return [declared("enum", statement.name.text, members, statement)];
  }
  if (compiler.isTypeAliasDeclaration(statement)) {
    const { type } = statement;
    const parts = compiler.isUnionTypeNode(type) ? type.types : [type];
    const members = parts.flatMap((part) => {
      const text = compiler.isLiteralTypeNode(part)
        ? literalText(part.literal, compiler)
        : undefined;
      return entry(text, text);
    });
    return [declared("union", statement.name.text, members, statement)];
  }
  if (!compiler.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap((node): readonly Declared[] => {
    const name = nameText(node.name as ts.BindingName, compiler);
    if (name === undefined || node.initializer === undefined) return [];
    const text = literalText(bare(node.initializer, compiler), compiler);
    if (text !== undefined) {
      const isConstant = (statement.declarationList.flags & compiler.NodeFlags.Const) !== 0;
      return isConstant ? [declared("constant", name, [[name, text]], node)] : [];
    }
    const object = objectIn(node.initializer, compiler);
    if (object === undefined) return [];
    return [declared("object", name, objectMembers(object, reading), node)];
  });
}

function declared(
  kind: Declared["kind"],
  name: string,
  members: readonly (readonly [string, string])[],
  node: ts.Node,
): Declared {
  return { kind, name, members: new Map(members), node };
}

function entry(
  name: string | undefined,
  text: string | undefined,
): readonly (readonly [string, string])[] {
  return name === undefined || text === undefined ? [] : [[name, text]];
}

/** Returns the members of an object: texts and numbers, or the codes of rows. */
function objectMembers(
  object: ts.ObjectLiteralExpression,
  { vocabulary, compiler }: Reading,
): readonly (readonly [string, string])[] {
  return object.properties.flatMap((property) => {
    if (!compiler.isPropertyAssignment(property)) return [];
    const name = nameText(property.name, compiler);
    const text = literalText(bare(property.initializer, compiler), compiler);
    if (text !== undefined) return entry(name, text);
    const row = objectIn(property.initializer, compiler);
    const codes = (row?.properties ?? []).flatMap((one) => {
      const field = compiler.isPropertyAssignment(one) ? nameText(one.name, compiler) : undefined;
      if (!compiler.isPropertyAssignment(one) || field === undefined) return [];
      const isField = isCodeField(field) || vocabulary.fields.has(field);
      return isField ? (literalText(bare(one.initializer, compiler), compiler) ?? []) : [];
    });
    return entry(name, codes[0]);
  });
}

/** Returns whether values are codes: most of them are, or the name says so and one is. */
function isHeld(name: string, values: readonly string[], vocabulary: Vocabulary): boolean {
  const known = values.filter(vocabulary.has);
  if (known.length === 0) return false;
  const isAlike = (one: string): boolean =>
    vocabulary.has(one) || vocabulary.isAlike(one, "string") || vocabulary.isAlike(one, "number");
  if (isErrorName(name)) return values.filter(isAlike).length * 3 >= values.length * 2;
  return (
    known.length >= 2 &&
    known.length * 2 >= values.length &&
    (isCodeName(name) || known.some(isDistinctive))
  );
}

/** Returns whether a constant is called as its value: `NOT_FOUND` of `not_found`, `ERR_NOT_FOUND`, `notFoundCode`. */
function isNamedAs(name: string, value: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  return isErrorName(name) || isCodeName(name) || plain(name).includes(plain(value));
}

type Signature = readonly [name: string, parameters: readonly ts.ParameterDeclaration[]];

function signaturesIn(statement: ts.Statement, compiler: Compiler): readonly Signature[] {
  if (compiler.isFunctionDeclaration(statement))
    return [[statement.name?.text ?? "default", statement.parameters]];
  if (compiler.isClassDeclaration(statement)) {
    return statement.members.flatMap((member): readonly Signature[] => {
      if (compiler.isConstructorDeclaration(member))
        return [[statement.name?.text ?? "default", member.parameters]];
      const name = compiler.isMethodDeclaration(member)
        ? nameText(member.name, compiler)
        : undefined;
      return compiler.isMethodDeclaration(member) && name !== undefined
        ? [[name, member.parameters]]
        : [];
    });
  }
  if (!compiler.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(
    ({ name, initializer }): readonly Signature[] => {
      const text = nameText(name as ts.BindingName, compiler);
      const isFunction =
        initializer !== undefined &&
        (compiler.isArrowFunction(initializer) || compiler.isFunctionExpression(initializer));
      return isFunction && text !== undefined ? [[text, initializer.parameters]] : [];
    },
  );
}

function takesCode(
  { name, type }: ts.ParameterDeclaration,
  owners: readonly string[],
  { types, compiler }: { readonly types: ReadonlySet<string>; readonly compiler: Compiler },
): boolean {
  const text = nameText(name as ts.BindingName, compiler) ?? "";
  if (types.has(typeName(type, compiler) ?? "")) return true;
  return isCodeField(text) || (text === "code" && owners.some(isRaisingName));
}
