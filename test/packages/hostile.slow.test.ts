// Hostile texts in every field of a catalog: what is generated keeps its shape, its types and its values.

import { join } from "node:path";
import { ts } from "ts-morph";
import { beforeAll, expect, test } from "vitest";
import { paramSamples } from "../../generator/catalog/fixture.ts";
import { everything, type Fill, harmless, type TextKind, textOf } from "../everything.ts";
import {
  accepting,
  type Compiled,
  compile,
  importPackage,
  projectFile,
  temporaryFolder,
  typeCheck,
  writeFiles,
} from "../helpers.ts";
import { withoutSteps } from "../hostile/shape.ts";

const PWN = "globalThis.__PWNED__=1";

/** Texts that end comments, strings, templates, lines or tags, or mean something to a tool. */
const texts: Readonly<Record<string, string>> = {
  "the end of a comment": `done */ ${PWN}; /*`,
  "the end of a comment, escaped": `a *\\/ ${PWN} *\u200b/ **/ ${PWN} /**/ ${PWN} //`,
  "the end of a comment over two lines": `a *\n/ ${PWN}\n*/\n${PWN}\n/*`,
  "a star": "*",
  "a slash": "/",
  "all quotes": `a"b'c\`d\${${PWN}}\\e`,
  "a backslash at the end": "done\\",
  "escapes that are text": "\\u002a/ \\x2a/ \\n \\u2028 \\0",
  "a line separator": `first line\u2028${PWN}`,
  "a paragraph separator": `first line\u2029*/ ${PWN}`,
  "line ends": `first\n${PWN}\n\n\n${PWN}\n`,
  "a tab and spaces at line ends": "a\t \n  b  \n\n\n\nc \t",
  "tags of compilers":
    "ask the @internal team, @ts-nocheck, @ts-ignore, @ts-expect-error, @deprecated",
  "tags at line starts":
    "a\n@internal\n@deprecated now\n * @private\n@ts-nocheck\n\n@param {never} x",
  "tags of no letters": "a @ b @1 @é @{x} @@internal @$ @\u200binternal @-",
  "inline tags": "{@link x} {@inheritDoc y} {@code */}",
  "directives of bundlers":
    "/*#__PURE__*/ /* @__PURE__ */ //# sourceMappingURL=data:x //@ sourceURL=x #__NO_SIDE_EFFECTS__",
  "directives at line starts": `"use strict"\n//# sourceMappingURL=x\n/// <reference path="x" />\n// @ts-nocheck\n#!/bin/sh`,
  "a triple slash": '/// <reference types="node" /> /// <amd-module name="x" />',
  "comments of HTML": `<!-- ${PWN} --> </script><script>${PWN}</script>`,
  "holes of templates": `{{this.constructor}} & <b> {{{x}}} {{#each x}} \${x} %s #{x} <%= x %>`,
  "patterns of replacing": "$& $1 $` $' $$ $<x>",
  "names of prototypes": "__proto__",
  "a name of the language": "constructor",
  "directions and invisible characters": "a\u202e\u2066b\u2069\u200b\u200e\ufeff\u061c c\u00ad",
  "other scripts": "用户API出错 ünïcode 🦊 \u{10ffff} e\u0301 ﷽",
  "marks of YAML": "- a: [b, {c: &d !!js/function 'x'}] # e\n---\n...\n? x\n%TAG",
  "marks of Markdown": "```js\n~~~\n| a | b |\n***\n# h\n> q\n<b>",
  "words of YAML": "NO",
  "a number": "007",
  "a long word": "*/".repeat(45),
};

const accepts: Readonly<Record<TextKind, RegExp>> = {
  line: /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/,
  header: /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/,
  property: /^[^\u0000-\u001f\u007f-\u009f]*$/,
  code: /^(?!\s)[^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f]$/,
  markdown: /^/,
  template: /^/,
  message: /^/,
  constant: /^/,
};

