// A user's Handlebars template as a function of the catalog and the options.

import type { Diagnostic, Outcome } from "../../diagnostics/diagnostic.ts";
import type { SourceFile, Span } from "../../text/source.ts";
import type { HelperOptions } from "../print/handlebars.ts";
import { type Compiler, type Location, loadCompiler, type Rendering } from "../print/handlebars.ts";
import { helperOf, printers } from "./languages.ts";
import { pathFaults, type ReadTemplate } from "./paths.ts";
import { checkTemplate, firstLine, placeOf, spanOf, type TemplateText } from "./syntax.ts";
import type { Shape } from "./view.ts";

/** A template with its partials, and the file that it becomes. */
export interface TemplateRequest {
  readonly file: SourceFile;
  /** By the names that the template calls them by. */
  readonly partials: ReadonlyMap<string, SourceFile>;
  /** The path of the output, whose ending says how holes are escaped. */
  readonly path: string;
  /** What it is given: paths that lead to what is never there are refused. */
  readonly view: Shape;
}

/** Gives the text that a template makes of a view; what goes wrong is thrown with its place, for `failureOf` to read. */
export type Template = (view: object) => string;

/** What a template failed at. */
export interface TemplateFailure {
  readonly reason: string;
  readonly span: Span;
}

/** Compiles a template, or tells what must not stand in it or in its partials. */
export async function compileTemplate(request: TemplateRequest): Promise<Outcome<Template>> {
  const compiler = await loadCompiler();
  registerHelpers(compiler);
  const helper = helperOf(request.path);
  const names = new Set(request.partials.keys());
  const diagnostics: Diagnostic[] = [];
  const read = (file: SourceFile): ReadTemplate | undefined => {
    const text: TemplateText = { file: plain(file), helper, partials: names };
    const { tree, ...checked } = checkTemplate(compiler, text);
    diagnostics.push(...checked.diagnostics);
    return tree && { tree, file: text.file };
  };
  const partials = new Map<string, ReadTemplate>();
  for (const [name, file] of request.partials) {
    const partial = read(file);
    if (partial !== undefined) partials.set(name, partial);
  }
  const main = read(request.file);
  if (main === undefined || diagnostics.length > 0) return { diagnostics };
  const faults = pathFaults({ main, partials, view: request.view });
  if (faults.length > 0) return { diagnostics: faults };
  const compiled = ({ tree, file }: ReadTemplate): Rendering =>
    guarded(compiler.compile(tree, compiling), file);
  for (const [name, partial] of partials) compiler.registerPartial(name, compiled(partial));
  const render = compiled(main);
  const value = (view: object): string => {
    const text = render(view, {
      allowProtoPropertiesByDefault: false,
      allowProtoMethodsByDefault: false,
    });
    return text.endsWith("\n") ? text : `${text}\n`;
  };
  return { value, diagnostics };
}

/** Gives what a template failed at, or nothing where the error is of another origin. */
export function failureOf(error: unknown): TemplateFailure | undefined {
  if (!(error instanceof Error) || !("span" in error)) return undefined;
  return { reason: firstLine(error.message), span: error.span as Span };
}

const compiling = {
  // Every hole calls a helper, which refuses what is not there and knows its place.
  strict: false,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(Object.keys(printers).map((name) => [name, true])),
  // The helpers escape, each for its language.
  noEscape: true,
  preventIndent: true,
};

function plain({ path, text }: SourceFile): SourceFile {
  return { path, text: text.replaceAll("\r\n", "\n") };
}

type PlacedOptions = HelperOptions & { readonly loc?: Location };

function registerHelpers(compiler: Compiler): void {
  for (const [name, print] of Object.entries(printers)) {
    compiler.registerHelper(name, (value, given) => {
      try {
        return print(value);
      } catch (error) {
        throw Object.assign(new Error(`the value ${(error as Error).message}`), {
          loc: (given as PlacedOptions).loc,
        });
      }
    });
  }
  const each = compiler.helpers["each"];
  compiler.registerHelper("each", function (this: unknown, value, given) {
    // Handlebars passes over what is not there, and a misspelt list would give an empty page.
    if (value === undefined) {
      throw Object.assign(new Error("the list is not there"), {
        loc: (given as PlacedOptions).loc,
      });
    }
    return each?.call(this, value, given) ?? "";
  });
}

/** Notes the file in what is thrown, once, since only the innermost template knows its own. */
function guarded(render: Rendering, file: SourceFile): Rendering {
  return (view, options) => {
    try {
      return render(view, options);
    } catch (error) {
      if (!(error instanceof Error) || "span" in error) throw error;
      throw Object.assign(error, { span: spanOf(file, placeOf(error)) });
    }
  };
}
