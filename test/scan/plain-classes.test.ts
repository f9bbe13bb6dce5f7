// Hand-written classes of every kind: what their errors look like to a handler is the same before and after fixes, and what may differ is left with its reason.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scan } from "../../generator/index.ts";
import { asLine, run, typeCheck } from "../helpers.ts";
import { projectWith } from "./project.ts";

const compilerOptions = {
  ...{ target: "es2022", module: "nodenext", strict: true, outDir: "out", rootDir: "." },
  ...{ lib: ["es2022", "dom"], types: [] },
};

interface Kind {
  readonly title: string;
  /** The members of the class and what is in its constructor, or the whole class. */
  readonly members?: string;
  readonly body?: string;
  readonly base?: string;
  readonly before?: string;
  readonly parameters?: string;
  readonly given?: string;
  /** What a handler makes of an error `e`; its code, status and message by default. */
  readonly show?: string;
  /** Why it is left; nothing if it is rewritten. */
  readonly reason?: string;
}

const does = 'the constructor of "AppError" does more than keep what it gets.';
const own = (kind: string, name: string): string =>
  `"AppError" has a ${kind} "${name}" of its own; give the class as "baseClass", or move the ${kind}, first.`;
const changes = (what: string): string => `"AppError" changes its ${what} before it passes it on.`;

const kinds: readonly Kind[] = [
  { title: "a plain class" },
  {
    title: "a plain class that prepares its instance",
    before: "const V8 = Error as unknown as { captureStackTrace?(one: Error, by: unknown): void };",
    body: `super(message);
    this.name = new.target.name;
    Object.setPrototypeOf(this, new.target.prototype);
    if (V8.captureStackTrace) V8.captureStackTrace(this, AppError);`,
  },
  {
    title: "a plain class of fields",
    parameters: "code: string, status = 400, message?: string",
    members: "readonly code: string;\n  status: number;",
    body: "super(message ?? code);\n    this.code = code;\n    this.status = status ?? 500;",
  },
  {
    title: "a base that nothing asks for",
    before: "abstract class Free extends Error { override name = 'Free'; }",
    base: "Free",
  },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a class.
  { title: "a prefix", body: "super(`[${code}] ${message}`);", reason: changes("message") },
  {
    title: "a message that is set later",
    body: 'super(message);\n    this.message = message + "!";',
    reason: changes("message"),
  },
  {
    title: "a message that is cleaned",
    body: 'super(message?.replace("Wait", "Stop"));',
    reason: changes("message"),
  },
  {
    title: "a parameter that is set again",
    body: "message = message?.trim();\n    super(message);",
    reason: changes("message"),
  },
  { title: "a message that is dropped", body: "super();", reason: changes("message") },
  {
    title: "a text that may be empty",
    before: 'const text: string = "";',
    given: '"busy_now", 503, text',
    body: "super(message || code);",
    reason: changes("message"),
  },
  {
    title: "a code in capitals",
    parameters: "code: string, readonly status: number, message?: string",
    members: "readonly code: string;",
    body: "super(message);\n    this.code = code.toUpperCase();",
    reason: does,
  },
  {
    title: "a code in a template",
    parameters: "code: string, readonly status: number, message?: string",
    members: "readonly code: string;",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a class.
    body: "super(message);\n    this.code = `app.${code}`;",
    reason: '"AppError" changes its code before it keeps it.',
  },
  {
    title: "a code and a message that change places",
    parameters: "code: string, readonly status: number, message: string",
    members: "readonly code: string;",
    body: "super(message);\n    this.code = message;",
    reason: '"AppError" changes its code before it keeps it.',
  },
  {
    title: "a status that is bounded",
    parameters: "readonly code: string, status: number, message?: string",
    members: "readonly status: number;",
    body: "super(message);\n    this.status = status >= 500 ? 500 : status;",
    reason: changes("status"),
  },
  {
    title: "a count",
    members: "static made = 0;",
    body: "super(message);\n    AppError.made++;",
    reason: does,
  },
  { title: "a log", body: "super(message);\n    console.error(code);", reason: does },
  {
    title: "a branch",
    body: 'super(message);\n    if (status > 599) throw new Error("no");',
    reason: does,
  },
  {
    title: "a method for JSON",
    members: "toJSON() { return { error: this.code }; }",
    show: "[e].map((one) => String(JSON.stringify(one)))",
    reason: own("method", "toJSON"),
  },
  {
    title: "a method",
    members: "toAnswer() { return { error: this.code }; }",
    show: "e.toAnswer()",
    reason: own("method", "toAnswer"),
  },
  {
    title: "a getter",
    members: "get isServer() { return this.status > 499; }",
    show: "e.isServer",
    reason: own("getter", "isServer"),
  },
  {
    title: "a field",
    members: "readonly isOurs = true;",
    show: "e.isOurs",
    reason: own("field", "isOurs"),
  },
  {
    title: "a brand",
    before: "const BRAND = Symbol();",
    members: "readonly [BRAND] = true;",
    show: "e[BRAND]",
    reason: own("field", "[BRAND]"),
  },
  {
    title: "a parameter with a default",
    parameters:
      "readonly code: string, readonly status: number, message?: string, readonly isExpected = true",
    show: "e.isExpected",
    reason: own("field", "isExpected"),
  },
  {
    title: "a field under another name",
    parameters: "readonly code: string, readonly httpStatus: number, message?: string",
    show: "e.httpStatus",
    reason: `generated classes do not have its field "httpStatus", which is read at PATH:9.`,
  },
  {
    title: "a static member",
    members: "static usual = 503;",
    show: "AppError.usual",
    reason: "",
  },
  {
    title: "a base that is asked for",
    before: "abstract class Base extends Error {}\nclass Base2 extends Base {}",
    base: "Base2",
    show: "(e as unknown) instanceof Base",
    reason: 'the sources ask for "Base", which it extends; give that as "baseClass" first.',
  },
  {
    title: "a base of the language",
    base: "TypeError",
    show: "(e as unknown) instanceof TypeError",
    reason: '"AppError" extends "TypeError", and generated classes extend "Error".',
  },
  {
    title: "a name that is compared",
    body: 'super(message);\n    this.name = "Oops";',
    show: 'e.name === "Oops"',
    reason: 'the name "Oops" of errors is compared at PATH:9.',
  },
  {
    title: "a name that is shown",
    show: "({ title: e.name })",
    reason: "the name of errors is read at PATH:9, and generated classes have other names.",
  },
  {
    title: "an error that is sent",
    show: "JSON.stringify({ error: e })",
    reason:
      "an error is sent or copied as it is at PATH:9, and generated classes have other fields.",
  },
  {
    title: "an error that is copied",
    show: "({ ...e })",
    reason:
      "an error is sent or copied as it is at PATH:9, and generated classes have other fields.",
  },
];

