// The scripts of a package.json that run the tool: added if they are missing, and named in advice only if they are there.

import type { Edit, EditableFile } from "../../disk/edit.ts";
import { layoutOf } from "../../sync/layout.ts";
import { splice } from "../../sync/splice.ts";
import { jsonFault } from "../../text/json.ts";
import { applyEdits } from "../../text/source.ts";
import { type MappingNode, parseYaml } from "../../text/yaml.ts";

/** What a package.json has of the scripts, or can be given. */
export interface Scripts {
  /** The change that adds those that are missing; nothing if none is missing, or none can be added. */
  readonly edit: Edit | undefined;
  /** The names of those that run the tool once the change is made. */
  readonly ours: readonly string[];
  /** The names of those that do something else, and go on doing it. */
  readonly others: readonly string[];
}

const commands = {
  generate: "faultbook generate",
  "generate:check": "faultbook generate --check",
} as const;

/** Returns what a package.json has of the scripts, and the change that adds the rest of them. */
export function scriptsOf(file: EditableFile): Scripts {
  const root = parseYaml(file.source, { foreign: true }).value;
  if (root?.kind !== "mapping" || jsonFault(file.source) !== undefined) {
    return { edit: undefined, ours: [], others: [] };
  }
  const node = root.entries.get("scripts")?.node;
  const own: Readonly<Record<string, unknown>> = node?.kind === "mapping" ? node.value : {};
  const all = Object.entries(commands);
  const missing = all.filter(([name]) => own[name] === undefined);
  const edit = missing.length === 0 ? undefined : adding(missing, file, root);
  const isOurs = (name: string, command: string): boolean =>
    name in own ? String(own[name]).includes(command) : edit !== undefined;
  return {
    edit,
    ours: all.filter(([name, command]) => isOurs(name, command)).map(([name]) => name),
    others: all
      .filter(([name, command]) => name in own && !isOurs(name, command))
      .map(([name]) => name),
  };
}

function adding(
  missing: readonly (readonly [name: string, command: string])[],
  file: EditableFile,
  root: MappingNode,
): Edit | undefined {
  // What is null on purpose is no map to put scripts into.
  if (root.entries.get("scripts")?.node.value === null) return undefined;
  const { edits, diagnostics } = splice({
    root,
    layout: layoutOf(root),
    owned: new Map(),
    wanted: new Map([["/scripts", new Map(missing)]]),
  });
  if (edits.length === 0 || diagnostics.length > 0) return undefined;
  return { file, text: applyEdits(file.source.text, edits) };
}

/** Returns how to run the tool; `scripts` are those of the package.json, if there is one. */
export function howToRun(scripts: Scripts | undefined): string {
  const { ours = [], others = [] } = scripts ?? {};
  const [write, check] = Object.entries(commands).map(([name, command]) =>
    ours.includes(name) ? `"npm run ${name}"` : `"npx ${command}"`,
  );
  const run = `Run ${write}, and ${check} in CI.`;
  if (others.length > 0) {
    const kept = others.map((name) => `"${name}"`).join(" and ");
    const [are, stay] = others.length === 1 ? ["script", "does"] : ["scripts", "do"];
    return `${run} The ${are} ${kept} of package.json ${stay} something else, and stayed as before.`;
  }
  if (scripts === undefined)
    return `${run} There is no package.json that scripts could be added to.`;
  return ours.length === 0 ? `${run} No scripts could be added to package.json.` : run;
}
