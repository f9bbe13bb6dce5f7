// The emitter of `openapi.yaml`, a whole OpenAPI document that holds the errors of a catalog as components, and of its overlay.

import { $defs } from "../../../schema/config.schema.json";
import type { Catalog } from "../../catalog/catalog.ts";
import type { JsonSchema } from "../../catalog/json-schema.ts";
import { plainWriter, type Writer } from "../../text/writer.ts";
import { printYaml, yamlWriter } from "../../text/yaml-print.ts";
import type { CatalogEmitter } from "../emitter.ts";
import type { ResolvedOpenapiOptions } from "../options.ts";
import { componentSchemas } from "./components.ts";
import { type Context, contextOf } from "./context.ts";
import { catalogFacts, writeExtensions } from "./extensions.ts";
import type { Plain } from "./objects.ts";
import { type GivenErrors, operationResponses } from "./operations.ts";
import { paragraphs, relinked, sourceList } from "./prose.ts";
import { componentExamples, componentResponses } from "./responses.ts";

/** Emits `openapi.yaml`, components for everything that a catalog knows, and on request an overlay that adds the same to a description. */
export const openapiEmitter: CatalogEmitter<ResolvedOpenapiOptions> = {
  name: "openapi",
  scope: "catalog",
  options: $defs.openapi as JsonSchema,
  emit: (catalog, options) => {
    const context = contextOf(catalog, options);
    const content = { [Symbol.iterator]: () => chunks(context, options) };
    const main = { path: "openapi.yaml", content };
    if (!options.overlay) return [main];
    return [main, { path: "openapi.overlay.yaml", content: printYaml(overlay(context)) }];
  },
};

/** How many components are in memory at once as text. */
const atOnce = 16;

/** Returns the text of `openapi.yaml` piece by piece. */
function* chunks(context: Context, { version }: ResolvedOpenapiOptions): Iterator<string> {
  const writer = yamlWriter();
  let count = 0;
  for (const _ of writeDocument(context, version, writer))
    if (++count % atOnce === 0) yield writer.take();
  yield writer.take();
}

function* writeDocument(context: Context, version: string, writer: Writer): Iterable<void> {
  const { catalog, dialect } = context;
  const { title, description, sources, docsUrl } = catalog;
  writer.entry("openapi", version);
  writer.open("info");
  writer.entry("title", title);
  writer.entry("description", paragraphs(relinked(description, context), sourceList(sources)));
  writer.entry("version", catalog.version);
  writer.close();
  const [only] = sources;
  if (docsUrl !== undefined && !docsUrl.includes("{"))
    writer.entry("externalDocs", { url: docsUrl });
  else if (only !== undefined && sources.length === 1)
    writer.entry("externalDocs", { description: only.title, url: only.url });
  // OpenAPI 3.0 requires paths, even if there are none.
  if (dialect === "3.0") writer.entry("paths", {});
  yield* writeComponents(context, writer);
  writeExtensions({ tagged: catalog, more: () => catalogFacts(context) }, context, writer);
}

/** Writes all components, each with a mark if there is one; a component that is nothing but a reference has no room for it. */
function* writeComponents(context: Context, writer: Writer, mark?: string): Iterable<void> {
  const sections = {
    schemas: componentSchemas(context),
    responses: componentResponses(context),
    examples: componentExamples(context),
  };
  writer.open("components");
  for (const [section, components] of Object.entries(sections)) {
    writer.open(section);
    for (const { name, content } of components) {
      writer.open(name);
      if (typeof content === "function") content(writer);
      else for (const key of Object.keys(content)) writer.entry(key, content[key]);
      const isReference = typeof content === "object" && isAlias(content);
      if (!isReference) writer.entry("x-faultbook", mark);
      writer.close();
      yield;
    }
    writer.close();
  }
  writer.close();
}

function isAlias(content: Plain): boolean {
  return "$ref" in content && Object.keys(content).length === 1;
}

/** The components of a catalog by section and name; an empty section is missing. */
type Components = { readonly [Section in "schemas" | "responses" | "examples"]?: Plain };

function markedComponents(context: Context): Components {
  const writer = plainWriter();
  for (const _ of writeComponents(context, writer, context.catalog.id));
  return writer.root["components"] as Components;
}

/** Returns an overlay with one action, which adds all components and touches nothing else. */
function overlay(context: Context): Plain {
  const { title, version } = context.catalog;
  const action = {
    target: "$",
    description:
      "Adds schemas, responses and examples. Apply it to a document that has none of them: an overlay appends to existing lists.",
    update: { components: markedComponents(context) },
  };
  const info = { title: `The errors of ${title} as components`, version };
  return { overlay: "1.0.0", info, actions: [action] };
}

/** Returns what a description gets of a catalog as plain data: components with the catalog's id as a mark, and which of them, or of further ones, an operation answers with. */
export function descriptionParts(catalog: Catalog, options: ResolvedOpenapiOptions) {
  const context = contextOf(catalog, options);
  return {
    components: { schemas: {}, responses: {}, examples: {}, ...markedComponents(context) },
    responsesFor: (given: GivenErrors) => operationResponses(given, context),
  };
}
