// A parsed error keeps its envelope: what it answers with is read as the same error again, in the shape that it came in.

import { beforeAll, describe, expect, test } from "vitest";
import type { Definition } from "../../generator/catalog/catalog.ts";
import { paramSamples } from "../../generator/catalog/fixture.ts";
import { bareSchema } from "../../generator/catalog/recognition.ts";
import { withSteps } from "../../generator/catalog/steps.ts";
import { recognise } from "../../runtime/recognise.ts";
import { conforms } from "../../runtime/shapes.ts";
import { everything, harmless, textOf } from "../everything.ts";
import {
  type AnyError,
  type Compiled,
  compile,
  type Imported,
  importPackage,
  projectFile,
  shipped,
} from "../helpers.ts";

/** Two envelopes in which the same definitions are told apart, placed and worded differently. */
const twoShapes = `
id: shapes
title: Shapes
version: 1.0.0
prefix: Shapes
codeType: mixed
envelope: Flat
envelopes:
  Flat:
    code: [/code, /sub]
    message: /message
    requestId: /id
    body:
      type: object
      required: [code, id, extra, more]
      properties:
        code: {}
        sub: {}
        message: { type: string }
        id: { type: string }
        extra: { type: object, required: [a], properties: { a: { type: integer }, b: {} } }
        more: { type: boolean }
  Deep:
    code: /error/code
    message: /error/message
    when: { /error/message: { present: true } }
    body:
      type: object
      required: [error, title, trace]
      properties:
        title: { fact: title }
        trace: { type: string }
        error: { type: object, required: [code, status], properties: { code: { type: string }, status: { fact: status } } }
  List:
    code: /errors/*/code
    message: /errors/*/message
    params: { at: /errors/*/in, trace: { type: string, optional: true, safe: true } }
  Worded: { code: /c, message: /m, when: { /m: [one, two] } }
definitions:
  Plain: { code: [1, 2], kind: conflict, summary: Plain. }
  Detailed:
    code: d
    kind: conflict
    summary: Detailed.
    envelope: Deep
    params:
      secret: { type: string, at: /error/secret, optional: true }
      field: { type: string, at: [/field, /errors/*/field], safe: true, optional: true }
  Carried:
    code: c
    kind: conflict
    summary: Carried.
    envelope: [List, Flat]
    params: { own: { type: string, optional: true } }
  Sent: { code: s, kind: conflict, summary: Sent., body: { /name: SENT } }
  Low:
    code: [{ code: l, at: /sub }]
    kind: conflict
    summary: Low.
    envelope: [Flat, Deep]
    examples:
      - body: { code: 0, sub: l, id: i, extra: { a: 1 }, more: true }
      - envelope: Deep
        body: { error: { code: l, message: m, status: 409 }, title: t, trace: t }
  One: { code: x, kind: conflict, summary: One., match: { body: { /kind: one } } }
  Two: { code: y, kind: conflict, summary: Two., match: { envelope: [Deep, List] } }
  Three: { code: y, kind: timeout, summary: Three. }
`;

const texts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(shipped.map((id) => [id, projectFile(`catalog/${id}.yaml`)])),
  sampler: projectFile("test/cases/sampler/catalog/sampler.yaml"),
  everything: textOf(everything(harmless)),
  shapes: twoShapes,
};

interface Response {
  readonly status?: number | undefined;
  readonly headers?: object;
  readonly body: unknown;
  readonly scope?: string | undefined;
  readonly operation?: string | undefined;
}

interface Package {
  readonly compiled: Compiled;
  readonly imported: Imported;
}

const packages = new Map<string, Package>();
beforeAll(async () => {
  for (const [id, text] of Object.entries(texts)) {
    const compiled = await compile(text);
    packages.set(id, { compiled, imported: await importPackage(compiled) });
  }
});

