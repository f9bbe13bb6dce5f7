// What an import reports: which source says what, and what is left out, with its place.

import { expect, test } from "vitest";
import { report } from "../../generator/index.ts";
import { imported } from "./project.ts";

const table = (rows: readonly string[]) =>
  `# Acme errors\n\n| Code | Status | Description |\n|---|---|---|\n${rows.map((row) => `| ${row} |\n`).join("")}`;

test("a contradiction cites the sources that say it, and not the first that has the code", async () => {
  const { value } = await imported({
    "a.md": table(["`no_user` | |"]),
    "b.md": table(["`no_user` | 404 | There is no user."]),
    "c.md": table(["`no_user` | 410 | The user is gone."]),
  });
  expect(value.contradictions).toEqual([
    {
      code: "no_user",
      what: "status",
      said: [
        ["b.md", "404"],
        ["c.md", "410"],
      ],
    },
    {
      code: "no_user",
      what: "text",
      said: [
        ["b.md", "There is no user."],
        ["c.md", "The user is gone."],
      ],
    },
  ]);
});

test("a remark on one of several sources names it", async () => {
  const { value } = await imported({
    "a.md": table(["`no_user` | 404 | There is no user."]),
    "b.md": table(["`no_team` | 404 | There is no team.", "two words | 404 | What?"]),
  });
  expect(value.remarks).toContain('b.md: 1 row has no code that can be read: "two words".');
});

test("members of enums that are no codes are left out, each with its place", async () => {
  const text = `export enum ErrorCode {
  NotFound = "not_found",
  Empty = "",
  Half = 1.5,
  Later = Math.floor(2),
}
export const errorCodes = {
  busy: "busy",
  nothing: "",
} as const;
`;
  const { value, catalog } = await imported({ "errors.ts": text });
  expect(catalog.codes.map((one) => one.text)).toEqual(["busy", "not_found"]);
  expect(value.remarks).toEqual([
    "No source shows a body, so the places of code and message are a guess.",
    'Left out, since it is no code: ErrorCode.Empty = "" (errors.ts:3).',
    "Left out, since it is no code: ErrorCode.Half = 1.5 (errors.ts:4).",
    "Left out, since its value is not known without running it: ErrorCode.Later (errors.ts:5).",
    'Left out, since it is no code: errorCodes.nothing = "" (errors.ts:9).',
  ]);
});

/** A description whose operation answers in two ways. */
const description = (missing: string, conflict: string) => `openapi: 3.1.0
info: { title: Acme, version: "1" }
paths:
  /a:
    get:
      responses:
        "404":
          description: Missing
          content: ${missing}
        "409":
          description: Conflict
          content: ${conflict}
`;

const schema = (enumerated: string) =>
  `{ application/json: { schema: { type: object, properties: { code: { enum: ${enumerated} }, message: { type: string } } } } }`;

test("values of a schema's enum that are no codes are left out, each with its place", async () => {
  const { value, catalog } = await imported({
    "a.yaml": description(schema('[no_user, "", 1.5, null]'), schema("[no_user]")),
  });
  expect(catalog.codes.map((one) => one.text)).toEqual(["no_user"]);
  expect(value.remarks).toEqual(['Left out, since they are no codes: "" and 1.5 at /code.']);
});

test("a reference that leads nowhere is a warning with its place", async () => {
  const { diagnostics, catalog } = await imported({
    "api/a.yaml": description(
      '{ application/json: { schema: { $ref: "./parts/missing.yaml#/Gone" } } }',
      schema("[conflict]"),
    ),
  });
  expect(catalog.codes.map((one) => one.text)).toEqual(["conflict"]);
  expect(report(diagnostics, "text")).toContain(
    `warning[import-ref]: The reference "./parts/missing.yaml#/Gone" cannot be followed. The file "api/parts/missing.yaml" does not exist.
  --> api/a.yaml:9:58`,
  );
  expect(diagnostics).toHaveLength(1);
});

test("tables in code are examples of how to write one, and are not read", async () => {
  const { catalog } = await imported({
    "errors.md": `${table(["`no_user` | 404 | There is no user."])}
How to write one:

\`\`\`markdown
| Code | Status |
|---|---|
| \`fenced\` | 400 |
\`\`\`

And indented:

    | Code | Status |
    |---|---|
    | \`indented\` | 400 |

1. A table in a list:

    | Code | Status |
    |---|---|
    | \`listed\` | 400 |
`,
  });
  expect(catalog.codes.map((one) => one.text)).toEqual(["listed", "no_user"]);
});

