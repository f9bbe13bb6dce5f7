// Codes in the bodies that TypeScript answers with: `res.status(401).json({ error: { code: "…" } })`.

import { isCodeText } from "./code-words.ts";
import { type Entry, entriesOf } from "./typescript-entries.ts";
import { codeField, deepRowOf, fieldNames, type Row } from "./typescript-rows.ts";
import type { SyntaxNode } from "./typescript-syntax.ts";
import {
  givenFor,
  statusOfExpression,
  type ValueReader,
  valueOfExpression,
} from "./typescript-values.ts";

/** Returns what a call answers with, if it sends an object with a code and a status of errors, or an object with the code of an `error` in it. */
export function answerRows(node: SyntaxNode, reader: ValueReader): readonly Row[] {
  const sent = sentBy(node, reader);
  const given = sent?.body === undefined ? undefined : givenFor(sent.body, reader);
  const row = given === undefined ? undefined : deepRowOf(given.node, given.reader);
  if (given === undefined || row === undefined) return [];
  const fields = sent?.status === undefined ? undefined : entriesOf(sent.status, reader);
  const shown =
    fields === undefined
      ? sent?.status
      : fields.find(({ key }) => fieldNames.status.test(String(key)))?.value;
  const status = statusOfExpression(shown, reader) ?? row.status;
  const entries = entriesOf(given.node, given.reader) ?? [];
  const error = entries.find(({ key }) => key === "error")?.value;
  const hasCode = (inner: readonly Entry[]) => inner.some(({ key }) => codeField.test(String(key)));
  const isOfError = hasCode((error && entriesOf(error, given.reader)) ?? []);
  if (isOfError || hasCode(entries))
    return status !== undefined || (isOfError && shown === undefined) ? [{ ...row, status }] : [];
  const text = valueOfExpression(error, given.reader);
  return status !== undefined && typeof text === "string" && isCodeText(text)
    ? [{ ...row, code: text, status }]
    : [];
}

/** What is sent, and the status with which, or an object with the status. */
interface Sent {
  readonly body: SyntaxNode | undefined;
  readonly status: SyntaxNode | undefined;
}

/** Returns what a call of `json` or `send` sends, or `new Response(JSON.stringify(…))`. */
function sentBy(node: SyntaxNode, reader: ValueReader): Sent | undefined {
  const { Node } = reader.syntax;
  if (Node.isNewExpression(node)) {
    const [text, status] = node.getArguments();
    const isJson = /^(?:Next)?Response$/.test(node.getExpression().getText());
    const isText =
      Node.isCallExpression(text) && text.getExpression().getText() === "JSON.stringify";
    return isJson && isText ? { body: text.getArguments()[0], status } : undefined;
  }
  const callee = Node.isCallExpression(node) ? node.getExpression() : undefined;
  if (!Node.isCallExpression(node) || !Node.isPropertyAccessExpression(callee)) return undefined;
  const [body, status] = node.getArguments();
  return /^(?:json|send)$/.test(callee.getName())
    ? { body, status: statusBefore(callee.getExpression(), reader) ?? status }
    : undefined;
}

/** Returns the status that is set before an answer is sent: `reply.code(500)`. */
function statusBefore(node: SyntaxNode, reader: ValueReader): SyntaxNode | undefined {
  const { Node } = reader.syntax;
  const callee = Node.isCallExpression(node) ? node.getExpression() : undefined;
  if (!Node.isCallExpression(node) || !Node.isPropertyAccessExpression(callee)) return undefined;
  return /^(?:status|code)$/.test(callee.getName())
    ? node.getArguments()[0]
    : statusBefore(callee.getExpression(), reader);
}
