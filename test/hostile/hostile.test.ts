// The sample of hostile inputs, case by case: what must be refused is, by the real command, and what must be emitted arrives unharmed.

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { CORE_SCHEMA, load, YAML11_SCHEMA } from "js-yaml";
import { beforeAll, describe, expect, test } from "vitest";
import { oneCatalog, project, put, run, snapshot } from "./project.ts";
import { sample } from "./refused.ts";
import { compileFaults, markdownFaults, shapeOf, textsBelow } from "./shape.ts";
import { catalogOf, codeText, harmless, line, nameOf, sampleTexts } from "./strings.ts";

describe("must be refused", () => {
  test.each(sample)("$id: $what", async ({ input, codes, at, says }) => {
    const cwd = project(
      typeof input === "string" || input instanceof Uint8Array ? oneCatalog(input) : input,
    );
    // What is there from an earlier run must stay too.
    put(cwd, { "generated/tiny/README.md": "an earlier run", "escape/x": "outside" });
    const before = snapshot(cwd);
    const { code, stdout, stderr } = await run(["generate"], { cwd });
    expect(snapshot(cwd)).toEqual(before);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    const [first = ""] = codes;
    expect(stderr).toContain(`error[${first}]: `);
    expect(stderr).toContain(`--> ${at?.includes("/") ? at : `catalog/tiny.yaml:${at}`}\n`);
    for (const word of says) expect(stderr).toContain(word);
    expect(stderr).not.toMatch(/^\s+at |node:internal|undefined|\[object /m);
    expect(stderr).toMatch(new RegExp(`\\n${codes.length} errors?\\n$`));
  });
});

/** The texts of the sample; S19 has three. */
const texts = [...Object.values(sampleTexts), "007", "2024-02-30"];
const indexOf = (id: keyof typeof sampleTexts): number => Object.keys(sampleTexts).indexOf(id);

const wire = `id: wire
title: Wire API
version: 1.0.0
prefix: Wire
codeType: string
envelopes:
  Body: { code: /code, message: /message }
definitions:
  RateLimit:
    code: RATE_LIMIT
    kind: rate-limited
    summary: Too many requests.
    status: 429
    params:
      account: { type: string, at: /details/account, optional: true }
      limit: { type: integer, at: /details/limit, safe: true, optional: true }
`;

/** What of the packages these tests touch. */
interface Parsed extends Error {
  readonly code: string | undefined;
  readonly body: unknown;
  readonly params: Readonly<Record<string, unknown>>;
}

type Parse = (response: object) => Parsed | undefined;

describe("must be emitted", () => {
  let cwd: string;
  let museum: string;
  let plain: string;
  beforeAll(async () => {
    cwd = project({ "catalog/museum.json": catalogOf(texts), "catalog/wire.yaml": wire });
    const { code, stderr } = await run(["generate"], { cwd });
    if (code !== 0) throw new Error(stderr);
    museum = join(cwd, "generated/museum");
    const harmlessCwd = project(oneCatalog(catalogOf(texts.map(harmless)), "museum.json"));
    await run(["generate"], { cwd: harmlessCwd });
    plain = join(harmlessCwd, "generated/museum");
  }, 30_000);

  test("S01, S02, S03, S06: no text leaves its place", () => {
    const before = textsBelow(plain, ".ts", ".js");
    for (const [path, text] of textsBelow(museum, ".ts", ".js")) {
      expect(shapeOf(path, text), path).toEqual(shapeOf(path, before.get(path) ?? ""));
    }
  });

  test.each(["S01", "S02", "S03", "S05", "S06", "S18", "S19"] as const)(
    "%s: the text is at run time what the catalog says",
    async (id) => {
      const text = sampleTexts[id];
      const name = nameOf(indexOf(id));
      const { museumErrorDefinitions } = await import(join(museum, "dist/definitions.js"));
      expect(museumErrorDefinitions[name]).toMatchObject({
        summary: line(text),
        description: text,
      });
      const codes = await import(join(museum, "dist/codes.js"));
      expect(codes[`${name}Facts`].message).toEqual([text]);
      const { parseMuseumError }: { parseMuseumError: Parse } = await import(
        join(museum, "dist/index.js")
      );
      const body = { code: codeText(text), message: text };
      const error = parseMuseumError({ status: 500, body });
      expect(error).toMatchObject({ name: `${name}Error`, code: codeText(text), body });
      expect(error?.message).toBe(text.replace("\n", "\\u000a").replace("\u2028", "\\u2028"));
      expect(globalThis).not.toHaveProperty("__PWNED__");
    },
  );

  test("S05: a text with @internal takes nothing out of the declarations", {
    timeout: 60_000,
  }, () => {
    const declared = new Map<string, string>();
    const sources = [join(museum, "src"), join(cwd, "generated/wire/src")];
    const faults = compileFaults(sources, (path, text) => declared.set(path, text));
    expect(faults).toEqual([]);
    const name = nameOf(indexOf("S05"));
    expect(declared.get(join(museum, "src/codes.d.ts"))).toContain(`${name} = "`);
    expect(declared.get(join(museum, "src/errors.d.ts"))).toContain(`class ${name}Error extends`);
    expect(declared.get(join(museum, "src/guards.d.ts"))).toContain(`is${name}Error(`);
  });

  test("S06, S18: no text makes HTML or a cell of a table", () => {
    const page = readFileSync(join(museum, "errors.md"), "utf8");
    expect(markdownFaults(page)).toEqual([]);
    const rows = page.split("\n").filter((one) => one.startsWith("|") && one.includes("left \\|"));
    expect(rows.length).toBeGreaterThan(0);
    for (const [path, text] of textsBelow(museum, ".ts", ".js", ".json", ".yaml")) {
      expect(text, path).not.toMatch(/&lt;|&amp;|&quot;/);
    }
  });

  test("S19: NO, 007 and 2024-02-30 are texts for readers of YAML 1.1 and 1.2", () => {
    const text = readFileSync(join(museum, "openapi.yaml"), "utf8");
    const core = load(text, { schema: CORE_SCHEMA });
    expect(load(text, { schema: YAML11_SCHEMA })).toEqual(core);
    for (const one of ["NO", "007", "2024-02-30"]) {
      expect(JSON.stringify(core)).toContain(JSON.stringify(one));
      // Readers that take an impossible day for a date refuse the whole file.
      expect(text).toContain(`- ${JSON.stringify(one)}\n`);
    }
  });

  test("S24: a code is a text or a number, and a name that every object has is none", async () => {
    const { parseWireError }: { parseWireError: Parse } = await import(
      join(cwd, "generated/wire/dist/index.js")
    );
    for (const code of [["RATE_LIMIT"], { toString: "RATE_LIMIT" }, null, true, NaN, ""]) {
      expect(parseWireError({ body: { code } })).toBeUndefined();
      expect(parseWireError({ status: 500, body: { code } })?.name).toBe("UnknownWireError");
    }
    for (const code of ["toString", "__proto__", "constructor", "hasOwnProperty", "rate_limit"]) {
      expect(parseWireError({ body: `{"code":"${code}"}` })).toBeUndefined();
      expect(parseWireError({ status: 429, body: { code } })?.name).toBe("UnknownWireError");
    }
  });

  test("S25: a body with __proto__ changes no prototype", async () => {
    const { parseWireError }: { parseWireError: Parse } = await import(
      join(cwd, "generated/wire/dist/index.js")
    );
    for (const key of ["__proto__", "constructor", "prototype"]) {
      const text = `{"code":"RATE_LIMIT","${key}":{"admin":true},"details":{"${key}":{"admin":true},"limit":3}}`;
      const body: unknown = JSON.parse(text);
      for (const given of [body, text, new TextEncoder().encode(text)]) {
        const error = parseWireError({ status: 429, body: given });
        expect(error?.name).toBe("RateLimitError");
        expect(error).not.toHaveProperty("admin");
        expect(Object.getPrototypeOf(Object.getPrototypeOf(error)).constructor.name).toBe(
          "WireError",
        );
        expect(error?.params).toEqual({ limit: 3 });
      }
      expect(JSON.stringify(body)).toBe(text);
    }
    expect({}).not.toHaveProperty("admin");
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test("S26: the value of an unsafe param is shown by nothing", async () => {
    const script = `
      import { inspect } from "node:util";
      import { parseWireError } from ${JSON.stringify(join(cwd, "generated/wire/dist/index.js"))};
      const body = { code: "RATE_LIMIT", message: "Slow down.", details: { account: "canary", limit: 3 } };
      const error = parseWireError({ status: 429, body, headers: { "x-request-id": "1" } });
      if (error.params.account !== "canary" || error.params.limit !== 3) throw new Error("no params");
      console.log(error.message, error.stack, String(error), JSON.stringify(error), { ...error });
      console.log(error);
      console.error(inspect(error, { depth: 9, showHidden: true }));
      console.dir({ nested: [error] }, { depth: 9 });
      console.table([error]);
      console.log(Object.entries(error), structuredClone(error), new Error("outer", { cause: error }));
      throw error;`;
    const args = ["--input-type=module", "-e", script];
    const ended = await promisify(execFile)(process.execPath, args).catch((error) => error);
    expect(ended.code).toBe(1);
    expect(`${ended.stdout}`).toContain("Slow down.");
    expect(`${ended.stdout}${ended.stderr}`.replace(script, "")).not.toContain("canary");
  });
});
