// What a new project is called: what its package.json says, and the names of its first catalog that follow.

import {
  builtinNames,
  isNodeModule,
  packageName,
  reservedIds,
  runtimeTypes,
} from "../../catalog/names.ts";
import { plainLetters } from "../../text/words.ts";
import type { YamlNode } from "../../text/yaml.ts";

/** What a package.json says of its package, as far as the generated packages share it. */
export interface Manifest {
  readonly name: string | undefined;
  /** The npm scope of the name. */
  readonly scope: string | undefined;
  readonly license: string | undefined;
  readonly isPrivate: boolean;
  /** Who may install what is published. */
  readonly access: string | undefined;
}

/** The names of a first catalog. */
export interface CatalogNames {
  readonly id: string;
  readonly prefix: string;
  readonly title: string;
}

/** Returns what a package.json says. */
export function manifestOf(root: YamlNode | undefined): Manifest {
  const value = root?.kind === "mapping" ? root.value : {};
  const text = (given: unknown) => (typeof given === "string" && given !== "" ? given : undefined);
  const { access } = Object(value["publishConfig"]) as { readonly access?: unknown };
  const name = text(value["name"]);
  return {
    name,
    scope: /^(@[a-z0-9~-][a-z0-9._~-]*)\//.exec(name ?? "")?.[1],
    license: text(value["license"]),
    isPrivate: value["private"] === true,
    access: text(access),
  };
}

/** Returns the names of a first catalog; `folder` is the name of the folder that it is in. */
export function namesOf(manifest: Manifest, folder: string): CatalogNames {
  const word = wordOf(manifest.name ?? folder);
  const id = idOf(word, manifest);
  return { id, prefix: prefixOf(word), title: titleOf(word) };
}

/** Returns whether a catalog can have an id: two workspaces of one name cannot be installed, and one like a module of Node.js cannot be imported. */
export function isFreeId(id: string, { name, scope }: Manifest): boolean {
  const full = packageName(id, scope);
  return full !== name && !isNodeModule(full);
}

/** Names that say nothing of an API. */
const empty: readonly string[] = ["", ...reservedIds];

/** Words at the end of a name that the names of a package of errors have anyway. */
const suffix = /-(?:api|apis|catalog|error|errors)$/;

/** Returns the word for an API, in kebab-case, of the name of a package or folder; the scope if the name says nothing. */
function wordOf(name: string): string {
  const [, scope = "", own = ""] = /^(?:@([^/]*)\/)?(.*)$/s.exec(name) ?? [];
  const words = [own, scope].map((text) => {
    const parts =
      plainLetters(text)
        .toLowerCase()
        .match(/[a-z0-9]+/g) ?? [];
    const all = parts.filter((part) => /^[a-z]/.test(part)).join("-");
    const short = `-${all.slice(0, 40)}`.replace(/-$/, "").replace(suffix, "").replace(suffix, "");
    return short.slice(1);
  });
  return words.find((word) => !empty.includes(word)) ?? "my-api";
}

function idOf(word: string, manifest: Manifest): string {
  const both = [word, `${word}-errors`];
  const ids = [...(manifest.name === undefined ? both : both.reverse()), `${word}-api`];
  return ids.find((id) => isFreeId(id, manifest)) ?? word;
}

function prefixOf(word: string): string {
  const prefix = capitalised(word.split("-")).join("").slice(0, longestPrefix);
  // The base class of the catalog must be no class that is there already.
  return [...builtinNames, ...runtimeTypes].includes(`${prefix}Error`) ? `${prefix}Api` : prefix;
}

const longestPrefix = 32;

/** Returns the title of an API: its words, without that of the errors. */
function titleOf(word: string): string {
  return [...capitalised(word.split("-").filter((part) => part !== "api")), "API"].join(" ");
}

function capitalised(words: readonly string[]): readonly string[] {
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
}
