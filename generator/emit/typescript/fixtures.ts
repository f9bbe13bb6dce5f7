// One valid response for each definition, for the tests of those who use a package.

import type { Catalog, Fixture, Json } from "../../catalog/catalog.ts";
import { fixtureOf } from "../../catalog/fixture.ts";
import { catalogNames } from "../../catalog/names.ts";
import { constantDeclaration, type Module, typeImport } from "../print/declarations.ts";
import { type Code, doc, flat, id, key, ts } from "../print/typescript.ts";

/** Prints the module `fixtures`. */
export function* fixturesModule(catalog: Catalog): Module {
  const names = catalogNames(catalog.prefix);
  yield typeImport(ts`import type { ${id(names.name)} } from "./codes.js";`);
  yield typeImport(ts`import type { ErrorFixture } from "./runtime.js";`);
  yield* constantDeclaration({
    doc: doc(
      `A valid response for each definition of ${catalog.title}: parsing it gives the definition's exception.`,
    ),
    name: id(names.fixtures),
    type: ts`{ readonly [Name in ${id(names.name)}]: ErrorFixture }`,
    value: fixturesOf(catalog),
  });
}

function* fixturesOf(catalog: Catalog): Iterable<Code> {
  for (const definition of catalog.definitions) {
    const fixture: Fixture = fixtureOf(definition, catalog);
    yield ts`${key(definition.name)}: ${flat(fixture as unknown as Json)},`;
  }
}
