// Generated packages at work: what is on the wire by the documents, and each catalog's own examples.

import { beforeAll, describe, expect, test } from "vitest";
import type { Definition, Example, Json } from "../../generator/catalog/catalog.ts";
import {
  accepting,
  type Compiled,
  compile,
  type Imported,
  importPackage,
  projectFile,
  shipped,
} from "../helpers.ts";

/** Facts that were taken from the documents by another hand than the catalog's. */
interface Wire {
  readonly codes: readonly (string | number)[];
  readonly statuses: readonly number[];
  readonly bodies: readonly {
    readonly source?: string;
    readonly code: string | number;
    readonly body: Readonly<Record<string, Json>>;
  }[];
  /** What is true of definitions, or of codes with a name of their own. */
  readonly facts: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  /** Responses that no document prints, and the errors that they are by what the documents say. */
  readonly others: readonly {
    readonly name: string;
    readonly status?: number;
    readonly body: Json;
    readonly requestId?: string;
    readonly effect?: string;
  }[];
  readonly successes: readonly Json[];
}

interface Shown {
  readonly definition: Definition;
  readonly example: Example;
}

function examplesOf({ catalog }: Compiled): readonly Shown[] {
  return catalog.definitions.flatMap((definition) =>
    definition.examples.map((example) => ({ definition, example })),
  );
}

/** Gives a body in every form in which a caller may have it. */
function formsOf(body: Json): readonly (readonly [form: string, body: unknown])[] {
  const text = JSON.stringify(body);
  const bytes = new TextEncoder().encode(text);
  const wide = new Uint8Array(bytes.length + 7);
  wide.set(bytes, 3);
  return [
    ["value", body],
    ["text", text],
    ["text with a byte order mark", `\ufeff${text}`],
    ["bytes", bytes],
    ["bytes inside a larger buffer", wide.subarray(3, 3 + bytes.length)],
    ["a Node buffer", Buffer.from(text)],
    ["an ArrayBuffer", bytes.buffer.slice(0)],
    ["a DataView", new DataView(bytes.buffer)],
  ];
}

function messageIn(body: Readonly<Record<string, Json>>): Json | undefined {
  return ["errorMessage", "error_description", "message", "msg", "errorMsg"]
    .map((field) => body[field])
    .find((one) => one !== undefined);
}

interface Expected {
  readonly definition: Definition;
  readonly code: string | number;
  readonly message: Json | undefined;
}

/** Checks that a response is its definition and no other one, as an exception and as plain facts. */
function checkIs(imported: Imported, response: object, expected: Expected): void {
  const { definition, code, message } = expected;
  const error = imported.parse(response);
  const facts = definition.codes.find((one) => one.literal === code);
  expect(error).toBeInstanceOf(imported.classes.get(definition.name));
  expect(error).toBeInstanceOf(Error);
  expect(imported.all[`${definition.name}Error`]).toBe(error?.constructor);
  expect(accepting(imported, error)).toEqual([definition.name]);
  expect(imported.isError(error)).toBe(true);
  expect(imported.isUnknown(error)).toBe(false);
  expect({
    name: error?.name,
    code: error?.code,
    kind: error?.kind,
    retry: error?.retry,
    effect: error?.effect,
  }).toEqual({
    name: `${definition.name}Error`,
    code,
    kind: definition.kind,
    retry: facts?.retry,
    effect: facts?.effect,
  });
  if (message !== undefined) expect(error?.message).toBe(message);
  expect(error?.stack?.startsWith(`${definition.name}Error: ${error.message}`)).toBe(true);
  expect(imported.isCode(error?.code)).toBe(true);
  expect(imported.identify(response)).toEqual({
    name: definition.name,
    code,
    kind: definition.kind,
    retry: facts?.retry,
    effect: facts?.effect,
  });
}

