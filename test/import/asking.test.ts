// Asking for kinds: on a terminal, for those alone that are not sure.

import { expect, test } from "vitest";
import { imported, specFile } from "./project.ts";

test("an answer counts, and nothing is asked where the kind is sure", async () => {
  const asked: string[] = [];
  const { catalog, value, text } = await imported(
    { "openapi.yaml": specFile("two-enums.yaml") },
    {
      askKind: async ({ code, kind }) => {
        asked.push(`${code} ${kind}`);
        return code === "api_error" ? "internal" : kind;
      },
    },
  );
  expect(asked).toEqual(["api_error unknown"]);
  expect(catalog.definitions.find(({ name }) => name === "Api")?.kind).toBe("internal");
  expect(value.undecided).toEqual([]);
  expect(text).not.toContain("choose a kind");
});
