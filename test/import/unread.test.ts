// Errors of TypeScript without a code that can be read: the report counts them.

import { expect, test } from "vitest";
import { imported, refused } from "./project.ts";

test("throws and classes without a code that can be read are counted, with the first places", async () => {
  const { value } = await imported(
    {
      "src/a.ts": `class AppError extends Error { constructor(readonly code: string) { super(); } }
throw new AppError("card_lost");
throw new AppError(codeOf(x));
throw new Error("It is broken.");
export class ParseError extends Error {}
abstract class Other extends AppError {}
const fail = (code: string) => { throw new AppError(code); };`,
      "src/b.ts": `throw new LostError("It is lost."); throw fail(other); throw new ParseError();`,
    },
    { sources: ["src"] },
  );
  expect(value.remarks).toContain(
    "No code can be read from 4 throws and classes of errors: src/a.ts:3, src/b.ts:1, src/b.ts:1 and 1 more.",
  );
});

test("a source without any code names its throws and classes, and what else was not taken", async () => {
  const { diagnostics } = await refused({
    "a.ts": `enum Color { Red = "red", Blue = "blue" } enum Size { S = "s", L = "l" }
throw new Error("It is broken.");
class ParseError extends Error {}`,
  });
  expect(diagnostics[0]?.message).toBe(
    'No error codes were found in "a.ts": enums and objects that are not taken for codes: Color (2 values), Size (2 values); no code can be read from 2 throws and classes of errors: a.ts:2, a.ts:3.',
  );
});