/** Returns the module of a kind; the handler is in its ninth line, and the error is made in its last one. */
function moduleOf(kind: Kind, name: string): string {
  const { before = "", members = "", base = "Error", body = "super(message);" } = kind;
  const { parameters = "readonly code: string, readonly status: number, message?: string" } = kind;
  const flat = (text: string): string => text.replace(/\n\s*/g, " ");
  return `${flat(before)}
export class AppError extends ${base} {
  ${flat(members)}
  constructor(${parameters}) {
    ${flat(body)}
  }
}
interface Shown { readonly code: string; readonly status?: number | undefined; readonly message: string }
export const show = (e: ${kind.show === undefined ? "Shown" : "AppError"}) => ${kind.show ?? "[e.code, e.status, e.message]"};
export const make = () => new AppError(${kind.given ?? '"busy_now", 503, "Wait."'});
`.replaceAll("AppError", name);
}

/** Compiles and runs a project, and returns what its handlers show. */
async function shown(cwd: string): Promise<string> {
  expect(await typeCheck("typescript7", join(cwd, "tsconfig.json"))).toBe("");
  const { code, stdout } = await run(process.execPath, ["out/src/main.js"], cwd);
  expect(code).toBe(0);
  return stdout;
}

function mainOf(names: readonly string[]): string {
  const imports = names.map((name) => `import * as ${name} from "./${name}.js";\n`).join("");
  const rows = names.map((name) => `  ${name}.show(${name}.make()),\n`).join("");
  return `${imports}console.log(JSON.stringify([\n${rows}], undefined, 1));\n`;
}

