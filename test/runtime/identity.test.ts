// Exceptions of one package are known by every copy of it: installed twice, in another realm, and in another thread.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createContext, runInContext } from "node:vm";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { hasKind, type is, type isOfCatalog, matchError } from "../../runtime/brand.ts";
import { accepting, compile, importPackage } from "../helpers.ts";

const text = `
id: twin
title: Twin
version: 1.0.0
prefix: Twin
codeType: integer
envelopes: { Rest: { code: /code, message: /message } }
definitions:
  Poor: { code: 1, kind: insufficient-funds, summary: Poor., params: { iban: { at: /iban, type: string } } }
  Slow: { code: 2, kind: timeout, summary: Slow. }
`;
const compiled = await compile(text);
const one = await importPackage(compiled);
const other = await importPackage(compiled);

type Function = (...args: readonly unknown[]) => unknown;
const call = (name: string, ...args: readonly unknown[]) => (other.all[name] as Function)(...args);
const poor = { status: 402, body: '{"code":1,"message":"m","iban":"DE-secret"}' };

test("guards hold across two copies of a package", () => {
  expect(one.unknown).not.toBe(other.unknown);
  const made = new (one.classes.get("Slow") ?? one.unknown)();
  const cases = [
    [one.parse(poor), ["Poor"], "insufficient-funds"],
    [made, ["Slow"], "timeout"],
    [one.parse({ status: 500 }), [], "internal"],
  ] as const;
  for (const [error, names, kind] of cases) {
    expect(error).not.toBeInstanceOf(other.classes.get("Poor"));
    expect(accepting(other, error)).toEqual(names);
    expect(other.isError(error)).toBe(true);
    expect(other.isUnknown(error)).toBe(names.length === 0);
    expect(call("hasKind", error, kind)).toBe(true);
    const arms = { Poor: () => "Poor", Slow: () => "Slow", unknown: () => undefined };
    expect(call("matchTwinError", error, arms)).toBe(names[0]);
  }
});

test("guards hold across realms", () => {
  const code = (compiled.files.get("dist/runtime.js") ?? "")
    .replace(/^export \{[^}]*\};?$/gm, "")
    .replace(/^export /gm, "");
  expect(code).not.toMatch(/^(import|export)\b/m);
  const script = `${code}
    const facts = { name: "Poor", brand: "twin/Poor", kind: "insufficient-funds", codes: [{ code: 1, retry: "after-fix", effect: "none", status: 400, summary: "s" }] };
    const error = new (class PoorError extends BaseError {})(facts, { message: "m" }, () => ({}));
    ({ error, is, isOfCatalog, hasKind });`;
  const foreign = runInContext(script, createContext({})) as {
    readonly error: unknown;
    readonly is: typeof is;
    readonly isOfCatalog: typeof isOfCatalog;
    readonly hasKind: typeof hasKind;
  };
  expect(foreign.error).not.toBeInstanceOf(Error);
  expect(accepting(one, foreign.error)).toEqual(["Poor"]);
  expect(one.isError(foreign.error)).toBe(true);
  expect(hasKind(foreign.error, "insufficient-funds")).toBe(true);
  expect(matchError(foreign.error, "twin/", { Poor: () => 1, unknown: () => 2 })).toBe(1);
  const mine = one.parse(poor);
  expect(foreign.is(mine, "twin/Poor")).toBe(true);
  expect(foreign.isOfCatalog(mine, "twin/")).toBe(true);
  expect(foreign.hasKind(mine, "timeout")).toBe(false);
});

test("an exception comes out of a worker by toJSON and revive, without its secrets", async () => {
  const url = pathToFileURL(join(one.folder, "dist/index.js")).href;
  const worker = new Worker(
    `import(${JSON.stringify(url)}).then(({ parseTwinError }) => {
      const error = parseTwinError(${JSON.stringify(poor)});
      require("node:worker_threads").parentPort.postMessage([error.toJSON(), error]);
    });`,
    { eval: true },
  );
  const [data, cloned] = await new Promise<readonly unknown[]>((resolve, reject) => {
    worker.once("message", resolve).once("error", reject);
  });
  await worker.terminate();
  expect(one.isError(data)).toBe(false);
  expect(one.isError(cloned)).toBe(false);
  const again = call("reviveTwinError", data) as Error;
  expect(again).toBeInstanceOf(other.classes.get("Poor"));
  expect(accepting(one, again)).toEqual(["Poor"]);
  expect(again).toMatchObject({ name: "PoorError", code: 1, message: "m", status: 402 });
  expect(JSON.stringify([data, again])).not.toContain("secret");
});
