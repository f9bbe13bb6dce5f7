// One valid response for each definition, for the tests of those who use a package.

import type { Catalog, Json } from "../../catalog/catalog.ts";
import { fixtureOf } from "../../catalog/fixture.ts";
import { catalogNames } from "../../catalog/names.ts";
import type { Fixture } from "../../catalog/response.ts";
import { type Code, doc, id, key, lines, lit, ts } from "../print/typescript.ts";

/** Gives `src/fixtures.ts`. */
export function fixturesModule(catalog: Catalog): Code {
  const names = catalogNames(catalog.prefix);
  const entries = catalog.definitions.map((definition) => {
    const fixture: Fixture = fixtureOf(definition, catalog);
    return ts`${key(definition.name)}: ${lit(fixture as unknown as Json)},`;
  });
  return ts`import type { ${id(names.name)} } from "./codes.js";
import type { ErrorFixture } from "./runtime.js";

${doc(`A valid response for each definition of ${catalog.title}: parsing it gives the definition's exception.`)}export const ${id(names.fixtures)}: { readonly [Name in ${id(names.name)}]: ErrorFixture } = {
  ${lines(entries)}
};
`;
}
