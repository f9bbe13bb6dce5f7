// Secrets in texts: keys and tokens by the prefixes that their issuers give them, private keys, and passwords in URLs.

/** A secret in a text, with its range. */
export interface Secret {
  /** What it is, in a few words; nothing for a password in a URL. */
  readonly what?: string;
  readonly start: number;
  readonly end: number;
}

/** What begins secrets, and how they go on; shorter ones are names or placeholders. */
const forms: readonly (readonly [what: string, form: string])[] = [
  ["a secret key of Stripe", "[sr]k_live_[A-Za-z0-9]{16,}"],
  ["an access key of AWS", "A(?:KI|SI)A[A-Z2-7]{16}"],
  ["a token of GitHub", "gh[opsur]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,}"],
  ["a token of GitLab", "glpat-[\\w-]{20,}"],
  ["a token of Slack", "xox[abeoprs]-[A-Za-z0-9-]{10,}"],
  ["a key of Google", "AIza[\\w-]{35}"],
  ["a token of npm", "npm_[A-Za-z0-9]{36}"],
  ["a token of PyPI", "pypi-[\\w-]{50,}"],
  ["a key of SendGrid", "SG\\.[\\w-]{22}\\.[\\w-]{43}"],
  ["a key of a model provider", "sk-(?:ant|proj)-[\\w-]{20,}"],
  ["a JSON Web Token", "eyJ[\\w-]{8,2000}\\.eyJ[\\w-]{8,2000}\\.[\\w-]{16,}"],
  [
    "a private key",
    "-----BEGIN (?:[A-Z]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----(?:\\\\[nr]|[\\sA-Za-z0-9+/=])*",
  ],
];

/** A slash may have a backslash before it, as in JSON; what is in braces or angle brackets is a placeholder. */
const password =
  "([a-z]:\\\\?/\\\\?/[^\\s/?#@:<>{}\"'`]{0,200}:)[^\\s/?#@<>{}\"'`*]{1,200}(?=@[\\w[])";

const known = new RegExp(
  [...forms.map(([, form]) => `(?<![A-Za-z0-9])(${form})`), password].join("|"),
  "gi",
);
/** Most texts hold nothing that a secret begins or ends with. */
const hint =
  /_live_|A(?:KI|SI)A|gh[opsur]_|_pat_|glpat|xox|AIza|npm_|pypi-|SG\.|sk-|eyJ|PRIVATE KEY|@/;

/** Returns the secrets of a text in its order; what is plainly an example is none. */
export function secretsIn(text: string): readonly Secret[] {
  if (!hint.test(text)) return [];
  return [...text.matchAll(known)].flatMap(({ index: start, 0: whole, ...groups }) => {
    const kind = forms.findIndex((_, i) => groups[i + 1] !== undefined);
    const end = start + whole.length;
    const [what, form] = forms[kind] ?? [];
    if (what === undefined || form === undefined) {
      return [{ start: start + (groups[forms.length + 1] ?? "").length, end }];
    }
    // The case of letters counts in prefixes alone.
    const isOther = !new RegExp(`^(?:${form})$`).test(whole);
    return isOther || (what !== "a private key" && isExample(whole)) ? [] : [{ what, start, end }];
  });
}

/** A key of its own has many different characters, and no words that say what it is for. */
function isExample(key: string): boolean {
  return (
    /example|xxxx|0000|1234567|abcdef|your|placeholder|redacted|test/i.test(key) ||
    new Set(key).size < 10
  );
}

/** Returns a text of the same length and with the same lines, with a star for each character of a secret. */
export function masked(text: string): string {
  let safe = text;
  for (const { start, end } of secretsIn(text)) {
    const stars = text.slice(start, end).replace(/[^\r\n]/g, "*");
    safe = safe.slice(0, start) + stars + safe.slice(end);
  }
  return safe;
}