test("letters with accents are those without in ids and names", async () => {
  const { catalog, value } = await imported({
    "Fehler-Übersicht.md": `# Zahlungsärger über Straßen

| Code | Name | Description |
|---|---|---|
| 1001 | Ungültige Überweisung | Die Überweisung ist ungültig. |
| 1002 | Crédit épuisé | Il n'y a plus rien. |
| 1003 | | Łódź ist geschlossen. |
`,
  });
  expect(value.path).toBe("catalog/zahlungsarger-uber-strassen.yaml");
  expect(catalog.prefix).toBe("ZahlungsargerUberStrassen");
  expect(catalog.definitions.map(({ name }) => name)).toEqual([
    "UngultigeUberweisung",
    "CreditEpuise",
    "LodzIstGeschlossen",
  ]);
  expect(catalog.definitions[0]?.sources).toMatchObject([{ id: "fehler-ubersicht" }]);
});

test("letters with accents are those without in the names of envelopes", async () => {
  const { catalog } = await imported({
    "a.yaml": `${description(
      '{ application/json: { schema: { $ref: "#/components/schemas/Störung" } } }',
      schema("[conflict]"),
    )}components:
  schemas:
    Störung: { type: object, properties: { error: { type: object, properties: { code: { enum: [gone] } } } } }
`,
  });
  expect(catalog.envelopes.map(({ name }) => name)).toContain("Storung");
});

test("examples of problem documents give summary and message", async () => {
  const problem = (type: string, title: string, detail: string) =>
    `{ application/problem+json: { example: { type: "https://acme.test/errors/${type}", title: ${title}, detail: ${detail} } } }`;
  const { catalog, text } = await imported({
    "a.yaml": description(
      problem("no-invoice", "There is no such invoice.", "The invoice 7 does not exist."),
      problem("changed", "Somebody else changed it.", "The invoice 7 was changed."),
    ),
  });
  expect(catalog.definitions).toMatchObject([
    { name: "Changed", summary: "Somebody else changed it." },
    { name: "NoInvoice", summary: "There is no such invoice." },
  ]);
  expect(text).toContain("code: /type\n    message: /detail\n");
  expect(text).toContain("    examples:\n");
});

test.each([
  ["- `a_b`: It is A.\\n- `c_d`: It is C.", undefined],
  ["| code | what |\\n|---|---|\\n| a_b | It is A. |", undefined],
  ["The code of the error.\\n\\n* `a_b` - It is A.", "The code of the error."],
])("a list of codes in the description %j is no text of the field", async (said, text) => {
  const { catalog } = await imported({
    "openapi.yaml": `openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /a:
    get:
      responses:
        "404":
          description: Missing
          content:
            application/json:
              schema:
                type: object
                properties:
                  code: { type: string, enum: [a_b, c_d], description: "${said}" }
`,
  });
  const [envelope] = catalog.envelopes;
  expect(envelope?.body).toMatchObject({ properties: { code: { type: "string" } } });
  expect(JSON.stringify(envelope?.body)).not.toContain("It is A");
  if (text !== undefined) expect(JSON.stringify(envelope?.body)).toContain(text);
});

test("a code that is thrown and nearly one that an enum has may be misspelt, and the report and the catalog ask", async () => {
  const { value, text } = await imported(
    {
      "src/codes.ts": `export enum ErrorCode { NotFound = "not_found", CardLost = "card_lost", Old = "E1001" }`,
      "src/use.ts": `throw new AppError("not_fund", 404);
throw new AppError("cardLost", 402);
throw new AppError("E1002", 402);
throw new AppError("card_stolen", 402);
throw new AppError("not_fund", 410);
`,
    },
    { sources: ["src"] },
  );
  expect(value.remarks.slice(1)).toEqual([
    'The code "not_fund" is used, but not declared (src/use.ts:1). Did you mean "not_found"?',
    'The code "cardLost" is used, but not declared (src/use.ts:2). Did you mean "card_lost"?',
  ]);
  expect(text.match(/.*did you mean.*/g)).toEqual([
    '  CardLost2: # TODO: did you mean "card_lost"?',
    '  NotFund: # TODO: did you mean "not_found"?',
  ]);
});

test("a code that another source has is not misspelt", async () => {
  const { text } = await imported({
    "a.ts": `export enum ErrorCode { NotFound = "not_found" } throw new AppError("not_fund", 404);`,
    "b.ts": `export enum ErrorCode { NotFund = "not_fund" }`,
  });
  expect(text).not.toContain("did you mean");
});
