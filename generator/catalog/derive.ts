// A catalog with what follows from it: how responses are recognised and answers built, and a sample of each.

import type { Catalog, Derived } from "./catalog.ts";
import { exampleOrBuilt } from "./fixture.ts";
import { factsRows, recognitionTables } from "./recognition.ts";
import { sharedSamples } from "./samples.ts";

/** Adds what follows from a catalog; `answers` are those of its envelopes. */
export function derive(catalog: Omit<Catalog, "derived">, answers: Derived["answers"]): Catalog {
  const facts = factsRows(catalog, answers);
  const tables = recognitionTables(catalog, facts);
  let samples: Derived["samples"] | undefined;
  let fixtures: Derived["fixtures"] | undefined;
  const whole: Catalog = {
    ...catalog,
    derived: {
      facts,
      tables,
      answers,
      // Made when first read: the rules read them only if no schema is faulty.
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
