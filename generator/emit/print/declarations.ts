// The declarations of a generated module, each printed once for all files that it goes into.

import type { Piece } from "./modules.ts";
import { type Code, lit, nothing, ts } from "./typescript.ts";

interface Declared {
  readonly doc?: Code;
  readonly name: Code;
  /** Whether only its own module sees it. */
  readonly local?: true;
}

/** A parameter of a function or a constructor. */
export interface Parameter {
  readonly name: Code;
  readonly type: Code;
  readonly optional?: true;
}

/** A function; its body has no type syntax, so that source and script share it. */
export interface FunctionDeclaration extends Declared {
  readonly async?: true;
  /** The type parameters with their angle brackets. */
  readonly generics?: Code;
  readonly parameters: readonly Parameter[];
  readonly returns: Code;
  readonly body: Code;
}

/** A constant: one value, or the members of an object one after the other. */
export interface ConstantDeclaration extends Declared {
  readonly type: Code;
  readonly value: Code | Iterable<Code>;
}

/** A member of an enum. */
export interface EnumMember {
  readonly doc: Code;
  readonly name: Code;
  readonly value: string | number;
}

/** A field that a class declares and does not set. */
export interface DeclaredField {
  readonly doc?: Code;
  readonly name: Code;
  readonly type: Code;
}

/** A class. */
export interface ClassDeclaration extends Declared {
  readonly abstract?: true;
  readonly generics?: Code;
  readonly base: Code;
  /** The type arguments of the base with their angle brackets. */
  readonly baseTypes?: Code;
  readonly fields?: readonly DeclaredField[];
  readonly construct?: { readonly parameters: readonly Parameter[]; readonly body: Code };
  /** Methods besides. */
  readonly methods?: readonly Omit<FunctionDeclaration, "local" | "generics" | "async">[];
}

/** Prints lines that scripts do not have. */
export function typeLines(code: Code): Piece {
  const text = `${code.text}\n`;
  return { source: text, script: "", types: text };
}

/** Prints lines that declarations do not have. */
function valueLines(code: Code): Piece {
  const text = `${code.text}\n`;
  return { source: text, script: text, types: "" };
}

/** Prints an interface or a type alias, given from its keyword on. */
export function typeDeclaration(doc: Code, code: Code): Piece {
  const text = `\n${doc.text}export ${code.text}\n`;
  return { source: text, script: "", types: text };
}

/** Prints an interface of many members, each on a line of its own. */
export function* interfaceDeclaration(
  about: Code,
  name: Code,
  members: Iterable<Code>,
): Iterable<Piece> {
  yield typeDeclaration(about, ts`interface ${name} {`);
  for (const member of members) yield typeLines(ts`  ${member}`);
  yield typeLines(ts`}`);
}

/** Prints a union type, each of its members on a line of its own. */
export function* unionDeclaration(
  about: Code,
  name: Code,
  members: readonly Code[],
): Iterable<Piece> {
  yield typeDeclaration(about, ts`type ${name} =`);
  for (const [i, member] of members.entries()) {
    yield typeLines(i === members.length - 1 ? ts`  | ${member};` : ts`  | ${member}`);
  }
}

/** Prints a function. */
export function functionDeclaration(one: FunctionDeclaration): Piece {
  const { doc = nothing, name, local, generics = nothing, parameters, returns, body } = one;
  const words = `${one.async ? "async " : ""}function ${name.text}`;
  const typed = `${generics.text}${typedList(parameters, returns.text)}`;
  const block = ` {\n  ${indented(body)}\n}\n`;
  return {
    source: `\n${doc.text}${local ? "" : "export "}${words}${typed}${block}`,
    script: `${words}${plainList(parameters)}${block}`,
    types: local ? "" : `\n${doc.text}export declare function ${name.text}${typed};\n`,
    ...(local ? {} : exported(name)),
  };
}

/** What a declaration in one piece has if it is exported. */
function exported({ text }: Code): Pick<Piece, "opens" | "exports"> {
  return { opens: true, exports: text };
}

const widest = 100;

function typedList(parameters: readonly Parameter[], returns: string): string {
  const all = parameters.map(
    ({ name, type, optional }) => `${name.text}${optional ? "?" : ""}: ${type.text}`,
  );
  const end = returns === "" ? "" : `: ${returns}`;
  const flat = `(${all.join(", ")})${end}`;
  if (flat.length <= widest && !flat.includes("\n")) return flat;
  return `(\n  ${all.join(",\n").replaceAll("\n", "\n  ")},\n)${end}`;
}

function plainList(parameters: readonly Parameter[]): string {
  return `(${parameters.map(({ name }) => name.text).join(", ")})`;
}

function indented({ text }: Code): string {
  return text.includes("\n") ? text.replaceAll("\n", "\n  ") : text;
}

