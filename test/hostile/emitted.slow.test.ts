// Texts that try to leave their place, each in every place for free text: outputs keep their shape, and values arrive as they are.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CORE_SCHEMA, load, YAML11_SCHEMA } from "js-yaml";
import { beforeAll, describe, expect, test } from "vitest";
import { consumerOptions, temporaryFolder, typeCheck, writeFiles } from "../helpers.ts";
import { attempt, oneCatalog, project } from "./project.ts";
import { markdownFaults, shapeOf, textsBelow } from "./shape.ts";
import {
  catalogOf,
  codeText,
  harmless,
  line,
  moreTexts,
  nameOf,
  ordersAnywhere,
  otherTypes,
  prototypeNames,
  sampleTexts,
  statusesAtMost,
} from "./strings.ts";

/** What of a generated package these tests touch. */
interface Package {
  readonly MuseumErrorCode: Readonly<Record<string, string>>;
  readonly isMuseumErrorCode: (value: unknown) => boolean;
  readonly parseMuseumError: (response: object) => Parsed | undefined;
}

interface Parsed extends Error {
  readonly code: string | undefined;
  readonly wireCode: unknown;
  readonly requestId: string | undefined;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The data of `./definitions`. */
interface Texts {
  readonly museumErrorCatalog: {
    readonly title: string;
    readonly scopes: readonly string[];
    readonly statuses: readonly { readonly description: string }[];
    readonly reserved: readonly { readonly reason: string }[];
  };
  readonly museumErrorDefinitions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const sets = {
  code: [...Object.values(sampleTexts), ...moreTexts],
  orders: ordersAnywhere,
  "other types": otherTypes,
  "prototype names": prototypeNames,
} as const;

const folders: string[] = [];

async function generated(texts: readonly string[]): Promise<string> {
  const cwd = project(oneCatalog(catalogOf(texts), "museum.json"));
  const { code, text } = await attempt(cwd);
  if (code !== 0) throw new Error(text);
  return join(cwd, "generated/museum");
}

describe.each(Object.entries(sets))("texts that look like %s", (_, texts) => {
  let folder: string;
  let plain: string;
  beforeAll(async () => {
    folder = await generated(texts);
    folders.push(folder);
    plain = await generated(texts.map(harmless));
  });

  test("change the shape of no source, of no declaration and of no comment", () => {
    const before = textsBelow(plain, ".ts", ".js");
    const after = textsBelow(folder, ".ts", ".js");
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [path, text] of after) {
      expect(shapeOf(path, text), path).toEqual(shapeOf(path, before.get(path) ?? ""));
    }
  });

  test("are the same text for readers of YAML 1.1 and 1.2", async () => {
    for (const [path, text] of textsBelow(folder, "openapi.yaml")) {
      const core = load(text, { schema: CORE_SCHEMA });
      expect(load(text, { schema: YAML11_SCHEMA }), path).toEqual(core);
      for (const read of await otherReaders()) expect(read(text), path).toEqual(core);
      const scopes = JSON.stringify(core);
      for (const one of texts) expect(scopes).toContain(JSON.stringify(line(one)));
    }
  });

  test("arrive at run time as they are", async () => {
    const { museumErrorCatalog, museumErrorDefinitions }: Texts = await import(
      join(folder, "dist/definitions.js")
    );
    expect(museumErrorCatalog.title).toBe(line(texts[0] ?? ""));
    expect([...museumErrorCatalog.scopes].sort()).toEqual(texts.map(line).sort());
    expect(museumErrorCatalog.statuses.map((one) => one.description)).toEqual(
      texts.slice(0, statusesAtMost),
    );
    expect(museumErrorCatalog.reserved.map((one) => one.reason)).toEqual(texts.map(line));
    texts.forEach((text, i) => {
      expect(museumErrorDefinitions[nameOf(i)]).toMatchObject({
        title: line(text),
        summary: line(text),
        description: text,
        causes: [text, `${text} `],
        resolution: [text],
        deprecated: { reason: line(text) },
        operations: [line(text)],
      });
    });
    expect(globalThis).not.toHaveProperty("__PWNED__");
  });

  test("are codes like any other", async () => {
    const made: Package = await import(join(folder, "dist/index.js"));
    const codes = texts.map(codeText);
    for (const [i, code] of codes.entries()) {
      expect(made.MuseumErrorCode[nameOf(i)]).toBe(code);
      expect(made.isMuseumErrorCode(code)).toBe(true);
      const body = JSON.stringify({ code, message: "x", details: {}, [code]: texts[i] });
      const error = made.parseMuseumError({ status: 500, body });
      expect(error?.name).toBe(`${nameOf(i)}Error`);
      expect(error?.code).toBe(code);
    }
    for (const name of prototypeNames.filter((one) => !codes.includes(one))) {
      expect(made.isMuseumErrorCode(name)).toBe(false);
      const error = made.parseMuseumError({ status: 500, body: { code: name } });
      expect(error?.name).toBe("UnknownMuseumError");
      expect(error?.wireCode).toBe(name);
    }
    expect(globalThis).not.toHaveProperty("__PWNED__");
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

test.each(["errors.md", "README.md"])("texts make no HTML and no cell in %s", (name) => {
  expect(markdownFaults(readFileSync(join(folders[0] ?? "", name), "utf8"))).toEqual([]);
});

test("all of them type-check", { timeout: 240_000 }, async () => {
  const project = join(temporaryFolder(), "all");
  const include = folders.map((folder) => join(folder, "src/*.ts"));
  const compilerOptions = { ...consumerOptions(), isolatedDeclarations: true };
  writeFiles(project, [["tsconfig.json", JSON.stringify({ compilerOptions, include })]]);
  expect(await typeCheck("typescript7", join(project, "tsconfig.json"))).toBe("");
});

/** The package `yaml` where it is installed, for YAML 1.2 and 1.1. */
async function otherReaders(): Promise<readonly ((text: string) => unknown)[]> {
  const name = "yaml";
  try {
    const { parse } = (await import(/* @vite-ignore */ name)) as {
      readonly parse: (text: string, options: object) => unknown;
    };
    return (["1.2", "1.1"] as const).map((version) => (text) => parse(text, { version }));
  } catch {
    return [];
  }
}
