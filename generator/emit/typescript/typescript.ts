// The TypeScript emitter: codes, envelopes, exceptions, guards, the parser and the texts, over one shared runtime.

import { exported, runtime } from "virtual:runtime";
import { $defs } from "../../../schema/config.schema.json";
import { exportedValues } from "../../catalog/aliases.ts";
import type { Catalog } from "../../catalog/catalog.ts";
import type { JsonSchema } from "../../catalog/json-schema.ts";
import { catalogNames } from "../../catalog/names.ts";
import type { CatalogEmitter, OutputFile } from "../emitter.ts";
import type { ResolvedTypescriptOptions } from "../options.ts";
import { type Module, moduleFiles, runtimeExports } from "../print/modules.ts";
import { id } from "../print/typescript.ts";
import { codesModule } from "./codes.ts";
import { definitionsModule, localeModule } from "./definitions.ts";
import { envelopesModule } from "./envelopes.ts";
import { errorsModule } from "./errors.ts";
import { fixturesModule } from "./fixtures.ts";
import { guardsModule } from "./guards.ts";
import { isTranslated, localiseModule } from "./localise.ts";
import { parseModule } from "./parse.ts";

/** Emits the modules of a catalog's package, each as source and in the formats that are built. */
export const typescriptEmitter: CatalogEmitter<ResolvedTypescriptOptions> = {
  name: "typescript",
  scope: "catalog",
  options: $defs.typescript as JsonSchema,
  emit: (catalog, options) => [
    ...internal(moduleFiles("codes", () => codesModule(catalog, options), options)),
    ...internal(moduleFiles("envelopes", () => envelopesModule(catalog), options)),
    ...runtimeFiles(options),
    ...internal(moduleFiles("errors", () => errorsModule(catalog), options)),
    ...internal(moduleFiles("guards", () => guardsModule(catalog), options)),
    ...internal(moduleFiles("parse", () => parseModule(catalog), options)),
    ...moduleFiles("definitions", () => definitionsModule(catalog), options),
    ...catalog.locales.flatMap((locale) =>
      moduleFiles(`definitions/${locale.tag}`, () => localeModule(catalog, locale), options),
    ),
    ...moduleFiles("fixtures", () => fixturesModule(catalog), options),
    ...(isTranslated(catalog)
      ? moduleFiles("localise", () => localiseModule(catalog), options)
      : []),
    ...moduleFiles("index", () => indexModule(catalog, options), options),
  ],
};

function runtimeFiles(options: ResolvedTypescriptOptions): readonly OutputFile[] {
  return moduleFiles("runtime", () => runtimeModule(options), options).map(({ path, content }) => ({
    path,
    // One text, so that those of several catalogs can be compared.
    content: [...content].join(""),
    internal: true,
    shared: true,
  }));
}

/** The runtime's source and declarations say themselves what they export. */
function* runtimeModule({ baseClass }: ResolvedTypescriptOptions): Module {
  if (baseClass === undefined) yield runtime;
  else {
    const { name, from } = baseClass;
    yield { link: "import", from, names: [{ own: id(name), as: id("Base") }], only: "values" };
    yield {
      ...runtime,
      source: `\nconst ErrorBase = Base as unknown as new (message: string) => Error;\n\n${extending(runtime.source, "ErrorBase")}`,
      script: extending(runtime.script, "Base"),
    };
  }
  yield { link: "export", names: exported.map((name) => id(name)), only: "script" };
}

/** Returns the text of the runtime whose exceptions extend another class than `Error`; declarations stay, since nothing is known of it. */
function extending(text: string, base: string): string {
  const [before = "", after, ...more] = text.split(
    /(?<=^(?:> |.*class HiddenError )extends )Error(?= \{$)/m,
  );
  if (after === undefined || more.length > 0) throw new Error("the runtime has another base class");
  return `${before}${base}${after}`;
}

function internal(files: readonly OutputFile[]): readonly OutputFile[] {
  return files.map((file) => ({ ...file, internal: true }));
}

function* indexModule(
  { prefix, definitions }: Catalog,
  { aliases }: ResolvedTypescriptOptions,
): Module {
  const names = catalogNames(prefix);
  yield { link: "export", from: "./codes", names: [id(names.code)] };
  yield { link: "export", from: "./codes", names: [id(names.name)], only: "types" };
  yield { link: "export", from: "./envelopes", names: "all", only: "types" };
  for (const from of ["./errors", "./guards", "./parse"]) {
    yield { link: "export", from, names: "all" };
  }
  const values = exportedValues(
    prefix,
    definitions.map(({ name }) => name),
  );
  for (const [as, own] of Object.entries(aliases)) {
    const from = values.get(own);
    // The package of another catalog may have it.
    if (from !== undefined)
      yield { link: "export", from: `./${from}`, names: [{ own: id(own), as: id(as) }] };
  }
  yield* runtimeExports();
}
