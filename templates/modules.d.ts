// The modules that only exist through `scripts/templates.mjs`, and the one of Handlebars that comes without types.

declare module "*.hbs" {
  /** The template, compiled ahead of time. */
  const template: import("../generator/emit/print/printer.ts").Template;
  export default template;
}

declare module "*.diff" {
  /** The text of the file. */
  const text: string;
  export default text;
}

declare module "virtual:site" {
  /** The style of the pages of a site. */
  export const style: string;
  /** The script of the pages, which they hold themselves. */
  export const script: string;
  /** The script that recognises responses, for browsers. */
  export const parser: string;
}

declare module "virtual:runtime" {
  /** `runtime/*.ts` as one module; its script has no comments, and exports nothing by itself. */
  export const runtime: import("../generator/emit/print/modules.ts").Piece;
  /** The names of the values that it exports. */
  export const exported: readonly string[];
}

declare module "handlebars/dist/cjs/handlebars.js" {
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

  /** Where a part of a template stands: lines from 1, columns from 0. */
  export interface Location {
    readonly start: { readonly line: number; readonly column: number };
  }

  /** A part of a template's syntax tree, of which every kind has some of these. */
  export interface Syntax {
    readonly type: string;
    readonly loc: Location;
    /** Of a hole: false where it has three braces or an ampersand. */
    readonly escaped?: boolean;
    /** Of a call or a hole: what it names. */
    path?: Syntax;
    /** Of a path: the whole as it was written, and its parts. */
    readonly original?: unknown;
    readonly parts?: readonly string[];
    readonly data?: boolean;
    readonly depth?: number;
    /** Of a partial: its name. */
    readonly name?: Syntax;
    params?: readonly Syntax[];
    hash?: { readonly pairs: readonly { readonly key: string; readonly value: Syntax }[] };
    /** Of what stands in a block: the names that it gives to its values. */
    readonly blockParams?: readonly string[];
    readonly body?: readonly Syntax[];
    /** Of the template's own text: what is left of it. */
    readonly value?: string;
    readonly program?: Syntax;
    readonly inverse?: Syntax;
  }

  /** How a template is compiled. */
  export interface CompileOptions {
    readonly strict: boolean;
    readonly noEscape: boolean;
    readonly preventIndent: boolean;
    readonly knownHelpersOnly: boolean;
    readonly knownHelpers: Readonly<Record<string, boolean>>;
  }

  /** A template that is ready to render, or to be a partial. */
  export type Rendering = (view: unknown, options: RuntimeOptions) => string;

  /** What the parser knows of a fault. */
  export interface ParserFault {
    readonly text?: string;
    readonly token?: string | null;
  }

  /** The parser, whose lexer knows the present token: lines from 1, columns from 0. */
  export interface Parser {
    parseError: (message: string, fault: ParserFault) => never;
    readonly lexer: {
      readonly yylloc: { readonly first_line: number; readonly first_column: number };
    };
  }

  /** An environment that compiles too. */
  export interface Compiler {
    readonly helpers: Readonly<Record<string, Helper>>;
    registerHelper(name: string, helper: Helper): void;
    readonly Parser: Parser;
    parse(text: string): Syntax;
    compile(tree: Syntax, options: CompileOptions): Rendering;
    registerPartial(name: string, partial: Rendering): void;
    unregisterHelper(name: string): void;
  }

  const handlebars: Compiler & { create(): Compiler };
  export default handlebars;
}
