// Tables and pages to catalogs: Markdown, HTML, MDX, CSV and TSV, in English and Chinese.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Catalog } from "../../generator/catalog/catalog.ts";
import { compile, projectFile, projectFolder } from "../helpers.ts";
import { imported, refused } from "./project.ts";
import { hasSeeds, seedPages } from "./seeds.ts";

const missing = "../shared is not there, so that nothing was tried on real pages";

test("the seeds' pages give every code and every body", async (context) => {
  if (!hasSeeds) context.skip(missing);
  const pages = seedPages();
  const counts: Record<string, readonly [codes: number, bodies: number]> = {};
  for (const [name, text] of Object.entries(pages)) {
    const { value } = await imported({ [name]: text });
    counts[name] = [value.codes, value.examples];
  }
  expect(counts).toEqual({
    "waas2.md": [31, 0],
    "waas1.md": [41, 1],
    "payments.md": [14, 22],
    "api.md": [10, 17],
    "exchange.md": [15, 15],
  });
});

test("what the seeds' pages say is where it belongs", async (context) => {
  if (!hasSeeds) context.skip(missing);
  const pages = seedPages();
  const waas2 = await imported({ "waas2.md": pages["waas2.md"] ?? "" });
  const find = (one: typeof waas2, code: string) =>
    one.catalog.definitions.find(({ codes }) => codes.some(({ text }) => text === code));
  expect(waas2.catalog.codeType).toBe("integer");
  expect(find(waas2, "2003")).toMatchObject({
    codes: [{ literal: 1003 }, { literal: 2003 }],
    kind: "invalid-argument",
    summary: "One or more required parameters are missing in the request.",
    resolution: ["Provide all required parameters."],
  });
  expect(find(waas2, "2025")?.resolution).toHaveLength(7);
  expect(waas2.catalog.statuses.map(({ key }) => key)).toEqual([
    "400",
    "401",
    "403",
    "404",
    "405",
    "406",
    "429",
    "500",
    "502",
    "503",
  ]);
  const waas1 = await imported({ "waas1.md": pages["waas1.md"] ?? "" });
  expect(find(waas1, "12015")).toMatchObject({
    kind: "not-found",
    summary: "Address does not exist",
  });
  expect(waas1.text).toContain("code: /error_code\n    message: /error_description\n");
  expect(waas1.text).toContain("families:\n");
  const both = await imported({
    "waas2.md": pages["waas2.md"] ?? "",
    "waas1.md": pages["waas1.md"] ?? "",
  });
  expect(both.value.codes).toBe(66);
  const cdp = await imported({
    "payments.md": pages["payments.md"] ?? "",
    "api.md": pages["api.md"] ?? "",
  });
  expect(cdp.value).toMatchObject({ codes: 17, examples: 39, undecided: [] });
  expect(cdp.text).toContain(
    "code: /errorType\n    message: /errorMessage\n    requestId: /correlationId\n    docsUrl: /errorLink\n",
  );
  expect(find(cdp, "invalid_request")).toMatchObject({
    statuses: [400],
    summary:
      "This error occurs when the request is malformed or contains invalid data, including issues with the request body, query parameters, path parameters, or headers.",
    causes: [
      "Missing required parameters",
      "Invalid parameter types or formats",
      "Malformed JSON in request body",
      "Invalid enum values",
    ],
    sources: [{ id: "payments" }, { id: "api" }],
  });
  const exchange = await imported({ "exchange.md": pages["exchange.md"] ?? "" });
  expect(find(exchange, "29001")).toMatchObject({
    scopes: ["Futures", "Spot"],
    kind: "rate-limited",
  });
  expect(find(exchange, "-103")).toMatchObject({
    codes: [{ literal: "-103" }],
    title: "用户API出错",
    scopes: ["Spot"],
  });
  expect(exchange.catalog.codeType).toBe("mixed");
});

