// Loads the files of the bundle, which a Node.js that has run them before need not compile again.

"use strict";

const fs = require("node:fs");
const { dirname, join, sep } = require("node:path");
const { Script } = require("node:vm");

/** The hash of all files of the bundle, put in by the build; V8 compares nothing but the length of a file. */
const build = "%BUILD%";

/** The modules that are loaded or being loaded, by file name. */
const modules = new Map();

/** The compiled files, by name. */
const scripts = new Map();

/** The folder of compiled files, for a command. */
let folder;

/** True if this run compiled what the next one could find compiled. */
let isNew = false;

/** How much a function runs before Node.js 20 compiles it again, at first and for work on much; later engines do not know it, and say so. */
const budgets = Number.parseInt(process.versions.v8, 10) < 12 ? [67584, 400000] : [];

/** True if work on much has begun. */
let isMuch = false;

/** Makes Node.js optimise less, which costs more than it gains in a process that ends so soon. */
function optimiseLess() {
  isMuch = true;
  setBudget(1);
}

function setBudget(which) {
  const budget = budgets[which];
  if (isMuch && budget !== undefined)
    require("node:v8").setFlagsFromString(`--interrupt-budget=${budget}`);
}

/** Loads a file beside this one, and returns its exports. */
function load(name) {
  const known = modules.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  modules.set(name, module);
  const filename = join(__dirname, name);
  const source = wrapped(fs.readFileSync(filename, "latin1"));
  const cachedData = compiled(name);
  // V8 refuses what was compiled under another setting.
  setBudget(0);
  const script = new Script(source, { filename, cachedData });
  setBudget(1);
  isNew ||= cachedData === undefined || script.cachedDataRejected;
  scripts.set(name, script);
  const run = script.runInThisContext();
  run(module.exports, require, module, filename, __dirname, imported, optimiseLess);
  return module.exports;
}

/** Loads a command, and keeps what is compiled for it if it ends well. */
function start(name) {
  folder = folderOfCode();
  process.on("exit", (code) => {
    if (code === 0 && isNew) keep();
  });
  load(name);
}

/** Imports a module of a project: scripts cannot, and this file can. */
function imported(url) {
  return import(url);
}

/** On one line, so that the lines of a stack are those of the file. */
function wrapped(source) {
  const names = "exports, require, module, __filename, __dirname, imported, optimiseLess";
  return `(function (${names}) { ${source}\n})`;
}

/**
 * The folder for this build and this V8, in the `node_modules` that the tool is installed in: compiled code is code,
 * and is taken only from where the tool comes from. The project that the tool runs in may be anybody's.
 */
function folderOfCode() {
  const at = __dirname.indexOf(`${sep}node_modules${sep}`);
  const root = at < 0 ? dirname(__dirname) : __dirname.slice(0, at);
  const { versions, platform, arch } = process;
  const name = `code-${build}-${versions.v8}-${platform}-${arch}`;
  return join(root, "node_modules", ".cache", "faultbook", name);
}

/** Reads a compiled file that is whole, if neither it nor its folders are links. */
function compiled(name) {
  if (folder === undefined) return undefined;
  try {
    const path = join(folder, name);
    if (modules.size === 1) foldersOfCode().forEach(checkFolder);
    return fs.lstatSync(path).isFile() ? once(fs.readFileSync(path)) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * V8 believes what it is given, and a damaged file would crash it on every run. So each file holds its data twice:
 * comparing takes microseconds, and the modules of Node.js that hash take longer to load than this command to run.
 */
function twice(data) {
  return Buffer.concat([data, data]);
}

function once(whole) {
  const half = whole.length / 2;
  const data = whole.subarray(0, half);
  return data.length > 0 && data.equals(whole.subarray(half)) ? data : undefined;
}

/** Writes the compiled files; if that cannot be, the next run compiles them again. */
function keep() {
  try {
    const [modules, ...own] = foldersOfCode();
    checkFolder(modules);
    for (const one of own) {
      if (!fs.existsSync(one)) fs.mkdirSync(one);
      checkFolder(one);
    }
    setBudget(0);
    for (const [name, script] of scripts) {
      const path = join(folder, name);
      const staged = `${path}.${process.pid}`;
      fs.writeFileSync(staged, twice(script.createCachedData()), { flag: "wx", flush: true });
      fs.renameSync(staged, path);
    }
    removeOtherBuilds();
  } catch {}
}

/** The folder of compiled files and those around it, from `node_modules` inwards. */
function foldersOfCode() {
  const own = dirname(folder);
  const cache = dirname(own);
  return [dirname(cache), cache, own, folder];
}

function checkFolder(path) {
  if (!fs.lstatSync(path).isDirectory()) throw new Error(`"${path}" is not a folder`);
}

function removeOtherBuilds() {
  const own = dirname(folder);
  for (const name of fs.readdirSync(own)) {
    if (name.startsWith("code-") && !name.startsWith(`code-${build}-`))
      fs.rmSync(join(own, name), { recursive: true, force: true });
  }
}

module.exports = { load, start };
