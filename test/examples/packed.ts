// Packs Faultbook once, as `npm publish` would.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { newFolder } from "../helpers.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The path of the tarball. */
    readonly tarball: string;
  }
}

/** Packs it, and gives its path to all tests. */
export default function setup(project: TestProject): void {
  const folder = newFolder();
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const args = ["pack", "--json", "--silent", "--pack-destination", folder];
  const said = execFileSync("npm", args, { cwd: root, encoding: "utf8" });
  const [packed] = Object.values(JSON.parse(said) as Record<string, { readonly filename: string }>);
  if (packed === undefined) throw new Error(`npm packed nothing: ${said}`);
  project.provide("tarball", join(folder, packed.filename));
}
