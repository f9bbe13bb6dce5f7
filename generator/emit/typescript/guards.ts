// The guards: `unknown` in, a boolean out, never throwing.

import type { Catalog } from "../../catalog/catalog.ts";
import { type CatalogNames, catalogNames, className, guardName } from "../../catalog/names.ts";
import { functionDeclaration } from "../print/declarations.ts";
import type { Module, Piece } from "../print/modules.ts";
import { type Code, doc, id, lit, nothing, ts } from "../print/typescript.ts";

/** Prints the module `guards`. */
export function* guardsModule(catalog: Catalog): Module {
  const { id: brand, title } = catalog;
  const names = catalogNames(catalog.prefix);
  const schemas = catalog.schemas.length > 0;
  yield { link: "import", from: "./codes", names: [id(names.code)] };
  const shapes = [ts`bodies`, ...(schemas ? [ts`schemas`] : [])];
  yield { link: "import", from: "./envelopes", names: shapes, only: "values" };
  yield { link: "import", from: "./envelopes", names: [id(names.body)], only: "types" };
  yield { link: "import", from: "./errors", names: { all: ts`errors` }, only: "types" };
  yield { link: "import", from: "./runtime", names: { all: ts`runtime` } };
  yield guard(names.isCode, {
    about: `Returns whether a value is a code of ${title}, with the JSON type that it has on the wire.`,
    is: id(names.code),
    value: ts`value`,
    body: ts`runtime.isCodeOf(${id(names.code)}, value)`,
  });
  yield guard(names.isBody, {
    about: `Returns whether a value has the documented shape of an error body of ${title}; parsing is more lenient.`,
    is: id(names.body),
    value: ts`value`,
    body: ts`bodies.some((body) => runtime.conforms(value, body${schemas ? ts`, schemas` : nothing}))`,
  });
  yield guard(names.isError, {
    about: `Returns whether a value is an exception of ${title}.`,
    is: ts`errors.${id(names.any)}`,
    body: ts`runtime.isOfCatalog(error, ${lit(`${brand}/`)})`,
  });
  for (const { name } of catalog.definitions) {
    const exception = className(name);
    yield guard(guardName(name), {
      about: `Returns whether a value is ${article(exception)} ${exception}.`,
      is: ts`errors.${id(exception)}`,
      body: ts`runtime.is(error, ${lit(`${brand}/${name}`)})`,
    });
  }
  yield matchFunction(catalog, names);
  yield guard(names.isUnknown, {
    about: `Returns whether a value is an exception of ${title} whose code this version does not know.`,
    is: ts`errors.${id(names.unknown)}`,
    body: ts`runtime.is(error, ${lit(`${brand}/`)})`,
  });
}

interface Guard {
  readonly about: string;
  /** The type that the guard finds. */
  readonly is: Code;
  /** The name of its parameter. */
  readonly value?: Code;
  /** The condition. */
  readonly body: Code;
}

function guard(name: string, { about, is, value = ts`error`, body }: Guard): Piece {
  return functionDeclaration({
    doc: doc(about),
    name: id(name),
    parameters: [{ name: value, type: ts`unknown` }],
    returns: ts`${value} is ${is}`,
    body: ts`return ${body};`,
  });
}

function matchFunction({ id: brand, title }: Catalog, names: CatalogNames): Piece {
  const arms = ts`errors.${id(names.arms)}`;
  return functionDeclaration({
    doc: doc(
      `Calls the arm of an exception's definition and returns its result; every definition of ${title} has an arm.`,
      "Codes of later versions of the catalog, and anything else, go to the arm `unknown`.",
    ),
    name: id(names.match),
    generics: ts`<Arms extends ${arms}>`,
    parameters: [
      { name: ts`error`, type: ts`errors.${id(names.any)}` },
      {
        name: ts`arms`,
        type: ts`Arms & { readonly [Name in Exclude<keyof Arms, keyof ${arms}>]: never }`,
      },
    ],
    returns: ts`runtime.ResultOf<Arms>`,
    body: ts`return runtime.matchError(error, ${lit(`${brand}/`)}, arms);`,
  });
}

function article(name: string): string {
  return /^[AEIOU]/.test(name) ? "an" : "a";
}
