// Importing again: what the sources say otherwise is listed, and only what is new is added.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exitCodeOf, generate, importErrors, init, validate } from "../../generator/index.ts";
import { loadCatalog } from "../../generator/rules/load.ts";
import { folderWith, imported, specFile } from "./project.ts";

const spec = specFile("maps.yaml");
const path = "catalog/acme-developer-platform.yaml";

async function begun() {
  const { cwd } = await imported({ "openapi.yaml": spec });
  const again = (update = false) => importErrors({ cwd, sources: ["openapi.yaml"], update });
  const put = (name: string, text: string) => writeFileSync(join(cwd, name), text);
  const read = () => readFileSync(join(cwd, path), "utf8");
  return { again, put, read };
}

test("an unchanged source gives no drift, whatever a person did to the catalog", async () => {
  const { again, put, read } = await begun();
  put(
    path,
    read().replace(
      "summary: This error occurs when trying to create",
      "summary: Somebody tried to create",
    ),
  );
  const before = read();
  const { value, diagnostics } = await again();
  expect({ drift: value?.drift, diagnostics }).toEqual({ drift: [], diagnostics: [] });
  expect(read()).toBe(before);
});

const changed = spec
  .replace("mfa_required]", "quota_reached]")
  .replace('"409":', '"412":')
  .replace("malformed or contains", "malformed, or contains");

test("new codes, those that are gone, other statuses and other texts are listed, and nothing is written", async () => {
  const { again, put, read } = await begun();
  put("openapi.yaml", changed);
  const before = read();
  const { value, diagnostics } = await again();
  expect(value?.drift).toEqual([
    "new     quota_reached (QuotaReached)",
    "gone    mfa_required",
    "status  already_exists: 409 → 412",
    "text    invalid_request",
  ]);
  expect(diagnostics.map(({ code }) => code)).toEqual(["import-drift"]);
  expect(read()).toBe(before);
});

test("an update adds what is new behind the rest, and takes note of the other changes", async () => {
  const { again, put, read } = await begun();
  put("openapi.yaml", changed);
  put(path, `${read()}# The end.\n`);
  const before = read();
  const { value, diagnostics } = await again(true);
  expect({ change: value?.change, diagnostics }).toEqual({ change: "update", diagnostics: [] });
  const after = read();
  const added = `
  QuotaReached:
    code: quota_reached
    kind: quota-exceeded
    summary: Quota reached. # TODO: say what went wrong
    source: openapi
`;
  expect(after).toBe(
    before.replace("    source: openapi\n# The end.", `    source: openapi\n${added}# The end.`),
  );
  expect((await loadCatalog({ path, text: after })).diagnostics).toEqual([]);
  expect((await again()).value?.drift).toEqual([]);
});

test("a catalog that nobody imported is compared by its codes", async () => {
  const { again, put } = await begun();
  put("imports/acme-developer-platform.yaml", "id: acme\n");
  put("openapi.yaml", changed);
  expect((await again()).value?.drift).toEqual([
    "new     quota_reached (QuotaReached)",
    "gone    mfa_required",
  ]);
});

test("a project that begins afterwards takes in the catalog, and makes no other", async () => {
  const { cwd } = await imported({ "openapi.yaml": spec });
  const { value, diagnostics } = await init({ cwd });
  expect(diagnostics).toEqual([]);
  expect(value?.written).toEqual(["faultbook.config.yaml"]);
  expect(value?.next[0]).toContain(path);
  expect((await validate({ cwd })).value).toMatchObject({ catalogs: 1, definitions: 6 });
});

