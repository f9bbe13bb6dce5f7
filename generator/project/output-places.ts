// Where an output folder must not be: among what people write, and where other tools keep what is theirs.

import { join, posix, resolve } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { realPath, statsOf } from "../disk/files.ts";
import { nodeAt } from "../text/yaml.ts";
import type { OutputConfig } from "./config.ts";
import type { Project } from "./project.ts";
import { releasesFolder } from "./release-files.ts";

/** Folders that other tools write, wherever they are. */
const foreign: readonly string[] = [".git", "node_modules"];

/** Reports the output folders whose place is wrong whatever the catalogs say, each once. */
export function misplacedOutputs(project: Project): readonly Diagnostic[] {
  return project.config.outputs.flatMap((output) => {
    const { span } = nodeAt(project.root, output.places.path);
    const file = fileInTheWay(output, project);
    if (file !== undefined) return [diagnostic("output-not-a-folder", { path: file }, { span })];
    const reason = reasonAgainst(output, project);
    return reason === undefined
      ? []
      : [diagnostic("output-misplaced", { path: output.path, reason }, { span })];
  });
}

/** Returns the folder of an output, or one above it, if it is something else. */
function fileInTheWay({ path }: OutputConfig, { folder }: Project): string | undefined {
  for (let inner = path; inner !== "."; inner = posix.dirname(inner)) {
    const stats = statsOf(join(folder, inner));
    if (stats !== undefined) return stats.isDirectory() ? undefined : inner;
  }
  return undefined;
}

function reasonAgainst({ path }: OutputConfig, project: Project): string | undefined {
  const { folder, config, listed } = project;
  const own = realPath(folder);
  const real = realPath(resolve(folder, path));
  if (isIn(real, own)) return "is the folder of the configuration, or around it";
  const taken = foreign.find((name) => path.toLowerCase().split("/").includes(name));
  if (taken !== undefined) return `is in "${taken}", which other tools write`;
  const sources = [...config.catalogs, releasesFolder].map((source) => ({
    source,
    place: realPath(resolve(folder, source)),
    isFolder: listed.has(posix.normalize(source)) || source === releasesFolder,
  }));
  for (const { source, place, isFolder } of sources) {
    if (isIn(real, place)) return `contains "${source}", which people write`;
    // Everything is in the folder of the configuration, whose catalogs may be beside it.
    if (isFolder && !isIn(place, own) && isIn(place, real)) {
      return `is in "${source}", which people write`;
    }
  }
  return undefined;
}

/** Checks that a path is a folder or in it; some file systems tell names apart by case, and some do not. */
function isIn(outer: string, inner: string): boolean {
  const [from = "", to = ""] = [outer, inner].map((path) =>
    `${path.replaceAll("\\", "/").replace(/\/$/, "")}/`.toLowerCase(),
  );
  return to.startsWith(from);
}
