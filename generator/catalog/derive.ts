// A catalog with what follows from it: how responses are recognised and answers built, and a sample of each.

import type { Catalog, Derived } from "./catalog.ts";
import { exampleOrBuilt } from "./fixture.ts";
import { factsRows, recognitionTables } from "./recognition.ts";
import { sharedSamples } from "./samples.ts";

/** Adds what follows from a catalog; `answers` are those of its envelopes. */
export function derive(catalog: Omit<Catalog, "derived">, answers: Derived["answers"]): Catalog {
  let facts: Derived["facts"] | undefined;
  let tables: Derived["tables"] | undefined;
  let samples: Derived["samples"] | undefined;
  let fixtures: Derived["fixtures"] | undefined;
  const whole: Catalog = {
    ...catalog,
    derived: {
      answers,
      // Made when first read: most faulty catalogs need none of it, and the rules read the last two only if no schema is faulty.
      get facts() {
        facts ??= factsRows(catalog, answers);
        return facts;
      },
      get tables() {
        tables ??= recognitionTables(catalog, whole.derived.facts);
        return tables;
      },
      get samples() {
        samples ??= sharedSamples(catalog.schemas);
        return samples;
      },
      get fixtures() {
        fixtures ??= Object.fromEntries(
          catalog.definitions.flatMap((one) => {
            const fixture = exampleOrBuilt(one, whole);
            return fixture === undefined ? [] : [[one.name, fixture]];
          }),
        );
        return fixtures;
      },
    },
  };
  return whole;
}
