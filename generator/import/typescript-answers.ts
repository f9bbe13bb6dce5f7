// Codes in the bodies that TypeScript answers with: `res.status(401).json({ error: { code: "…" } })`.

import { entriesOf } from "./typescript-entries.ts";
import { deepRowOf, fieldNames, type Row } from "./typescript-rows.ts";
import type { SyntaxNode } from "./typescript-syntax.ts";
import { givenFor, isCodeName, statusOfExpression, type ValueReader } from "./typescript-values.ts";

/** Returns what a call answers with, if it sends an object with a code and a status of errors, or an object of an error with both code and message. */
export function answerRows(node: SyntaxNode, reader: ValueReader): readonly Row[] {
  const { Node } = reader.syntax;
  const callee = Node.isCallExpression(node) ? node.getExpression() : undefined;
  if (!Node.isCallExpression(node) || !Node.isPropertyAccessExpression(callee)) return [];
  if (!/^(?:json|send)$/.test(callee.getName())) return [];
  const [body, more] = node.getArguments();
  if (body === undefined) return [];
  const given = givenFor(body, reader);
  const { hasCode, isOfError } = codesIn(given.node, given.reader);
  const row = deepRowOf(given.node, given.reader);
  if (row === undefined || !hasCode) return [];
  const shown = statusBefore(callee.getExpression(), reader) ?? more;
  const fields = shown === undefined ? undefined : entriesOf(shown, reader);
  const status =
    fields === undefined
      ? shown
      : fields.find(({ key }) => fieldNames.status.test(String(key)))?.value;
  const known = statusOfExpression(status, reader) ?? row.status;
  const isError = known !== undefined || (isOfError && status === undefined);
  return isError ? [{ ...row, status: known }] : [];
}

/** Returns whether a body has a code, and whether this is the code of an object in it that is an error. */
function codesIn(body: SyntaxNode, reader: ValueReader) {
  const named = (entries: ReturnType<typeof entriesOf>) =>
    entries?.some(({ key }) => isCodeName(String(key))) === true;
  const entries = entriesOf(body, reader);
  const inner = entries?.find(({ key }) => key === "error")?.value;
  const isOfError = inner !== undefined && named(entriesOf(inner, reader));
  return { hasCode: isOfError || named(entries), isOfError };
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
