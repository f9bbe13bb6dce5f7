// A temporary folder with a description, a configuration and catalogs, and what tests do with it.

import { mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { exitCodeOf } from "../../generator/diagnostics/exit-codes.ts";
import { report, type SyncOptions, syncSpecs } from "../../generator/index.ts";
import { parseYaml } from "../../generator/text/yaml.ts";
import { projectFile, projectFolder, run, temporaryFolder, writeFiles } from "../helpers.ts";

/** The name of the description in most tests. */
export const specName = "openapi.yaml";

/** Gives the text of a fixture of these tests. */
export function fixture(name: string): string {
  return projectFile(`test/sync/${name}`);
}

/** A folder in which descriptions are synced. */
export interface SyncFolder {
  readonly path: string;
  readonly read: (name?: string) => string;
  /** Gives the data of a file. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it as they wrote it.
  readonly data: (name?: string) => any;
  readonly write: (name: string, text: string) => void;
  /** Syncs and gives what was told, as a person reads it. */
  readonly sync: (
    mode?: SyncOptions["mode"],
    specs?: readonly string[],
  ) => Promise<{
    readonly codes: readonly string[];
    readonly text: string;
    readonly changes: readonly string[];
    readonly diff: string;
    readonly exit: number;
  }>;
  /** Runs the command as it is built. */
  readonly cli: (...args: readonly string[]) => ReturnType<typeof run>;
}

/** Gives the files of a folder with a description and the shop's catalog; `spec` is the rest of its entry in the configuration. */
export function shopFiles(text: string, spec: object = {}): Readonly<Record<string, string>> {
  return {
    [specName]: text,
    "shop.yaml": fixture("shop.yaml"),
    "faultbook.config.json": JSON.stringify({
      catalogs: ["shop.yaml"],
      specs: [{ path: specName, ...spec }],
    }),
  };
}

/** Makes a folder with these files. */
export function syncFolder(files: Readonly<Record<string, string>>): SyncFolder {
  const path = mkdtempSync(join(temporaryFolder(), "spec-"));
  writeFiles(path, Object.entries(files));
  const read = (name = specName) => readFileSync(join(path, name), "utf8");
  return {
    path,
    read,
    data: (name = specName) => dataOf(read(name)),
    write: (name, text) => writeFiles(path, [[name, text]]),
    sync: async (mode = "write", specs = []) => {
      const outcome = await syncSpecs({ cwd: path, mode, specs });
      const { value, diagnostics } = outcome;
      return {
        codes: diagnostics.map(({ code }) => code),
        text: report(diagnostics, "text"),
        changes: (value?.specs ?? []).flatMap(({ changes }) =>
          changes.map(({ kind, pointer }) => `${kind} ${pointer}`),
        ),
        diff: value?.diff ?? "",
        exit: exitCodeOf(outcome),
      };
    },
    cli: (...args) => run(process.execPath, [join(projectFolder, "dist/cli.cjs"), ...args], path),
  };
}

/** Gives the plain data of a YAML text. */
export function dataOf(text: string): unknown {
  const { value } = parseYaml({ path: specName, text }, { foreign: true });
  return JSON.parse(JSON.stringify(value?.value));
}
