// Secrets in texts: keys and tokens by the prefixes that their issuers give them, private keys, and passwords in URLs.

import { firstIndex } from "./lists.ts";

/** A secret in a text, with its range. */
export interface Secret {
  /** What it is, in a few words; nothing for a password in a URL. */
  readonly what?: string;
  readonly start: number;
  readonly end: number;
}

/** What a kind of secret is, what every one of the kind has, and its form; shorter ones are names or placeholders. */
type Kind = readonly [what: string, mark: string, form: string];

const kinds: readonly Kind[] = [
  ["a secret key of Stripe", "_live_", "[sr]k_live_[A-Za-z0-9]{16,}"],
  ["a secret of a webhook", "whsec_", "whsec_[A-Za-z0-9+/]{24,}={0,2}"],
  ["an access key of AWS", "A(?:KI|SI)A", "A(?:KI|SI)A[A-Z2-7]{16}"],
  ["a token of GitHub", "gh[opsur]_", "gh[opsur]_[A-Za-z0-9]{36,}"],
  ["a token of GitHub", "_pat_", "github_pat_[A-Za-z0-9_]{22,}"],
  ["a token of GitLab", "gl[a-z]{2,5}-", "gl(?:pat|dt|rt|ptt|oas|cbt|soat|agent)-[\\w-]{20,}"],
  ["a token of Slack", "xox", "xox[abeoprs]-[A-Za-z0-9-]{10,}"],
  ["a token of Slack", "xapp-", "xapp-\\d-[A-Za-z0-9-]{10,}"],
  [
    "a webhook of Slack",
    "hooks\\.slack",
    "https:\\\\?/\\\\?/hooks\\.slack\\.com\\\\?/(?:services|workflows|triggers)\\\\?/T[\\w/\\\\]{20,}",
  ],
  ["a key of Google", "AIza", "AIza[\\w-]{35}"],
  ["a secret of Google", "GOCSPX-", "GOCSPX-[\\w-]{24,}"],
  ["a token of Google", "ya29\\.", "ya29\\.[\\w-]{20,}"],
  ["a token of npm", "npm_", "npm_[A-Za-z0-9]{36}"],
  ["a token of PyPI", "pypi-", "pypi-[\\w-]{50,}"],
  ["a key of SendGrid", "SG\\.", "SG\\.[\\w-]{22}\\.[\\w-]{43}"],
  ["a key of a model provider", "sk-", "sk-(?:ant|proj|svcacct|admin|or-v1)-[\\w-]{20,}"],
  ["a key of a model provider", "T3BlbkFJ", "sk-[A-Za-z0-9]{16,}T3BlbkFJ[A-Za-z0-9]{16,}"],
  ["a token of Hugging Face", "hf_", "hf_[A-Za-z0-9]{30,}"],
  ["a token of Vault", "hv[sbr]\\.", "hv[sbr]\\.[\\w-]{20,}"],
  ["a token of DigitalOcean", "do[opr]_v1_", "do[opr]_v1_[a-f0-9]{64}"],
  ["a token of Shopify", "shp[a-z]{2}_", "shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32}"],
  ["a token of Databricks", "dapi", "dapi[a-f0-9]{32}"],
  ["a token of Grafana", "glsa_", "glsa_[A-Za-z0-9]{32}_[a-f0-9]{8}"],
  ["a token of Linear", "lin_api_", "lin_api_[A-Za-z0-9]{40}"],
  ["a token of Telegram", ":AA", "\\d{8,10}:AA[\\w-]{33}"],
  ["a key of Azure", "AccountKey=", "AccountKey=[A-Za-z0-9+/]{86}=="],
  ["a key of age", "AGE-SECRET", "AGE-SECRET-KEY-1[A-Z0-9]{58}"],
  [
    "a header with credentials",
    "(?:Bearer|Basic) ",
    "[Aa]uthorization[\\\\\"']{0,3} ?[:=,] ?[\\\\\"']{0,3}(?:Bearer|Basic) [\\w.~+/-]{16,}={0,2}",
  ],
  ["a JSON Web Token", "eyJ", "eyJ[\\w-]{8,2000}\\.eyJ[\\w-]{8,2000}\\.[\\w-]{16,}"],
  [
    "a private key",
    "PRIVATE KEY",
    "-----BEGIN (?:[A-Z]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----(?:\\\\[nr]|[\\sA-Za-z0-9+/=])*",
  ],
];

