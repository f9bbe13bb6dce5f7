// What an import must not make of sources: tags of code, metadata of texts, headings of codes, and codes of other names.

import { expect, test } from "vitest";
import { imported } from "./project.ts";

async function factsOf(files: Readonly<Record<string, string>>) {
  const { catalog } = await imported(files);
  const facts = catalog.definitions.map(({ codes, statuses, summary }) => [
    codes.map((one) => one.literal).join(),
    statuses.join(),
    summary,
  ]);
  return facts.sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
}

test("what looks like a tag stays if it is code, escaped or an entity", async () => {
  const rows = [
    "| `missing_header` | 400 | The `<X-Request-Id>` header is missing. |",
    "| `bad_type` | 400 | Expected `Array<string>` here. |",
    "| `bad_name` | 400 | The field \\<name> is missing. |",
    "| `bad_key` | 400 | The <b>key</b> is missing. |",
  ];
  const table = `| Code | HTTP | Description |\n|-|-|-|\n${rows.join("\n")}\n`;
  expect((await factsOf({ "page.md": table })).map(([, , summary]) => summary)).toEqual([
    "The key is missing.",
    "The field <name> is missing.",
    "Expected Array<string> here.",
    "The <X-Request-Id> header is missing.",
  ]);
  const cells = ["The field &lt;name&gt; is missing.", "Expected <code>Map&lt;K&gt;</code> here."];
  const html = cells.map((cell, i) => `<tr><td>bad_${i}x<td>${cell}`).join("");
  const page = `<table><tr><th>Code<th>Description${html}</table>`;
  expect((await factsOf({ "page.html": page })).map(([, , summary]) => summary)).toEqual([
    "The field <name> is missing.",
    "Expected Map<K> here.",
  ]);
});

test.each([
  ["## `expired_card`\n\nHTTP 402\n\nThe card has expired.\n"],
  ["## `expired_card`\n\n- **HTTP status**: 402\n- **Description**: The card has expired.\n"],
  ["## `expired_card`\n\n**Status:** 402\n\nThe card has expired.\n"],
  ["## `expired_card`\n\nStatus code: `402 Payment Required`\n\nThe card has expired.\n"],
  ["## 402 expired_card\n\nThe card has expired.\n"],
  ["## HTTP 402: `expired_card`\n\n**Description:** The card has expired.\n"],
])("a line with a status is no summary: %j", async (section) => {
  const other = "## `lost_card`\n\nThe card is lost.\n";
  expect(await factsOf({ "errors.md": `# Errors\n\n${section}\n${other}` })).toEqual([
    ["expired_card", "402", "The card has expired."],
    ["lost_card", "", "The card is lost."],
  ]);
});

test("a row of one cell is a heading, also in the column of codes", async () => {
  const row = (...cells: readonly string[]) => `<tr>${cells.map((one) => `<td>${one}`).join("")}`;
  const page = `<table>${row("Code", "HTTP", "Meaning")}<tr><td colspan="3">Users${row("user_locked", "403", "It is locked.")}</table>`;
  const text =
    "| Code | HTTP | Meaning |\n|-|-|-|\n| Users | | |\n| user_locked | 403 | It is locked. |\n";
  for (const files of [{ "page.html": page }, { "page.md": text }])
    expect(await factsOf(files)).toEqual([["user_locked", "403", "It is locked."]]);
});

test("a comment that is a status is the status of the member", async () => {
  const members = [
    "  // The user is missing.\n  UserMissing = 'user_missing', // 404",
    "  /** It is locked. */\n  UserLocked = 'user_locked', // 403 Forbidden",
    "  UserGone = 'user_gone', // It left in 2024.",
  ];
  expect(
    await factsOf({ "codes.ts": `export enum ErrorCode {\n${members.join("\n")}\n}\n` }),
  ).toEqual([
    ["user_gone", "", "It left in 2024."],
    ["user_locked", "403", "It is locked."],
    ["user_missing", "404", "The user is missing."],
  ]);
});

test("enums about errors, constants of other kinds and success are no codes", async () => {
  const source = `
    export enum ErrorCode { UserMissing = 'user_missing', UserLocked = 'user_locked' }
    export enum ErrorSeverity { Low = 'low', High = 'high' }
    export enum ErrorSource { Client = 'client', Server = 'server' }
    export const errorRoutes = { notFound: '/404', gone: '/410' };
    export namespace Errors {
      export const CARD_LOST = 'card_lost';
      export const CARD_STOLEN = 'card_stolen';
      export const CARD_OLD = 'card_old';
      export const DEFAULT_TIMEOUT = 5000;
      export const DOCS_URL = 'https://example.com';
    }`;
  expect((await factsOf({ "errors.ts": source })).map(([code]) => code)).toEqual([
    "card_lost",
    "card_old",
    "card_stolen",
    "user_locked",
    "user_missing",
  ]);
  const numbers = "export enum BizCode { Success = 0, UserMissing = 1001, UserLocked = 1002 }\n";
  expect((await factsOf({ "codes.ts": numbers })).map(([code]) => code)).toEqual(["1001", "1002"]);
  const csv = "错误码,说明\n0,成功\n1001,用户不存在\n1002,用户被锁定\n";
  expect((await factsOf({ "codes.csv": csv })).map(([code]) => code)).toEqual(["1001", "1002"]);
});

