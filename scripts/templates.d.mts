// The types of `templates.mjs`.

/** The helpers that write a value into a template, each escaping it for its place. */
export declare const valueHelpers: readonly string[];

/** The helpers of pages. */
export const pageHelpers: readonly string[];

/** The helpers of Handlebars that lay out; all others are refused. */
export declare const blockHelpers: readonly string[];

/** A plugin as rolldown and Vite both take it. */
export interface TemplatesPlugin {
  readonly name: string;
  readonly resolveId: (id: string) => string | null;
  readonly load: (
    this: { addWatchFile(path: string): void },
    id: string,
  ) => Promise<{ code: string; moduleType: "js"; map: { mappings: "" } } | null>;
}

/** Returns the plugin that compiles templates and knows `virtual:runtime`. */
export declare function templates(): TemplatesPlugin;

/** Returns the JavaScript expression of a compiled template; refuses one that could print an unescaped value. */
export declare function compileTemplate(text: string, name: string): string;

/** Joins files into one text in which everything comes after what it imports. */
export declare function joinRuntime(files: readonly { name: string; text: string }[]): string;
