// The package.json of a generated package: the fields that all of them share, in the order in which npm writes them.

import { posix } from "node:path";
import prepackTemplate from "../../../templates/package/prepack.hbs";
import { packageName } from "../../catalog/names.ts";
import { jsonText } from "../../text/characters.ts";
import type { MadeFile, OutputFile } from "../emitter.ts";
import { licenseName, type ModuleFormat, type PublishOptions } from "../options.ts";
import { holderOf, licenseText } from "./license.ts";
import { render } from "./markdown.ts";
import { builtPaths } from "./modules.ts";

/** What a package.json says of its package alone. */
export interface PackageFacts {
  /** The name without its scope. */
  readonly id: string;
  /** The whole name, where it is not the id in the publisher's scope. */
  readonly name?: string;
  /** Its folder in the output folder. */
  readonly folder: string;
  /** A version of three numbers. */
  readonly version: string;
  /** One sentence on what the package is. */
  readonly description: string;
  /** What can be imported, and which files are published. */
  readonly published: Published;
  /** What marks the file as generated. */
  readonly faultbook: object;
}

/** Returns package.json, the script that it runs before a package is packed, and the licence, unless the package has its own. */
export function packageFiles(
  facts: PackageFacts,
  publisher: PublishOptions,
): readonly OutputFile[] {
  // What is built is not committed, so that a clone would publish a package without it.
  const isChecked = publisher.access !== "private" && facts.published.main !== undefined;
  const content = packageJson(facts, publisher, isChecked ? { prepack: "node prepack.mjs" } : {});
  const prepack = render(prepackTemplate, {}, { linkTo: () => undefined });
  const script = { path: "prepack.mjs", content: prepack, internal: true } as const;
  const license = publisher.kept.get(facts.folder)?.hasLicense
    ? undefined
    : licenseText(publisher.license, holderOf(publisher.author, nameOf(facts, publisher)));
  return [
    { path: "package.json", content },
    ...(isChecked ? [script] : []),
    ...(license === undefined ? [] : [{ path: licenseName, content: license }]),
  ];
}

function nameOf({ name, id }: PackageFacts, { scope }: PublishOptions): string {
  return name ?? packageName(id, scope);
}

function packageJson(facts: PackageFacts, publisher: PublishOptions, scripts: object): string {
  const { license, author, homepage, repository: url, bugs, keywords, access } = publisher;
  const { directory, path, baseClass } = publisher;
  const place =
    directory === undefined ? {} : { directory: posix.join(directory, path, facts.folder) };
  const fields = {
    name: nameOf(facts, publisher),
    version: facts.version,
    ...(access === "private" ? { private: true } : {}),
    description: facts.description,
    keywords: [...new Set(["errors", "error-codes", facts.id, ...keywords])],
    ...(homepage === undefined ? {} : { homepage }),
    ...(url === undefined ? {} : { repository: { type: "git", url, ...place } }),
    ...(bugs === undefined ? {} : { bugs: { url: bugs } }),
    license,
    ...(author === undefined ? {} : { author }),
    type: "module",
    sideEffects: false,
    engines: { node: ">=18" },
    ...(baseClass && { peerDependencies: { [packageOf(baseClass.from)]: "*" } }),
    ...facts.published,
    ...(Object.keys(scripts).length === 0 ? {} : { scripts }),
    ...(access === undefined || access === "private" ? {} : { publishConfig: { access } }),
    faultbook: facts.faultbook,
  };
  return `${jsonText(fields, 2)}\n`;
}

/** Returns the package of a module's path. */
function packageOf(from: string): string {
  return from
    .split("/")
    .slice(0, from.startsWith("@") ? 2 : 1)
    .join("/");
}

/** What a package publishes: what can be imported, and which files. */
export interface Published {
  /** The module that is imported by the package's name, for tools that do not read `exports`. */
  readonly main?: string;
  /** The declarations of that module, for compilers that do not read `exports`. */
  readonly types?: string;
  /** The paths that may be imported, as Node's field of this name has them. */
  readonly exports: { readonly [path: string]: object | string };
  /** The declarations of the other modules, for compilers that do not read `exports`. */
  readonly typesVersions?: { readonly "*": { readonly [path: string]: readonly string[] } };
  /** What is published. */
  readonly files: readonly string[];
}

/** Returns what a package with these files publishes: everything that is not internal, but no sources. */
export function publishedOf(
  made: readonly MadeFile[],
  formats: readonly ModuleFormat[],
): Published {
  const sources = made.filter(({ path }) => path.endsWith(".ts") && !path.startsWith("dist/"));
  const modules = sources
    .filter(({ internal }) => internal !== true)
    .map(({ path }) => path.replace(/^src\/|\.ts$/g, ""))
    .map((name) => ({ path: exportOf(name), entries: entriesOf(name, formats) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const others = made
    .filter(({ internal }) => internal !== true)
    .map(({ path }) => path)
    .filter((path) => !path.endsWith(".ts") && !path.startsWith("dist/"))
    .sort();
  const root = modules.find(({ path }) => path === ".")?.entries.at(-1);
  const inner = modules.filter(({ path }) => path !== ".");
  return {
    ...(root === undefined ? {} : { main: root.default, types: root.types }),
    exports: {
      ...Object.fromEntries(modules.map(({ path, entries }) => [path, targetOf(entries)])),
      // Patterns, since checkers of types take every exact path for a module.
      ...Object.fromEntries(others.flatMap(patternOf).map((one) => [one, one])),
      "./package.json": "./package.json",
    },
    ...(inner.length === 0 ? {} : { typesVersions: { "*": typesByPath(inner) } }),
    files: [...(sources.length > 0 ? builtFiles : []), ...others],
  };
}

interface Exported {
  readonly path: string;
  /** What is built of the module, the format last that every tool takes. */
  readonly entries: readonly EntryPoint[];
}

interface EntryPoint {
  readonly types: string;
  readonly default: string;
}

/** Returns what is built of a module, in the order of the formats. */
function entriesOf(module: string, formats: readonly ModuleFormat[]): readonly EntryPoint[] {
  return (["esm", "cjs"] as const)
    .filter((format) => formats.includes(format))
    .map((format) => {
      const [script = "", types = ""] = builtPaths(module, [format]);
      return { types: `./${types}`, default: `./${script}` };
    });
}

/** Returns what an import and a `require()` of a module lead to. */
function targetOf([esm, cjs]: readonly EntryPoint[]): object {
  return { ...(cjs === undefined ? esm : { import: esm, require: cjs }) };
}

function typesByPath(modules: readonly Exported[]): { readonly [path: string]: readonly string[] } {
  return Object.fromEntries(
    modules.map(({ path, entries }) => [path.slice(2), [entries.at(-1)?.types ?? ""]]),
  );
}

/** What is built of the sources, without its manifest. */
const builtFiles: readonly string[] = ["dist"];

/** Returns the path that a module is imported by: an index by its folder. */
function exportOf(module: string): string {
  return module === "index" ? "." : `./${module.replace(/\/index$/, "")}`;
}

/** Returns the pattern for the data files in the folder of one. */
function patternOf(path: string): readonly string[] {
  const [, folder = "", ending = ""] = /^(.*\/)?[^/]*\.(json|yaml)$/.exec(path) ?? [];
  return ending === "" ? [] : [`./${folder}*.${ending}`];
}