const made = {
  "cobo-waas2": ["waas2.md"],
  "cobo-waas1": ["waas1.md"],
  "coinbase-cdp": ["payments.md", "api.md"],
  coinw: ["exchange.md"],
};

/** Gives what the codes of a catalog are on the wire; several errors may share one. */
function wireFacts({ definitions }: Catalog) {
  return definitions.flatMap(({ codes, statuses, scopes, examples }) => {
    const bodies = examples.map(({ body }) => JSON.stringify(body));
    return codes.map(({ literal }) => ({ literal, facts: [...statuses, ...scopes, ...bodies] }));
  });
}

test.each(Object.entries(made))(
  "what the pages say of codes on the wire is in the hand-written catalog %s too",
  async (id, names) => {
    if (!hasSeeds) return;
    const pages = seedPages();
    const { catalog } = await imported(
      Object.fromEntries(names.map((name) => [name, pages[name] ?? ""])),
    );
    const own = wireFacts((await compile(projectFile(`catalog/${id}.yaml`))).catalog);
    for (const { literal, facts } of wireFacts(catalog)) {
      const known = own.filter((one) => one.literal === literal);
      expect(known, String(literal)).not.toEqual([]);
      const all = known.flatMap((one) => one.facts);
      expect(all, String(literal)).toEqual(expect.arrayContaining(facts));
    }
  },
);

test("a public page with a heading for each code gives all of them", async (context) => {
  const path = join(projectFolder, "../shared/specs/binance-spot-errors.md");
  if (!existsSync(path)) context.skip(missing);
  const text = readFileSync(path, "utf8");
  const codes = [...text.matchAll(/^#{2,5} (-\d{4}) /gm)].map(([, code]) => code);
  const { catalog, value } = await imported({ "spot.md": text });
  expect(catalog.codes.map((one) => one.text).sort()).toEqual([...new Set(codes)].sort());
  expect(catalog.definitions.find(({ name }) => name === "TooManyRequests")).toMatchObject({
    kind: "rate-limited",
    codes: [{ literal: -1003 }],
  });
  expect(value.undecided.length).toBeLessThan(30);
});

const rows = [
  ["Code", "Name", "HTTP", "Description", "Solution"],
  ["1001", "USER_MISSING", "404", "The user does not exist.", "Check the ID."],
  ["1002, 2002", "TOO_FAST", "429", "Too many requests, slow down.", "Wait."],
];
const markdown = `# Codes\n\n${rows
  .map((row) => `| ${row.join(" | ")} |`)
  .join("\n")
  .replace("\n", "\n|---|---|---|---|---|\n")}\n`;
const html = `<!doctype html><html><head><title>Codes</title><link rel="canonical" href="https://docs.acme.example/errors"><script>var a = "<table>";</script></head><body><nav><table><tr><td>1</td></tr></table></nav><table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell.replace("ID", "<code>ID</code>")}</td>`).join("")}</tr>`).join("\n")}</table></body></html>`;
const csv = (sign: string) =>
  rows
    .map((row) => row.map((cell) => (/[,;]/.test(cell) ? `"${cell}"` : cell)).join(sign))
    .join("\r\n");

test.each([
  ["codes.md", markdown],
  ["codes.mdx", `import { X } from "./x";\n\n<Note>Read on.</Note>\n\n${markdown}`],
  ["codes.html", html],
  ["codes.csv", csv(",")],
  ["semicolons.csv", csv(";")],
  ["codes.tsv", csv("\t")],
  ["no-extension", csv("\t")],
])("a table in %s", async (name, text) => {
  const { catalog, warnings } = await imported({ [name]: text });
  expect(warnings).toEqual([]);
  expect(catalog.definitions).toMatchObject([
    {
      name: "UserMissing",
      codes: [{ literal: 1001 }],
      statuses: [404],
      kind: "not-found",
      summary: "The user does not exist.",
      resolution: [expect.stringContaining("Check the")],
    },
    {
      name: "TooFast",
      codes: [{ literal: 1002 }, { literal: 2002 }],
      statuses: [429],
      kind: "rate-limited",
    },
  ]);
  if (name.endsWith("html"))
    expect(catalog.sources).toMatchObject([
      { title: "Codes", url: "https://docs.acme.example/errors" },
    ]);
});