/** A slash may have a backslash before it, as in JSON; what is in braces or angle brackets is a placeholder. */
const password =
  "([a-z]:\\\\?/\\\\?/[^\\s/?#@:<>{}\"'`]{0,200}:)([^\\s/?#@<>{}\"'`*]{1,200})(?=@([\\w[][\\w.:\\]-]{0,260}))";

const known = new RegExp(
  [...kinds.map(([, , form]) => `(?<![A-Za-z0-9])(${form})`), password].join("|"),
  "gi",
);
/** Most texts have no mark of a secret. */
const hint = new RegExp([...kinds.map(([, mark]) => mark), "/[^\\s/@]{0,401}@"].join("|"));

/** Returns the secrets of a text in its order, also those that escapes of YAML and JSON hide; what is plainly an example is none. */
export function secretsIn(text: string): readonly Secret[] {
  const plain = plainSecrets(text);
  if (!anEscape.test(text)) return plain;
  const { text: read, offsets } = unescaped(text);
  const hidden = plainSecrets(read).map(({ start, end, ...what }) => ({
    ...what,
    start: offsets(start),
    end: offsets(end),
  }));
  const isSeen = (one: Secret): boolean =>
    plain.some(({ start, end }) => start < one.end && one.start < end);
  return [...plain, ...hidden.filter((one) => !isSeen(one))].sort((a, b) => a.start - b.start);
}

/** An escape for a character that secrets are written with, or a line end that goes on in the next line. */
const escapes = /\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|\r?\n[ \t]*)/g;
const anEscape = new RegExp(escapes.source);

interface Unescaped {
  readonly text: string;
  /** Returns where a character of the text is in what was unescaped. */
  readonly offsets: (at: number) => number;
}

/** Returns what a text in double quotes is read as. */
function unescaped(text: string): Unescaped {
  let read = "";
  let from = 0;
  const shifts: (readonly [at: number, shift: number])[] = [];
  for (const { index, 0: whole, ...digits } of text.matchAll(escapes)) {
    const hex = digits[1] ?? digits[2] ?? digits[3];
    const point = hex === undefined ? undefined : Number.parseInt(hex, 16);
    read += text.slice(from, index);
    if (point !== undefined) read += point < 0x80 ? String.fromCharCode(point) : "?";
    from = index + whole.length;
    shifts.push([read.length, from - read.length]);
  }
  const offsets = (at: number): number => {
    const next = firstIndex(shifts.length, (i) => (shifts[i]?.[0] ?? 0) <= at);
    return at + (shifts[next - 1]?.[1] ?? 0);
  };
  return { text: read + text.slice(from), offsets };
}

function plainSecrets(text: string): readonly Secret[] {
  if (!hint.test(text)) return [];
  return [...text.matchAll(known)].flatMap(({ index: start, 0: whole, ...groups }) => {
    const found = kinds.findIndex((_, i) => groups[i + 1] !== undefined);
    const end = start + whole.length;
    const kind = kinds[found];
    if (kind === undefined) {
      const [before = "", word = "", host = ""] = [1, 2, 3].map((i) => groups[kinds.length + i]);
      return isHarmless(word, host) ? [] : [{ start: start + before.length, end }];
    }
    const [what, , form] = kind;
    // The case of letters counts in prefixes alone.
    const isOther = !new RegExp(`^(?:${form})$`).test(whole);
    return isOther || (what !== "a private key" && isExample(whole)) ? [] : [{ what, start, end }];
  });
}

const placeholders =
  /^(?:pass(?:word|wd|phrase)?|pw|pwd|secret|guest|user(?:name)?|token|(?:your|my|the|some)[\w-]*|change-?me|example|x+|\.+|…|\d{1,5})$/i;

/** Hosts of one's own machine, and those that are reserved for examples. */
const placeholderHosts =
  /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1\]|host|hostname|(?:[\w-]+\.)*(?:example(?:\.(?:com|net|org))?|localhost|invalid|test))(?::\d+)?[.:]*$/i;

/** Returns whether a password in a URL is a word for one, a number of a port, or for no host that exists. */
function isHarmless(word: string, host: string): boolean {
  return placeholders.test(word) || placeholderHosts.test(host);
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
