// Loads the files of the bundle: with a Node that they were compiled for before, without compiling them again.

"use strict";

const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { Script } = require("node:vm");

/** The modules that are loaded, or are being loaded, by file name. */
const modules = new Map();

/** What was compiled, by file name. */
const scripts = new Map();

/** Loads a file beside this one, and gives its exports. */
function load(name) {
  const known = modules.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  modules.set(name, module);
  const filename = join(__dirname, name);
  const source = wrapped(readFileSync(filename, "latin1"));
  const script = new Script(source, { filename, cachedData: compiled(name) });
  scripts.set(name, script);
  script.runInThisContext()(module.exports, require, module, filename, __dirname, imported);
  return module.exports;
}

/** Imports a module of a project: scripts cannot, and this file can. */
function imported(url) {
  return import(url);
}

/** Keeps what was compiled so far for the next process; the build does so once. */
function keep() {
  for (const [name, script] of scripts) writeFileSync(placeOf(name), script.createCachedData());
}

/** Without it, or where Node refuses it, Node compiles what it needs. */
function compiled(name) {
  try {
    return readFileSync(placeOf(name));
  } catch {
    return undefined;
  }
}

/** The name of a file changes with what it holds, which Node does not check. */
function placeOf(name) {
  return join(__dirname, `${name}.${process.versions.v8}-${process.platform}-${process.arch}`);
}

/** On one line, so that the lines of a stack are those of the file. */
function wrapped(source) {
  return `(function (exports, require, module, __filename, __dirname, imported) { ${source}\n})`;
}

module.exports = { load, keep };