test("what a table has beside its codes is read or reported", async () => {
  const rows = [
    "| `user_locked` (deprecated) | locked, user_shut | It is locked. |",
    "| ~~user_gone~~ 已废弃 | | It is gone. |",
    "| user_missing | | It is missing. |",
  ];
  const table = `| Code | Aliases | Meaning |\n|-|-|-|\n${rows.join("\n")}\n`;
  const { catalog } = await imported({ "page.md": table });
  const codes = catalog.definitions.map(({ codes, deprecated }) => [
    codes.map((one) => one.literal).join(),
    deprecated !== undefined || codes.some((one) => one.deprecated !== undefined),
  ]);
  expect(codes.sort()).toEqual([
    ["user_gone", true],
    ["user_locked,locked,user_shut", true],
    ["user_missing", false],
  ]);
  const csv =
    "code,message\nuser_gone,It is gone.\nuser_new,It is new.\nuser_gone,It left.\nuser_lost,One, two, three\n";
  const { value } = await imported({ "codes.csv": csv });
  expect(value.remarks.filter((one) => one.includes("row"))).toEqual([
    '1 row repeats a code with another text, which is left out: "user_gone".',
    '1 row has more cells than the header, and these are left out: "user_lost".',
  ]);
});

test("a description of a response, and each element of a list, say something of a code", async () => {
  const spec = {
    openapi: "3.1.0",
    info: { title: "Acme", version: "1" },
    paths: {
      "/users": {
        get: {
          responses: {
            400: {
              description:
                "Bad.\n\n| code | meaning |\n|---|---|\n| `bad_sort` | The sort is invalid. |\n",
              content: {
                "application/json": {
                  schema: { $ref: "#/components/schemas/Problems" },
                  example: {
                    errors: [
                      { code: "bad_page", message: "Bad page." },
                      { code: "bad_iban", message: "Bad IBAN." },
                    ],
                  },
                },
              },
            },
            404: {
              description: "- `no_user`: Nobody has this id.",
              content: {
                "application/json": { schema: { $ref: "#/components/schemas/Problems" } },
              },
            },
          },
        },
      },
    },
    components: {
      schemas: {
        Problems: {
          type: "object",
          properties: {
            errors: {
              type: "array",
              items: {
                type: "object",
                properties: {
                  code: { enum: ["bad_sort", "bad_page", "bad_iban", "no_user"] },
                  message: { type: "string" },
                },
              },
            },
          },
        },
      },
    },
  };
  expect(await factsOf({ "openapi.json": JSON.stringify(spec) })).toEqual([
    ["bad_iban", "400", "Bad IBAN."],
    ["bad_page", "400", "Bad page."],
    ["bad_sort", "400", "The sort is invalid."],
    ["no_user", "404", "Nobody has this id."],
  ]);
});

test.each([
  ["ROW_MISSING", "not-found"],
  ["stock_missing", "not-found"],
  ["missing_token", "unauthenticated"],
  ["PARAMETER_MISSING", "invalid-argument"],
  ["header_missing", "invalid-argument"],
])("the kind of %s is %s", async (code, kind) => {
  const { catalog } = await imported({
    "codes.csv": `code,message\n${code},A\nother_code,B\n`,
  });
  expect(catalog.definitions.find(({ codes }) => codes[0]?.text === code)?.kind).toBe(kind);
});

test.each([
  ["## E-3001: Address cannot be delivered", "E-3001"],
  ["## `E-3001`: Address cannot be delivered", "E-3001"],
  ["## `E-3001` Address cannot be delivered", "E-3001"],
  ["## [E-3001] — Address cannot be delivered", "E-3001"],
  ["## parcel_too_heavy - Address cannot be delivered", "parcel_too_heavy"],
  ["## E-3001 Address cannot be delivered\n\nA.\n\n## E-3002 Parcel is lost", "E-3001"],
])("a heading has a code and a title: %j", async (heading, code) => {
  const { catalog } = await imported({ "page.md": `# Errors\n\n${heading}\n\nCheck it.\n` });
  const found = catalog.definitions.find(({ codes }) => codes[0]?.text === code);
  expect(found?.title).toBe("Address cannot be delivered");
});

test("headings of standards and changes have no codes", async () => {
  const page = "# Errors\n\n## RFC-7807: Problem details\n\nA.\n\n## PR-1204: A change\n\nB.\n";
  const table = "\n| Code | Meaning |\n|-|-|\n| user_gone | It left. |\n";
  expect(await factsOf({ "page.md": page + table })).toEqual([["user_gone", "", "It left."]]);
});