/** Prints a constant. */
export function* constantDeclaration(one: ConstantDeclaration): Iterable<Piece> {
  const { doc = nothing, name, type, value, local } = one;
  const words = `const ${name.text}`;
  const { opens, exports } = local ? {} : exported(name);
  const types = local ? "" : `\n${doc.text}export declare const ${name.text}: ${type.text};\n`;
  const isWhole = "text" in value;
  const start = isWhole ? ` = ${value.text};\n` : " = {\n";
  const source = `\n${doc.text}${local ? "" : "export "}${words}: ${type.text}${start}`;
  const first = { source, script: `${words}${start}`, types, ...(opens && { opens }) };
  if (isWhole) return void (yield { ...first, ...(exports && { exports }) });
  yield first;
  for (const member of value) yield valueLines(ts`  ${member}`);
  yield { ...valueLines(ts`};`), ...(exports && { exports }) };
}

/** Prints an enum. */
export function* enumDeclaration(
  { doc = nothing, name }: Declared,
  members: Iterable<EnumMember>,
): Iterable<Piece> {
  const own = name.text;
  yield {
    source: `\n${doc.text}export enum ${own} {\n`,
    script: `let ${own} = /* @__PURE__ */ function(${own}) {\n`,
    types: `\n${doc.text}export declare enum ${own} {\n`,
    opens: true,
  };
  for (const member of members) {
    const value = lit(member.value).text;
    const key = lit(member.name.text).text;
    const source = `  ${indented(member.doc)}${member.name.text} = ${value},\n`;
    const set = `${own}[${key}] = ${value}`;
    const script = typeof member.value === "string" ? set : `${own}[${set}] = ${key}`;
    yield { source, script: `  ${script};\n`, types: source };
  }
  const script = `  return ${own};\n}({});\n`;
  yield { source: "}\n", script, types: "}\n", exports: own };
}

/** Prints a constant of the names and values that an enum would have, and the type of its values. */
export function* enumConstant(
  { doc = nothing, name }: Declared,
  members: Iterable<EnumMember>,
): Iterable<Piece> {
  const own = name.text;
  yield {
    source: `\n${doc.text}export const ${own} = {\n`,
    script: `const ${own} = {\n`,
    types: `\n${doc.text}export declare const ${own}: {\n`,
    opens: true,
  };
  for (const { doc: text, name: key, value } of members) {
    const pair = `${key.text}: ${lit(value).text}`;
    const about = indented(text);
    const types = `  ${about}readonly ${pair};\n`;
    yield { source: `  ${about}${pair},\n`, script: `  ${pair},\n`, types };
  }
  yield { source: "} as const;\n", script: "};\n", types: "};\n", exports: own };
}

/** Prints a class. */
export function classDeclaration(one: ClassDeclaration): Piece {
  const {
    doc = nothing,
    name,
    abstract: isAbstract,
    generics = nothing,
    base,
    baseTypes = nothing,
  } = one;
  const typed = `${isAbstract ? "abstract " : ""}class ${name.text}${generics.text} extends ${base.text}${baseTypes.text}`;
  const { fields = [], construct, methods = [] } = one;
  const shared = fields.map(({ doc: about = nothing, name: field, type }) => ({
    about: indented(about),
    field: `readonly ${field.text}: ${indented(type)};\n`,
  }));
  let source = shared.map(({ about, field }) => `  ${about}declare ${field}`).join("");
  let types = shared.map(({ about, field }) => `  ${about}${field}`).join("");
  let script = "";
  if (construct !== undefined) {
    const { parameters, body } = construct;
    const list = typedList(parameters, "").replaceAll("\n", "\n  ");
    const block = ` {\n    ${body.text.replaceAll("\n", "\n    ")}\n  }\n`;
    source += `${source === "" ? "" : "\n"}  constructor${list}${block}`;
    script = `  constructor${plainList(parameters)}${block}`;
    types += `  constructor${list};\n`;
  }
  for (const method of methods) {
    const { doc: about = nothing, name: called, parameters, returns, body } = method;
    const block = ` {\n    ${body.text}\n  }\n`;
    const list = typedList(parameters, returns.text).replaceAll("\n", "\n  ");
    source += `  ${indented(about)}${called.text}${list}${block}`;
    script += `  ${called.text}${plainList(parameters)}${block}`;
    types += `  ${indented(about)}${called.text}${list};\n`;
  }
  return {
    source: `\n${doc.text}export ${typed} ${braced(source)}`,
    script: `class ${name.text} extends ${base.text} ${braced(script)}`,
    types: `\n${doc.text}export declare ${typed} ${braced(types)}`,
    ...exported(name),
  };
}

function braced(members: string): string {
  return members === "" ? "{}\n" : `{\n${members}}\n`;
}
