// `errors.json`: valid by its schema, recognising what the packages recognise, and enough for a comparison.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import Ajv2020 from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { withSteps } from "../../generator/catalog/steps.ts";
import { exitCodeOf } from "../../generator/diagnostics/exit-codes.ts";
import { diff, explain, generate } from "../../generator/index.ts";
import { recognise } from "../../runtime/recognise.ts";
import { base, breaking, edited } from "../change/edits.ts";
import { compile, projectFile, shipped } from "../helpers.ts";
import { project, put } from "../hostile/project.ts";

const valid = new Ajv2020({ strict: false }).compile(
  JSON.parse(projectFile("schema/errors.schema.json")),
);

async function dataOf(text: string) {
  const { files } = await compile(text);
  return JSON.parse(files.get("errors.json") ?? "");
}

test.each(["base", ...shipped])("of %s is valid, and recognises each fixture", async (name) => {
  const data = await dataOf(name === "base" ? base : projectFile(`catalog/${name}.yaml`));
  expect(valid(data) ? [] : valid.errors).toEqual([]);
  for (const { name: error, fixture } of data.errors) {
    if (fixture !== undefined) {
      expect(recognise(withSteps(data.recognition), fixture)?.definition?.name).toBe(error);
    }
  }
});

test.each([
  ["{}", true],
  ["emitters: { json: {}, package: false }", true],
  ["emitters: { json: false }", false],
  ["emitters: { package: false }", false],
])("is in every package unless it is switched off: %j", async (config, isThere) => {
  const { files } = await compile(base, `${config}\n`);
  expect(files.has("errors.json")).toBe(isThere);
});

