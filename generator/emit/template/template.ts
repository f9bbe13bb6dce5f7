// A custom Handlebars template as a function of the catalog and the options.

import type { Outcome } from "../../diagnostics/diagnostic.ts";
import type { SourceFile, Span } from "../../text/source.ts";
import {
  type Compiler,
  type HelperOptions,
  type Location,
  loadCompiler,
  type Rendering,
} from "../print/handlebars.ts";
import { placesOf, printers } from "./languages.ts";
import { blocks, checkTemplates, firstLine, placeOf, spanOf } from "./syntax.ts";
import { unknownField } from "./view.ts";

/** A template with its partials, and the file that it becomes. */
export interface TemplateRequest {
  readonly file: SourceFile;
  /** By the names that the template calls them by. */
  readonly partials: ReadonlyMap<string, SourceFile>;
  /** The path of the output, whose ending says how holes are escaped. */
  readonly path: string;
}

/** Renders a view; what goes wrong is thrown with its place, for `failureOf` to read. */
export type Template = (view: object) => string;

/** What a template failed at. */
export interface TemplateFailure {
  readonly reason: string;
  readonly span: Span;
}

/** Compiles a template, or reports what it and its partials must not contain. */
export async function compileTemplate(request: TemplateRequest): Promise<Outcome<Template>> {
  const compiler = await loadCompiler();
  registerHelpers(compiler);
  const plain = ({ path, text }: SourceFile): SourceFile => ({
    path,
    text: text.replaceAll("\r\n", "\n"),
  });
  const checked = checkTemplates(compiler, {
    file: plain(request.file),
    partials: new Map([...request.partials].map(([name, file]) => [name, plain(file)])),
    places: placesOf(request.path),
  });
  if (checked.value === undefined) return { diagnostics: checked.diagnostics };
  const { main, partials } = checked.value;
  const renderingOf = ({ file, tree }: typeof main): Rendering =>
    guarded(compiler.compile(tree, compiling), file);
  for (const [name, one] of partials) compiler.registerPartial(name, renderingOf(one));
  const render = renderingOf(main);
  const value = (view: object): string => {
    const text = render(view, {
      allowProtoPropertiesByDefault: false,
      allowProtoMethodsByDefault: false,
    });
    return text.endsWith("\n") ? text : `${text}\n`;
  };
  return { value, diagnostics: [] };
}

/** Returns what a template failed at, or nothing if the error has another origin. */
export function failureOf(error: unknown): TemplateFailure | undefined {
  if (!(error instanceof Error) || !("span" in error)) return undefined;
  return { reason: firstLine(error.message), span: error.span as Span };
}

const compiling = {
  // Every hole and block calls a helper, which refuses what is missing and knows its place.
  strict: false,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(Object.keys(printers).map((name) => [name, true])),
  // The helpers escape, each for its language.
  noEscape: true,
  preventIndent: true,
};

type PlacedOptions = HelperOptions & { readonly loc?: Location };

function registerHelpers(compiler: Compiler): void {
  for (const [name, print] of Object.entries(printers)) {
    compiler.registerHelper(name, (value, given) => {
      const reason = unknownField(value);
      if (reason !== undefined) throw placed(reason, given);
      try {
        return print(value);
      } catch (error) {
        throw placed(`the value ${(error as Error).message}`, given);
      }
    });
  }
  for (const name of blocks) {
    const block = compiler.helpers[name];
    compiler.registerHelper(name, function (this: unknown, value, given) {
      const reason = unknownField(value);
      if (reason !== undefined) throw placed(reason, given);
      // Handlebars ignores a missing list, and the output would be empty.
      if (name === "each" && value === undefined) throw placed("the list is missing", given);
      return block?.call(this, value, given) ?? "";
    });
  }
}

function placed(reason: string, given: unknown): Error {
  return Object.assign(new Error(reason), { loc: (given as PlacedOptions).loc });
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