test("notes are no summary beside a message", async () => {
  const csv =
    "Code,HTTP,Message,Comment\nuser_gone,410,The user is gone.,Ask Eve. She knows.\nuser_new,409,,It is too new.\n";
  const { catalog } = await imported({ "codes.csv": csv });
  expect(catalog.definitions.map((one) => [one.summary, one.description])).toEqual([
    ["The user is gone.", "Ask Eve. She knows."],
    ["It is too new.", undefined],
  ]);
  expect(
    await factsOf({ "codes.csv": "Code,Notes\nuser_gone,It left.\nuser_new,It came.\n" }),
  ).toEqual([
    ["user_gone", "", "It left."],
    ["user_new", "", "It came."],
  ]);
});

test.each([
  "Code,HTTP,Message\nuser_gone,410,It left.\nTotal,1,\n",
  "错误码;HTTP;说明\nuser_gone;410;It left.\n合计;1;\n",
])("the last row of a table is no code if it is a total: %j", async (csv) => {
  expect(await factsOf({ "codes.csv": csv })).toEqual([["user_gone", "410", "It left."]]);
});

test("a cell that is no status is reported, and the others are statuses", async () => {
  const csv =
    "Code,HTTP,Message\nuser_gone,410,It left.\nuser_new,409,It came.\nuser_odd,soon,It waits.\nTBD,400,It comes.\n";
  expect(await factsOf({ "codes.csv": csv })).toEqual([
    ["user_gone", "410", "It left."],
    ["user_new", "409", "It came."],
    ["user_odd", "", "It waits."],
  ]);
  const { value } = await imported({ "codes.csv": csv });
  expect(value.remarks.filter((one) => one.includes("row"))).toEqual([
    '1 row has no code that can be read: "TBD".',
    '1 row has a status that is none, and it is left out: "soon".',
  ]);
});

test("tables of other things are left out beside a table of errors, and reported", async () => {
  const page = `# Handbook

## Reference

| Error code | Meaning |
|-|-|
| E-3001 | The address is wrong. |
| E-3002 | The parcel is lost. |

## Escalation levels

| Id | Who |
|-|-|
| L1 | The first line of support. |
| L2 | The team on call. |

## Ticket status

| Status | Meaning |
|-|-|
| OPEN | Nobody has looked at it. |
| CLOSED | Somebody has solved it. |

## More of them

| Id | Meaning |
|-|-|
| E-3101 | The warehouse is shut. |
`;
  expect((await factsOf({ "page.md": page })).map(([code]) => code)).toEqual([
    "E-3001",
    "E-3002",
    "E-3101",
  ]);
  const { value } = await imported({ "page.md": page });
  expect(value.remarks).toContain(
    'Tables that are not taken for errors: "Escalation levels" (2 rows), "Ticket status" (2 rows).',
  );
});

test("a code that is struck out is deprecated", async () => {
  const html = "<table><tr><th>Code<th>Meaning<tr><td><del>E-1005</del><td>It is gone.</table>";
  const page = await imported({ "page.html": html });
  expect(page.catalog.definitions[0]?.deprecated).toBeDefined();
  const table =
    "| Code | Meaning |\n|-|-|\n| ~~E-1005~~ | It is gone. |\n| ~~`E-1006`~~ | It is gone, too. |\n| E-1007 | It is here. |\n";
  const { catalog } = await imported({ "page.md": table });
  const codes = catalog.definitions.map(({ codes: [code], deprecated }) => [
    code?.text,
    (deprecated ?? code?.deprecated) !== undefined,
  ]);
  expect(codes.sort()).toEqual([
    ["E-1005", true],
    ["E-1006", true],
    ["E-1007", false],
  ]);
});

test("quotes around a whole summary are left out", async () => {
  const csv =
    'Code;Message\nuser_gone;"""The user is gone."""\nuser_new;“The user is new.”\nuser_odd;"""a"" is not ""b"""\n';
  expect((await factsOf({ "codes.csv": csv })).map(([, , summary]) => summary)).toEqual([
    "The user is gone.",
    "The user is new.",
    '"a" is not "b"',
  ]);
});

test("a comment before several members is a heading", async () => {
  const source = `export enum ErrorCode {
  // ── auth ──
  LoginLocked = "login_locked",
  // Orders and carts
  CartEmpty = "cart_empty",
  CartOld = "cart_old",
  // The order is late.
  OrderLate = "order_late",
  OrderGone = "order_gone",
  // no such order
  OrderMissing = "order_missing",
}
export const messages: Record<ErrorCode, string> = {
  login_locked: "The login is locked.",
  cart_empty: "The cart is empty.",
  cart_old: "The cart is old.",
};`;
  expect((await factsOf({ "errors.ts": source })).map(([, , summary]) => summary)).toEqual([
    "The cart is empty.",
    "The cart is old.",
    "The login is locked.",
    "Order gone.",
    "The order is late.",
    "no such order",
  ]);
});

test("statuses that differ between sources are to be checked", async () => {
  const { text } = await imported({
    "one.csv": "code,http,message\nuser_gone,409,It left.\nuser_new,404,It came.\n",
    "two.csv": "code,http,message\nuser_gone,503,It left.\nuser_new,404,It came.\n",
  });
  expect(text).toContain(
    "    status: [409, 503] # TODO: check; the sources name different statuses\n",
  );
  expect(text).toContain("    status: 404\n");
});