test.each([
  ["utf-16le", "with a mark", csv("\t")],
  ["utf-16be", "with a mark", csv("\t")],
  ["utf-16le", "without a mark", csv("\t")],
  ["utf-16be", "without a mark", csv("\t")],
  [
    "utf-16le",
    "without a mark",
    "错误码,错误信息\n10001,签名错误无法继续请检查密钥\n10002,订单不存在请检查订单编号\n10003,余额不足请充值\n",
  ],
])("a table in %s %s", async (encoding, form, table) => {
  const little = Buffer.from(form === "with a mark" ? `\ufeff${table}` : table, "utf16le");
  const { value } = await refused({
    "codes.txt": encoding === "utf-16le" ? little : little.swap16(),
  });
  expect(value).toMatchObject({ codes: 3 });
});

test("headers in Chinese", async () => {
  const { catalog } = await imported({
    "codes.md":
      "| 错误码 | HTTP状态码 | 错误信息 | 原因 | 解决方案 |\n|---|---|---|---|---|\n| 10001 | 401 | 签名错误 | 密钥不对 | 检查密钥 |\n| 10002 | 404 | 订单不存在 | 编号错误 | - |\n| 10003 | 400 | 余额不足 | | 充值 |\n",
  });
  expect(catalog.definitions).toMatchObject([
    {
      kind: "unauthenticated",
      summary: "签名错误",
      causes: ["密钥不对"],
      resolution: ["检查密钥"],
      statuses: [401],
    },
    { kind: "not-found", summary: "订单不存在", resolution: [] },
    { kind: "insufficient-funds", summary: "余额不足", statuses: [400] },
  ]);
});

test("sections are families, merged cells are read, and lists in cells are steps", async () => {
  const { catalog, value, text } = await imported({
    "a.html": `<h1>Errors</h1><h2>10xx - Accounts</h2><table><tr><th>Error code</th><th>Meaning</th><th>What to do</th></tr><tr><td rowspan="2">1001</td><td>The account is locked.</td><td><ul><li>Wait.</li><li>Call us.</li></ul></td></tr><tr><td>Or it is closed.</td><td></td></tr><tr><td>1002</td><td>The account is new.</td><td>Wait.</td></tr></table>`,
    "b.md":
      "# B\n\n| Code | Meaning |\n|---|---|\n| 2001 | First. |\n| | More of it. |\n| 3000-3999 | Others. |\n",
  });
  expect(text).toContain("families:\n  - { from: 1000, to: 1099, title: Accounts");
  const find = (code: string) => catalog.definitions.find(({ codes }) => codes[0]?.text === code);
  expect(find("1001")).toMatchObject({
    summary: "The account is locked.",
    resolution: ["Wait.", "Call us."],
  });
  expect(find("2001")).toMatchObject({ summary: "First.", description: "More of it." });
  expect(value.remarks).toEqual([
    "No source shows a body, so the places of code and message are a guess.",
    "a.html: 1 row without a code of its own is part of the row above it.",
    "b.md: 1 row without a code of its own is part of the row above it.",
    'b.md: 1 row has no code that can be read: "3000-3999".',
  ]);
});

test("words are codes in a column that says so, and in headings that mark them", async () => {
  const { catalog } = await imported({
    "a.md":
      "| Code | Meaning |\n|---|---|\n| `gone` | It is gone. |\n| busy | It is busy. |\n\n## `late`\n\nIt is late.\n",
  });
  expect(catalog.codes.map(({ text }) => text)).toEqual(["busy", "gone", "late"]);
});

