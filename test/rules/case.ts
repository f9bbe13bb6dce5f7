// What the cases of the rules are made with.

/** One catalog text and the diagnostics that it must get, as `code line:column` in the order of the text. */
export interface RuleCase {
  /** What is wrong with it, or right. */
  readonly what: string;
  /** The part of a catalog that matters; the test adds the rest below it. */
  readonly text: string;
  readonly expected: readonly string[];
}

/** What a definition needs besides its code. */
export const invalid = "kind: invalid-argument, summary: It is invalid.";

/** Gives a definition on one line, as flow YAML. */
function definition(name: string, facts: string): string {
  return `  ${name}: { ${facts}, ${invalid} }`;
}

/** Gives a catalog part of definitions on one line each, the first on line 2. */
export function definitions(
  ...entries: readonly (readonly [name: string, facts: string])[]
): string {
  return ["definitions:", ...entries.map(([name, facts]) => definition(name, facts))].join("\n");
}

/** Gives a catalog part of one schema on line 2, used by a param on line 4. */
export function schema(text: string): string {
  const param = "code: 1, params: { field: { $ref: '#/schemas/Sample', at: /field } }";
  return `schemas:\n  Sample: ${text}\n${definitions(["Bad", param])}`;
}

/** Gives a catalog part of one description on line 1. */
export function described(markdown: string): string {
  return `description: ${JSON.stringify(markdown)}`;
}

/** Two envelopes, on three lines. */
export const twoEnvelopes = `envelopes:
  One: { code: /code, message: /msg }
  Two: { code: /error, message: /text }`;
