// TypeScript as a source: enums, constant objects, unions, maps, classes and what is thrown.

import { declaredNames } from "./declared-names.ts";
import {
  byCode,
  type Finding,
  type FoundCode,
  type FoundSource,
  finding,
  joinTexts,
} from "./finding.ts";
import { isCode } from "./shapes-seen.ts";
import { entriesIn, isKeyedByCodes, isMessage } from "./typescript-entries.ts";
import type { ParsedTypeScript } from "./typescript-files.ts";
import { listedIn } from "./typescript-lists.ts";
import { codePositions, isErrorClass } from "./typescript-makers.ts";
import { membersIn } from "./typescript-members.ts";
import { leftOut, meantBy, mostlyCodes, ownersOf, untaken } from "./typescript-owners.ts";
import { fieldNames, messageTexts, type Row, rowOf, rowsIn } from "./typescript-rows.ts";
import type { ClassDeclaration, Syntax, SyntaxFile, SyntaxNode } from "./typescript-syntax.ts";
import {
  commentTexts,
  isMember,
  type NamedValue,
  saidBeside,
  statusOfExpression,
  type ValueReader,
  valueOfExpression,
} from "./typescript-values.ts";

/** Returns what files of TypeScript say of errors. */
export function typeScriptSource(
  path: string,
  parsed: ParsedTypeScript,
  syntax: Syntax,
): FoundSource {
  const { files, placeOf } = parsed;
  const { named, members, refused } = membersIn(files, syntax);
  const reader: ValueReader = { syntax, members, codeAt: codePositions(files, syntax) };
  const thrown = files.flatMap((file) => thrownIn(file, reader));
  const others = files.flatMap((file) => [
    ...listedIn(file, reader),
    ...rowsIn(file, reader),
    ...classesIn(file, reader),
  ]);
  const owners = ownersOf(named, { thrown: thrown.map((one) => one.found), others });
  const held = owners.taken.flatMap(([, list]) => list.map(memberFinding));
  const declaredCodes = new Set([...held, ...others].map(({ code }) => String(code)));
  const used = thrown.map(({ found, node }) => {
    const isDeclared = declaredCodes.has(String(found.code));
    const meant = isDeclared ? undefined : meantBy(found.code, declaredCodes);
    return { place: placeOf(node), finding: { ...found, meant } };
  });
  const found = [...held, ...others, ...used.map((one) => one.finding)];
  const known = new Map(found.map(({ code }) => [String(code), code] as const));
  const findings = byCode([...found, ...files.flatMap((file) => mapsIn(file, known, reader))]);
  const remarks = [
    ...misspelt(used),
    ...untaken(owners, known),
    ...leftOut(refused, { owners, placeOf }),
  ];
  const declared = declaredNames(parsed, reader, new Set(owners.taken.map(([owner]) => owner)));
  return { path, title: path, findings, envelopes: [], statuses: [], declared, remarks };
}

function memberFinding({ name, value, ...said }: NamedValue): Finding {
  return finding(value, { name, ...saidBeside(value, said) });
}

/** Returns what classes say that extend an error. */
function classesIn(file: SyntaxFile, reader: ValueReader): readonly Finding[] {
  return file.getClasses().flatMap((declared) => {
    const base = declared.getExtends()?.getText() ?? "";
    if (!/(?:Error|Exception|Problem|Fault)\b/.test(base)) return [];
    const { code, status, message } = classFacts(declared, reader);
    if (code === undefined) return [];
    const name = declared.getName();
    const docs = declared.getJsDocs().slice(-1);
    const comment = docs.map((one) => one.getDescription().trim()).join("\n");
    const { deprecation } = commentTexts(docs.map((one) => one.getText()));
    const said = saidBeside(code, {
      comment,
      ...(deprecation === undefined ? {} : { deprecation }),
    });
    const texts = joinTexts(said.texts, messageTexts(message));
    return [
      finding(code, {
        texts,
        deprecated: said.deprecated,
        statuses: status === undefined ? [] : [status],
        ...(name === undefined ? {} : { name }),
      }),
    ];
  });
}

function classFacts(declared: ClassDeclaration, reader: ValueReader): Row {
  const { Node } = reader.syntax;
  const fields = declared.getProperties();
  const fieldFor = (form: RegExp) =>
    fields.find((one) => form.test(one.getName()))?.getInitializer();
  const call = declared
    .getConstructors()
    .flatMap((one) => one.getDescendants())
    .find((node) => Node.isCallExpression(node) && node.getExpression().getText() === "super");
  const given = Node.isCallExpression(call)
    ? argumentsOf(call.getArguments(), reader)
    : { code: undefined, status: undefined, message: undefined };
  const message = valueOfExpression(fieldFor(/^message$/), reader);
  const assigned = declared
    .getConstructors()
    .flatMap((one) => one.getDescendants())
    .flatMap((node) => {
      if (
        !Node.isBinaryExpression(node) ||
        !/^this\.(?:code|errorCode)$/.test(node.getLeft().getText())
      )
        return [];
      return valueOfExpression(node.getRight(), reader) ?? [];
    });
  return {
    code:
      valueOfExpression(fieldFor(/^(?:code|errorCode|errorType|type)$/), reader) ??
      assigned[0] ??
      given.code,
    status: statusOfExpression(fieldFor(fieldNames.status), reader) ?? given.status,
    message: typeof message === "string" ? message : given.message,
  };
}

