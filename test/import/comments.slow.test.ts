// Comments on members of enums, objects and lists: which member they are about, and what is no text.

import { expect, test } from "vitest";
import { imported } from "./project.ts";

test.each([
  ["before a member", '/** It is lost. */ Lost = "card_lost",'],
  ["in the line before", '// It is lost.\n  Lost = "card_lost",'],
  ["behind the comma", 'Lost = "card_lost", // It is lost.'],
  ["in a block behind the comma", 'Lost = "card_lost" , /* It is lost. */'],
  ["behind the comma, below a heading", '// Cards\n  Lost = "card_lost", // It is lost.'],
  ["below a heading apart", '// Cards\n\n  // It is lost.\n  Lost = "card_lost",'],
  ["below a rule", '// -------\n  // It is lost.\n  Lost = "card_lost",'],
  [
    "beside directives",
    '// eslint-disable-next-line no-restricted-syntax\n  // TODO: rename\n  /** It is lost. */\n  Lost = "card_lost",',
  ],
])("a comment %s is about it", async (_, member) => {
  const file = `export enum ErrorCode {\n  Busy = "busy_now",\n  ${member}\n  Gone = "card_gone",\n}\n`;
  for (const text of [file, file.replaceAll("\n", "\r\n")]) {
    const { catalog } = await imported({ "errors.ts": text });
    const said = catalog.definitions.map(({ name, summary, description }) => [
      name,
      summary,
      description,
    ]);
    expect(said).toEqual([
      ["Busy", "Busy.", undefined],
      ["Gone", "Gone.", undefined],
      ["Lost", "It is lost.", undefined],
    ]);
  }
});

test("a comment between two members in a line is not about the first", async () => {
  const { catalog } = await imported({
    "errors.ts": `export const ErrorCodes = { Gone: "card_gone", /* Lost. */ Old: "card_old" } as const;`,
  });
  expect(catalog.definitions.map(({ name, summary }) => [name, summary])).toEqual([
    ["Gone", "Gone."],
    ["Old", "Old."],
  ]);
});
