// Hand-written lists of codes that are kept equal to a catalog's: item by item, with their comments, and given back.

import { describe, expect, test } from "vitest";
import { fixture, type SyncFolder, syncFolder } from "./folder.ts";

const head =
  "openapi: 3.1.0\ninfo: { title: a, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    Mine:\n      type: string\n";

function folderOf(
  list: string,
  codes: object = { at: "#/components/schemas/Mine/enum" },
): SyncFolder {
  return syncFolder({
    "openapi.yaml": head + list,
    "shop.yaml": fixture("shop.yaml"),
    "pay.yaml": fixture("pay.yaml"),
    "faultbook.config.json": JSON.stringify({
      catalogs: ["shop.yaml", "pay.yaml"],
      specs: [{ path: "openapi.yaml", catalogs: ["shop"], components: "reached", codes }],
    }),
  });
}

const all = ["broken", "empty", "hidden", "missing", "sold", "taken"];

const lists: Readonly<Record<string, string>> = {
  "a block":
    "      enum: # ours\n        - missing # first\n        # gone soon\n        - stolen\n        - hidden\n      x-last: 1\n",
  "a block at the left": "      enum:\n      - hidden\n      - stolen\n",
  "comments behind items, the last of which goes":
    "      enum:\n        - hidden  # keep me\n        - stolen # z\n    Other: { type: string }\n",
  "a blank line and comments before items that go":
    "      enum:\n        - lost\n        - hidden\n\n        - stolen\n        # last\n        - zero # z\n\n    # other\n    Other: { type: string }\n",
  "comments behind the list":
    "      enum:\n        # one\n        - stolen\n        # one\n        - hidden\n        # one\n\n    # one\n    Other: { type: string }\n",
  "comments in a list that keeps nothing":
    "      enum:\n        # a\n        - stolen # b\n        # a\n        - lost # b\n        # a\n    Other: { type: string }\n",
  "a last item, behind which a code goes at the end of the text":
    "      enum:\n        - hidden\n        - sold # last\n",
  "quoted items": '      enum:\n        - "hidden"\n        - "sold"\n      x-last: 1\n',
  braces: "      enum: [missing, stolen, hidden] # ours\n",
  "braces that end with a stranger": "      enum: [ stolen, 'taken', lost ]\n",
  "strangers alone": "      enum: [stolen, lost]\n",
  "all of them": `      enum: [${all.join(", ")}]\n`,
};

describe.each(Object.entries(lists))("%s", (_, list) => {
  test("gets the codes of the catalog, and gives them back", async () => {
    const folder = folderOf(list);
    const { text } = await folder.sync();
    expect(text).not.toContain("error[");
    const synced = folder.read();
    expect([...folder.data().components.schemas.Mine.enum].sort()).toEqual(all);
    for (const [comment] of list.matchAll(/# .*/g))
      if (!/soon|z$|[ab]$/.test(comment)) expect(synced).toContain(comment);
    expect((await folder.sync("check")).changes).toEqual([]);
    await folder.sync("remove");
    expect(folder.read()).toBe(head + list);
  });
});

test("a new code goes behind the one before it, and a list that people changed since stays", async () => {
  const folder = folderOf("      enum:\n        - broken\n        # c\n        - taken\n");
  await folder.sync();
  expect(folder.read()).toContain(
    "        - broken\n        - empty\n        - hidden\n        - missing\n        - sold\n        # c\n        - taken\n",
  );
  folder.write("openapi.yaml", folder.read().replace("- sold", "- mine"));
  await folder.sync("remove");
  expect(folder.data().components.schemas.Mine.enum).toContain("mine");
});

test("a list whose codes are not those of the catalog any more is not restored, with a warning", async () => {
  const list = "      enum:\n        - broken # mine\n        - lost\n";
  const folder = folderOf(list);
  await folder.sync();
  folder.write("shop.yaml", fixture("shop.yaml").replace("[taken, sold]", "[taken, gone]"));
  const synced = folder.read();
  const { text, exit } = await folder.sync("remove");
  expect(exit).toBe(0);
  expect(text).toContain(
    'warning[spec-codes-changed]: The list "#/components/schemas/Mine/enum" is not restored',
  );
  folder.write("openapi.yaml", synced);
  await folder.sync();
  expect((await folder.sync("remove")).text).not.toContain("warning[");
  expect(folder.read()).toBe(head + list);
});

test.each([
  ["#/components/schemas/None/enum"],
  ["#/components/schemas/Mine"],
  ["#/components/schemas/Mine/type"],
  ["none.yaml#/enum"],
])("%s is no list, which is told", async (at) => {
  const folder = folderOf(lists["a block"] ?? "", { at });
  const { text, exit } = await folder.sync();
  expect(exit).toBe(1);
  expect(text).toContain(
    `error[spec-codes-place]: There is no list of values of its own at "${at}"`,
  );
  expect(text).toContain("--> faultbook.config.json:1:");
  expect(folder.read()).toBe(head + lists["a block"]);
});

test.each([
  ["nope", 'No catalog of this description has the id "nope".'],
  ["shopp", 'has the id "shopp". Did you mean "shop"?'],
  ["pay", 'No catalog of this description has the id "pay".'],
])(
  "the codes of %s, which no catalog of the description is, are not written",
  async (catalog, told) => {
    const list = lists["a block"] ?? "";
    const folder = folderOf(list, [{ at: "#/components/schemas/Mine/enum", catalog }]);
    const { text, exit } = await folder.sync();
    expect(exit).toBe(2);
    expect(text).toContain(`error[catalog-unknown]: `);
    expect(text).toContain(told);
    expect(folder.read()).toBe(head + list);
  },
);
