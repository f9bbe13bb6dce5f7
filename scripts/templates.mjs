// A plugin for rolldown and Vite: templates compiled ahead of time, the shared runtime as the three texts of one module, and what the pages of a site hold.

import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import Handlebars from "handlebars";
import { transform } from "oxc-transform";
import { build } from "rolldown";
import { parseAst } from "rolldown/parseAst";
import { parse } from "rolldown/utils";

const runtimeFolder = fileURLToPath(new URL("../runtime/", import.meta.url));
const runtimeId = "virtual:runtime";
const siteFolder = fileURLToPath(new URL("../templates/site/", import.meta.url));
const siteFiles = ["style.css", "script.js", "parser.js"];
const siteId = "virtual:site";

/** The words that pages have of their own, in English. */
const words = new Set(
  Object.keys(
    JSON.parse(readFileSync(new URL("../templates/words/zh-Hans.json", import.meta.url), "utf8")),
  ),
);

/** The helpers that write a value into Markdown, each escaping it for its place; `generator/emit/print/markdown.ts` defines them. */
export const valueHelpers = [
  "text",
  "word",
  "cell",
  "code",
  "block",
  "url",
  "anchor",
  "markdown",
  "item",
];

/** The helpers of pages, which `generator/emit/print/html.ts` defines. */
export const pageHelpers = [
  "text",
  "word",
  "code",
  "attribute",
  "url",
  "block",
  "markdown",
  "item",
];

/** The helpers of Handlebars that lay out; all others are refused. */
export const blockHelpers = ["if", "unless", "each"];

/** Returns the plugin, which has no options. */
export function templates() {
  return {
    name: "faultbook-templates",
    resolveId(id) {
      return id === runtimeId || id === siteId ? `\0${id}` : null;
    },
    async load(id) {
      if (id === `\0${runtimeId}`) {
        const files = await readRuntime();
        for (const file of files) this.addWatchFile(`${runtimeFolder}${file.name}`);
        return module(await runtimeModule(joinRuntime(files)));
      }
      if (id === `\0${siteId}`) {
        for (const name of siteFiles) this.addWatchFile(`${siteFolder}${name}`);
        return module(await siteModule());
      }
      const [path] = id.split("?", 1);
      if (path.endsWith(".diff"))
        return module(`export default ${JSON.stringify(await readFile(path, "utf8"))};\n`);
      if (!path.endsWith(".hbs")) return null;
      const text = await readFile(path, "utf8");
      const imports = partialsOf(text).map(
        (one) => `import ${partial(one)} from "./${one}.hbs";\n`,
      );
      const compiled = compileTemplate(text, path.slice(path.lastIndexOf("/") + 1));
      return module(`${imports.join("")}export default ${compiled};\n`);
    },
  };
}

/** Returns the module of a site's style, its pages' script, and the script that recognises responses. */
async function siteModule() {
  const [style, script] = await Promise.all(
    siteFiles.slice(0, 2).map((name) => readFile(`${siteFolder}${name}`, "utf8")),
  );
  const bundled = await build({
    input: `${siteFolder}parser.js`,
    write: false,
    logLevel: "warn",
    output: { format: "iife", comments: false },
  });
  const parser = await withoutComments(bundled.output[0].code);
  return Object.entries({ style, script, parser })
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`)
    .join("");
}

function module(code) {
  return { code, moduleType: "js", map: { mappings: "" } };
}

/** Returns the module of the runtime's texts: its source, JavaScript without comments and exports, and declarations; and the names of what it exports. */
async function runtimeModule(source) {
  const { code, declaration, errors } = await transform("runtime.ts", source, {
    lang: "ts",
    sourceType: "module",
    target: "es2022",
    typescript: { declaration: {}, onlyRemoveTypeImports: true },
  });
  if (errors.length > 0) throw new Error(`runtime/: ${errors[0].codeframe ?? errors[0].message}`);
  const { script, exported } = withoutExports(await withoutComments(code));
  const runtime = { source, script, types: declaration };
  return Object.entries({ runtime, exported })
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`)
    .join("");
}

