// The custom emitters and templates that a configuration names, loaded and ready to run.

import { basename } from "node:path";
import { misfit } from "../../runtime/shapes.ts";
import { type Diagnostic, diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.ts";
import { deepFreeze } from "../emit/content.ts";
import type { CustomFacts, ReadyEmitter } from "../emit/emit.ts";
import type { TemplateConfig } from "../emit/options.ts";
import type { CustomEmitterDocument } from "../schema/config.ts";
import { append } from "../text/lists.ts";
import { pointerTokens } from "../text/pointer.ts";
import { positionOf, type SourceFile, type Span } from "../text/source.ts";
import { nodeAt, type YamlNode } from "../text/yaml.ts";
import type { OutputConfig } from "./config.ts";
import { checkEmitter, type UserEmitter } from "./emitter-value.ts";
import {
  type CustomCodePlace,
  importModule,
  messageOf,
  placeOf,
  tellCustomCode,
} from "./modules.ts";
import type { Project } from "./project.ts";
import { findReference, isModule, shownFrom } from "./reference.ts";
import type { CompiledModule } from "./typescript-module.ts";

/** Loads the custom emitters of each output; there are none if one of them cannot be run. */
export async function loadCustomEmitters(
  project: Project,
  outputs: readonly OutputConfig[],
): Promise<Outcome<readonly (readonly ReadyEmitter[])[]>> {
  // Outputs that say nothing themselves share the general lists.
  const known = new Map<string, Outcome<readonly ReadyEmitter[]>>();
  const all: Outcome<readonly ReadyEmitter[]>[] = [];
  for (const output of outputs) {
    const { custom, template } = output.emitters;
    const lists = {
      custom: { items: custom, at: pointerOf("custom", output, project) },
      template: { items: template, at: pointerOf("template", output, project) },
    };
    const key = `${lists.custom.at} ${lists.template.at}`;
    const loaded = known.get(key) ?? (await loadLists(lists, project));
    known.set(key, loaded);
    all.push(loaded);
  }
  const diagnostics = [...known.values()].flatMap((one) => one.diagnostics);
  return hasErrors(diagnostics)
    ? { diagnostics }
    : { value: all.map(({ value = [] }) => value), diagnostics };
}

/** A list of the configuration, and the JSON Pointer to it. */
export interface PlacedList<Item> {
  readonly items: readonly Item[];
  readonly at: string;
}

/** Returns the place of the options that hold for an output: its own, or the general ones. */
export function pointerOf(name: string, { places }: OutputConfig, { root }: Project): string {
  const own = `${places.path.replace(/\/[^/]*$/, "")}/emitters`;
  const node = nodeAt(root, own);
  const isOwn = own !== "/emitters" && node.kind === "mapping" && node.entries.has(name);
  return isOwn ? `${own}/${name}` : `/emitters/${name}`;
}

interface CustomLists {
  readonly custom: PlacedList<CustomEmitterDocument>;
  readonly template: PlacedList<TemplateConfig>;
}

async function loadLists(
  { custom, template }: CustomLists,
  project: Project,
): Promise<Outcome<readonly ReadyEmitter[]>> {
  const diagnostics: Diagnostic[] = [];
  const own: ReadyEmitter[] = [];
  for (const [i, one] of custom.items.entries()) {
    const item = nodeAt(project.root, `${custom.at}/${i}`);
    const loaded = await loadCustom(one, item, project);
    append(diagnostics, loaded.diagnostics);
    if (loaded.value === undefined) continue;
    const { name, custom: facts } = loaded.value;
    if (own.some((other) => other.name === name)) {
      const holes = { module: name, fault: "has the name of another one" };
      diagnostics.push(diagnostic("emitter-invalid", holes, { span: facts?.span }));
    } else own.push(loaded.value);
  }
  if (template.items.length > 0) {
    // Loaded here, so that only who has templates pays for their compiler.
    const { loadTemplates } = await import("./own-templates.ts");
    const templates = await loadTemplates(template, project);
    append(diagnostics, templates.diagnostics);
    append(own, templates.value ?? []);
  }
  return { value: own, diagnostics };
}

async function loadCustom(
  { module }: CustomEmitterDocument,
  item: YamlNode,
  project: Project,
): Promise<Outcome<ReadyEmitter>> {
  const given = await givenOf(module, item, project);
  if (given.value === undefined) return { diagnostics: given.diagnostics };
  const { value, file, name, span, compiled } = given.value;
  const checked = await checkEmitter(value, file);
  if ("fault" in checked) {
    const holes = { module: name, fault: checked.fault };
    return { diagnostics: [diagnostic("emitter-invalid", holes, { span })] };
  }
  if ("faults" in checked) return { diagnostics: checked.faults };
  const { emitter } = checked;
  const options = optionsOf(item);
  const fault = optionsFault(emitter, options, { item, span });
  if (fault !== undefined) return { diagnostics: [fault] };
  deepFreeze(options);
  const { name: called, scope, emit } = emitter;
  const at = { span, cwd: project.cwd, compiled };
  const run = (input: unknown, made: unknown): unknown => {
    tellCustomCode(`the emitter "${called}"`, at);
    return emit(input, options, made);
  };
  const failure = failureOf(called, at);
  return { value: { name: called, scope, run, custom: { span, failure } }, diagnostics: [] };
}

interface GivenEmitter {
  readonly value: unknown;
  /** The module that has it. */
  readonly file: SourceFile;
  /** What the module is called. */
  readonly name: string;
  /** The place in the configuration that names it. */
  readonly span: Span;
  readonly compiled: CompiledModule | undefined;
}

async function givenOf(
  name: string | undefined,
  item: YamlNode,
  project: Project,
): Promise<Outcome<GivenEmitter>> {
  if (name === undefined) {
    const node = nodeAt(item, "/emitter");
    const { span } = node;
    const { file } = span;
    const value = project.taken.get(node);
    const { compiled } = project;
    return { value: { value, file, name: basename(file.path), span, compiled }, diagnostics: [] };
  }
  const { span } = nodeAt(item, "/module");
  const found = findReference(name, project.folder);
  const path = "path" in found ? found.path : "";
  if ("reason" in found || !isModule(path)) {
    const reason = "reason" in found ? found.reason : "the file is no .mjs, .ts or .js";
    return { diagnostics: [diagnostic("emitter-unresolved", { name, reason }, { span })] };
  }
  const loaded = await importModule({ path, cwd: project.cwd, what: "the emitter" });
  if (loaded.value === undefined) {
    return { diagnostics: loaded.diagnostics.map((one) => ({ span, ...one })) };
  }
  const { value, file, compiled } = loaded.value;
  const shown = shownFrom(project.cwd, path);
  return { value: { value, file, name: shown, span, compiled }, diagnostics: [] };
}

/** Returns the options as ordinary objects, which custom code expects. */
function optionsOf(item: YamlNode): unknown {
  const node = item.kind === "mapping" ? item.entries.get("options")?.node : undefined;
  return node === undefined ? {} : (JSON.parse(JSON.stringify(node.value)) as unknown);
}

function optionsFault(
  { name, options: schema }: UserEmitter,
  options: unknown,
  { item, span }: { readonly item: YamlNode; readonly span: Span },
): Diagnostic | undefined {
  const fault = misfit(options, schema, { schemas: undefined, depth: 0 });
  if (fault === undefined) return undefined;
  const given = nodeAt(item, "/options");
  const place = given === item ? span : placeIn(given, fault);
  const [, pointer = "", words = fault] = /^(\/\S*) ([\s\S]*)$/.exec(fault) ?? [];
  const where = pointer === "" ? "the whole" : `"${pointerTokens(pointer).join(".")}"`;
  const holes = { emitter: name, fault: `${where} ${words}` };
  return diagnostic("emitter-options", holes, { span: place });
}

/** Finds the value that a fault names at its beginning; keys with spaces end the way early. */
function placeIn(options: YamlNode, fault: string): Span {
  return nodeAt(options, /^\/\S*/.exec(fault)?.[0] ?? "").span;
}

function failureOf(emitter: string, at: CustomCodePlace): CustomFacts["failure"] {
  return (error, subject) => {
    const thrown = placeOf(error, at);
    const place =
      thrown === undefined ? "it does not say where" : `it was thrown in ${inWords(thrown)}`;
    const holes = { emitter, subject, reason: messageOf(error, at.cwd), place };
    return diagnostic("emitter-failed", holes, { span: thrown ?? at.span });
  };
}

function inWords({ file, start }: Span): string {
  const { line, column } = positionOf(file, start);
  return `${file.path}:${line}:${column}`;
}
