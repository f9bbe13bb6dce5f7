// Rule 33: a catalog of another transport than HTTP says nothing that only HTTP has.

import type { Entries } from "../diagnostics/entry.ts";
import { escapeToken } from "../text/pointer.ts";
import type { Span } from "../text/source.ts";
import { childrenOf, nodeAt } from "../text/yaml-nodes.ts";
import { keyAt, type Placed, placedEntries, placedList, spanAt } from "./context.ts";
import { defineRule, type RuleScope } from "./rule.ts";

const diagnostics = {
  "transport-fact": {
    message: '"{key}" is a fact of HTTP, and the catalog says "transport: other".',
    help: 'Remove it, or remove "transport".',
  },
  "transport-header": {
    severity: "warning",
    message: 'The place "{at}" is a header, and the catalog says "transport: other".',
    help: "Write a place in the body, unless your messages have headers and the caller passes them to the parser.",
  },
} as const satisfies Entries;

export const rule = defineRule({
  number: 33,
  sentence: "A catalog of another transport than HTTP has no status and nothing else of HTTP.",
  diagnostics,
  check: (scope, report) => {
    if (scope.catalog.http) return;
    for (const { value, pointer, keys } of partsOf(scope))
      for (const key of keys)
        if (Object.hasOwn(value, key))
          report("transport-fact", { key }, { span: keyAt(scope, `${pointer}/${key}`) });
    for (const pointer of pointersOf(scope))
      for (const { at, span } of headersIn(pointer, scope))
        report("transport-header", { at }, { span });
  },
});

/** A part of the document, and what in it is of HTTP alone. */
interface Part extends Placed<object> {
  readonly keys: readonly string[];
}

function partsOf({ document, definitions, entryCodes }: RuleScope): readonly Part[] {
  const status = ["status"];
  const parts: Part[] = [{ value: document, pointer: "", keys: ["errorsBelow400", "statuses"] }];
  for (const { value, pointer } of placedEntries(document.envelopes, "/envelopes"))
    parts.push({ value, pointer, keys: ["mediaType"] });
  for (const { value, pointer } of definitions) {
    parts.push({ value, pointer, keys: status });
    if (value.match !== undefined)
      parts.push({ value: value.match, pointer: `${pointer}/match`, keys: status });
    for (const example of placedList(value.examples, `${pointer}/examples`))
      parts.push({ ...example, keys: status });
  }
  for (const { entry } of entryCodes) parts.push({ ...entry, keys: status });
  return parts;
}

/** The keys of an envelope that hold locators. */
const located = ["code", "message", "requestId", "docsUrl", "retryAfter", "when", "success"];

/** Returns the places of everything that holds locators. */
function pointersOf({ document, definitions, entryCodes }: RuleScope): readonly string[] {
  const pointers = document.success === undefined ? [] : ["/success"];
  for (const { value, pointer } of placedEntries(document.envelopes, "/envelopes"))
    for (const key of located) if (Object.hasOwn(value, key)) pointers.push(`${pointer}/${key}`);
  for (const { value, pointer } of definitions) {
    if (value.body !== undefined) pointers.push(`${pointer}/body`);
    if (value.match?.body !== undefined) pointers.push(`${pointer}/match/body`);
    for (const param of placedEntries(value.params, `${pointer}/params`))
      if (param.value.at !== undefined) pointers.push(`${param.pointer}/at`);
  }
  for (const { entry } of entryCodes)
    if (entry.value.at !== undefined) pointers.push(`${entry.pointer}/at`);
  return pointers;
}

/** Returns the headers in a locator, a list of them, a wait, or a map of conditions. */
function headersIn(
  pointer: string,
  scope: RuleScope,
): readonly { readonly at: string; readonly span: Span }[] {
  const node = nodeAt(scope.root, pointer);
  if (node.kind === "scalar") {
    const at = String(node.value);
    return at.startsWith("header:") ? [{ at, span: spanAt(scope, pointer) }] : [];
  }
  return childrenOf(node).flatMap(([token, inner]) => {
    const below = `${pointer}/${escapeToken(token)}`;
    if (token.startsWith("header:")) return [{ at: token, span: keyAt(scope, below) }];
    // What a condition compares with is no place.
    return token.startsWith("/") && inner.kind !== "mapping" ? [] : headersIn(below, scope);
  });
}
