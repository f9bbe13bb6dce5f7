// The declarations of the programmatic API, file by file, for `npm run build`.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { isolatedDeclaration } from "oxc-transform";

/** Writes the declarations of a source and of all that they refer to below a folder, by the sources' own paths. */
export async function writeTypes(entry, folder) {
  const written = new Set();
  const waiting = [entry];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (written.has(path)) continue;
    written.add(path);
    const source = await readFile(join(root, path), "utf8");
    const { code, errors } = await isolatedDeclaration(path, source);
    if (errors.length > 0) throw new Error(`${path} has no declarations: ${errors[0].codeframe}`);
    const target = join(root, folder, path.replace(/\.ts$/, ".d.ts"));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(
      target,
      code.replace(relativeImport, (_, before, to) => `${before}${to}.js"`),
    );
    for (const [, , to] of code.matchAll(relativeImport)) {
      waiting.push(posix.join(posix.dirname(path), `${to}.ts`));
    }
  }
}

const root = join(import.meta.dirname, "..");
const relativeImport = /((?:\bfrom |\bimport\()")(\.{1,2}\/[^"]+)\.ts"/g;