/** Takes the word `export` out of a module, and returns the names that it exported. */
function withoutExports(code) {
  let script = code;
  const exported = [];
  for (const one of parseAst(code).body.toReversed()) {
    if (one.type !== "ExportNamedDeclaration" || one.declaration === null) continue;
    exported.unshift(...declaredNames(one, "runtime.js"));
    script = script.slice(0, one.start) + script.slice(one.declaration.start);
  }
  return { script, exported };
}

/** Removes the comments of a module, but for the marks that bundlers read. */
async function withoutComments(code) {
  const { comments } = await parse("runtime.js", code);
  let text = code;
  for (const { value, start, end } of comments.toReversed()) {
    if (/^[ *]*[#@]__/.test(value)) continue;
    text = text.slice(0, start) + text.slice(end);
  }
  return text.replace(/^[ \t]*\n|[ \t]+$/gm, "");
}

/** Returns the JavaScript expression of a compiled template, a function of a printer and a view; refuses one that could print an unescaped value. */
export function compileTemplate(text, name) {
  const program = Handlebars.parse(text.replaceAll("\r\n", "\n"));
  checkStatements(program, name);
  return `(print, view0) => {\nlet text = "";\n${statements(program, 0)}return text;\n}`;
}

/** Returns the names of the templates beside it that a template prints with its own view. */
function partialsOf(text) {
  return [...new Set([...text.matchAll(/\{\{> ([a-z]+)\}\}/g)].map(([, name]) => name))];
}

function partial(name) {
  return `partial_${name}`;
}

/** Returns the statements that print a part of a template; `depth` counts the views around the present one. */
function statements(program, depth) {
  return (program?.body ?? []).map((one) => statement(one, depth)).join("");
}

function statement(one, depth) {
  switch (one.type) {
    case "ContentStatement":
      return one.value === "" ? "" : `text += ${JSON.stringify(one.value)};\n`;
    case "MustacheStatement": {
      const pairs = (one.hash?.pairs ?? []).map(
        ({ key, value }) => `${JSON.stringify(key)}: ${expression(value, depth)}`,
      );
      const options = pairs.length === 0 ? "" : `, { ${pairs.join(", ")} }`;
      return `text += print.${one.path.original}(${expression(one.params[0], depth)}${options});\n`;
    }
    case "PartialStatement":
      return `text += ${partial(one.name.original)}(print, view${depth});\n`;
    case "BlockStatement":
      return layouts[one.path.original](one, depth);
    default:
      return "";
  }
}

/** The blocks that lay out, each as JavaScript. */
const layouts = {
  if: (one, depth) => choice(`print.has(${expression(one.params[0], depth)})`, one, depth),
  unless: (one, depth) => choice(`!print.has(${expression(one.params[0], depth)})`, one, depth),
  each: ({ params: [list], program }, depth) => {
    const items = `print.each(${expression(list, depth)})`;
    return `for (const view${depth + 1} of ${items}) {\n${statements(program, depth + 1)}}\n`;
  },
};

function choice(condition, { program, inverse }, depth) {
  const other = inverse == null ? "" : `else {\n${statements(inverse, depth)}}\n`;
  return `if (${condition}) {\n${statements(program, depth)}}\n${other}`;
}

function expression(value, depth) {
  if (value.type !== "PathExpression") return JSON.stringify(value.value);
  return value.parts.reduce(
    (of, part) => `print.at(${of}, ${JSON.stringify(part)})`,
    `view${depth}`,
  );
}

function checkStatements(program, name) {
  for (const statement of program?.body ?? []) {
    const at = `${name}:${statement.loc.start.line}:${statement.loc.start.column + 1}`;
    switch (statement.type) {
      case "ContentStatement":
      case "CommentStatement":
        break;
      case "MustacheStatement":
        checkCall(statement, [...new Set([...valueHelpers, ...pageHelpers])], at);
        break;
      case "BlockStatement":
        checkCall(statement, blockHelpers, at);
        checkStatements(statement.program, name);
        checkStatements(statement.inverse, name);
        break;
      case "PartialStatement": {
        const { name: called, params, hash } = statement;
        const isName = called.type === "PathExpression" && /^[a-z]+$/.test(called.original);
        if (!isName || params.length > 0 || hash != null)
          throw new Error(`${at}: a partial is the name of a template beside this one, alone.`);
        break;
      }
      default:
        throw new Error(`${at}: a template must not hold a ${statement.type}.`);
    }
  }
}

function checkCall(statement, helpers, at) {
  const helper = statement.path.original;
  if (!helpers.includes(helper)) {
    throw new Error(`${at}: "${helper}" is none of the helpers ${helpers.join(", ")}.`);
  }
  const pairs = (statement.hash?.pairs ?? []).map((pair) => pair.value);
  const values = [...statement.params, ...pairs];
  if (statement.params.length !== 1) throw new Error(`${at}: "${helper}" needs one value.`);
  if (helper === "word" && !words.has(statement.params[0].value)) {
    throw new Error(`${at}: templates/words/ has no "${statement.params[0].value}".`);
  }
  if (values.some((value) => value.type === "SubExpression")) {
    throw new Error(`${at}: a call inside a call belongs into the view.`);
  }
  if (values.some((value) => value.depth > 0 || value.data)) {
    throw new Error(`${at}: a part of the view knows nothing of what is around it.`);
  }
}

async function readRuntime() {
  const names = (await readdir(runtimeFolder)).filter((name) => name.endsWith(".ts")).sort();
  return Promise.all(
    names.map(async (name) => ({ name, text: await readFile(`${runtimeFolder}${name}`, "utf8") })),
  );
}

/** Joins files, each `{ name, text }`, into one text in which everything comes after what it imports. */
export function joinRuntime(files) {
  const parts = new Map(files.map((file) => [file.name, readPart(file)]));
  checkNames(parts);
  return `${inOrder(parts).join("\n\n")}\n`;
}

/** Reads what a file imports and declares, and its text without the imports. */
function readPart({ name, text: source }) {
  const text = source.replaceAll("\r\n", "\n");
  const part = { name, imports: [], declares: [], text };
  for (const statement of parseAst(text, { lang: "ts" }, name).body.toReversed()) {
    if (statement.type === "ImportDeclaration") {
      part.imports.push(importedFile(statement, name));
      const end = text.startsWith("\n", statement.end) ? statement.end + 1 : statement.end;
      part.text = part.text.slice(0, statement.start) + part.text.slice(end);
    } else {
      part.declares.push(...declaredNames(statement, name));
    }
  }
  // What is left of the imports is the blank lines around them.
  part.text = part.text.replace(/^((?:\/\/.*\n)*)\n{2,}/, "$1\n").trim();
  return part;
}

function importedFile(statement, name) {
  const from = statement.source.value;
  const renames = statement.specifiers.some(
    (one) => one.type !== "ImportSpecifier" || one.imported.name !== one.local.name,
  );
  if (!/^\.\/[^/]+\.ts$/.test(from) || renames) {
    throw new Error(
      `runtime/${name}: "${from}" must be a sibling, imported by the names it exports.`,
    );
  }
  return from.slice(2);
}

function declaredNames(statement, name) {
  const inner = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
  const declared = inner?.type === "VariableDeclaration" ? inner.declarations : [inner];
  return declared.map((one) => {
    if (one?.id?.type !== "Identifier") {
      throw new Error(
        `runtime/${name}: only declarations with one name may stand outside of functions.`,
      );
    }
    return one.id.name;
  });
}

function checkNames(parts) {
  const owners = new Map();
  for (const { name, imports, declares } of parts.values()) {
    for (const imported of imports) {
      if (!parts.has(imported))
        throw new Error(`runtime/${name} imports "${imported}", which is not there.`);
    }
    for (const declared of declares) {
      const owner = owners.get(declared) ?? name;
      if (owner !== name) {
        throw new Error(
          `runtime/${owner} and runtime/${name} both declare "${declared}"; rename one.`,
        );
      }
      owners.set(declared, owner);
    }
  }
}

/** Returns the texts in an order in which each comes after its imports, by name among equals. */
function inOrder(parts) {
  const done = new Set();
  const texts = [];
  while (done.size < parts.size) {
    const next = [...parts.values()]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .find((part) => !done.has(part.name) && part.imports.every((name) => done.has(name)));
    if (next === undefined) {
      const rest = [...parts.keys()].filter((name) => !done.has(name));
      throw new Error(`The files ${rest.join(", ")} of the runtime import each other in a circle.`);
    }
    done.add(next.name);
    texts.push(next.text);
  }
  return texts;
}