/** A tar archive, as npm packs it. */
function archive(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).flatMap(([path, content]) => {
    const header = Buffer.alloc(512);
    header.write(`package/${path}`, 0);
    header.write(`${Buffer.byteLength(content).toString(8).padStart(11, "0")}\0`, 124);
    header.write("ustar", 257);
    const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512);
    body.write(content);
    return [header, body];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

test("is what diff compares with: of an installed package, or of an archive", async () => {
  const cwd = project({
    "catalog/pay.yaml": base,
  });
  expect(exitCodeOf(await generate({ cwd, mode: "write" }))).toBe(0);
  const errors = readFileSync(join(cwd, "generated/pay/errors.json"), "utf8");
  mkdirSync(join(cwd, "node_modules/@acme/pay"), { recursive: true });
  put(cwd, {
    "node_modules/@acme/pay/package.json": '{ "version": "1.4.2" }',
    "node_modules/@acme/pay/errors.json": errors,
    "node_modules/bare/package.json": '{ "version": "1.0.0" }',
    "node_modules/odd/package.json": '{ "version": "1.0.0" }',
    "node_modules/odd/errors.json": '{ "format": 2 }',
    "catalog/pay.yaml": edited(breaking[0]?.edits ?? []),
    "made/pay/errors.json": errors,
    "empty/package.json": '{ "version": "1.0.0" }',
  });
  writeFileSync(join(cwd, "pay.tgz"), archive({ "errors.json": errors }));
  writeFileSync(join(cwd, "other.tgz"), archive({ "index.js": "" }));
  for (const side of [
    "npm:@acme/pay@1.4.2",
    "npm:@acme/pay",
    "pay.tgz",
    "made/pay",
    "./made/pay/",
  ]) {
    const { value } = await diff({ cwd, sides: [side] });
    expect(value?.catalogs[0]?.changes.map(({ kind }) => kind)).toEqual(["definition-renamed"]);
  }
  for (const [side, code] of [
    ["npm:@acme/pay@1.4.1", "package-version"],
    ["npm:@acme/none", "package-missing"],
    ["npm:../pay", "package-missing"],
    ["npm:bare", "package-without-facts"],
    ["npm:odd", "package-unreadable"],
    ["other.tgz", "package-without-facts"],
    ["nowhere.tgz", "file-not-found"],
    ["empty", "diff-folder"],
    ["catalog", "diff-folder"],
  ] as const) {
    const outcome = await diff({ cwd, sides: [side] });
    expect([side, exitCodeOf(outcome), outcome.diagnostics[0]?.code]).toEqual([side, 2, code]);
  }
});

test.each([
  ["a text", () => Buffer.from("garbage"), "it is not compressed by gzip"],
  ["nothing", () => Buffer.alloc(0), "it is not compressed by gzip"],
  ["a compressed text", () => gzipSync("garbage".repeat(100)), "it is not a tar archive"],
  ["half of one", (whole: Buffer) => whole.subarray(0, whole.length / 2), "it is cut off"],
  [
    "one of half a file",
    (whole: Buffer) => gzipSync(gunzipSync(whole).subarray(0, 600)),
    "it is cut off",
  ],
  [
    "one with other bytes",
    (whole: Buffer) => Buffer.concat([whole.subarray(0, 12), Buffer.alloc(40, 255)]),
    "it is damaged",
  ],
] as const)("an archive that is %s says why it cannot be read", async (_, change, reason) => {
  const cwd = project({ "catalog/pay.yaml": base });
  const whole = archive({ "errors.json": "x".repeat(5000), "package.json": "{}" });
  writeFileSync(join(cwd, "pay.tgz"), change(whole));
  for (const run of [
    diff({ cwd, sides: ["pay.tgz"] }),
    explain({ cwd, word: "busy", package: "pay.tgz" }),
  ]) {
    const outcome = await run;
    expect([exitCodeOf(outcome), ...outcome.diagnostics.map(({ message }) => message)]).toEqual([
      2,
      `The archive "pay.tgz" cannot be read: ${reason}.`,
    ]);
  }
});

/** Internal definitions, with an envelope, schemas and a code that only they use. */
const internal = `
envelopes:
  Standard: { code: /error/code, message: /error/message }
  Hidden: { code: /hidden/code, body: { type: object, properties: { hidden: { $ref: "#/schemas/HiddenWhole" } } } }
schemas:
  HiddenWhole: { type: object, properties: { code: { type: string }, part: { $ref: "#/schemas/HiddenPart" } } }
  HiddenPart: { type: string }
`;

const open = `id: open
title: Open API
version: 1.0.0
prefix: Open
codeType: string
envelope: Standard
envelopes:
  Standard: { code: /error/code, message: /error/message }
definitions:
  Busy: { code: busy, kind: unavailable, summary: It is busy., status: 503 }
`;
const withInternal = `${open.replace(/envelopes:\n.*\n/, internal.slice(1))}  Ledger: { code: ledger, kind: internal, summary: It is closed., status: 500, internal: true, envelope: Hidden }
`;

test("leaves internal definitions out, which a comparison does not take for changes", async () => {
  const data = await dataOf(withInternal);
  expect(data.omits).toEqual(["internal"]);
  const cwd = project({ "catalog/open.yaml": withInternal, "faultbook.config.yaml": "{}\n" });
  expect(exitCodeOf(await generate({ cwd, mode: "write" }))).toBe(0);
  const errors = readFileSync(join(cwd, "generated/open/errors.json"), "utf8");
  writeFileSync(join(cwd, "open.tgz"), archive({ "errors.json": errors }));
  put(cwd, { "old.yaml": withInternal });
  const kindsOf = async (...sides: readonly string[]) => {
    const { value } = await diff({ cwd, sides, require: true });
    return value?.catalogs.flatMap(({ changes }) => changes.map(({ kind }) => kind));
  };
  expect(await kindsOf("open.tgz")).toEqual([]);
  expect(await kindsOf("old.yaml", "open.tgz")).toEqual([]);
  expect(await kindsOf("open.tgz", "open.tgz")).toEqual([]);
  put(cwd, { "catalog/open.yaml": open });
  expect(await kindsOf("open.tgz")).toEqual([]);
  expect(await kindsOf("old.yaml")).toContain("definition-removed");
  // What was public and is internal now is told as that, and not as removed.
  const hidden = open.replace("status: 503", "status: 503, internal: true");
  put(cwd, {
    "catalog/open.yaml": `${hidden}  Gone: { code: gone, kind: not-found, summary: It is gone., status: 410 }\n`,
  });
  expect(await kindsOf("open.tgz")).toEqual(["definition-added", "visibility-changed"]);
});

test("of a package of several catalogs has each of them", async () => {
  const cwd = project({
    "catalog/open.yaml": open,
    "catalog/pay.yaml": base,
    "faultbook.config.yaml": "outputs: [{ path: all, joined: {} }]\n",
  });
  expect(exitCodeOf(await generate({ cwd, mode: "write" }))).toBe(0);
  const files = ["package.json", "open/errors.json", "pay/errors.json"].map(
    (path) => [path, readFileSync(join(cwd, "all", path), "utf8")] as const,
  );
  writeFileSync(join(cwd, "all.tgz"), archive(Object.fromEntries(files)));
  put(
    cwd,
    Object.fromEntries(files.map(([path, text]) => [`node_modules/@acme/all/${path}`, text])),
  );
  put(cwd, { "catalog/pay.yaml": edited(breaking[0]?.edits ?? []) });
  for (const side of ["npm:@acme/all", "all.tgz", "all"]) {
    const { value } = await diff({ cwd, sides: [side] });
    expect(value?.catalogs.map(({ id, changes }) => [id, changes.map(({ kind }) => kind)])).toEqual(
      [
        ["open", []],
        ["pay", ["definition-renamed"]],
      ],
    );
  }
  const only = await diff({ cwd, sides: ["all.tgz"], only: ["open"] });
  expect(only.value?.catalogs.map(({ id }) => id)).toEqual(["open"]);
  const same = await diff({ cwd, sides: ["all.tgz", "npm:@acme/all"] });
  expect(same.value?.catalogs.map(({ changes }) => changes.length)).toEqual([0, 0]);
  const missing = await diff({ cwd, sides: ["all.tgz", "catalog/open.yaml"] });
  expect([exitCodeOf(missing), missing.diagnostics.map(({ message }) => message)]).toEqual([
    2,
    ['The old side has the catalog "pay", and the new side has no catalog with this id.'],
  ]);
  for (const word of ["busy", "open/Busy"]) {
    const found = await explain({ cwd, package: "@acme/all", word });
    const ids = found.value?.matches.map((one) => "catalog" in one && one.catalog.id);
    expect(ids).toEqual(word === "busy" ? ["open", "pay"] : ["open"]);
  }
  const asked = await explain({ cwd, package: "@acme/all", word: "busy", only: ["pay"] });
  expect(asked.value?.matches).toHaveLength(1);
});

test("is what explain asks of a package", async () => {
  const data = await dataOf(base);
  const cwd = project({
    "node_modules/pay/package.json": '{ "version": "1.4.2" }',
    "node_modules/pay/errors.json": JSON.stringify(data),
  });
  const own = project({ "catalog/pay.yaml": base });
  const response = { status: 503, headers: {}, body: '{"error":{"code":"busy"}}' };
  for (const asked of [{ word: "busy" }, { word: "CardDeclinedError" }, { response }]) {
    const found = await explain({ cwd, package: "pay", ...asked });
    const wanted = await explain({ cwd: own, ...asked });
    expect(found.value?.matches).toMatchObject(JSON.parse(JSON.stringify(wanted.value?.matches)));
  }
  const missing = await explain({ cwd, package: "none", word: "busy" });
  expect([exitCodeOf(missing), missing.diagnostics[0]?.code]).toEqual([2, "package-missing"]);
});
