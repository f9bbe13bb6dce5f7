// The templates of a user's own, read and compiled, as emitters.

import { resolve } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { readSource } from "../disk/files.ts";
import { deepFreeze } from "../emit/content.ts";
import type { ReadyEmitter } from "../emit/emit.ts";
import type { TemplateConfig } from "../emit/options.ts";
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
    const read = readTemplate(config, `${at}/${i}`, project);
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

function readTemplate(
  { template, partials }: TemplateConfig,
  at: string,
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
  const file = read(template, "/template");
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
  { span, cwd }: EmitterPlace,
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
    custom: {
      span,
      failure: (error, subject) => {
        const failure = failureOf(error);
        if (failure === undefined) {
          const reason = messageOf(error, cwd);
          const holes = { emitter: "template", subject, reason, place: "it does not say where" };
          return diagnostic("emitter-failed", holes, { span });
        }
        const { reason } = failure;
        return diagnostic("handlebars-failed", { subject, reason }, { span: failure.span });
      },
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
