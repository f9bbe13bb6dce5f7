// Handlebars, which is loaded only for templates of a user's own.

import type { Compiler } from "handlebars/dist/cjs/handlebars.js";

export type {
  CompileOptions,
  Compiler,
  HelperOptions,
  Location,
  ParserFault,
  Rendering,
  Syntax,
} from "handlebars/dist/cjs/handlebars.js";

/** Returns a new environment that compiles templates, with no helpers but the block helpers. */
export async function loadCompiler(): Promise<Compiler> {
  const { default: whole } = await import("handlebars/dist/cjs/handlebars.js");
  const environment = whole.create();
  environment.unregisterHelper("log");
  return environment;
}
