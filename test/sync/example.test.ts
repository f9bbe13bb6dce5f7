// The example of a description to sync: it takes its errors, is valid with them, and gives them back; as it stands it is without.

import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { projectFile } from "../helpers.ts";
import { syncFolder } from "./folder.ts";

const names = ["openapi.yaml", "bank.yaml", "faultbook.config.yaml"];
const example = Object.fromEntries(
  names.map((name) => [name, projectFile(`examples/spec/${name}`)]),
);

test("takes its errors without a word, and gives them back", async () => {
  const folder = syncFolder(example);
  const { text, changes } = await folder.sync();
  expect(text).toBe("");
  expect(changes).toHaveLength(13);
  const { paths, components } = folder.data();
  expect(paths["/transfers"]["post"]["responses"]).toEqual({
    "202": { description: "The transfer is on its way." },
    "401": { description: "The token is missing or expired." },
    "404": { $ref: "#/components/responses/BankError404" },
    "409": { $ref: "#/components/responses/BankError409" },
  });
  expect(Object.keys(components["schemas"])[0]).toBe("Transfer");
  const { valid, errors } = await new Validator().validate(folder.data());
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect((await folder.sync("check")).text).toBe("");
  await folder.sync("remove");
  expect(folder.read()).toBe(example["openapi.yaml"]);
});

test("fits a page", () => {
  for (const text of Object.values(example)) expect(text.split("\n").length).toBeLessThan(60);
});
