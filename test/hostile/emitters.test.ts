// Emitters that return what no emitter should: each is a diagnostic with an end, whatever they do when they are looked at.

import { expect, test } from "vitest";
import { report } from "../../generator/diagnostics/report.ts";
import { built, project, quiet } from "../emit/own-project.ts";

/** Checks a project whose one emitter has the given body. */
async function checked(body: string, more: Readonly<Record<string, string>> = {}) {
  const cwd = project({
    "faultbook.config.yaml": `emitters: { ${quiet}, custom: [{ module: ./own.mjs }] }\n`,
    "own.mjs": `export default { name: "own", scope: "catalog", emit() {\n${body}\n} };\n`,
    ...more,
  });
  const outcome = await built.generate({ cwd, mode: "dry-run" });
  return { ...outcome, text: report(outcome.diagnostics, "text") };
}

const good = `{ path: "a.txt", content: "a\\n" }`;

const unreadable: readonly (readonly [what: string, body: string, fault: string])[] = [
  [
    "a path that throws",
    `return [{ get path() { throw new Error("no"); } }]`,
    "item 1 cannot be read (Error: no)",
  ],
  [
    "a content that throws",
    `return [${good}, { path: "b", get content() { throw 5; } }]`,
    "item 2 cannot be read (it throws 5)",
  ],
  [
    "a flag that throws",
    `return [{ ...${good}, get internal() { throw null; } }]`,
    "item 1 cannot be read (it throws null)",
  ],
  [
    "an item that throws",
    `const all = [${good}]; Object.defineProperty(all, 0, { get() { throw new Error("no"); } }); return all;`,
    "item 1 cannot be read (Error: no)",
  ],
  [
    "an item that is a proxy",
    `return [new Proxy({}, { get() { throw new Error("no"); } })]`,
    "item 1 cannot be read (Error: no)",
  ],
  [
    "a list that is a proxy",
    `return new Proxy([], { get() { throw new Error("no"); } })`,
    "what it returns cannot be read (Error: no)",
  ],
  [
    "a proxy that is revoked",
    "const { proxy, revoke } = Proxy.revocable([], {}); revoke(); return proxy;",
    "what it returns cannot be read (TypeError:",
  ],
  [
    "a value whose prototype throws",
    `return new Proxy({}, { getPrototypeOf() { throw new Error("no"); } })`,
    "what it returns cannot be read (Error: no)",
  ],
  [
    "a content that is a proxy",
    `return [{ path: "b", content: new Proxy({}, { has() { throw new Error("no"); } }) }]`,
    "item 1 cannot be read (Error: no)",
  ],
  [
    "an error that throws when it is shown",
    `return [{ get path() { throw { toString() { throw 1; } }; } }]`,
    "item 1 cannot be read (it throws what cannot be shown)",
  ],
];

test.each(unreadable)("%s is told with its place", async (_, body, fault) => {
  const { diagnostics, text } = await checked(body);
  expect(diagnostics.map(({ code }) => code)).toEqual(["emitter-output"]);
  expect(text).toContain(fault);
  if (body.includes("new Error")) expect(text).toMatch(/--> own\.mjs:2:\d+\n/);
  else expect(text).toMatch(/--> (?:own\.mjs:2|faultbook\.config\.yaml:1):\d+\n/);
});

const long = (length: number): string => `"a".repeat(${length})`;
const endless: readonly (readonly [what: string, body: string, fault: string])[] = [
  [
    "a content without end",
    `return [{ path: "b.txt", content: { *[Symbol.iterator]() { for (;;) yield "x".repeat(1e6); } } }]`,
    '"b.txt" has more than 500000000 bytes',
  ],
  [
    "a content of characters without end",
    `return [{ path: "b.txt", content: { *[Symbol.iterator]() { for (;;) yield "x"; } } }]`,
    '"b.txt" has more than 10000000 parts',
  ],
  [
    "a content of nothing without end",
    `return [{ path: "b.json", content: { *[Symbol.iterator]() { for (;;) yield ""; } } }]`,
    '"b.json" has more than 10000000 parts',
  ],
  [
    "a text that is too long",
    `return [{ path: "b.txt", content: "\\u4e2d".repeat(2e8) + "\\n" }]`,
    '"b.txt" has more than 500000000 bytes',
  ],
  [
    "a list that is too long",
    "return new Array(4e9 >>> 0)",
    "it gives 4000000000 files, and 100000 is the most",
  ],
  [
    "a list whose length is no number",
    "return new Proxy([], { get: () => Infinity })",
    "it gives Infinity files, and 100000 is the most",
  ],
  [
    "a list that a getter makes long",
    `return new Proxy([], { get: (_, key) => (key === "length" ? 1e9 : undefined) })`,
    "it gives 1000000000 files",
  ],
  [
    "a name that is too long",
    `return [{ path: "d/" + ${long(300)}, content: "a\\n" }]`,
    "a path has a name of 300 characters, and 255 is the most",
  ],
  [
    "a path that is too long",
    `return [{ path: "a/".repeat(3000) + "b", content: "a\\n" }]`,
    "a path has 6001 characters, and 1000 is the most",
  ],
  [
    "a path that is very long",
    `return [{ path: ${long(5e7)}, content: "a\\n" }]`,
    "a path has 50000000 characters",
  ],
];

