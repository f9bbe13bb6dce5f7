// The module that recognises responses: it alone needs every class.

import type { Tables } from "../../../runtime/facts.ts";
import type { Recogniser } from "../../../runtime/steps.ts";
import type { Catalog } from "../../catalog/catalog.ts";
import {
  answerName,
  type CatalogNames,
  catalogNames,
  className,
  factsName,
} from "../../catalog/names.ts";
import { withSteps } from "../../catalog/steps.ts";
import { constantDeclaration, functionDeclaration, type Parameter } from "../print/declarations.ts";
import type { Module } from "../print/modules.ts";
import {
  type Code,
  doc,
  id,
  join,
  lines,
  lit,
  nothing,
  tableKey,
  ts,
} from "../print/typescript.ts";

/** Prints the module `parse`. */
export function* parseModule(catalog: Catalog): Module {
  const names = catalogNames(catalog.prefix);
  const tables = withSteps(catalog.derived.tables);
  const envelopes = catalog.envelopes.map(({ name }) => ({ name, shape: id(answerName(name)) }));
  const imported = [
    id("envelopes"),
    ...(catalog.schemas.length > 0 ? [id("schemas")] : []),
    ...envelopes.map(({ shape }) => shape),
  ];
  const any = ts`errors.${id(names.any)}`;
  yield { link: "import", from: "./codes", names: { all: ts`codes` } };
  yield { link: "import", from: "./envelopes", names: imported, only: "values" };
  yield { link: "import", from: "./errors", names: { all: ts`errors` } };
  yield { link: "import", from: "./runtime", names: { all: ts`runtime` } };
  yield* constantDeclaration({
    name: ts`meanings`,
    type: ts`runtime.Tables["codes"]`,
    value: meaningsOf(catalog, tables.codes),
    local: true,
  });
  yield* constantDeclaration({
    name: ts`tables`,
    type: ts`runtime.Recogniser`,
    value: tableMembers(catalog, tables),
    local: true,
  });
  yield* constantDeclaration({
    name: ts`known`,
    type: ts`runtime.ErrorClasses<${any}>["known"]`,
    value: catalog.definitions.map(({ name }) => ts`${id(name)}: errors.${id(className(name))},`),
    local: true,
  });
  yield* constantDeclaration({
    name: ts`shapes`,
    type: ts`runtime.Parser["shapes"]`,
    value: ts`{ ${join(
      envelopes.map(({ name, shape }) => ts`${id(name)}: ${shape}`),
      ", ",
    )} }`,
    local: true,
  });
  yield* constantDeclaration({
    name: ts`parser`,
    type: ts`runtime.Parser<${any}>`,
    value: ts`{ tables, classes: { known, unknown: errors.${id(names.unknown)} }, shapes }`,
    local: true,
  });
  yield* functions(catalog, names);
}

function* functions({ title }: Catalog, names: CatalogNames): Module {
  const any = ts`errors.${id(names.any)} | undefined`;
  const response = { name: ts`response`, type: ts`runtime.ErrorResponse` };
  const options = (name: Code, type: Code): Parameter => ({ name, type, optional: true });
  yield functionDeclaration({
    doc: doc(
      `Identifies a response of ${title} as plain data, without an exception; returns \`undefined\` if it is no error.`,
      "It accepts any value and never throws.",
    ),
    name: id(names.identify),
    parameters: [response],
    returns: ts`runtime.Identity<codes.${id(names.name)}, codes.${id(names.code)}> | undefined`,
    body: ts`return runtime.identify(tables, response);`,
  });
  yield functionDeclaration({
    doc: doc(
      `Returns the exception of a response of ${title}, or \`undefined\` if it is no error; the exception is not thrown.`,
      "It accepts any value and never throws: a code that this version does not know becomes the unknown error, and so does what is no response, a body that was not read, and `{ cause }` of a request that got no response.",
    ),
    name: id(names.parse),
    parameters: [response, options(ts`options`, ts`runtime.ParseOptions`)],
    returns: any,
    body: ts`return runtime.parseError(parser, response, options);`,
  });
  yield functionDeclaration({
    doc: doc(
      `Returns the exception of a fetch response of ${title}, read from a clone, or \`undefined\` if it is no error.`,
      "It never rejects: a body that is already used, cannot be read, or is too long becomes an unknown error that says so. The response of node-fetch is read without a clone at 400 and above, and not at all below.",
    ),
    async: true,
    name: id(names.fromResponse),
    parameters: [
      { name: ts`response`, type: ts`runtime.FetchResponse` },
      options(ts`context`, ts`runtime.CallContext`),
    ],
    returns: ts`Promise<${any}>`,
    body: ts`return runtime.errorFromResponse(parser, response, context);`,
  });
  yield functionDeclaration({
    doc: doc(
      `Restores an exception of ${title} from the result of its \`toJSON()\`, in another thread or process; returns \`undefined\` for any other value.`,
    ),
    name: id(names.revive),
    parameters: [{ name: ts`value`, type: ts`unknown` }],
    returns: any,
    body: ts`return runtime.reviveError(parser, value);`,
  });
}

function* meaningsOf({ codes }: Catalog, tables: Tables["codes"]): Iterable<Code> {
  yield ts`__proto__: null,`;
  for (const { text, owners } of codes) {
    const all = owners.map(({ definition }, i) => {
      const [, index = 0, match] = tables[text]?.[i] ?? [];
      const condition = match === undefined ? nothing : ts`, ${lit(match as never)}`;
      return ts`[codes.${id(factsName(definition.name))}, ${lit(index)}${condition}]`;
    });
    yield all.length === 1
      ? ts`${tableKey(text)}: [${all}],`
      : ts`${tableKey(text)}: [
  ${lines(all.map((one) => ts`${one},`))}
],`;
  }
}

function* tableMembers(catalog: Catalog, tables: Recogniser): Iterable<Code> {
  const { success, errorsBelow400, families, statuses, params, steps } = tables;
  const functions = Object.keys(steps).map((name) => ts`${id(name)}: runtime.${id(name)},`);
  yield ts`catalog: ${lit(catalog.id)},`;
  yield ts`envelopes,`;
  if (params !== undefined) yield paramsMember(params);
  if (catalog.schemas.length > 0) yield ts`schemas,`;
  if (success !== undefined) yield ts`success: ${lit(success as never)},`;
  if (errorsBelow400 !== undefined) yield ts`errorsBelow400: ${lit(errorsBelow400)},`;
  if (families !== undefined) yield ts`families: ${lit(families as never)},`;
  yield ts`statuses: ${lit(statuses as never)},`;
  yield ts`codes: meanings,`;
  yield functions.length === 0
    ? ts`steps: {},`
    : ts`steps: {
  ${lines(functions)}
},`;
}

function paramsMember(params: NonNullable<Tables["params"]>): Code {
  const entries = Object.entries(params).map(
    ([name, table]) => ts`${id(name)}: ${lit(table as never)},`,
  );
  return ts`params: {
  __proto__: null,
  ${lines(entries)}
},`;
}
