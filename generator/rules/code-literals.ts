// Rule 3: codes are written as JSON prints them, and fit the catalog's `codeType`.

import type { CodeLiteral } from "../catalog/catalog.ts";
import type { Entries } from "../diagnostics/entry.ts";
import { nodeAt, type ScalarNode } from "../text/yaml.ts";
import { type Placed, spanAt } from "./context.ts";
import { defineRule, type PlacedCode, type ReportOf, type RuleScope } from "./rule.ts";

const diagnostics = {
  "code-literal": {
    message: "The code {source} is not written as JSON would print it ({printed}).",
    help: 'Quote it: "{source}", if this text is sent on the wire; otherwise write the number plainly.',
  },
  "code-type": {
    message: 'The code {code} is {actual}, and the catalog\'s codeType is "{codeType}".',
    help: "{advice}",
  },
  "code-pattern": {
    message: 'The code "{code}" looks like a pattern, and codes are literal.',
    help: 'Write each code; for the facts of codes that are not listed, write "families" with a prefix or a range.',
  },
  "code-spelled-twice": {
    message: 'The code "{code}" is a number in one definition and a string in another.',
    help: "Write it the same way in both: it becomes one member of the enum.",
  },
} as const satisfies Entries;

type Report = ReportOf<typeof diagnostics>;

export const rule = defineRule({
  number: 3,
  sentence:
    "Codes fit codeType, are written as JSON prints them, and are of one type in all definitions.",
  diagnostics,
  check: (scope, report) => {
    const { root, catalog } = scope;
    const { codeType } = catalog;
    for (const { value, pointer } of allLiterals(scope)) {
      const isNumber = typeof value === "number";
      if (!isNumber && likePattern.test(value))
        report("code-pattern", { code: value }, { span: spanAt(scope, pointer) });
      const fits = codeType === "mixed" || isNumber === (codeType === "integer");
      // Nodes are read only for a text that has something to report.
      if (fits && (isNumber ? root.hasOddNumbers !== true : !numberElsewhere.test(value))) continue;
      const node = nodeAt(root, pointer);
      if (node.kind !== "scalar" || isMiswritten(node, report) || fits) continue;
      const actual = isNumber ? "a number" : "a string";
      const advice = typeAdvice(value);
      const holes = { code: JSON.stringify(value), actual, codeType, advice };
      report("code-type", holes, { span: node.span });
    }
    spelledTwice(scope, report);
  },
});

/** `23*`, `PGRST*`, `5xx`: what people write for all codes with a beginning. */
const likePattern = /^(?:[\w.-]+\*|\d+xx)$/i;

function allLiterals({
  document,
  definitions,
  codes: inDefinitions,
}: RuleScope): readonly Placed<CodeLiteral>[] {
  const inExamples = definitions.flatMap(({ value: { examples }, pointer }) =>
    (examples ?? []).flatMap(({ code }, i) => placed(code, `${pointer}/examples/${i}/code`)),
  );
  const inReserved = (document.reserved ?? []).flatMap(({ code, codes }, i) => [
    ...placed(code, `/reserved/${i}/code`),
    ...placed(codes?.from, `/reserved/${i}/codes/from`),
    ...placed(codes?.to, `/reserved/${i}/codes/to`),
  ]);
  return [
    ...inDefinitions.map(({ literal, pointer }) => ({ value: literal, pointer })),
    ...inExamples,
    ...inReserved,
  ];
}

function placed(value: CodeLiteral | undefined, pointer: string): readonly Placed<CodeLiteral>[] {
  return value === undefined ? [] : [{ value, pointer }];
}

/** Texts that YAML 1.2 reads as strings and older readers as numbers: `1_000`, `0b11`, `12:30`. */
const numberElsewhere =
  /^[-+]?(?:[0-9][0-9_]*_[0-9_]*|0b[01_]+|0x[0-9A-Fa-f_]+|[0-9]+(?::[0-5]?[0-9])+|[0-9]*\.?[0-9]+[eE][-+]?[0-9]+|\.(?:inf|nan))$/i;

function isMiswritten({ value, source, plain, span }: ScalarNode, report: Report): boolean {
  if (!plain) return false;
  const isText = typeof value === "string";
  const printed = JSON.stringify(value);
  if (isText ? !numberElsewhere.test(source) : printed === source) return false;
  report("code-literal", { source, printed }, { span });
  return true;
}

function typeAdvice(code: CodeLiteral): string {
  if (typeof code === "number")
    return `Quote it, "${code}", or set codeType to "mixed" if some codes are numbers on the wire.`;
  return /^(?:0|-?[1-9][0-9]{0,14})$/.test(code)
    ? `Write ${code} without quotes if it is a number on the wire; otherwise set codeType to "mixed" or "string".`
    : 'Set codeType to "mixed" or "string".';
}

function spelledTwice({ codes, root }: RuleScope, report: Report): void {
  const known = new Map<string, PlacedCode>();
  for (const code of codes) {
    const first = known.get(code.text);
    if (first === undefined) known.set(code.text, code);
    if (first === undefined || first.definition === code.definition) continue;
    if (typeof first.literal === typeof code.literal) continue;
    const message = `It is a ${typeof first.literal} in "${first.definition}".`;
    const notes = [{ message, span: spanAt({ root }, first.pointer) }];
    const span = spanAt({ root }, code.pointer);
    report("code-spelled-twice", { code: code.text }, { span, notes });
  }
}
