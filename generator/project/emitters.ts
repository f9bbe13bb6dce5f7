// The emitters of each output, loaded: the built-in and the custom ones.

import { hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { builtInEmitters, type SiteFrames } from "../emit/built-in.ts";
import { deepFreeze } from "../emit/content.ts";
import type { ReadyEmitter } from "../emit/emit.ts";
import type { OutputConfig } from "./config.ts";
import type { OutputFolder } from "./outputs.ts";
import type { Project } from "./project.ts";

/** Returns the emitters of each output in the order in which they run; `isWhole` is false if the run is limited to some catalogs. */
export async function loadEmitters(
  project: Project,
  folders: readonly OutputFolder[],
  isWhole: boolean,
): Promise<Outcome<readonly (readonly ReadyEmitter[])[]>> {
  const outputs = folders.map(({ output }) => output);
  const hasCustom = outputs.some(
    ({ emitters: { custom, template } }) => custom.length + template.length > 0,
  );
  const custom = hasCustom ? await loadCustom(project, folders) : { value: [], diagnostics: [] };
  if (custom.value === undefined) return { diagnostics: custom.diagnostics };
  const lists = custom.value;
  const frames = await Promise.all(outputs.map((output) => loadFrames(project, output)));
  const diagnostics = [...custom.diagnostics, ...frames.flatMap((one) => one.diagnostics)];
  if (hasErrors(diagnostics)) return { diagnostics };
  const value = await Promise.all(
    outputs.map(async (output, i) => {
      const { kept } = folders[i] ?? {};
      const own = { ...output, ...(kept && { kept }), frames: frames[i]?.value };
      const all = await builtInEmitters(own, lists[i] ?? []);
      const isMade = isWhole || output.joined !== false;
      return isMade ? all : all.filter(({ scope }) => scope === "catalog");
    }),
  );
  return { value, diagnostics };
}

/** Loads the custom header and footer of an output's site, if it has any. */
async function loadFrames(
  project: Project,
  output: OutputConfig,
): Promise<Outcome<SiteFrames | undefined>> {
  const { site } = output.emitters;
  if (site === false || (site.header ?? site.footer) === undefined) {
    return { value: undefined, diagnostics: [] };
  }
  const { pointerOf } = await import("./custom-emitters.ts");
  const { loadSiteFrames } = await import("./own-templates.ts");
  return loadSiteFrames(site, pointerOf("site", output, project), project);
}

async function loadCustom(
  project: Project,
  folders: readonly OutputFolder[],
): Promise<Outcome<readonly (readonly ReadyEmitter[])[]>> {
  const { loadCustomEmitters } = await import("./custom-emitters.ts");
  const outputs = folders.map(({ output }) => output);
  const loaded = await loadCustomEmitters(project, outputs);
  if (hasErrors(loaded.diagnostics)) return loaded;
  // All emitters are given the same catalogs, and none may change what the others see.
  for (const { catalogs } of folders) for (const { catalog } of catalogs) deepFreeze(catalog);
  return loaded;
}