test("new codes come with the line ends of the catalog", async () => {
  const { again, put, read } = await begun();
  put(path, read().replaceAll("\n", "\r\n"));
  put("openapi.yaml", changed);
  expect((await again(true)).value?.change).toBe("update");
  expect(read()).toContain("quota_reached");
  expect(read().replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
});

test.each([
  ["id", "Foo Bar"],
  ["id", "foo_bar"],
  ["id", "FooBar"],
  ["prefix", "lower case"],
  ["prefix", "A".repeat(33)],
  ["to", "mine.txt"],
])(
  "an option that catalogs cannot have is told before anything is read: %s %j",
  async (name, value) => {
    const cwd = folderWith({});
    const outcome = await importErrors({ cwd, sources: ["missing.md"], [name]: value });
    expect(outcome.diagnostics.map(({ code }) => code)).toEqual(["import-option"]);
    expect(exitCodeOf(outcome)).toBe(2);
  },
);

test("a catalog beside the others is named to whoever begins afterwards", async () => {
  const cwd = folderWith({ "openapi.yaml": spec });
  const { value } = await importErrors({ cwd, sources: ["openapi.yaml"], to: "api/mine.yaml" });
  expect(value?.next[1]).toContain('add "api/mine.yaml" to "catalogs"');
});

test("what was generated of a catalog is no source of it", async () => {
  const text = `export enum ErrorCode { CardLost = "card_lost", CardOld = "card_old" }\n`;
  const cwd = folderWith({ "src/errors.ts": text });
  const read = { cwd, sources: ["src"], id: "cards" };
  await importErrors(read);
  const config = "output: src/generated\nemitters: { package: false }\n";
  writeFileSync(join(cwd, "faultbook.config.yaml"), config);
  expect((await generate({ cwd })).diagnostics).toEqual([]);
  expect(existsSync(join(cwd, "src/generated/cards/src/errors.ts"))).toBe(true);
  expect(await importErrors(read)).toMatchObject({ value: { drift: [] }, diagnostics: [] });
});

const page =
  "# Errors\n\n| Code | HTTP | Meaning |\n|---|---|---|\n| `mfa_required` | 409 | Sign in twice. |\n| `page_only` | 404 | It is on the page alone. |\n";

test("each source is compared with what it said itself, and sources that are not named are listed", async () => {
  const { cwd } = await imported({ "openapi.yaml": spec, "errors.md": page });
  const again = async (sources: readonly string[], update = false) => {
    const to = { cwd, to: path, update };
    const { value, diagnostics } = await importErrors({ ...to, sources });
    return [value?.drift, value?.absent, diagnostics.map(({ code }) => code)];
  };
  const put = (name: string, text: string) => writeFileSync(join(cwd, name), text);
  expect(await again(["openapi.yaml"])).toEqual([[], ["errors.md"], []]);
  expect(await again(["./errors.md"])).toEqual([[], ["openapi.yaml"], []]);
  put(
    "errors.md",
    page
      .replace("404", "410")
      .replace("twice", "again")
      .replace(/^.*page_only.*$/m, ""),
  );
  const lines = ["gone    page_only (errors.md)", "text    mfa_required (errors.md)"];
  expect(await again(["openapi.yaml"])).toEqual([[], ["errors.md"], []]);
  expect(await again(["errors.md"])).toEqual([lines, ["openapi.yaml"], ["import-drift"]]);
  expect(await again(["openapi.yaml", "errors.md"])).toEqual([lines, [], ["import-drift"]]);
  expect(await again(["errors.md"], true)).toEqual([lines, ["openapi.yaml"], []]);
  expect(await again(["openapi.yaml", "errors.md"])).toEqual([[], [], []]);
  put("more.md", page.replace("page_only", "already_exists"));
  const more = ["source  more.md"];
  expect(await again(["more.md"])).toEqual([
    more,
    ["openapi.yaml", "errors.md"].sort(),
    ["import-drift"],
  ]);
  expect(await again(["more.md"], true)).toEqual([more, ["errors.md", "openapi.yaml"], []]);
  put("more.md", page.replace("page_only", "already_exists").replace("404", "422"));
  expect(await again(["more.md"])).toEqual([
    ["status  already_exists: 404 → 422 (more.md)"],
    ["errors.md", "openapi.yaml"],
    ["import-drift"],
  ]);
});

test("one of several sources leads to the catalog that it was imported into, whatever its title is", async () => {
  const { cwd } = await imported({ "openapi.yaml": spec, "errors.md": page });
  const alone = () => importErrors({ cwd, sources: ["errors.md"] });
  expect((await alone()).value).toMatchObject({ path, change: "keep", absent: ["openapi.yaml"] });
  writeFileSync(join(cwd, "openapi.yaml"), spec.replace(/title: [^,\n}]+/, "title: Another API"));
  const renamed = await importErrors({ cwd, sources: ["openapi.yaml"] });
  expect(renamed.value).toMatchObject({ path, change: "keep", drift: [] });
  await importErrors({ cwd, sources: ["errors.md"], id: "other" });
  expect((await alone()).value?.change).toBe("create");
});

test("what is added gets a name that is free, and the drift has it", async () => {
  const source = (...members: readonly string[]) =>
    `export enum ErrorCode { ${members.join(", ")} }\n`;
  const { cwd, value } = await imported({
    "codes.ts": source("StockMissing = 'stock_missing'", "CardLost = 'card_lost'"),
  });
  const again = () => importErrors({ cwd, sources: ["codes.ts"], update: true });
  writeFileSync(
    join(cwd, "codes.ts"),
    source("StockMissing = 'stock_gone'", "CardLost = 'card_lost'", "Odd = 42"),
  );
  const { value: first, diagnostics } = await again();
  expect(diagnostics).toEqual([]);
  expect(first?.drift).toEqual([
    "new     stock_gone (StockGone)",
    'left    42 (Odd): the catalog has "codeType: string"; write "mixed" to add it',
    "gone    stock_missing",
  ]);
  const catalog = readFileSync(join(cwd, value.path), "utf8");
  expect(catalog).toMatch(/^ {2}StockGone:\n {4}code: stock_gone$/m);
  expect(catalog).not.toContain("42");
  writeFileSync(join(cwd, value.path), catalog.replace("codeType: string", "codeType: mixed"));
  expect((await again()).value?.drift).toEqual(["new     42 (Odd)"]);
});
