// The viewers of OpenAPI as their packages have them for pages, without their dependencies, which pages do not load: those are 300 MB.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("./", import.meta.url));
const kept = join(here, "node_modules/.viewers");
const viewers = JSON.parse(readFileSync(join(here, "viewers.json"), "utf8"));

/** Returns the folder of a viewer's files by the name of its package, and fetches the package if it is not there. */
export function viewerFolder(name) {
  const { version, integrity } = viewers.find((one) => one.name === name);
  const folder = join(kept, `${name}@${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(join(folder, ".."), { recursive: true });
  const work = mkdtempSync(join(kept, "work-"));
  try {
    const options = { cwd: work, encoding: "utf8" };
    const packed = execFileSync("npm", ["pack", "--silent", `${name}@${version}`], options).trim();
    const hash = createHash("sha512")
      .update(readFileSync(join(work, packed)))
      .digest("base64");
    if (`sha512-${hash}` !== integrity) throw new Error(`${packed} is not the file that is known`);
    execFileSync("tar", ["-xzf", packed], options);
    renameSync(join(work, "package"), folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}
