// Both ends of a wire: what a server answers with an exception is parsed to the same one, for every definition of every catalog.

import { beforeAll, describe, expect, test } from "vitest";
import type { Definition } from "../../generator/catalog/catalog.ts";
import { paramSamples } from "../../generator/catalog/fixture.ts";
import { className } from "../../generator/catalog/names.ts";
import { isBuilt, sampleOf } from "../../generator/catalog/samples.ts";
import { everything, harmless, textOf } from "../everything.ts";
import {
  type AnyError,
  accepting,
  type Compiled,
  compile,
  type Imported,
  importPackage,
  projectFile,
  shipped,
} from "../helpers.ts";

interface Package {
  readonly compiled: Compiled;
  readonly imported: Imported;
}

const texts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(shipped.map((id) => [id, projectFile(`catalog/${id}.yaml`)])),
  sampler: projectFile("test/cases/sampler/catalog/sampler.yaml"),
  everything: textOf(everything(harmless)),
};
const ids = Object.keys(texts);
const packages = new Map<string, Package>();

beforeAll(async () => {
  for (const [id, text] of Object.entries(texts)) {
    const compiled = await compile(text);
    packages.set(id, { compiled, imported: await importPackage(compiled) });
  }
});

function packageOf(id: string): Package {
  const found = packages.get(id);
  if (found === undefined) throw new Error(`no package ${id}`);
  return found;
}

/** Gives the errors that a server makes of a definition: one for each of its codes. */
function made(definition: Definition, { compiled, imported }: Package): readonly AnyError[] {
  const Known = imported.classes.get(definition.name);
  if (Known === undefined) throw new Error(`no class for ${definition.name}`);
  const params = paramSamples(definition, compiled.catalog.derived.samples);
  return definition.codes.map(
    ({ literal: code }) =>
      new Known({ code, params, requestId: "request-1", cause: new Error("cause") }),
  );
}

/** Gives what an envelope asks its server for, or `undefined`. */
function fieldsFor({ envelopes: [first] }: Definition, { compiled }: Package): unknown {
  const { answers, samples } = compiled.catalog.derived;
  const schema = answers[first ?? ""]?.fields;
  const sample = schema === undefined ? undefined : sampleOf(schema, samples);
  return isBuilt(sample) ? sample.value : undefined;
}

function shown(error: AnyError | undefined): object {
  const { name, message, code, kind, retry, effect } = error ?? {};
  return { name, message, code, kind, retry, effect };
}

