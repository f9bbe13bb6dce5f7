// One valid response for each definition, for the tests of those who use a package.

import type { Catalog, Json } from "../../catalog/catalog.ts";
import { fixtureOf } from "../../catalog/fixture.ts";
import { catalogNames } from "../../catalog/names.ts";
import { constantDeclaration } from "../print/declarations.ts";
import type { Module } from "../print/modules.ts";
import { type Code, doc, flat, id, key, lit, ts, union } from "../print/typescript.ts";

/** Prints the module `fixtures`. */
export function* fixturesModule(catalog: Catalog): Module {
  const names = catalogNames(catalog.prefix);
  yield { link: "import", from: "./codes", names: [id(names.name)], only: "types" };
  yield { link: "import", from: "./runtime", names: [ts`ErrorFixture`], only: "types" };
  yield* constantDeclaration({
    doc: doc(
      `A valid response for each definition of ${catalog.title}: parsing it gives the definition's exception.`,
    ),
    name: id(names.fixtures),
    type: ts`{ readonly [Name in ${namesOf(catalog)}]: ErrorFixture }`,
    value: fixturesOf(catalog),
  });
}

function* fixturesOf(catalog: Catalog): Iterable<Code> {
  for (const definition of catalog.definitions) {
    const fixture = fixtureOf(definition, catalog);
    if (fixture !== undefined)
      yield ts`${key(definition.name)}: ${flat(fixture as unknown as Json)},`;
  }
}

/** Returns the type of the names of definitions, without those for which no body can be built. */
function namesOf(catalog: Catalog): Code {
  const all = id(catalogNames(catalog.prefix).name);
  const missing = catalog.definitions.filter((one) => fixtureOf(one, catalog) === undefined);
  return missing.length === 0
    ? all
    : ts`Exclude<${all}, ${union(missing.map(({ name }) => lit(name)))}>`;
}
