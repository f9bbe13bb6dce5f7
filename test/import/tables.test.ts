// Tables of errors as teams write them: spelled headers, headers of two rows, titles, and headings between rows.

import { expect, test } from "vitest";
import { imported } from "./project.ts";

const named = [
  { codes: ["card_lost"], statuses: [402], summary: "It is lost." },
  { codes: ["no_user"], statuses: [404], summary: "Nobody." },
];

async function rowsOf(name: string, text: string) {
  const { catalog, value } = await imported({ [name]: text });
  const rows = catalog.definitions.map(({ codes, statuses, summary }) => ({
    codes: codes.map((one) => one.text),
    statuses,
    summary,
  }));
  return { rows, remarks: value.remarks.filter((one) => /row/.test(one)) };
}

test.each([
  "HTTP",
  "httpStatus",
  "HTTPStatus",
  "statusCode",
  "http_status_code",
  "Status",
  "状态码",
  "HTTP 状态",
  // Only its content says what it has.
  "Response",
  "返回",
])("a column of statuses is found under the header %s", async (header) => {
  const csv = `errorCode,${header},errorMessage\ncard_lost,402,It is lost.\nno_user,404,Nobody.\n`;
  expect((await rowsOf("codes.csv", csv)).rows).toEqual(named);
});

test("a column of other numbers is no column of statuses", async () => {
  const csv = "code,priority,message\ncard_lost,100,It is lost.\nno_user,200,Nobody.\n";
  expect((await rowsOf("codes.csv", csv)).rows.map(({ statuses }) => statuses)).toEqual([[], []]);
});

const data =
  "<tr><td rowspan=2>402</td><td>card_lost</td><td>It is lost.</td></tr>" +
  "<tr><td>no_user</td><td>Nobody.</td></tr>";

test.each([
  [
    "a header of two rows",
    "<tr><th rowspan=2>HTTP</th><th colspan=2>Error</th></tr><tr><th>Code</th><th>Meaning</th></tr>",
  ],
  [
    "a title above the header",
    "<tr><td colspan=3><b>Errors of cards</b></td></tr><tr><td>HTTP</td><td>Code</td><td>Meaning</td></tr>",
  ],
])("%s is read", async (_, head) => {
  const { rows, remarks } = await rowsOf("page.html", `<table>${head}${data}</table>`);
  expect(rows).toEqual(named.map((one) => ({ ...one, statuses: [402] })));
  expect(remarks).toEqual([]);
});

test.each([
  [
    "page.md",
    "| HTTP | Code | Meaning |\n|-|-|-|\n| 402 | card_lost | It is lost. |\n| **Users** | | |\n| 404 | no_user | Nobody. |\n",
  ],
  [
    "page.html",
    "<table><tr><th>HTTP<th>Code<th>Meaning<tr><td>402<td>card_lost<td>It is lost.<tr><td colspan=3>Users<tr><td>404<td>no_user<td>Nobody.</table>",
  ],
])("a heading between the rows of %s is no error and no status", async (name, text) => {
  const { rows, remarks } = await rowsOf(name, text);
  expect(rows).toEqual(named);
  expect(remarks).toEqual([]);
});
