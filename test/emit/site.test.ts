// The reference site: an author's Markdown as HTML, what pages link to, what they may run, and what the configuration changes.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { htmlRenderer } from "../../generator/emit/print/html.ts";
import { generate } from "../../generator/index.ts";
import { compileTemplate, pageHelpers } from "../../scripts/templates.mjs";
import { asLine, newFolder, projectFile, writeFiles } from "../helpers.ts";

/** Returns a page with the characters for references to them. */
function shown(page: string): string {
  return page.replace(/&#(\d+);/g, (_, point) => String.fromCodePoint(Number(point)));
}

function html(markdown: string): string {
  const render = htmlRenderer({
    linkTo: (name) => (name === "Known" ? "#Known" : undefined),
    words: {},
  });
  return render((print) => String(print["markdown"]?.(markdown, { level: 2 } as never)), {});
}

test("every helper that a template of a page may call is there", () => {
  for (const helper of pageHelpers) {
    const template = compileTemplate(
      helper === "word" ? '{{word "Facts"}}' : `{{${helper} x level=1}}`,
      "test.hbs",
    );
    const render = htmlRenderer({ linkTo: () => undefined, words: {} });
    // The module that a template becomes has one expression.
    expect(render(new Function(`return ${template}`)(), { x: "a" })).toContain("a");
  }
});

describe("an author's Markdown becomes HTML", () => {
  test.each([
    [
      "a *b* **c** _d_ __e__ ~~f~~",
      "<p>a <em>b</em> <strong>c</strong> <em>d</em> <strong>e</strong> <del>f</del></p>",
    ],
    ["***a** b*", "<p><em><strong>a</strong> b</em></p>"],
    ["***a***", "<p><em><strong>a</strong></em></p>"],
    ["**a *b* c**", "<p><strong>a <em>b</em> c</strong></p>"],
    ["snake_case_name and 2 * 3 * 4", "<p>snake_case_name and 2 * 3 * 4</p>"],
    ["*a **b* c**", "<p><em>a <em><em>b</em> c</em></em></p>"],
    ["a*b*c a_b_c", "<p>a<em>b</em>c a_b_c</p>"],
    ["\\*a\\* `*b*`", "<p>*a* <code>*b*</code></p>"],
    ["*no end", "<p>*no end</p>"],
    ["**\u201ca\u201d** b", "<p><strong>\u201ca\u201d</strong> b</p>"],
    [
      "[a *b*](https://x.example/?a=1&b=2)",
      '<p><a href="https://x.example/?a=1&amp;b=2">a <em>b</em></a></p>',
    ],
    ["[a](#Known) [b](#Unknown) [c](javascript:x)", '<p><a href="#Known">a</a> b c</p>'],
    ["![i](https://x.example/i.png)", '<p><a href="https://x.example/i.png">i</a></p>'],
    [
      "<https://x.example> <a@b.example>",
      '<p><a href="https://x.example">https://x.example</a> &#60;a@b.example&#62;</p>',
    ],
    ["see https://x.example.", '<p>see <a href="https://x.example">https://x.example</a>.</p>'],
    ["a &lt; b &amp; <b>c</b>", "<p>a &lt; b &amp; &#60;b&#62;c&#60;/b&#62;</p>"],
    ["a  \nb\nc", "<p>a<br>\nb\nc</p>"],
    ["# A\n\n## B", "<h3>A</h3>\n<h4>B</h4>"],
    ["- a\n- b\n  - c", "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul></li>\n</ul>"],
    ["3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'],
    ["> a", "<blockquote>\n<p>a</p>\n</blockquote>"],
    ["```js\n</code><b>\n```", '<pre tabindex="0"><code>&#60;/code&#62;&#60;b&#62;</code></pre>'],
    [
      "a | b\n-- | -:\n*c* | 1",
      '<table tabindex="0">\n<thead><tr><th>a</th><th class="end">b</th></tr></thead>\n<tbody>\n<tr><td><em>c</em></td><td class="end">1</td></tr>\n</tbody>\n</table>',
    ],
    ["---", "<hr>"],
  ])("%j", (markdown, expected) => {
    expect(html(markdown)).toBe(expected);
  });

  test.each([
    "[a]( javascript:x)",
    "[a](java\u0000script:x)",
    "[a](data:text/html,x)",
    "[a](//evil.example)",
    "[a](vbscript:x)",
    "<javascript:x>",
  ])("%j leads nowhere", (markdown) => {
    expect(html(markdown)).not.toMatch(/<a|href/);
  });

  test("any number of signs of emphasis is read", () => {
    for (const signs of ["*a _b ", "a*b_", "**a ", "_~~"])
      expect(html(signs.repeat(50_000)).length).toBeGreaterThan(100_000);
  });
});

const catalog = `id: pay
title: Pay API
version: 2.0.0
prefix: Pay
codeType: mixed
scopes: [Cards]
envelopes:
  Body: { code: /code, message: /message, requestId: /id }
definitions:
  AmountTooLarge:
    code: amount_too_large
    kind: invalid-argument
    status: 400
    summary: The amount is too large.
    description: See [another](#NotFound).
    resolution: [Read the limit., Split it.]
    params: { max: { type: integer, at: /max } }
    translations: { de: Der Betrag ist zu hoch. }
  NotFound: { code: 404, kind: not-found, status: 404, summary: It is missing., scope: Cards }
  InFlight: { code: busy, kind: conflict, summary: It is running., match: { status: 409 } }
  Busy: { code: busy, kind: unavailable, status: 503, summary: Try later. }
  Odd: { code: "a b/c", kind: internal, summary: Odd. }
  Hidden: { code: secret_code, kind: internal, summary: Secret words., internal: true }
reserved:
  - { code: amount_too_big, reason: "Removed in 2.0: use amount_too_large." }
  - { codes: { from: 7000, to: 7999 }, reason: Codes of the old service. }
  - { name: TooBig, reason: Renamed to AmountTooLarge. }
`;

async function siteOf(config: string, more: Readonly<Record<string, string>> = {}) {
  const cwd = newFolder();
  writeFiles(cwd, [
    ["catalog/pay.yaml", catalog],
    ["faultbook.config.yaml", config],
    ...Object.entries(more),
  ]);
  const outcome = await generate({ cwd, mode: "write" });
  // The one warning: a public package has an internal error.
  const faults = outcome.diagnostics.filter(({ code }) => code !== "internal-published");
  const read = (path: string): string => readFileSync(join(cwd, "generated/site", path), "utf8");
  return { faults, read, cwd };
}

const plain = await siteOf("emitters: { site: {}, package: { scope: '@acme' } }\n");
const page = plain.read("pay/index.html");

test("the site is off by default", async () => {
  const { cwd } = await siteOf("{}\n");
  expect(() => readFileSync(join(cwd, "generated/site/index.html"))).toThrow();
});

describe("the page of a catalog", () => {
  test("has a place for each name and each code that a link can name, once", () => {
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    for (const id of ["AmountTooLarge", "amount_too_large", "404", "busy", "InFlight", "Odd"])
      expect(ids).toContain(id);
    expect(ids.length).toBe(new Set(ids).size);
    const links = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(links.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test("leads from what was removed to what is used instead", () => {
    expect(page).toContain(
      '<dt id="amount_too_big"><code>amount_too_big</code></dt><dd>Removed in 2.0: use <a href="#AmountTooLarge"><code>amount_too_large</code></a>.</dd>',
    );
    expect(page).toContain('<dt data-from="7000" data-to="7999">');
    expect(page).toContain('Renamed to <a href="#AmountTooLarge">');
  });

  test("shows what comes, how a client handles it and how a server sends it", () => {
    expect(shown(page)).toContain(
      'import { isAmountTooLargeError, payErrorFromResponse } from "@acme/pay";',
    );
    expect(shown(page)).toContain("throw new AmountTooLargeError({ params: { max: 1 } });");
    expect(shown(page)).toContain('"code": "amount_too_large"');
  });

  test("shows no code of a package that nobody can import", async () => {
    const { read } = await siteOf("emitters: { site: {}, package: false }\n");
    expect(read("pay/index.html")).not.toContain("<code>import ");
    expect(read("pay/index.html")).not.toContain('AmountTooLarge" value="client"');
  });

  test("has internal errors nowhere, nor have the tables", () => {
    for (const path of ["index.html", "pay/index.html", "pay/tables.js"])
      expect(plain.read(path)).not.toMatch(/secret|HiddenError|"Hidden/);
  });

  test("may run its own script and load its own two, and nothing else", () => {
    const hash = (text = "") => createHash("sha256").update(text).digest("base64");
    const script = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1];
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1];
    const policy = /Content-Security-Policy" content="([^"]*)"/
      .exec(page)?.[1]
      ?.replaceAll("&#39;", "'");
    expect(policy).toContain(`script-src 'sha256-${hash(script)}' 'self';`);
    expect(policy).toContain(`style-src 'sha256-${hash(style)}';`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(page).not.toMatch(/ on[a-z]+=| style=|<link(?! rel="icon" href="data:,">)/);
    expect(page.match(/<script/g)).toHaveLength(1);
  });

  test("has a small script", () => {
    expect(projectFile("templates/site/script.js").length).toBeLessThan(12_000);
  });
});

describe("a catalog with texts in other languages", () => {
  const locale = `definitions:
  NotFound: { title: "不存在", summary: "找不到。" }
  AmountTooLarge: { description: "请看[另一个](#NotFound)。" }
`;

  test("has a page in each, with links between them", async () => {
    const { read, faults } = await siteOf("emitters: { site: {} }\n", {
      "catalog/locales/zh-CN/pay.yaml": locale,
      "catalog/locales/de/pay.yaml": "definitions: { Odd: { summary: Seltsam. } }\n",
    });
    expect(faults).toEqual([]);
    const [own, chinese, german] = ["index", "index.zh-CN", "index.de"].map((name) =>
      read(`pay/${name}.html`),
    );
    expect(chinese).toContain('<html lang="zh-CN">');
    expect(chinese).toContain('<p class="summary">找不到。</p>');
    expect(chinese).toContain("<span>找不到。</span></a></li>");
    expect(chinese).toContain('请看<a href="#NotFound">另一个</a>');
    expect(chinese).toContain("The amount is too large.");
    expect(german).toContain('<p class="summary">Seltsam.</p>');
    expect(own).not.toMatch(/找不到|Seltsam/);
    for (const [tag, page] of Object.entries({ en: own, "zh-CN": chinese, de: german })) {
      const heads = [
        ...(page ?? "").matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g),
      ];
      expect(heads.map(([, name, url]) => [name, url])).toEqual([
        ["en", "index.html"],
        ["de", "index.de.html"],
        ["zh-CN", "index.zh-CN.html"],
      ]);
      const links = [...(page ?? "").matchAll(/<a href="[^"]+" hreflang="([^"]+)">/g)];
      expect(links.map(([, name]) => name)).toEqual(
        ["en", "de", "zh-CN"].filter((one) => one !== tag),
      );
    }
    expect(read("index.html")).toContain(
      '<a href="pay/index.zh-CN.html" hreflang="zh-CN">zh-CN</a>',
    );
  });
});

test("codes are found by facts of their own, and by texts in other languages", async () => {
  const own = `  Several:
    code: [is_new, { code: 12, retry: never, status: 409, summary: Old. }]
    kind: unavailable
    status: 503
    summary: New.
reserved:
  - { code: "old code", reason: Removed. }
`;
  const { faults, read } = await siteOf("emitters: { site: {} }\n", {
    "catalog/pay.yaml": catalog.replace("reserved:\n", own),
    "catalog/locales/zh-CN/pay.yaml": "definitions: { Odd: { summary: 奇怪。 } }\n",
  });
  expect(faults).toEqual([]);
  const several = shown(read("pay/index.html"));
  expect(several).toMatch(/<article id="Several"[^>]* data-retry="after-backoff\nnever"/);
  expect(several).toContain(
    '<li data-retry="never" data-status="409"><a href="#Several"><code>12</code>',
  );
  expect(several).toContain('<section data-own="12">');
  expect(several).toMatch(/<article id="Odd"[^>]* data-language="zh-CN"/);
  expect(several).toMatch(/<article id="AmountTooLarge"[^>]* data-language="de"/);
  expect(several).toContain('<a href="#Odd" data-code="a b/c">');
  expect(several).toContain('<dt data-code="old code">');
});

test("the start page leads to every code of every catalog", () => {
  const start = plain.read("index.html");
  expect(start).toContain(
    '<a href="pay/index.html#NotFound"><code>404</code> <small>pay · 404</small>',
  );
  expect(start).toContain('<h2><a href="pay/index.html">Pay API errors</a></h2>');
});

test("the parser and the tables recognise what the package does", () => {
  const context: Record<string, unknown> = {};
  for (const path of ["parser.js", "pay/tables.js"]) runInNewContext(plain.read(path), context);
  const explain = context["faultbookExplain"] as (...given: unknown[]) => Record<string, unknown>;
  const say = (status: number, body: unknown) =>
    explain({ status, headers: {}, body: JSON.stringify(body) }, context["faultbookTables"]);
  expect(say(400, { code: "amount_too_large", message: "m", id: "r1" })).toMatchObject({
    error: { name: "AmountTooLarge" },
    message: "m",
    requestId: "r1",
  });
  expect(say(503, { code: "busy" })).toMatchObject({ error: { name: "Busy" } });
  for (const code of ["toString", "__proto__", "secret_code"])
    expect(say(400, { code })).toMatchObject({ code, candidates: [] });
  expect(say(200, {})).toBeUndefined();
});

describe("the configuration of a site", () => {
  test("has a title, a theme, a header and a footer", async () => {
    const { faults, read } = await siteOf(
      `emitters:
  site:
    title: Acme & co
    theme: { accent: ["#111111", "#eeeeee"], font: "Inter, serif" }
    header: header.hbs
    footer: footer.hbs
`,
      {
        "header.hbs":
          '<header class="own">{{#if catalog}}{{catalog.title}}{{else}}all{{/if}}</header>\n',
        "footer.hbs":
          "<footer>{{#if catalogs}}{{#each catalogs}}{{id}} {{/each}}{{/if}}</footer>\n",
      },
    );
    expect(faults.map(asLine)).toEqual([]);
    expect(read("index.html")).toContain("<title>Acme &#38; co</title>");
    expect(read("index.html")).toContain('<header class="own">all</header>');
    expect(read("index.html")).toContain("<footer>pay </footer>");
    expect(read("pay/index.html")).toContain('<header class="own">Pay API</header>');
    expect(read("pay/index.html")).toContain(
      "  --accent: light-dark(#111111, #eeeeee);\n  --font: Inter, serif;\n",
    );
  });

  test.each([
    ['theme: { accent: "red; } body { display: none" }', "bad-form"],
    ["theme: { accent: url(https://evil.example) }", "bad-form"],
    ['theme: { font: "a</style><script>" }', "bad-form"],
    ["header: missing.hbs", "file-not-found"],
    ["header: unsafe.hbs", "handlebars-refused"],
    ["footer: broken.hbs", "handlebars-failed"],
  ])("%s is refused", async (options, code) => {
    const { faults } = await siteOf(`emitters: { site: { ${options} } }\n`, {
      "unsafe.hbs": '<a href="{{catalog.title}}">a</a>\n',
      "broken.hbs": "{{catalog.titel}}\n",
    });
    expect(faults.map((one) => one.code)).toContain(code);
  });

  test("has the catalogs of one joined package too", async () => {
    const { faults, cwd } = await siteOf(
      "outputs: [{ path: generated, joined: { name: '@acme/errors' } }]\nemitters: { site: {} }\n",
    );
    expect(faults.map(asLine)).toEqual([]);
    const joined = readFileSync(join(cwd, "generated/site/pay/index.html"), "utf8");
    expect(joined).toContain("from &#34;@acme/errors/pay&#34;");
    const { files } = JSON.parse(readFileSync(join(cwd, "generated/package.json"), "utf8"));
    expect(files.join()).not.toContain("site");
  });
});
