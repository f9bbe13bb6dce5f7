// The modules that only exist through `plugin.mjs`, and the one of Handlebars that comes without types.

declare module "*.hbs" {
  import type { TemplateSpec } from "handlebars/dist/cjs/handlebars.runtime.js";

  /** The template, compiled ahead of time. */
  const template: TemplateSpec;
  export default template;
}

declare module "virtual:runtime-source" {
  /** The text of `templates/runtime/*.ts` as one module. */
  const source: string;
  export default source;
}

declare module "handlebars/dist/cjs/handlebars.runtime.js" {
  /** A compiled template, of which nothing is known but that `template` takes it. */
  export interface TemplateSpec {
    readonly compiler: unknown;
    readonly main: unknown;
  }

  /** What a helper is given besides its parameters: the parameters with names. */
  export interface HelperOptions {
    readonly hash: Readonly<Record<string, unknown>>;
  }

  /** A function that a template calls, with the present part of the view as `this`. */
  export type Helper = (this: unknown, ...args: readonly unknown[]) => string;

  /** What rendering may reach; prototypes are out of reach unless switched on. */
  export interface RuntimeOptions {
    readonly allowProtoPropertiesByDefault: boolean;
    readonly allowProtoMethodsByDefault: boolean;
  }

  /** An environment with helpers of its own. */
  export interface Environment {
    readonly helpers: Readonly<Record<string, Helper>>;
    registerHelper(name: string, helper: Helper): void;
    template(spec: TemplateSpec): (view: object, options: RuntimeOptions) => string;
  }

  const handlebars: { create(): Environment };
  export default handlebars;
}
