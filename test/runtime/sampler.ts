// A small catalog with everything that answers are made of, and the classes that a package of it would have.

import type { Catalog } from "../../generator/catalog/catalog.ts";
import { resolveCatalog } from "../../generator/catalog/resolve.ts";
import { withSteps } from "../../generator/catalog/steps.ts";
import type { CatalogDocument } from "../../generator/schema/document.ts";
import { parseYaml } from "../../generator/text/yaml.ts";
import type { ErrorAnswer } from "../../runtime/answers.ts";
import type { BaseError, UnknownErrorInit } from "../../runtime/errors.ts";
import { type ErrorClass, type Parser, parseError } from "../../runtime/parse.ts";
import { emitted, importPackage } from "../helpers.ts";

/** An exception as packages of HTTP have it. */
export type TestError = BaseError & {
  readonly toResponse: (...fields: readonly unknown[]) => ErrorAnswer<unknown>;
};

/** The constructor of an exception as tests call it. */
export type TestClass = new (init?: UnknownErrorInit & { readonly code?: unknown }) => TestError;

/** What a package of a catalog knows. */
export interface TestPackage {
  readonly catalog: Catalog;
  readonly parser: Parser;
  readonly classes: Readonly<Record<string, TestClass>>;
  readonly make: (name: string, init?: object) => TestError;
  readonly parse: (input: unknown) => TestError;
}

/** Gives what a package of a catalog holds, from the catalog's YAML: the classes as they are printed, and the runtime as it stands here. */
export async function packageOf(text: string): Promise<TestPackage> {
  const document = parseYaml({ path: "sampler.yaml", text }).value?.value;
  const catalog = resolveCatalog(document as unknown as CatalogDocument);
  const imported = await importPackage(await emitted(catalog));
  const known = Object.fromEntries(imported.classes) as unknown as Readonly<
    Record<string, ErrorClass>
  >;
  const unknown = imported.unknown as unknown as ErrorClass;
  const { answers } = catalog.derived;
  const tables = withSteps(catalog.derived.tables);
  const shapes = Object.fromEntries(
    Object.entries(answers).map(([envelope, { slots }]) => [envelope, { envelope, slots }]),
  );
  const parser: Parser = { tables, classes: { known, unknown }, shapes };
  const classes = { ...known, Unknown: unknown } as object as Readonly<Record<string, TestClass>>;
  return {
    catalog,
    parser,
    classes,
    make: (name, init = {}) => {
      const Class = classes[name];
      if (Class === undefined) throw new Error(`There is no ${name}.`);
      return new Class(init);
    },
    parse: (input) => {
      const error = parseError(parser, input);
      if (error === undefined) throw new Error("This is no error.");
      return error as TestError;
    },
  };
}
