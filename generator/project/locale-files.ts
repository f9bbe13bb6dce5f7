// The files with texts in other languages: `locales/<tag>/<id>.yaml` beside the catalogs.

import { posix, resolve } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { isFolder, listAll, listSources, readSource } from "../disk/files.ts";
import { append } from "../text/lists.ts";
import type { SourceFile } from "../text/source.ts";
import { yamlLimits } from "../text/yaml.ts";

/** The folder of the languages, beside catalogs. */
const localesFolder = "locales";

/** A file with the texts of a catalog in a language. */
export interface LocaleFile {
  readonly tag: string;
  /** The id of the catalog, which names the file. */
  readonly id: string;
  /** The folder that has the catalog. */
  readonly folder: string;
  readonly file: SourceFile;
}

/** The files of all languages; paths are relative to the configuration. */
export interface LocaleFiles {
  readonly files: readonly LocaleFile[];
  /** The folders of languages, each with the names of the sources in it. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
  /** The folders around them, each with all names in it. */
  readonly around: ReadonlyMap<string, readonly string[]>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the texts in other languages that are beside the catalogs in some folders, which are relative to the configuration's. */
export function readLocaleFiles(root: string, catalogFolders: Iterable<string>): LocaleFiles {
  const files: LocaleFile[] = [];
  const folders = new Map<string, readonly string[]>();
  const around = new Map<string, readonly string[]>();
  const diagnostics: Diagnostic[] = [];
  for (const folder of new Set(catalogFolders)) {
    const place = posix.join(folder, localesFolder);
    const names = listAll(resolve(root, place));
    around.set(place, names);
    for (const tag of names) {
      const path = posix.join(place, tag);
      if (tag.startsWith(".")) continue;
      const isLanguage = isFolder(resolve(root, path));
      const fault = tagFault(tag);
      if (fault !== undefined) {
        const span = { file: { path, text: "" }, start: 0, end: 0 };
        diagnostics.push(diagnostic("locale-tag", { name: tag, ...fault }, { span }));
      }
      if (fault !== undefined || !isLanguage) continue;
      const listed = listSources(resolve(root, path), path);
      append(diagnostics, listed.diagnostics);
      folders.set(path, listed.value ?? []);
      for (const name of listed.value ?? []) {
        const read = readSource(resolve(root, path, name), `${path}/${name}`, yamlLimits.bytes);
        append(diagnostics, read.diagnostics);
        const id = name.replace(/\.[^.]*$/, "");
        if (read.value !== undefined) files.push({ tag, id, folder, file: read.value });
      }
    }
  }
  return { files, folders, around, diagnostics };
}

/** The form of BCP 47, as catalogs have it for translations. */
const tagForm =
  /^(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-z\d]-[a-z\d]{1,8}(?:-[a-z\d]{1,8})*)?$/i;

const advice =
  "Name the folder by a tag of BCP 47, such as de or zh-CN, and put one file per catalog into it.";
const device = /^(?:aux|con|nul|prn)$/i;
/** RFC 5646, 4.4.1 recommends that there is room for so many characters. */
const longestTag = 35;

function tagFault(tag: string): { readonly reason: string; readonly advice: string } | undefined {
  if (!tagForm.test(tag)) return { reason: "it does not have the form of BCP 47", advice };
  if (device.test(tag)) return { reason: "Windows has no folder of this name", advice };
  if (tag.length > longestTag)
    return { reason: `it has more than ${longestTag} characters`, advice };
  const canonical = canonicalTag(tag);
  if (canonical === tag) return undefined;
  return {
    reason: "its case is not the usual one",
    advice: `Rename the folder to "${canonical}".`,
  };
}

/** Returns a tag in the case that RFC 5646 recommends: zh-Hant-TW. */
function canonicalTag(tag: string): string {
  const parts = tag.toLowerCase().split("-");
  const end = parts.findIndex((part, i) => i > 0 && part.length === 1);
  return parts
    .map((part, i) => {
      if (i === 0 || (end > 0 && i >= end)) return part;
      if (part.length === 2) return part.toUpperCase();
      return /^[a-z]{4}$/.test(part) ? part.charAt(0).toUpperCase() + part.slice(1) : part;
    })
    .join("-");
}
