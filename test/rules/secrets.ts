// Catalogs that break and keep rule 28; the secrets are put together here, so that no scanner of repositories takes them for real.

import { definitions, described, type RuleCase } from "./case.ts";

const body = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7";

const tokens = [
  `sk${"_live_"}${body}`,
  `AK${"IA"}J7QXWZ3MNB5VTRKL`,
  `ghp${"_"}${body}${body}`,
  `github${"_pat_"}${body}`,
  `glpat${"-"}${body}`,
  `xoxb${"-"}${body}`,
  `AI${"za"}${body}pQ8sT1vW`,
  `npm${"_"}${body}aB3dE6gH9`,
  `ey${"JhbGciOiJI"}.ey${"JzdWIiOiI5"}.${body}`,
  `-----BEGIN RSA ${"PRIVATE"} KEY-----`,
  `-----BEGIN ${"PRIVATE"} KEY-----\\nMIIE${body}`,
];

export const cases: readonly RuleCase[] = [
  ...tokens.map((token) => ({
    what: `a text that holds ${token.slice(0, 8)}…`,
    text: described("").replace('""', `"Call it with ${token}."`),
    expected: ["secret-like 1:28"],
  })),
  {
    what: "a key in an example and in a comment",
    text: definitions([
      "One",
      `code: 1, examples: [{ body: { code: 1, key: ${tokens[0]} } }]`,
    ]).concat(`\n# ${tokens[1]}`),
    expected: ["secret-like 2:54", "secret-like 3:3"],
  },
  ...[
    "https://user:hunter2@host.example/a",
    "http://:hunter2@host.example",
    "https://u%40x:a:b@[::1]/",
  ].map((url) => ({
    what: `the URL ${url}`,
    text: `docsUrl: "${url}"`,
    expected: [`url-password 1:${12 + url.indexOf(":", 7)}`],
  })),
  {
    what: "a password in a link, in a source and in a text",
    text: `description: "[a](https://u:p1@a.example) https:\\/\\/u:p2@b.example"
sources: { s: { title: S, url: "https://u:p3@c.example" } }`,
    expected: ["url-password 1:29", "url-password 1:55", "unused 2:12", "url-password 2:43"],
  },
  {
    what: "placeholders, and what only looks alike",
    text: described(
      [
        "sk_live_XXXXXXXXXXXXXXXXXXXXXXXX sk_live_… sk_test_aB3dE6gH9jK2mN5pQ8sT",
        "AKIAIOSFODNN7EXAMPLE ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx eyJ.eyJ.x",
        "-----BEGIN PUBLIC KEY----- https://<user>:<password>@host https://{user}:{password}@host",
        "https://user:***@host mail@host.example https://host:8080/a@b see a:b@c",
      ].join("\n"),
    ),
    expected: [],
  },
];
