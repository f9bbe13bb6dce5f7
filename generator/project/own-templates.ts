// Custom templates, read and compiled: as emitters, and as the header and footer of a site.

import { resolve } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { readSource } from "../disk/files.ts";
import type { SiteFrames } from "../emit/built-in.ts";
import { deepFreeze } from "../emit/content.ts";
import type { CustomFacts, ReadyEmitter } from "../emit/emit.ts";
import type { ResolvedSiteOptions, SiteFrame, TemplateConfig } from "../emit/options.ts";
import { compileTemplate, failureOf, type Template } from "../emit/template/template.ts";
import { strictView, type TemplateView } from "../emit/template/view.ts";
import { secretFaults } from "../rules/secrets.ts";
import { append } from "../text/lists.ts";
import type { SourceFile, Span } from "../text/source.ts";
import { nodeAt, yamlLimits } from "../text/yaml.ts";
import type { PlacedList } from "./custom-emitters.ts";
import { messageOf } from "./modules.ts";
import type { Project } from "./project.ts";
import { shownFrom } from "./reference.ts";

/** Compiles all templates of a list; those of one scope make one emitter. */
export async function loadTemplates(
  { items, at }: PlacedList<TemplateConfig>,
  project: Project,
): Promise<Outcome<readonly ReadyEmitter[]>> {
  const diagnostics: Diagnostic[] = [];
  const ready: Ready[] = [];
  for (const [i, config] of items.entries()) {
    const { template, partials } = config;
    const place = `${at}/${i}`;
    const read = readTemplate({ template, partials, at: place, key: "template" }, project);
    append(diagnostics, read.diagnostics);
    if (read.value === undefined) continue;
    const compiled = await compileTemplate({
      ...read.value,
      path: config.path,
    });
    append(diagnostics, compiled.diagnostics);
    if (compiled.value !== undefined) ready.push({ config, template: compiled.value });
  }
  if (hasErrors(diagnostics)) return { diagnostics };
  const { span } = nodeAt(project.root, at);
  const value = (["catalog", "all"] as const)
    .map((scope) => ({ scope, all: ready.filter(({ config }) => config.scope === scope) }))
    .filter(({ all }) => all.length > 0)
    .map(({ scope, all }) => emitterOf(scope, all, { span, cwd: project.cwd }));
  return { value, diagnostics };
}

interface Ready {
  readonly config: TemplateConfig;
  readonly template: Template;
}

/** Compiles the header and the footer of a site, if the configuration has any. */
export async function loadSiteFrames(
  site: ResolvedSiteOptions,
  at: string,
  project: Project,
): Promise<Outcome<SiteFrames>> {
  const diagnostics: Diagnostic[] = [];
  const frameOf = async (key: "header" | "footer"): Promise<SiteFrame> => {
    const template = site[key];
    if (template === undefined) return () => "";
    const read = readTemplate({ template, partials: {}, at, key }, project);
    const compiled = read.value && (await compileTemplate({ ...read.value, path: "frame.html" }));
    append(diagnostics, [...read.diagnostics, ...(compiled?.diagnostics ?? [])]);
    return (view) => compiled?.value?.(strictView({ options: {}, ...view })) ?? "";
  };
  const [header, footer] = [await frameOf("header"), await frameOf("footer")];
  if (hasErrors(diagnostics)) return { diagnostics };
  const { span } = nodeAt(project.root, at);
  const custom = factsOf("site", { span, cwd: project.cwd });
  return { value: { header, footer, custom }, diagnostics };
}

/** A template of the configuration: where its path is, and under which key. */
interface PlacedTemplate {
  readonly template: string;
  readonly partials: { readonly [name: string]: string };
  readonly at: string;
  readonly key: string;
}

function readTemplate(
  { template, partials, at, key }: PlacedTemplate,
  project: Project,
): Outcome<{ readonly file: SourceFile; readonly partials: ReadonlyMap<string, SourceFile> }> {
  const diagnostics: Diagnostic[] = [];
  const read = (path: string, pointer: string): SourceFile => {
    const full = resolve(project.folder, path);
    const file = readSource(full, shownFrom(project.cwd, full), yamlLimits.bytes);
    const { span } = nodeAt(project.root, `${at}${pointer}`);
    append(
      diagnostics,
      file.diagnostics.map((one) => ({ span, ...one })),
    );
    return file.value ?? { path, text: "" };
  };
  const file = read(template, `/${key}`);
  const entries = Object.entries(partials).map(
    ([name, path]) => [name, read(path, `/partials/${name}`)] as const,
  );
  for (const one of [file, ...entries.map(([, partial]) => partial)])
    append(diagnostics, secretFaults(one));
  return hasErrors(diagnostics)
    ? { diagnostics }
    : { value: { file, partials: new Map(entries) }, diagnostics };
}

interface EmitterPlace {
  readonly span: Span;
  readonly cwd: string;
}

function emitterOf(
  scope: ReadyEmitter["scope"],
  all: readonly Ready[],
  place: EmitterPlace,
): ReadyEmitter {
  for (const { config } of all) deepFreeze(config.options);
  return {
    name: "template",
    scope,
    run: (input: Catalog | readonly Catalog[]) =>
      all.map(({ config, template }) => ({
        path: filled(config.path, input),
        content: template(strictView(viewOf(config, input))),
      })),
    custom: factsOf("template", place),
  };
}

/** Returns what diagnostics say of an emitter that runs custom templates. */
function factsOf(emitter: string, { span, cwd }: EmitterPlace): CustomFacts {
  return {
    span,
    failure: (error, subject) => {
      const failure = failureOf(error);
      if (failure === undefined) {
        const reason = messageOf(error, cwd);
        const holes = { emitter, subject, reason, place: "it does not say where" };
        return diagnostic("emitter-failed", holes, { span });
      }
      const { reason } = failure;
      return diagnostic("handlebars-failed", { subject, reason }, { span: failure.span });
    },
  };
}

function viewOf({ options }: TemplateConfig, input: Catalog | readonly Catalog[]): TemplateView {
  return "id" in input ? { options, catalog: input } : { options, catalogs: input };
}

function filled(path: string, input: Catalog | readonly Catalog[]): string {
  if (!("id" in input)) return path;
  const { id, prefix, version } = input;
  return path
    .replaceAll("{id}", id)
    .replaceAll("{prefix}", prefix)
    .replaceAll("{version}", version);
}
