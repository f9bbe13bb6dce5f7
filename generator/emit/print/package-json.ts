// The package.json of a generated package: the fields that all of them share, in the order in which npm writes them.

import { packageName } from "../../catalog/names.ts";
import { jsonText } from "../../text/characters.ts";

/** What a package.json says of its package alone. */
export interface PackageFacts {
  /** The name without its scope. */
  readonly id: string;
  /** The whole name, where it is not the id in the publisher's scope. */
  readonly name?: string;
  /** A version of three numbers. */
  readonly version: string;
  /** One sentence on what the package is. */
  readonly description: string;
  /** The paths that may be imported, as Node's field of this name has them. */
  readonly exports: { readonly [path: string]: object | string };
  /** What is published. */
  readonly files: readonly string[];
  /** The packages that it needs, by name; absent where it needs none. */
  readonly dependencies?: { readonly [name: string]: string };
  /** What marks the file as generated. */
  readonly faultbook: object;
}

/** What the packages of a configuration have in common. */
export interface PublisherFacts {
  readonly scope?: string;
  readonly license: string;
  readonly author?: string;
  readonly homepage?: string;
  readonly repository?: string;
  readonly keywords: readonly string[];
  /** Who may install them; npm publishes no `private` ones. */
  readonly access: string;
}

/** Gives the text of a package.json. */
export function packageJson(facts: PackageFacts, publisher: PublisherFacts): string {
  const { scope, license, author, homepage, repository, keywords, access } = publisher;
  const fields = {
    name: facts.name ?? packageName(facts.id, scope),
    version: facts.version,
    ...(access === "private" ? { private: true } : {}),
    description: facts.description,
    keywords: [...new Set(["errors", "error-codes", facts.id, ...keywords])],
    ...(homepage === undefined ? {} : { homepage }),
    ...(repository === undefined ? {} : { repository: { type: "git", url: repository } }),
    license,
    ...(author === undefined ? {} : { author }),
    type: "module",
    sideEffects: false,
    engines: { node: ">=18" },
    exports: facts.exports,
    files: facts.files,
    ...(facts.dependencies === undefined ? {} : { dependencies: facts.dependencies }),
    ...(access === "private" ? {} : { publishConfig: { access } }),
    faultbook: facts.faultbook,
  };
  return `${jsonText(fields, 2)}\n`;
}

/** What of a package with modules is published besides its documents: what is built of its sources, without its manifest. */
export const builtFiles: readonly string[] = ["dist", "!dist/.faultbook.json"];

/** Gives the entries of `exports` for a catalog that is a package, or with its id the path of one; `given` are its documents. */
export function catalogEntries(given: readonly string[], id?: string): PackageFacts["exports"] {
  const path = id === undefined ? "." : `./${id}`;
  const module = (name: string) => entryPoint(id === undefined ? name : `${id}/${name}`);
  return {
    [path]: module("index"),
    [`${path}/definitions`]: module("definitions"),
    [`${path}/fixtures`]: module("fixtures"),
    ...documentEntries(given, path),
  };
}

/** Gives the entries of `exports` for documents below a path. */
export function documentEntries(given: readonly string[], path = "."): PackageFacts["exports"] {
  const isThere = given.some((one) => one.endsWith(".yaml"));
  // A pattern, since checkers of types take every exact path for a module.
  return isThere ? { [`${path}/*.yaml`]: `${path}/*.yaml` } : {};
}

/** Gives the entry of `exports` for a module of `dist/`, named without its ending. */
export function entryPoint(module: string): object {
  return { types: `./dist/${module}.d.ts`, default: `./dist/${module}.js` };
}
