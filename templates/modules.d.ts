// The modules that only exist through `plugin.mjs`.

declare module "*.hbs" {
  /** The template, compiled ahead of time. */
  const template: import("../generator/emit/print/markdown.ts").Template;
  export default template;
}

declare module "virtual:runtime-source" {
  /** The text of `templates/runtime/*.ts` as one module. */
  const source: string;
  export default source;
}
