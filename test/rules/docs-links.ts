// Catalogs that break and keep rule 21.

import { definitions, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "placeholders that nobody knows",
    text: `docsUrl: https://a.b/#{kode}-{}-{slug
sources: { api: { title: A, url: "https://a.b", docsUrl: "https://a.b/{code}{Name}" } }
${definitions(["One", "code: 1, source: api"])}`,
    expected: [
      "docs-placeholder 1:10",
      "docs-placeholder 1:10",
      "docs-placeholder 1:10",
      "docs-placeholder 2:58",
    ],
  },
  {
    what: "rules and links that make no URL",
    text: `docsUrl: https://{code}.example.com/
sources: { api: { title: A, url: "https://[a" } }
${definitions(["One", "code: 1, source: api, docsUrl: 'https://a:b'"])}`,
    expected: ["link-url 1:10", "link-url 2:34", "link-url 4:41"],
  },
  {
    what: "all three placeholders",
    text: "docsUrl: https://{slug}.example.com/{code}?a={name}#{code}",
    expected: [],
  },
];
