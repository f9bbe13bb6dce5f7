// Orders to other tools, which a text of a catalog must not become in a source that is printed.

/** What is an order at the beginning of a line of a comment only. */
const opening = [
  "(?:eslint|oxlint|stylelint)(?=[- ])",
  "(?:tslint|jshint|jslint|jscs)(?= )",
  "(?:globals?|exported)(?= )",
  "webpack(?=[A-Z]\\w*:)",
  "#(?:end)?(?=region\\b)",
];

/** What is an order wherever a line has it. */
const anywhere = [
  "(?:biome|rome|prettier|dprint|deno-lint|deno-fmt|deno-coverage|ts-prune)(?=-ignore)",
  "(?:eslint|oxlint|stylelint)(?=-(?:disable|enable|env))",
  "(?:tslint|jshint|jslint|jscs|jscpd|pragma|cspell|codespell|spell-?checker|gitleaks|trufflehog)(?=:)",
  "(?:[cv]8|istanbul|node:coverage)(?= +(?:ignore|disable|enable))",
  "(?:lgtm|codeql) ?(?=\\[)",
  "noinspection(?= )",
  "nosona(?=r)",
  "nosem(?=grep)",
];

/** Each order, and the character behind its beginning, which is escaped. */
const first = new RegExp(`^(\\W*(?:${opening.join("|")}))(.)`, "i");
const inside = new RegExp(`(${anywhere.join("|")})(.)`, "gi");

/** Most texts have nothing that one of the latter needs. */
const hint = /ignore|able|-env|:|\[|inspection|nosonar|semgrep/i;

/** Returns whether a line of a comment has an order to another tool. */
export function isOrder(line: string): boolean {
  return first.test(line) || hasOrder(line);
}

/** Returns whether a text has an order that tools find anywhere. */
export function hasOrder(text: string): boolean {
  return hint.test(text) && text.search(inside) >= 0;
}

/** Returns a line of a comment in which no tool finds an order. */
export function withoutOrders(line: string, escapeOf: (character: string) => string): string {
  return withoutOrdersInside(line, escapeOf).replace(
    first,
    (_, start: string, char: string) => start + escapeOf(char),
  );
}

/** Returns a text in which no tool finds an order that it looks for anywhere. */
export function withoutOrdersInside(text: string, escapeOf: (character: string) => string): string {
  if (!hint.test(text)) return text;
  return text.replace(inside, (_, start: string, char: string) => start + escapeOf(char));
}