/** Puts a text into every field that may hold it; what must differ from another differs by its end. */
function hostile(text: string): Fill {
  return (kind, place) => {
    if (!accepts[kind].test(text)) return harmless(kind, place);
    // A name that needs no quotes has another shape than one that needs them, and "*" has a meaning.
    const quoted = /^[\w*]+$/.test(text) ? `${text}-` : text;
    if (kind === "property" || kind === "code")
      return place === "shared" ? quoted + quoted : quoted;
    const end = `${place.includes("/code/1/") ? " too" : ""}${place.endsWith("/1") ? " again" : ""}`;
    return text + end;
  };
}

interface Shape {
  readonly kinds: string;
  readonly tags: readonly string[];
  readonly pragmas: string;
}

/** Gives the syntax tree of a file as kinds, with all that comments in it mean to a compiler or a bundler. */
function shapeOf(path: string, text: string): Shape {
  const file = ts.createSourceFile(path, withoutSteps(text), ts.ScriptTarget.ES2022, true);
  const kinds: string[] = [];
  const tags: string[] = [];
  const visit = (node: ts.Node, depth: number): void => {
    kinds.push(`${depth}:${node.kind}`);
    for (const doc of ts.getJSDocCommentsAndTags(node)) {
      if (ts.isJSDoc(doc)) tags.push(...(doc.tags ?? []).map(({ tagName }) => tagName.text));
    }
    ts.forEachChild(node, (child) => visit(child, depth + 1));
  };
  visit(file, 0);
  const inner = file as unknown as Readonly<Record<string, unknown>>;
  const pragmas = JSON.stringify([
    [...((inner["pragmas"] as ReadonlyMap<string, unknown> | undefined)?.keys() ?? [])],
    ((inner["commentDirectives"] as readonly unknown[] | undefined) ?? []).length,
    inner["checkJsDirective"] ?? null,
    inner["parseDiagnostics"],
    file.referencedFiles.length +
      file.typeReferenceDirectives.length +
      file.libReferenceDirectives.length,
    comments(text).match(/@(?=[A-Za-z_])|#__|source(?:Mapping)?URL=/g)?.length ?? 0,
  ]);
  return { kinds: kinds.join(" "), tags, pragmas };
}

function comments(text: string): string {
  const scanner = ts.createScanner(
    ts.ScriptTarget.ES2022,
    false,
    ts.LanguageVariant.Standard,
    text,
  );
  const found: string[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const isComment =
      kind === ts.SyntaxKind.MultiLineCommentTrivia ||
      kind === ts.SyntaxKind.SingleLineCommentTrivia;
    if (isComment) found.push(scanner.getTokenText());
  }
  return found.join("\n");
}

function shapesOf({ files }: Compiled): ReadonlyMap<string, Shape> {
  const own = [...files].filter(([path]) => /\.[jt]s$/.test(path) && !/runtime\./.test(path));
  return new Map(own.map(([path, text]) => [path, shapeOf(path, text)]));
}

/** Gives what a value of the harmless catalog is where its texts are others. */
function translated(value: unknown, fill: Fill): unknown {
  const told = /harmless (\w+) \(([\w/]+)\)/g;
  return JSON.parse(JSON.stringify(value), (_, inner: unknown) => {
    if (typeof inner !== "string") return inner;
    if (inner.startsWith("https://example.com/")) return undefined;
    return inner.replace(told, (_, kind: TextKind, place: string) => {
      const text = fill(kind, place);
      if (kind === "property") return text.replaceAll("~", "~0").replaceAll("/", "~1");
      return kind === "template" ? text.replace(/[{}]/g, "$&$&") : text;
    });
  });
}

let plain: Compiled;
let plainShapes: ReadonlyMap<string, Shape>;
let plainTexts: readonly unknown[];
const checked = join(temporaryFolder(), "checked");
const made: string[] = [];

beforeAll(async () => {
  plain = await compile(textOf(everything(harmless)));
  plainShapes = shapesOf(plain);
  const { definitions, catalog } = await importPackage(plain);
  plainTexts = [definitions, catalog];
});

test.each(Object.entries(texts))("%s changes nothing but itself", async (name, text) => {
  const fill = hostile(text);
  const document = everything(fill);
  const compiled = await compile(textOf(document));
  writeFiles(join(checked, String(made.push(name))), compiled.files);
  expect([...compiled.files.keys()]).toEqual([...plain.files.keys()]);
  for (const [path, shape] of shapesOf(compiled)) {
    const before = plainShapes.get(path);
    expect({ path, ...shape, kinds: shape.kinds === before?.kinds }).toEqual({
      path,
      ...before,
      kinds: true,
    });
  }
  const imported = await importPackage(compiled);
  expect(translated([imported.definitions, imported.catalog], harmless)).toEqual(
    translated(plainTexts, fill),
  );
  const alpha = compiled.catalog.definitions.find((one) => one.name === "Alpha");
  expect(alpha?.examples).toHaveLength(2);
  for (const example of alpha?.examples ?? []) {
    for (const body of [example.body, JSON.stringify(example.body)]) {
      const error = imported.parse({ ...example, body });
      expect(accepting(imported, error)).toEqual(["Alpha"]);
      expect(error?.code).toBe(example.code);
      const said = [document.definitions.Alpha.examples[0], document.definitions.Alpha.examples[1]];
      const wanted = [said[0]?.message, said[1]?.body?.msg][alpha?.examples.indexOf(example) ?? 0];
      expect(error?.message).toBe(
        wanted?.replace(
          /[\n\u2028\u2029\u061c\u200e\u202e\u2066\u2069]/g,
          (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
        ),
      );
    }
  }
  expect(new (imported.classes.get("Delta") ?? Error)().message).toBe(
    document.definitions.Delta.summary.replace(
      /[\u061c\u200e\u202e\u2066\u2069]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
  );
  for (const definition of compiled.catalog.definitions) {
    const fixture = imported.fixtures[definition.name];
    expect(accepting(imported, imported.parse(fixture))).toEqual([definition.name]);
    const Known = imported.classes.get(definition.name) ?? imported.unknown;
    for (const { literal: code } of definition.codes) {
      const error = new Known({
        code,
        params: paramSamples(definition, compiled.catalog.derived.samples),
      });
      const { body, ...answer } = error.toResponse();
      const parsed = imported.parse({ ...fixture, ...answer, body: JSON.stringify(body) });
      // The client gets the params that logs do not.
      const message = error.message.replace("<hole>", "example");
      expect([parsed?.name, parsed?.code, parsed?.message]).toEqual([error.name, code, message]);
      expect(parsed?.params["located"]).toEqual(error.params["located"]);
      const revived = imported.revive(JSON.parse(JSON.stringify(error)));
      expect([revived?.code, revived?.message]).toEqual([code, error.message]);
      expect(accepting(imported, revived)).toEqual([definition.name]);
    }
  }
  expect("__PWNED__" in globalThis).toBe(false);
  expect(({} as Record<string, unknown>)["admin"]).toBeUndefined();
});

test.each(["tags of compilers", "tags at line starts", "tags of no letters"])(
  "with stripInternal, %s takes no member away",
  async (name) => {
    const compiled = await compile(textOf(everything(hostile(texts[name] ?? ""))));
    const declared = ({ files }: Compiled, path: string) => {
      const { outputText } = ts.transpileDeclaration(files.get(path) ?? "", {
        fileName: path,
        compilerOptions: { stripInternal: true, target: ts.ScriptTarget.ES2022 },
      });
      return shapeOf(path.replace(".ts", ".d.ts"), outputText).kinds;
    };
    for (const path of [...plain.files.keys()].filter((one) => /^src\/.*\.ts$/.test(one))) {
      expect(declared(compiled, path) === declared(plain, path), path).toBe(true);
    }
  },
);

test("all of it compiles under the strictest flags", { timeout: 240_000 }, async () => {
  expect(made).toHaveLength(Object.keys(texts).length);
  writeFiles(checked, [
    ["tsconfig.base.json", projectFile("test/packages/types/tsconfig.base.json")],
    ["package.json", '{ "type": "module" }'],
    ["tsconfig.json", '{ "extends": "./tsconfig.base.json", "include": ["*/src"] }'],
  ]);
  expect(await typeCheck("typescript7", join(checked, "tsconfig.json"))).toBe("");
});
