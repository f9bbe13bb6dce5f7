// Whether a generated class can take the place of a hand-written one: whether all that sources can see of its errors stays.

import { fieldNames } from "../import/typescript-rows.ts";
import type { ts } from "../import/typescript-syntax.ts";
import type { ErrorRead, ErrorReads } from "./error-reads.ts";
import {
  baseOf,
  isSame,
  isStatic,
  type Layer,
  type MadeError,
  type Member,
  takesMessage,
} from "./made-errors.ts";
import type { MadeValue, Reading } from "./made-values.ts";
import { lastName, literalText, nameText } from "./syntax-parts.ts";

/** What is known of the sources around hand-written classes. */
export interface ClassFacts {
  /** The names of classes that generated ones extend. */
  readonly bases: ReadonlySet<string>;
  /** The names of classes that others extend, and that sources ask for. */
  readonly asked: ReadonlySet<string>;
  /** Returns whether a file belongs to the sources. */
  readonly isOwn: (file: ts.SourceFile) => boolean;
  /** What sources read of errors. */
  readonly reads: ErrorReads;
}

/** Fields that generated classes have too, with the same values. */
const sharedFields = new Set([
  ...["code", "status", "statusCode", "message", "cause", "params", "requestId", "stack", "name"],
]);
/** What generated classes set or have, whatever they extend. */
const generatedMembers = new Set([
  ...["wireCode", "kind", "retry", "effect", "docsUrl", "retryAfter", "retryAt", "others"],
  ...["safeParams", "body", "params", "requestId", "toBody", "toResponse", "toJSON", "answer"],
]);

