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
  `xapp${"-1-"}A04${body}`,
  `https://hooks.${"slack"}.com/services/T04AB9XQ2/B04CD7YR5/${body}`,
  `whsec${"_"}${body}`,
  `sk${"-svcacct-"}${body}`,
  `sk${"-"}${body.slice(0, 20)}T3Blbk${"FJ"}${body.slice(0, 20)}`,
  `GOC${"SPX-"}${body}`,
  `h${"f_"}${body}aB3dE6g`,
  `hv${"s."}${body}`,
  `dop${"_v1_"}${"3f9a71c4".repeat(8).replace("9a", "b6")}2`.slice(0, 71),
  `shp${"at_"}${"3f9a71c4".repeat(4)}`,
  `Account${"Key="}${`${body}+/`.repeat(3).slice(0, 86)}==`,
  `Authorization: ${"Bearer"} ${body}`,
  `Authorization: ${"Basic"} ${body}==`,
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
    "https://user:hunter2@api.acme.io/a",
    "http://:hunter2@api.acme.io",
    "https://u%40x:a:b@[2001:db8::1]/",
  ].map((url) => ({
    what: `the URL ${url}`,
    text: `docsUrl: "${url}"`,
    expected: [`url-password 1:${12 + url.indexOf(":", 7)}`],
  })),
  {
    what: "a password in a link, in a source and in a text",
    text: `description: "[a](https://u:p1@a.acme.io) https:\\/\\/u:p2@b.acme.io"
sources: { s: { title: S, url: "https://u:p3@c.acme.io" } }`,
    expected: ["url-password 1:29", "url-password 1:55", "unused 2:12", "url-password 2:43"],
  },
  ...[
    `"gh\\x70${"_"}${body}${body}"`,
    `"gh\\u0070${"_"}${body}${body}"`,
    `"ghp${"_"}${body}\\\n      ${body}"`,
    `"gh\\U00000070${"_"}${body}\\x41${body}"`,
  ].map((text) => ({
    what: `the token that ${JSON.stringify(text.slice(0, 12))} hides`,
    text: described("").replace('""', () => text),
    expected: ["secret-like 1:15"],
  })),
  {
    what: "a password of a database",
    text: described("postgres://postgres:hunter2@db-1:5432/a"),
    expected: ["url-password 1:35"],
  },
  {
    what: "words for passwords, ports, and hosts that are examples",
    text: described(
      [
        "postgres://user:password@db-1/db https://username:password@api.acme.io/",
        "amqp://guest:guest@localhost:5672 ftp://host:21@x http://a:s3cret@127.0.0.1/",
        "https://a:s3cret@api.example.com https://a:s3cret@b.example/c mysql://r:s3cret@[::1]:3306/x",
        `Authorization: Bearer <token> Authorization: Basic YOUR_CREDENTIALS_HERE AccountKey=abc hf_model`,
      ].join("\n"),
    ),
    expected: [],
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