/** Gives what a response is: its error and the envelope that it is in. */
function readBy({ compiled, imported }: Package, response: Response) {
  const envelope = recognise(withSteps(compiled.catalog.derived.tables), response)?.envelope?.name;
  return { error: imported.parse(response), envelope };
}

/** Checks that an error's answer is the same error in the same envelope, and that nothing required is missing in it. */
function checkKept(one: Package, response: Response, error: AnyError | undefined): void {
  const { catalog } = one.compiled;
  const { envelope: name } = readBy(one, response);
  const answer = error?.toResponse();
  const at = `${error?.name} in ${name}: ${JSON.stringify(answer)} of ${JSON.stringify(response)}`;
  const { scope, operation } = response;
  const again = readBy(one, { ...(answer as Response), scope, operation });
  expect([again.error?.name, again.error?.code, again.envelope], at).toEqual([
    error?.name,
    error?.code,
    name,
  ]);
  expect(answer?.body, at).toEqual(error?.toBody());
  const envelope = catalog.envelopes.find((candidate) => candidate.name === name);
  const schemas = catalog.derived.tables.schemas;
  const isWhole = (body: unknown) => conforms(body, bareSchema(envelope?.body ?? {}), schemas);
  if (isWhole(response.body)) expect(isWhole(answer?.body), at).toBe(true);
}

/** Gives a response for a definition in each envelope, made as a server would make it there. */
function responsesOf(definition: Definition, { compiled, imported }: Package): readonly Response[] {
  const { envelopes, derived } = compiled.catalog;
  const Known = imported.classes.get(definition.name);
  if (Known === undefined) throw new Error(definition.name);
  const [scope] = definition.scopes;
  const [operation] = definition.operations;
  const params = paramSamples(definition, derived.samples);
  return envelopes.flatMap(({ name: envelope }) =>
    definition.codes.map(({ literal: code }) => {
      const slots = derived.answers[envelope]?.slots ?? [];
      const init = { code, params, requestId: "r", shape: { envelope, slots } };
      return { ...new Known(init).toResponse(), scope, operation };
    }),
  );
}

describe.each(Object.keys(texts))("%s", (id) => {
  const here = (): Package => packages.get(id) as Package;

  test("an error that is parsed from an example answers in its envelope", () => {
    const one = here();
    let seen = 0;
    for (const definition of one.compiled.catalog.definitions) {
      for (const { status, headers, body, scope, operation } of definition.examples) {
        const response = { status, headers, body, scope, operation };
        const error = one.imported.parse(response);
        checkKept(one, response, error);
        checkKept(one, response, one.imported.revive(JSON.parse(JSON.stringify(error))));
        seen++;
      }
    }
    expect(seen > 0 || id === "cobo-waas2").toBe(true);
  });

  test("so does an error in every other envelope", () => {
    const one = here();
    let seen = 0;
    for (const definition of one.compiled.catalog.definitions) {
      for (const response of responsesOf(definition, one)) {
        const { error, envelope } = readBy(one, response);
        if (error?.code === undefined || envelope === undefined) continue;
        checkKept(one, response, error);
        if (envelope !== definition.envelopes[0]) seen++;
      }
    }
    expect(seen > 0).toBe(one.compiled.catalog.envelopes.length > 1);
  });
});

const made = (name: string, init?: object): AnyError => {
  const Known = packages.get("shapes")?.imported.classes.get(name);
  if (Known === undefined) throw new Error(name);
  return new Known(init);
};
const parsed = (body: unknown, id = "shapes"): AnyError => {
  const error = packages.get(id)?.imported.parse({ status: 400, body });
  if (error === undefined) throw new Error(JSON.stringify(body));
  return error;
};

test("a spot error of CoinW stays one, whichever envelope its definition has first", () => {
  for (const code of [29001, 6000, 429]) {
    const error = parsed(
      { code: String(code), data: null, msg: "m", success: false, failed: true },
      "coinw",
    );
    expect(error.toBody()).toEqual({
      ...{ code: String(code), data: null, msg: "m", success: false, failed: true },
    });
    expect(error.toBody({ retry: true })).toEqual(error.toBody());
  }
});