describe.each(ids)("%s", (id) => {
  test("there is a fixture for each definition, which is parsed to its class", () => {
    const { compiled, imported } = packageOf(id);
    const names = compiled.catalog.definitions.map(({ name }) => name);
    expect(Object.keys(imported.fixtures).sort()).toEqual([...names].sort());
    for (const name of names) {
      const fixture = imported.fixtures[name];
      const error = imported.parse(fixture);
      expect(error?.name, name).toBe(className(name));
      expect(imported.identify(fixture)?.name, name).toBe(name);
      expect(imported.isBody(fixture?.body), `${name}: ${JSON.stringify(fixture?.body)}`).toBe(
        true,
      );
      const text = JSON.stringify(fixture?.body);
      expect(shown(imported.parse({ ...fixture, body: text })), name).toEqual(shown(error));
    }
  });

  test("an answer is parsed to the exception that it was made of, for every code", () => {
    const one = packageOf(id);
    const { compiled, imported } = one;
    for (const definition of compiled.catalog.definitions) {
      const { name } = definition;
      const { scope, operation } = imported.fixtures[name] ?? {};
      for (const error of made(definition, one)) {
        const fields = fieldsFor(definition, one);
        const { status, headers, body } = error.toResponse(fields);
        const at = `${name} ${error.code}: ${status} ${JSON.stringify(body)}`;
        expect(body, at).toEqual(error.toBody(fields));
        expect(imported.isBody(body), at).toBe(true);
        const parsed = imported.parse({
          status,
          headers,
          body: JSON.stringify(body),
          scope,
          operation,
        });
        expect([parsed?.name, parsed?.code], at).toEqual([className(name), error.code]);
        expect([parsed?.retry, parsed?.effect, parsed?.status], at).toEqual([
          error.retry,
          error.effect,
          status,
        ]);
        const envelope = compiled.catalog.envelopes.find(
          (candidate) => candidate.name === definition.envelopes[0],
        );
        if (envelope !== undefined && envelope.requestId.length > 0) {
          expect(parsed?.requestId, at).toBe("request-1");
        }
        const located = definition.params.filter((param) => param.at.length > 0);
        for (const param of located) {
          expect(parsed?.params[param.name], `${at} ${param.name}`).toEqual(
            error.params[param.name],
          );
        }
      }
    }
  });

  test("an exception is revived from its JSON", () => {
    const one = packageOf(id);
    for (const definition of one.compiled.catalog.definitions) {
      for (const error of made(definition, one)) {
        const revived = one.imported.revive(JSON.parse(JSON.stringify(error)));
        const at = `${definition.name} ${error.code}`;
        expect(shown(revived), at).toEqual(shown(error));
        expect(revived, at).toBeInstanceOf(one.imported.classes.get(definition.name));
        expect(accepting(one.imported, revived), at).toEqual([definition.name]);
        expect(revived?.requestId, at).toBe("request-1");
        expect((revived?.cause as Error | undefined)?.message, at).toBe("");
        expect(JSON.stringify(revived), at).toBe(JSON.stringify(error));
      }
    }
  });

  test("an unknown exception is revived as it was", () => {
    const { imported } = packageOf(id);
    for (const error of [
      new imported.unknown({ wireCode: "new", kind: "unavailable", status: 503 }),
      new imported.unknown({ retry: "after-backoff", effect: "none", message: "no\r\n" }),
      new imported.unknown({ candidates: ["One", "Two"] }),
      imported.parse({ status: 418, body: "<html>" }),
    ]) {
      const revived = imported.revive(JSON.parse(JSON.stringify(error)));
      expect(shown(revived)).toEqual(shown(error));
      expect(imported.isUnknown(revived)).toBe(true);
      expect([revived?.wireCode, revived?.status]).toEqual([error?.wireCode, error?.status]);
      expect(revived?.candidates).toEqual(error?.candidates);
    }
  });

  test("matching calls the arm of the definition", () => {
    const one = packageOf(id);
    const { imported, compiled } = one;
    const arms: Record<string, (error: AnyError) => readonly [string, AnyError]> = {
      unknown: (error) => ["unknown", error],
    };
    for (const { name } of compiled.catalog.definitions) arms[name] = (error) => [name, error];
    for (const definition of compiled.catalog.definitions) {
      for (const error of made(definition, one)) {
        const [arm, given] = imported.match(error, arms) as readonly [string, AnyError];
        expect(arm).toBe(definition.name);
        expect(given).toBe(error);
        const { [definition.name]: _, ...others } = arms;
        expect(imported.match(error, others)).toEqual(["unknown", error]);
      }
    }
    const unknown = new imported.unknown({});
    expect(imported.match(unknown, arms)).toEqual(["unknown", unknown]);
    for (const stranger of [undefined, null, "", new Error("x"), { name: "toString" }]) {
      expect(imported.match(stranger, arms)).toEqual(["unknown", stranger]);
    }
  });

  test("its errors have their kind for every other package, and are of no other catalog", () => {
    const one = packageOf(id);
    const others = ids.map((other) => packageOf(other).imported);
    for (const definition of one.compiled.catalog.definitions) {
      const [error] = made(definition, one);
      for (const other of others) {
        expect(other.hasKind(error, definition.kind)).toBe(true);
        const otherKind = definition.kind === "timeout" ? "internal" : "timeout";
        expect(other.hasKind(error, otherKind)).toBe(false);
        expect(other.isError(error)).toBe(other === one.imported);
        const here = other === one.imported;
        expect(accepting(other, error)).toEqual(here ? [definition.name] : []);
        expect(other.revive(JSON.parse(JSON.stringify(error))) === undefined).toBe(!here);
      }
    }
  });
});

test("what is no exception's JSON is not revived", () => {
  const { imported } = packageOf("coinw");
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const value of [undefined, null, "", 1, [], {}, { faultbook: 1 }, { faultbook: "x" }, proxy])
    expect(imported.revive(value)).toBeUndefined();
  const forged = imported.revive({ faultbook: "coinw/toString", kind: "internal", code: "x" });
  expect([forged?.name, forged?.code]).toEqual(["UnknownCoinwError", undefined]);
  expect(imported.isError(JSON.parse(JSON.stringify(forged)))).toBe(false);
});
