// The rules on how codes are written.

import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { nodeAt, type ScalarNode } from "../../text/yaml.ts";
import type { CodeLiteral, CodeType } from "../catalog.ts";
import { codesWithEntry, type Placed, type PlacedCode, type RuleScope, spanAt } from "./context.ts";

/** A code's text stands once in a definition. */
export function checkRepeatedCodes(context: RuleScope): readonly Diagnostic[] {
  const faults: Diagnostic[] = [];
  let known = new Map<string, PlacedCode>();
  let inside: string | undefined;
  for (const code of context.codes) {
    if (code.definition !== inside) known = new Map();
    inside = code.definition;
    const first = known.get(code.text);
    if (first === undefined) {
      known.set(code.text, code);
      continue;
    }
    const notes = [{ message: "It stands here first.", span: spanAt(context, first.pointer) }];
    const holes = { code: code.text, definition: code.definition };
    const span = spanAt(context, code.pointer);
    faults.push(diagnostic("code-repeated", holes, { span, notes }));
  }
  return faults;
}

/** Code literals are written as JSON prints them, fit `codeType`, and are of one type in all definitions. */
export function checkCodeLiterals(context: RuleScope): readonly Diagnostic[] {
  const faults: Diagnostic[] = [];
  for (const { value, pointer } of allLiterals(context)) {
    const node = nodeAt(context.root, pointer);
    if (node.kind !== "scalar") continue;
    const fault = literalFault(node) ?? typeFault(value, node, context.catalog.codeType);
    if (fault !== undefined) faults.push(fault);
  }
  return [...faults, ...spelledTwice(context)];
}

/** A code entry says something besides its code. */
export function checkBareEntries(context: RuleScope): readonly Diagnostic[] {
  return codesWithEntry(context).flatMap(({ literal, entry }) => {
    if (Object.keys(entry.value).length > 1) return [];
    const holes = { code: JSON.stringify(literal) };
    return [diagnostic("code-entry-bare", holes, { span: spanAt(context, entry.pointer) })];
  });
}

function allLiterals({
  document,
  definitions,
  codes: inDefinitions,
}: RuleScope): readonly Placed<CodeLiteral>[] {
  const inExamples = definitions.flatMap((definition) =>
    (definition.value.examples ?? []).flatMap(({ code }, i) =>
      code === undefined
        ? []
        : [{ value: code, pointer: `${definition.pointer}/examples/${i}/code` }],
    ),
  );
  const inReserved = (document.reserved ?? []).flatMap(({ code, codes }, i) => [
    ...(code === undefined ? [] : [{ value: code, pointer: `/reserved/${i}/code` }]),
    ...(codes === undefined
      ? []
      : [
          { value: codes.from, pointer: `/reserved/${i}/codes/from` },
          { value: codes.to, pointer: `/reserved/${i}/codes/to` },
        ]),
  ]);
  return [
    ...inDefinitions.map(({ literal, pointer }) => ({ value: literal, pointer })),
    ...inExamples,
    ...inReserved,
  ];
}

/** Texts that YAML 1.2 leaves alone and older readers take for numbers: `1_000`, `0b11`, `12:30`. */
const numberElsewhere =
  /^[-+]?(?:[0-9][0-9_]*_[0-9_]*|0b[01_]+|0x[0-9A-Fa-f_]+|[0-9]+(?::[0-5]?[0-9])+|[0-9]*\.?[0-9]+[eE][-+]?[0-9]+|\.(?:inf|nan))$/i;

function literalFault({ value, source, plain, span }: ScalarNode): Diagnostic | undefined {
  if (!plain) return undefined;
  const asWritten = typeof value === "number" ? jsonNumber(value) === source : true;
  if (asWritten && !(typeof value === "string" && numberElsewhere.test(source))) return undefined;
  const printed = typeof value === "number" ? jsonNumber(value) : JSON.stringify(value);
  return diagnostic("code-literal", { source, printed }, { span });
}

function jsonNumber(value: number): string {
  return Number.isFinite(value) ? JSON.stringify(value) : "null";
}

function typeFault(
  code: CodeLiteral,
  { span }: ScalarNode,
  codeType: CodeType,
): Diagnostic | undefined {
  if (codeType === "mixed") return undefined;
  const isNumber = typeof code === "number";
  if (isNumber === (codeType === "integer")) return undefined;
  const actual = isNumber ? "a number" : "a text";
  const looksNumeric = /^(?:0|-?[1-9][0-9]{0,14})$/.test(String(code));
  const advice = isNumber
    ? `Quote it: "${code}"; or set codeType to "mixed" if some codes are numbers on the wire.`
    : looksNumeric
      ? `Write ${code} without quotes if it is a number on the wire; else set codeType to "mixed" or "string".`
      : 'Set codeType to "mixed" or "string".';
  return diagnostic(
    "code-type",
    { code: JSON.stringify(code), actual, codeType, advice },
    { span },
  );
}

function spelledTwice(context: RuleScope): readonly Diagnostic[] {
  const known = new Map<string, PlacedCode>();
  return context.codes.flatMap((code) => {
    const first = known.get(code.text);
    if (first === undefined) known.set(code.text, code);
    if (first === undefined || first.definition === code.definition) return [];
    if (typeof first.literal === typeof code.literal) return [];
    const message = `It is a ${typeof first.literal === "number" ? "number" : "text"} in "${first.definition}".`;
    const notes = [{ message, span: spanAt(context, first.pointer) }];
    const span = spanAt(context, code.pointer);
    return [diagnostic("code-spelled-twice", { code: code.text }, { span, notes })];
  });
}