test("an exception that a server makes is in its definition's first envelope", () => {
  expect(made("Plain").toBody()).toEqual({
    code: 1,
    message: "Plain.",
    id: "",
    extra: { a: 0 },
    more: false,
  });
  expect(made("Low").toBody()).toMatchObject({ code: "", sub: "l" });
  expect(made("Sent").toBody()).toMatchObject({ name: "SENT" });
});

test("codes, params and constants are put where the envelope that it came in has them", () => {
  const deep = { error: { code: "l", message: "m", status: 400 }, title: "Low", trace: "t" };
  expect(parsed(deep).toBody()).toEqual(deep);
  expect(
    parsed({ ...deep, error: { ...deep.error, code: "s" }, title: "Sent" }).toBody(),
  ).not.toHaveProperty("name");
  const list = { errors: [{ code: "d", message: "m", field: "f" }] };
  expect(parsed(list).toBody()).toMatchObject({ errors: [{ code: "d", message: "m" }] });
});

test("params that have no place of their own are where their envelope has them", () => {
  const list = { errors: [{ code: "c", message: "m", in: { own: "o", trace: "t" } }] };
  expect(parsed(list).params).toEqual({ own: "o", trace: "t" });
  expect(parsed(list).toBody()).toEqual(list);
  expect(parsed({ code: "c", own: "o", trace: "t" }).toBody()).toEqual({
    ...{ code: "c", message: "Carried.", own: "o" },
    ...{ id: "", extra: { a: 0 }, more: false },
  });
  const params = { own: "o", trace: "t" };
  expect(made("Carried", { params, message: "m" }).toBody()).toEqual(list);
});

test("an unknown error keeps its envelope too", () => {
  const deep = {
    error: { code: "new", message: "m", status: 400 },
    title: "Unknown error new (HTTP 400)",
    trace: "t",
  };
  expect(parsed(deep).toBody()).toEqual(deep);
  expect(parsed({ m: "one", c: "new" }).toBody()).toEqual({ c: "new", m: "one" });
  expect(parsed({ message: "Forbidden" }).toBody()).toMatchObject({ message: "Forbidden", id: "" });
});

test("the JSON of an error names the envelope only if it is not the first of its definition", () => {
  const { imported } = packages.get("shapes") as Package;
  const deep = { error: { code: "1", message: "m", status: 400 }, title: "Plain", trace: "t" };
  expect(JSON.parse(JSON.stringify(parsed(deep)))).toMatchObject({ envelope: "Deep" });
  expect(JSON.parse(JSON.stringify(made("Plain")))).not.toHaveProperty("envelope");
  const plain = JSON.parse(JSON.stringify(made("Plain")));
  for (const envelope of ["toString", "__proto__", "Nonsense", 5, null, {}]) {
    expect(imported.revive({ ...plain, envelope })?.toBody()).toEqual(made("Plain").toBody());
  }
});

test("of a body that arrived, an answer has what its envelope requires and no other field", () => {
  const canary = "canary-77ab";
  const flat = {
    code: 1,
    message: "m",
    id: "i",
    extra: { a: 7, b: canary },
    more: true,
    secret: canary,
  };
  expect(parsed(flat).toBody()).toEqual({
    code: 1,
    message: "m",
    id: "i",
    extra: { a: 7 },
    more: true,
  });
  const unknown = parsed({ ...flat, code: "new", sub: undefined });
  expect(JSON.stringify(unknown.toBody())).not.toContain(canary);
  const other = parsed({
    error: { code: "1", message: "m", status: 400, secret: canary },
    title: "t",
    trace: "t",
  });
  expect(JSON.stringify(other.toBody())).not.toContain(canary);
  expect(JSON.stringify(other)).not.toContain(canary);
});