const tsconfig = JSON.stringify({ compilerOptions, include: ["src"] });
const start = "scan-not-fixed This use is left as it is: ";

test("an error is rewritten only if a handler sees the same of it", async () => {
  const nameOf = (i: number): string => `App${i}Error`;
  const pathOf = (i: number): string => `src/k${i}.ts`;
  const cwd = await projectWith(
    {
      "tsconfig.json": tsconfig,
      "src/main.ts": mainOf(kinds.map((_, i) => `k${i}`)),
      ...Object.fromEntries(kinds.map((kind, i) => [pathOf(i), moduleOf(kind, nameOf(i))])),
    },
    kinds.map((_, i) => nameOf(i)),
  );
  const before = await shown(cwd);
  const { diagnostics } = await scan({ cwd, fix: true });
  const lines = diagnostics.filter(({ code }) => code === "scan-not-fixed").map(asLine);
  const found = kinds.map(({ title }, i) => ({
    title,
    left: lines
      .filter((line) => line.startsWith(`${pathOf(i)}:`))
      .map((line) => line.slice(line.indexOf(start) + start.length).replace(nameOf(i), "AppError")),
    isRewritten: readFileSync(join(cwd, pathOf(i)), "utf8").includes("new BusyError"),
  }));
  expect(found).toEqual(
    kinds.map(({ title, reason }, i) => ({
      title,
      // A class that sources ask for is reported once, and not at each use.
      left: reason === undefined || reason === "" ? [] : [reason.replace("PATH", pathOf(i))],
      isRewritten: reason === undefined,
    })),
  );
  expect(await shown(cwd)).toBe(before);
});

/** What handlers do with errors of any class, and why errors are left. */
const handlers: readonly (readonly [text: string, reason: string | undefined])[] = [
  ["res.json({ code: err.code, message: err.message })", undefined],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a handler.
  ['console.error(err.name); console.log("failed", `${err.name}: ${err.message}`)', undefined],
  ['if (err.name === "ZodError") res.send("invalid")', undefined],
  ['switch (err.name) { case "ZodError": res.send(err.status) }', undefined],
  [
    "res.send(err)",
    "an error is sent or copied as it is at PATH, and generated classes have other fields.",
  ],
  [
    "res.json({ error: err })",
    "an error is sent or copied as it is at PATH, and generated classes have other fields.",
  ],
  [
    "try { err(); } catch (thing) { res.json(thing); }",
    "an error is sent or copied as it is at PATH, and generated classes have other fields.",
  ],
  [
    "res.body = { ok: false, err }",
    "an error is sent or copied as it is at PATH, and generated classes have other fields.",
  ],
  [
    "res.json({ title: err.name })",
    "the name of errors is read at PATH, and generated classes have other names.",
  ],
  [
    "const { name, message } = err; res.json({ name, message })",
    "the name of errors is read at PATH, and generated classes have other names.",
  ],
  [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a handler.
    "res.send(`${err}`)",
    "the name of errors is read at PATH, and generated classes have other names.",
  ],
  [
    "res.send(String(err))",
    "the name of errors is read at PATH, and generated classes have other names.",
  ],
  [
    'res.send("Oops: " + err)',
    "the name of errors is read at PATH, and generated classes have other names.",
  ],
  [
    "res.send(err.toString())",
    "the name of errors is read at PATH, and generated classes have other names.",
  ],
  ['if (err.name === "Error") res.send("?")', 'the name "Error" of errors is compared at PATH.'],
  [
    'if (["AppError"].includes(err.constructor.name)) res.send("?")',
    'the name "AppError" of errors is compared at PATH.',
  ],
  [
    "res.json(err.extra)",
    'generated classes do not have its field "extra", which is read at PATH.',
  ],
  [
    'if ("extra" in err) res.send("?")',
    'generated classes do not have its field "extra", which is read at PATH.',
  ],
  [
    "res.json((err as { extra?: unknown }).extra)",
    'generated classes do not have its field "extra", which is read at PATH.',
  ],
];