test("headings with codes in many forms, with causes, steps and bodies", async () => {
  const { catalog, text } = await imported({
    "errors.mdx": `---
title: Errors
url: https://docs.acme.example/errors
---

# Errors

## \`rate_limited\` (429)

Too many requests. Slow down.

### Causes

- A loop without a pause.

### Solution

1. Wait.
2. Ask for more.

\`\`\`json
{ "error": { "code": "rate_limited", "message": "Slow down." } }
\`\`\`

## not_found

The thing is missing, see [the guide](./guide.md).

<Accordion title="account_frozen">
The account is frozen.
</Accordion>

## Support

Write to us.
`,
  });
  expect(catalog.definitions).toMatchObject([
    { name: "AccountFrozen", summary: "The account is frozen." },
    { name: "NotFound", summary: "The thing is missing, see the guide." },
    {
      name: "RateLimited",
      statuses: [429],
      summary: "Too many requests.",
      description: "Slow down.",
      causes: ["A loop without a pause."],
      resolution: ["Wait.", "Ask for more."],
      examples: [{ status: 429 }],
    },
  ]);
  expect(text).toContain("code: /error/code\n    message: /error/message\n");
});

test("a page and a description of the same codes give one catalog, whose parts cite both", async () => {
  const { catalog, value } = await imported({
    "openapi.yaml": `openapi: 3.1.0
info: { title: Acme API, version: "1" }
paths:
  /a:
    get:
      responses:
        "404": { description: Missing, content: { application/json: { schema: { type: object, properties: { code: { enum: [USER_MISSING] }, message: { type: string } } } } } }
`,
    "errors.md":
      "| Code | HTTP | Meaning |\n|---|---|---|\n| USER_MISSING | 410 | The user is gone. |\n| USER_OLD | 409 | The user is old. |\n",
  });
  expect(catalog.definitions).toMatchObject([
    {
      name: "UserMissing",
      statuses: [404, 410],
      summary: "The user is gone.",
      sources: [{ id: "openapi" }, { id: "errors" }],
    },
    { name: "UserOld", sources: [{ id: "errors" }] },
  ]);
  expect(value.contradictions).toMatchObject([{ code: "USER_MISSING", what: "status" }]);
});

test.each([
  ["a page without tables", "a.md", "# Hello\n\nNothing here.\n", "import-no-codes"],
  [
    "the page of a library",
    "readme.md",
    "# Tables\n\n## API\n\n### `makeTable`\n\nMakes a table.\n\n### `alignCells`\n\nAligns cells.\n\n### `stringLength`\n\nMeasures.\n",
    "import-no-codes",
  ],
  [
    "a table of other things",
    "a.md",
    "| Name | Age |\n|---|---|\n| Ann | 31 |\n| Bob | 42 |\n",
    "import-no-codes",
  ],
  [
    "a list of prices",
    "a.csv",
    "product,price,stock\napple,3,100\npear,4,200\n",
    "import-no-codes",
  ],
  ["an empty file", "a.csv", "\n\n", "import-unread"],
  ["a picture", "a.html", new Uint8Array([0x89, 0x50, 0, 0, 0]), "import-unread"],
  ["numbers in two bytes", "a.csv", new Uint8Array([1, 0, 7, 0, 2, 0, 9, 0]), "import-unread"],
  [
    "a text that is neither UTF-8 nor UTF-16",
    "a.md",
    new Uint8Array([0x23, 0x20, 0xe4, 0xf6]),
    "file-not-utf8",
  ],
])("%s is told, and nothing is written", async (_, name, content, code) => {
  const { codes, value } = await refused({ [name]: content });
  expect({ codes, value }).toEqual({ codes: [code], value: undefined });
});

test("thousands of rows are read", async () => {
  const many = Array.from({ length: 5_000 }, (_, i) => `${i + 10_000},Thing ${i} is missing.`);
  const { value } = await refused({ "a.csv": `code,description\n${many.join("\n")}\n` });
  expect(value).toMatchObject({ codes: 5_000 });
}, 60_000);
