// What is wrong with the tokens of a locator that pick an element by a value.

/** Returns what is wrong with a locator that has a parenthesis, and what to write, as sentences with a space after them. */
export function locatorFault(text: string, title: string | undefined): string | undefined {
  if (title === undefined || !titles.has(title) || !text.startsWith("/")) return undefined;
  const tokens = text.split("/").slice(1);
  const start = tokens.findIndex((token) => token.startsWith("(") && !isPick(token));
  if (start === -1) return undefined;
  const end = tokens.findIndex((token, i) => i >= start && token.endsWith(")"));
  const token = tokens.slice(start, (end === -1 ? start : end) + 1).join("~1");
  const [fault, written] = words(token, end > start);
  const whole = [...tokens.slice(0, start), written, ...tokens.slice(Math.max(start, end) + 1)];
  return `${fault} Write "/${whole.join("/")}". `;
}

const titles: ReadonlySet<string> = new Set(["Locator", "LocatorOrList", "WaitOrList"]);

const pick = /^\((?:[^=~]|~[01])+=(?:[^~]|~[01])+\)$/;

function isPick(token: string): boolean {
  return pick.test(token) && !/ =|= |='/.test(token);
}

function words(token: string, isCut: boolean): readonly [fault: string, written: string] {
  const inner = token.replace(/^\(|\)$/g, "");
  const equals = inner.indexOf("=");
  const key = equals === -1 ? inner.trim() : inner.slice(0, equals).trim();
  const value = equals === -1 ? "" : inner.slice(equals + 1).trim();
  const bare = value.replace(/^'(.*)'$/, "$1");
  const written = `(${key || "key"}=${bare || "value"})`.replace(/~(?![01])/g, "~0");
  if (isCut) return ['A "/" inside of parentheses is written as "~1".', written];
  if (!token.endsWith(")")) return ['The parenthesis is not closed by a ")".', written];
  if (equals === -1) return ['There is no "=" and no value in the parentheses.', written];
  if (key === "") return ['There is no key before the "=".', written];
  if (value === "")
    return ['There is no value behind the "="; an empty text is \'""\'.', `(${key}="")`];
  if (bare !== value) return ["A text needs no quotes in parentheses.", written];
  if (/ =|= /.test(inner)) return ['There are spaces around the "=".', written];
  return ['A "~" is written as "~0", and a "/" as "~1".', written];
}
