// Catalogs that break and keep rule 22.

import { definitions, described, type RuleCase } from "./case.ts";

export const cases: readonly RuleCase[] = [
  {
    what: "links that lead out of the web",
    text: described(
      "[a](javascript:PWN) ![b](/b.png) <data:x> <a@b.c> [d](  <a b>  ) [e]()\n\n[ref]:\n  ../x 'T'\n[r2]: y\n",
    ),
    expected: [
      ...["1:14", "1:19", "1:40", "1:49", "1:58", "1:72", "1:99", "1:115"].map(
        (place) => `link-url ${place}`,
      ),
    ],
  },
  {
    what: "links to definitions that are not there",
    text: `statuses: { 404: { causes: ["See [it](#Gon).", "See [it](#gone)."] } }
${definitions(["Gone", "code: [1, { code: 2, resolution: '[x](#Gone) [y](#)' }], causes: '[a](a)'"])}`,
    expected: [
      "unknown-reference 1:39",
      "unknown-reference 1:58",
      "link-fragment 3:49",
      "link-url 3:78",
    ],
  },
  {
    what: "fragments that are no names, and mail without an address",
    text: described("[a](#operation/x) [b](#bad_gateway) [c](mailto:x) [d](mailto:a@b.c?x=<y>)"),
    expected: ["link-fragment 1:19", "link-fragment 1:37", "link-url 1:55", "link-url 1:69"],
  },
  {
    what: "links from documents to internal definitions",
    text: `description: '[a](#Two)'
statuses: { 404: { causes: '[a](#Two)' } }
${definitions(
  ["One", "code: [1, { code: 3, causes: '[a](#Two)' }], description: '[a](#Two) [b](#One)'"],
  ["Two", "code: 2, description: '[a](#Two) [b](#One)', internal: true"],
)}`,
    expected: [
      ...["1:19", "2:33"].map((place) => `internal-link ${place}`),
      ...["4:44", "4:73"].map((place) => `internal-link ${place}`),
    ],
  },
  {
    what: "links that only seem to stand in code",
    text: described(
      "- ```\n[a](b)\n\n  ~~~\n[c](d)\n  ~~~\n\n`x\n- [e](f) `\n\n\\`[g](h)`\n\n<https://a.b/`>[i](j)`",
    ),
    expected: ["1:26", "1:43", "1:66", "1:81", "1:107"].map((place) => `link-url ${place}`),
  },
  {
    what: "links to the web, to definitions, and what is no link",
    text: `${described(
      "[a](https://a.b/c(d)) [m](mailto:help@a.b) <https://a.b> [b](#One 'T') ![c](HTTP://a.b \"t\") [d][e] f[0] (x)\n\n[e]: https://a.b\n[^1]: foot\n\n`[f](g)` ``[h](i) ` ``\n\n```js\na[0](b)\n```\n\n1. x\n\n   ~~~\n   [j](k)\n   ~~~\n\n\\[l](m) [n](o p) a <b",
    )}\n${definitions(["One", "code: 1"])}`,
    expected: [],
  },
];