test.each(endless)("%s is told", async (_, body, fault) => {
  const { diagnostics, text } = await checked(body);
  expect(diagnostics.map(({ code }) => code)).toEqual(["emitter-output"]);
  expect(text).toContain(fault);
  expect(text.length).toBeLessThan(2000);
});

test("a path as long as it may be is taken", async () => {
  const path = `${"a".repeat(255)}/`.repeat(3) + "b".repeat(232);
  const { diagnostics } = await checked(
    `return [{ path: ${JSON.stringify(path)}, content: "a\\n" }]`,
  );
  expect(path).toHaveLength(1000);
  expect(diagnostics).toEqual([]);
});

test.each([
  ["an error with a long message", `throw new Error(${long(5e7)})`],
  ["a long text", `throw ${long(5e7)}`],
  ["an error with a long name", `throw Object.assign(new Error("x"), { name: ${long(5e7)} })`],
  ["an error of many lines", `throw new Error("a\\n".repeat(2e7))`],
  [
    "an error with a long stack",
    `throw Object.assign(new Error("x"), { stack: "file:///".repeat(5e6) })`,
  ],
  ["a value that is long as a text", `throw { toString: () => ${long(5e7)} }`],
])("%s is cut", async (_, body) => {
  const { diagnostics, text } = await checked(body);
  expect(diagnostics.map(({ code }) => code)).toEqual(["emitter-failed"]);
  expect(text.length).toBeLessThan(2000);
});

test.each([
  ["no files", `return Array.from({ length: 90_000 }, () => null)`, 89_980],
  ["files of one path", `return Array.from({ length: 90_000 }, () => (${good}))`, 89_979],
  [
    "files without content",
    `return Array.from({ length: 500 }, (_, i) => ({ path: "f" + i }))`,
    480,
  ],
])("many %s make a report with an end", async (_, body, rest) => {
  const { diagnostics, text } = await checked(body);
  expect(diagnostics).toHaveLength(21);
  expect(diagnostics.at(-1)?.message).toContain(`${rest} more of its files were not checked`);
  expect(text.length).toBeLessThan(20_000);
});

test.each([
  ["none", "", "{}", 0],
  ["undefined", "options: undefined,", "{}", 0],
  ["one, and none is given", 'options: { type: "object" },', "{}", 0],
  ["none, and one is given", "", "{ a: 1 }", 1],
])("an emitter may have no options: %s", async (_, schema, options, faults) => {
  const { diagnostics } = await checked("", {
    "faultbook.config.yaml": `emitters: { ${quiet}, custom: [{ module: ./own.mjs, options: ${options} }] }\n`,
    "own.mjs": `export default { name: "own", scope: "catalog", ${schema} emit: () => [${good}] };\n`,
  });
  expect(diagnostics.map(({ code }) => code)).toEqual(faults === 0 ? [] : ["emitter-options"]);
});

test.each([
  ["an object that throws", "new Proxy({}, { ownKeys() { throw { toString() { throw 1; } }; } })"],
  ["a long error", "{ get a() { throw new Error('x'.repeat(5e7)); } }"],
  ["a long text that is thrown", "{ get a() { throw 'x'.repeat(5e7); } }"],
])("a configuration with %s is told", async (_, value) => {
  const cwd = project({ "faultbook.config.mjs": `export default { emitters: ${value} };\n` });
  const { diagnostics } = await built.generate({ cwd, mode: "dry-run" });
  expect(diagnostics.map(({ code }) => code)).toEqual(["config-not-data"]);
  expect(report(diagnostics, "text").length).toBeLessThan(2000);
});
