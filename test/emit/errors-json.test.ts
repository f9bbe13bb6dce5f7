// `errors.json`: valid by its schema, recognising what the packages recognise, and enough for a comparison.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import Ajv2020 from "ajv/dist/2020.js";
import { expect, test } from "vitest";
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
  const { files } = await compile(text, "emitters: { json: {} }\n");
  return JSON.parse(files.get("errors.json") ?? "");
}

test.each(["base", ...shipped])("of %s is valid, and recognises each fixture", async (name) => {
  const data = await dataOf(name === "base" ? base : projectFile(`catalog/${name}.yaml`));
  expect(valid(data) ? [] : valid.errors).toEqual([]);
  for (const { name: error, fixture } of data.errors) {
    if (fixture !== undefined) {
      expect(recognise(data.recognition, fixture)?.definition?.name).toBe(error);
    }
  }
});

test("is off unless it is asked for", async () => {
  const { files } = await compile(base);
  expect(files.has("errors.json")).toBe(false);
});

/** A tar archive with one file, as npm packs it. */
function archive(path: string, content: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write(`${Buffer.byteLength(content).toString(8).padStart(11, "0")}\0`, 124);
  const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512 + 1024);
  body.write(content);
  return gzipSync(Buffer.concat([header, body]));
}

test("is what diff compares with: of an installed package, or of an archive", async () => {
  const cwd = project({
    "catalog/pay.yaml": base,
    "faultbook.config.yaml": "emitters: { json: {} }\n",
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
  });
  writeFileSync(join(cwd, "pay.tgz"), archive("package/errors.json", errors));
  writeFileSync(join(cwd, "other.tgz"), archive("package/index.js", ""));
  writeFileSync(join(cwd, "none.tgz"), "none");
  for (const side of ["npm:@acme/pay@1.4.2", "npm:@acme/pay", "pay.tgz"]) {
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
    ["none.tgz", "package-without-facts"],
    ["nowhere.tgz", "file-not-found"],
  ] as const) {
    const outcome = await diff({ cwd, sides: [side] });
    expect([side, exitCodeOf(outcome), outcome.diagnostics[0]?.code]).toEqual([side, 2, code]);
  }
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