const machine = /^[A-Za-z][A-Za-z0-9]*(?:[._:-][A-Za-z0-9]+)*$/;

/** Returns which of some arguments is a code, a status and a message. */
function argumentsOf(nodes: readonly SyntaxNode[], reader: ValueReader): Row {
  const [row] = nodes.flatMap((node) => rowOf(node, reader) ?? []);
  const status = nodes
    .map((node) => statusOfExpression(node, reader))
    .find((one) => one !== undefined);
  const values = nodes.map((node) => valueOfExpression(node, reader));
  const code =
    values.find((value, i) => {
      if (typeof value === "string")
        return (
          machine.test(value) &&
          (/[_.:-]|[a-z][A-Z]|^[A-Z\d]+$/.test(value) || isMember(nodes[i], reader))
        );
      return typeof value === "number" && value !== status && isMember(nodes[i], reader);
    }) ?? row?.code;
  const message =
    values.find((value) => typeof value === "string" && /\s/.test(value)) ?? row?.message;
  return {
    code,
    status: status ?? row?.status,
    message: typeof message === "string" ? message : undefined,
  };
}

/** A code that is given to an error, and the expression that makes the error. */
interface Thrown {
  readonly found: Finding;
  readonly node: SyntaxNode;
}

/** Asks for the codes that look misspelt, each with its first place. */
function misspelt(
  used: readonly { readonly place: string; readonly finding: Finding }[],
): readonly string[] {
  const first = new Map([...used].reverse().map((one) => [one.finding.code, one] as const));
  return used
    .filter((one) => first.get(one.finding.code) === one)
    .flatMap(({ place, finding: { code, meant } }) =>
      meant === undefined
        ? []
        : [`The code "${code}" is used, but not declared (${place}). Did you mean "${meant}"?`],
    );
}

/** Returns the codes that are given to errors where these are made. */
function thrownIn(file: SyntaxFile, reader: ValueReader): readonly Thrown[] {
  const { SyntaxKind } = reader.syntax;
  const made = [
    ...file
      .getDescendantsOfKind(SyntaxKind.NewExpression)
      .filter((one) => isErrorClass(one.getExpression().getText())),
    ...file
      .getDescendantsOfKind(SyntaxKind.CallExpression)
      .filter((one) => reader.codeAt?.has(one.getExpression().getText())),
  ];
  return made.flatMap((one) => {
    const name = one.getExpression().getText();
    const given = one.getArguments();
    const { code: likely, status, message } = argumentsOf(given, reader);
    const named = valueOfExpression(given[reader.codeAt?.get(name) ?? -1], reader);
    const code = named ?? likely;
    if (code === undefined || !isCode(code)) return [];
    const found = finding(code, {
      statuses: status === undefined ? [] : [status],
      texts: messageTexts(message),
    });
    return [{ found, node: one }];
  });
}

/** Returns what maps say whose keys are mostly codes, or can be nothing else: messages, statuses or both. */
function mapsIn(
  file: SyntaxFile,
  known: ReadonlyMap<string, FoundCode>,
  reader: ValueReader,
): readonly Finding[] {
  const { SyntaxKind } = reader.syntax;
  const declarations = [
    ...file.getDescendantsOfKind(SyntaxKind.VariableDeclaration),
    ...file.getDescendantsOfKind(SyntaxKind.PropertyDeclaration),
  ];
  return declarations.flatMap((declared) => {
    const entries = entriesIn(declared, reader);
    const isKeyed = isKeyedByCodes(declared, reader);
    const isMap =
      isKeyed ||
      mostlyCodes(
        entries.map(({ key }) => key),
        known,
      );
    return (isMap ? entries : []).flatMap(({ key, value }) => {
      const code = known.get(String(key)) ?? (isKeyed ? key : undefined);
      if (code === undefined) return [];
      const status = statusOfExpression(value, reader);
      const text = valueOfExpression(value, reader);
      const facts = rowOf(value, reader);
      const said = typeof text === "string" && isMessage(text) ? text : facts?.message;
      const found = status ?? facts?.status;
      return [
        finding(code, { statuses: found === undefined ? [] : [found], texts: messageTexts(said) }),
      ];
    });
  });
}
