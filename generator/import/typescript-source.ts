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
import { answerRows } from "./typescript-answers.ts";
import { entriesIn, isKeyedByCodes, isMessage } from "./typescript-entries.ts";
import type { ParsedTypeScript } from "./typescript-files.ts";
import { codesOfFields, listsIn, namesInErrors } from "./typescript-lists.ts";
import { classRow, madeRows } from "./typescript-made.ts";
import { errorMakers } from "./typescript-makers.ts";
import { membersIn } from "./typescript-members.ts";
import { leftOut, meantBy, mostlyCodes, ownersOf, untaken } from "./typescript-owners.ts";
import { messageTexts, rowOf, rowsIn } from "./typescript-rows.ts";
import type { Syntax, SyntaxFile, SyntaxNode } from "./typescript-syntax.ts";
import { unreadErrors } from "./typescript-unread.ts";
import {
  commentTexts,
  type NamedValue,
  saidBeside,
  statusOfExpression,
  type ValueReader,
  valueOfExpression,
} from "./typescript-values.ts";

/** What files of TypeScript are read with. */
export interface TypeScriptQuery {
  readonly syntax: Syntax;
  /** The names of enums and objects that have codes for sure. */
  readonly asked: readonly string[];
}

/** What files of TypeScript say of errors. */
export interface TypeScriptFound extends FoundSource {
  /** The names that were asked for, and are those of nothing. */
  readonly unknown: readonly string[];
}

/** Returns what files of TypeScript say of errors. */
export function typeScriptSource(
  path: string,
  parsed: ParsedTypeScript,
  { syntax, asked }: TypeScriptQuery,
): TypeScriptFound {
  const { files, placeOf } = parsed;
  const { named, members, refused } = membersIn(parsed, syntax);
  const reader: ValueReader = { syntax, members, makers: errorMakers(files, syntax) };
  const thrown = files.flatMap((file) => thrownIn(file, reader));
  const read = files.flatMap((file) => [
    ...codesOfFields(file, reader),
    ...rowsIn(file, reader),
    ...classesIn(file, reader),
  ]);
  const owners = ownersOf(named, {
    thrown: thrown.map((one) => one.found),
    lists: listsIn(parsed, reader),
    others: read,
    inErrors: new Set(files.flatMap((file) => namesInErrors(file, reader))),
    asked: new Set(asked),
  });
  const others = [...owners.takenLists.flatMap(({ findings }) => findings), ...read];
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
    ...unreadErrors(parsed, reader, {
      read: new Set(thrown.map((one) => one.node)),
      isNothing: findings.length === 0,
    }),
  ];
  const declared = declaredNames(parsed, reader, new Set(owners.taken.map(([owner]) => owner)));
  const isTaken = (name: string) =>
    owners.taken.some(([owner]) => owner === name) ||
    owners.takenLists.some((one) => one.name === name);
  const unknown = asked.filter((name) => !isTaken(name));
  return { path, title: path, findings, envelopes: [], statuses: [], declared, remarks, unknown };
}

function memberFinding({ name, value, ...said }: NamedValue): Finding {
  return finding(value, { name, ...saidBeside(value, said) });
}

/** Returns what classes say that extend an error. */
function classesIn(file: SyntaxFile, reader: ValueReader): readonly Finding[] {
  return file.getClasses().flatMap((declared) => {
    const name = declared.getName();
    if (reader.makers?.classes.get(name ?? "") !== declared) return [];
    const { code, status, message } = classRow(declared, [], reader);
    const above = reader.makers.classes.get(declared.getExtends()?.getText() ?? "");
    // What has the code of the class that it extends is not an error of its own.
    const isSame = above !== undefined && classRow(above, [], reader).code === code;
    if (code === undefined || !isCode(code) || isSame) return [];
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

/** Returns the codes that are given to errors where these are made, and those in answers. */
function thrownIn(file: SyntaxFile, reader: ValueReader): readonly Thrown[] {
  const { SyntaxKind } = reader.syntax;
  const calls = [
    ...file.getDescendantsOfKind(SyntaxKind.NewExpression),
    ...file.getDescendantsOfKind(SyntaxKind.CallExpression),
  ];
  return calls.flatMap((node) =>
    (madeRows(node, reader) ?? answerRows(node, reader)).flatMap(({ code, status, message }) => {
      if (!isCode(code)) return [];
      const found = finding(code, {
        statuses: status === undefined ? [] : [status],
        texts: messageTexts(message),
      });
      return [{ found, node }];
    }),
  );
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
