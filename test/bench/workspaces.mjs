// The projects that the benchmark measures in: Faultbook installed in one node_modules, and folders below it.

import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./measure.mjs";
import {
  syntheticCatalog,
  syntheticConfig,
  syntheticDescription,
  syntheticJsonDescription,
} from "./synthetic.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const packed = ["dist", "schema", "package.json"];

/** Installs the tool as it is built in a folder, and returns what makes projects there. */
export function installedIn(folder) {
  const modules = join(folder, "node_modules");
  for (const name of packed)
    cpSync(join(root, name), join(modules, "faultbook", name), { recursive: true });
  const { dependencies = {} } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const name of Object.keys(dependencies))
    symlinkSync(join(root, "node_modules", name), join(modules, name), "junction");
  const command = join(modules, "faultbook/dist/cli.cjs");
  const memory = join(modules, ".cache/faultbook");
  /** Forgets what runs remember of a project; what Node.js compiled stays, and so does what is known of other projects. */
  const forget = (cwd) => {
    const names = existsSync(memory) ? readdirSync(memory) : [];
    for (const name of names.filter((one) => one.endsWith(".json"))) {
      const path = join(memory, name);
      if (readFileSync(path, "utf8").includes(`${cwd}/`)) rmSync(path);
    }
  };
  /** A run in a project without output. */
  const generate = (cwd) => ({
    args: [command, "generate"],
    cwd,
    before: () => {
      rmSync(join(cwd, "generated"), { recursive: true, force: true });
      forget(cwd);
    },
  });
  /** The project of a size: a configuration and one catalog; one that is changed has a name of its own. */
  const workspace = (size, name = String(size)) => {
    const cwd = join(folder, name);
    if (existsSync(cwd)) return cwd;
    mkdirSync(join(cwd, "catalog"), { recursive: true });
    writeFileSync(join(cwd, "faultbook.config.yaml"), syntheticConfig());
    writeFileSync(join(cwd, "catalog/synthetic.yaml"), syntheticCatalog(size));
    return cwd;
  };
  /** Makes a project with a description of a size that is in sync, and returns where it is and its text before. */
  const described = (name, length, fields) => {
    const cwd = join(folder, `synced-${name}`);
    mkdirSync(join(cwd, "catalog"), { recursive: true });
    // With a memory of its own, since the runs in turn with it forget what is in the common one.
    mkdirSync(join(cwd, "node_modules"));
    writeFileSync(join(cwd, "catalog/synthetic.yaml"), syntheticCatalog(30));
    const text = name.endsWith(".json")
      ? syntheticJsonDescription(length)
      : syntheticDescription(length, fields);
    writeFileSync(join(cwd, name), text);
    writeFileSync(
      join(cwd, "faultbook.config.yaml"),
      `specs:\n  - path: ${name}\n    operations: [{ for: all, errors: all }]\n`,
    );
    run(process.execPath, [command, "sync"], { cwd });
    return { cwd, name, text };
  };
  return {
    command,
    generate,
    workspace,
    /** Makes the package of a size, and returns its folder. */
    packageOf: (size) => {
      const cwd = workspace(size);
      run(process.execPath, [command, "generate"], { cwd });
      return join(cwd, "generated/synthetic");
    },
    /** The project of this repository. */
    own: () => {
      const cwd = join(folder, "own");
      for (const name of ["catalog", "faultbook.config.yaml"])
        cpSync(join(root, name), join(cwd, name), { recursive: true });
      return cwd;
    },
    /** A project with a description of three megabytes that is in sync. */
    synced: () => described("openapi.yaml", 3_000_000).cwd,
    described,
  };
}

/** The releases of Node.js that the benchmark runs on, by their numbers, where npm has them for this system. */
export function releases() {
  const found = [[process.versions.node.split(".")[0], process.execPath]];
  for (const release of ["22", "24"]) {
    try {
      const { resolve } = createRequire(import.meta.url);
      const program = join(resolve(`node${release}/package.json`), "../bin/node");
      if (existsSync(program)) found.push([release, program]);
    } catch {}
  }
  return found;
}