describe.each(shipped)("%s by its documents", (id) => {
  const wire = JSON.parse(projectFile(`test/wire/${id}.json`)) as Wire;
  let compiled: Compiled;
  let imported: Imported;
  beforeAll(async () => {
    compiled = await compile(projectFile(`catalog/${id}.yaml`));
    imported = await importPackage(compiled);
  });

  const shown = (codes: readonly (string | number)[]) =>
    [...new Set(codes.map((code) => JSON.stringify(code)))].sort();

  test("its codes are those of the documents, each with its JSON type", () => {
    const codes = compiled.catalog.codes.map(({ literal }) => literal);
    expect(shown(codes)).toEqual(shown(wire.codes));
    const name = Object.keys(imported.all).find(
      (one) => one.endsWith("ErrorCode") && !/^is/.test(one),
    );
    const members = imported.all[name ?? ""] as Readonly<Record<string, string | number>>;
    // An enum of numbers has its members' names as values too.
    const values = Object.entries(members).filter(([key]) => !/^-?\d+$/.test(key));
    expect(shown(values.map(([, value]) => value))).toEqual(shown(wire.codes));
    for (const code of wire.codes) {
      expect(imported.isCode(code)).toBe(true);
      expect(imported.isCode(typeof code === "number" ? String(code) : Number(code))).toBe(false);
    }
  });

  test("it knows every status of the documents", () => {
    const { statuses, definitions } = compiled.catalog;
    const known = new Set([
      ...statuses.map(({ key }) => key),
      ...definitions.flatMap((definition) => definition.statuses.map(String)),
    ]);
    expect(wire.statuses.map(String).filter((status) => !known.has(status))).toEqual([]);
  });

  test("its examples are the bodies of the documents, to the order of their keys", () => {
    const cited = examplesOf(compiled).flatMap(({ example: { sources, body } }) =>
      wire.bodies.some((one) => one.source !== undefined)
        ? sources.map((source) => `${source.id} ${JSON.stringify(body)}`)
        : [JSON.stringify(body)],
    );
    const printed = wire.bodies.map(({ source, body }) =>
      source === undefined ? JSON.stringify(body) : `${source} ${JSON.stringify(body)}`,
    );
    expect([...new Set(cited)].sort()).toEqual([...new Set(printed)].sort());
  });

  test("every body of the documents, in any form, is its own error", () => {
    const examples = examplesOf(compiled);
    for (const { code, body } of wire.bodies) {
      const text = JSON.stringify(body);
      const owner = examples.find(({ example }) => JSON.stringify(example.body) === text);
      expect(owner?.definition, text).toBeDefined();
      if (owner === undefined) continue;
      const expected = { definition: owner.definition, code, message: messageIn(body) };
      for (const [form, given] of formsOf(body)) {
        expect(form).toBeTypeOf("string");
        checkIs(imported, { body: given }, expected);
        checkIs(imported, { status: owner.example.status, body: given }, expected);
      }
      expect(JSON.stringify(body)).toBe(text);
    }
  });

  test("its facts are those of the documents", () => {
    const { definitions } = compiled.catalog;
    const named = new Map<string, object>([
      ...definitions.flatMap(({ codes }) => codes.map((code) => [code.name, code] as const)),
      ...definitions.map((definition) => [definition.name, definition] as const),
    ]);
    for (const [name, facts] of Object.entries(wire.facts)) {
      expect(named.get(name), name).toMatchObject(facts);
    }
  });

  test("other responses are what the documents say", () => {
    for (const { name, body, status, ...facts } of wire.others) {
      const error = imported.parse({ status, body });
      expect(error?.name, JSON.stringify(body)).toMatch(new RegExp(`${name}Error$`));
      expect(error).toMatchObject({ effect: error?.effect, ...facts });
    }
    for (const body of wire.successes) {
      expect(imported.parse({ status: 200, body }), JSON.stringify(body)).toBeUndefined();
    }
  });

  test("every code has a class of its own, whatever JSON type it arrives with", () => {
    for (const { literal, owners } of compiled.catalog.codes) {
      const [envelope] = compiled.catalog.envelopes;
      expect(envelope).toBeDefined();
      for (const { definition } of owners) {
        const ErrorClass = imported.classes.get(definition.name);
        if (ErrorClass === undefined) throw new Error(definition.name);
        const made = new ErrorClass({ code: literal, params: {} });
        expect(made.code).toBe(literal);
        expect(accepting(imported, made)).toEqual([definition.name]);
      }
    }
  });

  test("its texts are there as data", () => {
    expect(Object.keys(imported.definitions)).toEqual(
      compiled.catalog.definitions.map(({ name }) => name),
    );
    for (const { name, title, summary, causes, resolution } of compiled.catalog.definitions) {
      const texts = imported.definitions[name];
      expect(texts).toMatchObject({ title, summary });
      expect(texts?.["causes"] ?? []).toEqual(causes);
      expect(texts?.["resolution"] ?? []).toEqual(resolution);
    }
  });
});

describe.each([
  ...shipped.map((id) => `catalog/${id}.yaml`),
  "test/cases/sampler/catalog/sampler.yaml",
])("the examples of %s", async (path) => {
  const compiled = await compile(projectFile(path));
  const imported = await importPackage(compiled);
  const examples = examplesOf(compiled);

  test.each(
    examples.map(({ definition, example }) => ({
      title: `${definition.name}: ${example.message ?? JSON.stringify(example.body)}`,
      definition,
      example,
    })),
  )("$title", ({ definition, example }) => {
    const { status, headers, body, scope, operation } = example;
    const owner = definition.codes.find(({ text }) => text === String(example.code));
    const expected = {
      definition,
      code: owner?.literal ?? example.code,
      message: example.message,
    };
    for (const [, given] of formsOf(body)) {
      checkIs(imported, { status, headers, body: given, scope, operation }, expected);
      checkIs(
        imported,
        { status, headers: new Headers(headers), body: given, scope, operation },
        expected,
      );
    }
    const error = imported.parse({ status, headers, body, scope, operation });
    expect(error?.wireCode).toBe(example.code);
    expect(error?.status).toBe(status);
    expect(error?.body).toBe(body);
    expect(imported.isBody(body)).toBe(true);
  });

  test("say that there is nothing to say where a catalog has none", () => {
    expect(examples.length > 0 || compiled.catalog.id === "cobo-waas2").toBe(true);
  });
});
