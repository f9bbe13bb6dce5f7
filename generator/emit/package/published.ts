// The package.json of a package that emitters of a user's own add files to.

import { jsonText } from "../../text/characters.ts";
import type { FinishedFile } from "../emitter.ts";
import { builtFiles, entryPoint, type PackageFacts } from "../print/package-json.ts";

/** What of a package.json says what is published, and what of it can be imported. */
interface Published extends Pick<PackageFacts, "exports" | "files"> {
  readonly [field: string]: unknown;
}

/** Gives the files of a package with its package.json publishing those that were added to it, and exporting the modules and data among them. */
export function withPublished(
  files: readonly FinishedFile[],
  added: readonly string[],
): readonly FinishedFile[] {
  if (added.length === 0) return files;
  return files.map((file) =>
    file.path === "package.json" ? { ...file, content: manifest(file.content, added) } : file,
  );
}

function manifest(content: Uint8Array, added: readonly string[]): Uint8Array {
  const fields = JSON.parse(Buffer.from(content).toString()) as Published;
  const sorted = [...added].sort();
  const modules = sorted.filter(isSource).map((path) => path.replace(/^src\/|\.ts$/g, ""));
  // Their sources become files of `dist/`, which is published as a whole.
  const others = sorted.filter((path) => !isSource(path));
  const data = ["json", "yaml"].filter((type) => others.some((path) => path.endsWith(`.${type}`)));
  const published = {
    ...fields,
    exports: {
      ...fields.exports,
      ...Object.fromEntries(modules.map((name) => [`./${name}`, entryPoint(name)])),
      // Patterns, since checkers of types take every exact path for a module.
      ...Object.fromEntries(data.map((type) => [`./*.${type}`, `./*.${type}`])),
    },
    files: [...new Set([...(modules.length > 0 ? builtFiles : []), ...fields.files, ...others])],
  };
  return Buffer.from(`${jsonText(published, 2)}\n`);
}

function isSource(path: string): boolean {
  return path.endsWith(".ts");
}
