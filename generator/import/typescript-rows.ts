// Errors as rows of TypeScript: objects with a code, a status or a message in fields of their own.

import { lineOf } from "./error-texts.ts";
import {
  type ErrorTexts,
  type Finding,
  type FoundCode,
  finding,
  joinTexts,
  noTexts,
} from "./finding.ts";
import { isCode } from "./shapes-seen.ts";
import { entriesIn, entriesOf } from "./typescript-entries.ts";
import { saysCodes } from "./typescript-owners.ts";
import type { SyntaxFile, SyntaxNode } from "./typescript-syntax.ts";
import {
  bareExpression,
  commentOn,
  messageOfExpression,
  saidBeside,
  statusOfExpression,
  type ValueReader,
  valueOfExpression,
} from "./typescript-values.ts";

/** The names of fields by what they hold. */
export const fieldNames = {
  code: /^(?:code|errorCode|errCode|error_code|type|errorType|slug|reason|id)$/,
  status: /^(?:status|statusCode|httpStatus|httpStatusCode|httpCode|http)$/,
  message: /^(?:message|msg|description|detail|defaultMessage|text|title|reason)$/,
} as const;

/** Returns the rows of a file: in objects, lists, classes and namespaces, and constants that are rows themselves. */
export function rowsIn(file: SyntaxFile, reader: ValueReader): readonly Finding[] {
  const { Node } = reader.syntax;
  const isPair = (node: SyntaxNode) =>
    Node.isArrayLiteralExpression(bareExpression(node, reader.syntax));
  const holders = [
    ...file.getVariableDeclarations(),
    ...file.getClasses(),
    ...file.getModules(),
  ].flatMap((declared) => {
    const isOfErrors = saysCodes(declared.getName() ?? "");
    const initializer = Node.isVariableDeclaration(declared)
      ? bareExpression(declared.getInitializer(), reader.syntax)
      : undefined;
    const entries = entriesIn(declared, reader);
    const items =
      entries.length === 0 && Node.isArrayLiteralExpression(initializer)
        ? initializer.getElements().map((value) => ({ key: undefined, value, ...commentOn(value) }))
        : entries;
    return items.map((one) => ({ ...one, isOfErrors }));
  });
  const constants = entriesIn(file, reader)
    .filter(({ value }) => isRow(value, reader))
    .map((one) => ({ ...one, isOfErrors: saysCodes(String(one.key)) }));
  return [...holders, ...constants].flatMap(({ key, value, isOfErrors, ...said }) => {
    const row = rowOf(value, reader);
    const isError = isOfErrors || row?.status !== undefined;
    const isKeyed = isOfErrors
      ? row?.status !== undefined || row?.message !== undefined
      : row?.message !== undefined;
    const code = row?.code ?? (isKeyed ? key : undefined);
    if (row === undefined || code === undefined || !isError || !isCode(code)) return [];
    // Any object can have lists of a number and a sentence.
    if (isPair(value) && !/[_.:-]|^[A-Z\d]+$/.test(String(code))) return [];
    const { texts, deprecated } = saidBeside(code, said);
    return [
      finding(code, {
        deprecated,
        statuses: row.status === undefined ? [] : [row.status],
        texts: joinTexts(texts, messageTexts(row.message)),
        ...(key === undefined || code === key ? {} : { name: String(key) }),
      }),
    ];
  });
}

/** Returns whether an object is one error: a code with a status or a sentence. */
export function isRow(node: SyntaxNode | undefined, reader: ValueReader): boolean {
  const row = node === undefined ? undefined : rowOf(node, reader);
  return row?.code !== undefined && (row.status !== undefined || /\s/.test(row.message ?? ""));
}

/** What an error says of itself. */
export interface Row {
  readonly code: FoundCode | undefined;
  readonly status: number | undefined;
  readonly message: string | undefined;
}

/** An error that says nothing of itself. */
export const emptyRow: Row = { code: undefined, status: undefined, message: undefined };

/** Returns what several say of one error; the first that says something counts. */
export function joinRows(rows: readonly Row[]): Row {
  return rows.reduce(
    (one, other) => ({
      code: one.code ?? other.code,
      status: one.status ?? other.status,
      message: one.message ?? other.message,
    }),
    emptyRow,
  );
}

/** Returns what the fields of an object say, or a pair of a status and a sentence; nothing of anything else. */
export function rowOf(node: SyntaxNode, reader: ValueReader): Row | undefined {
  const entries = entriesOf(node, reader);
  if (entries === undefined) return pairRow(node, reader);
  const valueFor = (form: RegExp): SyntaxNode | undefined =>
    entries.find(({ key }) => form.test(String(key)))?.value;
  return {
    code: valueOfExpression(valueFor(codeField) ?? valueFor(fieldNames.code), reader),
    status: statusOfExpression(valueFor(fieldNames.status), reader),
    message: messageOfExpression(valueFor(fieldNames.message), reader),
  };
}

/** The names of fields that hold nothing but a code. */
export const codeField = /^(?:code|errorCode|errCode|error_code)$/;

/** Returns what a pair says such as `[403, "The user is banned."]`. */
function pairRow(node: SyntaxNode, reader: ValueReader): Row | undefined {
  const { Node } = reader.syntax;
  const bare = bareExpression(node, reader.syntax);
  const parts = Node.isArrayLiteralExpression(bare) ? bare.getElements() : [];
  const statuses = parts.flatMap((one) => statusOfExpression(one, reader) ?? []);
  const texts = parts.flatMap((one) => messageOfExpression(one, reader) ?? []);
  const [message = ""] = texts;
  return parts.length === 2 && statuses.length === 1 && texts.length === 1 && /\s/.test(message)
    ? { code: undefined, status: statuses[0], message }
    : undefined;
}

/** The names of objects in an object that say more of the same error. */
const innerObject = /^(?:error|extensions|http|data)$/;

/** Returns what an object says of an error, also in an object in it: `{ error: { code } }`. */
export function deepRowOf(node: SyntaxNode, reader: ValueReader): Row | undefined {
  const own = rowOf(node, reader);
  if (own === undefined) return undefined;
  const inner = (entriesOf(node, reader) ?? []).flatMap(({ key, value }) => {
    const row = innerObject.test(String(key)) ? deepRowOf(value, reader) : undefined;
    if (row === undefined) return [];
    const hasCode = entriesOf(value, reader)?.some((one) => codeField.test(String(one.key)));
    return [hasCode === true ? row : { ...row, code: undefined }];
  });
  return joinRows([own, ...inner]);
}

/** Returns a message as a text, if it is short enough for a summary. */
export function messageTexts(message: string | undefined): ErrorTexts {
  const line = message === undefined ? "" : lineOf(message);
  return line === "" || line.length > 300 ? noTexts : { ...noTexts, summary: line };
}