test.each(handlers)("errors that any handler gets: %s", async (text, reason) => {
  const cwd = await projectWith({
    "src/errors.ts": `export class AppError extends Error {
  constructor(readonly code: string, readonly status: number, message: string, readonly extra?: string) {
    super(message);
  }
}
`,
    "src/make.ts":
      'import { AppError } from "./errors.js";\nexport const make = () => new AppError("busy_now", 503, "Wait.");\n',
    "src/handle.ts": `export function handle(err: any, res: any): void {\n  ${text};\n}\n`,
  });
  const { value, diagnostics } = await scan({ cwd, fix: true, dryRun: true });
  expect(diagnostics.map(asLine)).toEqual(
    reason === undefined
      ? []
      : [`src/make.ts:2:27 ${start}${reason.replace("PATH", "src/handle.ts:2")}`],
  );
  expect(value?.fixed.length).toBe(reason === undefined ? 1 : 0);
});

interface Base {
  readonly title: string;
  readonly members: string;
  readonly reason?: string;
  readonly given?: string;
}

/** Classes that generated ones extend, and why errors of them are left. */
const bases: readonly Base[] = [
  {
    title: "methods, fields and instanceof",
    members: `readonly isOurs = true;
  get isServer() { return (this.status ?? 0) > 499; }
  constructor(message: string, readonly code?: string, readonly status?: number) { super(message); }
  toAnswer() { return { error: this.code, message: this.message, isOurs: this.isOurs }; }`,
  },
  {
    title: "another first argument",
    members: `isServer = false;
  constructor(readonly code: string, readonly status?: number, message = "") { super(message); }
  toAnswer() { return this.code; }`,
    reason:
      'generated classes give "AppError" their message as its first argument, and it takes another one there.',
    given: '"busy_now", 503, "Wait."',
  },
  {
    title: "a method for JSON",
    members: `isServer = false;
  constructor(message: string, readonly code?: string, readonly status?: number) { super(message); }
  toAnswer() { return this.code; }
  toJSON() { return { error: this.code }; }`,
    reason: '"AppError" has a method "toJSON" of its own, and so have generated classes.',
  },
  {
    title: "a field that generated classes set",
    members: `isServer = false;
  readonly kind: string = "app";
  constructor(message: string, readonly code?: string, readonly status?: number) { super(message); }
  toAnswer() { return this.kind; }`,
    reason: '"AppError" has a field "kind" of its own, and so have generated classes.',
  },
  {
    title: "a method that reads an argument",
    members: `isServer = false;
  constructor(message: string, readonly code?: string, readonly status?: number, readonly extra?: string) { super(message); }
  toAnswer() { return [this.extra]; }`,
    reason: 'the methods of "AppError" read its field "extra", which generated classes do not set.',
  },
  {
    title: "a prefix",
    members: `isServer = false;
  constructor(message: string, readonly code?: string, readonly status?: number) { super(\`! \${message}\`); }
  toAnswer() { return this.code; }`,
    reason: changes("message"),
  },
];

test.each(bases)(
  "a class that generated ones extend: $title",
  async ({ members, reason, given }) => {
    const roles = given === undefined ? "message, code, status" : "code, status, message";
    const cwd = await projectWith(
      {
        "tsconfig.json": tsconfig,
        "package.json": JSON.stringify({
          ...{ name: "@acme/errors", type: "module" },
          exports: { types: "./src/errors.ts", default: "./out/src/errors.js" },
        }),
        "src/errors.ts": `export class AppError extends Error {\n  ${members}\n}\n`,
        "src/main.ts": `import { AppError } from "./errors.js";
const show = (e: unknown) => e instanceof AppError && [e.code, e.status, e.message, e.isServer, e.toAnswer()];
console.log(JSON.stringify(show(new AppError(${given ?? '"Wait.", "busy_now", 503'}))));
`,
      },
      ["AppError"],
      '{ baseClass: { name: AppError, from: "@acme/errors" } }',
      roles,
    );
    const before = await shown(cwd);
    const { value, diagnostics } = await scan({ cwd, fix: true });
    expect(diagnostics.map(asLine)).toEqual(
      reason === undefined ? [] : [`src/main.ts:3:33 ${start}${reason}`],
    );
    expect(value?.fixed.length).toBe(reason === undefined ? 1 : 0);
    expect(await shown(cwd)).toBe(before);
  },
);