/** Returns why an error of a generated class is not the same as one of a hand-written class; nothing if it is. */
export function whyNotPlain(
  { layers, values }: MadeError,
  { at, code }: { readonly at: ts.NewExpression; readonly code: MadeValue },
  facts: ClassFacts,
  reading: Reading,
): string | undefined {
  const { compiler } = reading;
  const { bases, asked, isOwn, reads } = facts;
  const firstBase = layers.findIndex(({ declared }) => bases.has(declared.name?.text ?? ""));
  const ofThese = (list: readonly ErrorRead[] = []): ErrorRead | undefined =>
    list.find(({ of }) => of === undefined || layers.some(({ declared }) => declared === of));
  for (const [i, layer] of layers.entries()) {
    const isBase = firstBase !== -1 && i >= firstBase;
    const found = whyNot(layer, isBase) ?? (i > 0 && !isBase ? whyNotBase(layer) : undefined);
    if (found !== undefined) return found;
  }
  const base = firstBase === -1 ? undefined : layers[firstBase];
  if (base !== undefined && !takesMessage(base.declared, at, reading))
    return `generated classes give "${nameOf(base)}" their message as its first argument, and it takes another one there`;
  const last = layers.at(-1);
  const end = last && baseOf(last.declared, compiler);
  const endName = end && (lastName(end, compiler) ?? end.getText());
  if (base === undefined && last !== undefined && endName !== "Error")
    return `"${nameOf(last)}" extends ${endName === undefined ? "no error" : `"${endName}"`}, and generated classes extend "Error"`;
  return whyNotNamed() ?? whyNotSent();

  function nameOf({ declared }: Layer): string {
    return declared.name?.text ?? "default";
  }

  function whyNotBase(layer: Layer): string | undefined {
    const name = nameOf(layer);
    if (!isOwn(layer.declared.getSourceFile()))
      return `it extends "${name}" of another package; give that as "baseClass" first`;
    return asked.has(name)
      ? `the sources ask for "${name}", which it extends; give that as "baseClass" first`
      : undefined;
  }

  function whyNot(layer: Layer, isBase: boolean): string | undefined {
    const { declared, members, isInert } = layer;
    if (!isInert) return `the constructor of "${nameOf(layer)}" does more than keep what it gets`;
    if (declared.modifiers?.some(compiler.isDecorator) === true)
      return `"${nameOf(layer)}" has a decorator`;
    for (const one of declared.members) {
      const kind = compiler.isMethodDeclaration(one)
        ? "method"
        : compiler.isAccessor(one)
          ? "getter"
          : undefined;
      if (kind === undefined || isStatic(one, compiler) || one.name === undefined) continue;
      const name = nameText(one.name, compiler) ?? one.name.getText();
      const isOurs = generatedMembers.has(name) || (kind === "getter" && sharedFields.has(name));
      if (isBase ? isOurs : true) return ownMember(layer, { kind, name, isBase });
    }
    for (const member of members) {
      const { name, value } = member;
      if (name === "name" || name === "message" || fieldNames.status.test(name)) continue;
      if (name === "code" && !isBase && value.is !== "missing" && !isSame(value, code))
        return `"${nameOf(layer)}" changes its code before it keeps it`;
      if (isBase ? generatedMembers.has(name) && !isPassed(value) : !isPassed(value))
        return ownMember(layer, { kind: "field", name, isBase });
    }
    return whyNotRead(layer, isBase);
  }

  /** Fields that generated classes do not have must not be read, also not by the methods of their base. */
  function whyNotRead(layer: Layer, isBase: boolean): string | undefined {
    for (const member of layer.members) {
      const { name } = member;
      if (sharedFields.has(name) || (isBase && isFixed(member))) continue;
      const read = ofThese(reads.fields.get(name));
      if (read !== undefined)
        return `generated classes do not have its field "${name}", which is read at ${read.place}`;
      if (isBase && layer.declared.members.some((one) => readsOwn(one, name)))
        return `the methods of "${nameOf(layer)}" read its field "${name}", which generated classes do not set`;
    }
    return undefined;
  }

  function readsOwn(node: ts.Node, name: string): boolean {
    if (compiler.isConstructorDeclaration(node)) return false;
    const isRead =
      compiler.isPropertyAccessExpression(node) &&
      node.expression.kind === compiler.SyntaxKind.ThisKeyword &&
      node.name.text === name;
    return (
      isRead || compiler.forEachChild(node, (one) => readsOwn(one, name) || undefined) === true
    );
  }

  /** Returns whether a member has the same value in every error of its class. */
  function isFixed({ node }: Member): boolean {
    const { TrueKeyword, FalseKeyword } = compiler.SyntaxKind;
    return (
      compiler.isAccessor(node) ||
      compiler.isPropertyDeclaration(node.parent) ||
      literalText(node, compiler) !== undefined ||
      node.kind === TrueKeyword ||
      node.kind === FalseKeyword
    );
  }

  function ownMember(
    layer: Layer,
    {
      kind,
      name,
      isBase,
    }: { readonly kind: string; readonly name: string; readonly isBase: boolean },
  ): string {
    const start = `"${nameOf(layer)}" has a ${kind} "${name}" of its own`;
    return isBase
      ? `${start}, and so have generated classes`
      : `${start}; give the class as "baseClass", or move the ${kind}, first`;
  }

  /** Returns whether a value is an argument, or a part of one. */
  function isPassed(value: MadeValue): boolean {
    const isIn = (one: MadeValue): boolean =>
      one === value ||
      isSame(one, value) ||
      (one.is === "fields" && [...one.fields.values()].some(isIn));
    return value.is === "missing" || values.some(isIn);
  }

  function whyNotNamed(): string | undefined {
    const set = layers.flatMap(({ members }) => members.filter(({ name }) => name === "name"));
    const [first] = set;
    const own = layers.slice(0, 1).map(nameOf);
    if (
      first !== undefined &&
      first.value.is !== "constant" &&
      !/\.name$/.test(first.node.getText())
    )
      return `"${own}" has a field "name" that is not certain`;
    const texts = set.flatMap(({ value }) => (value.is === "constant" ? String(value.value) : []));
    for (const text of [...own, ...texts, ...(first === undefined ? ["Error"] : [])]) {
      const read = ofThese(reads.names.get(text));
      if (read !== undefined) return `the name "${text}" of errors is compared at ${read.place}`;
    }
    const passed = ofThese(reads.passed);
    return (
      passed &&
      `the name of errors is read at ${passed.place}, and generated classes have other names`
    );
  }

  function whyNotSent(): string | undefined {
    const sent = ofThese(reads.sent);
    return (
      sent &&
      `an error is sent or copied as it is at ${sent.place}, and generated classes have other fields`
    );
  }
}
